"""The fold over territorial events: mutable inside, frozen values outside.

The events of one day and one order form a batch. Each is read against the
state before the batch, and no two of them may touch the same land or the same
field, so that the sequence in which they are applied cannot matter. Codes and
land are checked at the end of the day: within a day a code may pass from hand
to hand.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import Factory, define, frozen

from elzmodel.territory._acts import Act, Flow, Labels, Land, clashes, conflict, lost_targets
from elzmodel.territory.errors import ConflictError
from elzmodel.territory.events import (
    KEEP,
    Abolish,
    Alter,
    Create,
    Keep,
    Merge,
    MoveParts,
    NewUnit,
    Split,
    TerritoryEvent,
)
from elzmodel.territory.municipality import Municipality
from elzmodel.values import Finding, NisCode, PartId, Period, Severity, UnitId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["History", "Version", "replay"]

Version = tuple[UnitId, date]
"""A version of a municipality: its unit and its first day."""

_NOTHING: Land = frozenset()

_UNIT_ABSENT = "ELZ-T001"
_UNIT_PRESENT = "ELZ-T002"
_LAND_ELSEWHERE = "ELZ-T003"
_CODE_TWICE = "ELZ-T005"
_NO_LAND = "ELZ-T006"
_NO_MERGER = "ELZ-T007"


class Eve(NamedTuple):
    """A unit as it stood before the first event of a day touched it."""

    labels: Labels
    land: Land
    since: date


@frozen
class History:
    """What a replay yields: every version, and which came from which."""

    versions: tuple[Municipality, ...]
    origins: dict[Version, tuple[Version, ...]]
    mergers: dict[Version, tuple[Version, ...]]


def _at_close(code: str, day: date, message: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, subject=f"end of {day}", message=message)


def replay(events: Iterable[TerritoryEvent]) -> History:
    """Fold *events*, sorted by day and order, into a history.

    Raises:
        ConflictError: At the first day whose events contradict each other or
            the state before them, with all contradictions of that batch.
    """
    builder = _Builder()
    with _without_collector():
        for day, of_day in groupby(events, key=attrgetter("day")):
            for _, batch in groupby(of_day, key=attrgetter("order")):
                builder.apply(list(batch))
            builder.close(day)
        return builder.history()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector.

    A fold makes no cycles, and on a long history the collector would walk
    everything made so far again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@define
class _Builder:
    labels: dict[UnitId, Labels] = Factory(dict)
    land: dict[UnitId, Land] = Factory(dict)
    holder: dict[PartId, UnitId] = Factory(dict)
    since: dict[UnitId, date] = Factory(dict)
    codes: dict[NisCode, UnitId] = Factory(dict)
    versions: list[Municipality] = Factory(list)
    periods: dict[tuple[date, date | None], Period] = Factory(dict)
    origins: dict[Version, tuple[Version, ...]] = Factory(dict)
    mergers: dict[Version, tuple[Version, ...]] = Factory(dict)
    eves: dict[UnitId, Eve | None] = Factory(dict)
    adopted: dict[PartId, frozenset[UnitId]] = Factory(dict)

    def apply(self, batch: list[TerritoryEvent]) -> None:
        """Apply the events of one day and order together."""
        found: list[Finding] = []
        acts = [(event, _ACTS[type(event)](self, event, found)) for event in batch]
        found += lost_targets(acts, self.labels)
        if len(batch) > 1:
            found += clashes(acts)
        if found:
            raise ConflictError(found)
        for _, act in acts:
            for unit, labels in act.starts:
                self._touch(unit)
                self.labels[unit] = labels
                self.land.setdefault(unit, _NOTHING)
        for _, act in acts:
            self._change(act)
        for _, act in acts:
            for flow in act.flows:
                if not flow.lineage:
                    self._adopt(flow)

    def _change(self, act: Act) -> None:
        for flow in act.flows:
            self._move(flow)
        for unit, changes in act.alters:
            self._touch(unit)
            self.labels[unit] = _altered(self.labels[unit], changes)
        for unit in act.ends:
            del self.labels[unit]

    def _move(self, flow: Flow) -> None:
        parts, origin, to, _ = flow
        if origin is not None:
            self._touch(origin)
            self.land[origin] -= parts
        if to is None:
            for part in parts:
                del self.holder[part]
        else:
            self._touch(to)
            land = self.land[to]
            self.land[to] = land | parts if land else parts
            for part in parts:
                self.holder[part] = to

    def _adopt(self, flow: Flow) -> None:
        """Let land that moved without lineage count as the receiver's from now on."""
        to = flow.to
        line = {to} if to is not None and self.eves[to] else set[UnitId]()
        if to is not None and not line:
            held = self._held()
            line = {unit for part in self.land[to] - flow.parts for unit in self._line(part, held)}
        self.adopted.update(dict.fromkeys(flow.parts, frozenset(line)))

    def _line(self, part: PartId, held: dict[PartId, UnitId]) -> Iterable[UnitId]:
        """Return the units of the eve from which a part came by lineage."""
        if part in self.adopted:
            return self.adopted[part]
        return (held[part],) if part in held else ()

    def _held(self) -> dict[PartId, UnitId]:
        """Return who held the land on the eve, for the units that the day touches."""
        return {part: unit for unit, eve in self.eves.items() if eve for part in eve.land}

    def _touch(self, unit: UnitId) -> None:
        """Remember how *unit* stood on the eve, the first time a day touches it."""
        if unit not in self.eves:
            labels = self.labels.get(unit)
            self.eves[unit] = Eve(labels, self.land[unit], self.since[unit]) if labels else None

    def close(self, day: date) -> None:
        """End a day: check codes and land, close old versions, open new ones."""
        changed = [(unit, eve) for unit, eve in self.eves.items() if self._differs(unit, eve)]
        self._check_codes_and_land(changed, day)
        held = self._held()
        for unit, eve in changed:
            if eve is not None:
                self._end(unit, eve, day)
                del self.since[unit]
            if unit in self.labels:
                self.since[unit] = day
                if held:
                    self._descend(unit, day, held)
        for unit in self.eves:
            if unit not in self.labels:
                del self.land[unit]
        self.eves.clear()
        self.adopted.clear()

    def _differs(self, unit: UnitId, eve: Eve | None) -> bool:
        labels = self.labels.get(unit)
        if eve is None or labels is None:
            return (eve is None) != (labels is None)
        return eve.land != self.land[unit] or eve.labels != labels

    def _check_codes_and_land(self, changed: list[tuple[UnitId, Eve | None]], day: date) -> None:
        codes = self.codes
        for unit, eve in changed:
            if eve is not None and eve.labels.nis and codes.get(eve.labels.nis) == unit:
                del codes[eve.labels.nis]
        found: list[Finding] = []
        for unit in sorted(unit for unit, _ in changed):
            labels = self.labels.get(unit)
            if labels is None:
                continue
            if not self.land[unit]:
                found.append(_at_close(_NO_LAND, day, f"{unit!r} is left without land"))
            if labels.nis and codes.setdefault(labels.nis, unit) != unit:
                message = f"code {labels.nis} is in use for {codes[labels.nis]!r} and for {unit!r}"
                found.append(_at_close(_CODE_TWICE, day, message))
        if found:
            raise ConflictError(found)

    def _descend(self, unit: UnitId, day: date, held: dict[PartId, UnitId]) -> None:
        """Record which versions of the eve the new version of *unit* comes from."""
        land = self.land[unit]
        sources = {source for part in land for source in self._line(part, held)}
        if self.eves[unit]:
            sources.add(unit)
        eves = [(source, eve) for source in sorted(sources) if (eve := self.eves[source])]
        if eves:
            self.origins[unit, day] = tuple([(source, eve.since) for source, eve in eves])
        if len(eves) > 1:
            whole = tuple([(source, eve.since) for source, eve in eves if eve.land <= land])
            if len(whole) > 1:
                self.mergers[unit, day] = whole

    def _end(self, unit: UnitId, eve: Eve, until: date | None) -> None:
        """Write down a version. Many share a period, which is therefore made once."""
        period = self.periods.get((eve.since, until))
        if period is None:
            period = self.periods[eve.since, until] = Period(eve.since, until)
        land = tuple(sorted(eve.land) if len(eve.land) > 1 else eve.land)
        self.versions.append(Municipality(unit, *eve.labels, period, land))

    def history(self) -> History:
        """Close the books: the versions that still live are open-ended."""
        for unit, since in self.since.items():
            self._end(unit, Eve(self.labels[unit], self.land[unit], since), None)
        self.versions.sort(key=lambda m: (m.nis or "", m.unit, m.period.start))
        return History(tuple(self.versions), self.origins, self.mergers)


