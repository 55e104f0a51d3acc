"""What stands in the brackets of a link, read for one wiki: an article's title, a category, or what is not shown."""

from __future__ import annotations

import re
from typing import NamedTuple

from wikiseek.dump import marks
from wikiseek.dump.titles import (
    MAX_TITLE_BYTES,
    SiteInfo,
    is_language_link,
    link_target,
    namespace_of,
    normalize_title,
)

_PIPE_TRICK = re.compile(r"(?:^[^:]*:)?(.*?)(?: ?\(.*\)|, .*)?$", re.DOTALL)
_FILE, _CATEGORY = 6, 14


class Target(NamedTuple):
    """The `title` of an article, None where there is none; whether the link is `shown`; the `category` it names."""

    title: str | None
    shown: bool = True
    category: str = ""


def read_target(raw: str, site: SiteInfo) -> Target:
    """What `[[raw]]` or `[[raw|…]]` links to. Categories, files and the page in other languages are not shown."""
    target = raw.strip()
    if ":" in target and target[0] != ":":
        space = namespace_of(target, site)
        if space == _CATEGORY:
            category = normalize_title(marks.unmarked(target), site).partition(":")[2]
            return Target(None, shown=False, category=category if len(category) <= MAX_TITLE_BYTES else "")
        if space == _FILE or (space == 0 and is_language_link(target)):
            return Target(None, shown=False)
    return Target(link_target(raw, site))


def piped(raw: str) -> str:
    """What MediaWiki shows of `[[raw|]]`: the title without namespace, brackets or what follows a comma."""
    match = _PIPE_TRICK.match(raw.strip()) if len(raw) <= MAX_TITLE_BYTES else None
    return match.group(1) if match else raw
