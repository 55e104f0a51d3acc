"""Infobox values are read as quantities and dates only where their text leaves no doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.dump.typed import typed, typed_rows, written
from wikiseek.records import Attribute, Day, Entity, Quantity


def q(low: float, unit: str = "", high: float | None = None, about: bool = False) -> Quantity:
    return Quantity(low, low if high is None else high, unit, about)


def d(year: int, month: int | None = None, day: int | None = None, about: bool = False, precision: str = "") -> Day:
    found = precision or ("day" if day else "month" if month else "year")
    return Day(year, month, day, found, about)  # type: ignore[arg-type]


QUANTITIES = {
    "500": q(500), "0": q(0), "-0": q(0), "0.854": q(0.854), ".611": q(0.611), "+2": q(2), "-101.5": q(-101.5),
    "–5": q(-5), "48,200": q(48200), "1,234,567.89": q(1234567.89), "1,234 km²": q(1234, "km²"),
    "1,234 km2": q(1234, "km²"), "89.6 sq mi": q(89.6, "mi²"), "12.5 million": q(12.5e6), "1.234 million": q(1.234e6),
    "12,154 Million": q(12.154e9), "−40 °C": q(-40, "°C"), "-40°C": q(-40, "°C"), "98.62%": q(98.62, "%"),
    "2 percent": q(2, "%"), "$3.2 billion": q(3.2e9, "$"), "$15.5bn": q(15.5e9, "$"), "$500m": q(5e8, "$"),
    "US$180 million": q(1.8e8, "US$"), "$8.7 billion USD": q(8.7e9, "US$"), "$15,000,000 US": q(15e6, "US$"),
    "£ 18.6 billion GBP": q(18.6e9, "£"), "5 million euros": q(5e6, "€"), "-$4.5 million": q(-4.5e6, "$"),
    "about 500": q(500, about=True), "~300 km": q(300, "km", about=True), "ca. 20 km": q(20, "km", about=True),
    "approx. 1.5 million people": q(1.5e6, "people", about=True), "7 million (est.)": q(7e6, about=True),
    "2,062,565 (2000 est.)": q(2062565, about=True), "$28,000,000 (2004)": q(28e6, "$"),
    "16,808 km² (29th)": q(16808, "km²"), "254 mm (10 in)": q(254, "mm"), "91 min.": q(91, "min"),
    "137 732 km²": q(137732, "km²"), "5.97×10^24 kg": q(5.97e24, "kg"), "5.97 × 10²⁴ kg": q(5.97e24, "kg"),
    "6.6×10⁻³⁴": q(6.6e-34), "10–12 km": q(10, "km", 12), "10 - 12 km": q(10, "km", 12), "10 to 12": q(10, "", 12),
    "between 10 and 12 m": q(10, "m", 12), "-5 to -2 °C": q(-5, "°C", -2), "12%–15%": q(12, "%", 15),
    "$10–12 million": q(10e6, "$", 12e6), "$10 million to $12 million": q(10e6, "$", 12e6), "88 GHz": q(88, "GHz"),
}  # fmt: skip

DATES = {
    "15 April 1452": d(1452, 4, 15), "April 15, 1452": d(1452, 4, 15), "1452-04-15": d(1452, 4, 15),
    "6 July, 1553": d(1553, 7, 6), "September 30 1967": d(1967, 9, 30), "9th November 1997": d(1997, 11, 9),
    "Sept. 3, 1989": d(1989, 9, 3), "29 Feb 1904": d(1904, 2, 29), "29 February 1500": d(1500, 2, 29),
    "26 October 899": d(899, 10, 26), "March 2005": d(2005, 3), "May, 1983": d(1983, 5), "44 BC": d(-44),
    "44 B.C.": d(-44), "15 March 44 BC": d(-44, 3, 15), "AD 325": d(325), "325 CE": d(325),
    "c. 1450": d(1450, about=True),    "c. 1450 BC": d(-1450, about=True),
    "circa 3 May 1450": d(1450, 5, 3, about=True),
    "1890s": d(1890, precision="decade"),
    "c. 1890s": d(1890, precision="decade", about=True),
    "19th century": d(1801, precision="century"), "1st century CE": d(1, precision="century"),
    "5th century BC": d(-500, precision="century"), "January 14, 1969 (age 37)": d(1969, 1, 14),
    "May 5, 1821 (aged 51)": d(1821, 5, 5), "April 26, 1938 (Freiburg, Germany)": d(1938, 4, 26),
}  # fmt: skip

DOUBTFUL = [
    "", " ", "-", ".", "x", "many", "1452", "1890", "c. 500", "about 1450", "1.234", "642.998", "8,5", "8,5 %",
    "12,34,567", "01970", "565656", "12.", "1..2", "1/2", "5½", "10–12", "10-12", "2004-05", "3–4", "12–10 km",
    "1895-1896", "1998–2002", "500–1 million", "10 km–12 mi", "between 10–12 km", "10 and 12 km", "20 x 30 m",
    "1 E12", "+4:30", "4:37", "- 0.1", "--5", "+-5", "5+", "over 500", "less than 5 km", "> 5", "500K", "5 C",
    "760+ mph", "86 (16)", "5 (or 6)", "80.1%*", "98.7% White", "948.9 Ms", "6 ft 2 in", "137 732", "5 pounds",
    "¥500 USD", "1234567890123456", "9.3.2", "12a", "#5", "4th", "8 September", "5 May 44", "31 February 1990",
    "29 February 1900", "1452-13-01", "1452-04-31", "15/04/1452", "15.04.1452", "1900s", "20s", "0 BC", "5 May 0",
    "32nd century", "21th century", "April 1452 to May 1453", "1879, 1881", "early 1890s", "before 1450", "1450?",
    "1969 (or 1970)", "5 May 1450 (disputed)", "5 May 1450 (O.S.)", "September 22, 2968 T.A.", "15 Apvril 1452",
    "2005 (est. 2006, 2007)", "Isk", "[[1452]]", "٣٤", "１２", "½", "²", "ſeptember 5, 1900", "∞", "NaN", "inf", "1e5",
]  # fmt: skip


@pytest.mark.parametrize(("value", "stated"), QUANTITIES.items())
def test_a_quantity_is_read(value: str, stated: Quantity) -> None:
    assert typed(value) == stated


@pytest.mark.parametrize(("value", "stated"), DATES.items())
def test_a_date_is_read(value: str, stated: Day) -> None:
    assert typed(value) == stated


@pytest.mark.parametrize("value", DOUBTFUL)
def test_what_is_in_doubt_is_not_read(value: str) -> None:
    assert typed(value) is None


@pytest.mark.parametrize(
    ("key", "value", "stated"),
    [
        ("founded", "1898", d(1898)),
        ("population_as_of", "2000", d(2000)),
        ("populationyear", "2004", d(2004)),
        ("date_founded", "997", d(997)),
        ("founded", "about 1450", d(1450, about=True)),
        ("founded", "57", None),
        ("founded", "3500", None),
        ("population", "1898", q(1898)),
        ("students", "c. 2000", q(2000, about=True)),
        ("pop", "559046", q(559046)),
        ("speakers", "360,000–750,000", q(360000, "", 750000)),
        ("elevation", "37-118", q(37, "", 118)),
        ("lifespan", "1982", None),
        ("area_code", "702", None),
        ("imdb_id", "45", None),
        ("title", "300", None),
        ("latest_release_version", "2.0", None),
        ("latest_release_date", "20 December 2005", d(2005, 12, 20)),
        ("hdi_rank", "23", None),
    ],
)
def test_the_key_decides_what_a_bare_number_is(key: str, value: str, stated: Quantity | Day | None) -> None:
    assert typed(value, key) == stated


def test_the_rows_of_an_article_are_read_in_order_and_only_in_english() -> None:
    rows = (Attribute("area", "1,234 km²"), Attribute("mayor", "Oskar Reyn"), Attribute("founded", "1204"))
    entity = Entity(1, "Isk", 1, "", "", attributes=rows)
    assert typed_rows(entity) == (q(1234, "km²"), None, d(1204))
    assert typed_rows(entity, "simple") == typed_rows(entity)
    assert typed_rows(entity, "de") == (None, None, None)


PIECES = st.sampled_from(
    "1 12 999 1,234 0.5 .5 1.234 1450 c. about ~ − - – + $ US$ £ € million billion bn % km² km m °C K ×10^ ×10² ( ) "
    "est. to and between 15 5 April Sept. BC AD century th st s 1890 2004 , . / US USD people ſ K İ ²".split()
)
VALUES = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=7).map(" ".join),
    st.lists(PIECES, max_size=7).map("".join),
    st.sampled_from([*QUANTITIES, *DATES]),
)
KEYS = st.sampled_from(["", "founded", "population", "name", "elevation", "date", "x"])


@given(VALUES, KEYS)
def test_no_value_raises_and_what_is_written_reads_back_as_the_same(value: str, key: str) -> None:
    stated = typed(value, key)
    if stated is not None:
        assert typed(written(stated)) == stated


@given(
    st.floats(-1e90, 1e90).map(lambda number: float(f"{number:.14e}")).filter(lambda x: not x or abs(x) > 1e-60),
    st.sampled_from(["", "km²", "%", "$", "US$", "°C", "people", "/km²"]),
    st.booleans(),
)
def test_every_quantity_reads_back_as_the_same(number: float, unit: str, about: bool) -> None:
    stated = q(number + 0.0, unit, about=about)
    assert typed(written(stated)) == stated


@given(st.dates(), st.booleans())
def test_every_day_reads_back_as_the_same(date: object, about: bool) -> None:
    stated = d(date.year, date.month, date.day, about)  # type: ignore[attr-defined]
    assert typed(written(stated)) == stated


@pytest.mark.parametrize("piece", ["1", "1,234", " ", "(", "1 to ", "–", "$", "٣", "a", "April ", "\ud800"])
def test_values_of_any_length_are_answered(piece: str) -> None:
    for length in (10_000_000, 120):
        assert typed(piece * (length // len(piece))) is None
