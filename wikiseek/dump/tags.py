"""What becomes of HTML and extension tags in the text of an article."""

from __future__ import annotations

import re

DROPPED_TAGS = frozenset(
    "ref references gallery timeline imagemap score style script templatedata graph mapframe maplink includeonly del s"
    " strike rt rp hiero inputbox categorytree section templatestyles indicator noinclude colgroup col".split()
)
LITERAL_TAGS = frozenset("nowiki math chem ce pre source syntaxhighlight".split())
BLOCK_TAGS = frozenset("div p blockquote center ul ol dl dd dt h1 h2 h3 h4 h5 h6 noinclude caption".split())

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|\b(?:noprint|navbox|infobox|metadata|hatnote|dablink|toc|toccolours|thumb\w*|navframe)\b"
)
_FLOATING = re.compile(r"float\s*:?\s*(?:right|left)|align\s+\"?(?:right|left)|\bfloat(?:right|left)\b")
_COLUMN = re.compile(r"\bwidth\s*:?\s*(?:3[3-9]|[4-9]\d)(?:\.\d+)?\s*%")  # lists were set side by side so
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_RAISED = re.compile(r"[0-9+\-−=()n]+")


def hidden(name: str, attrs: str) -> bool:
    """Whether a tag's attributes take it out of the running text: invisible, a box, or floating beside it."""
    if not attrs:
        return False
    return bool(_HIDDEN.search(attrs) or (name == "div" and _FLOATING.search(attrs) and not _COLUMN.search(attrs)))


def superscript(text: str) -> str:
    """Raised digits as the characters that look so (10⁶); other raised text as it is (2nd)."""
    return text.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(text) else text
