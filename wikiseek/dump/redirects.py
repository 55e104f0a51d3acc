"""The redirect line of a page's wikitext, for dumps that carry no `<redirect>` element."""

from __future__ import annotations

import re

# The magic word in the languages with the largest Wikipedias; English works on every wiki.
_WORDS = (
    "redirect", "weiterleitung", "redirection", "redirección", "redireccion", "redirecionamento", "rinvia",
    "doorverwijzing", "omdirigering", "viderestilling", "omdiriger", "ohjaus", "uudelleenohjaus", "patrz", "przekieruj",
    "tam", "перенаправление", "перенаправлення", "перенапр", "преусмери", "пренасочване", "yönlendir", "átirányítás",
    "redirecteaza", "ανακατευθυνση", "ανακατευθυνσησ", "تحويل", "تغییرمسیر", "הפניה", "転送", "リダイレクト", "重定向",
    "넘겨주기", "alih", "đổi", "เปลี่ยนทาง",
)  # fmt: skip
_REDIRECT = re.compile(rf"\s*#(?:{'|'.join(_WORDS)})\s*:?\s*\[\[\s*:?\s*([^\]|\n]+)", re.IGNORECASE)


def redirect_target(text: str) -> str | None:
    """The raw target of a page that is a redirect ("Paris#History"), None for any other page."""
    match = _REDIRECT.match(text)
    return match.group(1).strip() if match else None
