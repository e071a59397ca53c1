"""What is doubtful about a landscape on a day, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from elzmodel.landscape.landscape import Landscape
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.values import Day, Finding, Outcome, Severity, plain_finding
from elzmodel.zones import MINIMUM, TARGET, SizeBand, SizeRule, check_contiguity

__all__ = ["check_landscape"]

_OPEN = "ELZ-L010"
_NO_ZONE = "ELZ-L011"
_SIZE = "ELZ-L012"
_UNRECORDED = "ELZ-L013"


def check_landscape(
    landscape: Landscape, *, on: Day, known: Day | None = None, year: int | None = None
) -> tuple[Finding, ...]:
    """Return what is doubtful about a landscape on a day; it never raises for a doubt.

    Reported are open decisions (``ELZ-L010``), municipalities without a zone
    (``ELZ-L011``), zones outside the size rules (``ELZ-L012``), events whose day
    of record is unknown (``ELZ-L013``), zones in pieces (``ELZ-Z010``) and figures
    that disagree (``ELZ-T021``, ``ELZ-T022``).

    Args:
        landscape: What to look at.
        on: The day.
        known: The day of the record, as in `Landscape.on`.
        year: The year of the inhabitants; the newest by default.

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
        *_decisions(snapshot),
        *_without_zone(snapshot),
        *_sizes(snapshot, year),
        *check_contiguity(snapshot.zone_map, landscape.borders),
        *_unrecorded(landscape, snapshot.day),
        *landscape.figures.check(),
    )


def _decisions(snapshot: Snapshot) -> Iterator[Finding]:
    for point in snapshot.decisions:
        municipality = snapshot.layout.of_unit.get(point.unit)
        message = f"its zone is undecided: {' or '.join(point.candidates)}"
        yield plain_finding(code=_OPEN, subject=str(municipality or point.unit), message=message)


def _without_zone(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot.zones:
        return
    for municipality in snapshot.municipalities:
        outside = [p for p in municipality.parts if p not in snapshot.zone_map.of_part]
        if outside:
            message = f"no zone is recorded for {', '.join(outside)}"
            yield plain_finding(code=_NO_ZONE, subject=str(municipality), message=message)


def _sizes(snapshot: Snapshot, year: int | None) -> Iterator[Finding]:
    years = snapshot.figures.years("population")
    chosen = year if year is not None else (years[-1] if years else None)
    if chosen is None:
        return
    for zone in snapshot.zones:
        total = snapshot.population(zone, year=chosen)
        for rule in (MINIMUM, TARGET):
            band = rule.band(total)
            if band is not SizeBand.WITHIN:
                yield _size_finding(zone.id, rule, f"{total} inhabitants on {chosen}-01-01", band)


def _size_finding(subject: str, rule: SizeRule, total: str, band: SizeBand) -> Finding:
    is_unknown = band is SizeBand.UNKNOWN
    return plain_finding(
        code=_SIZE,
        severity=Severity.ADVICE,
        outcome=Outcome.UNKNOWN if is_unknown else Outcome.FAIL,
        subject=subject,
        message=f"{total}; {rule}{'' if is_unknown else f', which it is {band.value}'}",
        sources=rule.sources,
    )


def _unrecorded(landscape: Landscape, day: date) -> Iterator[Finding]:
    """Count, for each day of the period, the events whose day of record is not known."""
    days: dict[date, int] = {}
    for event in (*landscape.register.events, *landscape.zoning.events):
        if event.recorded is None and event.day in landscape.covers and event.day <= day:
            days[event.day] = days.get(event.day, 0) + 1
    for effective, count in sorted(days.items()):
        noun = "event" if count == 1 else "events"
        message = f"{count} {noun} without a day of record; each counts as recorded on this day"
        yield plain_finding(
            code=_UNRECORDED, severity=Severity.ADVICE, subject=str(effective), message=message
        )
