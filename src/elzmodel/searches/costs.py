"""What decides between changes of as few municipalities: inhabitants, distance, own costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.searches.problem import Cost, Problem
from elzmodel.territory import Municipality
from elzmodel.values import Number
from elzmodel.values.text import said
from elzmodel.zones import Zone

__all__ = ["MoveCost"]

MoveCost = str | Callable[[Municipality, Zone], Number]
"""``"inhabitants"``, ``"distance"``, or what a municipality and its new zone cost."""

_EARTH_KM: Final = 6371.0088
"""The mean radius of the earth (Moritz, *Geodetic Reference System 1980*, 2000)."""


def costs_of(problem: Problem, base: Landscape, asked: Sequence[MoveCost]) -> tuple[Cost, ...]:
    """Return costs by number.

    Inhabitants are those of who moves; a distance is in whole metres, from the centroid of
    the municipality to that of the nearest one that the zone has before; none to a zone
    that begins.

    Raises:
        InvalidValueError: If there is no such cost, or what it needs is not known of each.
    """
    found = []
    for cost in asked:
        if cost == "inhabitants":
            found.append(_inhabitants(problem))
        elif cost == "distance":
            found.append(_distance(problem, base))
        elif callable(cost):
            found.append(_own(problem, cost))
        else:
            expected = "'inhabitants', 'distance' or a function of a municipality and a zone"
            raise InvalidValueError("cost", cost, expected)
    return tuple(found)


def _municipalities(problem: Problem) -> list[Municipality]:
    by_unit = {each.unit: each for each in problem.ground.snapshot.municipalities}
    return [by_unit[unit] for unit in problem.units]


def _inhabitants(problem: Problem) -> Cost:
    totals = [problem.ground.inhabitants(land) for land in problem.lands]
    unknown = [
        unit for unit, total in zip(problem.units, totals, strict=True) if not total.is_exact
    ]
    if unknown:
        expected = said("inhabitants of each that may move; freeze those without")
        raise InvalidValueError("cost", ("inhabitants", *unknown), expected)
    return lambda unit, _: totals[unit].low


def _distance(problem: Problem, base: Landscape) -> Cost:
    points = {where.parts: (where.lon, where.lat) for where in base.locations}
    places = {each: points.get(frozenset(each.parts)) for each in _municipalities(problem)}
    unknown = [each.unit for each, point in places.items() if point is None]
    if unknown:
        expected = said("a centroid of each that may move; freeze those without")
        raise InvalidValueError("cost", ("distance", *unknown), expected)
    at = list(places.values())
    members = [
        [
            points[frozenset(each.parts)]
            for each in problem.ground.snapshot.municipalities_of(zone)
            if frozenset(each.parts) in points
        ]
        for zone in problem.zones[: len(problem.zones) - len(problem.created)]
    ] + [[] for _ in problem.created]

    @cache
    def metres(unit: int, zone: int) -> int:
        there = at[unit]
        assert there is not None  # noqa: S101 - each has one, see above
        return min((_metres(there, point) for point in members[zone]), default=0)

    return metres


def _metres(one: tuple[float, float], other: tuple[float, float]) -> int:
    """Return the distance along the surface of a sphere, by the haversine formula."""
    (x1, y1), (x2, y2) = ((radians(x), radians(y)) for x, y in (one, other))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return round(2_000 * _EARTH_KM * asin(sqrt(half)))


def _own(problem: Problem, cost: Callable[[Municipality, Zone], Number]) -> Cost:
    municipalities, snapshot = _municipalities(problem), problem.ground.snapshot
    by_id = {zone.id: zone for zone in (*snapshot.zone_map.zones, *problem.created)}
    zones = [by_id[zone] for zone in problem.zones]
    return cache(lambda unit, zone: cost(municipalities[unit], zones[zone]))
