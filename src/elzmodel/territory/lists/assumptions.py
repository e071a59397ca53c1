"""What had to be assumed to make events of a published list."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from elzmodel.territory.lists.official_list import NOWHERE, Place
from elzmodel.values import Column, Table

__all__ = ["Assumption", "AssumptionKind", "assumptions_table"]


class AssumptionKind(Enum):
    """What an assumption is about.

    Example:
        >>> AssumptionKind.LEFT_OUT.value
        'left out'
    """

    DAY = "day read from the periods"
    CONTINUES = "body continues"
    SAME_CODE = "same code goes on"
    RETURNS = "land comes back"
    DIVIDED = "land is divided"
    NEW_LAND = "begins on land of its own"
    LAND_ENDS = "land leaves the record"
    OPEN = "share is open"
    LEFT_OUT = "left out"


@frozen(kw_only=True)
class Assumption:
    """Something that a list does not say and that its events need.

    *day* is ``None`` where nothing tells it; *place* is the row or the link that it rests on.

    Example:
        >>> print(
        ...     Assumption(
        ...         kind=AssumptionKind.CONTINUES,
        ...         code="57096",
        ...         day=date(2019, 1, 1),
        ...         text="54007 goes on under this code",
        ...         place=Place("links.csv", 2),
        ...     )
        ... )
        links.csv:2: 2019-01-01: 57096: body continues: 54007 goes on under this code
    """

    kind: AssumptionKind
    code: str
    day: date | None
    text: str
    place: Place = NOWHERE

    def __str__(self) -> str:
        """Show the assumption on one line."""
        return (
            f"{self.place}: {self.day or 'some day'}: {self.code}: {self.kind.value}: {self.text}"
        )


def assumptions_table(assumptions: tuple[Assumption, ...]) -> Table:
    """Return assumptions as a table, one row each.

    Example:
        >>> len(assumptions_table(()))
        0
    """
    columns = tuple(map(Column, ("place", "day", "code", "kind", "text")))
    rows = [(str(a.place), a.day, a.code, a.kind.value, a.text) for a in assumptions]
    return Table("Assumptions", columns, rows)
