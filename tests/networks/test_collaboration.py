"""Partners are tied where they share a venue, a duo more than a fair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from networkx.algorithms import bipartite

from elzmodel.networks import (
    VOLUNTARY,
    affiliation_graph,
    attendance_graph,
    collaboration_graph,
    layer_graphs,
    partners_in,
    projection,
)

if TYPE_CHECKING:
    from elzmodel.dossiers.dossier import Dossier

PAIRS = [("a", "x"), ("b", "x"), ("c", "x"), ("a", "y"), ("b", "y"), ("c", "z"), ("d", "z")]


def test_weights_are_those_of_newman() -> None:
    """Each shared venue counts 1/(partners there - 1)."""
    ties = projection(attendance_graph(PAIRS))
    assert {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5, ("c", "d"): 1.0} == {
        (one, other): weight for one, other, weight in ties.edges(data="weight")
    }


def test_weights_equal_those_of_networkx() -> None:
    """Weight, overlap and Jaccard equal networkx's projections on the Southern Women."""
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    ties = projection(attendance_graph([(w, e) for w in women for e in graph[w]]))
    newman = bipartite.collaboration_weighted_projected_graph(graph, women)
    overlap = bipartite.overlap_weighted_projected_graph(graph, women, jaccard=False)
    jaccard = bipartite.overlap_weighted_projected_graph(graph, women)
    assert len(newman.edges) == len(ties.edges)
    for one, other, tie in ties.edges(data=True):
        assert newman[one][other]["weight"] == pytest.approx(tie["weight"])
        assert overlap[one][other]["weight"] == pytest.approx(tie["overlap"])
        assert jaccard[one][other]["weight"] == pytest.approx(tie["jaccard"])


def test_a_tie_says_what_it_is_made_of() -> None:
    """Count, distance, venues and layers stand beside the weight."""
    tie = projection(attendance_graph(PAIRS))["a"]["b"]
    assert 2 == tie["count"]
    assert pytest.approx(1 / 1.5) == tie["distance"]
    assert ("attendance:gathering:x", "attendance:gathering:y") == tie["venues"]
    assert ("gathering",) == tie["layers"]
    assert not tie["statutory"]


def test_alone_and_unknown_are_told_apart(zone: Dossier) -> None:
    """Who met nobody is alone; of whom nothing is recorded is unknown."""
    ties = collaboration_graph(zone)
    assert ("tied", "alone", "unknown") == tuple(ties.nodes[p]["status"] for p in "afg")
    assert (2, 1, 0) == tuple(ties.nodes[p]["venues"] for p in "afg")


def test_statutory_ties_can_be_left_out(zone: Dossier) -> None:
    """Without the seats, the board makes no clique."""
    with_seats, without = collaboration_graph(zone), collaboration_graph(zone, layers=VOLUNTARY)
    assert with_seats.has_edge("a", "c")
    assert not without.has_edge("a", "c")
    assert with_seats["a"]["c"]["statutory"]
    assert not with_seats["a"]["b"]["statutory"]


def test_a_tie_of_a_member_and_a_seat_is_statutory() -> None:
    """Where one of the two is there by statute only, the rules tie them."""
    graph = attendance_graph([("a", "x"), ("b", "x")])
    graph.edges["a", "attendance:gathering:x"].update(statutory=True, kinds=("seat",))
    tie = projection(graph)["a"]["b"]
    assert tie["statutory"]
    assert ("gathering", "seat") == tie["layers"]


def test_layers_have_the_same_partners(zone: Dossier) -> None:
    """Each layer's graph holds all partners, and its own ties only."""
    layers = layer_graphs(affiliation_graph(zone))
    assert ["action", "gathering", "membership", "seat"] == list(layers)
    assert [[("d", "e")], [("a", "b")]] == [list(layers[x].edges) for x in ("action", "membership")]
    everybody = partners_in(affiliation_graph(zone))
    assert all(everybody == tuple(sorted(graph)) for graph in layers.values())
    assert ("seat",) == layers["seat"].graph["layers"]


def test_the_days_and_layers_are_passed_on(zone: Dossier) -> None:
    """The graph of ties records what the graph of venues did."""
    ties = collaboration_graph(zone, on="2024-01-01", layers=VOLUNTARY, mentioned=True)
    assert "collaboration" == ties.graph["kind"]
    assert ("z",) == ties.graph["left_out"]
    assert "alone" == ties.nodes["h"]["status"]
