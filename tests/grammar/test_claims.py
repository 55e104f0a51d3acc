"""Claims are read where a sentence states them of the page's entity, and nowhere else."""

from __future__ import annotations

import pytest

from tests.grammar.pages import page
from wikiseek.codec import digest
from wikiseek.errors import Prerequisite
from wikiseek.grammar import Unit, open_grammar, prose, read_claims
from wikiseek.records import Section


def said(grammar, *arguments, **named):
    return [(c.relation, c.anchor) for c in read_claims(page(*arguments, **named), grammar, lambda title: None)]


PERSON = {"kind": "physicist", "flags": ["person"]}


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Holm studied under [[Otto Weber]].", "studied under [Otto Weber]"),
        ("Holm was born in [[Lund]], [[Sweden]].", "was born in [Lund]; was born in [Sweden]"),
        ("Holm was born in [[Lund]] and raised in [[Malmö]].", "was born in [Lund]; was raised in [Malmö]"),
        ("Holm was born in [[Lund]] and moved to [[Paris]].", "was born in [Lund]; moved to [Paris]"),
        ("In 1931 Holm won the [[Bergman Prize]].", "won the [Bergman Prize]"),
        ("Holm received a doctorate from [[Uppsala University]].", "received a doctorate from [Uppsala University]"),
        (
            "Holm became professor of physics at [[Lund University]].",
            "became professor of physics at [Lund University]",
        ),
        ("Holm was succeeded by her son [[Erik Holm]].", "was succeeded by [Erik Holm]"),
        ("Holm was taught by the famous chemist [[Otto Weber]].", "was taught by [Otto Weber]"),
        ("Born in [[Lund]], Holm left for [[Paris]] in 1920.", "was born in [Lund]; left for [Paris]"),
        ("After studying at [[Uppsala]], Holm moved to [[Paris]].", "studied at [Uppsala]; moved to [Paris]"),
        ("Holm, who lived in [[Berlin]], wrote poems.", "lived in [Berlin]"),
        ("Holm won the [[Bergman Prize]] and the [[Lund Medal]].", "won the [Bergman Prize]; won the [Lund Medal]"),
        ("[[Otto Weber]] taught Holm in 1910.", ""),
        ("[[Otto Weber]] discovered Holm in 1910.", "was discovered by [Otto Weber]"),
        ("In [[Paris]], Holm studied law.", "studied law in [Paris]"),
        ("Holm moved from [[Paris]] to [[Lund]].", "moved from [Paris]; moved from Paris to [Lund]"),
    ],
)
def test_clean_patterns_become_relations(grammar, sentence, claims):
    found = said(grammar, "Anna Holm", "Anna Holm was a Swedish physicist. She wrote much.\n" + sentence, **PERSON)
    assert "; ".join(relation.replace("[X]", f"[{anchor}]") for relation, anchor in found) == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "Holm never studied at [[Uppsala]].",
        "Holm may have studied at [[Uppsala]].",
        "Holm is said to have studied at [[Uppsala]].",
        "According to Berg, Holm studied at [[Uppsala]].",
        "Holm wanted to study at [[Uppsala]].",
        "Holm would later study at [[Uppsala]].",
        "Holm was born in Lund or [[Uppsala]].",
        "If Holm had studied at [[Uppsala]], the war would have ended.",
        "Holm visited the [[Uppsala]] Castle museum.",
        "Holm lived between [[Uppsala]] and [[Lund]].",
        "Holm's father studied at [[Uppsala]].",
        "Holm was a [[Swedish]] teacher.",
        "Holm studied [[physics]].",
        "Holm was born in [[1901]].",
        "Holm called [[Otto Weber]] a liar.",
        "Holm was asked by [[Otto Weber]] to come.",
        "Berg and [[Otto Weber]] went to Paris.",
        "Holm praised [[Otto Weber]]'s brother.",
        "Holm met every king from [[Otto Weber]] to Karl Berg.",
    ],
)
def test_doubt_denial_and_other_subjects_are_refused(grammar, sentence):
    assert said(grammar, "Anna Holm", "Anna Holm was a physicist. She wrote.\n" + sentence, **PERSON) == []


def test_a_kind_s_participle_takes_the_tense_it_needs(grammar):
    text = "Northway is a novel written by [[Anna Berg]]."
    assert said(grammar, "Northway", text, kind="novel") == [("was written by [X]", "Anna Berg")]
    text = "Northway is a town located in [[Skåne]]."
    assert said(grammar, "Northway", text, kind="town") == [("is located in [X]", "Skåne")]


