"""A reader is given the sentences to the point, and all of them where none is."""

from __future__ import annotations

from wikiseek.gates.excerpt import excerpt
from wikiseek.gates.stating import answer_ways

LUND = answer_ways("Jan Lund", ["Lund the Elder"])
QUESTION = "Which painter died in Corvia and met Ida of the Gate Park?"


def test_the_first_sentence_and_those_that_name_the_answer_or_a_thing_of_the_question_stay():
    text = (
        "Isk School. It was small. Jan Lund taught\u00a0there. So did Holm. He fell ill in CORVIA.\nThere was a park. "
        "Lund the Elder left. Nobody stayed. The gate fell."
    )
    assert excerpt(text, QUESTION, LUND) == (
        "Isk School. Jan Lund taught there. He fell ill in CORVIA. There was a park. Lund the Elder left. "
        "The gate fell."
    )


def test_numbers_stay_when_the_question_has_one():
    text = "Isk School. It was small. He left in 1851. Jan Lund came."
    assert "1851" not in excerpt(text, QUESTION, LUND)
    assert "1851" in excerpt(text, "Which painter died in the 1850s?", LUND)


def test_where_nothing_is_to_the_point_all_of_it_is_read():
    text = "Jan Lund. He sold\n herring. He slept."
    assert excerpt(text, QUESTION, LUND) == "Jan Lund. He sold herring. He slept."
    assert excerpt("", QUESTION, LUND) == ""
