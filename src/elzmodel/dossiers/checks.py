"""What is doubtful about a dossier, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from elzmodel.dossiers.claims import CODES as CODES_OF_CLAIMS
from elzmodel.dossiers.claims import claim_findings, departure_findings
from elzmodel.dossiers.dossier import Dossier
from elzmodel.dossiers.representation import CODES as CODES_OF_SEATS
from elzmodel.dossiers.representation import representation_findings
from elzmodel.governance import RuleSet
from elzmodel.governance.checks import council_findings
from elzmodel.landscape.landscape import Landscape
from elzmodel.policy.checks import plan_findings
from elzmodel.policy.terms import term_findings
from elzmodel.values import (
    CheckOutcome,
    Code,
    Codes,
    Day,
    Finding,
    Ref,
    References,
    Severity,
    parse_day,
)
from elzmodel.values.text import phrase

__all__ = ["check_dossier"]

NOT_ASKED: Final = Code(
    "ELZ-C021",
    {
        "day": "no day is given, so that what depends on it was not looked at",
        "landscape": "no landscape is given, so that what depends on it was not looked at",
        "rules": "no rules are given, and no landscape to take them from",
    },
    severity=Severity.ADVICE,
    meaning="something was not looked at",
    explanation="`unknown`: a day, a landscape or rules are needed for it, and none was given.",
)
CODES: Final = Codes([*CODES_OF_CLAIMS, *CODES_OF_SEATS, NOT_ASKED])
"""The codes of what is doubtful about a dossier as a whole."""


def check_dossier(
    dossier: Dossier,
    *,
    within: Landscape | None = None,
    on: Day | None = None,
    rules: Iterable[RuleSet] = (),
) -> tuple[Finding, ...]:
    """Return what is doubtful about a dossier; it never raises for a doubt.

    Reported are the ``CODES`` of dossiers and of references, what `check_council` finds
    about the council of the day and `check_plan` about each plan. What needs a day or
    a landscape and has none is unknown.

    Args:
        dossier: The dossier.
        within: The landscape that it is held against.
        on: The day.
        rules: The rules of composition that its council should keep.

    Raises:
        NotOnDayError: If *on* lies before the period that is covered.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.policy import Project, Involvement
        >>> project = Project(id="bov", title="x", involvements=[Involvement(partner="logo")])
        >>> dossier = Dossier(zone_id="haspengouw", projects=[project])
        >>> print(*check_dossier(dossier, within=elz.flanders(), on="2025-01-01"))
        ELZ-R001 error: $.projects[0].involvements[0].partner: no partner 'logo' is here
    """
    day, sets = None if on is None else parse_day(on), tuple(rules)
    return (
        *References(dossier).check(known_around(within, sets)),
        *_council(dossier, day, sets),
        *(finding for plan in dossier.plans for finding in plan_findings(plan)),
        *term_findings(dossier.terms),
        *_within(dossier, within, day),
    )


def known_around(
    within: Landscape | None, rules: Sequence[RuleSet]
) -> Mapping[str, frozenset[str]]:
    """Return the ids around a dossier, by kind: those of a landscape, and of rules if any.

    A waiver may be of a rule of any time, whichever are held against the council.
    """
    ids = {} if within is None else within.ids
    sets = (*rules, *(() if within is None else within.rule_sets))
    named = {"rule": frozenset(rule.id for each in sets for rule in each.rules)}
    return {**ids, **(named if sets else {})}


def _council(dossier: Dossier, day: date | None, rules: tuple[RuleSet, ...]) -> Iterator[Finding]:
    council = None if day is None else dossier.council(on=day)
    if day is None or council is None:
        return
    yield from council_findings(council, on=day, rules=rules, persons=dossier.persons)


def _within(dossier: Dossier, within: Landscape | None, day: date | None) -> Iterator[Finding]:
    """Yield what follows from the register and the zones, or that they were not asked."""
    zone = Ref("zone", dossier.zone_id)
    if within is None:
        yield not_asked("landscape", zone)
        return
    yield from claim_findings(dossier, within, on=day)
    if day is None:
        yield not_asked("day", zone)
        return
    snapshot = within.on(day)
    council = dossier.council(on=day)
    if council is not None and council.zone in snapshot.zone_map.by_id:
        yield from representation_findings(council, snapshot)
    yield from departure_findings(dossier, within, snapshot)


def not_asked(lacking: str, about: Ref | None = None) -> Finding:
    """Return the finding that a ``"day"``, a ``"landscape"`` or ``"rules"`` are lacking."""
    option = {"day": "{option:on}", "landscape": "{option:within}", "rules": "{option:rules}"}
    remedy = phrase(f"say {option[lacking]}")
    return NOT_ASKED.finding(about, variant=lacking, outcome=CheckOutcome.UNKNOWN, remedy=remedy)
