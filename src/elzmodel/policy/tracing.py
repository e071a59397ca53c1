"""What hangs together in plans: coverage, mentions, and traces from a word to actions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Protocol

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.policy.activities import Gathering, Involvement, Project
from elzmodel.policy.plan import Action, OperationalGoal, PolicyPlan
from elzmodel.policy.statements import Statement, TargetGroup, Vulnerability
from elzmodel.values import Column, ItemId, Table, tupled

__all__ = [
    "Coverage",
    "Gap",
    "GapKind",
    "Mention",
    "Mentions",
    "NamedPartner",
    "Reach",
    "Trace",
    "TraceKind",
    "TraceStep",
    "coverage",
    "mentions",
    "names_vulnerability",
    "trace",
]

_WORDS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of a text in lower case, without accents and punctuation.

    Example:
        >>> fold("Coördinatie, Halt2Diabetes!")
        'coordinatie halt2diabetes'
    """
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(_WORDS.findall(letters.casefold()))


def is_named(term: str, texts: Iterable[str]) -> bool:
    """Tell whether one of the texts has a word that the term begins or lies in.

    Example:
        >>> is_named("diabet", ["Halt2Diabetes starten"]), is_named("", ["iets"])
        (True, False)
    """
    needle = fold(term)
    return bool(needle) and any(needle in fold(text) for text in texts)


def of_those_named(what: str, *, is_open: bool) -> tuple[str, ...]:
    """Return the note that an answer carries where a list is said not to be complete."""
    return (f"The list of {what} is not complete: of those named.",) if is_open else ()


def notes_on(plan: PolicyPlan, *lists: str) -> tuple[str, ...]:
    """Return the notes of those lists that a plan, a goal or an action says not to be complete."""
    found = set(plan.open_lists)
    for held in (plan.strategic_goals, plan.operational_goals, plan.actions):
        found.update(name for each in held for name in each.open_lists)
    return tuple(
        note
        for name in lists
        for note in of_those_named(name.replace("_", " "), is_open=name in found)
    )


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


