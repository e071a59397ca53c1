"""On how many shortest paths each node lies: exact, or estimated with its spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import Any, Literal

import networkx as nx

from elzmodel.networks.graph_kinds import Direction, takes
from elzmodel.networks.measurement import (
    Estimates,
    Node,
    Scores,
    how_estimated,
    sample_of,
    standard_error,
)
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

    In steps, by Brandes' algorithm; in a directed graph paths follow the ties.
    Time grows with nodes times ties: exact values of 1,000 partners take some
    seconds, of 5,000 minutes. *pivots* estimates them from the paths of that
    many nodes, drawn with *seed*: the result is `Estimates`, with the spread of
    each value: its standard error, and what two nodes more like the farthest of
    those drawn would add. With as many pivots as nodes the values are exact.

    Args:
        graph: The graph.
        pivots: From how many nodes it is estimated; exact by default.
        seed: What the pivots are drawn with.
        engine: ``"rustworkx"`` gives the same exact values many times as fast;
            it is in the extra ``fast``.

    Raises:
        InvalidValueError: If *pivots* is under 1.
        MissingDependencyError: If the engine is not installed.

    Example:
        >>> import networkx as nx
        >>> betweenness(nx.star_graph(3))[0]
        1.0
    """
    drawn = sample_of(graph, pivots, seed)
    told: dict[str, Any] = {
        "name": "betweenness",
        "formula": "share of shortest paths between others",
        "reference": "Freeman 1977; Brandes 2001",
    }
    if drawn is None:
        sums = _by_rustworkx(graph) if engine == "rustworkx" else _summed(graph)
        pairs = _pairs(len(graph))
        values = {node: each / pairs for node, each in sums.items()}
        return Scores(**told, values=values, convention=_EXACTLY)
    values, spread = _estimated(graph, drawn)
    told["reference"] += "; Brandes and Pich 2007"
    told["convention"] = said(_ABOUT, estimated=how_estimated(graph, drawn, seed))
    return Estimates(**told, values=values, spread=spread)


_EXACTLY = said("in steps, weights not used, normalised; exact")
_ABOUT = "in steps, weights not used, normalised; {estimated}"


def _pairs(count: int) -> int:
    """Return how many ordered pairs of others each of so many nodes may lie between."""
    return max(1, (count - 1) * (count - 2))


def _numbered(graph: nx.Graph[Any]) -> list[list[int]]:
    """Return the neighbours of each node by number, those that ties lead to."""
    place = {node: number for number, node in enumerate(graph)}
    return [[place[other] for other in graph[node]] for node in graph]


def _summed(graph: nx.Graph[Any]) -> dict[Node, float]:
    """Add up over all nodes what hangs on each node of the paths from there."""
    near = _numbered(graph)
    sums = [0.0] * len(near)
    for source in range(len(near)):
        for node, share in _hanging(near, source):
            sums[node] += share
    return dict(zip(graph, sums, strict=True))


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


def _estimated(
    graph: nx.Graph[Any], drawn: Sequence[Node]
) -> tuple[dict[Node, float], dict[Node, float]]:
    """Return values, and their standard errors, from the paths of some nodes."""
    near, count, many = _numbered(graph), len(graph), len(drawn)
    place = {node: number for number, node in enumerate(graph)}
    sums, squares, most = [0.0] * count, [0.0] * count, [0.0] * count
    for pivot in drawn:
        for node, share in _hanging(near, place[pivot]):
            sums[node] += share
            squares[node] += share * share
            most[node] = max(most[node], share)
    scale = count / _pairs(count)
    values, spread = dict[Node, float](), dict[Node, float]()
    for number, node in enumerate(graph):
        values[node] = scale * sums[number] / many
        error = standard_error(sums[number], squares[number], many, of=count)
        # Few nodes may send far more paths by a bridge than all others: one may be missed.
        rare = _RARE * most[number] / many * (1 - many / count)
        spread[node] = scale * (error + rare)
    return values, spread


def _hanging(near: Sequence[Sequence[int]], source: int) -> Iterator[tuple[int, float]]:
    """Yield each node but the source with the share of paths from the source that go through it.

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
    # What each path to a node carries onward: that node, and what hangs on it.
    carried = [0.0] * len(near)
    for wave in reversed(waves):
        for node in wave:
            ahead = step[node] + 1
            through = ways[node] * fsum([carried[n] for n in near[node] if step[n] == ahead])
            carried[node] = (1 + through) / ways[node]
            if through:
                yield node, through
