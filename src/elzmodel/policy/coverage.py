"""What a plan leaves open: vulnerabilities without action, actions without owner."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.policy._wording import is_named, notes_on, of_those_named
from elzmodel.values import Column, ItemId, Table, tupled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.policy.analysis import Vulnerability
    from elzmodel.policy.plan import Action, PolicyPlan

__all__ = ["Coverage", "Gap", "GapKind", "Reach", "coverage", "names_vulnerability"]


class GapKind(Enum):
    """What is missing.

    Example:
        >>> GapKind("no-owner").name
        'NO_OWNER'
    """

    NOT_NAMED = "not-named"
    """No action names the vulnerability in its own words."""

    NOT_LINKED = "not-linked"
    """No action names the vulnerability, and none was linked to it by an editor."""

    NO_TARGET_GROUP = "no-target-group"
    NO_PARTNER = "no-partner"
    NO_OWNER = "no-owner"
    NO_DATE = "no-date"
    NO_INDICATOR = "no-indicator"


@frozen(kw_only=True)
class Gap:
    """One thing that a plan leaves open.

    *of_those_named* says that the list in question is not complete: something
    may be there that is not named.

    Example:
        >>> Gap(kind=GapKind.NO_OWNER, subject="1.1/a1", title="netwerkdag").of_those_named
        False
    """

    kind: GapKind
    subject: ItemId
    title: str = ""
    of_those_named: bool = False


@frozen(kw_only=True, field_transformer=tupled)
class Reach:
    """Which actions name a vulnerability, and which are linked to it.

    An action that names it also counts as linked.

    Example:
        >>> Reach(vulnerability="vul-diabetes", title="diabetes").named_in
        ()
    """

    vulnerability: ItemId
    title: str = ""
    named_in: tuple[ItemId, ...] = ()
    linked_in: tuple[ItemId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Coverage:
    """What a plan reaches and what it leaves open (*dekking*).

    Example:
        >>> from elzmodel.policy import PolicyPlan
        >>> coverage(PolicyPlan(id="p")).gaps
        ()
    """

    plan: ItemId
    reaches: tuple[Reach, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...] = ()

    def without(self, kind: GapKind) -> tuple[ItemId, ...]:
        """Return the vulnerabilities or actions with one kind of gap, in order."""
        return tuple(gap.subject for gap in self.gaps if gap.kind is kind)

    def to_table(self) -> Table:
        """Return one row a gap."""
        columns = (Column("gap"), Column("subject"), Column("title"), Column("of_those_named"))
        rows = [(gap.kind.value, gap.subject, gap.title, gap.of_those_named) for gap in self.gaps]
        return Table("What the plan leaves open", columns, rows, self.notes)

    def counts_table(self) -> Table:
        """Return one row a kind of gap, with how many there are."""
        rows = [(kind.value, len(self.without(kind))) for kind in GapKind]
        columns = (Column("gap"), Column("how_many", "number"))
        return Table("How much the plan leaves open", columns, rows, self.notes)

    def reach_table(self) -> Table:
        """Return one row a vulnerability, with the actions that reach it."""
        columns = (
            Column("vulnerability"),
            Column("title"),
            Column("named_in"),
            Column("linked_in"),
        )
        rows = [(r.vulnerability, r.title, r.named_in, r.linked_in) for r in self.reaches]
        return Table("Which actions reach which vulnerability", columns, rows, self.notes)


def names_vulnerability(action: Action, vulnerability: Vulnerability) -> bool:
    """Tell whether an action names a vulnerability in its own words.

    One of the terms begins a word of the title or the text of the action, or
    lies in one; case and accents do not matter. Glosses and indicators do not
    count. A vulnerability without terms is named by its title.

    Example:
        >>> from elzmodel.policy import Action, Vulnerability
        >>> diabetes = Vulnerability(id="v", title="diabetes", terms=["diabet"])
        >>> names_vulnerability(Action(id="a", title="Halt2Diabetes starten"), diabetes)
        True
    """
    terms = vulnerability.terms or (vulnerability.title,)
    return any(is_named(term, (action.title, *action.text)) for term in terms)


def coverage(plan: PolicyPlan) -> Coverage:
    """Say what a plan leaves open, first its vulnerabilities and then its actions.

    Named and linked are kept apart: a link is what an editor made of
    indicators and partners. Every action that stands in the plan counts,
    whatever became of it, with what it states itself: neither the partners of
    its goal nor those of its projects are its own. A cadence is not a date.

    Example:
        >>> from elzmodel.policy import Action, OperationalGoal, PolicyPlan, StrategicGoal
        >>> od = OperationalGoal(id="od1", title="x", actions=[Action(id="a1", title="beurs")])
        >>> sd = StrategicGoal(id="sd1", title="x", operational_goals=[od])
        >>> found = coverage(PolicyPlan(id="p", strategic_goals=[sd]))
        >>> found.without(GapKind.NO_OWNER)
        ('a1',)
    """
    found = () if plan.analysis is None else plan.analysis.vulnerabilities
    reaches = tuple(_reach(plan, each) for each in found)
    return Coverage(
        plan=plan.id,
        reaches=reaches,
        gaps=(*_unreached(plan, reaches), *(g for a in plan.actions for g in _of_action(a))),
        notes=_notes(plan),
    )


def _reach(plan: PolicyPlan, vulnerability: Vulnerability) -> Reach:
    named = tuple(a.id for a in plan.actions if names_vulnerability(a, vulnerability))
    linked = tuple(
        action.id
        for action in plan.actions
        if action.id in named or vulnerability.id in action.vulnerabilities
    )
    return Reach(
        vulnerability=vulnerability.id,
        title=vulnerability.title,
        named_in=named,
        linked_in=linked,
    )


def _unreached(plan: PolicyPlan, reaches: tuple[Reach, ...]) -> Iterator[Gap]:
    links_open = any("vulnerabilities" in action.open_lists for action in plan.actions)
    for each in reaches:
        if not each.named_in:
            yield Gap(kind=GapKind.NOT_NAMED, subject=each.vulnerability, title=each.title)
    for each in reaches:
        if not each.linked_in:
            yield Gap(
                kind=GapKind.NOT_LINKED,
                subject=each.vulnerability,
                title=each.title,
                of_those_named=links_open,
            )


def _of_action(action: Action) -> Iterator[Gap]:
    states = (
        (GapKind.NO_TARGET_GROUP, "target_groups", bool(action.target_groups)),
        (GapKind.NO_PARTNER, "involvements", bool(action.involvements)),
        (GapKind.NO_OWNER, "involvements", any(i.role.owns for i in action.involvements)),
        (GapKind.NO_DATE, "", action.period is not None),
        (GapKind.NO_INDICATOR, "indicators", bool(action.indicators)),
    )
    for kind, name, is_there in states:
        if not is_there:
            is_open = name in action.open_lists
            yield Gap(kind=kind, subject=action.id, title=action.title, of_those_named=is_open)


def _notes(plan: PolicyPlan) -> tuple[str, ...]:
    actions = notes_on(plan, "strategic_goals", "operational_goals", "actions")
    if plan.analysis is None:
        return ("The plan states no environmental analysis.", *actions)
    is_open = "vulnerabilities" in plan.analysis.open_lists
    return (*of_those_named("vulnerabilities", is_open=is_open), *actions)
