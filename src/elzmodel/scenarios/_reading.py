"""From a step to events: names become ids, and what cannot be is said in words.

Each reader sees the landscape as it stands when its step is taken, earlier
steps of the same day included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import field, frozen

from elzmodel.errors import ElzError, NotOnDayError, UnknownIdError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.names import fold
from elzmodel.scenarios.steps import (
    CreateZoneStep,
    MergeStep,
    MergeZonesStep,
    MovePartsStep,
    RenameStep,
    RenameZoneStep,
    SplitStep,
    SplitZoneStep,
    Step,
    StepHead,
    TransferStep,
    UndecideStep,
)
from elzmodel.territory import Alter, Merge, MoveParts, Municipality, NewUnit, Split, TerritoryEvent
from elzmodel.values import Basis, EventId, PartId, UnitId, ZoneId
from elzmodel.values.text import listed
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, Zone, ZoneEvent

__all__ = [
    "Misfit",
    "Read",
    "Site",
    "merged_name",
    "merged_unit",
    "read",
    "slug",
]

AnyEvent = TerritoryEvent | ZoneEvent


_APART = re.compile(r"[^a-z0-9]+")


class Misfit(ElzError):  # noqa: N818 - it becomes an error that users see
    """What stands in the way of a step, and what would work; it becomes a `StepError`."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why, hint)
        self.why = why
        self.hint = hint


class Read(NamedTuple):
    """The events of one step, and every name, id and part that it touches."""

    events: tuple[AnyEvent, ...]
    touched: frozenset[str]


def slug(name: str) -> str:
    """Return a name as an id: lower-case letters and digits with single hyphens."""
    return _APART.sub("-", fold(name)).strip("-") or "x"


def merged_name(step: MergeStep, members: Sequence[Municipality]) -> str:
    """Return what a new body is called: what the step says, or the names of its members."""
    return step.name or "-".join(member.name for member in members)


def merged_unit(step: MergeStep, name: str) -> UnitId:
    """Return the id that a new body is to get, where that is free."""
    return step.unit or UnitId(slug(name))


@frozen(eq=False)
class Site:
    """Where a step is taken: the landscape, its state on that day, and the events' head."""

    landscape: Landscape
    snapshot: Snapshot
    prefix: str
    order: int
    taken: set[EventId] = field(factory=set)

    def head(self, step: StepHead) -> dict[str, Any]:
        """Return the head of the next event of a step."""
        number = len(self.taken) + 1
        event = EventId(self.prefix if number == 1 else f"{self.prefix}-{number}")
        self.taken.add(event)
        return {
            "id": event,
            "day": step.day,
            "order": self.order,
            "reason": step.reason,
            "sources": step.sources,
            "basis": Basis.SOURCED if step.sources else Basis.INFERRED,
            "recorded": step.day,
        }

    def municipality(self, key: str) -> Municipality:
        """Return the municipality that a name means here."""
        return self.snapshot.municipality(key)

    def zone(self, key: str) -> Zone:
        """Return the zone that a name means here."""
        return self.snapshot.zone(key)

    def part(self, key: str) -> PartId:
        """Return the part with an id, or the only part of a municipality."""
        if key in self.snapshot.layout.of_part:
            return PartId(key)
        parts = self.municipality(key).parts
        if len(parts) == 1:
            return parts[0]
        hint = f"name some of its parts: {listed(parts)}"
        raise Misfit(f"{key!r} has {len(parts)} parts", hint)

    def land(self, keys: Iterable[str]) -> tuple[PartId, ...]:
        """Return the parts that names of municipalities or parts mean together."""
        found = (part for key in keys for part in self._land(key))
        return tuple(dict.fromkeys(found))

    def _land(self, key: str) -> tuple[PartId, ...]:
        try:
            parts = self.municipality(key).parts
        except (UnknownIdError, NotOnDayError):
            if key not in self.snapshot.layout.of_part:
                raise
            return (PartId(key),)
        undecided = self.snapshot.zone_map.undecided
        pending = tuple(part for part in parts if part in undecided)
        return pending or parts

    def all_land(self, zone: ZoneId) -> tuple[PartId, ...]:
        """Return the parts of a zone, those that no municipality holds any more among them."""
        stored = self.landscape.zoning.parts_on(self.snapshot.day)
        return tuple(sorted(part for part, of in stored.items() if of == zone))

    def new_unit(self, wanted: UnitId, *, revived: bool = False) -> UnitId:
        """Return an id for a new body; one that lived before only where it is *revived*."""
        register = self.landscape.register
        lives = self.snapshot.layout.of_unit
        ever = {version.unit for version in register.versions}
        return UnitId(_free(wanted, lives if revived else ever))

    def new_zone(self, name: str) -> ZoneId:
        """Return an id for a new zone."""
        return ZoneId(_free(slug(name), {zone.id for zone in self.landscape.zoning.zones}))


