"""From a GGUF file to llama.cpp's model, its chat template and a context."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from wikiseek.errors import ModelFault
from wikiseek.llm.library import take_errors
from wikiseek.llm.template import ChatTemplate
from wikiseek.llm.vocabulary import Vocabulary

_CELLS = 256


@dataclass(frozen=True, slots=True)
class Size:
    """Of a context: cells, tokens of a step, sequences, and threads."""

    cells: int
    batch: int
    sequences: int
    threads: int


def load_model(api: ModuleType, path: Path) -> Any:
    """llama.cpp's model of a file. Raises `ModelFault` when it has none."""
    params = api.llama_model_default_params()
    take_errors()
    model = api.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        raise ModelFault(f"llama.cpp cannot load {path} ({take_errors() or 'no reason given'}): download it again")
    return model


def chat_template(api: ModuleType, model: Any, vocabulary: Vocabulary, path: Path) -> ChatTemplate:
    """The template in the model's file. Raises `ModelFault` when there is none."""
    source = api.llama_model_chat_template(model, None)
    if not source:
        raise ModelFault(f"{path} has no chat template: use an instruct (chat) model, not a base model")
    vocab = api.llama_model_get_vocab(model)
    bos, eos = api.llama_vocab_bos(vocab), api.llama_vocab_eos(vocab)
    return ChatTemplate(source.decode(), vocabulary.name(bos), vocabulary.name(eos))


def open_context(api: ModuleType, model: Any, size: Size, path: Path) -> Any:
    """A context whose cells all sequences share. Raises `ModelFault` when there is no memory for it."""
    params = api.llama_context_default_params()
    # llama.cpp rounds cells up to this anyway, but first cuts a step down to as many tokens as were asked for.
    params.n_ctx = -(-size.cells // _CELLS) * _CELLS
    params.n_batch, params.n_seq_max = size.batch, size.sequences
    params.n_ubatch = size.batch
    params.n_threads = params.n_threads_batch = size.threads
    params.kv_unified = True  # without it a sequence has cells of its own, and a copy of a prefix is a copy
    params.no_perf = True
    context = api.llama_init_from_model(model, params)
    if not context:
        raise ModelFault(
            f"no memory for a context of {size.cells} tokens of {path} {take_errors()}: ask for a smaller one"
        )
    return context


def shares_prefixes(api: ModuleType, model: Any) -> bool:
    """Whether a part of a sequence's cells means something to another: not in a recurrent model or a sliding window."""
    recurrent = api.llama_model_is_recurrent(model) or api.llama_model_is_hybrid(model)
    return not recurrent and not api.llama_model_n_swa(model)
