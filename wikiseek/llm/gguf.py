"""A model file before anything is loaded from it: is it a GGUF, is it whole, which one is it.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (magic, version, two counts).
"""

from __future__ import annotations

import hashlib
import re
import struct
from pathlib import Path

from wikiseek.errors import ModelFault
from wikiseek.files import sha256_file

_HEADER = struct.Struct("<4sIQQ")
_VERSIONS = (2, 3)
_COUNT_LIMIT = 1_000_000
_SPLIT = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")


def check_gguf(path: Path) -> None:
    """Raise `ModelFault`, in one clear line, unless `path` begins as a readable GGUF does."""
    if not path.exists():
        raise ModelFault(f"no model file at {path}: give the path of a .gguf file or the URL of a server")
    if not path.is_file():
        raise ModelFault(f"{path} is not a file: give the path of a .gguf file")
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER.size)
    except OSError as error:
        raise ModelFault(f"{path} cannot be read ({error.strerror}): check its permissions") from error
    if head[:4] != b"GGUF":
        raise ModelFault(
            f"{path} is not a GGUF file (it begins with {head[:4]!r}): convert or download the model as GGUF"
        )
    if len(head) < _HEADER.size:
        raise ModelFault(f"{path} ends after {len(head)} bytes: download it again")
    _, version, tensors, pairs = _HEADER.unpack(head)
    if version not in _VERSIONS:
        raise ModelFault(f"{path} is GGUF version {version}, versions 2 and 3 can be read: convert it again")
    if not 0 < tensors < _COUNT_LIMIT or not 0 < pairs < _COUNT_LIMIT:
        raise ModelFault(f"{path} announces {tensors} tensors and {pairs} settings: it is damaged, download it again")


def parts(path: Path) -> list[Path]:
    """The files of a model, which llama.cpp may have split as `NAME-00001-of-00003.gguf`.

    Raises `ModelFault` when a part is missing.
    """
    split = _SPLIT.search(path.name)
    if not split:
        return [path]
    stem, count = path.name[: split.start()], int(split[2])
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
