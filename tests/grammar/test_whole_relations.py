"""A relation is a clause by itself: any name, or any "a thing that …", can stand in the place of its object."""

from __future__ import annotations

import pytest

from tests.grammar.pages import told

PERSON = "Anna Holm was a Swedish physicist. She wrote much.\n"


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # a noun before the name goes, or the claim does
        ("Holm was taught by her colleague [[Otto Weber]].", "was taught by [Otto Weber]"),
        ("Holm succeeded her brother [[Erik Holm]] in 1901.", "succeeded [Erik Holm]"),
        ("Holm received her [[MFA]] in 1901.", ""),
        ("Holm is best known for her play [[Northway]].", "is best known for [Northway]"),
        ("Holm was born in the small port town of [[Ystad]].", "was born in [Ystad]"),
        ("Holm lived in the city of [[Lund]].", "lived in [Lund]"),
        ("Holm was born in the largest city of [[Ruritania]].", "was born in the largest city of [Ruritania]"),
        # what is traded, introduced or accompanied goes somewhere
        ("Holm introduced [[Otto Weber]] to the king.", ""),
        ("Holm accompanied [[Otto Weber]] to Italy.", ""),
        ("Holm assisted [[Otto Weber]] in his work.", ""),
        ("Holm credited [[Otto Weber]] with the idea.", ""),
        ("Holm assisted [[Otto Weber]] in 1910.", "assisted [Otto Weber]"),
        ("Holm joined [[Otto Weber]] to found a school.", ""),
        # what only joins sentences is dropped, or refuses the claim
        ("Holm therefore moved to [[Paris]].", "moved to [Paris]"),
        ("Holm naturally turned to [[Otto Weber]].", "turned to [Otto Weber]"),
        ("Holm was second only to [[Otto Weber]].", ""),
        ("Holm lived only in [[Paris]].", ""),
        # a thing of which the page has told before
        ("Holm received the prize in [[Paris]].", ""),
        ("Holm studied the violin in [[Paris]].", "studied the violin in [Paris]"),
        # articles that a list of places leaves out
        ("Holm was born in Brno, [[Czech Republic]].", "was born in the [Czech Republic]"),
        ("Holm was born in Leeds, [[UK]].", "was born in the [UK]"),
        ("Holm was daughter of [[Otto Weber]].", "was a daughter of [Otto Weber]"),
        ("Holm was eldest daughter of [[Otto Weber]].", "was the eldest daughter of [Otto Weber]"),
        # half a comparison, half a "while", what lore tells
        ("Holm was only accompanied by [[Otto Weber]].", ""),
        ("As legend has it, Holm killed [[Otto Weber]].", ""),
        ("Holm almost certainly knew [[Otto Weber]].", ""),
        ("Holm was included by [[Otto Weber]] as an equal.", ""),
        ("Holm published a treatise on aesthetics, [[Northway]].", ""),
        # what is said of the film, and of something else that goes somewhere
        ("Holm wrote a song for the film Northway, starring [[Otto Weber]].", ""),
        ("Holm left her lands to her sons, the rest going to [[Otto Weber]].", ""),
        ("Holm praised similar methods in [[Paris]].", ""),
        # parts of names
        ("Holm married Karl of [[Skåne]].", ""),
        ("Holm studied at the University of [[Lund]].", ""),
        ("Holm lived in the [[Federal State]] of Lundia.", ""),
    ],
)
def test_faults_of_a_person_s_page(grammar, sentence, claims):
    assert told(grammar, "Anna Holm", PERSON + sentence, "physicist", ["person"]) == claims


@pytest.mark.parametrize(
    ("text", "kind", "claims"),
    [
        (
            "Holmby is a town. It is twinned with Arles, [[Gallia]], Pisa, [[Italia]], and [[Lund]].",
            "town",
            "",
        ),
        (
            "Holmby is a town. It is twinned with [[Lund]] and [[Ystad]].",
            "town",
            "is twinned with [Lund]; is twinned with [Ystad]",
        ),
        ("In [[Skåne]], Holmby is a name for a cake.", "town", ""),
        ("Holmby is a film. Its co-star was [[Otto Weber]].", "film", ""),
        ("Holmby is a school. It is known as the heart of Skonish [[Poetry]].", "school", ""),
    ],
)
def test_faults_of_a_thing_s_page(grammar, text, kind, claims):
    assert told(grammar, "Holmby", text, kind) == claims
