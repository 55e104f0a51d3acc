from __future__ import annotations

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model2vec import StaticModel
from tokenizers import Tokenizer, models, pre_tokenizers

from tests.search.worlds import DIMENSIONS, SENTENCES, bert_tokenizer, write_static_encoder
from wikiseek.errors import IndexFault, NotFound
from wikiseek.search import open_encoder
from wikiseek.search.static import StaticEncoder, is_static
from wikiseek.search.wordpieces import WordPieces


@pytest.fixture(scope="module")
def encoder(tiny_encoder) -> StaticEncoder:
    return StaticEncoder(tiny_encoder)


def test_vectors_have_length_one(encoder):
    vectors = encoder.encode(list(SENTENCES))
    assert vectors.shape == (len(SENTENCES), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_vectors_are_those_of_model2vec(encoder, tiny_encoder):
    peer = StaticModel.from_pretrained(tiny_encoder, normalize=True).encode(list(SENTENCES))
    assert np.allclose(encoder.encode(list(SENTENCES)), peer, atol=2e-3)  # model2vec rounds to float16


def test_a_vector_is_the_same_in_any_batch(encoder, tiny_encoder):
    together = encoder.encode(list(SENTENCES))
    alone = np.concatenate([StaticEncoder(tiny_encoder).encode([text]) for text in reversed(SENTENCES)])[::-1]
    assert together.tobytes() == alone.tobytes()


def test_unknown_words_and_no_words_give_zero(encoder):
    assert not encoder.encode(["", "§§ ☃"]).any()


def test_no_texts_give_no_vectors(encoder):
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_the_id_changes_with_the_weights(tmp_path, encoder):
    other = StaticEncoder(write_static_encoder(tmp_path / "other", seed=1))
    same = StaticEncoder(write_static_encoder(tmp_path / "same"))
    assert same.id == encoder.id != other.id


def test_a_model2vec_folder_is_copied_to_where_it_is_needed(tmp_path, tiny_encoder, encoder):
    assert open_encoder(str(tiny_encoder), tmp_path / "cache").id == encoder.id
    assert is_static(tmp_path / "cache")


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_damaged_encoder_is_an_index_fault(tmp_path, tiny_encoder, name):
    shutil.copytree(tiny_encoder, tmp_path / "bad")
    (tmp_path / "bad" / name).write_bytes(b'{"a')
    with pytest.raises(IndexFault, match="bad"):
        StaticEncoder(tmp_path / "bad")


def test_a_folder_that_is_no_encoder_is_named(tmp_path):
    with pytest.raises(NotFound, match="no encoder at"):
        open_encoder(str(tmp_path), tmp_path / "cache")


TOKENIZER = bert_tokenizer(["harbour", "town", "coast", "walk", "naive"])
PIECES = WordPieces(TOKENIZER)
pieces_of_text = st.one_of(
    st.sampled_from(
        ["Harbour", "walking", "naïve", "it's", "A.B", "€50", "東京", "x_y", "\u00a0", "\u2009", "don’t", "é"]
    ),
    st.text(max_size=8),
)


@given(st.lists(st.lists(pieces_of_text).map(" ".join), max_size=4))
def test_remembered_words_give_the_pieces_of_the_tokenizer(texts):
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    assert PIECES(texts) == PIECES.split(texts)


def test_other_tokenizers_are_asked_for_every_text():
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "two words": 1}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(",", "removed")
    assert WordPieces(tokenizer)(["two words,other", "two words"]) == [[1], [1]]
