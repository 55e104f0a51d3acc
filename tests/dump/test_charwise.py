"""The compiled loops do what slower code says they do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dump.marking import heading, link
from wikiseek.dump import charwise, marks
from wikiseek.dump.buffer import Buffer
from wikiseek.dump.tidy import _without_orphans, tidied
from wikiseek.records import Link

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
            marked += link(number, hidden)
            links.append(Link(words, *span))
        elif kind == "h":
            marked += heading(1 + number % 6, hidden)
            headings.append((1 + number % 6, *span))
        else:
            marked += marks.ITEM + hidden + marks.BREAK
        text += words
    titles = [words for _, words in parts]
    assert charwise.measured(Buffer(f" \n{marked}\t"), titles) == (text, tuple(links), headings)


@pytest.mark.parametrize("number", [0, 1, 6367, 6368, 70000])
def test_a_link_of_any_number_is_measured(number: int):
    titles = [str(each) for each in range(number + 1)]
    text, (found,), headings = charwise.measured(Buffer(link(number, "a")), titles)
    assert (text, found, headings) == ("a", Link(str(number), 0, 1), [])
    assert type(found) is Link
    with pytest.raises(IndexError):
        charwise.measured(Buffer(link(number, "a")), titles[:number])


TABLES = "\n { | } {| |} : <table </table> > < / TABLE Table tab a _ ſ  \t \u3000 <table> </table".split(" ")
EDGE = re.compile(r"\n[ :]*\{\||\n[ \t]*\|\}(?!\}(?!\}))|<table\b|</table\s*>", re.IGNORECASE)


def table_ends(text: str) -> dict[int, int]:
    ends: dict[int, int] = {}
    started: dict[bool, list[int]] = {False: [], True: []}
    for match in EDGE.finditer(text):
        found = match.group()
        html = found[0] == "<"
        if found[-2:] == "{|" or (html and found[1] != "/"):
            started[html].append(match.start())
        elif started[html]:
            ends[started[html].pop()] = match.end()
    return ends


@given(st.lists(st.sampled_from([*TABLES, " ", "\n{|", "\n|}"]), max_size=20).map("".join))
def test_tables_end_where_patterns_say(text: str):
    assert charwise.table_ends(text) == table_ends(text)


LEFT = re.compile(r"\{\||<|\[\[|\]\]|\{\{|\}\}|__|----")


@given(st.lists(st.sampled_from(list("{|<[]}_-a京")), max_size=12).map("".join), st.integers(0, 6))
def test_what_may_be_left_of_markup_is_seen(text: str, start: int):
    assert charwise.has_leftovers(Buffer(text), start) == bool(LEFT.search(text[start:]))


@given(st.text(alphabet=st.sampled_from("aé京\ud800\udfff\ue000\uf8ff\U0001f600\U000f0000\U0010fffd"), max_size=40))
def test_own_characters_are_taken_out_wherever_they_are(text: str):
    assert marks.without_own(text) == re.sub("[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010fffd]", "", text)


@pytest.mark.parametrize(
    "source", ["[[", "[[a", "[[a|", "[[a]", "\n", "[", "'", marks.LINK, marks.HEAD, marks.LINK_END]
)
def test_a_text_may_end_anywhere(source: str):
    charwise.measured(Buffer(source), ["a"] * (1 << 17))
    charwise.repair(Buffer(source))
    charwise.untidy(Buffer(source))
    charwise.has_leftovers(Buffer(source))
    charwise.unclosed_braces(source)
    charwise.table_ends(source)
