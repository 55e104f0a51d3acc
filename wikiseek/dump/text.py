"""From marked text to the final one: paragraphs, list items and headings, with the spans of links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from wikiseek.dump import marks
from wikiseek.dump.tidy import tidied
from wikiseek.records import Link, Section

_TAGS = (
    "p|br|hr|li|ul|ol|dl|dt|dd|div|center|blockquote|table|tbody|tr|td|th|i|b|u|s|em|strong|small|big|sub|sup|font|span|tt"
    "|code|ref|cite|nowiki|del|ins|strike|onlyinclude|noinclude|includeonly|caption|var|kbd|samp|h[1-6]|abbr|q|gallery|math"
)
_BREAKING_TAG = re.compile(r"</?(?:p|br|hr|li|ul|ol|dl|dt|dd|div|center|blockquote|tr|td|th)\b[^<>]{0,200}>", re.I)
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]{{0,500}}>", re.I)
_TABLE_START = re.compile(r"^[:*\s]*\{\|", re.M)
_BRACKETS = re.compile(r"\[\[|\]\]|\{\{+|\}\}+")
_MAGIC = re.compile(r"__[A-Z]{3,}__")
_RULE = re.compile(r"^-{4,}", re.M)
_WORD = re.compile(r"\w")
_HEAD = re.compile(f"{marks.HEAD}(.)(.*?){marks.HEAD_END}", re.S)
_PREFIX = f"[{marks.ITEM}{marks.INDENT}\\s]*"
_ITALIC_NOTE = re.compile(rf"{_PREFIX}''(?!')(?:(?!'').)*''[.\s]*$")
_PLAIN_NOTE = re.compile(
    r"''*?(?:For (?:the|other|an?|information)\b[^.\n]{2,80}\bsee\b|This article is about)[^\n]{2,120}$"
)
_INDENTED_NOTE = re.compile(
    rf"{_PREFIX}(?:''(?!'))?(?!')\W*(?:for (?:the|other|more|an?|information)\b|see also|this (?:article|page|entry)"
    r"|not to be confused|main article|.{0,80}redirects here|alternate (?:uses|meanings)|other uses"
    r"|see\b.{0,80}disambiguation)",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """A paragraph ("p"), a list item ("i") or a heading ("h", with its level)."""

    kind: str
    text: str
    level: int = 0


class Text(NamedTuple):
    """The final text with its headings and links."""

    text: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]


def assembled(raw: str, targets: Sequence[str]) -> Text:
    """The final text of a page from its marked text; `targets` are the links' titles by number."""
    blocks = _with_bodies(_blocks(_without_leftovers(_without_hatnotes(raw))))
    joined = _joined(blocks)
    return _text(marks.measured(tidied(joined).strip()), targets)


def _without_hatnotes(raw: str) -> str:
    """Drop the notes above the first paragraph: italic lines, and indented ones that send the reader elsewhere."""
    start = 0
    while start < len(raw):
        end = raw.find("\n", start)
        end = len(raw) if end < 0 else end
        line = raw[start:end].strip()
        noted = (
            _ITALIC_NOTE.match(line)
            or (line[:1] in (marks.INDENT, "'") and _INDENTED_NOTE.match(line))
            or _PLAIN_NOTE.match(line)
        )
        if line and not noted:
            return raw[start:]
        start = end + 1
    return ""


def _without_leftovers(raw: str) -> str:
    """Drop markup that did not parse: half tables, lone brackets and tags, magic words, rules."""
    if "{|" in raw:
        raw = _without_half_tables(raw)
    if "<" in raw:
        raw = _TAG.sub("", _BREAKING_TAG.sub("\n", raw))
    if "__" in raw:
        raw = _MAGIC.sub("", raw)
    if "----" in raw:
        raw = _RULE.sub("\n", raw)
    return _BRACKETS.sub("", raw) if any(pair in raw for pair in ("[[", "]]", "{{", "}}")) else raw


def _without_half_tables(raw: str) -> str:
    """Cut from a table start that was not parsed to its end, or to the next blank line when it has none."""
    kept, at = [], 0
    while match := _TABLE_START.search(raw, at):
        kept.append(raw[at : match.start()])
        close = raw.find("\n|}", match.start())
        blank = raw.find("\n\n", match.start())
        at = close + 3 if close >= 0 else blank if blank >= 0 else len(raw)
    return "".join(kept) + raw[at:]


def _blocks(raw: str) -> list[Block]:
    blocks: list[Block] = []
    lines: list[str] = []

    def flush() -> None:
        if lines:
            text = " ".join(lines)
            if _WORD.search(text):
                blocks.append(Block("p", text))
            lines.clear()

    for line in raw.split("\n"):
        line = line.strip()
        if line and line[0] not in _LINE_STARTS:
            lines.append(line)
            continue
        flush()
        if line and line[0] not in "|!":
            blocks.extend(_special(line))
    flush()
    return blocks


_LINE_STARTS = f"|!{marks.ITEM}{marks.INDENT}{marks.HEAD}"


def _special(line: str) -> list[Block]:
    """A line that begins with a mark: an item, an indented line, or a heading."""
    head = _HEAD.match(line)
    if head:
        return [Block("h", head.group(2), marks.level(head.group(1)))]
    text = line.lstrip(f"{marks.ITEM}{marks.INDENT} ")
    if not _WORD.search(text):
        return []
    return [Block("i" if marks.ITEM in line[: len(line) - len(text)] else "d", text)]


def _with_bodies(blocks: list[Block]) -> list[Block]:
    """Drop headings that nothing stands under (their section held only tables, references or boxes)."""
    kept: list[Block] = []
    for block in reversed(blocks):
        if block.kind == "h" and (not kept or (kept[-1].kind == "h" and kept[-1].level <= block.level)):
            continue
        kept.append(block)
    return kept[::-1]


def _joined(blocks: list[Block]) -> str:
    parts: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "h":
            parts.extend(marks.heading(b.level, b.text) for b in group)
        elif kind == "p":
            parts.extend(_broken(block.text) for block in group)
        else:
            parts.append("\n".join(_broken(block.text) for block in group))
    return "\n\n".join(parts)


def _broken(text: str) -> str:
    if marks.BREAK not in text:
        return text
    return "\n".join(line for part in text.split(marks.BREAK) if (line := part.strip()))


def _text(spans: marks.Spans, targets: Sequence[str]) -> Text:
    text = spans.text
    sections = tuple(Section(text[start:end], level, min(end + 2, len(text))) for level, start, end in spans.headings)
    return Text(text, sections, tuple(Link(targets[number], start, end) for number, start, end in spans.links))
