"""Items broken on purpose, made from good ones by code: each in one of ten ways, with who must notice.

A leak is told apart from the item it is made of by one thing only, so that what catches it is what should.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wikiseek import codec
from wikiseek.gates import Case, Duplicate, Thresholds, verdicts
from wikiseek.hcsp import certify
from wikiseek.indexing import Index
from wikiseek.store.names import bare
from wikiseek.synthesis import recheck, tree_of
from wikiseek.synthesis.gating import Gates

Json = dict[str, Any]
# Where few items can be broken in a way, so many are tried before fewer leaks are made.
_MOST_TRIES = 400


@dataclass(frozen=True, slots=True)
class Leak:
    """A broken item: how, the item, and the gate or the recheck ("recheck") that must object."""

    way: str
    item: Json
    by: str


def leaks(items: list[Json], hard: list[Json], index: Index, count: int) -> list[Leak]:
    """`count` broken items, as many of each way, in turn; the same ones each time.

    A lead sentence is put into the `hard` ones alone: those that no lookup answers before.
    """
    made: list[list[Leak]] = [
        list(_made(way, make, hard if way == "lead sentence" else items, index, count)) for way, make in WAYS.items()
    ]
    found: list[Leak] = []
    for place in range(max(map(len, made))):
        found += [row[place] for row in made if place < len(row)]
    return found[:count]


def _made(way: str, make: Maker, items: list[Json], index: Index, count: int) -> Iterator[Leak]:
    most = -(-count // len(WAYS))
    left, number = most, 0
    while left and number < max(_MOST_TRIES, len(items)):
        item = codec.load(codec.canonical(items[number % len(items)]))
        broken = make(item, index, number)
        number += 1
        if broken is not None:
            left -= 1
            yield Leak(way, broken, BY[way])


class Jury:
    """The gates of a run and the recheck, with the good items that a duplicate would be one of."""

    def __init__(self, index: Index, thresholds: Thresholds, items: list[Json]) -> None:
        self._index = index
        self._gates = Gates(index, thresholds)
        self._set = Duplicate()
        for item in items:
            self._set.add(item["id"], self._case(item))

    def objections(self, item: Json) -> dict[str, str]:
        """Who objects to an item and why: gates by name, and "recheck"."""
        case = self._case(item)
        judged = [*self._gates.verdicts(case), *verdicts([self._set], case)]
        found = {verdict.gate: verdict.reason for verdict in judged if not verdict.passed}
        failures = recheck(item, self._index).failures
        return found | ({"recheck": "; ".join(failures)} if failures else {})

    def _case(self, item: Json) -> Case:
        tree = tree_of(item)
        return Case.of(item["question"], tree, certify(tree, self._index.sets), tuple(item["aliases"]))


def _added(item: Json, words: str) -> Json:
    return {**item, "question": f"{item['question'].rstrip('?')} {words}?"}


def _pick(values: list[Any], number: int) -> Any:
    return values[number % len(values)] if values else None


def _hidden(item: Json) -> list[Json]:
    def vertices(vertex: Json) -> Iterator[Json]:
        yield vertex
        for branch in vertex["children"]:
            yield from vertices(branch["vertex"])

    return list(vertices(item["tree"]))


def alias(item: Json, index: Index, number: int) -> Json | None:
    """A name of the answer, one of its redirects where it has any, stands in the question."""
    names = [name for name in index.store.aliases(item["answer_id"]) if bare(name).strip()] or [item["answer"]]
    return _added(item, f"like {bare(_pick(names, number))}")


def surname(item: Json, index: Index, number: int) -> Json | None:
    """The last word of a person's name stands in the question; a regnal name has none."""
    words = bare(item["answer"]).split()
    if not item["tree"]["person"] or len(words) < 2 or " of " in item["answer"] or words[-1].isupper():
        return None
    return _added(item, f"of the house of {words[-1]}")


def lead_sentence(item: Json, index: Index, number: int) -> Json | None:
    """A clause of the root is what the lead of its page says, its names left out."""
    text = index.store.text(item["answer_id"])
    words = text.split()[: 20 + number]
    said = " ".join(word for word in words if word.strip(",.()'s").lower() not in item["answer"].lower())
    changed = _added(item, f"and {said}")
    clause = _pick(changed["tree"]["constraints"], number)
    return None if clause is None else {**changed, "tree": _reworded(changed["tree"], clause["id"], said)}


