"""A published list read as rows in time and arrows from old to new.

The list's own convention for end dates is found here, and every link is
turned so that it runs from the older code to the newer one, at the level that has
both. Nothing is judged: that is for the checks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import NamedTuple

from attrs import evolve, frozen

from elzmodel.lists._numbers import slack_of
from elzmodel.lists.official_list import EndDay, LinkKind, ListedUnit, ListLink, OfficialList
from elzmodel.territory.refinement import reached
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
    def is_passing(self) -> bool:
        """Whether it lives between two acts of one day."""
        is_passing = date.min < self.start == self.until < date.max
        return is_passing and self.unit.order is not None

    @property
    def is_sound(self) -> bool:
        """Whether the period holds at least one day, or lies between two acts of one."""
        return self.start < self.until or self.is_passing


class Levelled(NamedTuple):
    """Rows by code, and the codes of each level."""

    rows: Mapping[str, tuple[Row, ...]]
    codes: Mapping[str, Collection[str]]

    def at(self, level: str, code: str) -> tuple[Row, ...]:
        """Return the rows of a code of one level."""
        return tuple(row for row in self.rows.get(code, ()) if row.unit.level == level)

    def levels_of(self, code: str) -> list[str]:
        """Return the levels at which a code is in use."""
        return sorted(level for level, codes in self.codes.items() if code in codes)


class Arrow(NamedTuple):
    """A link in the direction of time.

    *day* is the day on which the new code takes over, stated or read from the
    periods; ``None`` where nothing tells. *whole* says that the list claims
    that all of the old unit went over. *levels* are those of the old code and
    of the new one.

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
    levels: tuple[str, str] = ("", "")

    @property
    def is_self(self) -> bool:
        """Whether both codes are the same, of one level."""
        return self.old == self.new and self.levels[0] == self.levels[1]


