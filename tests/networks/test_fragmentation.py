"""How far networks fall apart, and without whom."""

from __future__ import annotations

import networkx as nx
import pytest

from elzmodel.networks import cut_partners, falls_loose, fragmentation, fragmentation_loss

GRAPHS = {
    "star": nx.star_graph(5),
    "path": nx.path_graph(6),
    "ring": nx.cycle_graph(6),
    "complete": nx.complete_graph(5),
    "pieces": nx.disjoint_union(nx.path_graph(4), nx.star_graph(3)),
    "isolates": nx.empty_graph(5),
    "lollipop": nx.lollipop_graph(4, 3),
    "karate": nx.karate_club_graph(),
    "families": nx.florentine_families_graph(),
    "sparse": nx.gnp_random_graph(50, 0.04, seed=3),
    "loop": nx.Graph([("a", "a"), ("a", "b"), ("b", "c")]),
}


def apart(graph: nx.Graph) -> float:
    """The share of pairs without a path, pair by pair."""
    pairs = [(a, b) for a in graph for b in graph if a != b]
    return sum(not nx.has_path(graph, a, b) for a, b in pairs) / len(pairs)


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_fragmentation_is_the_share_of_pairs_apart(graph: nx.Graph) -> None:
    """The formula over components equals counting pairs without a path."""
    assert pytest.approx(apart(graph)) == fragmentation(graph).value


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_loss_is_what_removing_each_node_does(graph: nx.Graph) -> None:
    """One pass gives for each node what removing it and measuring again gives."""
    found = fragmentation_loss(graph)
    for node in graph:
        rest = graph.copy()
        rest.remove_node(node)
        expected = fragmentation(rest).value - fragmentation(graph).value
        assert pytest.approx(expected) == found[node]


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_cut_partners_are_networkxs_articulation_points(graph: nx.Graph) -> None:
    """The single points of failure equal networkx's."""
    assert tuple(sorted(nx.articulation_points(graph), key=str)) == cut_partners(graph)


@pytest.mark.parametrize(("count", "is_defined"), [(0, False), (1, False), (2, True)])
def test_fragmentation_needs_a_pair(count: int, *, is_defined: bool) -> None:
    """Fewer than two nodes have no pairs, and the reason says so."""
    found = fragmentation(nx.empty_graph(count))
    assert is_defined == found.is_defined
    assert is_defined == (not found.reason)


def test_loss_needs_a_pair_that_is_left() -> None:
    """With two nodes no pair is left, and with none there is nothing to lose."""
    found = fragmentation_loss(nx.path_graph(2))
    assert {0: None, 1: None} == found.values
    assert "fewer than three nodes" == found.reason
    assert {} == fragmentation_loss(nx.empty_graph(0)).values


def test_losing_someone_without_ties_makes_the_rest_less_fragmented() -> None:
    """The loss of an isolate is negative."""
    graph = nx.path_graph(3)
    graph.add_node("alone")
    assert -0.5 == fragmentation_loss(graph)["alone"]


def test_what_falls_loose_is_all_but_the_largest_group() -> None:
    """Groups come largest first; the one that stays whole is not among them."""
    graph = nx.Graph([("x", "a"), ("a", "b"), ("b", "c"), ("x", "d"), ("x", "e"), ("e", "f")])
    assert (("e", "f"), ("d",)) == falls_loose(graph, "x")
    assert () == falls_loose(graph, "c")
