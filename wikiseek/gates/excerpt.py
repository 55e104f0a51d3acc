"""What of a passage a model is given to read: the sentences from which the answer to a question could be read off."""

from __future__ import annotations

from wikiseek.gates.queries import names_in
from wikiseek.gates.stating import Keys, Shown
from wikiseek.grammar import sentences
from wikiseek.store.names import tokens


def excerpt(text: str, question: str, answer: Keys) -> str:
    """`text` without the sentences that say nothing to the point.

    The first stays, since a passage begins with its page's title; then those that name the answer (by `answer`), that
    say a word of a name in the question, or a number when the question says one. Where only the first is left, all
    is: the answer may be told in words that the question does not use.
    """
    words = {word for name in names_in(question) for word in tokens(name)}
    numbers = any(map(str.isdigit, question))
    first, *others = [text[start:end] for start, end in sentences(text, [(0, len(text))])] or [""]
    kept = [each for each in others if _to_the_point(each, answer, words, numbers)]
    return " ".join(" ".join([first, *(kept or others)]).split())


def _to_the_point(sentence: str, answer: Keys, words: set[str], numbers: bool) -> bool:
    said = tokens(sentence)
    if not words.isdisjoint(said) or Shown(sentence).says(answer):
        return True
    return numbers and any(word[0].isdigit() for word in said)
