"""Policy plans: goals, actions, indicators, yearly action plans and evaluations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Final

from attrs import Converter, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy.activities import Involvement
from elzmodel.policy.statements import (
    EnvironmentalAnalysis,
    HealthDimension,
    Vulnerability,
    occurs_in,
)
from elzmodel.policy.terms import Term
from elzmodel.values import (
    BodyId,
    Column,
    ItemId,
    Number,
    Period,
    PersonId,
    SourceId,
    Table,
    Total,
    defines,
    opens_scope,
    refers,
)
from elzmodel.values.cards import Card, Held, not_complete
from elzmodel.values.ids import open_lists_of, refuse_twice, tupled
from elzmodel.values.numbers import finite_or_none
from elzmodel.values.periods import known_year, parse_day
from elzmodel.values.text import Label, in_words, said, short

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
]

_ITEM: Final = "item of a plan"
"""Goals, actions and indicators share their ids: none may have that of another."""


class IndicatorKind(Enum):
    """What one must look at to judge an indicator."""

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

    Attributes:
        value: The number to reach, or bounds.
        unit: In what it is counted.
        as_written: What stands in the document, such as X.
        is_placeholder: Whether the document left it to be filled in.
    """

    value: Total | None = None
    unit: str = ""
    as_written: str = ""
    is_placeholder: bool = False


class MeasureKind(Enum):
    """What the model itself can compute an indicator from."""

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


BALANCED_BY: Final = ("gender", "self-employed", "profile")
"""By what a measure of a balance may tell persons apart."""


def _beside_the_subject(others: Iterable[str], measure: Any) -> tuple[str, ...]:  # noqa: ANN401 - a measure that is being made
    if isinstance(others, str):
        expected = said("several, such as {example}", example=f"({others!r},)")
        raise InvalidValueError("list of others", others, expected)
    return tuple(dict.fromkeys(each for each in others if each != measure.subject))


_MEASURED: Final = refers(
    by="kind",
    cases={
        MeasureKind.ENROLMENT: "project",
        MeasureKind.HELD: "gathering",
        MeasureKind.REPRESENTED: "partner",
    },
)


@frozen(kw_only=True, field_transformer=tupled)
class Measure:
    """How an indicator follows from what the dossier holds.

    The subject itself, and what is named twice, is left out of *others*.

    Attributes:
        kind: What it is computed from.
        subject: The id of the project, partner or gathering; or gender, self-employed or profile.
        others: Subjects beside the first, of all of which the same is asked.
        body: The id of the body in which one is represented.
    """

    kind: MeasureKind
    subject: str = field(default="", metadata=_MEASURED)
    others: tuple[str, ...] = field(
        default=(),
        converter=Converter(_beside_the_subject, takes_self=True),  # type: ignore[misc] # mypy reads no such converter
        metadata=_MEASURED,
    )
    body: str = field(
        default="", metadata=refers(by="kind", cases={MeasureKind.REPRESENTED: "body"})
    )

    @property
    def subjects(self) -> tuple[str, ...]:
        """All of whom or of which the same is asked: the subject, then the others."""
        return (self.subject, *self.others) if self.subject else self.others


