"""Recomputing an item from the index alone: certificate, names and evidence, trusting nothing stored in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikiseek import codec
from wikiseek.errors import IndexFault
from wikiseek.hcsp import branch_ids, certify, walk
from wikiseek.indexing import Index
from wikiseek.records import Certificate, Claim, Evidence, ResearchTree, Vertex
from wikiseek.store import Store
from wikiseek.store.exposure import stem
from wikiseek.store.kinds import ends
from wikiseek.store.names import tokens
from wikiseek.synthesis.grounds import ungrounded
from wikiseek.synthesis.item import Json, evidence_of, tree_of

# Words before which a question has said what it asks for, the kind itself not counted.
_OPENING = 2


@dataclass(frozen=True, slots=True)
class Recheck:
    """An item recomputed; `failures` is empty when everything holds."""

    item_id: str
    tree: ResearchTree | None
    certificate: Certificate | None
    failures: tuple[str, ...]


def recheck(item: Json, index: Index) -> Recheck:
    """Certify the tree of `item` anew, and compare every name and quote with what the index stores."""
    item_id = str(item.get("id", "?"))
    try:
        tree = tree_of(item)
    except (KeyError, TypeError, IndexError, ValueError) as error:
        return Recheck(item_id, None, None, (f"the item has no readable tree ({error!r})",))
    failures = [*_repeated_ids(tree), *_unknown_pages(tree, index.store)]
    if failures:
        return Recheck(item_id, tree, None, tuple(failures))
    try:
        certificate = certify(tree, index.sets)
    except (AssertionError, ValueError) as error:
        return Recheck(item_id, tree, None, (f"the tree cannot be solved ({error})",))
    failures += certificate.failures
    for vertex in walk(tree.root):
        failures += _name_failures(vertex, index.store)
        failures += _kind_failures(vertex, index.store)
    for quoted in evidence_of(tree):
        failures += _evidence_failures(quoted, index.store)
    if item.get("answer_id") != tree.root.page_id or item.get("answer") != tree.root.entity:
        failures.append("the answer is not the root of the tree")
    failures += _question_failures(item, tree, index)
    return Recheck(item_id, tree, certificate, tuple(failures))


def _claims(vertex: Vertex) -> list[Claim]:
    return [clause.claim for clause in vertex.constraints] + [branch.claim for branch in vertex.children]


def _repeated_ids(tree: ResearchTree) -> Iterator[str]:
    """Ids that two parts share: a certificate counts parts by id and would leave one of them out."""
    ids = [tree.root.id, *branch_ids(tree)]
    yield from (f"{name} names two parts of the tree" for name in sorted(set(ids)) if ids.count(name) > 1)


def _unknown_pages(tree: ResearchTree, store: Store) -> Iterator[str]:
    """Pages that the item speaks of and the index does not have."""
    pages = {quoted.page_id for quoted in evidence_of(tree)}
    for vertex in walk(tree.root):
        targets = (claim.constraint.target_id for claim in _claims(vertex))
        pages |= {vertex.page_id, *(target for target in targets if target is not None)}
    for page_id in sorted(pages):
        try:
            store.title(page_id)
        except IndexFault:
            yield f"the index has no page {page_id}"


def _name_failures(vertex: Vertex, store: Store) -> Iterator[str]:
    """A vertex or constant called what its page is not, or proved from another page than its own."""
    if store.title(vertex.page_id) != vertex.entity:
        yield f"{vertex.id} is called {vertex.entity!r}, its page {store.title(vertex.page_id)!r}"
    for claim in _claims(vertex):
        target = claim.constraint.target_id
        if target is not None and store.title(target) != claim.constraint.target:
            yield f"{vertex.id}: page {target} is called {store.title(target)!r}, not {claim.constraint.target!r}"
        yield from (f"{vertex.id}: {claim.relation!r} {failure}" for failure in ungrounded(vertex, claim, store))
    for branch in vertex.children:
        if branch.claim.constraint.target_id != branch.vertex.page_id:
            yield f"{vertex.id}: {branch.claim.relation!r} leads to another page than {branch.vertex.id}"


def _kind_failures(vertex: Vertex, store: Store) -> Iterator[str]:
    """A vertex called another kind of thing than its page is."""
    kind = store.entity(vertex.page_id).kind
    if vertex.kind not in ends(kind):
        yield f"{vertex.id} is called a {vertex.kind!r}, its page a {kind!r}"


def _question_failures(item: Json, tree: ResearchTree, index: Index) -> Iterator[str]:
    """A question that asks for another kind of thing than the tree, leaves a constant out, or is of another index."""
    words = tokens(str(item.get("question", "")))
    # The kind is not compared by its stem: what was filmed need not be a film.
    said, kind = set(map(stem, words)), tokens(tree.root.kind)
    if kind and kind[-1] not in words[: _OPENING + len(kind)]:
        yield f"the question does not ask for a {tree.root.kind!r}"
    for vertex in walk(tree.root):
        for clause in vertex.constraints:
            if not said.issuperset(map(stem, tokens(clause.constant))):
                yield f"the question does not say {clause.constant!r} ({clause.id})"
    provenance = item.get("provenance")
    made = provenance.get("index_id") if isinstance(provenance, dict) else None
    if made != index.id:
        yield f"the item is of another index ({made}, not {index.id})"


def _evidence_failures(quoted: Evidence, store: Store) -> Iterator[str]:
    """A quote that is not the stored text at its span."""
    where = f"evidence {quoted.title!r} {quoted.start}-{quoted.end}"
    page = store.entity(quoted.page_id)
    text = page.text[quoted.start : quoted.end]
    if text != quoted.quote:
        yield f"{where}: the stored text says something else"
    elif codec.digest(text.encode("utf-8", "surrogatepass")) != quoted.sha256:
        yield f"{where}: the sha256 differs"
    if (page.title, page.revision) != (quoted.title, quoted.revision):
        yield f"{where}: the index has {page.title!r} of revision {page.revision}"
