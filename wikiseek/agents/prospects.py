"""What a page could come to by its offers alone: the sizes of trees that could be grown from it, if sets allowed."""

from __future__ import annotations

from functools import lru_cache

from wikiseek.agents.browser import Browser, Offer
from wikiseek.hcsp import Width
from wikiseek.hcsp.shape import added

_REMEMBERED = 65_536


class Prospects:
    """Tells pages from which no tree of a shape can come, before any tree is tried.

    Only the first `pages` objects of a page that can be hidden are followed: what is found stays
    true of the offers, and the pages to be read stay few.
    """

    def __init__(self, browser: Browser, pages: int) -> None:
        self._browser = browser
        self._pages = pages
        self.sizes = lru_cache(_REMEMBERED)(self._sizes)

    def followed(self, page_id: int) -> list[Offer]:
        """The offers whose objects may be hidden, as many as are followed."""
        return [offer for offer in self._browser.offers(page_id) if offer.extendable][: self._pages]

    def _sizes(self, page_id: int, levels: int, width: Width) -> int:
        """The numbers of vertices of trees of exactly `levels` levels from a page, as a bit mask."""
        offers = len(self._browser.offers(page_id))
        if offers < width[0]:
            return 0
        if levels == 1:
            return sum(1 << 1 + branches for branches in range(width[0], min(width[1], offers) + 1))
        # By children taken and whether one of them is deep: the sums of their sizes.
        sums = {(0, False): 1}
        for below in self._below(page_id, levels, width):
            for (taken, deep), reached in list(sums.items()):
                for mask, deeper in below:
                    if mask and taken < width[1]:
                        key = taken + 1, deep or deeper
                        sums[key] = sums.get(key, 0) | added(reached, mask)
        found = 0
        for (taken, deep), reached in sums.items():
            for leaves in range(max(0, width[0] - taken), min(width[1], offers) - taken + 1):
                found |= reached << 1 + leaves if deep else 0
        return found

    def _below(self, page_id: int, levels: int, width: Width) -> list[tuple[tuple[int, bool], tuple[int, bool]]]:
        """The sizes of each object that may be hidden: those of fewer levels, and those of just one level less."""
        found = []
        for offer in self.followed(page_id):
            target = offer.claim.constraint.target_id
            assert target is not None
            masks = [self.sizes(target, each, width) for each in range(1, levels)]
            shallow = 0
            for mask in masks[:-1]:
                shallow |= mask
            found.append(((shallow, False), (masks[-1], True)))
        return found

    def deepest(self, page_id: int, levels: int, width: Width) -> int:
        """The most levels, up to `levels`, of a tree from a page; 0 when there is none."""
        return max((each for each in range(1, levels + 1) if self.sizes(page_id, each, width)), default=0)
