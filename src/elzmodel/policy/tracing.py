"""Where plans speak of something: mentions of a word, and what a word or an id leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import chain
from typing import Final, NamedTuple, Protocol

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy.activities import Gathering, Involvement, Project
from elzmodel.policy.plan import Action, OperationalGoal, PolicyPlan
from elzmodel.policy.statements import Statement, TargetGroup, occurs_in
from elzmodel.values import Answer, ItemId
from elzmodel.values.ids import tupled
from elzmodel.values.text import fold, said

__all__ = ["Mention", "Mentions", "Trace", "TraceKind", "TraceStep", "mentions", "trace"]


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
class Mention:
    """One place where a zone speaks of something."""

    zone: str
    kind: str
    id: str
    title: str = ""


@frozen(kw_only=True, repr=False, field_transformer=tupled)
class Mentions(Answer[Mention]):
    """Where zones speak of something, and which do not.

    *silent* are the zones of which nothing given has the term; that says
    nothing about documents that were not given.
    """

    term: str
    silent: tuple[str, ...] = ()

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that speak of it, once each."""
        return tuple(dict.fromkeys(each.zone for each in self))


@frozen(kw_only=True)
class TraceStep:
    """One thing that a trace came by.

    *is_asked* says that it was asked for or has the word itself; otherwise it
    is linked to an action or a goal that has.
    """

    kind: TraceKind
    id: str
    title: str = ""
    is_asked: bool = False


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


# --- words --------------------------------------------------------------------


@frozen
class _Passage:
    """Something with words: its title, where else its words stand, by which it is known."""

    kind: str
    id: str
    title: str
    texts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        return occurs_in(word, (self.title, *self.texts, *self.terms))


def _inside(plan: PolicyPlan) -> Iterator[_Passage]:
    """Yield what stands in a plan, glosses left out: those are of the editor."""
    for each in plan.vulnerabilities:
        yield _Passage("vulnerability", each.id, each.title, each.text, each.terms)
    for strategic in plan.strategic_goals:
        texts = (*strategic.text, *strategic.summary, *strategic.named)
        yield _Passage("strategic-goal", strategic.id, strategic.title, texts)
    for goal in plan.operational_goals:
        texts = (*goal.text, *goal.summary, *goal.named)
        yield _Passage("operational-goal", goal.id, goal.title, texts)
    for action in plan.actions:
        texts = (*action.text, *action.instruments, *action.named)
        yield _Passage("action", action.id, action.title, texts)
    for indicator in plan.indicators:
        yield _Passage("indicator", indicator.id, indicator.title, indicator.text)


def mentions(texts: Mapping[str, Iterable[Statement | PolicyPlan]], term: str) -> Mentions:
    """Return where the statements and plans of each zone have a term.

    Titles and texts are looked through, not glosses, without regard for case
    and accents, also inside words. The sentences themselves are not shown.

    Raises:
        InvalidValueError: If the term has no letter or digit.

    Example:
        >>> import elzmodel as elz
        >>> own = elz.dossier("haspengouw").statements
        >>> found = mentions({"haspengouw": own, "kempenland": []}, "preventi")
        >>> found.zones, found.silent
        (('haspengouw',), ('kempenland',))
    """
    if not fold(term):
        raise InvalidValueError("term", term, "a word or the beginning of one")
    rows = tuple(
        Mention(zone=zone, kind=each.kind, id=each.id, title=each.title)
        for zone, items in texts.items()
        for item in items
        for each in _passages(item)
        if each.has(term)
    )
    speaking = {each.zone for each in rows}
    silent = tuple(zone for zone in texts if zone not in speaking)
    return Mentions(
        title=said("Who speaks of {term}", term=term),
        rows=rows,
        notes=[f"Without a mention: {', '.join(silent)}."] if silent else (),
        term=term,
        silent=silent,
    )


def _passages(item: Statement | PolicyPlan) -> Iterable[_Passage]:
    if isinstance(item, Statement):
        texts = (*item.text, item.subject, *item.guiding_questions, *item.steps)
        return [_Passage(item.kind.value, item.id, item.title, texts)]
    return chain([_Passage("plan", item.id, item.title, item.text)], _inside(item))


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
    is found, but its actions are only found where they have it too. *partners*,
    *target_groups* and *activities*, projects and gatherings, give names to those,
    by which they can be found.

    Example:
        >>> import elzmodel as elz
        >>> found = trace(elz.dossier("haspengouw").plans[0], "diabetes")
        >>> [(step.kind.value, step.id) for step in found.where(is_asked=False)]
        [('strategic-goal', 'sd5'), ('operational-goal', 'od5.1'), ('project', 'halt2diabetes')]
    """
    active = tuple(activities)
    named = {
        _Node(TraceKind(each.kind), each.id): each
        for each in chain(_inside(plan), _outside(partners, target_groups, active))
    }
    groups = tuple(_linked(plan, active))
    place = {node: n for n, node in enumerate(dict.fromkeys([*named, *chain(*groups)]))}
    asked = {node for node in place if node.id == key}
    followed = asked
    if not asked:
        asked = {node for node, each in named.items() if _speaks_of(each, key)}
        followed = {node for node in asked if node.kind not in _GOALS}
    found = asked.union(*(group for group in groups if not followed.isdisjoint(group)))
    kinds = list(TraceKind)
    steps = tuple(
        TraceStep(
            kind=node.kind,
            id=node.id,
            title=named[node].title if node in named else "",
            is_asked=node in asked,
        )
        for node in sorted(found, key=lambda node: (kinds.index(node.kind), place[node]))
    )
    notes = () if steps else (f"Nothing in the plan has {key!r}.",)
    return Trace(title=said("Trace of {key}", key=key), rows=steps, notes=notes, key=key)


def _speaks_of(passage: _Passage, word: str) -> bool:
    """Tell whether something has the word, or one of its terms lies in the word."""
    return passage.has(word) or any(occurs_in(term, [word]) for term in passage.terms)


def _outside(
    partners: Iterable[NamedPartner],
    target_groups: Iterable[TargetGroup],
    activities: Iterable[Project | Gathering],
) -> Iterator[_Passage]:
    """Yield what a plan knows by id only, with its name."""
    for group in target_groups:
        yield _Passage("target-group", group.id, group.title)
    for activity in activities:
        kind = "project" if isinstance(activity, Project) else "gathering"
        yield _Passage(kind, activity.id, activity.title)
    for partner in partners:
        yield _Passage("partner", partner.id, partner.name)


def _linked(
    plan: PolicyPlan, activities: Iterable[Project | Gathering]
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
                yield (above, own, *_linked_to_action(action, goal, involved, plan))


def _linked_to_action(
    action: Action,
    goal: OperationalGoal,
    involved: Mapping[ItemId, tuple[Involvement, ...]],
    plan: PolicyPlan,
) -> Iterator[_Node]:
    """Yield everything linked to an action, dangling links too, itself first."""
    activities = (*action.projects, *action.gatherings)
    through = (each for key in activities for each in involved.get(key, ()))
    named = (each.id for each in plan.vulnerabilities if action.names(each))
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
