"""One attempt: trees are searched for a root, one is chosen and asked; it ends as an item or a reject.

The search needs the index alone and may be done anywhere; only then is a model asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from wikiseek import codec
from wikiseek.agents import (
    Barren,
    Browser,
    Draft,
    Finding,
    Found,
    Grower,
    Grown,
    Plans,
    Writer,
    draft,
    target_json,
)
from wikiseek.gates import Case, Gate, Names, Needed, SingleLookup, Unique
from wikiseek.hcsp import Asked, Kept, Shape
from wikiseek.indexing import Index
from wikiseek.llm import Conversation, counted, total
from wikiseek.records import Certificate, Question, ResearchTree, Verdict
from wikiseek.store import Claims
from wikiseek.synthesis.item import Json, item_json


@dataclass(frozen=True, slots=True)
class Outcome:
    """How attempt `i` ended: the line to write, the stage that decided, and the model's tally."""

    accepted: bool
    stage: str
    line: Json
    spent: dict[str, dict[str, int]]


def _fruitless(number: int, root: int, title: str, stage: str, reason: str, numbers: Json) -> Outcome:
    line: Json = {
        "i": number,
        "root": {"page_id": root, "entity": title},
        "stage": stage,
        "reason": reason,
        "numbers": numbers,
    }
    return Outcome(False, stage, line, {})


def rejected(outcome: Outcome, stage: str, reason: str, numbers: Json) -> Outcome:
    """An outcome that came to a question and is no item after all; the reject keeps all of it."""
    root = {"page_id": outcome.line["answer_id"], "entity": outcome.line["answer"]}
    return Outcome(False, stage, {**outcome.line, "root": root, "reason": reason, "numbers": numbers}, outcome.spent)


class Workshop:
    """Everything one attempt needs but the model, opened once: index, agents and gates."""

    def __init__(self, index: Index, model: str, claims: Claims, asked: Asked, top_k: int) -> None:
        """`model` is the identity of the one that will be asked."""
        self._index = index
        self._model = model
        self._asked = asked
        sets = Kept(index.sets)
        browser = Browser(index.store, sets, claims)
        self._grower = Grower(sets, browser, Plans(index.store, sets, browser))
        self._writer = Writer()
        # Cheap gates first; the words can fail only the first and the last.
        self._gates: tuple[Gate, ...] = (
            Names(index.store),
            Unique(),
            Needed(),
            SingleLookup(index.searcher, index.retrievers, top_k),
        )

    def search(self, number: int, root: int, seed: int) -> Outcome | Found:
        """The trees of attempt `number` from page `root`, or how it ended; depends on these and the index alone."""
        shape = self._asked.draw(seed)
        found = self._grower.search(root, shape, self._finding)
        return self._barren(number, root, shape, found) if isinstance(found, Barren) else found

    def broken(self, number: int, root: int) -> Outcome:
        """The outcome of an attempt that hung or ended its process."""
        reason = "the attempt took too long or ended its process"
        return _fruitless(number, root, self._index.store.title(root), "fault", reason, {})

    def ask(self, number: int, seed: int, found: Found) -> Conversation[Outcome]:
        """How attempt `number` ends, by what a model makes of the trees that were found for it."""
        (grown, by_rules, question), spent = yield from counted(self._said(found, seed))
        verdicts = self._verdicts(question.text, question.tree, grown.certificate)
        tally = total(spent)
        provenance = {
            "index_id": self._index.id,
            "model": self._model,
            "seed": seed,
            "calls": tally.calls,
            "prompt_tokens": tally.prompt_tokens,
            "completion_tokens": tally.completion_tokens,
            "written_by": question.written_by,
            "draft": by_rules.text,
            "plans": {"tried": grown.tried, "first_passed": grown.first_passed},
        }
        line = self._item(number, question, self._asked.draw(seed), grown, verdicts, provenance)
        costs = {purpose: codec.shallow(cost) for purpose, cost in spent.items()}
        outcome = Outcome(True, "accepted", line, costs)
        failed = next((verdict for verdict in verdicts if not verdict.passed), None)
        return outcome if failed is None else rejected(outcome, f"gate:{failed.gate}", failed.reason, failed.numbers)

    def _said(self, found: Found, seed: int) -> Conversation[tuple[Grown, Draft, Question]]:
        """The tree that the model chooses, its wording by rules, and its question."""
        grown = yield from self._grower.choose(found, seed)
        by_rules = draft(grown.tree, grown.certificate)

        def acceptable(text: str) -> bool:
            return all(verdict.passed for verdict in self._verdicts(text, by_rules.tree, grown.certificate))

        return grown, by_rules, (yield from self._writer.write(by_rules, seed, acceptable))

    def _item(
        self,
        number: int,
        question: Question,
        shape: Shape,
        grown: Grown,
        verdicts: list[Verdict],
        provenance: Json,
    ) -> Json:
        aliases, target = self._index.store.aliases(question.tree.root.page_id), target_json(shape)
        return item_json(
            number, question.text, question.tree, target, aliases, grown.certificate, grown.steps, verdicts, provenance
        )

    def _barren(self, number: int, root: int, shape: Shape, barren: Barren) -> Outcome:
        title, numbers = self._index.store.title(root), {"target": target_json(shape), **barren.numbers}
        return _fruitless(number, root, title, barren.stage, barren.reason, numbers)

    def _finding(self, tree: ResearchTree, certificate: Certificate) -> Finding:
        """The first gate that the wording by rules fails, and the best rank that a lookup gave the answer's page."""
        worded: Draft = draft(tree, certificate)
        ranks: list[int] = []
        for gate in self._gates:
            verdict = gate.judge(self._case(worded.text, tree, certificate))
            ranks += [rank for rank in verdict.numbers.get("ranks", {}).values() if rank]
            if not verdict.passed:
                return Finding(verdict.gate, min(ranks, default=0))
        return Finding("", min(ranks, default=0))

    def _verdicts(self, text: str, tree: ResearchTree, certificate: Certificate) -> list[Verdict]:
        case = self._case(text, tree, certificate)
        return [gate.judge(case) for gate in self._gates]

    def _case(self, text: str, tree: ResearchTree, certificate: Certificate) -> Case:
        return Case.of(text, tree, certificate, self._index.store.aliases(tree.root.page_id))
