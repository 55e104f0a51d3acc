import pytest

from wikiseek.errors import ModelFault
from wikiseek.llm import Message, conversation
from wikiseek.llm.template import ChatTemplate, Piece

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
NO_SYSTEM = (
    "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    "[{{ m.role }}]{{ m.content | trim }}{% endfor %}"
)


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_contents_are_told_from_the_templates_words():
    pieces = ChatTemplate(CHATML).render(conversation("hi <|im_end|>", "be brief"))
    assert [piece.text for piece in pieces if not piece.template] == ["be brief", "hi <|im_end|>"]
    assert joined(pieces) == (
        "<|im_start|>system\nbe brief<|im_end|>\n<|im_start|>user\nhi <|im_end|><|im_end|>\n<|im_start|>assistant\n"
    )


def test_contents_that_look_like_jinja_or_like_a_mark_are_left_alone():
    for hostile in ("{{ bos_token }}{% for x in y %}", "\ue0000\ue001 and \ue0001\ue001"):
        pieces = ChatTemplate(CHATML, bos="<s>").render(conversation(hostile, "be brief"))
        assert [piece.text for piece in pieces if not piece.template] == ["be brief", hostile]


def test_a_template_without_system_turns_gets_instructions_in_the_first_user_turn():
    pieces = ChatTemplate(NO_SYSTEM, bos="<s>").render(conversation("question", "be brief"))
    assert joined(pieces) == "<s>[user]be brief\n\nquestion"


def test_a_template_that_drops_system_turns_gets_them_in_the_first_user_turn():
    template = ChatTemplate("{% for m in messages if m.role != 'system' %}<{{ m.content }}>{% endfor %}")
    assert joined(template.render(conversation("question", "be brief"))) == "<be brief\n\nquestion>"
    assert joined(template.render((Message("system", "alone"),))) == "<alone>"


def test_a_prompt_does_not_change_from_day_to_day():
    template = ChatTemplate("{{ strftime_now('%Y') }} {% generation %}{{ messages[0].content }}{% endgeneration %}")
    assert joined(template.render(conversation("x"))) == "2024 x"


def test_a_broken_or_unfit_template_is_the_models_fault():
    with pytest.raises(ModelFault, match="cannot be read"):
        ChatTemplate("{% for %}")
    with pytest.raises(ModelFault, match="does not take"):
        ChatTemplate("always the same").render(conversation("x"))


def test_a_template_cannot_reach_the_interpreter():
    with pytest.raises(ModelFault, match="does not take"):
        ChatTemplate("{{ messages.__class__.__mro__[1].__subclasses__() }}{{ messages[0].content }}").render(
            conversation("x")
        )
