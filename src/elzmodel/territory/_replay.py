"""The fold over territorial events: mutable inside, frozen values outside.

The events of one day and one order form a batch. Each is read against the
state before the batch, and no two of them may touch the same land or the same
field, so that the sequence in which they are applied cannot matter. Codes and
land are checked at the end of the day: within a day a code may pass from hand
to hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final, Self

from attrs import Factory, define, frozen

from elzmodel.errors import ConflictError
from elzmodel.territory.acts import (
    KEEP,
    LABELS,
    UNIT_ABSENT,
    Act,
    CutPlan,
    Event,
    Labels,
    Land,
    Reading,
    altered,
    contradiction,
    joined,
    labels_of,
    without,
)
from elzmodel.territory.events import TerritoryEvent
from elzmodel.territory.municipality import Municipality
from elzmodel.territory.refinement import Cut, Piece, Refinement, is_inside, reached
from elzmodel.values import (
    Code,
    Codes,
    EventId,
    Finding,
    NisCode,
    PartId,
    Period,
    Severity,
    UnitId,
)
from elzmodel.values.text import Suggestions, phrase, term

Version = tuple[UnitId, date]
"""A version of a municipality: its unit and its first day."""


def version_of(municipality: Municipality) -> Version:
    """Return unit and first day of a version that was replayed."""
    start = municipality.period.start
    assert start is not None, "a replayed version has a first day"  # noqa: S101 - for the checker
    return (municipality.unit, start)


CLASH: Final = Code(
    "ELZ-T004",
    "it touches {what} {whose!r} on the same day as event {other}",
    severity=Severity.ERROR,
    meaning="two events of one day clash",
    explanation="They touch the same land or the same field, and nothing says which comes first.",
    remedy="give the later of the two a higher order",
)
CODE_TWICE: Final = Code(
    "ELZ-T005",
    "code {nis} is in use for {one!r} and for {other!r}",
    severity=Severity.ERROR,
    meaning="a code is in use twice",
    explanation="At the end of a day two municipalities have the same NIS code. Give one of them "
    "another code, or let the event that ends the older one take effect on the same day.",
)
NO_LAND: Final = Code(
    "ELZ-T006",
    {
        "": "{unit!r} is left without land",
        "ended": "{unit!r} ends while it holds {part!r}",
    },
    severity=Severity.ERROR,
    meaning="a municipality without land",
    explanation="At the end of a day a unit is left without parts. End it with `Abolish` or "
    "`Merge`, or leave it a part.",
)
CODES: Final = Codes([CLASH, CODE_TWICE, NO_LAND])


Standing = tuple[Labels | None, Land]
"""What a unit is called, if it lives, and what land it has."""

_UNBORN: Final[Standing] = (None, ())


@frozen
class History:
    """What a replay yields: every version, and which came from which."""

    versions: tuple[Municipality, ...]
    origins: dict[Version, tuple[Version, ...]]
    mergers: dict[Version, tuple[Version, ...]]
    refinement: Refinement


def _as_planned(event: TerritoryEvent, plan: CutPlan) -> Cut:
    """Name the pieces that portions become, and what remains of each part."""
    name = plan.whole[0] if len(plan.whole) == 1 else plan.origin
    pieces = [Piece(PartId(f"{name}~{event.id}~{p.to}"), p.weights) for p in plan.portions]
    rests = [(part, PartId(f"{part}~{event.id}")) for part in plan.whole if plan.has_rest]
    return Cut(event.id, event.day, plan.whole, tuple(pieces), tuple(rests))


def replay(events: Iterable[TerritoryEvent]) -> History:
    """Fold *events*, sorted by day and order, into a history.

    Raises:
        ConflictError: At the first day whose events contradict each other or
            the state before them, with all contradictions of that batch.
    """
    return Fold().folded(events)


@define
class Fold:
    """A fold on its way: how things stand after some events.

    Another that goes on with what `after` or `copy` gives comes to the same as one from the
    start, where all further events are of later days.
    """

    labels: dict[UnitId, Labels] = Factory(dict)
    land: dict[UnitId, Land] = Factory(dict)
    holder: dict[PartId, UnitId] = Factory(dict)
    current: dict[UnitId, Version] = Factory(dict)
    codes: dict[NisCode, UnitId] = Factory(dict)
    versions: list[Municipality] = Factory(list)
    living: dict[Version, Municipality] = Factory(dict)
    origins: dict[Version, tuple[Version, ...]] = Factory(dict)
    mergers: dict[Version, tuple[Version, ...]] = Factory(dict)
    cuts: list[Cut] = Factory(list)
    children: dict[PartId, tuple[PartId, ...]] = Factory(dict)
    sources: dict[PartId, tuple[PartId, ...]] = Factory(dict)
    # The fields below hold one day, or one batch, at a time.
    eves: dict[UnitId, Standing] = Factory(dict)
    lines: dict[PartId, Collection[UnitId]] = Factory(dict)
    periods: dict[date, Period] = Factory(dict)
    foreign: list[tuple[Land, UnitId | None]] = Factory(list)
    today: list[TerritoryEvent] = Factory(list)

    @classmethod
    def after(cls, history: History) -> Self:
        """Return how things stand when a history has been folded."""
        fold = cls(origins={**history.origins}, mergers={**history.mergers})
        for version in history.versions:
            if version.period.until is not None:
                fold.versions.append(version)
                continue
            unit, land = version.unit, version.parts
            fold.living[version_of(version)] = version
            fold.labels[unit] = labels_of(version)
            fold.land[unit] = land
            fold.holder.update(dict.fromkeys(land, unit))
            fold.current[unit] = version_of(version)
            if version.nis:
                fold.codes[version.nis] = unit
        for cut in history.refinement.cuts:
            fold.cuts.append(cut)
            fold.children.update(cut.children)
            fold.sources.update(cut.sources)
        return fold

    def copy(self) -> Self:
        """Return one that goes on by itself."""
        standing = {name: copy(getattr(self, name)) for name in _STANDING}
        return type(self)(**standing, living=self.living)

    def folded(self, events: Iterable[TerritoryEvent]) -> History:
        """Apply events, sorted by day and order, and close the books."""
        for day, of_day in groupby(events, key=attrgetter("day")):
            day_events = [*of_day]
            if len(day_events) == 1:  # the usual day
                self.apply(day_events)
            else:
                for _, batch in groupby(day_events, key=attrgetter("order")):
                    self.apply([*batch])
            self.close(day)
        return self.history()

    def pieces_of(self, part: PartId) -> Iterable[PartId]:
        """Return the uncut pieces that lie in a part that was cut, for certain."""
        return sorted(
            piece
            for piece in reached((part,), self.children)
            if piece not in self.children and is_inside(piece, {part}, {}, self.sources)
        )

    def apply(self, batch: list[TerritoryEvent]) -> None:
        """Apply the events of one day and order together."""
        reading = Reading(self)
        acts: list[Act] = []
        for event in batch:
            reading.event = event
            acts.append(event._act(reading))  # noqa: SLF001 - only the replay asks
        self._keep_eves(batch)
        for act in acts:
            for unit, labels in act.starts:
                self.labels[unit] = labels
                self.land.setdefault(unit, ())
        findings = reading.findings
        if reading.receivers:
            findings += _lost_receivers(reading.receivers, self.labels)
        if len(batch) > 1 and not _are_apart(batch, acts):
            findings += _clashes(batch, acts)
        if findings:
            raise ConflictError(findings)
        self.today += batch
        acts.reverse()
        for event in batch:
            self._change(event, acts.pop())  # `pop` frees each act: a first day has many.
        if self.foreign:
            self._adopt()

    def _keep_eves(self, batch: list[TerritoryEvent]) -> None:
        """Write down how what a batch names stood on the eve, before it changes."""
        for event in batch:
            for unit in event.named_units:
                if unit not in self.eves:
                    alive = unit in self.labels
                    self.eves[unit] = (self.labels[unit], self.land[unit]) if alive else _UNBORN

    def _change(self, event: TerritoryEvent, act: Act) -> None:
        for parts, origin, to, lineage in act.flows:
            self._move(parts, origin, to)
            if not lineage:
                self.foreign.append((parts, to))
        for plan in act.cuts:
            self._cut(event, plan)
        for unit, changes in act.alters:
            self.labels[unit] = altered(self.labels[unit], changes)
        for unit in act.ends:
            del self.labels[unit]

    def _cut(self, event: TerritoryEvent, plan: CutPlan) -> None:
        """Let pieces take the place of the parts that are cut."""
        cut = _as_planned(event, plan)
        self.cuts.append(cut)
        self.children.update(cut.children)
        self.sources.update(cut.sources)
        self._move(plan.whole, plan.origin, None)
        whole = self._sources(plan.whole)
        self.lines.update(dict.fromkeys([piece.part for piece in cut.pieces], whole))
        self.lines.update({rest: self.lines[part] for part, rest in cut.rests})
        for portion, piece in zip(plan.portions, cut.pieces, strict=True):
            parts = (piece.part,)
            self._move(parts, None, portion.to)
            if not portion.lineage:
                self.foreign.append((parts, portion.to))
        self._move(tuple([rest for _, rest in cut.rests]), None, plan.origin)

    def _move(self, parts: Land, origin: UnitId | None, to: UnitId | None) -> None:
        if origin == to:
            return
        if origin is not None:
            self.land[origin] = without(self.land[origin], parts)
        if to is not None:
            self.land[to] = joined(self.land[to], parts)
        line = () if origin is None else (origin,)
        for part in parts:
            self.lines.setdefault(part, line)
            if to is None:
                del self.holder[part]
            else:
                self.holder[part] = to

    def _adopt(self) -> None:
        """Let land that moved without lineage count as the receiver's from now on."""
        foreign = {part for parts, _ in self.foreign for part in parts}
        for parts, to in self.foreign:
            self.lines.update(dict.fromkeys(parts, self._line_without(foreign, to)))
        self.foreign.clear()

    def _line_without(self, foreign: set[PartId], unit: UnitId | None) -> Collection[UnitId]:
        """Return the units of the eve that *unit* comes from, leaving out foreign land."""
        if unit is None:
            return ()
        if unit in self.current:
            return (unit,)
        return self._sources(without(self.land[unit], foreign))

    def _sources(self, land: Land) -> set[UnitId]:
        """Return the units of the eve from which land came today by lineage."""
        return {unit for part in land for unit in self.lines.get(part, ())}

    def _changed(self) -> tuple[list[UnitId], list[UnitId], list[UnitId]]:
        """Return what is not as on the eve: all of it, without land or life, with another code."""
        changed, astray, recoded = [], [], []
        for unit, (labels, land) in self.eves.items():
            now, held = self.labels.get(unit), self.land.get(unit, ())
            if labels != now or land != held:
                changed.append(unit)
                if bool(held) != (now is not None):
                    astray.append(unit)
                if (labels and labels[0]) != (now and now[0]):
                    recoded.append(unit)
        return changed, astray, recoded

    def close(self, day: date) -> None:
        """End a day: check codes and land, close old versions, open new ones."""
        changed, astray, recoded = self._changed()
        if astray or recoded:
            findings = [*self._check_land(astray), *self._check_codes(recoded)]
            if findings:
                raise ConflictError(findings)
        begun: dict[UnitId, Version] = {}
        for unit in changed:
            labels, land = self.eves[unit]
            if labels is not None:
                self._end(self.current[unit], labels, land, day)
            if unit in self.labels:
                begun[unit] = (unit, day)
                self._trace(begun[unit])
        self.current.update(begun)
        for unit in self.eves:
            if unit not in self.labels:
                self.land.pop(unit, None)
                self.current.pop(unit, None)
        for of_day in (self.eves, self.lines, self.periods, self.today):
            of_day.clear()

    def _check_land(self, astray: list[UnitId]) -> Iterable[Finding]:
        """Find units that live without land, and land of units that do not."""
        for unit in sorted(astray):
            land, event = self.land[unit], self._last_event(unit)
            if land:
                yield contradiction(NO_LAND, event, "ended", unit=unit, part=min(land))
            else:
                yield contradiction(NO_LAND, event, unit=unit)

    def _check_codes(self, recoded: list[UnitId]) -> Iterable[Finding]:
        """Let codes change hands, and find those that are in use twice."""
        taken = []
        for unit in recoded:
            before, after = self.eves[unit][0], self.labels.get(unit)
            old, new = before and before[0], after and after[0]
            if old:
                del self.codes[old]
            if new:
                taken.append((unit, new))
        for unit, nis in sorted(taken):
            holder = self.codes.setdefault(nis, unit)
            if holder != unit:
                event = self._last_event(unit)
                yield contradiction(CODE_TWICE, event, nis=nis, one=holder, other=unit)

    def _last_event(self, unit: UnitId) -> TerritoryEvent:
        """Return the event of the day that names a unit, the last if there are several."""
        return next(event for event in reversed(self.today) if unit in event.named_units)

    def _trace(self, version: Version) -> None:
        """Record which versions of the eve a version comes from, and which of them are whole."""
        unit, _ = version
        found = self._sources(self.land[unit]) if self.lines else set()
        if unit in self.current:
            found.add(unit)
        if not found:
            return
        sources = sorted(found)
        self.origins[version] = tuple([self.current[source] for source in sources])
        if len(sources) > 1:
            land = frozenset(self.land[unit])
            whole = tuple([self.current[each] for each in sources if self._is_whole(each, land)])
            if len(whole) > 1:
                self.mergers[version] = whole

    def _is_whole(self, unit: UnitId, land: frozenset[PartId]) -> bool:
        """Tell whether all that a unit had on the eve lies in *land*, also where it was cut."""
        _, before = self.eves[unit]
        return land.issuperset(before) or all(
            is_inside(part, land, self.children, self.sources) for part in before
        )

    def _end(self, version: Version, labels: Labels, land: Land, until: date | None) -> None:
        """Write down a version. Many share a period, which is therefore made once."""
        unit, since = version
        period = self.periods.get(since)
        if period is None:
            period = self.periods[since] = Period(since, until)
        self.versions.append(Municipality(unit, *labels, period, land))

    def history(self) -> History:
        """Close the books: the versions that still live are open-ended."""
        for unit, version in self.current.items():
            if self.living and version in self.living:
                self.versions.append(self.living[version])
            else:
                self._end(version, self.labels[unit], self.land[unit], None)
        # Sorting is stable, and the versions of a unit stand in order of time.
        self.versions.sort(key=lambda m: (m.nis or "", m.unit))
        return History(tuple(self.versions), self.origins, self.mergers, Refinement(self.cuts))


