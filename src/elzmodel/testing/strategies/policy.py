"""Strategies for what a zone publishes: statements, plans, partners, projects.

Items of every class are drawn field by field: by what the field names, by its name, or
by its type. What hangs together is said in one table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache, wraps
from operator import attrgetter
from types import NoneType
from typing import Any, Final, ParamSpec, TypeVar, Union, get_args, get_origin

import attrs
from attrs import frozen
from hypothesis import strategies as st

from elzmodel.governance import (
    AgreedSeat,
    Cluster,
    ClusterVotes,
    Constituency,
    ConstituencyKind,
    Membership,
    Person,
    SeatAgreement,
)
from elzmodel.partners import Partner
from elzmodel.policy import (
    Action,
    ElementKind,
    EnvironmentalAnalysis,
    Gathering,
    Indicator,
    Measure,
    MeasureKind,
    OperationalGoal,
    PolicyPlan,
    Project,
    Statement,
    StrategicGoal,
    Target,
    Term,
    Vulnerability,
)
from elzmodel.testing.strategies.values import days, periods, require, slugs, totals, up_to
from elzmodel.values import Number, Period, Total
from elzmodel.values.ids import lists_of
from elzmodel.values.references import named_by

__all__ = ["gatherings", "partners", "plans", "projects", "statements"]

P = ParamSpec("P")
T = TypeVar("T")

_KEPT = 1000
_PHRASES = ("zorg", "welzijn en zorg", "Halt2Diabetes", "café", "mantelzorgers", "1.10", "no")
_ALPHABET = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"])


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """Make a strategy once for the same arguments, since that costs more than drawing from it.

    Lists and the like count as tuples. Unlike with `lru_cache`,
    the types of the arguments are kept.
    """
    made: Any = lru_cache(maxsize=_KEPT)(make)

    @wraps(make)
    def strategy(*args: P.args, **kwargs: P.kwargs) -> T:
        found: T = made(*map(_hashable, args), **{key: _hashable(of) for key, of in kwargs.items()})
        return found

    return strategy


def _hashable(given: object) -> object:
    if isinstance(given, Collection) and not isinstance(given, type):
        return tuple(given)
    return given


@made_once
def titles(*, empty: bool = True) -> st.SearchStrategy[str]:
    """Draw a few words, such as may stand in a title; perhaps none."""
    return st.sampled_from(("", *_PHRASES) if empty else _PHRASES)


@made_once
def some_of(
    values: Sequence[T], *, least: int = 0, most: int = 2
) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few of the values given, each once; none where there are none."""
    if not values:
        return st.nothing() if least else st.just(())
    drawn = st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)
    return drawn.map(tuple)


@made_once
def one_of_or_none(values: Sequence[T]) -> st.SearchStrategy[T | None]:
    """Draw one of the values given, or nothing."""
    return st.sampled_from((None, *values))


# --- items of any class ---------------------------------------------------------------


Ids = Mapping[str, Sequence[Any]]
"""What items may refer to: the ids of each kind."""

_COUNTS = st.integers(0, 2)
_VOTES = st.builds(
    ClusterVotes,
    cluster=st.sampled_from(Cluster),
    in_favour=_COUNTS,
    against=_COUNTS,
    abstained=_COUNTS,
)
_PLAIN: Final[dict[Any, st.SearchStrategy[Any]]] = {
    str: titles(),
    bool: st.booleans(),
    int: st.integers(1, 4),
    Fraction: st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1)]),
    date: days(),
    Period: periods(),
    Total: totals(max_value=99),
    Number: st.integers(0, 99) | st.fractions(0, 1, max_denominator=9),
    tuple[str, ...]: st.lists(titles() | st.text(_ALPHABET, max_size=8), max_size=2).map(tuple),
}
_BY_NAME: Final[dict[str, st.SearchStrategy[Any]]] = {
    "id": slugs(),
    "cadence": st.sampled_from(["", "jaarlijks"]),
    "legal_form": st.sampled_from(["", "vzw", "nv"]),
    "date": st.sampled_from(["", "2024-05-01"]),
    "number": st.sampled_from(["", "1", "2"]),
    "profession": st.sampled_from(["", "huisarts", "apotheker"]),
    "year": st.integers(2018, 2030),
    "votes": st.lists(_VOTES, max_size=3, unique_by=lambda each: each.cluster).map(tuple),
}


