"""What a plan kept, dropped and added since the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from elzmodel.values import Column, Table, tupled

if TYPE_CHECKING:
    from elzmodel.policy.plan import PolicyPlan

__all__ = ["PlanChange", "PlanDifference", "compare_plans"]


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