_STANDING: Final = (
    "labels",
    "land",
    "holder",
    "current",
    "codes",
    "versions",
    "origins",
    "mergers",
    "cuts",
    "children",
    "sources",
)
"""What a fold changes that outlives a day."""


# --- a batch: the events of one day and order ---


def _lost_receivers(
    receivers: list[tuple[Event, UnitId]], alive: dict[UnitId, Labels]
) -> list[Finding]:
    """Find land that goes to a unit which neither lives nor begins in the batch."""
    return [
        contradiction(UNIT_ABSENT, event, "receiver", unit=unit, near=Suggestions(unit, alive))
        for event, unit in receivers
        if unit not in alive
    ]


def _are_apart(batch: list[TerritoryEvent], acts: list[Act]) -> bool:
    """Tell at little cost that no two events speak of the same land or unit, as most do not."""
    units = [unit for event in batch for unit in {*event.named_units}]
    land = [part for act in acts for flow in act.flows for part in flow.parts]
    land += [part for act in acts for plan in act.cuts for part in plan.whole]
    return all(len({*each}) == len(each) for each in (units, land))


def _clashes(batch: list[TerritoryEvent], acts: list[Act]) -> Iterable[Finding]:
    """Find events of one batch that touch the same land or the same field."""
    claims: defaultdict[str, dict[str, EventId]] = defaultdict(dict)
    for event, act in zip(batch, acts, strict=True):
        own = event.id
        twice = [
            (what, whose)
            for what, names in _claims(act)
            for whose in names
            if claims[what].setdefault(whose, own) != own
        ]
        for what, whose in sorted(twice) if twice else ():
            yield _clash(event, claims[what][whose], what, whose)
    remade = claims["unit"]
    ended = {unit for act in acts for unit in act.ends}
    for event, act in zip(batch, acts, strict=True):
        touched = {unit for unit, _ in act.alters}
        if ended:
            touched |= ended.intersection(act.receivers())
        for unit in sorted(touched):
            if remade.get(unit, event.id) != event.id:
                yield _clash(event, remade[unit], "unit", unit)


def _claims(act: Act) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield what an act claims for itself, by kind: land, units that begin or end, fields."""
    for flow in act.flows:
        yield "part", flow.parts
    for plan in act.cuts:
        yield "part", plan.whole
    yield "unit", act.remade()
    for unit, changes in act.alters:
        for name, value in zip(LABELS, changes, strict=True):
            if value is not KEEP:
                yield name, (unit,)


def _clash(event: TerritoryEvent, other: EventId, what: str, whose: str) -> Finding:
    of = "the {label} of" if what in LABELS else "{label}"
    what_of = phrase(of, label=term(what))
    return contradiction(CLASH, event, what=what_of, whose=whose, other=other)
