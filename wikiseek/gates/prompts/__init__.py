"""The gates' prompts, one text file each; their digest is part of a run's fingerprint.

`opening` is the system message of all of them, and the question comes first in each: what a model has read for one
prompt, it need not read again for the next.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from string import Template

from wikiseek.codec import content_id
from wikiseek.llm import Message, conversation

NAMES = ("closed_book", "one_page", "opening", "pages")

__all__ = ["NAMES", "prompt", "prompts_id"]


def prompt(name: str, **values: str) -> tuple[Message, ...]:
    """The messages of prompt `name` with its `$placeholders` filled in."""
    return conversation(Template(_text(name)).substitute(values).strip(), _text("opening").strip())


def prompts_id() -> str:
    """A digest of every prompt: another wording makes another run."""
    return content_id({name: _text(name) for name in NAMES})


@lru_cache(len(NAMES))
def _text(name: str) -> str:
    return files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