def _reworded(tree: Json, name: str, words: str) -> Json:
    constraints = [{**row, "clause": words} if row["id"] == name else row for row in tree["constraints"]]
    return {**tree, "constraints": constraints}


def not_unique(item: Json, index: Index, number: int) -> Json | None:
    """A clause of the root is left out, and with it what tells the answer from other pages."""
    if not item["tree"]["constraints"]:
        return None
    constraints = item["tree"]["constraints"]
    gone = _pick(constraints, number)
    return {**item, "tree": {**item["tree"], "constraints": [row for row in constraints if row is not gone]}}


def decorative(item: Json, index: Index, number: int) -> Json | None:
    """A second branch that says of the root what one of its clauses says, through a hidden page described alike."""
    child = _pick(item["tree"]["children"], number)
    if child is None:
        return None
    copied = codec.load(codec.canonical(child))
    for n, vertex in enumerate(_hidden({"tree": copied["vertex"]})):
        vertex["id"] = f"Z{n}"
        for m, row in enumerate(vertex["constraints"], 1):
            row["id"] = f"Z{n}{m}"
    return {**item, "tree": {**item["tree"], "children": [*item["tree"]["children"], copied]}}


def duplicated(item: Json, index: Index, number: int) -> Json | None:
    """The same tree in other words: its branches in another order, and another word at the start."""
    question = f"Tell me this: {item['question'][:1].lower()}{item['question'][1:]}"
    return {**item, "question": question, "id": f"again {item['id']} {number}"}


def exposed(item: Json, index: Index, number: int) -> Json | None:
    """A hidden page is named where it was described."""
    vertex = _pick(_hidden(item)[1:], number)
    return None if vertex is None else _added(item, f"with {bare(vertex['entity'])}")


def wrong_span(item: Json, index: Index, number: int) -> Json | None:
    """A quote is said to stand elsewhere on its page, a little or far from where it does."""
    evidence = codec.load(codec.canonical(item["evidence"]))
    quoted, by = _pick(evidence, number), 1 + number % 7
    quoted["start"], quoted["end"] = quoted["start"] + by, quoted["end"] + by
    return {**item, "evidence": evidence}


def other_kind(item: Json, index: Index, number: int) -> Json | None:
    """The question asks for another kind of thing than its answer is; the tree says so too in every other one."""
    kind = _pick([kind for kind in ("river", "treaty", "mineral", "ship") if kind != item["kind"]], number)
    words = item["question"].split()
    head = item["kind"].split()[-1]
    place = next((n for n, word in enumerate(words) if word.strip(",") == head), None)
    if place is None:
        return None
    asked = {**item, "question": " ".join([*words[:place], kind, *words[place + 1 :]])}
    return asked if number % 2 else {**asked, "kind": kind, "tree": {**item["tree"], "kind": kind}}


def stale(item: Json, index: Index, number: int) -> Json | None:
    """The item was made with another index: of an earlier revision of a page, or of other settings."""
    if number % 2:
        return {**item, "provenance": {**item["provenance"], "index_id": codec.content_id(number)}}
    evidence = codec.load(codec.canonical(item["evidence"]))
    quoted = _pick(evidence, number // 2)
    quoted["revision"] -= 1
    return {**item, "evidence": evidence}


Maker = Callable[[Json, Index, int], "Json | None"]
WAYS: dict[str, Maker] = {
    "alias": alias,
    "surname": surname,
    "lead sentence": lead_sentence,
    "not unique": not_unique,
    "decorative": decorative,
    "duplicated": duplicated,
    "exposed": exposed,
    "wrong span": wrong_span,
    "other kind": other_kind,
    "stale": stale,
}
BY: dict[str, str] = {
    "alias": "names",
    "surname": "names",
    "lead sentence": "single_lookup",
    "not unique": "unique",
    "decorative": "needed",
    "duplicated": "duplicate",
    "exposed": "names",
    "wrong span": "recheck",
    "other kind": "recheck",
    "stale": "recheck",
}
