"""The question in words, by rules alone: relation phrases, kinds, and hidden children as noun phrases.

"Which physicist studied under Max Born and was born in a town that lies on the Oder?" The
rules must read as English by themselves; a model may smooth them afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from wikiseek.grammar import fill, indefinite, is_figure, is_past, past_of_participle
from wikiseek.hcsp import walk
from wikiseek.records import Branch, Clause, ResearchTree, Vertex

_COPULA = re.compile(r"^(?:is|was|are|were) (?:an?|the|one of the) ")
_WITH_ARTICLE = re.compile(
    r"^(?!The )(?:[A-Z][\w.'’-]+ )+(?:Sea|Ocean|River|Gulf|Channel|Islands|Mountains|Alps|Empire|Republic)$"
)
# What is held, not lived in: "President of the United States" says what somebody is.
_HELD = re.compile(r"^(?:(?:served|serves) as|(?:held|holds) the title of) (?:the )?(?=[A-Z])")
_IN = ("in", "from", "on", "at", "near", "within", "by")
# What happens once: when it did and where are said together, and where is said by one branch alone.
ONCE = "was born|died|was buried|was founded|was built"
_IN_TIME = re.compile(rf"({ONCE}) (in (?:the )?\d+s?(?: BC)?)")
# Behind one of these a clause is taken to tell of the name: "the state after New Mexico that …".
_LAST_PREPOSITION = re.compile(
    r"\b(in|of|by|from|at|on|for|to|after|behind|than|before|near|with) (?:the )?(?=[A-Z0-9])"
)
_HOLDING = ("in", "of", "by", "from", "at", "on")
_DETERMINED = re.compile(r"(?:\b(?:the|an?|his|her|its|their)|[A-Z]\w*) \[X\]")
# Nouns that end as superlatives do are none.
_MOST = r"(?!\w*(?:w|for|pri|gu|harv|cont|cr|inter|conqu|prot|qu)est\b)\w*(?:est|most)\b"
# Phrases of which there can be only one take "the": "the second largest city".
_SINGLED_OUT = re.compile(
    rf"^(?:(?:first|second|third|fourth|fifth|only|last|main|capital|chief|official)\b[ -]|{_MOST}[ -]|capital of )"
)
# Nobody asks which largest town it is.
_RANKED = re.compile(rf"^(?:\w+(?:st|nd|rd|th)[- ])?(?:(?:first|second|third|only|last)\b|{_MOST})")

# More words than these between a noun and its verb, and the reader has lost the noun.
_LONGEST_INSERTED = 12
_ARTICLES = ("a", "an", "the")


@dataclass(frozen=True, slots=True)
class _Said:
    """A vertex in words: what it is called ("city in Peru") and what is said of it, `hidden` things told of last."""

    called: str
    predicates: tuple[str, ...]
    hidden: int


def question(tree: ResearchTree, candidates: Mapping[str, int]) -> str:
    """The question of `tree`; `candidates` (by vertex id) decides between "the city" and "a city"."""
    return questions(tree, candidates)[0]


def questions(tree: ResearchTree, candidates: Mapping[str, int]) -> tuple[str, ...]:
    """The question of `tree`, and then the same with one thing told between commas and the rest behind it.

    "Which author, born in Lyon, wrote a novel that …?" has the words of "Which author was born in Lyon and wrote …?".
    """
    said = _said(tree.root, candidates, followed=False)
    found = [f"Which {said.called} {_joined(said)}?"]
    # What stands between commas must not be taken to tell of a name before it ("tributary of the Danube, which …").
    if _LAST_PREPOSITION.search(said.called) or "," in said.called:
        return tuple(found)
    names = [clause.constant for vertex in walk(tree.root) for clause in vertex.constraints]
    for place, phrase in enumerate(said.predicates):
        rest = said.predicates[:place] + said.predicates[place + 1 :]
        of_hidden = place >= len(said.predicates) - said.hidden
        if not rest or (of_hidden and len(rest) > 1):
            continue
        behind = _joined(replace(said, predicates=rest))
        # With more commas behind, it would read as the first of a list.
        if not _has_comma(phrase, names) and not _has_comma(behind, names):
            inserted = _between_commas(phrase, behind, tree.root)
            found += [f"Which {said.called}, {told}, {behind}?" for told in inserted]
    return tuple(found)


def noun_phrase(vertex: Vertex, candidates: Mapping[str, int]) -> str:
    """A hidden vertex described: "the city that …", or "a city that …" where several fit."""
    said = _said(vertex, candidates, followed=True)
    definite = candidates.get(vertex.id) == 1 or _SINGLED_OUT.search(said.called)
    article = f"the {said.called}" if definite else indefinite(said.called)
    return f"{article} {'who' if vertex.person else 'that'} {_joined(said)}"


def with_clauses(tree: ResearchTree, candidates: Mapping[str, int]) -> ResearchTree:
    """`tree` with every clause and branch worded."""
    return ResearchTree(_with_clauses(tree.root, candidates))


def _with_clauses(vertex: Vertex, candidates: Mapping[str, int]) -> Vertex:
    clauses = tuple(replace(c, clause=_clause(c)) for c in vertex.constraints)
    children = tuple(
        replace(b, clause=_branch(b, candidates), vertex=_with_clauses(b.vertex, candidates)) for b in vertex.children
    )
    return replace(vertex, constraints=clauses, children=children)


def _clause(clause: Clause) -> str:
    return clause_words(clause.claim.relation, clause.constant)


def clause_words(relation: str, constant: str) -> str:
    """The relation with its constant in place; names of waters and ranges get the article they are said with."""
    if _WITH_ARTICLE.search(constant) and not _DETERMINED.search(relation):
        constant = f"the {constant}"
    return relation.replace("[X]", constant)


def _clauses(clauses: Sequence[Clause]) -> list[str]:
    """Each clause in words; two of one relation are said as one: "is bordered by Monaco and Belgium"."""
    said = {clause.id: _clause(clause) for clause in clauses}
    for one, other in combinations(clauses, 2):
        ends = one.claim.relation == other.claim.relation and one.claim.relation.endswith("[X]")
        if ends and one.id in said and other.id in said:
            stem = other.claim.relation.removesuffix("[X]").removesuffix("the ")
            name = said.pop(other.id)[len(stem) :]
            said[one.id] += f" and {name}"
    return list(said.values())


def _branch(branch: Branch, candidates: Mapping[str, int]) -> str:
    return fill(branch.claim.relation, noun_phrase(branch.vertex, candidates))


def _said(vertex: Vertex, candidates: Mapping[str, int], followed: bool) -> _Said:
    """`followed` when what it is called is followed by "that" or "who", which must not be taken to tell of a name."""
    named = _clauses(vertex.constraints)
    hidden = [_branch(branch, candidates) for branch in vertex.children]
    called = vertex.kind
    for phrase in named:
        shorter = _as_kind(phrase, vertex.kind)
        if shorter is not None and len(named) + len(hidden) > 1 and _calls(shorter, followed):
            called = shorter
            named.remove(phrase)
            break
    named.sort(key=len)
    said = _said_once([_without_kind(phrase, vertex.kind) for phrase in named + hidden])
    return _Said(called, tuple(said), len(hidden))


def _calls(phrase: str, followed: bool) -> bool:
    """Whether a vertex is well called so: no clause that follows could tell of a name in it ("the sixth largest state
    in area after New Mexico that …"), and behind "which" it is no superlative.
    """
    if not followed:
        return _RANKED.match(phrase) is None
    places = _LAST_PREPOSITION.findall(phrase)
    return not places or places[-1] in _HOLDING


def _said_once(phrases: list[str]) -> list[str]:
    """ "Was born in 1546" and "was born near the city that …" are "was born in 1546 near the city that …"."""
    for phrase in phrases:
        if (dated := _IN_TIME.fullmatch(phrase)) is None:
            continue
        placed = re.compile(rf"{dated[1]}(?= (?:{'|'.join(_IN)}) )")
        others = [other for other in phrases if other is not phrase]
        place = next((at for at, other in enumerate(others) if placed.match(other)), None)
        if place is not None:
            others[place] = placed.sub(dated[0], others[place], count=1)
            return others
    return phrases


def _without_kind(phrase: str, kind: str) -> str:
    """ "Is a city in Peru" said of a city is "is in Peru", "is the largest city in Peru" is "is the largest in Peru":
    what it is has been told.
    """
    again = re.match(rf"(is|was) (?:an?|the) {re.escape(kind)} ({'|'.join(_IN)}) ", phrase)
    if again and kind:
        return f"{again.group(1)} {phrase[again.start(2) :]}"
    most = re.match(rf"((?:is|was) the (?:\w+[- ])?\w+est) {re.escape(kind)} (?=(?:{'|'.join(_IN)}) )", phrase)
    return f"{most.group(1)} {phrase[most.end() :]}" if most and kind else phrase


def _as_kind(phrase: str, kind: str) -> str | None:
    """ "is a surreal novel by Jan" said of a novel → "surreal novel by Jan"; None when it says more."""
    held = _HELD.match(phrase)
    if held and re.match(rf"(?:\w+[ -])*{re.escape(kind)} of ", phrase[held.end() :], re.IGNORECASE):
        return phrase[held.end() :]  # "President of Peru", said of a president
    copula = _COPULA.match(phrase)
    if copula is None:
        return None
    rest = phrase[copula.end() :]
    if re.fullmatch(rf"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)* {re.escape(kind)}", rest):
        return rest  # "German philosopher"
    head = re.match(r"((?:[\w.-]+ ){0,3}?[\w-]+) (?:in|of|by|from|at|on) ", rest)
    if head is None or re.search(r"[a-z]ing\b", rest):
        return None
    noun = head.group(1).split(" ")[-1]
    return rest if head.group(1).endswith(kind) or noun in kind.split(" ") else None


def _between_commas(phrase: str, behind: str, vertex: Vertex) -> list[str]:
    """How `phrase`, said of `vertex`, is put between commas before what is said `behind`: not at all where it is long,
    or where both say what was done in the same words ("designed by …, was designed by …").
    """
    (verb, *rest), (after, *more) = phrase.split(" "), behind.split(" ")
    if len(rest) >= _LONGEST_INSERTED or (verb == after and rest[:1] == more[:1] and rest[0] not in _ARTICLES):
        return []
    # Before what is, a participle without "was" would tell of what is too.
    bare = verb == "was" and past_of_participle(rest[0]) and (after in ("was", "had") or is_past(after))
    found = [" ".join(rest)] if bare else []
    if vertex.person or not is_figure(vertex.kind):  # a goddess is no "which"
        found.append(f"{'who' if vertex.person else 'which'} {phrase}")
    return found


def _has_comma(text: str, names: Sequence[str]) -> bool:
    """Whether there is a comma in `text` that is in none of the names."""
    for name in names:
        text = text.replace(name, "")
    return "," in text


def _joined(said: _Said) -> str:
    if len(said.predicates) == 1:
        return said.predicates[0]
    *first, last = said.predicates
    if len(first) == 1:
        return f"{first[0]}{', and' if said.hidden > 1 else ' and'} {last}"
    return f"{', '.join(first)}, and {last}"
