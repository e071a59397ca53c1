"""From a word, a vulnerability or a partner to goals, actions and indicators, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from elzmodel.policy._links import Node, TraceKind, carriers_of
from elzmodel.policy._wording import is_named
from elzmodel.policy.activity import Gathering, Project
from elzmodel.values import Column, Table, tupled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from elzmodel.policy._links import Carrier
    from elzmodel.policy.analysis import TargetGroup
    from elzmodel.policy.plan import PolicyPlan

__all__ = ["NamedPartner", "Trace", "TraceKind", "TraceStep", "trace"]


class NamedPartner(Protocol):
    """A partner, as far as a trace has to know it: an id and a name.

    Example:
        >>> from elzmodel.partners import Partner
        >>> partner: NamedPartner = Partner(id="logo", name="LOGO")
        >>> partner.name
        'LOGO'
    """

    @property
    def id(self) -> str:
        """The id by which actions know it."""
        ...

    @property
    def name(self) -> str:
        """The name that is shown."""
        ...


@frozen(kw_only=True)
class TraceStep:
    """One thing that a trace came by.

    *is_asked* says that it was asked for or has the word itself; otherwise it
    is linked to an action or a goal that has.

    Example:
        >>> TraceStep(kind=TraceKind.PARTNER, id="logo", title="LOGO").is_asked
        False
    """

    kind: TraceKind
    id: str
    title: str = ""
    is_asked: bool = False


@frozen(kw_only=True, field_transformer=tupled)
class Trace:
    """What hangs together with a word or an id in a plan.

    Example:
        >>> from elzmodel.policy import PolicyPlan, StrategicGoal
        >>> plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="preventie")])
        >>> trace(plan, "Preventie").strategic_goals
        ('sd1',)
    """

    key: str
    steps: tuple[TraceStep, ...]

    def ids(self, kind: TraceKind) -> tuple[str, ...]:
        """Return the ids of one kind, in the order of the plan."""
        return tuple(step.id for step in self.steps if step.kind is kind)

    @property
    def vulnerabilities(self) -> tuple[str, ...]:
        """The vulnerabilities."""
        return self.ids(TraceKind.VULNERABILITY)

    @property
    def target_groups(self) -> tuple[str, ...]:
        """The target groups."""
        return self.ids(TraceKind.TARGET_GROUP)

    @property
    def strategic_goals(self) -> tuple[str, ...]:
        """The strategic goals."""
        return self.ids(TraceKind.STRATEGIC_GOAL)

    @property
    def operational_goals(self) -> tuple[str, ...]:
        """The operational goals."""
        return self.ids(TraceKind.OPERATIONAL_GOAL)

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions."""
        return self.ids(TraceKind.ACTION)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators."""
        return self.ids(TraceKind.INDICATOR)

    @property
    def partners(self) -> tuple[str, ...]:
        """The partners."""
        return self.ids(TraceKind.PARTNER)

    def to_table(self) -> Table:
        """Return one row a thing that was found, kind by kind."""
        columns = (Column("kind"), Column("id"), Column("title"), Column("is_asked", label="asked"))
        rows = [(step.kind.value, step.id, step.title, step.is_asked) for step in self.steps]
        notes = () if rows else (f"Nothing in the plan has {self.key!r}.",)
        return Table(f"Trace of {self.key}", columns, rows, notes)


def trace(
    plan: PolicyPlan,
    key: str,
    *,
    partners: Iterable[NamedPartner] = (),
    target_groups: Iterable[TargetGroup] = (),
    activities: Iterable[Project | Gathering] = (),
) -> Trace:
    """Follow an id or a word through a plan, forwards and back.

    An id of anything in the plan leads to the actions and goals linked to it
    and to everything linked to these: a goal to its actions, an action to its
    goals, indicators, partners, target groups and vulnerabilities. So what is
    found from the one is found from the other. The partners of an operational
    goal are partners of its actions too, and those of *activities* of the
    actions that have them.

    Any other text is a word, looked for in Dutch titles, texts and names, also
    inside words, without regard for case and accents. A goal that has the word
    is found, but its actions are only found where they have it too.

    Args:
        plan: The plan to look into.
        key: An id, or a word such as ``"diabetes"``.
        partners: Give names to the partners, by which they can be found.
        target_groups: Do the same for target groups.
        activities: Projects and gatherings, for their names and their partners.

    Example:
        >>> from elzmodel.policy import Action, OperationalGoal, PolicyPlan, StrategicGoal
        >>> action = Action(id="a1", title="Halt2Diabetes starten", target_groups=["chronisch"])
        >>> od = OperationalGoal(id="od1", title="preventie", actions=[action])
        >>> sd = StrategicGoal(id="sd1", title="gezond leven", operational_goals=[od])
        >>> plan = PolicyPlan(id="p", strategic_goals=[sd])
        >>> trace(plan, "diabetes").target_groups, trace(plan, "chronisch").actions
        (('chronisch',), ('a1',))
    """
    active = tuple(activities)
    labels = _labels(plan, tuple(partners), tuple(target_groups), active)
    carriers = carriers_of(plan, active)
    order = [*labels, *(node for each in carriers for node in each.linked)]
    asked = {node for node in order if node.id == key}
    followed = asked
    if not asked:
        asked = {node for node, label in labels.items() if label.has(key)}
        followed = {node for node in asked if node.kind not in _GOALS}
    found = {*asked, *_follow(carriers, followed)}
    return Trace(key=key, steps=tuple(_step(node, labels, asked) for node in _sorted(found, order)))


_GOALS = {TraceKind.STRATEGIC_GOAL, TraceKind.OPERATIONAL_GOAL}


@frozen
class _Label:
    """What something is called, where else its words stand, and by which words it is known."""

    title: str
    texts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        """Tell whether it has the word, or one of its terms lies in the word."""
        if is_named(word, (self.title, *self.texts, *self.terms)):
            return True
        return any(is_named(term, [word]) for term in self.terms)


def _follow(carriers: Iterable[Carrier], asked: set[Node]) -> set[Node]:
    """Return what shares an action or a goal with what was asked for."""
    found: set[Node] = set()
    for carrier in carriers:
        if not asked.isdisjoint(carrier.linked):
            found.update(carrier.linked)
    return found


def _sorted(found: Iterable[Node], order: Sequence[Node]) -> list[Node]:
    """Sort by kind, and within it as the plan has it."""
    kinds = list(TraceKind)
    return sorted(found, key=lambda node: (kinds.index(node.kind), order.index(node)))


def _step(node: Node, labels: Mapping[Node, _Label], asked: set[Node]) -> TraceStep:
    title = labels[node].title if node in labels else ""
    return TraceStep(kind=node.kind, id=node.id, title=title, is_asked=node in asked)


def _labels(
    plan: PolicyPlan,
    partners: Sequence[NamedPartner],
    target_groups: Sequence[TargetGroup],
    activities: Sequence[Project | Gathering],
) -> dict[Node, _Label]:
    found = dict(_of_plan(plan))
    for group in target_groups:
        found[Node(TraceKind.TARGET_GROUP, group.id)] = _Label(group.title)
    for activity in activities:
        kind = TraceKind.PROJECT if isinstance(activity, Project) else TraceKind.GATHERING
        found[Node(kind, activity.id)] = _Label(activity.title)
    for partner in partners:
        found[Node(TraceKind.PARTNER, partner.id)] = _Label(partner.name)
    return found


def _of_plan(plan: PolicyPlan) -> Iterator[tuple[Node, _Label]]:
    for each in () if plan.analysis is None else plan.analysis.vulnerabilities:
        yield Node(TraceKind.VULNERABILITY, each.id), _Label(each.title, each.text, each.terms)
    for strategic in plan.strategic_goals:
        texts = (*strategic.text, *strategic.summary)
        yield Node(TraceKind.STRATEGIC_GOAL, strategic.id), _Label(strategic.title, texts)
    for goal in plan.operational_goals:
        texts = (*goal.text, *goal.summary, *goal.named)
        yield Node(TraceKind.OPERATIONAL_GOAL, goal.id), _Label(goal.title, texts)
    for action in plan.actions:
        texts = (*action.text, *action.instruments, *action.named)
        yield Node(TraceKind.ACTION, action.id), _Label(action.title, texts)
    for indicator in plan.indicators:
        yield Node(TraceKind.INDICATOR, indicator.id), _Label(indicator.title, indicator.text)
