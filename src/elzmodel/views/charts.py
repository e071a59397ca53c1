"""Charts: areas through the years, and who works with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import escape
from itertools import chain, cycle, pairwise, starmap
from math import ceil, cos, degrees, floor, log10, pi, sin, sqrt
from typing import Any, NamedTuple

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Series
from elzmodel.values import Total
from elzmodel.values.text import listed, plural
from elzmodel.values.totals import show_number
from elzmodel.views.picture import Picture

__all__ = ["line_chart", "network_chart"]

_WIDTH, _HEIGHT = 800, 440
_LEFT, _RIGHT, _TOP, _FOOT = 70, 230, 50, 52
_COLOURS = ("#3b7dc4", "#d1543f", "#2f9464", "#b9801c", "#8a63d2", "#1496a0")
_DASHES = ("", "7 3", "2 3")
_LINE = 15.0
_TICKS = 5
_ARROW = 40.0
_MOST_YEARS = 12


class _Point(NamedTuple):
    """One year of an area: bounds in the picture; *high* is ``None`` where nothing bounds it."""

    year: int
    total: Total
    x: float
    low: float
    high: float | None

    @property
    def top(self) -> float:
        """Where the mark ends: at the upper bound, or at the tip of an arrow."""
        return max(_TOP - 12, self.low - _ARROW) if self.high is None else self.high


def line_chart(series: Series, keys: Iterable[str], *, title: str = "") -> Picture:
    """Return a chart of some areas of a series, a line for each.

    A year that is known exactly is a dot. Where only bounds are known, a band
    lies between them; a year without an upper bound has an arrow up instead. A
    year of which nothing is known is a gap. The axis begins at 0, or says where.

    Args:
        series: Totals by area and year.
        keys: The areas, in the order of their colours.
        title: What is shown; by default the areas, years and layout.

    Raises:
        InvalidValueError: If there are no areas or no years.
        UnknownIdError: If an area is not in the series.

    Example:
        >>> from elzmodel import flanders
        >>> counts = {2024: {"73040": 8, "71022": 80}, 2025: {"71072": 89}}
        >>> line = flanders().series(counts, to="municipality", layout="2025-01-01")
        >>> line_chart(line, ["71072"]).description
        'Hasselt: 88 in 2024, 89 in 2025.'
    """
    chosen = tuple(dict.fromkeys(keys))
    if not chosen or not series.years:
        raise InvalidValueError("chart", list(chosen), "at least one area and one year")
    return _Chart(series, chosen, title).picture()


class _Chart:
    def __init__(self, series: Series, keys: Sequence[str], title: str) -> None:
        self.series = series
        self.keys = keys
        self._totals = [total for key in keys for total in series[key]]
        years = series.years
        span = f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"
        self.title = title or f"By {series.level}, {span}, in the layout of {series.day}"

    def picture(self) -> Picture:
        described = " ".join(map(self._sentence, self.keys))
        bands = chain.from_iterable(starmap(self._bands, enumerate(self.keys)))
        lines = chain.from_iterable(starmap(self._lines, enumerate(self.keys)))
        return Picture(
            title=self.title,
            description=described,
            width=_WIDTH,
            height=_HEIGHT,
            elements=(*self._frame(), *bands, *lines, *self._labels()),
        )

    def _sentence(self, key: str) -> str:
        pairs = zip(self.series.years, self.series[key], strict=True)
        years = ", ".join(f"{_in_words(total)} in {year}" for year, total in pairs)
        return f"{self.series.names[key]}: {years}."

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
        step = _step((most - least) or most / 10)
        low = floor(least / step) * step
        return low, max(ceil(most / step) * step, low + step), step

    def _y(self, value: float) -> float:
        low, high, _ = self._range
        return _HEIGHT - _FOOT - (value - low) / (high - low) * (_HEIGHT - _FOOT - _TOP)

    def _x(self, year: int) -> float:
        first, last = self.series.years[0], self.series.years[-1]
        part = (year - first) / (last - first) if last > first else 0.5
        return _LEFT + 12 + part * (_WIDTH - _LEFT - _RIGHT - 24)

    def _frame(self) -> Iterator[str]:
        yield (
            f'<text x="{_LEFT - 50}" y="22" font-size="15" font-weight="600">'
            f"{escape(self.title)}</text>"
        )
        low, high, step = self._range
        right = _WIDTH - _RIGHT
        for number in range(round((high - low) / step) + 1):
            value = low + number * step
            y = self._y(value)
            grid = 'stroke="currentColor" stroke-opacity="0.15"'
            yield f'<path d="M{_LEFT},{y:.1f} H{right}" {grid}/>'
            text = show_number(round(value) if step >= 1 else value)
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{text}</text>'
        years = self.series.years
        every = ceil(len(years) / _MOST_YEARS)
        for year in years[::every]:
            place = f'x="{self._x(year):.1f}" y="{_HEIGHT - _FOOT + 18}"'
            yield f'<text {place} text-anchor="middle">{year}</text>'
        bounded = [total for total in self._totals if not total.is_exact]
        notes = {
            f"The axis begins at {show_number(round(low, 2))}.": bool(low),
            "A band lies between bounds.": any(total.high is not None for total in bounded),
            "An arrow means: this, or more.": any(t.low and t.high is None for t in bounded),
            "A gap is unknown.": not all(map(_is_known, bounded)),
        }
        shown = " ".join(note for note, holds in notes.items() if holds)
        if shown:
            yield f'<text x="{_LEFT - 50}" y="{_HEIGHT - 12}">{shown}</text>'

    def _points(self, key: str) -> list[list[_Point]]:
        """Return the years of an area in runs without a gap."""
        runs: list[list[_Point]] = [[]]
        for year, total in zip(self.series.years, self.series[key], strict=True):
            if _is_known(total):
                high = None if total.high is None else self._y(float(total.high))
                runs[-1].append(_Point(year, total, self._x(year), self._y(float(total.low)), high))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _bands(self, number: int, key: str) -> Iterator[str]:
        for one, other in self._steps(key):
            if not (one.total.is_exact and other.total.is_exact):
                yield from _band(one, other, _colour(number))

    def _lines(self, number: int, key: str) -> Iterator[str]:
        colour = _colour(number)
        dash = _DASHES[number // len(_COLOURS) % len(_DASHES)]
        look = f'stroke="{colour}" stroke-width="2" fill="none"'
        look += f' stroke-dasharray="{dash}"' if dash else ""
        for one, other in self._steps(key):
            if one.total.is_exact and other.total.is_exact:
                yield f'<path d="{_path([(one.x, one.low), (other.x, other.low)])}" {look}/>'
        for point in chain.from_iterable(self._points(key)):
            yield self._mark(key, point, colour)

    def _steps(self, key: str) -> Iterator[tuple[_Point, _Point]]:
        for run in self._points(key):
            yield from pairwise(run)

    def _mark(self, key: str, point: _Point, colour: str) -> str:
        value = f"{self.series.names[key]}, {point.year}: {_in_words(point.total)}"
        title = f"<title>{escape(value)}</title>"
        if point.total.is_exact:
            place = f'cx="{point.x:.1f}" cy="{point.low:.1f}" r="3.5"'
            return f'<circle {place} fill="{colour}">{title}</circle>'
        line = _path([(point.x, point.low), (point.x, point.top)])
        if point.high is None:
            x, top = point.x, point.top
            line += " " + _path([(x - 5, top + 7), (x, top), (x + 5, top + 7)])
        look = f'stroke="{colour}" stroke-width="3" stroke-linecap="round" fill="none"'
        return f'<path d="{line}" {look}>{title}</path>'

    def _labels(self) -> Iterator[str]:
        """Write each name beside the end of its line, pushed apart where they would meet."""
        wanted = []
        for number, key in enumerate(self.keys):
            runs = self._points(key)
            last = runs[-1][-1] if runs else None
            y = self._y(self._range[0]) if last is None else (last.low + last.top) / 2
            wanted.append((y, number, key, last))
        wanted.sort(key=lambda each: each[:2])
        least = _HEIGHT - _FOOT - _LINE * (len(wanted) - 1)
        below = 0.0
        for place, (y, number, key, last) in enumerate(wanted):
            below = max(min(y, least + _LINE * place), below)
            colour = _colour(number)
            value = _in_words(last.total) if last else "unknown"
            year = f" ({last.year})" if last and last.year != self.series.years[-1] else ""
            x = _WIDTH - _RIGHT + 26
            if last:
                lead = _path([(last.x + 6, y), (x - 16, below), (x - 4, below)])
                yield f'<path d="{lead}" stroke="{colour}" stroke-opacity="0.6" fill="none"/>'
            text = f"{self.series.names[key]}: {value}{year}"
            yield f'<text class="halo" x="{x}" y="{below + 4:.1f}">{escape(text)}</text>'
            below += _LINE


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _is_known(total: Total) -> bool:
    return bool(total.low) or total.high is not None


def _in_words(total: Total) -> str:
    low = show_number(total.low)
    if total.is_exact:
        return low
    if not _is_known(total):
        return "unknown"
    bounds = f"{low} or more" if total.high is None else f"{low} to {show_number(total.high)}"
    guess = total.estimate
    return bounds if guess is None else f"about {show_number(guess)} ({bounds})"


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


def _step(span: float) -> float:
    """Return a round distance between marks, so that about five fit."""
    rough = span / _TICKS
    unit = 10.0 ** floor(log10(rough))
    return next(unit * many for many in (1.0, 2.0, 2.5, 5.0, 10.0) if unit * many >= rough * 0.999)


# A graph of networkx, which this room does not import.
Graph = Any

_SIZE, _RADIUS, _TITLE = 820, 235, 40
_MOST = 150
_UNKNOWN = "unknown"
_QUIET = "#7b8794"
_SHOWN_TIES = 3
_LONGEST = 24


class _Spot(NamedTuple):
    """Where a partner stands."""

    node: str
    name: str
    group: str
    angle: float
    strength: float
    status: str

    def at(self, radius: float) -> tuple[float, float]:
        centre = _SIZE / 2
        middle = centre + _TITLE / 2
        return centre + radius * cos(self.angle), middle + radius * sin(self.angle)


def network_chart(graph: Graph, *, title: str = "Who works with whom") -> Picture:
    """Return a picture of a collaboration graph, the same each time.

    Partners stand on a circle, a sector for each cluster, those with most
    strength first; a partner of several clusters is in a sector of its own
    kind. Lines are wider the more a tie weighs, circles larger the more a
    partner's ties weigh. An open circle is a partner without ties; a dashed one
    is unknown: nothing is recorded of it.

    Args:
        graph: A graph as `projection` of the room of networks makes.
        title: What is shown.

    Raises:
        InvalidValueError: If there are no partners, or more than 150; show a
            part of the graph then.

    Example:
        >>> from elzmodel import networks
        >>> met = networks.attendance_graph([("caw", "fair"), ("logo", "fair")])
        >>> network_chart(networks.projection(met)).description
        '2 partners, 1 tie. Clusters: unknown 2. Strongest: caw and logo (1).'
    """
    if not 0 < len(graph) <= _MOST:
        raise InvalidValueError("number of partners", len(graph), f"1 to {_MOST}")
    return _Circle(graph, title).picture()


class _Circle:
    """Where the partners stand, by node, and the ties between two of them with their weights."""

    def __init__(self, graph: Graph, title: str) -> None:
        self.title = title
        self.spots = {spot.node: spot for spot in _spots(graph)}
        ties = ((sorted((a, b), key=str), weight) for a, b, weight in graph.edges(data="weight"))
        self.ties = sorted((a, b, float(weight or 1)) for (a, b), weight in ties if a != b)
        self.counts = Counter(spot.group for spot in self.spots.values())
        known = [group for group in self.counts if group != _UNKNOWN]
        self.colours = {**dict(zip(known, cycle(_COLOURS), strict=False)), _UNKNOWN: _QUIET}

    def picture(self) -> Picture:
        elements = (
            f'<text x="24" y="28" font-size="15" font-weight="600">{escape(self.title)}</text>',
            *self._lines(),
            *self._partners(),
            *self._sectors(),
        )
        return Picture(self.title, self._described(), _SIZE, _SIZE + _TITLE, elements)

    def _lines(self) -> Iterator[str]:
        heaviest = max((weight for *_, weight in self.ties), default=1.0)
        for a, b, weight in self.ties:
            (x1, y1), (x2, y2) = self.spots[a].at(_RADIUS), self.spots[b].at(_RADIUS)
            centre = _SIZE / 2, (_SIZE + _TITLE) / 2
            width = 0.8 + 5.2 * weight / heaviest
            yield (
                f'<path d="M{x1:.1f},{y1:.1f} Q{(x1 + x2) / 4 + centre[0] / 2:.1f},'
                f'{(y1 + y2) / 4 + centre[1] / 2:.1f} {x2:.1f},{y2:.1f}" fill="none" '
                f'stroke="currentColor" stroke-opacity="0.35" stroke-width="{width:.1f}"/>'
            )

    def _partners(self) -> Iterator[str]:
        strongest = max(spot.strength for spot in self.spots.values()) or 1.0
        for spot in self.spots.values():
            x, y = spot.at(_RADIUS)
            colour = self.colours[spot.group]
            radius = 4 + 8 * sqrt(spot.strength / strongest)
            fill = colour if spot.status == "tied" else "none"
            dash = ' stroke-dasharray="2 2"' if spot.status == "unknown" else ""
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" '
                f'stroke="{colour}" stroke-width="1.5"{dash}/>'
            )
            yield _label(spot)

    def _sectors(self) -> Iterator[str]:
        """List the clusters with their colours and counts, so that colour says nothing alone."""
        for row, (group, count) in enumerate(self.counts.items()):
            y = 50 + 17 * row
            yield f'<circle cx="30" cy="{y}" r="5" fill="{self.colours[group]}"/>'
            yield f'<text x="42" y="{y + 4}">{escape(group)} ({count})</text>'

    def _described(self) -> str:
        groups = ", ".join(f"{group} {count}" for group, count in self.counts.items())
        names = {node: spot.name for node, spot in self.spots.items()}
        pairs = sorted((-w, " and ".join(sorted((names[a], names[b])))) for a, b, w in self.ties)
        strongest = [f"{pair} ({show_number(-weight)})" for weight, pair in pairs[:_SHOWN_TIES]]
        told = f" Strongest: {listed(strongest)}." if pairs else ""
        counted = f"{len(self.spots)} partners, {plural(len(pairs), 'tie')}"
        return f"{counted}. Clusters: {groups}.{told}"


def _spots(graph: Graph) -> Iterator[_Spot]:
    strength = {node: round(of, 9) for node, of in graph.degree(weight="weight")}
    groups: dict[str, list[str]] = {}
    for node, clusters in graph.nodes(data="clusters"):
        groups.setdefault("+".join(clusters or ()) or _UNKNOWN, []).append(node)
    names = sorted(groups, key=lambda group: (group == _UNKNOWN, group))
    step = 2 * pi / (len(graph) + len(names))
    place = 0
    for group in names:
        for node in sorted(groups[group], key=lambda n: (-strength[n], str(n))):
            what = graph.nodes[node]
            status = what.get("status", "tied" if graph.degree(node) else "alone")
            angle = place * step - pi / 2
            name = str(what.get("name") or node)
            yield _Spot(node, name, group, angle, float(strength[node]), status)
            place += 1
        place += 1


def _label(spot: _Spot) -> str:
    x, y = spot.at(_RADIUS + 18)
    name = spot.name if len(spot.name) <= _LONGEST else f"{spot.name[: _LONGEST - 1]}…"
    turn, anchor = degrees(spot.angle), "start"
    if cos(spot.angle) < 0:
        turn, anchor = turn + 180, "end"
    return (
        f'<text transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f})" dy="4" '
        f'text-anchor="{anchor}">{escape(name)}</text>'
    )
