"""Templates that show one of their parameters, or always the same characters."""

from __future__ import annotations

from wikiseek.dump import marks
from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.functions import grouped
from wikiseek.dump.templates.registry import Maker, named

_FIRST = """
    nowrap, nobr, nobreak, nowrap begin, small, smaller, big, bigger, large, larger, normal, nobold, noitalic,
    notbold, unicode, em, strong, bold, italic, italics, underline, u, mono, code, tt, kbd, samp, var, mvar, math,
    bigmath, abbr, abbrv, tooltip, define, sic, typo, linktext, vanchor, visible anchor, not a typo, as written,
    proper name, iast, smallcaps, sc, smallcaps all, allcaps, polytonic, nihongo2, nastaliq, script, spell-nv,
    iso 15919, transl-ar, pronounced, ipa, ipa2, pronunciation, hover title, clarify inline, quote, blockquote,
    quotation, cquote, poemquote, poem quote, bquote, centered pull quote, native phrase, lit, gloss, title case, red,
    green, blue, okay, music symbol, noprint, screen, see below, see above, circa date, crossreference, xref, url,
    bibleref2, keypress, key, button, char, nomorelinks, linkless, ill-wd, wikt-lang, hebrew, hebr, arabic, ar, fa,
    grc, ipa-all, mongolunicode, nobrs, pad, center, block indent, indent, columns-start, raised, ld, unichar name,
    uss class, dq, sq, transl1, asof, nowrapf, highlight, plain text, arabdin, overline, vr, overbar, transl-he,
    displaytitle text, dfn, term, no bold, no italics, ruby base, zwnbsp text, strikeout, text, number, ph, nq,
    midsize, hayeren, armenian, noitalics, no italics, nocaps, resize text, gray, grey, navy, white, delete
"""
_SECOND = """
    resize, font, font size, font color, color, colour, fontcolor, colored text, background color, audio,
    audio-nohelp, audio-ipa, small audio, script/arabic, aka, hs2, sort, rtl-lang, lang-unknown, anchor text,
    color box text, bg, fs, tts
"""
_FIXED = {
    "⇌": "eqm", "p.m.": "pm", "a.m.": "am", "–": "mdashb, ndash, endash, en dash", "—": "mdash, emdash, em dash",
    " – ": "spaced ndash, snd, spnd, spndash, spaced en dash, dash, spaced en dash space, snds, –",
    " — ": "spaced mdash, —",
    " ": "nbsp, space, spaces, thinsp, hairsp, thin space, hair space, pad, ensp, emsp, ·w, nnbsp, sp",
    " · ": "·, dot, middot, bullet, bull, •, interpunct, bold middot, dotw, ·w", "'s": "'s", "'": "', apostrophe",
    "\"": "\", -\", \"-", "\"'": "\"'", "'\"": "'\"", "' \"": "' \"", "\" '": "\" '",
    "=": "=, equals", "|": "!, pipe, (!, !)", "×": "times, ×",
    "−": "minus, −", "±": "±, plusminus", "π": "pi", "ʻ": "okina, ʻ, hawaiian okina", "ʿ": "ayin, ayn", "ʾ": "hamza",
    "&": "&, amp", "…": "ellipsis, ...", "/": "/, slash, \\", "°": "deg", "†": "dagger, †, ref dagger",
    "‡": "double-dagger", "No.": "numero, number sign, abbr numero", "★": "star", "✓": "tick", "Yes": "yes",
    "No": "no", "N/A": "n/a, na", "£": "gbp sign, pound sterling", "€": "euro sign",
    "₹": "indian rupee, rupee, inr sign", "¥": "yen sign", "♯": "sharp, music sharp", "♭": "flat, music flat",
    "ħ": "hbar", "τ": "tau", "e": "e const", "Q.E.D.": "qed", "BC": "bc, bce era",
    "\n": "break, br, crlf, -br, clear line, paragraph break, pb",
}  # fmt: skip
_MUSIC = {"flat": "♭", "b": "♭", "sharp": "♯", "#": "♯", "natural": "♮", "doubleflat": "𝄫", "doublesharp": "𝄪"}
_CURRENCIES = {
    "us$": "US$", "usd": "US$", "$": "$", "a$": "A$", "aud": "A$", "au$": "A$", "nz$": "NZ$", "ca$": "CA$",
    "c$": "C$", "cad": "C$", "£": "£", "gbp": "£", "£sd": "£", "pound sterling": "£", "€": "€", "eur": "€",
    "euro": "€", "¥": "¥", "jpy": "¥", "jp¥": "¥", "cny": "CN¥", "cn¥": "CN¥", "inr": "₹", "indian rupee": "₹",
    "indian rupees": "₹", "rupee": "₹", "rs": "₹", "php": "₱", "₱": "₱", "krw": "₩", "₩": "₩", "hk$": "HK$",
    "s$": "S$", "nt$": "NT$", "r$": "R$", "zar": "R", "chf": "CHF ", "iri": "IRR ", "sek": "SEK ", "nok": "NOK ",
    "dkk": "DKK ", "rub": "₽", "₽": "₽", "pln": "PLN ", "ils": "₪", "nis": "₪", "₪": "₪", "currency": "",
}  # fmt: skip


def _first(call: Call) -> str:
    return call.at(1) or call.get("text", "quote")


def _second(call: Call) -> str:
    return call.at(2) or call.at(1)