def item(draw: st.DrawFn, /, known: Ids, of: type[T], **given: Any) -> T:  # noqa: ANN401 - a field
    """Draw an item of a class that refers to what is known; what is *given* stays as it is.

    It shrinks towards an item of which only what it needs is stated.
    """
    together, needed, more = fields_of(known, of)
    if together is not _ALONE:
        given = {**draw(together), **given}
    for name, drawn in needed.items():
        if name not in given:
            given[name] = draw(drawn)
    # One number says which of the other fields are stated: that is half the draws.
    open_to = [name for name in more if name not in given]
    stated = draw(up_to(2 ** len(open_to) - 1))
    for number, name in enumerate(open_to):
        if stated >> number & 1:
            given[name] = draw(more[name])
    return of(**given)


def items(known: Ids, of: type[T], **given: Any) -> st.SearchStrategy[T]:  # noqa: ANN401 - fields
    """Draw an item by what its class says; see `item`."""
    return _items(known, of, **given)


_items = st.composite(item)


_ALONE: Final[st.SearchStrategy[Any]] = st.just({})
_Fields = dict[str, st.SearchStrategy[Any]]


def fields_of(known: Ids, of: type[Any]) -> tuple[st.SearchStrategy[_Fields], _Fields, _Fields]:
    """Return how to draw fields that hang together, those that are needed, and the others."""
    kept: Any = of
    ids = tuple([(kind, tuple(known[kind])) for kind in _kinds_named_by(kept) if kind in known])
    return _fields_of(ids, kept)


@cache
def _kinds_named_by(of: type[Any]) -> tuple[str, ...]:
    """Return which kinds of things an item, or what it holds, may refer to."""
    kinds = {kind for named in named_by(of).values() for kind in named}
    kinds.update(_KINDS_TOGETHER.get(of, ()))
    for each in attrs.fields(attrs.resolve_types(of)):
        for inside in get_args(each.type) or (each.type,):
            if attrs.has(inside) and inside is not of:
                kinds.update(_kinds_named_by(inside))
    return tuple(sorted(kinds))


@lru_cache(maxsize=_KEPT)
def _fields_of(
    known: tuple[tuple[str, tuple[Any, ...]], ...], of: type[Any]
) -> tuple[st.SearchStrategy[_Fields], _Fields, _Fields]:
    ids, names = dict(known), named_by(of)
    drawn = {
        each: _named(ids, names[each.name], each) if each.name in names else _stated(ids, of, each)
        for each in attrs.fields(attrs.resolve_types(of))
    }
    needed = {each.name: drawn[each] for each in drawn if each.default is attrs.NOTHING}
    more = {each.name: drawn[each] for each in drawn if each.default is not attrs.NOTHING}
    return (_TOGETHER[of](ids) if of in _TOGETHER else _ALONE), needed, more


def _named(known: Ids, kinds: Iterable[str], field: attrs.Attribute[Any]) -> st.SearchStrategy[Any]:
    """Draw ids of some kinds; an item cannot be drawn where it needs one and none is known."""
    ids = tuple(each for kind in kinds for each in known.get(kind, ()))
    if get_origin(field.type) is tuple:
        return some_of(ids, least=int(field.default is attrs.NOTHING))
    if field.default is not attrs.NOTHING:
        return one_of_or_none(ids)
    return st.sampled_from(ids) if ids else st.nothing()


def _stated(known: Ids, of: type[Any], field: attrs.Attribute[Any]) -> st.SearchStrategy[Any]:
    if field.name == "open_lists":
        return some_of(lists_of(of), most=1)
    if isinstance(default := field.default, Enum) and default is not attrs.NOTHING:
        return st.sampled_from([default, *type(default)])
    if field.type is str and field.default is attrs.NOTHING:
        return titles(empty=False)
    drawn = _BY_NAME[field.name] if field.name in _BY_NAME else _typed(known, field.type)
    return st.none() | drawn if field.default is None else drawn


