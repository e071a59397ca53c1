"""Figures by code, as a statistical file has them, and the land that they are about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from elzmodel.errors import ConflictError
from elzmodel.landscape.names import Names
from elzmodel.territory import Figure
from elzmodel.values import (
    AnyNumber,
    ByKey,
    Code,
    Codes,
    Finding,
    NisCode,
    Number,
    Ref,
    Severity,
    SourceId,
    by_key,
    parse_day,
)
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


NOT_THEN: Final = Code(
    "ELZ-L001",
    "municipality {code!r} does not exist on {day} (it does from {periods:list})"
    "[; it became {successors:list}][; before, it was {predecessors:list}]",
    severity=Severity.ERROR,
    meaning="a code of another day",
    explanation="Figures by code use a code that exists, but not on the day of the figures. The "
    "message says what it was or became. Correct the day, or the codes.",
)
CODES: Final = Codes((NOT_THEN,))


def about_parts(coded: CodedFigures, names: Names) -> tuple[list[Figure], list[NisCode]]:
    """Return figures about the land of their codes, and the codes that no municipality ever had.

    Raises:
        ConflictError: If codes exist, but not on the day of the figures (``ELZ-L001``).
    """
    layout = names.register.on(coded.day).by_nis
    ever = {version.nis for version in names.register.versions}
    wrong = sorted(code for code in coded.values if code in ever and code not in layout)
    if wrong:
        raise ConflictError([_not_then(code, coded.day, names) for code in wrong])
    figures = [
        Figure(
            kind=coded.kind,
            day=coded.day,
            parts=layout[code].parts,
            value=value,
            sources=coded.sources,
        )
        for code, value in coded.values.items()
        if code in layout
    ]
    return figures, [code for code in coded.values if code not in ever]


def _not_then(code: NisCode, day: date, names: Names) -> Finding:
    error = names.not_on_day(names.find_municipality(code, day))
    return NOT_THEN.finding(
        Ref("code", code),
        code=code,
        day=day,
        periods=error.valid,
        successors=error.successors,
        predecessors=error.predecessors,
    )


keep_door(__name__)
