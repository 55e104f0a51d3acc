"""Nothing is decoration: rule 3 of the certificate."""

from __future__ import annotations

from wikiseek.gates.protocol import Case
from wikiseek.hcsp import depth
from wikiseek.records import Verdict


class Needed:
    """Fails a tree that still has one answer when a clause or a child subtree is left out."""

    name = "needed"
    version = 1

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the fewest candidates that leaving one branch out gives."""
        tree, certificate = case.certified
        failures = [text for text in certificate.failures if text.startswith("needed")]
        if certificate.certified_depth < depth(tree.root):
            failures.append(f"needed: only {certificate.certified_depth} levels have to be walked")
        fewest = min(certificate.leave_one_out.values(), default=0)
        numbers = {"fewest_without": fewest, "certified_depth": certificate.certified_depth}
        return Verdict(self.name, not failures, "; ".join(failures), numbers)
