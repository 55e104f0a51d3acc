"""No hidden vertex is named: not by title, alias, or what tells as much; nor is the answer by its kind alone."""

from __future__ import annotations

from wikiseek.gates.protocol import Case
from wikiseek.hcsp import hidden_vertices
from wikiseek.records import Verdict
from wikiseek.store import Store
from wikiseek.store.exposure import exposed, said_of
from wikiseek.store.kinds import Kinds


class Names:
    """Fails a question that says a name of the answer or of any hidden vertex, or a kind that few pages share."""

    name = "names"
    version = 2

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kinds = Kinds(store)

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the names found by vertex and the pages that share the answer's kind."""
        found = {name: exposed(case.question, page_id, self._store) for name, page_id in _hidden(case).items()}
        if case.tree is None:
            found["answer"] = sorted({*found.get("answer", ()), *said_of((case.answer, *case.aliases), case.question)})
        said = {vertex: names for vertex, names in found.items() if names}
        reasons = [f"{vertex} is given away by {', '.join(names)}" for vertex, names in said.items()]
        numbers = {"checked": len(found), "said": said}
        if case.tree is not None and case.tree.root.kind:
            kind = case.tree.root.kind
            numbers["pages_of_kind"] = self._kinds.pages(kind)
            if not self._kinds.shared(kind):
                reasons.append(f"only {numbers['pages_of_kind']} pages are called {kind}")
        thresholds = {"pages_of_kind": self._kinds.least}
        return Verdict(self.name, not reasons, "; ".join(reasons), numbers, thresholds, self.version)


def _hidden(case: Case) -> dict[str, int]:
    """The pages that must not be named: those of the tree's vertices, or the answer's alone."""
    if case.tree is not None:
        return {vertex.id: vertex.page_id for vertex in hidden_vertices(case.tree)}
    return {} if case.answer_id is None else {"answer": case.answer_id}
