"""Items of a run differ: in their answers, in what tells what, and in the constants and pages they use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wikiseek.synthesis.diversity import Diversity

Item = dict[str, Any]


def clause(constant: str, target: int | None = None) -> Item:
    row = {"constant": constant, "relation": "knows [X]"}
    return row if target is None else {**row, "target_id": target}


def vertex(page: int, constraints: Sequence[Item] = (), children: Sequence[Item] = ()) -> Item:
    branches = [{"relation": "met [X]", "vertex": child} for child in children]
    named = {"page_id": page, "entity": f"Page {page}", "kind": "thing"}
    return {**named, "constraints": list(constraints), "children": branches}


def item(answer: int, *hidden: int, constants: Sequence[Item] = ()) -> Item:
    """An item whose hidden pages are told through each other in a chain."""
    below: list[Item] = []
    for page in reversed(hidden):
        below = [vertex(page, children=below)]
    return {"answer": f"Page {answer}", "answer_id": answer, "tree": vertex(answer, constants, below)}


def counted(*items: Item, constants: int = 3, hidden: int = 3) -> Diversity:
    found = Diversity(constants, hidden)
    for each in items:
        assert found.objection(each) is None
        found.add(each)
    return found


def test_a_second_item_of_one_answer_is_one_too_many():
    objection = counted(item(1, 2)).objection(item(1, 3))
    assert objection is not None
    assert objection.reason == "an item has the answer Page 1 already"


def test_two_items_do_not_tell_each_other():
    objection = counted(item(1, 2)).objection(item(2, 1))
    assert objection is not None
    assert objection.reason == "an item tells Page 1 through Page 2, and this one the other way round"
    assert objection.numbers == {"told": {"Page 1 through Page 2": 1}}
    assert counted(item(1, 2)).objection(item(2, 3)) is None


def test_nor_do_hidden_pages_of_two_items_however_deep():
    assert counted(item(1, 5, 6, 7)).objection(item(2, 7, 8, 5)) is not None
    assert counted(item(1, 5, 6, 7)).objection(item(2, 5, 7)) is None
    assert counted(item(5, 6)).objection(item(2, 6, 5)) is not None


def test_a_constant_is_used_so_often_and_no_more():
    rome = [clause("Rome", 9)]
    found = counted(item(1, constants=rome), item(2, constants=rome), constants=2)
    objection = found.objection(item(3, constants=[*rome, clause("Oslo", 8)]))
    assert objection is not None
    assert objection.reason == "Rome is in 2 items: a constant may be in 2"
    assert objection.numbers == {"max_per_constant": 2, "constant": {"Rome": 2}}
    assert counted(item(1, constants=rome), item(2, constants=rome)).objection(item(3, constants=rome)) is None


def test_a_constant_by_another_name_is_the_same_one_and_a_constant_without_a_page_counts_too():
    found = counted(item(1, constants=[clause("Rome", 9)]), item(2, constants=[clause("1879")]), constants=1)
    assert found.objection(item(3, constants=[clause("the Eternal City", 9)])) is not None
    assert found.objection(item(3, constants=[clause("1879")])) is not None
    assert found.objection(item(3, constants=[clause("Rome", 10)])) is None


def test_a_hidden_page_is_used_so_often_and_no_more():
    objection = counted(item(1, 9), item(2, 9), hidden=2).objection(item(3, 8, 9))
    assert objection is not None
    assert objection.reason == "Page 9 is in 2 items: a hidden page may be in 2"
    assert objection.numbers == {"max_per_hidden": 2, "hidden page": {"Page 9": 2}}


def test_an_answer_is_no_hidden_page_of_its_item():
    assert counted(item(1, 9), item(2, 9), hidden=2).objection(item(9, 4)) is None


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
