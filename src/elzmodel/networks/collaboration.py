"""The graph of partners that work together, seen through where they meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from math import fsum
from typing import Any

import networkx as nx

from elzmodel.dossiers.dossier import Dossier
from elzmodel.networks.affiliation import affiliation_graph, partners_in, venues_in
from elzmodel.partners import VenueKind
from elzmodel.values import Day, Period

__all__ = [
    "collaboration_graph",
    "layer_graphs",
    "projection",
]

Adjacency = dict[str, dict[str, dict[str, Any]]]


def collaboration_graph(
    source: Dossier | Iterable[Dossier],
    *,
    on: Day | None = None,
    during: Period | None = None,
    layers: Iterable[VenueKind] | None = None,
    coordinator: bool = False,
    mentioned: bool = False,
) -> nx.Graph[Any]:
    """Return the graph of partners that met at one venue at least.

    It is `projection` of `affiliation_graph`, whose arguments it takes. Leave
    out the statutory seats with ``layers=VOLUNTARY``: one council makes all its
    members a clique.

    Raises:
        InvalidValueError: If both a day and a period are given, or dossiers clash.

    Example:
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> from elzmodel.policy import Involvement, Project
        >>> both = [Involvement(partner="caw"), Involvement(partner="logo")]
        >>> dossier = Dossier(
        ...     zone_id="haspengouw",
        ...     projects=[Project(id="x", title="Voorbeeld", involvements=both)],
        ... )
        >>> collaboration_graph(dossier)["caw"]["logo"]["weight"]
        1.0
    """
    return projection(
        affiliation_graph(
            source,
            on=on,
            during=during,
            layers=layers,
            coordinator=coordinator,
            mentioned=mentioned,
        )
    )


def projection(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return the partners of a two-mode graph, tied where they share a venue.

    A tie has *weight*, the sum over shared venues of 1/(partners there - 1),
    so that a duo counts more than a fair (Newman 2001); *distance*, 1/weight,
    for measures that take a length; *count* of shared venues; *overlap*,
    shared over the smaller number of venues; *jaccard*; *venues*, *layers*
    (their kinds) and *statutory* (only the rules tie them). A partner keeps its
    attributes and has *venues*, how many, and *status*: ``tied``, ``alone``
    (met nobody else who is listed) or ``unknown`` (nothing is recorded).

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> fair = [("caw", "fair"), ("logo", "fair"), ("ocmw", "fair")]
        >>> ties = projection(attendance_graph([*fair, ("caw", "duo"), ("logo", "duo")]))
        >>> ties["caw"]["logo"]["weight"], ties["caw"]["ocmw"]["weight"]
        (1.5, 0.5)
    """
    found: Any = nx.Graph(**{**graph.graph, "kind": "collaboration"})
    for partner in partners_in(graph):
        met = graph.degree[partner]
        status = "alone" if met else "unknown"
        found.add_node(partner, **{**graph.nodes[partner], "venues": met, "status": status})
    at = dict(graph.adjacency())
    for (one, other), shared in sorted(_shared(at, venues_in(graph)).items()):
        found.add_edge(one, other, **_tie(at, one, other, shared))
        found.nodes[one]["status"] = found.nodes[other]["status"] = "tied"
    return found


def _who_is_tied(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return the partners of a two-mode graph and who is tied with whom, no more than that."""
    found = nx.Graph()
    found.add_nodes_from(partners_in(graph))
    for venue in venues_in(graph):
        found.add_edges_from(combinations(graph[venue], 2))
    return found


def _shared(at: Adjacency, venues: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for venue in venues:
        for pair in combinations(sorted(at[venue]), 2):
            shared[pair].append(venue)
    return shared


def _tie(at: Adjacency, one: str, other: str, shared: list[str]) -> dict[str, Any]:
    weight = fsum(1 / (len(at[venue]) - 1) for venue in shared)
    met = len(at[one]), len(at[other])
    both = [(at[one][venue], at[other][venue]) for venue in shared]
    layers = {kind for mine, theirs in both for kind in _kinds(mine["kinds"], theirs["kinds"])}
    return {
        "weight": weight,
        "distance": 1 / weight,
        "count": len(shared),
        "overlap": len(shared) / min(met),
        "jaccard": len(shared) / (sum(met) - len(shared)),
        "venues": tuple(shared),
        "layers": tuple(sorted(layers)),
        # Where one of the two is there by statute only, the rules tie them.
        "statutory": all(mine["statutory"] or theirs["statutory"] for mine, theirs in both),
    }


def _kinds(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterable[str]:
    """Return how two partners meet: what they have in common, or else either."""
    return mine if mine == theirs else set(mine) & set(theirs) or {*mine, *theirs}


def layer_graphs(graph: nx.Graph[Any]) -> dict[str, nx.Graph[Any]]:
    """Return the collaboration graph of each layer of a two-mode graph.

    All have the same partners, so that they can be compared. A body in which
    some sit by statute and others as members is in the layer of each.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> list(layer_graphs(attendance_graph([("caw", "fair"), ("logo", "fair")])))
        ['gathering']
    """
    counts = Counter(kind for *_, kinds in graph.edges(data="kinds") for kind in kinds)
    return {layer: projection(_only(graph, layer)) for layer in sorted(counts)}


def _only(graph: nx.Graph[Any], layer: str) -> nx.Graph[Any]:
    kept: Any = graph.copy()
    kept.remove_edges_from([(a, b) for a, b, k in graph.edges(data="kinds") if layer not in k])
    kept.graph["layers"] = (layer,)
    return kept