@frozen
class Succession:
    """The rows of a list by code, and its arrows by old and by new code.

    Rows that hold no day, and repeated rows, are left out of *rows*. A code may
    stand for something else at another level: what is asked of codes is asked
    of the succession of one level.

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
        distinct = {_said(row): row for row in every[::-1]}
        sound = sorted(filter(_is_sound, distinct.values()), key=_in_time)
        rows = grouped((row.unit.code, row) for row in sound)
        codes = grouped((unit.level, unit.code) for unit in listing.units)
        levelled = Levelled(rows, {level: frozenset(some) for level, some in codes.items()})
        links = (
            (link, levels)
            for link in map(_with_day, (*listing.links, *_implied(listing)))
            for levels in _levels_of(link, levelled)
        )
        arrows = _unlike_weights(_arrow(link, levels, levelled) for link, levels in links)
        return cls._made(listing, ends, every, rows, arrows)

    @classmethod
    def _made(
        cls,
        listing: OfficialList,
        ends: EndDay,
        every: Iterable[Row],
        rows: Mapping[str, tuple[Row, ...]],
        arrows: Iterable[Arrow],
    ) -> Succession:
        arrows = tuple(arrows)
        out = grouped((arrow.old, arrow) for arrow in arrows)
        into = grouped((arrow.new, arrow) for arrow in arrows)
        return cls(listing, ends, tuple(every), rows, arrows, out, into)

    def with_rows(self, sound: Iterable[Row], arrows: Iterable[Arrow]) -> Succession:
        """Return the list with other periods of its rows, and other days of its arrows."""
        rows = grouped((row.unit.code, row) for row in sound)
        return self._made(self.listing, self.ends, self.all_rows, rows, arrows)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels of the rows and of the codes that links name."""
        levels = {row.unit.level for row in self.all_rows}
        return tuple(sorted(levels.union(*(arrow.levels for arrow in self.arrows))))

    @cached_property
    def by_level(self) -> Mapping[str, Succession]:
        """The rows of each level, with the links between them."""
        if len(self.levels) < 2:
            return dict.fromkeys(self.levels, self)
        every = grouped((row.unit.level, row) for row in self.all_rows)
        sound = [row for rows in self.rows.values() for row in rows]
        arrows = grouped((arrow.levels, arrow) for arrow in self.arrows)
        return {
            level: self._made(
                self.listing,
                self.ends,
                every.get(level, ()),
                grouped((row.unit.code, row) for row in sound if row.unit.level == level),
                arrows.get((level, level), ()),
            )
            for level in self.levels
        }

    def parents_of(self, row: Row) -> tuple[Row, ...]:
        """Return the rows of a row's parent: of the level above it, if the code has several."""
        level = row.unit.level
        rows = self.rows.get(row.unit.parent, ()) if row.unit.parent else ()
        levels = {each.unit.level for each in rows}
        if len(levels) < 2:
            return rows
        above = max(levels - {level}, key=lambda other: (self._parents[level, other], other))
        return tuple(each for each in rows if each.unit.level == above)

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """The levels above each level, however far."""
        steps = grouped(pair for pair in self._parents if pair[0] != pair[1])
        return {level: frozenset(reached([level], steps) - {level}) for level in self.levels}

    @cached_property
    def _parents(self) -> Counter[tuple[str, str]]:
        """How many units of one level have a parent whose code is of another level."""
        return Counter(
            (row.unit.level, level)
            for row in self.all_rows
            if row.unit.parent
            for level in {above.unit.level for above in self.rows.get(row.unit.parent, ())}
            if level != row.unit.level
        )

    def on(self, code: str, day: date) -> Row | None:
        """Return the row of a code that holds on *day*, if there is one."""
        return next((row for row in self.rows.get(code, ()) if row.holds(day)), None)

    def across(self, code: str, day: date) -> Row | None:
        """Return the row of a code that goes on through *day*, if there is one."""
        return next((r for r in self.rows.get(code, ()) if r.start < day < r.until), None)

    @cached_property
    def begins(self) -> tuple[Row, ...]:
        """The rows with which a code comes into use."""
        return tuple(r for rows in self.rows.values() for r in rows if not self._on_eve(r))

    @cached_property
    def ceases(self) -> tuple[Row, ...]:
        """The rows with which a code goes out of use."""
        ended = (r for rows in self.rows.values() for r in rows if not r.is_open)
        return tuple(r for r in ended if self.on(r.unit.code, r.until) is None)

    def goes_on(self, code: str, day: date) -> bool:
        """Tell whether a code is in use on *day* and on its eve."""
        return None not in {self.on(code, eve(day)), self.on(code, day)}

    def is_said_to_go_on(self, code: str, day: date | None) -> bool:
        """Tell whether a link of a code to itself says that it goes on through *day*."""
        return any(arrow.is_self and arrow.day == day for arrow in self.out.get(code, ()))

    def runs_backwards(self, arrow: Arrow) -> bool:
        """Tell whether the old code of an arrow comes only when the new one is over."""
        old, new = self.rows.get(arrow.old, ()), self.rows.get(arrow.new, ())
        if arrow.is_self or not old or not new or self.is_passing(arrow):
            return False
        is_over = max(row.until for row in new) <= old[0].start
        return is_over or (arrow.day is not None and arrow.day <= old[0].start)

    @cached_property
    def backward_arrows(self) -> tuple[Arrow, ...]:
        """The arrows of which the old code comes only when the new one is over."""
        return tuple(filter(self.runs_backwards, self.arrows))

    @cached_property
    def plain_arrows(self) -> tuple[Arrow, ...]:
        """The arrows between listed codes that are not askew.

        Those that run backwards, or miss by one day, have findings of their own.
        """
        listed = (a for a in self.arrows if a.old in self.rows and a.new in self.rows)
        return tuple(
            arrow
            for arrow in listed
            if not (
                arrow.is_self
                or self.is_passing(arrow)
                or self.runs_backwards(arrow)
                or self.adjoining(arrow)
            )
        )

    def is_passing(self, arrow: Arrow) -> bool:
        """Tell whether the old code of an arrow begins in an earlier act of its day.

        So it is too where one of its codes lives between two acts of the day.
        """
        order, olds = arrow.link.order, self.rows.get(arrow.old, ())
        rows = (row for row in (*olds, *self.rows.get(arrow.new, ())) if row.start == arrow.day)
        begun = (row.unit.order for row in olds if row.start == arrow.day)
        is_later = order is not None and any(each is None or each < order for each in begun)
        return is_later or any(row.is_passing for row in rows)

    def adjoining(self, arrow: Arrow) -> Iterable[tuple[Row, Row]]:
        """Return the rows of an arrow that miss each other by exactly one day.

        A stated day must be one of the two. Where the one ends on the day and the
        other lives on it, where it is said that the one goes on, or where one of them
        lives between two acts of the day, nothing is amiss.
        """
        day, olds = arrow.day, self.rows.get(arrow.old, ())
        if day and (self.is_said_to_go_on(arrow.old, day) or self.is_passing(arrow)):
            return []
        if day and day in {old.until for old in olds}:
            now = self.on(arrow.new, day)
            if now and (arrow.link.day or day - now.start != _DAY):
                return []
        return [
            (old, new)
            for old in olds
            for new in self.rows.get(arrow.new, ())
            if old.start < new.start
            and date.min < old.until < date.max
            and abs(new.start - old.until) == _DAY
            and arrow.day in {old.until, new.start}
        ]

    def is_handed_over(self, old: Row, new: Row) -> bool:
        """Tell whether the one code goes out of use and the other comes into use with a row."""
        return self.on(old.unit.code, old.until) is None and not self._on_eve(new)

    def written_end(self, until: date) -> date:
        """Return the end of a row as the list writes it, given the day after it."""
        return eve(until) if self.ends is EndDay.LAST_DAY else until

    def _on_eve(self, row: Row) -> bool:
        if row.start == date.min or len(self.rows[row.unit.code]) == 1:
            return False
        return self.on(row.unit.code, eve(row.start)) is not None


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


def _is_sound(row: Row) -> bool:
    return row.is_sound


def _said(row: Row) -> tuple[object, ...]:
    unit = row.unit
    labels = (unit.level, unit.code, unit.name, unit.parent, unit.order, unit.continues)
    return (*labels, row.start, row.until)


