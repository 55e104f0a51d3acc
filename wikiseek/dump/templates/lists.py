"""Templates that lay out a list."""

from __future__ import annotations

from wikiseek.dump import marks
from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker, named


def _lines(call: Call) -> str:
    items = [f"{marks.ITEM}{part}" for part in call.given()]
    return "\n" + "\n".join(items) + "\n" if items else ""


def _in_line(call: Call) -> str:
    return ", ".join(call.given())


def _body(call: Call) -> str:
    text = call.at(1) or call.get("content", "list")
    return f"\n{text}\n" if text else ""


MAKERS: dict[str, Maker] = {
    **named(
        _lines, "unbulleted list, ubl, ubt, bulleted list, blist, bullet list, ordered list, unbulletedlist, vunblist"
    ),
    **named(
        _in_line, "hlist, hlist-comma, flowlist, comma separated entries, cslist, comma separated values, pipe list"
    ),
    **named(_body, "plainlist, plain list, flatlist, flat list, collapsible list, columns-list, div col, colbegin"),
    **named(_body, "column list, multicol text, startflatlist, startplainlist, tree list, indented plainlist"),
}
