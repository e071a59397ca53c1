"""Land that left a zone, and what a dossier says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from elzmodel.policy import MeasureKind
from elzmodel.territory.refinement import reached
from elzmodel.values import Column, PartId, SourceId, Table, ZoneId
from elzmodel.zones import Assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.landscape.landscape import Landscape
    from elzmodel.landscape.snapshot import Snapshot

__all__ = [
    "Concern",
    "concerned_by_departures",
    "concerned_with",
    "concerns_table",
    "departed_land",
]


@frozen
class Concern:
    """Something in a dossier that speaks of land which is no longer in the zone.

    *kind* is what it is, such as ``"seat"``; *parts* is the land that left, and
    *now* says of each of them where it is on the day.

    Example:
        >>> Concern("seat", "lb-3", "Kortessem", ("kortessem",), ("Hasselt",)).now
        ('Hasselt',)
    """

    kind: str
    id: str
    label: str
    parts: tuple[PartId, ...]
    now: tuple[str, ...]
    sources: tuple[SourceId, ...] = ()


def departed_land(landscape: Landscape, zone: ZoneId, snapshot: Snapshot) -> tuple[PartId, ...]:
    """Return the land that once belonged to a zone and no longer does, sorted.

    Land whose zone is undecided on the day has not left.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> departed_land(fl, "haspengouw", fl.on("2025-01-01"))
        ('borgloon', 'kortessem')
    """
    once = {
        part
        for event in landscape.zoning.events
        if isinstance(event, Assign) and event.zone == zone and event.day <= snapshot.day
        for part in event.parts
    }
    zones = snapshot.zone_map
    return tuple(
        sorted(
            part
            for part in reached(once, zones.refinement.children)
            if part in snapshot.layout.of_part
            and part not in zones.undecided
            and zones.of_part.get(part) != zone
        )
    )


def concerned_by_departures(
    dossier: Dossier, landscape: Landscape, snapshot: Snapshot
) -> tuple[Concern, ...]:
    """Return what in a dossier concerns land that left its zone before or on a day.

    Looked at are seats of the council of that day, enrolments, partners with an
    area, advice, claims, and indicators about all municipalities of the zone.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.policy import Claim, ClaimKind
        >>> members = Claim(id="c", kind=ClaimKind.MEMBERS, labels=["Heers"], parts=["kortessem"])
        >>> fl = flanders()
        >>> dossier = Dossier(zone_id="haspengouw", claims=[members])
        >>> [each.now for each in concerned_by_departures(dossier, fl, fl.on("2025-01-01"))]
        [('Hasselt (Herkenrode)',)]
    """
    left = set(departed_land(landscape, dossier.zone_id, snapshot))
    found = [
        evolve(each, parts=_sorted(left & reached_land(snapshot, each.parts)))
        for each in _with_land(dossier, snapshot)
    ]
    if left:
        found += [
            Concern("indicator", each.id, each.title, _sorted(left), (), each.sources)
            for plan in dossier.plans
            for each in plan.indicators
            if each.measure is not None and each.measure.kind is MeasureKind.ENROLMENT
        ]
    return tuple(
        evolve(each, now=tuple(whereabouts(snapshot, part) for part in each.parts))
        for each in found
        if each.parts
    )


def concerned_with(
    dossier: Dossier, snapshot: Snapshot, parts: Iterable[PartId]
) -> tuple[Concern, ...]:
    """Return what in a dossier speaks of some land on a day, wherever that land lies.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.policy import Claim, ClaimKind
        >>> members = Claim(id="c", kind=ClaimKind.MEMBERS, labels=["Heers"], parts=["heers"])
        >>> day = flanders().on("2025-01-01")
        >>> dossier = Dossier(zone_id="haspengouw", claims=[members])
        >>> [each.now for each in concerned_with(dossier, day, ["heers", "alken"])]
        [('Heers (Haspengouw)',)]
    """
    asked = reached_land(snapshot, parts)
    found = (
        evolve(each, parts=_sorted(asked & reached_land(snapshot, each.parts)))
        for each in _with_land(dossier, snapshot)
    )
    return tuple(
        evolve(each, now=tuple(whereabouts(snapshot, part) for part in each.parts))
        for each in found
        if each.parts
    )


def _sorted(parts: Iterable[PartId]) -> tuple[PartId, ...]:
    return tuple(sorted(parts))


def reached_land(snapshot: Snapshot, parts: Iterable[PartId]) -> set[PartId]:
    """Return the land of some parts as it is cut on a day.

    Example:
        >>> from elzmodel import flanders
        >>> sorted(reached_land(flanders().on("2025-01-01"), ["alken"]))
        ['alken']
    """
    return set(reached(parts, snapshot.zone_map.refinement.children))


def _with_land(dossier: Dossier, snapshot: Snapshot) -> Iterator[Concern]:
    """Yield everything that speaks of land, with all of that land."""
    council = dossier.council(on=snapshot.day)
    for seat in () if council is None else council.seats:
        if snapshot.day in seat.period:
            label = ", ".join(each.label for each in seat.represents)
            yield Concern("seat", seat.id, label, seat.parts, (), seat.sources)
    for project in dossier.projects:
        for each in project.enrolments:
            if snapshot.day in each.period:
                yield Concern("enrolment", project.id, each.label, each.parts, (), each.sources)
    for partner in dossier.partners:
        yield Concern("partner", partner.id, partner.name, partner.area, (), partner.sources)
    for advice in dossier.advice:
        yield Concern("advice", advice.id, advice.to, advice.parts, (), advice.sources)
    for claim in dossier.claims:
        yield Concern("claim", claim.id, ", ".join(claim.labels), claim.parts, (), claim.sources)


def whereabouts(snapshot: Snapshot, part: PartId) -> str:
    """Return in which municipality and zone a part is on a day, in words.

    Example:
        >>> from elzmodel import flanders
        >>> whereabouts(flanders().on("2025-01-01"), "borgloon")
        'Tongeren-Borgloon (Zuid-Oost Limburg)'
    """
    municipality = snapshot.layout.of_part.get(part)
    zone = snapshot.zone_map.of_part.get(part)
    where = part if municipality is None else municipality.name
    return f"{where} ({'no zone' if zone is None else snapshot.zone_map.of_id[zone].name})"


def concerns_table(concerns: Iterable[Concern], *, title: str = "Concerned") -> Table:
    """Return concerns as a table, one row each.

    Example:
        >>> len(
        ...     concerns_table([Concern("seat", "lb-3", "Kortessem", ("kortessem",), ("Hasselt",))])
        ... )
        1
    """
    columns = (Column("kind"), Column("id"), Column("label"), Column("left"), Column("now"))
    rows = [(each.kind, each.id, each.label, each.parts, each.now) for each in concerns]
    return Table(title, columns, rows)
