"""Claims told from the other end: Max Born was born in Breslau, so Breslau is where Max Born was born."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from wikiseek.grammar import names_no_role, participle_of_past, past_of_participle
from wikiseek.records import Claim, Constraint, Entity
from wikiseek.store import Claims, Store
from wikiseek.store.names import bare

# Claims about a page of which everybody speaks are many, and say little each.
_MOST_TOLD = 40
_BY = re.compile(r"(was|were|is|are) (\w+) by \[X\]$")
_ACTIVE = re.compile(r"(\w+) \[X\]$")
_ROLE = re.compile(r"(is|was) (the|an?) ([a-z-]+(?: [a-z-]+){0,3}) of \[X\]$")
_THERE = re.compile(r"(.+) (?:in|at) \[X\]$")
_SYMMETRIC = frozenset("married met befriended defeated".split())
_ALSO_BACK = {"studied under [X]": "taught [X]", "studied with [X]": "taught [X]", "was taught by [X]": "taught [X]"}
# What happens to somebody at a place, so that the place is where it happened.
_PLACED = re.compile(
    r"(?:was (?:born|raised|educated|buried|killed|executed|crowned|baptized)|died|lived|grew up|studied)$"
)
# Verbs whose passive does not read, or says another thing.
_STAY_ACTIVE = frozenset(
    "joined entered left had included contained suited resembled visited reached became remained followed became "
    "borders lost lived became won met".split()
)


def told_by_others(entity: Entity, claims: Claims, store: Store) -> Iterator[Claim]:
    """Claims of pages that speak of `entity`, turned round where that reads; in order of page id."""
    tellers = claims.subjects(entity.id)
    if len(tellers) > _MOST_TOLD:
        return
    for teller in tellers:
        name = called(teller, store)
        if not name:
            continue
        for claim in claims.of(teller):
            turned = turned_round(claim.relation, entity) if claim.constraint.target_id == entity.id else None
            if turned is not None:
                constraint = Constraint("linked_from", teller, store.title(teller))
                yield replace(claim, constraint=constraint, relation=turned, anchor=name)


def called(page_id: int, store: Store) -> str:
    """How a page is named inside a sentence, "" where that is not plain: an article may belong before it."""
    title = store.title(page_id)
    opening = store.text(page_id)[: len(title) + 40]
    name = bare(title)
    if not re.match(rf"(?:\W{{0,3}}){re.escape(name)}\b", opening) and "person" not in store.entity(page_id).flags:
        return ""
    return name


def turned_round(relation: str, entity: Entity) -> str | None:
    """What a relation to `entity` says of it, None where no plain phrase says it."""
    if relation in _ALSO_BACK:
        return _ALSO_BACK[relation]
    if by := _BY.match(relation):
        past = past_of_participle(by.group(2))
        return f"{past} [X]" if past else None
    if role := _ROLE.match(relation):
        return None if "person" in entity.flags else _held(*role.groups())
    if active := _ACTIVE.match(relation):
        verb = active.group(1)
        if verb in _SYMMETRIC:
            return relation
        participle = "" if verb in _STAY_ACTIVE else participle_of_past(verb)
        return f"was {participle} by [X]" if participle else None
    there = _THERE.match(relation)
    if there and _PLACED.match(there.group(1)) and "person" not in entity.flags:
        return f"is where [X] {there.group(1)}"
    return None


def _held(verb: str, article: str, role: str) -> str | None:
    """ "Is the seat of [X]" is "has [X] as its seat", "is a suburb of [X]" is "has [X] as a suburb"."""
    held = f"{'has' if verb == 'is' else 'had'} [X] as {'its' if article == 'the' else article} {role}"
    return None if names_no_role(held) else held
