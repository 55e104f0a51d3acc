"""The moves between two trees make the one of the other, and say what they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given

from tests.agents.trees import claim, clause, painter_tree, said
from tests.hcsp.worlds import trees
from wikiseek.agents.labels import label
from wikiseek.agents.moves import Move, changes, moves
from wikiseek.records import Branch, ResearchTree, Vertex


def replayed(row: Iterable[Move], start: Counter[str]) -> Counter[str]:
    """What is left of `start` when each move takes out one claim and puts in another."""
    held = Counter(start)
    for move in row:
        if move.instead:
            assert held[move.instead]
            held[move.instead] -= 1
        held[move.said] += bool(move.said)
    return +held


def distinct(tree: ResearchTree) -> ResearchTree:
    """`tree` labelled, every object in it another one and called by its number."""
    numbers = iter(range(1, 1000))

    def renumbered(vertex: Vertex, page: int) -> Vertex:
        named = [next(numbers) for _ in vertex.constraints]
        below = [(b, next(numbers)) for b in vertex.children]
        return replace(
            vertex,
            page_id=page,
            entity=str(page),
            constraints=tuple(clause("", "knows [X]", str(n)) for n in named),
            children=tuple(Branch(claim("knows [X]", str(n), n), renumbered(b.vertex, n)) for b, n in below),
        )

    return ResearchTree(label(renumbered(tree.root, 0)))


def with_pages(tree: ResearchTree) -> ResearchTree:
    """Each constant about the page whose number it is called by."""

    def paged(vertex: Vertex) -> Vertex:
        named = tuple(
            replace(c, claim=claim(c.claim.relation, c.constant, int(c.constant))) for c in vertex.constraints
        )
        return replace(
            vertex,
            constraints=named,
            children=tuple(replace(b, vertex=paged(b.vertex)) for b in vertex.children),
        )

    return ResearchTree(paged(tree.root))


some_trees = trees(8).map(distinct).map(with_pages)


@given(some_trees)
def test_the_moves_of_a_tree_add_every_branch_once(tree: ResearchTree) -> None:
    row = moves(tree)
    assert {move.action for move in row} <= {"extend", "blur"}
    assert replayed(row, Counter()) == said(tree)


@given(some_trees, some_trees)
def test_the_changes_between_trees_make_the_one_of_the_other(before: ResearchTree, after: ResearchTree) -> None:
    assert replayed(changes(before, after), said(before)) == said(after)


@given(some_trees)
def test_a_tree_needs_no_change_to_be_itself(tree: ResearchTree) -> None:
    assert changes(tree, tree) == []


def test_another_constant_in_the_place_of_one_is_a_swap() -> None:
    root = painter_tree().root
    won = replace(clause("A1", "won the [X]", "Medal"), claim=claim("won the [X]", "Medal", 9))
    other = ResearchTree(replace(root, constraints=(won,)))
    (move,) = changes(painter_tree(), other)
    assert (move.action, move.vertex, move.branch) == ("swap", "A", "A1")
    assert (move.said, move.instead) == ("won the Medal", "died in Corvia")


def test_a_constant_that_is_hidden_is_an_extension_with_what_is_said_of_it_below() -> None:
    root = painter_tree().root
    child = Vertex("C", 1, "Corvia", "country", constraints=(clause("C1", "borders [X]", "Ostland"),))
    hidden = replace(root, constraints=(), children=(*root.children, Branch(claim("died in [X]", "Corvia"), child)))
    found = [(move.action, move.said, move.instead) for move in changes(painter_tree(), ResearchTree(hidden))]
    assert found == [("extend", "died in Corvia", "died in Corvia"), ("blur", "borders Ostland", "")]
    back = [(move.action, move.instead) for move in changes(ResearchTree(hidden), painter_tree())]
    assert back == [("drop", "borders Ostland"), ("name", "died in Corvia")]


def test_more_levels_below_a_hidden_page_are_a_deepening() -> None:
    root = painter_tree().root
    below = Vertex("C", 5, "Tarvel", "town", constraints=(clause("C1", "lies on the [X]", "Neve"),))
    branch = root.children[0]
    sculptor = replace(
        branch.vertex,
        constraints=branch.vertex.constraints[:1],
        children=(Branch(claim("studied in [X]", "Elm", 6), below),),
    )
    deeper = ResearchTree(replace(root, children=(replace(branch, vertex=sculptor),)))
    assert next(iter(changes(painter_tree(), deeper))).action == "deepen"
