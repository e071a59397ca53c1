"""Graphs as files for other programs: GraphML, GEXF and DOT.

The same graph gives the same text, whatever the order in which it was built.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from math import isfinite
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

from elzmodel.errors import InvalidValueError
from elzmodel.values import Period, eve

__all__ = ["to_dot", "to_gexf", "to_graphml"]

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
    periods: Iterable[Any] = chain(graph.nodes(data="spells"), graph.edges(data="spells"))
    spells = {_ends(graph, ends): found for *ends, found in periods if found}
    root = ET.Element("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"})
    settings = {"defaultedgetype": "directed" if graph.is_directed() else "undirected"}
    settings |= {"mode": "dynamic", "timeformat": "date"} if spells else {"mode": "static"}
    inside = ET.SubElement(root, "graph", settings)
    blocks = []
    for what, elements in (("node", clean.nodes(data=True)), ("edge", clean.edges(data=True))):
        keys = _declare(inside, what, (data for *_, data in elements))
        blocks.append(block := ET.Element(f"{what}s"))
        for number, (*ends, data) in enumerate(elements):
            element = ET.SubElement(block, what, _attributes(number, ends, data))
            _fill(element, data, keys, spells.get(tuple(ends), ()))
    inside.extend(blocks)
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def _attributes(number: int, ends: list[str], data: Mapping[str, Plain]) -> dict[str, str]:
    if len(ends) == 1:
        return {"id": ends[0], "label": str(data.get("name", ends[0]))}
    weight = {"weight": str(data["weight"])} if "weight" in data else {}
    return {"id": str(number), "source": ends[0], "target": ends[1], **weight}


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
    if len({_text(str(node)) for node in graph}) < len(graph):
        raise InvalidValueError("nodes", len(graph), "ids that differ as text")
    found: Any = nx.DiGraph() if graph.is_directed() else nx.Graph()
    found.graph.update(_row(graph.graph))
    found.add_nodes_from(_rows(graph, graph.nodes(data=True)))
    found.add_edges_from(_rows(graph, graph.edges(data=True)))
    return found


def _rows(graph: nx.Graph[Any], elements: Iterable[Any]) -> list[Any]:
    """Return nodes, or edges, in order; each attribute has one type in all of them.

    Text wins over numbers, and broken numbers over whole ones.
    """
    rows = sorted((_ends(graph, ends), _row(data)) for *ends, data in elements)
    types: defaultdict[str, set[type]] = defaultdict(set)
    for key, value in (pair for _, row in rows for pair in row.items()):
        types[key].add(type(value))
    as_type: dict[str, Any] = {key: _widest(found) for key, found in types.items()}
    return [(*ends, {key: as_type[key](value) for key, value in row.items()}) for ends, row in rows]


def _ends(graph: nx.Graph[Any], nodes: Iterable[Any]) -> tuple[str, ...]:
    """Return a node, or the two of an edge, as text; in one order where direction says nothing."""
    texts = [_text(str(node)) for node in nodes]
    return tuple(texts if graph.is_directed() else sorted(texts))


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


def _widest(found: set[type]) -> type:
    if len(found) == 1:
        return next(iter(found))
    return float if found == {int, float} else str


_TYPES = {bool: "boolean", int: "integer", float: "double", str: "string"}


def _declare(inside: ET.Element, what: str, rows: Iterable[Mapping[str, Plain]]) -> dict[str, str]:
    types = {key: type(value) for row in rows for key, value in row.items() if key != "spells"}
    keys = {key: f"{what}{number}" for number, key in enumerate(sorted(types))}
    if keys:
        block = ET.SubElement(inside, "attributes", {"class": what, "mode": "static"})
        for key, number in keys.items():
            name = {"id": number, "title": key, "type": _TYPES[types[key]]}
            ET.SubElement(block, "attribute", name)
    return keys


def _fill(
    element: ET.Element,
    data: Mapping[str, Plain],
    keys: Mapping[str, str],
    spells: tuple[Period, ...],
) -> None:
    shown = {key: value for key, value in data.items() if key in keys}
    if shown:
        values = ET.SubElement(element, "attvalues")
        for key, value in shown.items():
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(values, "attvalue", {"for": keys[key], "value": text})
    if spells:
        block = ET.SubElement(element, "spells")
        for spell in spells:
            ET.SubElement(block, "spell", _days(spell))


def _days(spell: Period) -> dict[str, str]:
    ends = {"start": spell.start, "end": None if spell.until is None else eve(spell.until)}
    return {name: day.isoformat() for name, day in ends.items() if day is not None}
