"""Whom a plan is for, and what stands behind it."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from elzmodel.values import ItemId, SourceId, Total, open_lists_of, tupled

__all__ = [
    "EnvironmentalAnalysis",
    "HealthDimension",
    "StatedFigure",
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
