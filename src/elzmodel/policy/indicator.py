"""Indicators: by what one sees whether an action succeeds."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from elzmodel.values import ItemId, Number, PersonId, SourceId, Total, open_lists_of, tupled

__all__ = [
    "Indicator",
    "IndicatorKind",
    "Judgement",
    "Measure",
    "MeasureKind",
    "Observation",
    "Target",
]


class IndicatorKind(Enum):
    """What one must look at to judge an indicator.

    Example:
        >>> len(IndicatorKind)
        7
    """

    EXISTENCE = "existence"
    EVENT = "event"
    COVERAGE = "coverage"
    COUNT = "count"
    COMPOSITION = "composition"
    NUMERIC = "numeric"
    QUALITATIVE = "qualitative"


@frozen(kw_only=True, field_transformer=tupled)
class Target:
    """What an indicator should reach (*streefwaarde*).

    *is_placeholder* says that the document left it to be filled in, such as
    ``"X"``; *as_written* is what stands there.

    Example:
        >>> Target(as_written="X aantal", is_placeholder=True).value is None
        True
    """

    value: Total | None = None
    unit: str = ""
    as_written: str = ""
    is_placeholder: bool = False


class MeasureKind(Enum):
    """What the model itself can compute an indicator from.

    Example:
        >>> MeasureKind("enrolment").name
        'ENROLMENT'
    """

    ENROLMENT = "enrolment"
    """Whether all municipalities of the zone are enrolled in the project *subject*."""

    BALANCE = "balance"
    """How the board is divided by *subject*: ``gender``, ``self-employed`` or ``profile``."""

    REPRESENTED = "represented"
    """Whether the partner *subject* sits in, or is a member of, the body *body*."""

    CIRCLES = "circles"
    """Whether every care profession has a professional circle among the partners."""

    HELD = "held"
    """Whether the gathering *subject* was held."""


@frozen(kw_only=True, field_transformer=tupled)
class Measure:
    """How an indicator follows from what the dossier holds.

    *others* are subjects beside the first, of all of which the same is asked.

    Example:
        >>> Measure(kind=MeasureKind.ENROLMENT, subject="bewegen-op-verwijzing").subject
        'bewegen-op-verwijzing'
    """

    kind: MeasureKind
    subject: str = ""
    others: tuple[str, ...] = ()
    body: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class Indicator:
    """A success indicator (*succesindicator*); most are not numbers.

    Example:
        >>> Indicator(id="1.1/a1/i1", title="opkomst", kind=IndicatorKind.QUALITATIVE).target
    """

    id: ItemId
    title: str
    kind: IndicatorKind
    gloss: str = ""
    target: Target | None = None
    cadence: str = ""
    measure: Measure | None = None
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    sources: tuple[SourceId, ...] = ()


class Judgement(Enum):
    """What somebody found when looking at an indicator.

    Example:
        >>> Judgement("not-met").name
        'NOT_MET'
    """

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


@frozen(kw_only=True, field_transformer=tupled)
class Observation:
    """What was found about an indicator on a day (*vaststelling*).

    Example:
        >>> seen = Observation(indicator="i1", day=date(2024, 5, 1), judgement=Judgement.MET)
        >>> seen.judgement.value
        'met'
    """

    indicator: ItemId
    day: date
    judgement: Judgement = Judgement.UNKNOWN
    value: Number | None = None
    evidence: str = ""
    observer: PersonId | None = None
    sources: tuple[SourceId, ...] = ()
