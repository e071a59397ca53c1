"""Who stands between others, and whose contacts do not know each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import combinations, product
from math import fsum
from typing import Any

import networkx as nx
from attrs import field, frozen

from elzmodel.networks.affiliation import partners_in, venues_in
from elzmodel.networks.graph_kinds import Direction, Mode, takes
from elzmodel.networks.measurement import (
    Groups,
    Node,
    Scores,
    group_labels,
    group_sets,
    label_of,
    neighbours,
    weights,
)
from elzmodel.values import Answer, Cell, Column, Table, columns
from elzmodel.values.text import said, term

__all__ = [
    "Brokerage",
    "BrokerageRole",
    "brokerage",
    "constraint",
    "effective_size",
    "two_mode_brokers",
]

_PATH = 3


class BrokerageRole(Enum):
    """Where a broker and the two that it links come from."""

    COORDINATOR = "coordinator"
    ITINERANT = "itinerant"
    GATEKEEPER = "gatekeeper"
    REPRESENTATIVE = "representative"
    BOUNDARY = "boundary"
    LIAISON = "liaison"

    @property
    def pattern(self) -> str:
        """The groups along the path; the broker is in the middle."""
        return _PATTERNS[self]


_PATTERNS = {
    BrokerageRole.COORDINATOR: "A-A-A",
    BrokerageRole.ITINERANT: "A-B-A",
    BrokerageRole.GATEKEEPER: "A-B-B",
    BrokerageRole.REPRESENTATIVE: "A-A-B",
    BrokerageRole.BOUNDARY: "A-A-B",
    BrokerageRole.LIAISON: "A-B-C",
}

_ENDS = {BrokerageRole.GATEKEEPER, BrokerageRole.REPRESENTATIVE}
Roles = Mapping[BrokerageRole, int]


@frozen(kw_only=True, repr=False)
class Brokerage:
    """How often each node brokers in each role (*bemiddeling*, *brugfunctie*).

    *expected* is the number of paths of each role in the whole graph if the
    groups were dealt over the nodes at random, with the sizes that they have;
    ``None`` for fewer than three nodes. *left_out* counts nodes of no group:
    paths through or between them are not counted.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "welfare", "c": "care"}
        >>> found = brokerage(nx.Graph([("a", "b"), ("b", "c")]), sides)
        >>> found["b"][BrokerageRole.ITINERANT], found.total[BrokerageRole.ITINERANT]
        (1, 1)
    """

    is_directed: bool
    by_node: Mapping[Node, Roles]
    expected: Mapping[BrokerageRole, float] | None
    left_out: int = 0
    groups: Mapping[Node, str] = field(factory=dict, repr=False)

    def __repr__(self) -> str:
        """Say how many broker."""
        return f"<Brokerage: {len(self.brokers())} of {len(self.by_node)} nodes broker>"

    def __getitem__(self, node: Node) -> Roles:
        """Return the roles of one node, each with the number of paths."""
        return self.by_node[node]

    @property
    def roles(self) -> tuple[BrokerageRole, ...]:
        """The roles that can be told apart in this graph."""
        without = {BrokerageRole.BOUNDARY} if self.is_directed else _ENDS
        return tuple(role for role in BrokerageRole if role not in without)

    @property
    def total(self) -> Roles:
        """The paths of each role in the whole graph."""
        return {role: sum(of[role] for of in self.by_node.values()) for role in self.roles}

    def brokers(self) -> tuple[Node, ...]:
        """Return the nodes that broker, those with most paths first."""
        sums = {node: sum(roles.values()) for node, roles in self.by_node.items()}
        found = [node for node, paths in sums.items() if paths]
        return tuple(sorted(found, key=lambda node: (-sums[node], str(node))))

    def to_table(self, graph: nx.Graph[Any] | None = None) -> Table:
        """Return one row a broker, then the totals and what chance would give."""
        rows: list[tuple[Cell, ...]]
        rows = [(label_of(graph, n), self.groups[n], *self.counts(self[n])) for n in self.brokers()]
        rows.append(("in all", "", *self.counts(self.total)))
        if self.expected is not None:
            rows.append(("by chance", "", *self.counts(self.expected)))
        notes = [said("Open paths a-b-c with the broker in the middle (Gould and Fernandez 1989).")]
        if not self.is_directed:
            notes.append(said("Boundary: gatekeeper or representative; each path counts once."))
        if self.left_out:
            notes.append(said("Without {n} of whom no group is known.", n=self.left_out))
        return Table(said("Brokerage"), self.columns("broker", "group"), rows, notes=tuple(notes))

    def __str__(self) -> str:
        """Show the table as text."""
        return str(self.to_table())

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def columns(self, *names: str) -> tuple[Column, ...]:
        """Return columns of text, then one for each role and one for all paths."""
        numbers = (*(role.value for role in self.roles), "paths")
        return (*map(Column, names), *(Column(name, "number") for name in numbers))

    def counts(self, roles: Mapping[BrokerageRole, float]) -> tuple[float, ...]:
        """Return the paths of each role, and how many that are in all."""
        counts = [round(roles[role], 3) for role in self.roles]
        return (*counts, round(sum(counts), 3))


@takes(direction=Direction.USED, mode=Mode.ONE, groups=True)
def brokerage(graph: nx.Graph[Any], groups: Groups = "clusters") -> Brokerage:
    """Return how often each node links two others that are not tied.

    A node of several groups is in a group of its own, such as ``care+welfare``.
    Self-loops do not count. In a directed graph a path a→b→c is open where
    there is no tie a→c.

    Args:
        graph: The graph; directed or not.
        groups: The attribute that holds a node's group or groups, or a mapping.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> found = brokerage(nx.DiGraph([("a", "b"), ("b", "c")]), sides)
        >>> found["b"][BrokerageRole.REPRESENTATIVE]
        1
    """
    labels = group_labels(graph, groups)
    found: dict[Node, Counter[BrokerageRole]] = {node: Counter() for node in labels}
    for broker, one, other, count in _open_paths(graph, labels):
        found[broker][_role(one, labels[broker], other)] += count
    by_node: dict[Node, Roles] = dict(found)
    if not graph.is_directed():
        # A path was met from both its ends.
        by_node = {
            node: Counter({role: paths // 2 for role, paths in _without_direction(roles).items()})
            for node, roles in found.items()
        }
    paths = sum(sum(roles.values()) for roles in by_node.values())
    return Brokerage(
        is_directed=graph.is_directed(),
        by_node=by_node,
        expected=_expected(Counter(labels.values()), paths, is_directed=graph.is_directed()),
        left_out=len(graph) - len(labels),
        groups=labels,
    )


Paths = Iterator[tuple[Node, str, str, int]]


def _open_paths(graph: Any, labels: Mapping[Node, str]) -> Paths:  # noqa: ANN401 - of either kind
    """Yield for each broker, the group before it and the one after it how many paths are open."""
    ways = (graph.pred, graph.succ) if graph.is_directed() else (graph.adj, graph.adj)
    before, after = map(neighbours, ways)
    for broker in labels:
        behind, ahead = _by_label(before[broker], labels), _by_label(after[broker], labels)
        for (one, ones), (other, others) in product(behind.items(), ahead.items()):
            closed = sum(len(others & after[node]) for node in ones)
            if count := len(ones) * len(others) - closed - len(ones & others):
                yield broker, one, other, count


def _by_label(nodes: Iterable[Node], labels: Mapping[Node, str]) -> dict[str, set[Node]]:
    found: defaultdict[str, set[Node]] = defaultdict(set)
    for node in nodes:
        if node in labels:
            found[labels[node]].add(node)
    return found


def _role(one: str, broker: str, other: str) -> BrokerageRole:
    if one == other:
        return BrokerageRole.COORDINATOR if one == broker else BrokerageRole.ITINERANT
    if broker == other:
        return BrokerageRole.GATEKEEPER
    return BrokerageRole.REPRESENTATIVE if broker == one else BrokerageRole.LIAISON


def _without_direction(roles: Mapping[BrokerageRole, int]) -> dict[BrokerageRole, int]:
    """Return the roles of paths without a direction: two of them are one, at the boundary."""
    gatekeeper, representative = (roles.get(role, 0) for role in _ENDS)
    found = {role: count for role, count in roles.items() if role not in _ENDS}
    return {**found, BrokerageRole.BOUNDARY: gatekeeper + representative}


def _expected(
    sizes: Counter[str], paths: int, *, is_directed: bool
) -> dict[BrokerageRole, float] | None:
    """Deal the groups at random: the chance of each pattern for three distinct nodes."""
    count = sum(sizes.values())
    ways = count * (count - 1) * (count - 2)
    if count < _PATH:
        return None
    alike = sum(size * (size - 1) * (size - 2) for size in sizes.values())
    pair = sum(size * (size - 1) * (count - size) for size in sizes.values())
    chances = {
        BrokerageRole.COORDINATOR: alike,
        BrokerageRole.ITINERANT: pair,
        BrokerageRole.GATEKEEPER: pair,
        BrokerageRole.REPRESENTATIVE: pair,
        BrokerageRole.LIAISON: ways - alike - 3 * pair,
    }
    found = chances if is_directed else _without_direction(chances)
    return {role: paths * chance / ways for role, chance in found.items()}


@frozen
class MeetingPlace:
    """A venue and its partners, with the pairs of them whose groups are known."""

    venue: str
    kind: str
    partners: int
    pairs: int
    across: int
    only_here: int


@takes(mode=Mode.TWO, groups=True)
def two_mode_brokerage(graph: nx.Graph[Any], groups: Groups = "clusters") -> Answer[MeetingPlace]:
    """Return which venues bring groups together: one row a venue of a two-mode graph.

    *pairs* are pairs of partners at the venue whose groups are known,
    *across* those that share no group, and *only here* those of them that
    meet nowhere else: what the network loses with the venue.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> sides = {"caw": "welfare", "logo": "care"}
        >>> print(two_mode_brokerage(attendance_graph([("caw", "fair"), ("logo", "fair")]), sides))
        Venues that bring groups together
        venue  kind       partners  pairs  across  only here
        fair   gathering         2      1       1          1
        An open path partner-venue-partner (Jasny and Lubell 2015).
    """
    sets = group_sets(graph, groups)
    at = {v: sorted((n for n in graph[v] if n in sets), key=str) for v in venues_in(graph)}
    met = Counter(pair for partners in at.values() for pair in combinations(partners, 2))
    rows = []
    for venue, partners in at.items():
        pairs = list(combinations(partners, 2))
        across = [(one, other) for one, other in pairs if sets[one].isdisjoint(sets[other])]
        alone = sum(met[pair] == 1 for pair in across)
        what, listed = graph.nodes[venue], graph.degree[venue]
        if listed > 1:
            counts = len(pairs), len(across), alone
            name, kind = label_of(graph, venue), what.get("kind", "")
            rows.append(MeetingPlace(name, term(kind), listed, *counts))
    few = len(at) - len(rows)
    return Answer(
        title=said("Venues that bring groups together"),
        rows=tuple(sorted(rows, key=lambda row: (-row.across, -row.only_here, row.venue))),
        notes=(
            said("An open path partner-venue-partner (Jasny and Lubell 2015)."),
            said("Without {n} {n:venue|venues} where fewer than two are listed.", n=few)
            if few
            else "",
        ),
        row_type=MeetingPlace,
    )


_FEW_VENUES = "Without {few} {few:partner|partners} of fewer than two such venues."


@columns(labels={"only_here": "only by this partner"})
@frozen
class VenueBroker:
    """A partner and the pairs of its venues, with those that it alone links."""

    partner: str
    venues: int
    pairs: int
    only_here: int
    across: int


@takes(mode=Mode.TWO, groups=True)
def two_mode_brokers(graph: nx.Graph[Any], groups: Groups = "clusters") -> Answer[VenueBroker]:
    """Return which partners bring venues together: one row a partner of two venues or more.

    *venues* are those where others are listed, *pairs* the pairs of them; *only
    by this partner* are the pairs that no other partner links, and *across*
    those of these at which the others share no group, as far as groups are
    known: what the network loses with the partner.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> sides = {"caw": "welfare", "logo": "care"}
        >>> pairs = [("zone", "fair"), ("zone", "duo"), ("caw", "fair"), ("logo", "duo")]
        >>> print(two_mode_brokers(attendance_graph(pairs, clusters=sides))[:1])
        Partners that bring venues together
        partner  venues  pairs  only by this partner  across
        zone          2      1                     1       1
        An open path venue-partner-venue (Jasny and Lubell 2015).
        Without 2 partners of fewer than two such venues.
    """
    sets = group_sets(graph, groups)
    at = {v: frozenset(graph[v]) for v in venues_in(graph) if len(graph[v]) > 1}
    rows = []
    for partner in partners_in(graph):
        venues = sorted(venue for venue in graph[partner] if venue in at)
        others = {venue: _groups_of(at[venue] - {partner}, sets) for venue in venues}
        pairs = [*combinations(venues, 2)]
        alone = [(others[a], others[b]) for a, b in pairs if len(at[a] & at[b]) == 1]
        across = sum(bool(one and other and one.isdisjoint(other)) for one, other in alone)
        name = label_of(graph, partner)
        if pairs:
            rows.append(VenueBroker(name, len(venues), len(pairs), len(alone), across))
    few = len(partners_in(graph)) - len(rows)
    return Answer(
        title=said("Partners that bring venues together"),
        rows=tuple(sorted(rows, key=lambda row: (-row.only_here, -row.pairs, row.partner))),
        notes=(
            said("An open path venue-partner-venue (Jasny and Lubell 2015)."),
            said(_FEW_VENUES, few=few) if few else "",
        ),
        row_type=VenueBroker,
    )


def _groups_of(nodes: frozenset[Node], sets: Mapping[Node, frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*(sets.get(node, ()) for node in nodes))


@takes(weights="on request")
def constraint(graph: nx.Graph[Any], *, weight: str | None = None) -> Scores:
    """Return how far each node's contacts are tied with each other; small bridges holes.

    p_ij is the share of i's weight that its tie with j has. As networkx's
    ``constraint`` for an undirected graph; undefined for a node without ties.

    Example:
        >>> import networkx as nx
        >>> constraint(nx.star_graph(4))[0]
        0.25
    """
    if weight is None:
        found = _constraint_by_count(neighbours(graph.adj))
    else:
        shares = {i: _shares(ties) for i, ties in weights(graph, weight).items()}
        found = {i: _constraint(shares, i) for i in graph if shares[i]}
    return _scores(graph, found, "constraint", "sum over j of (p_ij + sum over q of p_iq p_qj)^2")


def _constraint_by_count(near: Mapping[Node, set[Node]]) -> dict[Node, float]:
    """Return the constraint where all ties weigh the same; each tie is looked at once.

    Of n_i contacts each has the share 1/n_i, so that i puts (1 + s_ij)/n_i into j, where
    s_ij, the sum of 1/n_q over the contacts q of both, is the same from both ends.
    """
    share = {node: 1 / len(own) for node, own in near.items() if own}
    put: dict[Node, list[float]] = {node: [] for node in share}
    done: set[Node] = set()
    for node in share:
        done.add(node)
        for other in near[node] - done:
            into = 1 + fsum(map(share.__getitem__, near[node] & near[other]))
            put[node].append(into)
            put[other].append(into)
    return {
        node: fsum([each * each for each in into]) * share[node] ** 2 for node, into in put.items()
    }


def _shares(ties: Mapping[Node, float]) -> dict[Node, float]:
    whole = fsum(ties.values())
    return {node: tie / whole for node, tie in ties.items()}


def _constraint(shares: Mapping[Node, Mapping[Node, float]], node: Node) -> float:
    """Add up the squares of what a node puts into each contact, itself and by other contacts."""
    own = shares[node]
    bound = dict(own)
    for q, share in own.items():
        for j, onward in shares[q].items():
            if j in bound:
                bound[j] += share * onward
    return fsum(each * each for each in bound.values())


@takes(weights="on request")
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
    if weight is None:
        found = _effective_by_count(neighbours(graph.adj))
    else:
        near = weights(graph, weight)
        heaviest = {node: max(ties.values(), default=0.0) for node, ties in near.items()}
        found = {node: _effective(near, heaviest, node) for node in graph if near[node]}
    return _scores(graph, found, "effective size", "sum over j of (1 - sum over q of p_iq m_jq)")


def _effective_by_count(near: Mapping[Node, set[Node]]) -> dict[Node, float]:
    """Return n - 2t/n: each tie among the contacts is met from both its ends."""
    return {
        node: len(own) - sum(len(own & near[other]) for other in own) / len(own)
        for node, own in near.items()
        if own
    }


def _effective(
    near: Mapping[Node, Mapping[Node, float]], heaviest: Mapping[Node, float], node: Node
) -> float:
    own = near[node]
    whole = sum(own.values())
    redundant = sum(
        own[q] / whole * m / heaviest[j] for j in own for q, m in near[j].items() if q in own
    )
    return float(len(own) - redundant)


def _scores(graph: nx.Graph[Any], found: Mapping[Node, float], name: str, formula: str) -> Scores:
    return Scores(
        name=name,
        values={node: found.get(node) for node in graph},
        formula=formula,
        convention="self-loops left out; undefined without ties",
        reference="Burt 1992",
        reason=said("no ties"),
    )
