"""What happened to land or to a zone, event by event, and why a municipality is where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, assert_never

from attrs import evolve, frozen

from elzmodel.landscape.snapshot import Snapshot
from elzmodel.territory import (
    KEEP,
    Abolish,
    Alter,
    Create,
    Event,
    Merge,
    MoveParts,
    Municipality,
    Part,
    Register,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.values import Basis, Column, EventId, PartId, SourceId, Table, UnitId, ZoneId, eve
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, ZoneEvent, Zoning

__all__ = [
    "Entry",
    "Explanation",
    "Record",
    "explanation",
    "history_of_land",
    "history_of_zone",
    "history_table",
]


@frozen(kw_only=True)
class Entry:
    """One event as it bears on what was asked, in words, with its sources.

    *recorded* is ``None`` where the day of record is not known.

    Example:
        >>> from elzmodel import flanders
        >>> print(flanders().history("Kortessem")[-1])
        2025-01-01: Kortessem goes from zone Haspengouw to Herkenrode (municipal merger)
    """

    day: date
    what: str
    event: EventId
    reason: str = ""
    decided: date | None = None
    recorded: date | None = None
    basis: Basis = Basis.SOURCED
    sources: tuple[SourceId, ...] = ()

    def __str__(self) -> str:
        """Show day, what happened and why."""
        return f"{self.day}: {self.what}" + (f" ({self.reason})" if self.reason else "")

    @property
    def known_from(self) -> date:
        """The day from which the record knows it; its own day where that is unknown."""
        return self.day if self.recorded is None else self.recorded


def history_table(entries: Iterable[Entry], *, title: str = "History") -> Table:
    """Return entries as a `Table`, one row each.

    Example:
        >>> from elzmodel import flanders
        >>> len(history_table(flanders().history("Kortessem")))
        4
    """
    columns = (
        Column("day"),
        Column("what"),
        Column("reason"),
        Column("recorded"),
        Column("basis"),
        Column("sources"),
    )
    rows = tuple((e.day, e.what, e.reason, e.recorded, e.basis.value, e.sources) for e in entries)
    return Table(title, columns, rows, ("An empty day of record is not known.",))


class Record(NamedTuple):
    """What a history is told from: municipalities, zones, and what parts are called.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> len(Record(fl.register, fl.zoning, fl.parts).parts)
        340
    """

    register: Register
    zoning: Zoning
    parts: Mapping[PartId, Part]


def history_of_land(record: Record, versions: Iterable[Municipality]) -> tuple[Entry, ...]:
    """Return every event that touched the land of *versions*, in order of day.

    On one day territory comes before zones.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> record = Record(fl.register, fl.zoning, fl.parts)
        >>> [e.event for e in history_of_land(record, fl.names.units("11007"))][-1]
        '2025-borsbeek-antwerpen-oost'
    """
    register, zoning, _ = record
    land = frozenset(part for version in versions for part in version.parts)
    units = {m.unit for m in register.versions if not land.isdisjoint(m.parts)}
    entries = [
        _entry(event, _territorial(event, record))
        for event in register.events
        if event.retracted is None
        and not units.isdisjoint(_units(event))
        and not land.isdisjoint(_land(event, register))
    ]
    entries += [
        _entry(event, what)
        for event in zoning.events
        if isinstance(event, Assign) and event.retracted is None
        for what in _assigned(event, land, record)
    ]
    return tuple(sorted(entries, key=lambda entry: entry.day))


def history_of_zone(record: Record, zone: ZoneId) -> tuple[Entry, ...]:
    """Return every event that made, renamed, filled or emptied a zone, in order of day.

    On one day a beginning or a new name comes before land, and an end after it.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> record = Record(fl.register, fl.zoning, fl.parts)
        >>> [e.day.year for e in history_of_zone(record, "haspengouw")]
        [2020, 2020, 2025, 2025]
    """
    entries: list[Entry] = []
    for event in sorted(record.zoning.events, key=_zone_event_order):
        if event.retracted is not None:
            continue
        if isinstance(event, Assign):
            before = {p for p in event.parts if _zone_before(p, event, record.zoning) == zone}
            land = frozenset(event.parts) if event.zone == zone else frozenset(before)
            entries += [_entry(event, what) for what in _assigned(event, land, record)]
        elif event.zone == zone:
            entries.append(_entry(event, _zonal(event, record)))
    return tuple(entries)


def _zone_event_order(event: ZoneEvent) -> tuple[date, int, int]:
    rank = 2 if isinstance(event, AbolishZone) else int(isinstance(event, Assign))
    return event.day, event.order, rank


def _entry(event: Event, what: str) -> Entry:
    return Entry(
        day=event.day,
        what=what,
        event=event.id,
        reason=event.reason,
        decided=event.decided,
        recorded=event.recorded,
        basis=event.basis,
        sources=event.sources,
    )


def _units(event: TerritoryEvent) -> frozenset[UnitId]:
    match event:
        case Merge():
            return frozenset((*event.units, event.unit))
        case Split():
            return frozenset((event.unit, *(piece.unit for piece in event.into)))
        case MoveParts():
            return frozenset(unit for unit in (event.origin, event.to) if unit is not None)
        case Regroup():
            flows = (unit for flow in event.flows for unit in (flow.origin, flow.to))
            changed = (
                *(start.unit for start in event.starts),
                *(alteration.unit for alteration in event.alters),
            )
            return frozenset(unit for unit in (*flows, *changed, *event.ends) if unit is not None)
        case _:
            return frozenset((event.unit,))


def _land(event: TerritoryEvent, register: Register) -> frozenset[PartId]:
    """Return the land of the units that an event names, on its eve and on its day."""
    if isinstance(event, MoveParts) and event.parts:
        return frozenset(event.parts)
    only_eve = isinstance(event, Merge | Abolish | Alter)
    days = [eve(event.day)] if only_eve else [eve(event.day), event.day]
    layouts = [register.on(day).of_unit for day in days]
    found = (layout.get(unit) for layout in layouts for unit in _units(event))
    return frozenset(part for m in found if m is not None for part in m.parts)


def _territorial(event: TerritoryEvent, record: Record) -> str:
    before, after = (record.register.on(day).of_unit for day in (eve(event.day), event.day))

    def was(unit: UnitId) -> str:
        return str(before.get(unit, unit))

    def becomes(unit: UnitId) -> str:
        return str(after.get(unit, unit))

    match event:
        case Create():
            said = f"{becomes(event.unit)} is in the register"
        case Abolish():
            said = f"{was(event.unit)} ends"
        case Merge():
            said = f"{_and(map(was, event.units))} merge into {becomes(event.unit)}"
        case Split():
            said = f"{was(event.unit)} splits off {_and(piece.name for piece in event.into)}"
        case MoveParts():
            origin = was(event.origin) if event.origin else "no municipality"
            said = f"{_what_moves(event, record)} from {origin} to {becomes(event.to)}"
        case Alter():
            said = f"{was(event.unit)}: {', '.join(_alterations(event))}"
        case Regroup():
            givers = _and(was(flow.origin) for flow in event.flows if flow.origin is not None)
            takers = _and(becomes(flow.to) for flow in event.flows if flow.to is not None)
            said = f"land goes from {givers or 'no municipality'} to {takers or 'none'}"
        case _:
            assert_never(event)
    return said


def _what_moves(event: MoveParts, record: Record) -> str:
    land = _and(_part_name(part, record) for part in event.parts)
    if event.portion is not None:
        return f"a portion of {land} goes" if land else "a portion of land goes"
    return f"{land} {_verb(event.parts, 'go')}"


def _alterations(event: Alter) -> Iterator[str]:
    for name in ("nis", "name", "province", "arrondissement", "region"):
        value = getattr(event, name)
        if value is not KEEP:
            yield f"{'code' if name == 'nis' else name} becomes {value or 'unknown'}"


def _zonal(event: CreateZone | AlterZone | AbolishZone, record: Record) -> str:
    match event:
        case CreateZone():
            return f"{event.name} begins"
        case AlterZone():
            eves = record.zoning.zones_on(eve(event.day))
            was = next((zone.name for zone in eves if zone.id == event.zone), event.zone)
            return f"{was} is now called {event.name}"
        case AbolishZone():
            return "it ends"
        case _:
            assert_never(event)


def _zone_before(part: PartId, event: Assign, zoning: Zoning) -> ZoneId | None:
    return zoning.zone_of_part(part, eve(event.day))


def _assigned(event: Assign, land: frozenset[PartId], record: Record) -> Iterator[str]:
    """Say in words what an assignment did to the parts of *land*, by zone of origin."""
    days = (eve(event.day), event.day)
    names = {zone.id: zone.name for day in days for zone in record.zoning.zones_on(day)}
    groups: dict[ZoneId | None, list[PartId]] = {}
    for part in event.parts:
        if part in land:
            groups.setdefault(_zone_before(part, event, record.zoning), []).append(part)
    target = f"zone {names.get(event.zone, event.zone)}" if event.zone else "no zone"
    for origin, parts in groups.items():
        named = _named_on_eve(parts, event, record)
        who = _and(named)
        if origin == event.zone:
            yield f"{who} {_verb(named, 'stay')} in {target}"
        elif origin is None:
            yield f"{who} {_verb(named, 'come')} to {target}"
        else:
            to = target.removeprefix("zone ")
            yield f"{who} {_verb(named, 'go')} from zone {names[origin]} to {to}"


def _verb(subjects: Sequence[str], verb: str) -> str:
    if len(subjects) > 1:
        return verb
    return f"{verb}es" if verb.endswith("o") else f"{verb}s"


def _and(items: Iterable[str]) -> str:
    """Join items as people write them: with commas, and "and" before the last."""
    *rest, last = [*items] or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def _named_on_eve(parts: Sequence[PartId], event: Assign, record: Record) -> list[str]:
    """Name land by municipality where it is all of one, otherwise by part.

    The municipalities are those of the eve, or of the day for land that had none.
    """
    eves, layout = record.register.on(eve(event.day)), record.register.on(event.day)
    found = dict.fromkeys(eves.of_part.get(p) or layout.of_part.get(p) for p in parts)
    whole = [m for m in found if m is not None and set(m.parts) <= set(parts)]
    covered = {part for m in whole for part in m.parts}
    rest = [_part_name(part, record) for part in parts if part not in covered]
    return [*(m.name for m in whole), *rest]


def _part_name(part: PartId, record: Record) -> str:
    """Name a part as on an envelope, ``2100 Deurne``: several share a name."""
    if part not in record.parts:
        return part
    known = record.parts[part]
    return f"{known.postal_code} {known.name}" if known.postal_code else known.name


@frozen(kw_only=True)
class Explanation:
    """What the answer is, and the events that make it.

    *entries* are the events that count; *not_yet_known* took effect by that
    day but were not in the record that was asked; *unknown_days* are those of
    both whose day of record is not known, so that they count as recorded on
    their own day.

    Example:
        >>> from elzmodel import flanders
        >>> why = flanders().explain("Hasselt", on="2025-01-01", known="2024-06-01")
        >>> why.answer
        'the zone of Hasselt (71072) is undecided: haspengouw or herkenrode'
        >>> [entry.event for entry in why.not_yet_known]
        ['2025-hasselt-herkenrode', '2025-hasselt-herkenrode']
    """

    question: str
    answer: str
    entries: tuple[Entry, ...]
    not_yet_known: tuple[Entry, ...] = ()

    @property
    def unknown_days(self) -> tuple[Entry, ...]:
        """The events whose day of record is not known."""
        both = (*self.entries, *self.not_yet_known)
        return tuple(entry for entry in both if entry.recorded is None)

    def to_table(self) -> Table:
        """Return the events as a table, those not yet known last, with notes."""
        notes = [f"{self.question}: {self.answer}."]
        if self.not_yet_known:
            count = len(self.not_yet_known)
            notes.append(f"The last {count} were not in the record that was asked.")
        if self.unknown_days:
            count = len(self.unknown_days)
            notes.append(
                f"The days of record of {count} entries are not known; each counts as its own day."
            )
        table = history_table((*self.entries, *self.not_yet_known), title=self.question)
        if not self.not_yet_known:
            return evolve(table, notes=tuple(notes))
        counts = [True] * len(self.entries) + [False] * len(self.not_yet_known)
        columns = (*table.columns, Column("counts"))
        rows = [(*row, known) for row, known in zip(table.rows, counts, strict=True)]
        return Table(table.title, columns, rows, tuple(notes))

    def __str__(self) -> str:
        """Show question, answer and events."""
        return self.to_table().to_text()

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def explanation(
    snapshot: Snapshot,
    versions: Sequence[Municipality],
    living: Sequence[Municipality],
    entries: Iterable[Entry],
) -> Explanation:
    """Return why the land of a municipality lies where it does on the snapshot's day.

    Args:
        snapshot: The day that is asked about.
        versions: Every version that is meant, in order of time; at least one.
        living: The municipalities of that day that are meant, if it still lives.
        entries: The history of their land.

    Example:
        >>> from elzmodel import flanders
        >>> flanders().explain("Kortessem", on="2025-01-01").answer
        'Kortessem (73040) is part of Hasselt (71072), in zone Herkenrode'
    """
    by_then = [entry for entry in entries if entry.day <= snapshot.day]
    known = [entry for entry in by_then if _is_known(entry, snapshot.known)]
    return Explanation(
        question=f"Where {(living or versions)[-1].name} was on {snapshot.day}",
        answer=_answer(snapshot, versions, living),
        entries=tuple(known),
        not_yet_known=tuple(entry for entry in by_then if entry not in known),
    )


def _is_known(entry: Entry, known: date | None) -> bool:
    return known is None or entry.known_from <= known


def _answer(
    snapshot: Snapshot, versions: Sequence[Municipality], living: Sequence[Municipality]
) -> str:
    begun = [m for m in versions if m.period.start is None or m.period.start <= snapshot.day]
    asked = living or (begun or versions)[-1:]
    land = sorted({part for municipality in asked for part in municipality.parts})
    holders = " and ".join(str(m) for m in snapshot.layout.holding(land))
    if not holders:
        return f"no municipality holds the land of {asked[0]}"
    if living:
        subject = f"{holders} is"
    elif begun:
        subject = f"{asked[0]} is part of {holders},"
    else:
        subject = f"the land of {asked[0]} is that of {holders},"
    undecided = snapshot.zone_map.undecided
    candidates = {z for part in land if part in undecided for z in undecided[part].candidates}
    if candidates:
        return f"the zone of {holders} is undecided: {' or '.join(sorted(candidates))}"
    return f"{subject} {_zones(snapshot, land)}"


def _zones(snapshot: Snapshot, land: Sequence[PartId]) -> str:
    groups = snapshot.zone_map.split(land)
    names = [snapshot.zone_map.of_id[zone].name for zone in groups if zone is not None]
    if not names:
        why = snapshot.zone_map.before_the_first()
        return "in no zone" + (f". {why}" if why else "")
    rest = " and land in no zone" if None in groups else ""
    if len(names) == 1:
        return f"in zone {names[0]}{', with' if rest else ''}{rest.removeprefix(' and')}"
    return f"divided over zones {' and '.join(names)}{rest}"
