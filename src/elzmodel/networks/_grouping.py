"""The groups of nodes that measures of mixing and brokerage take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from elzmodel.networks.measurement import Groups, Node

__all__ = ["group_labels", "group_sets", "undirected"]


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
