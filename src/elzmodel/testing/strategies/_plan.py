"""How a plan is drawn: first its shape, then what stands in it and refers to it."""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from elzmodel.policy import (
    Action,
    ActionPlan,
    ActionStatus,
    EnvironmentalAnalysis,
    Evaluation,
    GoalDomain,
    HealthDimension,
    Indicator,
    IndicatorKind,
    Judgement,
    Measure,
    MeasureKind,
    Observation,
    OperationalGoal,
    PlanEntry,
    PolicyPlan,
    StatedFigure,
    StrategicGoal,
    Target,
    Verdict,
    Vulnerability,
)
from elzmodel.testing.strategies._published import (
    References,
    few,
    flags,
    one_of_or_none,
    open_lists,
    paragraphs,
    some_of,
    spans,
    titles,
)
from elzmodel.testing.strategies.values import days, slugs, totals
from elzmodel.values import ItemId

__all__ = ["plans_within"]

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
