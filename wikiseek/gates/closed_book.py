"""What the model knows without any page: a question whose answer it says is no research."""

from __future__ import annotations

from wikiseek import codec
from wikiseek.gates.answers import accepted, hits
from wikiseek.gates.asking import ask_all, judged_by, request
from wikiseek.gates.protocol import Case
from wikiseek.llm import Conversation
from wikiseek.records import Verdict

TEMPERATURE = 0.8


class ClosedBook:
    """Fails a question that the model answers in any of `samples` tries without a page.

    The first try is its likeliest answer, the others are drawn at temperature 0.8, each by a seed of its own.
    That is what one question can say of itself. Some answers a model says to everything: how often it says this one
    to other questions is known where they are in order, and `Habits` has the last word there.
    """

    name = "closed_book"
    version = 2

    def __init__(self, model: str, samples: int = 4) -> None:
        """`model` is the identity of the one that will be asked."""
        self._model = model
        self._samples = samples

    def judge(self, case: Case) -> Conversation[Verdict]:
        """The verdict, with each answer that was said ("" where the model does not know)."""
        tries = [(codec.seed(self.name, case.question, n), TEMPERATURE if n else 0.0) for n in range(self._samples)]
        requests = [request(self.name, "closed_book", *each, question=case.question) for each in tries]
        answers = yield from ask_all(requests)
        names = accepted(case.names)
        found = hits(answers.said, names)
        reason = f"the model knows the answer in {found} of {self._samples} tries" if found else ""
        numbers = {"samples": self._samples, "hits": found, "said": list(answers.said), "names": sorted(names)}
        thresholds = {"hits": 0, "temperature": TEMPERATURE}
        measured = {**numbers, **answers.cost}
        return Verdict(self.name, not found, reason, measured, thresholds, self.version, judged_by(self._model))
