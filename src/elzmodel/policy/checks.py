"""What is doubtful about a plan, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from elzmodel.policy.activities import Gathering, Project
from elzmodel.policy.gaps import GapKind, coverage, is_by_title
from elzmodel.policy.plan import (
    BALANCED_BY,
    ActionPlan,
    Indicator,
    Judgement,
    Measure,
    MeasureKind,
    PolicyPlan,
)
from elzmodel.policy.statements import TargetGroup
from elzmodel.policy.terms import CODES as CODES_OF_TERMS
from elzmodel.policy.terms import term_findings
from elzmodel.policy.tracing import NamedPartner
from elzmodel.values import (
    Code,
    Codes,
    Day,
    Finding,
    Ref,
    References,
    Severity,
    SourceId,
    parse_day,
)
from elzmodel.values.ids import grouped
from elzmodel.values.periods import through
from elzmodel.values.text import phrase, term, word

__all__ = ["check_plan"]

NUMBER_TWICE: Final = Code(
    "ELZ-P003",
    "number {number} is that of {ids:and all}",
    meaning="several goals have one number",
    explanation="Answers that know goals by their number use the id of these. Correct a number, "
    "or leave it as the document has it.",
)
PLACEHOLDER: Final = Code(
    "ELZ-P010",
    "the target was left to be filled in",
    meaning="a target was left to be filled in",
    explanation='The document has a placeholder, such as "X", where a figure should stand.',
)
NO_THRESHOLD: Final = Code(
    "ELZ-P011",
    "a balance of {subject} without a threshold",
    meaning="a balance without a threshold",
    explanation="An indicator asks for a balance and neither a figure nor words say from where on "
    "it counts as balanced. Give its target a value or what is written.",
)
NO_INDICATOR: Final = Code(
    "ELZ-P012",
    "no indicator tells whether it succeeds[ ({limit})]",
    meaning="an action without an indicator",
    explanation="Nothing tells whether the action succeeds. Where the list of its indicators is "
    'not complete, the message says "of those named".',
)
NOT_NAMED: Final = Code(
    "ELZ-P013",
    "no action names it in its own words",
    severity=Severity.ADVICE,
    meaning="no action names a vulnerability",
    explanation="None of its terms begins a word of the title or text of an action, or lies in "
    "one. An editor may still have linked actions to it; ELZ-P014 tells of those that have not "
    "even that.",
)
NOT_LINKED: Final = Code(
    "ELZ-P014",
    "no action names it or is linked to it",
    severity=Severity.ADVICE,
    meaning="no action names a vulnerability or is linked to it",
    explanation="Neither the words of the actions nor links through indicators and partners "
    "reach it.",
)
NO_MEASURE: Final = Code(
    "ELZ-P015",
    {
        "subject": "its measure does not say of what",
        "trait": "nothing tells persons apart by {subject}, as its measure asks",
        "body": "its measure does not say in which body",
    },
    meaning="an indicator cannot be computed as its measure says",
    explanation="A measure needs a *subject*, one of a balance a trait of persons, and one of "
    "whether somebody is represented a *body*. Until then the indicator stays `unknown`.",
)
TOLD_TWICE: Final = Code(
    "ELZ-P016",
    {
        "observations": "on {day} it is {judgements:and}; the last that is stated counts",
        "entries": "in {year} it is done and not done; the last entry counts",
    },
    meaning="the same is stated in two ways",
    explanation="Several observations of an indicator on one day, or several entries of an action "
    "in one year, say something else. Leave out those that do not hold.",
)
NO_PERIOD: Final = Code(
    "ELZ-P020",
    "the plan states no period",
    severity=Severity.ADVICE,
    meaning="a plan states no period",
    explanation="Whether it is in force on some day is not known, and yearly action plans are not "
    "held against it.",
)
OTHER_YEAR: Final = Code(
    "ELZ-P021",
    "the plan that it builds on is of {period}",
    meaning="a yearly action plan lies outside the plan that it builds on",
    explanation="The period of the plan ended before that year, or begins after it.",
)
NOT_IN_FORCE: Final = Code(
    "ELZ-P022",
    "the plan is of {period}, which does not hold {day}",
    severity=Severity.ADVICE,
    meaning="a plan is not in force on the day",
    explanation="The period of the plan does not hold the day that was asked for.",
)

CODES: Final = Codes(
    [
        NUMBER_TWICE,
        PLACEHOLDER,
        NO_THRESHOLD,
        NO_INDICATOR,
        NOT_NAMED,
        NOT_LINKED,
        NO_MEASURE,
        TOLD_TWICE,
        NO_PERIOD,
        OTHER_YEAR,
        NOT_IN_FORCE,
        *CODES_OF_TERMS,
    ]
)
"""The codes of what is doubtful about a plan, references apart."""


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

    Reported are the ``CODES`` of plans, and those of references to what is neither in the
    plan nor in the lists given. That a plan is not in force is only asked with *on*.

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> print(*check_plan(PolicyPlan(id="p")))
        ELZ-P020 advice: p: the plan states no period
    """
    lists: dict[str, Iterable[TargetGroup | NamedPartner | Project | Gathering] | None] = {
        "target group": target_groups,
        "partner": partners,
        "project": projects,
        "gathering": gatherings,
    }
    known = {
        kind: frozenset(each.id for each in items)
        for kind, items in lists.items()
        if items is not None
    }
    return (*References(plan).check(known), *plan_findings(plan, on=on))


