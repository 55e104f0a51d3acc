"""Titles and link targets: one spelling for each page, as MediaWiki's own rules make it.

Source of the rules: MediaWiki's `Title::newFromText` (secureAndSplit) and the manual page
"Help:Links": underscores are spaces, percent-encoding and entities are decoded, the first
letter is a capital on wikis whose case rule is "first-letter", `#section` is no part of a title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from wikiseek.dump.entities import unescaped

# Names that every MediaWiki knows, whatever its language, and the aliases in common use.
CANONICAL_NAMESPACES: Mapping[str, int] = {
    "media": -2, "special": -1, "talk": 1, "user": 2, "user talk": 3, "project": 4, "project talk": 5,
    "wikipedia": 4, "wikipedia talk": 5, "wp": 4, "wt": 5, "file": 6, "file talk": 7, "image": 6, "image talk": 7,
    "mediawiki": 8, "mediawiki talk": 9, "template": 10, "template talk": 11, "help": 12, "help talk": 13,
    "category": 14, "category talk": 15, "portal": 100, "portal talk": 101, "draft": 118, "draft talk": 119,
    "timedtext": 710, "timedtext talk": 711, "module": 828, "module talk": 829,
}  # fmt: skip

MAX_TITLE_BYTES = 255

# Prefixes that lead to another wiki: Wikipedia's language editions, and sister projects and tools.
_LANGUAGE_PREFIXES = """
    aa ab ace ady af ak als alt am ami an ang ar arc ary arz as ast atj av avk awa ay az azb ba ban bar bat-smg bcl be
    be-tarask be-x-old bg bh bi bjn blk bm bn bo bpy br bs bug bxr ca cbk-zam cdo ce ceb ch cho chr chy ckb co cr crh
    cs csb cu cv cy da dag de din diq dk dsb dty dv dz ee el eml en eo es et eu ext fa ff fi fiu-vro fj fo fr frp frr
    fur fy ga gag gan gcr gd gl glk gn gom gor got gu guw gv ha hak haw he hi hif ho hr hsb ht hu hy hyw hz ia id ie
    ig ii ik ilo inh io is it iu ja jam jbo jv ka kaa kab kbd kbp kg ki kj kk kl km kn ko koi kr krc ks ksh ku kv kw
    ky la lad lb lbe lez lfn lg li lij lld lmo ln lo lrc lt ltg lv mad mai map-bms mdf mg mh mhr mi min minnan mk ml
    mn mni mnw mo mr mrj ms mt mus mwl my myv mzn na nah nan nap nb nds nds-nl ne new ng nia nl nn no nov nqo nrm nso
    nv ny oc olo om or os pa pag pam pap pcd pdc pfl pi pih pl pms pnb pnt ps pt pwn qu rm rmy rn ro roa-rup
    roa-tara ru rue rw sa sah sat sc scn sco sd se sg sh shi shn shy si simple sk skr sl sm smn sn so sq sr srn ss st
    stq su sv sw szl szy ta tay tcy te tet tg th ti tk tl tlh tn to tokipona tpi tr trv ts tt tum tw ty tyv udm ug uk
    ur uz ve vec vep vi vls vo wa war wo wuu xal xh xmf yi yo za zea zh zh-cfr zh-classical zh-cn zh-min-nan zh-tw
    zh-yue zu
"""
_PROJECT_PREFIXES = """
    b c d m n q s v w wikt voy species commons meta mw wikibooks wikinews wikiquote wikisource wikispecies wikiversity
    wiktionary wikidata wikimedia wikivoyage foundation wmf incubator outreach sep11 nost bugzilla phab phabricator
    mediazilla metawikipedia metawiki wikicities wikia doi arxiv rfc pmid imdbname imdbtitle memoryalpha meatball
    wiki jargon foldoc google tmbw acronym
