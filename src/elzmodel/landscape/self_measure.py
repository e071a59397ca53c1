"""Indicators that the model itself can compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance import Cluster, RuleKind, RuleSet, balance
from elzmodel.landscape.departures import reached_land
from elzmodel.landscape.dossier import Dossier
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.partners import professions_without_circle
from elzmodel.policy import Judgement, MeasureKind
from elzmodel.values import Column, ItemId, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from elzmodel.policy import Indicator, Measure, Project

__all__ = ["Measured", "measured_table", "self_measured"]


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
        >>> from elzmodel.landscape.dossier import Dossier
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
