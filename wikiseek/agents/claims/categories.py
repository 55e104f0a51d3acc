"""Claims from the categories of a page, where a sentence of its lead says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wikiseek.agents.claims.periods import periods
from wikiseek.codec import digest
from wikiseek.grammar import prose, sentences
from wikiseek.records import Claim, Constraint, Entity, Evidence
from wikiseek.store.categories import Membership, membership, places

_LIFE = re.compile(r"(\d{3,4}) (births|deaths)$")
# Sentences of the lead that are looked at: further down, a page speaks of others.
_LEAD = 2
_TO_BE = re.compile(r"\b(?:is|are|was|were)\b")
_STEM = 4  # letters that a word has in common with its other forms ("philosopher", "philosophy")


def category_claims(entity: Entity) -> Iterator[Claim]:
    """One claim a category that says something of named things; births and deaths by year and by decade."""
    lead = list(_lead(entity))
    past = bool(lead) and _past(lead[0].quote, entity)
    for category in entity.categories:
        said = membership(category)
        if said is None:
            continue
        quoted = next((sentence for sentence in lead if _says(sentence.quote, said)), None)
        if quoted is None:
            continue
        if life := _LIFE.match(category):
            year, event = life.groups()
            for period in periods(int(year)):
                yield Claim(
                    Constraint("in_category", key=event, value=period), said.relation, quoted, period, "category"
                )
        else:
            relation = re.sub(r"^is\b", "was", said.relation) if past else said.relation
            yield Claim(Constraint("in_category", value=category), relation, quoted, said.name, "category")


def _lead(entity: Entity) -> Iterator[Evidence]:
    for start, end in sentences(entity.text, prose(entity)[:_LEAD])[:_LEAD]:
        quote = entity.text[start:end]
        sha256 = digest(quote.encode("utf-8", "surrogatepass"))
        yield Evidence(entity.id, entity.title, entity.revision, start, end, sha256, quote)


def _past(sentence: str, entity: Entity) -> bool:
    """Whether a page speaks of its subject in the past: a person who died, or "was" before any "is"."""
    verb = _TO_BE.search(sentence)
    was = verb is not None and verb.group() in ("was", "were")
    return was or any(name.endswith(" deaths") for name in entity.categories)


def _says(sentence: str, said: Membership) -> bool:
    """Whether a sentence says the name of a membership, or the place a people is called by, and its noun."""
    names = (said.name, *places(said.name)) if said.adjective else (said.name,)
    low = sentence.lower()
    return any(re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", low) for name in names) and (
        not said.head or re.search(rf"\b{re.escape(said.head[: max(_STEM, len(said.head) - 2)])}", low) is not None
    )
