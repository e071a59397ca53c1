"""How decisions may be settled: by a policy that says its figures, or in every way there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import frozen

from elzmodel.landscape import Landscape
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios.adoption import adopt, last_day
from elzmodel.scenarios.scenario import Choice, ChoicePolicy, Scenario
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Total, ZoneId, columns, eve
from elzmodel.values.text import said
from elzmodel.zones import DecisionPoint

__all__ = ["Suggestion", "alternatives", "settle", "suggestions"]


@columns(
    "decision=decision.unit",
    "day=decision.day",
    "candidates=decision.candidates",
    "zone=choice.zone",
    "policy",
    "why",
)
@frozen(kw_only=True)
class Suggestion:
    """What a policy says of one open decision, and on which figures.

    *choice* is ``None`` where the policy cannot tell; *why* says the reason
    either way. *zones* are those of the largest member, where it is divided.
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
) -> Answer[Suggestion]:
    """Return what a policy says of every open decision of a scenario.

    The inhabitants are those of *year*, by default the newest that are exact for
    the members on the eves of their mergers. What
    `adopt <elzmodel.scenarios.adoption.adopt>` raises, this and `settle` do too.

    Raises:
        InvalidValueError: If the policy is not ``"ask"``, ``"largest"`` or ``"keep_parts"``.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> (found,) = elz.suggestions(elz.flanders(), s, policy="largest", year=2021)
        >>> found.choice.zone, found.why
        ('herkenrode', 'Alken (73001) has most inhabitants, 11,685 of population 2021')
    """
    chosen = ChoicePolicy(policy)
    landscape = adopt(base, scenario)
    then = landscape.on(last_day(base, scenario), beyond_ok=True)
    eves = (landscape.on(eve(point.day), beyond_ok=True) for point in then.decisions)
    newest = year_or_newest(landscape.figures, year, *eves)
    return Answer(
        title=said("Open decisions"),
        rows=tuple(_suggestion(landscape, point, chosen, newest) for point in then.decisions),
        notes=[inhabitants_note(landscape.figures, newest)]
        if chosen is ChoicePolicy.LARGEST
        else (),
        row_type=Suggestion,
    )


def _suggestion(
    landscape: Landscape, point: DecisionPoint, policy: ChoicePolicy, year: int | None
) -> Suggestion:
    if policy is ChoicePolicy.LARGEST:
        return _by_largest(landscape, point, year)
    if policy is ChoicePolicy.ASK:
        why, choice = said("a person is to choose"), None
    else:
        why = said("each part stays in its zone")
        choice = Choice(decision=point.unit, day=point.day, policy=policy)
    return Suggestion(decision=point, policy=policy, choice=choice, why=why)


def _by_largest(landscape: Landscape, point: DecisionPoint, year: int | None) -> Suggestion:
    """Follow the member that has certainly more inhabitants than each other."""
    day = landscape.on(eve(point.day), beyond_ok=True)
    members = _members(landscape, point)
    totals = [] if year is None else [day.population(m, year=year) for m in members]
    largest = _most(members, totals)
    zones = () if largest is None else tuple(day.zones_of(largest))
    choice = None
    if largest is None:
        why = f"which member has most inhabitants is not known{f' for {year}' if year else ''}"
    elif len(zones) != 1:
        where = f"is itself divided: {', '.join(zones)}" if zones else "is in no zone"
        why = f"the largest member, {largest}, {where}"
    else:
        figures = f"population {year}"
        why = f"{largest} has most inhabitants, {max(totals, key=lambda t: t.low)} of {figures}"
        choice = Choice(
            decision=point.unit,
            day=point.day,
            zone=zones[0],
            policy=ChoicePolicy.LARGEST,
            figures=figures,
            reason=why,
        )
    policy = ChoicePolicy.LARGEST
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
    for member, own in zip(members, totals, strict=False):
        others = [total for total in totals if total is not own]
        if all(other.high is not None and other.high < own.low for other in others):
            return member
    return None


def settle(
    base: Landscape, scenario: Scenario, *, policy: str | ChoicePolicy, year: int | None = None
) -> Scenario:
    """Return a scenario with the choices of a policy, as far as it can tell.

    What it cannot tell stays open; `suggestions` says why. Each choice is recorded
    with its policy and the figures it used. Decisions that open once earlier
    ones are settled are settled as well.

    Raises:
        InvalidValueError: If there is no such policy.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> elz.scenarios.settle(elz.flanders(), s, policy="largest").choices[0].figures
        'population 2026'
    """
    while True:
        suggested = suggestions(base, scenario, policy=policy, year=year)
        choices = [each.choice for each in suggested if each.choice is not None]
        if not choices:
            return scenario
        first = min(each.day for each in choices if each.day is not None)
        for choice in choices:
            scenario = scenario.with_choice(choice) if choice.day == first else scenario


def alternatives(
    base: Landscape, scenario: Scenario, *, keep_parts: bool = False
) -> Iterator[Scenario]:
    """Yield a scenario with each consistent way to settle all its open decisions.

    Lazily, in order of candidates, and none twice. Choices that the scenario
    has already stay as they are. Where nothing is open it is the only one. With
    *keep_parts*, that the parts stay where they are is one more way for each decision.
    What `adopt <elzmodel.scenarios.adoption.adopt>` raises, this does too.

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
