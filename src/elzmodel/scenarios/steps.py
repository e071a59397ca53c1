"""What a scenario does, one step after the other: every kind of step, whole.

A kind of step is one class: its fields, the word by which documents know it, the
sentence that says it, the events that it becomes, the doubts that it raises, and
a sample for those who draw scenarios.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, ClassVar, Final, Self

import attrs
from attrs import converters, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Snapshot
from elzmodel.landscape.names import as_text
from elzmodel.scenarios.sites import (
    AnyEvent,
    Misfit,
    Site,
    distinct,
    id_of,
    require_member,
)
from elzmodel.territory import (
    KEEP,
    Alter,
    Borders,
    Keep,
    Merge,
    MoveParts,
    Municipality,
    NewUnit,
    Split,
)
from elzmodel.values import (
    Basis,
    CheckOutcome,
    Code,
    Codes,
    Finding,
    NisCode,
    PartId,
    Ref,
    Severity,
    SourceId,
    UnitId,
    ZoneId,
    defines,
    parse_day,
    refers,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.numbers import is_several
from elzmodel.values.tags import Tagged
from elzmodel.values.text import phrase, said
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, Zone, ZoneEvent

__all__ = [
    "CreateZoneStep",
    "MergeStep",
    "MergeZonesStep",
    "MovePartsStep",
    "RenameStep",
    "RenameZoneStep",
    "SplitOff",
    "SplitStep",
    "SplitZoneStep",
    "Step",
    "TransferStep",
    "UndecideStep",
]

Places = str | Municipality | Zone | Iterable[str | Municipality | Zone]
"""One place or several: municipalities, zones or parts, as values or by name."""

Division = Mapping[str, str | Iterable[str]]
"""What splits off: a name for each, with the places that it gets."""

Samples = Mapping[str, Callable[[Snapshot], Sequence[Any]]]
"""For each field of a step, the possibilities that a day has for it."""

Pick = Callable[[Sequence[Any]], Any]
"""What picks one of several possibilities, and raises `IndexError` where there is none."""

NOT_TOUCHING: Final = Code(
    "ELZ-S001",
    {"": "they do not touch", "unsure": "the borders do not tell whether they touch"},
    meaning="municipalities that are to merge do not touch",
    explanation="Legal, and odd: nothing forbids it, so it is a finding and no error. `unknown` "
    "where the recorded borders do not tell; that is so for parts of Antwerpen.",
)
NO_CHANGE: Final = Code(
    "ELZ-S002",
    "it is in {zone} already; the step changes nothing",
    meaning="a transfer changes nothing",
    explanation="The land is in that zone already, and no decision about it is open. Perhaps "
    "another day, another zone or another municipality is meant.",
)
APART: Final = Code(
    "ELZ-S004",
    "{parts:list} does not touch {zone}",
    severity=Severity.ADVICE,
    meaning="land does not touch its new zone",
    explanation="Advice: zones need not be one piece of land, and some are not.",
)
FACILITIES: Final = Code(
    "ELZ-S005",
    "{municipalities:and all} {municipalities:has|have} language facilities; only the federal "
    "legislator can decide about this merger",
    meaning="a merger of a municipality with language facilities",
    explanation="Twelve Flemish municipalities have facilities for speakers of French. About "
    "mergers of these the Flemish Region does not decide. No legal text was read for this: see "
    "the grade.",
)
ACROSS_REGIONS: Final = Code(
    "ELZ-S006",
    "it crosses the border between {regions:and all}",
    meaning="a merger across regions",
    explanation="A region decides about mergers of its own municipalities, and its border is "
    "not one that it moves by itself. The step can be followed, as a thought.",
)
CODES: Final = Codes((NOT_TOUCHING, NO_CHANGE, APART, FACILITIES, ACROSS_REGIONS))
"""What steps find doubtful about themselves."""


# --- how steps name places ----------------------------------------------------


def key_of(value: object) -> str:
    """Return the text by which a place is named in a step.

    Raises:
        InvalidValueError: If it is neither text nor a municipality or a zone.
    """
    if isinstance(value, Municipality):
        return value.unit
    return value.id if isinstance(value, Zone) else as_text("place", value)


def keys_of(values: object) -> tuple[str, ...]:
    """Return the texts by which several places are named; one place may stand alone.

    Raises:
        InvalidValueError: If there is none, or one is no place.
    """
    if isinstance(values, Municipality | Zone) or not is_several(values):
        return (key_of(values),)
    keys = tuple(key_of(value) for value in values)
    if not keys:
        raise InvalidValueError("list of places", keys, "at least one place")
    return keys


def _two_or_more(values: object) -> tuple[str, ...]:
    keys = keys_of(values)
    if len(keys) < 2:
        raise InvalidValueError("list of what merges", keys, "two names or more")
    return keys


def _keys_or_none(values: object) -> tuple[str, ...]:
    is_countable = isinstance(values, str) or is_several(values)
    is_empty = is_countable and isinstance(values, Collection) and not len(values)
    return () if values is None or is_empty else keys_of(values)


def _source_ids(values: Iterable[SourceId]) -> tuple[SourceId, ...]:
    if isinstance(values, str):
        expected = said("several, such as {example}", example=f"({values!r},)")
        raise InvalidValueError("list of sources", values, expected)
    return tuple(values)


@frozen(kw_only=True)
class SplitOff:
    """What splits off: its name, and the land that it gets.

    Attributes:
        name: What it is called from then on.
        places: Of a municipality that splits, parts by id; without any, it gets land whose
            place is not known. Of a zone, municipalities by code, id or name, or parts by id.
    """

    name: str
    places: tuple[str, ...] = field(default=(), converter=_keys_or_none)

    def __str__(self) -> str:
        """Show the name."""
        return self.name


def _division(value: object) -> tuple[SplitOff, ...]:
    if isinstance(value, Mapping):
        value = [SplitOff(name=name, places=places) for name, places in value.items()]
    into = tuple(value) if is_several(value) else ()
    if not into or not all(isinstance(each, SplitOff) for each in into):
        example = "{'Kortessem': ['kortessem']}"
        expected = said("names with their land, such as {example}", example=example)
        raise InvalidValueError("division", value, expected)
    return into


# --- what all steps share -----------------------------------------------------


@frozen(kw_only=True)
class Step(Tagged):
    """What all steps share: the first day on which it holds, why, and who says so.

    A kind of step has a word, a sentence and `events`; *labels* are its fields
    that name no place, and *sampled* says of which of a day's possibilities a sample
    picks each field. It can be adopted, checked and written from then on.

    Attributes:
        day: The first day of what the step does.
        reason: Why the step is taken.
        sources: The ids of the sources that say so.

    Example:
        >>> import elzmodel as elz
        >>> rename = elz.scenarios.Step.kinds["rename"]
        >>> print(rename(municipality="Heers", name="Groot-Heers", day="2027-01-01"))
        rename Heers to Groot-Heers on 2027-01-01
    """

    tag = "step"
    labels: ClassVar[tuple[str, ...]] = ("day", "reason", "sources")
    sampled: ClassVar[Samples] = {}

    day: date = field(converter=parse_day)
    reason: str = ""
    sources: tuple[SourceId, ...] = field(
        default=(), converter=_source_ids, metadata=refers("source", scope="landscape")
    )

    def events(self, site: Site) -> Sequence[AnyEvent]:  # noqa: ARG002 - for the kinds
        """Return the events that the step becomes.

        Raises:
            ElzError: If it cannot be taken here, or a name means nothing.
        """
        return ()

    def doubts(self, site: Site, events: Sequence[AnyEvent], about: Ref) -> Iterator[Finding]:  # noqa: ARG002 - for kinds that have some
        """Yield what is doubtful about the step, if it can be taken."""
        return iter(())

    @classmethod
    def sample(cls, day: Snapshot, pick: Pick, name: str) -> Self | None:
        """Return a step that fits on a day, ``None`` where the kind has no samples.

        *pick* picks one of several possibilities, as ``random.choice`` does; *name* is for
        what is new.

        Raises:
            IndexError: If there is nothing to pick from, so that no step fits.
        """
        if not cls.sampled:
            return None
        fields = {each: pick(possible(day)) for each, possible in cls.sampled.items()}
        if "name" in attrs.fields_dict(cls):
            fields["name"] = name
        return cls(**fields, day=day.day)

    def names(self) -> tuple[object, ...]:
        """Return what the step says of places, old and new."""
        fields = attrs.fields(type(self))
        return tuple(getattr(self, each.name) for each in fields if each.name not in self.labels)

    def head(self, site: Site) -> dict[str, Any]:
        """Return the head of the next event that the step becomes."""
        return {
            "id": site.next_id(),
            "day": self.day,
            "order": site.order,
            "reason": self.reason,
            "sources": self.sources,
            "basis": Basis.SOURCED if self.sources else Basis.INFERRED,
            "recorded": self.day,
        }


# --- steps about municipalities -----------------------------------------------

_PLACES: Final = ("province", "arrondissement", "region")
_LABELS: Final = ("nis", *_PLACES)
"""What a merger may say of the new body beside its name."""


@frozen(kw_only=True)
class MergeStep(Step):
    """Municipalities become one (*fusie*).

    The labels are those of `Merge <elzmodel.territory.events.Merge>`.

    Attributes:
        municipalities: The municipalities that merge, by code, id or name.
        name: What the merged municipality is called; the names of its members where left out.
        continues: The municipality whose body goes on; left out where a new one begins.
        unit: The id of the merged municipality; it follows from the name where left out.
        nis: The NIS code of the merged municipality, in quotes; null where it has none yet.
        province: The province afterwards; null where unknown.
        arrondissement: The code of the arrondissement afterwards; null where unknown.
        region: The region afterwards; null where unknown.

    Raises:
        InvalidValueError: If fewer than two municipalities are named.

    Example:
        >>> import elzmodel as elz
        >>> step = elz.scenarios.MergeStep(
        ...     municipalities=["Hasselt", "Alken"], continues="Hasselt", day="2027-01-01"
        ... )
        >>> adopted = elz.adopt(elz.flanders(), elz.Scenario("x").with_steps([step]))
        >>> adopted.on("2027-01-01").municipality("Hasselt").parts
        ('alken', 'hasselt', 'kortessem')
    """

    word = "merge"
    sentence = "merge {municipalities:list} on {day}"
    labels: ClassVar[tuple[str, ...]] = (*Step.labels, *_LABELS)

    municipalities: tuple[str, ...] = field(converter=_two_or_more)
    name: str | None = None
    continues: str | None = None
    unit: UnitId | None = field(default=None, metadata=defines("unit"))
    nis: NisCode | Keep | None = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return one merger."""
        members = [site.municipality(key) for key in self.municipalities]
        units = [member.unit for member in members]
        codes = site.landscape.codes
        if isinstance(self.nis, str) and not codes.has(self.nis):
            raise Misfit(
                phrase("{nis!r} is no {codes} code", nis=self.nis, codes=codes.name),
                phrase("write it as {form}", form=codes.form),
            )
        keys = distinct(self.municipalities, units, "municipality", "municipalities")
        name: str | Keep
        if self.continues is None:
            name = self.new_name(members)
            unit = site.new_unit(self.new_unit(name))
            site.touch(name)
        else:
            name = self.name or KEEP
            unit = site.municipality(self.continues).unit
            require_member(self.continues, unit, keys, "municipalities")
        labels = {label: getattr(self, label) for label in _LABELS}
        return [Merge(**self.head(site), units=tuple(units), unit=unit, name=name, **labels)]

    def new_name(self, members: Iterable[Municipality]) -> str:
        """Return what a new body is called: what the step says, or the names of its members."""
        return self.name or "-".join(member.name for member in members)

    def new_unit(self, name: str) -> UnitId:
        """Return the id that a new body is to get, where that is free."""
        return self.unit or UnitId(id_of(name))

    def doubts(self, site: Site, events: Sequence[AnyEvent], about: Ref) -> Iterator[Finding]:  # noqa: ARG002 - as all of them
        """Find what does not touch, has language facilities, or lies in several regions."""
        members = [site.municipality(key) for key in self.municipalities]
        is_one = _touch(members, site.snapshot.borders)
        if is_one is None:
            yield NOT_TOUCHING.finding(about, variant="unsure", outcome=CheckOutcome.UNKNOWN)
        elif not is_one:
            yield NOT_TOUCHING.finding(about)
        there = {m: site.snapshot.gazetteer.facilities_in(m.parts) for m in members}
        found = [each for of_one in there.values() for each in of_one]
        if found:
            yield FACILITIES.finding(
                about,
                municipalities=[m for m, of_one in there.items() if of_one],
                grade=found[0].grade,
                sources=tuple(sorted({source for each in found for source in each.sources})),
            )
        regions = sorted({member.region for member in members if member.region})
        if len(regions) > 1:
            yield ACROSS_REGIONS.finding(about, regions=regions)

    @classmethod
    def sample(cls, day: Snapshot, pick: Pick, name: str) -> Self | None:  # noqa: ARG003 - as all of them
        """Return a merger of two or three."""
        units = _some([m.unit for m in day.municipalities], pick)
        return cls(municipalities=units, continues=pick([None, units[0]]), day=day.day)


