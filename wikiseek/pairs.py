"""Questions and answers as anybody's evaluation files have them: JSONL, JSON, TSV and CSV.

NQ-open, HotpotQA, MuSiQue, 2WikiMultihopQA, BrowseComp-Plus, InfoSeek, inspect_ai and wikiseek's own items
are read by the names of their fields; other names can be given. Packed files (`.gz`) are read as what they hold.
"""

from __future__ import annotations

import ast
import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.errors import NotFound, WikiseekError

QUESTION_FIELDS = ("question", "query", "problem", "input")
ANSWER_FIELDS = ("answer", "answers", "golden_answers", "target", "ground_truth", "answer_aliases", "aliases")
ID_FIELDS = ("id", "_id", "query_id", "question_id", "qid")
# Where a JSON object keeps its rows, and where an answer that is an object keeps its words.
_ROWS = ("data", "questions", "items", "examples")
_WORDS = ("value", "text", "aliases", "target")
_OBFUSCATED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_LONGEST_CELL = 1 << 20

Json = dict[str, Any]


class _Plain(csv.excel_tab):
    quoting = csv.QUOTE_NONE


class PairFault(WikiseekError):
    """A file of questions and answers that cannot be read."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One question: `number` is its place in the file from 1, `id` "" where it has none.

    `answers` are the answer and what else it may be called, in order, each once; none where a file has questions alone.
    """

    number: int
    id: str
    question: str
    answers: tuple[str, ...]


_Read = Pair | PairFault


def _refused(fault: PairFault) -> None:
    raise fault


def read_pairs(
    path: Path,
    question: str = "",
    answer: str = "",
    identity: str = "",
    faulty: Callable[[PairFault], None] = _refused,
) -> Iterator[Pair]:
    """The pairs of a file in order; `question`, `answer` and `identity` name fields that are not among the known ones.

    A row that cannot be read or has no words in its question is an error: it raises `PairFault`, unless `faulty`
    takes it and returns, and the next row is read. Bytes that are no text always raise it; `NotFound` where there is
    no file.
    """
    asked = (question,) if question else QUESTION_FIELDS
    answered = (answer, *ANSWER_FIELDS[5:]) if answer else ANSWER_FIELDS
    named = (identity,) if identity else ID_FIELDS
    for number, row in enumerate(_rows(path, _text(path), asked), 1):
        pair = row if isinstance(row, PairFault) else _pair(path, number, row, (asked, answered, named))
        if isinstance(pair, PairFault):
            faulty(pair)
        else:
            yield pair


def _pair(path: Path, number: int, row: Json, fields: tuple[Sequence[str], Sequence[str], Sequence[str]]) -> _Read:
    asked, answered, named = fields
    said = _first(row, asked)
    if not isinstance(said, str) or not said.strip():
        names = ", ".join(sorted(map(str, row))[:12])
        return PairFault(f"row {number} of {path} has no question (its fields: {names}): name the field that has it")
    if "canary" in row and _OBFUSCATED.fullmatch(said.strip()):
        return PairFault(f"row {number} of {path} is obfuscated (it has a canary): decrypt the file first")
    found = _first(row, named)
    answers = [text for name in answered for text in _texts(_field(row, name))]
    return Pair(number, "" if found is None else str(found), _one_line(said), tuple(dict.fromkeys(answers)))


def _text(path: Path) -> str:
    if not path.is_file():
        wrong = "is a folder" if path.is_dir() else "does not exist"
        raise NotFound(f"{path} {wrong}: give a file of questions and answers")
    data = path.read_bytes()
    try:
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        where = f"byte 0x{error.object[error.start]:02x} in line {line}"
        raise PairFault(f"{path} is not UTF-8 ({where}): give JSONL, JSON, TSV or CSV in UTF-8") from error
    except (OSError, EOFError, zlib.error) as error:
        raise PairFault(f"{path} cannot be unpacked ({error}): give JSONL, JSON, TSV or CSV, packed or not") from error


def _rows(path: Path, text: str, asked: Sequence[str]) -> Iterator[Json | PairFault]:
    form = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    if form.lower() in (".tsv", ".csv"):
        yield from _table(path, text, "\t" if form.lower() == ".tsv" else ",", asked)
        return
    for number, value in enumerate(_values(path, text), 1):
        if not isinstance(value, dict | PairFault):
            value = PairFault(f"row {number} of {path} is a {type(value).__name__}, not an object with a question")
        yield value


def _values(path: Path, text: str) -> Iterator[Any]:
    """The rows of JSON (a list, or an object with a list in it) or of JSONL: content decides, names often lie."""
    whole = _parsed(text)
    if isinstance(whole, dict):
        rows = next((whole[name] for name in _ROWS if isinstance(whole.get(name), list)), None)
        whole = [whole] if rows is None else rows
    if isinstance(whole, list):
        yield from whole
        return
    # Not `splitlines`: a JSON string may hold other line ends as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            value = _parsed(line)
            yield (
                PairFault(f"line {number} of {path} is no JSON: give JSONL, JSON, TSV or CSV")
                if value is None
                else value
            )


def _parsed(text: str) -> Any:
    """The value, None for what is no JSON."""
    try:
        return codec.load(text.strip())
    except ValueError:
        return None


def _table(path: Path, text: str, delimiter: str, asked: Sequence[str]) -> Iterator[Json | PairFault]:
    csv.field_size_limit(_LONGEST_CELL)
    # NQ-open and BrowseComp-Plus put questions into TSV as they are, quotation marks and all.
    form = csv.excel if delimiter == "," else _Plain
    reader = csv.reader(io.StringIO(text, newline=""), form)
    names: list[str] | None = None
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield PairFault(f"line {reader.line_num} of {path} is no row of a table ({error})")
            continue
        if row is None:
            return
        if names is None and {cell.strip().lower() for cell in row} & set(asked):
            names = [cell.strip() for cell in row]
        elif row:
            names = names or []
            yield dict(zip(names, row, strict=False)) if names else _unnamed(row)


def _unnamed(row: list[str]) -> Json:
    """A row of a table without a header: an id without spaces if there is one, the question, the answer."""
    place = next((n for n, cell in enumerate(row) if len(cell.split()) > 1), 0)
    rest = row[place + 1 :]
    return {"id": row[0] if place else None, "question": row[place], "answer": rest[0] if rest else None}


def _first(row: Json, names: Sequence[str]) -> Any:
    return next((value for name in names if (value := _field(row, name)) is not None), None)


def _field(row: Json, name: str) -> Any:
    """A field by its name, whatever its case ("Question")."""
    if name in row:
        return row[name]
    return next((value for key, value in row.items() if str(key).lower() == name.lower()), None)


def _texts(value: Any) -> Iterator[str]:
    """The words of an answer: a text, a number, a list of them (also one written into a table's cell), an object."""
    if isinstance(value, str):
        listed = _listed(value.strip()) if value.lstrip()[:1] == "[" else None
        if listed is not None:
            yield from _texts(listed)
        elif value.strip():
            yield _one_line(value)
    elif isinstance(value, list):
        for each in value:
            if not isinstance(each, list):
                yield from _texts(each)
    elif isinstance(value, dict):
        for name in _WORDS:
            yield from _texts(value.get(name))
    elif isinstance(value, int | float):
        yield str(value)


def _listed(cell: str) -> list[Any] | None:
    """A list written as JSON or as Python writes it, None for what only looks like one."""
    value = _parsed(cell)
    if value is None:
        try:
            value = ast.literal_eval(cell)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None
    return value if isinstance(value, list) else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
