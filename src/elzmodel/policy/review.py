"""What became of a plan: what was evaluated, what is left, what nobody touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.policy._wording import notes_on, of_those_named
from elzmodel.policy.analysis import HealthDimension
from elzmodel.policy.cycle import Evaluation, Verdict
from elzmodel.values import Column, ItemId, Table, tupled

if TYPE_CHECKING:
    from elzmodel.policy.cycle import ActionPlan, PlanEntry
    from elzmodel.policy.plan import Action, PolicyPlan

__all__ = [
    "Cycle",
    "CycleRow",
    "Dimensions",
    "Remaining",
    "cycle",
    "dimensions",
    "remaining",
]


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
