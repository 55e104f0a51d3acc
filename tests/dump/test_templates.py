"""Template values that carry a sentence are kept, so that sentences have no holes."""

from __future__ import annotations

import pytest

from wikiseek.dump import SiteInfo, read_entity
from wikiseek.records import Attribute, Page

SITE = SiteInfo()


def read(source: str) -> tuple[str, tuple[Attribute, ...]]:
    entity = read_entity(Page(1, "Subject (thing)", 0, 2, "", None, source), SITE)
    return entity.text, entity.attributes


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{convert|12|km|mi}}", "12 kilometres"),
        ("{{convert|12|km|mi|sp=us}}", "12 kilometers"),
        ("{{convert|56|in|mm}}", "56 inches"),
        ("{{convert|1|in|mm|abbr=on}}", "1 in"),
        ("{{convert|5|in|mm|abbr=on}}", "5 inches"),
        ("{{convert|3|ft|adj=on}}", "3-foot"),
        ("{{convert|75|mph|km/h}}", "75 mph"),
        ("{{convert|48200|km2|sqmi|abbr=on}}", "48,200 km²"),
        ("{{Convert|10|to|20|°C|°F}}", "10 to 20 °C"),
        ("{{convert|3|-|5|ft}}", "3–5 feet"),
        ("{{convert|6|ft|2|in|cm}}", "6 feet 2 inches"),
        ("{{convert|6|ft|2|in|cm|abbr=on}}", "6 ft 2 in"),
        ("{{convert|1|mi}}", "1 mile"),
        ("{{convert|5|mi|adj=on}}", "5-mile"),
        ("{{cvt|2|m|3}}", "2 m"),
        ("{{m to ft|30}}", "30 metres"),
        ("{{formatnum:2140500}}", "2,140,500"),
        ("{{formatnum:-1234.5}}", "-1,234.5"),
        ("{{frac|41|1|2}}", "41 1/2"),
        ("{{frac|3|4}}", "3/4"),
        ("{{lang|fr|Île}}", "Île"),
        ("{{lang-ru|Морн}}", "Russian: Морн"),
        ("{{langx|el|Ίσκος}}", "Greek: Ίσκος"),
        ("{{lang-xx|word}}", "word"),
        ("{{transl|el|Iskos}}", "Iskos"),
        ("{{nihongo|Grey Sea|灰色の海|Haiiro no Umi}}", "Grey Sea (灰色の海, Haiiro no Umi)"),
        ("{{zh|c=灰|p=huī}}", "Chinese: 灰; pinyin: huī"),
        ("{{IPA|/ɪsk/}}", "/ɪsk/"),
        ("{{IPA-fr|il}}", "[il]"),
        ("{{IPAc-en|lang|ˈ|ɪ|s|k}}", "/ˈɪsk/"),
        ("{{birth date|1874|5|9|df=yes}}", "9 May 1874"),
        ("{{birth date and age|1874|05|09}}", "May 9, 1874"),
        ("{{death date and age|1946|11|2|1874|5|9}}", "November 2, 1946 (aged 72)"),
        ("{{start date|1911}}", "1911"),
        ("{{as of|2005}}", "As of 2005"),
        ("{{as of|2005|3|lc=y}}", "as of March 2005"),
        ("{{circa|1869}}", "c. 1869"),
        ("{{nowrap|a b}}", "a b"),
        ("{{abbr|km|kilometre}}", "km"),
        ("{{US$|5 million}}", "US$5 million"),
        ("a{{spaced ndash}}b", "a – b"),
        ("{{okina}}Isk", "ʻIsk"),
        ("{{val|1.5|u=kg}}", "1.5 kg"),
        ("{{height|ft=6|in=2}}", "6 ft 2 in"),
        ("{{hlist|a|b}}", "a, b"),
        ("{{ordinal|22}} {{ordinal|11}}", "22nd 11th"),
        ("{{lc:ABC}} {{ucfirst:isk}}", "abc Isk"),
        ("{{PAGENAME}}", "Subject (thing)"),
        ("{{Template:nowrap|x}}", "x"),
        ("{{nowrap|{{lang|fr|{{nowrap|deep}}}}}}", "deep"),
        ("{{coord|40|23|N|49|52|E|display=inline}}", "40°23′N 49°52′E"),
        ("{{chem|H|2|O}}", "H2O"),
        ("{{chem|S|O|4|2-}}", "SO4²⁻"),
        ("{{mp|2001 QT|297}}", "2001 QT297"),
        ("{{carbon}}2{{hydrogen}}6", "C2H6"),
        ("{{usc|11|554}}", "11 U.S.C. § 554"),
        ("{{airport codes|ISK|XISK}}", "(IATA: ISK, ICAO: XISK)"),
        ("{{OCLC|2048818}}", "OCLC 2048818"),
        ("{{vol.|3}}", "Vol. 3"),
        ("{{fr icon}}", "(French)"),
        ("{{nq|افغانستان}}", "افغانستان"),
        ('so"{{-"}}', 'so""'),
        ("{{GRC}}", "Greece"),
        ("{{grc|λόγος}}", "λόγος"),
        ("{{IDN}}", "Indonesia"),
        ("{{GEO}}", "Georgia"),
        ("{{city-state|Kelmar|Marenia}}", "Kelmar, Marenia"),
        ("{{HMS|Heron|1765}}", "HMS Heron"),
        ("{{ill|Isk|fr}}", "Isk"),
        ("{{sortname|Ilsa|Varn}}", "Ilsa Varn"),
        ("{{music|flat}}", "♭"),
        ("x{{'s}}", "x's"),
        ("{{plainlist|\n* a\n* b\n}}", "a\nb"),
        ("{{bibleverse|John|3:16}}", "John 3:16"),
    ],
)
def test_a_template_shows_what_a_reader_sees(source: str, shown: str) -> None:
    text, _ = read(f"It is {source} now.")
    assert " ".join(text.split()) == " ".join(f"It is {shown} now.".split())


