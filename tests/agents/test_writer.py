"""The writer uses a model's rewording only if it is faithful and acceptable, and says who wrote what."""

from tests.agents.trees import painter_tree
from wikiseek.agents import Writer
from wikiseek.agents.wording import question
from wikiseek.agents.writer import Draft
from wikiseek.llm import Request, Scripted, answered
from wikiseek.records import Question

BY_RULES = Draft(question(painter_tree(), {"B": 2}), painter_tree())
REORDERED = (
    "Which painter died in Corvia and was taught by a sculptor who designed the Gate Park and was born in Tarvel?"
)


def written(llm: Scripted, tries: int = 2, passes: bool = True) -> Question:
    return answered(Writer(tries).write(BY_RULES, 0, lambda text: passes), llm)


def test_a_faithful_rewording_is_used_and_credited_to_the_model() -> None:
    found = written(Scripted(lambda request: f" {REORDERED}\n"))
    assert found.text == REORDERED
    assert found.written_by["question"] == "model"


def test_an_unfaithful_rewording_falls_back_to_the_rules_and_says_why() -> None:
    llm = Scripted(lambda request: REORDERED.replace("Tarvel", "Paris"))
    found = written(llm)
    assert found.text == BY_RULES.text
    assert found.written_by["question"] == "rules"
    assert found.written_by["fallback"] == "the name Tarvel is missing"


def test_a_rewording_that_a_gate_refuses_is_not_used() -> None:
    found = written(Scripted(lambda request: REORDERED), passes=False)
    assert found.written_by["question"] == "rules"


def test_a_second_try_is_made_with_another_seed() -> None:
    first: list[int] = []

    def nonsense_first(request: Request) -> str:
        first.append(request.seed)
        return "nonsense" if request.seed == first[0] else REORDERED

    llm = Scripted(nonsense_first)
    assert written(llm, tries=2).written_by["question"] == "model"
    assert written(llm, tries=1).written_by["question"] == "rules"


def test_a_model_that_says_the_draft_again_is_not_asked_again() -> None:
    llm = Scripted(lambda request: BY_RULES.text)
    assert written(llm, tries=2).written_by["fallback"] == "the model said the same"
    assert len(llm.asked) == 1
