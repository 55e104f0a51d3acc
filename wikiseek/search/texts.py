"""What search needs of a store of pages, and the words that stand for a passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from wikiseek.records import Passage, Section


class Texts(Protocol):
    """The pages to search. `wikiseek.store.Store` is one; tests use a dictionary.

    Search keeps spans only, so the same texts must be at hand when an index is opened.
    """

    def ids(self) -> Iterable[int]:
        """Every page, ascending, each fits in 32 bits."""
        ...

    def title(self, page_id: int) -> str:
        """The title of a page."""
        ...

    def text(self, page_id: int) -> str:
        """The plain text of a page, that spans refer to."""
        ...

    def sections(self, page_id: int) -> Sequence[Section]:
        """The headings of a page, in the order of their `start`."""
        ...


def searched(title: str, text: str, passage: Passage) -> str:
    """The words both retrievers see of a passage: its page's title, a full stop, and the passage.

    A passage deep in a page often says "he" or "the city"; the title says who or which.
    """
    return f"{title}. {text[passage.start : passage.end]}"
