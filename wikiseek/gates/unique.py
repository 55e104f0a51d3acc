"""One answer: rules 1 and 2 of the certificate."""

from __future__ import annotations

from wikiseek.gates.protocol import Case
from wikiseek.records import Verdict


class Unique:
    """Fails a tree with another number of answers than one, or with a branch that pins its vertex alone."""

    name = "unique"
    version = 1

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the number of answers and the smallest set of a branch."""
        _, certificate = case.certified
        failures = [text for text in certificate.failures if not text.startswith("needed")]
        numbers = {"answers": len(certificate.answers), "smallest": min(certificate.sizes.values(), default=0)}
        return Verdict(self.name, not failures, "; ".join(failures), numbers)
