"""Whether two layers, or two moments, go together more than chance would have it."""

from __future__ import annotations

from math import sqrt
from random import Random
from typing import TYPE_CHECKING, Any

from elzmodel.errors import InvalidValueError
from elzmodel.networks.measurement import Measurement

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["qap_correlation"]

Weights = dict[tuple[int, int], float]
_TOLERANCE = 1e-9


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
        InvalidValueError: If the graphs do not have the same nodes, or are directed.

    Example:
        >>> import networkx as nx
        >>> r, p = qap_correlation(nx.path_graph(5), nx.path_graph(5))
        >>> round(r.value, 6), p < 0.1
        (1.0, True)
    """
    if set(one) != set(other) or one.is_directed() or other.is_directed():
        expected = "undirected graphs of the same nodes"
        raise InvalidValueError("graphs", (len(one), len(other)), expected)
    nodes = sorted(one, key=str)
    first, second = _weights(one, nodes, weight), _weights(other, nodes, weight)
    pairs = len(nodes) * (len(nodes) - 1) // 2
    scale = _spread(first, pairs) * _spread(second, pairs)
    value = _covariance(first, second, pairs) / scale if scale else None
    if value is None:
        return _correlation(value), None
    random = Random(seed)  # noqa: S311 - relabelling needs no secret
    beyond = _beyond(first, second, value * scale, len(nodes), random, rounds)
    return _correlation(value), (1 + beyond) / (1 + rounds)


def _correlation(value: float | None) -> Measurement:
    return Measurement(
        name="QAP correlation",
        value=None if value is None else max(-1.0, min(1.0, value)),
        formula="Pearson's r over pairs of nodes",
        convention="undirected, diagonal left out; two-sided share of random relabellings",
        reference="Krackhardt 1987",
        reason="all pairs of a graph are alike" if value is None else "",
    )


def _weights(graph: nx.Graph[Any], nodes: list[Any], weight: str | None) -> Weights:
    place = {node: position for position, node in enumerate(nodes)}
    found: Weights = {}
    for one, other, data in graph.edges(data=True):
        if one != other:
            found[_pair(place[one], place[other])] = (
                1.0 if weight is None else float(data.get(weight, 1))
            )
    return found


def _spread(weights: Weights, pairs: int) -> float:
    if not pairs:
        return 0.0
    total = sum(weights.values())
    variance = sum(value * value for value in weights.values()) - total * total / pairs
    return sqrt(variance) if variance > _TOLERANCE * max(1.0, total * total / pairs) else 0.0


def _covariance(first: Weights, second: Weights, pairs: int) -> float:
    shared = sum(value * second.get(pair, 0.0) for pair, value in first.items())
    return shared - sum(first.values()) * sum(second.values()) / pairs


def _beyond(
    first: Weights, second: Weights, found: float, count: int, random: Random, rounds: int
) -> int:
    """Count the relabellings in which the graphs go together as strongly as found."""
    pairs = count * (count - 1) // 2
    chance = sum(first.values()) * sum(second.values()) / pairs
    places = list(range(count))
    beyond = 0
    for _ in range(rounds):
        random.shuffle(places)
        moved = sum(
            value * second.get(_pair(places[one], places[other]), 0.0)
            for (one, other), value in first.items()
        )
        beyond += abs(moved - chance) >= abs(found) - _TOLERANCE
    return beyond


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
