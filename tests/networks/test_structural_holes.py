"""Constraint and effective size, with and without weights."""

from __future__ import annotations

import networkx as nx
import pytest

from elzmodel.networks import constraint, effective_size

KARATE = nx.karate_club_graph()


@pytest.mark.parametrize("weight", [None, "weight"])
def test_effective_size_equals_networkx_asked_node_by_node(weight: str | None) -> None:
    """On the weighted karate club it equals networkx's values with *nodes* given."""
    expected = nx.effective_size(KARATE, nodes=list(KARATE), weight=weight)
    assert pytest.approx(expected) == dict(effective_size(KARATE, weight=weight).values)


@pytest.mark.parametrize("weight", [None, "weight"])
def test_constraint_equals_networkx(weight: str | None) -> None:
    """It is networkx's, which is right when asked node by node."""
    expected = nx.constraint(KARATE, nodes=list(KARATE), weight=weight)
    assert pytest.approx(expected) == dict(constraint(KARATE, weight=weight).values)


def test_unweighted_effective_size_is_n_less_mean_ties_among_contacts() -> None:
    """Borgatti's shortcut n - 2t/n holds: 4 - 2*2/4 for a wheel of four."""
    assert 2.0 == effective_size(nx.wheel_graph(5))[0]


def test_loops_and_isolates_do_not_mislead() -> None:
    """A self-loop changes nothing, and who has no ties has no value and a reason."""
    graph = nx.path_graph(3)
    plain = constraint(graph).values, effective_size(graph).values
    graph.add_edge(1, 1)
    assert plain == (constraint(graph).values, effective_size(graph).values)
    graph.add_node("alone")
    for found in (constraint(graph), effective_size(graph)):
        assert found["alone"] is None
        assert "no ties" == found.reason
    assert {0: None} == constraint(nx.empty_graph(1)).values
