"""What happened to a municipality's land or to a zone, event by event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.territory import (
    KEEP,
    Abolish,
    Alter,
    Create,
    Event,
    Merge,
    MoveParts,
    Split,
)
from elzmodel.values import Basis, Column, EventId, SourceId, Table, eve
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elzmodel.territory import Municipality, Register, TerritoryEvent
    from elzmodel.values import PartId, UnitId, ZoneId
    from elzmodel.zones import ZoneEvent, Zoning

__all__ = ["Entry", "history_of_land", "history_of_zone", "history_table"]


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


def history_of_land(
    register: Register, zoning: Zoning, versions: Iterable[Municipality]
) -> tuple[Entry, ...]:
    """Return every event that touched the land of *versions*, in order of day.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> [e.event for e in history_of_land(fl.register, fl.zoning, fl.names.units("11007"))][-1]
        '2025-borsbeek-antwerpen-oost'
    """
    land = frozenset(part for version in versions for part in version.parts)
    units = {m.unit for m in register.versions if not land.isdisjoint(m.parts)}
    entries = [
        _entry(event, _territorial(event, register))
        for event in register.events
        if event.retracted is None
        and not units.isdisjoint(_units(event))
        and not land.isdisjoint(_land(event, register))
    ]
    entries += [
        _entry(event, what)
        for event in zoning.events
        if isinstance(event, Assign) and event.retracted is None
        for what in _assigned(event, land, register, zoning)
    ]
    return tuple(sorted(entries, key=lambda entry: entry.day))


def history_of_zone(zoning: Zoning, register: Register, zone: ZoneId) -> tuple[Entry, ...]:
    """Return every event that made, renamed, filled or emptied a zone, in order of day.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> [e.day.year for e in history_of_zone(fl.zoning, fl.register, "haspengouw")]
        [2020, 2020, 2025, 2025]
    """
    entries: list[Entry] = []
    for event in zoning.events:
        if event.retracted is not None:
            continue
        if isinstance(event, Assign):
            before = {part for part in event.parts if _zone_before(part, event, zoning) == zone}
            land = frozenset(event.parts) if event.zone == zone else frozenset(before)
            entries += [_entry(event, what) for what in _assigned(event, land, register, zoning)]
        elif event.zone == zone:
            entries.append(_entry(event, _zonal(event)))
    return tuple(entries)


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
        case _:
            return frozenset((event.unit,))


def _land(event: TerritoryEvent, register: Register) -> frozenset[PartId]:
    """Return the land of the units that an event names, on its eve and on its day."""
    if isinstance(event, MoveParts):
        return frozenset(event.parts)
    days = [eve(event.day), event.day] if isinstance(event, Create | Split) else [eve(event.day)]
    layouts = [register.on(day).of_unit for day in days]
    found = (layout.get(unit) for layout in layouts for unit in _units(event))
    return frozenset(part for m in found if m is not None for part in m.parts)


def _territorial(event: TerritoryEvent, register: Register) -> str:
    before, after = register.on(eve(event.day)).of_unit, register.on(event.day).of_unit

    def named(unit: UnitId, layout: dict[UnitId, Municipality]) -> str:
        return str(layout[unit]) if unit in layout else unit

    match event:
        case Create():
            return f"{named(event.unit, dict(after))} is in the register"
        case Abolish():
            return f"{named(event.unit, dict(before))} ends"
        case Merge():
            members = " and ".join(named(unit, dict(before)) for unit in event.units)
            return f"{members} merge into {named(event.unit, dict(after))}"
        case Split():
            pieces = ", ".join(piece.name for piece in event.into)
            return f"{named(event.unit, dict(before))} splits off {pieces}"
        case MoveParts():
            origin = named(event.origin, dict(before)) if event.origin else "no municipality"
            parts = ", ".join(event.parts)
            return f"{parts} goes from {origin} to {named(event.to, dict(after))}"
        case Alter():
            return f"{named(event.unit, dict(before))}: {', '.join(_alterations(event))}"


def _alterations(event: Alter) -> Iterator[str]:
    for name in ("nis", "name", "province", "arrondissement", "region"):
        value = getattr(event, name)
        if value is not KEEP:
            yield f"{name} becomes {value}"


def _zonal(event: ZoneEvent) -> str:
    match event:
        case CreateZone():
            return f"{event.name} begins"
        case AlterZone():
            return f"it is called {event.name}"
        case AbolishZone() | Assign():
            return "it ends"


def _zone_before(part: PartId, event: Assign, zoning: Zoning) -> ZoneId | None:
    return zoning.zone_of_part(part, eve(event.day))


def _assigned(
    event: Assign, land: frozenset[PartId], register: Register, zoning: Zoning
) -> Iterator[str]:
    """Say in words what an assignment did to the parts of *land*, by zone of origin."""
    names = {zone.id: zone.name for zone in zoning.zones_on(event.day)}
    names = {zone.id: zone.name for zone in zoning.zones_on(eve(event.day))} | names
    groups: dict[ZoneId | None, list[PartId]] = {}
    for part in event.parts:
        if part in land:
            groups.setdefault(_zone_before(part, event, zoning), []).append(part)
    for origin, parts in groups.items():
        who = ", ".join(_named_on_eve(parts, event, register))
        target = names[event.zone] if event.zone else "no zone"
        if origin == event.zone:
            yield f"{who} {_verb(parts, 'stay')} in zone {target}"
        elif origin is None:
            yield f"{who} {_verb(parts, 'come')} to zone {target}"
        else:
            yield f"{who} {_verb(parts, 'go')} from zone {names[origin]} to {target}"


def _verb(parts: list[PartId], verb: str) -> str:
    if len(parts) > 1:
        return verb
    return f"{verb}es" if verb.endswith("o") else f"{verb}s"


def _named_on_eve(parts: list[PartId], event: Assign, register: Register) -> list[str]:
    """Name land by the municipality that it was on the eve, or by part where it was less."""
    layout = register.on(eve(event.day))
    found = layout.holding(parts)
    whole = [m.name for m in found if set(m.parts) <= set(parts)]
    covered = {part for m in found if m.name in whole for part in m.parts}
    return [*whole, *(part for part in parts if part not in covered)]
