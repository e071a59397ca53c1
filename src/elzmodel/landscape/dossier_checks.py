"""What is doubtful about a dossier, a council or a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.governance import CareCouncil, RuleSet, check_council
from elzmodel.landscape.claims import check_claims
from elzmodel.landscape.dangling import check_references
from elzmodel.landscape.departures import concerned_by_departures
from elzmodel.landscape.dossier import Dossier
from elzmodel.landscape.stranding import check_representation
from elzmodel.policy import PolicyPlan, check_plan
from elzmodel.values import Finding, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from elzmodel.landscape.departures import Concern
    from elzmodel.landscape.landscape import Landscape

__all__ = ["check_dossier", "check_published"]

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
    return Finding(
        code=_DEPARTED,
        subject=f"{concern.kind} {concern.id}{about}",
        message=f"it concerns land that left the zone: {where}",
        sources=concern.sources,
    )


def _not_asked(subject: str, why: str) -> Finding:
    return Finding(
        code=_NOT_ASKED,
        severity=Severity.ADVICE,
        outcome=Outcome.UNKNOWN,
        subject=subject,
        message=f"{why}, so that what depends on it was not looked at",
    )
