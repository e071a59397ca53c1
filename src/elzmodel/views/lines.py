"""Areas through the years as lines: bounds as bands, gaps where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import escape
from itertools import chain, pairwise
from math import ceil, floor, log10
from typing import Final, NamedTuple, Unpack

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Series
from elzmodel.values import Cell, Column, Table, Total
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import phrase
from elzmodel.views.page import MARGIN, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.writing import clean, wide, written

__all__ = ["line_chart"]

LINES: Final = ("#3b7dc4", "#d1543f", "#2f9464", "#b9801c", "#8a63d2", "#1496a0")
"""Colours that are seen on a light page and on a dark one."""
REST: Final = "#9aa5b1"
"""The colour of what is not meant."""

_DASHES: Final = ("", "7 3", "2 3")
_LINE: Final = 15.0
_LOWEST: Final = 300.0
_TICKS: Final = 5
_ARROW: Final = 40.0
_YEAR: Final = 46.0
"""How far apart years are written, in pixels."""
_LEAD: Final = 26.0
_MOST_BESIDE: Final = 0.4
"""How much of the width names take beside the lines; longer ones stand below."""


class _Point(NamedTuple):
    """One year of an area: bounds in the picture; *high* is ``None`` where nothing bounds it."""

    year: int
    total: Total
    x: float
    low: float
    high: float | None
    top: float
    """Where the mark ends: at the upper bound, or at the tip of an arrow."""


class _Line(NamedTuple):
    """An area with its colour and the dashes of its line."""

    key: str
    name: str
    colour: str
    dash: str
    is_named: bool


def line_chart(
    series: Series,
    keys: Iterable[str] | None = None,
    *,
    highlight: Iterable[str] = (),
    **look: Unpack[Look],
) -> Picture:
    """Return a chart of the areas of a series, a line for each.

    A year that is known exactly is a dot. Where only bounds are known, a band
    lies between them; a year without an upper bound has an arrow up instead. A
    year of which nothing is known is a gap. The axis begins at 0, or says where.
    Each line is named at its end.

    Args:
        series: Totals by area and year.
        keys: The areas, in the order of their colours; by default all.
        highlight: The areas that are meant: they are named, and the rest is grey behind them,
            as far as it is known exactly.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If there are no areas or no years, or it is too narrow.
        UnknownIdError: If an area is not in the series.

    Example:
        >>> from elzmodel import flanders
        >>> counts = {2024: {"73040": 8, "71022": 80}, 2025: {"71072": 89}}
        >>> line = flanders().series(counts, to="municipality", layout="2025-01-01")
        >>> line_chart(line, ["71072"]).description
        'Hasselt: 88 in 2024, 89 in 2025.'
    """
    meant = tuple(series._asked(highlight))  # noqa: SLF001 - as the areas of its sums
    asked = (row.area for row in series) if keys is None else series._asked(keys)  # noqa: SLF001
    chosen = tuple(dict.fromkeys((*asked, *meant)))
    if not chosen or not series.years:
        raise InvalidValueError("chart", list(chosen), "at least one area and one year")
    page = page_for(look, width=800)
    years = series.years
    about = {"by": phrase(series.level), "day": series.day, "one": str(years[0])}
    if len(years) == 1:
        usual = page.say("By {by}, {one}, in the layout of {day}", **about)
    else:
        span = {"other": str(years[-1]), **about}
        usual = page.say("By {by}, {one} to {other}, in the layout of {day}", **span)
    return _Chart(series, chosen, meant, page).picture(usual)


@frozen(eq=False)
class _Chart:
    series: Series
    keys: Sequence[str]
    meant: Sequence[str]
    page: Page

    def picture(self, usual: str) -> Picture:
        """Return the chart with its names and notes."""
        page = self.page
        described = " ".join(map(self._sentence, self.meant or self.keys))
        page.head(usual)
        page.elements.append(f'<g transform="translate(0 {page.y:.0f})">')
        page.elements += self._axes()
        page.elements += chain.from_iterable(map(self._bands, self._named))
        page.elements += chain.from_iterable(map(self._drawn, self._lines))
        if self._beside:
            page.elements += self._labels()
        page.elements.append("</g>")
        page.y += self._height + 44
        if not self._beside:
            page.legend(((line.colour,), self._label(line)) for line in self._named)
        if len(self._named) < len(self._lines):
            rest = len(self._lines) - len(self._named)
            page.note(page.say("Grey: {n:number} {n:other area|other areas}.", n=rest))
            if len(self._totals) < len(self.keys) * len(self.series.years):
                page.note(page.say("What lies between bounds is not drawn in grey."))
        if notes := " ".join(self._notes()):
            page.note(notes)
        return page.picture(described, table=self._table())

    def _sentence(self, key: str) -> str:
        say = self.page.say
        pairs = zip(self.series.years, self.series[key], strict=True)
        years = [say("{total} in {year}", total=self._told(t), year=str(y)) for y, t in pairs]
        return f"{clean(self.series.names[key])}: {', '.join(years)}."

    def _told(self, total: Total) -> str:
        return told(self.page, total)

    def _table(self) -> Table:
        heads = [Column("area"), Column("name")]
        heads += [Column(str(year), "total") for year in self.series.years]
        rows: list[tuple[Cell, ...]] = [
            (key, self.series.names[key], *self.series[key]) for key in self.keys
        ]
        return Table(self.page.title, heads, rows, self.series.notes)

    # --- lines ---

    @cached_property
    def _lines(self) -> Sequence[_Line]:
        """The lines, those behind first."""
        named = self.meant or self.keys
        found = [
            _Line(
                key,
                clean(self.series.names[key]),
                LINES[n % len(LINES)],
                _DASHES[n // len(LINES) % len(_DASHES)],
                is_named=True,
            )
            for n, key in enumerate(named)
        ]
        behind = [key for key in self.keys if key not in set(named)]
        names = self.series.names
        return [*(_Line(k, clean(names[k]), REST, "", is_named=False) for k in behind), *found]

    @cached_property
    def _named(self) -> Sequence[_Line]:
        return [line for line in self._lines if line.is_named]

    @cached_property
    def _totals(self) -> Sequence[Total]:
        """What is drawn: of areas behind the others only what is exact."""
        named = {line.key for line in self._named}
        return [t for key in self.keys for t in self.series[key] if key in named or t.is_exact]

    # --- axes ---

    @cached_property
    def _height(self) -> float:
        """How high it is: so high that each name has a line, where names stand beside."""
        return max(_LOWEST, _LINE * len(self._named) if self._beside else 0)

    @cached_property
    def _beside(self) -> bool:
        return self._widest <= self.page.inner * _MOST_BESIDE

    @cached_property
    def _widest(self) -> float:
        return max(wide(self._label(line)) for line in self._named)

    @cached_property
    def _left(self) -> float:
        return MARGIN + 8 + max(wide(text) for _, text in self._ticks)

    @cached_property
    def _right(self) -> float:
        return self.page.width - MARGIN - (self._widest + _LEAD if self._beside else 0)

    @cached_property
    def _range(self) -> tuple[float, float, float]:
        """The lowest and highest value of the axis, and the step between its marks."""
        totals = filter(_is_known, self._totals)
        ends = [float(n) for t in totals for n in (t.low, t.high) if n is not None]
        most, least = max(ends, default=0.0), min(ends, default=0.0)
        if least < 0:
            most = max(most, 0.0)
        elif least < (most := most or 1.0) / 2:
            least = 0.0
        step = step_of((most - least) or most / 10)
        low = floor(least / step) * step
        return low, max(ceil(most / step) * step, low + step), step

    @cached_property
    def _ticks(self) -> Sequence[tuple[float, str]]:
        low, high, step = self._range
        values = [low + n * step for n in range(round((high - low) / step) + 1)]
        say = self.page.say
        return [(v, say("{n:limit}", n=round(v) if step >= 1 else round(v, 15))) for v in values]

    def _y(self, value: float) -> float:
        low, high, _ = self._range
        return (high - value) / (high - low) * self._height

    def _x(self, year: int) -> float:
        first, last = self.series.years[0], self.series.years[-1]
        part = (year - first) / (last - first) if last > first else 0.5
        return self._left + 10 + part * (self._right - self._left - 20)

    def _axes(self) -> Iterator[str]:
        for value, text in self._ticks:
            y = self._y(value)
            yield (
                f'<path class="line" stroke-opacity=".5" d="M{self._left:.1f},{y:.1f} '
                f'H{self._right:.1f}"/>'
            )
            yield from written(text, self._left - 6, y + 4, anchor="end")
        years = self.series.years
        most = max(1, int((self._right - self._left) / _YEAR))
        for year in years[:: ceil(len(years) / most)]:
            yield from written(str(year), self._x(year), self._height + 20, anchor="middle")

    def _notes(self) -> Iterator[str]:
        say = self.page.say
        bounded = [total for total in self._totals if not total.is_exact]
        low = self._range[0]
        if low:
            yield say("The axis begins at {low:limit}.", low=round(low, 15))
        if any(total.high is not None for total in bounded):
            yield say("A band lies between bounds.")
        if any(total.low and total.high is None for total in bounded):
            yield say("An arrow means: this, or more.")
        if not all(map(_is_known, bounded)):
            yield say("A gap is unknown.")

    # --- what is drawn ---

    def _points(self, key: str) -> list[list[_Point]]:
        """Return the years of an area in runs without a gap."""
        runs: list[list[_Point]] = [[]]
        for year, total in zip(self.series.years, self.series[key], strict=True):
            if _is_known(total):
                low = self._y(float(total.low))
                high = None if total.high is None else self._y(float(total.high))
                top = max(-8.0, low - _ARROW) if high is None else high
                runs[-1].append(_Point(year, total, self._x(year), low, high, top))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _steps(self, key: str) -> Iterator[tuple[_Point, _Point]]:
        for run in self._points(key):
            yield from pairwise(run)

    def _bands(self, line: _Line) -> Iterator[str]:
        for one, other in self._steps(line.key):
            if not (one.total.is_exact and other.total.is_exact):
                yield from _band(one, other, line.colour)

    def _drawn(self, line: _Line) -> Iterator[str]:
        look = f'stroke="{line.colour}" stroke-width="{2 if line.is_named else 1}" fill="none"'
        look += f' stroke-dasharray="{line.dash}"' if line.dash else ""
        for one, other in self._steps(line.key):
            if one.total.is_exact and other.total.is_exact:
                yield f'<path d="{_path([(one.x, one.low), (other.x, other.low)])}" {look}/>'
        for point in chain.from_iterable(self._points(line.key)):
            if line.is_named or point.total.is_exact:
                yield self._mark(line, point)

    def _mark(self, line: _Line, point: _Point) -> str:
        value = f"{line.name}, {point.year}: {self._told(point.total)}"
        title = f"<title>{escape(value)}</title>"
        if point.total.is_exact:
            radius = "3.5" if line.is_named else "2"
            place = f'cx="{point.x:.1f}" cy="{point.low:.1f}" r="{radius}"'
            return f'<circle {place} fill="{line.colour}">{title}</circle>'
        path = _path([(point.x, point.low), (point.x, point.top)])
        if point.high is None:
            x, top = point.x, point.top
            path += " " + _path([(x - 5, top + 7), (x, top), (x + 5, top + 7)])
        look = f'stroke="{line.colour}" stroke-width="3" stroke-linecap="round" fill="none"'
        return f'<path d="{path}" {look}>{title}</path>'

    # --- names ---

    def _label(self, line: _Line) -> str:
        runs = self._points_known(line.key)
        if not runs:
            return f"{line.name}: {self.page.say('unknown')}"
        year, total = runs[-1]
        is_newest = year == self.series.years[-1]
        return f"{line.name}: {self._told(total)}" + ("" if is_newest else f" ({year})")

    def _points_known(self, key: str) -> list[tuple[int, Total]]:
        pairs = zip(self.series.years, self.series[key], strict=True)
        return [(year, total) for year, total in pairs if _is_known(total)]

    def _labels(self) -> Iterator[str]:
        """Write each name beside the end of its line, pushed apart where they would meet."""
        wanted = []
        for number, line in enumerate(self._named):
            runs = self._points(line.key)
            last = runs[-1][-1] if runs else None
            y = self._height if last is None else (last.low + last.top) / 2
            wanted.append((y, number, line, last))
        wanted.sort(key=lambda each: each[:2])
        places = spread([y for y, *_ in wanted], self._height)
        for place, (y, _, line, last) in zip(places, wanted, strict=True):
            x = self._right + _LEAD
            if last:
                lead = _path([(last.x + 6, y), (x - 14, place), (x - 4, place)])
                look = f'stroke="{line.colour}" stroke-opacity=".6" fill="none"'
                yield f'<path d="{lead}" {look}/>'
            yield from written(self._label(line), x, place + 4, look="name")


def told(page: Page, total: Total) -> str:
    """Return a total in words, with its bounds."""
    if total.is_exact:
        return page.say("{n:number}", n=total.low)
    if not _is_known(total):
        return page.say("unknown")
    ends = {"low": total.low, "high": total.high}
    template = "{low:number} or more" if total.high is None else "{low:number} to {high:number}"
    bounds = page.say(template, **ends)
    if total.estimate is None:
        return bounds
    return page.say("about {n:number} ({bounds})", n=total.estimate, bounds=bounds)


def spread(wanted: Sequence[float], lowest: float, line: float = _LINE) -> list[float]:
    """Return places as near to those that are wanted, in order, as lines of writing allow.

    Example:
        >>> spread([10, 12, 100], 100)
        [10, 25.0, 100]
    """
    places: list[float] = []
    least = lowest - line * (len(wanted) - 1)
    for number, y in enumerate(wanted):
        free = places[-1] + line if places else 0.0
        places.append(max(min(y, least + line * number), free))
    return places


def step_of(span: float) -> float:
    """Return a round distance between marks, so that about five fit."""
    rough = span / _TICKS
    unit = 10.0 ** floor(log10(rough))
    return next(unit * many for many in (1.0, 2.0, 2.5, 5.0, 10.0) if unit * many >= rough * 0.999)


def marks_from_zero(page: Page, most: float, across: float) -> Iterator[tuple[float, str]]:
    """Yield the marks of an axis from 0 to *most*, *across* pixels, with texts that do not meet."""
    step = step_of(most)
    label = wide(page.say("{n:number}", n=round(most))) + 10
    every = 1
    while every * step / most * across < label:
        every += 1
    for number in range(0, int(most / step) + 1, every):
        yield number * step, page.say("{n:number}", n=round(number * step))


def _is_known(total: Total) -> bool:
    return bool(total.low) or total.high is not None


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _band(one: _Point, other: _Point, colour: str) -> Iterator[str]:
    """Fill what lies between the bounds of two years; without upper ones there is but an edge."""
    edges = [(one.x, one.low), (other.x, other.low), (other.x, other.top), (one.x, one.top)]
    look = f'stroke="{colour}" stroke-opacity="0.5" fill="none"'
    if one.high is None or other.high is None:
        yield f'<path d="{_path(edges[:2])}" {look} stroke-dasharray="4 3"/>'
        return
    yield f'<path d="{_path(edges)} Z" fill="{colour}" fill-opacity="0.2"/>'
    for side in (edges[:2], edges[2:]):
        yield f'<path d="{_path(side)}" {look}/>'


keep_door(__name__)
