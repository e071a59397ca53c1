"""What a measure returns: a value that says how it was reached."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx
from attrs import field, frozen

from elzmodel.values import Column, Table

__all__ = [
    "Groups",
    "Measurement",
    "Node",
    "Scores",
    "label_of",
    "measurements_table",
]

Node = Hashable
"""A node of a graph: the id of a partner, a venue, a zone."""

Groups = str | Mapping[Node, str | Iterable[str]]
"""The attribute of nodes that holds their groups, or each node's group or groups."""


@frozen(kw_only=True)
class Measurement:
    """A measure of a whole graph, with its formula and its convention.

    *value* is ``None`` where the measure is undefined; *reason* then says why.
    *expected* is what chance alone would give, where that can be computed.

    Example:
        >>> Measurement(name="density", value=0.5, formula="2m/(n(n-1))").is_defined
        True
    """

    name: str
    value: float | None
    formula: str
    convention: str = ""
    reference: str = ""
    reason: str = ""
    expected: float | None = None

    @property
    def is_defined(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    def __str__(self) -> str:
        """Show the value, or why there is none."""
        if self.value is None:
            return f"{self.name}: undefined, {self.reason}"
        chance = "" if self.expected is None else f" (by chance {self.expected:.3f})"
        return f"{self.name}: {self.value:.3f}{chance}"


@frozen(kw_only=True)
class Scores:
    """A measure of each node, with its formula and its convention.

    A node for which the measure is undefined has ``None``, and its reason
    stands in *reasons*. Subscripting gives the value of one node.

    Example:
        >>> scores = Scores(name="degree", values={"a": 2.0, "b": 1.0}, formula="d")
        >>> scores["a"], scores.top(1)
        (2.0, (('a', 2.0),))
    """

    name: str
    values: Mapping[Node, float | None]
    formula: str
    convention: str = ""
    reference: str = ""
    reasons: Mapping[Node, str] = field(factory=dict)

    def __getitem__(self, node: Node) -> float | None:
        """Return the value of one node."""
        return self.values[node]

    def top(self, count: int) -> tuple[tuple[Node, float], ...]:
        """Return the highest values, highest first, then by node."""
        known = [(node, value) for node, value in self.values.items() if value is not None]
        return tuple(sorted(known, key=lambda pair: (-pair[1], str(pair[0])))[:count])

    def to_table(self, graph: nx.Graph[Any] | None = None) -> Table:
        """Return one row a node, highest first; *graph* gives the names."""
        undefined = sorted((n for n, v in self.values.items() if v is None), key=str)
        rows: list[tuple[str, float | None, str]] = [
            (label_of(graph, node), value, "") for node, value in self.top(len(self.values))
        ]
        rows += [(label_of(graph, n), None, self.reasons.get(n, "")) for n in undefined]
        columns = (Column("node"), Column("value", "number"), Column("note"))
        notes = (self.formula, self.convention, self.reference)
        return Table(self.name, columns, rows, tuple(note for note in notes if note))


def label_of(graph: nx.Graph[Any] | None, node: Node) -> str:
    """Return the name that a graph gives a node, its id where there is none.

    Example:
        >>> label_of(None, "caw")
        'caw'
    """
    named = graph.nodes[node].get("name") if graph is not None else None
    return str(named or node)


def measurements_table(title: str, measurements: Iterable[Measurement]) -> Table:
    """Return one row a measurement, with what chance would give and how it was reached.

    Example:
        >>> one = Measurement(name="density", value=0.5, formula="2m/(n(n-1))")
        >>> print(measurements_table("Graph", [one]).to_text(width=60))
        Graph
        measure  value  by chance  how
        density   0.50             2m/(n(n-1))
    """
    columns = (
        Column("measure"),
        Column("value", "number"),
        Column("expected", "number", label="by chance"),
        Column("how"),
    )
    rows = []
    for each in measurements:
        how = "; ".join(part for part in (each.reason, each.formula, each.convention) if part)
        rows.append((each.name, each.value, each.expected, how))
    return Table(title, columns, rows)


def group_sets(graph: nx.Graph[Any], groups: Groups) -> dict[Node, frozenset[str]]:
    """Return the groups of each node that has any."""
    given = dict(graph.nodes(data=groups)) if isinstance(groups, str) else groups
    found = {node: _set(given.get(node)) for node in graph}
    return {node: names for node, names in found.items() if names}


def _set(given: str | Iterable[str] | None) -> frozenset[str]:
    if not given:
        return frozenset()
    return frozenset({given} if isinstance(given, str) else given)


def group_labels(graph: nx.Graph[Any], groups: Groups) -> dict[Node, str]:
    """Return one label for each node that has a group; several groups make one of their own."""
    return {node: "+".join(sorted(names)) for node, names in group_sets(graph, groups).items()}


def undirected(graph: nx.Graph[Any]) -> dict[Node, set[Node]]:
    """Return the neighbours of each node, itself left out."""
    return {node: set(graph[node]) - {node} for node in graph}
