"""Rechecking trusts nothing in an item: every change that matters is found."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.synthesis.small_run import changed, leaves
from wikiseek import codec
from wikiseek.indexing import Index
from wikiseek.synthesis import recheck

Item = dict[str, Any]
Place = tuple[Any, ...]

ODD = (None, True, -1, 7, 2**40, 2**70, 1.5, "", "x", [], {}, [{}], {"id": 1})


@pytest.fixture
def item(items: list[Item]) -> Item:
    """One whose clauses are all about other pages."""
    return deepcopy(next(item for item in items if all(row["kind"] == "links_to" for row in clauses(item))))


def clauses(item: Item) -> list[Item]:
    child = item["tree"]["children"][0]
    return [*item["tree"]["constraints"], child, *child["vertex"]["constraints"]]


def failures(item: Item, index: Index) -> str:
    return "; ".join(recheck(item, index).failures)


def test_every_item_of_a_run_holds_and_its_certificate_is_found_again(items: list[Item], index: Index):
    for item in items:
        result = recheck(item, index)
        assert result.failures == ()
        assert codec.load(codec.canonical(codec.shallow(result.certificate))) == item["certificate"]


def test_a_changed_quote_is_found(item: Item, index: Index):
    quoted = item["evidence"][0]
    quoted["quote"] = quoted["quote"].replace("a", "o", 1)
    quoted["sha256"] = codec.digest(quoted["quote"].encode())
    assert failures(item, index) == (
        f"evidence {quoted['title']!r} {quoted['start']}-{quoted['end']}: the stored text says something else"
    )


def test_a_changed_span_is_found(item: Item, index: Index):
    item["evidence"][0]["start"] += 1
    assert "the stored text says something else" in failures(item, index)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("sha256", "0" * 64, "the sha256 differs"), ("revision", 9, "of revision"), ("title", "Isk", "the index has")],
)
def test_a_changed_proof_of_a_quote_is_found(field: str, value: Any, said: str, item: Item, index: Index):
    item["evidence"][0][field] = value
    assert said in failures(item, index)


def test_evidence_of_a_page_the_index_lacks_is_found(item: Item, index: Index):
    item["evidence"][0]["page_id"] = 123_456
    assert failures(item, index) == "the index has no page 123456"


@pytest.mark.parametrize("change", [{"answer": "Vessa"}, {"answer_id": 90}, {"answer": None}, {"answer_id": "580"}])
def test_a_wrong_answer_is_found(change: Item, item: Item, index: Index):
    assert failures({**item, **change}, index) == "the answer is not the root of the tree"


def test_a_wrong_answer_is_found_though_the_tree_is_changed_with_it(item: Item, index: Index):
    item["answer"] = item["tree"]["entity"] = "Vessa"
    assert "A is called 'Vessa', its page" in failures(item, index)
    item["answer_id"] = item["tree"]["page_id"] = index.page("Vessa")
    assert "unique: " in failures(item, index)


def test_a_decorative_clause_is_found(item: Item, index: Index):
    clause = deepcopy(item["tree"]["constraints"][0])
    item["tree"]["constraints"].append({**clause, "id": "A9"})
    assert "blur: A9 implies A1" in failures(item, index)
    assert "needed: without A9 1 candidate is left" in failures(item, index)


def test_a_decorative_clause_about_another_page_is_found(item: Item, index: Index):
    """One that says more than nothing, and without which there is one answer all the same."""
    named = {row["target_id"] for row in item["tree"]["constraints"]}
    clause = deepcopy(item["tree"]["constraints"][0])
    for page_id in set(index.store.linked(item["answer_id"])) - named:
        added = {**clause, "id": "A9", "target_id": page_id, "target": index.store.title(page_id)}
        tree = {**item["tree"], "constraints": [*item["tree"]["constraints"], added]}
        assert "needed: without A9 1 candidate is left" in failures({**item, "tree": tree}, index)


def test_a_clause_that_hides_behind_the_id_of_another_is_found(item: Item, index: Index):
    child = item["tree"]["children"][0]["vertex"]
    item["tree"]["constraints"].append(deepcopy(item["tree"]["constraints"][0]))
    assert failures(item, index) == "A1 names two parts of the tree"
    child["id"] = child["constraints"][0]["id"] = "A"
    assert "A names two parts of the tree" in failures(item, index)


def drop_clause(item: Item) -> None:
    item["tree"]["constraints"].pop()


def drop_child(item: Item) -> None:
    item["tree"]["children"].pop()


def drop_childs_clause(item: Item) -> None:
    item["tree"]["children"][0]["vertex"]["constraints"].pop()


@pytest.mark.parametrize("drop", [drop_clause, drop_child, drop_childs_clause])
def test_a_tree_with_a_part_left_out_no_longer_has_one_answer(drop: Callable[[Item], None], item: Item, index: Index):
    drop(item)
    assert "unique: " in failures(item, index)


def test_a_constraint_that_points_to_another_page_than_it_names_is_found(item: Item, index: Index):
    clause, child = item["tree"]["constraints"][0], item["tree"]["children"][0]
    clause["target"] = "Isk"
    assert f"page {clause['target_id']} is called" in failures(item, index)
    child["vertex"]["page_id"] = index.page("Isk")
    assert "leads to another page than B" in failures(item, index)


def test_evidence_from_another_page_is_found(item: Item, index: Index):
    item["tree"]["constraints"][0]["evidence"] = item["tree"]["children"][0]["vertex"]["constraints"][0]["evidence"]
    assert "is proved from another page than its own" in failures(item, index)


def test_a_word_of_the_same_stem_is_not_the_kind(item: Item, index: Index):
    head = item["tree"]["kind"].split()[-1]
    item["question"] = item["question"].replace(f" {head} ", f" ship {head}ed ", 1)
    assert "the question does not ask for" in failures(item, index)


def test_an_item_of_another_index_is_found(item: Item, index: Index):
    item["tree"]["children"][0]["vertex"]["constraints"][0]["target_id"] = 1_000_001
    assert failures(item, index) == "the index has no page 1000001"


def test_a_relation_told_from_the_other_end_is_proved_there(item: Item, index: Index):
    item["tree"]["children"][0]["kind"] = "linked_from"
    assert "is proved from another page than its own" in failures(item, index)


@pytest.mark.parametrize("kind", ["is_a", "in_category", "has_attribute"])
def test_a_child_that_no_relation_leads_to_is_found(kind: str, item: Item, index: Index):
    item["tree"]["children"][0]["kind"] = kind
    assert "cannot be solved" in failures(item, index)


def test_a_child_told_from_the_wrong_end_is_found(item: Item, index: Index):
    item["tree"]["children"][0]["kind"] = "linked_from"
    assert "is proved from another page than its own" in failures(item, index)


def test_no_value_however_odd_breaks_the_recheck(item: Item, index: Index):
    places = [("tree",), ("evidence",), *leaves(item["tree"], ("tree",)), *leaves(item["evidence"], ("evidence",))]
    places += [place[:-1] for place in places if len(place) > 2]
    for place in dict.fromkeys(places):
        for value in ODD:
            recheck(changed(item, place, lambda _, value=value: value), index)


def test_an_item_that_lacks_a_field_has_no_readable_tree(item: Item, index: Index):
    del item["tree"]["children"][0]["vertex"]["page_id"]
    assert failures(item, index) == "the item has no readable tree (KeyError('page_id'))"
    assert recheck({}, index).item_id == "?"


def test_a_tree_nested_without_end_is_told_in_one_line(item: Item, index: Index):
    branch = item["tree"]["children"][0]
    vertex = branch["vertex"]
    for _ in range(400):
        vertex = {**vertex, "children": [{**branch, "vertex": vertex}]}
    branch["vertex"] = vertex
    assert failures(item, index) == ("the item has no readable tree (ValueError('the tree has more than 64 levels'))")
