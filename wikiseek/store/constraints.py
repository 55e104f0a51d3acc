"""S⁺: the pages that satisfy a constraint by a link, a row or a category, or by a mention of its constant.

Links alone miss pages that name the object without linking to it, and a fact about two pages may be told by
either. So every set is taken over mentions too, and from both ends: an upper bound of the pages of which the
words are true.

* `links_to`, `linked_from`: pages that link to the other page or say a name of it, and those that it links to
  or names; of a title without a page, the former.
* `in_category`: its members, and pages that say the name in it ("German" or Germany, "1879").
* `has_attribute`: pages with such a row; with "=", who is related to the value, with a comparison or a period,
  pages without the key that say a year of the period, or the words of the key.
* `is_a`: pages of the kind, and pages that say its words.

A page never stands in a relation to itself. Lists, dates and disambiguation pages are no candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from pyroaring import BitMap

from wikiseek.records import Constraint
from wikiseek.store.categories import membership, places, years
from wikiseek.store.links import LinkSets
from wikiseek.store.mentions import MentionReader, Mentions, mentioning
from wikiseek.store.names import name_key, tokens
from wikiseek.store.reader import Store
from wikiseek.store.rows import Rows

_CACHED_SETS = 20_000


class ConstraintSets:
    """The sets of `wikiseek.hcsp.Sets`, read from a store."""

    def __init__(self, store: Store, mentions: Mentions | None = None) -> None:
        """`mentions` has the naming relation if it is stored; it is read from the texts without that."""
        self._store = store
        self._mentions: Mentions = mentions or MentionReader(store)
        self._rows = Rows(store)
        self.naming, self.named_by = self._mentions.naming, self._mentions.named_by
        self._links = LinkSets(store)
        self.of = lru_cache(_CACHED_SETS)(self._of)
        self.naming_red = lru_cache(_CACHED_SETS)(self._naming_red)
        self.related = lru_cache(_CACHED_SETS)(self._related)

    def _of(self, constraint: Constraint) -> BitMap:
        """Every candidate page that satisfies `constraint`. Raises ValueError for one that cannot be read."""
        match constraint.kind:
            case "links_to" if constraint.target_id is None:
                return self.naming_red(constraint.target)
            case "links_to" | "linked_from":
                return self.related(constraint.target_id)
            case "in_category":
                found = self._in_category(constraint)
            case "has_attribute":
                found = self._with_attribute(constraint)
            case "is_a":
                found = self._store.of_kind(constraint.value) | self._saying_all(tokens(constraint.value))
        return found & self._store.candidates

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        """Candidate pages in the relation of `constraint` to any of `pages`, of `within` if given.

        Who is related to whom is the same from either end: the shorter of `pages` and `within` is walked.
        """
        related = self._relation(constraint)
        if related == self.related and within is not None and len(within) < len(pages):
            found = self._links.meeting(pages, within)  # most are found so, and their texts need not be read
            return found | BitMap(page for page in within - found if related(page).intersect(pages))
        found = BitMap.union(*(related(page) for page in pages)) if pages else BitMap()
        return found if within is None else found & within

    def _related(self, page_id: int | None) -> BitMap:
        """Candidates that name a page, and those that it names."""
        assert page_id is not None
        return self.naming(page_id) | self.named_by(page_id) & self._store.candidates

    def _relation(self, constraint: Constraint) -> Callable[[int], BitMap]:
        """What gives the pages in the relation of `constraint` to a page."""
        match constraint.kind:
            case "links_to" | "linked_from":
                return self.related
            case "has_attribute" if constraint.op == "=":
                return lambda page: self._of(replace(constraint, value=self._store.title(page)))
        raise ValueError(f"no inverse for {constraint.kind} {constraint.op}")

    def _in_category(self, constraint: Constraint) -> BitMap:
        """The members of a category, or of those of all years of a period, and who says the name in it."""
        if constraint.key:
            return self._lived(constraint.key, years(constraint.value))
        found = self._store.in_category(constraint.value)
        said = membership(constraint.value)
        if said is None:
            return found
        names = [said.name, *places(said.name)] if said.adjective else [said.name]
        return BitMap.union(found, *map(self.saying, names))

    def _lived(self, event: str, during: Iterable[int]) -> BitMap:
        members = (self._store.in_category(f"{year} {event}") for year in during)
        return BitMap.union(self._saying_any(during), *members)

    def _with_attribute(self, constraint: Constraint) -> BitMap:
        """The pages with such a row, and those without the key that may satisfy the words all the same."""
        if constraint.op == "=":
            page = self._store.resolve(constraint.value)
            others = self.saying(constraint.value) if page is None else self.related(page)
            return self._store.with_attribute(constraint.key, constraint.value) | others
        found, known = self._rows.satisfying(constraint)
        if constraint.op == "in":
            return found | self._saying_any(years(constraint.value)) - known
        return found | self._saying_all(tokens(constraint.key.replace("_", " "))) - known

    def saying(self, name: str) -> BitMap:
        """Candidates that say a name, or link to or say another name of the page that it leads to."""
        page, key = self._store.resolve(name), name_key(name)
        if page is None:
            return mentioning(self._store, key, BitMap())
        found = self.naming(page)
        return found if key in self._store.name_keys(page) else found | mentioning(self._store, key, found)

    def _saying_any(self, numbers: Iterable[int]) -> BitMap:
        return BitMap.union(BitMap(), *(self._store.containing(str(number)) for number in numbers))

    def _saying_all(self, words: Iterable[str]) -> BitMap:
        sets = [self._store.containing(word) for word in words]
        return BitMap.intersection(*sets) if sets else BitMap()

    def _naming_red(self, title: str) -> BitMap:
        """Candidates that link to or mention a title without a page."""
        found = self._store.linking_red(title) & self._store.candidates
        for key in self._store.red_name_keys(title):
            found |= mentioning(self._store, key, found)
        return found