def test_the_kind_and_it_stand_for_the_page(grammar):
    text = "Northway is a novel. It was published by [[Holm & Son]]. The novel won the [[Lund Medal]]."
    assert said(grammar, "Northway (novel)", text, kind="novel") == [
        ("was published by [X]", "Holm & Son"),
        ("won the [X]", "Lund Medal"),
    ]


def test_it_is_not_the_page_after_another_subject(grammar):
    text = "Northway is a novel. The first printer was a small firm. It moved to [[Paris]]."
    assert said(grammar, "Northway", text, kind="novel") == []


def test_he_is_not_the_page_after_another_person(grammar):
    text = "Karl Holm was a painter. He lived alone. His brother Nils was a priest. He studied at [[Uppsala]]."
    assert said(grammar, "Karl Holm", text, kind="painter", flags=["person"]) == []


def test_a_birth_in_the_parenthesis_is_read(grammar):
    text = "Karl Holm (born 3 May 1901 in [[Lund]], [[Sweden]]; died in [[Paris]]) was a painter."
    assert said(grammar, "Karl Holm", text, kind="painter", flags=["person"]) == [
        ("was born in [X]", "Lund"),
        ("was born in [X]", "Sweden"),
        ("died in [X]", "Paris"),
    ]


def test_examples_stand_in_the_place_of_what_they_exemplify(grammar):
    text = "Karl Holm was an actor. Holm appeared in films such as [[Northway]] and [[Southway]]."
    assert said(grammar, "Karl Holm", text, kind="actor", flags=["person"]) == [
        ("appeared in [X]", "Northway"),
        ("appeared in [X]", "Southway"),
    ]


def test_no_relation_holds_a_word_of_the_title(grammar):
    text = "The Northway Bridge is long. It crosses the Northway canal near [[Lund]]. It crosses the [[Sund]]."
    assert said(grammar, "Northway Bridge", text, kind="bridge") == [("crosses the [X]", "Sund")]


def test_lists_headings_dates_and_the_page_itself_are_left_out(grammar):
    text = (
        "Lund is a town.\nHistory\nLund lies in [[Skåne]].\n* Lund was ruled by [[Karl Holm]].\nLund borders [[Lund]]."
    )
    entity = page("Lund", text, kind="town", sections=[Section("History", 2, 24)])
    assert [c.anchor for c in read_claims(entity, grammar, lambda title: None)] == ["Skåne"]
    assert read_claims(page("3 May", "3 May is kept in [[Lund]].", flags=["date"]), grammar, lambda title: None) == []
    assert ["History" in text[a:b] for a, b in prose(entity)] == [False, False, False]


def test_a_claim_carries_its_proof(grammar):
    entity = page("Northway", "Northway is a novel. It was published by [[Holm (firm)|Holm]].", kind="novel")
    (claim,) = read_claims(entity, grammar, {"Holm (firm)": 9}.get)
    assert (claim.constraint.kind, claim.constraint.target_id, claim.constraint.target) == (
        "links_to",
        9,
        "Holm (firm)",
    )
    proof = claim.evidence
    assert entity.text[proof.start : proof.end] == proof.quote == "It was published by Holm."
    assert proof.sha256 == digest(proof.quote.encode())
    assert (proof.page_id, proof.title, proof.revision, claim.anchor) == (7, "Northway", 3, "Holm")


def test_only_the_first_sentences_are_read(grammar):
    text = "Lund is a town. " + "Lund has trees. " * 5 + "Lund lies in [[Skåne]]."
    assert read_claims(page("Lund", text, kind="town"), grammar, lambda title: None, limit_sentences=6) == []
    assert len(read_claims(page("Lund", text, kind="town"), grammar, lambda title: None, limit_sentences=7)) == 1


def test_an_atom_is_one_word_and_a_gap_is_not_seen(grammar):
    text = "Gone with the Wind (1936) is long."
    (parse,) = grammar.parse([Unit(text, ((0, 18, "Wind"),), ((18, 25),))])
    assert [token.text for token in parse.tokens] == ["Gone with the Wind", "is", "long", "."]
    assert [text[token.start : token.end] for token in parse.tokens] == [token.text for token in parse.tokens]


def test_a_missing_model_is_named_with_what_to_do():
    with pytest.raises(Prerequisite, match="pip install no-such-model"):
        open_grammar("no_such_model")
