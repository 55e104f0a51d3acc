"""Links and infobox keys are those of mwparserfromhell's parse tree, on real articles of 2006 and 2016.

Both are compared as read: what is done with templates and with notes above the lead is left out of it, for
the tree keeps the links of those notes and shows nothing of templates. Keys are compared where the tree did not
give up on a template.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import mwparserfromhell
import pytest

from tests.dump.tree import gave_up, is_infobox, tree_keys, tree_targets
from wikiseek.dump import SiteInfo, marks, read_entity, read_pages, site_info
from wikiseek.dump.builder import Builder
from wikiseek.dump.scan import scan
from wikiseek.dump.templates import template_of
from wikiseek.records import Page

LINKS, KEYS = 0.999, 0.995
OLD_PAGES = 200


class Agreement(Counter[str]):
    """How many there are in the tree, in ours, and in both; `differences` names the others."""

    def __init__(self) -> None:
        super().__init__()
        self.differences: list[tuple[str, str, int]] = []

    def compare(self, title: str, ours: Iterable[str], tree: Iterable[str]) -> None:
        """Count what one page has."""
        mine, theirs = Counter(ours), Counter(tree)
        self["ours"] += mine.total()
        self["tree"] += theirs.total()
        self["both"] += (mine & theirs).total()
        self.differences += [(title, name, count) for name, count in (mine - theirs).items()]
        self.differences += [(title, name, -count) for name, count in (theirs - mine).items()]

    def least(self) -> float:
        """The smaller of recall and precision."""
        return self["both"] / max(self["ours"], self["tree"], 1)


def links(pages: Sequence[Page], trees: Sequence[Any], site: SiteInfo) -> Agreement:
    """The links of the pages' texts, compared. Templates must be left out by the caller."""
    found = Agreement()
    for page, tree in zip(pages, trees, strict=True):
        expected = [target for target in tree_targets(tree, site) if target != page.title]
        found.compare(page.title, [link.target for link in read_entity(page, site).links], expected)
    return found


def keys(pages: Sequence[Page], trees: Sequence[Any], site: SiteInfo) -> Agreement:
    """The keys of the pages' infoboxes, compared as they are written."""
    found = Agreement()
    for page, tree in zip(pages, trees, strict=True):
        builder = KeysOnly(page.title, site)
        scan(builder, marks.without_own(page.text))
        if not gave_up(tree):
            found.compare(page.title, map(marks.unmarked, builder.keys), tree_keys(tree))
    return found


class KeysOnly(Builder):
    """A builder that remembers the names of the parameters of infoboxes."""

    def __init__(self, title: str, site: SiteInfo) -> None:
        super().__init__(title, site)
        self.keys: list[str] = []

    def close_template(self) -> None:
        """As a builder does it, and remember what was in it."""
        self.separate()
        frame = self.pop()
        if is_infobox(frame.name):
            self.keys += [key for key, _ in frame.params if key is not None]


def articles(path: Path) -> list[Page]:
    return [page for page in read_pages(path) if page.namespace == 0 and page.redirect is None]


@pytest.mark.parametrize("dump", ["modern_dump", "enwik8_slice"])
def test_links_and_infobox_keys_are_those_of_the_tree(
    dump: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = request.getfixturevalue(dump)
    pages, site = articles(path), site_info(path)
    pages = random.Random(0).sample(pages, min(len(pages), OLD_PAGES))
    monkeypatch.setattr("wikiseek.dump.builder.template_of", lambda raw: template_of(raw)._replace(maker=None))
    monkeypatch.setattr("wikiseek.dump.text._below_hatnotes", lambda raw: 0)
    trees = [mwparserfromhell.parse(page.text, skip_style_tags=True) for page in pages]
    for found, least in ((links(pages, trees, site), LINKS), (keys(pages, trees, site), KEYS)):
        assert found["tree"] > 100
        assert found.least() >= least, found.differences
