"""On how many shortest paths each node lies: exact, or estimated with its spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from typing import Any, Literal

import networkx as nx
from attrs import frozen

from elzmodel.networks.graph_kinds import Direction, takes
from elzmodel.networks.measurement import (
    Estimates,
    Node,
    Scores,
    how_estimated,
    require_one_of,
    sample_of,
    standard_error,
)
from elzmodel.networks.pieces import Search
from elzmodel.values.extras import extra
from elzmodel.values.text import said

__all__ = ["betweenness"]

_RARE = 2
"""Of how many nodes like the farthest one that was drawn an estimate allows for a miss."""


@takes(direction=Direction.USED)
def betweenness(
    graph: nx.Graph[Any],
    *,
    pivots: int | None = None,
    seed: int = 0,
    engine: Literal["plain", "rustworkx"] = "plain",
) -> Scores:
    """Return on which share of shortest paths between others each node lies.

    In steps, by Brandes' algorithm; in a directed graph paths follow the ties. It is
    undefined for fewer than three nodes, where there are no two others.
    Time grows with nodes times ties: exact values of 1,000 partners take some
    seconds, of 5,000 minutes. An undirected graph is taken apart at its cut
    partners, and each block searched by itself. *pivots* estimates values from
    the paths of that many nodes of each block, drawn with *seed*: the result is
    `Estimates`, with the spread of each value: its standard error, and what two
    nodes more like the farthest of those drawn would add. Paths from one block to
    another are counted, whatever was drawn, and so are those of a block with no
    more nodes than pivots.

    Args:
        graph: The graph.
        pivots: From how many nodes it is estimated; exact by default.
        seed: What the pivots are drawn with.
        engine: ``"rustworkx"`` gives the same exact values many times as fast;
            it is in the extra ``fast``.

    Raises:
        InvalidValueError: If *pivots* is under 1, or the engine is another.
        MissingDependencyError: If the engine is not installed.

    Example:
        >>> import networkx as nx
        >>> betweenness(nx.star_graph(3))[0]
        1.0
    """
    require_one_of("engine", engine, ["plain", "rustworkx"])
    told: dict[str, Any] = {
        "name": "betweenness",
        "formula": "share of shortest paths between others",
        "reference": "Freeman 1977; Brandes 2001",
        "reason": said("fewer than 3 nodes"),
    }
    drawn, pairs = sample_of(graph, pivots, seed), (len(graph) - 1) * (len(graph) - 2)
    if not pairs:
        return Scores(**told, values=dict.fromkeys(graph.nodes), convention=_EXACTLY)
    if drawn is None:
        sums = _by_rustworkx(graph) if engine == "rustworkx" else _summed(graph)
        values = {node: each / pairs for node, each in sums.items()}
        return Scores(**told, values=values, convention=_EXACTLY)
    found = _estimated(graph, len(drawn), seed)
    told["reference"] += "; Brandes and Pich 2007"
    told["convention"] = said(_ABOUT, estimated=how_estimated(graph, drawn, seed))
    return Estimates(
        **told,
        values={node: each / pairs for node, (each, _) in found.items()},
        spread={node: spread / pairs for node, (_, spread) in found.items()},
    )


_EXACTLY = said("in steps, weights not used, normalised; exact")
_ABOUT = "in steps, weights not used, normalised; {estimated}, within each block"


@frozen(eq=False)
class _Block:
    """Nodes of which none is cut from the others by the loss of a single one.

    *weights* says how many nodes are reached by each alone, itself included: a path
    from or to one of them is, within the block, a path from or to that node.
    """

    nodes: Sequence[Node]
    weights: Sequence[int]
    near: Sequence[Sequence[int]]

    @classmethod
    def of(cls, graph: nx.Graph[Any], nodes: Sequence[Node], weights: Sequence[int]) -> _Block:
        """Return some nodes of a graph, each with the numbers of those that ties lead to.

        All in the order of their names, so that a graph is the same however it was built.
        """
        order = sorted(range(len(nodes)), key=[*map(str, nodes)].__getitem__)
        nodes, weights = [nodes[n] for n in order], [weights[n] for n in order]
        place = {node: number for number, node in enumerate(nodes)}
        adjacency = graph.adj
        near = [sorted(place[other] for other in adjacency[n] if other in place) for n in nodes]
        return cls(nodes, weights, near)

    def through(self, source: int) -> Iterator[tuple[int, float]]:
        """Yield each node with the paths through it of all who are reached by the source."""
        weight = self.weights[source]
        for number, share in _hanging(self.near, source, self.weights):
            yield number, weight * share


def _blocks(graph: nx.Graph[Any]) -> list[_Block]:
    """Return the parts of a graph; a directed one is not taken apart."""
    if graph.is_directed():
        return [_Block.of(graph, [*graph], [1] * len(graph))]
    return [_Block.of(graph, nodes, weights) for nodes, weights in Search(graph).blocks()]


def _has_inside(block: _Block) -> bool:
    """Tell whether a path within a block may pass a third node."""
    return len(block.nodes) > 2


def _passing(graph: nx.Graph[Any], blocks: Iterable[_Block]) -> dict[Node, float]:
    """Return how many paths go from one block to another by each node: that takes no search."""
    beside: defaultdict[Node, list[int]] = defaultdict(list)
    for block in blocks:
        whole = sum(block.weights)
        for node, weight in zip(block.nodes, block.weights, strict=True):
            beside[node].append(whole - weight)
    return {
        node: float(sum(beside[node]) ** 2 - sum(each * each for each in beside[node]))
        for node in graph
    }


def _summed(graph: nx.Graph[Any]) -> dict[Node, float]:
    """Add up over all nodes what hangs on each node of the paths from there.

    A path from block to block goes by the nodes that they share, and within each
    block it is a path of that block. So is the sum one over blocks.
    """
    blocks = _blocks(graph)
    sums = _passing(graph, blocks)
    for block in filter(_has_inside, blocks):
        found = [0.0] * len(block.nodes)
        for source in range(len(found)):
            for number, paths in block.through(source):
                found[number] += paths
        for node, each in zip(block.nodes, found, strict=True):
            sums[node] += each
    return sums


def _by_rustworkx(graph: nx.Graph[Any]) -> dict[Node, float]:
    """Let rustworkx do the same: an undirected path it counts once, we from both ends."""
    rx = extra("rustworkx")
    is_directed = graph.is_directed()
    same = rx.PyDiGraph() if is_directed else rx.PyGraph()
    same.add_nodes_from(range(len(graph)))
    place = {node: number for number, node in enumerate(graph)}
    same.extend_from_edge_list([(place[one], place[other]) for one, other in graph.edges()])
    found = rx.betweenness_centrality(same, normalized=False)
    times = 1 if is_directed else 2
    return {node: times * found[number] for number, node in enumerate(graph)}


def _estimated(graph: nx.Graph[Any], many: int, seed: int) -> dict[Node, tuple[float, float]]:
    """Return values and their spreads, from the paths of so many nodes of each block."""
    blocks = _blocks(graph)
    found = {node: (paths, 0.0) for node, paths in _passing(graph, blocks).items()}
    for block in filter(_has_inside, blocks):
        of_block = zip(block.nodes, *_estimated_within(block, many, seed), strict=True)
        for node, paths, spread in of_block:
            known, off = found[node]
            found[node] = known + paths, off + spread
    return found


def _estimated_within(block: _Block, many: int, seed: int) -> tuple[list[float], list[float]]:
    """Return for each node of a block the paths through it, and how far that may be off."""
    count = len(block.nodes)
    drawn = sample_of(range(count), many, seed) or range(count)
    sums, squares, most = [0.0] * count, [0.0] * count, [0.0] * count
    for source in drawn:
        for number, paths in block.through(source):
            sums[number] += paths
            squares[number] += paths * paths
            most[number] = max(most[number], paths)
    scale, left = count / len(drawn), 1 - len(drawn) / count
    if not left:
        return sums, [0.0] * count
    errors = [
        standard_error(*each, len(drawn), of=count) for each in zip(sums, squares, strict=True)
    ]
    # Few nodes may send far more paths by a bridge than all others: one may be missed.
    spread = [
        count * error + scale * left * _RARE * each
        for error, each in zip(errors, most, strict=True)
    ]
    return [scale * each for each in sums], spread


def _hanging(
    near: Sequence[Sequence[int]], source: int, weights: Sequence[int]
) -> Iterator[tuple[int, float]]:
    """Yield each node but the source with the share of paths from the source that go through it.

    So many paths go to a node as it weighs.

    Paths are counted step by step outwards, and their shares added up on the way
    back (Brandes 2001).
    """
    step, ways = [-1] * len(near), [0] * len(near)
    step[source], ways[source] = 0, 1
    waves, wave, ahead = list[list[int]](), [source], 0
    while wave:
        ahead += 1
        beyond: list[int] = []
        for node in wave:
            paths = ways[node]
            for other in near[node]:
                there = step[other]
                if there < 0:
                    step[other], ways[other] = ahead, paths
                    beyond.append(other)
                elif there == ahead:
                    ways[other] += paths
        waves.append(beyond)
        wave = beyond
    # What each path to a node carries onward: what that node weighs, and what hangs on it.
    carried = [0.0] * len(near)
    for wave in reversed(waves):
        for node in wave:
            ahead = step[node] + 1
            through = ways[node] * fsum([carried[n] for n in near[node] if step[n] == ahead])
            carried[node] = (weights[node] + through) / ways[node]
            if through:
                yield node, through
