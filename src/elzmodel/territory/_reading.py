"""How each event reads against the state before it: land that flows, units that change.

Nothing is changed here; `_replay` applies what is read.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from elzmodel.territory._acts import (
    Act,
    CutPlan,
    Flow,
    Labels,
    Land,
    Portion,
    State,
    clashes,
    conflict,
    lost_targets,
)
from elzmodel.territory.events import (
    KEEP,
    Abolish,
    Alter,
    Alteration,
    Create,
    Keep,
    Merge,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.values import Finding, PartId, UnitId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["altered", "read"]

_UNIT_ABSENT = "ELZ-T001"
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
    found.append(conflict(_UNIT_ABSENT, event, message))
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
