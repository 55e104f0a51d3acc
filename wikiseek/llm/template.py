"""A model's own chat template, rendered so that contents can be told from the template's words.

Templates are Jinja2 programs stored in the model's file. If contents were rendered into them and
the whole tokenised, a page that says `<|im_end|>` would end the turn. So a mark is rendered in the
place of every content, the result is cut at the marks, and only what the template itself wrote is
tokenised with special tokens.
"""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from wikiseek.errors import ModelFault
from wikiseek.llm.protocol import Message

if TYPE_CHECKING:
    from jinja2 import Environment, Template

# Private-use characters: no template contains them, and contents are never looked at.
_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000(\\d+)\ue001")
# transformers' marker around what is trained on; it means nothing to a reader of the prompt.
_GENERATION = re.compile(r"\{%-?\s*(?:end)?generation\s*-?%\}")
# Some templates print today's date; the prompt of a request must not change from day to day.
_TODAY = datetime.date(2024, 7, 26)


class Piece(NamedTuple):
    """A stretch of a prompt, and whether the template wrote it (else it is content, that is: data)."""

    text: str
    template: bool


class ChatTemplate:
    """Turns messages into the pieces of a prompt that ends where the assistant begins to speak."""

    def __init__(self, source: str, bos: str = "", eos: str = "") -> None:
        self._bos, self._eos = bos, eos
        self._template = _compiled(source)

    def render(self, messages: tuple[Message, ...]) -> list[Piece]:
        """The prompt of `messages`, in order. Raises `ModelFault` when the template cannot say them.

        Templates that refuse or drop a system message get it at the head of the first user message.
        """
        for attempt in (messages, _folded(messages)):
            rendered = self._try(attempt)
            if rendered is not None:
                return _pieces(rendered, attempt)
        raise ModelFault("the model's chat template does not take these messages: use a model with a chat template")

    def _try(self, messages: tuple[Message, ...]) -> str | None:
        from jinja2 import TemplateError

        turns = [{"role": each.role, "content": _MARK.format(place)} for place, each in enumerate(messages)]
        try:
            text = self._template.render(
                messages=turns, add_generation_prompt=True, bos_token=self._bos, eos_token=self._eos
            )
        except (TemplateError, TypeError, ValueError, KeyError):
            return None
        kept = {int(place) for place in _MARKS.findall(text)}
        return text if kept == set(range(len(messages))) else None


def _pieces(rendered: str, messages: tuple[Message, ...]) -> list[Piece]:
    found = []
    for place, text in enumerate(_MARKS.split(rendered)):
        # `re.split` alternates: even places are the template's text, odd ones the mark's number.
        found.append(Piece(messages[int(text)].content, False) if place % 2 else Piece(text, True))
    return [piece for piece in found if piece.text]


def _folded(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The same conversation with system messages moved into the first user message."""
    told = [each.content for each in messages if each.role == "system"]
    rest = [each for each in messages if each.role != "system"]
    if not rest:
        return (Message("user", "\n\n".join(told)),)
    first = Message(rest[0].role, "\n\n".join([*told, rest[0].content]))
    return (first, *rest[1:])


def _compiled(source: str) -> Template:
    from jinja2 import TemplateError

    try:
        return _environment().from_string(_GENERATION.sub("", source))
    except TemplateError as error:
        raise ModelFault(f"the model's chat template cannot be read ({error}): use another model file") from error


def _environment() -> Environment:
    """Jinja2 as chat templates expect it (transformers' conventions), sandboxed: the file is not trusted."""
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def refuse(message: str) -> None:
        raise TemplateError(message)

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.filters["tojson"] = _tojson
    environment.globals["raise_exception"] = refuse
    environment.globals["strftime_now"] = _TODAY.strftime
    return environment


def _tojson(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
