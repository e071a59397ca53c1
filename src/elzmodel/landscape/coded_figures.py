"""Figures by code, as a statistical file has them, before it is said which land they are about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from elzmodel.values import AnyNumber, ByKey, NisCode, Number, SourceId, by_key, parse_day
from elzmodel.values.arguments import keep_door

__all__ = ["CodedFigures"]


def _known(values: ByKey[AnyNumber | None]) -> dict[NisCode, Number]:
    """Return the figures that are there: without one, land has no figure, which is not 0."""
    found = by_key(values)
    return {NisCode(code): value for code, value in found.items() if value is not None}


@frozen(kw_only=True)
class CodedFigures:
    """Figures by NIS code on one day, before it is said which land they are about.

    This is what a statistical file holds. `Landscape.with_figures` turns each
    code into the parts that its municipality had on *day*. Codes may be numbers too, and
    figures those of a frame; a missing figure is left out, and so stays unknown.

    Raises:
        InvalidValueError: If *values* is no mapping, a code is given twice, or a figure is no
            finite number.

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
    values: Mapping[NisCode, Number] = field(converter=_known)
    sources: tuple[SourceId, ...] = ()


keep_door(__name__)
