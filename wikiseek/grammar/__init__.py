"""Relation claims read from sentences by their grammar.

    grammar = open_grammar()
    claims = read_claims(entity, grammar, store.resolve)

A page's prose is cut into `sentences`; those with a named link are parsed; where the page's
entity is the grammatical subject, the path from the verb to the link becomes a relation phrase
("studied under [X]"). Strict by intent: a page has many sentences, a wrong claim spoils an item.
"""

from wikiseek.grammar.chosen import prose
from wikiseek.grammar.inflection import is_past, participle_of_past, past_of_participle, past_tense, third_person
from wikiseek.grammar.model import DEFAULT_GRAMMAR, SpacyGrammar, open_grammar
from wikiseek.grammar.naming import is_figure
from wikiseek.grammar.parsing import Grammar, Parse, Token, Unit
from wikiseek.grammar.phrases import (
    after_who,
    fill,
    indefinite,
    is_singular_verb,
    names_kind,
    plural,
)
from wikiseek.grammar.reading import read_claims
from wikiseek.grammar.sentences import sentences
from wikiseek.grammar.vetting import names_no_role

__all__ = [
    "DEFAULT_GRAMMAR",
    "Grammar",
    "Parse",
    "SpacyGrammar",
    "Token",
    "Unit",
    "after_who",
    "fill",
    "indefinite",
    "is_figure",
    "is_past",
    "is_singular_verb",
    "names_kind",
    "names_no_role",
    "open_grammar",
    "participle_of_past",
    "past_of_participle",
    "past_tense",
    "plural",
    "prose",
    "read_claims",
    "sentences",
    "third_person",
]
