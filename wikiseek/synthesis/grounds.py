"""What a claim of a tree rests on: a sentence of the right page, a category or an infobox row that is there."""

from __future__ import annotations

from collections.abc import Iterator

from wikiseek.dump.typed import typed
from wikiseek.records import Claim, Entity, Vertex
from wikiseek.store import Store
from wikiseek.store.categories import years
from wikiseek.store.rows import holds


def ungrounded(vertex: Vertex, claim: Claim, store: Store) -> Iterator[str]:
    """What is missing of the grounds of `claim`, said of `vertex`, in words; nothing when it is all there."""
    constraint = claim.constraint
    entity = store.entity(vertex.page_id)
    if constraint.kind == "has_attribute":
        if not _has_row(entity, claim):
            yield "is in no row of its infobox"
        return
    proved = constraint.target_id if constraint.kind == "linked_from" else vertex.page_id
    if claim.evidence is None:
        yield "has no evidence"
    elif claim.evidence.page_id != proved:
        yield "is proved from another page than its own"
    if constraint.kind == "in_category" and not _in_category(entity, claim):
        yield "is said of a category that its page is not in"


def _has_row(entity: Entity, claim: Claim) -> bool:
    constraint = claim.constraint
    rows = [row for row in entity.attributes if row.key == constraint.key]
    if constraint.op == "=":
        wanted = constraint.value.casefold()
        return any(wanted in (row.value.casefold(), *map(str.casefold, row.links)) for row in rows)
    stated = (typed(row.value, row.key) for row in rows)
    return any(found is not None and holds(constraint, found) for found in stated)


def _in_category(entity: Entity, claim: Claim) -> bool:
    constraint = claim.constraint
    if not constraint.key:
        return constraint.value in entity.categories
    return any(f"{year} {constraint.key}" in entity.categories for year in years(constraint.value))
