"""Policy plans: goals, actions, indicators, yearly action plans and evaluations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy.activities import Involvement
from elzmodel.policy.statements import EnvironmentalAnalysis, HealthDimension
from elzmodel.values import (
    BodyId,
    Cell,
    Column,
    ItemId,
    Number,
    Period,
    PersonId,
    SourceId,
    Table,
    Total,
    open_lists_of,
    tupled,
)

__all__ = [
    "Action",
    "ActionPlan",
    "ActionStatus",
    "Evaluation",
    "GoalDomain",
    "Indicator",
    "IndicatorKind",
    "Judgement",
    "Measure",
    "MeasureKind",
    "Observation",
    "OperationalGoal",
    "PlanEntry",
    "PolicyPlan",
    "StrategicGoal",
    "Target",
    "Verdict",
    "plan_table",
    "plan_tree",
]


class IndicatorKind(Enum):
    """What one must look at to judge an indicator.

    Example:
        >>> len(IndicatorKind)
        7
    """

    EXISTENCE = "existence"
    EVENT = "event"
    COVERAGE = "coverage"
    COUNT = "count"
    COMPOSITION = "composition"
    NUMERIC = "numeric"
    QUALITATIVE = "qualitative"


@frozen(kw_only=True, field_transformer=tupled)
class Target:
    """What an indicator should reach (*streefwaarde*).

    *is_placeholder* says that the document left it to be filled in, such as
    ``"X"``; *as_written* is what stands there.

    Example:
        >>> Target(as_written="X aantal", is_placeholder=True).value is None
        True
    """

    value: Total | None = None
    unit: str = ""
    as_written: str = ""
    is_placeholder: bool = False


class MeasureKind(Enum):
    """What the model itself can compute an indicator from.

    Example:
        >>> MeasureKind("enrolment").name
        'ENROLMENT'
    """

    ENROLMENT = "enrolment"
    """Whether all municipalities of the zone are enrolled in the project *subject*."""

    BALANCE = "balance"
    """How the board is divided by *subject*: ``gender``, ``self-employed`` or ``profile``."""

    REPRESENTED = "represented"
    """Whether the partner *subject* sits in, or is a member of, the body *body*."""

    CIRCLES = "circles"
    """Whether every care profession has a professional circle among the partners."""

    HELD = "held"
    """Whether the gathering *subject* was held."""


@frozen(kw_only=True, field_transformer=tupled)
class Measure:
    """How an indicator follows from what the dossier holds.

    *others* are subjects beside the first, of all of which the same is asked.

    Example:
        >>> Measure(kind=MeasureKind.ENROLMENT, subject="bewegen-op-verwijzing").subject
        'bewegen-op-verwijzing'
    """

    kind: MeasureKind
    subject: str = ""
    others: tuple[str, ...] = ()
    body: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class Indicator:
    """A success indicator (*succesindicator*); most are not numbers.

    Example:
        >>> Indicator(id="1.1/a1/i1", title="opkomst", kind=IndicatorKind.QUALITATIVE).target
    """

    id: ItemId
    title: str
    kind: IndicatorKind
    gloss: str = ""
    target: Target | None = None
    cadence: str = ""
    measure: Measure | None = None
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    sources: tuple[SourceId, ...] = ()


class Judgement(Enum):
    """What somebody found when looking at an indicator.

    Example:
        >>> Judgement("not-met").name
        'NOT_MET'
    """

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


@frozen(kw_only=True, field_transformer=tupled)
class Observation:
    """What was found about an indicator on a day (*vaststelling*).

    Example:
        >>> seen = Observation(indicator="i1", day=date(2024, 5, 1), judgement=Judgement.MET)
        >>> seen.judgement.value
        'met'
    """

    indicator: ItemId
    day: date
    judgement: Judgement = Judgement.UNKNOWN
    value: Number | None = None
    evidence: str = ""
    observer: PersonId | None = None
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class PlanEntry:
    """An action in a yearly action plan; *is_done* is ``None`` where it is not stated.

    Example:
        >>> PlanEntry(action="1.1/a1", is_done=True).note
        ''
    """

    action: ItemId
    is_done: bool | None = None
    note: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class ActionPlan:
    """What is to be done in one year (*jaaractieplan*).

    Example:
        >>> ActionPlan(year=2023, open_lists=["entries"]).entries
        ()
    """

    year: int
    entries: tuple[PlanEntry, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class Verdict(Enum):
    """What an evaluation decides.

    Example:
        >>> Verdict("adjust").name
        'ADJUST'
    """

    CONTINUE = "continue"
    ADJUST = "adjust"
    STOP = "stop"
    COMPLETE = "complete"


@frozen(kw_only=True, field_transformer=tupled)
class Evaluation:
    """A look back at a goal or an action, and what followed (*evaluatie en bijsturing*).

    *subject* is what was evaluated; *follow_up* are actions that followed from it.

    Example:
        >>> Evaluation(subject="1.1/a1", day=date(2023, 12, 1), verdict=Verdict.STOP).follow_up
        ()
    """

    subject: ItemId
    day: date
    verdict: Verdict
    by: BodyId | None = None
    note: str = ""
    follow_up: tuple[ItemId, ...] = ()
    sources: tuple[SourceId, ...] = ()


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
