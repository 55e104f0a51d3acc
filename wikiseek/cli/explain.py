"""A tree's solution in words: each branch, how many pages satisfy it, and how many are left, down to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wikiseek.hcsp import Derived, Narrowing, derive
from wikiseek.indexing import Index
from wikiseek.records import Clause, ResearchTree

# Pages named of those left at a vertex.
_NAMED = 10


def derivation(tree: ResearchTree, index: Index) -> list[dict[str, Any]]:
    """The vertices of `tree` in the order they are solved, as records of plain values."""
    return [_record(derived, index) for derived in derive(tree, index.sets)]


def in_words(records: list[dict[str, Any]]) -> Iterator[str]:
    """The lines of what `derivation` gave."""
    for record in records:
        yield f"  {record['vertex']} ({record['kind']})"
        for step in record["branches"]:
            yield f"    {step['id']:<4} {step['says']}: {step['size']:,} pages alone, {step['left']:,} left"
        more = record["left"] - len(record["pages"])
        yield f"    ⇒    {'; '.join(record['pages'])}{f'; and {more:,} more' if more else ''}"


def _record(derived: Derived, index: Index) -> dict[str, Any]:
    return {
        "vertex": derived.vertex.id,
        "kind": derived.vertex.kind,
        "branches": [_branch(narrowing) for narrowing in derived.narrowings],
        "left": len(derived.pages),
        "pages": [index.store.title(page) for page in derived.pages[:_NAMED]],
    }


def _branch(narrowing: Narrowing) -> dict[str, Any]:
    branch = narrowing.branch
    if isinstance(branch, Clause):
        name, said = branch.id, branch.constant
    else:
        name, said = branch.vertex.id, f"any page left at {branch.vertex.id}"
    relation = branch.claim.relation.replace("[X]", said)
    return {"id": name, "says": relation, "size": narrowing.size, "left": narrowing.left}
