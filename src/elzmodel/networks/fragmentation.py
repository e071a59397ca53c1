"""How far a network falls apart, and what it loses without one partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from attrs import field, frozen

from elzmodel.networks._grouping import undirected
from elzmodel.networks.measurement import Measurement, Node, Scores

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["cut_partners", "falls_loose", "fragmentation", "fragmentation_loss"]


def _parts(sizes: list[int]) -> float | None:
    """Return the share of pairs that cannot reach each other."""
    count = sum(sizes)
    pairs = count * (count - 1)
    return 1 - sum(size * (size - 1) for size in sizes) / pairs if pairs else None


def fragmentation(graph: nx.Graph) -> Measurement:
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


def fragmentation_loss(graph: nx.Graph) -> Scores:
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
    sizes = searched.sizes
    now = _parts(sizes)
    pairs = sum(size * (size - 1) for size in sizes)
    left = (len(graph) - 1) * (len(graph) - 2)
    values: dict[Node, float | None] = {}
    for node in graph:
        size = searched.size_of[node]
        pieces = searched.pieces(node, size)
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


def cut_partners(graph: nx.Graph) -> tuple[Node, ...]:
    """Return the nodes whose loss leaves others without a path, sorted.

    As networkx's `articulation_points`.

    Example:
        >>> import networkx as nx
        >>> cut_partners(nx.path_graph(3))
        (1,)
    """
    searched = _search(graph)
    sizes = searched.size_of
    return tuple(sorted((n for n in graph if len(searched.pieces(n, sizes[n])) > 1), key=str))


def falls_loose(graph: nx.Graph, node: Node) -> tuple[tuple[Node, ...], ...]:
    """Return the groups that lose their path to the rest without a node.

    The rest is the largest group that is left of what hung together. Largest
    first, each sorted; nothing where those that are left still hang together.

    Example:
        >>> import networkx as nx
        >>> falls_loose(nx.path_graph(4), 1)
        ((0,),)
    """
    around = nx.node_connected_component(graph, node) - {node}
    groups = [
        tuple(sorted(piece, key=str)) for piece in nx.connected_components(graph.subgraph(around))
    ]
    ordered = sorted(groups, key=lambda group: (-len(group), [str(each) for each in group]))
    return tuple(ordered[1:])


@frozen
class _Searched:
    """What one depth-first search found: components, and what hangs below each node."""

    sizes: list[int] = field(factory=list)
    size_of: dict[Node, int] = field(factory=dict)
    hanging: dict[Node, list[int]] = field(factory=dict)

    def pieces(self, node: Node, size: int) -> list[int]:
        """Return the sizes of the pieces into which a component falls without a node."""
        hanging = self.hanging[node]
        rest = size - 1 - sum(hanging)
        return [*hanging, rest] if rest else hanging


def _search(graph: nx.Graph) -> _Searched:
    near = undirected(graph)
    found = _Searched(hanging={node: [] for node in near})
    order: dict[Node, int] = {}
    for root in near:
        if root not in order:
            reached = _descend(root, near, order, found.hanging)
            found.sizes.append(len(reached))
            found.size_of.update(dict.fromkeys(reached, len(reached)))
    return found


def _descend(
    root: Node,
    near: dict[Node, set[Node]],
    order: dict[Node, int],
    hanging: dict[Node, list[int]],
) -> list[Node]:
    """Search one component; below a node hangs what reaches no higher than that node."""
    order[root] = len(order)
    low, below, reached = {root: order[root]}, {root: 1}, [root]
    path: list[tuple[Node, Iterator[Node]]] = [(root, iter(near[root]))]
    while path:
        node, ahead = path[-1]
        child = next((each for each in ahead if not _is_seen(each, node, order, low)), None)
        if child is not None:
            order[child] = len(order)
            low[child], below[child] = order[child], 1
            reached.append(child)
            path.append((child, iter(near[child])))
            continue
        path.pop()
        if path:
            above = path[-1][0]
            low[above] = min(low[above], low[node])
            below[above] += below[node]
            if low[node] >= order[above]:
                hanging[above].append(below[node])
    return reached


def _is_seen(other: Node, node: Node, order: dict[Node, int], low: dict[Node, int]) -> bool:
    if other not in order:
        return False
    low[node] = min(low[node], order[other])
    return True
