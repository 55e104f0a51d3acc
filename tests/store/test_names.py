"""What it means that a text says a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.postings import Inverter
from wikiseek.postings.run import SEPARATOR
from wikiseek.store.names import key_tokens, name_key, names_as_written, row, says, token_keys, tokens


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He lived in São Tomé.", "Sao Tome"),
        ("the NEW-YORK Times", "New York"),
        ("Jan's house", "Jan (painter)"),
        ("born in the US, he", "US"),
        ("Αθήνα is old", "ΑΘΉΝΑ"),
    ],
)
def test_case_accents_punctuation_and_parentheses_do_not_hide_a_name(text: str, name: str) -> None:
    assert says(text, name_key(name))


@pytest.mark.parametrize(
    ("text", "name"), [("told us so", "US"), ("New Yorkers", "New York"), ("York, new", "New York"), ("IT", "It")]
)
def test_other_words_do_not_say_a_name(text: str, name: str) -> None:
    assert not says(text, name_key(name))


def test_a_title_without_letters_has_no_key() -> None:
    assert name_key("!!!") == ""


words = st.text(alphabet="abcÀéß -'.(AB", max_size=30)


@given(words, words)
def test_token_postings_agree_with_the_text(text: str, name: str) -> None:
    key = name_key(name)
    if not key:
        return
    said = says(text, key)
    if said:
        assert set(key_tokens(key)) <= token_keys(text)
    if key.startswith("="):
        assert said == (key in names_as_written(text))


WORDS = st.text(alphabet=st.sampled_from("aZ09_é京 \n\t\xa0\x1c-.'\u0301½"), max_size=40)


def taken(inverter: Inverter) -> set[str]:
    """The keys of an inverter."""
    return {key.decode() for key in inverter.postings()[0].split(SEPARATOR)[:-1]}


@given(WORDS)
def test_the_inverter_takes_the_keys_of_ascii_words_and_leaves_the_others(text: str) -> None:
    inverter = Inverter()
    others = [piece.decode() for piece in inverter.add_words(1, text.encode())]
    assert not any(piece.isascii() for piece in others)
    keys = taken(inverter)
    assert keys | token_keys(" ".join(others)) == token_keys(text)


@given(st.lists(st.text(alphabet="abAB", min_size=1, max_size=20), min_size=40, max_size=200))
def test_words_are_found_again_however_many_wait_to_be_looked_up(words: list[str]) -> None:
    inverter = Inverter()
    for document in (1, 2):
        assert inverter.add_words(document, " ".join(words).encode()) == set()
    assert taken(inverter) == token_keys(" ".join(words))
    assert inverter.postings()[3].tolist() == [1, 2] * len(taken(inverter))


@pytest.mark.parametrize("length", [99, 100, 101, 300])
def test_a_word_longer_than_any_key_is_left_out(length: int) -> None:
    inverter = Inverter()
    inverter.add_words(1, b"A" * length)
    assert taken(inverter) == token_keys("A" * length)


@given(st.text(st.characters() | st.sampled_from("aB_ é\u0301\u05b0ßİςΣﬁ’–½中")))
def test_a_row_is_made_of_the_tokens(text: str) -> None:
    assert row(text) == f" {' '.join(tokens(text))} "


def test_a_row_of_very_many_signs_is_made_of_the_tokens() -> None:
    text = "".join(f"{chr(code)}x " for code in range(0x4E00, 0x4F00))
    assert row(text).split() == tokens(text)
