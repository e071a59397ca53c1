"""Strategies for what a zone publishes: statements, plans, partners, projects, gatherings.

Plans, projects and gatherings refer to partners, target groups and land by the
ids that they are given; inside a plan every reference leads somewhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from elzmodel.governance import Cluster
from elzmodel.partners import Line, Partner, PartnerKind
from elzmodel.policy import (
    Enrolment,
    Gathering,
    HealthDimension,
    Project,
    ProjectStage,
    StageSpan,
    Statement,
    StatementKind,
)
from elzmodel.testing.strategies._plan import plans_within
from elzmodel.testing.strategies._published import (
    References,
    few,
    flags,
    maybe_days,
    one_of_or_none,
    open_lists,
    paragraphs,
    some_of,
    spans,
    titles,
)
from elzmodel.testing.strategies.values import require, slugs, totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from elzmodel.policy import PolicyPlan
    from elzmodel.values import Total

__all__ = ["gatherings", "partners", "plans", "projects", "statements"]


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
