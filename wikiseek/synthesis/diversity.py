"""What the items of a run have in common, and which item would make it too much.

Rules of a run, applied in order of attempts where items are written: no two items with the same answer, much
the same tree or much the same words (the gate `duplicate`); no two that tell each other's pages (A through B, and
B through A); no constant and no hidden page in more than so many items. All of it is counted from the items
themselves, so that a run goes on as if never stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wikiseek.gates import Case, Duplicate, verdicts
from wikiseek.records import Verdict
from wikiseek.synthesis.item import Json, tree_of

_TOP = 20
Constant = int | str


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an item is one too many: the stage it ends at, the reason, and what was over with its count."""

    stage: str
    reason: str
    numbers: Json


class Diversity:
    """Counts what the accepted items use; `objection` speaks for or against one more."""

    def __init__(self, max_per_constant: int, max_per_hidden: int) -> None:
        self._most = {"constant": max_per_constant, "hidden page": max_per_hidden}
        self._duplicate = Duplicate()
        self._told: set[tuple[int, int]] = set()
        self._uses: dict[str, Counter[Constant]] = {"constant": Counter(), "hidden page": Counter()}
        self._names: dict[Constant, str] = {}
        self._kinds: Counter[str] = Counter()
        self._relations: Counter[str] = Counter()

    def verdict(self, item: Json) -> Verdict:
        """What the gate `duplicate` says of `item`."""
        (found,) = verdicts([self._duplicate], _case(item))
        return found

    def objection(self, item: Json, duplicate: Verdict) -> Objection | None:
        """Why `item`, of which `duplicate` is the verdict, must not be added, None if it may."""
        if not duplicate.passed:
            return Objection(f"gate:{duplicate.gate}", duplicate.reason, duplicate.numbers)
        for above, below in _through(item["tree"]):
            if (below["page_id"], above["page_id"]) in self._told:
                names = f"{below['entity']} through {above['entity']}"
                reason = f"an item tells {names}, and this one the other way round"
                return Objection("diversity", reason, {"told": {names: 1}})
        for what, used in _used(item["tree"]).items():
            most, counts = self._most[what], self._uses[what]
            over = {name: counts[key] for key, name in used.items() if counts[key] >= most}
            if over:
                said = ", ".join(f"{name} is in {count} item{'s' if count > 1 else ''}" for name, count in over.items())
                numbers = {f"max_per_{what.split()[0]}": most, what: over}
                return Objection("diversity", f"{said}: a {what} may be in {most}", numbers)
        return None

    def add(self, item: Json) -> None:
        """Count an accepted item."""
        self._duplicate.add(f"item {item['i']}", _case(item))
        self._told.update((above["page_id"], below["page_id"]) for above, below in _through(item["tree"]))
        for what, used in _used(item["tree"]).items():
            self._uses[what].update(used.keys())
            self._names.update(used)
        self._kinds[item["tree"]["kind"]] += 1
        self._relations.update(row["relation"] for vertex in _vertices(item["tree"]) for row in _rows(vertex))

    def used(self) -> dict[str, list[list[str | int]]]:
        """The most used of each sort with the number of items (of branches, for relations) they are in."""
        by_name = {what: Counter[str]() for what in self._uses}
        for what, counts in self._uses.items():
            for key, count in counts.items():
                by_name[what][self._names[key]] += count
        return {
            "kinds": _top(self._kinds),
            "constants": _top(by_name["constant"]),
            "hidden": _top(by_name["hidden page"]),
            "relations": _top(self._relations),
        }


def _case(item: Json) -> Case:
    return Case(item["question"], item["answer"], item["answer_id"], tuple(item["aliases"]), tree_of(item), None)


def _top(counts: Counter[str]) -> list[list[str | int]]:
    return [[name, count] for name, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:_TOP]]


def _vertices(vertex: Json) -> Iterator[Json]:
    yield vertex
    for branch in vertex["children"]:
        yield from _vertices(branch["vertex"])


def _rows(vertex: Json) -> list[Json]:
    return [*vertex["constraints"], *vertex["children"]]


def _through(vertex: Json) -> Iterator[tuple[Json, Json]]:
    """Each vertex with each that it is told through."""
    for above in _vertices(vertex):
        for branch in above["children"]:
            yield from ((above, below) for below in _vertices(branch["vertex"]))


def _used(tree: Json) -> dict[str, dict[Constant, str]]:
    """The constants and the hidden pages of a tree, its answer left out, by what tells them apart, with their names."""
    vertices = list(_vertices(tree))
    clauses = [row for vertex in vertices for row in vertex["constraints"]]
    constants: dict[Constant, str] = {row.get("target_id", row["constant"]): row["constant"] for row in clauses}
    return {"constant": constants, "hidden page": {vertex["page_id"]: vertex["entity"] for vertex in vertices[1:]}}
