"""Graphs as files for other programs: GraphML, GEXF, DOT and node-link JSON.

The same graph gives the same text, whatever the order in which it was built.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real
from os import PathLike
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Period, eve
from elzmodel.values.saving import replace_file
from elzmodel.values.text import said

__all__ = ["save_graph", "to_dot", "to_gexf", "to_graphml", "to_node_link"]

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML 1.0 cannot hold, not even escaped.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Plain = bool | int | float | str


def to_graphml(graph: nx.Graph[Any]) -> str:
    """Return a graph as GraphML, for yEd, Gephi, igraph, visone.

    Unknown values are left out, lists are joined with semicolons, days are
    ISO text. An attribute that is text somewhere is text everywhere; nodes and
    edges may use one name for different things.

    Raises:
        InvalidValueError: If two nodes have the same text as their id.

    Example:
        >>> import networkx as nx
        >>> graph = nx.Graph([("caw", "logo", {"layers": ("action", "gathering")})])
        >>> "action; gathering" in to_graphml(graph)
        True
    """
    found: Any = _like(graph)
    found.graph.update(_row(graph.graph))
    found.add_nodes_from((node.ends[0], node.row) for node in _nodes(graph))
    for tie in _ties(graph):
        found.add_edge(*tie.ends, **tie.row)
    return _DECLARATION + "\n".join(nx.generate_graphml(found)) + "\n"


def to_node_link(graph: nx.Graph[Any]) -> str:
    """Return a graph as node-link JSON, for D3 and for networkx's ``node_link_graph``.

    Lists stay lists, days and periods are text, unknown values are ``null``.

    Raises:
        InvalidValueError: If two nodes have the same text as their id.

    Example:
        >>> import json
        >>> import networkx as nx
        >>> text = to_node_link(nx.Graph([("caw", "logo", {"layers": ("action",)})]))
        >>> nx.node_link_graph(json.loads(text), edges="edges").edges["caw", "logo"]
        {'layers': ['action']}
    """
    plain = {
        "directed": graph.is_directed(),
        "multigraph": graph.is_multigraph(),
        "graph": _json_row(graph.graph),
        "nodes": [{**_json_row(node.data), "id": node.ends[0]} for node in _nodes(graph)],
        "edges": [
            {**_json_row(tie.data), "source": tie.ends[0], "target": tie.ends[1]}
            for tie in _ties(graph)
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


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
    nodes, ties = _nodes(graph), _ties(graph)
    root = ET.Element("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"})
    settings = {"defaultedgetype": "directed" if graph.is_directed() else "undirected"}
    is_dated = any(each.spells for each in (*nodes, *ties))
    settings |= {"mode": "dynamic", "timeformat": "date"} if is_dated else {"mode": "static"}
    inside = ET.SubElement(root, "graph", settings)
    blocks = []
    for what, elements in (("node", nodes), ("edge", ties)):
        keys = _declare(inside, what, (each.row for each in elements))
        blocks.append(block := ET.Element(f"{what}s"))
        for number, each in enumerate(elements):
            element = ET.SubElement(block, what, _attributes(number, each.ends, each.row))
            _fill(element, each.row, keys, each.spells)
    inside.extend(blocks)
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def _attributes(number: int, ends: tuple[str, ...], data: Mapping[str, Plain]) -> dict[str, str]:
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
    kind, arrow = ("digraph", "->") if graph.is_directed() else ("graph", "--")
    lines = [f"{kind} {{"]
    for node in _nodes(graph):
        shown = {**node.row, "label": node.row.get("name", node.ends[0])}
        lines.append(f"  {_quoted(node.ends[0])} [{_listed(shown)}];")
    for tie in _ties(graph):
        one, other = map(_quoted, tie.ends)
        shown = {**tie.row, "penwidth": tie.row["weight"]} if "weight" in tie.row else tie.row
        lines.append(f"  {one} {arrow} {other} [{_listed(shown)}];")
    return "\n".join([*lines, "}"]) + "\n"


def save_graph(graph: nx.Graph[Any], path: str | PathLike[str]) -> None:
    """Write a graph to a file, in the format that its name ends in.

    ``.graphml``, ``.gexf``, ``.dot`` and ``.json`` are those of `to_graphml`,
    `to_gexf`, `to_dot` and `to_node_link`.

    Raises:
        InvalidValueError: If the name ends in none of these, or two nodes have
            the same text as their id.
        OSError: If the file cannot be written; it is then as it was before.

    Example:
        >>> import networkx as nx
        >>> folder = getfixture("tmp_path")
        >>> save_graph(nx.Graph([("caw", "logo")]), folder / "ties.dot")
        >>> (folder / "ties.dot").read_text().splitlines()[0]
        'graph {'
    """
    ending = Path(path).suffix.lower()
    if ending not in _FORMATS:
        raise InvalidValueError("kind of graph file", ending, said("{names:or}", names=[*_FORMATS]))
    replace_file(path, _FORMATS[ending](graph))


_FORMATS: Mapping[str, Callable[[nx.Graph[Any]], str]] = {
    ".graphml": to_graphml,
    ".gexf": to_gexf,
    ".dot": to_dot,
    ".json": to_node_link,
}


def _listed(data: Mapping[str, Plain]) -> str:
    return ", ".join(f"{_name(key)}={_quoted(str(data[key]))}" for key in sorted(data))


def _name(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII) else _quoted(key)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", "\\n")
    return f'"{escaped}"'


def _like(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return an empty graph of the same kind: with directions or parallel ties, or without."""
    found: Any = nx.MultiDiGraph if graph.is_directed() else nx.MultiGraph
    if not graph.is_multigraph():
        found = nx.DiGraph if graph.is_directed() else nx.Graph
    empty: nx.Graph[Any] = found()
    return empty


