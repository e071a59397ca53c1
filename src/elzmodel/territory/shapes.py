"""The outlines of land: shapes of sets of parts, joined along the borders that they share.

A shape is made of arcs, stretches of border that neighbours share. The outline of several
shapes together is what remains of their arcs where no two of them share one, so that it
follows for the land of any day, also of one that was never drawn. No geometry library is
needed: nothing is intersected, and no coordinate is computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import atan2, degrees, log, radians, sin, sqrt
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.territory.municipality import set_of_parts
from elzmodel.territory.refinement import Refinement
from elzmodel.values import PartId
from elzmodel.values.arguments import keep_door

__all__ = ["Outline", "Shape", "Shapes"]

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS84."""

Ring = tuple[Point, ...]
"""A closed line: the last point is the first again."""

K = TypeVar("K")

_EQUATOR_KM = 6_378.137
_FLATTENING = 1 / 298.257223563
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))


@frozen
class Outline:
    """The border of land, in one piece or in several (*omtrek*).

    *pieces* are the largest first. Each is a ring around land, counter-clockwise, and the
    rings around what does not belong to it, clockwise: so RFC 7946 has it (section 3.1.6).

    Example:
        >>> square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
        >>> outline = Outline(((square,),))
        >>> outline.__geo_interface__["type"], outline.bounds, round(outline.km2)
        ('Polygon', (0.0, 0.0, 1.0, 1.0), 12308)
    """

    pieces: tuple[tuple[Ring, ...], ...]

    def __repr__(self) -> str:
        """Count pieces and points."""
        points = sum(len(ring) - 1 for piece in self.pieces for ring in piece)
        return f"<Outline: {len(self.pieces)} pieces, {points} points>"

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The geometry as GeoJSON; shapely, geopandas and others read it from here."""
        if len(self.pieces) == 1:
            return {"type": "Polygon", "coordinates": self.pieces[0]}
        return {"type": "MultiPolygon", "coordinates": self.pieces}

    @property
    def holes(self) -> tuple[Ring, ...]:
        """The rings around what lies inside and does not belong to it."""
        return tuple(ring for piece in self.pieces for ring in piece[1:])

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The least longitude and latitude, and the greatest."""
        xs, ys = zip(*[point for piece in self.pieces for point in piece[0]], strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def km2(self) -> float:
        """The area in square kilometres on the ellipsoid of WGS84.

        By the area under each stretch of the border (Snyder, *Map Projections*, 1987,
        equation 3-12); a stretch counts as straight on a map of equal areas.
        """
        return sum(_area(ring, _equal_area) for piece in self.pieces for ring in piece)


@frozen
class Shape:
    """The shape of some land, or why it has none.

    *outline* is that of *parts*, and ``None`` where no shapes are known that cover exactly
    this land. Then *around* holds the parts of the smallest land around it that has an
    outline, if there is one, and *outline_around* is that of it. *undecided* is land that
    may belong to it as well, and is not in it.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> day.shape("herkenrode").outline
        <Outline: 1 pieces, 248 points>
        >>> day.shape("antwerpen-2600").outline is None
        True
        >>> sorted(day.shape("antwerpen-2600").around)[-2:]
        ['antwerpen-2060', 'antwerpen-2600']
    """

    parts: frozenset[PartId]
    outline: Outline | None
    around: frozenset[PartId] = frozenset()
    outline_around: Outline | None = None
    undecided: frozenset[PartId] = frozenset()

    @property
    def is_exact(self) -> bool:
        """Whether the outline of exactly this land is known, and none may come to it."""
        return self.outline is not None and not self.undecided


@frozen
class DrawnLand:
    """A set of parts with the rings of arcs around it; arc ``~n`` is arc *n* backwards."""

    parts: frozenset[PartId] = field(converter=set_of_parts)
    rings: tuple[tuple[int, ...], ...]


@frozen(cache_hash=True)
class Shapes:
    """The shapes of land that are known, and those that follow from them.

    *drawn* land may overlap in its parts: water that belongs to a whole city is drawn for
    all its parts together, and belongs to an outline that holds all of them.

    *attribution* has to stand beside every picture and file that is made of them.

    Example:
        >>> from elzmodel import flanders
        >>> shapes = flanders().shapes
        >>> shapes.of(["alken", "wellen"]).outline
        <Outline: 1 pieces, 88 points>
        >>> [one + other for one, other, _ in shapes.neighbours({"A": ["alken"], "W": ["wellen"]})]
        ['AW']
    """

    arcs: tuple[Ring, ...] = field(default=(), repr=False)
    drawn: tuple[DrawnLand, ...] = field(default=(), repr=False)
    attribution: str = ""
    refinement: Refinement = field(factory=Refinement, repr=False)

    @classmethod
    def from_topology(
        cls,
        topology: Mapping[str, Any],
        parts: Mapping[str, Iterable[PartId]],
        *,
        attribution: str = "",
    ) -> Shapes:
        """Read a quantised TopoJSON topology whose geometries have the ids of *parts*.

        Raises:
            InvalidValueError: If it is no such topology, or a geometry has an id that is not
                among *parts*.
        """
        try:
            return cls._read(topology, parts, attribution)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            expected = "a quantised TopoJSON topology of lands whose parts are given"
            raise InvalidValueError("topology", topology, expected) from error

    @classmethod
    def _read(
        cls, topology: Mapping[str, Any], parts: Mapping[str, Iterable[PartId]], attribution: str
    ) -> Shapes:
        (dx, dy), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
        arcs: list[Ring] = []
        for deltas in topology["arcs"]:
            x = y = 0
            points: list[Point] = []
            for step_x, step_y in deltas:
                x, y = x + step_x, y + step_y
                points.append((round(x0 + x * dx, 6), round(y0 + y * dy, 6)))
            arcs.append(tuple(points))
        drawn = []
        for collection in topology["objects"].values():
            for geometry in collection["geometries"]:
                polygons = geometry["arcs"]
                if geometry["type"] == "Polygon":
                    polygons = [polygons]
                drawn.append(DrawnLand(parts[geometry["id"]], _turned(polygons, arcs)))
        return cls(tuple(arcs), tuple(drawn), attribution)

    @classmethod
    def from_polygons(
        cls,
        polygons: Iterable[tuple[Iterable[PartId], Iterable[Sequence[Sequence[Sequence[float]]]]]],
        *,
        attribution: str = "",
    ) -> Shapes:
        """Read polygons, each with the parts that it is of: rings of points, as in GeoJSON.

        Neighbours join where they have the same two points beside each other.
        """
        numbers: dict[Ring, int] = {}
        drawn = []
        for parts, pieces in polygons:
            rings = [
                [
                    [_numbered(s, numbers) for s in pairwise(map(_point, ring)) if s[0] != s[1]]
                    for ring in piece
                ]
                for piece in pieces
            ]
            drawn.append((parts, rings))
        arcs = tuple(numbers)
        lands = tuple(DrawnLand(parts, _turned(rings, arcs)) for parts, rings in drawn)
        return cls(arcs, lands, attribution)

    def refined(self, refinement: Refinement) -> Shapes:
        """Return the same shapes for land that was cut; a piece has no outline of its own."""
        return self if refinement == self.refinement else evolve(self, refinement=refinement)

    def of(self, parts: Iterable[PartId]) -> Shape:
        """Return the shape of *parts* together."""
        land = frozenset(parts)
        inside = [each for each in self._near(land) if self.refinement.covers(land, each.parts)]
        if inside and self._covers(inside, land):
            return Shape(land, self._outline(inside))
        around = self._around(land)
        if not around:
            return Shape(land, None)
        return Shape(land, None, around, self._outline(self._within(around)))

    def neighbours(
        self, lands: Mapping[K, Iterable[PartId]]
    ) -> Iterator[tuple[K, K, tuple[Ring, ...]]]:
        """Yield which two of several lands share border, with the stretches that they share.

        Land that is not drawn by itself has no border here; see `of`.
        """
        sides: defaultdict[int, list[K]] = defaultdict(list)
        for key, parts in lands.items():
            for arc in self._border(self._within(frozenset(parts))):
                sides[max(arc, ~arc)].append(key)
        shared: defaultdict[tuple[K, K], list[Ring]] = defaultdict(list)
        for arc, keys in sides.items():
            if len(keys) == 2:
                shared[keys[0], keys[1]].append(self.arcs[arc])
        for (one, other), rings in shared.items():
            yield one, other, tuple(rings)

    @cached_property
    def _by_part(self) -> Mapping[PartId, tuple[DrawnLand, ...]]:
        found: defaultdict[PartId, list[DrawnLand]] = defaultdict(list)
        for each in self.drawn:
            for part in each.parts:
                found[part].append(each)
        return {part: tuple(lands) for part, lands in found.items()}

    def _near(self, land: frozenset[PartId]) -> list[DrawnLand]:
        """Return what is drawn of any land that *land* may share, each once, in order."""
        near = self.refinement.relatives(land)
        found = {id(each): each for part in sorted(near) for each in self._by_part.get(part, ())}
        return list(found.values())

    def _within(self, land: frozenset[PartId]) -> list[DrawnLand]:
        """Return what is drawn that lies in *land* for certain."""
        return [each for each in self._near(land) if self.refinement.covers(land, each.parts)]

    def _covers(self, drawn: Iterable[DrawnLand], land: frozenset[PartId]) -> bool:
        return self.refinement.covers(frozenset().union(*(each.parts for each in drawn)), land)

    def _around(self, land: frozenset[PartId]) -> frozenset[PartId]:
        """Return the smallest drawn land that holds *land*; nothing where some is not drawn."""
        around: set[PartId] = set()
        for part in land:
            near = self._near(frozenset((part,)))
            holding = [each for each in near if self.refinement.covers(each.parts, {part})]
            smallest = min(holding, key=lambda each: len(each.parts), default=None)
            for each in [smallest] if smallest else near:  # a piece may be cut from several
                around |= each.parts
        return frozenset(around if self.refinement.covers(around, land) else ())

    def _border(self, drawn: Iterable[DrawnLand]) -> list[int]:
        """Return the arcs of drawn land that no two of its shapes share, land on their left."""
        used = dict.fromkeys(arc for each in drawn for ring in each.rings for arc in ring)
        return [arc for arc in used if ~arc not in used]

    def _outline(self, drawn: Iterable[DrawnLand]) -> Outline:
        lines = {arc: self._line(arc) for arc in self._border(drawn)}
        return _in_pieces([_joined(ring, lines) for ring in _rings(lines)])

    def _line(self, arc: int) -> Ring:
        return self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]


