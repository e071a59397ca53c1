"""Whether clusters reach outside: mixing, the E-I index, assortativity, balance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from math import comb, fsum
from typing import Any

import networkx as nx
from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.networks.graph_kinds import Direction, takes
from elzmodel.networks.measurement import (
    Groups,
    Measurement,
    Node,
    Scores,
    group_labels,
    group_sets,
    told,
    weights,
)
from elzmodel.values import Answer, Column, Table, columns
from elzmodel.values.numbers import finite
from elzmodel.values.text import said, term

__all__ = ["assortativity", "cluster_graph", "ei_index", "mixing_table", "same_group_graph"]

UNKNOWN = "unknown"
_EI: dict[str, Any] = {
    "name": "E-I index",
    "formula": "(E-I) / (E+I)",
    "convention": "a tie is internal where the two share a group; "
    "ties with a node of no group are left out",
    "reference": "Krackhardt and Stern 1988",
}
_EI_REASON = said("no tie between nodes whose groups are known")


_Kinds = Counter[tuple[frozenset[str], frozenset[str]]]


def _kinds_of_ties(graph: nx.Graph[Any], sets: Mapping[Node, frozenset[str]]) -> _Kinds:
    """Count the ties between nodes whose groups are known, by the groups of the two."""
    known = ((one, other) for one, other in graph.edges() if one in sets and other in sets)
    return Counter((sets[one], sets[other]) for one, other in known)


def _known_ends(
    graph: nx.Graph[Any], sets: Mapping[Node, frozenset[str]]
) -> Iterator[tuple[Node, Node, bool]]:
    """Yield the ties between nodes whose groups are known, and whether the two share one."""
    for one, other in graph.edges():
        if one in sets and other in sets:
            yield one, other, not sets[one].isdisjoint(sets[other])


def _index(external: float, internal: float) -> float | None:
    ties = external + internal
    return (external - internal) / ties if ties else None


@takes(direction=Direction.USED, groups=True)
def ei_index(graph: nx.Graph[Any], groups: Groups = "clusters") -> Measurement:
    """Return how much more ties go outside the groups than stay inside.

    1 where all go outside, -1 where none does. Groups of different sizes alone
    push it up or down, so *expected* gives the value if every pair were tied
    as often as any other. Ties count one each.

    Args:
        graph: The graph.
        groups: The attribute that holds a node's group or groups, or a mapping.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> print(ei_index(nx.Graph([("a", "b"), ("b", "c")]), sides))
        E-I index: 0.000 (by chance 0.333)
    """
    sets = group_sets(graph, groups)
    ties: Counter[bool] = Counter()
    for (one, other), count in _kinds_of_ties(graph, sets).items():
        ties[not one.isdisjoint(other)] += count
    alike, pairs = alike_pairs(sets), comb(len(sets), 2)
    left_out = graph.number_of_edges() - ties.total()
    conventions: dict[str, Any] = {**_EI, "convention": _left_out(left_out)}
    return Measurement(
        **conventions,
        value=_index(ties[False], ties[True]),
        reason=_EI_REASON,
        expected=_index(pairs - alike, alike),
    )


def _left_out(ties: int) -> str:
    """Return the convention of the index, with how many ties it leaves out, if any."""
    counted = said("{n:number} {n:tie|ties} left out", n=ties) if ties else ""
    return told(_EI["convention"], counted)


def alike_pairs(sets: Mapping[Node, frozenset[str]]) -> int:
    """Count the pairs that share a group, by kinds of nodes rather than by pairs."""
    sizes = Counter(sets.values())
    same = sum(comb(size, 2) for size in sizes.values())
    crossed = sum(
        sizes[one] * sizes[other]
        for one, other in product(sizes, sizes)
        if one != other and one & other
    )
    return same + crossed // 2


@takes(direction=Direction.USED, groups=True)
def ei_by_node(graph: nx.Graph[Any], groups: Groups = "clusters") -> Scores:
    """Return the E-I index of each node's own ties.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> ei_by_node(nx.Graph([("a", "b"), ("b", "c")]), sides)["c"]
        1.0
    """
    sets = group_sets(graph, groups)
    ties: Counter[tuple[Node, bool]] = Counter()
    for one, other, is_internal in _known_ends(graph, sets):
        ties.update([(one, is_internal), (other, is_internal)])
    return Scores(
        **_EI,
        values={node: _index(ties[node, False], ties[node, True]) for node in graph},
        reason=said("no tie with a node whose group is known, or no group of its own"),
    )


@columns(labels={"expected": "by chance"})
@frozen
class GroupTies:
    """How many members a group has, how often they tie inside it and out, and its E-I index."""

    group: str
    nodes: int
    inside: int
    outside: int
    index: float | None
    expected: float | None


@takes(direction=Direction.USED, groups=True)
def ei_by_group(graph: nx.Graph[Any], groups: Groups = "clusters") -> Answer[GroupTies]:
    """Return the E-I index of each group's ties, beside what chance would give.

    By chance means that the group's members are tied with others of the graph
    in proportion to their numbers.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> print(ei_by_group(nx.Graph([("a", "b"), ("b", "c")]), sides))
        E-I index by group
        group    nodes  inside  outside  index  by chance
        care         2       1        1      0       0.33
        welfare      1       0        1      1          1
        A node of several groups counts for each of them.
    """
    sets = group_sets(graph, groups)
    sizes, ties = Counter(sets.values()), _kinds_of_ties(graph, sets)
    left_out = graph.number_of_edges() - ties.total()
    rows = []
    for group in sorted(frozenset[str]().union(*sizes)):
        members = sum(count for names, count in sizes.items() if group in names)
        ends = Counter[int]()
        for (ones, others), count in ties.items():
            ends[(group in ones) + (group in others)] += count
        expected = _index(members * (len(sets) - members), comb(members, 2))
        rows.append(GroupTies(group, members, ends[2], ends[1], _index(ends[1], ends[2]), expected))
    notes = [said("A node of several groups counts for each of them.")]
    if left_out:
        few = said("{n:number} {n:tie|ties} with a node of no group left out.", n=left_out)
        notes.append(few)
    title = said("E-I index by group")
    return Answer(title=title, rows=tuple(rows), notes=notes, row_type=GroupTies)


@takes(direction=Direction.USED, groups=True)
def assortativity(graph: nx.Graph[Any], groups: Groups = "clusters") -> Measurement:
    """Return how much rather partners work with their own group (*homofilie*), Newman's r.

    1 where ties are within groups only, 0 where they are as often within them
    as the ties of each group alone would give, below 0 where partners rather
    work with others. As networkx's ``attribute_assortativity_coefficient``,
    which needs numpy. A node of several groups is in one of its own, such as
    ``care+welfare``; ties with a node of no group are left out. Undefined where
    all ties are of one group.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare", "d": "welfare"}
        >>> assortativity(nx.Graph([("a", "b"), ("b", "c"), ("c", "d")]), sides).value
        0.3333333333333333
    """
    labels = group_labels(graph, groups)
    ties = [(labels[a], labels[b]) for a, b in graph.edges() if a in labels and b in labels]
    if not graph.is_directed():
        ties += [(other, one) for one, other in ties]
    before, after = Counter(one for one, _ in ties), Counter(other for _, other in ties)
    # Counts, not shares: whether the chance is all that there is has to be exact.
    alike, squared = sum(one == other for one, other in ties), len(ties) ** 2
    chance = sum(count * after[group] for group, count in before.items())
    return Measurement(
        name="assortativity",
        value=(alike * len(ties) - chance) / (squared - chance) if squared > chance else None,
        formula="(sum of e_ii - sum of a_i b_i) / (1 - sum of a_i b_i)",
        convention="ties with a node of no group are left out; weights not used",
        reference="Newman 2003",
        reason=said("all ties are of one group") if ties else _EI_REASON,
    )


@takes(direction=Direction.ADDED_UP, groups=True)
def same_group_graph(graph: nx.Graph[Any], groups: Groups = "clusters") -> nx.Graph[Any]:
    """Return the same nodes, tied where they share a group, whoever they work with.

    A predictor for `qap_regression`: do partners of a cluster work together?
    A tie weighs 1.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> list(same_group_graph(nx.Graph([("a", "c"), ("b", "c")]), sides).edges)
        [('a', 'b')]
    """
    sets = group_sets(graph, groups)
    found: Any = nx.Graph()
    found.add_nodes_from(graph.nodes(data=True))
    pairs = combinations(sets, 2)
    alike = [(one, other) for one, other in pairs if not sets[one].isdisjoint(sets[other])]
    found.add_edges_from(alike, weight=1.0)
    return found


def _crossings(
    graph: nx.Graph[Any], groups: Groups, weight: str | None
) -> dict[tuple[str, str], float]:
    """Return the weight between groups; a tie of nodes of several groups is divided evenly."""
    sets, near = group_sets(graph, groups), weights(graph, weight)
    unknown = frozenset({UNKNOWN})
    by_kind: defaultdict[frozenset[frozenset[str]], list[float]] = defaultdict(list)
    for one, other in graph.edges():
        kind = frozenset({sets.get(one, unknown), sets.get(other, unknown)})
        by_kind[kind].append(near[one].get(other, 0.0))
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for kind, each in by_kind.items():
        ones, others = min(kind, key=sorted), max(kind, key=sorted)
        share = fsum(each) / (len(ones) * len(others))
        for low, high in map(sorted, product(ones, others)):
            found[low, high].append(share)
    return {pair: whole for pair, each in sorted(found.items()) if (whole := fsum(each))}


@takes(direction=Direction.ADDED_UP, weights="used", groups=True)
def cluster_graph(
    graph: nx.Graph[Any], groups: Groups = "clusters", *, weight: str | None = "weight"
) -> nx.Graph[Any]:
    """Return the graph of groups: how much the ties between and within them weigh.

    A node has *nodes*, how many belong to it; an edge has *weight*, its share
    in *share* and, between groups, *distance*. Inside a group it is a
    self-loop. Nodes of no group are the group ``unknown``; a tie of somebody
    with several groups is divided over them.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> cluster_graph(nx.Graph([("a", "b"), ("b", "c")]), sides)["care"]["care"]["weight"]
        1.0
    """
    sets = group_sets(graph, groups)
    found: Any = nx.Graph(**{**graph.graph, "kind": "clusters"})
    counts = Counter(name for node in graph for name in sets.get(node, {UNKNOWN}))
    for name in sorted(counts):
        found.add_node(name, mode="cluster", name=name, nodes=counts[name])
    crossings = _crossings(graph, groups, weight)
    whole = sum(crossings.values())
    for (one, other), weighs in crossings.items():
        found.add_edge(one, other, weight=weighs, distance=1 / weighs, share=weighs / whole)
    return found


@takes(direction=Direction.ADDED_UP, weights="on request", groups=True)
def mixing_table(
    graph: nx.Graph[Any], groups: Groups = "clusters", *, weight: str | None = None
) -> Table:
    """Return the ties within and between groups, one row a group, symmetric.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> print(mixing_table(nx.Graph([("a", "b"), ("b", "c")]), sides))
        Ties between groups
        group    care  welfare
        care        1        1
        welfare     1        0
        weights not used
    """
    crossings = _crossings(graph, groups, weight)
    sets = group_sets(graph, groups)
    names = sorted({name for node in graph for name in sets.get(node, {UNKNOWN})})
    rows = [
        (term(one), *(round(crossings.get((min(one, o), max(one, o)), 0.0), 6) for o in names))
        for one in names
    ]
    numbers = (Column(name, "number", label=name) for name in names)
    return Table(said("Ties between groups"), (Column("group"), *numbers), rows)


def blau_balance(counts: Mapping[str, float] | Iterable[str]) -> Measurement:
    """Return the chance that two members drawn with replacement differ in group.

    0 where all are of one group; at most 1 - 1/k for k groups.

    Raises:
        InvalidValueError: If a count is no finite number, or below nothing.

    Example:
        >>> blau_balance(["care", "care", "welfare", "welfare"]).value
        0.5
    """
    found = {group: finite(count, about=group) for group, count in Counter(counts).items()}
    for group, count in found.items():
        if count < 0:
            raise InvalidValueError("count", count, said("0 or more for {group}", group=group))
    total = sum(found.values())
    shares = [float(count / total) for count in found.values()] if total else []
    return Measurement(
        name="balance",
        value=1 - sum(share**2 for share in shares) if shares else None,
        formula="1 - sum of p^2",
        convention="drawn with replacement; at most 1 - 1/k for k groups",
        reference="Blau 1977",
        reason=said("no members"),
    )
