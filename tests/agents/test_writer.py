"""The writer uses a model's own wording only if it is faithful and acceptable, else lets it choose."""

from collections.abc import Callable

import pytest

from tests.agents.trees import painter_tree
from wikiseek.agents import Writer
from wikiseek.agents.wording import questions
from wikiseek.agents.writer import Draft
from wikiseek.llm import Request, Scripted, answered
from wikiseek.records import Question

TEXT, *OTHERS = questions(painter_tree(), {"B": 2})
BY_RULES = Draft(TEXT, painter_tree(), tuple(OTHERS))
REORDERED = (
    "Which painter died in Corvia and was taught by a sculptor who designed the Gate Park and was born in Tarvel?"
)


def written(llm: Scripted, tries: int = 2, passes: Callable[[str], bool] = lambda text: True) -> Question:
    return answered(Writer(tries).write(BY_RULES, 0, passes), llm)


def says(text: str, choice: int = 0) -> Scripted:
    """A model that writes `text` and takes the choice of that number."""
    return Scripted(lambda request: request.choices[choice] if request.choices else text)


def test_a_faithful_rewording_is_used_and_credited_to_the_model() -> None:
    llm = says(f" {REORDERED}\n")
    found = written(llm)
    assert (found.text, found.written_by["question"]) == (REORDERED, "model")
    assert len(llm.asked) == 1


@pytest.mark.parametrize("choice", [0, 1])
def test_where_no_rewording_is_faithful_the_model_chooses_among_those_by_rules(choice: int) -> None:
    llm = says(REORDERED.replace("Tarvel", "Paris"), choice)
    found = written(llm)
    assert (found.text, found.written_by["question"]) == ((TEXT, *OTHERS)[choice], "choice")
    assert found.written_by["fallback"] == "the name Tarvel is missing"
    *free, last = llm.asked
    assert [request.choices for request in free] == [(), ()]
    assert last.choices == (TEXT, *OTHERS)
    # One prompt for all: what was read of it is kept.
    assert {request.messages for request in llm.asked} == {last.messages}
    assert len({request.seed for request in llm.asked}) == 3


def test_what_a_gate_refuses_is_not_used() -> None:
    found = written(says(REORDERED, 1), passes=lambda text: False)
    assert (found.text, found.written_by["question"]) == (TEXT, "rules")
    assert found.written_by["fallback"] == found.written_by["choice"] == "a gate refuses it"
    # The draft has passed the gates before.
    assert written(says(REORDERED, 0), passes=lambda text: False).written_by["question"] == "choice"


def test_a_server_that_takes_none_of_the_choices_leaves_the_draft() -> None:
    found = written(Scripted(lambda request: "nonsense"))
    assert (found.text, found.written_by["question"]) == (TEXT, "rules")
    assert found.written_by["choice"] == "the model took none"


def test_where_there_is_no_choice_the_model_is_not_asked_for_one() -> None:
    llm = says("nonsense")
    found = answered(Writer(1).write(Draft(TEXT, painter_tree()), 0, lambda text: True), llm)
    assert (found.text, found.written_by["question"]) == (TEXT, "rules")
    assert found.written_by["choice"] == "there is one wording"
    assert len(llm.asked) == 1


def test_a_model_that_is_asked_for_no_words_of_its_own_only_chooses() -> None:
    llm = says("never", 1)
    assert written(llm, tries=0).text == OTHERS[0]
    assert len(llm.asked) == 1


def test_a_second_try_is_made_with_another_seed() -> None:
    first: list[int] = []

    def nonsense_first(request: Request) -> str:
        first.append(request.seed)
        if request.choices:
            return request.choices[0]
        return "nonsense" if request.seed == first[0] else REORDERED

    llm = Scripted(nonsense_first)
    assert written(llm, tries=2).written_by["question"] == "model"
    assert written(llm, tries=1).written_by["question"] == "choice"


def test_a_model_that_says_the_draft_again_is_not_asked_again() -> None:
    llm = Scripted(lambda request: TEXT)
    assert written(llm, tries=2).written_by["fallback"] == "the model said the same"
    assert len(llm.asked) == 1
