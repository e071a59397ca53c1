"""How a network hangs together, and each partner's surroundings."""

from __future__ import annotations

from random import Random

import networkx as nx
import pytest
from networkx.algorithms import bipartite

from elzmodel.errors import UnknownIdError
from elzmodel.networks import (
    attendance_graph,
    average_path_length,
    bridges,
    diameter,
    ego_network,
    ego_networks,
    node_connectivity,
    reciprocity,
    transitivity,
    two_mode_centrality,
    two_mode_clustering,
)

KARATE = nx.karate_club_graph()
APART = nx.Graph([("a", "b"), ("b", "c"), ("d", "e")])
TWO_PAIRS = nx.Graph([("a", "b"), ("c", "d")])


@pytest.fixture(scope="module")
def davis() -> nx.Graph:
    """The Southern Women as networkx has them, with 89 attendances."""
    graph = nx.davis_southern_women_graph()
    women = set(graph.graph["top"])
    return attendance_graph([(a, b) if a in women else (b, a) for a, b in graph.edges])


@pytest.mark.parametrize(
    ("measure", "published"),
    [(transitivity, 0.256), (diameter, 5), (average_path_length, 2.408), (node_connectivity, 1)],
    ids=["transitivity", "diameter", "average path", "connectivity"],
)
def test_the_karate_club_is_as_published(measure, published) -> None:
    """Zachary's network is described in many books."""
    assert pytest.approx(published, abs=0.0005) == measure(KARATE).value


@pytest.mark.parametrize(
    ("kind", "evelyn", "flora", "e8"),
    [
        ("degree", 0.57, 0.14, 0.78),
        ("closeness", 0.80, 0.59, 0.85),
        ("betweenness", 0.10, 0.01, 0.24),
    ],
    ids=["degree", "closeness", "betweenness"],
)
def test_women_and_events_are_as_central_as_published(davis, kind, evelyn, flora, e8) -> None:
    """In the table of Borgatti and Halgin, each mode by its own largest value."""
    found = two_mode_centrality(davis, kind=kind)
    women = found["Evelyn Jefferson"], found["Flora Price"]
    event = found["attendance:gathering:E8"]
    assert [evelyn, flora, e8] == [round(value, 2) for value in (*women, event)]


def test_partners_without_a_tie_are_no_centre_and_no_measure() -> None:
    """Others are held against those that take part."""
    graph = attendance_graph([("a", "x"), ("a", "y"), ("b", "x")])
    lonely = graph.copy()
    lonely.add_node("c", **{**graph.nodes["a"], "name": "c"})
    for kind in ("degree", "betweenness", "closeness"):
        without, found = (two_mode_centrality(each, kind=kind) for each in (graph, lonely))
        assert {**without.values, "c": None} == found.values
    assert "no ties" == found.reason


@pytest.mark.parametrize(
    ("kind", "pairs", "reason"),
    [
        ("closeness", [("a", "x"), ("b", "y")], "not connected"),
        ("betweenness", [("a", "x"), ("a", "y")], "fewer than two"),
        ("degree", [], "no ties"),
    ],
    ids=["apart", "one partner", "nobody"],
)
def test_two_mode_centrality_says_why_there_is_none(kind, pairs, reason) -> None:
    """Rather than a value above 1, or a division by zero."""
    found = two_mode_centrality(attendance_graph(pairs), kind=kind)
    assert {None} >= set(found.values.values())
    assert reason in found.reason


def test_two_women_that_meet_meet_again_about_half_the_time(davis) -> None:
    """0.468 in the documentation of networkx."""
    assert pytest.approx(0.468, abs=0.0005) == two_mode_clustering(davis).value


@pytest.mark.parametrize("seed", range(6), ids=str)
def test_meeting_again_is_counted_as_networkx_does(seed: int) -> None:
    """In drawn lists of many meetings and few, with some who meet nobody."""
    random = Random(seed)
    pairs = [(f"p{random.randrange(9)}", f"v{random.randrange(7)}") for _ in range(8 + 5 * seed)]
    met = attendance_graph(pairs)
    expected = bipartite.robins_alexander_clustering(met)
    assert pytest.approx(expected) == (two_mode_clustering(met).value or 0)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (transitivity(TWO_PAIRS), "nobody is tied with two others"),
        (two_mode_clustering(attendance_graph([("a", "x"), ("b", "x")])), "takes part elsewhere"),
        (reciprocity(nx.DiGraph()), "no ties"),
        (reciprocity(TWO_PAIRS), "no direction"),
        (diameter(nx.empty_graph(2)), "nobody is tied"),
        (average_path_length(nx.Graph()), "nobody is tied"),
        (node_connectivity(nx.empty_graph(1)), "nobody is tied"),
    ],
    ids=["triangles", "cycles", "empty", "undirected", "untied", "nobody", "alone"],
)
def test_what_is_undefined_says_why(found, reason) -> None:
    """0 would be a finding."""
    assert found.value is None
    assert reason in found.reason


@pytest.mark.parametrize("measure", [diameter, average_path_length, node_connectivity])
def test_what_is_within_the_largest_component_says_so(measure) -> None:
    """Of one, of several, or of all."""
    assert "within the largest component, 3 of 5 nodes" in measure(APART).convention
    assert "within the largest 2 components, 2 of 4 nodes" in measure(TWO_PAIRS).convention
    assert "all are connected" in measure(KARATE).convention


def test_the_widest_and_the_weakest_of_components_as_large_count() -> None:
    """Whichever networkx meets first."""
    line, ring = nx.path_graph(4), nx.cycle_graph([*"abcd"])
    for graph in (nx.union(line, ring), nx.union(ring, line)):
        assert (3, 1) == (diameter(graph).value, node_connectivity(graph).value)
        assert pytest.approx((20 + 16) / 24) == average_path_length(graph).value


def test_bridges_are_the_ties_on_which_others_hang() -> None:
    """In the karate club, only the one who knows nobody but the teacher."""
    assert ((0, 11),) == bridges(KARATE)
    assert (("a", "b"), ("b", "c"), ("d", "e")) == bridges(APART)


def test_an_ego_network_is_its_contacts_and_their_ties() -> None:
    """Ties to others are not in it; steps go farther."""
    found = ego_network(KARATE, 11)
    assert ({0, 11}, 11) == (set(found), found.graph["ego"])
    assert set(KARATE) - set(ego_network(KARATE, 11, steps=2)) == set(KARATE) - {11, 0, *KARATE[0]}
    with pytest.raises(UnknownIdError, match="Did you mean haspengouw"):
        ego_network(nx.Graph([("haspengouw", "caw")]), "haspengou")


def test_surroundings_are_counted_without_the_partner() -> None:
    """The teacher's 16 contacts have 18 ties; without ties there is nothing to count."""
    graph = nx.Graph([*KARATE.edges])
    graph.add_node(99)
    rows = {row.partner: row for row in ego_networks(graph)}
    teacher, nobody = rows["0"], rows["99"]
    assert (16, 18, 18 / 120) == (teacher.contacts, teacher.among, teacher.density)
    assert (0, 0, None, 0, 0) == (
        nobody.contacts,
        nobody.among,
        nobody.density,
        nobody.pieces,
        nobody.two_steps,
    )
    assert len(ego_network(graph, 0, steps=2)) - 1 == teacher.two_steps
    without = ego_network(graph, 0)
    without.remove_node(0)
    assert nx.number_connected_components(without) == teacher.pieces
