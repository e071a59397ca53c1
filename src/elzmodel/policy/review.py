"""What a plan holds, what changed since the one before, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Final, Literal, NamedTuple

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy.plan import (
    LEVELS,
    Action,
    ActionStatus,
    Evaluation,
    GoalDomain,
    Indicator,
    IndicatorKind,
    OperationalGoal,
    PlanEntry,
    PolicyPlan,
    StrategicGoal,
    Verdict,
    notes_on_open_lists,
)
from elzmodel.policy.statements import HealthDimension
from elzmodel.values import Answer, ItemId, columns
from elzmodel.values.ids import tupled
from elzmodel.values.text import either, said, term, word

__all__ = [
    "CountRow",
    "CycleRow",
    "LeftAction",
    "PlanChange",
    "PlanLine",
    "Remaining",
    "TouchedDimension",
    "compare_plans",
    "counts",
    "cycle",
    "dimensions",
    "outline",
    "remaining",
]

# --- what a plan holds --------------------------------------------------------


class _Branch(NamedTuple):
    """An indicator with all that it stands under, or the last that a branch has."""

    strategic: StrategicGoal
    goal: OperationalGoal | None = None
    action: Action | None = None
    indicator: Indicator | None = None


def _branches(plan: PolicyPlan) -> Iterator[_Branch]:
    for strategic in plan.strategic_goals:
        if not strategic.operational_goals:
            yield _Branch(strategic)
        for goal in strategic.operational_goals:
            if not goal.actions:
                yield _Branch(strategic, goal)
            for action in goal.actions:
                if not action.indicators:
                    yield _Branch(strategic, goal, action)
                for indicator in action.indicators:
                    yield _Branch(strategic, goal, action, indicator)


@frozen(kw_only=True)
class PlanLine:
    """An indicator with all that it stands under.

    A goal without actions and an action without indicators have a line too, so that
    nothing is left out.
    """

    strategic_goal: str
    domain: GoalDomain | None = None
    operational_goal: str | None = None
    action: ItemId | None = None
    action_title: str | None = None
    status: ActionStatus | None = None
    indicator: ItemId | None = None
    indicator_title: str | None = None
    kind: IndicatorKind | None = None


def outline(plan: PolicyPlan) -> Answer[PlanLine]:
    """Return a plan with one row an indicator, ready for a data frame.

    Example:
        >>> import elzmodel as elz
        >>> outline(elz.dossier("haspengouw").plans[0])[0].action_title
        'elk jaar een netwerkevent'
    """
    title = plan.title or f"Plan {plan.id}"
    return Answer(title=title, rows=tuple(map(_line, _branches(plan))), row_type=PlanLine)


def _line(branch: _Branch) -> PlanLine:
    strategic, goal, action, indicator = branch
    return PlanLine(
        strategic_goal=strategic.label,
        domain=strategic.domain,
        operational_goal=goal.label if goal else None,
        action=action.id if action else None,
        action_title=action.title if action else None,
        status=action.status if action else None,
        indicator=indicator.id if indicator else None,
        indicator_title=indicator.title if indicator else None,
        kind=indicator.kind if indicator else None,
    )


@frozen
class CountRow:
    """How many goals, actions and indicators stand under something."""

    key: str
    title: str = ""
    strategic_goals: int = 0
    operational_goals: int = 0
    actions: int = 0
    indicators: int = 0


def counts(
    plan: PolicyPlan, *, by: Literal["goal", "operational-goal", "domain", "kind"] = "goal"
) -> Answer[CountRow]:
    """Count the goals, actions and indicators of a plan, in the order of the plan.

    The last row, with the key ``plan``, counts the whole. A strategic goal whose
    domain is not stated counts under ``not stated``. By kind of indicator, each
    kind has a row, also one that does not occur; beside its indicators stand the
    actions and goals that have any.

    Raises:
        InvalidValueError: If *by* is none of the four.

    Example:
        >>> import elzmodel as elz
        >>> rows = counts(elz.dossier("haspengouw").plans[0], by="domain")
        >>> {each.key: each.actions for each in rows}
        {'governance': 12, 'content': 17, 'plan': 29}
    """
    if by not in _BY:
        raise InvalidValueError("way to count", by, either(map(repr, _BY)))
    branches = tuple(_branches(plan))
    return Answer(
        title=said("Indicators by kind") if by == "kind" else said("What the plan holds"),
        rows=(*_BY[by](branches), _row(term("plan"), plan.title, branches)),
        notes=notes_on_open_lists(LEVELS, (plan, *plan.goals_and_actions)),
    )


def _row(key: str, title: str, branches: Collection[_Branch]) -> CountRow:
    ids = ({item.id for each in branches if (item := each[level])} for level in range(4))
    return CountRow(key, title, *map(len, ids))


def _by_goal(branches: Iterable[_Branch]) -> Iterator[CountRow]:
    for goal, under in groupby(branches, lambda each: each.strategic):
        yield _row(goal.label, goal.title, tuple(under))


def _by_operational_goal(branches: Iterable[_Branch]) -> Iterator[CountRow]:
    for goal, under in groupby(branches, lambda each: each.goal):
        if goal is not None:
            yield evolve(_row(goal.label, goal.title, tuple(under)), strategic_goals=0)


def _by_domain(branches: Collection[_Branch]) -> Iterator[CountRow]:
    for domain in dict.fromkeys(each.strategic.domain for each in branches):
        key = said("not stated") if domain is None else word(domain)
        yield _row(key, "", [each for each in branches if each.strategic.domain is domain])


def _by_kind(branches: Collection[_Branch]) -> Iterator[CountRow]:
    seen = [(each, each.indicator.kind) for each in branches if each.indicator]
    for kind in IndicatorKind:
        yield _row(word(kind), "", [branch for branch, of in seen if of is kind])


_BY: Final = {
    "goal": _by_goal,
    "operational-goal": _by_operational_goal,
    "domain": _by_domain,
    "kind": _by_kind,
}


@columns("dimension", "dutch", "actions")
@frozen(kw_only=True, field_transformer=tupled)
class TouchedDimension:
    """A dimension of positive health, with the actions that state it; perhaps none."""

    dimension: HealthDimension
    actions: tuple[ItemId, ...] = ()

    @property
    def dutch(self) -> str:
        """The Dutch term."""
        return self.dimension.dutch


def dimensions(plan: PolicyPlan) -> Answer[TouchedDimension]:
    """Say which dimensions of positive health a plan touches (*levensdomeinen*).

    Each of the six has a row; those that no action states are
    ``where(actions=())``. Where no action states any, nothing is known about
    them, and a note says so.

    Example:
        >>> import elzmodel as elz
        >>> found = dimensions(elz.dossier("haspengouw").plans[0])
        >>> [each.dutch for each in found.where(actions=())][:2]
        ['lichaamsfuncties', 'mentaal welbevinden']
    """
    rows = tuple(
        TouchedDimension(
            dimension=each,
            actions=tuple(a.id for a in plan.actions if each in a.health_dimensions),
        )
        for each in HealthDimension
    )
    is_stated = any(row.actions for row in rows)
    return Answer(
        title=said("Dimensions of positive health"),
        rows=rows,
        notes=(
            ""
            if is_stated
            else said("No action states a dimension: which they touch is not known."),
            *notes_on_open_lists(["health_dimensions"], (plan, *plan.goals_and_actions)),
        ),
    )


# --- what changed since the plan before ---------------------------------------


@columns("what", "key", "state", "before", "after")
@frozen(kw_only=True)
class PlanChange:
    """One goal, action or indicator in the older plan, the newer one, or both.

    *before* and *after* are its titles, ``None`` in the plan that does not have it.
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

    @property
    def is_retitled(self) -> bool:
        """Whether both plans have it, under different titles."""
        return self.state == "kept" and self.before != self.after


