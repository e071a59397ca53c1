"""How far a network falls apart, and what it loses without one partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
from attrs import field, frozen

from elzmodel.networks.measurement import Measurement, Node, Scores, undirected

__all__ = [
    "cut_partners",
    "falls_loose",
    "fragmentation",
    "fragmentation_loss",
]


def _parts(sizes: list[int]) -> float | None:
    """Return the share of pairs that cannot reach each other."""
    count = sum(sizes)
    pairs = count * (count - 1)
    return 1 - sum(size * (size - 1) for size in sizes) / pairs if pairs else None


def fragmentation(graph: nx.Graph[Any]) -> Measurement:
    """Return the share of pairs that cannot reach each other.

    0 for a connected network, 1 where nobody is tied; undefined for fewer than
    two nodes.

    Example:
        >>> import networkx as nx
        >>> fragmentation(nx.empty_graph(3)).value, fragmentation(nx.path_graph(3)).value
        (1.0, 0.0)
    """
    value = _parts([len(part) for part in nx.connected_components(graph)])
    return Measurement(
        name="fragmentation",
        value=value,
        formula="1 - sum of s(s-1) / (n(n-1)), s the sizes of the components",
        reference="Borgatti 2006",
        reason="fewer than two nodes" if value is None else "",
    )


def fragmentation_loss(graph: nx.Graph[Any]) -> Scores:
    """Return how much fragmentation grows without each node: F(G - v) - F(G).

    High for a partner on whom others hang. It is negative for a node without
    ties, since those that are left are more often connected. Computed for all
    nodes in one pass over the graph.

    Example:
        >>> import networkx as nx
        >>> fragmentation_loss(nx.path_graph(3)).values
        {0: 0.0, 1: 1.0, 2: 0.0}
    """
    searched = _search(graph)
    sizes = [len(component) for component in searched.components]
    now = _parts(sizes)
    pairs = sum(size * (size - 1) for size in sizes)
    left = (len(graph) - 1) * (len(graph) - 2)
    values: dict[Node, float | None] = {}
    for node in graph:
        size = len(searched.of[node])
        pieces = searched.pieces(node)
        joined = pairs - size * (size - 1) + sum(piece * (piece - 1) for piece in pieces)
        values[node] = None if now is None or not left else (1 - joined / left) - now
    return Scores(
        name="fragmentation loss",
        values=values,
        formula="F(G - v) - F(G)",
        convention="negative for a node without ties",
        reference="Borgatti 2006",
        reasons={n: "fewer than three nodes" for n, value in values.items() if value is None},
    )


def cut_partners(graph: nx.Graph[Any]) -> tuple[Node, ...]:
    """Return the nodes whose loss leaves others without a path, sorted.

    As networkx's ``articulation_points``.

    Example:
        >>> import networkx as nx
        >>> cut_partners(nx.path_graph(3))
        (1,)
    """
    searched = _search(graph)
    return tuple(sorted((n for n in graph if len(searched.pieces(n)) > 1), key=str))


def falls_loose(graph: nx.Graph[Any], node: Node) -> tuple[tuple[Node, ...], ...]:
    """Return the groups that lose their path to the rest without a node.

    The rest is the largest group that is left of what hung together. Largest
    first, each sorted; nothing where those that are left still hang together.

    Example:
        >>> import networkx as nx
        >>> falls_loose(nx.path_graph(4), 1)
        ((0,),)
    """
    return _search(graph).loose(node)


def _loose_without(graph: nx.Graph[Any]) -> dict[Node, tuple[tuple[Node, ...], ...]]:
    """Return for each cut partner the groups that fall loose, from one search."""
    searched = _search(graph)
    found = {node: searched.loose(node) for node in graph if len(searched.pieces(node)) > 1}
    return dict(sorted(found.items(), key=lambda pair: str(pair[0])))


@frozen
class _Searched:
    """What one depth-first search found: components, and what hangs below each node.

    What hangs below a node was reached in one go, so it is a stretch of its
    component: *hanging* has the first and the last position of each.
    """

    components: list[list[Node]] = field(factory=list)
    of: dict[Node, list[Node]] = field(factory=dict)
    hanging: dict[Node, list[tuple[int, int]]] = field(factory=dict)

    def pieces(self, node: Node) -> list[int]:
        """Return the sizes of the pieces into which a component falls without a node."""
        sizes = [until - start for start, until in self.hanging[node]]
        rest = len(self.of[node]) - 1 - sum(sizes)
        return [*sizes, rest] if rest else sizes

    def loose(self, node: Node) -> tuple[tuple[Node, ...], ...]:
        """Return those pieces but the largest, largest first."""
        component = self.of[node]
        groups = [component[start:until] for start, until in self.hanging[node]]
        below = {node}.union(*groups)
        groups.append([each for each in component if each not in below])
        ordered = sorted(tuple(sorted(group, key=str)) for group in groups if group)
        return tuple(sorted(ordered, key=lambda group: -len(group))[1:])


def _search(graph: nx.Graph[Any]) -> _Searched:
    near = undirected(graph)
    found = _Searched(hanging={node: [] for node in near})
    for root in near:
        if root not in found.of:
            component = _descend(root, near, found.hanging)
            found.components.append(component)
            found.of.update(dict.fromkeys(component, component))
    return found


def _descend(
    root: Node, near: dict[Node, set[Node]], hanging: dict[Node, list[tuple[int, int]]]
) -> list[Node]:
    """Search one component; below a node hangs what reaches no higher than that node."""
    order, low, reached = {root: 0}, {root: 0}, [root]
    path: list[tuple[Node, Iterator[Node]]] = [(root, iter(near[root]))]
    while path:
        node, ahead = path[-1]
        child = next((each for each in ahead if not _is_seen(each, node, order, low)), None)
        if child is not None:
            order[child] = low[child] = len(reached)
            reached.append(child)
            path.append((child, iter(near[child])))
            continue
        path.pop()
        if path:
            above = path[-1][0]
            low[above] = min(low[above], low[node])
            if low[node] >= order[above]:
                hanging[above].append((order[node], len(reached)))
    return reached


def _is_seen(other: Node, node: Node, order: dict[Node, int], low: dict[Node, int]) -> bool:
    if other not in order:
        return False
    low[node] = min(low[node], order[other])
    return True
