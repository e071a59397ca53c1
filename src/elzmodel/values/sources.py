"""Where facts come from, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import frozen

from elzmodel.values.answers import columns
from elzmodel.values.ids import SourceId

__all__ = ["Basis", "Disagreement", "Grade", "Source"]


class Grade(Enum):
    """How well a fact, a rule or a source is established."""

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
    """How a fact follows from its sources."""

    SOURCED = "sourced"
    COMPUTED = "computed"
    INFERRED = "inferred"


@columns("id", "grade", "title", "date", "place", "licence", "note")
@frozen(kw_only=True)
class Source:
    """A document, a table or a page from which facts were read.

    Attributes:
        id: The id: lower-case letters, digits and hyphens.
        title: What the source is called.
        place: Where the source is found.
        licence: Under which terms it may be used.
        date: When the source is from.
        grade: How well the source is established, from A to U.

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


def grade_of(sources: Iterable[Source]) -> Grade:
    """Return the grade of a fact that rests on *sources* together.

    One source of grade A makes it A, two of grade C make it B; otherwise the
    best single grade counts, and no source at all is U.

    Example:
        >>> grade_of(Source(id=each, title=each, grade=Grade.C) for each in "xy")
        <Grade.B: 'B'>
    """
    grades = sorted(source.grade.value for source in sources)
    if grades.count("C") > 1 and grades[0] == "C":
        return Grade.B
    return Grade(grades[0]) if grades else Grade.U
