"""What several graphs tell of one, each beside the others."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.networks import qap_correlation, qap_regression, same_group_graph

NODES = 12
ONE, TWO, NOISE = (nx.gnp_random_graph(NODES, 0.4, seed=seed) for seed in (1, 2, 3))


def sums(*graphs: nx.Graph) -> nx.Graph:
    """Return the graph in which ties weigh as much as in all of them together."""
    found = nx.empty_graph(NODES)
    for one, other in combinations(range(NODES), 2):
        weight = sum(times * graph.has_edge(one, other) for times, graph in enumerate(graphs, 1))
        if weight:
            found.add_edge(one, other, weight=float(weight))
    return found


def test_what_ties_are_made_of_is_found() -> None:
    """Twice the one and once the other, nothing of the third."""
    made = sums(TWO, ONE)
    found = qap_regression(made, {"one": ONE, "two": TWO}, weight="weight", rounds=99)
    assert [pytest.approx(2), pytest.approx(1)] == [row.coefficient for row in found]
    assert [0.01, 0.01] == [row.p for row in found]
    assert "R2 1.000" in found.notes[0]


def test_noise_is_not_taken_for_a_cause() -> None:
    """Beside what ties are made of, a graph of its own tells little."""
    made = sums(NOISE, ONE)
    found = qap_regression(made, {"one": ONE, "two": TWO}, weight="weight", rounds=199)
    assert (True, True) == (found[0].p < 0.02, found[1].p > 0.05)


def test_coefficients_are_those_of_least_squares() -> None:
    """By the normal equations, solved for two predictors by hand."""
    pairs = [*combinations(range(NODES), 2)]
    y, a, b = ([float(g.has_edge(*pair)) for pair in pairs] for g in (NOISE, ONE, TWO))
    mean = [sum(column) / len(pairs) for column in (y, a, b)]
    y, a, b = ([v - m for v in column] for column, m in zip((y, a, b), mean, strict=True))

    def dot(one: list[float], other: list[float]) -> float:
        return sum(x * z for x, z in zip(one, other, strict=True))

    whole = dot(a, a) * dot(b, b) - dot(a, b) ** 2
    expected = (dot(a, y) * dot(b, b) - dot(b, y) * dot(a, b)) / whole
    row = qap_regression(NOISE, {"one": ONE, "two": TWO}, rounds=9)[0]
    assert pytest.approx(expected) == row.coefficient
    assert pytest.approx(expected * (dot(a, a) / dot(y, y)) ** 0.5) == row.beta


def test_one_predictor_is_the_correlation() -> None:
    """With the same p, but for what is drawn."""
    karate = nx.karate_club_graph()
    clubs = same_group_graph(karate, "club")
    row = qap_regression(karate, {"club": clubs}, rounds=199)[0]
    r, p = qap_correlation(karate, clubs, rounds=199)
    assert (pytest.approx(r.value), p) == (row.beta, row.p)


def test_what_follows_from_others_is_undefined() -> None:
    """The same graph twice, and one in which all pairs are alike."""
    given = {"one": ONE, "again": ONE, "all": nx.complete_graph(NODES)}
    found = qap_regression(NOISE, given, rounds=9)
    assert [True, False, False] == [row.coefficient is not None for row in found]


def test_nothing_explains_what_is_alike_or_told_by_others() -> None:
    """Where all are tied with all, and where the rest tells all."""
    whole = qap_regression(nx.complete_graph(NODES), {"one": ONE}, rounds=9)
    assert (None, "all pairs are alike") == (whole[0].coefficient, whole.notes[0])
    row = qap_regression(ONE, {"one": ONE, "two": TWO}, rounds=9)[1]
    assert (pytest.approx(0), None) == (row.coefficient, row.p)
    assert qap_regression(nx.Graph(), {"none": nx.Graph()})[0].p is None


def squared_t(outcome: list[float], others: list[list[float]], cells: list[float]) -> float | None:
    """Return t² but for a constant, by taking the others out of both one by one."""
    left = []
    for column in (*others, cells, outcome):
        rest = list(column)
        for before in left:
            size = sum(x * x for x in before)
            part = sum(x * z for x, z in zip(before, rest, strict=True)) / size if size else 0
            rest = [z - part * x for x, z in zip(before, rest, strict=True)]
        left.append(rest)
    own = left[-2]
    if sum(x * x for x in own) < 1e-9:
        return None
    unexplained = sum(x * x for x in left[-1])
    explained = sum(x * z for x, z in zip(own, outcome, strict=True)) ** 2 / sum(x * x for x in own)
    return explained / unexplained if unexplained > 1e-9 else float("inf")


@pytest.mark.parametrize(
    ("graph", "one", "other"),
    [
        (nx.path_graph(5), nx.star_graph(4), nx.relabel_nodes(nx.star_graph(4), {0: 1, 1: 0})),
        (
            nx.path_graph(5),
            nx.Graph([(0, 1), (1, 2), (3, 4)]),
            nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2), (3, 4)]),
        ),
    ],
    ids=["two stars", "near alike"],
)
def test_p_is_near_what_all_relabellings_give(graph, one, other) -> None:
    """Of what the other does not tell of the one, in all 120 orders; undefined counts against."""
    pairs = [*combinations(range(5), 2)]
    y, x, z = ([float(g.has_edge(*pair)) for pair in pairs] for g in (graph, one, other))
    mean = sum(z) / len(z)
    spread = sum((each - mean) ** 2 for each in z)
    slope = sum((each - mean) * cell for each, cell in zip(z, x, strict=True)) / spread
    level = sum(x) / len(x)
    own = [cell - level - slope * (each - mean) for cell, each in zip(x, z, strict=True)]
    left = dict(zip(map(frozenset, pairs), own, strict=True))
    others = [[1.0] * len(pairs), z]
    given = squared_t(y, others, own)
    beyond = 0
    for order in permutations(range(5)):
        moved = squared_t(y, others, [left[frozenset((order[a], order[b]))] for a, b in pairs])
        beyond += moved is None or moved >= given - 1e-6
    row = qap_regression(graph, {"one": one, "other": other}, rounds=1500)[0]
    assert pytest.approx(beyond / 120, abs=0.04) == row.p


@pytest.mark.parametrize(
    ("given", "rounds", "what"),
    [
        ({}, 9, "predictors"),
        ({"one": nx.path_graph(3)}, 9, "same nodes"),
        ({"one": ONE}, -1, "rounds"),
    ],
    ids=["none", "other nodes", "rounds"],
)
def test_predictors_are_of_the_same_nodes(given, rounds, what) -> None:
    """There is one at least, and rounds are not negative."""
    with pytest.raises(InvalidValueError, match=what):
        qap_regression(NOISE, given, rounds=rounds)


def test_a_directed_predictor_is_refused() -> None:
    """As the graph itself is."""
    with pytest.raises(InvalidValueError, match="undirected"):
        qap_regression(NOISE, predictors={"one": ONE.to_directed()}, rounds=9)


def test_a_relabelling_that_the_others_tell_counts_against() -> None:
    """Two graphs that go together not at all, until nodes 0 and 1 change places."""
    low, high = 3**0.5 - 1, 2.0
    one, other = nx.Graph(), nx.Graph()
    one.add_weighted_edges_from([(0, 1, 1 - low), (0, 2, high), (1, 2, low)])
    other.add_weighted_edges_from([(0, 1, 1 - low), (0, 2, low), (1, 2, high)])
    graph = nx.Graph([(0, 1, {"weight": 1.0}), (0, 2, {"weight": 3.0})])
    given = {"one": one, "other": other}
    assert 1 == qap_regression(graph, given, weight="weight", rounds=60)[0].p
