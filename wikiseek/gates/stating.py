"""Whether a passage states a clause: it names what the clause is about.

What a clause is about is its constant, by the words of the question, by the title or by an alias; of a hidden
vertex's branch, the hidden page; of a category, the name in it or a place of its people; of a period, one of its
years; of a quantity, all words of its row's key. A passage that names it need not assert the relation, so this counts
too many passages rather than too few. The passage is read with its page's title, as a lookup shows it.
"""

from __future__ import annotations

from collections.abc import Iterable

from wikiseek.records import Branch, Clause, Constraint, Vertex
from wikiseek.store import Store
from wikiseek.store.categories import membership, places, years
from wikiseek.store.names import name_key, names_as_written, row, tokens

# Ways to name something: each is a row of tokens, or a short name as written.
Keys = frozenset[str]


class Shown:
    """A text that is asked which names it says."""

    def __init__(self, text: str) -> None:
        self._row = row(text)
        self._written = names_as_written(text)

    def says(self, keys: Iterable[str]) -> bool:
        """Whether it says any of the names of these keys."""
        return any(key in self._written if key[:1] == "=" else f" {key} " in self._row for key in keys if key)


def ways(vertex: Vertex, store: Store) -> dict[str, Keys]:
    """For each clause and branch of a vertex, by its id, the keys of which a passage that states it says one."""
    named = {clause.id: _ways(clause, store) for clause in vertex.constraints}
    return named | {branch.vertex.id: _page(branch, store) for branch in vertex.children}


def answer_ways(answer: str, aliases: Iterable[str]) -> Keys:
    """The keys of an answer's names."""
    return frozenset(filter(None, map(name_key, (answer, *aliases))))


def _page(branch: Branch, store: Store) -> Keys:
    return frozenset(store.name_keys(branch.vertex.page_id))


def _ways(clause: Clause, store: Store) -> Keys:
    constraint = clause.claim.constraint
    found = {name_key(clause.constant)}
    match constraint.kind:
        case "links_to" | "linked_from" if constraint.target_id is not None:
            found.update(store.name_keys(constraint.target_id))
        case "links_to" | "linked_from":
            found.update(store.red_name_keys(constraint.target))
        case "in_category":
            found.update(_category(constraint, store))
        case "has_attribute":
            found.update(_row(constraint, store))
        case "is_a":
            found.add(name_key(constraint.value))
    return frozenset(found - {""})


def _category(constraint: Constraint, store: Store) -> set[str]:
    if constraint.key:
        return set(map(str, years(constraint.value)))
    said = membership(constraint.value)
    if said is None:
        return set()
    return {key for name in (said.name, *places(said.name)) for key in _named(name, store)}


def _row(constraint: Constraint, store: Store) -> set[str]:
    if constraint.op == "in":
        return set(map(str, years(constraint.value)))
    if constraint.op == "=":
        return set(_named(constraint.value, store))
    return {" ".join(tokens(constraint.key.replace("_", " ")))}


def _named(name: str, store: Store) -> list[str]:
    page = store.resolve(name)
    return [name_key(name), *(() if page is None else store.name_keys(page))]
