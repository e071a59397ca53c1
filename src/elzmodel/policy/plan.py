"""Policy plans: goals, actions, and who takes part in them."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy.analysis import EnvironmentalAnalysis, HealthDimension
from elzmodel.policy.cycle import ActionPlan, Evaluation
from elzmodel.policy.indicator import Indicator, Observation
from elzmodel.policy.involvement import Involvement
from elzmodel.values import (
    BodyId,
    ItemId,
    Period,
    SourceId,
    open_lists_of,
    tupled,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Action",
    "ActionStatus",
    "GoalDomain",
    "OperationalGoal",
    "PolicyPlan",
    "StrategicGoal",
]


class GoalDomain(Enum):
    """What a strategic goal is about: the council itself, or care and welfare.

    Example:
        >>> GoalDomain("content").name
        'CONTENT'
    """

    GOVERNANCE = "governance"
    CONTENT = "content"


class ActionStatus(Enum):
    """How far an action is.

    Example:
        >>> ActionStatus.STOPPED.is_over
        True
    """

    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    ON_HOLD = "on-hold"
    STOPPED = "stopped"
    MERGED = "merged"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self in {
            ActionStatus.DONE,
            ActionStatus.STOPPED,
            ActionStatus.MERGED,
            ActionStatus.SUPERSEDED,
        }


@frozen(kw_only=True, field_transformer=tupled)
class Action:
    """What a zone does for a goal (*actie*).

    *vulnerabilities* are links that an editor made, through partners and
    indicators; what the text itself names is found by its terms. *named* are
    other things that the document mentions, as it names them. *period* is
    ``None`` where no days are stated, which is not the same as open.

    Example:
        >>> action = Action(id="5.1/a2", title="Halt2Diabetes starten", projects=["halt2diabetes"])
        >>> action.status.value
        'unknown'
    """

    id: ItemId
    title: str
    gloss: str = ""
    status: ActionStatus = ActionStatus.UNKNOWN
    period: Period | None = None
    cadence: str = ""
    involvements: tuple[Involvement, ...] = ()
    target_groups: tuple[ItemId, ...] = ()
    vulnerabilities: tuple[ItemId, ...] = ()
    health_dimensions: tuple[HealthDimension, ...] = ()
    projects: tuple[ItemId, ...] = ()
    gatherings: tuple[ItemId, ...] = ()
    instruments: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    merged_into: ItemId | None = None
    superseded_by: ItemId | None = None
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class OperationalGoal:
    """A goal that actions work for (*operationele doelstelling*, OD).

    *summary* is how the document puts it elsewhere, where that differs; *named*
    is what else it mentions.

    Example:
        >>> OperationalGoal(id="od1.1", number="1.1", title="elkaar kennen").actions
        ()
    """

    id: ItemId
    title: str
    gloss: str = ""
    number: str = ""
    actions: tuple[Action, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    named: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class StrategicGoal:
    """A goal of a plan (*strategische doelstelling*, SD).

    *domain* is ``None`` where the document does not say.

    Example:
        >>> StrategicGoal(id="sd1", number="1", title="integraal werken").domain is None
        True
    """

    id: ItemId
    title: str
    gloss: str = ""
    number: str = ""
    domain: GoalDomain | None = None
    operational_goals: tuple[OperationalGoal, ...] = ()
    summary: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class PolicyPlan:
    """A policy plan (*beleidsplan*): goals, actions, indicators, and what became of them.

    *period* is ``None`` where the plan does not state one.

    References to what is not here can be held; checks find them.

    Raises:
        InvalidValueError: If two goals, actions or indicators share an id.

    Example:
        >>> plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="x")])
        >>> plan
        <PolicyPlan p: 1 strategic goals, 0 actions, 0 indicators>
    """

    id: ItemId
    title: str = ""
    gloss: str = ""
    period: Period | None = None
    based_on: tuple[str, ...] = ()
    replaces: ItemId | None = None
    approved_by: BodyId | None = None
    analysis: EnvironmentalAnalysis | None = None
    strategic_goals: tuple[StrategicGoal, ...] = ()
    action_plans: tuple[ActionPlan, ...] = ()
    observations: tuple[Observation, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse ids that are in use twice."""
        ids = [goal.id for goal in self.strategic_goals]
        ids += [goal.id for goal in self.operational_goals]
        ids += [action.id for action in self.actions]
        ids += [indicator.id for indicator in self.indicators]
        twice = sorted(each for each, times in Counter(ids).items() if times > 1)
        if twice:
            raise InvalidValueError("item of a plan", twice[0], "an id that is in use once")

    def __repr__(self) -> str:
        """Count what the plan holds."""
        return (
            f"<PolicyPlan {self.id}: {len(self.strategic_goals)} strategic goals, "
            f"{len(self.actions)} actions, {len(self.indicators)} indicators>"
        )

    @cached_property
    def operational_goals(self) -> tuple[OperationalGoal, ...]:
        """The operational goals, in order."""
        return tuple(goal for each in self.strategic_goals for goal in each.operational_goals)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions, in order."""
        return tuple(action for goal in self.operational_goals for action in goal.actions)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators, in order."""
        return tuple(each for action in self.actions for each in action.indicators)

    @cached_property
    def of_action(self) -> Mapping[ItemId, Action]:
        """Each action by its id."""
        return {action.id: action for action in self.actions}