def compare_plans(old: PolicyPlan, new: PolicyPlan) -> Answer[PlanChange]:
    """Compare two plans: goals by number, everything else by id.

    A goal without a number, or with one that its plan uses twice, is known by
    its id. A number or an id that was given to something else is taken for the
    same with another title.

    Example:
        >>> from elzmodel.policy import PolicyPlan, StrategicGoal
        >>> old = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="a", number="1", title="x")])
        >>> new = PolicyPlan(id="q", strategic_goals=[StrategicGoal(id="b", number="1", title="y")])
        >>> [each.key for each in compare_plans(old, new).where(is_retitled=True)]
        ['1']
    """
    before, after = _titles(old), _titles(new)
    rows = tuple(
        PlanChange(what=key[0], key=key[1], before=before.get(key), after=after.get(key))
        for key in dict.fromkeys([*before, *after])
    )
    return Answer(
        title=said("From {old} to {new}", old=old.id, new=new.id), rows=rows, row_type=PlanChange
    )


def _titles(plan: PolicyPlan) -> dict[tuple[str, str], str]:
    titles: dict[tuple[str, str], str] = {}
    for what, goals in (
        ("strategic goal", plan.strategic_goals),
        ("operational goal", plan.operational_goals),
    ):
        numbers = [each.number for each in goals]
        for each in goals:
            is_known = each.number and numbers.count(each.number) == 1
            titles[what, each.number if is_known else each.id] = each.title
    titles |= {("action", each.id): each.title for each in plan.actions}
    return titles | {("indicator", each.id): each.title for each in plan.indicators}


# --- what became of it --------------------------------------------------------


