"""The wording by rules reads as English."""

from dataclasses import replace

from tests.agents.trees import claim, clause, painter_tree
from wikiseek.agents.faithful import faults
from wikiseek.agents.scopes import misplaced
from wikiseek.agents.wording import noun_phrase, question, questions, with_clauses
from wikiseek.records import Branch, ResearchTree, Vertex

MANY = {"A": 1, "B": 3}


def test_clauses_become_predicates_and_hidden_children_noun_phrases() -> None:
    assert question(painter_tree(), MANY) == (
        "Which painter died in Corvia and was taught by a sculptor who was born in Tarvel and designed the Gate Park?"
    )


def test_the_only_page_that_fits_takes_the_definite_article() -> None:
    child = painter_tree().root.children[0].vertex
    assert noun_phrase(child, {"B": 1}).startswith("the sculptor who")
    assert noun_phrase(child, {"B": 2}).startswith("a sculptor who")


def test_an_article_before_a_hidden_child_gives_way_to_its_own() -> None:
    river = Vertex("B", 3, "Neve", "river", constraints=(clause("B1", "borders [X]", "Tarvel"),))
    tree = ResearchTree(Vertex("A", 4, "Elm", "town", children=(Branch(claim("lies on the [X]", "Neve"), river),)))
    assert question(tree, MANY) == "Which town lies on a river that borders Tarvel?"


def test_a_clause_that_only_repeats_the_kind_becomes_part_of_it() -> None:
    root = replace(
        painter_tree().root, kind="town", constraints=(clause("A1", "is a small town in [X]", "Corvia"),), person=False
    )
    assert question(ResearchTree(root), MANY).startswith("Which small town in Corvia was taught by")


def test_two_clauses_of_one_relation_are_said_as_one() -> None:
    bordered = tuple(clause(f"A{n}", "is bordered by the [X]", name) for n, name in enumerate(("Neve", "Sable Sea"), 1))
    root = Vertex("A", 4, "Elm", "town", constraints=(*bordered, clause("A3", "lies in [X]", "Corvia")))
    assert question(ResearchTree(root), MANY) == (
        "Which town lies in Corvia and is bordered by the Neve and the Sable Sea?"
    )


def test_two_hidden_children_are_told_apart_by_a_comma() -> None:
    root = painter_tree().root
    town = Vertex("C", 5, "Elm", "town", constraints=(clause("C1", "lies in [X]", "Corvia"),))
    both = replace(root, constraints=(), children=(*root.children, Branch(claim("lived in [X]", "Elm"), town)))
    assert ", and lived in a town that lies in Corvia?" in question(ResearchTree(both), MANY)


def test_every_clause_and_branch_of_a_tree_is_worded() -> None:
    worded = with_clauses(painter_tree(), MANY)
    assert worded.root.constraints[0].clause == "died in Corvia"
    assert worded.root.children[0].clause.startswith("was taught by a sculptor who")
    assert worded.root.children[0].vertex.constraints[0].clause == "designed the Gate Park"


def test_what_there_can_be_only_one_of_takes_the_definite_article() -> None:
    child = replace(painter_tree().root.children[0].vertex, kind="easternmost country", person=False)
    assert noun_phrase(child, {"B": 2}).startswith("the easternmost country that")
    assert noun_phrase(replace(child, kind="priest in Corvia"), {"B": 2}).startswith("a priest in Corvia that")


def test_what_a_vertex_is_called_is_not_said_again() -> None:
    there = (clause("A1", "is a town in [X]", "Corvia"), clause("A2", "is a town on the [X]", "Neve"))
    root = Vertex("A", 4, "Elm", "town", constraints=(*there, clause("A3", "was founded by [X]", "Otto Weber")))
    assert question(ResearchTree(root), MANY) == "Which town in Corvia is on the Neve and was founded by Otto Weber?"


def test_an_office_of_the_kind_is_part_of_what_its_holder_is_called() -> None:
    held = clause("A1", "served as [X]", "President of Corvia")
    root = replace(painter_tree().root, kind="president", constraints=(held,))
    assert question(ResearchTree(root), MANY).startswith("Which President of Corvia was taught by")


def test_what_happened_once_is_said_once() -> None:
    river = Vertex("B", 3, "Neve", "river", constraints=(clause("B1", "borders [X]", "Tarvel"),))
    born = Branch(claim("was born near the [X]", "Neve"), river)
    root = replace(painter_tree().root, constraints=(clause("A1", "was born in [X]", "1546"),), children=(born,))
    assert question(ResearchTree(root), MANY) == "Which painter was born in 1546 near a river that borders Tarvel?"


def test_a_clause_is_not_put_behind_a_name_that_it_could_tell_of() -> None:
    after = clause("B1", "is the largest town in area after [X]", "Elm")
    town = Vertex("B", 3, "Oak", "town", constraints=(after, clause("B2", "lies in [X]", "Corvia")))
    assert noun_phrase(town, {"B": 1}) == "the town that lies in Corvia and is the largest in area after Elm"


def test_which_is_not_asked_of_the_largest() -> None:
    largest = clause("A1", "is the largest town in [X]", "Corvia")
    root = Vertex("A", 4, "Oak", "town", constraints=(largest, clause("A2", "lies on the [X]", "Neve")))
    assert question(ResearchTree(root), MANY) == "Which town lies on the Neve and is the largest in Corvia?"


