"""How far a plan is, at least and at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal

from attrs import frozen

from elzmodel.errors import UnknownIdError
from elzmodel.policy.plan import Action, Judgement, Observation, PolicyPlan
from elzmodel.policy.tracing import notes_on
from elzmodel.values import Cell, Column, Day, ItemId, Share, Table, parse_day, tupled

__all__ = [
    "PlanProgress",
    "Progress",
    "progress",
]

Level = Literal["plan", "strategic-goal", "operational-goal", "action"]


@frozen(kw_only=True)
class Progress:
    """How far one action, one goal or the plan is (*voortgang*).

    Of its indicators so many are met, not met, partly met and unknown. What is
    partly met is not decided: it may still turn out either way, so it widens
    the interval as the unknown does. *newest* is the day of the last
    observation that said anything.

    Example:
        >>> half = Progress(level="action", subject="a1", met=1, unknown=1)
        >>> print(half.share, half.known)
        50%-100% 1/2
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


@frozen(kw_only=True, field_transformer=tupled)
class PlanProgress:
    """How far a plan is on a day, with its goals and its actions.

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> progress(PolicyPlan(id="p"), on="2024-01-01").plan.share is None
        True
    """

    on: date
    rows: tuple[Progress, ...]
    notes: tuple[str, ...] = ()

    @property
    def plan(self) -> Progress:
        """The progress of the whole plan."""
        return self.rows[0]

    def of(self, key: str) -> Progress:
        """Return the progress of a goal or an action by its id.

        Raises:
            UnknownIdError: If the plan has no such goal or action.
        """
        for row in self.rows[1:]:
            if row.subject == key:
                return row
        near = get_close_matches(key, [row.subject for row in self.rows[1:]])
        raise UnknownIdError("goal or action", key, near)

    def at(self, level: Level) -> tuple[Progress, ...]:
        """Return the rows of one level, in order."""
        return tuple(row for row in self.rows if row.level == level)

    def to_table(self) -> Table:
        """Return one row for the plan, each goal and each action, in order."""
        columns = (
            Column("level"),
            Column("subject"),
            Column("share", "share", label="met"),
            *(Column(each, "number") for each in _COUNTED),
            Column("known"),
            Column("days_old", "number"),
        )
        return Table(f"Progress on {self.on}", columns, map(_cells, self.rows), self.notes)


_COUNTED = ("indicators", "met", "not_met", "partly", "unknown")


def _cells(row: Progress) -> tuple[Cell, ...]:
    known = None if row.known is None else Share.exactly(row.known)
    figures = (getattr(row, each) for each in _COUNTED)
    return (row.level, row.subject, row.share, *figures, known, row.days_old)


def progress(plan: PolicyPlan, *, on: Day) -> PlanProgress:
    """Say how far a plan is on a day, as an interval from the counts of its leaves.

    Of n indicators m are met and u are not decided: ``[m/n, (m+u)/n]``. Goals
    and the plan sum the counts of their actions, and never average. The last
    observation of an indicator wins, on one day the later in the list; one
    after *on* does not count. A figure that was observed does not decide: the
    observation must judge it. The indicators of every action in the plan
    count, whatever became of the action.

    Raises:
        InvalidValueError: If *on* is not a day.

    Example:
        >>> from elzmodel.policy import Action, Indicator, IndicatorKind, Observation
        >>> from elzmodel.policy import OperationalGoal, PolicyPlan, StrategicGoal
        >>> from datetime import date
        >>> seen = [Indicator(id=i, title=i, kind=IndicatorKind.EVENT) for i in ("i1", "i2")]
        >>> od = OperationalGoal(
        ...     id="od", title="x", actions=[Action(id="a", title="x", indicators=seen)]
        ... )
        >>> plan = PolicyPlan(
        ...     id="p",
        ...     strategic_goals=[StrategicGoal(id="sd", title="x", operational_goals=[od])],
        ...     observations=[
        ...         Observation(indicator="i1", day=date(2024, 5, 1), judgement=Judgement.MET)
        ...     ],
        ... )
        >>> print(progress(plan, on="2024-05-31").plan.share)
        50%-100%
    """
    day = parse_day(on)
    found = _Found(_last(plan.observations, day), day)
    return PlanProgress(
        on=day,
        rows=tuple(_rows(plan, found)),
        notes=notes_on(plan, "strategic_goals", "operational_goals", "actions", "indicators"),
    )


def _last(observations: Sequence[Observation], day: date) -> dict[ItemId, Observation]:
    """Return for each indicator the observation that counts; sorting keeps the order of a day."""
    seen = [each for each in observations if each.day <= day]
    return {each.indicator: each for each in sorted(seen, key=lambda each: each.day)}


@frozen
class _Found:
    """The observations that count on a day."""

    last: Mapping[ItemId, Observation]
    day: date

    def row(self, level: Level, subject: ItemId, title: str, actions: Sequence[Action]) -> Progress:
        """Count the indicators of actions."""
        ids = [indicator.id for action in actions for indicator in action.indicators]
        seen = [self.last[each] for each in ids if each in self.last]
        judged = [each.judgement for each in seen if each.judgement is not Judgement.UNKNOWN]
        days = [each.day for each in seen if each.judgement is not Judgement.UNKNOWN]
        newest = max(days, default=None)
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


def _rows(plan: PolicyPlan, found: _Found) -> Iterator[Progress]:
    yield found.row("plan", plan.id, plan.title, plan.actions)
    for goal in plan.strategic_goals:
        under = [action for each in goal.operational_goals for action in each.actions]
        yield found.row("strategic-goal", goal.id, goal.title, under)
        for each in goal.operational_goals:
            yield found.row("operational-goal", each.id, each.title, each.actions)
            for action in each.actions:
                yield found.row("action", action.id, action.title, [action])
