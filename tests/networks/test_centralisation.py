"""Centralisation equals published values and closed forms."""

from __future__ import annotations

from functools import partial

import networkx as nx
import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.networks import (
    betweenness_centralisation,
    closeness_centralisation,
    degree_centralisation,
    two_mode_centralisation,
)

MEASURES = (degree_centralisation, betweenness_centralisation, closeness_centralisation)
KARATE = {
    betweenness_centralisation: 0.4055572,
    closeness_centralisation: 0.2981949,
}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_star_is_fully_centralised(measure) -> None:
    """Every centralisation of a star is 1, of a ring and a complete graph 0."""
    assert pytest.approx(1) == measure(nx.star_graph(6)).value
    assert pytest.approx(1) == measure(nx.star_graph(2)).value
    assert pytest.approx(0) == measure(nx.cycle_graph(7)).value
    assert pytest.approx(0) == measure(nx.complete_graph(5)).value


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_small_a_graph_is_undefined(measure, count: int) -> None:
    """Under three nodes nothing can be unequal, and the reason says so."""
    found = measure(nx.empty_graph(count))
    assert found.value is None
    assert "fewer than 3 nodes" == found.reason


@pytest.mark.parametrize(("measure", "value"), KARATE.items())
def test_values_of_the_karate_club(measure, value: float) -> None:
    """Zachary's karate club has the values that igraph prints."""
    assert pytest.approx(value, abs=1e-6) == measure(nx.karate_club_graph()).value


def test_degree_centralisation_of_the_karate_club_and_the_denominators() -> None:
    """Igraph's 0.3761141 divides by n(n-1), since loops could be; without them it is 0.3996."""
    found = degree_centralisation(nx.karate_club_graph()).value
    assert pytest.approx(0.3761141 * 34 / 32, abs=1e-6) == found


def test_values_of_the_florentine_families() -> None:
    """The marriages of Padgett and Ansell, with Pucci, have 0.267 (Wasserman and Faust 1994)."""
    graph = nx.florentine_families_graph()
    graph.add_node("Pucci")
    assert pytest.approx(0.267, abs=5e-4) == degree_centralisation(graph).value
    assert closeness_centralisation(graph).value is None


def test_the_directed_denominator_is_n_minus_1_squared() -> None:
    """A directed star is 1 in its own direction; a direction must be given."""
    star = nx.DiGraph([(leaf, "centre") for leaf in "abcd"])
    assert 1 == degree_centralisation(star, direction="in").value
    assert pytest.approx(1 / 16) == degree_centralisation(star, direction="out").value
    assert degree_centralisation(nx.DiGraph(), direction="in").value is None
    with pytest.raises(InvalidValueError):
        degree_centralisation(star)


def test_self_loops_do_not_count() -> None:
    """A tie with oneself is no tie."""
    graph = nx.star_graph(4)
    graph.add_edge(1, 1)
    assert 1 == degree_centralisation(graph).value


def test_closeness_is_undefined_where_not_all_are_connected() -> None:
    """A network in pieces has no closeness centralisation."""
    found = closeness_centralisation(nx.Graph([("a", "b"), ("c", "d")]))
    assert (None, "the network is not connected") == (found.value, found.reason)


def extremal(own: int, other: int) -> tuple[nx.Graph, list[str]]:
    """A centre that meets everything; the others hang on one venue each, spread evenly."""
    graph = nx.Graph([("own0", f"other{k}") for k in range(other)])
    graph.add_edges_from((f"own{k}", f"other{k % other}") for k in range(1, own))
    return graph, [f"own{k}" for k in range(own)]


@pytest.mark.parametrize("kind", ["degree", "betweenness", "closeness"])
@pytest.mark.parametrize(("own", "other"), [(4, 6), (6, 4), (9, 3), (2, 2), (5, 5)])
def test_the_most_unequal_two_mode_graph_has_one(kind, own: int, other: int) -> None:
    """The extremal graph has centralisation 1, whichever mode is larger."""
    graph, nodes = extremal(own, other)
    assert pytest.approx(1) == two_mode_centralisation(graph, nodes, kind=kind).value


def test_two_mode_degree_of_the_southern_women(women) -> None:
    """Degree centralisation of women and of events equals what migraph prints."""
    graph, ladies, events = women
    assert pytest.approx(0.2308, abs=1e-4) == two_mode_centralisation(graph, ladies).value
    assert pytest.approx(0.4661, abs=1e-4) == two_mode_centralisation(graph, events).value


def test_two_mode_betweenness_of_the_southern_women(women) -> None:
    """Events equal migraph's 0.1982; for women, the larger mode, its denominator is 442 for 445."""
    graph, ladies, events = women
    measure = partial(two_mode_centralisation, graph, kind="betweenness")
    assert pytest.approx(0.1982, abs=1e-4) == measure(events).value
    assert pytest.approx(0.0668 * 442 / 445, abs=1e-4) == measure(ladies).value


def test_two_mode_closeness_of_the_southern_women(women) -> None:
    """Events differ from migraph's 0.5285, which divides by the largest one-mode value."""
    graph, _, events = women
    found = two_mode_centralisation(graph, events, kind="closeness").value
    own, other = 14, 18
    one_mode = (own - 2) * (own - 1) / (2 * own - 3)
    two_mode = (own - 1) * 2 * (own + other - 3) / (3 * other + 4 * own - 8)
    assert pytest.approx(0.5285 * one_mode / two_mode, abs=1e-4) == found


def test_two_mode_measures_say_why_they_are_undefined() -> None:
    """One node in a mode, or a graph in pieces for closeness, has no value."""
    star, pieces = nx.star_graph(3), nx.Graph([("a", 1), ("b", 2)])
    assert "fewer than two nodes with a tie in a mode" == two_mode_centralisation(star, [0]).reason
    found = two_mode_centralisation(pieces, ["a", "b"], kind="closeness")
    assert "the network is not connected" == found.reason
