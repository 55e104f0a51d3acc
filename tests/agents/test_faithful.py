"""A rewording is used only if it says the same."""

import pytest

from wikiseek.agents.faithful import faults

DRAFT = (
    "Which novel was written by a doctor who was born in Tarvel and studied at Elm College and was published in 1905?"
)
NAMES = ("Tarvel", "Elm College")


def test_another_order_of_the_same_words_is_faithful() -> None:
    text = "Which novel, published in 1905, was written by a doctor who studied at Elm College and was born in Tarvel?"
    assert faults(DRAFT, text, NAMES, "novel") == []


def test_a_clause_of_the_answer_may_follow_its_kind() -> None:
    text = (
        "Which novel, which was published in 1905, was written by a doctor who studied at Elm College and was born in "
        "Tarvel?"
    )
    assert faults(DRAFT, text, NAMES, "novel") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Which novel was written by a doctor who was born in Tarvel?", "the name Elm College is missing"),
        (DRAFT.replace("doctor", "doctor from Corvia"), "Corvia is not in the draft"),
        (DRAFT.replace("1905", "1906"), "1906 is not in the draft"),
        (DRAFT.replace("born", "raised"), "the word born is missing"),
        (DRAFT.replace("novel", "book"), "it does not ask for a novel"),
        (DRAFT.replace("Which novel", "Who, in a novel,"), "it does not ask for a novel"),
        (
            DRAFT.replace("and was published", "and who was published"),
            "a relative pronoun is added: its clause may tell of another thing",
        ),
        (DRAFT[:-1] + ".", "it is not one question"),
        (DRAFT + " Which one?", "it is not one question"),
        ("Tell me: " + DRAFT, "it does not open with which, what or who"),
        (DRAFT.replace("published", "published at once"), "the word once is new or said again"),
        (DRAFT.replace("was written by", "wrote"), "the word by is missing"),
        (DRAFT.replace("studied", "studies"), "the word studied is missing"),
        (DRAFT.replace("was written", "is written"), "a tense is changed"),
        (DRAFT.replace(" and was published", ", was published"), 'an "and" is dropped'),
        (
            "Which novel, who was written by a doctor born in Tarvel, studied at Elm College and came out in 1905?",
            "doctor who is no longer told by a clause of its own",
        ),
    ],
)
def test_a_changed_meaning_or_form_is_named(text: str, fault: str) -> None:
    assert fault in faults(DRAFT, text, NAMES, "novel")


def test_a_participle_before_what_is_would_tell_of_what_is() -> None:
    draft = "Which island was ruled by Corvia and is located in Elm, Tarvel?"
    before_is = "Which island, ruled by Corvia, is located in Elm, Tarvel?"
    assert "a tense is changed" in faults(draft, before_is, ["Corvia", "Elm, Tarvel"], "island")
    told = "Which island, which was ruled by Corvia, is located in Elm, Tarvel?"
    assert faults(draft, told, ["Corvia", "Elm, Tarvel"], "island") == []
    past = "Which island was ruled by Corvia and was bought in Elm, Tarvel?"
    assert faults(past, "Which island, ruled by Corvia, was bought in Elm, Tarvel?", ["Corvia"], "island") == []
