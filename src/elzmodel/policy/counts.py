"""How much a plan holds: goals, actions and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy._wording import notes_on
from elzmodel.policy.indicator import IndicatorKind
from elzmodel.values import Column, Table, tupled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from elzmodel.policy.plan import OperationalGoal, PolicyPlan, StrategicGoal

__all__ = ["CountRow", "Counts", "counts"]


@frozen(kw_only=True)
class CountRow:
    """What stands under one goal or one domain.

    Example:
        >>> CountRow(key="1", strategic_goals=1, operational_goals=3).actions
        0
    """

    key: str
    title: str = ""
    strategic_goals: int = 0
    operational_goals: int = 0
    actions: int = 0
    indicators: int = 0


@frozen(kw_only=True, field_transformer=tupled)
class Counts:
    """How many goals, actions and indicators a plan holds, by goal or by domain.

    *total* counts the whole plan, and *kinds* its indicators by kind, kinds
    without any included.

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> counts(PolicyPlan(id="p")).total.actions
        0
    """

    by: str
    rows: tuple[CountRow, ...]
    total: CountRow
    kinds: tuple[tuple[IndicatorKind, int], ...]
    notes: tuple[str, ...] = ()

    def to_table(self) -> Table:
        """Return one row a goal or domain, and one for the plan."""
        columns = (
            Column("key", label=self.by),
            Column("title"),
            *(Column(each, "number") for each in _COUNTED),
        )
        rows = [
            (row.key, row.title, *(getattr(row, each) for each in _COUNTED))
            for row in (*self.rows, self.total)
        ]
        return Table("What the plan holds", columns, rows, self.notes)

    def kinds_table(self) -> Table:
        """Return one row a kind of indicator."""
        rows = [(kind.value, count) for kind, count in self.kinds]
        columns = (Column("kind"), Column("indicators", "number"))
        return Table("Indicators by kind", columns, rows, self.notes)


_COUNTED = ("strategic_goals", "operational_goals", "actions", "indicators")


def counts(
    plan: PolicyPlan, *, by: Literal["goal", "operational-goal", "domain"] = "goal"
) -> Counts:
    """Count the goals, actions and indicators of a plan, in the order of the plan.

    A strategic goal whose domain is not stated counts under ``"not stated"``.

    Raises:
        InvalidValueError: If *by* is none of the three.

    Example:
        >>> from elzmodel.policy import GoalDomain, PolicyPlan, StrategicGoal
        >>> goal = StrategicGoal(id="sd1", title="samen", domain=GoalDomain.CONTENT)
        >>> print(counts(PolicyPlan(id="p", strategic_goals=[goal]), by="domain").to_table())
        What the plan holds
        domain   title  strategic goals  operational goals  actions  indicators
        content                       1                  0        0           0
        plan                          1                  0        0           0
    """
    if by not in _BY:
        raise InvalidValueError("way to count", by, " or ".join(map(repr, _BY)))
    kinds = [each.kind for each in plan.indicators]
    return Counts(
        by=by.replace("-", " "),
        rows=tuple(_BY[by](plan)),
        total=_row("plan", plan.title, plan.strategic_goals, plan.operational_goals),
        kinds=tuple((kind, kinds.count(kind)) for kind in IndicatorKind),
        notes=notes_on(plan, *_COUNTED),
    )


def _row(
    key: str,
    title: str,
    strategic: Sequence[StrategicGoal],
    operational: Sequence[OperationalGoal],
) -> CountRow:
    actions = [action for goal in operational for action in goal.actions]
    return CountRow(
        key=key,
        title=title,
        strategic_goals=len(strategic),
        operational_goals=len(operational),
        actions=len(actions),
        indicators=sum(len(action.indicators) for action in actions),
    )


def _by_goal(plan: PolicyPlan) -> Iterator[CountRow]:
    for goal in plan.strategic_goals:
        yield _row(goal.number or goal.id, goal.title, [goal], goal.operational_goals)


def _by_operational_goal(plan: PolicyPlan) -> Iterator[CountRow]:
    for goal in plan.operational_goals:
        yield _row(goal.number or goal.id, goal.title, [], [goal])


def _by_domain(plan: PolicyPlan) -> Iterator[CountRow]:
    for domain in dict.fromkeys(goal.domain for goal in plan.strategic_goals):
        goals = [goal for goal in plan.strategic_goals if goal.domain is domain]
        key = "not stated" if domain is None else domain.value
        yield _row(key, "", goals, [each for goal in goals for each in goal.operational_goals])


_BY = {"goal": _by_goal, "operational-goal": _by_operational_goal, "domain": _by_domain}
