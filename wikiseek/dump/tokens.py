"""Drives a `Builder` with the tokens of mwparserfromhell's C tokenizer, in one pass, without its tree.

The tree builder takes 80–85% of `mwparserfromhell.parse()`; the tokens alone say all that is needed.
"""

from __future__ import annotations

import gc
from typing import Any

from mwparserfromhell.parser import tokens as t
from mwparserfromhell.parser._tokenizer import CTokenizer  # type: ignore[import-not-found]  # in C, without stubs

from wikiseek.dump import marks
from wikiseek.dump.builder import Builder, character

_NAMED_BY_MARKUP = {"*": marks.ITEM, "#": marks.ITEM, ":": marks.INDENT, ";": marks.INDENT}
_TAG_NAME_ENDS = (t.TagAttrStart, t.TagCloseOpen, t.TagCloseSelfclose)


def read_tokens(builder: Builder, text: str) -> None:
    """Feed the whole of `text` to `builder`. May be slow without bound on hostile text: see `sandbox`."""
    collecting = gc.isenabled()
    gc.disable()  # tokens are many and form no cycles: looking for cycles among them costs a third of the time
    try:
        _Walk(builder, CTokenizer().tokenize(text, 0, True)).run()
    finally:
        if collecting:
            gc.enable()


class _Walk:
    """One walk over a token list; `at` is the next token's place."""

    def __init__(self, builder: Builder, tokens: list[Any]) -> None:
        self.builder, self.tokens, self.at = builder, tokens, 0
        self.levels: list[int] = []

    def run(self) -> None:
        builder, tokens, actions, size = self.builder, self.tokens, _ACTIONS, len(self.tokens)
        while self.at < size:
            token = tokens[self.at]
            self.at += 1
            kind = type(token)
            if kind is t.Text:
                builder.frame.parts.append(token["text"])
            elif kind is t.WikilinkOpen:
                self.open_link()
            else:
                actions[kind](self, token)

    def open_template(self, _: Any) -> None:
        self.builder.push("template")

    def separate(self, _: Any) -> None:
        self.builder.separate()

    def equals(self, _: Any) -> None:
        self.builder.equals()

    def close_template(self, _: Any) -> None:
        self.builder.close_template()

    def open_argument(self, _: Any) -> None:
        self.builder.push("argument")

    def close_argument(self, _: Any) -> None:
        self.builder.close_argument()

    def open_link(self) -> None:
        """`[[`: nine links in ten are plain text inside, and are taken whole, without a frame."""
        tokens, at = self.tokens, self.at
        if type(tokens[at]) is t.Text:
            after = type(tokens[at + 1])
            if after is t.WikilinkClose:
                self.at = at + 2
                return self.builder.simple_link(tokens[at]["text"], None)
            if (
                after is t.WikilinkSeparator
                and type(tokens[at + 2]) is t.Text
                and type(tokens[at + 3]) is t.WikilinkClose
            ):
                self.at = at + 4
                return self.builder.simple_link(tokens[at]["text"], tokens[at + 2]["text"])
        self.builder.push("link")

    def close_link(self, _: Any) -> None:
        self.builder.close_link()

    def open_external(self, token: Any) -> None:
        self.builder.push("external" if token.get("brackets") else "bare")

    def close_external(self, _: Any) -> None:
        if self.builder.frame.kind == "bare":
            self.builder.write("".join(self.builder.pop().parts))
        else:
            self.builder.close_external()

    def open_heading(self, token: Any) -> None:
        self.levels.append(token["level"])
        self.builder.push("heading")

    def close_heading(self, _: Any) -> None:
        self.builder.close_heading(self.levels.pop())

    def entity(self, _: Any) -> None:
        number = hexadecimal = name = ""
        while type(token := self.tokens[self.at]) is not t.HTMLEntityEnd:
            if type(token) is t.HTMLEntityNumeric:
                number = "#"
            elif type(token) is t.HTMLEntityHex:
                hexadecimal = "x"
            else:
                name = token["text"]
            self.at += 1
        self.at += 1
        self.builder.write(character(f"&{number}{hexadecimal}{name};"))

    def comment(self, _: Any) -> None:
        while type(self.tokens[self.at]) is not t.CommentEnd:
            self.at += 1
        self.at += 1

    def open_tag(self, token: Any) -> None:
        """A whole opening tag: its name, then its attributes (joined, lower case), then what ends it."""
        markup = token.get("wiki_markup")
        if markup in _NAMED_BY_MARKUP:
            self.at += 2  # its name and its end
            self.list_item(markup)
            return
        start, depth = self.at, 0
        while depth or type(self.tokens[self.at]) not in (t.TagCloseOpen, t.TagCloseSelfclose):
            kind = type(self.tokens[self.at])
            depth += (kind is t.TagOpenOpen) - (kind in (t.TagCloseOpen, t.TagCloseSelfclose) and depth > 0)
            self.at += 1
        inside = self.tokens[start : self.at]
        ending = type(self.tokens[self.at])
        self.at += 1
        name = inside[0]["text"].strip().lower() if inside else ""
        if ending is t.TagCloseSelfclose:
            self.builder.void_tag(name)
            return
        if name == "tr":
            self.builder.open_row()
        attrs = " ".join(part["text"] for part in inside[1:] if type(part) is t.Text).lower()
        self.builder.push("tag", name, attrs)

    def list_item(self, markup: str) -> None:
        """A list mark; a `:` further down a line of `; term : definition` is a colon to the reader."""
        parts = self.builder.frame.parts
        before = parts[-1] if parts else ""
        if markup == ":" and before and before[-1] != "\n" and before[-1] not in (marks.ITEM, marks.INDENT):
            self.builder.write(": ")
        else:
            self.builder.write(_NAMED_BY_MARKUP[markup])

    def close_tag(self, _: Any) -> None:
        while type(self.tokens[self.at]) is not t.TagCloseClose:
            self.at += 1
        self.at += 1
        self.builder.close_tag()


_ACTIONS: dict[type, Any] = {
    t.TemplateOpen: _Walk.open_template,
    t.TemplateParamSeparator: _Walk.separate,
    t.TemplateParamEquals: _Walk.equals,
    t.TemplateClose: _Walk.close_template,
    t.ArgumentOpen: _Walk.open_argument,
    t.ArgumentSeparator: _Walk.separate,
    t.ArgumentClose: _Walk.close_argument,
    t.WikilinkSeparator: _Walk.separate,
    t.WikilinkClose: _Walk.close_link,
    t.ExternalLinkOpen: _Walk.open_external,
    t.ExternalLinkSeparator: _Walk.separate,
    t.ExternalLinkClose: _Walk.close_external,
    t.HTMLEntityStart: _Walk.entity,
    t.HeadingStart: _Walk.open_heading,
    t.HeadingEnd: _Walk.close_heading,
    t.CommentStart: _Walk.comment,
    t.TagOpenOpen: _Walk.open_tag,
    t.TagOpenClose: _Walk.close_tag,
}
