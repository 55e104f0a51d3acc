"""One attempt: a root is grown, certified, asked and gated; it ends as an item or a reject."""

from __future__ import annotations

from dataclasses import dataclass

from wikiseek import codec
from wikiseek.agents import Barren, Browser, Draft, Grower, Grown, Planner, Plans, Writer, draft
from wikiseek.gates import Case, Gate, Names, Needed, SingleLookup, Unique
from wikiseek.hcsp import Shape
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


def _fruitless(number: int, root: int, title: str, stage: str, reason: str, numbers: dict[str, int]) -> Outcome:
    line: Json = {
        "i": number,
        "root": {"page_id": root, "entity": title},
        "stage": stage,
        "reason": reason,
        "numbers": numbers,
    }
    return Outcome(False, stage, line, {})


class Workshop:
    """Everything one attempt needs, opened once: index, model, agents and gates."""

    def __init__(self, index: Index, llm: Llm, claims: Claims, shape: Shape, top_k: int) -> None:
        self._index = index
        self._llm = Counted(llm)
        browser = Browser(index.store, index.sets, claims)
        plans = Plans(index.store, index.sets, browser, shape.width)
        self._grower = Grower(index.sets, browser, plans, Planner(self._llm, index.sets), shape)
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
        grown = self._grower.grow(root, seed, self._finding)
        if isinstance(grown, Barren):
            return self._barren(number, root, grown)
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
        }
        line = self._item(number, question, grown, verdicts, provenance)
        costs = {purpose: codec.shallow(cost) for purpose, cost in spent.items()}
        failed = next((verdict for verdict in verdicts if not verdict.passed), None)
        if failed is not None:
            return Outcome(False, f"gate:{failed.gate}", {**line, "reason": failed.reason}, costs)
        return Outcome(True, "accepted", line, costs)

    def _item(self, number: int, question: Question, grown: Grown, verdicts: list[Verdict], provenance: Json) -> Json:
        aliases = self._index.store.aliases(question.tree.root.page_id)
        return item_json(
            number, question.text, question.tree, aliases, grown.certificate, grown.steps, verdicts, provenance
        )

    def _barren(self, number: int, root: int, barren: Barren) -> Outcome:
        return _fruitless(number, root, self._index.store.title(root), barren.stage, barren.reason, barren.numbers)

    def _finding(self, tree: ResearchTree, certificate: Certificate) -> str:
        worded: Draft = draft(tree, certificate)
        verdicts = self._verdicts(worded.text, tree, certificate)
        return next((verdict.gate for verdict in verdicts if not verdict.passed), "")

    def _passes(self, text: str, by_rules: Draft, certificate: Certificate) -> bool:
        return all(verdict.passed for verdict in self._verdicts(text, by_rules.tree, certificate))

    def _verdicts(self, text: str, tree: ResearchTree, certificate: Certificate) -> list[Verdict]:
        case = Case(text, tree, certificate)
        return [gate.judge(case) for gate in self._gates]
