"""Titles near to a mistyped one."""

from __future__ import annotations

from difflib import get_close_matches

from wikiseek.store import Store
from wikiseek.store.names import fold, name_key, tokens

_NEIGHBOURS = 400
_LEAST_LIKE = 0.6
_MOST = 5


def near_titles(store: Store, wanted: str) -> list[str]:
    """Up to five titles: the same name written otherwise, then neighbours in order that look alike."""
    same = [store.title(page_id) for page_id in store.named(name_key(wanted))]
    start = wanted[:1].upper() + wanted[1:]
    near: dict[str, str] = {}
    # Titles with the same beginning; the shorter the shared beginning, the wider the net.
    for length in (len(start), 4, 2, 1):
        for title in store.titles_from(start[:length], _NEIGHBOURS):
            near.setdefault(fold(title), title)
    for word in sorted(tokens(wanted), key=len, reverse=True)[:2]:
        near |= {fold(title): title for title in store.titles_from(word.capitalize(), _NEIGHBOURS)}
    alike = get_close_matches(fold(wanted), list(near), _MOST, _LEAST_LIKE)
    return list(dict.fromkeys([*same, *(near[key] for key in alike)]))[:_MOST]
