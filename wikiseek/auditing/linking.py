"""From the words of an answer to the page of the index that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wikiseek.store import Store
from wikiseek.store.called import pages_called

# Answers that are no thing, though a band or a film may be called so.
_NO_THING = frozenset({"yes", "no", "true", "false", "unknown", "none", "both", "neither"})


@dataclass(frozen=True, slots=True)
class Linked:
    """The page that an answer is, None if it is none of the index; of how many it might be, the most linked to."""

    page_id: int | None
    pages: int


def linked(answers: Sequence[str], store: Store) -> Linked:
    """Link an answer by the first of its names that leads anywhere."""
    for name in answers:
        if name.casefold().strip(" .") in _NO_THING:
            continue
        if pages := pages_called(name, store):
            return Linked(pages[0], len(pages))
    return Linked(None, 0)
