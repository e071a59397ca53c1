"""References within a dossier that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from elzmodel.governance import Person
from elzmodel.policy import PolicyPlan
from elzmodel.values import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.landscape.dossier import Dossier

__all__ = ["check_references"]

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
        >>> from elzmodel.landscape.dossier import Dossier
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
            found.setdefault((kind, key), Finding(code=_NOWHERE, subject=subject, message=message))
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
