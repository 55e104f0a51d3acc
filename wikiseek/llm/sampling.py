"""The next token: greedy or drawn from a seed, and never one the grammar forbids.

Works on llama.cpp's C interface. A grammar is costly over a whole vocabulary, so the token that
would win without it is tried first, and the grammar looks at all of them only when it refuses
that one; the outcome is the same (llama.cpp's own `common_sampler` does this too).
"""

from __future__ import annotations

import ctypes
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

# llama.cpp takes this seed to mean "pick one yourself".
_RANDOM_SEED = 0xFFFFFFFF
_TOP_K, _TOP_P = 40, 0.95
_TOKEN = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)], align=True)


class Sampler:
    """Picks the tokens of one answer. `close` it: the memory is C's."""

    def __init__(self, api: ModuleType, vocab: Any, grammar: str | None, temperature: float, seed: int) -> None:
        """Raises `ValueError` when `grammar` is not GBNF that llama.cpp can read."""
        self._api = api
        self._size = api.llama_vocab_n_tokens(vocab)
        self._ids = np.arange(self._size, dtype=np.int32)
        self._grammar = _grammar(api, vocab, grammar) if grammar is not None else None
        self._chain = _chain(api, temperature, seed) if temperature > 0 else None

    def pick(self, logits: Any) -> int | None:
        """The next token, given C's logits; None when the grammar leaves no token at all."""
        scores = np.ctypeslib.as_array(logits, shape=(self._size,))
        token = self._winner(scores)
        if self._grammar is None or self._allowed(token):
            return token
        bound = self._bounded(scores)
        if not np.isfinite(bound).any():
            return None
        return self._winner(bound)

    def accept(self, token: int) -> None:
        """Move the grammar past `token`, which `pick` gave."""
        if self._grammar is not None:
            self._api.llama_sampler_accept(self._grammar, token)

    def close(self) -> None:
        """Free the samplers."""
        for sampler in (self._grammar, self._chain):
            if sampler is not None:
                self._api.llama_sampler_free(sampler)
        self._grammar = self._chain = None

    def _winner(self, scores: npt.NDArray[np.float32]) -> int:
        if self._chain is None:
            return int(scores.argmax())
        rows = self._rows(self._ids, scores)
        candidates = self._applied(self._chain, rows)
        return int(candidates.data[candidates.selected].id)

    def _allowed(self, token: int) -> bool:
        rows = self._rows(np.array([token], np.int32), np.zeros(1, np.float32))
        self._applied(self._grammar, rows)
        return bool(np.isfinite(rows["logit"][0]))

    def _bounded(self, scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        rows = self._rows(self._ids, scores)
        self._applied(self._grammar, rows)
        return np.ascontiguousarray(rows["logit"])

    def _rows(self, ids: npt.NDArray[np.int32], scores: npt.NDArray[np.float32]) -> npt.NDArray[Any]:
        rows = np.zeros(len(ids), _TOKEN)
        rows["id"], rows["logit"] = ids, scores
        return rows

    def _applied(self, sampler: Any, rows: npt.NDArray[Any]) -> Any:
        """Let `sampler` work on `rows` in place; the result points into them."""
        data = rows.ctypes.data_as(self._api.llama_token_data_p)
        candidates = self._api.llama_token_data_array(data=data, size=len(rows), selected=-1, sorted=False)
        self._api.llama_sampler_apply(sampler, ctypes.byref(candidates))
        return candidates


def _grammar(api: ModuleType, vocab: Any, text: str) -> Any:
    sampler = api.llama_sampler_init_grammar(vocab, text.encode(), b"root")
    if not sampler:
        raise ValueError(f"not a GBNF grammar: {text[:80]!r}")
    return sampler


def _chain(api: ModuleType, temperature: float, seed: int) -> Any:
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    stages = (
        api.llama_sampler_init_top_k(_TOP_K),
        api.llama_sampler_init_top_p(_TOP_P, 1),
        api.llama_sampler_init_temp(temperature),
        api.llama_sampler_init_dist(seed % _RANDOM_SEED),
    )
    for stage in stages:
        api.llama_sampler_chain_add(chain, stage)
    return chain
