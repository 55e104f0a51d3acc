"""The plain text is what a reader sees, and each link keeps its place in it."""

from __future__ import annotations

import pytest

from wikiseek.dump import SiteInfo, read_entity, read_plainly
from wikiseek.records import Page

SITE = SiteInfo()


def page(text: str, title: str = "Subject") -> Page:
    return Page(1, title, 0, 2, "2024-01-01T00:00:00Z", None, text)


def text_of(source: str) -> str:
    return read_entity(page(source), SITE).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("'''Isk''' is a ''river''.", "Isk is a river."),
        ("One\nline.\n\nAnother.", "One line.\n\nAnother."),
        ("It was 5&nbsp;km&ndash;long &lt;here&gt; &amp; there.", "It was 5 km–long <here> & there."),
        ("Seen<!-- hidden\n --> here.", "Seen here."),
        ("A fact.<ref>A source [[X]].</ref><ref name=a /> More.", "A fact. More."),
        ("Text.\n\n{| class=wikitable\n|-\n| a || [[b]]\n|}\n\nMore.", "Text.\n\nMore."),
        ("Text.\n\n<table><tr><td>a</td></tr></table>\n\nMore.", "Text.\n\nMore."),
        ("Text.\n{| \n| a\n{|\n| inner\n|}\n| b\n|}\nMore.", "Text.\n\nMore."),
        ("[[File:A.jpg|thumb|10px|A [[cap]] here]]Text.", "Text."),
        ("[[Image:A.jpg|thumb|10px|A [[cap]] with {{t|[[x]]}} and [http://x.y z]]]Text.", "Text."),
        ("* one\n* two\n** three\n\nText.", "one\ntwo\nthree\n\nText."),
        ("# one\n# two", "one\ntwo"),
        (":indented\n::more", "indented\nmore"),
        ("Text.\n\n== Life ==\nBorn.\n", "Text.\n\nLife\n\nBorn."),
        ("Text.\n\n== References ==\n<references/>\n", "Text."),
        ("Text.\n== A ==\n=== B ===\nUnder.\n== C ==\n", "Text.\n\nA\n\nB\n\nUnder."),
        ("[http://x.y a label] and [http://x.y].", "a label and."),
        ("Text.<br>Next<br />last.", "Text.\nNext\nlast."),
        ("10<sup>6</sup>, the 2<sup>nd</sup> H<sub>2</sub>O", "10⁶, the 2nd H2O"),
        ("Use <nowiki>[[no]] '''link'''</nowiki> so.", "Use [[no]] '''link''' so."),
        ("The sum <math>a_{1} + {{b}}</math> holds.", "The sum a_{1} + {{b}} holds."),
        ("<div style='text-align:center'>Kept.</div>", "Kept."),
        ("<div style='float:right'>Box.</div>Text.", "Text."),
        (
            "<div style='float:left; width:48%'>\n* One\n</div>\n<div style='float:right; width:48%'>\n* Two\n</div>",
            "One\nTwo",
        ),
        ("* [[∀]]\n* ∃", "∀"),
        ("<span style='display:none'>no</span>Text.", "Text."),
        ("It lies (; , ) here ( {{unknown}} ) , so .", "It lies here, so."),
        ("It ({{lang-fr|Île}}; born 1950) is.", "It (French: Île; born 1950) is."),
        ("He ({{unknown}}, born 1950) is.", "He (born 1950) is."),
        ("[[fr:Sujet]]\n[[Category:Rivers|Isk]]\nText.", "Text."),
        ("__KEIN_INHALTSVERZEICHNIS__\nText __目次非表示__ of __init__.", "Text of __init__."),
        ("; Term: meaning\n; [[Isk]]: a river", "Term: meaning\nIsk: a river"),
        ("; Term\n: meaning", "Term\nmeaning"),
        ("__NOTOC__\nText.\n----\nMore.", "Text.\n\nMore."),
        ("A {{{1|default}}} value.", "A default value."),
        ("; Term : meaning", "Term : meaning"),
        ("[[:Category:Rivers|rivers]] and [[Wikipedia:About]].", "rivers and Wikipedia:About."),
        ("Half [[open link and {{open template.", "Half open link and open template."),
        ("''''quoted''''' word", "'quoted word"),
        ("<blockquote>Said.</blockquote>Then.", "Said.\n\nThen."),
        ("Call <code>f()</code>, <nowiki>g(, y)</nowiki> or {{unknown}}().", "Call f(), g(, y) or."),
        ("<source lang=c>\nint f()\n{ a , b; }\n</source>", "int f()\n{ a , b; }"),
        ("", ""),
        ("{{stub}}", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(source: str, text: str) -> None:
    if source == "; Term : meaning":
        assert text_of(source).replace(" :", ":") == "Term: meaning"
    else:
        assert text_of(source) == text


@pytest.mark.parametrize(
    "note",
    [
        ":''For other uses, see [[Isk (disambiguation)]].''\n",
        "''This article is about the river. For the town, see [[Isk, Marenia]].''\n\n",
        ":''See also [[Vessa]].''\n",
        "{{otheruses}}\n",
        "{{about|the river|the town|Isk, Marenia}}\n",
        ": Not to be confused with [[Isk (town)]].\n",
        "''Iskan redirects here; for the people, see [[Iskans]].''\n",
        ":''For the crater, see [[Crater]].\n",
    ],
)
def test_notes_above_the_first_paragraph_are_dropped(note: str) -> None:
    entity = read_entity(page(f"{note}The '''Isk''' is a [[river]]."), SITE)
    assert entity.text == "The Isk is a river."
    assert [link.target for link in entity.links] == ["River"]


def test_an_italic_title_at_the_start_is_no_note() -> None:
    assert text_of("''Ferry'' is a film by ''Orr''") == "Ferry is a film by Orr"
    assert text_of("'''See Also''' is an album.") == "See Also is an album."


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("A [[bus]]es stop.", [("buses", "Bus")]),
        ("A [[bus]]<nowiki />es stop.", [("bus", "Bus")]),
        ("See [[The Isk#Source|its source]].", [("its source", "The Isk")]),
        ("See [[Kelmar%20Institute_of_Technology|KIT]].", [("KIT", "Kelmar Institute of Technology")]),
        ("The [[isk]] and the [[Isk]].", [("isk", "Isk"), ("Isk", "Isk")]),
        ("[[ Isk | the river ]]bank", [("the river", "Isk")]),
        ("''[[Isk]]''s", [("Isk", "Isk")]),
        ("'''[[Isk|''the'' river]]'''", [("the river", "Isk")]),
        ("{{nowrap|by [[Isk|it]]}} or {{unknown|[[Vessa]]}}", [("it", "Isk")]),
        ("<ref>[[A]]</ref>[[File:x.jpg|thumb|[[B]]]] {{infobox x|a=[[C]]}} [[D]]", [("D", "D")]),
        ("* [[A]]\n* [[B]]\n== [[C]] ==\n[[D]]", [("A", "A"), ("B", "B"), ("C", "C"), ("D", "D")]),
        ("[[Subject]] and [[#Life]] and [[wikt:word]] and [[:fr:Isk]]", []),
        ("[[Isk (river)|]]", [("Isk", "Isk (river)")]),
        ("(  [[Isk]] ) , [[Vessa]] .", [("Isk", "Isk"), ("Vessa", "Vessa")]),
        ("[http://x.y on [[Isk]]]", [("Isk", "Isk")]),
        ("[[No page yet]]", [("No page yet", "No page yet")]),
        ("[[A|]] [[|B]] [[]]", [("A", "A")]),
    ],
)
def test_each_link_keeps_its_place(source: str, links: list[tuple[str, str]]) -> None:
    entity = read_entity(page(source), SITE)
    assert [(entity.text[link.start : link.end], link.target) for link in entity.links] == links


