"""What a plan holds, what changed since the one before, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy.plan import (
    Action,
    ActionPlan,
    Evaluation,
    IndicatorKind,
    OperationalGoal,
    PlanEntry,
    PolicyPlan,
    StrategicGoal,
    Verdict,
)
from elzmodel.policy.statements import HealthDimension
from elzmodel.policy.tracing import notes_on, of_those_named
from elzmodel.values import Column, ItemId, Table, tupled

__all__ = [
    "CountRow",
    "Counts",
    "Cycle",
    "CycleRow",
    "Dimensions",
    "PlanChange",
    "PlanDifference",
    "Remaining",
    "compare_plans",
    "counts",
    "cycle",
    "dimensions",
    "remaining",
]


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


@frozen(kw_only=True)
class PlanChange:
    """One goal, action or indicator in the older plan, the newer one, or both.

    *before* and *after* are its titles, ``None`` where the plan has it not.

    Example:
        >>> PlanChange(what="action", key="1.1/a1", before="beurs", after="jobbeurs").state
        'kept'
    """

    what: str
    key: str
    before: str | None
    after: str | None

    @property
    def state(self) -> Literal["kept", "dropped", "added"]:
        """Whether it was kept, dropped or added; a kept one may have another title."""
        if self.before is None:
            return "added"
        return "dropped" if self.after is None else "kept"


@frozen(kw_only=True, field_transformer=tupled)
class PlanDifference:
    """What a plan kept, dropped and added.

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> compare_plans(PolicyPlan(id="p"), PolicyPlan(id="q")).changes
        ()
    """

    old: str
    new: str
    changes: tuple[PlanChange, ...]

    @property
    def kept(self) -> tuple[PlanChange, ...]:
        """What both plans have."""
        return tuple(each for each in self.changes if each.state == "kept")

    @property
    def retitled(self) -> tuple[PlanChange, ...]:
        """What both plans have under another title."""
        return tuple(each for each in self.kept if each.before != each.after)

    @property
    def dropped(self) -> tuple[PlanChange, ...]:
        """What only the older plan has."""
        return tuple(each for each in self.changes if each.state == "dropped")

    @property
    def added(self) -> tuple[PlanChange, ...]:
        """What only the newer plan has."""
        return tuple(each for each in self.changes if each.state == "added")

    def to_table(self) -> Table:
        """Return one row a goal, action or indicator."""
        columns = [Column(key) for key in ("what", "key", "state", "before", "after")]
        rows = [(c.what, c.key, c.state, c.before, c.after) for c in self.changes]
        return Table(f"From {self.old} to {self.new}", columns, rows)


def compare_plans(old: PolicyPlan, new: PolicyPlan) -> PlanDifference:
    """Compare two plans: goals by number, everything else by id.

    A goal without a number, or with one that its plan uses twice, is known by
    its id. A number or an id that was given to something else is taken for the
    same with another title.

    Example:
        >>> from elzmodel.policy import PolicyPlan, StrategicGoal
        >>> old = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="a", number="1", title="x")])
        >>> new = PolicyPlan(id="q", strategic_goals=[StrategicGoal(id="b", number="1", title="y")])
        >>> [each.key for each in compare_plans(old, new).retitled]
        ['1']
    """
    before, after = _titles(old), _titles(new)
    return PlanDifference(
        old=old.id,
        new=new.id,
        changes=tuple(
            PlanChange(what=key[0], key=key[1], before=before.get(key), after=after.get(key))
            for key in dict.fromkeys([*before, *after])
        ),
    )


def _titles(plan: PolicyPlan) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for what, goals in (
        ("strategic goal", plan.strategic_goals),
        ("operational goal", plan.operational_goals),
    ):
        numbers = [each.number for each in goals]
        for each in goals:
            key = each.number if each.number and numbers.count(each.number) == 1 else each.id
            found[what, key] = each.title
    found |= {("action", each.id): each.title for each in plan.actions}
    return found | {("indicator", each.id): each.title for each in plan.indicators}


@frozen(kw_only=True, field_transformer=tupled)
class Dimensions:
    """Which dimensions of positive health the actions of a plan touch (*levensdomeinen*).

    *missing* are those that no action states; *is_stated* is false where no
    action states any, so that nothing is known about them.

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> len(dimensions(PolicyPlan(id="p")).missing)
        6
    """

    touched: tuple[tuple[HealthDimension, tuple[ItemId, ...]], ...]
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[HealthDimension, ...]:
        """The dimensions that no action states."""
        return tuple(dimension for dimension, actions in self.touched if not actions)

    @property
    def is_stated(self) -> bool:
        """Whether any action states a dimension."""
        return len(self.missing) < len(self.touched)

    def to_table(self) -> Table:
        """Return one row a dimension, with the actions that touch it."""
        columns = (Column("dimension"), Column("dutch"), Column("actions"))
        rows = [(each.value, each.dutch, actions) for each, actions in self.touched]
        return Table("Dimensions of positive health", columns, rows, self.notes)


def dimensions(plan: PolicyPlan) -> Dimensions:
    """Say which dimensions of positive health a plan touches, and which it does not.

    Example:
        >>> from elzmodel.policy import Action, OperationalGoal, PolicyPlan, StrategicGoal
        >>> action = Action(id="a", title="dans", health_dimensions=[HealthDimension.PARTICIPATION])
        >>> od = OperationalGoal(id="od", title="x", actions=[action])
        >>> plan = PolicyPlan(
        ...     id="p", strategic_goals=[StrategicGoal(id="sd", title="x", operational_goals=[od])]
        ... )
        >>> [each.dutch for each in dimensions(plan).missing][:2]
        ['lichaamsfuncties', 'mentaal welbevinden']
    """
    touched = tuple(
        (each, tuple(a.id for a in plan.actions if each in a.health_dimensions))
        for each in HealthDimension
    )
    notes = notes_on(plan, "health_dimensions")
    if not any(actions for _, actions in touched):
        notes = ("No action states a dimension: which they touch is not known.", *notes)
    return Dimensions(touched=touched, notes=notes)


@frozen(kw_only=True, field_transformer=tupled)
class CycleRow:
    """One evaluation, with what followed from it.

    *followed* are the actions that the evaluation names, and those into which
    the action was merged or by which it was superseded.

    Example:
        >>> from datetime import date
        >>> seen = Evaluation(subject="a1", day=date(2023, 12, 1), verdict=Verdict.STOP)
        >>> CycleRow(evaluation=seen, title="beurs").followed
        ()
    """

    evaluation: Evaluation
    title: str = ""
    followed: tuple[ItemId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Cycle:
    """What was evaluated in a year, and what followed (*evaluatie en bijsturing*).

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> cycle(PolicyPlan(id="p"), 2023).evaluated
        ()
    """

    year: int
    rows: tuple[CycleRow, ...]
    notes: tuple[str, ...] = ()

    def having(self, verdict: Verdict) -> tuple[ItemId, ...]:
        """Return what got a verdict, once each, in order of day."""
        found = (row.evaluation for row in self.rows if row.evaluation.verdict is verdict)
        return tuple(dict.fromkeys(each.subject for each in found))

    @property
    def evaluated(self) -> tuple[ItemId, ...]:
        """The goals and actions that were evaluated, whatever the verdict."""
        return tuple(dict.fromkeys(row.evaluation.subject for row in self.rows))

    @property
    def adjusted(self) -> tuple[ItemId, ...]:
        """Those that were adjusted."""
        return self.having(Verdict.ADJUST)

    @property
    def stopped(self) -> tuple[ItemId, ...]:
        """Those that were stopped."""
        return self.having(Verdict.STOP)

    def to_table(self) -> Table:
        """Return one row an evaluation, in order of day."""
        keys = ("day", "subject", "title", "verdict", "followed", "by")
        rows = [
            (
                row.evaluation.day,
                row.evaluation.subject,
                row.title,
                row.evaluation.verdict.value,
                row.followed,
                row.evaluation.by,
            )
            for row in self.rows
        ]
        columns = [Column(key) for key in keys]
        return Table(f"Evaluations of {self.year}", columns, rows, self.notes)


def cycle(plan: PolicyPlan, year: int) -> Cycle:
    """Say what was evaluated, adjusted or stopped in a year, and what followed.

    Example:
        >>> from datetime import date
        >>> from elzmodel.policy import PolicyPlan
        >>> seen = Evaluation(
        ...     subject="sd1", day=date(2023, 12, 1), verdict=Verdict.STOP, follow_up=["a9"]
        ... )
        >>> cycle(PolicyPlan(id="p", evaluations=[seen]), 2023).rows[0].followed
        ('a9',)
    """
    titles = {each.id: each.title for each in plan.strategic_goals}
    titles |= {each.id: each.title for each in plan.operational_goals}
    titles |= {each.id: each.title for each in plan.actions}
    found = sorted(
        (each for each in plan.evaluations if each.day.year == year), key=lambda each: each.day
    )
    rows = tuple(
        CycleRow(
            evaluation=each,
            title=titles.get(each.subject, ""),
            followed=_followed(each, plan.of_action.get(each.subject)),
        )
        for each in found
    )
    return Cycle(year=year, rows=rows, notes=notes_on(plan, "evaluations"))


def _followed(evaluation: Evaluation, action: Action | None) -> tuple[ItemId, ...]:
    after = () if action is None else (action.merged_into, action.superseded_by)
    return tuple(dict.fromkeys([*evaluation.follow_up, *(each for each in after if each)]))


@frozen(kw_only=True, field_transformer=tupled)
class Remaining:
    """What a yearly action plan leaves undone.

    *undone* is said not to be done, and *unknown* is what the plan does not say
    of. *done* is done, or the action itself is over. *not_entered* are actions
    of the policy plan that are not over and that the yearly plan does not take
    up. All are empty, *not_entered* too, where no plan of that year is stated.

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> remaining(PolicyPlan(id="p"), 2025).is_stated
        False
    """

    year: int
    is_stated: bool
    undone: tuple[ItemId, ...] = ()
    unknown: tuple[ItemId, ...] = ()
    done: tuple[ItemId, ...] = ()
    not_entered: tuple[ItemId, ...] = ()
    titles: tuple[tuple[ItemId, str], ...] = ()
    notes: tuple[str, ...] = ()

    def to_table(self) -> Table:
        """Return one row an action that is left, undone ones first, then unknown ones."""
        title_of = dict(self.titles)
        groups = (
            ("undone", self.undone),
            ("unknown", self.unknown),
            ("not entered", self.not_entered),
        )
        rows = [(name, each, title_of.get(each, "")) for name, ids in groups for each in ids]
        columns = (Column("state"), Column("action"), Column("title"))
        return Table(f"What the action plan of {self.year} leaves", columns, rows, self.notes)


def remaining(plan: PolicyPlan, year: int) -> Remaining:
    """Say what the action plan of a year leaves undone, and of what it does not say.

    Where an action is entered more than once, the last entry counts. What an
    entry does not say follows from the action where that is over.

    Example:
        >>> from elzmodel.policy import ActionPlan, PlanEntry, PolicyPlan
        >>> entries = [PlanEntry(action="a1", is_done=False), PlanEntry(action="a2")]
        >>> left = remaining(
        ...     PolicyPlan(id="p", action_plans=[ActionPlan(year=2025, entries=entries)]), 2025
        ... )
        >>> left.undone, left.unknown
        (('a1',), ('a2',))
    """
    of_year = [each for each in plan.action_plans if each.year == year]
    if not of_year:
        return Remaining(
            year=year, is_stated=False, notes=(f"No action plan of {year} is stated.",)
        )
    entries = {entry.action: entry for each in of_year for entry in each.entries}
    states = {each: _is_done(entry, plan) for each, entry in entries.items()}
    return Remaining(
        year=year,
        is_stated=True,
        undone=tuple(each for each, state in states.items() if state is False),
        unknown=tuple(each for each, state in states.items() if state is None),
        done=tuple(each for each, state in states.items() if state),
        not_entered=tuple(
            a.id for a in plan.actions if a.id not in entries and not a.status.is_over
        ),
        titles=tuple((action.id, action.title) for action in plan.actions),
        notes=_notes(of_year),
    )


def _is_done(entry: PlanEntry, plan: PolicyPlan) -> bool | None:
    action = plan.of_action.get(entry.action)
    if entry.is_done is None and action is not None and action.status.is_over:
        return True
    return entry.is_done


def _notes(of_year: list[ActionPlan]) -> tuple[str, ...]:
    is_open = any("entries" in each.open_lists for each in of_year)
    return of_those_named("entries", is_open=is_open)
