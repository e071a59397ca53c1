"""The normal form of territorial events, and what in a batch of them clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from elzmodel.territory.events import KEEP, Event, TerritoryEvent
from elzmodel.values import EventId, Finding, NisCode, PartId, Severity, UnitId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elzmodel.territory.refinement import Weight

__all__ = [
    "Act",
    "CutPlan",
    "Flow",
    "Labels",
    "Land",
    "Portion",
    "State",
    "clashes",
    "conflict",
    "lost_targets",
]

Land = frozenset[PartId]
"""A set of parts."""

Claim = tuple[str, str]
"""What an event claims for itself: of what kind, and the part or the unit."""

_UNIT_ABSENT = "ELZ-T001"
_CLASH = "ELZ-T004"


class Labels(NamedTuple):
    """What a municipality is called and where it stands."""

    nis: NisCode | None
    name: str
    province: str | None
    arrondissement: str | None
    region: str | None


class Flow(NamedTuple):
    """Land that goes from one unit to another, or into or out of the record."""

    parts: Land
    origin: UnitId | None
    to: UnitId | None
    lineage: bool = True


class Portion(NamedTuple):
    """A portion of cut land that goes to a unit."""

    to: UnitId
    weights: tuple[Weight, ...]
    lineage: bool = True


class CutPlan(NamedTuple):
    """Land of one unit that is cut; what is not a portion remains with it."""

    origin: UnitId
    whole: Land
    portions: tuple[Portion, ...]
    has_rest: bool


class Act(NamedTuple):
    """The normal form of every event."""

    flows: tuple[Flow, ...] = ()
    starts: tuple[tuple[UnitId, Labels], ...] = ()
    ends: tuple[UnitId, ...] = ()
    alters: tuple[tuple[UnitId, tuple[Any, ...]], ...] = ()
    cuts: tuple[CutPlan, ...] = ()


class State(Protocol):
    """What an event is read against."""

    labels: dict[UnitId, Labels]
    land: dict[UnitId, Land]
    holder: dict[PartId, UnitId]
    children: dict[PartId, tuple[PartId, ...]]

    def pieces_of(self, part: PartId) -> Iterable[PartId]:
        """Return the living pieces that lie in a part that was cut, for certain."""
        ...


def conflict(code: str, event: Event, message: str) -> Finding:
    """Return a contradiction found in *event*."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        subject=f"event {event.id} of {event.day}",
        message=message,
        sources=event.sources,
    )


def lost_targets(
    acts: list[tuple[TerritoryEvent, Act]], alive: dict[UnitId, Labels]
) -> list[Finding]:
    """Find land that goes to a unit which neither lives nor begins in the batch."""
    absent = [(event, to) for event, act in acts for to in _targets(act) if to not in alive]
    if not absent:
        return []
    started = {unit for _, act in acts for unit, _ in act.starts}
    return [
        conflict(_UNIT_ABSENT, event, f"{unit!r} does not exist to receive land")
        for event, unit in absent
        if unit not in started
    ]


def clashes(acts: list[tuple[TerritoryEvent, Act]]) -> Iterable[Finding]:
    """Find events of one batch that touch the same land or the same field."""
    claims: dict[Claim, EventId] = {}
    for event, act in acts:
        mine = event.id
        twice = [claim for claim in _footprint(act) if claims.setdefault(claim, mine) != mine]
        if twice:
            yield from [_clash(event, claims[claim], claim) for claim in sorted(twice)]
    remade = {unit: event.id for event, act in acts for unit in _remade(act)}
    ended = {unit for _, act in acts for unit in act.ends}
    for event, act in acts:
        touched = {unit for unit, _ in act.alters}
        if ended:
            touched |= ended.intersection(_targets(act))
        for unit in sorted(touched):
            if remade.get(unit, event.id) != event.id:
                yield _clash(event, remade[unit], ("unit", unit))


def _targets(act: Act) -> list[UnitId]:
    targets = [to for _, _, to, _ in act.flows if to is not None]
    for plan in act.cuts:
        targets += [portion.to for portion in plan.portions]
    return targets


def _footprint(act: Act) -> Iterator[Claim]:
    """Say what an act claims for itself: land, units that begin or end, fields."""
    for flow in act.flows:
        for part in flow.parts:
            yield "part", part
    for plan in act.cuts:
        for part in plan.whole:
            yield "part", part
    for unit in _remade(act):
        yield "unit", unit
    for unit, changes in act.alters:
        for name, value in zip(Labels._fields, changes, strict=True):
            if value is not KEEP:
                yield f"the {name} of", unit


def _remade(act: Act) -> Iterator[UnitId]:
    yield from act.ends
    for unit, _ in act.starts:
        yield unit


def _clash(event: TerritoryEvent, other: EventId, claim: Claim) -> Finding:
    what, whose = claim
    message = (
        f"it touches {what} {whose!r} on the same day as event {other}; "
        "give the later of the two a higher order"
    )
    return conflict(_CLASH, event, message)
