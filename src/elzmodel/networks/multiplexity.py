"""Whether the same partners are tied in several ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from elzmodel.networks.measurement import Measurement

if TYPE_CHECKING:
    import networkx as nx

    from elzmodel.networks.measurement import Node

__all__ = ["multiplexity", "pairs_of"]


def pairs_of(graph: nx.Graph[Any]) -> frozenset[frozenset[Node]]:
    """Return the tied pairs of an undirected graph; self-loops are no pair.

    Example:
        >>> import networkx as nx
        >>> len(pairs_of(nx.path_graph(3)))
        2
    """
    return frozenset(frozenset((one, other)) for one, other in graph.edges() if one != other)


def multiplexity(layers: nx.Graph[Any] | Mapping[str, nx.Graph[Any]]) -> Measurement:
    """Return the share of tied pairs that are tied in two layers or more.

    Args:
        layers: A collaboration graph whose ties name their *layers*, or the
            graph of each layer.

    Example:
        >>> import networkx as nx
        >>> both = {"seat": nx.Graph([("a", "b"), ("b", "c")]), "action": nx.Graph([("a", "b")])}
        >>> multiplexity(both).value
        0.5
    """
    if isinstance(layers, Mapping):
        counts = Counter(pair for graph in layers.values() for pair in pairs_of(graph))
        found = list(counts.values())
    else:
        ties = layers.edges(data=True)
        found = [len(data["layers"]) for one, other, data in ties if one != other]
    return Measurement(
        name="multiplexity",
        value=sum(kinds > 1 for kinds in found) / len(found) if found else None,
        formula="pairs tied in two layers or more / pairs tied",
        reference="Wasserman and Faust 1994",
        reason="" if found else "no ties",
    )
