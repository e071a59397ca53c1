"""Law 18 again: measures agree with networkx, or with counting by hand, on any graph."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from elzmodel.networks import (
    assortativity,
    attendance_graph,
    average_path_length,
    bridges,
    communities,
    diameter,
    ego_networks,
    group_agreement,
    node_connectivity,
    partners_in,
    reciprocity,
    transitivity,
    two_mode_brokers,
    two_mode_centrality,
    two_mode_clustering,
)

NAMES = "abcdefg"


@st.composite
def graphs(draw: st.DrawFn, *, directed: bool = False) -> nx.Graph:
    """Draw a graph of up to seven nodes; it shrinks to one without ties."""
    nodes = NAMES[: draw(st.integers(0, 7))]
    pairs = [*(permutations(nodes, 2) if directed else combinations(nodes, 2))]
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
    return graph


@st.composite
def lists(draw: st.DrawFn) -> nx.Graph:
    """Draw a two-mode graph; it shrinks to one without pairs."""
    pair = st.tuples(st.sampled_from(NAMES), st.sampled_from("stuvwx"))
    return attendance_graph(draw(st.lists(pair, max_size=20, unique=True)))


SIDES = st.fixed_dictionaries({name: st.sampled_from(["care", "welfare", ""]) for name in NAMES})


@given(graphs())
def test_triangles_are_counted_by_hand(graph: nx.Graph) -> None:
    """Of all pairs of contacts, those that are tied."""
    pairs = [pair for node in graph for pair in combinations(graph[node], 2)]
    closed = sum(graph.has_edge(*pair) for pair in pairs)
    expected = closed / len(pairs) if pairs else None
    assert pytest.approx(expected) == transitivity(graph).value


@given(graphs(directed=True))
def test_answered_ties_are_counted_by_hand(graph: nx.DiGraph) -> None:
    """Each tie asks for the one back."""
    answered = sum(graph.has_edge(b, a) for a, b in graph.edges)
    expected = answered / len(graph.edges) if graph.edges else None
    assert pytest.approx(expected) == reciprocity(graph).value


@given(graphs())
def test_paths_and_cuts_are_those_of_the_largest_component(graph: nx.Graph) -> None:
    """By networkx, of each component that is as large."""
    components = [graph.subgraph(part) for part in nx.connected_components(graph)]
    most = max(map(len, components), default=0)
    if most < 2:
        assert diameter(graph).value is average_path_length(graph).value is None
        return
    largest = [part for part in components if len(part) == most]
    means = [nx.average_shortest_path_length(part) for part in largest]
    assert max(map(nx.diameter, largest)) == diameter(graph).value
    assert pytest.approx(sum(means) / len(means)) == average_path_length(graph).value
    assert min(map(nx.node_connectivity, largest)) == node_connectivity(graph).value


@given(graphs())
def test_a_bridge_is_a_tie_without_which_there_are_more_components(graph: nx.Graph) -> None:
    """Each tie is taken away once."""
    count, expected = nx.number_connected_components, set()
    for tie in graph.edges:
        without = graph.copy()
        without.remove_edge(*tie)
        if count(without) > count(graph):
            expected.add(tuple(sorted(tie)))
    assert expected == set(bridges(graph)) if graph else not bridges(graph)


@given(graphs())
def test_surroundings_are_those_of_networkx(graph: nx.Graph) -> None:
    """Density is its clustering, and contacts hang together in pieces."""
    for row in ego_networks(graph):
        node = row.partner
        if row.contacts > 1:
            assert pytest.approx(nx.clustering(graph, node)) == row.density
        assert nx.number_connected_components(graph.subgraph(graph[node])) == row.pieces
        assert len(nx.ego_graph(graph, node, radius=2)) - 1 == row.two_steps


@given(st.one_of(graphs(), graphs(directed=True)), SIDES)
def test_assortativity_is_that_of_the_ends_of_ties(graph: nx.Graph, sides: dict[str, str]) -> None:
    """Of two groups by hand; where ties have a direction, each end has its own shares."""
    known = [(a, b) for a, b in graph.edges if sides[a] and sides[b]]
    ends = known if graph.is_directed() else [*known, *((b, a) for a, b in known)]
    ones, others = ([sides[tie[side]] == "care" for tie in ends] for side in (0, 1))
    found = assortativity(graph, sides).value
    if len({*ones, *others}) < 2:
        assert found is None
    else:
        alike = sum(one == other for one, other in zip(ones, others, strict=True)) / len(ones)
        one, other = sum(ones) / len(ones), sum(others) / len(others)
        chance = one * other + (1 - one) * (1 - other)
        if chance < 1 - 1e-9:
            assert pytest.approx((alike - chance) / (1 - chance)) == found


@given(lists())
def test_clustering_of_two_modes_is_counted_by_hand(met: nx.Graph) -> None:
    """Of paths partner-venue-partner-venue, those whose ends are tied."""
    paths = closed = 0
    for one, other in met.edges:
        for before in set(met[one]) - {other}:
            for after in set(met[other]) - {one}:
                paths += 1
                closed += met.has_edge(before, after)
    assert pytest.approx(closed / paths if paths else None) == two_mode_clustering(met).value


@given(lists(), st.sampled_from(["degree", "betweenness", "closeness"]))
def test_two_mode_centrality_lies_between_0_and_1(met: nx.Graph, kind: str) -> None:
    """Where it is defined; degree is as networkx has it."""
    values = two_mode_centrality(met, kind=kind).values
    assert all(value is None or -1e-9 <= value <= 1 + 1e-9 for value in values.values())
    if kind == "degree" and met:
        assert pytest.approx(bipartite.degree_centrality(met, partners_in(met))) == values


@given(lists())
def test_pairs_of_venues_that_one_links_are_counted_by_hand(met: nx.Graph) -> None:
    """Each pair of venues with others is asked who is at both."""
    rows = two_mode_brokers(met, {})
    many = [p for p in partners_in(met) if sum(len(met[venue]) > 1 for venue in met[p]) > 1]
    assert sorted(many) == sorted(row.partner for row in rows)
    for row in rows:
        venues = [venue for venue in met[row.partner] if len(met[venue]) > 1]
        pairs = [*combinations(venues, 2)]
        alone = sum({row.partner} == set(met[one]) & set(met[other]) for one, other in pairs)
        assert (len(pairs), alone) == (row.pairs, row.only_here)


@given(graphs())
def test_communities_divide_those_with_ties(graph: nx.Graph) -> None:
    """Each is in one of them, and modularity is that of networkx."""
    found = communities(graph)
    tied = [node for node in graph if graph[node]]
    assert sorted(tied) == sorted(node for part in found.parts for node in part)
    if tied:
        expected = nx.community.modularity(graph.subgraph(tied), found.parts)
        assert pytest.approx(expected) == found.modularity.value


@given(SIDES, SIDES)
def test_agreement_of_divisions_does_not_depend_on_their_order(
    one: dict[str, str], other: dict[str, str]
) -> None:
    """And Rand's index is that of all pairs, one by one."""
    graph = nx.empty_graph([*NAMES])
    rand, mutual = group_agreement(graph, one, other=other)
    back = group_agreement(graph, other, other=one)
    assert [pytest.approx(rand.value), pytest.approx(mutual.value)] == [b.value for b in back]
    both = [*combinations([node for node in NAMES if one[node] and other[node]], 2)]
    first, second = ([side[a] == side[b] for a, b in both] for side in (one, other))
    chance = sum(first) * sum(second) / len(both) if both else 0
    most = (sum(first) + sum(second)) / 2
    together = sum(a and b for a, b in zip(first, second, strict=True))
    expected = (together - chance) / (most - chance) if most - chance > 1e-9 else None
    assert pytest.approx(expected) == rand.value
