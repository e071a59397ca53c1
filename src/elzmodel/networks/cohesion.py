"""How tightly a network hangs together, and each partner's surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import Any

import networkx as nx
from attrs import frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.networks.affiliation import venues_in
from elzmodel.networks.centrality import reached_by_step
from elzmodel.networks.graph_kinds import Direction, Mode, takes
from elzmodel.networks.measurement import Measurement, Node, label_of, neighbours, told
from elzmodel.networks.pieces import cut_partners
from elzmodel.values import Answer, columns
from elzmodel.values.text import Suggestions, said

__all__ = [
    "average_path_length",
    "bridges",
    "diameter",
    "ego_network",
    "ego_networks",
    "node_connectivity",
    "reciprocity",
    "transitivity",
    "two_mode_clustering",
]


@takes(mode=Mode.ONE)
def transitivity(graph: nx.Graph[Any]) -> Measurement:
    """Return how often two that work with the same partner work with each other too.

    networkx's ``transitivity``, undefined where nobody works with two others.
    Whoever met at one venue makes triangles there, so that in a projection it is
    high by itself: see `two_mode_clustering`.

    Example:
        >>> import networkx as nx
        >>> transitivity(nx.complete_graph(3)).value
        1.0
    """
    has_pairs = any(len(near) > 1 for near in graph.adj.values())
    return Measurement(
        name="transitivity",
        value=float(nx.transitivity(graph)) if has_pairs else None,
        formula="3 x triangles / paths of two ties",
        convention="weights not used; a path counts once, whichever way it is gone",
        reference="Luce and Perry 1949; Newman, Strogatz and Watts 2001",
        reason=said("nobody is tied with two others"),
    )


@takes(mode=Mode.TWO)
def two_mode_clustering(graph: nx.Graph[Any]) -> Measurement:
    """Return how often two that met at one venue meet at another as well.

    1 where whoever meets, meets again; 0 where all that meet do so once.
    As networkx's ``robins_alexander_clustering``, undefined where no venue with two
    partners has one that goes elsewhere.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> again = [(partner, venue) for partner in ("caw", "logo") for venue in ("fair", "duo")]
        >>> two_mode_clustering(attendance_graph(again)).value
        1.0
    """
    near = dict(graph.adjacency())
    paths = sum((len(near[a]) - 1) * (len(near[b]) - 1) for a, b in graph.edges())
    return Measurement(
        name="two-mode clustering",
        value=4 * _cycles_of_four(near, venues_in(graph)) / paths if paths else None,
        formula="4 x cycles of four ties / paths of three ties",
        convention="weights not used",
        reference="Robins and Alexander 2004",
        reason=said("no venue with two partners has one that takes part elsewhere"),
    )


def _cycles_of_four(near: Mapping[Node, Iterable[Node]], venues: Iterable[Node]) -> int:
    """Count the pairs of venues at which the same two met."""
    place = {node: number for number, node in enumerate(near)}
    shared = Counter(
        pair
        for venue in venues
        for pair in combinations(sorted(map(place.__getitem__, near[venue])), 2)
    )
    return sum(comb(count, 2) for count in shared.values() if count > 1)


@takes(direction=Direction.USED)
def reciprocity(graph: nx.Graph[Any]) -> Measurement:
    """Return the share of ties in a directed graph that go both ways.

    networkx's ``overall_reciprocity``: of ties, not of pairs, so that a tie there
    and one back are two ties that are answered.

    Example:
        >>> import networkx as nx
        >>> reciprocity(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])).value
        0.6666666666666666
    """
    is_defined = graph.is_directed() and graph.number_of_edges() > 0
    return Measurement(
        name="reciprocity",
        value=float(nx.overall_reciprocity(graph)) if is_defined else None,
        formula="ties that are answered / ties",
        convention="of ties, not of pairs; weights not used",
        reference="Newman, Forrest and Balthrop 2002",
        reason=said("no ties") if graph.is_directed() else said("ties have no direction"),
    )


def _largest(graph: nx.Graph[Any]) -> tuple[list[set[Node]], str]:
    """Return the largest component, or all that are as large, and the words that say so.

    It is none where nobody is tied: then there is nothing to reach.
    """
    components = list(nx.connected_components(graph))
    most = max(map(len, components), default=0)
    if most < 2:
        return [], ""
    largest = [each for each in components if len(each) == most]
    if len(components) == 1:
        return largest, said("all are connected")
    count = len(largest)
    many = count if count > 1 else None
    return largest, said(_LARGEST, n=count, many=many, most=most, of=len(graph))


_LARGEST = "within the largest[ {many}] {n:component|components}, {most} of {of} nodes"


def _distances(graph: nx.Graph[Any]) -> tuple[Sequence[int], str]:
    """Count the ordered pairs at each distance within the largest component."""
    largest, within = _largest(graph)
    inside = graph.subgraph(set[Node]().union(*largest))
    by_step = list(reached_by_step(inside).values())
    longest = max(map(len, by_step), default=0)
    return [sum(each[s] for each in by_step if s < len(each)) for s in range(longest)], within


_UNTIED = "nobody is tied"


def _in_steps(within: str) -> str:
    return told(within, "in steps, weights not used")


@takes()
def diameter(graph: nx.Graph[Any]) -> Measurement:
    """Return how many steps the two that lie farthest apart are from each other.

    Within the largest component, as *convention* says: others are not reached at
    all. Of several that are as large, the widest counts. As networkx's
    ``diameter`` of that component.

    Example:
        >>> import networkx as nx
        >>> found = diameter(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")]))
        >>> found.value, found.convention
        (2.0, 'within the largest component, 3 of 5 nodes; in steps, weights not used')
    """
    counts, within = _distances(graph)
    return Measurement(
        name="diameter",
        value=float(len(counts)) if counts else None,
        formula="max of d over pairs",
        convention=_in_steps(within),
        reference="Wasserman and Faust 1994",
        reason=_UNTIED,
    )


@takes()
def average_path_length(graph: nx.Graph[Any]) -> Measurement:
    """Return how many steps two partners are from each other on average.

    Within the largest component, as *convention* says; of several that are as
    large, over the pairs of all of them. As networkx's
    ``average_shortest_path_length`` of that component.

    Example:
        >>> import networkx as nx
        >>> average_path_length(nx.path_graph(3)).value
        1.3333333333333333
    """
    counts, within = _distances(graph)
    total = sum(step * pairs for step, pairs in enumerate(counts, 1))
    return Measurement(
        name="average path length",
        value=total / sum(counts) if counts else None,
        formula="mean of d over pairs",
        convention=_in_steps(within),
        reference="Watts and Strogatz 1998",
        reason=_UNTIED,
    )


@takes()
def node_connectivity(graph: nx.Graph[Any]) -> Measurement:
    """Return how many partners have to go before others lose each other.

    1 where there is a single point of failure; one less than all where
    everybody is tied with everybody. Within the largest component, as
    *convention* says; of several that are as large, the weakest counts. As
    networkx's ``node_connectivity`` of that component.

    Example:
        >>> import networkx as nx
        >>> node_connectivity(nx.cycle_graph(5)).value
        2.0
    """
    largest, within = _largest(graph)
    return Measurement(
        name="node connectivity",
        value=float(min(_fewest(graph.subgraph(part)) for part in largest)) if largest else None,
        formula="fewest nodes without which the rest is not connected",
        convention=told(within, "n-1 where all are tied with all"),
        reference="Moody and White 2003",
        reason=_UNTIED,
    )


def _fewest(component: nx.Graph[Any]) -> int:
    # Mostly there is a cut partner, and finding one is far quicker than measuring flows.
    return 1 if cut_partners(component) else int(nx.node_connectivity(component))


@takes()
def bridges(graph: nx.Graph[Any]) -> tuple[tuple[Node, Node], ...]:
    """Return the ties without which others have no path to each other, sorted.

    networkx's ``bridges``; parallel ties are one tie, and may be a bridge.

    Example:
        >>> import networkx as nx
        >>> bridges(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
        (('c', 'd'),)
    """
    found = (sorted(tie, key=str) for tie in nx.bridges(graph))
    return tuple(sorted(((one, other) for one, other in found), key=str))


@takes(direction=Direction.ADDED_UP)
def ego_network(graph: nx.Graph[Any], node: Node, *, steps: int = 1) -> nx.Graph[Any]:
    """Return one partner, those within some steps of it, and the ties among them.

    networkx's ``ego_graph``; its *ego* names the partner.

    Raises:
        UnknownIdError: If the node is not in the graph.
        InvalidValueError: If *steps* is negative.

    Example:
        >>> import networkx as nx
        >>> sorted(ego_network(nx.path_graph(4), 1))
        [0, 1, 2]
    """
    if node not in graph:
        raise UnknownIdError("node", str(node), Suggestions(str(node), [*map(str, graph)]))
    if steps < 0:
        raise InvalidValueError("steps", steps, "0 or more")
    found: Any = nx.ego_graph(graph, node, radius=steps)
    found.graph["ego"] = node
    return found


@columns(labels={"among": "ties among them", "two_steps": "within two steps"})
@frozen
class EgoNetwork:
    """The surroundings of one partner: its contacts, and how they are tied without it.

    *density* is the share of pairs of contacts that are tied, ``None`` for fewer
    than two; *pieces* into how many groups contacts fall that only the partner
    links; *two_steps* how many others are a contact, or a contact of one.
    """

    partner: str
    contacts: int
    among: int
    density: float | None
    pieces: int
    two_steps: int


@takes(mode=Mode.ONE)
def ego_networks(graph: nx.Graph[Any]) -> Answer[EgoNetwork]:
    """Return the surroundings of each partner, those with most contacts first.

    *density* is networkx's ``clustering``, undefined for fewer than two contacts.

    Example:
        >>> import networkx as nx
        >>> print(ego_networks(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))[:2])
        Partners and their contacts
        partner  contacts  ties among them  density  pieces  within two steps
        c               3                1     0.33       2                 3
        a               2                1        1       1                 3
        Density: the share of pairs of contacts tied (Watts and Strogatz 1998).
        Pieces: groups of contacts that nobody of them but the partner links.
    """
    near = neighbours(graph.adj)
    rows = [_ego(graph, near[node], node) for node in sorted(graph, key=lambda n: _order(near, n))]
    return Answer(
        title=said("Partners and their contacts"),
        rows=tuple(rows),
        notes=(
            said("Density: the share of pairs of contacts tied (Watts and Strogatz 1998)."),
            said("Pieces: groups of contacts that nobody of them but the partner links."),
        ),
        row_type=EgoNetwork,
    )


def _order(near: dict[Node, set[Node]], node: Node) -> tuple[int, str]:
    return -len(near[node]), str(node)


def _ego(graph: nx.Graph[Any], contacts: set[Node], node: Node) -> EgoNetwork:
    among = graph.subgraph(contacts)
    count, ties = len(contacts), among.number_of_edges()
    pairs = count * (count - 1) // 2
    two_steps = contacts.union(*(graph[contact] for contact in contacts)) - {node}
    return EgoNetwork(
        partner=label_of(graph, node),
        contacts=count,
        among=ties,
        density=ties / pairs if pairs else None,
        pieces=nx.number_connected_components(among),
        two_steps=len(two_steps),
    )