def plan_findings(plan: PolicyPlan, *, on: Day | None = None) -> tuple[Finding, ...]:
    """Return what `check_plan` does, without what is doubtful about references.

    A dossier looks at the references of all that it holds at once.
    """
    day = None if on is None else parse_day(on)
    return (
        *_numbers(plan),
        *_indicators(plan),
        *_without_action(plan),
        *_told_twice(plan),
        *_periods(plan, day),
        *term_findings(plan.terms),
    )


def _numbers(plan: PolicyPlan) -> Iterator[Finding]:
    for goals in (plan.strategic_goals, plan.operational_goals):
        for number, ids in grouped((goal.number, goal.id) for goal in goals).items():
            if number and len(ids) > 1:
                about = Ref("plan", plan.id)
                yield NUMBER_TWICE.finding(about, sources=plan.sources, number=number, ids=ids)


def _indicators(plan: PolicyPlan) -> Iterator[Finding]:
    for action in plan.actions:
        if not action.indicators:
            yield NO_INDICATOR.finding(
                Ref("action", action.id),
                sources=action.sources,
                limit=phrase("of those named") if "indicators" in action.open_lists else "",
            )
        for indicator in action.indicators:
            sources = indicator.sources or action.sources
            yield from _target(indicator, sources)
            if indicator.measure is not None:
                yield from _measure(indicator.measure, Ref("indicator", indicator.id), sources)


def _measure(measure: Measure, about: Ref, sources: tuple[SourceId, ...]) -> Iterator[Finding]:
    """Yield what keeps an indicator from being computed."""
    is_balance = measure.kind is MeasureKind.BALANCE
    if not measure.subjects and measure.kind is not MeasureKind.CIRCLES:
        yield NO_MEASURE.finding(about, variant="subject", sources=sources)
    for subject in measure.subjects:
        if is_balance and subject not in BALANCED_BY:
            yield NO_MEASURE.finding(
                about,
                variant="trait",
                sources=sources,
                subject=subject,
                expected=phrase("{words:or all}", words=BALANCED_BY),
            )
    if measure.kind is MeasureKind.REPRESENTED and not measure.body:
        yield NO_MEASURE.finding(about, variant="body", sources=sources)


def _target(indicator: Indicator, sources: tuple[SourceId, ...]) -> Iterator[Finding]:
    about, target, measure = Ref("indicator", indicator.id), indicator.target, indicator.measure
    if target is not None and target.is_placeholder:
        yield PLACEHOLDER.finding(
            about, sources=sources, observed=target.as_written, expected=phrase("a figure")
        )
    elif (
        measure is not None
        and measure.kind is MeasureKind.BALANCE
        and (target is None or (target.value is None and not target.as_written))
    ):
        yield NO_THRESHOLD.finding(
            about,
            sources=sources,
            subject=term(measure.subject) if measure.subject else phrase("something"),
            expected=phrase("from where on it counts as balanced"),
        )


def _without_action(plan: PolicyPlan) -> Iterator[Finding]:
    gaps = coverage(plan).gaps
    by_title = {each.id for each in plan.vulnerabilities if is_by_title(each)}
    words = "its whole title was looked for: give it terms, such as {terms}"
    remedy = phrase(words, terms="[diabet]")
    sources = () if plan.analysis is None else plan.analysis.sources or plan.sources
    for code, kind in ((NOT_NAMED, GapKind.NOT_NAMED), (NOT_LINKED, GapKind.NOT_LINKED)):
        for gap in gaps.where(kind=kind):
            about = Ref("vulnerability", gap.subject)
            more: dict[str, Any] = {"remedy": remedy} if gap.subject in by_title else {}
            yield code.finding(about, sources=sources, **more)


def _told_twice(plan: PolicyPlan) -> Iterator[Finding]:
    judged = ((each.indicator, each.day, each.judgement) for each in plan.observations)
    told = (((key, day), word(of)) for key, day, of in judged if of is not Judgement.UNKNOWN)
    for (key, day), words in grouped(told).items():
        if len(set(words)) > 1:
            about, several = Ref("indicator", key), list(dict.fromkeys(words))
            yield TOLD_TWICE.finding(about, variant="observations", day=day, judgements=several)
    entries = (
        ((yearly.year, entry.action), entry.is_done)
        for yearly in plan.action_plans
        for entry in yearly.entries
    )
    for (year, action), done in grouped(entries).items():
        if {True, False}.issubset(done):
            yield TOLD_TWICE.finding(Ref("action", action), variant="entries", year=year)


def _periods(plan: PolicyPlan, day: date | None) -> Iterator[Finding]:
    about, period = Ref("plan", plan.id), plan.period
    if period is None:
        yield NO_PERIOD.finding(about, sources=plan.sources)
        return
    for each in plan.action_plans:
        if not period.overlaps(through(date(each.year, 1, 1), date(each.year, 12, 31))):
            sources = (*plan.sources, *each.sources)
            yield OTHER_YEAR.finding(_about_year(plan, each), sources=sources, period=period)
    if day is not None and day not in period:
        yield NOT_IN_FORCE.finding(about, sources=plan.sources, period=period, day=day)


def _about_year(plan: PolicyPlan, yearly: ActionPlan) -> Ref:
    label = phrase("{plan}, action plan of {year}", plan=plan.id, year=yearly.year)
    return Ref("action plan", str(yearly.year), label=label, within=Ref("plan", plan.id))