@frozen(kw_only=True)
class Mention:
    """One place where a zone speaks of something.

    Example:
        >>> Mention(zone="haspengouw", kind="action", id="4.2/a1").title
        ''
    """

    zone: str
    kind: str
    id: str
    title: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class Mentions:
    """Where zones speak of something, and which do not.

    *silent* are the zones of which nothing given has the term; that says
    nothing about documents that were not given.

    Example:
        >>> mentions({"herkenrode": []}, "preventie").silent
        ('herkenrode',)
    """

    term: str
    found: tuple[Mention, ...]
    silent: tuple[str, ...] = ()

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that speak of it, once each."""
        return tuple(dict.fromkeys(each.zone for each in self.found))

    def to_table(self) -> Table:
        """Return one row a mention; the sentences themselves are not shown."""
        columns = [Column(key) for key in ("zone", "kind", "id", "title")]
        rows = [(each.zone, each.kind, each.id, each.title) for each in self.found]
        notes = (f"Without a mention: {', '.join(self.silent)}.",) if self.silent else ()
        return Table(f"Who speaks of {self.term}", columns, rows, notes)


def mentions(texts: Mapping[str, Iterable[Statement | PolicyPlan]], term: str) -> Mentions:
    """Return where statements and plans of several zones have a term.

    Titles and texts are looked through, not glosses, without regard for case
    and accents, also inside words.

    Args:
        texts: For each zone its statements and plans.
        term: What to look for, such as ``"preventi"``.

    Raises:
        InvalidValueError: If the term has no letter or digit.

    Example:
        >>> from elzmodel.policy import Statement, StatementKind
        >>> own = [Statement(id="w1", kind=StatementKind.VALUE, title="Preventief werken")]
        >>> mentions({"haspengouw": own, "kempenland": []}, "preventi").zones
        ('haspengouw',)
    """
    if not fold(term):
        raise InvalidValueError("term", term, "a word or the beginning of one")
    found = tuple(each for zone, items in texts.items() for each in _in_zone(zone, items, term))
    speaking = {each.zone for each in found}
    return Mentions(
        term=term, found=found, silent=tuple(zone for zone in texts if zone not in speaking)
    )


def _in_zone(zone: str, items: Iterable[Statement | PolicyPlan], term: str) -> Iterator[Mention]:
    for item in items:
        places = _of_plan(item) if isinstance(item, PolicyPlan) else [_of_statement(item)]
        for kind, key, title, texts in places:
            if is_named(term, (title, *texts)):
                yield Mention(zone=zone, kind=kind, id=key, title=title)


_Place = tuple[str, str, str, tuple[str, ...]]


def _of_statement(each: Statement) -> _Place:
    texts = (*each.text, each.subject, *each.guiding_questions, *each.steps)
    return each.kind.value, each.id, each.title, texts


def _of_plan(plan: PolicyPlan) -> Iterator[_Place]:
    yield "plan", plan.id, plan.title, plan.text
    for each in () if plan.analysis is None else plan.analysis.vulnerabilities:
        yield "vulnerability", each.id, each.title, (*each.text, *each.terms)
    for strategic in plan.strategic_goals:
        texts = (*strategic.text, *strategic.summary)
        yield "strategic-goal", strategic.id, strategic.title, texts
    for goal in plan.operational_goals:
        yield "operational-goal", goal.id, goal.title, (*goal.text, *goal.summary, *goal.named)
    for action in plan.actions:
        yield "action", action.id, action.title, (*action.text, *action.instruments, *action.named)
    for indicator in plan.indicators:
        yield "indicator", indicator.id, indicator.title, indicator.text


class TraceKind(Enum):
    """What was found in a plan, in the order in which it is told.

    Example:
        >>> TraceKind("operational-goal").name
        'OPERATIONAL_GOAL'
    """

    VULNERABILITY = "vulnerability"
    TARGET_GROUP = "target-group"
    STRATEGIC_GOAL = "strategic-goal"
    OPERATIONAL_GOAL = "operational-goal"
    ACTION = "action"
    INDICATOR = "indicator"
    PROJECT = "project"
    GATHERING = "gathering"
    PARTNER = "partner"


@frozen
class Node:
    """Something in a plan; one id may stand for a partner and for a target group."""

    kind: TraceKind
    id: str


@frozen
class Carrier:
    """An action or a goal with everything linked to it, itself included."""

    own: Node
    linked: tuple[Node, ...]


def carriers_of(
    plan: PolicyPlan, activities: Iterable[Project | Gathering] = ()
) -> tuple[Carrier, ...]:
    """Return the goals and actions of a plan with what is linked to each."""
    involved = {each.id: each.involvements for each in activities}
    return tuple(_carriers(plan, involved))


def _carriers(
    plan: PolicyPlan, involved: Mapping[ItemId, tuple[Involvement, ...]]
) -> Iterator[Carrier]:
    for strategic in plan.strategic_goals:
        above = (Node(TraceKind.STRATEGIC_GOAL, strategic.id),)
        yield Carrier(above[0], above)
        for goal in strategic.operational_goals:
            own = Node(TraceKind.OPERATIONAL_GOAL, goal.id)
            yield Carrier(own, (*above, own, *_partners(goal.involvements)))
            for action in goal.actions:
                nodes = (
                    *above,
                    own,
                    *_links_of_action(action, goal, involved),
                    *_reached(plan, action),
                )
                yield Carrier(Node(TraceKind.ACTION, action.id), tuple(dict.fromkeys(nodes)))


def _links_of_action(
    action: Action, goal: OperationalGoal, involved: Mapping[ItemId, tuple[Involvement, ...]]
) -> Iterator[Node]:
    yield Node(TraceKind.ACTION, action.id)
    for indicator in action.indicators:
        yield Node(TraceKind.INDICATOR, indicator.id)
    for group in action.target_groups:
        yield Node(TraceKind.TARGET_GROUP, group)
    for project in action.projects:
        yield Node(TraceKind.PROJECT, project)
    for gathering in action.gatherings:
        yield Node(TraceKind.GATHERING, gathering)
    yield from _partners((*action.involvements, *goal.involvements))
    for activity in (*action.projects, *action.gatherings):
        yield from _partners(involved.get(activity, ()))


def _partners(involvements: Iterable[Involvement]) -> Iterator[Node]:
    for each in involvements:
        yield Node(TraceKind.PARTNER, each.partner)


def _reached(plan: PolicyPlan, action: Action) -> Iterator[Node]:
    """Yield the vulnerabilities that an action names or is linked to, dangling links too."""
    for linked in action.vulnerabilities:
        yield Node(TraceKind.VULNERABILITY, linked)
    for each in () if plan.analysis is None else plan.analysis.vulnerabilities:
        if names_vulnerability(action, each):
            yield Node(TraceKind.VULNERABILITY, each.id)


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
    found = dict(_trace_of_plan(plan))
    for group in target_groups:
        found[Node(TraceKind.TARGET_GROUP, group.id)] = _Label(group.title)
    for activity in activities:
        kind = TraceKind.PROJECT if isinstance(activity, Project) else TraceKind.GATHERING
        found[Node(kind, activity.id)] = _Label(activity.title)
    for partner in partners:
        found[Node(TraceKind.PARTNER, partner.id)] = _Label(partner.name)
    return found


def _trace_of_plan(plan: PolicyPlan) -> Iterator[tuple[Node, _Label]]:
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
