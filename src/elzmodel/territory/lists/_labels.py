"""What listed units are called, and where they stand, on each day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.territory.lists.succession import Row, Succession
from elzmodel.territory.lists.written import PLACES, UNIT_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.territory.lists.official_list import OfficialList

__all__ = ["Labels", "chosen_level"]


def chosen_level(listing: OfficialList, level: str | None) -> str:
    """Return the level whose units become municipalities.

    Raises:
        InvalidValueError: If the list has several levels and it is not clear.
    """
    levels = sorted({unit.level for unit in listing.units})
    if level is not None and level in levels:
        return level
    if level is None and (UNIT_LEVEL in levels or len(levels) < 2):
        return UNIT_LEVEL if UNIT_LEVEL in levels else "".join(levels)
    raise InvalidValueError("level", level, f"one of {', '.join(map(repr, levels))}")


@frozen
class Labels:
    """The labels of the units of one level, day by day."""

    succession: Succession
    level: str

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the level; without levels, of units that are no parents."""
        units = self.succession.listing.units
        parents = {unit.parent for unit in units} if not self.level else set()
        return frozenset(u.code for u in units if u.level == self.level and u.code not in parents)

    @cached_property
    def first(self) -> date:
        """The first day of the list."""
        rows = self.succession.rows
        starts = (rows[code][0].start for code in self.codes if code in rows)
        return min(starts, default=date.min)

    def turns(self) -> dict[date, set[str]]:
        """Return the days on which something may change, with the codes concerned."""
        found: defaultdict[date, set[str]] = defaultdict(set)
        for code in sorted(self.codes):
            for row in self.succession.rows.get(code, ()):
                for day in (row.start, row.until, *self._days_above(row)):
                    found[day].add(code)
        for arrow in self.succession.arrows:
            if arrow.day is not None and {arrow.old, arrow.new} <= self.codes:
                found[arrow.day] |= {arrow.old, arrow.new}
        found.pop(date.max, None)
        return found

    def _days_above(self, row: Row) -> Iterator[date]:
        for parent in self.succession.rows.get(row.unit.parent, ()):
            for day in (parent.start, parent.until):
                if row.start < day < row.until:
                    yield day
            yield from (d for d in self._days_above(parent) if row.start < d < row.until)

    def row(self, code: str, day: date) -> Row:
        """Return the row of a code that holds on *day*."""
        return next(row for row in self.succession.rows[code] if row.holds(day))

    def on(self, code: str, day: date) -> tuple[str | None, ...]:
        """Return code, name, arrondissement, province and region on *day*."""
        unit = self.row(code, day).unit
        places: dict[str, str] = {}
        above, left = unit.parent, list(PLACES)
        while above and left:
            row = self.succession.on(above, day)
            field = row.unit.level if row and row.unit.level in left else left[0]
            places[field] = (row.unit.name or above) if row else above
            del left[: left.index(field) + 1]
            above = row.unit.parent if row else ""
        return (code, unit.name, *(places.get(place) for place in PLACES))
