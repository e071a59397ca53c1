"""Rules held against a council: pass, fail or unknown, one finding each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.governance._sitting import board_on
from elzmodel.governance._verdict import Case, Verdict, verdict_of
from elzmodel.governance.rule import Rule, RuleKind, RuleSet
from elzmodel.values import Column, Finding, Outcome, Table, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from elzmodel.governance.council import CareCouncil, Waiver
    from elzmodel.governance.person import Person
    from elzmodel.values import Day

__all__ = ["judge", "verdicts_table"]

_CODES: Mapping[RuleKind, str] = {
    RuleKind.SEATS: "ELZ-G001",
    RuleKind.LEGAL_FORM: "ELZ-G002",
    RuleKind.ADMITTED: "ELZ-G003",
    RuleKind.BELONGS: "ELZ-G004",
    RuleKind.BALANCE: "ELZ-G005",
    RuleKind.TERM: "ELZ-G006",
    RuleKind.PLATFORM: "ELZ-G007",
    RuleKind.REPRESENTED: "ELZ-G008",
}


def judge(
    council: CareCouncil, rules: RuleSet, *, on: Day, persons: Iterable[Person] = ()
) -> tuple[Finding, ...]:
    """Return one finding a rule, in the order of the set: pass, fail or unknown.

    Seats are those of the board, vacant ones included. What is not stated, a
    list that is not complete and a figure that was not read make an outcome
    unknown, unless what is known decides. A rule whose period does not hold the
    day is not judged. A waiver that holds on the day turns a fail into a pass
    that says so. The subject is the council and the rule, such as ``raad/R1``.

    Args:
        council: The council to look at.
        rules: The rules to hold against it, whatever the period of the set.
        on: The day.
        persons: The persons of the dossier, for rules about who sits there.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Cluster, Seat
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     seats=[Seat(id="zorg-1", body="board", cluster=Cluster.CARE)],
        ... )
        >>> care = Rule(
        ...     id="R1",
        ...     title="seats for care",
        ...     kind=RuleKind.SEATS,
        ...     cluster=Cluster.CARE,
        ...     at_least=4,
        ...     at_most=6,
        ... )
        >>> rules = RuleSet(id="bvr-2019", title="2019", rules=[care])
        >>> print(judge(council, rules, on="2023-01-01")[0])
        ELZ-G001 error: raad/R1: seats for care (bvr-2019): 1, expected 4 to 6
    """
    day = parse_day(on)
    case = Case(council, day, board_on(council, day), tuple(persons))
    return tuple(
        _finding(rule, rules, case, verdict_of(rule, case))
        for rule in rules.rules
        if day in rule.period
    )


def verdicts_table(findings: Iterable[Finding], *, title: str = "Rules") -> Table:
    """Return what `judge` found as a table, one row a rule, in the order given.

    Example:
        >>> print(verdicts_table([]))
        Rules
        rule  outcome  observed  expected  grade  article
    """
    names = ("rule", "outcome", "observed", "expected", "grade", "article")
    rows = [
        (
            each.subject.rpartition("/")[2],
            each.outcome.value,
            each.observed,
            each.expected,
            None if each.grade is None else each.grade.value,
            each.article,
        )
        for each in findings
    ]
    return Table(title, tuple(map(Column, names)), rows)


def _finding(rule: Rule, rules: RuleSet, case: Case, verdict: Verdict) -> Finding:
    waiver = _waiver(rule, case.council, case.day)
    is_waived = waiver is not None and verdict.outcome is Outcome.FAIL
    expected = _expected(rule)
    message = f"{rule.title} ({rules.id}): {verdict.observed or 'unknown'}, expected {expected}"
    message += f"; {verdict.why}" if verdict.why else ""
    message += f"; waived: {waiver.reason}" if waiver is not None and is_waived else ""
    more = waiver.sources if waiver is not None and is_waived else ()
    return Finding(
        code=_CODES[rule.kind],
        message=message,
        subject=f"{case.council.id}/{rule.id}",
        severity=rule.severity,
        outcome=Outcome.PASS if is_waived else verdict.outcome,
        sources=tuple(dict.fromkeys((*rule.sources, *more))),
        observed=verdict.observed,
        expected=expected,
        article=rule.article,
        grade=rule.grade,
    )


def _waiver(rule: Rule, council: CareCouncil, day: date) -> Waiver | None:
    mine = (each for each in council.waivers if each.rule == rule.id)
    return next((each for each in mine if each.until is None or day < each.until), None)


def _expected(rule: Rule) -> str:
    """Return what a rule asks, in words."""
    values = " or ".join(rule.values)
    if not rule.is_read:
        return "unknown"
    if rule.kind is RuleKind.TERM:
        return _term(rule)
    if rule.kind is RuleKind.BELONGS:
        return f"{values} in {rule.cluster.value if rule.cluster else 'unknown'}"
    if rule.kind is RuleKind.BALANCE:
        return f"{rule.asks if rule.at_most_share is not None else 'a balance'} by {values}"
    if rule.kind is RuleKind.REPRESENTED:
        return f"{rule.asks} for {values}"
    return rule.asks or "unknown"


def _term(rule: Rule) -> str:
    years = [] if rule.at_most is None else [f"{rule.at_most} years"]
    terms = [] if rule.at_most_terms is None else [f"{rule.at_most_terms} terms"]
    return f"at most {' and '.join([*years, *terms])}" if years or terms else "unknown"
