"""What is doubtful about a landscape on a day, as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from elzmodel.landscape.landscape import Landscape
from elzmodel.landscape.places import doubts, open_ones
from elzmodel.landscape.snapshot import Snapshot, year_or_newest
from elzmodel.territory import Borders
from elzmodel.values import CheckOutcome, Code, Codes, Day, Finding, Ref, Severity
from elzmodel.values.arguments import keep_door
from elzmodel.zones import SizeBand, Zone, check_contiguity

__all__ = ["check_landscape"]

NO_ZONE: Final = Code(
    "ELZ-L011",
    "no zone is recorded for {parts:list all}",
    meaning="a municipality without a zone",
    explanation="Land of a municipality is in no zone although there are zones. Add an `Assign`.",
)
SIZE: Final = Code(
    "ELZ-L012",
    "{inhabitants} inhabitants on {day}; {rule}[, which it is {band}]",
    severity=Severity.ADVICE,
    meaning="a zone outside the size rules",
    explanation="The zone has more or fewer inhabitants than a rule of the landscape asks: those "
    "of `Landscape.size_rules`, in Flanders a minimum of 60,000 and a target of 75,000 to "
    "125,000. The outcome is `unknown` where the bounds do not tell. The message says which "
    "rule, with its grade, and which year.",
)
UNRECORDED: Final = Code(
    "ELZ-L013",
    "{n} {n:event|events} without a day of record; each counts as recorded on this day",
    severity=Severity.ADVICE,
    meaning="events without a day of record",
    explanation="It is not known when these events became known; each counts as recorded on its "
    "own day. It matters only for questions with *known*.",
)
CODES: Final = Codes((NO_ZONE, SIZE, UNRECORDED))


def check_landscape(
    landscape: Landscape, *, on: Day, known: Day | None = None, year: int | None = None
) -> tuple[Finding, ...]:
    """Return what is doubtful about a landscape on a day; it never raises for a doubt.

    Reported are the ``CODES`` of landscapes, open decisions (``ELZ-L010``), postal codes of
    the day on which sources disagree (``ELZ-L041``), zones in pieces (``ELZ-Z010``), and
    figures that disagree or took the place of others (``ELZ-T021`` to ``ELZ-T023``).

    Args:
        landscape: What to look at.
        on: The day.
        known: The day of the record, as in `Landscape.on`.
        year: The year of the inhabitants; by default the newest that is exact on the day.

    Raises:
        NotOnDayError: If *on* lies before the period that is covered.

    Example:
        >>> from elzmodel import flanders
        >>> findings = check_landscape(flanders(), on="2025-01-01")
        >>> [f.subject for f in findings if f.code == "ELZ-Z010" and f.outcome.value == "fail"]
        ['oostkust', 'zuid-oost-limburg']
    """
    snapshot = landscape.on(on, known=known)
    return (
        *check_land(snapshot, landscape.borders, snapshot.zones, year),
        *_postal_codes(snapshot),
        *_unrecorded(landscape, snapshot.day),
        *landscape.figures.check(),
    )


def check_land(
    snapshot: Snapshot, borders: Borders, zones: Iterable[Zone], year: int | None
) -> Iterator[Finding]:
    """Yield what is doubtful about where land lies, and about some of the zones of a day."""
    zones = tuple(zones)
    yield from open_ones(snapshot.decisions, snapshot.layout)
    yield from _without_zone(snapshot)
    yield from _sizes(snapshot, zones, year)
    yield from check_contiguity(snapshot.zone_map, borders, zones)


def _without_zone(snapshot: Snapshot) -> Iterator[Finding]:
    zoned = snapshot.zone_map.by_part.keys()
    if not snapshot.zones or snapshot.layout.by_part.keys() <= zoned:
        return
    for municipality in snapshot.municipalities:
        outside = [part for part in municipality.parts if part not in zoned]
        if outside:
            about = Ref("municipality", municipality.unit, label=str(municipality))
            yield NO_ZONE.finding(about, parts=outside)


def _postal_codes(snapshot: Snapshot) -> Iterator[Finding]:
    for each in snapshot.disagreements:
        codes = snapshot.gazetteer.postal_code(each.subject)
        if any(snapshot.day in code.period for code in codes):
            yield from doubts(each.subject, (each,))


def _sizes(snapshot: Snapshot, zones: Iterable[Zone], year: int | None) -> Iterator[Finding]:
    chosen = year_or_newest(snapshot.figures, year, snapshot)
    if chosen is None:
        return
    for zone in zones:
        total = snapshot.population(zone, year=chosen)
        for rule in snapshot.size_rules:
            band = rule.band(total)
            if band is not SizeBand.WITHIN:
                is_unknown = band is SizeBand.UNKNOWN
                yield SIZE.finding(
                    Ref("zone", zone.id),
                    outcome=CheckOutcome.UNKNOWN if is_unknown else CheckOutcome.FAIL,
                    sources=rule.sources,
                    grade=rule.grade,
                    inhabitants=total,
                    day=f"{chosen}-01-01",
                    rule=rule,
                    band="" if is_unknown else band,
                )


def _unrecorded(landscape: Landscape, day: date) -> Iterator[Finding]:
    """Count, for each day of the period, the events whose day of record is not known."""
    days: Counter[date] = Counter(
        event.day
        for event in landscape.events
        if event.recorded is None and event.day in landscape.covers and event.day <= day
    )
    for effective, count in sorted(days.items()):
        yield UNRECORDED.finding(Ref("day", str(effective)), n=count)


keep_door(__name__)
