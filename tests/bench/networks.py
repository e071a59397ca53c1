"""Measure the promises about networks: a whole report, and measures beside networkx.

``python tests/bench/networks.py --check`` fails where a promise is not kept.
Times are the shortest of some rounds, since a busy machine only adds to them.
"""

from __future__ import annotations

import sys
from math import log
from time import perf_counter
from typing import TYPE_CHECKING

import networkx as nx
from networkx.algorithms import bipartite
from run import ROUNDS, Measure, main

from elzmodel.networks import (
    betweenness,
    closeness,
    constraint,
    cut_partners,
    effective_size,
    fragmentation_loss,
    network_report,
    partners_in,
    projection,
)
from elzmodel.testing.attendance import invented_attendance

if TYPE_CHECKING:
    from collections.abc import Callable

FEW, MANY = 300, 5_000
VENUES_EACH = 1.4


def met(partners: int) -> nx.Graph:
    """Return an invented two-mode graph of so many partners."""
    return invented_attendance(partners, venues=int(partners * VENUES_EACH), seed=1).to_graph()


def shortest(task: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        task()
        times.append(perf_counter() - start)
    return min(times)


def measure_reports() -> list[Measure]:
    """Time the whole report, every table made."""
    found = []
    for partners, rounds, promise in ((FEW, ROUNDS, 0.5), (MANY, 2, 30.0)):
        graph = met(partners)
        took = shortest(lambda graph=graph: network_report(graph).tables(), rounds)
        ties = len(network_report(graph).graph.edges)
        found.append(Measure(f"report on {partners:,} partners, {ties:,} ties", took, promise, "s"))
    return found


def losing(graph: nx.Graph, node: str) -> list[int]:
    """Return the sizes of the components without a node, as networkx alone would."""
    rest = graph.subgraph(set(graph) - {node})
    return [len(part) for part in nx.connected_components(rest)]


def measure_beside_networkx() -> list[Measure]:
    """Compare measures of our own with networkx's, which give the same values."""
    graph = network_report(met(FEW)).graph
    pairs = {
        "closeness": (lambda: closeness(graph), lambda: nx.closeness_centrality(graph)),
        "loss of each partner": (
            lambda: fragmentation_loss(graph),
            lambda: [losing(graph, node) for node in graph],
        ),
        "effective size": (
            lambda: effective_size(graph),
            lambda: nx.effective_size(graph, nodes=list(graph)),
        ),
    }
    found = []
    for (name, (ours, theirs)), least in zip(pairs.items(), (5, 20, 10), strict=True):
        times = shortest(theirs, 2) / shortest(ours, ROUNDS)
        what = f"{name}, {FEW} partners: networkx / elzmodel"
        found.append(Measure(what, times, least, at_least=True, row="13"))
    return found


def measure_large() -> list[Measure]:
    """Compare what takes long on large networks with networkx, and how a report grows."""
    graph, thousand = network_report(met(MANY)).graph, network_report(met(1_000)).graph
    two = met(MANY)
    partners = partners_in(two)
    few, two_thousand = network_report(met(FEW)).graph, network_report(met(2_000)).graph
    pairs: list[tuple[str, str, float, Callable[[], object], Callable[[], object]]] = [
        (
            "13, K",
            "projection, 5,000 partners",
            4,
            lambda: projection(two),
            lambda: bipartite.collaboration_weighted_projected_graph(two, partners),
        ),
        (
            "13, K",
            "cut partners, 5,000 (networkx: with bridges)",
            8,
            lambda: cut_partners(graph),
            lambda: (list(nx.articulation_points(graph)), list(nx.bridges(graph))),
        ),
        ("L", "constraint, 300", 1, lambda: constraint(few), lambda: nx.constraint(few)),
        (
            "12, M",
            "closeness, 2,000",
            50,
            lambda: closeness(two_thousand),
            lambda: nx.closeness_centrality(two_thousand),
        ),
        (
            "N",
            "betweenness, 1,000, by rustworkx",
            15,
            lambda: betweenness(thousand, engine="rustworkx"),
            lambda: nx.betweenness_centrality(thousand),
        ),
    ]
    found = []
    for row, name, least, ours, theirs in pairs:
        times = shortest(theirs, 2) / shortest(ours, 3)
        what = f"{name}: networkx / elzmodel"
        found.append(Measure(what, times, least, at_least=True, row=row))
    took = [shortest(lambda n=n: network_report(met(n)).tables(), 1) for n in (MANY, 4 * MANY)]
    found.append(Measure("report on 20,000 partners", took[1], 30.0, "s"))
    growth = log(took[1] / took[0]) / log(4)
    found.append(
        Measure("exponent of a report's growth, 5,000 to 20,000", growth, 1.2, "", row="O")
    )
    return found


def measures() -> list[Measure]:
    """Return all that is promised about networks, measured."""
    return [*measure_reports(), *measure_beside_networkx(), *measure_large()]


if __name__ == "__main__":
    sys.exit(main(__doc__, measures, how=f"networkx {nx.__version__}"))
