"""What results hold, for those who check types: the objects of stemma-formats(5).

A Span is [start, end) in bytes of a report's text as UTF-8. Members may be added, none is renamed or
taken away."""
from typing import List, Optional, TypedDict

Span = List[int]


class Block(TypedDict):
    kind: str
    span: Span


class _Note(TypedDict):
    kind: str
    span: Span


class Note(_Note, total=False):
    of: Span


class Credit(TypedDict):
    name: str
    span: Span
    carries: bool


class _Facts(TypedDict):
    id: str
    source: str
    url: Optional[str]
    title: Optional[str]
    byline: List[str]
    outlet: Optional[str]
    published: Optional[str]
    updated: Optional[str]
    dateline: Optional[str]
    language: Optional[str]
    sha256: str
    blocks: List[Block]
    notes: List[Note]
    credits: List[Credit]


class Report(_Facts):
    text: str


class Quote(TypedDict):
    report: str
    form: str
    content: List[Span]
    source: List[Span]
    cue: List[Span]
    speaker: Optional[str]
    text: str


class Date(TypedDict):
    report: str
    span: Span
    text: str
    type: str
    value: str


class Passage(TypedDict):
    a: Span
    b: Span
    tokens: int
    similarity: float
    kind: str


class Overlap(TypedDict):
    a: float
    b: float


class Pair(TypedDict):
    a: str
    b: str
    passages: List[Passage]
    overlap: Overlap
    relation: str
    why: List[str]


class Group(TypedDict):
    keep: str
    reports: List[str]


class Gathering(TypedDict):
    story: str
    title: Optional[str]
    first: Optional[str]
    last: Optional[str]
    reports: List[str]
    origins: Optional[int]


class Story(TypedDict):
    title: Optional[str]
    first: Optional[str]
    last: Optional[str]
    reports: int
    origins: int


class Member(_Facts):
    """A report of a story: its letter, and the report that stands for its origin."""
    letter: str
    origin: str


class Witness(TypedDict):
    report: str
    span: Span


class Cut(TypedDict):
    report: str
    span: Span
    of: Witness


class CutGroup(Group):
    cut: List[Cut]


class QuotationWitness(Witness):
    form: str
    reading: str
    content: List[Span]
    negated: bool
    hedged: bool
    shortened: bool
    translated: bool


class Reading(TypedDict):
    text: str
    reports: List[str]


class Variant(TypedDict):
    base: str
    at: Span
    readings: List[Reading]
    kind: str


class Quotation(TypedDict):
    id: str
    speaker: Optional[str]
    role: Optional[str]
    reading: str
    witnesses: List[QuotationWitness]
    apparatus: List[Variant]


class Statement(TypedDict):
    id: str
    text: str
    speaker: Optional[str]
    origins: int
    witnesses: List[Witness]
    differences: List[str]


class Side(TypedDict):
    text: str
    value: Optional[str]
    speaker: Optional[str]
    published: Optional[str]
    witnesses: List[Witness]


class Difference(TypedDict):
    id: str
    kind: str
    statement: Optional[str]
    topic: Optional[str]
    succeeds: bool
    readings: List[Side]


class Only(TypedDict):
    report: str
    span: Span
    text: str


class Event(TypedDict):
    value: str
    text: str
    ahead: bool
    witnesses: List[Witness]


Edge = TypedDict("Edge", {"from": str, "to": str, "relation": str, "why": List[str]})


class Family(TypedDict):
    edges: List[Edge]


class Collation(TypedDict):
    """sha256: of all that stands before it, by which `verify` knows a changed byte."""
    stemma: str
    story: Story
    reports: List[Member]
    quotations: List[Quotation]
    statements: List[Statement]
    differences: List[Difference]
    only: List[Only]
    timeline: List[Event]
    family: Family
    sha256: str


class Copy(TypedDict):
    report: str
    similarity: float


class Seen(TypedDict):
    """What a Watch tells of a report as it comes."""
    report: str
    copies: List[Copy]
    story: str