# --- rings from arcs ------------------------------------------------------------


def _rings(lines: Mapping[int, Ring]) -> Iterator[list[int]]:
    """Join arcs to rings, of which none comes twice to a point where arcs meet.

    Where several arcs leave a point, the one is followed that bounds the same land as the
    arc by which the point was reached: it is the first one clockwise from there. Pieces
    that touch in a point come apart by that; a ring that still meets itself goes around
    holes that touch it, and is parted there.
    """
    leaving: defaultdict[Point, list[int]] = defaultdict(list)
    for arc, line in lines.items():
        leaving[line[0]].append(arc)
    left = dict.fromkeys(lines)
    while left:
        first = arc = next(iter(left))
        ring: list[int] = []
        while True:
            del left[arc]
            ring.append(arc)
            arc = _next(lines[arc], leaving[lines[arc][-1]], lines)
            if arc == first:
                break
        yield from _parted(ring, lines)


def _next(line: Ring, ahead: Sequence[int], lines: Mapping[int, Ring]) -> int:
    if len(ahead) == 1:
        return ahead[0]
    back = _angle(line[-1], line[-2])
    return min(ahead, key=lambda arc: (back - _angle(*lines[arc][:2])) % 360 or 360)


def _angle(start: Point, end: Point) -> float:
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def _parted(ring: Iterable[int], lines: Mapping[int, Ring]) -> Iterator[list[int]]:
    """Part a ring wherever it comes back to a point."""
    path: list[int] = []
    reached: dict[Point, int] = {}
    for arc in ring:
        reached[lines[arc][0]] = len(path)
        path.append(arc)
        start = reached.get(lines[arc][-1])
        if start is not None:
            yield path[start:]
            for gone in path[start:]:
                del reached[lines[gone][0]]
            del path[start:]


