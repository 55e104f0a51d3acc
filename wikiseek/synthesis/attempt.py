"""One attempt: a root is grown, certified, asked and gated; it ends as an item or a reject."""

from __future__ import annotations

from dataclasses import dataclass

from wikiseek import codec
from wikiseek.agents import (
    Barren,
    Browser,
    Draft,
    Finding,
    Grower,
    Grown,
    Planner,
    Plans,
    Writer,
    draft,
    target_json,
)
from wikiseek.gates import Case, Gate, Names, Needed, SingleLookup, Unique
from wikiseek.hcsp import Asked, Kept, Shape
from wikiseek.indexing import Index
from wikiseek.llm import Counted, Llm, total
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


def broken(number: int, root: int, title: str) -> Outcome:
    """The outcome of an attempt that hung or ended its process."""
    return _fruitless(number, root, title, "fault", "the attempt took too long or ended its process", {})


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
    """Everything one attempt needs, opened once: index, model, agents and gates."""

    def __init__(self, index: Index, llm: Llm, claims: Claims, asked: Asked, top_k: int) -> None:
        self._index = index
        self._llm = Counted(llm)
        self._asked = asked
        sets = Kept(index.sets)
        browser = Browser(index.store, sets, claims)
        self._grower = Grower(sets, browser, Plans(index.store, sets, browser), Planner(self._llm, sets))
        self._writer = Writer(self._llm)
        # Cheap gates first; the words can fail only the first and the last.
        self._gates: tuple[Gate, ...] = (
            Names(index.store),
            Unique(),
            Needed(),
            SingleLookup(index.searcher, index.retrievers, top_k),
        )

    def attempt(self, number: int, root: int, seed: int) -> Outcome:
        """Attempt `number` from page `root`; depends on its arguments, the index and the model alone."""
        before = self._llm.snapshot()
        shape = self._asked.draw(seed)
        grown = self._grower.grow(root, shape, seed, self._finding)
        if isinstance(grown, Barren):
            return self._barren(number, root, shape, grown)
        by_rules = draft(grown.tree, grown.certificate)
        question = self._writer.write(by_rules, seed, lambda text: self._passes(text, by_rules, grown.certificate))
        verdicts = self._verdicts(question.text, question.tree, grown.certificate)
        spent = self._llm.since(before)
        tally = total(spent)
        provenance = {
            "index_id": self._index.id,
            "model": self._llm.identity,
            "seed": seed,
            "calls": tally.calls,
            "prompt_tokens": tally.prompt_tokens,
            "completion_tokens": tally.completion_tokens,
            "written_by": question.written_by,
            "draft": by_rules.text,
            "plans": {"tried": grown.tried, "first_passed": grown.first_passed},
        }
        line = self._item(number, question, shape, grown, verdicts, provenance)
        costs = {purpose: codec.shallow(cost) for purpose, cost in spent.items()}
        outcome = Outcome(True, "accepted", line, costs)
        failed = next((verdict for verdict in verdicts if not verdict.passed), None)
        return outcome if failed is None else rejected(outcome, f"gate:{failed.gate}", failed.reason, failed.numbers)

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

    def _passes(self, text: str, by_rules: Draft, certificate: Certificate) -> bool:
        return all(verdict.passed for verdict in self._verdicts(text, by_rules.tree, certificate))

    def _verdicts(self, text: str, tree: ResearchTree, certificate: Certificate) -> list[Verdict]:
        case = self._case(text, tree, certificate)
        return [gate.judge(case) for gate in self._gates]

    def _case(self, text: str, tree: ResearchTree, certificate: Certificate) -> Case:
        return Case.of(text, tree, certificate, self._index.store.aliases(tree.root.page_id))
