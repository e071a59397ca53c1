"""Files for other programs hold what the graph holds, and are the same each time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import numpy as np
import pytest

from elzmodel import flanders, packaged_dossiers
from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.networks import (
    affiliation_graph,
    attendance_graph,
    board_action_graph,
    cluster_graph,
    collaboration_graph,
    ei_index,
    layer_graphs,
    lineage_graph,
    membership_graph,
    multiplexity,
    neighbour_graph,
    network_report,
    partner_zone_graph,
    plan_graph,
    projection,
    response_bounds,
    to_dot,
    to_gexf,
    to_graphml,
    to_node_link,
    transfer_graph,
    without_coordinator,
    without_statutory,
    zone_graph,
)
from elzmodel.networks.brokers import two_mode_brokerage
from elzmodel.networks.measurement import group_sets
from elzmodel.values import Period
from elzmodel.views import network_chart

NAMESPACE = {"g": "http://www.gexf.net/1.2draft"}
WRITERS = (to_graphml, to_gexf, to_dot, to_node_link)


def odd() -> nx.Graph[Any]:
    """A graph with every kind of value, some of them hostile."""
    graph = nx.Graph(day=date(2025, 1, 1), period=Period(date(2020, 7, 1)))
    graph.add_node("b", name='a "quoted" <name> & more\n\x00', known=True, many=("x", "y"))
    graph.add_node("a", known=False, nothing=None, broken=float("nan"), mixed=1)
    graph.add_node("c", mixed="text", number=1, some={"q", "p"})
    graph.add_node("d", number=0.5, spells=(Period(None, date(2025, 1, 1)),))
    graph.add_edge("b", "a", weight=1.5, day=date(2024, 5, 1), **{"odd key": "x"})
    graph.add_edge(
        "c", "a", spells=(Period(date(2024, 1, 1), date(2025, 1, 1)), Period(date(2026, 1, 1)))
    )
    return graph


def read_graphml(text: str) -> nx.Graph[Any]:
    return nx.read_graphml(io.BytesIO(text.encode()))


def read_gexf(text: str) -> nx.Graph[Any]:
    return nx.read_gexf(io.BytesIO(text.encode()))


def read_node_link(text: str) -> nx.Graph[Any]:
    found: nx.Graph[Any] = nx.node_link_graph(json.loads(text), edges="edges")
    return found


def read_dot(text: str) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], dict[str, str]]]:
    """Read what `to_dot` writes: nodes and edges with their quoted attributes."""
    word = r'"((?:[^"\\]|\\.)*)"'
    nodes, edges = {}, {}
    for line in text.splitlines()[1:-1]:
        head, _, rest = line.partition(" [")
        names = [unquoted(each) for each in re.findall(word, head)]
        pairs = re.findall(rf'(?:"((?:[^"\\]|\\.)*)"|(\w+))={word}', rest)
        values = {(quoted or plain): unquoted(value) for quoted, plain, value in pairs}
        target = nodes if len(names) == 1 else edges
        target[names[0] if len(names) == 1 else tuple(names)] = values
    return nodes, edges


def unquoted(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text)


def test_graphml_is_read_back() -> None:
    """Nodes, edges and values return; lists and days are text, unknown is absent."""
    found = read_graphml(to_graphml(odd()))
    assert [("a", "b"), ("a", "c")] == sorted(tuple(sorted(edge)) for edge in found.edges)
    node = found.nodes["b"]
    assert 'a "quoted" <name> & more\n\ufffd' == node["name"]
    assert (True, "x; y") == (node["known"], node["many"])
    assert {"known": False, "mixed": "1"} == found.nodes["a"]
    assert ("text", 1.0, "p; q") == tuple(found.nodes["c"][k] for k in ("mixed", "number", "some"))
    assert {"weight": 1.5, "day": "2024-05-01", "odd key": "x"} == found.edges["a", "b"]
    assert {"day": "2025-01-01", "period": "2020-07-01 to now"} == {
        key: found.graph[key] for key in ("day", "period")
    }


def test_gexf_is_read_back() -> None:
    """Nodes, edges, labels and values return through networkx's reader."""
    found = read_gexf(to_gexf(odd()))
    assert {"a", "b", "c", "d"} == set(found)
    assert 1.5 == found.edges["a", "b"]["weight"]
    assert (False, "1") == (found.nodes["a"]["known"], found.nodes["a"]["mixed"])
    assert 0.5 == found.nodes["d"]["number"]


