"""Which groups the ties themselves make, and whether these are the clusters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import comb, fsum, log
from typing import Any

import networkx as nx
from attrs import field, frozen

from elzmodel.networks.graph_kinds import Direction, Mode, takes
from elzmodel.networks.measurement import (
    Groups,
    Measurement,
    Node,
    group_labels,
    label_of,
    told,
    weights,
)
from elzmodel.values import Answer, Column, Table
from elzmodel.values.numbers import whole_number
from elzmodel.values.text import said, term

__all__ = ["Communities", "communities", "group_agreement", "group_table"]


@frozen(kw_only=True, slots=False)
class Communities:
    """Groups of nodes that are tied more among each other than chance gives.

    *parts* are the groups, largest first; who has no ties is in none of them.
    `groups` numbers them, for whatever measure takes groups.

    Example:
        >>> import networkx as nx
        >>> found = communities(nx.Graph([("a", "b"), ("c", "d")]))
        >>> found.parts, found.groups["c"], found.modularity.value
        ((('a', 'b'), ('c', 'd')), '2', 0.5)
    """

    parts: tuple[tuple[Node, ...], ...]
    modularity: Measurement
    graph: nx.Graph[Any] = field(repr=False, eq=False)

    @cached_property
    def groups(self) -> Mapping[Node, str]:
        """The number of the community of each node that has one."""
        return {node: str(n) for n, part in enumerate(self.parts, 1) for node in part}

    def to_table(self) -> Table:
        """Return one row a community, with those that are in it."""
        rows = [
            (str(n), len(part), tuple(label_of(self.graph, node) for node in part))
            for n, part in enumerate(self.parts, 1)
        ]
        columns = Column("community"), Column("partners", "number"), Column("members")
        notes = str(self.modularity), self.modularity.convention
        return Table(said("Communities"), columns, rows, notes)

    def __str__(self) -> str:
        """Show the table as text."""
        return str(self.to_table())

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()


@takes(direction=Direction.ADDED_UP, mode=Mode.ONE, weights="used")
def communities(graph: nx.Graph[Any], *, weight: str | None = "weight") -> Communities:
    """Return the groups that the ties make (*gemeenschappen*), by greedy modularity.

    networkx's ``greedy_modularity_communities``: from each alone, the two groups
    are joined that raise modularity most, until none does. Nothing is drawn, and
    nodes are taken in the order of their names, so that a graph gives the same
    groups however it was built. It finds a good division and not always the
    best one, several may be as good, and small groups in a large network may be
    taken together (Fortunato and Barthélemy 2007): hold it against what is known.

    Args:
        graph: Who works with whom; a statutory clique is a community by itself.
        weight: What ties weigh, as strength; ``None`` for one each.

    Example:
        >>> import networkx as nx
        >>> found = communities(nx.karate_club_graph(), weight=None)
        >>> len(found.parts), str(found.modularity)
        (3, 'modularity: 0.381')
    """
    near = weights(graph, weight)
    nodes = sorted((node for node in graph if near[node]), key=str)
    place = {node: number for number, node in enumerate(nodes)}
    numbered: Any = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    numbered.add_weighted_edges_from(
        sorted((place[a], place[b], weighs) for a in nodes for b, weighs in near[a].items())
    )
    found: list[list[int]] = []
    if nodes:
        # Not Louvain: where two moves are as good but for rounding, networkx's goes back and forth
        # between them without end.
        joined = nx.community.greedy_modularity_communities(numbered, weight="weight")
        found = sorted(map(sorted, joined), key=lambda part: (-len(part), part))
    modularity = Measurement(
        name="modularity",
        value=float(nx.community.modularity(numbered, found)) if nodes else None,
        formula="share of weight within groups - what the strengths of nodes alone give",
        convention="by greedy modularity; nodes without ties left out",
        reference="Newman and Girvan 2004; Clauset, Newman and Moore 2004",
        reason=said("no ties"),
    )
    parts = tuple(tuple(nodes[number] for number in part) for part in found)
    return Communities(parts=parts, modularity=modularity, graph=graph)


@takes(direction=Direction.ADDED_UP, groups=True)
def group_agreement(
    graph: nx.Graph[Any], groups: Groups = "clusters", *, other: Groups | None = None
) -> Answer[Measurement]:
    """Return how far two divisions of the same nodes agree, such as clusters and communities.

    The adjusted Rand index: 1 for the same division, 0 for as much as chance
    gives, and it may be below. Normalised mutual information: 1 for the same, 0
    where the one tells nothing of the other; it is not corrected for chance, and
    rises by itself with many small groups. Over nodes that have a group in both;
    one of several groups is in a group of its own.

    Args:
        graph: The graph.
        groups: The attribute that holds a node's group or groups, or a mapping.
        other: The same for the other division: `communities` by default.

    Example:
        >>> import networkx as nx
        >>> karate = nx.karate_club_graph()
        >>> for each in group_agreement(karate, "club"):
        ...     print(each)
        adjusted Rand index: 0.684
        normalised mutual information: 0.691
    """
    pairs, how = _both(graph, groups, other)
    within = told(said(_WITHIN, n=pairs.total(), of=len(graph)), how)
    return Answer(
        title=said("Agreement of two divisions"),
        rows=(_rand(pairs, within), _mutual(pairs, within)),
        row_type=Measurement,
    )


@takes(direction=Direction.ADDED_UP, groups=True)
def group_table(
    graph: nx.Graph[Any], groups: Groups = "clusters", *, other: Groups | None = None
) -> Table:
    """Return how many nodes each group has of each of another division, one row a group.

    Args:
        graph: The graph.
        groups: The attribute that holds a node's group or groups, or a mapping.
        other: The same for the other division: `communities` by default.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare", "d": "care"}
        >>> print(group_table(nx.Graph([("a", "b"), ("c", "d")]), sides))
        Groups by another division
        group    1  2
        care     2  1
        welfare  0  1
        communities: by greedy modularity; nodes without ties left out; weights not used
    """
    pairs, how = _both(graph, groups, other)
    ones, others = (sorted({pair[side] for pair in pairs}, key=_by_number) for side in (0, 1))
    rows = [(one, *(pairs[one, each] for each in others)) for one in ones]
    numbers = (Column(name, "number", label=name) for name in others)
    within = said(_WITHIN, n=pairs.total(), of=len(graph))
    notes = ((within,) if pairs.total() < len(graph) else ()) + ((how,) if how else ())
    return Table(said("Groups by another division"), (Column("group"), *numbers), rows, notes)


def _by_number(name: str) -> tuple[int, str]:
    return whole_number(name) or 0, name


def _both(
    graph: nx.Graph[Any], one: Groups, other: Groups | None
) -> tuple[Counter[tuple[str, str]], str]:
    """Count the nodes of each pair of groups, of those that have a group in both.

    With it goes how communities were found, where these are the other groups.
    """
    first = group_labels(graph, one)
    how: str = ""
    if other is None:
        found = communities(graph)
        second, how = found.groups, said(_FOUND, how=term(found.modularity.convention))
    else:
        second = group_labels(graph, other)
    both = ((first[node], second[node]) for node in graph if node in first and node in second)
    return Counter(both), how


_FOUND = "communities: {how}"


def _pairs(counts: Iterable[int]) -> int:
    return sum(comb(count, 2) for count in counts)


def _sizes(pairs: Counter[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    ones, others = Counter[str](), Counter[str]()
    for (one, other), count in pairs.items():
        ones[one] += count
        others[other] += count
    return ones, others


_WITHIN = "over {n} of {of} nodes, which have a group in both"
_ALIKE = "all are in one group, or each is alone, in both"


def _rand(pairs: Counter[tuple[str, str]], within: str) -> Measurement:
    one, other = (_pairs(sizes.values()) for sizes in _sizes(pairs))
    every = comb(pairs.total(), 2)
    # All in whole numbers, times 2 x every: whether it can differ from chance has to be exact.
    most, chance = (one + other) * every, 2 * one * other
    together = 2 * every * _pairs(pairs.values())
    return Measurement(
        name="adjusted Rand index",
        value=(together - chance) / (most - chance) if most > chance else None,
        formula="(pairs together in both - chance) / (mean of those in each - chance)",
        convention=within,
        reference="Hubert and Arabie 1985",
        reason=_ALIKE if pairs else "no node has a group in both",
    )


def _mutual(pairs: Counter[tuple[str, str]], within: str) -> Measurement:
    ones, others = _sizes(pairs)
    both = [*map(_entropy, (ones, others))]
    shared = fsum([*both, -_entropy(pairs)])
    return Measurement(
        name="normalised mutual information",
        value=max(0.0, 2 * shared / sum(both)) if sum(both) else None,
        formula="2 I / (H + H'), I the information shared, H that of each",
        convention=within,
        reference="Danon et al. 2005",
        reason=said("all are in one group in both")
        if pairs
        else said("no node has a group in both"),
    )


def _entropy(counts: Counter[Any]) -> float:
    total = counts.total()
    return -fsum(count / total * log(count / total) for count in counts.values())
