"""Indicators of plans that can be computed from the dossier and the land of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from typing import Final

from attrs import frozen

from elzmodel.dossiers.claims import land_on
from elzmodel.dossiers.dossier import Dossier
from elzmodel.governance import Cluster, RuleKind, RuleSet, balance
from elzmodel.governance.seating import board_on
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.partners import professional_circles
from elzmodel.policy import Judgement, Measure, MeasureKind, Project
from elzmodel.policy.plan import BALANCED_BY
from elzmodel.values import Answer, ItemId, columns
from elzmodel.values.text import phrase, said, term

__all__ = ["Measured", "self_measured"]


@columns("indicator", "judgement", "found=observed", "missing")
@frozen
class Measured:
    """An indicator with what was counted for it on a day.

    *judgement* is unknown where the dossier does not hold what is needed;
    *observed* says in words what was counted, or what is missing, *missing* who
    or what stands in the way of "met".
    """

    indicator: ItemId
    judgement: Judgement
    observed: str
    missing: tuple[str, ...] = ()


def self_measured(
    dossier: Dossier, snapshot: Snapshot, *, rules: Iterable[RuleSet] = ()
) -> Answer[Measured]:
    """Return every indicator that can be computed, with its value on a day.

    Only indicators that say how they follow from the dossier are computed: their
    ``measure``. A list that is said not to be complete gives no "not met"; an empty one
    that is complete says that there is none.

    Args:
        dossier: The dossier with the plans.
        snapshot: The day.
        rules: The rules whose closed list of care disciplines is meant where an
            indicator asks for a professional circle of each.

    Example:
        >>> from elzmodel import dossier, flanders
        >>> found = self_measured(dossier("haspengouw"), flanders().on("2024-12-31"))
        >>> found.where(indicator="5.1/a1/i1")[0].observed
        'no enrolments are stated'
    """
    case = _Case(dossier, snapshot, tuple(rules))
    indicators = (each for plan in dossier.plans for each in plan.indicators)
    measures = ((each.id, each.measure) for each in indicators if each.measure is not None)
    rows = (Measured(key, *_MEASURES[each.kind](each, case)) for key, each in measures)
    return Answer(
        title=said(
            "Computed indicators of {zone_id} on {day}", zone_id=dossier.zone_id, day=snapshot.day
        ),
        rows=tuple(rows),
        row_type=Measured,
    )


@frozen
class _Case:
    """What an indicator is computed from."""

    dossier: Dossier
    snapshot: Snapshot
    rules: tuple[RuleSet, ...]


_Result = tuple[Judgement, str, tuple[str, ...]]


def _judged(counted: str, lacking: tuple[str, ...], *, some: bool, is_open: bool) -> _Result:
    """Judge a count: met by all, by some or by none; who is not on an open list may yet be."""
    if not lacking:
        return Judgement.MET, counted, ()
    if is_open:
        return (
            Judgement.UNKNOWN,
            said("at least {counted}; the list is not complete", counted=counted),
            lacking,
        )
    return Judgement.PARTLY if some else Judgement.NOT_MET, counted, lacking


_OfSubject = Callable[[str, _Case], _Result]


def _of_each(judge: _OfSubject) -> Callable[[Measure, _Case], _Result]:
    """Judge every subject of a measure: met where all are, unknown where one is."""

    @wraps(judge)
    def of_each(measure: Measure, case: _Case) -> _Result:
        found = {each: judge(each, case) for each in measure.subjects}
        if not found:
            return Judgement.UNKNOWN, _NO_SUBJECT, ()
        if len(found) == 1:
            return found[measure.subjects[0]]
        judgements = {judgement for judgement, *_ in found.values()}
        together = judgements.pop() if len(judgements) == 1 else Judgement.PARTLY
        said_of = [
            phrase("{subject}: {observed}", subject=subject, observed=observed)
            for subject, (_, observed, _) in found.items()
        ]
        return (
            Judgement.UNKNOWN if Judgement.UNKNOWN in judgements else together,
            said("{found:list all}", found=said_of),
            tuple(dict.fromkeys(each for *_, lacking in found.values() for each in lacking)),
        )

    return of_each


_NO_SUBJECT: Final = said("of what it is to be computed is not stated")


@_of_each
def _enrolment(subject: str, case: _Case) -> _Result:
    dossier, snapshot = case.dossier, case.snapshot
    project = next((each for each in dossier.projects if each.id == subject), None)
    is_open = project is None or "enrolments" in project.open_lists
    if project is None or (is_open and not project.enrolments):
        return Judgement.UNKNOWN, said("no enrolments are stated"), ()
    if dossier.zone_id not in snapshot.zone_map.by_id:
        return Judgement.UNKNOWN, said("the zone is not on record on this day"), ()
    shares = _enrolled(project, dossier, snapshot)
    if not shares:
        return Judgement.UNKNOWN, said("the zone has no municipality on this day"), ()
    whole = [name for name, share in shares.items() if share == "whole"]
    partly = [name for name, share in shares.items() if share == "part"]
    counted = said(
        "{n} of {of} municipalities are enrolled[, {partly:list all} with a part of its land]",
        n=len(whole),
        of=len(shares),
        partly=partly,
    )
    return _judged(
        counted,
        tuple(name for name in shares if name not in whole),
        some=bool(whole or partly),
        is_open=is_open,
    )


def _enrolled(project: Project, dossier: Dossier, snapshot: Snapshot) -> dict[str, str]:
    """Say of each municipality how much of its land in the zone is enrolled."""
    enrolled = {
        part
        for each in project.enrolments
        if snapshot.day in each.period
        for part in land_on(snapshot, each.parts)
    }
    zone = set(snapshot.zone_map.decided_parts(dossier.zone_id))
    shares: dict[str, str] = {}
    for municipality in snapshot.municipalities_of(dossier.zone_id):
        land = zone & set(municipality.parts)
        share = "whole" if land <= enrolled else "part" if land & enrolled else "none"
        shares[municipality.name] = share
    return shares


def _represented(measure: Measure, case: _Case) -> _Result:
    dossier, snapshot = case.dossier, case.snapshot
    council = dossier.council(on=snapshot.day)
    if council is None:
        return Judgement.UNKNOWN, said("nothing is stated about the council on this day"), ()
    if not measure.subjects:
        return Judgement.UNKNOWN, _NO_SUBJECT, ()
    represented = {
        str(each.partner)
        for each in dossier.incidences
        if each.venue == measure.body and snapshot.day in each.period
    }
    absent = tuple(each for each in measure.subjects if each not in represented)
    if not absent:
        return Judgement.MET, said("all are in {body}", body=measure.body), ()
    if council.open_lists or measure.body not in council.bodies_by_id:
        unknown = said("who is in {body} is not stated in full", body=measure.body)
        return Judgement.UNKNOWN, unknown, absent
    some = len(absent) < len(measure.subjects)
    lacking = said("not in {body}: {absent:list all}", body=measure.body, absent=absent)
    return _judged(lacking, absent, some=some, is_open=False)


@_of_each
def _held(subject: str, case: _Case) -> _Result:
    gatherings = (each for each in case.dossier.gatherings if each.id == subject)
    known: list[date] = [each.day for each in gatherings if each.day is not None]
    if any(day <= case.snapshot.day for day in known):
        return Judgement.MET, said("held on {day}", day=min(known)), ()
    return Judgement.UNKNOWN, said("no day up to this one is stated"), ()


@_of_each
def _balance(subject: str, case: _Case) -> _Result:
    """Count; a balance without a threshold is neither met nor missed."""
    if subject not in BALANCED_BY:
        return Judgement.UNKNOWN, said("nothing tells persons apart by {of}", of=subject), ()
    council, day = case.dossier.council(on=case.snapshot.day), case.snapshot.day
    if council is None or board_on(council, day) is None:
        return Judgement.UNKNOWN, said("no board is stated on this day"), ()
    found = balance(council, case.dossier.persons, of=subject, on=day)
    if not found.persons:
        nobody = said("nobody is stated to sit in the board; no threshold is set")
        return Judgement.UNKNOWN, nobody, ()
    kinds = [phrase("{n} {kind}", n=each.low, kind=term(each.kind)) for each in found]
    counted = (*kinds, phrase("{n} not stated", n=found.unknown))
    return Judgement.UNKNOWN, said("{counted:list all}; no threshold is set", counted=counted), ()


def _circles(_: Measure, case: _Case) -> _Result:
    admitted = [
        rule
        for rules in case.rules
        for rule in rules.rules
        if rule.kind is RuleKind.ADMITTED and rule.cluster is Cluster.CARE
    ]
    disciplines = list(dict.fromkeys(value for rule in admitted for value in rule.values))
    if not disciplines:
        return Judgement.UNKNOWN, said("no list of disciplines is given"), ()
    partners = case.dossier.partners
    circles = professional_circles(partners, disciplines, on=case.snapshot.day)
    lacking = tuple(each.profession for each in circles.where(circles=()))
    counted = said(
        "{n} of {of} disciplines have a circle",
        n=len(disciplines) - len(lacking),
        of=len(disciplines),
    )
    if not lacking and any("values" in rule.open_lists for rule in admitted):
        unknown = said("{counted}; the list of disciplines is not complete", counted=counted)
        return Judgement.UNKNOWN, unknown, ()
    return _judged(
        counted,
        lacking,
        some=len(lacking) < len(disciplines),
        is_open="partners" in case.dossier.open_lists,
    )


_MEASURES: Mapping[MeasureKind, Callable[[Measure, _Case], _Result]] = {
    MeasureKind.ENROLMENT: _enrolment,
    MeasureKind.BALANCE: _balance,
    MeasureKind.REPRESENTED: _represented,
    MeasureKind.CIRCLES: _circles,
    MeasureKind.HELD: _held,
}
