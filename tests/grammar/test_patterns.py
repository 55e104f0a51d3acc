"""The patterns by which a sentence states a relation of the page's entity."""

from __future__ import annotations

import pytest

from tests.grammar.pages import told

PERSON = "Anna Holm was a Swedish physicist. She wrote much.\n"


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Holm was heavily influenced by [[Otto Weber]].", "was heavily influenced by [Otto Weber]"),
        ("Holm later moved to [[Paris]].", "moved to [Paris]"),
        ("A native of [[Lund]], Holm wrote poems.", "was a native of [Lund]"),
        ("Holm was born in 1901, the daughter of [[Otto Weber]].", "was the daughter of [Otto Weber]"),
        ("Holm, a student of [[Otto Weber]], wrote poems.", "was a student of [Otto Weber]"),
        ("Holm was the third [[President of Ruritania]].", "served as [President of Ruritania]"),
        ("In 1931 Holm became [[Archbishop of Lund]].", "became [Archbishop of Lund]"),
        ("Holm was [[Duke of Skåne]] from 1910.", "held the title of [Duke of Skåne]"),
        ("Her father was [[Otto Weber]].", "was a daughter of [Otto Weber]"),
        ("Her second husband was [[Otto Weber]].", "was married to [Otto Weber]"),
        ("Her closest adviser was [[Otto Weber]].", "had [Otto Weber] as her closest adviser"),
        ("[[Otto Weber]] married Holm in 1920.", "married [Otto Weber]"),
        ("[[Lund Hall]] was designed by Holm.", "designed [Lund Hall]"),
        ("In 1950 [[Holmia]] was named after Holm.", "gave her name to [Holmia]"),
        ("Holm co-founded the [[Lund Society]].", "co-founded the [Lund Society]"),
        ("Holm received an [[Bergman Award]] in 1931.", "received the [Bergman Award]"),
        ("Holm wrote the novels [[Northway]] and [[Southway]].", "wrote [Northway]; wrote [Southway]"),
        ("Holm worked with the famous Danish painter [[Otto Weber]].", "worked with [Otto Weber]"),
        (
            "Holm was educated in the historic [[Lund Cathedral Academy]].",
            "was educated in the [Lund Cathedral Academy]",
        ),
        ("Holm acted in Karl Berg's [[Northway]].", "acted in [Northway]"),
        ("Holm wrote her second novel [[Northway]] in 1910.", "wrote [Northway]"),
        ("She won the 1938 [[Bergman Prize]].", "won the [Bergman Prize]"),
        ("Holm was elected [[President of Ruritania]] in 1910.", "was elected [President of Ruritania]"),
        ("Holm went on to study at [[Lund]].", "went on to study at [Lund]"),
        ("She was born Anna Berg in [[Lund]].", "was born in [Lund]"),
        ("She and her mother moved to [[Paris]].", "moved to [Paris]"),
        ("While a student at [[Lund]], she wrote poems.", "was a student at [Lund]"),
        ("Her husband, [[Otto Weber]], died in 1910.", "was married to [Otto Weber]"),
        ("Holm's son [[Erik Holm]] was a priest.", "was the mother of [Erik Holm]"),
        ("Her novels include [[Northway]].", "has [Northway] among her novels"),
        ("She is known for her role as Ida in the film [[Northway]].", "is known for her role in [Northway]"),
        ("She grew up in Ystad, where she met [[Otto Weber]].", "met [Otto Weber]"),
        (
            "Holm moved to [[Paris]], becoming a pupil of [[Otto Weber]].",
            "moved to [Paris]; became a pupil of [Otto Weber]",
        ),
    ],
)
def test_patterns_of_a_person(grammar, sentence, claims):
    assert told(grammar, "Anna Holm", PERSON + sentence, "physicist", ["person"]) == claims


