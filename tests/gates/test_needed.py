"""No clause and no subtree may be decoration."""

from __future__ import annotations

from tests.gates.cases import case
from wikiseek.gates import Needed


def test_a_tree_of_which_every_part_is_needed_passes_with_its_numbers():
    verdict = Needed().judge(case())
    assert (verdict.gate, verdict.passed, verdict.reason) == ("needed", True, "")
    assert verdict.numbers == {"fewest_without": 3, "certified_depth": 2}


def test_a_decorative_clause_fails_and_is_named():
    failure = "needed: without B1 1 candidate is left"
    verdict = Needed().judge(case(failures=[failure], leave_one_out={"A1": 5, "B": 9, "B1": 1, "B2": 4}))
    assert not verdict.passed
    assert verdict.reason == failure
    assert verdict.numbers["fewest_without"] == 1


def test_a_hierarchy_that_need_not_be_walked_fails():
    verdict = Needed().judge(case(certified_depth=1))
    assert not verdict.passed
    assert "only 1 levels" in verdict.reason
    assert verdict.numbers["certified_depth"] == 1


def test_several_answers_are_not_this_gates_matter():
    assert Needed().judge(case(failures=["unique: 2 pages satisfy the tree, not the answer alone"])).passed
