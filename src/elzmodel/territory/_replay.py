"""The fold over territorial events: mutable inside, frozen values outside.

The events of one day and one order form a batch. Each is read against the
state before the batch, and no two of them may touch the same land or the same
field, so that the sequence in which they are applied cannot matter. Codes and
land are checked at the end of the day: within a day a code may pass from hand
to hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple, Self

from attrs import Factory, define, frozen

from elzmodel.errors import ConflictError
from elzmodel.territory._acts import (
    KEEP,
    LABELS,
    UNIT_ABSENT,
    Act,
    CutPlan,
    Labels,
    Land,
    Reading,
    altered,
    contradiction,
    labels_of,
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


_NOTHING: Land = frozenset()

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


class Eve(NamedTuple):
    """A unit as it stood before the first event of a day touched it."""

    version: Version
    labels: Labels
    land: Land


@frozen
class History:
    """What a replay yields: every version, and which came from which."""

    versions: tuple[Municipality, ...]
    origins: dict[Version, tuple[Version, ...]]
    mergers: dict[Version, tuple[Version, ...]]
    refinement: Refinement


def _as_planned(event: TerritoryEvent, plan: CutPlan) -> Cut:
    """Name the pieces that portions become, and what remains of each part."""
    whole = tuple(sorted(plan.whole))
    name = whole[0] if len(whole) == 1 else plan.origin
    pieces = [Piece(PartId(f"{name}~{event.id}~{p.to}"), p.weights) for p in plan.portions]
    rests = [(part, PartId(f"{part}~{event.id}")) for part in whole if plan.has_rest]
    return Cut(event.id, event.day, whole, tuple(pieces), tuple(rests))


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
    # What follows is of one day, or of one batch.
    eves: dict[UnitId, Eve | None] = Factory(dict)
    holder_before: dict[PartId, UnitId | None] = Factory(dict)
    adopted: dict[PartId, frozenset[UnitId]] = Factory(dict)
    cut_today: set[PartId] = Factory(set)
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
            unit, land = version.unit, frozenset(version.parts)
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
            for _, batch in groupby(of_day, key=attrgetter("order")):
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
        findings: list[Finding] = []
        acts = [
            event._act(Reading(event, self, findings))  # noqa: SLF001 - only the replay asks
            for event in batch
        ]
        for act in acts:
            for unit, labels in act.starts:
                self._touch(unit)
                self.labels[unit] = labels
                self.land.setdefault(unit, _NOTHING)
        findings += _lost_receivers(batch, acts, self.labels)
        if len(acts) > 1:
            findings += _clashes(batch, acts)
        if findings:
            raise ConflictError(findings)
        self.today += batch
        acts.reverse()
        for event in batch:
            self._change(event, acts.pop())  # It is let go at once: a first day has many.
        if self.foreign:
            self._adopt()

    def _change(self, event: TerritoryEvent, act: Act) -> None:
        for parts, origin, to, lineage in act.flows:
            self._move(parts, origin, to)
            if not lineage:
                self.foreign.append((parts, to))
        for plan in act.cuts:
            self._cut(event, plan)
        for unit, changes in act.alters:
            self._touch(unit)
            self.labels[unit] = altered(self.labels[unit], changes)
        for unit in act.ends:
            self._touch(unit)
            del self.labels[unit]

    def _cut(self, event: TerritoryEvent, plan: CutPlan) -> None:
        """Let pieces take the place of the parts that are cut."""
        cut = _as_planned(event, plan)
        self.cuts.append(cut)
        sources = cut.sources
        self.children.update(cut.children)
        self.sources.update(sources)
        self.cut_today.update(sources)
        self._move(plan.whole, plan.origin, None)
        for portion, piece in zip(plan.portions, cut.pieces, strict=True):
            parts = frozenset((piece.part,))
            self._move(parts, None, portion.to)
            if not portion.lineage:
                self.foreign.append((parts, portion.to))
        self._move(frozenset([rest for _, rest in cut.rests]), None, plan.origin)

    def _move(self, parts: Land, origin: UnitId | None, to: UnitId | None) -> None:
        if origin is not None:
            self._touch(origin)
        if to is not None:
            self._touch(to)
        if origin == to:
            return
        if origin is not None:
            self.land[origin] -= parts
        if to is not None:
            self.land[to] = self.land[to] | parts if self.land[to] else parts
        for part in parts:
            self.holder_before.setdefault(part, origin)
            if to is None:
                del self.holder[part]
            else:
                self.holder[part] = to

    def _adopt(self) -> None:
        """Let land that moved without lineage count as the receiver's from now on."""
        foreign = {part for parts, _ in self.foreign for part in parts}
        for parts, to in self.foreign:
            self.adopted.update(dict.fromkeys(parts, self._line_without(foreign, to)))
        self.foreign.clear()

    def _line_without(self, foreign: set[PartId], unit: UnitId | None) -> frozenset[UnitId]:
        """Return the units of the eve that *unit* comes from, leaving out foreign land."""
        if unit is None:
            return frozenset()
        if self.eves[unit]:
            return frozenset((unit,))
        land = self.land[unit] - foreign
        return frozenset(source for part in land for source in self._line(part))

    def _line(self, part: PartId) -> Iterable[UnitId]:
        """Return the units of the eve from which a part came today by lineage."""
        if part in self.adopted:
            return self.adopted[part]
        if part in self.cut_today:
            return {unit for source in self.sources[part] for unit in self._line(source)}
        before = self.holder_before.get(part)
        return () if before is None else (before,)

    def _touch(self, unit: UnitId) -> None:
        """Remember how *unit* stood on the eve, the first time a day touches it."""
        if unit not in self.eves:
            labels = self.labels.get(unit)
            self.eves[unit] = Eve(self.current[unit], labels, self.land[unit]) if labels else None

    def close(self, day: date) -> None:
        """End a day: check codes and land, close old versions, open new ones."""
        changed = [unit for unit, eve in self.eves.items() if self._differs(unit, eve)]
        findings = [*self._check_land(changed), *self._check_codes(changed)]
        if findings:
            raise ConflictError(findings)
        for unit in changed:
            eve = self.eves[unit]
            if eve is not None:
                self._end(*eve, day)
            if unit in self.labels:
                self._begin((unit, day))
            else:
                del self.current[unit]
        for unit in self.eves:
            if unit not in self.labels:
                del self.land[unit]
        for of_day in (self.eves, self.holder_before, self.adopted, self.cut_today, self.periods):
            of_day.clear()
        self.today.clear()

    def _differs(self, unit: UnitId, eve: Eve | None) -> bool:
        labels = self.labels.get(unit)
        if eve is None or labels is None:
            return (eve is None) != (labels is None)
        return eve.labels != labels or eve.land != self.land[unit]

    def _check_land(self, changed: list[UnitId]) -> Iterable[Finding]:
        """Find units that live without land, and land of units that do not."""
        wrong = [unit for unit in changed if bool(self.land[unit]) != (unit in self.labels)]
        for unit in sorted(wrong):
            land, event = self.land[unit], self._last_event(unit)
            if land:
                yield contradiction(NO_LAND, event, "ended", unit=unit, part=min(land))
            else:
                yield contradiction(NO_LAND, event, unit=unit)

    def _check_codes(self, changed: list[UnitId]) -> Iterable[Finding]:
        """Let codes change hands, and find those that are in use twice."""
        taken = []
        for unit in changed:
            eve, labels = self.eves[unit], self.labels.get(unit)
            old = eve.labels[0] if eve else None
            new = labels[0] if labels else None
            if old == new:
                continue
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

    def _begin(self, version: Version) -> None:
        """Open a version, and record which versions of the eve it comes from."""
        unit, _ = version
        self.current[unit] = version
        land = self.land[unit]
        sources = {source for part in land for source in self._line(part)}
        if self.eves[unit]:
            sources.add(unit)
        eves = [eve for source in sorted(sources) if (eve := self.eves[source])]
        if eves:
            self.origins[version] = tuple([eve.version for eve in eves])
        if len(eves) > 1:
            whole = tuple([eve.version for eve in eves if self._is_whole(eve, land)])
            if len(whole) > 1:
                self.mergers[version] = whole

    def _is_whole(self, eve: Eve, land: Land) -> bool:
        """Tell whether all land of the eve lies in *land*, also where it was cut today."""
        before = eve.land
        if before <= land or not self.cut_today:
            return before <= land
        return all(is_inside(part, land, self.children, self.sources) for part in before)

    def _end(self, version: Version, labels: Labels, land: Land, until: date | None) -> None:
        """Write down a version. Many share a period, which is therefore made once."""
        unit, since = version
        nis, name, province, arrondissement, region = labels
        period = self.periods.get(since)
        if period is None:
            period = self.periods[since] = Period(since, until)
        parts = tuple(sorted(land) if len(land) > 1 else land)
        self.versions.append(
            Municipality(unit, nis, name, province, arrondissement, region, period, parts)
        )

    def history(self) -> History:
        """Close the books: the versions that still live are open-ended."""
        for unit, version in self.current.items():
            if version in self.living:
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
    batch: list[TerritoryEvent], acts: list[Act], alive: dict[UnitId, Labels]
) -> list[Finding]:
    """Find land that goes to a unit which neither lives nor begins in the batch."""
    lost = [
        (event, unit)
        for event, act in zip(batch, acts, strict=True)
        for unit in act.receivers()
        if unit not in alive
    ]
    return [
        contradiction(UNIT_ABSENT, event, "receiver", unit=unit, near=Suggestions(unit, alive))
        for event, unit in lost
    ]


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