@pytest.mark.parametrize(
    ("text", "kind", "claims"),
    [
        ("Holmby is a town in [[Skåne]].", "town", "is a town in [Skåne]"),
        ("Holmby is a town. The city lies on the [[Sund]].", "town", "lies on the [Sund]"),
        ("Holmby is a town. The town, which borders [[Lund]], is old.", "town", "borders [Lund]"),
        ("Holmby is a town. Its capital is the city of [[Lund]].", "town", "has [Lund] as its capital"),
        ("Holmby is a firm. Its headquarters are in [[Lund]].", "firm", "has its headquarters in [Lund]"),
        ("Holmby is a town. [[Otto Weber]] was born in Holmby.", "town", "is the birthplace of [Otto Weber]"),
        ("Holmby is a bird native to [[Skåne]].", "bird", "is native to [Skåne]"),
        ("Holmby was [[Otto Weber]]'s first novel.", "novel", "was the first novel of [Otto Weber]"),
        ("Holmby is a novel by [[Otto Weber]], that tells of a war.", "novel", "is a novel by [Otto Weber]"),
        ("Holmby is a town. It was named after [[Otto Weber]].", "town", "was named after [Otto Weber]"),
        ("Holmby is one of two towns founded by [[Otto Weber]].", "town", "was founded by [Otto Weber]"),
        ("Holmby is a firm. Founded by [[Otto Weber]], it might grow.", "firm", "was founded by [Otto Weber]"),
        (
            "Holmby is a town. The largest park in Holmby is [[Sund Park]].",
            "town",
            "has [Sund Park] as its largest park",
        ),
        ("Holmby is a town. [[Sund Park]] is Holmby's largest park.", "town", "has [Sund Park] as its largest park"),
        ("Holmby is a town. [[Sund Hall]] is a museum in Holmby.", "town", "is home to [Sund Hall]"),
        ("Holmby is a town. [[Otto Weber]] was executed in Holmby.", "town", "is where [Otto Weber] was executed"),
        ("Holmby is a town. [[Otto Weber]] became mayor of Holmby.", "town", "had [Otto Weber] as its mayor"),
        ("Holmby is a town. It is part of [[Skåne]].", "town", "is part of [Skåne]"),
        ("Holmby is a film. The film begins with Ida (played by [[Ida Berg]]).", "film", "features [Ida Berg]"),
        (
            "Holmby Works Limited is a firm. Holmby Works was founded by [[Otto Weber]].",
            "firm",
            "was founded by [Otto Weber]",
        ),
    ],
)
def test_patterns_of_a_thing(grammar, text, kind, claims):
    assert told(grammar, "Holmby", text, kind) == claims


def test_a_film_s_maker_and_actors_are_one_claim_each(grammar):
    text = "Northway is a 1982 film directed by [[Otto Weber]] and starring [[Ida Berg]]."
    assert told(grammar, "Northway", text, "film") == "was directed by [Otto Weber]; stars [Ida Berg]"


@pytest.mark.parametrize(
    "between",
    [
        "In 1900 she fell ill.",
        "Born in Ystad, Skåne, Holm grew up poor.",
        "Drawing on old notes, Holm wrote a poem.",
        "With her first husband, Karl Berg, she had a son.",
        "Her father was a priest.",
        "Her parents were poor.",
    ],
)
def test_a_pronoun_is_followed_through_fronted_phrases_and_kin_of_the_other_sex(grammar, between):
    text = f"Anna Holm was a Swedish physicist. She wrote much.\n{between} She moved to [[Paris]]."
    assert told(grammar, "Anna Holm", text, "physicist", ["person"]) == "moved to [Paris]"


def test_a_pronoun_is_not_followed_past_another_of_the_same_sex(grammar):
    text = "Anna Holm was a Swedish physicist.\nHer sister was a priest. She moved to [[Paris]]."
    assert told(grammar, "Anna Holm", text, "physicist", ["person"]) == ""


def test_each_of_a_row_of_neighbours_is_a_claim(grammar):
    sides = "[[Ruritania]] in the north, [[Skonia]] in the east, and [[Lundia]] in the south"
    text = f"Holmby is a country. It is bordered by {sides}."
    assert told(grammar, "Holmby", text, "country") == (
        "is bordered by [Ruritania]; is bordered by [Skonia]; is bordered by [Lundia]"
    )


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Karl Holm (3 May 1901, [[Lund]] – 4 June 1950, [[Paris]]) was a poet.",
            "was born in [Lund]; died in [Paris]",
        ),
        ("Karl Holm (born May 3, 1901, [[Lund]]) was a poet.", "was born in [Lund]"),
        (
            "Karl Holm was a Danish poet and critic, member of the [[Lund Society]].",
            "was a member of the [Lund Society]",
        ),
        ("Karl Holm was a Danish poet, and a nephew of [[Otto Weber]].", "was a nephew of [Otto Weber]"),
    ],
)
def test_patterns_of_a_person_s_first_sentence(grammar, text, claims):
    assert told(grammar, "Karl Holm", text, "poet", ["person"]) == claims


@pytest.mark.parametrize(
    "between",
    [
        "Known as the old man, he painted.",
        "Born at St. Nils, Skåne, he painted.",
        "On December 9 he fell ill.",
        "In South America he found a stone.",
        "Thereafter Holm fell ill.",
        "Sometimes he fell ill.",
    ],
)
def test_a_pronoun_is_followed_through_what_opens_a_sentence(grammar, between):
    text = f"Karl Holm was a poet. {between} He moved to [[Paris]]."
    assert told(grammar, "Karl Holm", text, "poet", ["person"]) == "moved to [Paris]"
