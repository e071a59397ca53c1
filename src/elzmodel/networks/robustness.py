"""How far a network falls apart, and what it loses without one partner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
from attrs import field, frozen

from elzmodel.networks.measurement import Measurement, Node, Scores

__all__ = ["cut_partners", "falls_loose", "fragmentation", "fragmentation_loss"]


def _pairs(sizes: Iterable[int]) -> int:
    """Return how many ordered pairs there are within pieces of these sizes."""
    return sum(size * (size - 1) for size in sizes)


def fragmentation(graph: nx.Graph[Any]) -> Measurement:
    """Return the share of pairs that cannot reach each other.

    0 for a connected network, 1 where nobody is tied; undefined for fewer than
    two nodes.

    Example:
        >>> import networkx as nx
        >>> fragmentation(nx.empty_graph(3)).value, fragmentation(nx.path_graph(3)).value
        (1.0, 0.0)
    """
    joined, pairs = _pairs(map(len, nx.connected_components(graph))), _pairs([len(graph)])
    return Measurement(
        name="fragmentation",
        value=1 - joined / pairs if pairs else None,
        formula="1 - sum of s(s-1) / (n(n-1)), s the sizes of the components",
        reference="Borgatti 2006",
        reason="fewer than two nodes",
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
    joined = _pairs(map(len, searched.components))
    pairs, left = _pairs([len(graph)]), _pairs([len(graph) - 1])
    values: dict[Node, float | None] = dict.fromkeys(graph)
    for node in graph if left else ():
        kept = joined - _pairs([len(searched.of[node])]) + _pairs(searched.pieces(node))
        values[node] = (1 - kept / left) - (1 - joined / pairs)
    return Scores(
        name="fragmentation loss",
        values=values,
        formula="F(G - v) - F(G)",
        convention="negative for a node without ties",
        reference="Borgatti 2006",
        reason="fewer than three nodes",
    )


def cut_partners(graph: nx.Graph[Any]) -> tuple[Node, ...]:
    """Return the nodes whose loss leaves others without a path, sorted.

    As networkx's ``articulation_points``.

    Example:
        >>> import networkx as nx
        >>> cut_partners(nx.path_graph(3))
        (1,)
    """
    return _search(graph).cut()


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


def loose_without(graph: nx.Graph[Any]) -> dict[Node, tuple[tuple[Node, ...], ...]]:
    """Return for each cut partner the groups that fall loose, from one search."""
    searched = _search(graph)
    return {node: searched.loose(node) for node in searched.cut()}


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

    def cut(self) -> tuple[Node, ...]:
        """Return the nodes without which a component falls into pieces, sorted."""
        return tuple(sorted((n for n in self.of if len(self.pieces(n)) > 1), key=str))

    def loose(self, node: Node) -> tuple[tuple[Node, ...], ...]:
        """Return those pieces but the largest, largest first."""
        component = self.of[node]
        groups = [component[start:until] for start, until in self.hanging[node]]
        below = {node}.union(*groups)
        groups.append([each for each in component if each not in below])
        ordered = sorted(tuple(sorted(group, key=str)) for group in groups if group)
        return tuple(sorted(ordered, key=lambda group: -len(group))[1:])


def _search(graph: nx.Graph[Any]) -> _Searched:
    found = _Searched(hanging={node: [] for node in graph})
    for root in graph:
        if root not in found.of:
            above = {child: parent for parent, child in nx.dfs_edges(graph, root)}
            component = [root, *above]
            found.components.append(component)
            found.of.update(dict.fromkeys(component, component))
            _hang(graph, component, above, found.hanging)
    return found


def _hang(
    graph: nx.Graph[Any],
    component: list[Node],
    above: Mapping[Node, Node],
    hanging: dict[Node, list[tuple[int, int]]],
) -> None:
    """Find what hangs below the nodes of one component: what reaches no higher than they."""
    place = {node: position for position, node in enumerate(component)}
    highest, until = dict(place), {node: position + 1 for node, position in place.items()}
    for node in reversed(component[1:]):
        parent = above[node]
        highest[node] = min(highest[node], *(place[other] for other in graph[node]))
        highest[parent] = min(highest[parent], highest[node])
        until[parent] = max(until[parent], until[node])
        if highest[node] >= place[parent]:
            hanging[parent].append((place[node], until[node]))
