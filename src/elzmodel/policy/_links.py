"""What hangs together in a plan: for each action and goal, everything linked to it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.policy.coverage import names_vulnerability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from elzmodel.policy.activity import Gathering, Project
    from elzmodel.policy.involvement import Involvement
    from elzmodel.policy.plan import Action, OperationalGoal, PolicyPlan
    from elzmodel.values import ItemId

__all__ = ["Carrier", "Node", "TraceKind", "carriers_of"]


class TraceKind(Enum):
    """What was found in a plan, in the order in which it is told.

    Example:
        >>> TraceKind("operational-goal").name
        'OPERATIONAL_GOAL'
    """

    VULNERABILITY = "vulnerability"
    TARGET_GROUP = "target-group"
    STRATEGIC_GOAL = "strategic-goal"
    OPERATIONAL_GOAL = "operational-goal"
    ACTION = "action"
    INDICATOR = "indicator"
    PROJECT = "project"
    GATHERING = "gathering"
    PARTNER = "partner"


@frozen
class Node:
    """Something in a plan; one id may stand for a partner and for a target group."""

    kind: TraceKind
    id: str


@frozen
class Carrier:
    """An action or a goal with everything linked to it, itself included."""

    own: Node
    linked: tuple[Node, ...]


def carriers_of(
    plan: PolicyPlan, activities: Iterable[Project | Gathering] = ()
) -> tuple[Carrier, ...]:
    """Return the goals and actions of a plan with what is linked to each."""
    involved = {each.id: each.involvements for each in activities}
    return tuple(_carriers(plan, involved))


def _carriers(
    plan: PolicyPlan, involved: Mapping[ItemId, tuple[Involvement, ...]]
) -> Iterator[Carrier]:
    for strategic in plan.strategic_goals:
        above = (Node(TraceKind.STRATEGIC_GOAL, strategic.id),)
        yield Carrier(above[0], above)
        for goal in strategic.operational_goals:
            own = Node(TraceKind.OPERATIONAL_GOAL, goal.id)
            yield Carrier(own, (*above, own, *_partners(goal.involvements)))
            for action in goal.actions:
                nodes = (*above, own, *_of_action(action, goal, involved), *_reached(plan, action))
                yield Carrier(Node(TraceKind.ACTION, action.id), tuple(dict.fromkeys(nodes)))


def _of_action(
    action: Action, goal: OperationalGoal, involved: Mapping[ItemId, tuple[Involvement, ...]]
) -> Iterator[Node]:
    yield Node(TraceKind.ACTION, action.id)
    for indicator in action.indicators:
        yield Node(TraceKind.INDICATOR, indicator.id)
    for group in action.target_groups:
        yield Node(TraceKind.TARGET_GROUP, group)
    for project in action.projects:
        yield Node(TraceKind.PROJECT, project)
    for gathering in action.gatherings:
        yield Node(TraceKind.GATHERING, gathering)
    yield from _partners((*action.involvements, *goal.involvements))
    for activity in (*action.projects, *action.gatherings):
        yield from _partners(involved.get(activity, ()))


def _partners(involvements: Iterable[Involvement]) -> Iterator[Node]:
    for each in involvements:
        yield Node(TraceKind.PARTNER, each.partner)


def _reached(plan: PolicyPlan, action: Action) -> Iterator[Node]:
    """Yield the vulnerabilities that an action names or is linked to, dangling links too."""
    for linked in action.vulnerabilities:
        yield Node(TraceKind.VULNERABILITY, linked)
    for each in () if plan.analysis is None else plan.analysis.vulnerabilities:
        if names_vulnerability(action, each):
            yield Node(TraceKind.VULNERABILITY, each.id)
