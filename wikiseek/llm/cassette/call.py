"""One recorded call: what was asked, what was answered, and its place in a cassette."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import zstandard

from wikiseek import codec
from wikiseek.llm.protocol import Completion, Message, Request

KEY_SIZE = 32
_NAME_DIGITS = 16
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# No call is nearly as large; a damaged size must not ask for more memory than there is.
_LARGEST = 1 << 28


@dataclass(frozen=True, slots=True)
class Call:
    """A call under its key.

    An answer that a refresh stored has its number, its `turn`, and whether it `changed` the text of the answer that it
    replaced; None where there was none. Cassettes of early versions lack requests.
    """

    key: bytes
    request: Request | None
    answer: Completion
    turn: int = 0
    changed: bool | None = None


def request_key(identity: str, request: Request) -> bytes:
    """The place of a request to the model `identity` in a cassette: 32 bytes."""
    return hashlib.sha256(identity.encode() + b"\0" + codec.canonical(request)).digest()


def call_name(identity: str, request: Request) -> str:
    """What the lines of a run call a call by: the first 16 hexadecimal digits of its key."""
    return name_of(request_key(identity, request))


def name_of(key: bytes) -> str:
    """The name of the call under `key`."""
    return key.hex()[:_NAME_DIGITS]


def encoded(call: Call) -> bytes:
    """A call as it is stored. Prompts repeat their instructions, so they are compressed."""
    row: dict[str, Any] = {"request": call.request, "answer": answer_row(call.answer)}
    if call.turn:
        row |= {"turn": call.turn, "changed": call.changed}
    return zstandard.compress(codec.canonical(row))


def decoded(key: bytes, value: bytes) -> Call:
    """The call stored as `value`. Raises `ValueError` when it is none."""
    try:
        if not value.startswith(_ZSTD_MAGIC):  # of an early version: the answer alone
            return Call(key, None, answer_of(codec.load(value)))
        data = zstandard.ZstdDecompressor().decompress(value, max_output_size=_LARGEST)
        row = codec.load(data)
        request = None if row["request"] is None else request_of(row["request"])
        return Call(key, request, answer_of(row["answer"]), row.get("turn", 0), row.get("changed"))
    except (zstandard.ZstdError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no recorded call ({error})") from error


def answer_row(completion: Completion) -> dict[str, Any]:
    """A completion as plain values; only choices have probabilities."""
    row = codec.shallow(completion)
    del row["cached"]
    if not completion.probabilities:
        del row["probabilities"]
    return row


def answer_of(row: Any) -> Completion:
    """The completion of plain values. Raises `TypeError` or `ValueError` when they are none."""
    completion = Completion(**{**row, "probabilities": tuple(row.get("probabilities", ())), "cached": True})
    numbers = (completion.seconds, *completion.probabilities)
    sound = all(map(_is_count, (completion.prompt_tokens, completion.completion_tokens)))
    sound = sound and all(type(number) in (int, float) and number >= 0 for number in numbers)
    if not sound or type(completion.text) is not str or type(completion.truncated) is not bool:
        raise TypeError("its answer has values of other types")
    return completion


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def request_of(row: Any) -> Request:
    """The request of plain values. Raises `TypeError`, `LookupError` or `ValueError` when they are none."""
    messages = tuple(Message(**each) for each in row["messages"])
    return Request(**{**row, "messages": messages, "choices": tuple(row["choices"]), "stop": tuple(row["stop"])})


def rounded(completion: Completion) -> Completion:
    """A completion with its seconds as they are stored, in whole microseconds."""
    return replace(completion, seconds=round(completion.seconds, 6))
