"""Layers and waves of a network held side by side: multiplexity, stability, QAP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import sqrt
from random import Random
from typing import Any

import networkx as nx
from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.networks.graph_kinds import Direction, takes
from elzmodel.networks.measurement import Measurement, Node, weights
from elzmodel.values import Table

__all__ = ["TieChange", "multiplexity", "qap_correlation", "tie_change"]


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
        reason="no ties",
    )


Pair = tuple[Node, Node]


@frozen(kw_only=True)
class TieChange:
    """The ties that were kept, made and lost, and the nodes that came and went.

    *stability* is kept over kept, made and lost together; *hamming* is made and
    lost together. Ties of nodes that came or went count as made or lost.

    Example:
        >>> import networkx as nx
        >>> change = tie_change(nx.Graph([("a", "b")]), nx.Graph([("a", "b"), ("b", "c")]))
        >>> change.stability.value, change.hamming, change.came
        (0.5, 1, ('c',))
    """

    kept: tuple[Pair, ...]
    made: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    came: tuple[Node, ...] = ()
    went: tuple[Node, ...] = ()

    @property
    def hamming(self) -> int:
        """The number of ties in which the two differ."""
        return len(self.made) + len(self.lost)

    @property
    def stability(self) -> Measurement:
        """The share of all ties that is in both (Jaccard)."""
        ties = len(self.kept) + self.hamming
        return Measurement(
            name="stability of ties",
            value=len(self.kept) / ties if ties else None,
            formula="kept / (kept + made + lost)",
            convention="weights not used; ties of those who came or went count",
            reference="Snijders, van de Bunt and Steglich 2010",
            reason="no ties at either time",
        )

    def to_table(self) -> Table:
        """Return the counts, and the stability."""
        pairs = [
            ("ties kept", len(self.kept)),
            ("ties made", len(self.made)),
            ("ties lost", len(self.lost)),
            ("stability", self.stability.value),
            ("came", len(self.came)),
            ("went", len(self.went)),
        ]
        return Table.of_pairs("Change of ties", pairs)


@takes(direction=Direction.ADDED_UP)
def tie_change(before: nx.Graph[Any], after: nx.Graph[Any]) -> TieChange:
    """Return what became of the ties between two days, or between two layers.

    Example:
        >>> import networkx as nx
        >>> tie_change(nx.path_graph(3), nx.path_graph(2)).lost
        ((1, 2),)
    """
    one, other = pairs_of(before), pairs_of(after)
    return TieChange(
        kept=_sorted(one & other),
        made=_sorted(other - one),
        lost=_sorted(one - other),
        came=tuple(sorted(set(after) - set(before), key=str)),
        went=tuple(sorted(set(before) - set(after), key=str)),
    )


def _sorted(pairs: frozenset[frozenset[Node]]) -> tuple[Pair, ...]:
    found = (sorted(pair, key=str) for pair in pairs)
    return tuple(sorted(((one, other) for one, other in found), key=str))


Tie = tuple[Node, Node, float]
_TOLERANCE = 1e-9


@takes(weights="on request")
def qap_correlation(
    one: nx.Graph[Any],
    other: nx.Graph[Any],
    *,
    weight: str | None = None,
    rounds: int = 1000,
    seed: int = 0,
) -> tuple[Measurement, float | None]:
    """Return how two graphs of the same nodes go together, and how rare that is.

    Pearson's r over all pairs, and the share of *rounds* random relabellings
    of the second graph (drawn with *seed*) in which r is as far from 0 or
    farther, the graph itself counted as one of them. Undefined where either
    has all pairs alike. Sparse: only pairs that are tied are looked at.

    Raises:
        InvalidValueError: If the graphs do not have the same nodes, or are
            directed, or *rounds* is negative.

    Example:
        >>> import networkx as nx
        >>> r, p = qap_correlation(nx.path_graph(5), nx.path_graph(5))
        >>> round(r.value, 6), p < 0.1
        (1.0, True)
    """
    if set(one) != set(other):
        raise InvalidValueError("graphs", (len(one), len(other)), "graphs of the same nodes")
    if rounds < 0:
        raise InvalidValueError("rounds", rounds, "0 or more")
    nodes, near = sorted(one, key=str), weights(other, weight)
    first, second = _ties(weights(one, weight), nodes), _ties(near, nodes)
    pairs = len(nodes) * (len(nodes) - 1) // 2
    scale = _spread(first, pairs) * _spread(second, pairs)
    value = share = None
    if scale:
        chance = sum(w for *_, w in first) * sum(w for *_, w in second) / pairs
        found = _together(first, near, dict(zip(nodes, nodes, strict=True))) - chance
        value, random, beyond = found / scale, Random(seed), 1  # noqa: S311 - no secret is needed
        others = list(nodes)
        for _ in range(rounds):
            random.shuffle(others)
            moved = _together(first, near, dict(zip(nodes, others, strict=True))) - chance
            beyond += abs(moved) >= abs(found) - _TOLERANCE * scale
        share = beyond / (1 + rounds)
    r = Measurement(
        name="QAP correlation",
        value=None if value is None else max(-1.0, min(1.0, value)),
        formula="Pearson's r over pairs of nodes",
        convention="undirected, diagonal left out; two-sided share of random relabellings",
        reference="Krackhardt 1987",
        reason="all pairs of a graph are alike",
    )
    return r, share


def _ties(near: Mapping[Node, Mapping[Node, float]], nodes: list[Node]) -> list[Tie]:
    """Return each tie once."""
    place = {node: position for position, node in enumerate(nodes)}
    return [(a, b, w) for a in near for b, w in near[a].items() if place[a] < place[b]]


def _spread(ties: list[Tie], pairs: int) -> float:
    if not pairs:
        return 0.0
    total = sum(weight for *_, weight in ties)
    variance = sum(weight * weight for *_, weight in ties) - total * total / pairs
    return sqrt(variance) if variance > _TOLERANCE * total * total / pairs else 0.0


def _together(
    ties: list[Tie], near: Mapping[Node, Mapping[Node, float]], places: Mapping[Node, Node]
) -> float:
    """Return the summed products of the weights, with nodes put in the places of others."""
    return sum(weight * near[places[a]].get(places[b], 0.0) for a, b, weight in ties)
