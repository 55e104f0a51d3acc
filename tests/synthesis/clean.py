"""Clean items, made by code for gates to leave alone: what gates ask holds of them, by means that are not the gates'.

A tree is what plans and the certificate give, its words those of the rules. It is clean when the answer and its tree
can be told from the raw index: no word of the question begins as a word of any hidden page's name does; no lookup with
the question, without its opening, or with its rarest words has the answer's page among the first, or shows a passage
that says the answer; the kind is common; and each page, asked by itself, says that the answer is the only one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from tests.synthesis.leaks import Jury
from wikiseek.agents import Browser, Plans, draft, root_order, target_json
from wikiseek.gates import Case, Duplicate, Thresholds
from wikiseek.grammar import DEFAULT_GRAMMAR, open_grammar
from wikiseek.hcsp import Kept, Shape, certify, satisfying, walk
from wikiseek.indexing import Index
from wikiseek.records import ResearchTree
from wikiseek.search.analyzer import ENGLISH_STOP_WORDS
from wikiseek.synthesis import tree_of
from wikiseek.synthesis.item import Json, item_json

# Trees looked at and items taken from one root, so that the items are of many.
_LOOKED_AT, _TAKEN = 40, 6
# Of a thousand pages, so many are of a kind that is common.
_COMMON = 1
_STEM = 4
_EMPTY = ENGLISH_STOP_WORDS | set("which what who whom whose where when has had have were he she his her".split())
_WORD = re.compile(r"[^\W_]+")


def clean_items(index: Index, shape: Shape, thresholds: Thresholds, seed: int = 0) -> Iterator[Json]:
    """Clean items of a shape, root by root in a run's order."""
    sets = Kept(index.sets)
    browser = Browser(index.store, sets, index.claims(open_grammar(DEFAULT_GRAMMAR)))
    plans = Plans(index.store, sets, browser)
    number = 0
    for root in root_order(index.store, seed):
        taken = 0
        for candidate in islice(plans.roots(root, shape), _LOOKED_AT):
            item = None if candidate.broken else _item(number, candidate.tree, index, shape)
            if item is not None and _clean(item, candidate.tree, index, thresholds):
                yield item
                number, taken = number + 1, taken + 1
            if taken == _TAKEN:
                break


def refusals(items: list[Json], index: Index, thresholds: Thresholds) -> Iterator[tuple[Json, dict[str, str]]]:
    """The clean items that a gate or the recheck refuses, and why.

    As duplicates they are held against an item of every other root that has no page in common with them.
    """
    jury = Jury(index, thresholds, [])
    of_roots = list({item["answer_id"]: item for item in reversed(items)}.values())
    for item in items:
        others = Duplicate()
        for other in of_roots:
            if _pages(other).isdisjoint(_pages(item)):
                others.add(other["id"], _bare(other))
        duplicate = others.judge(_bare(item))
        found = jury.objections(item) | ({} if duplicate.passed else {duplicate.gate: duplicate.reason})
        if found:
            yield item, found


def _bare(item: Json) -> Case:
    return Case(item["question"], item["answer"], item["answer_id"], tuple(item["aliases"]), tree_of(item), None)


def _pages(item: Json) -> set[int]:
    """The pages of a tree and of its constants."""
    vertices = list(walk(tree_of(item).root))
    constants = (clause.claim.constraint.target_id for vertex in vertices for clause in vertex.constraints)
    return {vertex.page_id for vertex in vertices} | {page for page in constants if page is not None}


def _item(number: int, tree: ResearchTree, index: Index, shape: Shape) -> Json | None:
    certificate = certify(tree, index.sets)
    if not certificate.holds:
        return None
    worded = draft(tree, certificate)
    case = Case.of(worded.text, worded.tree, certificate, index.store.aliases(tree.root.page_id))
    return item_json(number, case, target_json(shape), (), [], {}, {"index_id": index.id})


def _clean(item: Json, tree: ResearchTree, index: Index, thresholds: Thresholds) -> bool:
    store = index.store
    pages = [vertex.page_id for vertex in walk(tree.root)]
    common = 1000 * len(store.of_kind(tree.root.kind)) >= _COMMON * len(store.candidates)
    if not common or _names_any(item["question"], pages, index):
        return False
    if list(satisfying(store.candidates, tree, index.sets)) != [item["answer_id"]]:
        return False
    return not _found(item, index, thresholds)


def _names_any(question: str, pages: list[int], index: Index) -> bool:
    """Whether a word of the question begins as one of a page's names does; a short one is compared whole."""
    begun = {word[:_STEM] for word in _words(question)}
    names = (name for page in pages for name in (index.store.title(page), *index.store.aliases(page)))
    return any(word[:_STEM] in begun for name in names for word in _words(name))


def _found(item: Json, index: Index, thresholds: Thresholds) -> bool:
    """Whether a lookup is near the answer: its page is among the first, or one of these passages says its name."""
    question, searcher = item["question"], index.searcher
    opening = " ".join([*item["kind"].split(), ""])
    queries = [question, question.removeprefix("Which ").removeprefix(opening).rstrip("?")]
    queries += [_rarest(question, count, index) for count in (3, 5)]
    parts = [row["clause"] for row in (*item["tree"]["constraints"], *item["tree"]["children"])]
    answers = [" ".join(_words(name)) for name in (item["answer"], *item["aliases"])]
    for retriever in index.retrievers:
        for query in queries:
            if item["answer_id"] in searcher.page_ranks(query, max(thresholds.top_k, thresholds.clause_k), retriever):
                return True
            for hit in searcher.lookup(query, thresholds.top_k, retriever) if thresholds.top_k else ():
                if any(f" {name} " in f" {' '.join(_words(hit.text))} " for name in answers):
                    return True
        for part in parts if thresholds.clause_k else ():
            if item["answer_id"] in searcher.page_ranks(part, thresholds.clause_k, retriever):
                return True
    return False


def _rarest(question: str, count: int, index: Index) -> str:
    """The words of a question that the fewest pages say, in its order, but for those that are in any text."""
    words = dict.fromkeys(word for word in _words(question) if word not in _EMPTY)
    pages = {word: len(index.store.containing(word)) for word in words}
    rarest = sorted((word for word in words if pages[word]), key=lambda word: (pages[word], word))[:count]
    return " ".join(word for word in words if word in rarest)


def _words(text: str) -> list[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _WORD.findall(plain.casefold())