def _create(state: _Builder, event: Create, found: list[Finding]) -> Act:
    parts = frozenset(event.parts or (PartId(event.unit),))
    _check_absent(state, event, event.unit, found)
    _check_held(state, event, parts, None, found)
    labels = Labels._make(_labels(event))
    return Act((Flow(parts, None, event.unit, lineage=True),), ((event.unit, labels),))


def _abolish(state: _Builder, event: Abolish, found: list[Finding]) -> Act:
    if not _check_present(state, event, event.unit, found):
        return Act()
    return Act((Flow(state.land[event.unit], event.unit, None, lineage=True),), ends=(event.unit,))


def _alter(state: _Builder, event: Alter, found: list[Finding]) -> Act:
    _check_present(state, event, event.unit, found)
    return Act(alters=((event.unit, _labels(event)),))


def _merge(state: _Builder, event: Merge, found: list[Finding]) -> Act:
    members = tuple(dict.fromkeys(event.units))
    if len(members) < 2 or len(members) != len(event.units):
        message = "a merger takes at least two municipalities, each named once"
        found.append(conflict(_NO_MERGER, event, message))
    absent = [unit for unit in members if not _check_present(state, event, unit, found)]
    if absent:
        return Act()
    flows = tuple(
        Flow(state.land[unit], unit, event.unit, lineage=True)
        for unit in members
        if unit != event.unit
    )
    ends = tuple(unit for unit in members if unit != event.unit)
    if event.unit in members:
        kept = Flow(state.land[event.unit], event.unit, event.unit, lineage=True)
        return Act((kept, *flows), ends=ends, alters=((event.unit, _labels(event)),))
    _check_absent(state, event, event.unit, found)
    if isinstance(event.name, Keep):
        found.append(conflict(_NO_MERGER, event, "a new municipality needs a name"))
    shared = _shared([state.labels[unit] for unit in members])
    labels = _altered(Labels(None, event.unit, *shared[2:]), _labels(event))
    return Act(flows, ((event.unit, labels),), ends)


