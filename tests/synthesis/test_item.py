"""An item is written as the contract says, and its tree is read back as it was."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek import codec
from wikiseek.hcsp import hidden_vertices
from wikiseek.records import Branch, Claim, Clause, Constraint, Evidence, ResearchTree, Vertex
from wikiseek.synthesis import tree_of
from wikiseek.synthesis.item import evidence_of, tree_json

Item = dict[str, Any]

TOP = (
    "id i question answer answer_id aliases kind depth width vertices target tree certificate evidence qrels steps "
    "verdicts difficulty provenance"
)
# Section 8 of the design: the least that each part has.
PARTS = {
    "tree": "id page_id entity kind constraints children",
    "certificate": "holds answers sizes candidates leave_one_out certified_depth",
    "qrels": "gold intermediate evidence hard_negatives",
    "provenance": "index_id model seed calls prompt_tokens completion_tokens written_by",
}
CONSTRAINT = "id kind relation source clause constant"
CHILD = "kind target relation source clause vertex"
EVIDENCE = "page_id title revision start end sha256 quote"
STEP = "action vertex constraint chosen_from by candidates after said instead"
VERDICT = "gate passed numbers"

texts = st.text(max_size=12)
ids = st.integers(0, 2**32 - 1)
constraints = st.one_of(
    st.builds(Constraint, st.sampled_from(["links_to", "linked_from"]), ids, texts),
    st.builds(Constraint, st.just("links_to"), st.none(), texts.filter(bool)),
    st.builds(Constraint, st.sampled_from(["in_category", "is_a"]), value=texts),
    st.builds(Constraint, st.just("has_attribute"), key=texts, op=st.just("="), value=texts),
)


@st.composite
def quotes(draw: st.DrawFn) -> Evidence:
    """Evidence whose words follow from its place, as they do in an index."""
    page_id, start = draw(ids), draw(st.integers(0, 50))
    quote = f"Sentence {start} of {page_id}."
    return Evidence(page_id, f"Page {page_id}", 7, start, start + len(quote), codec.digest(quote.encode()), quote)


claims = st.builds(Claim, constraints, texts, quotes(), texts)
clauses = st.lists(st.builds(Clause, texts, claims, texts, texts), max_size=3).map(tuple)


def vertices(children: st.SearchStrategy[tuple[Branch, ...]]) -> st.SearchStrategy[Vertex]:
    return st.builds(Vertex, texts, ids, texts, texts, st.booleans(), clauses, children)


def branches(below: st.SearchStrategy[Vertex]) -> st.SearchStrategy[tuple[Branch, ...]]:
    return st.lists(st.builds(Branch, claims, below, texts), max_size=2).map(tuple)


trees = st.recursive(vertices(st.just(())), lambda below: vertices(branches(below)), max_leaves=5).map(ResearchTree)


@given(trees)
def test_any_tree_comes_back_from_json_as_it_was(tree: ResearchTree):
    root, evidence = tree_json(tree)
    item = codec.load(codec.canonical({"tree": root, "evidence": evidence}))
    assert tree_of(item) == tree


def test_an_items_tree_and_evidence_come_back_from_its_line(items: list[Item]):
    for item in items:
        root, evidence = tree_json(tree_of(item))
        assert (root, evidence) == (item["tree"], item["evidence"])


def names(text: str) -> set[str]:
    return set(text.split())


def walk(vertex: Item) -> list[Item]:
    return [vertex, *(inner for branch in vertex["children"] for inner in walk(branch["vertex"]))]


def test_an_item_has_every_field_of_the_contract(items: list[Item]):
    for item in items:
        assert names(TOP) == item.keys()
        for part, fields in PARTS.items():
            assert names(fields) <= item[part].keys()
        for vertex in walk(item["tree"]):
            assert names(PARTS["tree"]) <= vertex.keys()
            assert all(names(CONSTRAINT) <= row.keys() for row in vertex["constraints"])
            assert all(names(CHILD) <= row.keys() for row in vertex["children"])
            rows = (*vertex["constraints"], *vertex["children"])
            assert all("evidence" in row for row in rows if row["kind"] != "has_attribute")
            assert all("target" in row for row in rows if row["kind"] in ("links_to", "linked_from"))
        for part, fields in (("evidence", EVIDENCE), ("steps", STEP), ("verdicts", VERDICT)):
            assert item[part]
            assert all(names(fields) <= row.keys() for row in item[part])


def test_the_parts_of_an_item_agree_with_each_other(items: list[Item]):
    for item in items:
        tree = tree_of(item)
        vertices = hidden_vertices(tree)
        assert (item["answer"], item["answer_id"]) == (tree.root.entity, tree.root.page_id)
        assert item["certificate"]["answers"] == item["qrels"]["gold"] == [item["answer_id"]]
        assert item["qrels"]["intermediate"] == [vertex.page_id for vertex in vertices[1:]]
        assert item["qrels"]["evidence"] == [[q.page_id, q.start, q.end] for q in evidence_of(tree)]
        assert set(item["certificate"]["candidates"]) == {vertex.id for vertex in vertices}
        assert item["certificate"]["holds"]
        assert item["certificate"]["certified_depth"] == item["depth"] == 2
        assert all(verdict["passed"] for verdict in item["verdicts"])
        constants = [row["constant"] for vertex in walk(item["tree"]) for row in vertex["constraints"]]
        assert item["vertices"] == len(vertices) + len(constants)
        assert all(constant in item["question"] for constant in constants)


def test_an_item_has_exactly_the_shape_that_its_attempt_drew(items: list[Item]):
    for item in items:
        assert item["target"] == {"depth": 2, "width": [2, 2], "vertices": None}
        assert item["depth"] == item["certificate"]["certified_depth"] == item["target"]["depth"]


def test_the_steps_lead_to_every_branch_of_the_tree(items: list[Item]):
    for item in items:
        held: Counter[str] = Counter()
        for step in item["steps"]:
            held[step["said"]] += 1
            held[step["instead"]] -= 1
        rows = [row for vertex in walk(item["tree"]) for row in (*vertex["constraints"], *vertex["children"])]
        names = [row["constant"] if "constant" in row else row["vertex"]["entity"] for row in rows]
        said = Counter(row["relation"].replace("[X]", name) for row, name in zip(rows, names, strict=True))
        del held[""]
        assert +held == said
        assert (item["steps"][0]["action"], item["steps"][-1]["action"]) == ("init", "stop")


def test_ids_are_of_the_content_and_differ(items: list[Item]):
    for item in items:
        content = {"index_id": item["provenance"]["index_id"], "tree": item["tree"], "question": item["question"]}
        assert item["id"] == codec.content_id(content)
    assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize("part", ["tree", "evidence"])
@pytest.mark.parametrize("value", [None, 3, "text", [], {}, [[]], {"id": "A"}])
def test_what_is_no_tree_is_told_apart(part: str, value: Any, items: list[Item]):
    with pytest.raises((KeyError, TypeError, IndexError)):
        tree_of({**items[0], part: value})
