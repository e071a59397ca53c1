"""Strategies for what a zone publishes: statements, plans, partners, projects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

import attrs
from attrs import evolve, frozen
from hypothesis import strategies as st

from elzmodel.governance import Cluster
from elzmodel.partners import Line, Partner, PartnerKind
from elzmodel.policy import (
    Action,
    ActionPlan,
    ActionStatus,
    Enrolment,
    EnvironmentalAnalysis,
    Evaluation,
    Gathering,
    GoalDomain,
    HealthDimension,
    Indicator,
    IndicatorKind,
    Involvement,
    InvolvementRole,
    Judgement,
    Measure,
    MeasureKind,
    Observation,
    OperationalGoal,
    PlanEntry,
    PolicyPlan,
    Project,
    ProjectStage,
    StageSpan,
    StatedFigure,
    Statement,
    StatementKind,
    StrategicGoal,
    Target,
    Verdict,
    Vulnerability,
)
from elzmodel.testing.strategies.values import days, periods, require, slugs, totals
from elzmodel.values import ItemId, Period, Total

__all__ = ["gatherings", "partners", "plans", "projects", "statements"]

P = ParamSpec("P")
T = TypeVar("T")

_PHRASES = ("zorg", "welzijn en zorg", "Halt2Diabetes", "café", "mantelzorgers", "1.10", "no")
_ALPHABET = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"])


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """Make a strategy once for the same arguments, since that costs more than drawing from it.

    Lists and the like count as tuples. Unlike with `cache`, the types of the arguments are kept.
    """
    made: Any = cache(make)

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
def paragraphs() -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some paragraphs of any printable text."""
    return few(titles() | st.text(_ALPHABET, max_size=8))


