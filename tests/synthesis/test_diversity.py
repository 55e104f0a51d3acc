"""Items of a run differ: in what they ask, in what tells what, and in the constants and pages they use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wikiseek.synthesis.diversity import Diversity, Objection

Item = dict[str, Any]


def clause(constant: str, target: int | None = None) -> Item:
    row = {
        "id": "",
        "kind": "in_category",
        "value": constant,
        "relation": "knows [X]",
        "constant": constant,
        "clause": "",
    }
    return row if target is None else {**row, "kind": "links_to", "target_id": target, "target": constant}


def vertex(page: int, constraints: Sequence[Item] = (), children: Sequence[Item] = ()) -> Item:
    met = {"kind": "links_to", "relation": "met [X]", "clause": ""}
    branches = [{**met, "target_id": child["page_id"], "vertex": child} for child in children]
    named = {"id": "", "page_id": page, "entity": f"Page {page}", "kind": "thing", "person": False}
    return {**named, "constraints": list(constraints), "children": branches}


def item(answer: int, *hidden: int, constants: Sequence[Item] = ()) -> Item:
    """An item whose hidden pages are told through each other in a chain."""
    below: list[Item] = []
    for page in reversed(hidden):
        below = [vertex(page, children=below)]
    words = f"Of all things number {answer}, through {hidden}, which is it that has {len(constants)}?"
    tree = vertex(answer, constants, below)
    named = {"answer": f"Page {answer}", "answer_id": answer, "aliases": []}
    return {"i": answer, "question": f"{answer} {hidden} {words}", **named, "tree": tree, "evidence": []}


def objection(found: Diversity, each: Item) -> Objection | None:
    return found.objection(each, found.verdict(each))


def counted(*items: Item, constants: int = 3, hidden: int = 3) -> Diversity:
    found = Diversity(constants, hidden)
    for each in items:
        assert objection(found, each) is None
        found.add(each)
    return found


def test_a_second_item_of_one_answer_is_one_too_many():
    found = objection(counted(item(1, 2)), item(1, 3))
    assert found is not None
    assert found.reason == "item 1 has the answer Page 1"
    assert found.stage == "gate:duplicate"


def test_two_items_do_not_tell_each_other():
    found = objection(counted(item(1, 2)), item(2, 1))
    assert found is not None
    assert found.reason == "an item tells Page 1 through Page 2, and this one the other way round"
    assert found.numbers == {"told": {"Page 1 through Page 2": 1}}
    assert objection(counted(item(1, 2)), item(2, 3)) is None


def test_nor_do_hidden_pages_of_two_items_however_deep():
    assert objection(counted(item(1, 5, 6, 7)), item(2, 7, 8, 5)) is not None
    assert objection(counted(item(1, 5, 6, 7)), item(2, 5, 7)) is None
    assert objection(counted(item(5, 6)), item(2, 6, 5)) is not None


def test_a_constant_is_used_so_often_and_no_more():
    rome = [clause("Rome", 9)]
    found = counted(item(1, constants=rome), item(2, constants=rome), constants=2)
    refused = objection(found, item(3, constants=[*rome, clause("Oslo", 8)]))
    assert refused is not None
    assert refused.reason == "Rome is in 2 items: a constant may be in 2"
    assert refused.numbers == {"max_per_constant": 2, "constant": {"Rome": 2}}
    assert objection(counted(item(1, constants=rome), item(2, constants=rome)), item(3, constants=rome)) is None


def test_a_constant_by_another_name_is_the_same_one_and_a_constant_without_a_page_counts_too():
    found = counted(item(1, constants=[clause("Rome", 9)]), item(2, constants=[clause("1879")]), constants=1)
    assert objection(found, item(3, constants=[clause("the Eternal City", 9)])) is not None
    assert objection(found, item(3, constants=[clause("1879")])) is not None
    assert objection(found, item(3, constants=[clause("Rome", 10)])) is None


def test_a_hidden_page_is_used_so_often_and_no_more():
    found = objection(counted(item(1, 9), item(2, 9), hidden=2), item(3, 8, 9))
    assert found is not None
    assert found.reason == "Page 9 is in 2 items: a hidden page may be in 2"
    assert found.numbers == {"max_per_hidden": 2, "hidden page": {"Page 9": 2}}


def test_an_answer_is_no_hidden_page_of_its_item():
    assert objection(counted(item(1, 9), item(2, 9), hidden=2), item(9, 4)) is None


def test_the_most_used_come_first_and_equals_by_name():
    found = counted(item(1, 7, constants=[clause("B"), clause("A")]), item(2, 7, 8, constants=[clause("C")]))
    assert found.used() == {
        "kinds": [["thing", 2]],
        "constants": [["A", 1], ["B", 1], ["C", 1]],
        "hidden": [["Page 7", 2], ["Page 8", 1]],
        "relations": [["knows [X]", 3], ["met [X]", 3]],
    }


def test_no_list_is_longer_than_twenty():
    found = counted(*(item(n, 100 + n, constants=[clause(str(n))]) for n in range(30)))
    assert [len(row) for row in found.used().values()] == [1, 20, 20, 2]
