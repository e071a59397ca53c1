"""Layers and days of a network held side by side: multiplexity, stability, QAP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import fsum, sqrt
from operator import index, mul
from random import Random
from typing import Any

import networkx as nx
from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.networks.graph_kinds import Direction, takes
from elzmodel.networks.measurement import Measurement, Node, weights
from elzmodel.values import Answer, Table, columns
from elzmodel.values.numbers import items_of
from elzmodel.values.text import said, term

__all__ = [
    "TieChange",
    "multiplexity",
    "qap_correlation",
    "qap_regression",
    "tie_change",
    "tie_changes",
]


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

    Undefined where one layer alone is looked at, as in a list of attendance, or none is
    named: no pair can be tied in two then.

    Args:
        layers: A collaboration graph whose ties name their *layers*, or the
            graph of each layer.

    Raises:
        InvalidValueError: If a tie of a graph does not name its layers.

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
        ties = [data for one, other, data in layers.edges(data=True) if one != other]
        if not all("layers" in data for data in ties):
            expected = "one whose ties name their layers, or a graph for each layer"
            raise InvalidValueError("graph", layers, expected)
        by_pair: dict[frozenset[Node], set[str]] = {}
        for one, other, named in layers.edges(data="layers"):
            if one != other:
                by_pair.setdefault(frozenset((one, other)), set()).update(items_of(named))
        found = [*map(len, by_pair.values())]
    reason = why_not_multiplex(layers) if found else said("no ties")
    return Measurement(
        name="multiplexity",
        value=None if reason else sum(kinds > 1 for kinds in found) / len(found),
        formula="pairs tied in two layers or more / pairs tied",
        reference="Wasserman and Faust 1994",
        reason=reason,
    )


def why_not_multiplex(layers: nx.Graph[Any] | Mapping[str, nx.Graph[Any]]) -> str:
    """Return why no pair can be seen to be tied in two layers, empty where one can.

    Example:
        >>> why_not_multiplex(nx.Graph([("a", "b")], layers=("gathering",)))
        'one kind of tie is looked at'
    """
    if isinstance(layers, Mapping):
        looked_at, is_stated = tuple(layers), True
    else:
        looked_at = items_of(layers.graph.get("layers"))
        is_stated = any(items_of(named) for *_, named in layers.edges(data="layers"))
    if len(looked_at) == 1:
        return said("one kind of tie is looked at")
    has_ties = not isinstance(layers, Mapping) and layers.number_of_edges() > 0
    return said("of no tie the kind is stated") if has_ties and not is_stated else ""


Pair = tuple[Node, Node]
_STABILITY = "Stability: ties kept / (kept + made + lost)."


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
            reason=said("no ties at either time"),
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
        stability = self.stability
        note = said(_STABILITY) if stability.is_defined else term(stability.reason)
        return evolve(Table.of_pairs("Change of ties", pairs), notes=(note,))

    def __str__(self) -> str:
        """Show the table as text."""
        return str(self.to_table())

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()


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


@columns(labels={"before": "from", "after": "to"})
@frozen
class TieStep:
    """What became of the ties from one of a series of graphs to the next."""

    before: str
    after: str
    ties: int
    kept: int
    made: int
    lost: int
    stability: float | None
    came: int
    went: int


def tie_changes(graphs: Mapping[Any, nx.Graph[Any]]) -> Answer[TieStep]:
    """Return what became of the ties over several days, one row a step to the next.

    *ties* are those that there are at the end of the step; `tie_change` of two of
    the graphs gives which they are.

    Args:
        graphs: The graph of each day, in order, by the day or another name.

    Raises:
        InvalidValueError: If there are fewer than two.

    Example:
        >>> import networkx as nx
        >>> days = {"2023": nx.path_graph(3), "2024": nx.path_graph(4), "2025": nx.path_graph(2)}
        >>> print(tie_changes(days))
        Change of ties, step by step
        from  to    ties  kept  made  lost  stability  came  went
        2023  2024     3     2     1     0       0.67     1     0
        2024  2025     1     1     0     2       0.33     0     2
        Stability: ties kept / (kept + made + lost).
    """
    if len(graphs) < 2:
        raise InvalidValueError("graphs", len(graphs), "two graphs or more")
    changes = [
        (before, after, tie_change(graphs[before], graphs[after]))
        for before, after in pairwise(graphs)
    ]
    return Answer(
        title=said("Change of ties, step by step"),
        rows=tuple(_step(str(before), str(after), change) for before, after, change in changes),
        notes=(said(_STABILITY),),
        row_type=TieStep,
    )


def _step(before: str, after: str, change: TieChange) -> TieStep:
    kept, made = len(change.kept), len(change.made)
    return TieStep(
        before,
        after,
        ties=kept + made,
        kept=kept,
        made=made,
        lost=len(change.lost),
        stability=change.stability.value,
        came=len(change.came),
        went=len(change.went),
    )


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
        value, random, beyond = found / scale, Random(index(seed)), 1  # noqa: S311 - no secret is needed
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
        reason=said("all pairs of a graph are alike"),
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


@columns(labels={"p": "p, two-sided"})
@frozen
class QapEffect:
    """What one predictor adds to the ties, the others held fixed, and how rare that is.

    *coefficient* is in the units of the graphs, *beta* with all of them brought
    to a spread of 1.
    """

    predictor: str
    coefficient: float | None
    beta: float | None
    p: float | None


@takes(weights="on request")
def qap_regression(
    graph: nx.Graph[Any],
    predictors: Mapping[str, nx.Graph[Any]],
    *,
    weight: str | None = None,
    rounds: int = 1000,
    seed: int = 0,
) -> Answer[QapEffect]:
    """Return what several graphs of the same nodes each tell of the ties of one (MRQAP).

    Least squares over all pairs of nodes. p by double semi-partialling: what the
    others do not tell of a predictor has its nodes relabelled at random, *rounds*
    times, drawn with *seed*; p is the share in which its t is as far from 0 or
    farther, the graph itself counted as one. A predictor that is undefined is
    alike for all pairs, or follows from those before it. Time grows with pairs
    times rounds times predictors: 100 partners and 3 predictors take seconds.

    Args:
        graph: The graph that is explained, undirected.
        predictors: The graphs that explain it, by name, such as `same_group_graph`.
        weight: What ties weigh, in all of them; ``None`` for one each.
        rounds: How many times nodes are relabelled.
        seed: What that is drawn with.

    Raises:
        InvalidValueError: If graphs do not have the same nodes or are directed,
            there are no predictors, or *rounds* is negative.

    Example:
        >>> import networkx as nx
        >>> from elzmodel.networks import same_group_graph
        >>> karate = nx.karate_club_graph()
        >>> found = qap_regression(karate, {"club": same_group_graph(karate, "club")}, rounds=99)
        >>> round(found[0].coefficient, 3), found[0].p
        (0.208, 0.01)
    """
    if not predictors:
        raise InvalidValueError("predictors", 0, "one graph or more")
    if rounds < 0:
        raise InvalidValueError("rounds", rounds, "0 or more")
    for other in predictors.values():
        if set(graph) != set(other):
            raise InvalidValueError(
                "predictors", (len(graph), len(other)), "graphs of the same nodes"
            )
    nodes = sorted(graph, key=str)
    outcome = _cells(graph, nodes, weight)
    given = {name: _cells(other, nodes, weight) for name, other in predictors.items()}
    basis = _Basis([1.0] * len(outcome))
    taken = {name: cells for name, cells in given.items() if basis.takes(cells)}
    left = basis.rest(outcome)
    told = 1 - _dot(left, left) / whole if (whole := _squares(outcome)) else None
    rows = [
        _effect(name, taken, outcome, _relabelled(len(nodes), rounds, seed))
        if name in taken and whole
        else QapEffect(name, None, None, None)
        for name in given
    ]
    return Answer(
        title=said("What explains the ties"),
        rows=tuple(rows),
        notes=(
            said("all pairs are alike")
            if told is None
            else said("R2 {told}, {n} pairs", told=f"{told:.3f}", n=len(outcome)),
            said(
                "{n} relabellings, seed {seed}; double semi-partialling (Dekker et al. 2007).",
                n=rounds,
                seed=seed,
            ),
        ),
        row_type=QapEffect,
    )


Cells = Sequence[float]
"""A number for each pair of nodes, in the order of combinations."""


def _cells(graph: nx.Graph[Any], nodes: list[Node], weight: str | None) -> list[float]:
    near = weights(graph, weight)
    return [near[one].get(other, 0.0) for one, other in combinations(nodes, 2)]


def _dot(one: Cells, other: Cells) -> float:
    return float(sum(map(mul, one, other)))


def _squares(cells: Cells) -> float:
    """Return the summed squares around the mean, nothing where all are alike."""
    if not cells or min(cells) == max(cells):
        return 0.0
    mean = fsum(cells) / len(cells)
    return fsum((cell - mean) ** 2 for cell in cells)


class _Basis:
    """Directions at right angles of length 1, that span some columns (Gram-Schmidt)."""

    def __init__(self, *columns: Cells) -> None:
        self.directions: list[list[float]] = []
        for cells in columns:
            self.takes(cells)

    def rest(self, cells: Cells) -> list[float]:
        """Return what the directions do not tell of a column."""
        left = list(cells)
        for _ in range(2):  # once more takes away what rounding left
            for direction in self.directions:
                part = _dot(direction, left)
                left = [cell - part * each for cell, each in zip(left, direction, strict=True)]
        return left

    def takes(self, cells: Cells) -> bool:
        """Add the direction of a column; not where it follows from those there are."""
        left = self.rest(cells)
        length = sqrt(_dot(left, left))
        if length <= _TOLERANCE * sqrt(_dot(cells, cells)):
            return False
        self.directions.append([cell / length for cell in left])
        return True


def _relabelled(count: int, rounds: int, seed: int) -> Iterator[list[int]]:
    random, order = Random(index(seed)), list(range(count))  # noqa: S311 - no secret is needed
    for _ in range(rounds):
        random.shuffle(order)
        yield order


def _moved(cells: Cells, orders: Iterator[list[int]]) -> Iterator[list[float]]:
    """Yield a column with the nodes put in other orders."""
    rows: dict[int, dict[int, float]] = {}
    for order in orders:
        if not rows:
            rows = {number: {} for number in order}
            pairs = combinations(range(len(order)), 2)
            for (one, other), cell in zip(pairs, cells, strict=True):
                rows[one][other] = rows[other][one] = cell
        yield [
            cell
            for place, number in enumerate(order)
            for cell in map(rows[number].__getitem__, order[place + 1 :])
        ]


def _effect(
    name: str, predictors: Mapping[str, Cells], outcome: Cells, orders: Iterator[list[int]]
) -> QapEffect:
    """Hold one predictor against relabellings of what the others do not tell of it.

    t rises with the squared share of what the others leave of the outcome, and
    needs no more than products with their directions.
    """
    ones = [1.0] * len(outcome)
    others = _Basis(ones, *(cells for other, cells in predictors.items() if other != name))
    own, left = others.rest(predictors[name]), others.rest(outcome)
    size, unexplained = _dot(own, own), _dot(left, left)
    coefficient = _dot(own, left) / size
    beta = coefficient * sqrt(_squares(predictors[name]) / _squares(outcome))
    if unexplained <= _TOLERANCE * _dot(outcome, outcome):
        return QapEffect(name, coefficient, beta, None)
    found, beyond, rounds = _dot(own, left) ** 2 / size / unexplained, 1, 1
    for moved in _moved(own, orders):
        free = size - fsum(_dot(direction, moved) ** 2 for direction in others.directions)
        share = _dot(moved, left) ** 2 / unexplained
        # All that is left follows from the others: t is undefined, and counts as reached.
        beyond += share >= (found - _TOLERANCE) * free or free <= _TOLERANCE * size
        rounds += 1
    return QapEffect(name, coefficient, beta, beyond / rounds)
