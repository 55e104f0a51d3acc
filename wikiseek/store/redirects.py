"""Redirects to the pages they lead to in the end."""

from __future__ import annotations

from collections.abc import Mapping


def resolve_redirects(
    redirects: Mapping[str, str], pages: Mapping[str, int]
) -> tuple[dict[str, int], set[str], dict[str, str]]:
    """Follow chains: (title → page id, titles that run in a loop, title → the missing title it leads to)."""
    resolved: dict[str, int] = {}
    loops: set[str] = set()
    dangling: dict[str, str] = {}
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
            dangling[title] = target
    return resolved, loops, dangling
