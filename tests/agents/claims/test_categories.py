"""Claims from categories: only where the lead says the same."""

from __future__ import annotations

from tests.store.worlds import entity
from wikiseek.agents.claims.categories import category_claims
from wikiseek.records import Claim, Entity


def said(page: Entity) -> list[str]:
    return [claim.relation.replace("[X]", claim.anchor) for claim in category_claims(page)]


def page(text: str, *categories: str) -> Entity:
    return entity(1, "Ana Lund", text, categories=categories)


def test_what_the_lead_says_too_is_claimed_in_the_tense_of_the_page() -> None:
    text = "Ana Lund (1871–1940) was a German poet who wrote much. She liked tea."
    assert said(page(text, "German poets", "1871 births", "1940 deaths")) == [
        "was a German poet", "was born in 1871", "was born in the 1870s", "died in 1940", "died in the 1940s",
    ]  # fmt: skip
    assert said(page("Ana Lund is a poet from Germany.", "German poets")) == ["is a German poet"]


def test_a_category_that_the_lead_is_silent_about_is_not_claimed() -> None:
    assert said(page("Ana Lund was a poet.", "German poets", "1871 births")) == []
    assert said(page("Ana Lund was a German.\n\nHer brother was a poet. It rained. A poet.", "German poets")) == []


def test_the_evidence_is_the_sentence_that_says_it() -> None:
    text = "Ana Lund lived. She was a poet of Germany, born in 1871."
    claims: list[Claim] = list(category_claims(page(text, "German poets", "1871 births")))
    quotes = {claim.evidence.quote for claim in claims if claim.evidence}
    assert quotes == {"She was a poet of Germany, born in 1871."}


def test_the_first_decade_of_a_century_has_no_name_of_its_own() -> None:
    assert said(page("Ana Lund (born 1804) is here.", "1804 births")) == ["was born in 1804"]
