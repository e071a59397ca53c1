"""An official list as it was published: rows, links between codes, cells not understood.

Nothing is repaired here. Days stand as the list has them, and every value
knows the file and the line that it was read from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from elzmodel.values import Column, Table

__all__ = [
    "NOWHERE",
    "EndDay",
    "LinkKind",
    "ListLink",
    "ListedUnit",
    "OfficialList",
    "Place",
    "UnreadCell",
]


@frozen(order=True)
class Place:
    """Where something stands: a file and a line, the first of which is 1.

    Example:
        >>> print(Place("links.csv", 7), Place("", 7))
        links.csv:7 line 7
    """

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Show the place as editors do."""
        return f"{self.file}:{self.line}" if self.file else f"line {self.line}"


NOWHERE = Place()
"""The place of what was not read from a file."""


class EndDay(Enum):
    """What the end date of a row means: the last day, or the day after it.

    Example:
        >>> EndDay("last day")
        <EndDay.LAST_DAY: 'last day'>
    """

    LAST_DAY = "last day"
    DAY_AFTER = "day after"


class LinkKind(Enum):
    """What a link says about its two codes, read from *from_code* to *to_code*.

    A ``successor`` takes the whole over, a ``predecessor`` is the same said
    from the new side. With ``broader`` the land of the first lies within that
    of the second, ``narrower`` is the reverse, ``equal`` says that the land is
    the same. A ``change`` says that land went over, some or all.

    Example:
        >>> LinkKind("predecessor").name
        'PREDECESSOR'
    """

    SUCCESSOR = "successor"
    PREDECESSOR = "predecessor"
    BROADER = "broader"
    NARROWER = "narrower"
    EQUAL = "equal"
    CHANGE = "change"


@frozen(kw_only=True)
class ListedUnit:
    """One row about a unit: its code during one period.

    *start* and *end* are as published; ``None`` is open. *status* may hold the
    words ``created`` (it came from no listed unit) and ``abolished`` (land of it
    is followed by nothing), which are statements, not doubts.

    Example:
        >>> ListedUnit(code="12034", name="Sint-Amands", end=date(2018, 12, 31)).start is None
        True
    """

    code: str
    name: str = ""
    parent: str = ""
    level: str = ""
    start: date | None = None
    end: date | None = None
    status: str = ""
    place: Place = NOWHERE

    def is_said_to_be(self, status: str) -> bool:
        """Tell whether *status* is one of the words of the row's status."""
        return status in self.status.split()


@frozen(kw_only=True)
class ListLink:
    """What a list says about two codes, with the column that says it.

    *weight* is the share of the older unit that goes to the newer one, of the
    kind *of* (``population``, ``area``); *rounding* is how far it may be off
    because of the places it was written with. *amount* is the same as a number.

    Example:
        >>> ListLink(from_code="12034", to_code="12041", kind=LinkKind.SUCCESSOR).weight is None
        True
    """

    from_code: str
    to_code: str
    kind: LinkKind
    day: date | None = None
    weight: Fraction | None = None
    rounding: Fraction = Fraction(0)
    amount: Fraction | None = None
    of: str = ""
    column: str = ""
    place: Place = NOWHERE


@frozen(kw_only=True)
class UnreadCell:
    """A cell that could not be read, with what was expected there.

    Example:
        >>> UnreadCell(column="from", text="31/02/2019", expected="a day").text
        '31/02/2019'
    """

    column: str
    text: str
    expected: str
    subject: str = ""
    place: Place = NOWHERE


def _units(units: Iterable[ListedUnit]) -> tuple[ListedUnit, ...]:
    return tuple(units)


def _links(links: Iterable[ListLink]) -> tuple[ListLink, ...]:
    return tuple(links)


def _cells(cells: Iterable[UnreadCell]) -> tuple[UnreadCell, ...]:
    return tuple(cells)


@frozen(kw_only=True)
class OfficialList:
    """An official list (*officiële lijst*) of units, with links between their codes.

    *ends* says what end dates mean; ``None`` leaves it to the dates themselves.
    *code_pattern* is the regular expression of a well-formed code, if it is
    known.

    Example:
        >>> listing = OfficialList(units=[ListedUnit(code="12041", name="Puurs-Sint-Amands")])
        >>> print(listing.units_table().to_csv(), end="")
        code,name,parent,level,from,until,status
        12041,Puurs-Sint-Amands,,,,,
    """

    units: tuple[ListedUnit, ...] = field(default=(), converter=_units)
    links: tuple[ListLink, ...] = field(default=(), converter=_links)
    unread: tuple[UnreadCell, ...] = field(default=(), converter=_cells)
    ends: EndDay | None = None
    code_pattern: str = ""

    def units_table(self) -> Table:
        """Return the units as a table with the columns of the plain form."""
        names = ("code", "name", "parent", "level", "from", "until", "status")
        rows = [(u.code, u.name, u.parent, u.level, u.start, u.end, u.status) for u in self.units]
        return Table("Units", tuple(map(Column, names)), rows)

    def links_table(self) -> Table:
        """Return the links as a table with the columns of the plain form."""
        names = ("from_code", "to_code", "day", "kind", "weight", "amount", "of")
        rows = [
            (k.from_code, k.to_code, k.day, k.kind.value, _exact(k.weight), _exact(k.amount), k.of)
            for k in self.links
        ]
        return Table("Links", tuple(map(Column, names)), rows)


def _exact(number: Fraction | None) -> str | None:
    """Return a number as text that reads back as the same number."""
    return None if number is None else str(number)
