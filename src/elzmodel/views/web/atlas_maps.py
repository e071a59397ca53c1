"""The maps of an atlas that stand on its pages: all land, and the surroundings of a place.

Everything is drawn once in one plane; a map of a place is a window on it. So hundreds of
them cost little, and a zone has the same colour on each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import evolve, field, frozen

from elzmodel.landscape import Snapshot
from elzmodel.values import PartId, UnitId, ZoneId
from elzmodel.values.text import fill, translated
from elzmodel.views.picture import Picture
from elzmodel.views.plane import Drawing, Plane, meet, room_in
from elzmodel.views.writing import clean, wide

__all__: list[str] = []

_QUIET: Final = "#e4e7eb"
_INK: Final = "#1f2933"
_MARK: Final = "#a3271f"
_ACROSS: Final = 560
_ALL_ACROSS: Final = 1000
"""How many pixels a map of a place is wide, and one of all land."""
_STEPS: Final = (1, 2, 3, 4, 5, 6)
_LEAST: Final = 1.0
"""How far apart the points of a map may lie, and how many lie in a pixel at least."""
_HIGHEST: Final = 0.8
_AROUND: Final = 0.35
"""How much of the land around a place is seen on each side, beside its own width."""
_SIZE: Final = 13.0
_FINER: Final = 8
"""How much finer than points lie the lines on which room for a name is looked for."""

Box = tuple[int, int, int, int]
"""The least x and y of something in the plane, and the greatest."""


class _Area(NamedTuple):
    """An area as it is drawn in the plane, where it lies, and where its name fits."""

    name: str
    rings: list[Drawing]
    box: Box
    spot: tuple[float, float, float]
    colour: str = _QUIET


class _Line(NamedTuple):
    """A stretch of border."""

    points: Drawing
    box: Box


@frozen(eq=False)
class _Drawn:
    """What there is on a day, drawn in a plane."""

    day: Snapshot
    plane: Plane
    colours: Mapping[str, str]

    @cached_property
    def municipalities(self) -> Mapping[UnitId, _Area]:
        """The municipalities whose outline is known."""
        zones = self.day.zone_map
        found: dict[UnitId, _Area] = {}
        for municipality in self.day.municipalities:
            inside = zones.split(municipality.parts)
            only = next(iter(inside)) if len(inside) == 1 else None
            colour = _QUIET if only is None else self.colours[only]
            area = self._area(municipality.name, municipality.parts, colour)
            if area is not None:
                found[municipality.unit] = area
        return found

    @cached_property
    def zones(self) -> Mapping[ZoneId, _Area]:
        """The zones whose outline is known."""
        zones = self.day.zone_map
        lands = (
            (z, self._area(z.name, zones.decided_parts(z.id), self.colours[z.id]))
            for z in zones.zones
        )
        return {zone.id: area for zone, area in lands if area is not None}

    @cached_property
    def divided(self) -> tuple[_Area, ...]:
        """What zones have of municipalities that lie in several."""
        zones = self.day.zone_map
        lands = (
            self._area("", land, self.colours[zone])
            for municipality in self.day.municipalities
            if len(inside := zones.split(municipality.parts)) > 1
            for zone, land in inside.items()
            if zone is not None
        )
        return tuple(area for area in lands if area is not None)

    @cached_property
    def borders(self) -> tuple[_Line, ...]:
        """The stretches of border between zones."""
        lands = self.day.zone_map.parts_by_zone
        shared = (line for *_, lines in self.day.shapes.neighbours(lands) for line in lines)
        drawn = (self.plane.points(line) for line in shared)
        return tuple(_Line(line, _box([line])) for line in drawn if len(line) > 1)

    def _area(self, name: str, parts: Iterable[PartId], colour: str) -> _Area | None:
        outline = self.day.shapes.of(parts).outline
        return None if outline is None else drawn_area(name, self.plane.rings(outline), colour)


@frozen(eq=False)
class DayMaps:
    """The maps of one day, in a plane in which all land lies."""

    day: Snapshot
    plane: Plane
    colours: Mapping[str, str]
    lang: str
    _by_step: dict[int, _Drawn] = field(init=False, factory=dict)

    def _drawn(self, step: int) -> _Drawn:
        """Return what there is in a plane with points so far apart: far off, few are seen."""
        if step not in self._by_step:
            plane = evolve(self.plane, width=self.plane.width / step)
            self._by_step[step] = _Drawn(self.day, plane, self.colours)
        return self._by_step[step]

    def of_zone(self, zone: ZoneId) -> Picture | None:
        """Return a map of a zone, with its municipalities and what lies around."""
        return self._window(lambda drawn: drawn.zones.get(zone))

    def of_municipality(self, unit: UnitId) -> Picture | None:
        """Return a map of a municipality and what lies around."""
        return self._window(lambda drawn: drawn.municipalities.get(unit))

    def of_all(self) -> Picture:
        """Return a map of all zones, or of all municipalities where there are no zones."""
        drawn = self._drawn(_STEPS[-1])
        template = "The zones on {day}" if drawn.zones else "The municipalities on {day}"
        title = self._say(template, day=self.day.day)
        box = 0, 0, round(10 * drawn.plane.width), round(10 * drawn.plane.height)
        areas = [*(drawn.zones or drawn.municipalities).values()]
        return self._picture(title, title, _Window(box, _ALL_ACROSS, areas))

    def _window(self, marked: Callable[[_Drawn], _Area | None]) -> Picture | None:
        finest = marked(self._drawn(1))
        if finest is None:
            return None
        left, _, right, _ = _around(finest.box)
        fine = [step for step in _STEPS if (right - left) / _ACROSS / step >= _LEAST]
        drawn = self._drawn(max(fine, default=1))
        area = marked(drawn) or finest
        box = _around(area.box)
        seen = [each for each in drawn.municipalities.values() if meet(each.box, box)]
        title = self._say("{name} and its surroundings on {day}", name=area.name, day=self.day.day)
        told = self._say("A map of {name} and of what lies around it.", name=area.name)
        return self._picture(title, told, _Window(box, _ACROSS, seen, area, drawn))

    def _picture(self, title: str, told: str, window: _Window) -> Picture:
        left, top, right, bottom = window.box
        pixels = window.pixels
        high = round(pixels * (bottom - top) / (right - left))
        frame = f'width="{pixels}" height="{high}"'
        inside = (
            f'<svg x="0" y="0" {frame} viewBox="{left} {top} {right - left} {bottom - top}">',
            *window.elements(),
            "</svg>",
        )
        return Picture(title, told, pixels, high, inside, lang=self.lang)

    def _say(self, template: str, **values: object) -> str:
        return fill(translated(template, self.lang), values, self.lang)


@frozen
class _Window:
    """A piece of the plane: what is seen in it, and which area is marked."""

    box: Box
    pixels: int
    seen: list[_Area]
    marked: _Area | None = None
    drawn: _Drawn | None = None

    @property
    def unit(self) -> float:
        """How much of the plane a pixel is."""
        return (self.box[2] - self.box[0]) / self.pixels

    def elements(self) -> Iterator[str]:
        """Yield what is drawn."""
        yield f'<g stroke="#fff" stroke-width="{_short(0.8 * self.unit)}" stroke-linejoin="round">'
        for each in self.seen:
            name = escape(clean(each.name))
            path = _closed(each.rings, self.box)
            yield f'<path d="{path}" fill="{each.colour}"><title>{name}</title></path>'
        yield "</g>"
        if self.drawn is not None:
            for each in self.drawn.divided:
                if meet(each.box, self.box):
                    yield f'<path d="{_closed(each.rings, self.box)}" fill="{each.colour}"/>'
            seen = (each for each in self.drawn.borders if meet(each.box, self.box))
            lines = (_line(_within(each.points, self.box)) for each in seen)
            yield self._line("".join(lines), _INK, 1.2)
        if self.marked is not None:
            yield self._line(_closed(self.marked.rings, self.box), _MARK, 3)
        yield from self._names()

    def _line(self, path: str, colour: str, thick: float) -> str:
        look = f'stroke="{colour}" stroke-width="{_short(thick * self.unit)}"'
        return f'<path d="{path}" fill="none" {look} stroke-linejoin="round"/>' if path else ""

    def _names(self) -> Iterator[str]:
        """Write the names that fit, that of what is marked in any case."""
        size = _SIZE * self.unit
        yield (
            f'<g font-size="{_short(size)}" text-anchor="middle" fill="{_INK}" stroke="#fff" '
            f'stroke-opacity=".7" stroke-width="{_short(3 * self.unit)}" '
            'stroke-linejoin="round" paint-order="stroke">'
        )
        marked = None if self.marked is None else self.marked.rings
        for each in sorted(self.seen, key=lambda area: area.rings == marked):
            x, y, room = each.spot
            name, is_marked = clean(each.name), each.rings == marked
            if is_marked or wide(name, size) <= room:
                look = ' font-weight="700"' if is_marked else ""
                at = f'x="{_short(x)}" y="{_short(y + size / 3)}"'
                yield f'<text class="dark" {at}{look}>{escape(name)}</text>'
        yield "</g>"


def drawn_area(name: str, rings: list[Drawing], colour: str) -> _Area | None:
    """Return an area of rings in the plane; none where nothing of it is seen."""
    if not rings:
        return None
    larger = [[(_FINER * x, _FINER * y) for x, y in ring] for ring in rings]
    x, y, room = (10 * side / _FINER for side in room_in(larger))
    return _Area(name, rings, _box(rings), (x, y, room), colour)


def _around(box: Box) -> Box:
    """Return a window around something: some of what lies beside it, not too high."""
    left, top, right, bottom = box
    more = _AROUND * max(right - left, bottom - top)
    across, down = right - left + 2 * more, bottom - top + 2 * more
    across, down = max(across, down / _HIGHEST), max(down, across * _HIGHEST * 0.75)
    x, y = (left + right) / 2, (top + bottom) / 2
    return round(x - across / 2), round(y - down / 2), round(x + across / 2), round(y + down / 2)


def _box(lines: Iterable[Drawing]) -> Box:
    xs, ys = zip(*(point for line in lines for point in line), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _closed(rings: Iterable[Drawing], box: Box) -> str:
    """Return rings as one path, without what is not seen of them."""
    seen = (_within(ring, box) for ring in rings)
    return "".join(f"{_line(ring[:-1])}z" for ring in seen if len(ring) > _FEWEST)


_FEWEST: Final = 3


def _within(points: Drawing, box: Box) -> Drawing:
    """Leave out points far from a window: those between two others on the same side of it.

    Example:
        >>> _within([(9, 5), (20, 5), (25, 7), (20, 9), (9, 9), (9, 5)], (0, 0, 10, 10))
        [(9, 5), (20, 5), (20, 9), (9, 9), (9, 5)]
    """
    sides = [_side(point, box) for point in points]
    kept, side = [points[0]], sides[0]
    for place in range(1, len(points) - 1):
        if not side & sides[place] & sides[place + 1]:
            kept.append(points[place])
            side = sides[place]
    return [*kept, points[-1]]


def _side(point: tuple[int, int], box: Box) -> int:
    """Return on which sides of a window a point lies, as bits; 0 is inside."""
    (x, y), (left, top, right, bottom) = point, box
    return (x < left) | (x > right) << 1 | (y < top) << 2 | (y > bottom) << 3


def _line(points: Drawing) -> str:
    """Return a line as a path in whole numbers, in steps."""
    (x, y), *_ = points
    steps = " ".join(f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{x},{y}l{steps}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
