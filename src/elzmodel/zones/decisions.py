"""Decision points: mergers across zones, until somebody says which zone it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.territory.refinement import reached
from elzmodel.values import PartId, UnitId, ZoneId, eve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from elzmodel.territory import Municipality, Refinement, Register
    from elzmodel.zones.zoning import Zoning

__all__ = ["DecisionPoint", "crosses_zones", "decision_points", "open_decisions"]


@frozen
class DecisionPoint:
    """A question that a merger across zones opens: to which zone does it go?

    *parts* is the land of the members that lay in one zone each; the land of a
    divided member stays where it is. *candidates* are all zones of all
    members. *settled* is the first day on which every one of the parts had
    been assigned anew, ``None`` while the question is open.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01", known="2024-06-01")
        >>> [len(decision.candidates) for decision in day.decisions]
        [5, 2, 2]
    """

    day: date
    unit: UnitId
    parts: tuple[PartId, ...]
    candidates: tuple[ZoneId, ...]
    settled: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Tell whether the question is open on *day*."""
        return self.day <= day and (self.settled is None or day < self.settled)


def crosses_zones(members: Iterable[Iterable[ZoneId | None]]) -> bool:
    """Tell whether the zones of a merger's members differ.

    A divided member differs from every undivided one.

    Example:
        >>> crosses_zones([{"herkenrode"}, {"haspengouw"}]), crosses_zones([{"rits"}, {"rits"}])
        (True, False)
    """
    return len({frozenset(zones) for zones in members}) > 1


def decision_points(register: Register, zoning: Zoning) -> tuple[DecisionPoint, ...]:
    """Return every decision that mergers ever opened, in order of day and unit.

    A later merger that takes in land whose zone is still undecided asks the
    wider question; the earlier one then ends unanswered on that day.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> [point.unit for point in decision_points(fl.register, fl.zoning)]
        ['antwerpen', 'hasselt', 'tongeren']
    """
    points: list[DecisionPoint] = []
    latest: dict[PartId, DecisionPoint] = {}
    zoning = zoning.refined(register.refinement)
    for merged, members in register.mergers():
        land = reached(merged.parts, register.refinement.sources)
        earlier = dict.fromkeys(latest[part] for part in sorted(land) if part in latest)
        point = _opened(merged, members, zoning, earlier)
        if point is not None:
            points.append(point)
            latest.update(dict.fromkeys(point.parts, point))
    return tuple(points)


def open_decisions(register: Register, zoning: Zoning, day: date) -> tuple[DecisionPoint, ...]:
    """Return the decisions that are open on a day.

    A decision that a wider one took over is not listed beside it.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> open_decisions(fl.register, fl.zoning, date(2025, 1, 1))
        ()
    """
    found: list[DecisionPoint] = []
    for point in decision_points(register, zoning):
        if point.is_open_on(day):
            found = [p for p in found if not set(p.parts) <= set(point.parts)]
            found.append(point)
    return tuple(found)


def _opened(
    merged: Municipality,
    members: Sequence[Municipality],
    zoning: Zoning,
    earlier: Iterable[DecisionPoint],
) -> DecisionPoint | None:
    day = merged.period.start
    assert day is not None, "a replayed version has a first day"  # noqa: S101 - for the checker
    before = eve(day)
    pending = [point for point in earlier if point.is_open_on(before)]
    zones = [{zoning.zone_of_part(part, before) for part in m.parts} for m in members]
    candidates = {zone for of in zones for zone in of if zone is not None}
    candidates.update(zone for point in pending for zone in point.candidates)
    if not (candidates and (crosses_zones(zones) or pending)):
        return None
    undivided = [m for m, of in zip(members, zones, strict=True) if len(of) == 1]
    asked = {part for m in undivided for part in m.parts}
    asked.update(part for p in pending for part in _now(p, merged, zoning.refinement))
    if not asked:
        return None
    parts = tuple(sorted(asked))
    settled = _settled(parts, zoning, day)
    return DecisionPoint(day, merged.unit, parts, tuple(sorted(candidates)), settled)


def _now(point: DecisionPoint, merged: Municipality, refinement: Refinement) -> Iterable[PartId]:
    """Return the parts of a municipality that an earlier question was about."""
    return reached(point.parts, refinement.children).intersection(merged.parts)


def _settled(parts: Iterable[PartId], zoning: Zoning, day: date) -> date | None:
    """Return the first day by which every part was assigned on or after *day*."""
    days = []
    for part in sorted(zoning.refinement.leaves(parts)):
        later = [start for start, _ in zoning.assignments(part).changes if start >= day]
        if not later:
            return None
        days.append(later[0])
    return max(days)
