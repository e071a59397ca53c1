"""Graphs as files for other programs: GraphML, GEXF and DOT.

The same graph gives the same text, whatever the order in which it was built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

from elzmodel.errors import InvalidValueError
from elzmodel.values import Period, eve

__all__ = [
    "to_dot",
    "to_gexf",
    "to_graphml",
]

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML 1.0 cannot hold, not even escaped.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Plain = bool | int | float | str


def to_graphml(graph: nx.Graph[Any]) -> str:
    """Return a graph as GraphML, for yEd, Gephi, igraph, visone.

    Unknown values are left out, lists are joined with semicolons, days are
    ISO text. An attribute that is text somewhere is text everywhere.

    Raises:
        InvalidValueError: If two nodes have the same text as their id.

    Example:
        >>> import networkx as nx
        >>> graph = nx.Graph([("caw", "logo", {"layers": ("action", "gathering")})])
        >>> "action; gathering" in to_graphml(graph)
        True
    """
    clean = _cleaned(graph)
    lines = nx.generate_graphml(clean, named_key_ids=True, edge_id_from_attribute=None)
    return _DECLARATION + "\n".join(lines) + "\n"


def to_gexf(graph: nx.Graph[Any]) -> str:
    """Return a graph as GEXF 1.2, for Gephi, with a timeline where *spells* are known.

    A node or edge with *spells* (periods) is there in those days only; both
    ends of a spell are days on which it holds. Values are cleaned as for
    `to_graphml`. No date of writing is put in.

    Raises:
        InvalidValueError: If two nodes have the same text as their id.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.networks import membership_graph
        >>> text = to_gexf(membership_graph(flanders()))
        >>> '<spell start="2020-07-01" end="2024-12-31" />' in text
        True
    """
    clean = _cleaned(graph)
    root = ET.Element("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"})
    spells = _spells_of(graph)
    settings = {"defaultedgetype": "directed" if graph.is_directed() else "undirected"}
    settings |= {"mode": "dynamic", "timeformat": "date"} if spells else {"mode": "static"}
    inside = ET.SubElement(root, "graph", settings)
    keys = {
        "node": _declare(inside, "node", (data for _, data in clean.nodes(data=True))),
        "edge": _declare(inside, "edge", (data for *_, data in clean.edges(data=True))),
    }
    nodes, edges = ET.SubElement(inside, "nodes"), ET.SubElement(inside, "edges")
    for node, data in clean.nodes(data=True):
        element = ET.SubElement(nodes, "node", {"id": node, "label": str(data.get("name", node))})
        _fill(element, data, keys["node"], spells.get((node,), ()))
    for number, (one, other, data) in enumerate(clean.edges(data=True)):
        attributes = {"id": str(number), "source": one, "target": other}
        if "weight" in data:
            attributes["weight"] = str(data["weight"])
        element = ET.SubElement(edges, "edge", attributes)
        _fill(element, data, keys["edge"], spells.get((one, other), ()))
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def to_dot(graph: nx.Graph[Any]) -> str:
    """Return a graph as DOT, for Graphviz.

    A node's *name* is its label and a tie's *weight* its ``penwidth``; all
    other attributes go along as they are, in quotes.

    Raises:
        InvalidValueError: If two nodes have the same text as their id.

    Example:
        >>> import networkx as nx
        >>> print(to_dot(nx.Graph([("caw", "logo", {"weight": 2.0})])))
        graph {
          "caw" [label="caw"];
          "logo" [label="logo"];
          "caw" -- "logo" [penwidth="2.0", weight="2.0"];
        }
        <BLANKLINE>
    """
    clean = _cleaned(graph)
    kind, arrow = ("digraph", "->") if graph.is_directed() else ("graph", "--")
    lines = [f"{kind} {{"]
    for node, data in clean.nodes(data=True):
        shown = {**data, "label": data.get("name", node)}
        lines.append(f"  {_quoted(node)} [{_listed(shown)}];")
    for one, other, data in clean.edges(data=True):
        shown = {**data, "penwidth": data["weight"]} if "weight" in data else data
        lines.append(f"  {_quoted(one)} {arrow} {_quoted(other)} [{_listed(shown)}];")
    return "\n".join([*lines, "}"]) + "\n"


def _listed(data: Mapping[str, Plain]) -> str:
    return ", ".join(f"{_name(key)}={_quoted(str(data[key]))}" for key in sorted(data))


def _name(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII) else _quoted(key)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", "\\n")
    return f'"{escaped}"'


def _cleaned(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return a copy in one order, with values that every format can hold."""
    found: Any = nx.DiGraph() if graph.is_directed() else nx.Graph()
    names = {node: _text(str(node)) for node in graph}
    if len(set(names.values())) < len(names):
        raise InvalidValueError("nodes", len(names), "ids that differ as text")
    found.graph.update(_row(graph.graph))
    nodes = sorted(graph.nodes(data=True), key=lambda pair: names[pair[0]])
    rows = _uniform([_row(data) for _, data in nodes])
    found.add_nodes_from((names[node], row) for (node, _), row in zip(nodes, rows, strict=True))
    ties = [(*_ordered(graph, names[a], names[b]), data) for a, b, data in graph.edges(data=True)]
    ties.sort(key=lambda tie: tie[:2])
    rows = _uniform([_row(data) for *_, data in ties])
    found.add_edges_from((a, b, row) for (a, b, _), row in zip(ties, rows, strict=True))
    return found


