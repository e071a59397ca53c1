"""How decisions may be settled: by a policy that says its figures, or in every way there is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, product
from math import prod
from operator import index
from typing import overload

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios.adoption import adopt, as_base, as_scenario, last_day
from elzmodel.scenarios.scenario import Choice, ChoicePolicy, Scenario
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, PartId, Total, ZoneId, columns, eve
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import said, short
from elzmodel.zones import DecisionPoint

__all__ = [
    "Alternatives",
    "DecisionGroup",
    "Suggestion",
    "alternatives",
    "settle",
    "suggestions",
]


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
    day = landscape.on(eve(point.day), beyond_ok=True)
    return by_largest(day, _members(landscape, point), point, year)


def by_largest(
    day: Snapshot, members: Sequence[Municipality], point: DecisionPoint, year: int | None
) -> Suggestion:
    """Follow the member that has certainly more inhabitants than each other, on the eve."""
    totals = [] if year is None else [day.population(m, year=year) for m in members]
    largest = _most(members, totals)
    zones = () if largest is None else tuple(day.zones_of(largest))
    choice = None
    if largest is None:
        why = said("which member has most inhabitants is not known[ for {year}]", year=year)
    elif len(zones) != 1:
        divided = "the largest member, {largest}, is itself divided: {zones:list all}"
        nowhere = "the largest member, {largest}, is in no zone"
        why = (
            said(divided, largest=str(largest), zones=zones)
            if zones
            else said(nowhere, largest=str(largest))
        )
    else:
        figures = said("population {year}", year=str(year))
        why = said(
            "{largest} has most inhabitants, {total} of {figures}",
            largest=str(largest),
            total=max(totals, key=lambda t: t.low),
            figures=figures,
        )
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


# --- every way to settle what is open -------------------------------------------


@frozen
class DecisionGroup:
    """Decisions that hang together, and each consistent way to settle them.

    A choice changes only what is asked later about the same land. So *land* is that of one
    decision, seldom of several, and what is chosen in a group changes no other.
    """

    land: frozenset[PartId]
    ways: tuple[tuple[Choice, ...], ...]


@frozen(eq=False)
class Alternatives:
    """Each consistent way to settle what a scenario leaves open: counted, not listed.

    They are scenarios in order of candidates, none twice, and each is made when it is asked
    for, by its place as well. Nothing is worked out before the first question.

    Example:
        >>> import elzmodel as elz
        >>> spec = elz.scenarios.WaveSpec(seed=1, size=40, area="Vlaams Gewest")
        >>> found = elz.alternatives(elz.flanders(), spec.wave(elz.flanders(), 1))
        >>> found.count, str(found[-1].choices[0])
        (2621440, 'aartselaar-kontich to zora')
    """

    base: Landscape = field(converter=as_base)
    scenario: Scenario = field(converter=as_scenario)
    keep_parts: bool = field(default=False, kw_only=True)

    def __repr__(self) -> str:
        """Say of which scenario; nothing is worked out for it."""
        return f"<Alternatives of {short(self.scenario.name)} on {short(self.base.name)}>"

    @cached_property
    def groups(self) -> tuple[DecisionGroup, ...]:
        """The open decisions that hang together, in order of the first of each."""
        landscape, points = self._open(())
        lands = [_land_of(landscape, point) for point in points]
        joined = _joined(lands)
        groups = dict.fromkeys(group for land in lands for group in joined if land & group)
        return tuple(
            DecisionGroup(land, tuple(self._ways(land, landscape, points))) for land in groups
        )

    def _open(self, chosen: tuple[Choice, ...]) -> tuple[Landscape, tuple[DecisionPoint, ...]]:
        """Return what is open once some choices are made, and in which landscape."""
        settled = evolve(self.scenario, choices=(*self.scenario.choices, *chosen))
        landscape = adopt(self.base, settled)
        return landscape, landscape.on(last_day(self.base, settled), beyond_ok=True).decisions

    @property
    def count(self) -> int:
        """How many there are: the product of the ways of the groups."""
        return prod(len(group.ways) for group in self.groups)

    def __len__(self) -> int:
        """Return how many there are.

        Raises:
            InvalidValueError: If they are more than Python can say; *count* has the number.
        """
        if self.count > sys.maxsize:
            raise InvalidValueError(
                "number of alternatives to list", self.count, "fewer: take some"
            )
        return self.count

    def __iter__(self) -> Iterator[Scenario]:
        """Make one after the other."""
        return map(self.settled, product(*(group.ways for group in self.groups)))

    @overload
    def __getitem__(self, place: int) -> Scenario: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Scenario, ...]: ...

    def __getitem__(self, place: int | slice) -> Scenario | tuple[Scenario, ...]:
        """Return the one at a place, from the end where that is below 0, or some of them.

        Raises:
            InvalidValueError: If there are not so many.
        """
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(self.count)))
        count, left = self.count, index(place)
        if not -count <= left < count:
            expected = said("one of {n:number}", n=count)
            raise InvalidValueError("place of an alternative", place, expected)
        left %= count
        chosen = []
        for group in reversed(self.groups):
            left, way = divmod(left, len(group.ways))
            chosen.append(group.ways[way])
        return self.settled(reversed(chosen))

    def settled(self, ways: Iterable[tuple[Choice, ...]]) -> Scenario:
        """Return the scenario with a way of each group."""
        choices = sorted(chain.from_iterable(ways), key=lambda c: (c.day, c.decision))
        return evolve(self.scenario, choices=(*self.scenario.choices, *choices))

    def _ways(
        self,
        land: frozenset[PartId],
        landscape: Landscape,
        points: Iterable[DecisionPoint],
        chosen: tuple[Choice, ...] = (),
    ) -> Iterator[tuple[Choice, ...]]:
        """Yield the ways to settle what is open on some land, one day after the other."""
        there = [point for point in points if _land_of(landscape, point) & land]
        first = min((point.day for point in there), default=None)
        today = [_choices(p, keep_parts=self.keep_parts) for p in there if p.day == first]
        for choices in product(*today):
            ways = (*chosen, *choices)
            if len(today) < len(there):
                yield from self._ways(land, *self._open(ways), ways)
            else:
                yield ways


def alternatives(base: Landscape, scenario: Scenario, *, keep_parts: bool = False) -> Alternatives:
    """Return each consistent way to settle all open decisions of a scenario.

    They are counted and not listed: see `Alternatives`. Choices that the scenario has
    already stay as they are. Where nothing is open it is the only one. With
    *keep_parts*, that the parts stay where they are is one more way for each decision.
    What `adopt <elzmodel.scenarios.adoption.adopt>` raises, asking them does too.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> found = elz.alternatives(elz.flanders(), s, keep_parts=True)
        >>> found.count, [a.choices[0].zone for a in found]
        (3, ['haspengouw', 'herkenrode', None])
    """
    return Alternatives(base, scenario, keep_parts=keep_parts)


def _land_of(landscape: Landscape, point: DecisionPoint) -> frozenset[PartId]:
    return landscape.register.refinement.leaves(point.parts)


def _joined(lands: Iterable[frozenset[PartId]]) -> list[frozenset[PartId]]:
    """Join the lands that have something in common."""
    groups: list[frozenset[PartId]] = []
    for land in lands:
        touched = [group for group in groups if group & land]
        groups = [group for group in groups if not group & land]
        groups.append(land.union(*touched))
    return groups


def _choices(point: DecisionPoint, *, keep_parts: bool) -> Iterator[Choice]:
    for zone in point.candidates:
        yield Choice(decision=point.unit, day=point.day, zone=zone)
    if keep_parts:
        yield Choice(decision=point.unit, day=point.day, policy=ChoicePolicy.KEEP_PARTS)


keep_door(__name__)
