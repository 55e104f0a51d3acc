"""One attempt: trees are searched for a root, one is chosen and asked; it ends as an item or a reject.

The search needs the index alone and may be done anywhere; only then is a model asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from wikiseek import codec
from wikiseek.agents import (
    Barren,
    Browser,
    Draft,
    Finding,
    Found,
    Grower,
    Grown,
    Offer,
    Plans,
    Writer,
    clause_words,
    draft,
    target_json,
)
from wikiseek.gates import Case
from wikiseek.hcsp import Kept, Shape
from wikiseek.indexing import Index
from wikiseek.llm import Conversation, counted, named, total
from wikiseek.records import Certificate, Question, ResearchTree, Verdict
from wikiseek.store import Claims
from wikiseek.store.exposure import called
from wikiseek.synthesis.gating import Gates
from wikiseek.synthesis.item import Json, item_json
from wikiseek.synthesis.judges import Judges
from wikiseek.synthesis.nearest import Nearest, best_rank
from wikiseek.synthesis.outcome import Outcome, fruitless, rejected
from wikiseek.synthesis.settings import RunSettings
from wikiseek.synthesis.settling import SETTLED


@dataclass(frozen=True, slots=True)
class _Said:
    """What a model made of the trees that were found: one of them, its question, and the verdicts on that."""

    grown: Grown
    by_rules: Draft
    question: Question
    case: Case
    verdicts: list[Verdict]


class Workshop:
    """Everything one attempt needs but the model, opened once: index, agents and gates."""

    def __init__(self, index: Index, model: str, claims: Claims, settings: RunSettings) -> None:
        """`model` is the identity of the one that will be asked."""
        self._index = index
        self._model = model
        self._asked = settings.asked
        sets = Kept(index.sets)
        self._browser = Browser(index.store, sets, claims)
        self._grower = Grower(sets, self._browser, Plans(index.store, sets, self._browser))
        self._writer = Writer(settings.rewordings)
        self._gates = Gates(index, settings.thresholds, settings.overlap)
        self._judges = Judges(index, model, self._gates.lookups, settings.judged)

    def search(self, number: int, root: int, seed: int) -> Outcome | Found:
        """The trees of attempt `number` from page `root`, or how it ended; depends on these and the index alone."""
        shape, nearest = self._asked.draw(seed), Nearest()
        found = self._grower.search(root, shape, partial(self._finding, nearest=nearest), self._barred)
        if not isinstance(found, Barren):
            return found
        outcome = self._barren(number, root, shape, found)
        return replace(outcome, line={**outcome.line, "nearest": nearest.record}) if nearest.record else outcome

    def broken(self, number: int, root: int) -> Outcome:
        """The outcome of an attempt that hung or ended its process."""
        reason = "the attempt took too long or ended its process"
        return fruitless(number, root, self._index.store.title(root), "fault", reason, {})

    def ask(self, number: int, seed: int, found: Found) -> Conversation[Outcome]:
        """How attempt `number` ends, by what a model makes of the trees that were found for it."""
        (said, asked), spent = yield from counted(named(self._said(found, seed), self._model))
        tally = total(spent)
        provenance = {
            "index_id": self._index.id,
            "model": self._model,
            "seed": seed,
            "calls": tally.calls,
            "asked": asked,
            "prompt_tokens": tally.prompt_tokens,
            "completion_tokens": tally.completion_tokens,
            "written_by": said.question.written_by,
            "draft": said.by_rules.text,
            "plans": {"tried": said.grown.tried, "first_passed": said.grown.first_passed},
        }
        line = self._item(number, said, self._asked.draw(seed), provenance)
        costs = {purpose: codec.shallow(cost) for purpose, cost in spent.items()}
        outcome = Outcome(True, "accepted", line, costs)
        failed = next((each for each in said.verdicts if not each.passed and each.gate not in SETTLED), None)
        return outcome if failed is None else rejected(outcome, f"gate:{failed.gate}", failed.reason, failed.numbers)

    def _said(self, found: Found, seed: int) -> Conversation[_Said]:
        """The tree that the model chooses, its question, and what all gates say of it, those last that cost most."""
        grown = yield from self._grower.choose(found, seed)
        by_rules = draft(grown.tree, grown.certificate)
        acceptable = partial(self._passes, by_rules=by_rules, certificate=grown.certificate)
        question = yield from self._writer.write(by_rules, seed, acceptable)
        case = self._case(question.text, question.tree, grown.certificate)
        verdicts = self._gates.verdicts(case)
        if all(verdict.passed for verdict in verdicts):
            verdicts += yield from self._judges.verdicts(case)
        return _Said(grown, by_rules, question, case, verdicts)

    def _item(self, number: int, said: _Said, shape: Shape, provenance: Json) -> Json:
        difficulty = self._gates.difficulty(said.case)
        steps, target = said.grown.steps, target_json(shape)
        return item_json(number, said.case, target, steps, said.verdicts, difficulty, provenance)

    def _barren(self, number: int, root: int, shape: Shape, barren: Barren) -> Outcome:
        title, numbers = self._index.store.title(root), {"target": target_json(shape), **barren.numbers}
        if barren.stage not in ("claims", "shape"):
            numbers["barred"] = len(self._barred(root, self._browser.offers(root)))
        return fruitless(number, root, title, barren.stage, barren.reason, numbers)

    def _barred(self, page_id: int, offers: Sequence[Offer]) -> set[Offer]:
        """The offers that no question about a page may say: a lookup with one of them finds the page."""
        said = [clause_words(offer.claim.relation, offer.constant) for offer in offers]
        return {offer for offer, found in zip(offers, self._gates.given_away(page_id, said), strict=True) if found}

    def _finding(self, tree: ResearchTree, certificate: Certificate, nearest: Nearest) -> Finding:
        """The first gate that the wording by rules fails, and the best rank that a lookup gave the answer's page."""
        worded: Draft = draft(tree, certificate)
        found = self._gates.until_one_fails(self._case(worded.text, worded.tree, certificate))
        nearest.add(worded.text, found)
        last = found[-1]
        part = not last.passed and "parts" in last.numbers
        return Finding("" if last.passed else last.gate, best_rank(found), part)

    def _passes(self, text: str, by_rules: Draft, certificate: Certificate) -> bool:
        return self._gates.until_one_fails(self._case(text, by_rules.tree, certificate))[-1].passed

    def _case(self, text: str, tree: ResearchTree, certificate: Certificate) -> Case:
        store, page = self._index.store, tree.root.page_id
        return Case.of(text, tree, certificate, store.aliases(page), tuple(called(page, store)))
