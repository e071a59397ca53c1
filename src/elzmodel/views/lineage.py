"""Where a municipality comes from and what became of it, as lines through time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from html import escape
from typing import Final, Unpack

from attrs import frozen

from elzmodel.errors import UnknownIdError
from elzmodel.landscape import Landscape
from elzmodel.territory import Municipality, Register
from elzmodel.values import Cell, Column, Table, eve
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import in_words
from elzmodel.views.lines import LINES, REST
from elzmodel.views.page import MARGIN, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.writing import clean, lines_of, written

__all__ = ["lineage_chart"]

_BAR: Final = 12.0
_EDGE: Final = 10.0


def lineage_chart(
    landscape: Landscape,
    key: str,
    **look: Unpack[Look],
) -> Picture:
    """Return the municipalities that a municipality comes from and went into, with their days.

    Each version of a municipality is a bar with its name and code, in a row for each body of
    land; lines lead from what ended to what took over. Steps are as far apart as there is
    room for, so that days are written and not measured.

    Args:
        landscape: Where it lies.
        key: A code, id or name of a municipality, of any day.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        UnknownIdError: If there was no such municipality, with near ones.
        InvalidValueError: If it is too narrow, or there is no such theme or language.

    Example:
        >>> import elzmodel as elz
        >>> picture = lineage_chart(elz.flanders(), "Kortessem")
        >>> picture.description.partition(". ")[2]
        '2025-01-01: Hasselt (71022) and Kortessem (73040) became Hasselt (71072).'
    """
    page = page_for(look, width=800)
    started = landscape.names.municipalities_ever(key)
    if not started:
        raise UnknownIdError("municipality", key, landscape.names.near(key, "municipality"))
    family = _family(landscape.register, started)
    named = ", ".join(dict.fromkeys(clean(each.name) for each in started))
    usual = page.say("Lineage of {name}", name=named)
    drawing = _Lineage(page, landscape.register, family, frozenset(started))
    return drawing.picture(usual)


def _family(register: Register, started: Sequence[Municipality]) -> tuple[Municipality, ...]:
    """Return all that some versions went into, and all that those come from, by day."""
    later = _reached(started, register.successors)
    every = _reached(later, register.predecessors)
    return tuple(sorted(every, key=lambda m: (m.period.start or date.min, m.nis or "", m.unit)))


def _reached(
    started: Sequence[Municipality], step: Callable[[Municipality], Sequence[Municipality]]
) -> list[Municipality]:
    found = dict.fromkeys(started)
    left = [*started]
    while left:
        for each in step(left.pop()):
            if each not in found:
                found[each] = None
                left.append(each)
    return [*found]


@frozen(eq=False)
class _Lineage:
    page: Page
    register: Register
    family: Sequence[Municipality]
    asked: frozenset[Municipality]

    def picture(self, usual: str) -> Picture:
        """Return the bars with the lines between them, and what happened in words."""
        page = self.page
        page.head(usual)
        page.elements.append(f'<g transform="translate(0 {page.y:.0f})">')
        page.elements += self._days()
        page.elements += self._links()
        for each in self.family:
            page.elements += self._bar(each)
        page.elements.append("</g>")
        page.y += self._top(len({*self._rows.values()})) + 14
        told = [*self._told()]
        for line in told:
            page.note(line)
        said = " ".join(told) or ", ".join(map(self._called, self.family))
        return page.picture(f"{page.title}. {said}", table=self._table())

    # --- where it stands ---

    @cached_property
    def _starts(self) -> Sequence[date]:
        """The days on which something begins; the first also stands for the beginning of time."""
        return sorted({each.period.start or date.min for each in self.family})

    @cached_property
    def _column(self) -> float:
        return (self.page.inner - _EDGE) / len(self._starts)

    def _x(self, day: date) -> float:
        place = bisect_left(self._starts, day)
        return MARGIN + place * self._column

    @cached_property
    def _rows(self) -> Mapping[Municipality, int]:
        """The row of each version: that of what it continues, where nothing else is there."""
        rows: dict[Municipality, int] = {}
        last: dict[int, date | None] = {}
        for each in self.family:
            before = self.register.predecessors(each)
            same = sorted(before, key=lambda m: (m.unit != each.unit, rows.get(m, 0)))
            start = each.period.start or date.min
            free = [rows[m] for m in same if m in rows and (u := last[rows[m]]) and u <= start]
            rows[each] = free[0] if free else len(last)
            last[rows[each]] = each.period.until
        return rows

    @cached_property
    def _lines(self) -> Mapping[Municipality, Sequence[str]]:
        return {
            m: lines_of(self._called(m), self._end(m) - self._start(m) - 4) for m in self.family
        }

    @cached_property
    def _row(self) -> float:
        return _BAR + 14 + 13 * max(len(lines) for lines in self._lines.values())

    def _top(self, row: int) -> float:
        return 16 + row * self._row

    def _start(self, each: Municipality) -> float:
        return self._x(each.period.start or date.min)

    def _end(self, each: Municipality) -> float:
        until = each.period.until
        return self.page.width - MARGIN if until is None else self._x(until) - _EDGE

    def _middle(self, each: Municipality) -> float:
        """Return how far down the bar of a version is."""
        return self._top(self._rows[each]) + self._row - 14 - _BAR / 2

    # --- what is drawn ---

    def _days(self) -> Iterator[str]:
        bottom = self._top(len({*self._rows.values()})) - 8
        for day in self._starts:
            text = self.page.say("the beginning") if day == date.min else str(day)
            x = self._x(day)
            yield f'<path class="line" stroke-opacity=".6" d="M{x:.1f},6 V{bottom:.1f}"/>'
            yield from written(text, x, 2, look="small")

    def _links(self) -> Iterator[str]:
        for each in self.family:
            x, y = self._start(each), self._middle(each)
            for before in self.register.predecessors(each):
                if before in self._rows:
                    at, down = self._end(before), self._middle(before)
                    yield (
                        f'<path d="M{at:.1f},{down:.1f} C{x:.1f},{down:.1f} {at:.1f},{y:.1f} '
                        f'{x:.1f},{y:.1f}" fill="none" stroke="{REST}" stroke-width="2"/>'
                    )

    def _bar(self, each: Municipality) -> Iterator[str]:
        x, y = self._start(each), self._middle(each) - _BAR / 2
        colour = LINES[0] if each in self.asked else REST
        said = escape(f"{self._called(each)}, {in_words(each.period, self.page.lang)}")
        yield (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{self._end(each) - x:.1f}" height="{_BAR}" '
            f'rx="3" fill="{colour}"><title>{said}</title></rect>'
        )
        lines = self._lines[each]
        for number, line in enumerate(lines):
            at = y - 5 - 13 * (len(lines) - 1 - number)
            yield from written(line, x + 3, at, halo=True)

    # --- in words ---

    def _called(self, each: Municipality) -> str:
        return clean(str(each))

    def _told(self) -> Iterator[str]:
        for each in self.family:
            before = [m for m in self.register.predecessors(each) if m in self._rows]
            if before and each.period.start is not None:
                yield self.page.say(
                    "{day}: {before:and all} {n:became|became} {after}.",
                    day=each.period.start,
                    before=tuple(map(self._called, before)),
                    n=len(before),
                    after=self._called(each),
                )

    def _table(self) -> Table:
        heads = [Column("code"), Column("name"), Column("from"), Column("until"), Column("into")]
        rows: list[tuple[Cell, ...]] = [
            (
                each.nis,
                each.name,
                each.period.start,
                None if each.period.until is None else eve(each.period.until),
                ", ".join(map(str, self.register.successors(each))),
            )
            for each in self.family
        ]
        return Table(self.page.title, heads, rows)


keep_door(__name__)
