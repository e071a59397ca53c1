"""Where facts come from, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import frozen

from elzmodel.values.ids import SourceId

__all__ = [
    "Basis",
    "Grade",
    "Source",
    "grade_of",
]


class Grade(Enum):
    """How well a fact, a rule or a source is established.

    Example:
        >>> Grade("A").meaning
        'read in the legal text or on an official page'
    """

    A = "A"
    B = "B"
    C = "C"
    P = "P"
    U = "U"

    @property
    def meaning(self) -> str:
        """What the grade says, in words."""
        return _MEANINGS[self]


_MEANINGS = {
    Grade.A: "read in the legal text or on an official page",
    Grade.B: "found in two secondary sources",
    Grade.C: "found in one secondary source",
    Grade.P: "the practice of one zone",
    Grade.U: "not verified",
}


class Basis(Enum):
    """How a fact follows from its sources.

    Example:
        >>> Basis("inferred")
        <Basis.INFERRED: 'inferred'>
    """

    SOURCED = "sourced"
    COMPUTED = "computed"
    INFERRED = "inferred"


@frozen(kw_only=True)
class Source:
    """A document, a table or a page from which facts were read.

    Example:
        >>> from elzmodel import flanders
        >>> flanders().sources["S12"].grade
        <Grade.A: 'A'>
    """

    id: SourceId
    title: str
    place: str = ""
    licence: str = ""
    date: str = ""
    grade: Grade = Grade.U
    note: str = ""


def grade_of(sources: Iterable[Source]) -> Grade:
    """Return the grade of a fact that rests on *sources* together.

    One source of grade A makes it A, two of grade C make it B; otherwise the
    best single grade counts, and no source at all is U.

    Example:
        >>> grade_of(
        ...     [Source(id="x", title="x", grade=Grade.C), Source(id="y", title="y", grade=Grade.C)]
        ... )
        <Grade.B: 'B'>
    """
    grades = sorted(source.grade.value for source in sources)
    if grades.count("C") > 1 and grades[0] == "C":
        return Grade.B
    return Grade(grades[0]) if grades else Grade.U
