"""Small texts to search, kept in memory, and small encoders made for a test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from wikiseek import codec
from wikiseek.records import Section

DIMENSIONS = 16


class MemoryTexts:
    """Pages by id: (title, text, sections)."""

    def __init__(self, pages: dict[int, tuple[str, str, Sequence[Section]]]) -> None:
        self.pages = pages

    def ids(self) -> Iterable[int]:
        return sorted(self.pages)

    def title(self, page_id: int) -> str:
        return self.pages[page_id][0]

    def text(self, page_id: int) -> str:
        return self.pages[page_id][1]

    def sections(self, page_id: int) -> Sequence[Section]:
        return self.pages[page_id][2]


def page(title: str, *bodies: str) -> tuple[str, str, list[Section]]:
    """A page with a lead and a section for each further body, its heading a line of the text."""
    text, sections = bodies[0], []
    for number, body in enumerate(bodies[1:], 1):
        heading = f"Part {number}"
        text += f"\n\n{heading}\n"
        sections.append(Section(heading, 2, len(text)))
        text += body
    return title, text, sections


SENTENCES = (
    "The harbour town of Velmora lies on the northern coast.",
    "Its lighthouse was designed by the engineer Tilda Brann.",
    "Fishing and glass making were the main trades for centuries.",
    "A narrow railway joins the town with the copper mines inland.",
    "The annual kite festival draws visitors from every province.",
    "In winter the bay freezes and ferries stop for ten weeks.",
    "The old library keeps letters of the poet Osric Hale.",
    "Storms destroyed the eastern pier twice in one decade.",
)


def town_pages(count: int = 24) -> MemoryTexts:
    """Pages of several passages each, told apart by a made-up name."""
    pages = {}
    for number in range(1, count + 1):
        name = f"Town{number}"
        turned = [SENTENCES[(number * 3 + place) % len(SENTENCES)] for place in range(30)]
        lead = f"{name} is a town of {number * 100} people. " + " ".join(turned[:14])
        rest = " ".join(turned[14:]) + f" Nobody in {name} remembers quince{number}."
        pages[number * 10] = page(name, lead, rest)
    return MemoryTexts(pages)


def bert_tokenizer(words: Iterable[str]) -> Tokenizer:
    """A BERT tokenizer that knows `words`, single letters and digits, and a few endings."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,!?"
    known = ["[PAD]", "[UNK]", *letters, *(f"##{letter}" for letter in letters), "##ing", "##ed"]
    vocabulary = {token: number for number, token in enumerate(dict.fromkeys([*known, *words]))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def write_static_encoder(folder: Path, tokenizer: Any = None, seed: int = 0) -> Path:
    """A Model2Vec folder whose vectors are random but always the same."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = tokenizer or bert_tokenizer(sorted({word.strip(".").lower() for word in " ".join(SENTENCES).split()}))
    vectors = np.random.default_rng(seed).normal(size=(tokenizer.get_vocab_size(), DIMENSIONS)).astype(np.float16)
    (folder / "model.safetensors").write_bytes(save({"embeddings": vectors}))
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), "utf-8")
    settings = {"model_type": "model2vec", "tokenizer_name": "tiny", "normalize": True}
    (folder / "config.json").write_bytes(codec.line(settings))
    return folder
