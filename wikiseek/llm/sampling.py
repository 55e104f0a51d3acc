"""The next token: greedy or drawn from a seed, and never one the grammar forbids.

Works on llama.cpp's C interface. A grammar is costly over a whole vocabulary, so the token that
would win without it is tried first, then the best few, and the grammar looks at all of them only when
it refuses those; the outcome is the same (llama.cpp's own `common_sampler` does this too).
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
_FEW = 64
# The best `_TOP_K` are nearly always this close to the best one, and then the others need no look.
_CLOSE = 12.0
_TOKEN = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)], align=True)

Ids = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]


class Sampler:
    """Picks the tokens of one answer. `close` it: the memory is C's."""

    def __init__(self, api: ModuleType, vocab: Any, grammar: str | None, temperature: float, seed: int) -> None:
        """Raises `ValueError` when `grammar` is not GBNF that llama.cpp can read."""
        self._api = api
        self._grammar = _grammar(api, vocab, grammar) if grammar is not None else None
        self._chain = _chain(api, temperature, seed) if temperature > 0 else None

    def pick(self, scores: Scores) -> int | None:
        """The next token, given the scores of all; None when the grammar leaves no token at all."""
        token = self._winner(scores)
        if self._grammar is None or self._bounded(np.array([token], np.int32), scores).size:
            return token
        if self._chain is None:
            few = np.argpartition(scores, -min(_FEW, len(scores)))[-_FEW:].astype(np.int32)
            if (allowed := self._bounded(few, scores)).size:
                return _best(allowed, scores)
        allowed = self._bounded(np.arange(len(scores), dtype=np.int32), scores)
        if not allowed.size:
            return None
        return _best(allowed, scores) if self._chain is None else self._drawn(allowed, scores)

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

    def _winner(self, scores: Scores) -> int:
        if self._chain is None:
            return int(scores.argmax())
        close = np.flatnonzero(scores > scores.max() - _CLOSE).astype(np.int32)
        return self._drawn(close if len(close) >= _TOP_K else np.arange(len(scores), dtype=np.int32), scores)

    def _drawn(self, ids: Ids, scores: Scores) -> int:
        rows = _rows(ids, scores)
        candidates = self._applied(self._chain, rows)
        return int(rows["id"][candidates.selected])

    def _bounded(self, ids: Ids, scores: Scores) -> Ids:
        """Those of `ids` that the grammar allows."""
        rows = _rows(ids, scores)
        self._applied(self._grammar, rows)
        allowed: Ids = ids[np.isfinite(rows["logit"])]
        return allowed

    def _applied(self, sampler: Any, rows: npt.NDArray[Any]) -> Any:
        """Let `sampler` work on `rows` in place; the result points into them, so keep them as long."""
        data = rows.ctypes.data_as(self._api.llama_token_data_p)
        candidates = self._api.llama_token_data_array(data=data, size=len(rows), selected=-1, sorted=False)
        self._api.llama_sampler_apply(sampler, ctypes.byref(candidates))
        return candidates


def _best(ids: Ids, scores: Scores) -> int:
    """The token with the highest score, the first of several."""
    return int(ids[np.lexsort((ids, -scores[ids]))[0]])


def _rows(ids: Ids, scores: Scores) -> npt.NDArray[Any]:
    rows = np.zeros(len(ids), _TOKEN)
    rows["id"], rows["logit"] = ids, scores[ids]
    return rows


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
