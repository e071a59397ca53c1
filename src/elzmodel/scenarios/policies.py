"""How decisions may be settled: by a policy that says its figures, or in every way there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import frozen

from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios.adoption import adopt, last_day
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.steps import Choice, ChoicePolicy, parse_policy
from elzmodel.territory import Municipality
from elzmodel.values import Column, Table, Total, ZoneId, eve
from elzmodel.zones import DecisionPoint

__all__ = [
    "Suggestion",
    "alternatives",
    "settle",
    "suggestion_table",
    "suggestions",
]


@frozen(kw_only=True)
class Suggestion:
    """What a policy says of one open decision, and on which figures.

    *choice* is ``None`` where the policy cannot tell; *why* says the reason
    either way. *zones* are those of the largest member, where it is divided.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> (said,) = elz.suggestions(elz.flanders(), s, policy="largest", year=2021)
        >>> said.choice.zone, said.why
        ('herkenrode', 'Alken (73001) has most inhabitants, 11,685 of population 2021')
    """

    decision: DecisionPoint
    policy: ChoicePolicy
    choice: Choice | None
    why: str
    zones: tuple[ZoneId, ...] = ()


def suggestions(
    base: Landscape,
    scenario: Scenario,
    *,
    policy: str | ChoicePolicy = ChoicePolicy.ASK,
    year: int | None = None,
) -> tuple[Suggestion, ...]:
    """Return what a policy says of every open decision of a scenario.

    Args:
        base: The landscape that the scenario starts from.
        scenario: The scenario.
        policy: ``"ask"``, ``"largest"`` or ``"keep_parts"``.
        year: The year of the inhabitants; the newest that there is by default.

    Raises:
        InvalidValueError: If there is no such policy.
        StepError: If a step does not fit.
        ChoiceError: If a choice settles nothing.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Antwerpen", "Mortsel"], day="2027-01-01")
        >>> print(elz.suggestions(elz.flanders(), s, policy="largest")[0].why[:44])
        the largest member, Antwerpen (11002), is it
    """
    chosen = parse_policy(policy)
    landscape = adopt(base, scenario)
    years = landscape.figures.years("population")
    newest = year if year is not None else (years[-1] if years else None)
    open_points = landscape.on(last_day(base, scenario), beyond_ok=True).decisions
    return tuple(_suggestion(landscape, point, chosen, newest) for point in open_points)


def _suggestion(
    landscape: Landscape, point: DecisionPoint, policy: ChoicePolicy, year: int | None
) -> Suggestion:
    if policy is ChoicePolicy.LARGEST:
        return _by_largest(landscape, point, year)
    if policy is ChoicePolicy.ASK:
        why, choice = "a person is to choose", None
    else:
        why = "each part stays in its zone"
        choice = Choice(decision=point.unit, day=point.day, policy=policy)
    return Suggestion(decision=point, policy=policy, choice=choice, why=why)


def _by_largest(landscape: Landscape, point: DecisionPoint, year: int | None) -> Suggestion:
    """Follow the member that has certainly more inhabitants than each other."""
    day = landscape.on(eve(point.day), beyond_ok=True)
    members = _members(landscape, point)
    totals = [] if year is None else [day.population(m, year=year) for m in members]
    largest = _most(members, totals)
    policy = ChoicePolicy.LARGEST
    if largest is None:
        why = f"which member has most inhabitants is not known{f' for {year}' if year else ''}"
        return Suggestion(decision=point, policy=policy, choice=None, why=why)
    zones = _zones(day, largest)
    if len(zones) != 1:
        where = f"is itself divided: {', '.join(zones)}" if zones else "is in no zone"
        why = f"the largest member, {largest}, {where}"
        return Suggestion(decision=point, policy=policy, choice=None, why=why, zones=zones)
    figures = f"population {year}"
    why = f"{largest} has most inhabitants, {max(totals, key=lambda t: t.low)} of {figures}"
    choice = Choice(
        decision=point.unit,
        day=point.day,
        zone=zones[0],
        policy=policy,
        figures=figures,
        reason=why,
    )
    return Suggestion(decision=point, policy=policy, choice=choice, why=why, zones=zones)


def _members(landscape: Landscape, point: DecisionPoint) -> Sequence[Municipality]:
    """Return the municipalities whose merger opened a decision."""
    return next(
        members
        for merged, members in landscape.register.mergers()
        if (merged.unit, merged.period.start) == (point.unit, point.day)
    )


def _most(members: Sequence[Municipality], totals: Sequence[Total]) -> Municipality | None:
    """Return the member whose total is above every other for certain."""
    for member, mine in zip(members, totals, strict=False):
        others = [total for total in totals if total is not mine]
        if all(other.high is not None and other.high < mine.low for other in others):
            return member
    return None


def _zones(day: Snapshot, member: Municipality) -> tuple[ZoneId, ...]:
    """Return the zones in which a member may lie on the eve."""
    return tuple(day.zones_of(member))


def suggestion_table(said: Sequence[Suggestion]) -> Table:
    """Return suggestions as a table, one row a decision.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> table = suggestion_table(elz.suggestions(elz.flanders(), s, policy="keep_parts"))
        >>> table.rows[0][:3]
        ('alken-wellen', datetime.date(2027, 1, 1), ('haspengouw', 'herkenrode'))
    """
    names = ("decision", "day", "candidates", "zone", "policy", "why")
    rows = [
        (
            each.decision.unit,
            each.decision.day,
            each.decision.candidates,
            each.choice.zone if each.choice else None,
            each.policy.value,
            each.why,
        )
        for each in said
    ]
    return Table("Open decisions", tuple(map(Column, names)), rows)


def settle(
    base: Landscape, scenario: Scenario, *, policy: str | ChoicePolicy, year: int | None = None
) -> Scenario:
    """Return a scenario with the choices of a policy, as far as it can tell.

    What it cannot tell stays open; `suggestions` says why. Each choice is recorded
    with its policy and the figures it used. Decisions that open once earlier
    ones are settled are settled as well.

    Raises:
        InvalidValueError: If there is no such policy.
        StepError: If a step does not fit.
        ChoiceError: If a choice settles nothing.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> elz.settle(elz.flanders(), s, policy="largest").choices[0].figures
        'population 2021'
    """
    while True:
        said = suggestions(base, scenario, policy=policy, year=year)
        found = [each.choice for each in said if each.choice is not None]
        if not found:
            return scenario
        first = min(each.day for each in found if each.day is not None)
        for choice in found:
            scenario = scenario.with_choice(choice) if choice.day == first else scenario


def alternatives(
    base: Landscape, scenario: Scenario, *, keep_parts: bool = False
) -> Iterator[Scenario]:
    """Yield a scenario with each consistent way to settle all its open decisions.

    Lazily, in order of candidates, and none twice. Choices that the scenario
    has already stay as they are. Where nothing is open it is the only one.

    Args:
        base: The landscape that the scenario starts from.
        scenario: The scenario.
        keep_parts: Admit that the parts stay where they are, as one more way
            for each decision.

    Raises:
        StepError: If a step does not fit.
        ChoiceError: If a choice settles nothing.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> [a.choices[0].zone for a in elz.alternatives(elz.flanders(), s, keep_parts=True)]
        ['haspengouw', 'herkenrode', None]
    """
    landscape = adopt(base, scenario)
    points = landscape.on(last_day(base, scenario), beyond_ok=True).decisions
    if not points:
        yield scenario
        return
    first = min(point.day for point in points)
    today = [point for point in points if point.day == first]
    later = any(m.period.start and m.period.start > first for m, _ in landscape.register.mergers())
    for choices in product(*(_ways(point, keep_parts=keep_parts) for point in today)):
        settled = scenario
        for choice in choices:
            settled = settled.with_choice(choice)
        if later:
            # A choice can open or close what a later merger asks.
            yield from alternatives(base, settled, keep_parts=keep_parts)
        else:
            yield settled


def _ways(point: DecisionPoint, *, keep_parts: bool) -> Iterator[Choice]:
    for zone in point.candidates:
        yield Choice(decision=point.unit, day=point.day, zone=zone)
    if keep_parts:
        yield Choice(decision=point.unit, day=point.day, policy=ChoicePolicy.KEEP_PARTS)