def _joined(ring: Iterable[int], lines: Mapping[int, Ring]) -> Ring:
    points = [point for arc in ring for point in lines[arc][:-1]]
    return (*points, points[0])


def _in_pieces(rings: Iterable[Ring]) -> Outline:
    """Put each hole into the smallest ring around it; the largest piece comes first."""
    sized = sorted(((_area(ring), ring) for ring in rings), key=lambda each: -each[0])
    pieces = [[ring] for area, ring in sized if area > 0]
    for area, hole in sized:
        if area < 0:
            inside = _middle(hole)
            around = [piece for piece in pieces if _holds(piece[0], inside)]
            for piece in around[-1:]:  # what lies outside all land takes nothing from it
                piece.append(hole)
    return Outline(tuple(map(tuple, pieces)))


def _middle(ring: Ring) -> Point:
    """Return the middle of the first stretch, which touches no other ring."""
    (x, y), (to_x, to_y), *_ = ring
    return (x + to_x) / 2, (y + to_y) / 2


def _holds(ring: Ring, point: Point) -> bool:
    """Tell whether a ring goes around a point: whether a line from it crosses it oddly often."""
    x, y = point
    crossings = [
        x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossings) % 2 == 1


def _area(ring: Ring, height: Callable[[float], float] = float) -> float:
    """Return the area in a ring, negative where it runs clockwise, on a map of *height*."""
    heights = [height(y) for _, y in ring]
    strips = zip(pairwise(ring), pairwise(heights), strict=True)
    return sum((x - to_x) * (h + to_h) for ((x, _), (to_x, _)), (h, to_h) in strips) / 2


