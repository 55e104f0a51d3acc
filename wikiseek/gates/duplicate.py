"""Whether a set has such a question already: of the same answer, of much the same tree, or in much the same words.

Trees are compared by their facts (a page, and the page or value that it is told by): two are the same question in
other words when half of what either says is said by both. Words are compared by pairs of neighbouring tokens;
MinHash (datasketch) proposes, and the share of pairs in common decides, so that no verdict rests on a hash.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from wikiseek.gates.protocol import Case
from wikiseek.hcsp import walk
from wikiseek.records import Claim, ResearchTree, Verdict
from wikiseek.store.names import tokens

Fact = tuple[int, int | str]
SAME_TREE = 0.5
SAME_WORDS = 0.7
# Below what decides, so that hardly any pair that is over it goes unproposed.
_PROPOSED = 0.5
_PERMUTATIONS = 128


class Duplicate:
    """Judges questions against those added before; the order of adding is the set's."""

    name = "duplicate"
    version = 1

    def __init__(self) -> None:
        # scipy comes with it, and takes longer to load than all else here.
        from datasketch import MinHashLSH

        self._near = MinHashLSH(threshold=_PROPOSED, num_perm=_PERMUTATIONS)
        self._names: list[str] = []
        self._words: list[frozenset[str]] = []
        self._facts: list[frozenset[Fact]] = []
        self._answers: dict[int | str, int] = {}
        self._with: dict[Fact, list[int]] = defaultdict(list)

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the nearest question by tree and by words."""
        same = self._answers.get(_answer(case))
        tree, words = self._nearest_tree(_facts(case.tree)), self._nearest_words(_pairs(case.question))
        reasons = [] if same is None else [f"{self._names[same]} has the answer {case.answer}"]
        if tree[0] >= SAME_TREE:
            reasons.append(f"{self._names[tree[1]]} has {tree[0]:.0%} of its facts")
        if words[0] >= SAME_WORDS:
            reasons.append(f"{self._names[words[1]]} has {words[0]:.0%} of its words")
        numbers = {
            "compared": len(self._names),
            "same_answer": same is not None,
            "facts": round(tree[0], 4),
            "words": round(words[0], 4),
        }
        thresholds = {"facts": SAME_TREE, "words": SAME_WORDS}
        return Verdict(self.name, not reasons, "; ".join(reasons), numbers, thresholds, self.version)

    def add(self, name: str, case: Case) -> None:
        """Add a question, called `name` in the reasons of those to come."""
        number, words, facts = len(self._names), _pairs(case.question), _facts(case.tree)
        self._names.append(name)
        self._words.append(words)
        self._facts.append(facts)
        self._answers.setdefault(_answer(case), number)
        for fact in facts:
            self._with[fact].append(number)
        self._near.insert(number, _hashed(words))

    def _nearest_tree(self, facts: frozenset[Fact]) -> tuple[float, int]:
        common = Counter(number for fact in facts for number in self._with.get(fact, ()))
        return _nearest((count / len(facts | self._facts[number]), number) for number, count in common.items())

    def _nearest_words(self, words: frozenset[str]) -> tuple[float, int]:
        proposed: list[int] = self._near.query(_hashed(words))
        return _nearest((_share(words, self._words[number]), number) for number in proposed)


def _nearest(found: Iterator[tuple[float, int]]) -> tuple[float, int]:
    return max(found, key=lambda row: (row[0], -row[1]), default=(0.0, 0))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / (len(some | others) or 1)


def _answer(case: Case) -> int | str:
    return " ".join(tokens(case.answer)) if case.answer_id is None else case.answer_id


def _pairs(question: str) -> frozenset[str]:
    words = tokens(question)
    return frozenset(f"{one} {other}" for one, other in zip(["", *words], [*words, ""], strict=True))


def _facts(tree: ResearchTree | None) -> frozenset[Fact]:
    found: set[Fact] = set()
    for vertex in walk(tree.root) if tree is not None else ():
        found.update((vertex.page_id, _object(clause.claim)) for clause in vertex.constraints)
        found.update((vertex.page_id, branch.vertex.page_id) for branch in vertex.children)
    return frozenset(found)


def _object(claim: Claim) -> int | str:
    constraint = claim.constraint
    if constraint.target_id is not None:
        return constraint.target_id
    return constraint.target or f"{constraint.kind} {constraint.key} {constraint.op} {constraint.value}"


def _hashed(words: frozenset[str]) -> Any:
    from datasketch import MinHash

    found = MinHash(num_perm=_PERMUTATIONS, seed=1)
    found.update_batch([word.encode("utf-8", "surrogatepass") for word in sorted(words)])
    return found
