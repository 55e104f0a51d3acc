"""Which pages of a dump cannot be pages of a wiki, and why: these are left out, never read.

MediaWiki's own bounds: a title has 1 to 255 bytes of UTF-8 and page ids are unsigned and 32 bits wide.
"""

from __future__ import annotations

from wikiseek.dump.titles import MAX_TITLE_BYTES, SiteInfo, normalize_title
from wikiseek.records import Page

MAX_ID = (1 << 32) - 1


def inadmissible(page: Page, site: SiteInfo) -> str | None:
    """Why a page cannot be kept, in a few words that do not quote it; None for every ordinary page."""
    if not 1 <= page.id <= MAX_ID:
        return "no page id"
    if _too_long(page.title):
        return "title over 255 bytes"
    if not normalize_title(page.title, site):
        return "no title"
    if page.redirect is not None and _too_long(page.redirect):
        return "redirect to a title over 255 bytes"
    return None


def _too_long(title: str) -> bool:
    return len(title) > MAX_TITLE_BYTES or len(title.encode("utf-8", "surrogatepass")) > MAX_TITLE_BYTES
