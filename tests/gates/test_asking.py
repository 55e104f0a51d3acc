"""A short answer is read from whatever comes back."""

from __future__ import annotations

import pytest

from wikiseek.gates.asking import ask, ask_all, request
from wikiseek.gates.prompts import NAMES, prompt, prompts_id
from wikiseek.llm import Scripted, answered
from wikiseek.llm.cassette import request_key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"answer": "Ida Holm"}', "Ida Holm"),
        ('{ "answer":"Ida\\n  Holm" }', "Ida Holm"),
        ('{"answer": "unknown"}', ""),
        ('{"answer": "Unknown."}', ""),
        ('{"answer": ""}', ""),
        ('{"answer": "Ida Hol', "Ida Hol"),
        ('{"answer": "', ""),
        ('{"ans', "ans"),
        ("Ida Holm", "Ida Holm"),
        ('{"answer": 7}', "7"),
        ("[1]", "[1]"),
        ("", ""),
    ],
)
def test_an_answer_that_was_cut_or_free_is_taken_for_what_it_says(text: str, said: str):
    asked = ask(request("closed_book", "closed_book", 1, question="q"))
    assert answered(asked, Scripted(lambda _: text)).said == (said,)


def test_costs_add_up():
    model = Scripted(lambda _: "x y")
    requests = [request("p", "closed_book", seed, question="who") for seed in range(3)]
    once, both = (answered(ask_all(some), model) for some in (requests[:1], requests))
    assert both.said == ("x y",) * 3
    assert both.cost == {name: 3 * count for name, count in once.cost.items()}
    assert once.cost["asked"] == 1
    assert once.cost["completion_tokens"] == 2


def test_the_question_comes_first_so_that_prompts_share_a_beginning():
    question = "Which painter was taught by the sculptor?"
    prompts = [
        prompt("closed_book", question=question),
        prompt("one_page", question=question, page="Isk: a river"),
        prompt("pages", question=question, pages="Isk: a river"),
    ]
    assert len({messages[0] for messages in prompts}) == 1
    assert [messages[1].content[: len(question)] for messages in prompts] == [question] * 3


def test_what_a_page_says_is_not_filled_in_again():
    assert "$question" in prompt("one_page", question="who", page="Isk: costs $question")[1].content


def test_prompts_have_a_digest_and_seeds_a_place_in_it():
    assert len(prompts_id()) == 32
    assert set(NAMES) >= {"closed_book", "one_page", "pages", "opening"}
    keys = {request_key("m", request("p", "closed_book", seed, question="q")) for seed in (1, 1, 2)}
    assert len(keys) == 2
