"""The order in which pages are tried as roots: seeded, and spread over kinds, in-degrees and lengths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import sqrt

from wikiseek import codec
from wikiseek.agents.vertices import Vertices
from wikiseek.store import Store


def root_order(store: Store, seed: int) -> list[int]:
    """Every page that may be a root, once, in an order set by the seed and the index alone.

    Pages are grouped by kind and by powers of two of their in-degree and of their text's bytes; a
    group of n pages comes up about as often as √n, so that common kinds do not crowd out the rest.
    """
    groups: dict[tuple[str, int, int], list[tuple[int, int]]] = defaultdict(list)
    for group, page_id in _strata(store):
        groups[group].append((codec.seed(seed, "root", page_id), page_id))
    order: list[tuple[float, int, int]] = []
    for pages in groups.values():
        pages.sort()
        offset = pages[0][0] / 2**63
        order += [((place + offset) / sqrt(len(pages)), tie, page) for place, (tie, page) in enumerate(pages)]
    return [page for _, _, page in sorted(order)]


def _strata(store: Store) -> Iterator[tuple[tuple[str, int, int], int]]:
    """The pages that may be roots, each behind its group. No page is unpacked for it: a wiki has millions."""
    vertices = Vertices(store)
    for kind, pages in store.kinds():
        if called := vertices.called(kind):
            for page_id, size in store.text_bytes(pages & store.hideable):
                yield (called, len(store.linking(page_id)).bit_length(), size.bit_length()), page_id
