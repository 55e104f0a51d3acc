"""The choices of an audit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wikiseek.gates import Overlap, Thresholds


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the file that have the question, the answer and the id; "" for those that are known by name."""

    question: str = ""
    answer: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """The choices of an audit.

    `top_k` is how many pages of a lookup with the question the answer must stay out of, `clause_k` how many of one
    with its rarest words. `against` are evaluation files that no question may be too near to. With a model,
    `closed_book` samples are drawn without a page, and of the best `read_one_page` passages of each retriever those
    that name the answer are read alone (0 of either: not asked).
    """

    top_k: int = 10
    clause_k: int = 3
    against: tuple[Path, ...] = ()
    closed_book: int = 4
    read_one_page: int = 10

    @property
    def thresholds(self) -> Thresholds:
        """What the gates compare their numbers with."""
        return Thresholds(self.top_k, self.clause_k)

    def check(self) -> None:
        """Raise what an audit would later raise of its evaluation files, before anything of it is on disk."""
        Overlap(self.against)
