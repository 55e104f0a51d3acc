"""Wikitext that a reader could get stuck on: shapes of markup, each of as many characters as asked."""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]

_DEEP = 50  # constructs that may stand in each other, and nearly as many as are read


def repeated(unit: str, before: str = "", after: str = "") -> Shape:
    """`unit` again and again."""
    return lambda size: before + unit * max(1, (size - len(before + after)) // len(unit)) + after


def numbered(unit: str, before: str = "", after: str = "") -> Shape:
    """`unit` again and again, a new number in each."""
    return lambda size: before + "".join(unit.format(n) for n in range(max(1, size // (len(unit) + 3)))) + after


def nested(before: str, after: str) -> Shape:
    """As many constructs in each other as fit."""
    return lambda size: before * (size // len(before + after)) + "x" + after * (size // len(before + after))


SHAPES: dict[str, Shape] = {
    "category": repeated("a", "[[Category:", "]]"),
    "categories": numbered("[[Category:Cat {}]]\n"),
    "title": repeated("a", "[[", "]] [[b]]"),
    "titles of 255 bytes": repeated("[[" + "é" * 127 + "]] "),
    "brackets in a title": repeated("(", "[[", "|]]"),
    "colons": repeated(":", "[[", "]]"),
    "links": numbered("[[Page {0}|page {0}]], "),
    "links to other languages": numbered("[[de:Seite {}]]\n"),
    "open links": repeated("[[a|"),
    "links of quotes": repeated("[[a|'' '']]"),
    "deep links": nested("[[a|", "]]"),
    "links in brackets": repeated("[[a|[b]]]"),
    "open files": repeated("[[File:a|thumb|"),
    "template name": repeated("a", "{{", "|b}}"),
    "templates": repeated("({{a}}, "),
    "parameters": numbered("|p{}=v", "{{a", "}}"),
    "open templates": repeated("{{a|"),
    "braces": repeated("{{{{{{"),
    "closing braces": repeated("}}"),
    "deep templates": nested("{{nowrap|", "}}"),
    "deep arguments": nested("{{{a|", "}}}"),
    "links and templates": repeated("[[a|{{b|"),
    "lists of lists": repeated("|[[a]]", "{{ubl", "}}"),
    "text in deep templates": repeated("b c ", "{{nowrap|" * _DEEP, "}}" * _DEEP),
    "closing braces in deep tags": repeated("}}", "<div>" * _DEEP),
    "infobox name": repeated("a", "{{Infobox ", "|b=c}}"),
    "infobox key": repeated("k", "{{Infobox a|", "=c}}"),
    "infobox rows": numbered("\n| key{0} = [[a {0}]], [[b]]", "{{Infobox a", "\n}}"),
    "infobox spaces": repeated(" ", "{{Infobox a|b=c", "d}}"),
    "infobox commas": repeated(", ", "{{Infobox a|b=c", "d}}"),
    "values of today": repeated("{{age|1900|1|1}} ", "It ("),
    "text": repeated("The Isk is a river. "),
    "one word": repeated("a"),
    "lead of words": repeated("word ", "'''Page 1''' is a "),
    "lead of brackets": repeated("(a) ", "'''Page 1''' ", "is a river."),
    "colons and spaces": repeated(": ", "It", "x"),
    "commas": repeated(",", "It", "x, ;"),
    "semicolons": repeated(" ;", "It", "x"),
    "open brackets": repeated("( "),
    "new lines": repeated("\n", "{|\n\n"),
    "quotes": repeated("'"),
    "quotes in lines": repeated("\n''a"),
    "note": repeated("-", ":", " x"),
    "note of marks": repeated(":"),
    "notes": repeated(":''a''\n"),
    "list marks": repeated("*", "\n", " a"),
    "definitions": repeated("\n;a:b"),
    "terms": repeated("a ", "\n;", "x"),
    "rows": repeated("<tr>"),
    "cells": repeated("<tr><td>"),
    "rows with cells": repeated("<tr><th>a</th><td>b</td></tr>", '<table class="infobox">', "</table>"),
    "cells in a line": repeated("||", "{| class=infobox\n|", "\n|}"),
    "head cells in a line": repeated("!!", "{| class=infobox\n!", "\n|}"),
    "rows of a box": repeated("|-\n! a\n| [[b]]\n", '{| class="infobox"\n', "|}"),
    "open tables": repeated("\n{|\n"),
    "open boxes": repeated("\n{| class=infobox\n"),
    "indented tables": repeated("\n: {|\n"),
    "halves of tables": repeated("\n{| a\n\n"),
    "tables of both kinds": repeated("{|\n<table>\n"),
    "tables closed as the other kind": repeated("\n{|\n</table>"),
    "deep tables": nested("\n{|\n|", "\n|}"),
    "magic words": repeated("__A"),
    "underscores": repeated("_"),
    "comments": repeated("<!---->"),
    "open comments": repeated("<!--"),
    "addresses": repeated("a", "[http:"),
    "open addresses": repeated("[http://"),
    "open addresses and closing braces": repeated("[http://}}"),
    "addresses with labels": repeated("[http://a b "),
    "variants": repeated("-{zh:a;zh-tw:b}-"),
    "equals": repeated("=", after="x"),
    "spaced equals": repeated(" =", "\n=", "x"),
    "heading with comments": repeated("<!---->=", "\n=", "x"),
    "headings": repeated("\n== a =="),
    "open headings": repeated("\n== a"),
    "headings of links": repeated("[[a ", "\n== ", " =="),
    "NUL": repeated("\x00", after="[[\x00]]{{\x00}}<\x00>"),
    "lone surrogates": repeated("\ud800[[\udfff]]"),
    "deep tags": repeated("<div><small>"),
    "tags": repeated("<"),
    "attributes": repeated("<div " + "a" * 900),
    "raw text": repeated("<nowiki>a</nowiki>"),
    "open raw text": repeated("<pre>"),
    "poems": repeated("<poem>a</poem>"),
    "references": repeated("<ref name=a"),
    "named references": numbered('<ref name="a{}">b</ref>'),
    "entities": repeated("&#1", after=";"),
    "number of an entity": repeated("1", "&#", ";"),
    "number of an entity kept as it is": repeated("1", "<nowiki>&#", ";</nowiki> [[a&#1;]]"),
    "ampersands": repeated("&"),
}
