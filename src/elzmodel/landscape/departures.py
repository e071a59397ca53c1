"""Land that left a zone, and what a dossier says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.policy import MeasureKind
from elzmodel.territory.refinement import reached
from elzmodel.values import Column, PartId, Table, ZoneId
from elzmodel.zones import Assign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.landscape.landscape import Landscape
    from elzmodel.landscape.snapshot import Snapshot

__all__ = ["Concern", "concerned_by_departures", "concerns_table", "departed_land"]


@frozen
class Concern:
    """Something in a dossier that speaks of land which is no longer in the zone.

    *kind* is what it is, such as ``"seat"``; *parts* is the land that left, and
    *now* says where it is on the day.

    Example:
        >>> Concern("seat", "lb-3", "Kortessem", ("kortessem",), ("Hasselt",)).now
        ('Hasselt',)
    """

    kind: str
    id: str
    label: str
    parts: tuple[PartId, ...]
    now: tuple[str, ...]


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
        _concern(snapshot, kind, (key, label), left & reached_land(snapshot, parts))
        for kind, key, label, parts in _with_land(dossier, snapshot)
    ]
    if left:
        found += [
            _concern(snapshot, "indicator", (each.id, each.title), left)
            for plan in dossier.plans
            for each in plan.indicators
            if each.measure is not None and each.measure.kind is MeasureKind.ENROLMENT
        ]
    return tuple(concern for concern in found if concern.parts)


def reached_land(snapshot: Snapshot, parts: Iterable[PartId]) -> set[PartId]:
    """Return the land of some parts as it is cut on a day.

    Example:
        >>> from elzmodel import flanders
        >>> sorted(reached_land(flanders().on("2025-01-01"), ["alken"]))
        ['alken']
    """
    return set(reached(parts, snapshot.zone_map.refinement.children))


def _with_land(
    dossier: Dossier, snapshot: Snapshot
) -> Iterator[tuple[str, str, str, tuple[PartId, ...]]]:
    council = dossier.council(on=snapshot.day)
    for seat in () if council is None else council.seats:
        if snapshot.day in seat.period:
            yield "seat", seat.id, ", ".join(each.label for each in seat.represents), seat.parts
    for project in dossier.projects:
        for each in project.enrolments:
            if snapshot.day in each.period:
                yield "enrolment", project.id, each.label, each.parts
    for partner in dossier.partners:
        yield "partner", partner.id, partner.name, partner.area
    for advice in dossier.advice:
        yield "advice", advice.id, advice.to, advice.parts
    for claim in dossier.claims:
        yield "claim", claim.id, ", ".join(claim.labels), claim.parts


def _concern(
    snapshot: Snapshot, kind: str, item: tuple[str, str], parts: Collection[PartId]
) -> Concern:
    land = tuple(sorted(parts))
    return Concern(kind, *item, land, tuple(dict.fromkeys(whereabouts(snapshot, p) for p in land)))


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