def _touch(members: Sequence[Municipality], borders: Borders) -> bool | None:
    """Tell whether municipalities form one piece of land; ``None`` where it is not known.

    Each counts as one piece by itself.
    """
    lands = [frozenset(member.parts) for member in members]
    reached = lands[0]
    for _ in lands:  # As many rounds as it can take.
        links = [each for part in reached for each in borders.sides.get(part, ())]
        sides = [b for a, b in links if a <= reached]
        reached = reached.union(*(land for land in lands if any(b <= land for b in sides)))
    everything = frozenset[PartId]().union(*lands)
    if reached == everything:
        return True
    return False if borders.is_contiguous(everything) is False else None


def _some(possible: Sequence[Any], pick: Pick) -> list[Any]:
    """Pick two or three different ones."""
    picked: list[Any] = []
    for _ in range(pick(range(2, min(3, len(possible)) + 1))):
        picked.append(pick([each for each in possible if each not in picked]))
    return picked


def _divisible(day: Snapshot) -> list[Municipality]:
    return [m for m in day.municipalities if len(m.parts) > 1]


@frozen(kw_only=True)
class SplitStep(Step):
    """A municipality gives land to new ones (*splitsing*, *defusie*).

    Where land remains the municipality goes on with it; otherwise it ends.

    Attributes:
        municipality: The municipality, by code, id or name.
        into: What splits off, with its land.

    Raises:
        InvalidValueError: If nothing is split off.
    """

    word = "split"
    sentence = "split {into:list} off {municipality} on {day}"

    municipality: str = field(converter=key_of)
    into: tuple[SplitOff, ...] = field(converter=_division)

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return one split."""
        whole = site.municipality(self.municipality)
        into = tuple(self._begun(each, whole, site) for each in self.into)
        return [Split(**self.head(site), unit=whole.unit, into=into)]

    def _begun(self, new: SplitOff, whole: Municipality, site: Site) -> NewUnit:
        parts = tuple(site.part(key) for key in new.places)
        unit = site.new_unit(UnitId(id_of(new.name)), revived=True)
        places = {label: getattr(whole, label) for label in _PLACES}
        portion = None if parts else ()
        return NewUnit(unit=unit, name=new.name, parts=parts, portion=portion, **places)

    @classmethod
    def sample(cls, day: Snapshot, pick: Pick, name: str) -> Self | None:
        """Return a split of one part off a municipality that has several."""
        whole = pick(_divisible(day))
        return cls(municipality=whole, into={name: str(pick(whole.parts))}, day=day.day)


@frozen(kw_only=True)
class MovePartsStep(Step):
    """Parts go from the municipalities that hold them to another (*grenscorrectie*).

    Attributes:
        parts: The parts that move, by id.
        to: The municipality that receives the parts.
    """

    word = "move-parts"
    sentence = "move {parts:list} to {to} on {day}"

    parts: tuple[str, ...] = field(converter=keys_of)
    to: str = field(converter=key_of)

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return an event for each municipality that gives parts."""
        to = site.municipality(self.to)
        parts_by_giver: dict[UnitId, list[PartId]] = {}
        for key in self.parts:
            part = site.part(key)
            giver = site.snapshot.layout.by_part[part]
            site.touch((part, giver.unit))
            parts_by_giver.setdefault(giver.unit, []).append(part)
        if to.unit in parts_by_giver:
            raise Misfit(
                phrase("{parts:list} lies in {to} already", parts=parts_by_giver[to.unit], to=to),
                phrase("name parts of another municipality"),
            )
        return [
            MoveParts(**self.head(site), parts=tuple(parts), origin=giver, to=to.unit)
            for giver, parts in parts_by_giver.items()
        ]

    @classmethod
    def sample(cls, day: Snapshot, pick: Pick, name: str) -> Self | None:  # noqa: ARG003 - as all of them
        """Return a move of one part of a municipality that has several."""
        giver = pick(_divisible(day))
        to = pick([m for m in day.municipalities if m is not giver])
        return cls(parts=pick(giver.parts), to=to, day=day.day)


