"""From longitude and latitude to a drawing: paths of outlines, and where a name fits in them.

A degree of longitude is as wide as it is in the middle of what is drawn; in a land of the
size of Flanders nothing is off by more than a pixel then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import cos, radians
from typing import Final, NamedTuple

from attrs import frozen

from elzmodel.territory import Outline

__all__: list[str] = []

Ring = tuple[tuple[float, float], ...]
Bounds = tuple[float, float, float, float]
"""The least longitude and latitude, and the greatest."""

Drawing = list[tuple[int, int]]
"""A line or a ring as it is drawn, in tenths of a pixel: whole numbers are short to write."""

_LINE: Final = 30
"""How far apart, in tenths of a pixel, the lines lie on which room for a name is looked for."""
_HALF: Final = 2
"""How many of them above and below the middle of a name have to be free."""


class Spot(NamedTuple):
    """The middle of the widest place in an area for one line of writing, and how wide it is."""

    x: float
    y: float
    wide: float


class Drawn(NamedTuple):
    """An area as it is drawn: a path, and where its name fits."""

    key: str
    name: str
    outline: Outline
    path: str
    spot: Spot


@frozen
class Plane:
    """A piece of the earth, drawn so wide from a corner of the picture on."""

    bounds: Bounds
    width: float
    left: float = 0
    top: float = 0

    @property
    def scale(self) -> float:
        """How many pixels a degree of latitude takes."""
        west, _, east, _ = self.bounds
        return self.width / (((east - west) * self._squeeze) or 1.0)

    @property
    def _squeeze(self) -> float:
        _, south, _, north = self.bounds
        return cos(radians((south + north) / 2))

    @property
    def height(self) -> float:
        """How high it is drawn."""
        _, south, _, north = self.bounds
        return (north - south) * self.scale

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point is drawn.

        Example:
            >>> Plane((4.0, 50.0, 5.0, 51.0), width=100).at(4.5, 51.0)
            (50.0, 0.0)
        """
        west, _, _, north = self.bounds
        x = self.left + (lon - west) * self._squeeze * self.scale
        return round(x, 1), round(self.top + (north - lat) * self.scale, 1)

    def rings(self, outline: Outline) -> list[Drawing]:
        """Return the rings of an outline as they are drawn, without points on each other."""
        at = self._quick()
        return [
            drawn
            for piece in outline.pieces
            for ring in piece
            if len(drawn := _apart(at(ring))) > 2
        ]

    def drawn(self, areas: Iterable[tuple[str, str, Outline]]) -> Iterator[Drawn]:
        """Yield the areas that lie in it, of keys, names and outlines, as they are drawn."""
        for key, name, outline in areas:
            if meet(outline.bounds, self.bounds):
                rings = self.rings(outline)
                if rings:
                    yield Drawn(key, name, outline, path_of(rings), room_in(rings))

    def points(self, line: Ring) -> Drawing:
        """Return the points of a line as they are drawn, none on the one before it."""
        return _apart(self._quick()(line))

    def line(self, points: Ring) -> str:
        """Return a line as a path."""
        drawn = self.points(points)
        return _path(drawn) if len(drawn) > 1 else ""

    def _quick(self) -> _Projection:
        west, _, _, north = self.bounds
        across, down = 10 * self._squeeze * self.scale, 10 * self.scale
        return _Projection(west, north, across, down, 10 * self.left, 10 * self.top)


class _Projection(NamedTuple):
    west: float
    north: float
    across: float
    down: float
    left: float
    top: float

    def __call__(self, points: Ring) -> Drawing:
        west, north, across, down, left, top = self
        return [
            (round(left + (lon - west) * across), round(top + (north - lat) * down))
            for lon, lat in points
        ]


def path_of(rings: Iterable[Drawing]) -> str:
    """Return rings as one path, each closed."""
    return "".join(f"{_path(ring[:-1])}z" for ring in rings)


def _apart(points: Drawing) -> Drawing:
    return [points[0], *(b for a, b in pairwise(points) if a != b)]


def _path(points: Drawing) -> str:
    """Return a line in steps from point to point, which are shorter to write than places."""
    (x, y), *_ = points
    steps = (f"{_short(to_x - x)},{_short(to_y - y)}" for (x, y), (to_x, to_y) in pairwise(points))
    return f"M{_short(x)},{_short(y)}l{' '.join(steps)}"


