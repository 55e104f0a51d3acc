"""Which words of a sentence are the page's entity."""

from __future__ import annotations

from wikiseek.grammar.assertion import SUBJECTS
from wikiseek.grammar.lexicon import LIGHT_NOUNS, PLACE_NOUNS
from wikiseek.grammar.naming import Naming, fold
from wikiseek.grammar.parsing import Parse, Span, Token

_SMALL = frozenset("the of and in a an for to".split())
# A quoted name is a song, or spoken of as a word; the verb tells.
_OF_WORDS = frozenset("mean refer derive come denote describe originate stem translate signify use pronounce".split())
_QUOTES = ('"', "“", "'", "‘", "``")
_FREE = ("punct", "appos", "relcl", "acl")
_YOUNG = ("young", "future", "later", "present", "modern", "then")
_OBLIQUE = {"he": "him", "she": "her", "they": "them"}


def entity_tokens(parse: Parse, own: set[Span], naming: Naming, pronoun: bool, lead: bool) -> set[int]:
    """The tokens that are the entity itself, in any role: its name, "the novel", a pronoun of its chain.

    `own` are the spans that name it; `pronoun` tells whether a pronoun that opens the sentence does.
    In the page's first sentence (`lead`) a subject that only shares words with the title is it too.
    """
    found = {t.i for t in parse.tokens if _is_entity(parse, t, own, naming, pronoun)}
    found |= {t.head for i in found if (t := parse[i]).dep == "appos" and _fronted(parse, t)}
    if lead and naming.pronoun and not any(parse[i].dep in SUBJECTS for i in found):
        found |= set(_lead_subject(parse, naming))
    return found


def _fronted(parse: Parse, name: Token) -> bool:
    """ "A native of X, Holm …": a noun phrase that opens the sentence, with the entity as its apposition."""
    noun = parse.head(name.i)
    words = parse.subtree(noun.i)
    opens = words[0] == 0 and parse[0].dep == "det" and parse[name.i - 1].text == ","
    return opens and noun.tag == "NN" and noun.dep in SUBJECTS and words[-1] == name.i


def _lead_subject(parse: Parse, naming: Naming) -> list[int]:
    """The subject that opens a page, when it ends in a word of the title or is said to be something."""
    for token in parse.tokens:
        if (
            token.dep in SUBJECTS
            and parse.head(token.i).dep == "ROOT"
            and not parse.children(token.i, "prep", "conj", "poss")
        ):
            start = [i for i in parse.subtree(token.i) if i <= token.i]
            words = {fold(word) for i in start for word in parse[i].text.split()}
            whole = fold(token.text.split()[-1]) in naming.words or parse.head(token.i).lemma == "be"
            return [token.i] if start[0] == 0 and words & naming.words - _SMALL and whole else []
    return []


def _is_entity(parse: Parse, token: Token, own: set[Span], naming: Naming, pronoun: bool) -> bool:
    if token.i > 0 and parse[token.i - 1].text in _QUOTES and parse.head(token.i).lemma in _OF_WORDS:
        return False
    below = [t for t in parse.children(token.i) if t.dep not in _FREE and not _alias(parse, t)]
    if naming.person and _with_kin(parse, token, below):
        below = []
    low = token.text.lower()
    if low in ("he", "she", "it", "they"):
        return (
            low == naming.pronoun and not below and token.dep in SUBJECTS and _first(parse, token, own, naming, pronoun)
        )
    if low in ("him", "her", "them"):
        return low == _OBLIQUE.get(naming.pronoun) and pronoun and token.tag == "PRP" and not below
    if (token.start, token.end) in own:
        return all(t.dep == "det" or _title(t, token) or _young(t) for t in below)
    if low in PLACE_NOUNS and [t.text.lower() for t in below if t.dep != "prep"] == ["the"] and _of(parse, token):
        return any((t.start, t.end) in own for t in _of(parse, token))
    if low in naming.kinds and _named_kind(parse, token, below, own):
        return True
    if low in naming.kinds and token.tag in ("NN", "NNP", "NNS", "NNPS"):
        return [t.text.lower() for t in below] in (["the"], ["this"]) and not _picked_out(parse, token)
    return False


def _picked_out(parse: Parse, noun: Token) -> bool:
    """ "The town that …" is another one; "The town, which …" is the page's own."""
    return any(parse[noun.i + 1].text != "," for _ in parse.children(noun.i, "relcl", "acl"))


def _of(parse: Parse, token: Token) -> list[Token]:
    """What stands after "of" right behind a noun ("the city of X"), when nothing else does."""
    prepositions = parse.children(token.i, "prep")
    if len(prepositions) != 1 or prepositions[0].text.lower() != "of" or prepositions[0].i != token.i + 1:
        return []
    return parse.children(prepositions[0].i, "pobj")


def _named_kind(parse: Parse, token: Token, below: list[Token], own: set[Span]) -> bool:
    """ "The Icon language": the kind with the entity's name before it, and nothing else."""
    names = [t for t in below if (t.start, t.end) in own and t.dep == "compound"]
    rest = [t for t in below if t not in names]
    return len(names) == 1 and not parse.children(names[0].i) and [t.text.lower() for t in rest] == ["the"]


def _alias(parse: Parse, word: Token) -> bool:
    """ "The escort aircraft carrier or escort carrier": a second name after "or"."""
    if word.dep not in ("cc", "conj"):
        return False
    return any(t.text.lower() == "or" for t in parse.children(word.head, "cc"))


def _with_kin(parse: Parse, token: Token, below: list[Token]) -> bool:
    """ "He and his mother": what is said of both is said of each."""
    others = [t for t in below if t.dep != "cc"]
    joined = len(below) == 2 and len(others) == 1 and others[0].dep == "conj" and below[0].text.lower() == "and"
    if not joined or token.dep not in SUBJECTS or not others[0].text.islower():
        return False
    own = [t.text.lower() for t in parse.children(others[0].i)]
    return others[0].i == token.i + 3 and own in (["his"], ["her"])


def _title(word: Token, name: Token) -> bool:
    """A word that calls the entity by what it is, right before its name; "the term X" speaks of a word."""
    return word.dep == "compound" and word.i == name.i - 1 and word.text.lower() not in LIGHT_NOUNS


def _young(word: Token) -> bool:
    return word.dep == "amod" and word.text.lower() in _YOUNG


def _first(parse: Parse, token: Token, own: set[Span], naming: Naming, pronoun: bool) -> bool:
    """The chain decides for the first subject of a sentence; later ones must follow the entity."""
    earlier = [t for t in parse.tokens[: token.i] if t.dep in SUBJECTS]
    follows = [(t.start, t.end) in own or t.text.lower() == naming.pronoun and pronoun for t in earlier]
    if not earlier:
        return pronoun
    if naming.person:
        return all(follows) or pronoun and all(ok or _inanimate(t) for ok, t in zip(follows, earlier, strict=True))
    return all(follows)


def _inanimate(token: Token) -> bool:
    return token.tag in ("NN", "NNS", "WDT", "EX", "DT") and not token.text[0].isupper() and token.lemma not in _PEOPLE


_PEOPLE = frozenset(
    "father mother brother sister son daughter wife husband uncle aunt cousin grandfather teacher mentor friend rival "
    "king queen emperor president man woman boy girl who someone nobody pope bishop duke successor predecessor".split()
)
