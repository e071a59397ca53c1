"""What happened to land or to a zone, event by event, and why a municipality is where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from attrs import asdict, frozen

from elzmodel.landscape.snapshot import Snapshot
from elzmodel.territory import (
    Abolish,
    Alter,
    Event,
    EventNames,
    Merge,
    MoveParts,
    Municipality,
    Part,
    Register,
    TerritoryEvent,
)
from elzmodel.values import Basis, EventId, PartId, SourceId, ZoneId, eve
from elzmodel.values.answers import Answer, columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.text import Phrase, Said, phrase, said, term
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, ZoneEvent, Zoning

__all__ = ["Entry", "ExplainedEntry", "Explanation"]


@columns("day", "what", "reason", "recorded", "basis", "sources")
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


class Record(NamedTuple):
    """What a history is told from: municipalities, zones, and what parts are called."""

    register: Register
    zoning: Zoning
    parts: Mapping[PartId, Part]

    def zone_names(self, *days: date) -> dict[ZoneId, str]:
        """Return what the zones of some days are called; a later day goes before."""
        return {zone.id: zone.name for day in days for zone in self.zoning.zones_on(day)}


def history_of_land(record: Record, versions: Iterable[Municipality]) -> tuple[Entry, ...]:
    """Return every event that touched the land of *versions*, in order of day.

    On one day territory comes before zones.
    """
    register, zoning, _ = record
    land = frozenset(part for version in versions for part in version.parts)
    units = {m.unit for m in register.versions if not land.isdisjoint(m.parts)}
    entries = [
        _entry(event, _told(event, record, lambda day: register.on(day).by_unit))
        for event in register.events
        if event.retracted is None
        and not units.isdisjoint(event.named_units)
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
            entries.append(_entry(event, _told(event, record, record.zone_names)))
    return tuple(entries)


def _zone_event_order(event: ZoneEvent) -> tuple[date, int, int]:
    rank = 2 if isinstance(event, AbolishZone) else int(isinstance(event, Assign))
    return event.day, event.order, rank


def _entry(event: Event, what: str) -> Entry:
    return Entry(
        day=event.day,
        what=what,
        event=event.id,
        reason=term(event.reason),
        decided=event.decided,
        recorded=event.recorded,
        basis=event.basis,
        sources=event.sources,
    )


def _land(event: TerritoryEvent, register: Register) -> frozenset[PartId]:
    """Return the land of the units that an event names, on its eve and on its day."""
    if isinstance(event, MoveParts) and event.parts:
        return frozenset(event.parts)
    only_eve = isinstance(event, Merge | Abolish | Alter)
    days = [eve(event.day)] if only_eve else [eve(event.day), event.day]
    layouts = [register.on(day).by_unit for day in days]
    found = (layout.get(unit) for layout in layouts for unit in event.named_units)
    return frozenset(part for m in found if m is not None for part in m.parts)


def _told(
    event: TerritoryEvent | CreateZone | AbolishZone | AlterZone,
    record: Record,
    on: Callable[[date], Mapping[Any, object]],
) -> str:
    """Say an event in words; *on* has what there is on its eve and on its day, by id."""
    before, after = on(eve(event.day)), on(event.day)
    names = EventNames(
        was=lambda key: str(before.get(key, key)),
        becomes=lambda key: str(after.get(key, key)),
        part=lambda part: _part_name(part, record),
    )
    told = event.told(names)
    return Said(str(told), told)


def _zone_before(part: PartId, event: Assign, zoning: Zoning) -> ZoneId | None:
    return zoning.zone_of_part(part, eve(event.day))


def _assigned(event: Assign, land: frozenset[PartId], record: Record) -> Iterator[str]:
    """Say in words what an assignment did to the parts of *land*, by zone of origin."""
    names = record.zone_names(eve(event.day), event.day)
    held = (part for part in event.parts if part in land)
    groups = grouped((_zone_before(part, event, record.zoning), part) for part in held)
    to = names.get(event.zone, event.zone) if event.zone else None
    target = phrase("zone {zone}", zone=to) if to else phrase("no zone")
    for origin, parts in groups.items():
        named = _named_on_eve(parts, event, record)
        if origin == event.zone:
            yield said("{who:and all} {who:stays|stay} in {zone}", who=named, zone=target)
        elif origin is None:
            yield said("{who:and all} {who:comes|come} to {zone}", who=named, zone=target)
        else:
            yield said(
                "{who:and all} {who:goes|go} from zone {origin} to {zone}",
                who=named,
                origin=names[origin],
                zone=to or target,
            )


def _named_on_eve(parts: Sequence[PartId], event: Assign, record: Record) -> list[str]:
    """Name land by municipality where it is all of one, otherwise by part.

    The municipalities are those of the eve, or of the day for land that had none.
    """
    eves, layout = record.register.on(eve(event.day)), record.register.on(event.day)
    found = dict.fromkeys(eves.by_part.get(p) or layout.by_part.get(p) for p in parts)
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


@columns("day", "what", "reason", "recorded", "basis", "sources", "counts")
@frozen(kw_only=True)
class ExplainedEntry(Entry):
    """One event of an explanation; *counts* tells whether the record that was asked has it."""

    counts: bool


@frozen(kw_only=True, repr=False)
class Explanation(Answer[ExplainedEntry]):
    """What the answer to a question is, and the events that make it.

    Events that took effect by that day but were not in the record that was
    asked come last, and do not count. The title is the question.

    Example:
        >>> from elzmodel import flanders
        >>> why = flanders().explain("Hasselt", on="2025-01-01", known="2024-06-01")
        >>> why.answer
        'the zone of Hasselt (71072) is undecided: haspengouw or herkenrode'
        >>> [entry.event for entry in why.not_yet_known]
        ['2025-hasselt-herkenrode', '2025-hasselt-herkenrode']
    """

    answer: str

    @property
    def question(self) -> str:
        """What was asked."""
        return self.title

    @property
    def entries(self) -> tuple[ExplainedEntry, ...]:
        """The events that count."""
        return self.where(counts=True).rows

    @property
    def not_yet_known(self) -> tuple[ExplainedEntry, ...]:
        """The events that were not in the record that was asked."""
        return self.where(counts=False).rows

    @property
    def unknown_days(self) -> tuple[ExplainedEntry, ...]:
        """The events whose day of record is not known: each counts as its own day."""
        return self.where(recorded=None).rows


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
    """
    by_then = [entry for entry in entries if entry.day <= snapshot.day]
    known = [entry for entry in by_then if _is_known(entry, snapshot.known)]
    later = [entry for entry in by_then if entry not in known]
    unknown_days = sum(entry.recorded is None for entry in by_then)
    name = (living or versions)[-1].name
    question = said("Where {name} was on {day}", name=name, day=snapshot.day)
    answer = _answer(snapshot, versions, living)
    notes = [said("{question}: {answer}.", question=question, answer=answer)]
    if later:
        notes.append(said("The last {n} were not in the record that was asked.", n=len(later)))
    if unknown_days:
        notes.append(
            said(
                "The days of record of {n} entries are not known; each counts as its own day.",
                n=unknown_days,
            )
        )
    rows = [_explained(entry, counts=True) for entry in known]
    rows += [_explained(entry, counts=False) for entry in later]
    return Explanation(title=question, rows=tuple(rows), notes=tuple(notes), answer=answer)


