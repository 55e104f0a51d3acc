"""Templates that show a link: ships, flags with names, names that sort by surname, links to other editions."""

from __future__ import annotations

from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.countries import COUNTRIES
from wikiseek.dump.templates.registry import Maker, named

_SHIP_PREFIXES = (
    "hms, uss, ss, rms, ms, mv, hmas, hmcs, hmnzs, sms, ins, rfa, usns, usat, uscgc, hmt, mt, ps, ts, jds, kri, nms"
)


def _ship(call: Call) -> str:
    """`{{ship|HMS|Victory|1765}}`, `{{ship||Bounty}}`."""
    return _ship_link(call, call.at(1), call.at(2), call.at(3))


def _prefixed_ship(call: Call) -> str:
    """`{{USS|Enterprise|CVN-65}}`."""
    return _ship_link(call, call.name.upper() if call.name != "ms" else "MS", call.at(1), call.at(2))


def _ship_link(call: Call, prefix: str, name: str, number: str) -> str:
    shown = f"{prefix} {name}".strip()
    return call.link(f"{shown} ({number})" if number else shown, shown) if name else ""


def _ship_class(call: Call) -> str:
    """`{{sclass|Nimitz|aircraft carrier}}` shows "Nimitz-class aircraft carrier"."""
    name, kind = call.at(1), call.at(2)
    return call.link(f"{name}-class {kind}", f"{name}-class {kind}".strip()) if name else ""


def _country(call: Call) -> str:
    name = call.get("name") or COUNTRIES.get(call.at(1).lower(), call.at(1))
    return call.link(COUNTRIES.get(call.at(1).lower(), call.at(1)), name) if name else ""


def _country_code(call: Call) -> str:
    """`{{USA}}`; in small letters most codes are words, and other templates."""
    if not (call.written.isupper() or call.name in ("usa", "us", "uk")):
        return ""
    name = COUNTRIES[call.name]
    return call.link(name, name.partition(" (")[0])


def _greece(call: Call) -> str:
    """`{{GRC}}` is the country, `{{grc|λόγος}}` a word of Ancient Greek."""
    return call.at(1) or call.link("Greece", "Greece")


def _place(call: Call) -> str:
    """`{{city-state|Kelmar|Marenia}}`."""
    name = ", ".join(call.given()[:2])
    return call.link(name, name) if name else ""


def _team(call: Call) -> str:
    name = COUNTRIES.get(call.at(1).lower(), "")
    return call.link(name, name) if name else ""


def _other_edition(call: Call) -> str:
    """`{{ill|Title|fr|Titre|lt=shown}}`: a link to a page that may not exist here yet."""
    title = call.at(1)
    return call.link(title, call.get("lt", "text", "display") or title) if title else ""


def _sortname(call: Call) -> str:
    name = f"{call.at(1)} {call.at(2)}".strip()
    if not name or call.yes("nolink"):
        return name
    target = call.at(3) or (f"{name} ({call.get('dab')})" if call.get("dab") else name)
    return call.link(target, name)


def _linked(call: Call) -> str:
    """`{{section link|Page|Section}}`, `{{l|en|word}}` and simple wrappers around one page."""
    title = call.at(1)
    return call.link(title, call.at(2) or title) if title else ""


def _section(call: Call) -> str:
    page, section = call.at(1), call.at(2)
    return call.link(page, f"{page} § {section}" if section else page) if page else ""


def _page_name(call: Call) -> str:
    return call.title


def _base_name(call: Call) -> str:
    return call.title.partition(" (")[0]


MAKERS: dict[str, Maker] = {
    **named(_ship, "ship, warship"),
    **named(_prefixed_ship, _SHIP_PREFIXES),
    **named(_ship_class, "sclass, sclass-, sclass2, sclass2-, ship class, sclass2"),
    **named(_country, "flag, flagcountry, flagu, flag2, flag+link, flaglink, country, noflag, flagg, flagdeco name"),
    **named(_country_code, ",".join(COUNTRIES)),
    **named(_greece, "grc"),
    **named(_place, "uscity, city-state, citystate, cityst, city-region"),
    **named(_team, "fb, cr, ru, rl, fbw, crw, ruw, fh, bk, vb, nft, hb"),
    **named(
        _other_edition, "ill, interlanguage link, ill2, interlanguage link multi, illm, link-interwiki, link, ill-wd"
    ),
    **named(_sortname, "sortname, sortn"),
    **named(_linked, "link if exists, lie, lx, ll, linkto"),
    **named(_section, "section link, slink, sectlink"),
    **named(_page_name, "pagename, fullpagename, namee, articlepagename"),
    **named(_base_name, "pagenamebase, basepagename, first word"),
}
