"""Neighbours, lineage and membership through time."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest

from elzmodel import Assign, flanders
from elzmodel.networks import lineage_graph, membership_graph, neighbour_graph
from elzmodel.values import Period


def test_flemish_municipalities_of_2025_have_754_borders() -> None:
    """285 municipalities touch in 754 pairs, short borders included."""
    graph = neighbour_graph(flanders().on("2025-01-01"), region="Vlaams Gewest")
    assert (285, 754) == (len(graph), len(graph.edges))


def test_neighbours_are_those_of_the_borders() -> None:
    """Without a region, the pairs equal those that the borders give."""
    day = flanders().on("2025-01-01")
    expected = {frozenset(m.unit for m in pair) for pair in day.borders.neighbours(day.layout)}
    graph = neighbour_graph(day)
    assert expected == {frozenset(edge) for edge in graph.edges}
    assert 304 == len(graph)


def test_a_municipality_carries_its_place() -> None:
    """A node has code, name, province, region and its zones; Antwerpen has four."""
    graph = neighbour_graph(flanders().on("2025-01-01"))
    node = graph.nodes["hasselt"]
    assert ("71072", "Hasselt", ("herkenrode",)) == (node["nis"], node["name"], node["zones"])
    assert 4 == len(graph.nodes["antwerpen"]["zones"])


def test_lengths_of_merged_borders_add_up() -> None:
    """The border of a merged municipality is as long as those of its members together."""
    fl = flanders()
    before = neighbour_graph(fl.on("2024-12-31"))
    after = neighbour_graph(fl.on("2025-01-01"))
    members = [before.get_edge_data(m, "diepenbeek") for m in ("hasselt", "kortessem")]
    lengths = [edge["km"] for edge in members if edge]
    assert pytest.approx(sum(lengths)) == after["hasselt"]["diepenbeek"]["km"]


def test_an_unknown_length_makes_the_sum_unknown() -> None:
    """Where one of two pieces is not measured, the whole is not; a long piece makes a border."""
    from elzmodel.networks.land_graphs import _touch

    graph = nx.Graph()
    _touch(graph, "a", "b", 1.0, "short")
    _touch(graph, "a", "b", None, "border")
    assert {"km": None, "contact": "border"} == graph["a"]["b"]
    _touch(graph, "a", "c", 0.05, "short")
    _touch(graph, "a", "c", 0.02, "short")
    assert {"km": pytest.approx(0.07), "contact": "short"} == graph["a"]["c"]


def test_lineage_is_without_circles_and_dated() -> None:
    """A version leads to what it became, with the day."""
    graph = lineage_graph(flanders())
    assert nx.is_directed_acyclic_graph(graph)
    edge = graph.edges["kortessem@1970-01-01", "hasselt@2025-01-01"]
    assert date(2025, 1, 1) == edge["day"]
    assert len(flanders().register.versions) == len(graph)


def test_membership_has_the_spells_of_each_part() -> None:
    """Kortessem was in one zone until 2025 and is in another since; others never moved."""
    graph = membership_graph(flanders())
    change = date(2025, 1, 1)
    assert (Period(date(2020, 7, 1), change),) == graph.edges["kortessem", "zone:haspengouw"][
        "spells"
    ]
    assert (Period(change),) == graph.edges["kortessem", "zone:herkenrode"]["spells"]
    assert 1 == graph.degree["gent"]


def test_going_back_is_a_second_spell() -> None:
    """A part that returns has two spells in the zone; a decision that keeps it makes one longer."""
    back = Assign(id="back", day=date(2026, 1, 1), parts=["kortessem"], zone="haspengouw")
    out = Assign(id="out", day=date(2027, 1, 1), parts=["kortessem"], zone=None)
    graph = membership_graph(flanders().with_events([back, out]))
    assert 2 == len(graph.edges["kortessem", "zone:haspengouw"]["spells"])
    keep = Assign(id="keep", day=date(2026, 1, 1), parts=["kortessem"], zone="herkenrode")
    kept = membership_graph(flanders().with_events([keep]))
    assert (Period(date(2025, 1, 1)),) == kept.edges["kortessem", "zone:herkenrode"]["spells"]
