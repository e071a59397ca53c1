"""Several acts of one day, each with a day of its own that stands for it.

What reads a list, or writes one, day by day needs to know nothing of acts then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from elzmodel.lists._weights import takes_all
from elzmodel.lists.succession import Arrow, Row, Succession
from elzmodel.values.ids import grouped

Act = tuple[date, int]
"""A day, with the order of an act on it."""

Code = tuple[str, str]
"""A level and a code."""


def days_for(acts: Iterable[Act]) -> dict[Act, date]:
    """Return a day for each act, in their sequence, with a day between each two.

    The ends of time stand for themselves.

    Example:
        >>> day = date(2019, 1, 1)
        >>> first, second = days_for([(day, 2), (day, 1)]).items()
        >>> (first[0][1], second[0][1]), second[1] - first[1]
        ((1, 2), datetime.timedelta(days=2))
    """
    found = {act: date.fromordinal(2 * n) for n, act in enumerate(sorted(set(acts)), start=1)}
    return {act: act[0] if act[0] in {date.min, date.max} else day for act, day in found.items()}


def one_act_a_day(succession: Succession) -> tuple[Succession, Mapping[date, Act]]:
    """Return a list in which each act has a day of its own, and the acts by these days.

    It is the list itself, without any acts, where no row and no link has an order.
    """
    listing = succession.listing
    orders = (*(unit.order for unit in listing.units), *(link.order for link in listing.links))
    if all(order is None for order in orders):
        return succession, {}
    rows = [row for rows in succession.rows.values() for row in rows]
    acts = _Acts(
        grouped((_code(row), row) for row in rows),
        grouped(((a.levels[0], a.old), a) for a in succession.arrows if not a.is_self),
        grouped(((a.levels[1], a.new), a) for a in succession.arrows if not a.is_self),
        grouped(((a.levels[1], a.new), a) for a in succession.arrows if a.link.order is not None),
    )
    spans = [((row.start, acts.first(row)), (row.until, acts.last(row))) for row in rows]
    turns = [(a, (a.day, acts.of(a))) for a in succession.arrows if a.day is not None]
    days = days_for((*(act for span in spans for act in span), *(act for _, act in turns)))
    moved = [
        Row(row.unit, days[start], days[until])
        for row, (start, until) in zip(rows, spans, strict=True)
    ]
    dated = [
        arrow._replace(day=days[act], link=evolve(arrow.link, order=None)) for arrow, act in turns
    ]
    undated = [arrow for arrow in succession.arrows if arrow.day is None]
    return (
        succession.with_rows(sorted(moved, key=lambda row: row.start), (*dated, *undated)),
        {day: act for act, day in days.items()},
    )


def _code(row: Row) -> Code:
    return row.unit.level, row.unit.code


@frozen
class _Acts:
    """The order of each act: as it is said, or as it follows from what it joins."""

    rows: Mapping[Code, Collection[Row]]
    out: Mapping[Code, Collection[Arrow]]
    into: Mapping[Code, Collection[Arrow]]
    ordered: Mapping[Code, Collection[Arrow]]
    """By the code that gets or keeps land, where the order of the act is said."""

    def first(self, row: Row) -> int:
        """Return the act with which a row begins: the last that leads to it, if none is said."""
        if row.unit.order is not None:
            return row.unit.order
        leading = [arrow for arrow in self.into.get(_code(row), ()) if arrow.day == row.start]
        orders = [arrow.link.order for arrow in leading if arrow.link.order is not None]
        orders += [passed + 1 for a in leading if (passed := self._passed(a)) is not None]
        return max(orders, default=0)

    def of(self, arrow: Arrow) -> int:
        """Return the act of an arrow: the first with which its new code begins, if none is said."""
        if arrow.link.order is not None:
            return arrow.link.order
        passed = self._passed(arrow)
        news = self.rows.get((arrow.levels[1], arrow.new), ())
        begun = [self.first(row) for row in news if row.start == arrow.day]
        following = [order for order in begun if passed is None or order > passed]
        return min(following, default=0 if passed is None else passed + 1)

    def last(self, row: Row) -> int:
        """Return the act with which a row ends.

        The code is taken over whole, or begins anew; else land leaves it for the last time,
        or it lives on after it got or kept some.
        """
        least = row.unit.order if row.is_passing else None
        again = [
            order
            for other in self.rows[_code(row)]
            if other.start == row.until and other is not row
            for order in [self.first(other)]
            if least is None or order > least
        ]
        leaving = grouped(
            (self.of(arrow), arrow)
            for arrow in self.out.get(_code(row), ())
            if arrow.day == row.until
        )
        orders = [order for order in leaving if least is None or order > least]
        if again:
            # What leaves in a later act leaves the row that then bears the code.
            anew = min(again)
            taken = (order for order in orders if order < anew and takes_all(leaving[order]))
            return max(taken, default=anew)
        # What still gets or keeps land in an act lives on after it.
        acts = {
            self.of(arrow)
            for arrow in self.ordered.get(_code(row), ())
            if arrow.day == row.until and not takes_all(leaving.get(self.of(arrow), ()))
        }
        orders += [order + 1 for order in acts if least is None or order > least]
        return max(orders, default=0 if least is None else least + 1)

    def _passed(self, arrow: Arrow) -> int | None:
        """Return the order of the old row of an arrow that lives between two acts of its day."""
        olds = self.rows.get((arrow.levels[0], arrow.old), ())
        orders = [r.unit.order for r in olds if r.is_passing and r.start == arrow.day]
        return max((order for order in orders if order is not None), default=None)
