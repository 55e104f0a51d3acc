"""What a gate sees and says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from wikiseek import codec
from wikiseek.llm import Conversation
from wikiseek.records import Certificate, ResearchTree, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A question and its answer put before the gates.

    An item also has the tree that the question words, and the tree's certificate. Anybody's question has
    neither; its answer may be a page of the index all the same (`answer_id`, None if it is none). `called` are
    short forms of its names, a surname among them: who says one has said the answer.
    """

    question: str
    answer: str
    answer_id: int | None
    aliases: tuple[str, ...]
    tree: ResearchTree | None
    certificate: Certificate | None
    called: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        question: str,
        tree: ResearchTree,
        certificate: Certificate,
        aliases: tuple[str, ...] = (),
        called: tuple[str, ...] = (),
    ) -> Case:
        """The case of an item: its answer is the root of its tree."""
        return cls(question, tree.root.entity, tree.root.page_id, aliases, tree, certificate, called)

    @property
    def names(self) -> tuple[str, ...]:
        """All that the answer may be called."""
        return (self.answer, *self.aliases, *self.called)

    @property
    def certified(self) -> tuple[ResearchTree, Certificate]:
        """The tree and its certificate, for the gates that judge nothing else; ValueError when there is none."""
        if self.tree is None or self.certificate is None:
            raise ValueError("a question without a tree has no certificate to judge")
        return self.tree, self.certificate


class Gate(Protocol):
    """One check. A gate decides nothing but its own question, and stores what it measured."""

    @property
    def name(self) -> str:
        """The name under which its verdicts are kept."""
        ...

    def judge(self, case: Case) -> Verdict:
        """The verdict on a case, with the numbers behind it."""
        ...


class ModelGate(Protocol):
    """A gate that asks a model: its verdict is what a conversation comes to."""

    @property
    def name(self) -> str:
        """The name under which its verdicts are kept, and its calls counted."""
        ...

    def judge(self, case: Case) -> Conversation[Verdict]:
        """The verdict on a case, with the numbers behind it."""
        ...


def verdicts(gates: Iterable[Gate], case: Case) -> list[Verdict]:
    """What every gate says of a case, passed or not, each with the digest of the question it judged."""
    return [with_inputs(gate.judge(case), case) for gate in gates]


def with_inputs(verdict: Verdict, case: Case) -> Verdict:
    """A verdict with the digest of the question it judged, beside what else its gate says it judged."""
    question = codec.digest(case.question.encode("utf-8", "surrogatepass"))
    return replace(verdict, inputs={**verdict.inputs, "question": question})
