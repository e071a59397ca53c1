"""An official list as it was published: rows, links between codes, cells not understood.

Nothing is repaired here. Days stand as the list has them, and every value
knows the file and the line that it was read from.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from elzmodel.lists._numbers import number_text
from elzmodel.values import Code, CodeSystem, Column, Finding, Place, Severity, Table
from elzmodel.values.findings import NOWHERE
from elzmodel.values.periods import day_or_none
from elzmodel.values.text import said

__all__ = ["EndDay", "LinkKind", "ListLink", "ListedUnit", "OfficialList"]


UNIT_COLUMNS = {
    "code": "code",
    "name": "name",
    "parent": "parent",
    "level": "level",
    "start": "from",
    "end": "until",
    "status": "status",
    "order": "order",
    "continues": "continues",
}
"""What the columns of units are called in the plain form, by what they mean."""

LINK_COLUMNS = (
    "from_code",
    "to_code",
    "day",
    "kind",
    "weight",
    "amount",
    "of",
    "order",
    "status",
    "from_level",
    "to_level",
)
"""The columns of links in the plain form."""

UNREAD = Code(
    "ELZ-Q001",
    "{column} is {text!r}, not {expected}",
    severity=Severity.ERROR,
    meaning="a day, a number or a kind cannot be read",
    remedy="write it in the form that the layout states, or state another layout",
)


class EndDay(Enum):
    """What the end date of a row means: the last day, or the day after it."""

    LAST_DAY = "last day"
    DAY_AFTER = "day after"


class LinkKind(Enum):
    """What a link says about its two codes, read from *from_code* to *to_code*.

    A ``successor`` takes the whole over, a ``predecessor`` is the same said
    from the new side. With ``broader`` the land of the first lies within that
    of the second, ``narrower`` is the reverse, ``equal`` says that the land is
    the same. A ``change`` says that land went over, some or all.
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

    A unit is known by its level and its code.

    Attributes:
        parent: The code of the unit above it.
        start: The first day as published; ``None`` is open.
        end: The end as published, which `OfficialList.ends` explains; ``None`` is open.
        status: Words that are statements, not doubts: ``created`` (it came from no listed
            unit), ``abolished`` (land of it is followed by nothing), ``new`` (a body
            begins, whatever its name or its code were before).
        order: With which act of its first day the row begins, where there are several; a
            row that ends on that day lives until a later act of it.
        continues: The code, before that act, of the body that goes on with this row.
        place: Where it stands in a file.

    Example:
        >>> ListedUnit(code="12034", name="Sint-Amands", end=date(2018, 12, 31)).start is None
        True
    """

    code: str
    name: str = ""
    parent: str = ""
    level: str = ""
    start: date | None = field(default=None, converter=day_or_none)
    end: date | None = field(default=None, converter=day_or_none)
    status: str = ""
    order: int | None = None
    continues: str = ""
    place: Place = NOWHERE

    def is_said_to_be(self, status: str) -> bool:
        """Tell whether *status* is one of the words of the row's status."""
        return status in self.status.split()


@frozen(kw_only=True)
class ListLink:
    """What a list says about two codes, with the column that says it.

    Attributes:
        day: The day on which it holds, where that is said.
        weight: The share of the older unit that goes to the newer one; 1 is all of it.
        rounding: Half a unit of the last place that the weight was written with; 0 where
            it is exact: a ratio, or nine digits or more.
        amount: The same as a number.
        of: The kind of weight or amount: ``population`` or ``area``.
        order: At which act of its day it holds.
        status: May hold the word ``continues``: the older unit goes on as the newer one.
        from_level: The level of the first code, where that is used at several.
        to_level: The level of the second code, in the same way.
        column: The column that says it.
        place: Where it stands in a file.

    Example:
        >>> link = ListLink(
        ...     from_code="44021", to_code="44021", kind=LinkKind.SUCCESSOR, status="continues"
        ... )
        >>> link.is_said_to_be("continues")
        True
    """

    from_code: str
    to_code: str
    kind: LinkKind
    day: date | None = field(default=None, converter=day_or_none)
    weight: Fraction | None = None
    rounding: Fraction = Fraction(0)
    amount: Fraction | None = None
    of: str = ""
    order: int | None = None
    status: str = ""
    from_level: str = ""
    to_level: str = ""
    column: str = ""
    place: Place = NOWHERE

    def is_said_to_be(self, status: str) -> bool:
        """Tell whether *status* is one of the words of the link's status."""
        return status in self.status.split()


@frozen(kw_only=True)
class OfficialList:
    """An official list (*officiële lijst*) of units, with links between their codes.

    *ends* says what end dates mean; ``None`` leaves it to the dates themselves.
    *codes* says how well-formed codes are written, if that is known. *names_go_on*
    tells whether a unit goes on under its name where others merge into it; else a
    new one begins unless the list says who goes on. *notes* say how its files were
    read, and what was left out.

    Example:
        >>> listing = OfficialList(units=[ListedUnit(code="12041", name="Puurs-Sint-Amands")])
        >>> print(listing.units_table().to_csv(), end="")
        code,name,parent,level,from,until,status,order,continues
        12041,Puurs-Sint-Amands,,,,,,,
    """

    units: tuple[ListedUnit, ...] = field(default=(), converter=tuple[ListedUnit, ...])
    links: tuple[ListLink, ...] = field(default=(), converter=tuple[ListLink, ...])
    unread: tuple[Finding, ...] = field(default=(), converter=tuple[Finding, ...])
    ends: EndDay | None = None
    codes: CodeSystem | None = None
    names_go_on: bool = True
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...], eq=False)

    def units_table(self) -> Table:
        """Return the units as a table with the columns of the plain form."""
        rows = [tuple(getattr(unit, name) for name in UNIT_COLUMNS) for unit in self.units]
        return Table(said("Units"), tuple(map(Column, UNIT_COLUMNS.values())), rows)

    def links_table(self) -> Table:
        """Return the links as a table with the columns of the plain form."""
        rows = [
            tuple(_written(link, getattr(link, name)) for name in LINK_COLUMNS)
            for link in self.links
        ]
        return Table(said("Links"), tuple(map(Column, LINK_COLUMNS)), rows)


def _written(link: ListLink, cell: object) -> object:
    """Return a number as text that reads back as the same number, a kind as its word."""
    if isinstance(cell, LinkKind):
        return cell.value
    half = link.rounding if cell is link.weight else Fraction(0)
    return number_text(cell, half) if isinstance(cell, Fraction) else cell
