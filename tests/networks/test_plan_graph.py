"""A plan as a graph, and who links governing to doing."""

from __future__ import annotations

from attrs import evolve

from elzmodel.dossiers.dossier import Dossier
from elzmodel.networks import board_action_graph, plan_graph
from elzmodel.policy import (
    Action,
    Indicator,
    IndicatorKind,
    Involvement,
    InvolvementRole,
    OperationalGoal,
    PolicyPlan,
    StrategicGoal,
)


def plan() -> PolicyPlan:
    indicator = Indicator(id="i", title="ind", kind=IndicatorKind.COUNT)
    roles = [InvolvementRole.LEAD, InvolvementRole.FINANCER]
    twice = [Involvement(partner="a", role=role) for role in roles]
    action = Action(id="act", title="actie", involvements=twice, indicators=[indicator])
    own = [Involvement(partner="ghost")]
    goal = OperationalGoal(id="od", title="od", number="1.1", actions=[action], involvements=own)
    strategic = StrategicGoal(id="sd", title="sd", number="1", operational_goals=[goal])
    return PolicyPlan(id="p", strategic_goals=[strategic])


def test_a_plan_goes_from_goals_to_indicators(zone: Dossier) -> None:
    """Each level holds the next, and partners point at what they take part in."""
    graph = plan_graph(plan(), zone)
    assert {
        ("p", "sd"): "holds",
        ("sd", "od"): "holds",
        ("od", "act"): "holds",
        ("act", "i"): "seen by",
        ("partner:a", "act"): "involved",
        ("partner:ghost", "od"): "involved",
    } == {(a, b): relation for a, b, relation in graph.edges(data="relation")}
    assert ("financer", "lead") == graph.edges["partner:a", "act"]["roles"]
    assert ("Voorbeeld a", "ghost") == tuple(
        graph.nodes[f"partner:{each}"]["name"] for each in ("a", "ghost")
    )
    assert "count" == graph.nodes["i"]["kind"]


def test_without_a_dossier_partners_have_their_ids() -> None:
    """Names come from the dossier; without one the id stands."""
    assert "a" == plan_graph(plan()).nodes["partner:a"]["name"]


def test_bodies_and_actions_are_linked_by_partners(zone: Dossier) -> None:
    """A partner in a body and in an action links the two; gatherings are no action."""
    links = board_action_graph(zone, coordinator=True)
    assert [("haspengouw:action:duo", "haspengouw:body:board")] == list(links.edges)
    assert ("z",) == links["haspengouw:action:duo"]["haspengouw:body:board"]["partners"]
    assert "haspengouw:gathering:fair" not in links
    alone = board_action_graph(zone)
    assert 0 == len(alone.edges)
    assert "haspengouw:action:quiet" in alone


def test_two_partners_make_a_link_of_two() -> None:
    """The weight counts the partners that link a body to an action."""
    from tests.networks.conftest import involved, plan_of

    base = Dossier(zone_id="z")
    from elzmodel.governance import Body, BodyKind, CareCouncil, Membership

    council = CareCouncil(
        id="c",
        zone="z",
        bodies=[Body(id="group", kind=BodyKind.WORKING_GROUP)],
        memberships=[Membership(body="group", partner=p) for p in "ab"],
    )
    action = Action(id="x", title="x", involvements=involved("a", "b"))
    dossier = evolve(base, councils=[council], plans=[plan_of(action)])
    link = board_action_graph(dossier)["z:body:group"]["z:action:x"]
    assert (("a", "b"), 2, 0.5) == (link["partners"], link["weight"], link["distance"])
