"""The agents' prompts, one text file each; their digest is part of a run's fingerprint."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from wikiseek.codec import content_id

NAMES = ("compose", "plan")

__all__ = ["NAMES", "filled", "prompts_id"]


def filled(name: str, **values: str) -> str:
    """Prompt `name` with its `$placeholders` filled in."""
    return Template(_text(name)).substitute(values)


def prompts_id() -> str:
    """A digest of every prompt: another wording makes another run."""
    return content_id({name: _text(name) for name in NAMES})


def _text(name: str) -> str:
    return files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
