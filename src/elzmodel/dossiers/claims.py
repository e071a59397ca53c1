"""What a dossier says of land: what concerns land that left the zone, and claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from attrs import field, frozen

from elzmodel.dossiers.dossier import Dossier
from elzmodel.dossiers.representation import why_zone_absent
from elzmodel.landscape.landscape import Landscape
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.policy import Claim, ClaimKind, MeasureKind
from elzmodel.territory.refinement import reached
from elzmodel.values import (
    Answer,
    CheckOutcome,
    Code,
    Codes,
    Finding,
    PartId,
    Ref,
    SourceId,
    ZoneId,
    columns,
)
from elzmodel.values.text import phrase, said, term
from elzmodel.zones import Assign

__all__ = ["Concern", "concerned_by_departures", "concerned_with", "departed_land", "whereabouts"]

MEMBERS: Final = Code(
    "ELZ-C001",
    {
        "": "on {day} it names {named:and all}[; it lacks {lacking:and all}]",
        "lacks": "on {day} it lacks {lacking:and all}",
        "no zone": "on {day}: {why}",
        "no day": "it says of no day who the members are; ask on a day",
    },
    meaning="a document names other members than the zone had",
    explanation="The claim is held against its own day, or else against the day that is asked "
    "about. Both sides are kept: neither the document nor the register is mended. `unknown` where "
    "there is no day to hold it against, or no zone on that day.",
)
MERGER: Final = Code(
    "ELZ-C002",
    "no merger of {land:and all} is on record[ up to {day}]",
    meaning="an announced merger is not on record",
    explanation="`unknown` rather than wrong: up to the day that is asked about no such merger "
    "took effect.",
)
DEPARTED: Final = Code(
    "ELZ-C010",
    "it concerns land that left the zone: {land:and all}",
    meaning="something concerns land that left the zone",
    explanation="An enrolment, a partner, a piece of advice, a claim, or an indicator about all "
    "municipalities speaks of land that was in the zone once and is not on the day. The finding "
    "says where the land is now; of seats see ELZ-G030. Decide what becomes of it.",
)
CODES: Final = Codes([MEMBERS, MERGER, DEPARTED])


# --- land that left -----------------------------------------------------------


@columns("kind", "id", "label", "left=parts", "now")
@frozen
class Concern:
    """Something in a dossier that speaks of some land, such as land that left the zone.

    *kind* is what it is, such as ``"seat"``; *parts* is the land, and *now* says of
    each of them where it is on the day.
    """

    kind: str = field(converter=term)
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
        if event.zone == zone and isinstance(event, Assign) and event.day <= snapshot.day
        for part in event.parts
    }
    zones = snapshot.zone_map
    return tuple(
        sorted(
            part
            for part in land_on(snapshot, once)
            if part in snapshot.layout.by_part
            and part not in zones.undecided
            and zones.by_part.get(part) != zone
        )
    )


def concerned_by_departures(
    dossier: Dossier, landscape: Landscape, snapshot: Snapshot
) -> Answer[Concern]:
    """Return what in a dossier concerns land that left its zone before or on a day.

    Looked at are seats of the council of that day, enrolments, partners with an
    area, advice, claims, and indicators about all municipalities of the zone.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.policy import Claim, ClaimKind
        >>> members = Claim(id="c", kind=ClaimKind.MEMBERS, labels=["Heers"], parts=["kortessem"])
        >>> fl = flanders()
        >>> dossier = Dossier(zone_id="haspengouw", claims=[members])
        >>> [each.now for each in concerned_by_departures(dossier, fl, fl.on("2025-01-01"))]
        [('Hasselt (Herkenrode)',)]
    """
    left = departed_land(landscape, dossier.zone_id, snapshot)
    about_all = (
        _Spoken("indicator", each.id, each.title, left, each.sources)
        for plan in dossier.plans
        for each in plan.indicators
        if each.measure is not None and each.measure.kind is MeasureKind.ENROLMENT
    )
    title = said(
        "What in the dossier of {zone_id} concerns land that left, on {day}",
        zone_id=dossier.zone_id,
        day=snapshot.day,
    )
    return _concerned(title, (*_with_land(dossier, snapshot), *about_all), left, snapshot)


def departure_findings(
    dossier: Dossier, landscape: Landscape, snapshot: Snapshot
) -> Iterator[Finding]:
    """Yield what concerns land that left the zone (``ELZ-C010``), but for seats.

    What became of the land of a seat is told by `representation_findings`.
    """
    for each in concerned_by_departures(dossier, landscape, snapshot):
        if each.kind == "seat":
            continue
        label = phrase("{kind} {id}[ ({label})]", kind=each.kind, id=each.id, label=each.label)
        # An enrolment has no id of its own: it stands in a project.
        kind = "project" if each.kind == "enrolment" else each.kind
        land = [
            phrase("{part}, now in {now}", part=part, now=now)
            for part, now in zip(each.parts, each.now, strict=True)
        ]
        yield DEPARTED.finding(Ref(kind, each.id, label=label), sources=each.sources, land=land)


def concerned_with(
    dossier: Dossier, snapshot: Snapshot, parts: Iterable[PartId]
) -> Answer[Concern]:
    """Return what in a dossier speaks of some land on a day, wherever that land lies.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.policy import Claim, ClaimKind
        >>> members = Claim(id="c", kind=ClaimKind.MEMBERS, labels=["Heers"], parts=["heers"])
        >>> day = flanders().on("2025-01-01")
        >>> dossier = Dossier(zone_id="haspengouw", claims=[members])
        >>> [each.now for each in concerned_with(dossier, day, ["heers", "alken"])]
        [('Heers (Haspengouw)',)]
    """
    asked = land_on(snapshot, parts)
    land = ", ".join(sorted(asked))
    title = said(
        "What in the dossier of {zone_id} concerns {land}, on {day}",
        zone_id=dossier.zone_id,
        land=land,
        day=snapshot.day,
    )
    return _concerned(title, _with_land(dossier, snapshot), asked, snapshot)


class _Spoken(NamedTuple):
    """Something in a dossier, with all of the land that it speaks of."""

    kind: str
    id: str
    label: str
    parts: tuple[PartId, ...]
    sources: tuple[SourceId, ...]


def _concerned(
    title: str, spoken: Iterable[_Spoken], land: Collection[PartId], snapshot: Snapshot
) -> Answer[Concern]:
    """Return what speaks of some land, with as much of it, and where it is now."""
    rows = []
    for each in spoken:
        parts = tuple(sorted(land_on(snapshot, each.parts).intersection(land)))
        if parts:
            now = tuple(whereabouts(snapshot, part) for part in parts)
            rows.append(Concern(each.kind, each.id, each.label, parts, now, each.sources))
    return Answer(title=title, rows=tuple(rows), row_type=Concern)


def _with_land(dossier: Dossier, snapshot: Snapshot) -> Iterator[_Spoken]:
    """Yield everything that speaks of land, with all of that land."""
    council = dossier.council(on=snapshot.day)
    for seat in () if council is None else council.seats:
        if snapshot.day in seat.period:
            label = ", ".join(each.label for each in seat.represents)
            yield _Spoken("seat", seat.id, label, seat.parts, seat.sources)
    for project in dossier.projects:
        for each in project.enrolments:
            if snapshot.day in each.period:
                yield _Spoken("enrolment", project.id, each.label, each.parts, each.sources)
    for partner in dossier.partners:
        yield _Spoken("partner", partner.id, partner.name, partner.area, partner.sources)
    for advice in dossier.advice:
        yield _Spoken("advice", advice.id, advice.to, advice.parts, advice.sources)
    for claim in dossier.claims:
        yield _Spoken("claim", claim.id, ", ".join(claim.labels), claim.parts, claim.sources)


def land_on(snapshot: Snapshot, parts: Iterable[PartId]) -> set[PartId]:
    """Return the land of some parts as it is cut on a day."""
    return reached(parts, snapshot.zone_map.refinement.children)


def whereabouts(snapshot: Snapshot, part: PartId) -> str:
    """Return in which municipality and zone a part is on a day, in words.

    Example:
        >>> from elzmodel import flanders
        >>> whereabouts(flanders().on("2025-01-01"), "borgloon")
        'Tongeren-Borgloon (Zuid-Oost Limburg)'
    """
    municipality = snapshot.layout.by_part.get(part)
    zone = snapshot.zone_map.by_part.get(part)
    where = part if municipality is None else municipality.name
    return f"{where} ({'no zone' if zone is None else snapshot.zone_map.by_id[zone].name})"


# --- claims -------------------------------------------------------------------


def claim_findings(
    dossier: Dossier, landscape: Landscape, *, on: date | None = None
) -> Iterator[Finding]:
    """Hold the claims of a dossier against the register and the zones.

    A claim about members is held against its own day, or else against *on*: a
    municipality is there as soon as some of its land is (``ELZ-C001``). Of a day of
    its own outside the record nothing is known. A claim about a merger is held against
    every merger on record (``ELZ-C002``). What cannot be held against anything is unknown.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> from elzmodel.policy import Claim
        >>> parts = ["alken", "diepenbeek", "hasselt", "zonhoven"]
        >>> members = Claim(id="c", kind=ClaimKind.MEMBERS, parts=parts)
        >>> dossier = Dossier(zone_id="herkenrode", claims=[members])
        >>> print(*claim_findings(dossier, flanders(), on=date(2024, 12, 31)))
        ELZ-C001 warning: claim c: on 2024-12-31 it lacks Herk-de-Stad
    """
    for claim in dossier.claims:
        if claim.kind is ClaimKind.MEMBERS:
            yield from _members(claim, dossier.zone_id, landscape, claim.day or on)
        elif claim.kind is ClaimKind.MERGER:
            yield from _merger(claim, landscape, on)


def _about(claim: Claim) -> Ref:
    return Ref("claim", claim.id, label=phrase("claim {id}", id=claim.id))


def _members(
    claim: Claim, zone: ZoneId, landscape: Landscape, day: date | None
) -> Iterator[Finding]:
    about, sources, unknown = _about(claim), claim.sources, CheckOutcome.UNKNOWN
    if day is None:
        yield MEMBERS.finding(about, variant="no day", outcome=unknown, sources=sources)
        return
    is_outside = day == claim.day and day not in landscape.covers
    outside = phrase("the record is of {period}", period=landscape.covers)
    if why := outside if is_outside else why_zone_absent(zone, landscape.on(day)):
        yield MEMBERS.finding(
            about, variant="no zone", outcome=unknown, sources=sources, day=day, why=why
        )
        return
    snapshot = landscape.on(day)
    claimed, land = land_on(snapshot, claim.parts), set(snapshot.zone_map.parts_by_zone[zone])
    named = [
        phrase("{part}, which is in {place}", part=part, place=whereabouts(snapshot, part))
        for part in sorted(claimed - land)
    ]
    lacking = sorted(_names(snapshot, land) - _names(snapshot, claimed & land))
    if named:
        yield MEMBERS.finding(about, sources=sources, day=day, named=named, lacking=lacking)
    elif lacking:
        yield MEMBERS.finding(about, variant="lacks", sources=sources, day=day, lacking=lacking)


def _names(snapshot: Snapshot, parts: Iterable[PartId]) -> set[str]:
    return {snapshot.layout.by_part[part].name for part in parts}


def _merger(claim: Claim, landscape: Landscape, on: date | None) -> Iterator[Finding]:
    for merged, _ in landscape.register.mergers():
        start = merged.period.start
        is_it = set(claim.parts) <= set(merged.parts)
        if is_it and start is not None and (on is None or start <= on):
            return
    yield MERGER.finding(
        _about(claim),
        outcome=CheckOutcome.UNKNOWN,
        sources=claim.sources,
        land=claim.labels or (phrase("this land"),),
        day=on,
    )
