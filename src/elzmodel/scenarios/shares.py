"""What waves do to each zone: in what share of them it loses members, or needs a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, sqrt
from typing import Final

from attrs import define, evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios._engine import Evaluator, evaluator_of
from elzmodel.scenarios.drawn_waves import DrawnWaves, Merging, WaveSpec, base_and_day
from elzmodel.scenarios.policies import by_largest
from elzmodel.scenarios.scenario import Choice, ChoicePolicy
from elzmodel.scenarios.sweeps import Progress
from elzmodel.scenarios.zone_states import SweepRow, zone_state
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Share, Total, ZoneId, columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import Phrase, phrase, said
from elzmodel.zones import DecisionPoint

__all__ = ["ZoneShare", "ZoneShares", "zone_shares"]


@columns(
    "zone",
    "name",
    "loses_members",
    "falls_below_minimum",
    "needs_decision",
)
@frozen(kw_only=True)
class ZoneShare:
    """A zone, and in what share of waves something happens to it.

    Where it is not known for some waves, a share has bounds: the lower one counts the waves
    in which it happens for certain, the upper one those in which it may as well.

    Attributes:
        loses_members: Land of a municipality that was in it goes to another zone.
        falls_below_minimum: It comes below the minimum size, and was not.
        needs_decision: A merger asks to choose between it and other zones.
    """

    zone: ZoneId
    name: str
    loses_members: Share
    falls_below_minimum: Share
    needs_decision: Share


@frozen(kw_only=True, repr=False)
class ZoneShares(Answer[ZoneShare]):
    """In what share of waves each zone loses members, falls below the minimum, is asked about.

    Attributes:
        spec: The waves.
        policy: How decisions were settled.
        day: The day whose municipalities merge, on the day after.
        year: The year of the inhabitants.
        unanswered: How many waves could not be followed: unknown for every zone.

    Example:
        >>> import elzmodel as elz
        >>> spec = elz.scenarios.PlausibleWaveSpec(count=40, size=3, area="Limburg")
        >>> shares = zone_shares(elz.flanders(), spec)
        >>> (row,) = shares.where(zone="haspengouw")
        >>> print(row.needs_decision, row.loses_members, sep=" | ")
        47.5% | 0%-47.5%
    """

    spec: WaveSpec
    policy: ChoicePolicy
    day: date
    year: int | None
    unanswered: int

    def __repr__(self) -> str:
        """Count the zones and the waves."""
        return f"<ZoneShares of {len(self)} zones in {self.spec.count:,} waves>"

    @property
    def margin(self) -> float:
        """How far a share may lie from that of all waves there could be, in 95 of 100 samples.

        It is that of a share of one half, by the normal approximation; others lie nearer.
        """
        return min(1.0, 1.96 * 0.5 / sqrt(self.spec.count)) if self.spec.count else 1.0

    def percentages(self, question: str) -> dict[ZoneId, Total]:
        """Return the share of each zone in percent, as bounds, for a map of them.

        Raises:
            InvalidValueError: If rows answer no such question.

        Example:
            >>> import elzmodel as elz
            >>> spec = elz.scenarios.WaveSpec(count=40, size=3, area="Limburg")
            >>> values = zone_shares(elz.flanders(), spec).percentages("needs_decision")
            >>> print(values["haspengouw"])
            32.50
        """
        if question not in QUESTIONS:
            raise InvalidValueError("question", question, said("{names:or}", names=[*QUESTIONS]))
        shares = {row.zone: getattr(row, question) for row in self}
        return {
            zone: Total(float(100 * share.low), float(100 * share.high))
            for zone, share in shares.items()
        }


QUESTIONS: Final = ("loses_members", "falls_below_minimum", "needs_decision")


def zone_shares(
    base: Landscape,
    spec: WaveSpec,
    *,
    policy: str | ChoicePolicy = ChoicePolicy.ASK,
    year: int | None = None,
    progress: Progress | None = None,
) -> ZoneShares:
    """Return in what share of drawn waves something happens to each zone.

    No wave is kept. What depends on a choice that nobody made is unknown, never no: with the
    policy ``"ask"`` a zone that may lose members has bounds. That a decision is needed
    counts also where the policy then settles it.

    Args:
        base: The landscape.
        spec: The waves, such as ``PlausibleWaveSpec``.
        policy: How decisions are settled: ``"ask"`` leaves them open, ``"largest"`` and
            ``"keep_parts"`` as in ``settle``.
        year: The year of the inhabitants; by default the newest that is exact on the day.
        progress: Is called with the number of waves done and of all.

    Raises:
        InvalidValueError: If there is no such policy, a decision of the base itself is open,
            or waves of that size are not to be found.

    Example:
        >>> import elzmodel as elz
        >>> spec = elz.scenarios.WaveSpec(seed=1, count=10, size=3, area="Limburg")
        >>> zone_shares(elz.flanders(), spec, policy="largest")
        <ZoneShares of 60 zones in 10 waves>
    """
    then, snapshot = base_and_day(base, spec.on)
    if snapshot.decisions:
        expected = "one in which all decisions are settled, as by a scenario with choices"
        raise InvalidValueError("base of waves", base.name, expected)
    chosen = year_or_newest(then.figures, year, snapshot)
    counted = _Counting(then, snapshot, spec.waves(base), ChoicePolicy(policy), chosen)
    for number in range(1, spec.count + 1):
        counted.add(number)
        if progress is not None:
            progress(number, spec.count)
    return counted.shares(spec)


@frozen
class _Effect:
    """What one merger does: which zones are asked about, which lose land, which may."""

    asked: tuple[ZoneId, ...] = ()
    losing: frozenset[ZoneId] = frozenset()
    may_lose: frozenset[ZoneId] = frozenset()
    choice: Choice | None = None


@define(eq=False)
class _Counting:
    """Waves, counted one by one."""

    base: Landscape
    snapshot: Snapshot
    waves: DrawnWaves
    policy: ChoicePolicy
    year: int | None
    certain: Counter[tuple[str, ZoneId]] = field(init=False, factory=Counter)
    unknown: Counter[tuple[str, ZoneId]] = field(init=False, factory=Counter)
    unanswered: int = field(init=False, default=0)
    _evaluator: Evaluator = field(init=False)
    _effects: dict[int, _Effect] = field(init=False, factory=dict)
    _was_below: dict[ZoneId, bool | None] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Look at each zone as it is before."""
        self._evaluator = evaluator_of(self.base, self.year)
        states = (zone_state(self.snapshot, z.id, year=self.year) for z in self.snapshot.zones)
        self._was_below = {state.zone: state.is_below_minimum for state in states}

    def add(self, number: int) -> None:
        """Count what one wave does."""
        places = self.waves.draw(number)
        effects = [self._effect(place) for place in places]
        choices = tuple(each.choice for each in effects if each.choice)
        scenario = evolve(self.waves.scenario(number, places), choices=choices)
        row = self._evaluator.row(scenario)
        if row.problem is not None:
            self.unanswered += 1
            return
        losing = frozenset[ZoneId]().union(*(each.losing for each in effects))
        may_lose = frozenset[ZoneId]().union(*(each.may_lose for each in effects)) - losing
        asked = {zone for each in effects for zone in each.asked}
        self.certain.update(("loses_members", zone) for zone in losing)
        self.unknown.update(("loses_members", zone) for zone in may_lose)
        self.certain.update(("needs_decision", zone) for zone in asked)
        self._add_below(row)

    def _add_below(self, row: SweepRow) -> None:
        """Count the zones that come below the minimum size; what was not touched does not."""
        for state in row.zones:
            was, is_now = self._was_below[state.zone], state.is_below_minimum
            if was is True or is_now is False:
                continue
            is_certain = was is False and is_now is True
            counter = self.certain if is_certain else self.unknown
            counter["falls_below_minimum", state.zone] += 1

    def _effect(self, place: int) -> _Effect:
        if place not in self._effects:
            self._effects[place] = self._worked_out(place)
        return self._effects[place]

    def _worked_out(self, place: int) -> _Effect:
        """Return what one merger does by itself: waves merge disjoint ones."""
        row = self._evaluator.row(self.waves.scenario(0, [place]))
        if not row.undecided:
            return _Effect()
        (point,) = row.undecided
        by_part = self.snapshot.zone_map.by_part
        held = frozenset(by_part[part] for part in point.parts if part in by_part)
        choice = self._choice(point, self.waves.pairs[place])
        if choice is None:
            may_lose = held if len(point.candidates) > 1 else frozenset()
            return _Effect(point.candidates, may_lose=may_lose)
        losing = held - {choice.zone} if choice.zone else frozenset()
        return _Effect(point.candidates, losing=losing, choice=choice)

    def _choice(self, point: DecisionPoint, members: Merging) -> Choice | None:
        if self.policy is ChoicePolicy.KEEP_PARTS:
            return Choice(decision=point.unit, day=point.day, policy=self.policy)
        if self.policy is ChoicePolicy.LARGEST:
            return by_largest(self.snapshot, members, point, self.year).choice
        return None

    def shares(self, spec: WaveSpec) -> ZoneShares:
        """Return the shares of what was counted."""
        shares = ZoneShares(
            title=said("What {count:number} waves do to zones", count=spec.count),
            rows=tuple(
                ZoneShare(
                    zone=zone.id,
                    name=zone.name,
                    **{question: self._share(question, zone.id) for question in QUESTIONS},
                )
                for zone in self.snapshot.zones
            ),
            spec=spec,
            policy=self.policy,
            day=self.snapshot.day,
            year=self.year,
            unanswered=self.unanswered,
        )
        return evolve(shares, notes=tuple(_notes(shares, self.base)))

    def _share(self, question: str, zone: ZoneId) -> Share:
        count = self.waves.spec.count
        certain = self.certain[question, zone]
        most = certain + self.unknown[question, zone] + self.unanswered
        return Share(Fraction(certain, count), Fraction(most, count)) if count else Share(0, 1)


def _notes(shares: ZoneShares, base: Landscape) -> Iterator[str]:
    spec = shares.spec
    yield said(
        "{count:number} waves of {size} {size:merger|mergers}, drawn with seed {seed} from the "
        "neighbours of {day}; decisions {are}.",
        count=spec.count,
        size=spec.size,
        seed=spec.seed,
        day=shares.day,
        are=_settled(shares.policy),
    )
    yield spec.distribution
    yield said(
        "In 95 of 100 such samples a share lies within {margin:limit} percentage points of that "
        "of all waves that could be drawn so.",
        # A margin is rounded up: a share may lie as far off as is said.
        margin=ceil(1000 * shares.margin) / 10,
    )
    yield said("Where two shares stand, the first is certain; up to the second it is not known.")
    if shares.unanswered:
        yield said(
            "{n:number} {n:wave|waves} could not be followed: unknown for every zone.",
            n=shares.unanswered,
        )
    yield inhabitants_note(base.figures, shares.year)


def _settled(policy: ChoicePolicy) -> Phrase:
    if policy is ChoicePolicy.ASK:
        return phrase("stay open")
    return phrase("are settled by the policy {policy}", policy=policy.value)


keep_door(__name__)