def _in_time(row: Row) -> tuple[date, bool, int]:
    return row.start, not row.is_passing, row.unit.order or 0


def _with_day(link: ListLink) -> ListLink:
    """Return a link of which a day at an end of time is none, as it is for a row."""
    return evolve(link, day=None) if link.day in {date.min, date.max} else link


def _implied(listing: OfficialList) -> Iterable[ListLink]:
    """Yield the links that rows say with the code that they go on, if no link says them.

    All of the old unit goes over, unless links say that it gives land to others.
    """
    going = [u for u in listing.units if u.continues not in {"", u.code}]
    if going:
        pairs = {(k.from_code, k.to_code) for k in listing.links}
        pairs |= {pair[::-1] for pair in pairs}
        givers = {code for pair in pairs for code in pair}
        for unit in going:
            if (unit.continues, unit.code) not in pairs:
                yield ListLink(
                    from_code=unit.continues,
                    to_code=unit.code,
                    kind=LinkKind.CHANGE if unit.continues in givers else LinkKind.SUCCESSOR,
                    day=unit.start,
                    order=unit.order,
                    from_level=unit.level,
                    to_level=unit.level,
                    column="continues",
                    place=unit.place,
                )


def _levels_of(link: ListLink, rows: Levelled) -> Collection[tuple[str, str]]:
    """Return the levels of the two codes of a link: several where it fits to several.

    Codes that are both of one level are meant there, if the link does not say else.
    """
    olds = [link.from_level] if link.from_level else rows.levels_of(link.from_code)
    news = [link.to_level] if link.to_level else rows.levels_of(link.to_code)
    pairs = [*product(olds or news or [""], news or olds or [""])]
    if len(pairs) < 2:
        return pairs
    same = [pair for pair in pairs if pair[0] == pair[1]]
    fitting = [pair for pair in same if _fits(_arrow(link, pair, rows), rows)]
    return fitting or same or pairs[:1]


def _fits(arrow: Arrow, rows: Levelled) -> bool:
    """Tell whether the old code ends on the day of an arrow, or the new one begins."""
    olds, news = _rows_of(arrow, rows)
    return arrow.day in {row.until for row in olds} | {row.start for row in news}


def _rows_of(arrow: Arrow, rows: Levelled) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    old, new = arrow.levels
    return rows.at(old, arrow.old), rows.at(new, arrow.new)


def _arrow(link: ListLink, levels: tuple[str, str], rows: Levelled) -> Arrow:
    kind = link.kind
    old, new = zip(levels, (link.from_code, link.to_code), strict=True)
    whole = not has_number(link) and kind is not LinkKind.CHANGE
    if link.weight is not None:
        whole = link.weight >= 1 - slack_of(link.rounding)
    if kind in {LinkKind.PREDECESSOR, LinkKind.NARROWER}:
        old, new = new, old
    olds, news = rows.at(*old), rows.at(*new)
    if kind is LinkKind.EQUAL and (_first(olds), old) > (_first(news), new):
        old, new, olds, news = new, old, news, olds
    if kind in {LinkKind.BROADER, LinkKind.NARROWER} and _is_after(olds, news):
        old, new, olds, news, whole = new, old, news, olds, False
    day = link.day or _when(link, olds, news)
    return Arrow(link, old[1], new[1], day, whole, (old[0], new[0]))


def _unlike_weights(arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """Take no link for the whole where another one of the same pair says how much it is."""
    arrows = tuple(arrows)
    weighed = {_pair(arrow) for arrow in arrows if has_number(arrow.link)}
    return tuple(
        arrow._replace(whole=False)
        if arrow.whole and not has_number(arrow.link) and _pair(arrow) in weighed
        else arrow
        for arrow in arrows
    )


def _pair(arrow: Arrow) -> tuple[object, ...]:
    return arrow.old, arrow.new, arrow.levels, arrow.day, arrow.link.order


def has_number(link: ListLink) -> bool:
    """Tell whether a link has a weight or an amount, of whatever kind."""
    return link.weight is not None or link.amount is not None


def _first(rows: tuple[Row, ...]) -> date:
    return rows[0].start if rows else date.min


def _is_after(rows: tuple[Row, ...], others: tuple[Row, ...]) -> bool:
    """Tell whether a code comes into use only when another one is over, by their rows."""
    return bool(rows and others) and max(row.until for row in others) <= rows[0].start


def _when(link: ListLink, old: tuple[Row, ...], new: tuple[Row, ...]) -> date | None:
    """Return the day on which the new code takes over, as far as periods tell.

    That is when the row ends that says it, or else the last end of the old code when the
    new one begins, or when it is there.
    """
    ends = {row.until for row in old if not row.is_open}
    starts = {row.start for row in new}
    if ends:
        stated = {row.until for row in old if link.place == row.unit.place != NOWHERE}
        while_new = {end for end in ends if any(row.holds(end) for row in new)}
        return max(stated & ends or ends & starts or while_new or ends)
    later = [start for start in starts if old and start > old[0].start]
    return min(later, default=None)
