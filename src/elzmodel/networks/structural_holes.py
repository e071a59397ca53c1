"""Who bridges holes: constraint and effective size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from elzmodel.networks.measurement import Scores

if TYPE_CHECKING:
    from collections.abc import Mapping

    from elzmodel.networks.measurement import Node

__all__ = ["constraint", "effective_size"]

_ALONE = "no ties"


def _simple(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return a copy without self-loops, with which the formulas make no sense."""
    found = graph.copy()
    found.remove_edges_from(list(nx.selfloop_edges(graph)))
    return found


def constraint(graph: nx.Graph[Any], *, weight: str | None = None) -> Scores:
    """Return how far each node's contacts are tied with each other; small bridges holes.

    networkx's ``constraint``, asked node by node (which needs no numpy) and
    without self-loops; undefined for a node without ties.

    Example:
        >>> import networkx as nx
        >>> constraint(nx.star_graph(4))[0]
        0.25
    """
    simple = _simple(graph)
    tied = [node for node in simple if simple[node]]
    found = nx.constraint(simple, nodes=tied, weight=weight) if tied else {}
    return _scores(graph, found, "constraint", "sum over j of (p_ij + sum over q of p_iq p_qj)^2")


def effective_size(graph: nx.Graph[Any], *, weight: str | None = None) -> Scores:
    """Return the number of each node's contacts less what is redundant among them.

    Burt's formula with weights: the sum over contacts j of 1 - the sum over
    other contacts q of p_iq m_jq, where p is a share of i's weight and m a
    share of j's heaviest tie. Without weights it is n - 2t/n. Undefined for a
    node without ties. It is written here, for undirected graphs: networkx 3.5
    to 3.6.1 gives other values for weighted graphs unless told *nodes*, and
    builds a dense matrix where SciPy is there.

    Example:
        >>> import networkx as nx
        >>> effective_size(nx.star_graph(4))[0], effective_size(nx.cycle_graph(3))[0]
        (4.0, 1.0)
    """
    near = {
        node: {
            other: 1.0 if weight is None else float(data.get(weight, 1))
            for other, data in graph[node].items()
            if other != node
        }
        for node in graph
    }
    heaviest = {node: max(ties.values(), default=0.0) for node, ties in near.items()}
    found = {node: _effective(near, heaviest, node) for node in graph if near[node]}
    return _scores(graph, found, "effective size", "sum over j of (1 - sum over q of p_iq m_jq)")


def _effective(
    near: Mapping[Node, Mapping[Node, float]], heaviest: Mapping[Node, float], node: Node
) -> float:
    mine = near[node]
    whole = sum(mine.values())
    redundant = sum(
        mine[q] / whole * m / heaviest[j] for j in mine for q, m in near[j].items() if q in mine
    )
    return float(len(mine) - redundant)


def _scores(graph: nx.Graph[Any], found: Mapping[Node, float], name: str, formula: str) -> Scores:
    return Scores(
        name=name,
        values={node: found.get(node) for node in graph},
        formula=formula,
        convention="self-loops left out; undefined without ties",
        reference="Burt 1992",
        reasons={node: _ALONE for node in graph if node not in found},
    )
