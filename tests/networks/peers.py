"""Hold measures of networks against igraph and, where R is installed, its package sna.

``python tests/networks/peers.py 300`` compares them on so many drawn graphs of each
kind, and fails where a value differs. It is no part of the tests: R is a system of
its own, and igraph's licence is the GPL, so that nothing else here may need it.
"""

# ruff: noqa: T201 - a program that prints

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations
from math import isclose, isnan, nan
from pathlib import Path
from random import Random
from shutil import which
from subprocess import run

import networkx as nx

from elzmodel.networks import (
    BrokerageRole,
    assortativity,
    average_path_length,
    betweenness,
    betweenness_centralisation,
    bridges,
    brokerage,
    closeness,
    constraint,
    cut_partners,
    degree,
    degree_centralisation,
    density,
    diameter,
    fragmentation,
    harmonic,
    reciprocity,
    transitivity,
)
from elzmodel.networks.centrality import core_number

Values = Sequence[float | None]
Measures = dict[str, Callable[[nx.Graph], Values]]

NO_R = "R with its package sna is not installed: NOTHING was compared with it"
SIDES = ("care", "welfare", "local-authority")


def drawn(count: int) -> Iterator[nx.Graph]:
    """Yield so many undirected and so many directed graphs, thin and dense, with groups."""
    for seed in range(2 * count):
        random, is_directed = Random(seed), seed % 2 == 1
        graph = nx.DiGraph() if is_directed else nx.Graph()
        graph.add_nodes_from(range(random.randint(3, 16)))
        pairs = [*(permutations if is_directed else combinations)(graph, 2)]
        graph.add_edges_from(random.sample(pairs, int(len(pairs) * random.random() ** 2)))
        for node in graph:
            graph.nodes[node]["clusters"] = random.choice(SIDES)
        yield graph


def by_node(found: object) -> Values:
    """Return the scores of all nodes, in order."""
    return [*found.values.values()]


def indicator(graph: nx.Graph) -> Values:
    """Return 1 for each cut partner."""
    return [float(node in cut_partners(graph)) for node in graph]


def scaled(found: object, graph: nx.Graph, *, ways: int) -> Values:
    """Return betweenness as counts of paths, from one end or from both."""
    pairs = (len(graph) - 1) * (len(graph) - 2) / ways
    return [value * pairs for value in by_node(found)]


def role(role: BrokerageRole) -> Callable[[nx.Graph], Values]:
    """Return the counts of one role of brokerage."""
    return lambda graph: [brokerage(graph)[node][role] for node in graph]


UNDIRECTED: Measures = {
    "density": lambda g: [density(g).value],
    "degree": lambda g: by_node(degree(g)),
    "betweenness": lambda g: scaled(betweenness(g), g, ways=2),
    "closeness": lambda g: by_node(closeness(g)) if nx.is_connected(g) else [0.0] * len(g),
    "harmonic": lambda g: [value / (len(g) - 1) for value in by_node(harmonic(g))],
    "core number": lambda g: by_node(core_number(g)),
    "cut partners": indicator,
    "transitivity": lambda g: [transitivity(g).value],
    "connectedness": lambda g: [1 - (fragmentation(g).value or 0.0)],
    "degree centralisation": lambda g: [degree_centralisation(g).value],
    "betweenness centralisation": lambda g: [betweenness_centralisation(g).value],
    "constraint": lambda g: by_node(constraint(g)),
    "bridges": lambda g: [float(len(bridges(g)))],
    "diameter": lambda g: [diameter(g).value],
    "average path": lambda g: [average_path_length(g).value],
    "assortativity": lambda g: [assortativity(g).value],
}
# In the order of the columns of sna's brokerage.
ROLES = (
    BrokerageRole.COORDINATOR,
    BrokerageRole.ITINERANT,
    BrokerageRole.REPRESENTATIVE,
    BrokerageRole.GATEKEEPER,
    BrokerageRole.LIAISON,
)
DIRECTED: Measures = {
    "density": lambda g: [density(g).value],
    "reciprocity": lambda g: [reciprocity(g).value],
    "betweenness": lambda g: scaled(betweenness(g), g, ways=1),
    "in degree centralisation": lambda g: [degree_centralisation(g, direction="in").value],
    "out degree centralisation": lambda g: [degree_centralisation(g, direction="out").value],
    **{f"brokerage {number}": role(each) for number, each in enumerate(ROLES, 1)},
}


