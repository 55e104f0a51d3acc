"""Parser functions, written with a colon: `{{formatnum:1234567}}`, `{{lc:ABC}}`."""

from __future__ import annotations

import re

from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker

_WHOLE = re.compile(r"^([-−]?\d+)(\.\d+)?$")


def by_prefix(name: str) -> Maker | None:
    """The maker of a parser function, told by what stands before the colon."""
    head, colon, _ = name.partition(":")
    return _FUNCTIONS.get(head) if colon else None


def _argument(call: Call) -> str:
    """What stands after the colon, in the spelling of the page."""
    return call.written.partition(":")[2].strip()


def grouped(number: str) -> str:
    """A number with commas between thousands; anything else as it is."""
    match = _WHOLE.match(number.replace(",", ""))
    if not match or len(number) > 40:
        return number
    return f"{int(match.group(1).replace('−', '-')):,}{match.group(2) or ''}"


def _formatnum(call: Call) -> str:
    return grouped(_argument(call))


def _upper(call: Call) -> str:
    return _argument(call).upper()


def _lower(call: Call) -> str:
    return _argument(call).lower()


def _upper_first(call: Call) -> str:
    text = _argument(call)
    return text[:1].upper() + text[1:]


def _as_is(call: Call) -> str:
    return _argument(call)


def _if(call: Call) -> str:
    """`{{#if: test | then | else}}`: in an article the test is known."""
    return call.at(1) if _argument(call) else call.at(2)


_FUNCTIONS: dict[str, Maker] = {
    "formatnum": _formatnum,
    "uc": _upper,
    "lc": _lower,
    "ucfirst": _upper_first,
    "lcfirst": _as_is,
    "nowrap": _as_is,
    "#if": _if,
}
