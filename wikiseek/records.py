"""The records that travel between layers: frozen, slotted, without behaviour.

A dump gives `Page`; reading its wikitext gives `Entity`; cutting its text gives `Passage`.
A sentence of a page that states a relation gives `Claim`; claims build a `ResearchTree` of
`Vertex`; the solver answers with a `Certificate`; the writer with a `Question`; each gate
with a `Verdict`; together they are an `Item`. `Step` keeps one move of the growth.

Spans are half-open `[start, end)` in Unicode code points of the entity's plain text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

ConstraintKind = Literal["links_to", "linked_from", "in_category", "has_attribute", "is_a"]
Precision = Literal["day", "month", "year", "decade", "century"]
Source = Literal["infobox", "sentence", "category"]


@dataclass(frozen=True, slots=True)
class Page:
    """One `<page>` of a dump, as written there. `redirect` is the target's title, if it is one."""

    id: int
    title: str
    namespace: int
    revision: int
    timestamp: str
    redirect: str | None
    text: str


class Link(NamedTuple):
    """A link in the plain text: the normalised title it points to and the span of its anchor."""

    target: str
    start: int
    end: int


class Section(NamedTuple):
    """A heading: its text, level (2 for `== … ==`) and where its body starts in the plain text."""

    title: str
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """One infobox row: key, value as plain text, and the titles linked in the value."""

    key: str
    value: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read from an infobox value, or a range of numbers: `low` equals `high` unless it is one.

    Both are multiplied out ("1.5 million" is 1500000.0) and have the 15 significant digits that a
    float keeps. `unit` is the one spelling of the unit ("km²", "%", "US$"), never converted, and ""
    where the value states none. `approximate` when the value says so ("about", "est.").
    """

    low: float
    high: float
    unit: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date read from an infobox value, in the calendar of its source, known as far as `precision` says.

    `year` is negative before Christ (44 BC is -44, and there is no year 0); of a decade or century it is
    the first (1890 for the 1890s, 1801 for the 19th century, -500 for the 5th century BC). `month` and
    `day` count from 1 and are None where the precision is coarser. `approximate` as in "c. 1450".
    """

    year: int
    month: int | None = None
    day: int | None = None
    precision: Precision = "year"
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """An article read: plain text as a reader sees it, with everything the index needs.

    `kind` is a common noun phrase ("tennis player"), or "" when none could be read.
    `flags` are sorted, from: "date", "disambiguation", "list", "person", "plural",
    "recovered" (the wikitext pass failed and the text comes from a plain fallback).
    """

    id: int
    title: str
    revision: int
    timestamp: str
    text: str
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    categories: tuple[str, ...] = ()
    kind: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an entity's plain text, the unit of search."""

    page_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quoted span of a page: `quote` is the stored text at the span, `sha256` its digest."""

    page_id: int
    title: str
    revision: int
    start: int
    end: int
    sha256: str
    quote: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """A condition on a page, whose set of satisfying pages can be read from the index.

    links_to / linked_from use `target_id` and `target`, the page at the other end. is_a uses `value`, and so
    does in_category, the category; with the `key` "births" or "deaths", `value` is a year ("1879") or decade
    ("the 1870s") and stands for the categories of its years. has_attribute uses `key`, `op` ("=", ">", "<"; "in" a
    year or decade) and `value`.
    """

    kind: ConstraintKind
    target_id: int | None = None
    target: str = ""
    key: str = ""
    op: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A constraint with its words and its proof.

    `relation` is a verb phrase said of the subject with `[X]` in the object's place
    ("was born in [X]"); `evidence` is the sentence it was read from, None for an infobox row, which is
    no part of the text; `anchor` is how the page itself names the object there. `source` says what
    states the relation: an infobox row is stronger than a sentence, a sentence than a category.
    """

    constraint: Constraint
    relation: str
    evidence: Evidence | None
    anchor: str = ""
    source: Source = "sentence"


@dataclass(frozen=True, slots=True)
class Clause:
    """A claim in a tree whose object is named: `constant` is its name, `clause` how the question says it."""

    id: str
    claim: Claim
    constant: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A claim in a tree whose object is itself hidden, described by `vertex`."""

    claim: Claim
    vertex: Vertex
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Vertex:
    """A hidden page of the tree: never named in the question, only described."""

    id: str
    page_id: int
    entity: str
    kind: str
    person: bool = False
    constraints: tuple[Clause, ...] = ()
    children: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class ResearchTree:
    """A Hierarchical Constraint Satisfaction Problem; the answer is `root.entity`."""

    root: Vertex


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the index proves of a tree (see `wikiseek.hcsp.certify` for the three rules).

    `sizes` counts the pages that satisfy each clause or child alone; `candidates` those left at
    each vertex; `leave_one_out` those left at the root without that clause or child;
    `failures` names each rule that does not hold, in words.
    """

    holds: bool
    answers: tuple[int, ...]
    sizes: dict[str, int]
    candidates: dict[str, int]
    leave_one_out: dict[str, int]
    certified_depth: int
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate's finding: `numbers` is what it measured, `thresholds` what it compared that with.

    `version` is the gate's, raised when it measures or decides in another way; `inputs` has the digests of
    what it judged.
    """

    gate: str
    passed: bool
    reason: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)
    thresholds: dict[str, Any] = field(default_factory=dict)
    version: int = 1
    inputs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """The question in words, and who wrote each part ("model", "rules", or "choice": by rules, taken by the model)."""

    text: str
    tree: ResearchTree
    written_by: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One move of the growth: what was chosen, from how many, by whom, and what it left.

    `after` is the finding that the move answers ("gate:single_lookup", "certificate:needed"), `said` the
    claim that it adds, in words, and `instead` the one whose place that takes.
    """

    action: str
    vertex: str
    constraint: str
    chosen_from: int
    by: str
    candidates: int
    after: str = ""
    said: str = ""
    instead: str = ""
