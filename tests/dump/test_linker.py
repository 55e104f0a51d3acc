"""Links are read as slower code reads them, one by one and as part of a page."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from tests.dump.marking import link
from wikiseek.dump import SiteInfo, link_target, marks, namespace_of, normalize_title
from wikiseek.dump.builder import Builder
from wikiseek.dump.linker import Linker
from wikiseek.dump.scan import scan
from wikiseek.dump.targets import piped
from wikiseek.dump.titles import LANGUAGES, MAX_TITLE_BYTES, is_language_link

OWN = "Own page"
TARGETS = (
    "Category: category de: fr en File: Image: Wikipedia: : a B É own page # _ %41 &amp; http:// ( ) , . - < \ue005"
)
TARGET = st.lists(st.sampled_from([*TARGETS.split(), " ", "  ", "\n", "Own page", "x" * 256]), max_size=6).map("".join)
ANCHOR = st.none() | st.text(alphabet="ab c\n\xa0é-'" + marks.BREAK, max_size=8)
PLAIN = st.text(alphabet="aZ09,.() -'/!é\xad\u0301ж_#\x7f", max_size=8) | st.sampled_from(
    ["own page", "x" * 127, "x" * 256]
)
SITES = (SiteInfo(), SiteInfo(first_letter=False), SiteInfo(namespaces={"de": 4, "category": 14}))


class Plainly:
    """What a `Linker` does, in the words of the rules."""

    def __init__(self, site: SiteInfo) -> None:
        self.site = site
        self.targets: list[str] = []
        self.categories: list[str] = []

    def link(self, target: str, anchor: str) -> str:
        title = link_target(target, self.site)
        if "\n" in anchor or marks.BREAK in anchor or "  " in anchor:
            anchor = re.sub(r"\s+", " ", anchor.replace(marks.BREAK, " "))
        bare = anchor.strip()
        if title is None or title == OWN or not bare:
            return anchor
        self.targets.append(title)
        return anchor.replace(bare, link(len(self.targets) - 1, bare), 1)

    def simple_link(self, target: str, anchor: str | None) -> str:
        if ":" in target and self.not_shown(target.strip()):
            return ""
        if "://" in target:
            return target.partition(" ")[2] if anchor is None else anchor
        if anchor is None:
            anchor = target.strip().removeprefix(":")
        return self.link(target, anchor if anchor.strip() else piped(target))

    def not_shown(self, target: str) -> bool:
        if target.startswith(":"):
            return False
        space = namespace_of(target, self.site)
        if space == 14:
            title = normalize_title(marks.unmarked(target), self.site).partition(":")[2]
            if 0 < len(title) <= MAX_TITLE_BYTES and title not in self.categories:
                self.categories.append(title)
        return space in (6, 14) or (space == 0 and is_language_link(target))


@given(st.lists(st.tuples(TARGET, ANCHOR), max_size=4), st.sampled_from(SITES))
def test_links_are_read_by_the_rules(links: list[tuple[str, str | None]], site: SiteInfo):
    linker, plainly, text = Linker(OWN, site), Plainly(site), ""
    for target, anchor in links:
        linker.simple_link(target, anchor)
        text += plainly.simple_link(target, anchor)
        assert linker.link(target, anchor or "x") == plainly.link(target, anchor or "x")
    assert linker.out.text() == text
    assert (linker.targets, linker.categories) == (plainly.targets, plainly.categories)


@given(PLAIN, st.none() | st.text(alphabet="ab é\xa0-'.|", max_size=8), st.sampled_from(SITES))
@example("x" * 256, None, SITES[0])
@example("é" * 127 + "xy", None, SITES[0])
def test_plain_links_of_a_page_are_read_as_any_other(target: str, anchor: str | None, site: SiteInfo):
    page, alone = Builder(OWN, site), Linker(OWN, site)
    written = target if anchor is None else f"{target}|{anchor}"
    scan(page, f"[[{written}]]")
    if target and "|" not in (anchor or ""):
        alone.simple_link(target, anchor)
        assert page.out.text() == f"\n{alone.out.text()}"
        assert page.targets == alone.targets


def test_letters_of_plain_links_are_their_own_one_spelling():
    letters = "".join(map(chr, [*range(0xA1, 0x300), *range(0x400, 0x500)]))
    page = Builder(OWN, SITES[0])
    titles = [f"A{before}{after}" for before, after in pairwise(letters)]
    scan(page, "".join(f"[[{title}]]" for title in titles))
    assert page.targets == [link_target(title, SITES[0]) for title in titles]


def test_a_prefix_of_a_language_is_never_shown():
    for site in SITES:
        for language in LANGUAGES.difference(site.namespaces):
            linker, plainly = Linker(OWN, site), Plainly(site)
            linker.simple_link(f"{language}:a", "b")
            assert linker.out.text() == plainly.simple_link(f"{language}:a", "b") == ""