@frozen
class _Element:
    """A node, or a tie: its end or ends as text, what it has, and that as every format holds it."""

    ends: tuple[str, ...]
    data: Mapping[str, Any]
    row: dict[str, Plain]

    @property
    def spells(self) -> tuple[Period, ...]:
        """The periods in which it is there, where they are known."""
        return tuple(filter(None, self.data.get("spells") or ()))


def _nodes(graph: nx.Graph[Any]) -> list[_Element]:
    """Return the nodes in one order."""
    if len({_text(str(node)) for node in graph}) < len(graph):
        raise InvalidValueError("nodes", len(graph), "ids that differ as text")
    return _elements(graph, graph.nodes(data=True))


def _ties(graph: nx.Graph[Any]) -> list[_Element]:
    """Return the ties in one order, parallel ones too."""
    return _elements(graph, graph.edges(data=True))


def _elements(graph: nx.Graph[Any], elements: Iterable[Any]) -> list[_Element]:
    """Return nodes, or ties, in order; each attribute has one type in all of them.

    Text wins over numbers, and broken numbers over whole ones.
    """
    found = [(_ends(graph, ends), data, _row(data)) for *ends, data in elements]
    found.sort(key=lambda each: (each[0], str(each[2])))
    types: defaultdict[str, set[type]] = defaultdict(set)
    for key, value in (pair for *_, row in found for pair in row.items()):
        types[key].add(type(value))
    as_type: dict[str, Any] = {key: _widest(kinds) for key, kinds in types.items()}
    return [
        _Element(ends, data, {key: as_type[key](value) for key, value in row.items()})
        for ends, data, row in found
    ]


def _ends(graph: nx.Graph[Any], nodes: Iterable[Any]) -> tuple[str, ...]:
    """Return a node, or the two of an edge, as text; in one order where direction says nothing."""
    texts = [_text(str(node)) for node in nodes]
    return tuple(texts if graph.is_directed() else sorted(texts))


def _row(data: Mapping[str, Any]) -> dict[str, Plain]:
    plain = {str(key): _plain(value) for key, value in data.items()}
    return {key: value for key in sorted(plain) if (value := plain[key]) is not None}


def _plain(value: Any) -> Plain | None:  # noqa: ANN401 - any attribute
    value = _number(value)
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


def _number(value: Any) -> Any:  # noqa: ANN401 - any attribute
    """Return the plain number that a value is, such as one of numpy or a fraction, or the value."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real | Decimal):
        return float(value)
    return value.item() if getattr(value, "shape", None) == () else value


def _json_row(data: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key): _json(data[key]) for key in sorted(data, key=str)}


def _json(value: Any) -> Any:  # noqa: ANN401 - any attribute
    if isinstance(value, tuple | list):
        return [*map(_json, value)]
    if isinstance(value, set | frozenset):
        return sorted(map(_json, value), key=str)
    if isinstance(value, Mapping):
        return _json_row(value)
    return _plain(value)


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