def test_gexf_has_spells_with_both_ends_included() -> None:
    """A half-open period becomes its first and its last day; an open end is left out."""
    root = ET.fromstring(to_gexf(odd()).encode())
    assert "dynamic" == root.find("g:graph", NAMESPACE).get("mode")
    spells = root.findall("g:graph/g:edges/g:edge/g:spells/g:spell", NAMESPACE)
    assert [{"start": "2024-01-01", "end": "2024-12-31"}, {"start": "2026-01-01"}] == [
        each.attrib for each in spells
    ]
    (node,) = root.findall("g:graph/g:nodes/g:node/g:spells/g:spell", NAMESPACE)
    assert {"end": "2024-12-31"} == node.attrib


def test_gexf_without_spells_is_static() -> None:
    """A graph without periods has no timeline, and one without attributes declares none."""
    text = to_gexf(nx.DiGraph([("a", "b")]))
    assert 'defaultedgetype="directed"' in text
    assert 'mode="static"' in text
    assert "attributes" not in text


def test_moving_municipalities_are_a_timeline() -> None:
    """Kortessem leaves one zone on the last day of 2024 and enters another the day after."""
    root = ET.fromstring(to_gexf(membership_graph(flanders())).encode())
    edges = root.findall("g:graph/g:edges/g:edge", NAMESPACE)
    found = {
        edge.get("target"): edge.find("g:spells/g:spell", NAMESPACE).attrib
        for edge in edges
        if edge.get("source") == "kortessem"
    }
    assert {
        "zone:haspengouw": {"start": "2020-07-01", "end": "2024-12-31"},
        "zone:herkenrode": {"start": "2025-01-01"},
    } == found


def test_dot_is_read_back() -> None:
    """Names, quotes, line ends and widths return."""
    nodes, edges = read_dot(to_dot(odd()))
    assert 'a "quoted" <name> & more\n\ufffd' == nodes["b"]["label"]
    assert "a" == nodes["a"]["label"]
    assert ("1.5", "1.5", "x") == tuple(
        edges["a", "b"][key] for key in ("weight", "penwidth", "odd key")
    )
    assert to_dot(nx.DiGraph([("a", "b")])).startswith('digraph {\n  "a"')
    assert '"a" -> "b"' in to_dot(nx.DiGraph([("a", "b")]))


def test_backslashes_survive_in_dot() -> None:
    """A name that ends in a backslash does not swallow the quote."""
    nodes, _ = read_dot(to_dot(nx.Graph([("a\\", "b")])))
    assert {"a\\", "b"} == set(nodes)


