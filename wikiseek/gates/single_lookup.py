"""No single lookup answers the question: not the whole of it, no part of it, and no passage that they find.

Looked up by every retriever are the question, the question without its interrogative part, each clause and each
hidden vertex as worded, and the rarest words (`wikiseek.gates.queries`). It fails when

* the answer's page is among the first `top_k` for the question, with or without its interrogative part;
* the answer's page is among the first `clause_k` for a part of it or its rarest words: then they are all one needs;
* one of the first `top_k` passages that the question finds in any of these forms, parts aside, states the answer and
  all of the root's own clauses but one (`wikiseek.gates.stating`): that passage can be read instead of the tree.

Ranks count pages (passages of one page count once); 0 stands for "not in the first 100". All are kept either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wikiseek.gates.lookups import Answered, Lookups, first_rank, ranks
from wikiseek.gates.protocol import Case
from wikiseek.gates.queries import PLAIN, WHOLE, clauses, keywords, sub_questions, without_interrogative
from wikiseek.gates.settings import Thresholds
from wikiseek.gates.stating import Keys, Shown, answer_ways, ways
from wikiseek.records import Passage, Verdict
from wikiseek.store import Store

Json = dict[str, Any]
NAME = "single_lookup"
VERSION = 2


class SingleLookup:
    """Fails a question that one lookup answers."""

    name = NAME
    version = VERSION

    def __init__(self, store: Store, lookups: Lookups, thresholds: Thresholds) -> None:
        self._store = store
        self._lookups = lookups
        self._thresholds = thresholds
        self.first = WholeQuestion(lookups, thresholds)

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the rank of the answer's page for each query under each retriever."""
        forms = self._forms(case)
        queries = forms | _parts(case)
        answered = dict(zip(queries, self._lookups.of(list(queries.values())), strict=True))
        found = {name: ranks(each, case.answer_id) for name, each in answered.items()}
        numbers: Json = {
            "ranks": found.pop(WHOLE),
            "parts": found,
            "keywords": {name: text for name, text in forms.items() if name not in (WHOLE, PLAIN)},
            "read": self._lookups.read,
            **self._read(case, {name: answered[name] for name in forms}),
        }
        return _verdict(numbers, self._thresholds)

    def queries(self, case: Case) -> list[str]:
        """All that will be looked up for a case: those of many cases can be, together and before."""
        return list((self._forms(case) | _parts(case)).values())

    def _forms(self, case: Case) -> dict[str, str]:
        return {WHOLE: case.question, PLAIN: without_interrogative(case), **dict(keywords(case, self._store))}

    def given_away(self, page_id: int, clauses: Sequence[str]) -> list[bool]:
        """Which of some clauses alone find a page, each a lookup of its own."""
        found = [first_rank(ranks(each, page_id))[0] for each in self._lookups.of(clauses)]
        return [0 < rank <= self._thresholds.clause_k for rank in found]

    def _read(self, case: Case, answered: Mapping[str, Answered]) -> Json:
        """Where a passage first says the answer, for the question; and the first that states enough besides."""
        answer = answer_ways(case.answer, case.aliases)
        told = {} if case.tree is None else ways(case.tree.root, self._store)
        says: dict[str, int] = {}
        enough: Json = {}
        stated: dict[Passage, list[str] | None] = {}
        for place, query, retriever, passage in _in_order(answered):
            if passage not in stated:
                stated[passage] = self._stated(passage, case.answer_id, answer, told)
            if (named := stated[passage]) is None:
                continue
            if query == WHOLE:
                says.setdefault(retriever, place)
            if told and not enough and len(named) >= max(1, len(told) - 1):
                enough = {"rank": place, "query": query, "retriever": retriever, "states": named}
                enough |= {"page_id": passage.page_id, "start": passage.start, "end": passage.end}
        most = max((len(named) for named in stated.values() if named is not None), default=0)
        return {"answer_read": says, "passage": enough, "most_stated": most, "of": len(told)}

    def _stated(
        self, passage: Passage, answer_id: int | None, answer: Keys, told: Mapping[str, Keys]
    ) -> list[str] | None:
        """The clauses that a passage states, None when it does not state the answer."""
        shown = Shown(self._lookups.text(passage))
        if passage.page_id != answer_id and not shown.says(answer):
            return None
        return [name for name, keys in told.items() if shown.says(keys)]


class WholeQuestion:
    """The first and cheapest part of it: the question alone. What fails this fails the whole."""

    name = NAME
    version = VERSION

    def __init__(self, lookups: Lookups, thresholds: Thresholds) -> None:
        self._lookups = lookups
        self._thresholds = thresholds

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the ranks for the question."""
        (answered,) = self._lookups.of([case.question])
        return _verdict({"ranks": ranks(answered, case.answer_id)}, self._thresholds)


def _parts(case: Case) -> dict[str, str]:
    if case.tree is None:
        return {}
    described = {f"{name}?": text for name, text in sub_questions(case.tree.root)}
    return dict(clauses(case.tree.root)) | described


def _in_order(answered: Mapping[str, Answered]) -> Iterator[tuple[int, str, str, Passage]]:
    """Every passage found, the first places first."""
    found = [
        (place, query, retriever, passage)
        for query, each in answered.items()
        for retriever, hits in each.items()
        for place, passage in enumerate(hits.passages, 1)
    ]
    yield from sorted(found, key=lambda row: row[0])


def _verdict(numbers: Json, thresholds: Thresholds) -> Verdict:
    found = faults(numbers, thresholds)
    compared = {"top_k": thresholds.top_k, "clause_k": thresholds.clause_k}
    return Verdict(NAME, not found, "; ".join(found), numbers, compared, VERSION)


def faults(numbers: Json, thresholds: Thresholds) -> list[str]:
    """Why numbers fail under thresholds, in words; what was not measured cannot fail."""
    parts = numbers.get("parts", {})
    whole = [numbers["ranks"], *(parts[name] for name in (PLAIN,) if name in parts)]
    found = [
        f"{retriever} finds it at rank {rank}"
        for each in whole
        for retriever, rank in each.items()
        if 0 < rank <= thresholds.top_k
    ]
    for name, ranked in parts.items():
        rank, retriever = first_rank(ranked)
        if name != PLAIN and 0 < rank <= thresholds.clause_k:
            found.append(f"{name} alone finds it at rank {rank} ({retriever})")
    passage = numbers.get("passage") or {}
    if passage and passage["rank"] <= thresholds.top_k:
        told = ", ".join(passage["states"])
        found.append(f"the passage that {passage['retriever']} finds at rank {passage['rank']} states it with {told}")
    return list(dict.fromkeys(found))


def unmeasured(numbers: Json, thresholds: Thresholds) -> list[str]:
    """What numbers that do not fail under thresholds lack to pass under them, in words."""
    if "parts" not in numbers:
        return ["parts of the question were not looked up"] if thresholds.clause_k else []
    if not numbers["passage"] and numbers["of"] and numbers["read"] < thresholds.top_k:
        return [f"passages were read to place {numbers['read']} only"]
    return []
