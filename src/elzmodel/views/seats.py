"""The seats of a board or an assembly as a half circle, a colour for each cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from html import escape
from itertools import groupby
from math import cos, pi, sin
from typing import Final, Unpack

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance import BodyKind, CareCouncil, Cluster, RosterEntry, roster
from elzmodel.values import Column, Day, Table, parse_day
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import in_words, said, word
from elzmodel.views.lines import LINES
from elzmodel.views.page import Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.writing import clean, written

__all__ = ["seat_chart"]

_COLOURS: Final = dict(zip(Cluster, LINES, strict=False))
_LARGEST: Final = 240.0
_INNER: Final = 0.42
"""How large the empty middle is, beside the whole."""
_SEAT: Final = 0.42
"""The radius of a seat, beside what lies between two rows."""


def seat_chart(
    council: CareCouncil,
    *,
    on: Day,
    body: str | BodyKind = BodyKind.BOARD,
    **look: Unpack[Look],
) -> Picture:
    """Return the seats of a body on a day as a half circle, by cluster.

    A vacant seat is hollow, and dashed where nobody knows whether it is. Seats say their
    cluster and for whom they speak, never who sits on them.

    Args:
        council: The council.
        on: The day.
        body: An id or a kind; by default the board.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If the body has no seats, or it is too narrow.
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> seat_chart(council, on="2023-06-01").title
        'Seats by cluster on 2023-06-01'
    """
    page = page_for(look, width=640)
    day = parse_day(on)
    lines = roster(council, on=day, body=body)
    by_seat = {line.seat: line for line in reversed(lines) if line.seat is not None}
    seats = tuple(reversed(by_seat.values()))
    if not seats:
        raise InvalidValueError("seats of a chart", str(body), "a body with seats on that day")
    usual = page.say("Seats by cluster on {day}", day=day)
    return _Half(page, seats, lines.notes).picture(usual)


@frozen(eq=False)
class _Half:
    page: Page
    seats: Sequence[RosterEntry]
    notes: Sequence[str]

    def picture(self, usual: str) -> Picture:
        """Return the half circle with its legend."""
        page = self.page
        page.head(usual)
        middle = f"translate({page.width / 2:.1f} {page.y + self._radius:.1f})"
        page.elements.append(f'<g transform="{middle}">')
        page.elements += self._drawn()
        page.elements.append("</g>")
        page.y += self._radius + 40
        told = [*self._told()]
        page.legend(((_COLOURS[cluster],), text) for cluster, text in told)
        if any(seat.is_vacant for seat in self.seats):
            page.note(page.say("A hollow seat is vacant."))
        if any(seat.is_vacant is None for seat in self.seats):
            page.note(page.say("Whether a dashed seat is vacant is not known."))
        for note in self.notes:
            page.note(in_words(note, page.lang))
        said = "; ".join(text for _, text in told)
        return page.picture(f"{page.title}. {said}.", table=self._table())

    @cached_property
    def _radius(self) -> float:
        return min(_LARGEST, self.page.inner / 2)

    @cached_property
    def _rows(self) -> int:
        """How many rows there are: so many that seats are as large as they can be."""
        for rows in range(1, len(self.seats) + 1):
            apart = (1 - _INNER) / rows
            room = sum(pi * (1 - apart * (row + 0.5)) / apart for row in range(rows))
            if room >= len(self.seats):
                return rows
        return len(self.seats)

    @cached_property
    def _places(self) -> Sequence[tuple[float, float]]:
        """Where seats stand: from left to right, whatever the row."""
        apart = (1 - _INNER) / self._rows
        radii = [1 - apart * (row + 0.5) for row in range(self._rows)]
        counts = _shared(len(self.seats), radii)
        found = [
            ((seat + 0.5) / count * pi, radius * self._radius)
            for radius, count in zip(radii, counts, strict=True)
            for seat in range(count)
        ]
        return sorted(found)

    def _drawn(self) -> Iterator[str]:
        size = _SEAT * (1 - _INNER) / self._rows * self._radius
        for seat, (angle, radius) in zip(self.seats, self._places, strict=True):
            x, y = -radius * cos(angle), -radius * sin(angle)
            colour = _COLOURS[self._cluster(seat)]
            told = f"<title>{escape(self._said(seat))}</title>"
            fill = f'fill="{colour}"' if seat.is_vacant is False else 'class="paper"'
            dashes = ' stroke-dasharray="3 2"' if seat.is_vacant is None else ""
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{min(size, 22.0):.1f}" {fill} '
                f'stroke="{colour}" stroke-width="2"{dashes}>{told}</circle>'
            )
        yield from written(str(len(self.seats)), 0, -6, look="title", anchor="middle")
        seats = self.page.say("{n:seat|seats}", n=len(self.seats))
        yield from written(seats, 0, 10, anchor="middle")

    def _cluster(self, seat: RosterEntry) -> Cluster:
        assert seat.cluster is not None, "a seat has a cluster"  # noqa: S101 - for mypy
        return seat.cluster

    def _said(self, seat: RosterEntry) -> str:
        """Return a seat in words: its cluster, for whom it speaks, whether it is vacant."""
        cluster = in_words(self._cluster(seat), self.page.lang)
        words = [cluster, *map(clean, seat.on_behalf_of)]
        return ", ".join(words if seat.is_vacant is False else [*words, self.page.say(seat.status)])

    def _state(self, seat: RosterEntry) -> str:
        """Return whether somebody sits there, in words."""
        return said("filled") if seat.is_vacant is False else seat.status

    def _told(self) -> Iterator[tuple[Cluster, str]]:
        say = self.page.say
        for cluster, group in groupby(self.seats, key=self._cluster):
            seats = [*group]
            counts = Counter(seat.is_vacant for seat in seats)
            found = {"vacant": counts[True] or None, "unknown": counts[None] or None}
            text = "{cluster} {n}[ ({vacant} vacant)][ ({unknown} unknown)]"
            yield cluster, say(text, cluster=cluster, n=len(seats), **found)

    def _table(self) -> Table:
        heads = [Column("cluster"), Column("seat"), Column("represents"), Column("status")]
        rows = [
            (
                word(self._cluster(seat)),
                seat.seat,
                ", ".join(seat.on_behalf_of),
                self._state(seat),
            )
            for seat in self.seats
        ]
        return Table(self.page.title, heads, rows)


def _shared(number: int, weights: Sequence[float]) -> list[int]:
    """Return shares of a number after weights, the largest remainders first.

    Example:
        >>> _shared(5, [2.0, 1.0])
        [3, 2]
    """
    exact = [number * weight / sum(weights) for weight in weights]
    shares = [int(each) for each in exact]
    left = sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])
    for place in left[: number - sum(shares)]:
        shares[place] += 1
    return shares


keep_door(__name__)
