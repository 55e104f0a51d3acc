"""Growing one tree from a root: plan, certify, try the words against the gates; then let the model choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from wikiseek.agents.browser import Browser
from wikiseek.agents.planner import Option, Planner
from wikiseek.agents.plans import Barred, Candidate, Plans, nothing_barred
from wikiseek.agents.steps import Tried, steps_to
from wikiseek.hcsp import Sets, Shape, certify
from wikiseek.llm import Conversation
from wikiseek.records import Certificate, ResearchTree, Step

# Plans that failed longest before a tree are left out of the path to it.
_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What the gates say of a tree worded by rules: the gate it fails ("" if none), and the answer's best rank.

    `part` when the whole question passes a lookup and a part of it does not.
    """

    gate: str
    rank: int = 0
    part: bool = False


Gates = Callable[[ResearchTree, Certificate], Finding]


@dataclass(frozen=True, slots=True)
class Good:
    """A plan that passed, the `number`-th that was tried, and the last ones that failed before it."""

    plan: Tried
    number: int
    path: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The good plans of a root, at least one, for the model to choose from; of so many that were `tried`."""

    good: tuple[Good, ...]
    tried: int


@dataclass(frozen=True, slots=True)
class Grown:
    """A certified tree and how it was grown: of `tried` plans, the first of which may have passed."""

    tree: ResearchTree
    certificate: Certificate
    steps: tuple[Step, ...]
    tried: int
    first_passed: bool


@dataclass(frozen=True, slots=True)
class Barren:
    """A root from which no tree could be grown: the stage that stopped it, and what was tried."""

    stage: str
    reason: str
    numbers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is tried: `plans` in all, `judged` of them by the gates, until `enough` good ones are found.

    One plan is growth without findings: it passes or nothing does.
    """

    plans: int = 10_000
    judged: int = 200
    enough: int = 3


class Grower:
    """Grows trees: code finds plans, gates judge them, the model chooses among the first few that pass."""

    def __init__(self, sets: Sets, browser: Browser, plans: Plans, effort: Effort = Effort()) -> None:
        self._sets = sets
        self._browser = browser
        self._plans = plans
        self._planner = Planner(sets)
        self._effort = effort

    def search(self, page_id: int, shape: Shape, gates: Gates, barred: Barred = nothing_barred) -> Found | Barren:
        """Trees of exactly `shape` from `page_id`, certified and free of findings, or why there is none.

        What is `barred` is no constant of their root.
        """
        offers = self._browser.offers(page_id)
        if len(offers) < shape.width[0]:
            return Barren("claims", "the page has too few usable claims", {"claims": len(offers)})
        tried = self._try(page_id, shape, gates, barred)
        good = tuple(_good(tried))
        if not good:
            return _fruitless(tried) if tried else self._unplanned(page_id, shape)
        return Found(good, len(tried))

    def choose(self, found: Found, seed: int) -> Conversation[Grown]:
        """The tree of `found` that the model chooses, and the steps that led to it."""
        options = [Option(each.plan.tree, each.plan.rank) for each in found.good]
        chosen, picks = yield from self._planner.choose(options, seed)
        good = next(each for each in found.good if each.plan.tree is chosen)
        assert good.plan.certificate is not None
        steps = steps_to(chosen, good.path, picks, len(found.good), self._browser, self._sets)
        return Grown(chosen, good.plan.certificate, steps, found.tried, found.good[0].number == 1)

    def _try(self, page_id: int, shape: Shape, gates: Gates, barred: Barred) -> list[Tried]:
        tried: list[Tried] = []
        judged = good = 0
        for candidate in islice(self._plans.roots(page_id, shape, barred), self._effort.plans):
            tried.append(self._judged(candidate, gates))
            judged += not candidate.broken
            good += not tried[-1].finding
            if good == self._effort.enough or judged == self._effort.judged:
                break
        return tried

    def _judged(self, candidate: Candidate, gates: Gates) -> Tried:
        if candidate.broken:
            return Tried(candidate.tree, None, f"certificate:{candidate.broken}", 0)
        certificate = certify(candidate.tree, self._sets)
        if not certificate.holds:
            return Tried(candidate.tree, certificate, f"certificate:{certificate.failures[0].partition(':')[0]}", 0)
        found = gates(candidate.tree, certificate)
        return Tried(candidate.tree, certificate, found.gate and f"gate:{found.gate}", found.rank, found.part)

    def _unplanned(self, page_id: int, shape: Shape) -> Barren:
        """No plan at all: either the offers cannot have the shape, or no tree of the shape tells the page apart."""
        prospects = self._plans.prospects
        sizes = prospects.sizes(page_id, shape.depth, shape.width)
        had = [number for number in range(sizes.bit_length()) if sizes >> number & 1]
        numbers: dict[str, Any] = {
            "claims": len(self._browser.offers(page_id)),
            "extendable": len(prospects.followed(page_id)),
            "depth": prospects.deepest(page_id, shape.depth, shape.width),
            "vertices": had,
        }
        if not had or shape.vertices not in (None, *had):
            return Barren("shape", "no tree of this shape can be grown from the page's claims", numbers)
        return Barren("plan", "no tree of this shape has the page as its only answer", numbers)


def _good(tried: Sequence[Tried]) -> Iterator[Good]:
    """The plans that passed, each with what was tried before it."""
    path: list[Tried] = []
    for number, each in enumerate(tried, 1):
        if each.finding:
            path = [*path, each][-_REMEMBERED:]
        else:
            yield Good(each, number, tuple(path))


def target_json(shape: Shape) -> dict[str, Any]:
    """A shape as items and rejects keep it."""
    return {"depth": shape.depth, "width": list(shape.width), "vertices": shape.vertices}


def _fruitless(tried: Sequence[Tried]) -> Barren:
    """Every plan failed: the gate that most of them failed, or the certificate if none came before a gate."""
    counted = Counter(each.finding.removeprefix("gate:") for each in tried)
    numbers = dict(sorted(counted.items()))
    gates = [name for name in counted if not name.startswith("certificate")]
    stage = max(gates, key=lambda name: counted[name]) if gates else "certificate"
    reason = f"every tree failed ({', '.join(f'{k} {v}' for k, v in numbers.items())})"
    return Barren(stage, reason, {**numbers, "lookup": _looked_up(tried)})


def _looked_up(tried: Sequence[Tried]) -> dict[str, int]:
    """What other thresholds of a lookup would have changed.

    That is the last place at which a whole question found its answer, and the trees that only a part of theirs failed.
    """
    failed = [each for each in tried if each.finding == "gate:single_lookup" and not each.part]
    return {
        "furthest": max((each.rank for each in failed), default=0),
        "by_part": sum(each.part for each in tried),
    }
