"""Files for other programs hold what the graph holds, and are the same each time."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from elzmodel import flanders
from elzmodel.errors import InvalidValueError
from elzmodel.networks import (
    affiliation_graph,
    collaboration_graph,
    lineage_graph,
    membership_graph,
    to_dot,
    to_gexf,
    to_graphml,
    transfer_graph,
)
from elzmodel.values import Period

if TYPE_CHECKING:
    from elzmodel.dossiers.dossier import Dossier

NAMESPACE = {"g": "http://www.gexf.net/1.2draft"}
WRITERS = (to_graphml, to_gexf, to_dot)


def odd() -> nx.Graph:
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


def read_graphml(text: str) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(text.encode()))


def read_gexf(text: str) -> nx.Graph:
    return nx.read_gexf(io.BytesIO(text.encode()))


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


@pytest.mark.parametrize("write", WRITERS)
def test_every_builder_can_be_written(write, zone: Dossier) -> None:
    """Graphs of partners, of lineage and of transfers have no value that a format refuses."""
    fl = flanders()
    for graph in (
        affiliation_graph(zone),
        collaboration_graph(zone),
        lineage_graph(fl),
        transfer_graph(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021),
        nx.Graph(),
    ):
        assert write(graph)


def test_directed_edges_keep_their_direction() -> None:
    """An edge from z to a stays so."""
    found = read_graphml(to_graphml(nx.DiGraph([("z", "a")])))
    assert [("z", "a")] == list(found.edges)
