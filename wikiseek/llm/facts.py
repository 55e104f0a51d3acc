"""What a model file is and needs, from its header alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikiseek.llm.gguf import check_gguf
from wikiseek.llm.header import TYPES, Header

_HALF = 2  # bytes of a number in the cache of keys and values


@dataclass(frozen=True, slots=True)
class Facts:
    """A model: its weights, the type that most of their bytes have, and the longest context it was trained with.

    `cell_bytes` is what one token of context takes in the cache; None where the header does not tell.
    """

    architecture: str
    name: str
    parameters: int
    weight_bytes: int
    quantisation: str
    trained_context: int | None
    has_template: bool
    cell_bytes: int | None


def model_facts(path: Path) -> Facts:
    """The facts of the model in `path`. Raises `ModelFault` for what is no whole model file."""
    headers = check_gguf(path)
    tensors = [tensor for header in headers for tensor in header.tensors]
    sizes: Counter[str] = Counter()
    for tensor in tensors:
        sizes[TYPES[tensor.type][0] if tensor.type in TYPES else f"type {tensor.type}"] += tensor.bytes
    settings = headers[0].settings
    architecture = str(settings.get("general.architecture", "unknown"))[:40]
    return Facts(
        architecture,
        " ".join(str(settings.get("general.name", path.stem)).split())[:80],
        sum(tensor.weights for tensor in tensors),
        sizes.total(),
        sizes.most_common(1)[0][0],
        _count(settings.get(f"{architecture}.context_length")),
        isinstance(settings.get("tokenizer.chat_template"), str),
        _cell_bytes(headers[0], architecture),
    )


def _cell_bytes(header: Header, architecture: str) -> int | None:
    """Bytes of the keys and values of one token, in 16 bits a number: heads of every layer times their lengths."""

    def setting(name: str) -> Any:
        return header.settings.get(f"{architecture}.{name}")

    layers, heads = _count(setting("block_count")), setting("attention.head_count")
    shared = setting("attention.head_count_kv")
    width = _count(setting("embedding_length"))
    counts = _per_layer(heads if shared is None else shared, layers)
    most = max(_per_layer(heads, layers), default=0)
    if not counts or not most or width is None:
        return None
    key, value = (_count(setting(f"attention.{name}_length")) or width // most for name in ("key", "value"))
    return sum(counts) * (key + value) * _HALF


def _per_layer(value: Any, layers: int | None) -> Sequence[int]:
    """A count for each layer, from a setting that is one number or a list of them."""
    if layers is None or layers > 1 << 16:
        return ()
    if isinstance(value, tuple):
        return value if len(value) == layers and all(_count(each) is not None for each in value) else ()
    count = _count(value)
    return () if count is None else (count,) * layers


def _count(value: Any) -> int | None:
    return value if type(value) is int and value >= 0 else None