def _shared(members: list[Labels]) -> tuple[Any, ...]:
    """Return for each field what all members have, or ``None``."""
    return tuple(
        values[0] if len(set(values)) == 1 else None for values in zip(*members, strict=True)
    )


def _split(state: _Builder, event: Split, found: list[Finding]) -> Act:
    if not _check_present(state, event, event.unit, found):
        return Act()
    moved: set[PartId] = set()
    begun: set[UnitId] = set()
    for piece in event.into:
        if piece.unit in begun:
            found.append(conflict(_UNIT_PRESENT, event, f"{piece.unit!r} begins twice"))
        elif piece.unit != event.unit:
            _check_absent(state, event, piece.unit, found)
        begun.add(piece.unit)
        _check_held(state, event, piece.parts, event.unit, found)
        if not piece.parts or moved.intersection(piece.parts):
            message = f"piece {piece.unit!r} needs parts that no other piece gets"
            found.append(conflict(_LAND_ELSEWHERE, event, message))
        moved.update(piece.parts)
    flows = tuple(Flow(frozenset(p.parts), event.unit, p.unit, lineage=True) for p in event.into)
    is_over = moved >= state.land[event.unit] and event.unit not in begun
    ends = (event.unit,) if is_over else ()
    return Act(flows, tuple((p.unit, Labels._make(_labels(p))) for p in event.into), ends)


def _move_parts(state: _Builder, event: MoveParts, found: list[Finding]) -> Act:
    if event.origin is not None:
        _check_present(state, event, event.origin, found)
    _check_held(state, event, event.parts, event.origin, found)
    return Act((Flow(frozenset(event.parts), event.origin, event.to, event.lineage),))


_ACTS: dict[type, Callable[[_Builder, Any, list[Finding]], Act]] = {
    Create: _create,
    Abolish: _abolish,
    Alter: _alter,
    Merge: _merge,
    Split: _split,
    MoveParts: _move_parts,
}


def _labels(event: Create | NewUnit | Alter | Merge) -> tuple[Any, ...]:
    return (event.nis, event.name, event.province, event.arrondissement, event.region)


def _altered(labels: Labels, changes: tuple[Any, ...]) -> Labels:
    kept = zip(labels, changes, strict=True)
    return Labels._make([old if new is KEEP else new for old, new in kept])


def _check_present(
    state: _Builder, event: TerritoryEvent, unit: UnitId, found: list[Finding]
) -> bool:
    if unit in state.labels:
        return True
    message = f"{unit!r} does not exist on the eve; an event it builds on may need a lower order"
    found.append(conflict(_UNIT_ABSENT, event, message))
    return False


def _check_absent(
    state: _Builder, event: TerritoryEvent, unit: UnitId, found: list[Finding]
) -> None:
    if unit in state.labels:
        found.append(conflict(_UNIT_PRESENT, event, f"{unit!r} exists already"))


def _check_held(
    state: _Builder,
    event: TerritoryEvent,
    parts: Iterable[PartId],
    holder: UnitId | None,
    found: list[Finding],
) -> None:
    for part in parts:
        actual = state.holder.get(part)
        if actual != holder:
            where = "no municipality" if actual is None else repr(actual)
            wanted = "no municipality" if holder is None else repr(holder)
            message = f"part {part!r} is held by {where}, not by {wanted}"
            found.append(conflict(_LAND_ELSEWHERE, event, message))
