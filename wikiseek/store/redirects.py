"""Redirects to the pages they lead to in the end."""

from __future__ import annotations

from collections.abc import Mapping


def resolve_redirects(
    redirects: Mapping[str, str], pages: Mapping[str, int]
) -> tuple[dict[str, int], set[str], set[str]]:
    """Follow chains: (title → page id, titles that run in a loop, titles that lead nowhere)."""
    resolved: dict[str, int] = {}
    loops: set[str] = set()
    dangling: set[str] = set()
    for title in redirects:
        if title in pages:
            continue
        seen = {title}
        target = redirects[title]
        while target not in pages and target in redirects and target not in seen:
            seen.add(target)
            target = redirects[target]
        if target in pages:
            resolved[title] = pages[target]
        elif target in seen:
            loops.add(title)
        else:
            dangling.add(title)
    return resolved, loops, dangling