def _equal_area(latitude: float) -> float:
    """Return the area under a parallel in km² for each degree of longitude."""
    e, s = _ECCENTRICITY, sin(radians(latitude))
    q = (1 - e * e) * (s / (1 - (e * s) ** 2) - log((1 - e * s) / (1 + e * s)) / (2 * e))
    return radians(1) * _EQUATOR_KM**2 * q / 2


# --- rings of arcs from drawings ----------------------------------------------------


def _turned(
    polygons: Iterable[Sequence[Sequence[int]]], arcs: Sequence[Ring]
) -> tuple[tuple[int, ...], ...]:
    """Return the rings of polygons with the land on their left, however they were drawn."""
    rings = []
    for polygon in polygons:
        for number, ring in enumerate(polygon):
            lines = {arc: arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring}
            is_counter_clockwise = _area(_joined(ring, lines)) > 0
            is_hole = number > 0
            forwards = is_counter_clockwise != is_hole
            rings.append(tuple(ring) if forwards else tuple(~arc for arc in reversed(ring)))
    return tuple(rings)


def _point(coordinates: Sequence[float]) -> Point:
    x, y, *_ = coordinates
    return (float(x), float(y))


def _numbered(step: tuple[Point, Point], numbers: dict[Ring, int]) -> int:
    """Return the number of a stretch between two points, negative where it runs backwards."""
    if step[::-1] in numbers:
        return ~numbers[step[::-1]]
    return numbers.setdefault(step, len(numbers))


keep_door(__name__)
