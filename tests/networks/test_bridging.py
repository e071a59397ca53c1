"""Betweenness is exact, or an estimate that says how far off it may be."""

from __future__ import annotations

from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.networks import (
    Estimates,
    betweenness,
    closeness,
    closeness_centralisation,
    cut_partners,
    falls_loose,
    network_report,
    projection,
)
from elzmodel.networks.centrality import distance_weighted_fragmentation
from elzmodel.networks.measurement import standard_error
from elzmodel.networks.pieces import Search
from elzmodel.testing.attendance import invented_attendance


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[Any]:
    """Draw graphs with and without directions, of any density, in pieces or not."""
    count = draw(st.integers(0, 9))
    pairs = st.tuples(*[st.integers(0, max(0, count - 1))] * 2).filter(lambda p: p[0] != p[1])
    made = draw(st.sampled_from([nx.Graph, nx.DiGraph]))()
    made.add_nodes_from(range(count))
    made.add_edges_from(draw(st.lists(pairs, max_size=14)) if count > 1 else [])
    return made


@given(graphs())
def test_betweenness_is_that_of_networkx_and_of_rustworkx(graph: nx.Graph[Any]) -> None:
    """In steps, along the direction of ties where they have one; of three nodes or more."""
    values = nx.betweenness_centrality(graph) if len(graph) > 2 else dict.fromkeys(graph)
    expected = pytest.approx(values)
    assert expected == betweenness(graph).values
    assert expected == betweenness(graph, engine="rustworkx").values


@pytest.mark.parametrize("made", [nx.Graph, nx.DiGraph], ids=["undirected", "directed"])
def test_an_engine_gives_the_same_values(made: type[nx.Graph[Any]]) -> None:
    """Of a path with a branch, whichever way ties go."""
    graph = made([("a", "b"), ("b", "c"), ("c", "d"), ("b", "e")])
    assert betweenness(graph).values == pytest.approx(betweenness(graph, engine="rustworkx").values)


@given(graphs(), st.integers(0, 5))
def test_with_all_nodes_as_pivots_nothing_is_estimated(graph: nx.Graph[Any], seed: int) -> None:
    """The values are the exact ones, whatever is drawn, and say so."""
    everybody = len(graph) or 1
    assert betweenness(graph) == betweenness(graph, pivots=everybody, seed=seed)
    undirected = graph.to_undirected()
    assert closeness(undirected) == closeness(undirected, pivots=everybody, seed=seed)


@pytest.fixture(scope="module")
def ties() -> nx.Graph[Any]:
    """Return the ties of three hundred invented partners."""
    return projection(invented_attendance(300, venues=420, seed=3).to_graph())


@pytest.mark.dear
def test_high_values_lie_within_four_standard_errors(ties: nx.Graph[Any]) -> None:
    """Of betweenness and of closeness, for the ten highest and six draws."""
    for measure in (betweenness, closeness):
        top = measure(ties).top(10)
        for seed in range(6):
            found = measure(ties, pivots=120, seed=seed)
            assert isinstance(found, Estimates)
            for node, value in top:
                assert abs((found[node] or 0) - value) < 4 * found.spread[node]


@pytest.mark.dear
def test_the_spread_is_what_estimates_differ_by(ties: nx.Graph[Any]) -> None:
    """Over many draws the highest value is off by somewhat less than its spread."""
    (top, value), *_ = betweenness(ties).top(1)
    drawn = [betweenness(ties, pivots=40, seed=seed) for seed in range(20)]
    errors = [(found[top] or 0) - value for found in drawn]
    root = (sum(each**2 for each in errors) / len(errors)) ** 0.5
    spreads = [found.spread[top] for found in drawn if isinstance(found, Estimates)]
    assert 0.3 < root / (sum(spreads) / len(spreads)) < 1


def test_nobody_is_named_certain_wrongly() -> None:
    """Who stands far above the others is named, whatever is drawn."""
    graph = nx.star_graph(40)
    graph.add_edges_from((node, node + 100) for node in range(1, 6))
    true = {node for node, _ in betweenness(graph).top(6)}
    for seed in range(30):
        found = betweenness(graph, pivots=30, seed=seed)
        assert isinstance(found, Estimates)
        assert set(found.certain(6)) <= true
        assert 0 in found.certain(6)


def test_all_are_certain_where_fewer_are_there_than_asked() -> None:
    """Of three nodes all are among the first ten."""
    found = betweenness(nx.path_graph(4), pivots=3)
    assert isinstance(found, Estimates)
    assert set(range(4)) == set(found.certain(10))
    assert () == Estimates(name="x", values={}, formula="").certain(3)


def test_a_list_of_a_thousand_is_measured_exactly() -> None:
    """Without pivots, counted in partners; with more of them, from a hundred."""
    met = invented_attendance(1060, venues=1480, seed=1).to_graph()
    report = network_report(met)
    assert 100 == report.pivots
    met.remove_nodes_from([*report.graph][1000:])
    assert network_report(met).pivots is None