"""
LANGUAGES = frozenset(_LANGUAGE_PREFIXES.split())
_INTERWIKI = LANGUAGES.union(_PROJECT_PREFIXES.split())

_PLAIN = re.compile(r"[A-Za-z0-9(](?:[ ,.()'\-/!]?[A-Za-z0-9)])*")  # a title in need of nothing but its first letter
_SPACES = re.compile(r"[ _\t\n\r\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200e\u200f\u202a-\u202e\ufeff]")
_ILLEGAL = re.compile(r"[<>\[\]{}|\x00-\x1f\x7f\ufffd\ud800-\udfff]")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What a dump's `<siteinfo>` says of its wiki.

    `wiki` is the database name ("enwiki"), `language` its code ("en"), `first_letter` whether
    the first letter of a title is always a capital, `namespaces` the numbers by lower-case name
    (the wiki's own names added to those that every wiki knows).
    """

    wiki: str = ""
    language: str = "en"
    first_letter: bool = True
    namespaces: Mapping[str, int] = field(default_factory=lambda: dict(CANONICAL_NAMESPACES))


def capitalised(text: str) -> str:
    """`text` with a capital first letter where one capital letter exists for it (ß and Georgian stay)."""
    first = text[:1]
    upper = first.upper()
    if len(upper) != 1 or "\u10d0" <= first <= "\u10ff":
        return text
    return upper + text[1:]


def normalize_title(raw: str, site: SiteInfo) -> str:
    """The one spelling of a title or link target; "" when nothing is left (a pure section link)."""
    if _PLAIN.fullmatch(raw):
        return raw[0].upper() + raw[1:] if site.first_letter else raw
    return _normalized(raw, site)


def _normalized(raw: str, site: SiteInfo) -> str:
    title = _decoded(raw).partition("#")[0]
    if not title.isascii():
        title = unicodedata.normalize("NFC", _SPACES.sub(" ", _INVISIBLE.sub("", title)))
    elif "_" in title or "  " in title or "\n" in title or "\t" in title or "\r" in title:
        title = _SPACES.sub(" ", title)
    title = title.strip().removeprefix(":").strip()
    prefix, colon, rest = title.partition(":")
    if colon and _namespace_number(prefix, site) is not None:
        return f"{capitalised(prefix.strip())}:{_cased(rest.strip(), site)}"
    return _cased(title, site)


def namespace_of(title: str, site: SiteInfo) -> int:
    """The namespace number that a title's prefix names, 0 when it has none."""
    prefix, colon, _ = title.lstrip(" :").partition(":")
    number = _namespace_number(prefix, site) if colon else None
    return 0 if number is None else number


def link_target(raw: str, site: SiteInfo) -> str | None:
    """The article that `[[raw]]` points to, normalised.

    None for files, categories and every other namespace, for links to other wikis, for links to
    a section of the same page, and for what cannot be a title.
    """
    if len(raw) <= MAX_TITLE_BYTES and _PLAIN.fullmatch(raw):
        return raw[0].upper() + raw[1:] if site.first_letter else raw
    title = _normalized(raw, site)
    if not title or _ILLEGAL.search(title) or len(title.encode()) > MAX_TITLE_BYTES:
        return None
    prefix, colon, rest = title.partition(":")
    if colon and (_leaves_articles(prefix, site) or not (rest or prefix)):
        return None
    return title


def is_language_link(raw: str) -> bool:
    """Whether `[[raw]]` names the same article in another language: such links are not shown in the text."""
    prefix, colon, _ = raw.partition(":")
    return bool(colon) and prefix.strip().lower() in LANGUAGES


def _leaves_articles(prefix: str, site: SiteInfo) -> bool:
    return _namespace_number(prefix, site) is not None or prefix.strip().lower() in _INTERWIKI


def _namespace_number(prefix: str, site: SiteInfo) -> int | None:
    if not prefix.isascii():
        prefix = unicodedata.normalize("NFC", _INVISIBLE.sub("", prefix))
    return site.namespaces.get(prefix.replace("_", " ").strip().lower())


def _decoded(raw: str) -> str:
    raw = unescaped(raw)
    return unquote(raw, errors="replace") if "%" in raw and _PERCENT.search(raw) else raw


def _cased(title: str, site: SiteInfo) -> str:
    return capitalised(title) if site.first_letter else title
