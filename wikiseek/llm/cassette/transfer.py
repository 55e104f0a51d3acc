"""The calls of a cassette as lines of JSON, in order of their keys, and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wikiseek import codec
from wikiseek.errors import ModelFault, SettingsMismatch
from wikiseek.llm.cassette.call import Call, answer_of, answer_row, request_key, request_of
from wikiseek.llm.cassette.folder import DATA, Cassette

_FIELDS = frozenset({"key", "model", "request", "answer"})


@dataclass(frozen=True, slots=True)
class Imported:
    """How many calls were new, were there already, and were there with another answer."""

    new: int
    known: int
    differing: int


def export_calls(path: Path) -> Iterator[bytes]:
    """The calls of the cassette in `path`, a line each: the same lines wherever and in whatever order they came in.

    Raises `ModelFault` for a call whose request was not kept: nobody could check its line.
    """
    with Cassette(path) as cassette:
        model = cassette.identity
        for call in cassette:
            if call.request is None:
                raise ModelFault(
                    f"{path} was recorded by an early version that kept no requests: record the run again to export it"
                )
            row = {"key": call.key.hex(), "model": model, "request": call.request, "answer": answer_row(call.answer)}
            yield codec.line(row)


def import_calls(path: Path, lines: Iterable[bytes], name: str, overwrite: bool = False) -> Imported:
    """Put exported `lines` of the file `name` into the cassette in `path`, all of them or none.

    An answer that is there already stays, unless told to `overwrite` it. Raises `ModelFault` that names the first
    line that is no call or whose key is not the hash of its content, `SettingsMismatch` for another model's.
    """
    made = not (path / DATA).exists()
    there = path.exists()
    try:
        with Cassette(path, writing=True) as cassette:
            return Imported(*cassette.merge(_calls(lines, name, path, cassette.identity), overwrite))
    except BaseException:
        if made and not there:
            shutil.rmtree(path, ignore_errors=True)
        raise


def _calls(lines: Iterable[bytes], name: str, path: Path, model: str | None) -> Iterator[tuple[str, Call]]:
    """The calls of lines, each with its model, which is that of the cassette in `path` if it has one."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            theirs, call = _read(line)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            said = " ".join(str(error).split()) or type(error).__name__
            raise ModelFault(f"line {number} of {name} is no recorded call ({said}): nothing was imported") from error
        model = theirs if model is None else model
        if theirs != model:
            raise SettingsMismatch(
                f"line {number} of {name} is of model {theirs[:16]} and {path} of {model[:16]}: "
                "nothing was imported, use another folder"
            )
        yield theirs, call


def _read(line: bytes) -> tuple[str, Call]:
    row = codec.load(line)
    if not isinstance(row, dict) or set(row) != _FIELDS:
        raise ValueError(f"it has not the fields {', '.join(sorted(_FIELDS))}")
    model, request = row["model"], request_of(row["request"])
    if not isinstance(model, str) or not model:
        raise ValueError("it names no model")
    key = request_key(model, request)
    if row["key"] != key.hex():
        raise ValueError("its key is not the hash of its model and request")
    return model, Call(key, request, answer_of(row["answer"]))
