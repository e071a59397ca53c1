"""How far a plan is, at least and at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import frozen

from elzmodel.errors import UnknownIdError
from elzmodel.policy.plan import (
    LEVELS,
    Action,
    Judgement,
    Observation,
    PolicyPlan,
    notes_on_open_lists,
)
from elzmodel.values import Answer, Day, ItemId, Share, columns, parse_day
from elzmodel.values.text import Suggestions, said, term

__all__ = ["PlanProgress", "Progress", "progress"]

Level = Literal["plan", "strategic-goal", "operational-goal", "action"]


@columns(
    "level=of_level",
    "subject",
    "share",
    "indicators",
    "met",
    "not_met",
    "partly",
    "unknown",
    "known",
    "days_old",
    labels={"share": "met"},
)
@frozen(kw_only=True)
class Progress:
    """How far one action, one goal or the plan is (*voortgang*).

    Of its indicators so many are met, not met, partly met and unknown. What is
    partly met is not decided: it may still turn out either way, so it widens
    the interval as the unknown does. *newest* is the day of the last
    observation that said anything.
    """

    level: Level
    subject: ItemId
    title: str = ""
    met: int = 0
    not_met: int = 0
    partly: int = 0
    unknown: int = 0
    newest: date | None = None
    days_old: int | None = None

    @property
    def of_level(self) -> str:
        """The level, which tables say in the language of the reader."""
        return term(self.level)

    @property
    def indicators(self) -> int:
        """How many indicators there are."""
        return self.met + self.not_met + self.partly + self.unknown

    @property
    def share(self) -> Share | None:
        """What is met, at least and at most; ``None`` where there is no indicator."""
        if not self.indicators:
            return None
        low = Fraction(self.met, self.indicators)
        return Share(low, low + Fraction(self.partly + self.unknown, self.indicators))

    @property
    def known(self) -> Fraction | None:
        """The share of the indicators that is decided; ``None`` where there is none."""
        decided = self.met + self.not_met
        return Fraction(decided, self.indicators) if self.indicators else None


@frozen(kw_only=True, repr=False)
class PlanProgress(Answer[Progress]):
    """How far a plan is on a day: the plan, then each goal with what is under it.

    Example:
        >>> import elzmodel as elz
        >>> progress(elz.dossier("haspengouw").plans[0], on="2024-01-01").of("5.1/a2").unknown
        1
    """

    on: date

    @property
    def plan(self) -> Progress:
        """The progress of the whole plan."""
        return self.rows[0]

    def of(self, key: str) -> Progress:
        """Return the progress of a goal or an action by its id.

        Raises:
            UnknownIdError: If the plan has no such goal or action.
        """
        by_id = {row.subject: row for row in self if row.level != "plan"}
        if key not in by_id:
            raise UnknownIdError("goal or action", key, Suggestions(key, by_id))
        return by_id[ItemId(key)]


def progress(plan: PolicyPlan, *, on: Day) -> PlanProgress:
    """Say how far a plan is on a day, as an interval from the counts of its leaves.

    Of n indicators m are met and u are not decided: ``[m/n, (m+u)/n]``. Goals
    and the plan sum the counts of their actions, and never average. The last
    observation of an indicator wins, on one day the later in the list; one
    after *on* does not count. A figure that was observed does not decide: the
    observation must judge it. The indicators of every action in the plan
    count, whatever became of the action.

    Example:
        >>> from attrs import evolve
        >>> import elzmodel as elz
        >>> plan = elz.dossier("haspengouw").plans[0]
        >>> seen = Observation(indicator="5.1/a2/i1", day=date(2024, 5, 1), judgement=Judgement.MET)
        >>> print(progress(evolve(plan, observations=[seen]), on="2024-05-31").of("5.1/a2").share)
        100%
    """
    day = parse_day(on)
    return PlanProgress(
        title=said("Progress on {day}", day=day),
        rows=tuple(_rows(plan, _Counter(_last(plan.observations, day), day))),
        notes=notes_on_open_lists(LEVELS, (plan, *plan.goals_and_actions)),
        on=day,
    )


def _last(observations: Sequence[Observation], day: date) -> dict[ItemId, Observation]:
    """Return for each indicator the observation that counts; sorting keeps the order of a day."""
    seen = [each for each in observations if each.day <= day]
    return {each.indicator: each for each in sorted(seen, key=lambda each: each.day)}


@frozen
class _Counter:
    """Counts indicators by the observations that count on a day."""

    last: Mapping[ItemId, Observation]
    day: date

    def row(self, level: Level, subject: ItemId, title: str, actions: Sequence[Action]) -> Progress:
        ids = [indicator.id for action in actions for indicator in action.indicators]
        seen = [self.last[each] for each in ids if each in self.last]
        decisive = [each for each in seen if each.judgement is not Judgement.UNKNOWN]
        judged = [each.judgement for each in decisive]
        newest = max((each.day for each in decisive), default=None)
        return Progress(
            level=level,
            subject=subject,
            title=title,
            met=judged.count(Judgement.MET),
            not_met=judged.count(Judgement.NOT_MET),
            partly=judged.count(Judgement.PARTLY),
            unknown=len(ids) - len(judged),
            newest=newest,
            days_old=None if newest is None else (self.day - newest).days,
        )


def _rows(plan: PolicyPlan, counter: _Counter) -> Iterator[Progress]:
    yield counter.row("plan", plan.id, plan.title, plan.actions)
    for goal in plan.strategic_goals:
        under = [action for each in goal.operational_goals for action in each.actions]
        yield counter.row("strategic-goal", goal.id, goal.title, under)
        for each in goal.operational_goals:
            yield counter.row("operational-goal", each.id, each.title, each.actions)
            for action in each.actions:
                yield counter.row("action", action.id, action.title, [action])
