"""What a landscape carries beside its history: points, disagreements, figures by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from elzmodel.values import NisCode, Number, PartId, SourceId, parse_day

__all__ = ["CodedFigures", "Disagreement", "Location"]


def _parts(parts: Iterable[PartId]) -> frozenset[PartId]:
    return frozenset(parts)


@frozen(kw_only=True)
class Location:
    """A point for a set of parts, in WGS84 degrees.

    *lon* and *lat* are the centroid, which may lie outside the land; *inner*
    is a point inside, as longitude and latitude.

    Example:
        >>> from elzmodel import flanders
        >>> len(flanders().locations)
        347
    """

    parts: frozenset[PartId] = field(converter=_parts)
    lon: float
    lat: float
    inner: tuple[float, float]
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True)
class Disagreement:
    """Two statements that do not agree, an inference, or a day that is not known.

    *followed* names the source that the data follow, where they follow one.

    Example:
        >>> from elzmodel import flanders
        >>> [d.topic for d in flanders().disagreements if d.id == "borsbeek-decision"]
        ['unknown day']
    """

    id: str
    subject: str
    topic: str
    said: str
    by: tuple[SourceId, ...] = ()
    other: str = ""
    by_other: tuple[SourceId, ...] = ()
    followed: tuple[SourceId, ...] = ()
    note: str = ""


@frozen(kw_only=True)
class CodedFigures:
    """Figures by NIS code on one day, before it is said which land they are about.

    This is what a statistical file holds. `Landscape.with_figures` turns each
    code into the parts that its municipality had on *day*.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> figures = CodedFigures(
        ...     kind="population", day=date(2025, 1, 1), values={"71072": 89_000}
        ... )
        >>> flanders().with_figures(figures).on("2025-01-01").population("Hasselt", year=2025).value
        89000
    """

    kind: str
    day: date = field(converter=parse_day)
    values: Mapping[NisCode, Number]
    sources: tuple[SourceId, ...] = ()
