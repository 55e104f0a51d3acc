"""Templates of catalogue numbers, written as the article shows them: "OCLC 2048818"."""

from __future__ import annotations

from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker, named

_SHOWN = {
    "isbn": "ISBN", "issn": "ISSN", "oclc": "OCLC", "lccn": "LCCN", "pmid": "PMID", "pmc": "PMC", "asin": "ASIN",
    "jstor": "JSTOR", "ol": "OL", "mr": "MR", "zbl": "Zbl", "bibcode": "Bibcode:", "doi": "doi:", "hdl": "hdl:",
    "arxiv": "arXiv:",
}  # fmt: skip
_VOLUMES = {"vol.": "Vol. ", "p.": "p. ", "pp.": "pp. ", "vol": "Vol. "}


def _identifier(call: Call) -> str:
    label = _SHOWN[call.name]
    return f"{label}{'' if label.endswith(':') else ' '}{call.at(1)}" if call.at(1) else ""


def _part(call: Call) -> str:
    return f"{_VOLUMES[call.name]}{call.at(1)}" if call.at(1) else ""


def _law(call: Call) -> str:
    """`{{usc|11|554}}`: a title and section of the United States Code."""
    return f"{call.at(1)} U.S.C. § {call.at(2)}" if call.at(2) else ""


def _airport(call: Call) -> str:
    """`{{airport codes|ATL|KATL}}`."""
    codes = [f"{kind}: {code}" for kind, code in zip(("IATA", "ICAO", "FAA LID"), call.pos, strict=False) if code]
    return f"({', '.join(codes)})" if codes else ""


MAKERS: dict[str, Maker] = {
    **named(_identifier, ",".join(_SHOWN)),
    **named(_part, ",".join(_VOLUMES)),
    **named(_law, "usc, uscsub, usctitle"),
    **named(_airport, "airport codes"),
}
