"""Canonical bytes, content ids and seeds: what makes two runs comparable byte for byte."""

from __future__ import annotations

import hashlib
import random
from dataclasses import fields, is_dataclass
from typing import Any

import orjson

_OPTIONS = orjson.OPT_SORT_KEYS


def canonical(value: Any) -> bytes:
    """The one JSON encoding of `value`: UTF-8, sorted keys, no spaces, no NaN.

    Dataclasses, dicts, lists, tuples, strings, numbers, booleans and None are accepted.
    """
    return orjson.dumps(value, option=_OPTIONS)


def line(value: Any) -> bytes:
    """`canonical(value)` as one line of a JSONL file."""
    return orjson.dumps(value, option=_OPTIONS | orjson.OPT_APPEND_NEWLINE)


def load(data: bytes | str) -> Any:
    """Parse JSON bytes."""
    return orjson.loads(data)


def shallow(record: Any) -> dict[str, Any]:
    """A dataclass's own fields by name, values untouched (unlike `dataclasses.asdict`)."""
    assert is_dataclass(record)
    return {field.name: getattr(record, field.name) for field in fields(record)}


def digest(data: bytes) -> str:
    """SHA-256 of `data`, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def content_id(value: Any) -> str:
    """A short id (32 hexadecimal digits) of the content of `value`, stable across machines."""
    return hashlib.blake2b(canonical(value), digest_size=16).hexdigest()


def seed(*path: int | str) -> int:
    """A 63-bit seed for the place `path` (run seed, item number, purpose, attempt).

    Depends on the values alone: never on order, process, hash seed or clock.
    """
    return int.from_bytes(hashlib.blake2b(canonical(list(path)), digest_size=8).digest()) >> 1


def generator(*path: int | str) -> random.Random:
    """A random generator seeded by `seed(*path)`."""
    return random.Random(seed(*path))
