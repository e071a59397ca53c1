"""One door for every check: what is doubtful about a value, as findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

from elzmodel.dossiers.checks import check_published
from elzmodel.dossiers.dossier import Dossier
from elzmodel.governance import CareCouncil, RuleSet
from elzmodel.landscape.checks import check_landscape
from elzmodel.landscape.landscape import Landscape
from elzmodel.policy import PolicyPlan
from elzmodel.values import Day, Finding, parse_day

__all__ = [
    "check",
]


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
        return check_landscape(value, on=parse_day(on), known=known, year=year)  # type: ignore[arg-type]
    day = None if on is None else parse_day(on)
    return check_published(value, within=within, on=day, rules=rules)
