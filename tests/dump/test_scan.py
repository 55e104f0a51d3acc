"""The compiled scanner: plain links without a detour, separators where they separate, any end of a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.dump import SiteInfo, marks
from wikiseek.dump.blocks import laid_out
from wikiseek.dump.builder import Builder
from wikiseek.dump.charwise import measured
from wikiseek.dump.scan import scan

PIECES = [
    "[[",
    "]]",
    "[",
    "]",
    "{{",
    "}}",
    "{{{",
    "}}}",
    "{|",
    "|}",
    "|",
    "||",
    "!",
    "=",
    "\n",
    "\n=",
    "\n*",
    "\n:",
    "<b>",
]
PIECES += [
    "</b>",
    "<!--",
    "-->",
    "<ref>",
    "</ref>",
    "<nowiki>",
    "&amp;",
    "&",
    "''",
    "http://x",
    "a",
    "É",
    " ",
    "\n|-",
    ":",
]


def read(source: str, title: str = "Own page") -> tuple[str, list[str]]:
    """The marked text of `source` on one line, links as `<number anchor>`, and the titles linked."""
    builder = Builder(title, SiteInfo())
    scan(builder, source)
    text = builder.out.text().strip("\n")
    shown = re.sub(f"{marks.LINK}(.)", lambda m: f"<{ord(m[1]) - 0xE020} ", text).replace(marks.LINK_END, ">")
    return shown, builder.targets


@pytest.mark.parametrize(
    ("source", "text", "targets"),
    [
        ("one [[two]] three", "one <0 two> three", ["Two"]),
        ("[[two|the second]].", "<0 the second>.", ["Two"]),
        ("[[Own page]]", "Own page", []),
        ("[[own page|me]]", "me", []),
        ("a [[ b ]]", "a <0 b>", ["B"]),
        ("a [[b|c [d]]]", "a <0 c [d]>", ["B"]),
        ("a [[é]]", "a <0 é>", ["É"]),
        ("a [[b_c#d|e]]", "a <0 e>", ["B c"]),
        ("a [[b", "a b", []),
        ("a [b] c", "a [b] c", []),
        ("a [http://b c]", "a c", []),
        ("a | b = c ! d", "a | b = c ! d", []),
        ("a [[b|c\nd]]", "a <0 c d>", ["B"]),
    ],
)
def test_links_plain_or_not_are_read_alike(source: str, text: str, targets: list[str]):
    assert read(source) == (text, targets)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("\n* a\n*# b\n:c", f"{marks.ITEM} a\n{marks.ITEM}{marks.ITEM} b\n{marks.INDENT}c"),
        ("a\n:{| class=x\n| b\n|}\nc", "a\n\nc"),
        ("a\n {|\n| b\n|}\nc", "a\n\nc"),
        ("a\n|} b", "a\n b"),
    ],
)
def test_lines_are_told_by_what_they_begin_with(source: str, text: str):
    assert read(source)[0] == text


@given(st.integers(0, 8), st.text(alphabet="ab é\t'=<[]{|&", max_size=8), st.integers(0, 8), st.sampled_from(" \t\nx"))
def test_headings_plain_or_not_are_read_alike(before: int, title: str, after: int, rest: str):
    # Inside a tag no heading is taken for a plain one.
    heading = f"\n{'=' * before}{title}{'=' * after}{rest}\nText."
    assert read(heading) == read(f"<b>{heading}")


LABEL = re.compile(r"^.*?(?: |(?='')|$)", re.DOTALL)  # what comes before it


@given(st.text(alphabet="ab '\n", max_size=10))
def test_the_label_of_an_address_begins_at_a_word_or_at_quotes(text: str):
    builder = Builder("", SiteInfo())
    scan(builder, f"[//{text}]z")
    assert builder.out.text() == "\n" + LABEL.sub("", f"//{text}", count=1) + "z"


@pytest.mark.parametrize("attributes", ["", " a=b", "/", " /", "a" * 1000, "a" * 1001, " <", " \n"])
def test_a_tag_ends_within_a_thousand_characters(attributes: str):
    written = f"<small{attributes}>"
    known = re.fullmatch(r"<small(?![a-z])[^<>]{0,1000}>", written)
    assert read(f"{written}b")[0] == ("b" if known else f"{written}b")


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_the_first_line_is_a_line(text: str):
    first, later = Builder("", SiteInfo()), Builder("", SiteInfo())
    scan(first, text)
    scan(later, f"x\n{text}")
    assert later.out.text() == f"\nx{first.out.text()}"


def test_many_links_keep_their_numbers():
    # The numbers of targets leave the private-use area after some six thousand.
    source = " ".join(f"[[T{number}]]" for number in range(7000))
    builder = Builder("", SiteInfo())
    scan(builder, source)
    text, links, _ = measured(laid_out(builder.out), builder.targets)
    assert [link.target for link in links] == [f"T{number}" for number in range(7000)]
    assert [text[link.start : link.end] for link in links] == builder.targets


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_a_text_of_any_pieces_is_read_to_its_end(pieces: list[str]):
    text, targets = read("".join(pieces))
    assert len(text) <= 40 * len(pieces)
    assert all(targets)
