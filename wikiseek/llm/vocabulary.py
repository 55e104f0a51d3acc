"""Text to tokens and back, with contents kept from becoming special tokens."""

from __future__ import annotations

import ctypes
import re
from types import ModuleType
from typing import Any

import numpy as np

from wikiseek.errors import ModelFault
from wikiseek.llm.template import Piece

_PIECE_SIZE = 256


class Vocabulary:
    """A model's tokens, `size` of them; `enders` end an answer. Ids are llama.cpp's."""

    def __init__(self, api: ModuleType, vocab: Any) -> None:
        self._api = api
        self._vocab = vocab
        self._buffer = ctypes.create_string_buffer(_PIECE_SIZE)
        self._bos = api.llama_vocab_bos(vocab)
        self._opens_with_bos = bool(api.llama_vocab_get_add_bos(vocab)) and self._bos >= 0
        self.size = int(api.llama_vocab_n_tokens(vocab))
        special = [token for token in range(self.size) if self.is_special(token)]
        self._special = _pattern({self.name(token) for token in special})
        self.enders = np.array([token for token in special if self.ends(token)], np.int32)

    def prompt(self, pieces: list[Piece]) -> list[int]:
        """The tokens of a rendered prompt; only the template's own pieces yield special tokens."""
        tokens: list[int] = []
        for piece in pieces:
            tokens += self.tokens(piece.text, special=True) if piece.template else self.content(piece.text)
        if self._opens_with_bos and tokens[:1] != [self._bos]:
            tokens.insert(0, self._bos)
        return tokens

    def content(self, text: str) -> list[int]:
        """The tokens of data: the name of a special token in it is spelled out, never that token.

        llama.cpp leaves "control" tokens alone when asked to, but still matches "user defined" ones,
        and how a model's turn marks are typed is up to whoever converted it. So names are also cut
        after their first character, and no half of a name can match or merge into the whole.
        """
        tokens: list[int] = []
        start = 0
        for name in self._special.finditer(text):
            tokens += self.tokens(text[start : name.start() + 1], special=False)
            start = name.start() + 1
        return tokens + self.tokens(text[start:], special=False)

    def tokens(self, text: str, special: bool) -> list[int]:
        """The tokens of `text`; with `special`, names of special tokens in it become those tokens."""
        data = text.encode("utf-8", "replace")
        size = len(data) + 8
        room = (self._api.llama_token * size)()
        count = self._api.llama_tokenize(self._vocab, data, len(data), room, size, False, special)
        if count < 0:
            raise ModelFault(f"llama.cpp cannot tokenise a text of {len(data)} bytes: use another model file")
        return list(room[:count])

    def piece(self, token: int) -> bytes:
        """The bytes that `token` adds to an answer; special tokens add none."""
        count = self._api.llama_token_to_piece(self._vocab, token, self._buffer, _PIECE_SIZE, 0, False)
        if count < 0:
            larger = ctypes.create_string_buffer(-count)
            count = self._api.llama_token_to_piece(self._vocab, token, larger, -count, 0, False)
            return larger.raw[:count]
        return self._buffer.raw[:count]

    def ends(self, token: int) -> bool:
        """Whether `token` ends an answer."""
        return bool(self._api.llama_vocab_is_eog(self._vocab, token))

    def is_special(self, token: int) -> bool:
        """Whether `token` stands for something other than its letters (a turn, a tool, the end)."""
        api = self._api
        return bool(
            api.llama_vocab_get_attr(self._vocab, token)
            & (api.LLAMA_TOKEN_ATTR_CONTROL | api.LLAMA_TOKEN_ATTR_USER_DEFINED | api.LLAMA_TOKEN_ATTR_UNKNOWN)
        )

    def is_control(self, token: int) -> bool:
        """Whether `token` is a control token, which no text can be tokenised to."""
        return bool(self._api.llama_vocab_is_control(self._vocab, token))

    def name(self, token: int) -> str:
        """How the model's file spells `token` ("" for the id that means none)."""
        return self._api.llama_vocab_get_text(self._vocab, token).decode("utf-8", "replace") if token >= 0 else ""


def _pattern(names: set[str]) -> re.Pattern[str]:
    # One character cannot be cut, and runs of blanks are tokens of formatting, not of structure.
    marks = sorted((name for name in names if len(name) > 1 and not name.isspace()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, marks)) or r"(?!)")
