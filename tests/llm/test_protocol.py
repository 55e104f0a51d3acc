import pytest

from wikiseek.llm import Llm, Request, Scripted, conversation


def test_a_request_is_bound_by_one_form_only():
    for bound in ({"choices": ("a",), "schema": {}}, {"grammar": 'root ::= "a"', "choices": ("a",)}):
        with pytest.raises(ValueError, match="one of schema, grammar and choices"):
            Request("plan", conversation("?"), **bound)


def test_a_request_says_something_and_leaves_room_for_an_answer():
    with pytest.raises(ValueError, match="message"):
        Request("plan", ())
    with pytest.raises(ValueError, match="max_tokens"):
        Request("plan", conversation("?"), max_tokens=0)
    with pytest.raises(ValueError, match="empty grammar"):
        Request("plan", conversation("?"), grammar="")


def test_a_conversation_opens_with_its_instructions_if_there_are_any():
    assert [each.role for each in conversation("hello", "be brief")] == ["system", "user"]
    assert [each.role for each in conversation("hello")] == ["user"]


def test_scripted_answers_in_order_and_keeps_what_was_asked():
    model = Scripted(lambda request: request.messages[-1].content.upper())
    requests = [Request("shout", conversation(word)) for word in ("red", "blue")]
    assert isinstance(model, Llm)
    assert [each.text for each in model.complete(requests)] == ["RED", "BLUE"]
    assert model.asked == requests