def _ordered(graph: nx.Graph[Any], one: str, other: str) -> tuple[str, str]:
    return (one, other) if graph.is_directed() or one <= other else (other, one)


def _row(data: Mapping[str, Any]) -> dict[str, Plain]:
    plain = {str(key): _plain(value) for key, value in data.items()}
    return {key: value for key in sorted(plain) if (value := plain[key]) is not None}


def _plain(value: Any) -> Plain | None:  # noqa: ANN401 - any attribute
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | set | frozenset):
        items = [_text(str(item)) for item in value]
        return "; ".join(sorted(items) if isinstance(value, set | frozenset) else items)
    return _text(str(value))


def _text(text: str) -> str:
    return _UNSPEAKABLE.sub("\ufffd", text)


def _uniform(rows: list[dict[str, Plain]]) -> list[dict[str, Plain]]:
    """Give each attribute one type: text wins over numbers, broken numbers over whole ones."""
    types: dict[str, set[type]] = {}
    for row in rows:
        for key, value in row.items():
            types.setdefault(key, set()).add(type(value))
    as_type: dict[str, Any] = {key: _widest(found) for key, found in types.items()}
    return [{key: as_type[key](value) for key, value in row.items()} for row in rows]


def _widest(found: set[type]) -> type:
    if len(found) == 1:
        return next(iter(found))
    return float if found == {int, float} else str


def _spells_of(graph: nx.Graph[Any]) -> dict[tuple[str, ...], tuple[Period, ...]]:
    found: dict[tuple[str, ...], tuple[Period, ...]] = {}
    for node in graph:
        if spells := graph.nodes[node].get("spells"):
            found[(_text(str(node)),)] = spells
    for one, other, data in graph.edges(data=True):
        if spells := data.get("spells"):
            found[_ordered(graph, _text(str(one)), _text(str(other)))] = spells
    return found


_TYPES = {bool: "boolean", int: "integer", float: "double", str: "string"}


def _declare(inside: ET.Element, what: str, rows: Iterable[Mapping[str, Plain]]) -> dict[str, str]:
    types = {key: type(value) for row in rows for key, value in row.items() if key != "spells"}
    if not types:
        return {}
    block = ET.SubElement(inside, "attributes", {"class": what, "mode": "static"})
    for number, key in enumerate(sorted(types)):
        name = {"id": f"{what}{number}", "title": key, "type": _TYPES[types[key]]}
        ET.SubElement(block, "attribute", name)
    return {key: f"{what}{number}" for number, key in enumerate(sorted(types))}


def _fill(
    element: ET.Element,
    data: Mapping[str, Plain],
    keys: Mapping[str, str],
    spells: Iterable[Period],
) -> None:
    shown = {key: value for key, value in data.items() if key in keys}
    if shown:
        values = ET.SubElement(element, "attvalues")
        for key, value in shown.items():
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(values, "attvalue", {"for": keys[key], "value": text})
    block = ET.SubElement(element, "spells") if spells else None
    for spell in spells:
        assert block is not None, "there are spells"  # noqa: S101 - for mypy
        ET.SubElement(block, "spell", _ends(spell))


def _ends(spell: Period) -> dict[str, str]:
    ends = {"start": spell.start, "end": None if spell.until is None else eve(spell.until)}
    return {name: day.isoformat() for name, day in ends.items() if day is not None}
