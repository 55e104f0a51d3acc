"""The inverter holds what a dict of sets would."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wikiseek.postings import Inverter
from wikiseek.postings.run import SEPARATOR
from wikiseek.store.layout import text_key

KEYS = st.lists(st.sets(st.binary(max_size=10), max_size=6), max_size=30)


def held(inverter: Inverter) -> dict[bytes, list[int]]:
    """The postings of an inverter."""
    joined, ends, starts, documents = inverter.postings()
    keys = [joined[start : end - 1] for start, end in pairwise([0, *ends])]
    assert keys == sorted(keys)
    assert all(joined[end - 1 : end] == SEPARATOR for end in ends)
    return {key: documents[start:end].tolist() for key, (start, end) in zip(keys, pairwise(starts), strict=True)}


def by_dict(documents: Iterable[set[bytes]]) -> dict[bytes, list[int]]:
    """The same by the plainest code."""
    found: dict[bytes, list[int]] = {}
    for number, keys in enumerate(documents, 1):
        for key in keys:
            found.setdefault(key, []).append(number)
    return found


@given(KEYS)
def test_postings_are_those_of_a_dict(documents: list[set[bytes]]):
    inverter = Inverter()
    for number, keys in enumerate(documents, 1):
        inverter.add(number, [*keys, *keys])
    assert held(inverter) == by_dict(documents)


@given(st.lists(st.lists(st.text(alphabet="aé\ud800", max_size=3) | st.sampled_from(["", "b" * 460, "b" * 461]))))
def test_texts_are_put_under_their_keys(documents: list[list[str]]):
    inverter = Inverter()
    for number, texts in enumerate(documents, 1):
        inverter.add_texts(number, texts, text_key)
    assert held(inverter) == by_dict({*map(text_key, texts)} for texts in documents)


def test_many_keys_make_the_table_grow():
    documents = [{f"key {number * step}".encode() for step in range(1, 9)} for number in range(4000)]
    inverter = Inverter()
    for number, keys in enumerate(documents, 1):
        inverter.add(number, keys)
    assert held(inverter) == by_dict(documents)


def test_nothing_added_is_nothing_held():
    assert held(Inverter()) == {}