@frozen(kw_only=True, field_transformer=tupled)
class Indicator:
    """A success indicator (*succesindicator*); most are not numbers.

    Attributes:
        kind: What one must look at to judge it.
        target: What it should reach.
        measure: How it follows from the rest of the dossier.
    """

    id: ItemId = field(metadata=defines("indicator", among=_ITEM))
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
    """What somebody found when looking at an indicator."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


@frozen(kw_only=True, field_transformer=tupled)
class Observation:
    """What was found about an indicator on a day (*vaststelling*).

    Attributes:
        indicator: The id of an indicator of the plan.
        day: The day on which it was found.
        judgement: What was found.
        value: The number that was found.
        evidence: What shows it.
        observer: The id of the person who found it.
    """

    indicator: ItemId = field(metadata=refers("indicator"))
    day: date = field(converter=parse_day)
    judgement: Judgement = Judgement.UNKNOWN
    value: Number | None = field(default=None, converter=finite_or_none)
    evidence: str = ""
    observer: PersonId | None = None
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class PlanEntry:
    """An action in a yearly action plan.

    Attributes:
        action: The id of an action of the plan.
        is_done: Whether it was done; left out where it is not stated.
    """

    action: ItemId = field(metadata=refers("action"))
    is_done: bool | None = None
    note: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class ActionPlan:
    """What is to be done in one year (*jaaractieplan*).

    Attributes:
        entries: The actions of the year.
    """

    year: int = field(validator=known_year)
    entries: tuple[PlanEntry, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class Verdict(Enum):
    """What an evaluation decides."""

    CONTINUE = "continue"
    ADJUST = "adjust"
    STOP = "stop"
    COMPLETE = "complete"


@frozen(kw_only=True, field_transformer=tupled)
class Evaluation:
    """A look back at a goal or an action, and what followed (*evaluatie en bijsturing*).

    Attributes:
        subject: The id of the goal or action that was evaluated.
        day: The day of the evaluation.
        verdict: What was decided.
        by: The id of the body that evaluated.
        follow_up: The ids of actions that followed from it.
    """

    subject: ItemId = field(metadata=refers("strategic goal", "operational goal", "action"))
    day: date = field(converter=parse_day)
    verdict: Verdict
    by: BodyId | None = None
    note: str = ""
    follow_up: tuple[ItemId, ...] = field(default=(), metadata=refers("action", scope="document"))
    sources: tuple[SourceId, ...] = ()


class GoalDomain(Enum):
    """What a strategic goal is about: the council itself, or care and welfare."""

    GOVERNANCE = "governance"
    CONTENT = "content"


class ActionStatus(Enum):
    """How far an action is."""

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

    Editors link *vulnerabilities* through partners and indicators; what the text
    itself names is found by its terms. No *period* is not the same as an open one.

    Attributes:
        status: How far the action is.
        period: The days in which it is done; left out where none are stated.
        target_groups: The ids of those for whom it is done.
        vulnerabilities: The ids of vulnerabilities that it reaches, as an editor links them.
        health_dimensions: The dimensions of positive health that it is about.
        projects: The ids of projects that belong to it.
        gatherings: The ids of gatherings that belong to it.
        instruments: What it makes use of, as the document names it.
        named: Whatever else the document mentions there, as it names it.
        indicators: By what one sees whether it succeeds.
        merged_into: The id of the action into which it went.
        superseded_by: The id of the action that took its place.

    Example:
        >>> action = Action(id="5.1/a2", title="Halt2Diabetes starten", projects=["halt2diabetes"])
        >>> action.names(Vulnerability(id="v", title="suikerziekte", terms=["diabet"]))
        True
    """

    id: ItemId = field(metadata=defines("action", among=_ITEM))
    title: str
    gloss: str = ""
    status: ActionStatus = ActionStatus.UNKNOWN
    period: Period | None = None
    cadence: str = ""
    involvements: tuple[Involvement, ...] = ()
    target_groups: tuple[ItemId, ...] = field(default=(), metadata=refers("target group"))
    vulnerabilities: tuple[ItemId, ...] = field(default=(), metadata=refers("vulnerability"))
    health_dimensions: tuple[HealthDimension, ...] = ()
    projects: tuple[ItemId, ...] = field(default=(), metadata=refers("project"))
    gatherings: tuple[ItemId, ...] = field(default=(), metadata=refers("gathering"))
    instruments: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    merged_into: ItemId | None = field(default=None, metadata=refers("action", scope="document"))
    superseded_by: ItemId | None = field(default=None, metadata=refers("action", scope="document"))
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def names(self, vulnerability: Vulnerability, terms: Iterable[str] = ()) -> bool:
        """Tell whether the action names a vulnerability in its own words.

        One of its terms begins a word of the title, the text or the *terms* that the plan
        has of the action, or lies in one; case and accents do not matter. Glosses and
        indicators do not count. A vulnerability without terms is named by its title.
        """
        own = (self.title, *self.text, *terms)
        return any(occurs_in(term, own) for term in vulnerability.terms or (vulnerability.title,))


@frozen(kw_only=True, field_transformer=tupled)
class OperationalGoal:
    """A goal that actions work for (*operationele doelstelling*, OD).

    Attributes:
        actions: What is done for the goal.
        named: Whatever else the document mentions there, as it names it.
        summary: How the document puts it elsewhere, where that differs.
    """

    id: ItemId = field(metadata=defines("operational goal", among=_ITEM))
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

    @property
    def label(self) -> str:
        """The number of the goal, or its id where it has none."""
        return self.number or self.id


@frozen(kw_only=True, field_transformer=tupled)
class StrategicGoal:
    """A goal of a plan (*strategische doelstelling*, SD).

    Attributes:
        domain: Whether it is about the council itself or about care and welfare, if it says so.
        operational_goals: The goals that it consists of.
        named: Whatever else the document mentions there, as it names it.
        summary: How the document puts it elsewhere.
    """

    id: ItemId = field(metadata=defines("strategic goal", among=_ITEM))
    title: str
    gloss: str = ""
    number: str = ""
    domain: GoalDomain | None = None
    operational_goals: tuple[OperationalGoal, ...] = ()
    named: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    @property
    def label(self) -> str:
        """The number of the goal, or its id where it has none."""
        return self.number or self.id


