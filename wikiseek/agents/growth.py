"""Growing one tree from a root: plan, certify, try the words against the gates, let the model choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from wikiseek.agents.browser import Browser
from wikiseek.agents.planner import Planner
from wikiseek.agents.plans import Plans
from wikiseek.hcsp import Sets, Shape, certify
from wikiseek.records import Certificate, ResearchTree, Step

# A finding: the gate that a tree's deterministic question fails, or "" when it passes.
Finding = Callable[[ResearchTree, Certificate], str]


@dataclass(frozen=True, slots=True)
class Grown:
    """A certified tree and how it was grown."""

    tree: ResearchTree
    certificate: Certificate
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Barren:
    """A root from which no tree could be grown: the stage that stopped it, and what was tried."""

    stage: str
    reason: str
    numbers: dict[str, int]


class Grower:
    """Grows trees of one shape. `budget` trees are certified and `enough` good ones are chosen from."""

    def __init__(
        self,
        sets: Sets,
        browser: Browser,
        plans: Plans,
        planner: Planner,
        shape: Shape,
        budget: int = 80,
        enough: int = 3,
    ) -> None:
        self._sets = sets
        self._browser = browser
        self._plans = plans
        self._planner = planner
        self._shape = shape
        self._budget = budget
        self._enough = enough

    def grow(self, page_id: int, seed: int, finding: Finding) -> Grown | Barren:
        """A tree whose root is `page_id`, certified and free of findings, or why there is none."""
        offers = self._browser.offers(page_id)
        if len(offers) < self._shape.width:
            return Barren("claims", "the page has too few usable claims", {"claims": len(offers)})
        tried: Counter[str] = Counter()
        good: list[tuple[ResearchTree, Certificate]] = []
        last = ""
        for tree in islice(self._plans.roots(page_id, self._shape.depth), self._budget):
            verdict, certificate = self._judge(tree, finding)
            tried[verdict or "passed"] += 1
            last = verdict or last
            if not verdict:
                good.append((tree, certificate))
                if len(good) == self._enough:
                    break
        if not good:
            return _barren(tried)
        chosen, steps = self._planner.choose([tree for tree, _ in good], seed, f"gate:{last}" if last else "")
        certificate = next(found for tree, found in good if tree is chosen)
        opening = Step("init", "A", "", len(offers), "rules", 0)
        return Grown(chosen, certificate, (opening, *steps, Step("stop", "A", "", len(good), "rules", 1)))

    def _judge(self, tree: ResearchTree, finding: Finding) -> tuple[str, Certificate]:
        certificate = certify(tree, self._sets)
        if not self._shape.fits(tree):
            return "shape", certificate
        if not certificate.holds:
            return "certificate", certificate
        return finding(tree, certificate), certificate


def _barren(tried: Counter[str]) -> Barren:
    numbers = dict(sorted(tried.items()))
    if not tried:
        return Barren("plan", "no tree of this shape has the page as its only answer", numbers)
    stages = [stage for stage in tried if stage not in ("shape", "certificate")]
    stage = max(stages, key=lambda name: tried[name]) if stages else "certificate"
    return Barren(stage, f"every tree failed ({', '.join(f'{k} {v}' for k, v in numbers.items())})", numbers)
