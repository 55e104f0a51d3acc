"""A rewording leaves every clause with the thing that it tells of."""

import pytest

from tests.agents.trees import painter_tree
from wikiseek.agents.scopes import misplaced
from wikiseek.agents.wording import question, with_clauses

TREE = with_clauses(painter_tree(), {"B": 2})
DRAFT = question(painter_tree(), {"B": 2})


@pytest.mark.parametrize(
    "text",
    [
        "Which painter died in Corvia and was taught by a sculptor who designed the Gate Park and was born in Tarvel?",
        "Which painter, taught by a sculptor who designed the Gate Park and was born in Tarvel, died in Corvia?",
        "Which painter, who died in Corvia, was taught by a sculptor who designed the Gate Park and came from Tarvel?",
        "Which painter was taught by a sculptor who was born in Tarvel and designed the Gate Park, and died in Corvia?",
    ],
)
def test_clauses_may_change_their_order(text: str) -> None:
    assert misplaced(TREE, DRAFT, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Which painter, who died in Corvia and was taught by a sculptor who came from Tarvel, designed the Gate Park?",
        "Which painter died in Corvia, taught by a sculptor who was born in Tarvel, and designed the Gate Park?",
    ],
)
def test_what_a_hidden_thing_did_is_not_given_to_the_answer(text: str) -> None:
    assert misplaced(TREE, DRAFT, text) == ["'designed the Gate' is said of the answer"]


def test_what_the_answer_did_is_not_given_to_a_hidden_thing() -> None:
    text = (
        "Which painter was taught by a sculptor who was born in Tarvel and designed the Gate Park and died in Corvia?"
    )
    assert misplaced(TREE, DRAFT, text) == ["'died in Corvia' is said of a hidden thing"]


def test_a_comma_within_a_name_ends_nothing() -> None:
    named = DRAFT.replace("Tarvel", "Tarvel, Arda")
    assert misplaced(TREE, named, named) == []
