"""Distances equal those of networkx, on graphs of every shape."""

from __future__ import annotations

import networkx as nx
import pytest

from elzmodel.networks import (
    attendance_graph,
    betweenness,
    centrality,
    closeness,
    harmonic,
    network_report,
)
from elzmodel.networks.centrality import distance_weighted_fragmentation

GRAPHS = {
    "karate": nx.karate_club_graph(),
    "kite": nx.krackhardt_kite_graph(),
    "pieces": nx.disjoint_union(nx.cycle_graph(5), nx.path_graph(4)),
    "isolates": nx.empty_graph(4),
    "one": nx.empty_graph(1),
    "none": nx.empty_graph(0),
    "loop": nx.Graph([("a", "a"), ("a", "b")]),
    "sparse": nx.gnp_random_graph(60, 0.03, seed=1),
}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_closeness_and_harmonic_equal_networkx(graph: nx.Graph) -> None:
    """Both equal networkx's values for every node; one alone has nobody to be near to."""
    near = nx.closeness_centrality(graph) if len(graph) > 1 else dict.fromkeys(graph)
    assert pytest.approx(near) == dict(closeness(graph).values)
    assert pytest.approx(nx.harmonic_centrality(graph)) == dict(harmonic(graph).values)


@pytest.mark.parametrize("name", ["karate", "pieces", "sparse", "isolates"])
def test_distance_weighted_fragmentation_is_one_less_efficiency(name: str) -> None:
    """It is 1 - networkx's global efficiency."""
    expected = 1 - nx.global_efficiency(GRAPHS[name])
    assert pytest.approx(expected) == distance_weighted_fragmentation(GRAPHS[name]).value


@pytest.mark.parametrize("count", [0, 1])
def test_distance_weighted_fragmentation_needs_two(count: int) -> None:
    """One node has no pair."""
    assert distance_weighted_fragmentation(nx.empty_graph(count)).value is None


def test_the_kite_has_its_published_closeness() -> None:
    """Fernando and Garth have 0.643, Diane 0.600 (Krackhardt 1990)."""
    found = closeness(nx.krackhardt_kite_graph())
    assert pytest.approx([0.643, 0.643, 0.600], abs=5e-4) == [found[5], found[6], found[3]]


def test_sources_may_be_searched_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small blocks of sources give the same as one large block."""
    graph = GRAPHS["karate"]
    whole = closeness(graph).values
    monkeypatch.setattr(centrality, "_BLOCK", 5)
    assert whole == closeness(graph).values


def test_each_source_counts_its_own_nodes_however_many_go_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of all nodes but one as pivots, in blocks, the mean is that of networkx's distances."""
    graph = GRAPHS["sparse"]
    monkeypatch.setattr(centrality, "_BLOCK", 40)
    found = distance_weighted_fragmentation(graph, pivots=len(graph) - 1)
    (left_out,) = {*graph} - {*centrality.sample_of(graph, len(graph) - 1, 0)}
    near = [
        sum(
            1 / steps
            for other, steps in nx.single_source_shortest_path_length(graph, node).items()
            if other != node
        )
        for node in graph
        if node != left_out
    ]
    assert pytest.approx(1 - sum(near) / len(near) / (len(graph) - 1)) == found.value


def test_a_measure_with_a_value_has_no_reason_why_it_has_none() -> None:
    """A reason stands only where the measure is undefined."""
    measured = [distance_weighted_fragmentation(nx.path_graph(count)) for count in (1, 2)]
    assert ["fewer than two nodes", ""] == [each.reason for each in measured]


@pytest.mark.parametrize("pivots", [None, 1])
def test_who_has_nobody_to_be_near_to_or_between_has_no_value(pivots: int | None) -> None:
    """Of one node there are no others, and of two there are no two others: not 0, but none."""
    one, two = nx.empty_graph(["a"]), nx.Graph([("a", "b")])
    alone = closeness(one, pivots=pivots)
    assert ({"a": None}, "fewer than two nodes") == (alone.values, alone.reason)
    between = betweenness(two, pivots=pivots)
    assert ({"a": None, "b": None}, "fewer than 3 nodes") == (between.values, between.reason)
    report = network_report(attendance_graph([("a", "x"), ("b", "x")]), pivots=pivots)
    assert [None, None] == [row.betweenness for row in report.participants()]
    assert "Betweenness: fewer than 3 nodes; in steps" in report.participants().notes[1]
