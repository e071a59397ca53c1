"""A small invented plan of the shape of real ones."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.policy import (
    Action,
    EnvironmentalAnalysis,
    GoalDomain,
    Indicator,
    IndicatorKind,
    Involvement,
    InvolvementRole,
    Measure,
    MeasureKind,
    OperationalGoal,
    PolicyPlan,
    StrategicGoal,
    Target,
    Vulnerability,
)
from elzmodel.values import Period


def indicator(key, kind=IndicatorKind.QUALITATIVE, title="Voorbeeldindicator", **more):
    return Indicator(id=key, title=title, kind=kind, **more)


@pytest.fixture
def plan():
    """Return a plan in which little is stated, as in real ones.

    ::

        1 governance   1.1   a1  yearly fair, partner caw leads      i1 i2
                             a2  divers bestuur                      i1 (a balance)
        2 content      2.1   a1  StopDiabetes, with project stop     i1 (placeholder)
                       2.2   a1  contact met diensten (no indicator), linked to wonen

    Vulnerabilities: diabetes (named by 2.1/a1), wonen (linked to 2.2/a1),
    eenzaamheid (neither). The list of them is not complete.
    """
    fair = Action(
        id="1.1/a1",
        title="Jaarlijkse beurs voor mantelzorgers",
        cadence="jaarlijks",
        period=Period(date(2024, 1, 1)),
        target_groups=["mantelzorgers"],
        gatherings=["beurs"],
        involvements=[
            Involvement(partner="caw", role=InvolvementRole.LEAD),
            Involvement(partner="burgers", role=InvolvementRole.AUDIENCE),
        ],
        indicators=[indicator("1.1/a1/i1"), indicator("1.1/a1/i2", IndicatorKind.EVENT)],
    )
    board = Action(
        id="1.1/a2",
        title="Een divers bestuur",
        indicators=[
            indicator(
                "1.1/a2/i1",
                IndicatorKind.COMPOSITION,
                measure=Measure(kind=MeasureKind.BALANCE, subject="gender"),
            )
        ],
    )
    stop = Action(
        id="2.1/a1",
        title="StopDiabetes opstarten",
        projects=["stop"],
        indicators=[
            indicator(
                "2.1/a1/i1",
                IndicatorKind.COUNT,
                title="Aantal opgestarte reeksen",
                target=Target(as_written="X reeksen", is_placeholder=True),
            )
        ],
    )
    contact = Action(
        id="2.2/a1",
        title="Contact met diensten",
        vulnerabilities=["wonen"],
        involvements=[Involvement(partner="logo")],
    )
    governance = OperationalGoal(id="od1.1", number="1.1", title="Samen", actions=[fair, board])
    prevention = OperationalGoal(
        id="od2.1",
        number="2.1",
        title="Preventie",
        actions=[stop],
        involvements=[Involvement(partner="logo")],
    )
    homes = OperationalGoal(id="od2.2", number="2.2", title="Huisvesting", actions=[contact])
    return PolicyPlan(
        id="voorbeeldplan",
        title="Voorbeeldplan",
        strategic_goals=[
            StrategicGoal(
                id="sd1",
                number="1",
                title="Elkaar kennen",
                domain=GoalDomain.GOVERNANCE,
                operational_goals=[governance],
            ),
            StrategicGoal(
                id="sd2",
                number="2",
                title="Gezond leven, met zelfredzaamheid",
                domain=GoalDomain.CONTENT,
                operational_goals=[prevention, homes],
            ),
        ],
        analysis=EnvironmentalAnalysis(
            open_lists=["vulnerabilities"],
            vulnerabilities=[
                Vulnerability(id="diabetes", title="meer suikerziekte", terms=["diabet"]),
                Vulnerability(id="wonen", title="dure woningen", terms=["woning"]),
                Vulnerability(id="eenzaam", title="eenzaamheid"),
            ],
        ),
    )
