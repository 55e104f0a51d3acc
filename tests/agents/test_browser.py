"""What a browser offers of a page's claims, over a small store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyroaring import BitMap

from tests.store.worlds import entity, store_of
from wikiseek.agents.browser import Browser, Offer
from wikiseek.records import Claim, Constraint, Evidence
from wikiseek.store import ConstraintSets

ILLINOIS = "Ana Berg and Otto live in Illinois."


class Told:
    """Claims that a test makes up."""

    def __init__(self, *relations: str) -> None:
        quoted = Evidence(2, "Ana Berg", 1, 0, len(ILLINOIS), "", ILLINOIS)
        self._claims = [Claim(Constraint("links_to", 1, "Illinois"), said, quoted, "Illinois") for said in relations]

    def of(self, page_id: int) -> Sequence[Claim]:
        return self._claims if page_id == 2 else []

    def subjects(self, page_id: int) -> BitMap:
        return BitMap()


def offers(folder: Path, relation: str) -> tuple[Offer, ...]:
    pages = [
        entity(1, "Illinois", "A state.", kind="state"),
        entity(2, "Ana Berg", ILLINOIS, [("Illinois", "Illinois")], kind="poet", flags=("person",)),
        entity(3, "Otto", ILLINOIS, [("Illinois", "Illinois")], kind="poet", flags=("person",)),
        *(entity(n, f"Page {n}", "Nothing.") for n in range(4, 20)),
    ]
    store = store_of(folder, pages)
    return Browser(store, ConstraintSets(store), Told(relation)).offers(2)


def test_a_named_thing_that_has_a_page_and_a_kind_may_be_hidden(tmp_path: Path) -> None:
    (offer,) = offers(tmp_path, "lives in [X]")
    assert (offer.constant, offer.size, offer.extendable) == ("Illinois", 2, True)


def test_what_would_be_described_in_the_middle_or_by_its_kind_twice_is_not_hidden(tmp_path: Path) -> None:
    for number, relation in enumerate(("has [X] as its home", "lives in the state of [X]")):
        (offer,) = offers(tmp_path / str(number), relation)
        assert not offer.extendable


def test_what_belongs_to_one_thing_only_is_not_offered(tmp_path: Path) -> None:
    assert offers(tmp_path, "is the capital of [X]") == ()
