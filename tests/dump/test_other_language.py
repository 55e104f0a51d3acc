"""A dump in another language is read by its own namespaces and words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.fixtures.other_language_dump import (
    DISAMBIGUATION,
    NAMESPACES,
    PAGES,
    REDIRECTS,
    articles,
    header,
    write_other_language_dump,
)
from wikiseek.dump import SiteInfo, link_target, namespace_of, normalize_title, read_entity
from wikiseek.dump.languages import namespace_aliases
from wikiseek.dump.reader import read_pages, site_info
from wikiseek.dump.redirects import redirect_target
from wikiseek.records import Entity, Page


def site_of(folder: Path, case: str = "first-letter") -> SiteInfo:
    path = folder / "d.xml"
    write_other_language_dump(path, case)
    return site_info(path)


@pytest.fixture
def site(tmp_path: Path) -> SiteInfo:
    return site_of(tmp_path)


def article(title: str, text: str, site: SiteInfo) -> Entity:
    return read_entity(Page(1, title, 0, 1, "", None, text), site)


@pytest.mark.parametrize("with_ns", [True, False])
def test_pages_have_their_namespaces_and_redirects(tmp_path: Path, with_ns: bool) -> None:
    path = tmp_path / "d.xml.bz2"
    write_other_language_dump(path, with_ns=with_ns)
    pages = list(read_pages(path))
    assert [page.title for page in pages] == list(PAGES)
    assert {page.title: page.redirect for page in pages if page.redirect} == REDIRECTS
    assert [page.title for page in pages if page.namespace == 0 and not page.redirect] == articles()
    numbers = {name: number for number, name in NAMESPACES.items()}
    assert all(page.namespace == numbers[page.title.partition(":")[0]] for page in pages if page.namespace)


def test_the_site_has_its_own_namespaces_their_aliases_and_those_of_every_wiki(site: SiteInfo) -> None:
    assert (site.wiki, site.language, site.first_letter) == ("talwiki", "de", True)
    for name, number in {"kategorie": 14, "category": 14, "datei": 6, "bild": 6, "file": 6, "spezial": -1}.items():
        assert site.namespaces[name] == number


def test_aliases_are_those_of_the_dumps_own_language_and_never_override_it(tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    own = '<namespace key="100" case="first-letter">Bild</namespace>\n    </namespaces>'
    path.write_text(header(language="pl") + "</mediawiki>")
    assert "bild" not in site_info(path).namespaces
    assert site_info(path).namespaces["grafika"] == 6
    path.write_text(header().replace("</namespaces>", own) + "</mediawiki>")
    assert site_info(path).namespaces["bild"] == 100
    assert namespace_aliases("en") == {}


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("großer Kamm", "Großer Kamm"),
        ("Graue_See#Ostküste", "Graue See"),
        ("F%C3%A4hrstedt", "Fährstedt"),
        (unicodedata.normalize("NFD", "Fährstedt"), "Fährstedt"),
        ("ондра", "Ондра"),
        ("東の港", "東の港"),
        ("łąka", "Łąka"),
        ("ära:_Ein Roman", "Ära: Ein Roman"),
    ],
)
def test_links_to_an_article_have_its_title(raw: str, title: str, site: SiteInfo) -> None:
    assert link_target(raw, site) == title == normalize_title(raw, site)


@pytest.mark.parametrize(
    "raw",
    ["Kategorie:Fluss", "kategorie:Fluss", "Kategorie_:Fluss", "\u200eKategorie:Fluss", "Category:Fluss", "Datei:A.jpg",
     "Bild:A.jpg", "Spezial:Version", "Benutzer_Diskussion:Mira", "Vorlage:Infobox", "Talpedia:Über uns", "fr:Ondra",
     ":en:Ondra", "wikt:Fähre", "#Lauf"],
)  # fmt: skip
def test_what_is_no_article_has_no_target(raw: str, site: SiteInfo) -> None:
    assert link_target(raw, site) is None


def test_a_namespace_name_with_accents_is_known_in_any_normal_form() -> None:
    site = SiteInfo(namespaces={"catégorie": 14})
    assert namespace_of(unicodedata.normalize("NFD", "Catégorie:Fleuve"), site) == 14


def test_a_case_sensitive_wiki_tells_titles_apart_by_their_first_letter(tmp_path: Path) -> None:
    site = site_of(tmp_path, "case-sensitive")
    assert link_target("großer Kamm", site) == "großer Kamm"
    assert normalize_title("kategorie:fluss", site) == "Kategorie:fluss"
    entity = article("x", "Der [[fluss]] und der [[Fluss]]. [[kategorie:fluss]]", site)
    assert [link.target for link in entity.links] == ["fluss", "Fluss"]
    assert entity.categories == ("fluss",)


def test_the_text_has_no_files_categories_and_language_links(site: SiteInfo) -> None:
    entity = article("Ondra", PAGES["Ondra"], site)
    assert entity.text == (
        "Die Ondra ist ein Fluss in Talland. Sie entspringt am Großen Kamm, fließt an der Fährstadt vorbei und mündet "
        "in die Graue See. Der Ондра genannte Oberlauf heißt Ондра."
    )
    assert [link.target for link in entity.links] == ["Talland", "Großer Kamm", "Fährstedt", "Graue See", "Ондра"]
    assert entity.categories == ("Fluss in Talland", "Gewässer im Osten", "Grenzfluss")
    assert {row.key: row.value for row in entity.attributes} == {
        "name": "Ondra", "quelle": "Großer Kamm", "länge": "214 km", "bild": "Ondra bei Fährstedt.jpg",
    }  # fmt: skip
    assert entity.flags == ()


def test_links_to_other_wikis_and_namespaces_are_only_text(site: SiteInfo) -> None:
    entity = article("Fährstedt", PAGES["Fährstedt"], site)
    assert [link.target for link in entity.links] == ["Ondra", "Talland"]
    assert entity.text.endswith("der Liste der Städte, auf einer anderen Seite und bei Mira.")
    assert entity.categories == ("Stadt in Talland", "Ort an der Ondra")
    for leaked in ("Datei", "Wappen", "Rathaus", "80px", "Kategorie"):
        assert leaked not in entity.text


@pytest.mark.parametrize("title", DISAMBIGUATION)
def test_pages_that_list_meanings_are_told_by_template_title_or_category(title: str, site: SiteInfo) -> None:
    assert "disambiguation" in article(title, PAGES[title], site).flags


def test_no_other_article_lists_meanings(site: SiteInfo) -> None:
    others = [title for title in articles() if title not in DISAMBIGUATION]
    assert [title for title in others if "disambiguation" in article(title, PAGES[title], site).flags] == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Grzbiet (ujednoznacznienie)", "x"), ("Grzbiet", "{{Szablon:Ujednoznacznienie}}"), ("Col", "{{Homonymie}}"),
        ("Col (homonymie)", "x"), ("Kam", "{{Vorlage:Begriffsklärung}}"), ("Kam", "{{dp}}"), ("Lago", "{{Disambigua}}"),
        ("Море (значения)", "x"),
        ("Море", "{{Неоднозначность}}"), ("Mar (desambiguación)", "x"), ("海（曖昧さ回避）", "x"),
        ("Mar (desambiguação)", "x"), ("Sjö", "{{Förgrening}}"), ("海", "{{消歧义}}"), ("Море", "{{Багатозначність}}"),
        ("Mar (disambiguation)", "x"),
    ],
)  # fmt: skip
def test_the_largest_wikis_words_for_such_pages_are_known(title: str, text: str) -> None:
    assert "disambiguation" in article(title, text, SiteInfo()).flags


@pytest.mark.parametrize(
    "word",
    ["REDIRECT", "redirect", "WEITERLEITUNG", "REDIRECTION", "OMDIRIGERING", "DOORVERWIJZING", "перенаправление",
     "ПЕРЕНАПРАВЛЕНИЕ", "REDIRECCIÓN", "RINVIA", "PATRZ", "PRZEKIERUJ", "TAM", "転送", "リダイレクト", "重定向",
     "ПЕРЕНАПРАВЛЕННЯ", "REDIRECIONAMENTO", "đổi", "تحويل"],
)  # fmt: skip
def test_the_largest_wikis_words_for_redirects_are_known(word: str) -> None:
    assert redirect_target(f"#{word} [[Ondra#Lauf|x]]") == "Ondra#Lauf"
    assert redirect_target(f"#{word}: [[Ondra]]") == "Ondra"
