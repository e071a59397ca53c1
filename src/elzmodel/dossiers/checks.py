"""What is doubtful about a dossier, a council or a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from elzmodel.dossiers.claims import Concern, check_claims, concerned_by_departures
from elzmodel.dossiers.dossier import Dossier
from elzmodel.dossiers.representation import check_representation
from elzmodel.governance import CareCouncil, Person, RuleSet, check_council
from elzmodel.landscape.landscape import Landscape
from elzmodel.policy import PolicyPlan, check_plan
from elzmodel.values import Finding, Outcome, Severity, plain_finding

__all__ = [
    "check_dossier",
    "check_published",
    "check_references",
]

_NOWHERE = "ELZ-C020"

# What a field of this name refers to. What councils and plans hold themselves,
# such as bodies, seats and actions, is asked where they are checked.
_REFERS = {
    "partner": "partner",
    "organisation": "partner",
    "host": "partner",
    "person": "person",
    "observer": "person",
    "approved_by": "body",
    "by": "body",
    "target_groups": "target group",
    "broader": "target group",
    "projects": "project",
    "gatherings": "gathering",
    "part_of": "statement",
    "kept_from": "statement",
    "replaces": "plan",
    "sources": "document",
}


def check_references(dossier: Dossier) -> tuple[Finding, ...]:
    """Find references to partners, persons, bodies or documents that are not there.

    One finding (``ELZ-C020``) for each thing that is missing, with the first
    place that names it. Bodies and seats of a council, and the inner references
    of a plan, are looked at by `check_council` and `check_plan`.

    Example:
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> from elzmodel.policy import Involvement, Project
        >>> project = Project(id="bov", title="x", involvements=[Involvement(partner="logo")])
        >>> print(*check_references(Dossier(zone_id="heers", projects=[project])))
        ELZ-C020 warning: project bov: no partner 'logo' is in the dossier
    """
    there = _there(dossier)
    found: dict[tuple[str, str], Finding] = {}
    for subject, kind, key in _named(dossier, ""):
        if key not in there[kind]:
            message = f"no {kind} {key!r} is in the dossier"
            found.setdefault(
                (kind, key), plain_finding(code=_NOWHERE, subject=subject, message=message)
            )
    return tuple(found.values())


def _there(dossier: Dossier) -> dict[str, set[str]]:
    return {
        "partner": {*dossier.of_partner},
        "person": {*dossier.of_person},
        "body": {body.id for council in dossier.councils for body in council.bodies},
        "target group": {group.id for group in dossier.target_groups},
        "project": {project.id for project in dossier.projects},
        "gathering": {gathering.id for gathering in dossier.gatherings},
        "statement": {statement.id for statement in dossier.statements},
        "plan": {plan.id for plan in dossier.plans},
        "document": {document.id for document in dossier.documents},
    }


def _named(value: Any, subject: str) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - any value of a dossier
    """Yield everything that a value refers to, with the nearest thing that has an id."""
    here = _subject(value) or subject
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        for each in inner if isinstance(inner, tuple) else (inner,):
            if attrs.has(type(each)):
                yield from _named(each, here)
            elif isinstance(each, str) and (kind := _kind(value, field.name)):
                yield here, kind, each


def _kind(value: object, name: str) -> str:
    """Return what the text in a field refers to, empty where it refers to nothing."""
    if name == "replaces" and not isinstance(value, PolicyPlan):
        return "person"
    return _REFERS.get(name, "")


def _subject(value: object) -> str:
    key = "" if isinstance(value, Person) else getattr(value, "id", "")
    return f"{type(value).__name__.lower()} {key}" if key else ""


_DEPARTED = "ELZ-C010"
_NOT_ASKED = "ELZ-C021"


def check_published(
    value: Dossier | CareCouncil | PolicyPlan,
    *,
    within: Landscape | None = None,
    on: date | None = None,
    rules: Iterable[RuleSet] = (),
) -> tuple[Finding, ...]:
    """Return what is doubtful about a dossier, or about a council or a plan alone.

    Without *rules*, those that were in force on the day are taken from the
    landscape. What needs a day or a landscape and has none is unknown
    (``ELZ-C021``).

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> print(*check_published(PolicyPlan(id="p")))
        ELZ-P020 advice: p: the plan states no period
    """
    sets = tuple(rules)
    if not sets and within is not None and on is not None:
        sets = within.rules_on(on)
    if isinstance(value, PolicyPlan):
        return check_plan(value, on=on)
    if isinstance(value, Dossier):
        return check_dossier(value, within=within, on=on, rules=sets)
    if on is None:
        return (_not_asked(f"council {value.id}", "no day is given"),)
    return check_council(value, on=on, rules=sets)


def check_dossier(
    dossier: Dossier,
    *,
    within: Landscape | None = None,
    on: date | None = None,
    rules: Iterable[RuleSet] = (),
) -> tuple[Finding, ...]:
    """Return what is doubtful about a dossier; it never raises for a doubt.

    Reported are references that lead nowhere (``ELZ-C020``), what
    `check_council` finds about the council of the day and `check_plan` about
    each plan, claims that the register contradicts (``ELZ-C001`` to
    ``ELZ-C003``) and, on a day, what concerns land that left the zone
    (``ELZ-C010``; of seats ``ELZ-G030``) and municipalities without a seat
    (``ELZ-G031``).

    Example:
        >>> import elzmodel as elz
        >>> found = check_dossier(elz.dossier("haspengouw"), within=elz.flanders())
        >>> [finding.subject for finding in found if finding.code == "ELZ-C021"]
        ['haspengouw']
    """
    return (
        *check_references(dossier),
        *_council(dossier, on, rules),
        *(finding for plan in dossier.plans for finding in check_plan(plan)),
        *_against(dossier, within, on),
    )


def _council(dossier: Dossier, day: date | None, rules: Iterable[RuleSet]) -> tuple[Finding, ...]:
    council = None if day is None else dossier.council(on=day)
    if day is None or council is None:
        return ()
    return check_council(council, on=day, rules=rules, persons=dossier.persons)


def _against(dossier: Dossier, within: Landscape | None, day: date | None) -> Iterator[Finding]:
    """Yield what follows from the register and the zones, or that they were not asked."""
    if within is None:
        yield _not_asked(str(dossier.zone_id), "no landscape is given")
        return
    yield from check_claims(dossier, within, on=day)
    if day is None:
        yield _not_asked(str(dossier.zone_id), "no day is given")
        return
    snapshot = within.on(day)
    council = dossier.council(on=day)
    if council is not None and council.zone in snapshot.zone_map.of_id:
        yield from check_representation(council, snapshot)
    for concern in concerned_by_departures(dossier, within, snapshot):
        if concern.kind != "seat":  # What became of seats was said in full.
            yield _departed(concern)


def _departed(concern: Concern) -> Finding:
    about = f" ({concern.label})" if concern.label else ""
    where = " and ".join(
        f"{part}, now in {now}" for part, now in zip(concern.parts, concern.now, strict=True)
    )
    return plain_finding(
        code=_DEPARTED,
        subject=f"{concern.kind} {concern.id}{about}",
        message=f"it concerns land that left the zone: {where}",
        sources=concern.sources,
    )


def _not_asked(subject: str, why: str) -> Finding:
    return plain_finding(
        code=_NOT_ASKED,
        severity=Severity.ADVICE,
        outcome=Outcome.UNKNOWN,
        subject=subject,
        message=f"{why}, so that what depends on it was not looked at",
    )