def _explained(entry: Entry, *, counts: bool) -> ExplainedEntry:
    return ExplainedEntry(**asdict(entry, recurse=False), counts=counts)


def _is_known(entry: Entry, known: date | None) -> bool:
    return known is None or entry.known_from <= known


def _answer(
    snapshot: Snapshot, versions: Sequence[Municipality], living: Sequence[Municipality]
) -> str:
    begun = [m for m in versions if m.period.start is None or m.period.start <= snapshot.day]
    asked = living or (begun or versions)[-1:]
    land = sorted({part for municipality in asked for part in municipality.parts})
    holders = snapshot.layout.holding(land)
    who: dict[str, Any] = {"holders": holders, "land": asked[0]}
    if not holders:
        return said("no municipality holds the land of {land}", land=asked[0])
    undecided = snapshot.zone_map.undecided
    candidates = {z for part in land if part in undecided for z in undecided[part].candidates}
    if candidates:
        return said(
            "the zone of {holders:and all} is undecided: {zones:or all}",
            holders=holders,
            zones=sorted(candidates),
        )
    where = _zones(snapshot, land)
    if living:
        return said("{holders:and all} is {where}", holders=holders, where=where)
    if begun:
        return said("{land} is part of {holders:and all}, {where}", **who, where=where)
    return said("the land of {land} is that of {holders:and all}, {where}", **who, where=where)


def _zones(snapshot: Snapshot, land: Sequence[PartId]) -> Phrase:
    groups = snapshot.zone_map.split(land)
    names = [snapshot.zone_map.by_id[zone].name for zone in groups if zone is not None]
    if not names:
        return phrase("in no zone[. {why}]", why=snapshot.zone_map.why_no_zones)
    rest = phrase("land in no zone") if None in groups else None
    if len(names) == 1:
        return phrase("in zone {zone}[, with {rest}]", zone=names[0], rest=rest)
    return phrase("divided over zones {zones:and all}[ and {rest}]", zones=names, rest=rest)


keep_door(__name__)