# --- steps about zones --------------------------------------------------------


def _lands(day: Snapshot) -> list[str]:
    """Return every municipality and, of those with several parts, the parts."""
    parts = [part for m in _divisible(day) for part in m.parts]
    return [*(str(m.unit) for m in day.municipalities), *map(str, parts)]


@frozen(kw_only=True)
class TransferStep(Step):
    """Municipalities, or parts of them, go to another zone (*overgang*).

    Of a municipality whose zone is undecided it is the undecided land that
    goes; the rest stays where it is.

    Attributes:
        to: The zone that receives the land.
    """

    word = "transfer"
    sentence = "transfer {places:list} to {to} on {day}"
    sampled: ClassVar[Samples] = {"places": _lands, "to": attrgetter("zones")}

    places: tuple[str, ...] = field(converter=keys_of)
    to: str = field(converter=key_of)

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return one assignment."""
        zone, parts = site.zone(self.to).id, site.land(self.places)
        return [Assign(**self.head(site), zone=zone, parts=parts)]

    def doubts(self, site: Site, events: Sequence[AnyEvent], about: Ref) -> Iterator[Finding]:
        """Find a transfer that changes nothing, and land that does not touch its new zone."""
        zones = site.snapshot.zone_map
        zone = site.zone(self.to).id
        parts = [part for event in events if isinstance(event, Assign) for part in event.parts]
        moved = [part for part in parts if zones.by_part.get(part) != zone]
        if not moved and zones.undecided.keys().isdisjoint(parts):
            yield NO_CHANGE.finding(about, zone=zone)
        links = site.snapshot.borders.possible_links
        neighbours = frozenset[PartId]().union(*(links.get(part, ()) for part in moved))
        if moved and zones.parts_by_zone[zone] and neighbours.isdisjoint(zones.parts_by_zone[zone]):
            yield APART.finding(about, parts=moved, zone=zone)


@frozen(kw_only=True)
class UndecideStep(Step):
    """Municipalities, or parts of them, leave their zone and are in none."""

    word = "undecide"
    sentence = "take {places:list} out of every zone on {day}"
    sampled: ClassVar[Samples] = {"places": _lands}

    places: tuple[str, ...] = field(converter=keys_of)

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return one assignment to no zone."""
        return [Assign(**self.head(site), zone=None, parts=site.land(self.places))]


