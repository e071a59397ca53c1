"""What is doubtful about a landscape on a day, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from elzmodel.landscape.landscape import Landscape
from elzmodel.values import Finding, Outcome, Severity, parse_day
from elzmodel.zones import MINIMUM, TARGET, SizeBand, check_contiguity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from elzmodel.governance import CareCouncil, RuleSet
    from elzmodel.landscape.dossier import Dossier
    from elzmodel.landscape.snapshot import Snapshot
    from elzmodel.policy import PolicyPlan
    from elzmodel.values import Day
    from elzmodel.zones import SizeRule

__all__ = ["check"]

_OPEN = "ELZ-L010"
_NO_ZONE = "ELZ-L011"
_SIZE = "ELZ-L012"
_UNRECORDED = "ELZ-L013"


@overload
def check(
    value: Landscape, *, on: Day, known: Day | None = None, year: int | None = None
) -> tuple[Finding, ...]: ...


@overload
def check(
    value: Dossier | CareCouncil | PolicyPlan,
    *,
    within: Landscape | None = None,
    on: Day | None = None,
    rules: Iterable[RuleSet] = (),
) -> tuple[Finding, ...]: ...


def check(
    value: Landscape | Dossier | CareCouncil | PolicyPlan,
    *,
    on: Day | None = None,
    within: Landscape | None = None,
    rules: Iterable[RuleSet] = (),
    known: Day | None = None,
    year: int | None = None,
) -> tuple[Finding, ...]:
    """Return what is doubtful about a value, on a day; it never raises for a doubt.

    Of a landscape: open decisions (``ELZ-L010``), municipalities without a zone
    (``ELZ-L011``), zones outside the size rules (``ELZ-L012``), events whose
    day of record is unknown (``ELZ-L013``), zones in pieces (``ELZ-Z010``) and
    figures that disagree (``ELZ-T021``, ``ELZ-T022``).

    Of a dossier, a council or a plan: rules of composition that are not passed,
    what a plan leaves open, claims that the register contradicts, what concerns
    land that left the zone, and references that lead nowhere.

    Args:
        value: What to look at.
        on: The day to look at it; a landscape needs one.
        within: The landscape that a dossier is held against.
        rules: The rules of composition that are asked for; by default those that
            were in force on the day in *within*.
        known: Of a landscape, the day of the record, as in `Landscape.on`.
        year: Of a landscape, the year of the inhabitants; the newest by default.

    Raises:
        InvalidValueError: If a landscape is looked at on no day.
        NotOnDayError: If *on* lies before the period that is covered.

    Example:
        >>> import elzmodel as elz
        >>> findings = elz.check(elz.flanders(), on="2025-01-01")
        >>> [f.subject for f in findings if f.code == "ELZ-Z010" and f.outcome.value == "fail"]
        ['oostkust', 'zuid-oost-limburg']
        >>> herkenrode = elz.dossier("herkenrode")
        >>> found = elz.check(herkenrode, within=elz.flanders(), on="2023-06-01")
        >>> [finding.code for finding in found if finding.outcome.value == "fail"]
        ['ELZ-P021']
    """
    if isinstance(value, Landscape):
        return _of_landscape(value, parse_day(on), known, year)  # type: ignore[arg-type]
    from elzmodel.landscape.dossier_checks import check_published  # noqa: PLC0415 - loads rooms that few need

    day = None if on is None else parse_day(on)
    return check_published(value, within=within, on=day, rules=rules)


def _of_landscape(
    landscape: Landscape, on: date, known: Day | None, year: int | None
) -> tuple[Finding, ...]:
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
        yield Finding(code=_OPEN, subject=str(municipality or point.unit), message=message)


def _without_zone(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot.zones:
        return
    for municipality in snapshot.municipalities:
        outside = [p for p in municipality.parts if p not in snapshot.zone_map.of_part]
        if outside:
            message = f"no zone is recorded for {', '.join(outside)}"
            yield Finding(code=_NO_ZONE, subject=str(municipality), message=message)


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
    return Finding(
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
        yield Finding(
            code=_UNRECORDED, severity=Severity.ADVICE, subject=str(effective), message=message
        )
