"""The fold over territorial events: mutable inside, frozen values outside.

The events of one day and one order form a batch. Each is read against the
state before the batch, and no two of them may touch the same land or the same
field, so that the sequence in which they are applied cannot matter. Codes and
land are checked at the end of the day: within a day a code may pass from hand
to hand.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from attrs import Factory, define, frozen

from elzmodel.territory._acts import CutPlan, Flow, Labels, Land
from elzmodel.territory._reading import altered, read
from elzmodel.territory.errors import ConflictError
from elzmodel.territory.municipality import Municipality
from elzmodel.territory.refinement import Cut, Piece, Refinement, is_inside, reached
from elzmodel.values import Finding, NisCode, PartId, Period, Severity, UnitId
from elzmodel.values.collector import without_collector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.territory._acts import Act
    from elzmodel.territory.events import TerritoryEvent

__all__ = ["History", "Version", "replay"]

Version = tuple[UnitId, date]
"""A version of a municipality: its unit and its first day."""

_NOTHING: Land = frozenset()

_CODE_TWICE = "ELZ-T005"
_NO_LAND = "ELZ-T006"


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
    refinement: Refinement


def _at_close(code: str, day: date, message: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, subject=f"end of {day}", message=message)


def replay(events: Iterable[TerritoryEvent]) -> History:
    """Fold *events*, sorted by day and order, into a history.

    Raises:
        ConflictError: At the first day whose events contradict each other or
            the state before them, with all contradictions of that batch.
    """
    builder = _Builder()
    with without_collector():
        for day, of_day in groupby(events, key=attrgetter("day")):
            for _, batch in groupby(of_day, key=attrgetter("order")):
                builder.apply(list(batch))
            builder.close(day)
        return builder.history()


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
    foreign: list[Flow] = Factory(list)
    cuts: list[Cut] = Factory(list)
    children: dict[PartId, tuple[PartId, ...]] = Factory(dict)
    sources: dict[PartId, tuple[PartId, ...]] = Factory(dict)
    cut_today: set[PartId] = Factory(set)

    def pieces_of(self, part: PartId) -> Iterable[PartId]:
        """Return the uncut pieces that lie in a part that was cut, for certain."""
        return sorted(
            piece
            for piece in reached((part,), self.children)
            if piece not in self.children and is_inside(piece, {part}, {}, self.sources)
        )

    def apply(self, batch: list[TerritoryEvent]) -> None:
        """Apply the events of one day and order together."""
        acts, found = read(self, batch)
        if found:
            raise ConflictError(found)
        for act in acts:
            for unit, labels in act.starts:
                self._touch(unit)
                self.labels[unit] = labels
                self.land.setdefault(unit, _NOTHING)
        for event, act in zip(batch, acts, strict=True):
            self._change(event, act)
        self.foreign += [flow for act in acts for flow in act.flows if not flow.lineage]
        self._adopt()

    def _change(self, event: TerritoryEvent, act: Act) -> None:
        for flow in act.flows:
            self._move(flow)
        for cut in act.cuts:
            self._cut(event, cut)
        for unit, changes in act.alters:
            self._touch(unit)
            self.labels[unit] = altered(self.labels[unit], changes)
        for unit in act.ends:
            self._touch(unit)
            del self.labels[unit]

    def _cut(self, event: TerritoryEvent, plan: CutPlan) -> None:
        """Let pieces take the place of the parts that are cut."""
        origin, whole = plan.origin, tuple(sorted(plan.whole))
        self._move(Flow(plan.whole, origin, None, lineage=True))
        name = whole[0] if len(whole) == 1 else origin
        pieces = []
        for to, weights, lineage in plan.portions:
            piece = PartId(f"{name}~{event.id}~{to}")
            self._grow(piece, whole, to)
            pieces.append(Piece(piece, weights))
            if not lineage:
                self.foreign.append(Flow(frozenset({piece}), origin, to, lineage))
        rests = [(part, PartId(f"{part}~{event.id}")) for part in whole if plan.has_rest]
        for part, rest in rests:
            self._grow(rest, (part,), origin)
        cut = Cut(event.id, event.day, whole, tuple(pieces), tuple(rests))
        self.cuts.append(cut)
        self.children.update((part, cut.children(part)) for part in whole)

    def _grow(self, piece: PartId, sources: tuple[PartId, ...], to: UnitId) -> None:
        self.sources[piece] = sources
        self.cut_today.add(piece)
        self._move(Flow(frozenset({piece}), None, to, lineage=True))

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

    def _adopt(self) -> None:
        """Let land that moved without lineage count as the receiver's from now on."""
        foreign = {part for flow in self.foreign for part in flow.parts}
        for flow in self.foreign:
            line = self._line_without(foreign, flow.to)
            self.adopted.update(dict.fromkeys(flow.parts, line))
        self.foreign.clear()

    def _line_without(self, foreign: set[PartId], unit: UnitId | None) -> frozenset[UnitId]:
        """Return the units of the eve that *unit* comes from, leaving out foreign land."""
        if unit is None:
            return frozenset()
        if self.eves[unit]:
            return frozenset((unit,))
        held = self._held()
        land = self.land[unit] - foreign
        return frozenset(source for part in land for source in self._line(part, held))

    def _line(self, part: PartId, held: dict[PartId, UnitId]) -> Iterable[UnitId]:
        """Return the units of the eve from which a part came by lineage."""
        if part in self.adopted:
            return self.adopted[part]
        if part in self.cut_today:
            return {unit for source in self.sources[part] for unit in self._line(source, held)}
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
        self.cut_today.clear()

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
                if self.land[unit]:
                    message = f"{unit!r} ends while it holds {min(self.land[unit])!r}"
                    found.append(_at_close(_NO_LAND, day, message))
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
        if self.adopted or self.cut_today:
            sources = {source for part in land for source in self._line(part, held)}
        else:
            sources = {held[part] for part in land if part in held}
        if self.eves[unit]:
            sources.add(unit)
        eves = [(source, eve) for source in sorted(sources) if (eve := self.eves[source])]
        if eves:
            self.origins[unit, day] = tuple([(source, eve.since) for source, eve in eves])
        if len(eves) > 1:
            whole = tuple([(s, eve.since) for s, eve in eves if self._is_whole(eve, land)])
            if len(whole) > 1:
                self.mergers[unit, day] = whole

    def _is_whole(self, eve: Eve, land: Land) -> bool:
        """Tell whether all land of the eve lies in *land*, also where it was cut today."""
        before = eve.land
        if before <= land or not self.cut_today:
            return before <= land
        return all(is_inside(part, land, self.children, self.sources) for part in before)

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
        return History(tuple(self.versions), self.origins, self.mergers, Refinement(self.cuts))