def _new_zone(
    step: Step, site: Site, *, name: str, parts: tuple[PartId, ...]
) -> tuple[ZoneEvent, ZoneEvent]:
    zone = site.new_zone(name)
    site.touch(name)
    return (
        CreateZone(**step.head(site), zone=zone, name=name),
        Assign(**step.head(site), zone=zone, parts=parts),
    )


@frozen(kw_only=True)
class CreateZoneStep(Step):
    """A zone begins, with the municipalities or parts that it gets.

    Attributes:
        name: What it is called from then on.
    """

    word = "create-zone"
    sentence = "create zone {name} of {places:list} on {day}"
    sampled: ClassVar[Samples] = {"places": _lands}

    name: str
    places: tuple[str, ...] = field(converter=keys_of)

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return the zone and its land."""
        return _new_zone(self, site, name=self.name, parts=site.land(self.places))


def _refuse_undecided(zone: ZoneId, site: Site) -> None:
    """Refuse a zone of which it is undecided which land it has."""
    if site.snapshot.zone_map.possible_parts(zone):
        units = [point.unit for point in site.snapshot.decisions if zone in point.candidates]
        raise Misfit(
            phrase("it is undecided which land zone {zone} has", zone=zone),
            phrase("choose on an earlier day for {units:list}", units=units),
        )


def _decided_zones(day: Snapshot) -> list[ZoneId]:
    return [zone.id for zone in day.zones if not day.zone_map.possible_parts(zone.id)]


@frozen(kw_only=True)
class MergeZonesStep(Step):
    """Zones become one.

    Attributes:
        zones: The zones that merge, by id or name.
        name: What the new zone is called; the names of the zones where left out.
        continues: The zone that goes on, in which the others end; left out where one begins.

    Raises:
        InvalidValueError: If fewer than two zones are named.
    """

    word = "merge-zones"
    sentence = "merge zones {zones:list} on {day}"

    zones: tuple[str, ...] = field(converter=_two_or_more)
    name: str | None = None
    continues: str | None = field(default=None, converter=converters.optional(key_of))

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return the land that goes to one zone, and the end of the others."""
        zones = [site.zone(key) for key in self.zones]
        keys = distinct(self.zones, [zone.id for zone in zones], "zone", "zones")
        for zone in keys:
            _refuse_undecided(zone, site)
        land = {zone: site.all_land(zone) for zone in keys}
        kept = None
        if self.continues is not None:
            kept = site.zone(self.continues).id
            require_member(self.continues, kept, keys, "zones")
        parts = tuple(part for zone, held in land.items() if zone != kept for part in held)
        events: list[ZoneEvent] = []
        if kept is None:
            name = self.name or "-".join(zone.name for zone in zones)
            events += _new_zone(self, site, name=name, parts=parts)
        else:
            events.append(Assign(**self.head(site), zone=kept, parts=parts))
            if self.name:
                events.append(AlterZone(**self.head(site), zone=kept, name=self.name))
        ended = [zone for zone in land if zone != kept]
        return [*events, *(AbolishZone(**self.head(site), zone=zone) for zone in ended)]

    @classmethod
    def sample(cls, day: Snapshot, pick: Pick, name: str) -> Self | None:  # noqa: ARG003 - as all of them
        """Return a merger of two or three zones."""
        zones = _some(_decided_zones(day), pick)
        return cls(zones=zones, continues=pick([None, zones[0]]), day=day.day)


