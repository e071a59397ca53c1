"""Strategies for what a zone publishes: statements, plans, partners, projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

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

__all__ = [
    "gatherings",
    "partners",
    "plans",
    "projects",
    "statements",
]

T = TypeVar("T")

_PHRASES = ("zorg", "welzijn en zorg", "Halt2Diabetes", "café", "mantelzorgers", "1.10", "no")
_ALPHABET = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"])


# Making a strategy costs more than drawing from it: each is made once.
@cache
def titles(*, empty: bool = True) -> st.SearchStrategy[str]:
    """Draw a few words, such as may stand in a title; perhaps none."""
    return st.sampled_from(("", *_PHRASES) if empty else _PHRASES)


@cache
def paragraphs() -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some paragraphs of any printable text."""
    return few(titles() | st.text(_ALPHABET, max_size=8))


def few(values: st.SearchStrategy[T], *, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few values."""
    return _few(values, most)


@cache
def _few(values: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    # Remembered apart from its typed door: a remembered function forgets what T was.
    return st.lists(values, max_size=most).map(tuple)


@cache
def some_of(values: tuple[T, ...], *, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few of the values given, each once; none where there are none."""
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def one_of_or_none(values: tuple[T, ...]) -> st.SearchStrategy[T | None]:
    """Draw one of the values given, or nothing."""
    return _one_of_or_none(values)


@cache
def _one_of_or_none(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from((None, *values))


@cache
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


@cache
def maybe_days() -> st.SearchStrategy[date | None]:
    """Draw a day, or none."""
    return st.none() | days()


@cache
def spans() -> st.SearchStrategy[Period]:
    """Draw periods."""
    return periods()


@frozen(kw_only=True)
class References:
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

    def where(self) -> st.SearchStrategy[tuple[Any, ...]]:
        """Draw in which document something stands."""
        return some_of(self.sources, most=1)

    def involvements(self) -> st.SearchStrategy[tuple[Involvement, ...]]:
        """Draw partners with their roles."""
        return _involvements(self.partners, self.sources)


@cache
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
            period=spans(),
            sources=some_of(sources, most=1),
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
def _plans(draw: st.DrawFn, *, known: References, most: int) -> PolicyPlan:
    shape = draw(_shapes(most))
    return _Drawing(draw, known, _Ids.of(shape, draw(_COUNTS))).plan(shape)


def plans_within(known: References, *, most: int) -> st.SearchStrategy[PolicyPlan]:
    """Draw plans that refer to what is known."""
    return _plans(known=known, most=most)


@cache
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
    known: References
    inside: _Ids

    def plan(self, shape: _Shape) -> PolicyPlan:
        """Draw the whole."""
        draw = self.draw
        return PolicyPlan(
            id=ItemId(draw(_SLUGS)),
            strategic_goals=tuple(self.strategic(n, of) for n, of in enumerate(shape, 1)),
            analysis=self.analysis(),
            action_plans=tuple(self.action_plan() for _ in range(draw(_COUNTS))),
            observations=self.observations(),
            evaluations=self.evaluations(),
            period=draw(st.none() | spans()),
            based_on=draw(few(titles(empty=False))),
            approved_by=draw(one_of_or_none(self.known.bodies)),
            text=draw(paragraphs()),
            open_lists=draw(open_lists(PolicyPlan)),
            note=draw(titles()),
            **self.head(empty=True),
        )

    def head(self, *, empty: bool = False) -> dict[str, Any]:
        """Draw what nearly every item has."""
        return {
            "title": self.draw(titles(empty=empty)),
            "gloss": self.draw(titles()),
            "sources": self.draw(self.known.where()),
        }

    def analysis(self) -> EnvironmentalAnalysis | None:
        """Draw the analysis of which the vulnerabilities have ids."""
        draw = self.draw
        if not self.inside.vulnerabilities and not draw(st.booleans()):
            return None
        return EnvironmentalAnalysis(
            year=draw(st.none() | _YEARS),
            vulnerabilities=tuple(map(self.vulnerability, self.inside.vulnerabilities)),
            open_lists=draw(open_lists(EnvironmentalAnalysis)),
            note=draw(titles()),
        )

    def vulnerability(self, key: ItemId) -> Vulnerability:
        """Draw one vulnerability."""
        return Vulnerability(
            id=key,
            terms=self.draw(some_of(_TERMS)),
            target_groups=self.draw(some_of(self.known.target_groups)),
            figures=self.draw(_FIGURES),
            text=self.draw(paragraphs()),
            **self.head(),
        )

    def strategic(self, number: int, of: list[list[int]]) -> StrategicGoal:
        """Draw a strategic goal with what stands under it."""
        return StrategicGoal(
            id=ItemId(f"sd{number}"),
            number=str(number),
            operational_goals=tuple(
                self.operational(f"{number}.{n}", under) for n, under in enumerate(of, 1)
            ),
            domain=self.draw(one_of_or_none(tuple(GoalDomain))),
            summary=self.draw(paragraphs()),
            text=self.draw(paragraphs()),
            open_lists=self.draw(open_lists(StrategicGoal)),
            **self.head(),
        )

    def operational(self, number: str, under: list[int]) -> OperationalGoal:
        """Draw an operational goal with what stands under it."""
        return OperationalGoal(
            id=ItemId(f"od{number}"),
            number=number,
            actions=tuple(self.action(f"{number}/a{n}", size) for n, size in enumerate(under, 1)),
            involvements=self.draw(self.known.involvements()),
            named=self.draw(few(titles(empty=False))),
            open_lists=self.draw(open_lists(OperationalGoal)),
            **self.head(),
        )

    def action(self, key: str, size: int) -> Action:
        """Draw an action with its indicators."""
        draw, known = self.draw, self.known
        others = one_of_or_none(tuple(each for each in self.inside.actions if each != key))
        return Action(
            id=ItemId(key),
            indicators=tuple(self.indicator(f"{key}/i{n + 1}") for n in range(size)),
            vulnerabilities=draw(some_of(self.inside.vulnerabilities)),
            target_groups=draw(some_of(known.target_groups)),
            involvements=draw(known.involvements()),
            projects=draw(some_of(known.projects, most=1)),
            gatherings=draw(some_of(known.gatherings, most=1)),
            health_dimensions=draw(some_of(tuple(HealthDimension))),
            status=draw(_STATUSES),
            period=draw(st.none() | spans()),
            cadence=draw(_CADENCES),
            instruments=draw(few(titles(empty=False))),
            named=draw(few(titles(empty=False))),
            merged_into=draw(others),
            superseded_by=draw(others),
            text=draw(paragraphs()),
            open_lists=draw(open_lists(Action)),
            note=draw(titles()),
            **self.head(),
        )

    def indicator(self, key: str) -> Indicator:
        """Draw an indicator, perhaps one that can be measured."""
        return Indicator(
            id=ItemId(key),
            kind=self.draw(_KINDS),
            target=self.draw(_TARGETS),
            cadence=self.draw(_CADENCES),
            measure=self.draw(one_of_or_none(self.measures())),
            text=self.draw(paragraphs()),
            open_lists=self.draw(open_lists(Indicator)),
            **self.head(),
        )

    def measures(self) -> tuple[Measure, ...]:
        """Return the measures that have all they need."""
        known = self.known
        needing = (
            (MeasureKind.ENROLMENT, known.projects, ("",)),
            (MeasureKind.HELD, known.gatherings, ("",)),
            (MeasureKind.REPRESENTED, known.partners, known.bodies),
        )
        return (
            Measure(kind=MeasureKind.BALANCE, subject="gender"),
            Measure(kind=MeasureKind.CIRCLES),
            *(
                Measure(kind=kind, subject=subject, body=body)
                for kind, subjects, bodies in needing
                for subject in subjects
                for body in bodies
            ),
        )

    def action_plan(self) -> ActionPlan:
        """Draw a yearly action plan with entries of the plan's own actions."""
        draw = self.draw
        return ActionPlan(
            year=draw(_YEARS),
            entries=tuple(
                PlanEntry(action=action, is_done=draw(flags()), note=draw(titles()))
                for action in draw(some_of(self.inside.actions))
            ),
            open_lists=draw(open_lists(ActionPlan)),
            note=draw(titles()),
            sources=draw(self.known.where()),
        )

    def observations(self) -> tuple[Observation, ...]:
        """Draw observations, perhaps several of one indicator."""
        draw = self.draw
        if not self.inside.indicators:
            return ()
        return tuple(
            Observation(
                indicator=indicator,
                day=draw(_DAYS),
                judgement=draw(_JUDGEMENTS),
                value=draw(_VALUES),
                evidence=draw(titles()),
                observer=draw(one_of_or_none(self.known.persons)),
                sources=draw(self.known.where()),
            )
            for indicator in draw(few(st.sampled_from(self.inside.indicators), most=4))
        )

    def evaluations(self) -> tuple[Evaluation, ...]:
        """Draw evaluations of goals and actions."""
        draw = self.draw
        return tuple(
            Evaluation(
                subject=subject,
                day=draw(_DAYS),
                verdict=draw(_VERDICTS),
                by=draw(one_of_or_none(self.known.bodies)),
                note=draw(titles()),
                follow_up=draw(some_of(self.inside.actions)),
                sources=draw(self.known.where()),
            )
            for subject in draw(some_of((*self.inside.goals, *self.inside.actions)))
        )


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
    return _statements(tuple(others), tuple(sources))


@cache
def _statements(others: tuple[str, ...], sources: tuple[str, ...]) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        id=slugs(),
        kind=st.sampled_from(StatementKind),
        title=titles(),
        gloss=titles(),
        number=st.sampled_from(["", "1", "2"]),
        text=paragraphs(),
        subject=titles(),
        guiding_questions=paragraphs(),
        steps=paragraphs(),
        health_dimensions=some_of(tuple(HealthDimension)),
        part_of=one_of_or_none(others),
        kept_from=one_of_or_none(others),
        open_lists=open_lists(Statement),
        note=titles(),
        sources=some_of(sources, most=1),
    )


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
    return _partners(tuple(parts), tuple(zones), tuple(sources))


@cache
def _partners(
    parts: tuple[str, ...], zones: tuple[str, ...], sources: tuple[str, ...]
) -> st.SearchStrategy[Partner]:
    return st.builds(
        Partner,
        id=slugs(),
        name=titles(empty=False),
        gloss=titles(),
        kind=st.sampled_from(PartnerKind),
        profession=st.sampled_from(["", "huisarts", "apotheker"]),
        clusters=some_of(tuple(Cluster)),
        line=one_of_or_none(tuple(Line)),
        area=some_of(parts),
        zones=some_of(zones),
        serves_all=flags(),
        is_coordinator=st.booleans(),
        period=spans(),
        note=titles(),
        sources=some_of(sources, most=1),
    )


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
    return _projects(tuple(partners), tuple(parts), tuple(sources))


@cache
def _projects(
    partners: tuple[str, ...], parts: tuple[str, ...], sources: tuple[str, ...]
) -> st.SearchStrategy[Project]:
    known = References(partners=partners, sources=sources)
    enrolments = st.builds(
        Enrolment,
        label=titles(empty=False),
        parts=st.lists(st.sampled_from(parts), min_size=1, max_size=2, unique=True),
        period=spans(),
        sources=known.where(),
    )
    stages = st.builds(StageSpan, stage=st.sampled_from(ProjectStage), period=spans())
    return st.builds(
        Project,
        id=slugs(),
        title=titles(empty=False),
        gloss=titles(),
        stages=few(stages),
        enrolments=few(enrolments) if parts else st.just(()),
        involvements=known.involvements(),
        is_invented=st.just(value=True),
        open_lists=open_lists(Project),
        note=titles(),
        sources=known.where(),
    )


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
    return _gatherings(tuple(partners), tuple(sources))


@cache
def _gatherings(
    partners: tuple[str, ...], sources: tuple[str, ...]
) -> st.SearchStrategy[Gathering]:
    known = References(partners=partners, sources=sources)
    faces = totals(max_value=99, exact=True)
    divided = st.tuples(faces, faces).map(lambda of: (of[0] + of[1], of[0], of[1]))
    whole = totals(max_value=99).map(lambda of: (of, None, None))
    drawn = st.builds(
        Gathering,
        id=slugs(),
        title=titles(empty=False),
        gloss=titles(),
        host=one_of_or_none(partners),
        day=maybe_days(),
        cadence=st.sampled_from(["", "jaarlijks"]),
        involvements=known.involvements(),
        open_lists=open_lists(Gathering),
        note=titles(),
        sources=known.where(),
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
    known = References(
        partners=tuple(partners),
        target_groups=tuple(target_groups),
        projects=tuple(projects),
        gatherings=tuple(gatherings),
    )
    return plans_within(known, most=max_goals)
