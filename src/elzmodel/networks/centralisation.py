"""How far a network hangs on one partner.

High centralisation is neither good nor bad in itself: a lead organisation may
be a choice, and a dense core may be a habit. Say it beside what the council
wants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import networkx as nx
from networkx.algorithms import bipartite

from elzmodel.errors import InvalidValueError
from elzmodel.networks.distances import closeness
from elzmodel.networks.measurement import Measurement

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from elzmodel.networks.measurement import Node

__all__ = [
    "betweenness_centralisation",
    "closeness_centralisation",
    "degree_centralisation",
    "two_mode_centralisation",
]

Kind = Literal["degree", "betweenness", "closeness"]
_FREEMAN = "Freeman 1979"


def _gap(values: Collection[float]) -> float:
    highest = max(values)
    return sum(highest - value for value in values)


def degree_centralisation(
    graph: nx.Graph[Any], *, direction: Literal["in", "out"] | None = None
) -> Measurement:
    """Return how unequal the numbers of ties are, 1 for a star.

    Self-loops do not count. A directed graph needs a *direction*; its
    denominator is (n-1)², since the centre of a star has no tie of its own
    kind back.

    Raises:
        InvalidValueError: If a directed graph is given without a direction.

    Example:
        >>> import networkx as nx
        >>> degree_centralisation(nx.star_graph(4)).value
        1.0
    """
    count = len(graph)
    if graph.is_directed():
        if direction is None:
            raise InvalidValueError("direction", direction, "'in' or 'out' for a directed graph")
        directed: Any = graph
        near = directed.pred if direction == "in" else directed.succ
        most, least, formula = (count - 1) ** 2, 2, "sum(max-d) / (n-1)^2"
    else:
        near, most, least = graph.adj, (count - 1) * (count - 2), 3
        formula = "sum(max-d) / ((n-1)(n-2))"
    defined = count >= least
    degrees = [sum(other != node for other in near[node]) for node in graph]
    return Measurement(
        name="degree centralisation",
        value=_gap(degrees) / most if defined else None,
        formula=formula,
        convention="self-loops and weights not used; igraph divides by (n-1)^2 n/n with loops",
        reference=_FREEMAN,
        reason="" if defined else f"fewer than {least} nodes",
    )


def betweenness_centralisation(graph: nx.Graph[Any]) -> Measurement:
    """Return how unequally bridging is divided, 1 for a star.

    Betweenness is exact, so this takes long for thousands of nodes.

    Example:
        >>> import networkx as nx
        >>> betweenness_centralisation(nx.cycle_graph(5)).value
        0.0
    """
    count = len(graph)
    defined = count > 2
    return Measurement(
        name="betweenness centralisation",
        value=_gap(nx.betweenness_centrality(graph).values()) / (count - 1) if defined else None,
        formula="sum(max-b') / (n-1), b' the normalised betweenness",
        convention="in steps, weights not used",
        reference="Freeman 1979",
        reason="" if defined else "fewer than 3 nodes",
    )


def closeness_centralisation(graph: nx.Graph[Any]) -> Measurement:
    """Return how unequally near partners are to the rest, 1 for a star.

    Undefined where not everybody can reach everybody.

    Example:
        >>> import networkx as nx
        >>> print(closeness_centralisation(nx.empty_graph(4)))
        closeness centralisation: undefined, the network is not connected
    """
    count = len(graph)
    reason = _why_not(graph, least=3)
    value = None
    if not reason:
        gap = _gap([value or 0 for value in closeness(graph).values.values()])
        value = gap * (2 * count - 3) / ((count - 1) * (count - 2))
    return Measurement(
        name="closeness centralisation",
        value=value,
        formula="sum(max-c)(2n-3) / ((n-1)(n-2))",
        convention="in steps, weights not used; undefined if not connected",
        reference="Freeman 1979",
        reason=reason,
    )


def _why_not(graph: nx.Graph[Any], *, least: int) -> str:
    if len(graph) < least:
        return f"fewer than {least} nodes"
    return "" if nx.is_connected(graph) else "the network is not connected"


def two_mode_centralisation(
    graph: nx.Graph[Any], nodes: Collection[Node], *, kind: Kind = "degree"
) -> Measurement:
    """Return how unequal the nodes of one mode are, 1 for the most unequal two-mode graph.

    That graph is a centre that meets everything, while the others of its mode
    hang on one node of the other mode each, spread evenly. Centralities are
    normalised within the mode (Borgatti and Everett 1997). Only the nodes of
    the mode itself are compared.

    Args:
        graph: A two-mode graph.
        nodes: The nodes of the mode that is asked about.
        kind: ``"degree"``, ``"betweenness"`` or ``"closeness"``.

    Example:
        >>> from elzmodel.networks import attendance_graph, partners_in
        >>> graph = attendance_graph([("a", "x"), ("a", "y"), ("b", "x")])
        >>> two_mode_centralisation(graph, partners_in(graph)).value
        1.0
    """
    own = len(set(nodes))
    other = len(graph) - own
    reason = _why_not_two_mode(graph, own, other, kind)
    value = None
    if not reason:
        found = _two_mode_values(graph, nodes, kind)
        value = _gap([found[node] for node in nodes]) / _two_mode_most(own, other, kind)
    return Measurement(
        name=f"two-mode {kind} centralisation",
        value=value,
        formula="sum(max-c) / its largest possible value, over one mode",
        convention=_TWO_MODE[kind],
        reference="Borgatti and Everett 1997; Everett and Borgatti 2005",
        reason=reason,
    )


_TWO_MODE = {
    "degree": "denominator (n_own-1)(n_other-1)",
    "betweenness": "denominator n_own-1, of normalised values",
    "closeness": "denominator from the most unequal graph, of normalised values",
}


def _why_not_two_mode(graph: nx.Graph[Any], own: int, other: int, kind: Kind) -> str:
    if own < 2 or other < 2:
        return "fewer than two nodes in a mode"
    is_apart = kind == "closeness" and not nx.is_connected(graph)
    return "the network is not connected" if is_apart else ""


def _two_mode_values(
    graph: nx.Graph[Any], nodes: Collection[Node], kind: Kind
) -> Mapping[Node, float]:
    if kind == "degree":
        return {node: graph.degree[node] for node in nodes}
    if kind == "betweenness":
        return dict(bipartite.betweenness_centrality(graph, nodes))
    return dict(bipartite.closeness_centrality(graph, nodes, normalized=True))


def _two_mode_most(own: int, other: int, kind: Kind) -> float:
    if kind == "degree":
        return (own - 1) * (other - 1)
    if kind == "betweenness":
        return own - 1
    shortest = other + 2 * (own - 1)
    full, rest = divmod(own - 1, other)
    groups = [full + 1] * rest + [full] * (other - rest)
    farthest = 3 * other + 4 * own - 6
    return sum(size * (1 - shortest / (farthest - 2 * size)) for size in groups)
