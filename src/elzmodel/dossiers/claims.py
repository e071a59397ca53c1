"""What a dossier claims and measures, held against the land, and what left the zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from elzmodel.dossiers.dossier import Dossier
from elzmodel.governance import Cluster, RuleKind, RuleSet, balance
from elzmodel.landscape.landscape import Landscape
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.partners import professions_without_circle
from elzmodel.policy import Claim, ClaimKind, Indicator, Judgement, Measure, MeasureKind, Project
from elzmodel.territory.refinement import reached
from elzmodel.values import (
    Column,
    Finding,
    ItemId,
    Outcome,
    PartId,
    SourceId,
    Table,
    ZoneId,
    plain_finding,
)
from elzmodel.zones import Assign

__all__ = [
    "Concern",
    "Measured",
    "check_claims",
    "concerned_by_departures",
    "concerned_with",
    "concerns_table",
    "departed_land",
    "measured_table",
    "self_measured",
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
        >>> from elzmodel.dossiers.dossier import Dossier
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
        >>> from elzmodel.dossiers.dossier import Dossier
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


_MEMBERS = "ELZ-C001"
_MERGER = "ELZ-C002"
_EVENT = "ELZ-C003"


def check_claims(
    dossier: Dossier, landscape: Landscape, *, on: date | None = None
) -> tuple[Finding, ...]:
    """Hold the claims of a dossier against the register and the zones.

    A claim about members is held against its own day, or else against *on*: a
    municipality is there as soon as some of its land is (``ELZ-C001``). A claim
    about a merger is held against every merger on record (``ELZ-C002``), the
    event that it names against the record (``ELZ-C003``). What cannot be held
    against anything is unknown.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> from elzmodel.policy import Claim
        >>> parts = ["alken", "diepenbeek", "hasselt", "zonhoven"]
        >>> members = Claim(id="c", kind=ClaimKind.MEMBERS, parts=parts)
        >>> dossier = Dossier(zone_id="herkenrode", claims=[members])
        >>> print(*check_claims(dossier, flanders(), on=date(2024, 12, 31)))
        ELZ-C001 warning: claim c: on 2024-12-31 it lacks Herk-de-Stad
    """
    found: list[Finding] = []
    for claim in dossier.claims:
        if claim.kind is ClaimKind.MEMBERS:
            found += _members(claim, dossier.zone_id, landscape, claim.day or on)
        elif claim.kind is ClaimKind.MERGER:
            found += _merger(claim, landscape, on)
        found += _event(claim, landscape)
    return tuple(found)


def _finding(code: str, claim: Claim, message: str, outcome: Outcome = Outcome.FAIL) -> Finding:
    subject = f"claim {claim.id}"
    return plain_finding(
        code=code, subject=subject, message=message, outcome=outcome, sources=claim.sources
    )


def _members(
    claim: Claim, zone: ZoneId, landscape: Landscape, day: date | None
) -> Iterator[Finding]:
    if day is None:
        message = "it says of no day who the members are; ask on a day"
        yield _finding(_MEMBERS, claim, message, Outcome.UNKNOWN)
        return
    snapshot = landscape.on(day)
    if zone not in snapshot.zone_map.of_id:
        why = snapshot.zone_map.before_the_first() or f"zone {zone!r} is not on record"
        yield _finding(_MEMBERS, claim, f"on {day}: {why}", Outcome.UNKNOWN)
        return
    said, land = reached_land(snapshot, claim.parts), set(snapshot.zone_map.parts_of[zone])
    named = _outside(snapshot, said - land)
    lacking = sorted(_names(snapshot, land) - _names(snapshot, said & land))
    differs = [
        *([f"names {' and '.join(named)}"] if named else ()),
        *([f"lacks {' and '.join(lacking)}"] if lacking else ()),
    ]
    if differs:
        yield _finding(_MEMBERS, claim, f"on {day} it {'; it '.join(differs)}")


def _outside(snapshot: Snapshot, parts: Iterable[PartId]) -> list[str]:
    return [f"{part}, which is in {whereabouts(snapshot, part)}" for part in sorted(parts)]


def _names(snapshot: Snapshot, parts: Iterable[PartId]) -> set[str]:
    return {snapshot.layout.of_part[part].name for part in parts}


def _merger(claim: Claim, landscape: Landscape, on: date | None) -> Iterator[Finding]:
    for merged, _ in landscape.register.mergers():
        start = merged.period.start
        is_it = set(claim.parts) <= set(merged.parts)
        if is_it and start is not None and (on is None or start <= on):
            return
    until = "" if on is None else f" up to {on}"
    message = f"no merger of {' and '.join(claim.labels) or 'this land'} is on record{until}"
    yield _finding(_MERGER, claim, message, Outcome.UNKNOWN)


def _event(claim: Claim, landscape: Landscape) -> Iterator[Finding]:
    if claim.event is None:
        return
    events = (*landscape.register.events, *landscape.zoning.events)
    if all(event.id != claim.event for event in events):
        yield _finding(_EVENT, claim, f"event {claim.event!r} is not on record")


@frozen
class Measured:
    """An indicator with what the model finds about it on a day.

    *judgement* is unknown where the dossier does not hold what is needed;
    *found* says in words what was counted, or what is missing.

    Example:
        >>> Measured("1.1/a1/i1", Judgement.MET, "5 of 5 municipalities are enrolled").found
        '5 of 5 municipalities are enrolled'
    """

    indicator: ItemId
    judgement: Judgement
    found: str
    missing: tuple[str, ...] = ()


def self_measured(
    dossier: Dossier, snapshot: Snapshot, *, rules: Iterable[RuleSet] = ()
) -> tuple[Measured, ...]:
    """Return every indicator that can be computed, with its value on a day.

    Only indicators that say how they follow from the dossier are computed: their
    ``measure``. A list that is said not to be complete gives no "not met".

    Args:
        dossier: The dossier with the plans.
        snapshot: The day.
        rules: The rules whose closed list of care disciplines is meant where an
            indicator asks for a professional circle of each.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> self_measured(Dossier(zone_id="herkenrode"), flanders().on("2025-01-01"))
        ()
    """
    case = _Case(dossier, snapshot, tuple(rules))
    indicators = (each for plan in dossier.plans for each in plan.indicators)
    return tuple(
        _measured(each, each.measure, case) for each in indicators if each.measure is not None
    )


@frozen
class _Case:
    """What an indicator is computed from."""

    dossier: Dossier
    snapshot: Snapshot
    rules: tuple[RuleSet, ...]


def _measured(indicator: Indicator, measure: Measure, case: _Case) -> Measured:
    judgement, found, missing = _MEASURES[measure.kind](measure, case)
    return Measured(indicator.id, judgement, found, tuple(missing))


_Answer = tuple[Judgement, str, "Iterable[str]"]


def _enrolment(measure: Measure, case: _Case) -> _Answer:
    dossier, snapshot = case.dossier, case.snapshot
    project = next((each for each in dossier.projects if each.id == measure.subject), None)
    if project is None or not project.enrolments:
        return Judgement.UNKNOWN, "no enrolments are stated", ()
    if dossier.zone_id not in snapshot.zone_map.of_id:
        return Judgement.UNKNOWN, "the zone is not on record on this day", ()
    state = _states(project, dossier, snapshot)
    enrolled = sum(all_of_it is True for all_of_it in state.values())
    lacking = [name for name, all_of_it in state.items() if all_of_it is not True]
    found = f"{enrolled} of {len(state)} municipalities are enrolled"
    partly = [name for name, all_of_it in state.items() if all_of_it is None]
    if partly:
        found = f"{found}, {', '.join(partly)} with a part of its land"
    if not lacking:
        return Judgement.MET, found, ()
    if "enrolments" in project.open_lists:
        return Judgement.UNKNOWN, f"at least {found}; the list is not complete", lacking
    is_none = enrolled == 0 and not partly
    return Judgement.NOT_MET if is_none else Judgement.PARTLY, found, lacking


def _states(project: Project, dossier: Dossier, snapshot: Snapshot) -> dict[str, bool | None]:
    """Say of each municipality whether all of its land in the zone is enrolled, or some of it."""
    enrolled = {
        part
        for each in project.enrolments
        if snapshot.day in each.period
        for part in reached_land(snapshot, each.parts)
    }
    zone = set(snapshot.zone_map.decided_parts(dossier.zone_id))
    state: dict[str, bool | None] = {}
    for municipality in snapshot.municipalities_of(dossier.zone_id):
        land = zone & set(municipality.parts)
        state[municipality.name] = (
            True if land <= enrolled else (None if land & enrolled else False)
        )
    return state


def _represented(measure: Measure, case: _Case) -> _Answer:
    dossier, snapshot = case.dossier, case.snapshot
    council = dossier.council(on=snapshot.day)
    if council is None:
        return Judgement.UNKNOWN, "nothing is stated about the council on this day", ()
    there = {
        str(each.partner)
        for each in dossier.incidences
        if each.venue == measure.body and snapshot.day in each.period
    }
    absent = [each for each in (measure.subject, *measure.others) if each not in there]
    if not absent:
        return Judgement.MET, f"all are in {measure.body}", ()
    if council.open_lists or measure.body not in council.of_body:
        return Judgement.UNKNOWN, f"who is in {measure.body} is not stated in full", absent
    some = len(absent) <= len(measure.others)
    found = f"not in {measure.body}: {', '.join(absent)}"
    return Judgement.PARTLY if some else Judgement.NOT_MET, found, absent


def _held(measure: Measure, case: _Case) -> _Answer:
    days = [each.day for each in case.dossier.gatherings if each.id == measure.subject]
    known: list[date] = [day for day in days if day is not None]
    if any(day <= case.snapshot.day for day in known):
        return Judgement.MET, f"held on {min(known)}", ()
    return Judgement.UNKNOWN, "no day up to this one is stated", ()


def _balance(measure: Measure, case: _Case) -> _Answer:
    """Count; a balance without a threshold is neither met nor missed."""
    council = case.dossier.council(on=case.snapshot.day)
    if council is None or council.board is None:
        return Judgement.UNKNOWN, "no board is stated on this day", ()
    day = case.snapshot.day
    found = balance(council, case.dossier.persons, of=measure.subject, on=day)
    if not found.persons:
        return Judgement.UNKNOWN, "nobody is stated to sit in the board; no threshold is set", ()
    kinds = [f"{each.low} {each.kind}" for each in found.counts]
    counted = ", ".join([*kinds, f"{found.unknown} not stated"])
    return Judgement.UNKNOWN, f"{counted}; no threshold is set", ()


def _circles(_: Measure, case: _Case) -> _Answer:
    disciplines = [
        value
        for rules in case.rules
        for rule in rules.rules
        if rule.kind is RuleKind.ADMITTED and rule.cluster is Cluster.CARE
        for value in rule.values
    ]
    if not disciplines:
        return Judgement.UNKNOWN, "no list of disciplines is given", ()
    partners = case.dossier.partners
    lacking = professions_without_circle(partners, disciplines, on=case.snapshot.day)
    found = f"{len(disciplines) - len(lacking)} of {len(disciplines)} disciplines have a circle"
    if not lacking:
        return Judgement.MET, found, ()
    if "partners" in case.dossier.open_lists:
        return Judgement.UNKNOWN, f"at least {found}; the list is not complete", lacking
    return (
        Judgement.PARTLY if len(lacking) < len(disciplines) else Judgement.NOT_MET,
        found,
        lacking,
    )


_MEASURES: Mapping[MeasureKind, Callable[[Measure, _Case], _Answer]] = {
    MeasureKind.ENROLMENT: _enrolment,
    MeasureKind.BALANCE: _balance,
    MeasureKind.REPRESENTED: _represented,
    MeasureKind.CIRCLES: _circles,
    MeasureKind.HELD: _held,
}


def measured_table(measured: Iterable[Measured], *, title: str = "Computed indicators") -> Table:
    """Return computed indicators as a table, one row each.

    Example:
        >>> len(measured_table([Measured("i1", Judgement.MET, "held")]))
        1
    """
    columns = (Column("indicator"), Column("judgement"), Column("found"), Column("missing"))
    rows = [(each.indicator, each.judgement.value, each.found, each.missing) for each in measured]
    return Table(title, columns, rows)
