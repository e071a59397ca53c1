"""What is doubtful about a plan, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Protocol

from attrs import frozen

from elzmodel.policy.activities import Gathering, Project
from elzmodel.policy.plan import Action, ActionPlan, Indicator, MeasureKind, PolicyPlan
from elzmodel.policy.statements import TargetGroup
from elzmodel.policy.tracing import GapKind, NamedPartner, coverage
from elzmodel.values import Day, Finding, Period, Severity, SourceId, parse_day, plain_finding

__all__ = [
    "check_plan",
]

_DANGLING = "ELZ-P001"
_UNLISTED = "ELZ-P002"
_NUMBER = "ELZ-P003"
_PLACEHOLDER = "ELZ-P010"
_BALANCE = "ELZ-P011"
_NO_INDICATOR = "ELZ-P012"
_NOT_NAMED = "ELZ-P013"
_NOT_LINKED = "ELZ-P014"
_NO_PERIOD = "ELZ-P020"
_OTHER_YEAR = "ELZ-P021"
_NOT_IN_FORCE = "ELZ-P022"


def check_plan(
    plan: PolicyPlan,
    *,
    on: Day | None = None,
    target_groups: Iterable[TargetGroup] | None = None,
    partners: Iterable[NamedPartner] | None = None,
    projects: Iterable[Project] | None = None,
    gatherings: Iterable[Gathering] | None = None,
) -> tuple[Finding, ...]:
    """Return what is doubtful about a plan; it never raises for a doubt.

    Reported are references to what is not in the plan (``ELZ-P001``) or not in
    the lists given (``ELZ-P002``; a list that is not given is not asked),
    numbers in use twice (``ELZ-P003``), targets left to be filled in
    (``ELZ-P010``), balances without a threshold (``ELZ-P011``), actions without
    an indicator (``ELZ-P012``), vulnerabilities that no action names
    (``ELZ-P013``) or that none is linked to either (``ELZ-P014``), a plan
    without a period (``ELZ-P020``), a yearly action plan outside of it
    (``ELZ-P021``) and, with *on*, a plan that is not in force on that day
    (``ELZ-P022``).

    Raises:
        InvalidValueError: If *on* is not a day.

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> print(*check_plan(PolicyPlan(id="p")))
        ELZ-P020 advice: p: the plan states no period
    """
    day = None if on is None else parse_day(on)
    given = {
        **_ids("target group", target_groups),
        **_ids("partner", partners),
        **_ids("project", projects),
        **_ids("gathering", gatherings),
    }
    return (
        *_dangling(plan),
        *_unlisted(plan, given),
        *_numbers(plan),
        *_indicators(plan),
        *_without_action(plan),
        *_periods(plan, day),
    )


def _ids(kind: str, items: Iterable[_Item] | None) -> dict[str, frozenset[str]]:
    return {} if items is None else {kind: frozenset(item.id for item in items)}


class _Item(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


@frozen
class _Reference:
    """That something speaks of something else."""

    subject: str
    kind: str
    to: str | None
    sources: tuple[SourceId, ...] = ()


def _dangling(plan: PolicyPlan) -> Iterator[Finding]:
    actions = {action.id for action in plan.actions}
    goals = {goal.id for goal in plan.strategic_goals} | {g.id for g in plan.operational_goals}
    analysed = () if plan.analysis is None else plan.analysis.vulnerabilities
    known = {
        "action": actions,
        "goal or action": actions | goals,
        "indicator": {indicator.id for indicator in plan.indicators},
        "vulnerability": {each.id for each in analysed},
    }
    for each in (*_of_cycle(plan), *_of_actions(plan)):
        if each.to is not None and each.to not in known[each.kind]:
            yield _missing(_DANGLING, each, "the plan has no such")


def _of_cycle(plan: PolicyPlan) -> Iterator[_Reference]:
    for year in plan.action_plans:
        for entry in year.entries:
            yield _Reference(_year_of(plan, year), "action", entry.action, year.sources)
    for seen in plan.observations:
        subject = f"{plan.id}, observation of {seen.day}"
        yield _Reference(subject, "indicator", seen.indicator, seen.sources)
    for looked in plan.evaluations:
        subject = f"{plan.id}, evaluation of {looked.day}"
        yield _Reference(subject, "goal or action", looked.subject, looked.sources)
        for each in looked.follow_up:
            yield _Reference(subject, "action", each, looked.sources)


def _of_actions(plan: PolicyPlan) -> Iterator[_Reference]:
    for action in plan.actions:
        yield _Reference(action.id, "action", action.merged_into, action.sources)
        yield _Reference(action.id, "action", action.superseded_by, action.sources)
        for each in action.vulnerabilities:
            yield _Reference(action.id, "vulnerability", each, action.sources)


def _missing(code: str, each: _Reference, why: str) -> Finding:
    return plain_finding(
        code=code,
        severity=Severity.ERROR,
        subject=each.subject,
        message=f"speaks of {each.kind} {each.to!r}, but {why} {each.kind}",
        sources=each.sources,
    )


def _unlisted(plan: PolicyPlan, given: dict[str, frozenset[str]]) -> Iterator[Finding]:
    analysed = () if plan.analysis is None else plan.analysis.vulnerabilities
    references = [
        *(
            _Reference(v.id, "target group", g, v.sources)
            for v in analysed
            for g in v.target_groups
        ),
        *(
            _Reference(goal.id, "partner", each.partner, each.sources or goal.sources)
            for goal in plan.operational_goals
            for each in goal.involvements
        ),
        *(each for action in plan.actions for each in _outward(action)),
    ]
    for each in references:
        if each.kind in given and each.to not in given[each.kind]:
            yield _missing(_UNLISTED, each, "the list given has no such")


def _outward(action: Action) -> Iterator[_Reference]:
    for kind, ids in (
        ("target group", action.target_groups),
        ("partner", [each.partner for each in action.involvements]),
        ("project", action.projects),
        ("gathering", action.gatherings),
    ):
        for each in ids:
            yield _Reference(action.id, kind, each, action.sources)
    for indicator in action.indicators:
        measure = indicator.measure
        if measure is not None and measure.kind in _MEASURED:
            kind = _MEASURED[measure.kind]
            for asked in (measure.subject, *measure.others):
                yield _Reference(indicator.id, kind, asked, indicator.sources)


_MEASURED = {
    MeasureKind.ENROLMENT: "project",
    MeasureKind.REPRESENTED: "partner",
    MeasureKind.HELD: "gathering",
}


def _numbers(plan: PolicyPlan) -> Iterator[Finding]:
    for goals in (plan.strategic_goals, plan.operational_goals):
        of_number: dict[str, list[str]] = {}
        for goal in goals:
            of_number.setdefault(goal.number, []).append(goal.id)
        for number, ids in of_number.items():
            if number and len(ids) > 1:
                message = f"number {number} is that of {' and '.join(ids)}"
                yield plain_finding(
                    code=_NUMBER, subject=plan.id, message=message, sources=plan.sources
                )


def _indicators(plan: PolicyPlan) -> Iterator[Finding]:
    for action in plan.actions:
        if not action.indicators:
            message = "no indicator says by what one sees whether it succeeds"
            named = " (of those named)" if "indicators" in action.open_lists else ""
            yield plain_finding(
                code=_NO_INDICATOR,
                subject=action.id,
                message=f"{message}{named}",
                sources=action.sources,
            )
        for indicator in action.indicators:
            yield from _target(indicator, indicator.sources or action.sources)


def _target(indicator: Indicator, sources: tuple[SourceId, ...]) -> Iterator[Finding]:
    target, measure = indicator.target, indicator.measure
    if target is not None and target.is_placeholder:
        yield plain_finding(
            code=_PLACEHOLDER,
            subject=indicator.id,
            message="the target was left to be filled in",
            sources=sources,
            observed=target.as_written,
            expected="a figure",
        )
    elif (
        measure is not None
        and measure.kind is MeasureKind.BALANCE
        and (target is None or (target.value is None and not target.as_written))
    ):
        yield plain_finding(
            code=_BALANCE,
            subject=indicator.id,
            message=f"a balance of {measure.subject or 'something'} without a threshold",
            sources=sources,
            expected="from where on it counts as balanced",
        )


def _without_action(plan: PolicyPlan) -> Iterator[Finding]:
    found = coverage(plan)
    sources = () if plan.analysis is None else plan.analysis.sources or plan.sources
    for code, kind, message in (
        (_NOT_NAMED, GapKind.NOT_NAMED, "no action names it in its own words"),
        (_NOT_LINKED, GapKind.NOT_LINKED, "no action names it or is linked to it"),
    ):
        for subject in found.without(kind):
            yield plain_finding(
                code=code,
                severity=Severity.ADVICE,
                subject=subject,
                message=message,
                sources=sources,
            )


def _periods(plan: PolicyPlan, day: date | None) -> Iterator[Finding]:
    period = plan.period
    advice: dict[str, Any] = {"severity": Severity.ADVICE, "sources": plan.sources}
    if period is None:
        yield plain_finding(
            code=_NO_PERIOD, subject=plan.id, message="the plan states no period", **advice
        )
        return
    for each in plan.action_plans:
        if not period.overlaps(Period(date(each.year, 1, 1), date(each.year + 1, 1, 1))):
            yield plain_finding(
                code=_OTHER_YEAR,
                subject=_year_of(plan, each),
                message=f"the plan that it builds on is of {period}",
                sources=(*plan.sources, *each.sources),
            )
    if day is not None and day not in period:
        message = f"the plan is of {period}, which does not hold {day}"
        yield plain_finding(code=_NOT_IN_FORCE, subject=plan.id, message=message, **advice)


def _year_of(plan: PolicyPlan, each: ActionPlan) -> str:
    return f"{plan.id}, action plan of {each.year}"
