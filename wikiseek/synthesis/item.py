"""The item as it is written (the contract of DESIGN section 8), and its tree read back."""

from __future__ import annotations

from typing import Any, get_args

from wikiseek import codec
from wikiseek.gates import Case
from wikiseek.hcsp import branch_count, depth, hidden_vertices, vertex_count, walk
from wikiseek.records import (
    Branch,
    Claim,
    Clause,
    Constraint,
    ConstraintKind,
    Evidence,
    ResearchTree,
    Source,
    Step,
    Verdict,
    Vertex,
)

Json = dict[str, Any]
_CONSTRAINT_FIELDS = ("target_id", "target", "key", "op", "value")
# What an item's fields must be; every other one that a tree is read from is a string.
_NUMBERS = frozenset({"page_id", "target_id", "revision", "start", "end", "evidence"})
_LARGEST = 2**32
# Far beyond any question that could be asked, and shallow enough to walk by recursion.
_DEEPEST = 64


def evidence_of(tree: ResearchTree) -> list[Evidence]:
    """Every quoted sentence of a tree once, in reading order."""
    found: dict[tuple[int, int, int], Evidence] = {}
    for vertex in walk(tree.root):
        claims = [clause.claim for clause in vertex.constraints] + [branch.claim for branch in vertex.children]
        for quoted in (claim.evidence for claim in claims):
            if quoted is not None:
                found.setdefault((quoted.page_id, quoted.start, quoted.end), quoted)
    return list(found.values())


def tree_json(tree: ResearchTree) -> tuple[Json, list[Json]]:
    """The tree and the evidence list that its claims point into."""
    evidence = evidence_of(tree)
    place = {(e.page_id, e.start, e.end): n for n, e in enumerate(evidence)}

    def claim_json(claim: Claim) -> Json:
        constraint = claim.constraint
        fields = {name: getattr(constraint, name) for name in _CONSTRAINT_FIELDS}
        quoted = claim.evidence
        return {
            "kind": constraint.kind,
            **{name: value for name, value in fields.items() if value not in (None, "")},
            "relation": claim.relation,
            "anchor": claim.anchor,
            "source": claim.source,
            **({} if quoted is None else {"evidence": place[quoted.page_id, quoted.start, quoted.end]}),
        }

    def vertex_json(vertex: Vertex) -> Json:
        return {
            "id": vertex.id,
            "page_id": vertex.page_id,
            "entity": vertex.entity,
            "kind": vertex.kind,
            "person": vertex.person,
            "constraints": [
                {"id": c.id, **claim_json(c.claim), "constant": c.constant, "clause": c.clause}
                for c in vertex.constraints
            ],
            "children": [
                {**claim_json(b.claim), "clause": b.clause, "vertex": vertex_json(b.vertex)} for b in vertex.children
            ],
        }

    return vertex_json(tree.root), [codec.shallow(quoted) for quoted in evidence]


def tree_of(item: Json) -> ResearchTree:
    """The tree of an item read from a file; raises KeyError, TypeError or ValueError when it is not one."""
    evidence = [Evidence(**_fields(quoted, *Evidence.__slots__)) for quoted in item["evidence"]]

    def claim_of(row: Json) -> Claim:
        named = (name for name in _CONSTRAINT_FIELDS if name in row)
        constraint = Constraint(**_fields(row, "kind", *named))
        if constraint.kind not in get_args(ConstraintKind):
            raise ValueError(f"there is no constraint kind {constraint.kind!r}")
        said = _fields({"anchor": "", "source": "sentence", **row}, "relation", "anchor", "source")
        if said["source"] not in get_args(Source):
            raise ValueError(f"there is no source {said['source']!r}")
        quoted = evidence[_fields(row, "evidence")["evidence"]] if "evidence" in row else None
        return Claim(constraint, said["relation"], quoted, said["anchor"], said["source"])

    def vertex_of(row: Json, level: int) -> Vertex:
        if level > _DEEPEST:
            raise ValueError(f"the tree has more than {_DEEPEST} levels")
        clauses = [Clause(claim=claim_of(c), **_fields(c, "id", "constant", "clause")) for c in row["constraints"]]
        below = [(b, vertex_of(b["vertex"], level + 1)) for b in row["children"]]
        children = [Branch(claim_of(b), vertex, **_fields(b, "clause")) for b, vertex in below]
        own = _fields(row, "id", "page_id", "entity", "kind")
        return Vertex(**own, person=bool(row["person"]), constraints=tuple(clauses), children=tuple(children))

    return ResearchTree(vertex_of(item["tree"], 1))


def _fields(row: Json, *names: str) -> Json:
    """These fields of a row read from a file, each of its type."""
    for name in names:
        value = row[name]
        if name in _NUMBERS and not (type(value) is int and 0 <= value < _LARGEST):
            raise TypeError(f"{name} is {value!r}, not a number")
        if name not in _NUMBERS and not isinstance(value, str):
            raise TypeError(f"{name} is {value!r}, not a text")
    return {name: row[name] for name in names}


def item_json(
    number: int,
    case: Case,
    target: Json,
    steps: tuple[Step, ...],
    verdicts: list[Verdict],
    difficulty: Json,
    provenance: Json,
) -> Json:
    """One line of `items.jsonl`, `target` the shape asked for. The id is of the content: index, tree and question."""
    tree, certificate = case.certified
    root, evidence = tree_json(tree)
    pages = [vertex.page_id for vertex in hidden_vertices(tree)]
    content = {"index_id": provenance["index_id"], "tree": root, "question": case.question}
    return {
        "id": codec.content_id(content),
        "i": number,
        "question": case.question,
        "answer": tree.root.entity,
        "answer_id": tree.root.page_id,
        "aliases": list(case.aliases),
        "kind": tree.root.kind,
        "depth": depth(tree.root),
        "width": branch_count(tree.root),
        "vertices": vertex_count(tree),
        "target": target,
        "tree": root,
        "certificate": codec.shallow(certificate),
        "evidence": evidence,
        "qrels": {
            "gold": pages[:1],
            "intermediate": pages[1:],
            "evidence": [[e["page_id"], e["start"], e["end"]] for e in evidence],
            "hard_negatives": [],
        },
        "steps": [codec.shallow(step) for step in steps],
        "verdicts": [codec.shallow(verdict) for verdict in verdicts],
        "difficulty": difficulty,
        "provenance": provenance,
    }
