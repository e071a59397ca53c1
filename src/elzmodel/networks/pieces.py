"""What falls apart without whom: pieces, cut partners, and the parts that hold without any one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from elzmodel.errors import UnknownIdError
from elzmodel.networks.graph_kinds import takes
from elzmodel.networks.measurement import Measurement, Node, Scores
from elzmodel.values.text import Suggestions, said

__all__ = ["cut_partners", "falls_loose", "fragmentation", "fragmentation_loss"]


def _pairs(sizes: Iterable[int]) -> int:
    """Return how many ordered pairs there are within pieces of these sizes."""
    return sum(size * (size - 1) for size in sizes)


def share_apart(sizes: Collection[int]) -> float | None:
    """Return the share of pairs that are in different pieces of these sizes.

    Example:
        >>> share_apart([2, 1])
        0.6666666666666667
    """
    pairs = _pairs([sum(sizes)])
    return 1 - _pairs(sizes) / pairs if pairs else None


@takes()
def fragmentation(graph: nx.Graph[Any]) -> Measurement:
    """Return the share of pairs that cannot reach each other.

    0 for a connected network, 1 where nobody is tied; undefined for fewer than
    two nodes.

    Example:
        >>> import networkx as nx
        >>> fragmentation(nx.empty_graph(3)).value, fragmentation(nx.path_graph(3)).value
        (1.0, 0.0)
    """
    return Measurement(
        name="fragmentation",
        value=share_apart([*map(len, nx.connected_components(graph))]),
        formula="1 - sum of s(s-1) / (n(n-1)), s the sizes of the components",
        reference="Borgatti 2006",
        reason=said("fewer than two nodes"),
    )


@takes()
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
    searched = Search(graph)
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
        reason=said("fewer than three nodes"),
    )


@takes()
def cut_partners(graph: nx.Graph[Any]) -> tuple[Node, ...]:
    """Return the nodes whose loss leaves others without a path, sorted.

    As networkx's ``articulation_points``.

    Example:
        >>> import networkx as nx
        >>> cut_partners(nx.path_graph(3))
        (1,)
    """
    return Search(graph).cut()


@takes()
def falls_loose(graph: nx.Graph[Any], node: Node) -> tuple[tuple[Node, ...], ...]:
    """Return the groups that lose their path to the rest without a node.

    The rest is the largest group that is left of what hung together. Largest
    first, each sorted; nothing where those that are left still hang together.

    Raises:
        UnknownIdError: If the node is not in the graph.

    Example:
        >>> import networkx as nx
        >>> falls_loose(nx.path_graph(4), 1)
        ((0,),)
    """
    if node not in graph:
        raise _missing(graph, str(node))
    return Search(graph).loose(node)


def _missing(graph: nx.Graph[Any], node: str) -> UnknownIdError:
    """Return the error of a node that is not there, or that was left out."""
    if node in graph.graph.get("left_out", ()):
        reason = said(
            "{node} is left out of this graph: ask for it with coordinator=True", node=node
        )
        return UnknownIdError("node", node, reason=reason)
    return UnknownIdError("node", node, Suggestions(node, [*map(str, graph)]))


@takes()
def loose_without(graph: nx.Graph[Any]) -> dict[Node, tuple[tuple[Node, ...], ...]]:
    """Return for each cut partner the groups that fall loose, from one search."""
    searched = Search(graph)
    return {node: searched.loose(node) for node in searched.cut()}


def _depth_first(near: Mapping[Node, list[Node]], root: Node) -> dict[Node, Node]:
    """Return from where each node was reached, in the order of going as deep as can be."""
    above: dict[Node, Node] = {}
    seen, path = {root}, [(root, iter(near[root]))]
    while path:
        node, others = path[-1]
        for other in others:
            if other not in seen:
                seen.add(other)
                above[other] = node
                path.append((other, iter(near[other])))
                break
        else:
            path.pop()
    return above


class Search:
    """What one depth-first search finds: components, and what hangs below each node.

    What hangs below a node was reached in one go, so it is a stretch of its
    component: *hanging* has the first and the last position of each.
    """

    def __init__(self, graph: nx.Graph[Any]) -> None:
        self.components: list[list[Node]] = []
        self.of: dict[Node, list[Node]] = {}
        self.hanging: dict[Node, list[tuple[int, int]]] = {node: [] for node in graph}
        near = {node: list(others) for node, others in graph.adjacency()}
        for root in near:
            if root not in self.of:
                self._descend(near, root)

    def _descend(self, near: Mapping[Node, list[Node]], root: Node) -> None:
        """Search one component; below a node hangs what reaches no higher than that node."""
        above = _depth_first(near, root)
        component = [root, *above]
        self.components.append(component)
        self.of.update(dict.fromkeys(component, component))
        place = {node: position for position, node in enumerate(component)}
        highest, until = dict(place), {node: position + 1 for node, position in place.items()}
        for node in reversed(component[1:]):
            parent = above[node]
            reached = min(highest[node], *[place[other] for other in near[node]])
            highest[parent] = min(highest[parent], reached)
            until[parent] = max(until[parent], until[node])
            if reached >= place[parent]:
                self.hanging[parent].append((place[node], until[node]))

    def pieces(self, node: Node) -> list[int]:
        """Return the sizes of the pieces into which a component falls without a node."""
        sizes = [until - start for start, until in self.hanging[node]]
        rest = len(self.of[node]) - 1 - sum(sizes)
        return [*sizes, rest] if rest else sizes

    def cut(self) -> tuple[Node, ...]:
        """Return the nodes without which a component falls into pieces, sorted."""
        return tuple(sorted((n for n in self.of if len(self.pieces(n)) > 1), key=str))

    def blocks(self) -> Iterator[tuple[list[Node], list[int]]]:
        """Yield the parts of which no node is cut from the others by the loss of a single one.

        Neighbouring parts share one node. With each node goes how many are reached
        by it alone: itself, and those that hang on it outside the part.
        """
        for component in self.components:
            ends = dict(each for node in component for each in self.hanging[node])
            for top in component:
                for start, until in self.hanging[top]:
                    nodes, place = [component[start]], start + 1
                    while place < until:
                        if place not in ends:
                            nodes.append(component[place])
                        place = ends.get(place, place + 1)
                    yield [top, *nodes], [len(component) - (until - start), *map(self._own, nodes)]

    def _own(self, node: Node) -> int:
        return 1 + sum(until - start for start, until in self.hanging[node])

    def loose(self, node: Node) -> tuple[tuple[Node, ...], ...]:
        """Return those pieces but the largest, largest first.

        What does not hang below the node is mostly the largest piece: it is listed
        only where it is not.
        """
        component, hanging = self.of[node], self.hanging[node]
        groups = [component[start:until] for start, until in hanging]
        below = sum(map(len, groups))
        rest = len(component) - 1 - below
        if rest and rest <= max(map(len, groups), default=0):
            there = {node}.union(*groups)
            groups.append([each for each in component if each not in there])
            rest = 0
        ordered = (tuple(sorted(group, key=str)) for group in groups)
        by_size = sorted(ordered, key=lambda group: (-len(group), [*map(str, group)]))
        return tuple(by_size if rest else by_size[1:])
