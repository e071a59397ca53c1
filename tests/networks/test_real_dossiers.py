"""What the packaged documents state about who works together is in the network."""

from __future__ import annotations

import pytest
from attrs import evolve

from elzmodel import dossier
from elzmodel.dossiers import Dossier
from elzmodel.errors import UnknownIdError
from elzmodel.networks import affiliation_graph, collaboration_graph, falls_loose, projection
from elzmodel.networks.affiliation import OWN_PLAN
from elzmodel.partners import Partner, PartnerKind
from elzmodel.policy import Action, Gathering, Involvement, PolicyPlan
from tests.networks.conftest import involved, plan_of

ZONES = ("haspengouw", "herkenrode", "kempenland", "zuid-oost-limburg")


def stated(found: Dossier) -> set[tuple[str, str, str]]:
    """Return who is involved in what and how, read from the items of a dossier one by one."""
    goals = [goal for plan in found.plans for goal in plan.operational_goals]
    listed = {
        (each.partner, f"{found.zone_id}:{kind}:{item.id}", each.role.value)
        for kind, items in (
            ("goal", goals),
            ("action", found.actions),
            ("project", found.projects),
            ("gathering", found.gatherings),
        )
        for item in items
        for each in item.involvements
    }
    hosts = {(g.host, f"{found.zone_id}:gathering:{g.id}", "host") for g in found.gatherings}
    seats = {
        (each.partner, f"{found.zone_id}:body:{seat.body}", seat.cluster.value)
        for council in found.councils
        for seat in council.seats
        for each in seat.represents
    }
    return {each for each in listed | hosts | seats if each[0] is not None}


@pytest.mark.parametrize("zone", ZONES)
def test_every_involvement_is_in_the_network_with_its_role(zone: str) -> None:
    """Nothing that a document states gets lost, and nothing is added but the zone's own plan."""
    found = dossier(zone)
    graph = affiliation_graph(found, coordinator=True, mentioned=True)
    drawn = {
        (partner, venue, role)
        for partner in found.partners_by_id
        for venue, edge in graph[partner].items()
        for role in edge["roles"]
        if role != OWN_PLAN
    }
    assert stated(found) == drawn


def test_the_documents_state_some_seventy_involvements() -> None:
    """Haspengouw names partners in its plan, Herkenrode in its seats, the others name none."""
    assert [55, 19, 0, 0] == [len(stated(dossier(zone))) for zone in ZONES]


def test_the_zone_itself_holds_its_plan_together() -> None:
    """Without the coordinator its partners fall apart into eight; those tied by the text stay."""
    graph = collaboration_graph(dossier("haspengouw"), coordinator=True)
    loose = falls_loose(graph, "elz-haspengouw")
    assert 8 == len(loose)
    assert ("limburgse-eerstelijnszones", "pallion") in loose


def test_who_was_left_out_can_be_asked_for() -> None:
    """The graph without the coordinator says how to get it with."""
    graph = collaboration_graph(dossier("haspengouw"))
    with pytest.raises(UnknownIdError, match="ask for it with coordinator=True"):
        falls_loose(graph, "elz-haspengouw")


def own_zone(*actions: Action) -> Dossier:
    zone = Partner(id="elz", name="Voorbeeld ELZ", kind=PartnerKind.ZONE, zones=["haspengouw"])
    partners = [zone, *(Partner(id=name, name=f"Voorbeeld {name}") for name in "ab")]
    return Dossier(
        zone_id="haspengouw", is_invented=True, partners=partners, plans=[plan_of(*actions)]
    )


def test_a_plan_that_says_where_its_zone_acts_is_believed() -> None:
    """Where one action names the zone, it is not in the others by itself."""
    alone, together = involved("a"), involved("b", "elz")
    silent = own_zone(*(Action(id=n, title=n, involvements=alone) for n in ("one", "two")))
    graph = affiliation_graph(silent, coordinator=True)
    assert (OWN_PLAN,) == graph.edges["elz", "haspengouw:action:one"]["roles"]
    told = own_zone(
        Action(id="one", title="x", involvements=alone),
        Action(id="two", title="y", involvements=together),
    )
    graph = affiliation_graph(told, coordinator=True)
    assert ["haspengouw:action:two"] == list(graph["elz"])


def test_actions_of_two_plans_are_two_venues() -> None:
    """Though both plans number them alike, who is in the one did not meet who is in the other."""
    first, second = (
        own_zone(Action(id="1/a1", title="x", involvements=involved(name))).plans[0]
        for name in "ab"
    )
    both = evolve(own_zone(), plans=[first, evolve(second, id="later")])
    graph = affiliation_graph(both)
    assert ["haspengouw:action:plan/1/a1"] == list(graph["a"])
    assert ["haspengouw:action:later/1/a1"] == list(graph["b"])
    assert not projection(graph).edges


def test_a_host_is_at_the_gathering() -> None:
    """Who receives people meets those who come."""
    fair = Gathering(id="fair", title="x", host="a", involvements=[Involvement(partner="b")])
    graph = affiliation_graph(evolve(own_zone(), plans=[PolicyPlan(id="p")], gatherings=[fair]))
    assert ("host",) == graph.edges["a", "haspengouw:gathering:fair"]["roles"]
    assert projection(graph).has_edge("a", "b")
