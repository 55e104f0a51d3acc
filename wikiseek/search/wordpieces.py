"""Tokenizing for a static encoder: word by word from memory where that is exact, as BERT's tokenizers allow.

A BERT tokenizer cleans and splits text character by character, at spaces and around punctuation, so a word's
pieces do not depend on its neighbours, and most words of a text have been seen before. Looking them up takes
less than half the time of `tokenizers`, which stays the one that splits each word the first time.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from wikiseek import codec

# In ASCII, BERT's punctuation is all that is neither letter, digit nor space, each character by itself.
_ASCII_PARTS = re.compile(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]")
# BERT drops these and joins what they part, while Python takes some for spaces.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_REMEMBERED = 1_000_000


class WordPieces:
    """The pieces of texts, unknown ones left out. `tokenizer` is a `tokenizers.Tokenizer`, which is changed."""

    def __init__(self, tokenizer: Any) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        settings = codec.load(tokenizer.to_str())
        model = settings["model"]
        self._unknown = tokenizer.token_to_id(model.get("unk_token") or "[UNK]")
        kinds = [(settings[part] or {}).get("type") for part in ("normalizer", "pre_tokenizer", "model")]
        self._by_word = kinds == ["BertNormalizer", "BertPreTokenizer", "WordPiece"]
        self._seen: dict[str, list[int]] = {}

    def __call__(self, texts: list[str]) -> list[list[int]]:
        """The ids of the pieces of each text, without those that mark its ends."""
        if not self._by_word:
            return self.split(texts)
        parts = [_parts(text) for text in texts]
        seen = self._learned(set(chain.from_iterable(parts)))
        return [list(chain.from_iterable(map(seen.__getitem__, row))) for row in parts]

    def _learned(self, parts: set[str]) -> dict[str, list[int]]:
        """A memory that holds `parts`. One that is full is left, not emptied: another thread may be reading it."""
        if len(self._seen) > _REMEMBERED:
            self._seen = {}
        seen = self._seen
        new = list(parts - seen.keys())
        seen.update(zip(new, self.split(new), strict=True))
        return seen

    def split(self, texts: list[str]) -> list[list[int]]:
        """The same without memory."""
        encodings = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [[piece for piece in encoding.ids if piece != self._unknown] for encoding in encodings]


def _parts(text: str) -> list[str]:
    """Parts of text that can be split alone: for ASCII the words and marks, otherwise what is between spaces."""
    if _CONTROLS.search(text):
        return [text]
    if text.isascii():
        return _ASCII_PARTS.findall(text)
    return list(chain.from_iterable(_ASCII_PARTS.findall(run) if run.isascii() else (run,) for run in text.split()))
