"""Whom a zone works for, what it says about itself, and what it asserts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from elzmodel.values import EventId, ItemId, PartId, SourceId, Total, refers
from elzmodel.values.ids import open_lists_of, tupled
from elzmodel.values.periods import day_or_none, known_year
from elzmodel.values.text import BilingualEnum, fold

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


class HealthDimension(BilingualEnum):
    """One of the six dimensions of positive health (*levensdomein*, after Huber)."""

    BODILY_FUNCTIONS = "bodily-functions", "lichaamsfuncties"
    MENTAL_WELLBEING = "mental-wellbeing", "mentaal welbevinden"
    MEANINGFULNESS = "meaningfulness", "zingeving"
    QUALITY_OF_LIFE = "quality-of-life", "kwaliteit van leven"
    PARTICIPATION = "participation", "participatie"
    DAILY_FUNCTIONING = "daily-functioning", "dagelijks functioneren"


@frozen(kw_only=True, field_transformer=tupled)
class TargetGroup:
    """People for whom something is done (*doelgroep*).

    Attributes:
        broader: The id of the wider group to which it belongs.
    """

    id: ItemId
    title: str
    gloss: str = ""
    broader: ItemId | None = field(default=None, metadata=refers("target group"))
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class StatedFigure:
    """A figure as a document states it (*cijfer*).

    Attributes:
        title: What is counted.
        value: The number, or bounds.
        unit: In what it is counted.
    """

    title: str
    value: Total | None = None
    unit: str = ""
    year: int | None = field(default=None, validator=known_year)
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Vulnerability:
    """A point of attention of an environmental analysis (*kwetsbaarheid*).

    Attributes:
        terms: Beginnings of words by which a text names it: "diabet" is in "Halt2Diabetes".
        target_groups: The ids of those whom it concerns.
        figures: Figures that the document states.
    """

    id: ItemId
    title: str
    gloss: str = ""
    terms: tuple[str, ...] = ()
    target_groups: tuple[ItemId, ...] = field(default=(), metadata=refers("target group"))
    figures: tuple[StatedFigure, ...] = ()
    text: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class EnvironmentalAnalysis:
    """What a zone found out about its people (*omgevingsanalyse*).

    Attributes:
        template: The form that was used.
        vulnerabilities: The points of attention.
    """

    year: int | None = field(default=None, validator=known_year)
    template: str = ""
    vulnerabilities: tuple[Vulnerability, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class StatementKind(BilingualEnum):
    """What a statement is."""

    MISSION = "mission", "missie"
    VISION = "vision", "visie"
    AMBITION = "ambition", "ambitie"
    VALUE = "value", "waarde"
    PRINCIPLE = "principle", "principe"
    REMIT = "remit", "opdracht"
    PRIORITY = "priority", "prioriteit"
    STRATEGY_ELEMENT = "strategy-element", "kernelement"
    GOVERNING_MODE = "governing-mode", "bestuurswijze"
    CONTEXT = "context", "context"
    CHALLENGE = "challenge", "uitdaging"
    PREAMBLE = "preamble", "inleiding"
    END_GOAL = "end-goal", "einddoel"
    DEFINITION = "definition", "definitie"
    COMMITMENT = "commitment", "engagement"


@frozen(kw_only=True, field_transformer=tupled)
class Statement:
    """Something that a zone says about itself: a mission, a value, a remit.

    *title* is short and Dutch, *gloss* the same in English, *text* the
    paragraphs in full where a document holds them.

    Attributes:
        kind: What the statement is.
        subject: What it is about.
        guiding_questions: Questions that go with it.
        steps: The steps that it consists of.
        health_dimensions: The dimensions of positive health that it is about.
        part_of: The id of the statement that it is a part of.
        kept_from: The id of the earlier statement that was deliberately left as it was.
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
    part_of: ItemId | None = field(default=None, metadata=refers("statement"))
    kept_from: ItemId | None = field(default=None, metadata=refers("statement"))
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class ClaimKind(Enum):
    """What a claim asserts."""

    MEMBERS = "members"
    """The zone consists of these municipalities."""

    MERGER = "merger"
    """These municipalities will merge."""

    OTHER = "other"
    """Anything else; it is kept, and not held against the register."""


@frozen(kw_only=True, field_transformer=tupled)
class Claim:
    """What a document asserts about the world, right or wrong.

    Attributes:
        kind: What is asserted.
        labels: The municipalities as named.
        parts: The land of the municipalities, as ids of parts.
        day: The day of which it is said; left out where it is not stated.
        event: The id of the event that a claim about the future came to be.
    """

    id: ItemId
    kind: ClaimKind
    title: str = ""
    gloss: str = ""
    labels: tuple[str, ...] = ()
    parts: tuple[PartId, ...] = ()
    day: date | None = field(default=None, converter=day_or_none)
    event: EventId | None = None
    text: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[SourceId, ...] = ()


def occurs_in(term: str, texts: Iterable[str]) -> bool:
    """Tell whether a term begins a word of one of the texts, or lies in one.

    Case, accents and punctuation do not matter; a term without letters occurs nowhere.
    """
    folded = fold(term)
    return bool(folded) and any(folded in fold(text) for text in texts)
