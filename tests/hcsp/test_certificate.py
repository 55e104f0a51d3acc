"""The certificate: each rule holds or is named."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.hcsp.worlds import World, brute_force, claim, trees, worlds
from wikiseek.hcsp import branch_ids, certify, depth, walk
from wikiseek.records import Branch, Clause, ResearchTree, Vertex

# 0 is the answer: it knows 5 and the hidden page 1, which knows 6 and 7.
WORLD = World(
    12,
    frozenset({(0, 5), (2, 5), (3, 5), (0, 1), (4, 1), (1, 6), (1, 7), (8, 6), (9, 7), (2, 8), (3, 9), (10, 8)}),
)


def tree(root_leaves: tuple[int, ...] = (5,), child_leaves: tuple[int, ...] = (6, 7)) -> ResearchTree:
    child = Vertex("B", 1, "one", "page", constraints=tuple(_clause("B", n, t) for n, t in enumerate(child_leaves, 1)))
    clauses = tuple(_clause("A", n, t) for n, t in enumerate(root_leaves, 1))
    return ResearchTree(Vertex("A", 0, "zero", "page", constraints=clauses, children=(Branch(claim(1), child),)))


def _clause(vertex: str, number: int, target: int) -> Clause:
    return Clause(f"{vertex}{number}", claim(target), str(target))


def test_a_tree_with_one_answer_and_no_decoration_is_certified() -> None:
    found = certify(tree(), WORLD)
    assert found.holds
    assert found.failures == ()
    assert found.answers == (0,)
    assert found.sizes == {"A1": 3, "B": 2, "B1": 2, "B2": 2}
    assert found.candidates == {"A": 1, "B": 1}
    assert found.leave_one_out == {"A1": 2, "B": 3, "B1": 2, "B2": 2}
    assert found.certified_depth == 2


def test_a_clause_that_nothing_depends_on_is_named() -> None:
    world = World(12, WORLD.links | {(0, 11), (4, 11), (5, 11)})
    found = certify(tree(root_leaves=(5, 11)), world)
    assert not found.holds
    assert any(
        text.startswith("needed: without A1") or text.startswith("needed: without A2") for text in found.failures
    )


def test_a_clause_that_pins_its_vertex_alone_breaks_the_blur_rule() -> None:
    world = World(12, WORLD.links - {(8, 6)})
    assert "blur: B1 alone pins B" in certify(tree(), world).failures


def test_a_clause_implied_by_its_sibling_breaks_the_blur_rule() -> None:
    world = World(12, WORLD.links | {(8, 7)})
    assert "blur: B1 implies B2" in certify(tree(), world).failures


def test_a_second_answer_is_counted_and_named() -> None:
    world = World(12, WORLD.links | {(2, 1)})
    found = certify(tree(), world)
    assert found.answers == (0, 2)
    assert any(text.startswith("unique: 2 pages") for text in found.failures)


def test_a_tree_whose_answer_is_another_page_is_refused() -> None:
    wrong = ResearchTree(replace(tree().root, page_id=3))
    assert not certify(wrong, WORLD).holds


@given(st.data())
def test_a_certificate_holds_only_if_trying_every_page_agrees(data: st.DataObject) -> None:
    world = data.draw(worlds())
    drawn = data.draw(trees(world.size, 2))
    found = certify(drawn, world)
    assert found.certified_depth <= depth(drawn.root)
    if found.holds:
        assert brute_force(world, drawn.root) == {drawn.root.page_id}
        for name in branch_ids(drawn):
            assert len(brute_force(world, drawn.root, frozenset({name}))) >= 2


@given(st.data())
def test_what_is_left_without_each_branch_is_counted_to_the_page(data: st.DataObject) -> None:
    world = data.draw(worlds())
    drawn = data.draw(trees(world.size))
    found = certify(drawn, world)
    assert found.candidates == {vertex.id: len(brute_force(world, vertex)) for vertex in walk(drawn.root)}
    for name, left in found.leave_one_out.items():
        expected = len(brute_force(world, drawn.root, frozenset({name})))
        assert expected == (world.size if left == -1 else left)
