"""From events to acts: how each reads against the state before it, and what clashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple, Protocol

from elzmodel.territory.events import (
    KEEP,
    Abolish,
    Alter,
    Alteration,
    Create,
    Event,
    Keep,
    Merge,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.territory.refinement import Weight
from elzmodel.values import EventId, Finding, NisCode, PartId, Severity, UnitId, plain_finding

__all__ = [
    "Act",
    "CutPlan",
    "Flow",
    "Labels",
    "Land",
    "Portion",
    "State",
    "altered",
    "clashes",
    "conflict",
    "lost_targets",
    "read",
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
    return plain_finding(
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


_READING_UNIT_ABSENT = "ELZ-T001"
_UNIT_PRESENT = "ELZ-T002"
_LAND_ELSEWHERE = "ELZ-T003"
_NO_MERGER = "ELZ-T007"
_NO_CUT = "ELZ-T009"


def read(
    state: State, batch: Iterable[TerritoryEvent]
) -> tuple[list[tuple[TerritoryEvent, Act]], list[Finding]]:
    """Return the events of one day and order with what they do, and what contradicts."""
    found: list[Finding] = []
    acts = [(event, _ACTS[type(event)](state, event, found)) for event in batch]
    found += lost_targets(acts, state.labels)
    if len(acts) > 1:
        found += clashes(acts)
    return acts, found


def altered(labels: Labels, changes: tuple[Any, ...]) -> Labels:
    """Return labels with the changed fields; `KEEP` leaves a field as it was."""
    kept = zip(labels, changes, strict=True)
    return Labels._make([old if new is KEEP else new for old, new in kept])


def _create(state: State, event: Create, found: list[Finding]) -> Act:
    parts = _named(state, event, event.parts or (PartId(event.unit),), None, found)
    _check_absent(state, event, event.unit, found)
    return Act((Flow(parts, None, event.unit),), ((event.unit, _labels(event)),))


def _abolish(state: State, event: Abolish, found: list[Finding]) -> Act:
    if not _check_present(state, event, event.unit, found):
        return Act()
    return Act((Flow(state.land[event.unit], event.unit, None),), ends=(event.unit,))


def _alter(state: State, event: Alter, found: list[Finding]) -> Act:
    _check_present(state, event, event.unit, found)
    return Act(alters=((event.unit, _changes(event)),))


def _merge(state: State, event: Merge, found: list[Finding]) -> Act:
    members = tuple(dict.fromkeys(event.units))
    if len(members) < 2 or len(members) != len(event.units):
        message = "a merger takes at least two municipalities, each named once"
        found.append(conflict(_NO_MERGER, event, message))
    absent = [unit for unit in members if not _check_present(state, event, unit, found)]
    if absent:
        return Act()
    # A continuing unit flows to itself: that claims its land for this event.
    flows = tuple([Flow(state.land[unit], unit, event.unit) for unit in members])
    ends = tuple([unit for unit in members if unit != event.unit])
    if event.unit in members:
        return Act(flows, ends=ends, alters=((event.unit, _changes(event)),))
    _check_absent(state, event, event.unit, found)
    if isinstance(event.name, Keep):
        found.append(conflict(_NO_MERGER, event, "a new municipality needs a name"))
    shared = _shared([state.labels[unit] for unit in members])
    labels = altered(Labels(None, event.unit, *shared[2:]), _changes(event))
    return Act(flows, ((event.unit, labels),), ends)


def _shared(members: list[Labels]) -> tuple[Any, ...]:
    """Return for each field what all members have, or ``None``."""
    return tuple(
        values[0] if len(set(values)) == 1 else None for values in zip(*members, strict=True)
    )


def _split(state: State, event: Split, found: list[Finding]) -> Act:
    if not _check_present(state, event, event.unit, found):
        return Act()
    begun: set[UnitId] = set()
    for piece in event.into:
        if piece.unit in begun:
            found.append(conflict(_UNIT_PRESENT, event, f"{piece.unit!r} begins twice"))
        elif piece.unit != event.unit:
            _check_absent(state, event, piece.unit, found)
        begun.add(piece.unit)
        if not piece.parts and piece.portion is None:
            message = f"piece {piece.unit!r} needs parts, or a portion of the land"
            found.append(conflict(_LAND_ELSEWHERE, event, message))
    flows = tuple(
        Flow(_named(state, event, piece.parts, event.unit, found), event.unit, piece.unit)
        for piece in event.into
        if piece.portion is None
    )
    left = _left(state, event, event.unit, flows, found)
    portions = tuple(
        Portion(piece.unit, piece.portion) for piece in event.into if piece.portion is not None
    )
    plan = CutPlan(event.unit, left, portions, has_rest=not event.ends)
    cut = _cut(event, plan, found)
    is_over = not left or (bool(cut) and event.ends)
    starts = tuple((piece.unit, _labels(piece)) for piece in event.into)
    return Act(
        flows, starts, (event.unit,) if is_over and event.unit not in begun else (), cuts=cut
    )


def _left(
    state: State, event: TerritoryEvent, unit: UnitId, flows: Iterable[Flow], found: list[Finding]
) -> Land:
    """Return the land of a unit that no flow takes, refusing land that two take."""
    moved: set[PartId] = set()
    for flow in flows:
        if flow.origin == unit:
            if moved.intersection(flow.parts):
                message = f"part {min(moved & flow.parts)!r} is given away twice"
                found.append(conflict(_LAND_ELSEWHERE, event, message))
            moved.update(flow.parts)
    return state.land[unit] - moved


def _cut(event: TerritoryEvent, plan: CutPlan, found: list[Finding]) -> tuple[CutPlan, ...]:
    """Return a plan that can be carried out; none where no portion is asked for."""
    if not plan.portions:
        return ()
    receivers = {portion.to for portion in plan.portions}
    if not plan.whole:
        found.append(conflict(_NO_CUT, event, f"{plan.origin!r} has no land left to cut"))
    elif len(receivers) < len(plan.portions):
        message = f"two portions of {plan.origin!r} go to one unit; add them up"
        found.append(conflict(_NO_CUT, event, message))
    elif len(receivers) == 1 and not plan.has_rest:
        message = f"one portion of all land of {plan.origin!r} is no cut; let it go whole"
        found.append(conflict(_NO_CUT, event, message))
    return (plan,)


def _move_parts(state: State, event: MoveParts, found: list[Finding]) -> Act:
    present = event.origin is None or _check_present(state, event, event.origin, found)
    parts = _named(state, event, event.parts, event.origin, found)
    if event.portion is None:
        if not parts:
            message = "no parts are named; name them, or say which portion goes"
            found.append(conflict(_LAND_ELSEWHERE, event, message))
        return Act((Flow(parts, event.origin, event.to, event.lineage),))
    if event.origin is None:
        message = "a portion can only be cut from the land of a municipality"
        found.append(conflict(_NO_CUT, event, message))
    if event.origin is None or not present:
        return Act()
    whole = parts if event.parts else state.land[event.origin]
    portion = Portion(event.to, event.portion, event.lineage)
    return Act(cuts=_cut(event, CutPlan(event.origin, whole, (portion,), has_rest=True), found))


def _regroup(state: State, event: Regroup, found: list[Finding]) -> Act:
    ends = frozenset(event.ends)
    origins = dict.fromkeys(flow.origin for flow in event.flows)
    named = [*ends, *(unit for unit in origins if unit is not None)]
    absent = [
        unit for unit in dict.fromkeys(named) if not _check_present(state, event, unit, found)
    ]
    for start in event.starts:
        if start.unit not in ends:
            _check_absent(state, event, start.unit, found)
    if any(flow.origin is None and flow.to is None for flow in event.flows):
        message = "land goes from no municipality to none; name the giver or the receiver"
        found.append(conflict(_LAND_ELSEWHERE, event, message))
    if absent:
        return Act()
    flows = [
        Flow(_named(state, event, f.parts, f.origin, found), f.origin, f.to, f.lineage)
        for f in event.flows
        if f.portion is None and f.parts
    ]
    cuts: list[CutPlan] = []
    for origin in (unit for unit in origins if unit is not None):
        left = _left(state, event, origin, flows, found)
        whole = [f for f in event.flows if f.origin == origin and f.portion is None and not f.parts]
        if len(whole) > 1:
            message = f"two flows take all the land of {origin!r}"
            found.append(conflict(_LAND_ELSEWHERE, event, message))
        flows += [Flow(left, origin, f.to, f.lineage) for f in whole[:1]]
        portions = tuple(
            Portion(f.to, f.portion, f.lineage)
            for f in event.flows
            if f.origin == origin and f.portion is not None and f.to is not None
        )
        plan = CutPlan(origin, left, portions, has_rest=origin not in ends)
        cuts += _cut(event, plan, found)
    starts = tuple((start.unit, _labels(start)) for start in event.starts)
    alters = tuple((alteration.unit, _changes(alteration)) for alteration in event.alters)
    again = {unit for unit, _ in starts}
    return Act(tuple(flows), starts, tuple(sorted(ends - again)), alters, tuple(cuts))


_ACTS: dict[type, Callable[[State, Any, list[Finding]], Act]] = {
    Create: _create,
    Abolish: _abolish,
    Alter: _alter,
    Merge: _merge,
    Split: _split,
    MoveParts: _move_parts,
    Regroup: _regroup,
}


def _labels(new: Create | NewUnit) -> Labels:
    return Labels(new.nis, new.name, new.province, new.arrondissement, new.region)


def _changes(event: Alter | Alteration | Merge) -> tuple[Any, ...]:
    return (event.nis, event.name, event.province, event.arrondissement, event.region)


def _check_present(state: State, event: TerritoryEvent, unit: UnitId, found: list[Finding]) -> bool:
    if unit in state.labels:
        return True
    near = get_close_matches(unit.casefold(), state.labels, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "an event it builds on may need a lower order"
    message = f"{unit!r} does not exist on the eve; {hint}"
    found.append(conflict(_READING_UNIT_ABSENT, event, message))
    return False


def _check_absent(state: State, event: TerritoryEvent, unit: UnitId, found: list[Finding]) -> None:
    if unit in state.labels:
        found.append(conflict(_UNIT_PRESENT, event, f"{unit!r} exists already"))


def _named(
    state: State,
    event: TerritoryEvent,
    parts: Iterable[PartId],
    holder: UnitId | None,
    found: list[Finding],
) -> Land:
    """Return the living parts that *parts* mean, and find those that *holder* does not hold.

    A part that was cut means those of its pieces that *holder* holds; pieces
    that may lie in other parts as well are not meant.
    """
    land = [piece for part in parts for piece in _meant(state, part, holder)]
    for piece in land:
        actual = state.holder.get(piece)
        if actual != holder:
            where = "no municipality" if actual is None else repr(actual)
            wanted = "no municipality" if holder is None else repr(holder)
            message = f"part {piece!r} is held by {where}, not by {wanted}"
            found.append(conflict(_LAND_ELSEWHERE, event, message))
    return frozenset(land)


def _meant(state: State, part: PartId, holder: UnitId | None) -> Iterable[PartId]:
    if part not in state.children:
        return (part,)
    uncut = tuple(state.pieces_of(part))
    return [piece for piece in uncut if state.holder.get(piece) == holder] or uncut or (part,)
