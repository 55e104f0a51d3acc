"""From a name as people write it to the pages they may mean."""

from __future__ import annotations

from wikiseek.store.names import name_key
from wikiseek.store.reader import Store


def pages_called(name: str, store: Store) -> list[int]:
    """The pages that may be meant by `name`, the most linked to first; lists, dates and disambiguations are none.

    One page where `name` is its title or leads to it; else every page with a title or alias of the same words.
    """
    wanted = " ".join(name.replace("_", " ").split())
    forms = (wanted, wanted[:1].upper() + wanted[1:]) if wanted else ()
    for form in forms:
        page = store.resolve(form)
        if page is not None and page in store.candidates:
            return [page]
    key = name_key(wanted)
    named = store.named(key) & store.candidates if key else ()
    return sorted(named, key=lambda page: (-len(store.linking(page)), page))
