"""Where each partner stands: ties, strength, bridging, core."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any

import networkx as nx

from elzmodel.networks.measurement import Measurement, Scores

if TYPE_CHECKING:
    from elzmodel.networks.measurement import Node

__all__ = ["betweenness", "core_number", "degree", "density", "strength"]


def density(graph: nx.Graph[Any]) -> Measurement:
    """Return the share of possible ties that exist.

    Say it of a network without statutory ties: one council makes all its
    members a clique. From networkx's ``density``, undefined for fewer than two nodes.

    Example:
        >>> import networkx as nx
        >>> density(nx.path_graph(3)).value
        0.6666666666666666
    """
    defined = len(graph) > 1
    return Measurement(
        name="density",
        value=float(nx.density(graph)) if defined else None,
        formula="2m / (n(n-1))",
        reference="Wasserman and Faust 1994",
        reason="" if defined else "fewer than two nodes",
    )


def degree(graph: nx.Graph[Any]) -> Scores:
    """Return with how many others each node is tied; a self-loop does not count.

    Example:
        >>> import networkx as nx
        >>> degree(nx.star_graph(3))[0]
        3.0
    """
    values = {node: float(sum(other != node for other in graph[node])) for node in graph}
    return Scores(name="ties", values=values, formula="d", convention="weights not used")


def strength(graph: nx.Graph[Any], *, weight: str = "weight") -> Scores:
    """Return the summed weight of each node's ties.

    With Newman weights it is the number of venues where anybody else was met.

    Example:
        >>> import networkx as nx
        >>> strength(nx.Graph([("a", "b", {"weight": 1.5})]))["a"]
        1.5
    """
    values = {
        node: fsum(
            float(data.get(weight, 1)) for other, data in graph[node].items() if other != node
        )
        for node in graph
    }
    return Scores(
        name="strength", values=values, formula=f"sum of {weight}", reference="Newman 2001"
    )


def betweenness(graph: nx.Graph[Any], *, pivots: int | None = None, seed: int = 0) -> Scores:
    """Return on which share of shortest paths between others each node lies.

    networkx's ``betweenness_centrality``, in steps. Its time grows with nodes
    times ties: exact values of 5,000 nodes take minutes. *pivots* estimates
    them from the paths of that many nodes, drawn with *seed*; with as many
    pivots as nodes the values are exact.

    Example:
        >>> import networkx as nx
        >>> betweenness(nx.star_graph(3))[0]
        1.0
    """
    drawn = None if pivots is None or pivots >= len(graph) else pivots
    found: dict[Node, float | None] = dict(
        nx.betweenness_centrality(graph, k=drawn, seed=None if drawn is None else seed)
    )
    how = "exact" if drawn is None else f"estimated from {drawn} pivots, seed {seed}"
    return Scores(
        name="betweenness",
        values=found,
        formula="share of shortest paths between others",
        convention=f"in steps, weights not used, normalised; {how}",
        reference="Freeman 1977; Brandes and Pich 2007" if drawn else "Freeman 1977",
    )


def core_number(graph: nx.Graph[Any]) -> Scores:
    """Return the largest k for which each node is in a group where all have k ties.

    networkx's ``core_number``, self-loops left out.

    Example:
        >>> import networkx as nx
        >>> core_number(nx.complete_graph(4))[0]
        3.0
    """
    simple = nx.Graph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    values = {node: float(core) for node, core in nx.core_number(simple).items()}
    return Scores(
        name="core number", values=values, formula="largest k-core", reference="Seidman 1983"
    )