@opens_scope("plan")
@frozen(kw_only=True, field_transformer=tupled)
class PolicyPlan(Held):
    """A policy plan (*beleidsplan*): goals, actions, indicators, and what became of them.

    References to what is not here can be held; checks find them.

    Attributes:
        period: The days for which it is made; left out where none are stated.
        based_on: What the plan builds on, such as an analysis.
        replaces: The id of the plan that it replaces.
        approved_by: The id of the body that approved it.
        analysis: What stands behind the plan.
        strategic_goals: The goals of the plan.
        action_plans: What is to be done each year.
        observations: What was found about indicators.
        evaluations: What was evaluated, and what followed.
        terms: The words that the document uses of what stands in the plan.

    Raises:
        InvalidValueError: If two goals, actions or indicators share an id.

    Example:
        >>> import elzmodel as elz
        >>> elz.dossier("haspengouw").plans[0]
        <PolicyPlan beleidsplan: 5 strategic goals, 29 actions, 59 indicators>
    """

    id: ItemId = field(metadata=defines("plan"))
    title: str = ""
    gloss: str = ""
    period: Period | None = None
    based_on: tuple[str, ...] = ()
    replaces: ItemId | None = field(default=None, metadata=refers("plan"))
    approved_by: BodyId | None = None
    analysis: EnvironmentalAnalysis | None = None
    strategic_goals: tuple[StrategicGoal, ...] = ()
    action_plans: tuple[ActionPlan, ...] = ()
    observations: tuple[Observation, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    terms: tuple[Term, ...] = ()
    text: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse ids that are in use twice."""
        refuse_twice(_ITEM, (each.id for each in (*self.goals_and_actions, *self.indicators)))

    def to_card(self) -> Card:
        """Return what the plan holds, counted, with its strategic goals."""
        counts = (
            ("period", self.period),
            ("strategic goals", len(self.strategic_goals)),
            ("operational goals", len(self.operational_goals)),
            ("actions", len(self.actions)),
            ("indicators", len(self.indicators)),
            ("vulnerabilities", len(self.vulnerabilities)),
            ("action plans", len(self.action_plans)),
            ("evaluations", len(self.evaluations)),
        )
        columns = (Column("goal"), Column("operational_goals", "count"), Column("actions", "count"))
        rows = [
            (
                each.title,
                len(each.operational_goals),
                sum(len(goal.actions) for goal in each.operational_goals),
            )
            for each in self.strategic_goals
        ]
        return Card(
            self.title or self.id,
            counts,
            warnings=not_complete(self.open_lists),
            tables=[Table(said("Strategic goals"), columns, rows)],
            notes=[self.note],
            sources=self.sources,
        )

    def __repr__(self) -> str:
        """Count what the plan holds."""
        return (
            f"<PolicyPlan {short(self.id)}: {len(self.strategic_goals)} strategic goals, "
            f"{len(self.actions)} actions, {len(self.indicators)} indicators>"
        )

    @property
    def vulnerabilities(self) -> tuple[Vulnerability, ...]:
        """The vulnerabilities that the analysis names; none where there is no analysis."""
        return () if self.analysis is None else self.analysis.vulnerabilities

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

    @property
    def goals_and_actions(self) -> tuple[StrategicGoal | OperationalGoal | Action, ...]:
        """The strategic goals, then the operational goals, then the actions."""
        return (*self.strategic_goals, *self.operational_goals, *self.actions)

    @cached_property
    def action_by_id(self) -> Mapping[ItemId, Action]:
        """Each action by its id."""
        return {action.id: action for action in self.actions}

    def to_tree(self, *, lang: str = "en") -> str:
        """Return a tree of text in a language, one line a goal, action or indicator.

        Example:
            >>> import elzmodel as elz
            >>> elz.dossier("haspengouw").plans[0].to_tree().splitlines()[2]
            '    1.1 partners kennen en vinden elkaar'
        """
        head = self.title or in_words(said("Plan {id}", id=self.id), lang)
        levels = _levels(self, lang)
        lines = (f"{'  ' * depth}{key} {title}".rstrip() for depth, key, title in levels)
        return "\n".join([head, *lines])


def _levels(plan: PolicyPlan, lang: str) -> Iterator[tuple[int, str, str]]:
    for strategic in plan.strategic_goals:
        yield 1, strategic.label, strategic.title
        for goal in strategic.operational_goals:
            yield 2, goal.label, goal.title
            for action in goal.actions:
                yield 3, action.id, action.title
                for each in action.indicators:
                    yield 4, each.id, f"{each.title} ({in_words(each.kind, lang)})"


LEVELS: Final = ("strategic_goals", "operational_goals", "actions", "indicators")
"""The lists of what stands under each other in a plan."""


def notes_on_open_lists(names: Iterable[str], items: Iterable[Any]) -> tuple[str, ...]:
    """Return a note on each list of these names that one of the items says not to be complete."""
    is_open = {name for item in items for name in item.open_lists}
    return tuple(
        said(
            "The list of {name} is not complete: of those named.",
            name=Label(name.replace("_", " ")),
        )
        for name in names
        if name in is_open
    )
