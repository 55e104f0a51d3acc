"""Whether a model's rewording of a draft question still says the same: checks by code alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import partial

from wikiseek.grammar import indefinite
from wikiseek.store.names import tokens

_LONGEST_GROWTH = 1.3
# Words that come and go with the order of clauses. Prepositions do not: "commissioned" is not "was commissioned by".
_CLOSED_CLASS = frozenset(
    "a an and are be been both did do does had has have is or that the this was were what when where which while who "
    "whom whose".split()
)
_PRESENT = re.compile(r"\b(?:is|are|has|have)\b")
_PRESENT_BEHIND = re.compile(r"(?:Which|What|Who) [^,]+, (?!who\b|which\b|that\b).+, (?:is|are|has|have)\b")
_PAST = re.compile(r"\b(?:was|were|had)\b")


def faults(draft: str, text: str, constants: Iterable[str], kind: str) -> list[str]:
    """What is wrong with `text` as a rewording of `draft`; empty when it may be used.

    Every named constant stays as written, the question asks for the same kind, no number or
    capitalised word is added, and the content words stay the same, in the same form: what was does not become what is.
    """
    found = list(_form_faults(draft, text, kind))
    found += [f"the name {name} is missing" for name in map(partial(_as_said, draft), constants) if name not in text]
    names = set(re.findall(r"\w*[A-Z0-9]\w*", draft))
    capitalised = re.findall(r"\w*[A-Z0-9]\w*", text)[1:]
    found += [f"{token} is not in the draft" for token in capitalised if token not in names]
    before, after = _content(draft), _content(text)
    found += [f"the word {word} is missing" for word in sorted(before - after)]
    found += [f"the word {word} is new or said again" for word in sorted(after - before)]
    # A participle can do without "was" before what is past; without "is" it would be taken to tell of the past.
    kept = len(_PRESENT.findall(text)) == len(_PRESENT.findall(draft))
    added = len(_PAST.findall(text)) - len(_PAST.findall(draft))
    if not kept or added > 0 or (added < 0 and _PRESENT_BEHIND.match(text)):
        found.append("a tense is changed")
    if _relatives(text) < _relatives(draft):
        found.append("a relative pronoun is dropped")
    if _relatives(re.sub(r"^(?:Which|What) [^,]+, (?:who|which|that)\b", "", text)) > _relatives(draft):
        found.append("a relative pronoun is added: its clause may tell of another thing")
    found += [f"{noun} is no longer told by a clause of its own" for noun in _described(draft) if noun not in text]
    joined = _conjunctions(draft) - _conjunctions(text)
    if joined > 0 and text.count(",") - draft.count(",") < 2 * joined:
        found.append('an "and" is dropped')
    found += [
        f"{word} is not as written" for word in re.findall(r"\S*\w\.\w\S*", draft) if word.strip("?,") not in text
    ]
    return found


def _described(draft: str) -> list[str]:
    """Each hidden thing with its pronoun ("bishop who"): parted from it, its clause would tell of another thing."""
    return re.findall(r"\w+ (?:that|who)\b", draft)


def _conjunctions(text: str) -> int:
    """How often "and" joins; what is put between two commas instead needs none."""
    return len(re.findall(r"\band\b", text))


def _relatives(text: str) -> int:
    return len(re.findall(r"\b(?:that|who|which|whom|whose)\b", text))


def _as_said(draft: str, name: str) -> str:
    """`name` with the article it has in the draft."""
    return f"the {name}" if f"the {name}" in draft else name


def _form_faults(draft: str, text: str, kind: str) -> Iterable[str]:
    if not text.endswith("?") or text.count("?") != 1 or "\n" in text:
        yield "it is not one question"
    if not re.match(r"(?:Which|What|Who) ", text):
        yield "it does not open with which, what or who"
    if not _asked_for(text).startswith(_asked_for(draft)[: len(kind)]):
        yield f"it does not ask for {indefinite(kind)}"
    if len(text) > _LONGEST_GROWTH * len(draft) or "[" in text or '"' in text.strip('"'):
        yield "it is too long or quotes something"
    if re.search(r"\b(?:did|do|does)\b", text) and not re.search(r"\b(?:did|do|does)\b", draft):
        yield "it asks with another verb"
    if not text.isascii() and draft.isascii():
        yield "it uses signs that the draft does not"


def _asked_for(question: str) -> str:
    """What follows the interrogative: a kind said further on may be of another thing ("became an iconic director")."""
    return re.sub(r"^(?:(?:Which|What) |(?:Who|What) (?:is|was|are|were) (?:the|an?) )", "", question).lower()


def _content(text: str) -> Counter[str]:
    return Counter(token for token in tokens(text) if token not in _CLOSED_CLASS)