@columns("day=evaluation.day", "subject", "title", "verdict", "followed", "by=evaluation.by")
@frozen(kw_only=True, field_transformer=tupled)
class CycleRow:
    """One evaluation, with what followed from it.

    *followed* are the actions that the evaluation names, and those into which
    the action was merged or by which it was superseded.
    """

    evaluation: Evaluation
    title: str = ""
    followed: tuple[ItemId, ...] = ()

    @property
    def subject(self) -> ItemId:
        """The goal or action that was evaluated."""
        return self.evaluation.subject

    @property
    def verdict(self) -> Verdict:
        """What the evaluation decides."""
        return self.evaluation.verdict


def cycle(plan: PolicyPlan, year: int) -> Answer[CycleRow]:
    """Say what was evaluated in a year, in order of day (*evaluatie en bijsturing*).

    Example:
        >>> from datetime import date
        >>> from elzmodel.policy import PolicyPlan
        >>> seen = Evaluation(
        ...     subject="sd1", day=date(2023, 12, 1), verdict=Verdict.STOP, follow_up=["a9"]
        ... )
        >>> found = cycle(PolicyPlan(id="p", evaluations=[seen]), 2023)
        >>> [(row.subject, row.followed) for row in found.where(verdict=Verdict.STOP)]
        [('sd1', ('a9',))]
    """
    titles = {each.id: each.title for each in plan.goals_and_actions}
    of_year = (each for each in plan.evaluations if each.day.year == year)
    rows = tuple(
        CycleRow(
            evaluation=each,
            title=titles.get(each.subject, ""),
            followed=_followed(each, plan.action_by_id.get(each.subject)),
        )
        for each in sorted(of_year, key=lambda each: each.day)
    )
    return Answer(
        title=said("Evaluations of {year}", year=year),
        rows=rows,
        notes=notes_on_open_lists(["evaluations"], [plan]),
        row_type=CycleRow,
    )


def _followed(evaluation: Evaluation, action: Action | None) -> tuple[ItemId, ...]:
    after = () if action is None else (action.merged_into, action.superseded_by)
    return tuple(dict.fromkeys([*evaluation.follow_up, *(each for each in after if each)]))


@frozen(kw_only=True)
class LeftAction:
    """An action that a yearly action plan leaves open, and in which state.

    ``undone`` is what is said not to be done, ``unknown`` what the plan does not
    say of, and ``not entered`` an action of the policy plan that is not over and
    that the yearly plan does not take up.
    """

    state: Literal["undone", "unknown", "not entered"]
    action: ItemId
    title: str = ""


@frozen(kw_only=True, repr=False, field_transformer=tupled)
class Remaining(Answer[LeftAction]):
    """What a yearly action plan leaves undone, undone actions first.

    *done* are the actions that are done, or that are over themselves. Where no
    plan of that year is stated there are no rows, and *is_stated* is false.
    """

    year: int
    is_stated: bool = True
    done: tuple[ItemId, ...] = ()


def remaining(plan: PolicyPlan, year: int) -> Remaining:
    """Say what the action plan of a year leaves undone, and of what it does not say.

    Where an action is entered more than once, the last entry counts. What an
    entry does not say follows from the action where that is over.

    Example:
        >>> from elzmodel.policy import ActionPlan, PlanEntry, PolicyPlan
        >>> entries = [PlanEntry(action="a1", is_done=False), PlanEntry(action="a2")]
        >>> yearly = ActionPlan(year=2025, entries=entries)
        >>> left = remaining(PolicyPlan(id="p", action_plans=[yearly]), 2025)
        >>> [(each.state, each.action) for each in left]
        [('undone', 'a1'), ('unknown', 'a2')]
    """
    of_year = [each for each in plan.action_plans if each.year == year]
    entries = {entry.action: entry for each in of_year for entry in each.entries}
    is_done = {each: _is_done(entry, plan) for each, entry in entries.items()}
    waiting = [each.id for each in plan.actions if not each.status.is_over and of_year]
    states: dict[Literal["undone", "unknown", "not entered"], list[ItemId]] = {
        "undone": [each for each, done in is_done.items() if done is False],
        "unknown": [each for each, done in is_done.items() if done is None],
        "not entered": [each for each in waiting if each not in entries],
    }
    titles = {action.id: action.title for action in plan.actions}
    return Remaining(
        title=said("What the action plan of {year} leaves", year=year),
        rows=tuple(
            LeftAction(state=state, action=each, title=titles.get(each, ""))
            for state, ids in states.items()
            for each in ids
        ),
        notes=(
            "" if of_year else said("No action plan of {year} is stated.", year=year),
            *notes_on_open_lists(["entries"], of_year),
        ),
        year=year,
        is_stated=bool(of_year),
        done=tuple(each for each, done in is_done.items() if done),
    )


def _is_done(entry: PlanEntry, plan: PolicyPlan) -> bool | None:
    action = plan.action_by_id.get(entry.action)
    if entry.is_done is None and action is not None and action.status.is_over:
        return True
    return entry.is_done
