"""The writer: a draft by rules, smoothed by the model where its rewording passes every check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wikiseek import codec
from wikiseek.agents.faithful import faults
from wikiseek.agents.prompts import filled
from wikiseek.agents.scopes import misplaced
from wikiseek.agents.wording import question, with_clauses
from wikiseek.hcsp import walk
from wikiseek.llm import Conversation, Message, Request
from wikiseek.records import Certificate, Question, ResearchTree

# The most likely answer is the draft itself, more often than not.
_TEMPERATURE = 0.7

# Answers that pass the writer's own checks still go through this: the gates that words can fail.
Acceptable = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """The question by rules, and the tree with its clauses worded."""

    text: str
    tree: ResearchTree


def draft(tree: ResearchTree, certificate: Certificate) -> Draft:
    """Word `tree` by rules."""
    return Draft(question(tree, certificate.candidates), with_clauses(tree, certificate.candidates))


class Writer:
    """Asks the model for a better wording, up to `tries` times, and keeps the draft if none is faithful.

    A model that says the draft again has nothing better, and is not asked again.
    """

    def __init__(self, tries: int = 2) -> None:
        self._tries = tries

    def write(self, by_rules: Draft, seed: int, acceptable: Acceptable) -> Conversation[Question]:
        """The question of a drafted tree; `written_by` says who wrote it and why the model did not."""
        constants = [clause.constant for vertex in walk(by_rules.tree.root) for clause in vertex.constraints]
        clauses = {clause.id: "rules" for vertex in walk(by_rules.tree.root) for clause in vertex.constraints}
        last = ""
        for attempt in range(self._tries):
            answer = yield _rewording(by_rules.text, codec.seed(seed, "compose", attempt))
            text = answer.text.strip().removeprefix("Question:").strip()
            if text == by_rules.text:
                last = "the model said the same"
                break
            found = faults(by_rules.text, text, constants, by_rules.tree.root.kind)
            found += misplaced(by_rules.tree, by_rules.text, text)
            if not found and acceptable(text):
                return Question(text, by_rules.tree, {**clauses, "question": "model"})
            last = found[0] if found else "a gate refuses it"
        return Question(by_rules.text, by_rules.tree, {**clauses, "question": "rules", "fallback": last})


def _rewording(draft_text: str, seed: int) -> Request:
    return Request(
        "compose",
        (Message("user", filled("compose", draft=draft_text)),),
        max_tokens=2 + len(draft_text) // 3,
        seed=seed,
        temperature=_TEMPERATURE,
        stop=("\n",),
    )