@made_once
def few(values: st.SearchStrategy[T], *, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few values."""
    return st.lists(values, max_size=most).map(tuple)


@made_once
def some_of(values: Sequence[T], *, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few of the values given, each once; none where there are none."""
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@made_once
def one_of_or_none(values: Sequence[T]) -> st.SearchStrategy[T | None]:
    """Draw one of the values given, or nothing."""
    return st.sampled_from((None, *values))


@made_once
def open_lists(of: type[Any]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw which lists of a class are said not to be complete."""
    names = [
        each.name
        for each in attrs.fields(of)
        if str(each.type).startswith("tuple[") and each.name != "open_lists"
    ]
    return some_of(tuple(names), most=1)


def flags() -> st.SearchStrategy[bool | None]:
    """Draw yes, no, or not stated."""
    return one_of_or_none((False, True))


@made_once
def maybe_days() -> st.SearchStrategy[date | None]:
    """Draw a day, or none."""
    return st.none() | days()


@made_once
def spans() -> st.SearchStrategy[Period]:
    """Draw periods."""
    return periods()


@frozen(kw_only=True)
class KnownIds:
    """What the items of a dossier may refer to, by id."""

    partners: tuple[Any, ...] = ()
    target_groups: tuple[Any, ...] = ()
    projects: tuple[Any, ...] = ()
    gatherings: tuple[Any, ...] = ()
    parts: tuple[Any, ...] = ()
    zones: tuple[Any, ...] = ()
    persons: tuple[Any, ...] = ()
    bodies: tuple[Any, ...] = ()
    sources: tuple[Any, ...] = ()

    def fields(self, of: type[Any]) -> dict[str, st.SearchStrategy[Any]]:
        """Return how to draw the fields of a class that mean the same in every class."""
        return _common_fields(of, self.sources)

    def item(self, draw: st.DrawFn, of: type[T], **given: Any) -> T:  # noqa: ANN401 - a field
        """Draw an item: strategies in *given* are drawn, all else stays as it is."""
        fields = {**self.fields(of), **given}
        is_drawn = {name: isinstance(each, st.SearchStrategy) for name, each in fields.items()}
        return of(**{name: draw(each) if is_drawn[name] else each for name, each in fields.items()})

    def involvements(self) -> st.SearchStrategy[tuple[Involvement, ...]]:
        """Draw partners with their roles."""
        return _involvements(self.partners, self.sources)


@made_once
def _common_fields(of: type[Any], sources: Sequence[Any]) -> dict[str, st.SearchStrategy[Any]]:
    names = {each.name for each in attrs.fields(of)}
    common: dict[str, st.SearchStrategy[Any]] = {
        "title": titles(empty=False),
        "gloss": titles(),
        "text": paragraphs(),
        "period": spans(),
        "note": titles(),
        "sources": some_of(sources, most=1),
    }
    if "open_lists" in names:
        common["open_lists"] = open_lists(of)
    return {name: drawn for name, drawn in common.items() if name in names}


@made_once
def _involvements(
    partners: tuple[Any, ...], sources: tuple[Any, ...]
) -> st.SearchStrategy[tuple[Involvement, ...]]:
    if not partners:
        return st.just(())
    return few(
        st.builds(
            Involvement,
            partner=st.sampled_from(partners),
            role=st.sampled_from(InvolvementRole),
            **_common_fields(Involvement, sources),
        )
    )


_TERMS = ("zorg", "diabet", "cafe", "mantel")

_Shape = list[list[list[int]]]
"""For each strategic goal, operational goal and action, how many indicators it has."""


@frozen
class _Ids:
    """The ids of a plan of some shape."""

    goals: tuple[Any, ...]
    actions: tuple[Any, ...]
    indicators: tuple[Any, ...]
    vulnerabilities: tuple[Any, ...]

    @classmethod
    def of(cls, shape: _Shape, vulnerabilities: int) -> _Ids:
        """Number everything as plans do."""
        strategic = list(enumerate(shape, 1))
        operational = [(f"{s}.{o}", under) for s, of in strategic for o, under in enumerate(of, 1)]
        actions = [(f"{o}/a{a}", n) for o, under in operational for a, n in enumerate(under, 1)]
        goals = [*(f"sd{s}" for s, _ in strategic), *(f"od{o}" for o, _ in operational)]
        indicators = [f"{action}/i{i}" for action, n in actions for i in range(1, n + 1)]
        return cls(
            goals=tuple(goals),
            actions=tuple(action for action, _ in actions),
            indicators=tuple(indicators),
            vulnerabilities=tuple(f"v{n}" for n in range(1, vulnerabilities + 1)),
        )


@st.composite
def _plans(draw: st.DrawFn, *, known: KnownIds, most: int) -> PolicyPlan:
    shape = draw(_shapes(most))
    return _Drawing(draw, known, _Ids.of(shape, draw(_COUNTS))).plan(shape)


def plans_within(known: KnownIds, *, most: int) -> st.SearchStrategy[PolicyPlan]:
    """Draw plans that refer to what is known."""
    return _plans(known=known, most=most)


@made_once
def _shapes(most: int) -> st.SearchStrategy[_Shape]:
    actions = st.lists(st.integers(0, 2), max_size=2)
    return st.lists(st.lists(actions, max_size=2), max_size=most)


_COUNTS = st.integers(0, 2)
_YEARS = st.integers(2018, 2030)
_SLUGS = slugs()
_CADENCES = st.sampled_from(["", "jaarlijks"])
_VALUES = st.none() | st.integers(0, 99) | st.fractions(0, 1, max_denominator=9)
_FIGURES = few(
    st.builds(
        StatedFigure,
        title=titles(empty=False),
        value=st.none() | totals(max_value=99),
        unit=titles(),
        year=st.none() | _YEARS,
    ),
    most=1,
)
_TARGETS = st.one_of(
    st.none(),
    st.builds(Target, value=totals(max_value=99), unit=titles(), as_written=titles()),
    st.just(Target(as_written="X", is_placeholder=True)),
)
_STATUSES = st.sampled_from([ActionStatus.UNKNOWN, *ActionStatus])
_KINDS = st.sampled_from(IndicatorKind)
_DAYS = days()
_JUDGEMENTS = st.sampled_from(Judgement)
_VERDICTS = st.sampled_from(Verdict)


@frozen
class _Drawing:
    """A plan while it is drawn."""

    draw: st.DrawFn
    known: KnownIds
    inside: _Ids

    def item(self, of: type[T], **given: Any) -> T:  # noqa: ANN401 - a field
        """Draw an item of the plan."""
        return self.known.item(self.draw, of, **given)

    def plan(self, shape: _Shape) -> PolicyPlan:
        """Draw the whole."""
        return self.item(
            PolicyPlan,
            id=_SLUGS,
            strategic_goals=tuple(self.strategic(n, of) for n, of in enumerate(shape, 1)),
            analysis=self.analysis(),
            action_plans=tuple(self.action_plan() for _ in range(self.draw(_COUNTS))),
            observations=self.observations(),
            evaluations=self.evaluations(),
            period=st.none() | spans(),
            based_on=few(titles(empty=False)),
            approved_by=one_of_or_none(self.known.bodies),
            title=titles(),
        )

    def analysis(self) -> EnvironmentalAnalysis | None:
        """Draw the analysis of which the vulnerabilities have ids."""
        if not self.inside.vulnerabilities and not self.draw(st.booleans()):
            return None
        return self.item(
            EnvironmentalAnalysis,
            year=st.none() | _YEARS,
            vulnerabilities=tuple(map(self.vulnerability, self.inside.vulnerabilities)),
            sources=(),
        )

    def vulnerability(self, key: ItemId) -> Vulnerability:
        """Draw one vulnerability."""
        groups = some_of(self.known.target_groups)
        return self.item(
            Vulnerability, id=key, terms=some_of(_TERMS), target_groups=groups, figures=_FIGURES
        )

    def strategic(self, number: int, of: list[list[int]]) -> StrategicGoal:
        """Draw a strategic goal with what stands under it."""
        return self.item(
            StrategicGoal,
            id=f"sd{number}",
            number=str(number),
            operational_goals=tuple(
                self.operational(f"{number}.{n}", under) for n, under in enumerate(of, 1)
            ),
            domain=one_of_or_none(tuple(GoalDomain)),
            summary=paragraphs(),
        )

    def operational(self, number: str, under: list[int]) -> OperationalGoal:
        """Draw an operational goal with what stands under it."""
        return self.item(
            OperationalGoal,
            id=f"od{number}",
            number=number,
            actions=tuple(self.action(f"{number}/a{n}", size) for n, size in enumerate(under, 1)),
            involvements=self.known.involvements(),
            named=few(titles(empty=False)),
        )

    def action(self, key: str, size: int) -> Action:
        """Draw an action with its indicators."""
        known = self.known
        others = one_of_or_none(tuple(each for each in self.inside.actions if each != key))
        return self.item(
            Action,
            id=key,
            indicators=tuple(self.indicator(f"{key}/i{n + 1}") for n in range(size)),
            vulnerabilities=some_of(self.inside.vulnerabilities),
            target_groups=some_of(known.target_groups),
            involvements=known.involvements(),
            projects=some_of(known.projects, most=1),
            gatherings=some_of(known.gatherings, most=1),
            health_dimensions=some_of(tuple(HealthDimension)),
            status=_STATUSES,
            period=st.none() | spans(),
            cadence=_CADENCES,
            instruments=few(titles(empty=False)),
            named=few(titles(empty=False)),
            merged_into=others,
            superseded_by=others,
        )

    def indicator(self, key: str) -> Indicator:
        """Draw an indicator, perhaps one that can be measured."""
        measure = one_of_or_none(self.measures())
        return self.item(
            Indicator, id=key, kind=_KINDS, target=_TARGETS, cadence=_CADENCES, measure=measure
        )

    def measures(self) -> tuple[Measure, ...]:
        """Return the measures that have all they need; one may ask for all partners."""
        known = self.known
        needing = (
            (MeasureKind.ENROLMENT, known.projects, ("",), ()),
            (MeasureKind.HELD, known.gatherings, ("",), ()),
            (MeasureKind.REPRESENTED, known.partners, known.bodies, ()),
            (MeasureKind.REPRESENTED, known.partners[:1], known.bodies, known.partners[1:]),
        )
        return (
            Measure(kind=MeasureKind.BALANCE, subject="gender"),
            Measure(kind=MeasureKind.CIRCLES),
            *(
                Measure(kind=kind, subject=subject, others=others, body=body)
                for kind, subjects, bodies, others in needing
                for subject in subjects
                for body in bodies
            ),
        )

    def action_plan(self) -> ActionPlan:
        """Draw a yearly action plan with entries of the plan's own actions."""
        actions = self.draw(some_of(self.inside.actions))
        entries = tuple(self.item(PlanEntry, action=each, is_done=flags()) for each in actions)
        return self.item(ActionPlan, year=_YEARS, entries=entries)

    def observations(self) -> tuple[Observation, ...]:
        """Draw observations, perhaps several of one indicator."""
        if not self.inside.indicators:
            return ()
        return tuple(
            self.item(
                Observation,
                indicator=indicator,
                day=_DAYS,
                judgement=_JUDGEMENTS,
                value=_VALUES,
                evidence=titles(),
                observer=one_of_or_none(self.known.persons),
            )
            for indicator in self.draw(few(st.sampled_from(self.inside.indicators), most=4))
        )

    def evaluations(self) -> tuple[Evaluation, ...]:
        """Draw evaluations of goals and actions."""
        by, follow_up = one_of_or_none(self.known.bodies), some_of(self.inside.actions)
        return tuple(
            self.item(
                Evaluation, subject=each, day=_DAYS, verdict=_VERDICTS, by=by, follow_up=follow_up
            )
            for each in self.draw(some_of((*self.inside.goals, *self.inside.actions)))
        )


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
        >>> find(statements(), lambda each: each.kind is StatementKind.VALUE).title
        ''
    """
    return st.builds(
        Statement,
        **{**_common_fields(Statement, sources), "title": titles()},
        id=slugs(),
        kind=st.sampled_from(StatementKind),
        number=st.sampled_from(["", "1", "2"]),
        subject=titles(),
        guiding_questions=paragraphs(),
        steps=paragraphs(),
        health_dimensions=some_of(tuple(HealthDimension)),
        part_of=one_of_or_none(others),
        kept_from=one_of_or_none(others),
    )


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
        >>> find(partners(), lambda each: each.kind is PartnerKind.CIRCLE).name
        'zorg'
    """
    return st.builds(
        Partner,
        **_common_fields(Partner, sources),
        id=slugs(),
        name=titles(empty=False),
        kind=st.sampled_from(PartnerKind),
        profession=st.sampled_from(["", "huisarts", "apotheker"]),
        clusters=some_of(tuple(Cluster)),
        line=one_of_or_none(tuple(Line)),
        area=some_of(parts),
        zones=some_of(zones),
        serves_all=flags(),
        is_coordinator=st.booleans(),
    )


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
    known = KnownIds(partners=tuple(partners), sources=tuple(sources))
    enrolments = st.builds(
        Enrolment,
        label=titles(empty=False),
        parts=st.lists(st.sampled_from(parts), min_size=1, max_size=2, unique=True),
        **known.fields(Enrolment),
    )
    stages = st.builds(StageSpan, stage=st.sampled_from(ProjectStage), period=spans())
    return st.builds(
        Project,
        **known.fields(Project),
        id=slugs(),
        stages=few(stages),
        enrolments=few(enrolments) if parts else st.just(()),
        involvements=known.involvements(),
        is_invented=st.just(value=True),
    )


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
    known = KnownIds(partners=tuple(partners), sources=tuple(sources))
    faces = totals(max_value=99, exact=True)
    divided = st.tuples(faces, faces).map(lambda of: (of[0] + of[1], of[0], of[1]))
    whole = totals(max_value=99).map(lambda of: (of, None, None))
    drawn = st.builds(
        Gathering,
        **known.fields(Gathering),
        id=slugs(),
        host=one_of_or_none(partners),
        day=maybe_days(),
        cadence=_CADENCES,
        involvements=known.involvements(),
    )
    return st.builds(_counted, drawn, st.one_of(st.just((None, None, None)), whole, divided))


def _counted(
    gathering: Gathering, counted: tuple[Total | None, Total | None, Total | None]
) -> Gathering:
    attendance, returning, new = counted
    return evolve(gathering, attendance=attendance, returning=returning, new=new)


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
    known = KnownIds(
        partners=tuple(partners),
        target_groups=tuple(target_groups),
        projects=tuple(projects),
        gatherings=tuple(gatherings),
    )
    return plans_within(known, most=max_goals)