def _block(call: Call) -> str:
    text = call.at(1) or call.get("text", "quote")
    return f"\n\n{marks.INDENT}{text.replace(chr(10) * 2, marks.BREAK)}\n\n" if text else ""


def _fraction(call: Call) -> str:
    parts = call.given()
    if len(parts) == 1:
        return f"1/{parts[0]}"
    return f"{parts[0]}/{parts[1]}" if len(parts) == 2 else f"{parts[0]} {parts[1]}/{parts[2]}" if parts else ""


def _currency(call: Call) -> str:
    return _CURRENCIES[call.name] + call.at(1)


def _raised(call: Call) -> str:
    return "".join(call.pos[:2])


def _reign(call: Call) -> str:
    start, end = call.at(1), call.at(2)
    return f"r. {start}{'–' + end if end else ''}" if start else ""


def _prefixed(prefix: str) -> Maker:
    return lambda call: prefix + "–".join(call.given()[:2]) if call.given() else ""


def _era_first(call: Call) -> str:
    return f"{call.name.upper()} {call.at(1)}".strip()


def _era_last(call: Call) -> str:
    return f"{call.at(1)} {call.name.upper()}".strip()


def _ordinal(call: Call) -> str:
    text = call.at(1)
    if not text.isdigit():
        return text
    number = int(text)
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _respelled(call: Call) -> str:
    return "-".join(call.given()).replace("-_-", " ")


def _music(call: Call) -> str:
    return _MUSIC.get(call.at(1).lower(), "")


def _marriage(call: Call) -> str:
    start, end = call.at(2), call.at(3)
    dates = f" (m. {start}{'–' + end if end else ''})" if start else ""
    return call.at(1) + dates


def _verse(call: Call) -> str:
    return f"{call.at(1)} {call.at(2)}".strip() if not call.at(4) else call.at(4)


def _percentage(call: Call) -> str:
    return f"{call.at(1)}%" if len(call.given()) == 1 else ""


def _unknown(_: Call) -> str:
    """A value that depends on today or on tables of prices."""
    return marks.HOLE


def _inflated(call: Call) -> str:
    """`{{inflation|US|500|1929}}`: what it was then, unless a parenthesis goes with it."""
    return marks.HOLE + (f"{grouped(call.at(2))} in {call.at(3)}" if call.at(2) and call.at(3) else "")


def _price(call: Call) -> str:
    return grouped(call.at(1))


def _in_angles(call: Call) -> str:
    return f"⟨{call.at(1)}⟩" if call.at(1) else ""


def _in_slashes(call: Call) -> str:
    return f"/{call.at(1)}/" if call.at(1) else ""


def _patent(call: Call) -> str:
    return f"U.S. Patent {call.at(1)}" if call.at(1) else ""


def _gauge(call: Call) -> str:
    return call.at(1).replace("mm", " mm").replace("ft", " ft ").replace("in", " in").strip()


def _stock(call: Call) -> str:
    return f"{call.name.upper()}: {call.at(1)}" if call.at(1) else ""


def _inline_code(call: Call) -> str:
    return marks.literal(call.at(2) or call.at(1)) if call.at(1) else ""


MAKERS: dict[str, Maker] = {
    **named(_first, _FIRST),
    **named(_second, _SECOND),
    **named(_block, "quote, blockquote, quotation, cquote, poemquote, poem quote, bquote, centered pull quote, poem"),
    **named(_fraction, "frac, fraction, sfrac, fract, vulgar fraction, tfrac, half"),
    **named(_currency, ",".join(_CURRENCIES)),
    **named(_raised, "sup, sub, e-sup"),
    **named(_reign, "reign, r., ruled"),
    **named(_prefixed("c. "), "circa, c., ca, ca., cca"),
    **named(_prefixed("fl. "), "floruit, fl., fl"),
    **named(_prefixed("b. "), "b., born-in"),
    **named(_prefixed("d. "), "d., died-in"),
    **named(_era_first, "ad"),
    **named(_era_last, "ce, bce"),
    **named(_ordinal, "ordinal, ord, nth"),
    **named(_respelled, "respell, pronunciation respelling"),
    **named(_music, "music"),
    **named(_marriage, "marriage, married"),
    **named(_verse, "bibleverse, bibleref, bibleverse-nb, sourcetext, quran-usc, cite quran"),
    **named(_percentage, "percentage, percent"),
    **named(_unknown, "inflation-fn, inflation-year, currentyear, currentmonthname"),
    **named(
        _unknown, "currentdate, currentday, today, update after, currentmonth, numberofarticles, to usd, to usd round"
    ),
    **named(_inflated, "inflation"),
    **named(_price, "format price, formatprice"),
    **named(_in_angles, "angbr, angbr ipa, angle bracket, grapheme, orthography"),
    **named(_in_slashes, "ipaslink, ipa slash, pslink"),
    **named(_patent, "us patent, uspatent, us patent application"),
    **named(_gauge, "railgauge, track gauge, rail gauge"),
    **named(_stock, "nyse, nasdaq, lse, tyo, sehk, asx, tsx, nse, bse, euronext, fwb, hkse"),
    **named(_inline_code, "codes, nowiki"),
}
for _text, _names in _FIXED.items():
    MAKERS.update(named(lambda _call, text=_text: text, _names))  # type: ignore[misc]