@pytest.mark.parametrize("write", WRITERS)
def test_the_order_of_building_leaves_no_trace(write) -> None:
    """The same graph gives the same text, however it was built."""
    graph, other = odd(), nx.Graph(**odd().graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert write(graph) == write(other) == write(odd())


@pytest.mark.parametrize("write", WRITERS)
def test_ids_that_are_the_same_as_text_are_refused(write) -> None:
    """The nodes 1 and "1" cannot both be written."""
    with pytest.raises(InvalidValueError):
        write(nx.Graph([(1, "1")]))


@pytest.fixture(scope="module")
def graphs(zone: Dossier) -> dict[str, nx.Graph[Any]]:
    """Return one graph of each builder."""
    fl, met = flanders(), affiliation_graph(zone)
    ties = projection(met)
    before, after = fl.on("2024-12-31"), fl.on("2025-01-01")
    return {
        "affiliation": met,
        "collaboration": ties,
        "clusters": cluster_graph(ties),
        "bodies and actions": board_action_graph(zone),
        "plan": plan_graph(zone.plans[0], zone),
        "partners and zones": partner_zone_graph(after, zone),
        "zones": zone_graph(after, zone),
        "transfers": transfer_graph(before, after, year=2021),
        "neighbours": neighbour_graph(after),
        "lineage": lineage_graph(fl),
        "membership": membership_graph(fl),
        "nothing": nx.Graph(),
        "parallel": nx.MultiGraph([("a", "b", {"kind": "x"}), ("a", "b", {"kind": "y"})]),
        "numpy": nx.DiGraph([("a", "b", {"weight": np.float32(0.5), "n": np.int64(3)})]),
    }


@pytest.mark.parametrize(
    "read", [read_graphml, read_gexf, read_node_link], ids=["graphml", "gexf", "node-link"]
)
def test_every_builder_is_read_back(
    read: Callable[..., nx.Graph[Any]], graphs: dict[str, nx.Graph[Any]]
) -> None:
    """Nodes and ties return, each with the names and figures that it has."""
    write = {read_graphml: to_graphml, read_gexf: to_gexf, read_node_link: to_node_link}[read]
    for name, graph in graphs.items():
        found = read(write(graph))
        assert {*map(str, graph)} == set(found), name
        assert ends(graph) == ends(found), name
        for node, data in graph.nodes(data=True):
            known = {k: v for k, v in data.items() if isinstance(v, str | bool)}
            assert known.items() <= found.nodes[str(node)].items(), (name, node)
        weights = sorted(float(w) for *_, w in graph.edges(data="weight") if w is not None)
        again = [w for *_, w in found.edges(data="weight") if w is not None]
        assert weights == sorted(map(float, again)), name


@pytest.mark.parametrize("zone", [*packaged_dossiers()], ids=lambda each: each.zone_id)
def test_graphs_of_packaged_dossiers_are_read_back(zone: Dossier) -> None:
    """With all that is known of partners, venues and ties, in every format."""
    for graph in (affiliation_graph(zone, coordinator=True), collaboration_graph(zone)):
        for found in (
            read_graphml(to_graphml(graph)),
            read_gexf(to_gexf(graph)),
            read_node_link(to_node_link(graph)),
        ):
            assert ends(graph) == ends(found)
        nodes, edges = read_dot(to_dot(graph))
        assert (set(graph), len(graph.edges)) == (set(nodes), len(edges))


def ends(graph: nx.Graph[Any]) -> list[tuple[str, ...]]:
    """Return the ties of a graph, parallel ones too."""
    pairs = [(str(one), str(other)) for one, other in graph.edges()]
    return sorted(pair if graph.is_directed() else tuple(sorted(pair)) for pair in pairs)


def test_an_attribute_of_nodes_and_ties_is_not_mixed_up(zone: Dossier) -> None:
    """Partners have a number of venues, ties the list of theirs."""
    found = read_graphml(to_graphml(collaboration_graph(zone)))
    one, other = next(iter(found.edges))
    assert isinstance(found.nodes[one]["venues"], int)
    assert isinstance(found.edges[one, other]["venues"], str)


def test_node_link_keeps_lists_and_unknown_values() -> None:
    """Days and periods are text; a set is in order."""
    found = read_node_link(to_node_link(odd()))
    assert ["x", "y"] == found.nodes["b"]["many"]
    assert (None, None) == (found.nodes["a"]["nothing"], found.nodes["a"]["broken"])
    assert ["p", "q"] == found.nodes["c"]["some"]
    assert ["2024-01-01 to 2024-12-31", "2026-01-01 to now"] == found.edges["a", "c"]["spells"]
    assert "2025-01-01" == found.graph["day"]


def test_numbers_of_any_sort_are_numbers() -> None:
    """Of numpy, fractions and decimals; a mapping is one in JSON."""
    values = {"half": Fraction(1, 2), "third": Decimal("0.25"), "flag": np.array(1)[()] == 1}
    graph = nx.Graph([("a", "b", {**values, "more": {"x": np.int8(1)}})])
    assert (0.5, 0.25, True) == tuple(
        read_graphml(to_graphml(graph)).edges["a", "b"][key] for key in values
    )
    assert {"x": 1} == read_node_link(to_node_link(graph)).edges["a", "b"]["more"]


def test_directed_edges_keep_their_direction() -> None:
    """An edge from z to a stays so."""
    found = read_graphml(to_graphml(nx.DiGraph([("z", "a")])))
    assert [("z", "a")] == list(found.edges)


def again(graph: nx.Graph, form: str) -> nx.Graph:
    """Return a graph as networkx reads it from a file."""
    if form == "json":
        return nx.node_link_graph(json.loads(to_node_link(graph)), edges="edges")
    if form == "gexf":
        return nx.read_gexf(io.BytesIO(to_gexf(graph).encode()))
    return nx.parse_graphml(to_graphml(graph))


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_a_graph_that_a_file_held_gives_the_same_figures(form: str) -> None:
    """What a file made a text, or a list, of names is read as the names that it lists."""
    clusters = {"caw": ["care", "welfare"], "logo": ["care"], "ocmw": ["welfare"], "cgg": "care"}
    pairs = [("caw", "x"), ("logo", "x"), ("logo", "y"), ("ocmw", "y"), ("cgg", "y"), ("caw", "y")]
    met = attendance_graph(pairs, clusters=clusters)
    ties = projection(met)
    read = again(ties, form)
    assert group_sets(ties, "clusters") == group_sets(read, "clusters")
    assert ei_index(ties).value == ei_index(read).value
    if form != "gexf":  # It does not hold at which kinds of ties the graph looks.
        assert multiplexity(ties).reason == multiplexity(read).reason
    assert network_chart(ties).description == network_chart(read).description
    assert {*layer_graphs(met)} == {*layer_graphs(again(met, form))}
    tied = projection(again(met, form)).edges(data=True)
    assert {(a, b): w["layers"] for a, b, w in ties.edges(data=True)} == {
        (a, b): w["layers"] for a, b, w in tied
    }


def test_kinds_of_ties_are_counted_as_a_file_joins_them() -> None:
    """Two kinds that a file joined with a semicolon are two, and the letters of one are one."""
    ties = nx.Graph([("a", "b", {"layers": ("action", "goal")}), ("b", "c", {"layers": ("goal",)})])
    assert 0.5 == multiplexity(again(ties, "graphml")).value
    bounds = response_bounds(again(ties, "graphml"), {"a": "x"}, answered=["a", "b", "c"])
    assert [0.5] == [row.low for row in bounds if row.measure == "multiplexity"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_report_of_a_graph_that_lost_its_lists_is_refused(form: str) -> None:
    """A report says more than such a graph holds; what is missing, or no list, is named."""
    met = attendance_graph([("caw", "fair", "5/3/2024"), ("logo", "fair", "5/3/2024")])
    with pytest.raises(InvalidValueError, match="these are missing, or no lists"):
        network_report(again(met, form))
    with pytest.raises(InvalidValueError, match="caw these are missing, or no lists: spells"):
        network_report(again(met, "json"))
    undated = attendance_graph([("caw", "fair"), ("logo", "fair")])
    assert 1 == len(network_report(again(undated, "json")).graph.edges)
    bare = nx.Graph()
    bare.add_node("caw", mode="partner")
    bare.add_node("fair", mode="venue")
    bare.add_edge("caw", "fair")
    with pytest.raises(InvalidValueError, match="in the graph itself these are missing"):
        network_report(bare)
    assert () == without_coordinator(bare).graph["left_out"]
    assert () == without_statutory(bare).graph["layers"]
    other = two_mode_brokerage(nx.compose(bare, nx.Graph([("x", "fair")])), {"caw": "a", "x": "b"})
    assert ("fair", "") == (other[0].venue, other[0].kind)


@pytest.mark.parametrize("number", [np.float64(1.5), np.float32(1.5)])
def test_a_number_of_numpy_stays_a_number_beside_others(number: Any) -> None:
    """A program that reads the file can calculate with the weight."""
    graph = nx.Graph([("a", "b", {"weight": number}), ("b", "c", {"weight": 2.0})])
    assert 'attr.name="weight" attr.type="double"' in to_graphml(graph)
    assert 'title="weight" type="double"' in to_gexf(graph)
    alone = nx.Graph([("a", "b", {"weight": number})])
    assert 'title="weight" type="double"' in to_gexf(alone)
