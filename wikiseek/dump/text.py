"""From marked text to the final one: paragraphs, list items and headings, with the spans of links."""

from __future__ import annotations

import re
from typing import NamedTuple

from wikiseek.dump import marks
from wikiseek.dump.blocks import laid_out
from wikiseek.dump.buffer import Buffer
from wikiseek.dump.charwise import has_leftovers, measured
from wikiseek.dump.tidy import tidy
from wikiseek.records import Link, Section

_TAGS = (
    "p|br|hr|li|ul|ol|dl|dt|dd|div|center|blockquote|table|tbody|tr|td|th|i|b|u|s|em|strong|small|big|sub|sup|font|span|tt"
    "|code|ref|cite|nowiki|del|ins|strike|onlyinclude|noinclude|includeonly|caption|var|kbd|samp|h[1-6]|abbr|q|gallery|math"
)
_BREAKING_TAG = re.compile(r"</?(?:p|br|hr|li|ul|ol|dl|dt|dd|div|center|blockquote|tr|td|th)\b[^<>]{0,200}>", re.I)
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]{{0,500}}>", re.I)
_TABLE_START = re.compile(r"^[:* \t]*\{\|", re.M)
_BRACKETS = re.compile(r"\[\[|\]\]|\{\{+|\}\}+")
_MAGIC = re.compile(r"__(?:[^\W\d_]_?){3,60}__")  # in any script
_RULE = re.compile(r"----(?<=^----)-*", re.M)  # "^-{4,}", found sooner
_PREFIX = f"[{marks.ITEM}{marks.INDENT}\\s]"
_NOTED = (marks.ITEM, marks.INDENT, "'")  # what notes begin with
_HEAD = 40
_ITALIC_NOTE = re.compile(rf"{_PREFIX}*+''(?!')(?:(?!'').)*''[.\s]*$")
_PLAIN_NOTE = re.compile(
    r"''*?(?:For (?:the|other|an?|information)\b[^.\n]{2,80}\bsee\b|This article is about)[^\n]{2,120}$"
)
_INDENTED_NOTE = re.compile(
    rf"(?:{_PREFIX}++|(?:''(?!'))?(?!'))\W{{0,20}}(?:for (?:the|other|more|an?|information)\b|see also"
    r"|this (?:article|page|entry)|not to be confused|main article|.{0,80}redirects here"
    r"|alternate (?:uses|meanings)|other uses|see\b.{0,80}disambiguation)",
    re.IGNORECASE,
)


class Text(NamedTuple):
    """The final text with its headings and links."""

    text: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]


def assembled(raw: Buffer, targets: list[str]) -> Text:
    """The final text of a page from its marked text; `targets` are the links' titles by number."""
    start = _below_hatnotes(raw)
    if has_leftovers(raw, start):
        raw, start = Buffer(_without_leftovers(raw.text(start))), 0
    text, links, headings = measured(tidy(laid_out(raw, start)), targets)
    sections = [Section(text[start:end], level, min(end + 2, len(text))) for level, start, end in headings]
    return Text(text, tuple(sections), links)


def _below_hatnotes(raw: Buffer) -> int:
    """Where the first line is that is no note above the text: italic, or indented and sending the reader elsewhere."""
    start = 0
    while start < len(raw):
        end = raw.find("\n", start)
        end = len(raw) if end < 0 else end
        head = raw.text(start, min(end, start + _HEAD)).lstrip()
        if head and not _may_be_note(head):
            break
        line = raw.text(start, end).strip()
        if line and not _is_note(line):
            break
        start = end + 1
    return min(start, len(raw))


def _may_be_note(head: str) -> bool:
    """Whether a line that begins so can be a note; most begin with a letter, or with a bold title."""
    if not head.startswith("'''"):
        return head[0] in _NOTED
    words = head.lstrip("'")
    return len(words) < 4 or words.startswith(("For ", "This"))


def _is_note(line: str) -> bool:
    return bool(
        _ITALIC_NOTE.match(line)
        or (line[0] in (marks.INDENT, "'") and _INDENTED_NOTE.match(line))
        or _PLAIN_NOTE.match(line)
    )


def _without_leftovers(raw: str) -> str:
    """Drop markup that did not parse: half tables, lone brackets and tags, magic words, rules."""
    if "{|" in raw:
        raw = _without_half_tables(raw)
    if "<" in raw:
        raw = _TAG.sub("", _BREAKING_TAG.sub("\n", raw))
    if "__" in raw:
        raw = _MAGIC.sub(_unless_small, raw)
    if "----" in raw:
        raw = _RULE.sub("\n", raw)
    return _BRACKETS.sub("", raw) if any(bracket in raw for bracket in ("[[", "]]", "{{", "}}")) else raw


def _unless_small(match: re.Match[str]) -> str:
    """Nothing for a magic word; those of programs are in small letters (`__init__`), and text."""
    found = match.group()
    return "" if found == found.upper() else found


def _without_half_tables(raw: str) -> str:
    """Cut from a table start that was not parsed to its end, or to the next blank line when it has none."""
    kept, at = [], 0
    close = blank = 0
    while match := _TABLE_START.search(raw, at):
        kept.append(raw[at : match.start()])
        close = _next(raw, "\n|}", close, match.end())
        blank = _next(raw, "\n\n", blank, match.end())
        at = close + 3 if close >= 0 else blank if blank >= 0 else len(raw)
    return "".join(kept) + raw[at:]


def _next(raw: str, wanted: str, before: int, at: int) -> int:
    """Where `wanted` comes next behind `at`, -1 if never; `before` is what was found from an earlier place."""
    return before if before < 0 or before >= at else raw.find(wanted, at)
