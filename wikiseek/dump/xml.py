"""Pages out of MediaWiki export XML, streamed: one page in memory at a time.

The parser loads no DTD, expands no entity and opens no network connection, and a document that
declares a DTD is refused before it reaches the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import overload

from lxml import etree

from wikiseek.dump.languages import namespace_aliases
from wikiseek.dump.redirects import redirect_target
from wikiseek.dump.titles import CANONICAL_NAMESPACES, MAX_TITLE_BYTES, SiteInfo, namespace_of, normalize_title
from wikiseek.errors import DumpError
from wikiseek.records import Page

MAX_PAGE_BYTES = 64 << 20
_PROLOG_BYTES = 1 << 16
_PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s+|<\?[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(rb"<mediawiki[\s>]")
_WHOLE = re.compile(r"\s*-?[0-9]{1,18}\s*")
_MAX_DIGITS = 100  # with the white space around them
_REMEMBERED = 1 << 10  # names of elements; a dump has two dozen
_OF_REVISION = frozenset(("id", "text", "timestamp"))
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def _parser() -> etree.XMLPullParser:
    # huge_tree lifts libxml2's 10 MB limit on a text; MAX_PAGE_BYTES bounds what a page may take instead.
    return etree.XMLPullParser(
        events=("end",),
        tag=["{*}page", "{*}siteinfo", "{*}mediawiki"],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
    )


def elements(chunks: Iterable[bytes], name: str, begins: bool = True, ends: bool = True) -> Iterator[etree._Element]:
    """The `siteinfo`, `page` and closing `mediawiki` elements of a dump as they end; each is emptied afterwards.

    `begins` and `ends` say whether `chunks` are of the beginning of the dump and of its end: a run of pages out
    of the middle has no root around it.
    Raises `DumpError` for what is not a dump, declares a DTD, is cut off, or has a page over `MAX_PAGE_BYTES`.
    """
    parser = _parser()
    fed, closed = 0, False
    for chunk in _with_root(chunks, name, begins):
        fed = _feed(parser, chunk, fed, name)
        for _, element in parser.read_events():
            fed = 0
            closed = closed or _local(element) == "mediawiki"
            yield element
            _forget(element)
    if not closed:
        _close(parser, name, ends)


def pages(found: Iterable[etree._Element], site: SiteInfo | None) -> Iterator[Page]:
    """The pages among `found`; `site` is needed where the dump's `<siteinfo>` is not among them.

    A page without a title has the title "", one without a number the id 0: see `admission`.
    """
    site = site or SiteInfo()
    for element in found:
        tag = _local(element)
        if tag == "page":
            yield _page(element, site)
        elif tag == "siteinfo":
            site = read_site(element)


def read_site(element: etree._Element) -> SiteInfo:
    """The `SiteInfo` that a `<siteinfo>` element states."""
    values = {_local(child): (child.text or "").strip() for child in element}
    root = element.getparent()
    language = (root.get("{http://www.w3.org/XML/1998/namespace}lang") if root is not None else None) or "en"
    spaces = {**CANONICAL_NAMESPACES, **namespace_aliases(language)}
    for space in element.iter("{*}namespace"):
        if space.text:
            spaces[space.text.strip().lower()] = _number(space.get("key"), 0)
    return SiteInfo(
        wiki=values.get("dbname") or values.get("sitename", "").lower(),
        language=language,
        first_letter=values.get("case", "first-letter") == "first-letter",
        namespaces=spaces,
    )


def _with_root(chunks: Iterable[bytes], name: str, begins: bool) -> Iterator[bytes]:
    """The chunks, once their beginning was found to be a dump's; pages out of the middle get a root put before them."""
    held, source = b"", iter(chunks)
    while len(held) < _PROLOG_BYTES and (chunk := next(source, b"")):
        held += chunk
    start = _PROLOG.match(held)
    body = held[start.end() :] if start else held
    if _ROOT.match(body):
        yield held
    elif not begins and body.startswith((b"<page>", b"</mediawiki>")):
        yield b"<mediawiki>" + body
    else:
        raise DumpError(f"{name}: {_complaint(body)}")
    yield from source


def _complaint(body: bytes) -> str:
    if _HTML.match(body):
        return "this is an HTML page, not a dump: the download was answered with an error page; fetch it again"
    if body[:9].upper() == b"<!DOCTYPE":
        return "the XML declares a DTD, which no MediaWiki dump does: refused"
    return "this is not a MediaWiki XML dump (no <mediawiki> at its start): use a …-pages-articles… file"


def _feed(parser: etree.XMLPullParser, chunk: bytes, fed: int, name: str) -> int:
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        raise DumpError(f"{name}: the XML is damaged ({_reason(error)}): fetch the dump again") from error
    fed += len(chunk)
    if fed > MAX_PAGE_BYTES:
        raise DumpError(
            f"{name}: a page is larger than {MAX_PAGE_BYTES >> 20} MiB: use a dump of current pages, not of history"
        )
    return fed


def _close(parser: etree.XMLPullParser, name: str, ends: bool) -> None:
    """End the document where its end tag did not come, as is right before the end of the dump only."""
    try:
        if not ends:
            parser.feed(b"</mediawiki>")
        parser.close()
    except etree.XMLSyntaxError as error:
        place = "the dump is cut off before </mediawiki> or damaged" if ends else "a stream ends inside a page"
        raise DumpError(f"{name}: {place} ({_reason(error)}): fetch the dump again") from error


def _reason(error: etree.XMLSyntaxError) -> str:
    return " ".join(str(error.msg).split())


class _Locals(dict[object, str]):
    """The names of elements without their namespace, each cut once."""

    def __missing__(self, tag: object) -> str:
        written = str(tag)
        local = written[written.rfind("}") + 1 :]
        if len(self) < _REMEMBERED:
            self[tag] = local
        return local


_LOCALS = _Locals()


def _local(element: etree._Element) -> str:
    return _LOCALS[element.tag]


def _forget(element: etree._Element) -> None:
    """Free an element and those before it: a dump never fits in memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _page(element: etree._Element, site: SiteInfo) -> Page:
    title = namespace = redirect = number = None
    revision = element
    for child in element:
        tag = _local(child)
        if tag == "title":
            title = child.text
        elif tag == "ns":
            namespace = child.text
        elif tag == "id":
            number = child.text
        elif tag == "redirect":
            redirect = child.get("title")
        elif tag == "revision":
            revision = child
    title = title or ""
    stated = _number(namespace, None)
    space = namespace_of(title[:MAX_TITLE_BYTES], site) if stated is None else stated
    return _with_revision(_number(number, 0), title, space, redirect, revision, site)


def _with_revision(
    number: int, title: str, namespace: int, redirect: str | None, revision: etree._Element, site: SiteInfo
) -> Page:
    values = {tag: child.text or "" for child in revision if (tag := _local(child)) in _OF_REVISION}
    text = values.get("text", "")
    redirect = redirect or redirect_target(text)
    return Page(
        id=number,
        title=title,
        namespace=namespace,
        revision=_number(values.get("id"), 0),
        timestamp=values.get("timestamp", ""),
        redirect=normalize_title(redirect, site) or None if redirect else None,
        text=text,
    )


@overload
def _number(text: str | None, missing: int) -> int: ...
@overload
def _number(text: str | None, missing: None) -> int | None: ...
def _number(text: str | None, missing: int | None) -> int | None:
    """A whole number of at most 18 digits (what fits 64 bits), or `missing` for anything else."""
    return int(text) if text and len(text) < _MAX_DIGITS and _WHOLE.fullmatch(text) else missing
