"""A model file before anything is loaded from it: is it a GGUF, is it whole, which one is it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from wikiseek.errors import ModelFault
from wikiseek.files import sha256_file
from wikiseek.llm.header import Header, read_header

_SPLIT = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")


def check_gguf(path: Path) -> list[Header]:
    """The headers of a model's parts, mostly one. Raises `ModelFault`, in one clear line, unless all are whole."""
    if not path.exists():
        raise ModelFault(f"no model file at {path}: give the path of a .gguf file or the URL of a server")
    if not path.is_file():
        raise ModelFault(f"{path} is not a file: give the path of a .gguf file")
    files = parts(path)
    headers = [read_header(file) for file in files]
    for number, (file, header) in enumerate(zip(files, headers, strict=True)):
        count, own = header.settings.get("split.count", 1) or 1, header.settings.get("split.no", 0)
        if (count, own) != (len(files), number):
            raise ModelFault(
                f"{file} says that it is part {own + 1 if type(own) is int else own} of {count} and is named as part "
                f"{number + 1} of {len(files)}: name parts as they were downloaded, NAME-00001-of-00003.gguf"
            )
    return headers


def parts(path: Path) -> list[Path]:
    """The files of a model, which llama.cpp may have split as `NAME-00001-of-00003.gguf`.

    Raises `ModelFault` when a part is missing or `path` is not the first.
    """
    split = _SPLIT.search(path.name)
    if not split:
        return [path]
    stem, count = path.name[: split.start()], int(split[2])
    if int(split[1]) != 1:
        raise ModelFault(f"{path} is part {int(split[1])} of {count}: give the first, {stem}-00001-of-{split[2]}.gguf")
    found = [path.with_name(f"{stem}-{number:05d}-of-{count:05d}.gguf") for number in range(1, count + 1)]
    missing = [part.name for part in found if not part.is_file()]
    if missing:
        raise ModelFault(f"{path} is one of {count} parts and {missing[0]} is missing: download all parts")
    return found


def model_digest(path: Path) -> str:
    """SHA-256 of a model: of its file, or of its parts' digests when it is split."""
    digests = [sha256_file(part) for part in parts(path)]
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(digests).encode()).hexdigest()
