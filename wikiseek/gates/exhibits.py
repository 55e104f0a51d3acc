"""What a reader is shown of the pages of a tree, and of pages that only look as if they belonged to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest

from pyroaring import BitMap

from wikiseek import codec
from wikiseek.gates.answers import normalised
from wikiseek.gates.lookups import Lookups
from wikiseek.hcsp import Sets, hidden_vertices, walk
from wikiseek.records import Claim, ResearchTree, Vertex
from wikiseek.store import Store

# Characters shown of a page: about eighty tokens, so that thirty pages fit the context of a small model.
_SHOWN = 320
_LOOKED_AT = 50


class Exhibits:
    """Makes the pages that `Verifiable` shows, each as one text "Title: what it says"."""

    def __init__(self, store: Store, sets: Sets, lookups: Lookups) -> None:
        self._store = store
        self._sets = sets
        self._lookups = lookups

    def gold(self, tree: ResearchTree) -> list[str]:
        """The evidence of a tree, one text for each page that has some."""
        told: dict[int, list[str]] = {}
        for vertex in walk(tree.root):
            for claim in _claims(vertex):
                page = vertex.page_id if claim.evidence is None else claim.evidence.page_id
                says = self._row(page, claim) if claim.evidence is None else claim.evidence.quote
                if says not in told.setdefault(page, []):
                    told[page].append(says)
        return [self._text(page, " ".join(each[:_SHOWN] for each in said), len(said)) for page, said in told.items()]

    def distractors(self, question: str, tree: ResearchTree, names: frozenset[str], count: int) -> list[str]:
        """`count` pages that are not of the tree: passages found for the question and candidates of the root's clauses.

        A passage that says one of `names` is no distractor.
        """
        gold = BitMap(vertex.page_id for vertex in hidden_vertices(tree))
        mixed = zip_longest(self._near(question, gold), self._candidates(question, tree, gold))
        texts = dict.fromkeys(text for text in chain.from_iterable(mixed) if text is not None)
        fair = (text for text in texts if not any(f" {name} " in f" {normalised(text)} " for name in names))
        return list(islice(fair, count))

    def stand_ins(self, tree: ResearchTree, gold: Sequence[str]) -> list[str]:
        """As many pages as `gold` has, of other things of the kinds that the tree's vertices are."""
        vertices = hidden_vertices(tree)
        own = BitMap(vertex.page_id for vertex in vertices)
        found = []
        for place, _ in enumerate(gold):
            vertex = vertices[place % len(vertices)]
            alike = self._store.of_kind(vertex.kind) & self._store.candidates - own
            pages = alike or self._store.candidates - own
            if not pages:
                break
            page = pages[codec.seed("stand in", vertex.page_id, place) % len(pages)]
            own.add(page)
            found.append(self._lead(page))
        return found

    def _near(self, question: str, gold: BitMap) -> Iterator[str]:
        """The passages of all retrievers in turn."""
        (answered,) = self._lookups.of([question])
        for row in zip_longest(*(found.passages for found in answered.values())):
            for passage in row:
                if passage is not None and passage.page_id not in gold:
                    yield self._text(passage.page_id, self._store.text(passage.page_id)[passage.start : passage.end])

    def _candidates(self, question: str, tree: ResearchTree, gold: BitMap) -> Iterator[str]:
        """Pages of which one clause of the root is true, drawn from all clauses in turn."""
        random = codec.generator("candidates", question)
        sets = [self._sets.of(clause.claim.constraint) - gold for clause in tree.root.constraints]
        drawn = [random.sample(list(pages), min(len(pages), _LOOKED_AT)) for pages in sets]
        yield from (self._lead(page) for row in zip_longest(*drawn) for page in row if page is not None)

    def _row(self, page: int, claim: Claim) -> str:
        """The infobox row that a claim without a sentence was read from."""
        rows = self._store.entity(page).attributes
        return "; ".join(f"{row.key}: {row.value}" for row in rows if row.key == claim.constraint.key)

    def _lead(self, page: int) -> str:
        return self._text(page, self._store.text(page))

    def _text(self, page: int, said: str, parts: int = 1) -> str:
        shown = parts * _SHOWN
        return f"{self._store.title(page)}: {' '.join(said[: 2 * shown].split())[:shown]}"


def _claims(vertex: Vertex) -> Iterator[Claim]:
    yield from (clause.claim for clause in vertex.constraints)
    yield from (branch.claim for branch in vertex.children)
