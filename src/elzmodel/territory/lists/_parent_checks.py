"""Checks of the hierarchy: ``ELZ-Q020`` to ``ELZ-Q022``."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from elzmodel.territory.lists.codes import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.territory.lists.codes import ListFinding
    from elzmodel.territory.lists.succession import Row, Succession

__all__ = ["check_missing_parents", "check_parent_periods", "check_unlisted_parents"]


def check_missing_parents(succession: Succession) -> Iterator[ListFinding]:
    """Report units without parent where most of their level have one (``ELZ-Q020``).

    Without levels in the list, units that are themselves parents are left alone.
    """
    units = succession.listing.units
    parents = {unit.parent for unit in units}
    counted = [u for u in units if u.level or u.code not in parents]
    having = Counter(unit.level for unit in counted if unit.parent)
    lacking = Counter(unit.level for unit in counted if not unit.parent)
    for unit in counted:
        if not unit.parent and having[unit.level] > lacking[unit.level]:
            among = (
                f"{having[unit.level]} others of level {unit.level!r}" if unit.level else "others"
            )
            yield found("ELZ-Q020", unit.code, f"it has no parent; {among} have one", unit.place)


def check_unlisted_parents(succession: Succession) -> Iterator[ListFinding]:
    """Report parents that are not in the list, if any parent is (``ELZ-Q021``)."""
    units = succession.listing.units
    codes = {unit.code for unit in units}
    if any(unit.parent in codes for unit in units):
        for unit in units:
            if unit.parent and unit.parent not in codes:
                message = f"its parent {unit.parent} is not in the list"
                yield found("ELZ-Q021", unit.code, message, unit.place)


def check_parent_periods(succession: Succession) -> Iterator[ListFinding]:
    """Report parents that do not exist as long as their units do (``ELZ-Q022``)."""
    for rows in succession.rows.values():
        for row in rows:
            if row.unit.parent in succession.rows:
                day = _first_orphaned(row, succession.rows[row.unit.parent])
                if day is not None:
                    since = "the beginning" if day == date.min else day
                    message = f"its parent {row.unit.parent} does not exist from {since}"
                    yield found("ELZ-Q022", row.unit.code, message, row.unit.place)


def _first_orphaned(row: Row, parents: tuple[Row, ...]) -> date | None:
    """Return the first day of a row on which none of the parent's rows holds."""
    day = row.start
    for parent in parents:
        if parent.holds(day):
            day = parent.until
    return day if day < row.until else None