@cache
def _short(tenths: int) -> str:
    """Write a number of tenths as short as it can be.

    Example:
        >>> [*map(_short, (120, 34, -5, 0))]
        ['12', '3.4', '-.5', '0']
    """
    whole, rest = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if tenths < 0 else digits


def room_in(rings: Iterable[Drawing]) -> Spot:
    """Return the place in an area where one line of writing has most room.

    Lines are laid through the area. Where several beside each other are free for a stretch,
    a name fits.

    Example:
        >>> square = [(0, 0), (300, 0), (300, 300), (0, 300), (0, 0)]
        >>> spot = room_in([square])
        >>> spot.x, spot.wide
        (15.0, 30.0)
    """
    every = [*rings]
    heights = [y for ring in every for _, y in ring]
    first, last = min(heights), max(heights)
    lines = max(1, int((last - first) / _LINE))
    levels = [first + (number + 0.5) * (last - first) / lines for number in range(lines)]
    free = _inside(every, levels)
    found: list[Spot] = []
    for number, level in enumerate(levels):
        beside = free[max(0, number - _HALF) : number + _HALF + 1]
        for start, end in _common(beside):
            found.append(Spot((start + end) / 20, level / 10, (end - start) / 10))
    middle = (first + last) / 20
    nothing = Spot(every[0][0][0] / 10, middle, 0.0)
    return max(found, key=lambda s: (round(s.wide), -abs(s.y - middle)), default=nothing)


def _inside(rings: Iterable[Drawing], levels: Sequence[float]) -> list[list[tuple[float, float]]]:
    """Return the stretches of each level line that lie in an area."""
    crossings: list[list[float]] = [[] for _ in levels]
    for ring in rings:
        for (x, y), (to_x, to_y) in pairwise(ring):
            low, high = (y, to_y) if y < to_y else (to_y, y)
            for place in range(bisect_left(levels, low), bisect_left(levels, high)):
                crossings[place].append(x + (levels[place] - y) * (to_x - x) / (to_y - y))
    found = map(sorted, crossings)
    return [[*zip(each[::2], each[1::2], strict=False)] for each in found]


def _common(lines: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return the stretches that all lines have."""
    found = lines[0]
    for line in lines[1:]:
        found = [(max(a, c), min(b, d)) for a, b in found for c, d in line if max(a, c) < min(b, d)]
    return found


def around(outlines: Iterable[Outline]) -> Bounds:
    """Return the bounds of all outlines together."""
    every = [outline.bounds for outline in outlines]
    if not every:
        return 0.0, 0.0, 1.0, 1.0
    west, south, east, north = zip(*every, strict=True)
    return min(west), min(south), max(east), max(north)


def meet(one: Bounds, other: Bounds) -> bool:
    """Tell whether two bounds have anything together."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def holds(bounds: Bounds, point: tuple[float, float]) -> bool:
    """Tell whether a point lies within bounds."""
    west, south, east, north = bounds
    return west <= point[0] <= east and south <= point[1] <= north


def middle_of(bounds: Bounds) -> tuple[float, float]:
    """Return the point in the middle of bounds."""
    west, south, east, north = bounds
    return (west + east) / 2, (south + north) / 2


def wider(bounds: Bounds, land: Bounds) -> Bounds:
    """Return bounds with some of the *land* around, and with nothing beyond that."""
    west, south, east, north = bounds
    across, up = (east - west) * _MORE, (north - south) * _MORE
    more = west - across, south - up, east + across, north + up
    (west, south), (east, north) = map(max, more[:2], land[:2]), map(min, more[2:], land[2:])
    return west, south, east, north


def broad(bounds: Bounds) -> Bounds:
    """Return bounds that go as far to either side as a page is broad, if they are narrower.

    Example:
        >>> [round(side, 2) for side in broad((4.0, 50.0, 4.2, 51.0))]
        [3.05, 50.0, 5.15, 51.0]
    """
    west, south, east, north = bounds
    needed = (north - south) / _HIGHEST / cos(radians((south + north) / 2))
    more = max(0.0, needed - (east - west)) / 2
    return west - more, south, east + more, north


_MORE: Final = 0.2
_HIGHEST: Final = 0.75
"""How high a piece of land is drawn at most, beside its width."""
