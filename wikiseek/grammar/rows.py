"""Rows of names: which place in a sentence a name stands in when others, or a noun, stand there before it."""

from __future__ import annotations

from wikiseek.grammar.called import called
from wikiseek.grammar.compass import neighbour
from wikiseek.grammar.lexicon import COLLECTIONS, PLACE_NOUNS, TIMES
from wikiseek.grammar.parsing import Parse, Token

ALTERNATIVES = ("or", "nor", "but", "&", "versus")


def place(parse: Parse, target: Token) -> tuple[Token, bool]:
    """The token whose role a name shares, and whether it shares it with others."""
    if (first := neighbour(parse, target)) is not None:
        return first, True
    here, several = target, bool(parse.children(target.i, "conj"))
    while True:
        if (noun := called(parse, here)) is not None:
            here = noun
        above = _explained(parse, here, target) if here.dep != "conj" else None
        if here.dep == "conj" and here.i > here.head and _plain_and(parse, here, parse[here.head]):
            above = parse[here.head] if not _parallel(parse, here) else None
        if above is None:
            return here, several
        here, several = above, True


def _parallel(parse: Parse, here: Token) -> bool:
    """ "Whigs in the Lords and Radicals in the Commons": Radicals go with Whigs, not with the Lords."""
    above = parse.head(here.i)
    while above.dep == "conj":
        above = parse[above.head]
    after = parse[here.i + 1].text.lower() if here.i + 1 < len(parse) else ""
    return above.dep == "pobj" and after == parse.head(above.i).text.lower()


def conjunct_head(parse: Parse, here: Token) -> tuple[Token, bool]:
    """The first of the row that a token on the way stands in, and whether there is one before it; verbs stay."""
    joined = False
    while here.dep == "conj" and here.i > here.head and _plain_and(parse, here, parse[here.head]):
        if here.tag[:2] == "VB":
            break
        here, joined = parse[here.head], True
    return here, joined


def _plain_and(parse: Parse, here: Token, above: Token) -> bool:
    if above.text.lower() in TIMES or above.tag == "CD":
        return False
    if any(cc.text.lower() in ALTERNATIVES for cc in parse.children(above.i, "cc")):
        return False
    if here.lemma in PLACE_NOUNS and above.lemma not in PLACE_NOUNS and above.dep == "attr":
        return False
    if any(t.text.lower() in ("either", "neither") for t in parse.children(above.i, "preconj", "det", "cc")):
        return False
    if {here.tag, above.tag} == {"NN", "NNS"} and parse.head(above.i).text.lower() == "as":
        return False
    return here.tag[:2] == above.tag[:2] and here.tag.startswith("NNP") == above.tag.startswith("NNP")


def _explained(parse: Parse, here: Token, target: Token) -> Token | None:
    """The noun in whose place the name may stand: "Ulm, Germany", "films including X", "his friend, X"."""
    above = parse[here.head]
    if here.dep in ("appos", "npadvmod") and here.i > above.i:
        if above.tag == "NNS" and _of_some(parse, above):
            return None
        row = above.tag == "NNS" or here.i == target.i
        bare = above.tag in ("NN", "NNS") and not any(t.i < above.i for t in parse.children(above.i))
        if bare and parse[here.i - 1].text == ",":
            return None  # "a treatise on aesthetics, X"
        if here.dep == "appos" and above.tag in ("NN", "NNS") and row and _beside(parse, above, here):
            return above
        return above if _wider_place(parse, here, above) else None
    if here.dep == "pobj" and above.dep == "prep" and above.i < here.i:
        noun = parse[above.head]
        such = above.text.lower() == "as" and such_as(parse, above, noun)
        if (above.text.lower() == "including" or such) and noun.tag == "NNS" and noun.i < above.i:
            return None if _of_some(parse, noun) or _had_by_noun(parse, noun) else noun
    return None


def _of_some(parse: Parse, noun: Token) -> bool:
    """ "The next generation of singers, including X": what is said of the generation is not said of X."""
    of = parse.head(noun.i)
    return noun.dep == "pobj" and of.text.lower() == "of" and parse.head(of.i).lemma.lower() in COLLECTIONS


def _had_by_noun(parse: Parse, noun: Token) -> bool:
    """ "A maker with brands including X": without its brands, the maker is with nobody."""
    while noun.dep == "conj":
        noun = parse[noun.head]
    preposition = parse.head(noun.i)
    return noun.dep == "pobj" and preposition.text.lower() == "with" and parse.head(preposition.i).tag[:2] == "NN"


def such_as(parse: Parse, preposition: Token, noun: Token) -> bool:
    """ "films such as X", "such films as X"."""
    if preposition.i > 0 and parse[preposition.i - 1].text.lower() == "such":
        return True
    return any(t.text.lower() == "such" for t in parse.children(noun.i))


def _beside(parse: Parse, above: Token, here: Token) -> bool:
    """Whether only marks and articles stand between a noun and the name that explains it."""
    between = range(above.i + 1, here.i)
    following = any(t.text.lower() == "following" for t in parse.children(above.i))
    marks = ("-", "–", "—") if above.tag == "NNS" and following else (":", "-", "–", "—")
    return all(parse[i].dep in ("punct", "det") and parse[i].text not in marks for i in between)


def _wider_place(parse: Parse, here: Token, above: Token) -> bool:
    """ "Ulm, Germany" after "in": the second name says where the first one is, and holds as well."""
    if here.i - above.i != 2 or parse[above.i + 1].text != "," or not above.tag.startswith("NNP"):
        return False
    while above.dep in ("appos", "conj", "npadvmod"):
        above = parse[above.head]
    return above.dep == "pobj" and parse[above.head].text.lower() in ("in", "to", "from")


def row_of(parse: Parse, member: Token) -> list[Token]:
    """The tokens coordinated with `member`, itself among them."""
    while member.dep == "conj" and member.head < member.i:
        member = parse[member.head]
    waiting, row = [member], []
    while waiting:
        row.append(waiting.pop())
        waiting += parse.children(row[-1].i, "conj")
    return row
