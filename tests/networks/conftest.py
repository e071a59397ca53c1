"""Invented partners around real borders, and classical networks."""

from __future__ import annotations

import networkx as nx
import pytest

from elzmodel.dossiers import Dossier
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Membership,
    Seat,
)
from elzmodel.partners import Partner, PartnerKind
from elzmodel.policy import (
    Action,
    Enrolment,
    Gathering,
    Involvement,
    InvolvementRole,
    OperationalGoal,
    PolicyPlan,
    Project,
    StrategicGoal,
)

LOCAL = PartnerKind.MUNICIPALITY


def involved(*partners: str) -> list[Involvement]:
    return [Involvement(partner=partner) for partner in partners]


def plan_of(*actions: Action) -> PolicyPlan:
    goal = OperationalGoal(id="od1", title="Voorbeeld", number="1.1", actions=actions)
    strategic = StrategicGoal(id="sd1", title="Voorbeeld", number="1", operational_goals=[goal])
    return PolicyPlan(id="plan", title="Voorbeeldplan", strategic_goals=[strategic])


def local_seat(number: int, name: str) -> Seat:
    who = Constituency(
        kind=ConstituencyKind.MUNICIPALITY, label=name, partner=f"lb-{name}", parts=[name]
    )
    return Seat(id=f"lb-{number}", body="board", cluster=Cluster.LOCAL_AUTHORITY, represents=[who])


@pytest.fixture
def haspengouw() -> Dossier:
    """Invented partners of Haspengouw, and what Newman's weights of their ties are.

    lb-kortessem -1.5- nursing, lb-kortessem -1- cgg, nursing -.5- cgg,
    cgg, caw and lb-sint-truiden -.5- each, logo -.5- cgg and lb-kortessem.
    """
    return Dossier(
        zone_id="haspengouw",
        is_invented=True,
        partners=[
            Partner(id="zone", name="Voorbeeld ELZ", is_coordinator=True),
            Partner(id="lb-kortessem", name="Voorbeeld K", kind=LOCAL, area=["kortessem"]),
            Partner(id="lb-sint-truiden", name="Voorbeeld S", kind=LOCAL, area=["sint-truiden"]),
            Partner(id="nursing", name="Voorbeeld verpleging", area=["kortessem"]),
            Partner(id="cgg", name="Voorbeeld CGG", area=["sint-truiden", "heers", "wellen"]),
            Partner(id="caw", name="Voorbeeld CAW", area=["kortessem", "hasselt"]),
            Partner(id="logo", name="Voorbeeld Logo", serves_all=True),
            Partner(id="asster", name="Voorbeeld Asster"),
        ],
        plans=[
            plan_of(
                Action(
                    id="a1", title="één", involvements=involved("lb-kortessem", "nursing", "cgg")
                ),
                Action(
                    id="a2", title="twee", involvements=involved("cgg", "lb-sint-truiden", "caw")
                ),
                Action(id="a3", title="drie", involvements=involved("nursing", "lb-kortessem")),
                Action(id="a4", title="vier", involvements=involved("logo", "cgg", "lb-kortessem")),
                Action(id="a5", title="vijf"),
            )
        ],
        projects=[
            Project(
                id="bov",
                title="Voorbeeld BOV",
                is_invented=True,
                enrolments=[
                    Enrolment(label=name, parts=[name]) for name in ("kortessem", "sint-truiden")
                ],
            )
        ],
    )


@pytest.fixture
def herkenrode() -> Dossier:
    """One invented local government of Herkenrode."""
    hasselt = Partner(id="lb-hasselt", name="Voorbeeld H", kind=LOCAL, area=["hasselt"])
    return Dossier(zone_id="herkenrode", is_invented=True, partners=[hasselt])


@pytest.fixture(scope="session")
def zone() -> Dossier:
    """An invented zone: a board of a, b and c, a fair of b, c and d, a duo of d and e.

    The coordinator z is in everything; f is alone in an action, g nowhere, h only mentioned.
    """
    care, welfare = [Cluster.CARE], [Cluster.WELFARE]
    clusters = {"a": care, "b": care, "c": welfare, "d": welfare, "e": care}
    partners = [
        Partner(id=name, name=f"Voorbeeld {name}", clusters=clusters.get(name, []))
        for name in "abcdefgh"
    ]
    coordinator = Partner(id="z", name="Voorbeeld z", kind=PartnerKind.ZONE, zones=["haspengouw"])
    seats = [
        Seat(
            id=f"s-{name}",
            body="board",
            cluster=Cluster.CARE,
            represents=[Constituency(kind=ConstituencyKind.ORGANISATION, label=name, partner=name)],
        )
        for name in "abcz"
    ]
    council = CareCouncil(
        id="raad",
        zone="haspengouw",
        bodies=[
            Body(id="board", kind=BodyKind.BOARD),
            Body(id="group", kind=BodyKind.WORKING_GROUP, name="werkgroep"),
        ],
        seats=seats,
        memberships=[Membership(body="group", partner="a"), Membership(body="group", partner="b")],
    )
    mentioned = Involvement(partner="h", role=InvolvementRole.MENTIONED)
    return Dossier(
        zone_id="haspengouw",
        is_invented=True,
        partners=[*partners, coordinator],
        councils=[council],
        plans=[
            plan_of(
                Action(id="duo", title="duo", involvements=involved("d", "e", "z")),
                Action(id="solo", title="solo", involvements=involved("f")),
                Action(id="quiet", title="leeg"),
                Action(
                    id="open",
                    title="open",
                    involvements=[mentioned],
                    open_lists=["involvements"],
                ),
            )
        ],
        gatherings=[Gathering(id="fair", title="beurs", involvements=involved("b", "c", "d", "z"))],
    )


@pytest.fixture
def women() -> tuple[nx.Graph, list[str], list[str]]:
    """The Southern Women of Davis, Gardner and Gardner 1941: 18 women, 14 events.

    In the version with 93 attendances that migraph has: networkx's version has
    89, without these four.
    """
    graph = nx.davis_southern_women_graph()
    graph.add_edges_from(("Helen Lloyd", event) for event in ("E13", "E14"))
    graph.add_edges_from(("Dorothy Murchison", event) for event in ("E10", "E12"))
    return graph, graph.graph["top"], graph.graph["bottom"]
