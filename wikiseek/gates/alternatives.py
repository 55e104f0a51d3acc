"""No other page that comes to mind is an answer too: what the certificate says, put to the test."""

from __future__ import annotations

from collections.abc import Sequence

from pyroaring import BitMap

from wikiseek.gates.lookups import Lookups
from wikiseek.gates.protocol import Case
from wikiseek.hcsp import Sets, satisfying
from wikiseek.records import Verdict
from wikiseek.store import Store
from wikiseek.store.called import pages_called


class Alternatives:
    """Fails a tree that another page satisfies: one that a lookup finds for the question, or that a model said.

    A certified tree can never fail it. Its pages are those that a reader would hold for the answer: the first `k`
    that each retriever finds, and what a model's wrong answers mean. Each is tested by itself.
    """

    name = "alternatives"
    version = 1

    def __init__(self, store: Store, sets: Sets, lookups: Lookups, k: int = 20) -> None:
        """`sets` should remember nothing, so that the test is another one than the certificate's."""
        self._store = store
        self._sets = sets
        self._lookups = lookups
        self._k = k

    def judge(self, case: Case, said: Sequence[str] = ()) -> Verdict:
        """The verdict on a case, `said` the answers that a model gave without a page."""
        tree, _ = case.certified
        (answered,) = self._lookups.of([case.question])
        near = BitMap(page for found in answered.values() for page in found.pages[: self._k])
        meant = BitMap(page for name in said for page in pages_called(name, self._store))
        others = (near | meant) & self._store.candidates
        others.discard(tree.root.page_id)
        found = satisfying(others, tree, self._sets)
        titles = [self._store.title(page) for page in found]
        reason = f"every clause holds of {', '.join(titles)} too: the certificate is wrong" if titles else ""
        numbers = {"tested": len(others), "near_misses": len(near), "said": len(meant), "satisfying": titles}
        return Verdict(self.name, not titles, reason, numbers, {"k": self._k}, self.version)
