"""A published list read as rows in time and arrows from old to new.

The list's own convention for end dates is found here, and every link is
turned so that it runs from the older code to the newer one. Nothing is judged:
that is for the checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from attrs import frozen

from elzmodel.lists.official_list import EndDay, LinkKind, ListedUnit, ListLink, OfficialList
from elzmodel.values import eve
from elzmodel.values.findings import NOWHERE
from elzmodel.values.ids import grouped

__all__ = []

_DAY = timedelta(days=1)


class Row(NamedTuple):
    """A listed unit with its half-open period; open sides are the ends of time.

    Example:
        >>> row = Row(ListedUnit(code="a"), date(2019, 1, 1), date.max)
        >>> row.holds(date(2019, 1, 1)), row.is_open
        (True, True)
    """

    unit: ListedUnit
    start: date
    until: date

    def holds(self, day: date) -> bool:
        """Tell whether *day* lies in the period."""
        return self.start <= day < self.until

    @property
    def is_open(self) -> bool:
        """Whether the list gives no end."""
        return self.until == date.max

    @property
    def is_sound(self) -> bool:
        """Whether the period holds at least one day."""
        return self.start < self.until


class Arrow(NamedTuple):
    """A link in the direction of time.

    *day* is the day on which the new code takes over, stated or read from the
    periods; ``None`` where nothing tells. *whole* says that the list claims
    that all of the old unit went over.

    Example:
        >>> link = ListLink(from_code="b", to_code="a", kind=LinkKind.PREDECESSOR)
        >>> Arrow(link, "a", "b", None, whole=True).is_self
        False
    """

    link: ListLink
    old: str
    new: str
    day: date | None
    whole: bool

    @property
    def is_self(self) -> bool:
        """Whether both codes are the same."""
        return self.old == self.new


@frozen
class Succession:
    """The rows of a list by code, and its arrows by old and by new code.

    Rows that hold no day, and repeated rows, are left out of *rows*.

    Example:
        >>> from elzmodel.lists import ListedUnit, OfficialList
        >>> listing = OfficialList(units=[ListedUnit(code="a", end=date(2018, 12, 31))])
        >>> Succession.of(listing).rows["a"][0].until
        datetime.date(2019, 1, 1)
    """

    listing: OfficialList
    ends: EndDay
    all_rows: tuple[Row, ...]
    rows: Mapping[str, tuple[Row, ...]]
    arrows: tuple[Arrow, ...]
    out: Mapping[str, tuple[Arrow, ...]]
    into: Mapping[str, tuple[Arrow, ...]]

    @classmethod
    def of(cls, listing: OfficialList) -> Succession:
        """Read a list."""
        ends = listing.ends or detect_end_day(listing.units)
        every = tuple(_row(unit, ends) for unit in listing.units)
        distinct = {
            (r.unit.code, r.unit.name, r.unit.parent, r.start, r.until): r for r in every[::-1]
        }
        sound = sorted((r for r in distinct.values() if r.is_sound), key=lambda r: r.start)
        rows = grouped((row.unit.code, row) for row in sound)
        arrows = tuple(_arrow(link, rows) for link in listing.links)
        out = grouped((arrow.old, arrow) for arrow in arrows)
        into = grouped((arrow.new, arrow) for arrow in arrows)
        return cls(listing, ends, every, rows, arrows, out, into)

    def on(self, code: str, day: date) -> Row | None:
        """Return the row of a code that holds on *day*, if there is one."""
        return next((row for row in self.rows.get(code, ()) if row.holds(day)), None)

    def across(self, code: str, day: date) -> Row | None:
        """Return the row of a code that goes on through *day*, if there is one."""
        return next((r for r in self.rows.get(code, ()) if r.start < day < r.until), None)

    def begins(self) -> Iterable[Row]:
        """Return the rows with which a code comes into use."""
        return (r for rows in self.rows.values() for r in rows if not self._on_eve(r))

    def ceases(self) -> Iterable[Row]:
        """Return the rows with which a code goes out of use."""
        ended = (r for rows in self.rows.values() for r in rows if not r.is_open)
        return (r for r in ended if self.on(r.unit.code, r.until) is None)

    def goes_on(self, code: str, day: date) -> bool:
        """Tell whether a code is in use on *day* and on its eve."""
        return None not in {self.on(code, eve(day)), self.on(code, day)}

    def is_said_to_go_on(self, code: str, day: date | None) -> bool:
        """Tell whether a link of a code to itself says that it goes on through *day*."""
        return any(arrow.is_self and arrow.day == day for arrow in self.out.get(code, ()))

    def runs_backwards(self, arrow: Arrow) -> bool:
        """Tell whether the old code of an arrow comes only when the new one is over."""
        old, new = self.rows.get(arrow.old, ()), self.rows.get(arrow.new, ())
        if arrow.is_self or not old or not new:
            return False
        is_over = max(row.until for row in new) <= old[0].start
        return is_over or (arrow.day is not None and arrow.day <= old[0].start)

    def adjoining(self, arrow: Arrow) -> Iterable[tuple[Row, Row]]:
        """Return the rows of an arrow that miss each other by exactly one day.

        A stated day must be one of the two. Where the one ends on the day and the
        other lives on it, nothing is amiss.
        """
        day, olds = arrow.day, self.rows.get(arrow.old, ())
        now = self.on(arrow.new, day) if day else None
        stated = arrow.link.day
        if now and day in {old.until for old in olds} and (stated or now.start + _DAY != day):
            return []
        return [
            (old, new)
            for old in olds
            for new in self.rows.get(arrow.new, ())
            if old.start < new.start
            and date.min < old.until < date.max
            and new.start in {old.until - _DAY, old.until + _DAY}
            and arrow.day in {old.until, new.start}
        ]

    def is_handed_over(self, old: Row, new: Row) -> bool:
        """Tell whether the one code goes out of use and the other comes into use with a row."""
        return self.on(old.unit.code, old.until) is None and not self._on_eve(new)

    def written_end(self, until: date) -> date:
        """Return the end of a row as the list writes it, given the day after it."""
        return eve(until) if self.ends is EndDay.LAST_DAY else until

    def _on_eve(self, row: Row) -> bool:
        return row.start > date.min and self.on(row.unit.code, eve(row.start)) is not None


def detect_end_day(units: Iterable[ListedUnit]) -> EndDay:
    """Return what end dates mean, by how they fit to the first days of other rows.

    Where that does not tell, ends on a first of the month are days after.

    Example:
        >>> detect_end_day([ListedUnit(code="a", end=date(2018, 12, 31))])
        <EndDay.LAST_DAY: 'last day'>
    """
    units = tuple(units)
    starts = {unit.start for unit in units}
    ends = [unit.end for unit in units if unit.end is not None and unit.end < date.max]
    last = sum(end + _DAY in starts for end in ends)
    after = sum(end in starts for end in ends)
    if last == after:
        after, last = sum(end.day == 1 for end in ends), len(ends) // 2
    return EndDay.DAY_AFTER if after > last else EndDay.LAST_DAY


def _row(unit: ListedUnit, ends: EndDay) -> Row:
    until = date.max if unit.end is None else unit.end
    if ends is EndDay.LAST_DAY and until < date.max:
        until += _DAY
    return Row(unit, date.min if unit.start is None else unit.start, until)


def _arrow(link: ListLink, rows: Mapping[str, tuple[Row, ...]]) -> Arrow:
    old, new, kind = link.from_code, link.to_code, link.kind
    whole = link.weight == 1 or (
        link.weight is None and link.amount is None and kind is not LinkKind.CHANGE
    )
    if kind in {LinkKind.PREDECESSOR, LinkKind.NARROWER}:
        old, new = new, old
    if kind is LinkKind.EQUAL and (_first(old, rows), old) > (_first(new, rows), new):
        old, new = new, old
    if kind in {LinkKind.BROADER, LinkKind.NARROWER} and _is_after(old, new, rows):
        old, new, whole = new, old, False
    day = link.day or _when(link, rows.get(old, ()), rows.get(new, ()))
    return Arrow(link, old, new, day, whole)


def _first(code: str, rows: Mapping[str, tuple[Row, ...]]) -> date:
    return rows[code][0].start if code in rows else date.min


def _is_after(code: str, other: str, rows: Mapping[str, tuple[Row, ...]]) -> bool:
    """Tell whether *code* comes into use only when *other* is over."""
    both = code in rows and other in rows
    return both and max(row.until for row in rows[other]) <= rows[code][0].start


def _when(link: ListLink, old: tuple[Row, ...], new: tuple[Row, ...]) -> date | None:
    """Return the day on which the new code takes over, as far as periods tell.

    That is when the row ends that says it, or else the last end of the old code when the
    new one begins, or when it is there.
    """
    ends = {row.until for row in old if not row.is_open}
    starts = {row.start for row in new}
    if ends:
        said = {row.until for row in old if link.place == row.unit.place != NOWHERE}
        there = {end for end in ends if any(row.holds(end) for row in new)}
        return max(said & ends or ends & starts or there or ends)
    later = [start for start in starts if old and start > old[0].start]
    return min(later, default=None)
