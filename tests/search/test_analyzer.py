from __future__ import annotations

import pytest

from wikiseek.search.analyzer import Analyzer, words


def terms(text: str, language: str = "english") -> list[str]:
    return list(Analyzer(language).terms(text))


def test_inflected_words_share_a_term():
    assert terms("studied studies studying") == ["studi"] * 3


def test_stop_words_and_what_apostrophes_leave_are_dropped():
    assert terms("The voyage of Darwin's ship isn't in the book") == ["voyag", "darwin", "ship", "isn", "book"]


def test_single_letters_and_numbers_count():
    assert terms("Vitamin C, 1984") == ["vitamin", "c", "1984"]


@pytest.mark.parametrize(("accented", "plain"), [("Gödel", "Godel"), ("Kraków", "Krakow"), ("Go\u0308del", "Godel")])
def test_accents_do_not_matter(accented, plain):
    assert terms(accented) == terms(plain)


def test_ascii_text_is_split_as_any_other():
    text = "A-1 snake_case, don't 3.14 (x)"
    assert words(text) == words(text + " é")[:-1]


def test_chinese_and_japanese_are_split_by_character():
    assert words("東京タワー tower") == ["東", "京", "タ", "ワ", "ー", "tower"]


def test_vowel_signs_stay_in_their_words():
    assert words("हिन्दी भाषा") == ["हिन्दी", "भाषा"]


def test_other_languages_are_stemmed_by_their_own_rules():
    assert terms("maisons maison", "french") == terms("maisons maison", "fr")
    assert len(set(terms("maisons maison", "fr"))) == 1


def test_a_language_without_a_stemmer_is_left_as_it_is():
    assert terms("Kissa kissat", "xx") == ["kissa", "kissat"]
