"""Whether a question, or a question of the same answer about the same things, is in an evaluation set.

Two measures, over every file that is given:

* a row of 13 tokens in common with an evaluation question; one that is shorter has to stand in it as a whole
  (Brown et al., "Language Models are Few-Shot Learners", 2020, appendix C, take 13-grams of training data);
* the same answer, by any of its names, to an evaluation question that names a thing of this one: a constant or a
  hidden page of the tree, or without a tree what is written with capitals in the question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.gates.protocol import Case
from wikiseek.gates.queries import names_in
from wikiseek.hcsp import walk
from wikiseek.pairs import Pair, read_pairs
from wikiseek.records import Verdict
from wikiseek.store.names import bare, name_key, says, tokens

GRAM = 13
# A question of fewer tokens stands in others by chance.
_SHORTEST = 5


class Overlap:
    """Fails what evaluation files have already. The files are read once, when the gate is made."""

    name = "overlap"
    version = 1

    def __init__(self, paths: Sequence[Path]) -> None:
        """Read `paths`; raises `NotFound` and `wikiseek.pairs.PairFault`."""
        self._pairs: list[tuple[str, Pair]] = []
        self._grams: dict[int, dict[str, int]] = defaultdict(dict)
        self._answers: dict[str, list[int]] = defaultdict(list)
        self.files: dict[str, str] = {}
        for path in paths:
            for pair in read_pairs(path):
                self._add(path.name, pair)
            self.files[path.name] = codec.digest(path.read_bytes())

    def _add(self, file: str, pair: Pair) -> None:
        number = len(self._pairs)
        self._pairs.append((file, pair))
        words = tokens(pair.question)
        if len(words) >= _SHORTEST:
            for gram in _grams(words, min(GRAM, len(words))):
                self._grams[min(GRAM, len(words))].setdefault(gram, number)
        for key in dict.fromkeys(map(name_key, pair.answers)):
            if key:
                self._answers[key].append(number)

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the first evaluation question of each sort that is too near."""
        gram, answered = self._same_words(case.question), self._same_answer(case)
        numbers: dict[str, Any] = {"questions": len(self._pairs), "same_words": gram, "same_answer": answered}
        reasons = [f"{_place(gram)} has the words {gram['words']!r}"] if gram else []
        if answered:
            reasons.append(f"{_place(answered)} has the answer and names {', '.join(answered['names'])}")
        thresholds = {"gram": GRAM, "shortest": _SHORTEST, "names": 1}
        return Verdict(
            self.name, not reasons, "; ".join(reasons), numbers, thresholds | {"files": self.files}, self.version
        )

    def _same_words(self, question: str) -> dict[str, Any]:
        words = tokens(question)
        for size in sorted(self._grams, reverse=True):
            known = self._grams[size]
            for gram in _grams(words, size):
                if gram in known:
                    return {**self._where(known[gram]), "words": gram}
        return {}

    def _same_answer(self, case: Case) -> dict[str, Any]:
        keys = dict.fromkeys(map(name_key, (case.answer, *case.aliases)))
        named = {name: key for name in _things(case) if (key := name_key(name)) and key not in keys}
        for number in sorted({number for key in keys if key for number in self._answers.get(key, ())}):
            asked = self._pairs[number][1].question
            found = [name for name, key in named.items() if says(asked, key)]
            if found:
                return {**self._where(number), "names": found}
        return {}

    def _where(self, number: int) -> dict[str, Any]:
        file, pair = self._pairs[number]
        return {"file": file, "row": pair.number, "id": pair.id}


def _grams(words: Sequence[str], size: int) -> Iterator[str]:
    return (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))


def _things(case: Case) -> Iterable[str]:
    if case.tree is None:
        return names_in(case.question)
    found = []
    for vertex in walk(case.tree.root):
        found += [bare(vertex.entity)] if vertex is not case.tree.root else []
        for clause in vertex.constraints:
            found += [clause.constant, bare(clause.claim.constraint.target)]
    return dict.fromkeys(filter(None, found))


def _place(found: dict[str, Any]) -> str:
    return f"question {found['id'] or found['row']} of {found['file']}"
