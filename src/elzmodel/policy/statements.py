"""Whom a zone works for, what it says about itself, and what it asserts."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from elzmodel.values import EventId, ItemId, PartId, SourceId, Total, open_lists_of, tupled

__all__ = [
    "Claim",
    "ClaimKind",
    "EnvironmentalAnalysis",
    "HealthDimension",
    "StatedFigure",
    "Statement",
    "StatementKind",
    "TargetGroup",
    "Vulnerability",
]


class HealthDimension(Enum):
    """One of the six dimensions of positive health (*levensdomein*, after Huber).

    Example:
        >>> HealthDimension.MEANINGFULNESS.dutch
        'zingeving'
    """

    BODILY_FUNCTIONS = "bodily-functions"
    MENTAL_WELLBEING = "mental-wellbeing"
    MEANINGFULNESS = "meaningfulness"
    QUALITY_OF_LIFE = "quality-of-life"
    PARTICIPATION = "participation"
    DAILY_FUNCTIONING = "daily-functioning"

    @property
    def dutch(self) -> str:
        """The Dutch term."""
        return _DIMENSIONS[self]


_DIMENSIONS = {
    HealthDimension.BODILY_FUNCTIONS: "lichaamsfuncties",
    HealthDimension.MENTAL_WELLBEING: "mentaal welbevinden",
    HealthDimension.MEANINGFULNESS: "zingeving",
    HealthDimension.QUALITY_OF_LIFE: "kwaliteit van leven",
    HealthDimension.PARTICIPATION: "participatie",
    HealthDimension.DAILY_FUNCTIONING: "dagelijks functioneren",
}


@frozen(kw_only=True, field_transformer=tupled)
class TargetGroup:
    """People for whom something is done (*doelgroep*).

    Example:
        >>> TargetGroup(id="mantelzorgers", title="mantelzorgers", gloss="informal carers").broader
    """

    id: ItemId
    title: str
    gloss: str = ""
    broader: ItemId | None = None
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class StatedFigure:
    """A figure as a document states it (*cijfer*).

    Example:
        >>> StatedFigure(title="diabetes", value=Total.exactly(4200), unit="personen").value.low
        4200
    """

    title: str
    value: Total | None = None
    unit: str = ""
    year: int | None = None
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Vulnerability:
    """A point of attention of an environmental analysis (*kwetsbaarheid*).

    *terms* are the beginnings of words by which a text names it: ``"diabet"``
    is in ``Halt2Diabetes``.

    Example:
        >>> Vulnerability(id="vul-diabetes", title="diabetes", terms=["diabet"]).terms
        ('diabet',)
    """

    id: ItemId
    title: str
    gloss: str = ""
    terms: tuple[str, ...] = ()
    target_groups: tuple[ItemId, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    text: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class EnvironmentalAnalysis:
    """What a zone found out about its people (*omgevingsanalyse*).

    Example:
        >>> EnvironmentalAnalysis(year=2022, open_lists=["vulnerabilities"]).open_lists
        ('vulnerabilities',)
    """

    year: int | None = None
    template: str = ""
    vulnerabilities: tuple[Vulnerability, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class StatementKind(Enum):
    """What a statement is.

    Example:
        >>> StatementKind.REMIT.dutch
        'opdracht'
    """

    MISSION = "mission"
    VISION = "vision"
    AMBITION = "ambition"
    VALUE = "value"
    PRINCIPLE = "principle"
    REMIT = "remit"
    PRIORITY = "priority"
    STRATEGY_ELEMENT = "strategy-element"
    GOVERNING_MODE = "governing-mode"
    CONTEXT = "context"
    CHALLENGE = "challenge"
    PREAMBLE = "preamble"
    END_GOAL = "end-goal"
    DEFINITION = "definition"
    COMMITMENT = "commitment"

    @property
    def dutch(self) -> str:
        """The Dutch term."""
        return _STATEMENTS[self]


_STATEMENTS = {
    StatementKind.MISSION: "missie",
    StatementKind.VISION: "visie",
    StatementKind.AMBITION: "ambitie",
    StatementKind.VALUE: "waarde",
    StatementKind.PRINCIPLE: "principe",
    StatementKind.REMIT: "opdracht",
    StatementKind.PRIORITY: "prioriteit",
    StatementKind.STRATEGY_ELEMENT: "kernelement",
    StatementKind.GOVERNING_MODE: "bestuurswijze",
    StatementKind.CONTEXT: "context",
    StatementKind.CHALLENGE: "uitdaging",
    StatementKind.PREAMBLE: "inleiding",
    StatementKind.END_GOAL: "einddoel",
    StatementKind.DEFINITION: "definitie",
    StatementKind.COMMITMENT: "engagement",
}


@frozen(kw_only=True, field_transformer=tupled)
class Statement:
    """Something that a zone says about itself: a mission, a value, a remit.

    *title* is short and Dutch, *gloss* the same in English, *text* the
    paragraphs in full where a document holds them. *part_of* is the statement
    that it is a part of; *kept_from* is the earlier statement that was
    deliberately left as it was. *health_dimensions* are those that it names.

    Example:
        >>> value = Statement(id="w1", kind=StatementKind.VALUE, title="Respect", steps=["a", "b"])
        >>> value.steps
        ('a', 'b')
    """

    id: ItemId
    kind: StatementKind
    title: str = ""
    gloss: str = ""
    number: str = ""
    text: tuple[str, ...] = ()
    subject: str = ""
    guiding_questions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    health_dimensions: tuple[HealthDimension, ...] = ()
    part_of: ItemId | None = None
    kept_from: ItemId | None = None
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class ClaimKind(Enum):
    """What a claim asserts.

    Example:
        >>> ClaimKind("merger").name
        'MERGER'
    """

    MEMBERS = "members"
    """The zone consists of these municipalities."""

    MERGER = "merger"
    """These municipalities will merge."""

    OTHER = "other"
    """Anything else; it is kept, and not held against the register."""


@frozen(kw_only=True, field_transformer=tupled)
class Claim:
    """What a document asserts about the world, right or wrong.

    *labels* are the municipalities as named and *parts* their land. *day* is the
    day of which it is said, ``None`` where that is not stated. *event* is what
    a claim about the future came to be.

    Example:
        >>> claim = Claim(id="c1", kind=ClaimKind.MEMBERS, labels=["Alken"], parts=["alken"])
        >>> claim.day is None
        True
    """

    id: ItemId
    kind: ClaimKind
    title: str = ""
    gloss: str = ""
    labels: tuple[str, ...] = ()
    parts: tuple[PartId, ...] = ()
    day: date | None = None
    event: EventId | None = None
    text: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[SourceId, ...] = ()
