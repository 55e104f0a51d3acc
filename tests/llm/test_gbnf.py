import pytest

from wikiseek.llm import gbnf


def test_choices_become_an_alternation():
    assert gbnf.one_of(["c1", "c2", "c1"]) == 'root ::= "c1" | "c2"\n'


def test_quotes_and_newlines_cannot_end_a_literal():
    assert gbnf.literal('a"b\\c\nd') == '"a\\"b\\\\c\\nd"'


def test_no_choice_is_a_mistake():
    for choices in ([], [""], ["a", ""]):
        with pytest.raises(ValueError, match="non-empty"):
            gbnf.one_of(choices)
