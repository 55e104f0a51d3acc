"""The compiled loops do what slower code says they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.dump import charwise, marks
from wikiseek.dump.buffer import Buffer
from wikiseek.dump.tidy import _without_orphans, tidied

TEXT = st.text(alphabet=st.sampled_from("ab C,.;:!?()/'\"\n\t\xa0\u200bßя–— or and" + marks.LINK_END), max_size=40)
LINES = st.lists(st.tuples(st.sampled_from("nhl"), st.text(alphabet="ab <[京", min_size=1, max_size=5)), max_size=8)


def repaired(text: str) -> str:
    buffer = Buffer(text)
    charwise.repair(buffer)
    return buffer.text()


@given(TEXT)
def test_lines_that_are_not_looked_at_need_no_repair(text: str):
    assert tidied(text) == "\n".join(map(_without_orphans, repaired(text).split("\n")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("''a'' '''b''' '''''c'''''", "a b c"),
        ("''''a '''''''b", "'a ''b"),
        ("it's", "it's"),
        (f"town{marks.LINK_END}s and x{marks.LINK_END}S", f"towns{marks.LINK_END} and x{marks.LINK_END}S"),
        ("a\xa0b\tc\u200bd", "a b cd"),
        ("", ""),
    ],
)
def test_quotes_trails_and_spaces_are_repaired(text: str, expected: str):
    assert repaired(text) == expected


@given(LINES)
def test_marks_are_measured_where_they_were_put(parts: list[tuple[str, str]]):
    marked, text, links, headings = "", "", [], []
    for number, (kind, words) in enumerate(parts):
        hidden = marks.literal(words)
        span = (len(text), len(text) + len(words))
        if kind == "l":
            marked += marks.link(number, hidden)
            links.append((number, *span))
        elif kind == "h":
            marked += marks.heading(1 + number % 6, hidden)
            headings.append((1 + number % 6, *span))
        else:
            marked += marks.ITEM + hidden + marks.BREAK
        text += words
    assert charwise.measured(Buffer(marked)) == (text, links, headings)


@pytest.mark.parametrize("number", [0, 1, 6367, 6368, 70000])
def test_a_link_of_any_number_is_measured(number: int):
    assert charwise.measured(Buffer(marks.link(number, "a"))) == ("a", [(number, 0, 1)], [])


@pytest.mark.parametrize(
    "source", ["[[", "[[a", "[[a|", "[[a]", "\n", "[", "'", marks.LINK, marks.HEAD, marks.LINK_END]
)
def test_a_text_may_end_anywhere(source: str):
    charwise.measured(Buffer(source))
    charwise.repair(Buffer(source))
    charwise.untidy(Buffer(source))
    charwise.has_leftovers(Buffer(source))
    charwise.unclosed_braces(source)