@pytest.mark.parametrize(
    "source",
    [
        "{{citation needed|date=May 2010}}",
        "{{cite book|title=X}}",
        "{{main|Y}}",
        "{{sfn|A|2001}}",
        "{{rp|33}}",
        "{{coord|1|2|display=title}}",
        "{{flagicon|X}}",
        "{{efn|note}}",
        "{{anchor|x}}",
    ],
)
def test_what_is_no_part_of_a_sentence_is_left_out(source: str) -> None:
    assert read(f"It is so{source}.")[0] == "It is so."


def test_a_parenthesis_around_an_unknown_value_goes_with_it() -> None:
    assert read("It cost $5 (${{inflation|US|5|1929}} today) then.")[0] == "It cost $5 then."


def test_an_amount_of_today_is_that_of_then() -> None:
    assert read("It cost ${{Format price|{{inflation|US|5000|1929}}}}.")[0] == "It cost $5,000 in 1929."


def test_a_vanished_beginning_takes_its_comma_along() -> None:
    source = "* {{cite book|title=A}}, volume 3.\n* {{cite book|title=B}}; [[Isk|it]] is.\n* ... so.\n* .isk\n"
    assert read(f"Text.\n{source}")[0] == "Text.\n\nvolume 3.\nit is.\n... so.\n.isk"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("See {{unknown}}; {{unknown}}. It.", "See. It."),
        ("Links: {{unknown}}. It.", "Links. It."),
        ("It (Old: {{unknown}}, ''Isk'') is.", "It (Old, Isk) is."),
        ("So (source: [http://x.y]) it is.", "So (source) it is."),
        ("[[Varn, Jr.]]. He.", "Varn, Jr. He."),
        ("So it is. {{unknown}}. He.", "So it is. He."),
        ("So it is . . . or not.", "So it is . . . or not."),
        ("So {{ref|a}}, {{ref|b}}.", "So."),
        ("A [[Isk|'' Isk'']] is.", "A Isk is."),
    ],
)
def test_what_vanishes_leaves_no_orphans(source: str, text: str) -> None:
    assert read(source)[0] == text


def test_links_made_by_templates_are_links() -> None:
    entity = read_entity(Page(1, "S", 0, 2, "", None, "The {{USS|Heron|CV-6}} and {{flag|Marenia}}."), SITE)
    assert [(entity.text[link.start : link.end], link.target) for link in entity.links] == [
        ("USS Heron", "USS Heron (CV-6)"),
        ("Marenia", "Marenia"),
    ]


def test_infobox_rows_are_plain_with_their_links() -> None:
    text, rows = read(
        "{{Infobox scientist\n| Name = '''Ilsa'''\n| birth_place = [[Kelmar]], [[Marenia|M.]]<ref>x</ref>\n"
        "| image = A.jpg\n| caption = B\n| prizes = {{plainlist|\n* [[A]]\n* B\n}}\n| fields = x<br>y\n"
        "| empty =\n| born = {{birth date|1874|5|9}}\n}}\nText."
    )
    assert text == "Text."
    assert {row.key: (row.value, row.links) for row in rows} == {
        "name": ("Ilsa", ()),
        "birth_place": ("Kelmar, M.", ("Kelmar", "Marenia")),
        "prizes": ("A, B", ("A",)),
        "fields": ("x, y", ()),
        "born": ("May 9, 1874", ()),
    }


def test_a_taxobox_is_an_infobox() -> None:
    assert read("{{Taxobox | regnum = [[Plantae]] }}")[1] == (Attribute("regnum", "Plantae", ("Plantae",)),)


def test_an_old_box_of_another_name_is_read_at_the_lead_only() -> None:
    box = "{{U.S. state\n|Name=X\n|Capital=[[Y]]\n|Area=1\n|Population=2\n|Motto=Z\n}}"
    assert [row.key for row in read(box)[1]] == ["name", "capital", "area", "population", "motto"]
    assert read(f"Text.\n== Later ==\n{box}")[1] == ()


def test_a_side_box_drawn_as_a_table_gives_rows() -> None:
    table = '{| align="right" border="1"\n|-\n! Capital:\n| [[Brenholt]]\n|-\n| colspan=2 | alone\n|}\nText.'
    text, rows = read(table)
    assert text == "Text."
    assert rows == (Attribute("capital", "Brenholt", ("Brenholt",)),)


def test_a_table_of_content_gives_no_rows() -> None:
    assert read('{| class="wikitable" style="float:right"\n|-\n| a\n| b\n|}')[1] == ()
