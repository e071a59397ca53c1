"""The 21 managers of a high-tech firm: measures of directed ties, computed a second way.

Krackhardt (1987), Cognitive social structures, Social Networks 9; as printed in
Wasserman and Faust (1994), Social Network Analysis, appendix B.1: 190 ties of advice,
102 of friendship and 20 of reporting, of densities 0.452, 0.243 and 0.048.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations
from statistics import correlation

import networkx as nx
import pytest

from elzmodel.networks import (
    BrokerageRole,
    brokerage,
    degree_centralisation,
    density,
    ei_index,
    fragmentation,
    mixing_table,
    multiplexity,
    qap_correlation,
    tie_change,
)

# manager | asks advice of | calls a friend | reports to
MANAGERS = """
1 | 2 4 8 16 18 21 | 2 4 8 12 16 | 2
2 | 6 7 21 | 1 18 21 | 7
3 | 1 2 4 6 7 8 9 10 11 12 14 17 18 20 21 | 14 19 | 14
4 | 1 2 6 8 10 11 12 16 17 18 20 21 | 1 2 8 12 16 17 | 2
5 | 1 2 6 7 8 10 11 13 14 16 17 18 19 20 21 | 2 9 11 14 17 19 21 | 14
6 | 21 | 2 7 9 12 17 21 | 21
7 | 2 6 11 12 14 17 18 21 | - | -
8 | 2 4 6 7 10 11 18 21 | 4 | 21
9 | 1 2 6 7 8 10 11 12 14 16 17 18 21 | - | 14
10 | 1 2 3 4 5 8 11 13 15 16 17 18 19 20 | 3 5 8 9 12 16 20 | 18
11 | 1 2 7 | 1 2 3 4 5 8 9 12 13 15 17 18 19 | 18
12 | 7 21 | 1 4 17 21 | 21
13 | 1 2 5 9 14 18 | 5 11 | 14
14 | 2 7 18 21 | 7 15 | 7
15 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 16 17 18 19 20 21 | 1 3 5 6 9 11 14 19 | 14
16 | 1 2 10 18 | 1 2 | 2
17 | 1 2 4 7 21 | 1 2 3 4 5 6 7 8 9 10 11 12 14 15 16 19 20 21 | 21
18 | 1 2 3 4 5 7 8 9 10 11 13 14 15 16 19 20 21 | 2 | 7
19 | 1 2 3 5 7 10 11 14 15 18 20 | 1 2 3 5 11 12 14 15 20 | 14
20 | 1 2 6 8 11 12 14 15 16 17 18 21 | 11 18 | 14
21 | 2 3 4 6 7 8 12 14 17 18 20 | 2 12 17 18 | 7
"""


def column(number: int) -> nx.DiGraph:
    rows = [line.split(" | ") for line in MANAGERS.strip().splitlines()]
    graph = nx.DiGraph()
    graph.add_nodes_from(range(1, 22))
    graph.add_edges_from(
        (int(row[0]), int(other)) for row in rows for other in row[number].split() if other != "-"
    )
    return graph


ADVICE, FRIENDS, REPORTS = (column(number) for number in (1, 2, 3))
HEADS = {2, 14, 18, 21}


def department(manager: int) -> str:
    """Return whose department a manager is in: one's own, one's boss's, or the president's."""
    if manager in HEADS:
        return f"of {manager}"
    return "president" if manager == 7 else f"of {next(REPORTS.successors(manager))}"


DEPARTMENTS = {manager: department(manager) for manager in ADVICE}


@pytest.mark.parametrize(
    ("graph", "ties", "published"),
    [(ADVICE, 190, 0.452), (FRIENDS, 102, 0.243), (REPORTS, 20, 0.048)],
)
def test_ties_and_densities_are_those_of_the_book(graph, ties, published) -> None:
    """The data are those of Wasserman and Faust."""
    assert ties == graph.number_of_edges()
    assert pytest.approx(published, abs=0.0005) == density(graph).value


def role_of(one: int, broker: int, other: int) -> BrokerageRole:
    """Name the role of a broker from the three departments, as Gould and Fernandez do."""
    a, b, c = (DEPARTMENTS[each] for each in (one, broker, other))
    if a == b == c:
        return BrokerageRole.COORDINATOR
    if a == c:
        return BrokerageRole.ITINERANT
    if b == c:
        return BrokerageRole.GATEKEEPER
    return BrokerageRole.REPRESENTATIVE if a == b else BrokerageRole.LIAISON


@pytest.mark.parametrize("graph", [ADVICE, FRIENDS, REPORTS])
def test_brokerage_is_what_all_triples_give(graph) -> None:
    """Each of the 7,980 ordered triples is looked at, for every manager and role."""
    counted: Counter[tuple[int, BrokerageRole]] = Counter(
        (b, role_of(a, b, c))
        for a, b, c in permutations(graph, 3)
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c)
    )
    found = brokerage(graph, DEPARTMENTS)
    for manager in graph:
        roles = {role: found[manager][role] for role in found.roles}
        assert {role: counted[manager, role] for role in found.roles} == roles


def test_who_reports_through_whom_is_brokered_by_the_heads() -> None:
    """Of the formal structure every path runs through a head towards the president."""
    found = brokerage(REPORTS, DEPARTMENTS)
    assert HEADS == set(found.brokers())
    assert 16 == found.total[BrokerageRole.REPRESENTATIVE] == sum(found.total.values())


@pytest.mark.parametrize("direction", ["in", "out"])
@pytest.mark.parametrize("graph", [ADVICE, FRIENDS])
def test_directed_centralisation_follows_from_the_degrees(graph, direction) -> None:
    """The sum of distances to the largest degree, over (n-1)²."""
    degrees = [degree for _, degree in getattr(graph, f"{direction}_degree")()]
    by_hand = sum(max(degrees) - degree for degree in degrees) / 20**2
    assert pytest.approx(by_hand) == degree_centralisation(graph, direction=direction).value


def test_advice_goes_outside_departments_about_as_often_as_chance() -> None:
    """E-I from the ties one by one; its expectation from the ordered pairs."""
    graph = ADVICE.to_undirected()
    outside = sum(DEPARTMENTS[a] != DEPARTMENTS[b] for a, b in graph.edges)
    inside = graph.number_of_edges() - outside
    apart = [DEPARTMENTS[a] != DEPARTMENTS[b] for a, b in permutations(graph, 2)]
    found = ei_index(graph, DEPARTMENTS)
    assert pytest.approx((outside - inside) / (outside + inside)) == found.value
    assert pytest.approx(2 * sum(apart) / len(apart) - 1) == found.expected
    assert 5 == len(mixing_table(graph, DEPARTMENTS).rows)


def test_correlations_of_the_layers_are_pearsons_over_all_pairs() -> None:
    """From all 210 pairs, where QAP looks at the tied ones only."""
    layers = [graph.to_undirected() for graph in (ADVICE, FRIENDS, REPORTS)]
    for one, other in combinations(layers, 2):
        cells = [
            [float(graph.has_edge(*pair)) for pair in combinations(ADVICE, 2)]
            for graph in (one, other)
        ]
        found, share = qap_correlation(one, other, rounds=200, seed=1)
        assert pytest.approx(correlation(*cells)) == found.value
        assert 0 < share <= 1
    assert qap_correlation(layers[0], layers[2], rounds=200, seed=1)[1] < 0.05


def test_layers_overlap_and_hold_together_as_sets_say() -> None:
    """Advice and friendship as sets of pairs; nobody is cut off in either."""
    advice, friends = (graph.to_undirected() for graph in (ADVICE, FRIENDS))
    one, other = ({frozenset(edge) for edge in graph.edges} for graph in (advice, friends))
    assert pytest.approx(len(one & other) / len(one | other)) == (
        multiplexity({"advice": advice, "friends": friends}).value
    )
    change = tie_change(advice, friends)
    assert (len(one & other), len(other - one), len(one - other)) == (
        len(change.kept),
        len(change.made),
        len(change.lost),
    )
    assert 0 == fragmentation(advice).value == fragmentation(friends).value