def _typed(known: Ids, of: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a form of type
    if of in _PLAIN:
        return _PLAIN[of]
    if attrs.has(of):
        together, needed, _ = fields_of(known, of)
        is_empty = any(each.is_empty for each in (together, *needed.values()))
        return st.nothing() if is_empty else items(known, of)
    if isinstance(of, type):
        return st.sampled_from(of)
    inside = [each for each in get_args(of) if each not in {NoneType, Ellipsis}]
    drawn = _typed(known, Union[tuple(inside)])  # noqa: UP007 - of a tuple
    if get_origin(of) is not tuple:
        return drawn
    if drawn.is_empty:
        return st.just(())
    has_id = attrs.has(inside[0]) and "id" in attrs.fields_dict(inside[0])
    apart = attrgetter("id") if has_id else None
    return st.lists(drawn, max_size=2, unique_by=apart).map(tuple)


# --- what hangs together in items of some classes ---------------------------------------


def _alternatives(*each: Mapping[str, Any]) -> Callable[[Ids], st.SearchStrategy[Any]]:
    return lambda _: st.sampled_from(each)


def _attendances(_: Ids) -> st.SearchStrategy[dict[str, Any]]:
    """Draw how many came; where faces were counted, new and returning ones make the whole."""
    faces = totals(max_value=99, exact=True)
    counts = (
        st.tuples(st.none(), st.none(), st.none()),
        st.tuples(totals(max_value=99), st.none(), st.none()),
        st.builds(lambda returning, new: (returning + new, returning, new), faces, faces),
    )
    names = ("attendance", "returning", "new")
    return st.one_of(counts).map(lambda drawn: dict(zip(names, drawn, strict=True)))


def _constituencies(known: Ids) -> st.SearchStrategy[dict[str, Any]]:
    """Draw who is represented; only a municipality has land."""
    land = ConstituencyKind.MUNICIPALITY
    others = [kind for kind in ConstituencyKind if kind is not land]
    refs = st.sampled_from(["", "huisarts", "tandarts", "ocmw"])
    parts = some_of(known.get("part", ()), least=1, most=1)
    return st.one_of(
        st.fixed_dictionaries({"kind": st.sampled_from(others), "ref": refs, "parts": st.just(())}),
        st.fixed_dictionaries({"kind": st.just(land), "ref": st.just(""), "parts": parts}),
    )


def _measures(known: Ids) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what a measure needs; one may ask for all partners."""
    partners, bodies = known.get("partner", ()), known.get("body", ())
    needing = (
        (MeasureKind.BALANCE, ("gender",), ("",), ()),
        (MeasureKind.CIRCLES, ("",), ("",), ()),
        (MeasureKind.ENROLMENT, known.get("project", ()), ("",), ()),
        (MeasureKind.HELD, known.get("gathering", ()), ("",), ()),
        (MeasureKind.REPRESENTED, partners, bodies, ()),
        (MeasureKind.REPRESENTED, partners[:1], bodies, partners[1:]),
    )
    return st.sampled_from(
        [
            {"kind": kind, "subject": subject, "others": others, "body": body}
            for kind, subjects, places, others in needing
            for subject in subjects
            for body in places
        ]
    )


def _members(known: Ids) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a partner or a person, never both."""
    members = [
        {"partner": None, "person": None, kind: each}
        for kind in ("partner", "person")
        for each in known.get(kind, ())
    ]
    return st.sampled_from(members) if members else st.nothing()


def _terms(known: Ids) -> st.SearchStrategy[dict[str, Any]]:
    """Draw of what a word is used: in a plan of something in it, elsewhere of something else."""
    is_plan = "strategic goal" in known
    of = [
        {"kind": kind, "element": each}
        for kind in ElementKind
        if kind.is_of_plan is is_plan
        for each in known.get(kind.value.replace("-", " "), ())
    ]
    return st.sampled_from(of) if of else st.nothing()


_NAMES: Final = {
    "name": st.sampled_from(["", "An Voorbeeld", "Bo Voorbeeld"]),
    "title": st.sampled_from(["", "dr. Voorbeeldtitel"]),
    "as_written": some_of(("An Voorbeeld", "Bo Voorbeeld"), most=1),
}
_TERMS: Final = ("zorg", "diabet", "cafe", "mantel")


def _agreed(known: Ids) -> st.SearchStrategy[dict[str, Any]]:
    """Draw an agreement in which a seat stands once."""
    drawn = _typed(known, AgreedSeat)
    seats = st.lists(drawn, max_size=2, unique_by=lambda each: each.seat).map(tuple)
    return st.fixed_dictionaries({"seats": st.just(()) if drawn.is_empty else seats})


_TOGETHER: Final[Mapping[type[Any], Callable[[Ids], st.SearchStrategy[dict[str, Any]]]]] = {
    Constituency: _constituencies,
    Gathering: _attendances,
    Measure: _measures,
    Membership: _members,
    Person: lambda _: st.fixed_dictionaries(_NAMES),
    SeatAgreement: _agreed,
    Project: _alternatives({"is_invented": True}),
    Target: _alternatives(
        {"is_placeholder": False},
        {"is_placeholder": True, "value": None, "unit": "", "as_written": "X"},
    ),
    Term: _terms,
    Vulnerability: lambda _: st.fixed_dictionaries({"terms": some_of(_TERMS)}),
}
"""Fields that are drawn together, or as nothing else is, in place of one by one."""
_KINDS_TOGETHER: Final[Mapping[type[Any], Collection[str]]] = {
    Constituency: ("part",),
    Measure: ("body", "gathering", "partner", "project"),
    Membership: ("partner", "person"),
    Term: ("strategic goal", *(kind.value.replace("-", " ") for kind in ElementKind)),
}
"""To what those may refer."""


# --- plans ------------------------------------------------------------------------------

_Shape = list[list[list[int]]]
"""For each strategic goal, operational goal and action, how many indicators it has."""


def _ids_within(shape: _Shape) -> Ids:
    """Number everything as plans do."""
    strategic = list(enumerate(shape, 1))
    operational = [(f"{s}.{o}", under) for s, of in strategic for o, under in enumerate(of, 1)]
    actions = [(f"{o}/a{a}", n) for o, under in operational for a, n in enumerate(under, 1)]
    return {
        "strategic goal": tuple(f"sd{number}" for number, _ in strategic),
        "operational goal": tuple(f"od{number}" for number, _ in operational),
        "action": tuple(key for key, _ in actions),
        "indicator": tuple(f"{key}/i{i}" for key, n in actions for i in range(1, n + 1)),
    }


@st.composite
def plans_within(draw: st.DrawFn, known: Ids, *, most: int) -> PolicyPlan:
    """Draw plans that refer to what is known."""
    shape = draw(_shapes(most))
    vulnerabilities = tuple(f"v{n + 1}" for n in range(draw(_COUNTS)))
    inside = {**_ids_within(shape), "vulnerability": vulnerabilities}
    return _Drawing(draw, {**known, **inside}).plan(shape)


@made_once
def _shapes(most: int) -> st.SearchStrategy[_Shape]:
    actions = st.lists(st.integers(0, 2), max_size=2)
    return st.lists(st.lists(actions, max_size=2), max_size=most)


@frozen
class _Drawing:
    """A plan while it is drawn."""

    draw: st.DrawFn
    known: Ids

    def item(self, of: type[T], **given: Any) -> T:  # noqa: ANN401 - a field
        """Draw an item of the plan."""
        return item(self.draw, self.known, of, **given)

    def plan(self, shape: _Shape) -> PolicyPlan:
        """Draw the whole."""
        strategic = tuple(self.strategic(n, of) for n, of in enumerate(shape, 1))
        return self.item(PolicyPlan, strategic_goals=strategic, analysis=self.analysis())

    def analysis(self) -> EnvironmentalAnalysis | None:
        """Draw the analysis of which the vulnerabilities have ids."""
        named = tuple(self.item(Vulnerability, id=key) for key in self.known["vulnerability"])
        if not named and not self.draw(st.booleans()):
            return None
        return self.item(EnvironmentalAnalysis, vulnerabilities=named, sources=())

    def strategic(self, number: int, under: list[list[int]]) -> StrategicGoal:
        """Draw a strategic goal with what stands under it."""
        goals = tuple(self.operational(f"{number}.{n}", of) for n, of in enumerate(under, 1))
        return self.item(
            StrategicGoal, id=f"sd{number}", number=str(number), operational_goals=goals
        )

    def operational(self, number: str, under: list[int]) -> OperationalGoal:
        """Draw an operational goal with what stands under it."""
        actions = tuple(self.action(f"{number}/a{n}", size) for n, size in enumerate(under, 1))
        return self.item(OperationalGoal, id=f"od{number}", number=number, actions=actions)

    def action(self, key: str, size: int) -> Action:
        """Draw an action with its indicators; it is not merged into itself."""
        others = tuple(each for each in self.known["action"] if each != key)
        indicators = tuple(self.item(Indicator, id=f"{key}/i{n + 1}") for n in range(size))
        known = {**self.known, "action": others}
        return item(self.draw, known, Action, id=key, indicators=indicators)


# --- strategies of single classes -------------------------------------------------------


@made_once
def statements(
    *, others: Sequence[str] = (), sources: Sequence[str] = ()
) -> st.SearchStrategy[Statement]:
    """Draw statements of all kinds.

    Shrinks towards a mission without words.

    Args:
        others: Ids of the statements that one may be a part of or be kept from.
        sources: Ids of the documents in which they may stand.

    Example:
        >>> from hypothesis import find
        >>> from elzmodel.policy import StatementKind
        >>> find(statements(), lambda each: each.kind is StatementKind.VALUE).title
        ''
    """
    return items({"statement": others, "source": sources}, Statement)


@made_once
def partners(
    *,
    parts: Sequence[str] = ("a", "b"),
    zones: Sequence[str] = ("z1", "z2"),
    sources: Sequence[str] = (),
) -> st.SearchStrategy[Partner]:
    """Draw partners of all kinds.

    Shrinks towards an organisation of which only a name is stated.

    Args:
        parts: Ids of the land that they may serve.
        zones: Ids of the zones that they may be.
        sources: Ids of the documents in which they may stand.

    Example:
        >>> from hypothesis import find
        >>> from elzmodel.partners import PartnerKind
        >>> find(partners(), lambda each: each.kind is PartnerKind.CIRCLE).name
        'zorg'
    """
    return items({"part": parts, "zone": zones, "source": sources}, Partner)


@made_once
def projects(
    *,
    partners: Sequence[str] = ("p1", "p2"),
    parts: Sequence[str] = ("a", "b"),
    sources: Sequence[str] = (),
) -> st.SearchStrategy[Project]:
    """Draw invented projects with stages, enrolments and partners.

    Shrinks towards a project of which only a title is stated.

    Args:
        partners: Ids of the partners that may take part.
        parts: Ids of the land that may be enrolled.
        sources: Ids of the documents in which they may stand.

    Example:
        >>> from hypothesis import find
        >>> find(projects(), lambda each: each.enrolments).enrolments[0].parts
        ('a',)
    """
    return items({"partner": partners, "part": parts, "source": sources}, Project)


@made_once
def gatherings(
    *, partners: Sequence[str] = ("p1", "p2"), sources: Sequence[str] = ()
) -> st.SearchStrategy[Gathering]:
    """Draw gatherings; where faces were counted, new and returning ones make the attendance.

    Shrinks towards a gathering of which only a title is stated.

    Args:
        partners: Ids of the partners that may host it or take part.
        sources: Ids of the documents in which they may stand.

    Example:
        >>> from hypothesis import find
        >>> find(gatherings(), lambda each: each.host is not None).host
        'p1'
    """
    return items({"partner": partners, "source": sources}, Gathering)


def plans(
    *,
    max_goals: int = 2,
    partners: Sequence[str] = ("p1", "p2"),
    target_groups: Sequence[str] = ("t1", "t2"),
    projects: Sequence[str] = ("j1",),
    gatherings: Sequence[str] = ("g1",),
) -> st.SearchStrategy[PolicyPlan]:
    """Draw policy plans in which every reference leads to something.

    They are numbered as plans are: action ``1.1/a1`` stands under the goals
    ``sd1`` and ``od1.1``. Titles and terms share words, so that some actions name
    some vulnerabilities.

    Shrinks towards a plan in which nothing stands.

    Args:
        max_goals: How many strategic goals there are at most.
        partners: Ids of the partners that may take part.
        target_groups: Ids of the target groups that may be served.
        projects: Ids of the projects that may be part of an action.
        gatherings: Ids of the gatherings that may be part of an action.

    Raises:
        InvalidArgument: If *max_goals* is negative.

    Example:
        >>> from hypothesis import find
        >>> find(plans(), lambda plan: plan.actions)
        <PolicyPlan 0: 1 strategic goals, 1 actions, 0 indicators>
    """
    require(holds=max_goals >= 0, message=f"{max_goals=} is negative")
    known: Ids = {
        "partner": partners,
        "target group": target_groups,
        "project": projects,
        "gathering": gatherings,
    }
    return plans_within(known, most=max_goals)