def _free(wanted: str, used: Iterable[str]) -> str:
    names, found, number = set(used), wanted, 2
    while found in names:
        found, number = f"{wanted}-{number}", number + 1
    return found


def read(step: Step, site: Site) -> Read:
    """Return the events of a step.

    Raises:
        Misfit: If the step cannot be taken here.
        ElzError: If a name means nothing here.
    """
    return _READERS[type(step)](step, site)


def _touching(*groups: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(text) for group in groups for text in group)


def _different(keys: Sequence[str], ids: Sequence[str], kind: str) -> None:
    """Refuse two names for one thing."""
    for number, each in enumerate(ids):
        if each in ids[:number]:
            one, other = keys[ids.index(each)], keys[number]
            same = (
                f"{one!r} is named twice"
                if one == other
                else f"{one!r} and {other!r} are one {kind}"
            )
            raise Misfit(
                same, f"name two different {'zones' if kind == 'zone' else 'municipalities'}"
            )


def _member(key: str, members: Mapping[Any, str], site_id: str, kind: str) -> str:
    if site_id not in members:
        named = listed(list(members.values()))
        raise Misfit(
            f"{key!r} is to continue, but is none of the {kind} that merge", f"name one of {named}"
        )
    return site_id


def _merge(step: MergeStep, site: Site) -> Read:
    members = [site.municipality(key) for key in step.municipalities]
    units = [member.unit for member in members]
    _different(step.municipalities, units, "municipality")
    labels = {name: getattr(step, name) for name in ("nis", "province", "arrondissement", "region")}
    if step.continues is None:
        labels["name"] = merged_name(step, members)
        unit = site.new_unit(merged_unit(step, labels["name"]))
    else:
        named = dict(zip(units, step.municipalities, strict=True))
        unit = UnitId(
            _member(
                step.continues,
                named,
                site.municipality(step.continues).unit,
                "municipalities",
            )
        )
        labels |= {"name": step.name} if step.name else {}
    event = Merge(**site.head(step), units=units, unit=unit, **labels)
    names = (unit, *units, *(m.name for m in members), *step.municipalities)
    called = (labels["name"],) if "name" in labels else ()
    return Read((event,), _touching(names, called, *(m.parts for m in members)))


def _split(step: SplitStep, site: Site) -> Read:
    whole = site.municipality(step.municipality)
    into = []
    for piece in step.into:
        parts = tuple(site.part(key) for key in piece.places)
        unit = site.new_unit(UnitId(slug(piece.name)), revived=True)
        labels = {name: getattr(whole, name) for name in ("province", "arrondissement", "region")}
        portion = None if parts else ()
        into.append(NewUnit(unit=unit, name=piece.name, parts=parts, portion=portion, **labels))
    event = Split(**site.head(step), unit=whole.unit, into=tuple(into))
    begun = [text for piece in into for text in (piece.unit, piece.name)]
    return Read(
        (event,), _touching((whole.unit, whole.name, step.municipality), begun, whole.parts)
    )


def _move_parts(step: MovePartsStep, site: Site) -> Read:
    to = site.municipality(step.to)
    givers: dict[UnitId, list[PartId]] = {}
    for key in step.parts:
        part = site.part(key)
        givers.setdefault(site.snapshot.layout.of_part[part].unit, []).append(part)
    if to.unit in givers:
        raise Misfit(
            f"{listed(givers[to.unit])} lies in {to} already", "name parts of another municipality"
        )
    events = [
        MoveParts(**site.head(step), parts=parts, origin=origin, to=to.unit)
        for origin, parts in givers.items()
    ]
    return Read(
        tuple(events), _touching((to.unit, to.name, step.to), step.parts, givers, *givers.values())
    )


def _transfer(step: TransferStep, site: Site) -> Read:
    zone, parts = site.zone(step.to), site.land(step.places)
    event = Assign(**site.head(step), zone=zone.id, parts=parts)
    return Read((event,), _touching((zone.id, step.to), step.places, parts))


