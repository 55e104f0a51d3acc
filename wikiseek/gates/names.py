"""No hidden vertex is named: not by title, alias, or a tell-tale word of its title."""

from __future__ import annotations

from wikiseek.gates.protocol import Case
from wikiseek.hcsp import hidden_vertices
from wikiseek.records import Verdict
from wikiseek.store import Store
from wikiseek.store.exposure import exposed


class Names:
    """Fails a question that says a name of the answer or of any hidden vertex."""

    name = "names"

    def __init__(self, store: Store) -> None:
        self._store = store

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the names found by vertex."""
        found = {name: exposed(case.question, page_id, self._store) for name, page_id in _hidden(case).items()}
        said = {vertex: names for vertex, names in found.items() if names}
        reason = "; ".join(f"{vertex} is given away by {', '.join(names)}" for vertex, names in said.items())
        return Verdict(self.name, not said, reason, {"checked": len(found), "said": said})


def _hidden(case: Case) -> dict[str, int]:
    """The pages that must not be named: those of the tree's vertices, or the answer's alone."""
    if case.tree is not None:
        return {vertex.id: vertex.page_id for vertex in hidden_vertices(case.tree)}
    return {} if case.answer_id is None else {"answer": case.answer_id}
