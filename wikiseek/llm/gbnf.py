"""Grammars in GBNF, llama.cpp's notation, for answers that must have a given form."""

from __future__ import annotations

from collections.abc import Iterable

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def literal(text: str) -> str:
    """`text` as a GBNF string literal."""
    return f'"{text.translate(_ESCAPES)}"'


def one_of(choices: Iterable[str]) -> str:
    """A grammar whose only sentences are `choices`.

    Raises `ValueError` when there is none or one is empty: an empty answer cannot be told
    from a model that said nothing.
    """
    options = list(dict.fromkeys(choices))
    if not options or not all(options):
        raise ValueError("choices must be non-empty strings")
    return f"root ::= {' | '.join(map(literal, options))}\n"
