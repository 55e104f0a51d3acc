"""Recomputing an item from the index alone: certificate and evidence, trusting nothing stored in it."""

from __future__ import annotations

from dataclasses import dataclass

from wikiseek import codec
from wikiseek.hcsp import certify
from wikiseek.indexing import Index
from wikiseek.records import Certificate, ResearchTree
from wikiseek.synthesis.item import Json, evidence_of, tree_of


@dataclass(frozen=True, slots=True)
class Recheck:
    """An item recomputed; `failures` is empty when everything holds."""

    item_id: str
    tree: ResearchTree | None
    certificate: Certificate | None
    failures: tuple[str, ...]


def recheck(item: Json, index: Index) -> Recheck:
    """Certify the tree of `item` anew and compare every quote with the stored text."""
    item_id = str(item.get("id", "?"))
    try:
        tree = tree_of(item)
    except (KeyError, TypeError, IndexError) as error:
        return Recheck(item_id, None, None, (f"the item has no readable tree ({error!r})",))
    try:
        certificate = certify(tree, index.sets)
    except (AssertionError, ValueError) as error:
        return Recheck(item_id, tree, None, (f"the tree cannot be solved ({error})",))
    failures = [*certificate.failures, *_evidence_failures(tree, index)]
    if item.get("answer_id") != tree.root.page_id or item.get("answer") != tree.root.entity:
        failures.append("the answer is not the root of the tree")
    return Recheck(item_id, tree, certificate, tuple(failures))


def _evidence_failures(tree: ResearchTree, index: Index) -> list[str]:
    failures = []
    known = set(index.store.ids())
    for quoted in evidence_of(tree):
        where = f"evidence {quoted.title!r} {quoted.start}-{quoted.end}"
        if quoted.page_id not in known:
            failures.append(f"{where}: the index has no such page")
            continue
        text = index.store.text(quoted.page_id)[quoted.start : quoted.end]
        if text != quoted.quote:
            failures.append(f"{where}: the stored text says something else")
        elif codec.digest(text.encode()) != quoted.sha256:
            failures.append(f"{where}: the sha256 differs")
    return failures
