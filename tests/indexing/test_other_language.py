"""A wiki in another language is indexed as an English one is: links, names, categories and what is left out."""

from __future__ import annotations

import pytest

from tests.fixtures.other_language_dump import DISAMBIGUATION, PAGES, REDIRECTS, articles, write_other_language_dump
from tests.indexing.small import build, here
from wikiseek.indexing import Index, reading, searching


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("tal")
    dump = folder / "talwiki-pages-articles.xml.bz2"
    write_other_language_dump(dump)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "run_units", here)
        patch.setattr(searching, "run_units", here)
        build(dump, folder / "index")
    return Index(folder / "index")


def titles(index: Index, page_ids: object) -> set[str]:
    return {index.store.entity(page_id).title for page_id in page_ids}  # type: ignore[attr-defined]


def test_every_page_is_an_article_a_redirect_or_left_out(index: Index):
    counts, skipped = index.manifest["counts"], index.manifest["skipped"]
    assert counts["read"] == len(PAGES) == counts["articles"] + counts["redirects"] + counts["skipped"]
    assert counts["articles"] == len(articles())
    assert counts["redirects"] == len(REDIRECTS)
    assert skipped == {f"namespace {number}": 1 for number in (-1, 1, 2, 6, 10, 14, 100)}
    assert index.manifest["dump"]["language"] == "de"


def test_all_articles_have_their_titles_and_none_is_lost(index: Index):
    assert [index.store.entity(page_id).title for page_id in index.store.ids()] == articles()
    assert index.store.entity(index.page("東の港")).title == "東の港"


def test_links_lead_to_their_pages_however_they_are_written(index: Index):
    assert titles(index, index.store.linking(index.page("Großer Kamm"))) == {"Ondra", "Talland", "Ондра", "Kamm"}
    assert titles(index, index.store.linking(index.page("Fährstedt"))) == {"Ondra", "Talland", "Ilse Varn"}
    assert "Ondra" in titles(index, index.store.linking(index.page("Ондра")))
    assert titles(index, index.store.linking(index.page("Łąka"))) == {"Talland"}


def test_redirects_are_aliases_through_chains_and_percent_signs(index: Index):
    assert index.store.aliases(index.page("Ondra")) == ("Der Fluss", "Ondra-Strom")
    assert index.page("Faehrstedt") == index.page("Fährstedt")


def test_categories_are_found_under_their_name_without_the_prefix(index: Index):
    for name, members in {
        "Fluss in Talland": {"Ondra"},
        "Gewässer im Osten": {"Ondra"},
        "Grenzfluss": {"Ondra"},
        "Stadt in Talland": {"Fährstedt"},
        "Ort an der Ondra": {"Fährstedt"},
    }.items():
        assert titles(index, index.store.in_category(name)) == members


def test_disambiguation_pages_have_their_flag_and_are_no_candidates(index: Index):
    for title in articles():
        page_id = index.page(title)
        assert ("disambiguation" in index.store.entity(page_id).flags) == (title in DISAMBIGUATION)
        assert (page_id in index.store.candidates) == (title not in DISAMBIGUATION)


def test_no_text_has_files_categories_or_links_to_other_wikis(index: Index):
    for page_id in index.store.ids():
        entity = index.store.entity(page_id)
        for leaked in ("Datei", "Bild:", "mini", "80px", ".jpg", "Kategorie", "fr:", "WEITERLEITUNG", "[[", "|"):
            assert leaked not in entity.text
        assert all(":" not in link.target or link.target in PAGES for link in entity.links)
        assert all(entity.text[link.start : link.end].strip() for link in entity.links)
