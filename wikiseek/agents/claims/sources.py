"""All that can be said of a page, the surest and most telling first."""

from __future__ import annotations

from collections.abc import Iterator

from wikiseek.agents.claims.categories import category_claims
from wikiseek.agents.claims.infobox import infobox_claims
from wikiseek.agents.claims.inverse import told_by_others
from wikiseek.records import Claim, Entity
from wikiseek.store import Claims, Store


def claims_about(entity: Entity, claims: Claims, store: Store) -> Iterator[Claim]:
    """The claims of a page's sentences, of its infobox, of other pages about it, and of its categories."""
    yield from claims.of(entity.id)
    yield from infobox_claims(entity, store.resolve)
    yield from told_by_others(entity, claims, store)
    yield from category_claims(entity)
