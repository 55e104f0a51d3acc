"""The pages lead to the answer: a model that is given them among distractors must reach it."""

from __future__ import annotations

from collections.abc import Sequence

from wikiseek import codec
from wikiseek.gates.answers import accepted, hits
from wikiseek.gates.asking import ask_all, judged_by, request
from wikiseek.gates.exhibits import Exhibits
from wikiseek.gates.protocol import Case
from wikiseek.llm import Conversation
from wikiseek.records import Verdict


class Verifiable:
    """Fails a question whose answer the model does not reach from the evidence among `distractors` other pages.

    Beside it stands a control: the same question and distractors, with pages of other things of the same kinds in
    the place of the evidence. A model that reaches as many answers from controls does not read. Whether it reads
    well enough for its failures to count is known where questions are in order, and `Competence` has the last word.
    """

    name = "verifiable"
    version = 2

    def __init__(self, model: str, exhibits: Exhibits, distractors: int) -> None:
        """`model` is the identity of the one that will be asked."""
        self._model = model
        self._exhibits = exhibits
        self._distractors = distractors

    def judge(self, case: Case) -> Conversation[Verdict]:
        """The verdict, with what was said of the evidence and of the control."""
        tree, _ = case.certified
        names = accepted(case.names)
        gold = self._exhibits.gold(tree)
        others = self._exhibits.distractors(
            case.question, tree, accepted((case.answer, *case.aliases)), self._distractors
        )
        stand_ins = self._exhibits.stand_ins(tree, gold)
        requests = [
            request(self.name, "pages", 0, question=case.question, pages=_mixed(case.question, pages, others))
            for pages in (gold, stand_ins)
        ]
        answers = yield from ask_all(requests)
        reached, by_chance = (hits([said], names) for said in answers.said)
        reason = "" if reached else f"the model says {answers.said[0] or 'unknown'!r} after reading the evidence"
        numbers = {"reached": reached, "control": by_chance, "said": list(answers.said), **answers.cost}
        shown = {"gold": len(gold), "distractors": len(others)}
        asked = {"distractors": self._distractors}
        return Verdict(self.name, bool(reached), reason, numbers | shown, asked, self.version, judged_by(self._model))


def _mixed(question: str, pages: Sequence[str], others: Sequence[str]) -> str:
    """All pages in an order that depends on the question alone, so that their place tells nothing."""
    mixed = [*pages, *others]
    codec.generator("verifiable", question).shuffle(mixed)
    return "\n\n".join(mixed)
