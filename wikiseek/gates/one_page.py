"""No one page gives the answer away: a model reads each passage that a lookup finds, alone."""

from __future__ import annotations

from wikiseek import codec
from wikiseek.gates.answers import accepted, hits
from wikiseek.gates.asking import NOTHING, ask, judged_by, request
from wikiseek.gates.excerpt import excerpt
from wikiseek.gates.lookups import Lookups
from wikiseek.gates.protocol import Case
from wikiseek.gates.stating import Shown, answer_ways
from wikiseek.llm import Conversation
from wikiseek.records import Passage, Verdict


class ReadableOffOnePage:
    """Fails a question that the model answers from one passage among the `k` best of any retriever.

    Only a passage that says a name of the answer is read, and of it the sentences that are to the point: from no other
    can the answer be read off. Reading ends
    with the first passage that gives it, and after the best `most`: a few questions have a dozen such passages, and
    would cost as much as a hundred others. No more than `Lookups.read` passages of a retriever are known.
    """

    name = "readable_off_one_page"
    version = 2

    def __init__(self, model: str, lookups: Lookups, k: int = 10, most: int = 4) -> None:
        """`model` is the identity of the one that will be asked."""
        self._model = model
        self._lookups = lookups
        self._k = k
        self._most = most

    def judge(self, case: Case) -> Conversation[Verdict]:
        """The verdict, with how many passages were found, say the answer and were read, and what was said of each."""
        found = {passage: self._lookups.text(passage) for passage in self._found(case.question)}
        keys = answer_ways(case.answer, case.aliases)
        telling = [(passage, text) for passage, text in found.items() if Shown(text).says(keys)]
        names, answers, reason = accepted(case.names), NOTHING, ""
        for passage, text in telling[: self._most]:
            seed = codec.seed(self.name, case.question, passage.page_id, passage.start)
            page = excerpt(text, case.question, keys)
            one = yield from ask(request(self.name, "one_page", seed, question=case.question, page=page))
            answers += one
            if hits(one.said, names):
                reason = f"the model reads it off a passage of page {passage.page_id}"
                break
        read = [[each.page_id, each.start, each.end] for each, _ in telling[: answers.asked]]
        numbers = {"found": len(found), "telling": len(telling), "read": read, "said": list(answers.said)}
        thresholds = {"k": self._k, "most": self._most}
        measured = {**numbers, **answers.cost}
        return Verdict(self.name, not reason, reason, measured, thresholds, self.version, judged_by(self._model))

    def _found(self, question: str) -> list[Passage]:
        """The passages of all retrievers, each once, by the best place that any gives it."""
        best: dict[Passage, int] = {}
        (answered,) = self._lookups.of([question])
        for found in answered.values():
            for place, passage in enumerate(found.passages[: self._k]):
                best[passage] = min(place, best.get(passage, place))
        return sorted(best, key=lambda passage: (best[passage], passage.page_id, passage.start))
