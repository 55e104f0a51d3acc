"""Characters written as `&name;` or `&#number;`, in any text."""

from __future__ import annotations

import re
from html import unescape

_NO_CHARACTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


def unescaped(text: str) -> str:
    """`text` with its characters put in; numbers past those of all characters stand for none."""
    if "&" not in text:
        return text
    # Python refuses to read a number of thousands of digits.
    return unescape(_NO_CHARACTER.sub("\ufffd", text) if "&#" in text else text)