def test_one_thing_may_be_told_between_commas() -> None:
    taught = "a sculptor who was born in Tarvel and designed the Gate Park"
    assert questions(painter_tree(), MANY) == (
        f"Which painter died in Corvia and was taught by {taught}?",
        f"Which painter, who died in Corvia, was taught by {taught}?",
    )


def test_a_participle_between_commas_needs_no_pronoun() -> None:
    root = replace(painter_tree().root, constraints=(clause("A1", "was born in [X]", "Corvia"),))
    _, *others = questions(ResearchTree(root), MANY)
    assert [each.partition(" was taught")[0] for each in others] == [
        "Which painter, born in Corvia,",
        "Which painter, who was born in Corvia,",
    ]
    # "A friend of Corvia" is no participle.
    named = replace(root, constraints=(clause("A1", "was a friend of [X]", "Corvia"),))
    assert [each.partition(" was taught")[0] for each in questions(ResearchTree(named), MANY)[1:]] == [
        "Which painter, who was a friend of Corvia,"
    ]


def test_what_is_long_or_has_commas_is_not_put_between_commas() -> None:
    long = clause("A1", "was for many years and against the will of his family a pupil of [X]", "Corvia")
    assert len(questions(ResearchTree(replace(painter_tree().root, constraints=(long,))), MANY)) == 1
    (child,) = painter_tree().root.children
    three = replace(child.vertex, constraints=(*child.vertex.constraints, clause("B3", "died in [X]", "Elm")))
    child = replace(child, vertex=three)
    row = replace(painter_tree().root, children=(replace(child, claim=claim("loved [X]", "Ida Holm", 2)),))
    assert "loved a sculptor who died in Elm, was born in Tarvel, and designed" in question(ResearchTree(row), MANY)
    assert len(questions(ResearchTree(row), MANY)) == 1
    town = clause("A1", "died in [X]", "Corvia, Elm")
    _, *others = questions(ResearchTree(replace(painter_tree().root, constraints=(town,))), MANY)
    assert [each.partition(" was taught")[0] for each in others] == ["Which painter, who died in Corvia, Elm,"]


def test_nothing_is_put_behind_a_name_that_it_could_tell_of() -> None:
    root = replace(painter_tree().root, kind="student of Ida Holm")
    assert len(questions(ResearchTree(root), MANY)) == 1


def test_a_participle_stands_only_before_what_is_past() -> None:
    ruled, lies = clause("A1", "was ruled by [X]", "Corvia"), clause("A2", "is located in [X]", "Elm")
    town = ResearchTree(Vertex("A", 4, "Elm", "town", constraints=(ruled, lies)))
    assert questions(town, MANY)[1:] == (
        "Which town, which is located in Elm, was ruled by Corvia?",
        "Which town, which was ruled by Corvia, is located in Elm?",
    )


def test_a_goddess_is_no_which() -> None:
    sea, born = clause("A1", "ruled [X]", "Sable Sea"), clause("A2", "was born in [X]", "Corvia")
    goddess = ResearchTree(Vertex("A", 4, "Nia", "goddess", constraints=(sea, born)))
    assert questions(goddess, MANY)[1:] == ("Which goddess, born in Corvia, ruled the Sable Sea?",)


def test_what_was_done_is_not_said_on_both_sides_of_the_commas() -> None:
    game = Vertex("A", 4, "Maze", "game", constraints=(clause("A1", "was designed by [X]", "Ida Holm"),))
    author = Vertex("B", 5, "Jan Lund", "author", person=True, constraints=(clause("B1", "died in [X]", "Elm"),))
    twice = replace(game, children=(Branch(claim("was designed by [X]", "Jan Lund", 5), author),))
    assert len(questions(ResearchTree(twice), MANY)) == 1


def test_nothing_is_put_between_commas_before_a_row_of_more() -> None:
    root = painter_tree().root
    town = Vertex("C", 5, "Elm", "town", constraints=(clause("C1", "lies in [X]", "Corvia"),))
    both = replace(root, children=(*root.children, Branch(claim("was buried in [X]", "Elm"), town)))
    assert len(questions(ResearchTree(both), MANY)) == 1
    four = tuple(clause(f"A{n}", verb, "Corvia") for n, verb in enumerate(("left [X]", "loved [X]", "drew [X]")))
    assert len(questions(ResearchTree(replace(root, constraints=four)), MANY)) == 1


def test_a_question_of_one_thing_has_one_order() -> None:
    assert len(questions(ResearchTree(replace(painter_tree().root, constraints=())), MANY)) == 1


def test_every_order_is_faithful_to_the_first() -> None:
    root = painter_tree().root
    town = Vertex("C", 5, "Elm", "town", constraints=(clause("C1", "lies in [X]", "Corvia"),))
    buried = replace(root, children=(Branch(claim("was buried in [X]", "Elm"), town),))
    wed = replace(root, constraints=(*root.constraints, clause("A2", "wed [X]", "Ida Holm")))
    for tree in map(ResearchTree, (root, buried, wed)):
        draft, *others = questions(tree, MANY)
        assert others
        names = [each.constant for each in tree.root.constraints]
        for text in others:
            assert faults(draft, text, names, tree.root.kind) == []
            assert misplaced(with_clauses(tree, MANY), draft, text) == []