def test_one_pivot_says_nothing_of_the_spread() -> None:
    """Then anything may be true."""
    found = betweenness(nx.cycle_graph(5), pivots=1)
    assert isinstance(found, Estimates)
    assert float("inf") == found.spread[2] == standard_error(1.0, 1.0, 1, of=5)


def test_who_reaches_nobody_drawn_may_be_as_near_as_can_be() -> None:
    """A pair apart of which neither was drawn has a closeness without bounds."""
    graph = nx.path_graph(20)
    graph.add_edge("a", "b")
    graph.add_node("alone")
    found = closeness(graph, pivots=1, seed=next(s for s in range(99) if _first(graph, s) == 0))
    assert isinstance(found, Estimates)
    assert float("inf") == found.spread["a"]
    assert (0.0, 0.0) == (found["alone"], found.spread["alone"])


def _first(graph: nx.Graph[Any], seed: int) -> object:
    return Random(seed).sample(list(graph), 1)[0]


def test_fragmentation_by_distance_is_estimated_with_its_error(ties: nx.Graph[Any]) -> None:
    """Within four standard errors, and exact from all nodes."""
    exact = distance_weighted_fragmentation(ties)
    found = distance_weighted_fragmentation(ties, pivots=100, seed=1)
    assert exact.spread is None
    assert found.spread is not None
    assert abs((found.value or 0) - (exact.value or 0)) < 4 * found.spread
    assert "±" in str(found)
    assert exact == distance_weighted_fragmentation(ties, pivots=300)


def test_a_report_on_many_partners_says_what_is_estimated(
    ties: nx.Graph[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Distances too, where there are more of them than can be measured."""
    monkeypatch.setattr("elzmodel.networks.reports._NEAR_UP_TO", 100)
    met = invented_attendance(300, venues=420, seed=3).to_graph()
    headline = {row.what: row.meaning for row in network_report(met, pivots=50).headline()}
    assert "estimated, with a standard error of 0." in headline["distance-weighted fragmentation"]
    assert len(ties) == len(network_report(met).graph)


def test_centralisation_of_closeness_needs_a_network_in_one_piece() -> None:
    """In pieces it has no value, with the reason."""
    assert closeness_centralisation(nx.empty_graph(4)).value is None


@given(graphs())
def test_who_falls_loose_is_what_networkx_finds(graph: nx.Graph[Any]) -> None:
    """The groups that are left but the largest, whichever hangs below which."""
    plain = graph.to_undirected()
    for node in cut_partners(plain):
        within = nx.node_connected_component(plain, node) - {node}
        pieces = sorted(map(len, nx.connected_components(plain.subgraph(within))))
        assert pieces[:-1] == sorted(map(len, falls_loose(plain, node)))


@pytest.mark.parametrize("seed", range(8), ids=str)
def test_taken_apart_at_cut_partners_betweenness_is_that_of_the_whole(seed: int) -> None:
    """Of drawn graphs in many blocks and pieces, whatever order their nodes come in."""
    drawn = nx.gnp_random_graph(40, 0.02 + seed / 150, seed=seed)
    graph = nx.relabel_nodes(drawn, lambda node: f"p{node * 7 % 40}")
    assert pytest.approx(nx.betweenness_centrality(graph)) == betweenness(graph).values
    assert pytest.approx(sum_of_blocks(graph)) == len(graph) - nx.number_connected_components(graph)


def sum_of_blocks(graph: nx.Graph[Any]) -> int:
    """Return how many nodes the blocks have but for the first of each."""
    return sum(len(nodes) - 1 for nodes, _ in Search(graph).blocks())


def test_paths_between_blocks_are_counted_whatever_is_drawn() -> None:
    """Triangles on a string are all small: every value is exact, with no spread."""
    graph = nx.Graph()
    for link in range(0, 30, 2):
        nx.add_cycle(graph, [link, link + 1, link + 2])
    found = betweenness(graph, pivots=3)
    assert isinstance(found, Estimates)
    assert pytest.approx(nx.betweenness_centrality(graph)) == found.values
    assert {0.0} == {*found.spread.values()}
    assert {2, 4} <= {*found.certain(14)}


def test_an_estimate_is_the_same_however_the_graph_was_built() -> None:
    """From which nodes it is made hangs on their names, not on which was added first."""
    graph = nx.barabasi_albert_graph(60, 2, seed=2)
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from((b, a) for a, b in reversed(list(graph.edges)))
    for measure in (betweenness, closeness):
        one, again = (measure(each, pivots=10) for each in (graph, other))
        assert one.values == again.values
        assert one.spread == again.spread
    near = [distance_weighted_fragmentation(each, pivots=10).value for each in (graph, other)]
    assert near[0] == near[1]
