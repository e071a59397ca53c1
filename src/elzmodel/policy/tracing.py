"""Where a plan speaks of something, and what a word or an id leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import chain
from typing import Final, NamedTuple, Protocol, runtime_checkable

from attrs import frozen

from elzmodel.policy.activities import Gathering, Involvement, Project
from elzmodel.policy.passages import (
    Passage,
    TermsOf,
    passages_of_activities,
    passages_of_groups,
    passages_of_plan,
    terms_of,
)
from elzmodel.policy.plan import Action, OperationalGoal, PolicyPlan
from elzmodel.policy.statements import TargetGroup, occurs_in
from elzmodel.policy.terms import ElementKind, Term
from elzmodel.policy.words import Match, Wanted
from elzmodel.values import Answer, ItemId
from elzmodel.values.text import fold, said

__all__ = ["Trace", "TraceKind", "TraceStep", "trace"]


class TraceKind(Enum):
    """What stands in a plan, in the order in which it is told."""

    VULNERABILITY = "vulnerability"
    TARGET_GROUP = "target-group"
    STRATEGIC_GOAL = "strategic-goal"
    OPERATIONAL_GOAL = "operational-goal"
    ACTION = "action"
    INDICATOR = "indicator"
    PROJECT = "project"
    GATHERING = "gathering"
    PARTNER = "partner"


@frozen(kw_only=True)
class TraceStep:
    """One thing that a trace came by.

    *is_asked* says that it was asked for or has the word itself; otherwise it
    is linked to an action or a goal that has. *match* says how it has the word,
    and is ``None`` for what was asked by id and for what is only linked.
    """

    kind: TraceKind
    id: str
    title: str = ""
    is_asked: bool = False
    match: Match | None = None


@frozen(kw_only=True, repr=False)
class Trace(Answer[TraceStep]):
    """What hangs together with a word or an id in a plan, kind by kind.

    Example:
        >>> import elzmodel as elz
        >>> trace(elz.dossier("haspengouw").plans[0], "diabetes").ids(TraceKind.ACTION)
        ('5.1/a2',)
    """

    key: str

    def ids(self, kind: TraceKind) -> tuple[str, ...]:
        """Return the ids of one kind, in the order of the plan."""
        return tuple(step.id for step in self if step.kind is kind)


@runtime_checkable
class NamedPartner(Protocol):
    """A partner, as far as plans have to know it: an id and a name."""

    @property
    def id(self) -> str:
        """The id by which actions know it."""
        ...

    @property
    def name(self) -> str:
        """The name that is shown."""
        ...


# --- links --------------------------------------------------------------------


class _Node(NamedTuple):
    """Something in a plan; one id may stand for a partner and for a target group."""

    kind: TraceKind
    id: str


_GOALS: Final = {TraceKind.STRATEGIC_GOAL, TraceKind.OPERATIONAL_GOAL}


def trace(
    plan: PolicyPlan,
    key: str,
    *,
    partners: Iterable[NamedPartner] = (),
    target_groups: Iterable[TargetGroup] = (),
    activities: Iterable[Project | Gathering] = (),
    terms: Iterable[Term] = (),
) -> Trace:
    """Follow an id or a word through a plan, forwards and back.

    An id of anything in the plan leads to the actions and goals linked to it
    and to everything linked to these: a goal to its actions, an action to its
    goals, indicators, partners, target groups and vulnerabilities. So what is
    found from the one is found from the other. The partners of an operational
    goal are partners of its actions too, and those of *activities* of the
    actions that have them.

    Any other text is a word, looked for as `Wanted` says in Dutch titles, names,
    texts and terms; each step says how it has the word. A goal that has the word
    is found, but its actions are only found where they have it too. *partners*,
    *target_groups* and *activities*, projects and gatherings, give names to those,
    by which they can be found. The plan has terms of its own; *terms* are those of
    what stands beside it in a dossier.

    Example:
        >>> import elzmodel as elz
        >>> found = trace(elz.dossier("haspengouw").plans[0], "diabetes")
        >>> [(step.kind.value, step.id) for step in found.where(is_asked=False)]
        [('strategic-goal', 'sd5'), ('operational-goal', 'od5.1'), ('project', 'halt2diabetes')]
    """
    active, index = tuple(activities), terms_of((*plan.terms, *terms))
    named = {
        _Node(TraceKind(each.kind), each.id): each
        for each in chain(
            passages_of_plan(plan, index),
            passages_of_groups(target_groups, index),
            passages_of_activities(active, index),
            _by_name(partners, index),
        )
    }
    groups = tuple(_linked(plan, active, index))
    place = {node: n for n, node in enumerate(dict.fromkeys([*named, *chain(*groups)]))}
    asked: dict[_Node, Match | None] = {node: None for node in place if node.id == key}
    followed = set(asked)
    if not asked:
        asked = _with_the_word(named, key)
        followed = {node for node in asked if node.kind not in _GOALS}
    found = set(asked).union(*(each for each in groups if not followed.isdisjoint(each)))
    kinds = list(TraceKind)
    steps = tuple(
        TraceStep(
            kind=node.kind,
            id=node.id,
            title=named[node].shown_title if node in named else "",
            is_asked=node in asked,
            match=asked.get(node),
        )
        for node in sorted(found, key=lambda node: (kinds.index(node.kind), place[node]))
    )
    notes = () if steps else (said("Nothing in the plan has {key!r}.", key=key),)
    return Trace(title=said("Trace of {key}", key=key), rows=steps, notes=notes, key=key)


def _with_the_word(named: Mapping[_Node, Passage], word: str) -> dict[_Node, Match | None]:
    """Return what has a word, and how; a vulnerability also where a term of it begins the word."""
    if not fold(word):
        return {}
    wanted = Wanted(word)
    found = {node: each.find(wanted) for node, each in named.items()}
    asked: dict[_Node, Match | None] = {node: it.match for node, it in found.items() if it}
    for node, each in named.items():
        is_named = node.kind is TraceKind.VULNERABILITY
        if is_named and any(occurs_in(term, [word]) for term in each.terms):
            asked.setdefault(node, Match.PART_OF_WORD)
    return asked


def _by_name(partners: Iterable[NamedPartner], terms: TermsOf) -> Iterator[Passage]:
    kind = ElementKind.PARTNER
    for each in partners:
        own = terms.get((kind, each.id), ())
        yield Passage(element=kind, id=each.id, names=(each.name,), terms=own)


def _linked(
    plan: PolicyPlan, activities: Iterable[Project | Gathering], terms: TermsOf
) -> Iterator[tuple[_Node, ...]]:
    """Yield each goal and each action with everything linked to it."""
    involved = {each.id: each.involvements for each in activities}
    for strategic in plan.strategic_goals:
        above = _Node(TraceKind.STRATEGIC_GOAL, strategic.id)
        yield (above,)
        for goal in strategic.operational_goals:
            own = _Node(TraceKind.OPERATIONAL_GOAL, goal.id)
            yield (above, own, *_nodes(TraceKind.PARTNER, _partners(goal.involvements)))
            for action in goal.actions:
                yield (above, own, *_linked_to_action(action, goal, involved, plan, terms))


def _linked_to_action(
    action: Action,
    goal: OperationalGoal,
    involved: Mapping[ItemId, tuple[Involvement, ...]],
    plan: PolicyPlan,
    terms: TermsOf,
) -> Iterator[_Node]:
    """Yield everything linked to an action, dangling links too, itself first."""
    activities = (*action.projects, *action.gatherings)
    through = (each for key in activities for each in involved.get(key, ()))
    own = terms.get((ElementKind.ACTION, action.id), ())
    named = (each.id for each in plan.vulnerabilities if action.names(each, own))
    partners = _partners((*action.involvements, *goal.involvements, *through))
    yield _Node(TraceKind.ACTION, action.id)
    yield from _nodes(TraceKind.INDICATOR, (each.id for each in action.indicators))
    yield from _nodes(TraceKind.TARGET_GROUP, action.target_groups)
    yield from _nodes(TraceKind.PROJECT, action.projects)
    yield from _nodes(TraceKind.GATHERING, action.gatherings)
    yield from _nodes(TraceKind.PARTNER, partners)
    yield from _nodes(TraceKind.VULNERABILITY, chain(action.vulnerabilities, named))


def _nodes(kind: TraceKind, ids: Iterable[str]) -> Iterator[_Node]:
    return (_Node(kind, each) for each in ids)


def _partners(involvements: Iterable[Involvement]) -> Iterator[str]:
    return (each.partner for each in involvements)