def of_igraph(graph: nx.Graph) -> dict[str, Values]:
    """Return what igraph says of a graph, as far as its conventions are ours."""
    import igraph

    same = igraph.Graph(len(graph), [*graph.edges], directed=graph.is_directed())
    found: dict[str, Values] = {"density": [same.density()], "betweenness": same.betweenness()}
    if graph.is_directed():
        return found | {"reciprocity": [same.reciprocity()] if graph.edges else [None]}
    groups = [SIDES.index(side) for _, side in graph.nodes(data="clusters")]
    points, is_whole = {*same.articulation_points()}, nx.is_connected(graph)
    found |= {
        "degree": same.degree(),
        "harmonic": same.harmonic_centrality(normalized=True),
        "core number": same.coreness(),
        "cut partners": [float(node in points) for node in graph],
        "transitivity": [same.transitivity_undirected()],
        "constraint": [None if isnan(value) else value for value in same.constraint()],
        "bridges": [float(len(same.bridges()))],
        "assortativity": [same.assortativity_nominal(groups, directed=False)],
    }
    if is_whole:
        found |= {
            "closeness": same.closeness(),
            "diameter": [float(same.diameter())],
            "average path": [same.average_path_length()],
        }
    return found


def of_sna(graphs: Sequence[nx.Graph]) -> list[dict[str, Values]]:
    """Return what sna says of the graphs; nothing where it is not installed."""
    found: list[dict[str, Values]] = [{} for _ in graphs]
    script = Path(__file__).with_name("sna.R")
    lines = "".join(f"{number};{line_of(graph)}\n" for number, graph in enumerate(graphs))
    told = run(["Rscript", str(script)], input=lines, text=True, capture_output=True, check=True)
    for line in told.stdout.splitlines():
        number, measure, values = line.split(";")
        found[int(number)][measure] = [*map(of_r, values.split(","))]
    return found


def of_r(text: str) -> float | None:
    """Return a number of R, ``None`` where there is none."""
    return None if text in {"NA", "NaN"} else float(text)


def line_of(graph: nx.Graph) -> str:
    """Return a graph as the script in R reads it, nodes counted from 1."""
    groups = [str(SIDES.index(side)) for _, side in graph.nodes(data="clusters")]
    ends = [str(node + 1) for tie in graph.edges for node in tie]
    mode = "digraph" if graph.is_directed() else "graph"
    return ";".join([mode, str(len(graph)), ",".join(groups), *([",".join(ends)] if ends else [])])


def has_sna() -> bool:
    """Tell whether R is there, and sna in it."""
    if which("Rscript") is None:
        return False
    asked = run(["Rscript", "-e", "library(sna)"], capture_output=True, check=False)
    return asked.returncode == 0


def are_alike(ours: Values, theirs: Values) -> bool:
    """Tell whether all values agree; where one side has none, the other has none either."""
    pairs = zip(
        (nan if v is None else v for v in ours),
        (nan if v is None else v for v in theirs),
        strict=True,
    )
    return all((isnan(a) and isnan(b)) or isclose(a, b, abs_tol=1e-9) for a, b in pairs)


def main() -> int:
    """Compare, print a line for each measure, and fail where a value differs."""
    import igraph

    graphs = [*drawn(int(sys.argv[1]) if len(sys.argv) > 1 else 200)]
    peers = {f"igraph {igraph.__version__}": [*map(of_igraph, graphs)]}
    if has_sna():
        peers["sna of R"] = of_sna(graphs)
    compared, wrong = Counter[tuple[str, str]](), list[str]()
    for peer, told in peers.items():
        for graph, theirs in zip(graphs, told, strict=True):
            kind, measures = ("directed ", DIRECTED) if graph.is_directed() else ("", UNDIRECTED)
            for measure, values in theirs.items():
                ours = measures[measure](graph)
                compared[peer, kind + measure] += 1
                if not are_alike(ours, values):
                    wrong.append(
                        f"{peer}, {kind}{measure}: {ours} and {values} of {[*graph.edges]}"
                    )
    for (peer, measure), count in sorted(compared.items()):
        print(f"{peer}: {measure}: {count} graphs")
    print(*wrong[:20], sep="\n")
    print(f"{len(wrong)} of {compared.total()} values differ")
    if len(peers) == 1:
        print(NO_R)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