def _undecide(step: UndecideStep, site: Site) -> Read:
    parts = site.land(step.places)
    event = Assign(**site.head(step), zone=None, parts=parts)
    return Read((event,), _touching(step.places, parts))


def _new_zone(name: str, parts: tuple[PartId, ...], step: StepHead, site: Site) -> list[ZoneEvent]:
    zone = site.new_zone(name)
    create = CreateZone(**site.head(step), zone=zone, name=name)
    return [create, Assign(**site.head(step), zone=zone, parts=parts)]


def _create_zone(step: CreateZoneStep, site: Site) -> Read:
    parts = site.land(step.places)
    events = _new_zone(step.name, parts, step, site)
    return Read(tuple(events), _touching((step.name,), _zones_of(events), step.places, parts))


def _zones_of(events: Iterable[ZoneEvent]) -> set[str]:
    return {event.zone for event in events if event.zone is not None}


def _merge_zones(step: MergeZonesStep, site: Site) -> Read:
    zones = [site.zone(key) for key in step.zones]
    _different(step.zones, [zone.id for zone in zones], "zone")
    for zone in zones:
        _refuse_undecided(zone, site)
    land = {zone.id: site.all_land(zone.id) for zone in zones}
    events: list[ZoneEvent]
    if step.continues is None:
        name = step.name or "-".join(zone.name for zone in zones)
        events = _new_zone(name, tuple(p for parts in land.values() for p in parts), step, site)
        ended = list(land)
    else:
        named = {zone.id: key for zone, key in zip(zones, step.zones, strict=True)}
        kept = ZoneId(_member(step.continues, named, site.zone(step.continues).id, "zones"))
        ended = [zone for zone in land if zone != kept]
        coming = tuple(part for zone in ended for part in land[zone])
        events = [Assign(**site.head(step), zone=kept, parts=coming)]
        if step.name:
            events.append(AlterZone(**site.head(step), zone=kept, name=step.name))
    events += [AbolishZone(**site.head(step), zone=zone) for zone in ended]
    names = (step.name or "", *land, *step.zones)
    return Read(tuple(events), _touching(names, _zones_of(events), *land.values()))


def _refuse_undecided(zone: Zone, site: Site) -> None:
    if site.snapshot.zone_map.possible_parts(zone.id):
        units = [p.unit for p in site.snapshot.decisions if zone.id in p.candidates]
        hint = f"choose on an earlier day for {listed(units)}"
        raise Misfit(f"it is undecided which land zone {zone.id} has", hint)


def _split_zone(step: SplitZoneStep, site: Site) -> Read:
    zone = site.zone(step.zone)
    _refuse_undecided(zone, site)
    held = site.snapshot.zone_map.parts_of[zone.id]
    events: list[ZoneEvent] = []
    left = set(held)
    for piece in step.into:
        parts = site.land(piece.places)
        outside = [part for part in parts if part not in left]
        if outside or not parts:
            hint = f"it has {listed(sorted(left))}" if left else "nothing of it is left"
            raise Misfit(
                f"{listed(outside) or piece.name} is no land of {zone.id} that is left", hint
            )
        events += _new_zone(piece.name, parts, step, site)
        left.difference_update(parts)
    if not left:
        gone = tuple(part for part in site.all_land(zone.id) if part not in held)
        events += [Assign(**site.head(step), zone=None, parts=gone)] if gone else []
        events.append(AbolishZone(**site.head(step), zone=zone.id))
    names = [zone.id, step.zone, *(piece.name for piece in step.into)]
    return Read(tuple(events), _touching(names, _zones_of(events), held))


def _rename(step: RenameStep, site: Site) -> Read:
    found = site.municipality(step.municipality)
    event = Alter(**site.head(step), unit=found.unit, name=step.name)
    names = (found.unit, found.name, step.municipality, step.name)
    return Read((event,), _touching(names, found.parts))


def _rename_zone(step: RenameZoneStep, site: Site) -> Read:
    found = site.zone(step.zone)
    event = AlterZone(**site.head(step), zone=found.id, name=step.name)
    return Read((event,), _touching((found.id, found.name, step.zone, step.name)))


_READERS: dict[type[Any], Callable[[Any, Site], Read]] = {
    MergeStep: _merge,
    SplitStep: _split,
    MovePartsStep: _move_parts,
    TransferStep: _transfer,
    UndecideStep: _undecide,
    CreateZoneStep: _create_zone,
    MergeZonesStep: _merge_zones,
    SplitZoneStep: _split_zone,
    RenameStep: _rename,
    RenameZoneStep: _rename_zone,
}