def test_sections_say_where_their_body_starts() -> None:
    entity = read_entity(page("Lead.\n== A [[b]] ==\nBody.\n=== C ===\nMore."), SITE)
    assert [(section.title, section.level) for section in entity.sections] == [("A b", 2), ("C", 3)]
    assert [entity.text[section.start :].split("\n")[0] for section in entity.sections] == ["Body.", "More."]


def test_categories_lose_their_sort_key() -> None:
    entity = read_entity(
        page("[[Category:Rivers of Marenia|Isk]] [[category:long_rivers]] [[Category:Rivers of Marenia]]"), SITE
    )
    assert entity.categories == ("Rivers of Marenia", "Long rivers")


PLAIN = """{{Infobox river|a={{b|c}}}}
The '''Isk''' is a [[river|stream]]<ref>A source</ref> in [[Marenia]] &amp; [http://x.y elsewhere].
[[File:A.jpg|thumb|cut]]
== Course ==
* It ends<!-- hidden --> in the <b>sea</b>.
{|
| a table
|}
[[Category:Rivers]]"""


def test_a_page_that_defeats_the_reader_keeps_its_bare_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("wikiseek.dump.wikitext.scan", broken)
    entity = read_entity(page(PLAIN), SITE)
    assert entity.text == "The Isk is a stream in Marenia & elsewhere.\n\nCourse\nIt ends in the sea."
    assert entity.flags == ("recovered",)


@pytest.mark.parametrize(
    "source",
    [
        "{{a|[[b|''" * 6000,
        "<b>" * 20000,
        "{" * 50000,
        "[" * 50000,
        "[[" * 30000,
        "{{" * 30000,
        "{|\n" * 20000,
        "<ref>" * 20000,
        "'" * 50000,
        "=" * 50000,
        "\n=" * 20000,
        "<div>" * 20000,
        "&" * 50000,
        "[http://" * 8000,
        "<!--" * 20000,
        "(" * 50000,
        "( " * 20000,
        ", " * 30000,
        "\n|}" * 20000,
        "}}" * 30000,
        "<nowiki>" * 9000,
        "[[File:" * 9000,
        "{{infobox|a=" * 6000,
    ],
)
def test_hostile_text_is_taken_in_the_reader_s_stride(source: str) -> None:
    assert "recovered" not in read_entity(page(source), SITE).flags
    assert read_plainly(page(source)).flags == ("recovered",)


def test_private_use_characters_of_the_source_do_no_harm() -> None:
    source = "A\ue000 \ue007[[b]]\ue003 \U000f0001 \ue006c \ue010"
    entity = read_entity(page(source), SITE)
    assert entity.text == "A b c"
    assert [entity.text[link.start : link.end] for link in entity.links] == ["b"]


def test_thousands_of_links_keep_their_places() -> None:
    source = " ".join(f"[[Page {number}|anchor {number}]]" for number in range(9000))
    entity = read_entity(page(source), SITE)
    assert len(entity.links) == 9000
    for number in (0, 5000, 6500, 8999):
        link = entity.links[number]
        assert (entity.text[link.start : link.end], link.target) == (f"anchor {number}", f"Page {number}")
