"""A plan as a table and as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.values import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.policy.plan import Action, OperationalGoal, PolicyPlan, StrategicGoal

__all__ = ["plan_table", "plan_tree"]

_KEYS = (
    "strategic_goal",
    "domain",
    "operational_goal",
    "action",
    "action_title",
    "status",
    "indicator",
    "indicator_title",
    "kind",
)


def plan_table(plan: PolicyPlan) -> Table:
    """Return a plan as a `Table`: one row an indicator, ready for a data frame.

    A goal without actions and an action without indicators have one row as
    well, with empty cells, so that nothing is left out.

    Example:
        >>> from elzmodel.policy import PolicyPlan, StrategicGoal
        >>> goal = StrategicGoal(id="sd1", number="1", title="samen")
        >>> plan_table(PolicyPlan(id="p", strategic_goals=[goal])).records()[0]["strategic_goal"]
        '1'
    """
    rows = [row for goal in plan.strategic_goals for row in _of_strategic(goal)]
    return Table(plan.title or f"Plan {plan.id}", [Column(key) for key in _KEYS], rows)


def _of_strategic(goal: StrategicGoal) -> Iterator[tuple[Cell, ...]]:
    head = (goal.number or goal.id, goal.domain and goal.domain.value)
    if not goal.operational_goals:
        yield (*head, *[None] * 7)
    for each in goal.operational_goals:
        for row in _of_operational(each):
            yield (*head, *row)


def _of_operational(goal: OperationalGoal) -> Iterator[tuple[Cell, ...]]:
    head = goal.number or goal.id
    if not goal.actions:
        yield (head, *[None] * 6)
    for action in goal.actions:
        for row in _of_action(action):
            yield (head, *row)


def _of_action(action: Action) -> Iterator[tuple[Cell, ...]]:
    head = (action.id, action.title, action.status.value)
    if not action.indicators:
        yield (*head, None, None, None)
    for indicator in action.indicators:
        yield (*head, indicator.id, indicator.title, indicator.kind.value)


def plan_tree(plan: PolicyPlan) -> str:
    """Return a plan as a tree of text, one line a goal, action or indicator.

    Example:
        >>> from elzmodel.policy import OperationalGoal, PolicyPlan, StrategicGoal
        >>> od = OperationalGoal(id="od1.1", number="1.1", title="elkaar kennen")
        >>> sd = StrategicGoal(id="sd1", number="1", title="samen", operational_goals=[od])
        >>> print(plan_tree(PolicyPlan(id="p", title="Beleidsplan", strategic_goals=[sd])))
        Beleidsplan
          1 samen
            1.1 elkaar kennen
    """
    return "\n".join([plan.title or f"Plan {plan.id}", *_lines(plan)])


def _lines(plan: PolicyPlan) -> Iterator[str]:
    for strategic in plan.strategic_goals:
        yield _line(1, strategic.number or strategic.id, strategic.title)
        for goal in strategic.operational_goals:
            yield _line(2, goal.number or goal.id, goal.title)
            for action in goal.actions:
                yield from _branch(action)


def _branch(action: Action) -> Iterator[str]:
    yield _line(3, action.id, action.title)
    for indicator in action.indicators:
        yield _line(4, indicator.id, f"{indicator.title} ({indicator.kind.value})")


def _line(depth: int, key: str, title: str) -> str:
    return f"{'  ' * depth}{key} {title}".rstrip()