@frozen(kw_only=True)
class SplitZoneStep(Step):
    """A zone gives land to new ones; where none remains, it ends.

    Attributes:
        zone: The zone that splits.
        into: What splits off, with its land.

    Raises:
        InvalidValueError: If nothing is split off.
    """

    word = "split-zone"
    sentence = "split zone {into:list} off {zone} on {day}"

    zone: str = field(converter=key_of)
    into: tuple[SplitOff, ...] = field(converter=_division)

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return the zones that begin, and the end of one without land."""
        zone = site.zone(self.zone).id
        _refuse_undecided(zone, site)
        held = site.snapshot.zone_map.parts_by_zone[zone]
        lost = tuple(part for part in site.all_land(zone) if part not in held)
        left = set(held)
        events: list[ZoneEvent] = []
        for new in self.into:
            parts = site.land(new.places)
            _require_land(new, parts, left, zone)
            events += _new_zone(self, site, name=new.name, parts=parts)
            left.difference_update(parts)
        if not left:
            events += [Assign(**self.head(site), zone=None, parts=lost)] if lost else []
            events.append(AbolishZone(**self.head(site), zone=zone))
        return events

    @classmethod
    def sample(cls, day: Snapshot, pick: Pick, name: str) -> Self | None:
        """Return a split of one part off a zone."""
        parts = {zone: _plain_parts(zone, day) for zone in _decided_zones(day)}
        zone = pick([zone for zone, plain in parts.items() if plain])
        return cls(zone=zone, into={name: pick(parts[zone])}, day=day.day)


def _require_land(new: SplitOff, parts: Sequence[PartId], left: set[PartId], zone: ZoneId) -> None:
    """Refuse what has no land, or land that is not left in a zone that splits."""
    outside = [part for part in parts if part not in left]
    if outside or not parts:
        has_left = phrase("it has {parts:list}", parts=sorted(left))
        raise Misfit(
            phrase(
                "{parts:list} is no land of {zone} that is left",
                parts=outside or (new.name,),
                zone=zone,
            ),
            has_left if left else phrase("nothing of it is left"),
        )


def _plain_parts(zone: ZoneId, day: Snapshot) -> list[str]:
    """Return the parts whose id means a part, or a municipality that holds only that part."""
    return [
        str(part)
        for part in day.zone_map.parts_by_zone[zone]
        if all(m.parts == (part,) for m in day.names.find_municipality(part, day.day).on_day)
    ]


# --- steps about names ---------------------------------------------------------


@frozen(kw_only=True)
class RenameStep(Step):
    """A municipality gets another name; its land does not change.

    Attributes:
        municipality: The municipality, by code, id or name.
        name: What it is called from then on.
    """

    word = "rename"
    sentence = "rename {municipality} to {name} on {day}"
    sampled: ClassVar[Samples] = {"municipality": attrgetter("municipalities")}

    municipality: str = field(converter=key_of)
    name: str

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return one alteration."""
        unit = site.municipality(self.municipality).unit
        return [Alter(**self.head(site), unit=unit, name=self.name)]


@frozen(kw_only=True)
class RenameZoneStep(Step):
    """A zone gets another name; its land does not change.

    Attributes:
        zone: The zone, by id or name.
        name: What it is called from then on.
    """

    word = "rename-zone"
    sentence = "rename zone {zone} to {name} on {day}"
    sampled: ClassVar[Samples] = {"zone": attrgetter("zones")}

    zone: str = field(converter=key_of)
    name: str

    def events(self, site: Site) -> Sequence[AnyEvent]:
        """Return one alteration."""
        return [AlterZone(**self.head(site), zone=site.zone(self.zone).id, name=self.name)]


keep_door(__name__)
