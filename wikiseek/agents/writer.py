"""The writer: wordings by rules, and the model's own where it passes every check; else the model chooses among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wikiseek import codec
from wikiseek.agents.faithful import faults
from wikiseek.agents.prompts import filled
from wikiseek.agents.scopes import misplaced
from wikiseek.agents.wording import questions, with_clauses
from wikiseek.hcsp import walk
from wikiseek.llm import Conversation, Message, Request
from wikiseek.records import Certificate, Question, ResearchTree

# The most likely answer is the draft itself, more often than not.
_TEMPERATURE = 0.7

_THE_SAME = "the model said the same"
_REFUSED = "a gate refuses it"

# Answers that pass the writer's own checks still go through this: the gates that words can fail.
Acceptable = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """The question by rules, the tree with its clauses worded, and the question in other orders of its words."""

    text: str
    tree: ResearchTree
    others: tuple[str, ...] = ()


def draft(tree: ResearchTree, certificate: Certificate) -> Draft:
    """Word `tree` by rules."""
    text, *others = questions(tree, certificate.candidates)
    return Draft(text, with_clauses(tree, certificate.candidates), tuple(others))


class Writer:
    """Asks the model for a wording of its own, up to `tries` times; if none is faithful, it draws one by rules.

    A model that says the draft again has nothing better, and is not asked again.
    """

    def __init__(self, tries: int) -> None:
        self._tries = tries

    def write(self, by_rules: Draft, seed: int, acceptable: Acceptable) -> Conversation[Question]:
        """The question of a drafted tree.

        `written_by` says whether the words are the model's ("model"), by rules and taken by the model ("choice"), or
        the draft's ("rules"); why they are not its own (`fallback`), and why it took none by rules (`choice`).
        """
        constants = [clause.constant for vertex in walk(by_rules.tree.root) for clause in vertex.constraints]
        clauses = {clause.id: "rules" for vertex in walk(by_rules.tree.root) for clause in vertex.constraints}
        last = "the model was not asked for words"
        for attempt in range(self._tries):
            answer = yield _rewording(by_rules.text, codec.seed(seed, "compose", attempt))
            text = answer.text.strip().removeprefix("Question:").strip()
            if text == by_rules.text:
                return Question(text, by_rules.tree, {**clauses, "question": "rules", "fallback": _THE_SAME})
            found = faults(by_rules.text, text, constants, by_rules.tree.root.kind)
            found += misplaced(by_rules.tree, by_rules.text, text)
            if not found and acceptable(text):
                return Question(text, by_rules.tree, {**clauses, "question": "model"})
            last = found[0] if found else _REFUSED
        text, why = yield from _taken(by_rules, codec.seed(seed, "compose", self._tries), acceptable)
        by = {"question": "rules", "choice": why} if why else {"question": "choice"}
        return Question(text, by_rules.tree, {**clauses, **by, "fallback": last})


def _taken(by_rules: Draft, seed: int, acceptable: Acceptable) -> Conversation[tuple[str, str]]:
    """The wording by rules that the model takes; the draft, and why, where it takes none that can be used."""
    if not by_rules.others:
        return by_rules.text, "there is one wording"
    answer = yield _choosing(by_rules, seed)
    text = answer.text.strip()
    if text not in (by_rules.text, *by_rules.others):
        return by_rules.text, "the model took none"
    # The draft has been through the gates.
    refused = text != by_rules.text and not acceptable(text)
    return (by_rules.text, _REFUSED) if refused else (text, "")


def _rewording(draft_text: str, seed: int) -> Request:
    longest = 2 + len(draft_text) // 3
    return Request(
        "compose", _prompt(draft_text), max_tokens=longest, seed=seed, temperature=_TEMPERATURE, stop=("\n",)
    )


def _choosing(by_rules: Draft, seed: int) -> Request:
    """The prompt of a rewording again: a model that keeps what it has read need not read it anew."""
    wordings = (by_rules.text, *by_rules.others)
    longest = max(map(len, wordings))  # of a server, which writes the choice out, within JSON
    return Request(
        "compose",
        _prompt(by_rules.text),
        choices=wordings,
        max_tokens=longest,
        seed=seed,
        temperature=_TEMPERATURE,
    )


def _prompt(draft_text: str) -> tuple[Message, ...]:
    return (Message("user", filled("compose", draft=draft_text)),)
