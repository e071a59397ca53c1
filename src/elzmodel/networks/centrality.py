"""Where each partner stands, and how far all hangs on one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from math import fsum, inf
from typing import Any, Literal

import networkx as nx
from networkx.algorithms import bipartite

from elzmodel.errors import InvalidValueError
from elzmodel.networks.affiliation import partners_in
from elzmodel.networks.bridging import betweenness
from elzmodel.networks.graph_kinds import Direction, Mode, takes
from elzmodel.networks.measurement import (
    Estimates,
    Measurement,
    Node,
    Scores,
    how_estimated,
    neighbours,
    require_one_of,
    sample_of,
    standard_error,
    told,
    weights,
)
from elzmodel.values.text import said, term

__all__ = [
    "betweenness_centralisation",
    "closeness",
    "closeness_centralisation",
    "degree",
    "degree_centralisation",
    "density",
    "harmonic",
    "strength",
    "two_mode_centralisation",
    "two_mode_centrality",
]

_BLOCK = 2048


Steps = Mapping[Node, Sequence[int]]


def reached_by_step(graph: nx.Graph[Any], sources: Sequence[Node] | None = None) -> Steps:
    """Return for each node how many others, or sources, lie at each distance, from one step on.

    Example:
        >>> import networkx as nx
        >>> reached_by_step(nx.path_graph(3))
        {0: [1, 1], 1: [2], 2: [1, 1]}
    """
    near = neighbours(graph.adj)
    found: dict[Node, list[int]] = {node: [] for node in near}
    nodes = list(near if sources is None else sources)
    for start in range(0, len(nodes), _BLOCK):
        some = nodes[start : start + _BLOCK]
        for step, wave in _waves(near, {node: 1 << place for place, node in enumerate(some)}):
            for node, new in wave.items():
                counts = found[node]
                counts.extend([0] * (step - len(counts)))
                counts[step - 1] += new.bit_count()
    return found


_Wave = Mapping[Node, int]


def _waves(near: Mapping[Node, set[Node]], sources: _Wave) -> Iterator[tuple[int, _Wave]]:
    """Yield for each step which sources reach each node by then and not before, by their bits."""
    seen = {**dict.fromkeys(near, 0), **sources}
    wave, step = sources, 0
    while wave:
        step += 1
        ahead: dict[Node, int] = {}
        for node, bits in wave.items():
            for other in near[node]:
                ahead[other] = ahead.get(other, 0) | bits
        wave = {node: new for node, bits in ahead.items() if (new := bits & ~seen[node])}
        for node, new in wave.items():
            seen[node] |= new
        yield step, wave


@takes()
def closeness(graph: nx.Graph[Any], *, pivots: int | None = None, seed: int = 0) -> Scores:
    """Return how near each node is to those it reaches, in steps.

    As networkx's ``closeness_centrality``: the number reached over their summed
    distances, times the share of all others that is reached (Wasserman and
    Faust 1994). A node without ties has 0; one alone, without others to reach, has none.
    Quadratic in nodes, but with a
    small factor: 5,000 nodes take some tenths of a second. *pivots* estimates
    distances from that many nodes, drawn with *seed*: then the result is
    `Estimates`. How many are reached is exact all the same.

    Raises:
        InvalidValueError: If *pivots* is under 1.

    Example:
        >>> import networkx as nx
        >>> closeness(nx.path_graph(3))[1]
        1.0
    """
    drawn, others = sample_of(graph, pivots, seed), len(graph) - 1
    about: dict[str, Any] = {
        "name": "closeness",
        "formula": "(reached / sum of distances) x (reached / (n-1))",
        "reference": "Freeman 1979; Wasserman and Faust 1994",
        "reason": said("fewer than two nodes"),
    }
    how = "in steps, weights not used; 0 without ties"
    if not others:
        return Scores(**about, values=dict.fromkeys(graph.nodes), convention=how)
    if drawn is None:
        values = {}
        for node, counts in reached_by_step(graph).items():
            reached, total = sum(counts), sum(step * many for step, many in enumerate(counts, 1))
            values[node] = reached / total * (reached / others) if total else 0.0
        return Scores(**about, values=values, convention=how)
    within = {n: len(part) - 1 for part in nx.connected_components(graph) for n in part}
    means = _mean_steps(reached_by_step(graph, drawn), within)
    about["reference"] += "; Eppstein and Wang 2004"
    return Estimates(
        **about,
        values={node: within[node] / others / mean for node, (mean, _) in means.items()},
        # By the rule for a quotient: its part of error is that of what it is divided by.
        spread={node: within[node] / others / m * (e / m) for node, (m, e) in means.items()},
        convention=told(how, how_estimated(graph, drawn, seed)),
    )


def _mean_steps(steps: Steps, reached: Mapping[Node, int]) -> dict[Node, tuple[float, float]]:
    """Return the mean distance of each node to those drawn that it reaches, and its error.

    Where none of them is reached, nothing is known but that nobody is nearer than a step.
    """
    found: dict[Node, tuple[float, float]] = {}
    for node, counts in steps.items():
        many = sum(counts)
        total = float(sum(step * each for step, each in enumerate(counts, 1)))
        squares = float(sum(step * step * each for step, each in enumerate(counts, 1)))
        error = standard_error(total, squares, many, of=max(many, reached[node]))
        found[node] = (total / many, error) if many else (1.0, inf if reached[node] else 0.0)
    return found


def _nearness(graph: nx.Graph[Any]) -> dict[Node, float]:
    """Return the sum of 1/distance from each node to all others."""
    steps = reached_by_step(graph).items()
    return {node: sum(many / step for step, many in enumerate(each, 1)) for node, each in steps}


@takes()
def harmonic(graph: nx.Graph[Any]) -> Scores:
    """Return the sum of 1/distance to all others; who cannot be reached adds 0.

    As networkx's ``harmonic_centrality``.

    Example:
        >>> import networkx as nx
        >>> harmonic(nx.path_graph(3))[0]
        1.5
    """
    return Scores(
        name="harmonic closeness",
        values=_nearness(graph),
        formula="sum of 1/d",
        convention="in steps, weights not used, not normalised",
        reference="Marchiori and Latora 2000",
    )


@takes()
def distance_weighted_fragmentation(
    graph: nx.Graph[Any], *, pivots: int | None = None, seed: int = 0
) -> Measurement:
    """Return 1 less the mean of 1/distance over all pairs.

    0 where all are tied to all, 1 where nobody is. It is 1 less networkx's
    ``global_efficiency``. *pivots* estimates it from the distances of that many
    nodes, drawn with *seed*, with its standard error.

    Raises:
        InvalidValueError: If *pivots* is under 1.

    Example:
        >>> import networkx as nx
        >>> distance_weighted_fragmentation(nx.path_graph(3)).value
        0.16666666666666663
    """
    count, drawn = len(graph), sample_of(graph, pivots, seed)
    convention = "in steps; pairs that cannot reach each other count 0"
    spread = None
    if drawn is None:
        mean = fsum(_nearness(graph).values()) / max(1, count * (count - 1))
    else:
        of_each = [fsum(_nearness_of(wave)) / (count - 1) for wave in _waves_from(graph, drawn)]
        mean = fsum(of_each) / len(of_each)
        squares = fsum(each * each for each in of_each)
        spread = standard_error(fsum(of_each), squares, len(of_each), of=count)
        convention = told(convention, how_estimated(graph, drawn, seed))
    return Measurement(
        name="distance-weighted fragmentation",
        value=1 - mean if count > 1 else None,
        formula="1 - mean of 1/d over pairs",
        convention=convention,
        reference="Borgatti 2006",
        reason=said("fewer than two nodes"),
        spread=spread,
    )


def _waves_from(graph: nx.Graph[Any], sources: Sequence[Node]) -> Iterator[list[int]]:
    """Yield for each source how many nodes lie at each distance from it, from one step on.

    The bits of the sources lie so far apart that adding up those of all nodes
    counts the nodes of each source.
    """
    near, apart = neighbours(graph.adj), len(graph).bit_length()
    lane = (1 << apart) - 1
    together = max(1, _BLOCK // apart)
    for start in range(0, len(sources), together):
        some = sources[start : start + together]
        waves = _waves(near, {node: 1 << place * apart for place, node in enumerate(some)})
        sums = [sum(wave.values()) for _, wave in waves]
        for place in range(len(some)):
            sizes = (each >> place * apart & lane for each in sums)
            yield [size for size in sizes if size]


def _nearness_of(sizes: Sequence[int]) -> Iterator[float]:
    return (many / step for step, many in enumerate(sizes, 1))


@takes(direction=Direction.USED, mode=Mode.ONE)
def density(graph: nx.Graph[Any]) -> Measurement:
    """Return the share of possible ties that exist.

    Say it of a network without statutory ties: one council makes all its
    members a clique. From networkx's ``density``, undefined for fewer than two
    nodes; in a directed graph two ties are possible for each pair.

    Example:
        >>> import networkx as nx
        >>> density(nx.path_graph(3)).value
        0.6666666666666666
    """
    return Measurement(
        name="density",
        value=float(nx.density(graph)) if len(graph) > 1 else None,
        formula="m / (n(n-1))" if graph.is_directed() else "2m / (n(n-1))",
        reference="Wasserman and Faust 1994",
        reason=said("fewer than two nodes"),
    )


@takes()
def degree(graph: nx.Graph[Any]) -> Scores:
    """Return with how many others each node is tied; a self-loop does not count.

    Example:
        >>> import networkx as nx
        >>> degree(nx.star_graph(3))[0]
        3.0
    """
    values = {node: float(len(near)) for node, near in neighbours(graph.adj).items()}
    return Scores(name="ties", values=values, formula="d", convention="weights not used")


@takes(weights="used")
def strength(graph: nx.Graph[Any], *, weight: str = "weight") -> Scores:
    """Return the summed weight of each node's ties.

    With Newman weights it is the number of venues where anybody else was met.

    Example:
        >>> import networkx as nx
        >>> strength(nx.Graph([("a", "b", {"weight": 1.5})]))["a"]
        1.5
    """
    values = {node: fsum(ties.values()) for node, ties in weights(graph, weight).items()}
    return Scores(
        name="strength",
        values=values,
        formula=said("sum of {weight}", weight=weight),
        reference="Newman 2001",
    )


@takes()
def core_number(graph: nx.Graph[Any]) -> Scores:
    """Return the largest k for which each node is in a group where all have k ties.

    networkx's ``core_number``, self-loops left out.

    Example:
        >>> import networkx as nx
        >>> core_number(nx.complete_graph(4))[0]
        3.0
    """
    values = {node: float(core) for node, core in nx.core_number(graph).items()}
    return Scores(
        name="core number", values=values, formula="largest k-core", reference="Seidman 1983"
    )


Kind = Literal["degree", "betweenness", "closeness"]


def _gap(values: Collection[float]) -> float:
    highest = max(values)
    return sum(highest - value for value in values)


@takes(direction=Direction.USED)
def degree_centralisation(
    graph: nx.Graph[Any], *, direction: Literal["in", "out"] | None = None
) -> Measurement:
    """Return how unequal the numbers of ties are, 1 for a star.

    Self-loops do not count. A directed graph needs a *direction*; its
    denominator is (n-1)², since the centre of a star has no tie of its own
    kind back.

    Raises:
        InvalidValueError: If a directed graph is given without a direction, or an
            undirected one with it.

    Example:
        >>> import networkx as nx
        >>> degree_centralisation(nx.star_graph(4)).value
        1.0
    """
    count = len(graph)
    if graph.is_directed():
        if direction not in {"in", "out"}:
            raise InvalidValueError("direction", direction, "'in' or 'out' for a directed graph")
        directed: Any = graph
        near = neighbours(directed.pred if direction == "in" else directed.succ)
        most, least, formula = (count - 1) ** 2, 2, "sum(max-d) / (n-1)^2"
    else:
        require_one_of("direction", direction, [None])
        near, most, least = neighbours(graph.adj), (count - 1) * (count - 2), 3
        formula = "sum(max-d) / ((n-1)(n-2))"
    degrees = [len(others) for others in near.values()]
    return Measurement(
        name="degree centralisation",
        value=_gap(degrees) / most if count >= least else None,
        formula=formula,
        convention="self-loops and weights not used",
        reference="Freeman 1979",
        reason=said("fewer than {n} nodes", n=least),
    )


@takes()
def betweenness_centralisation(graph: nx.Graph[Any]) -> Measurement:
    """Return how unequally bridging is divided, 1 for a star.

    Betweenness is exact, so this takes long for thousands of nodes.

    Example:
        >>> import networkx as nx
        >>> betweenness_centralisation(nx.cycle_graph(5)).value
        0.0
    """
    count = len(graph)
    shares = [value or 0.0 for value in betweenness(graph).values.values()]
    return Measurement(
        name="betweenness centralisation",
        value=_gap(shares) / (count - 1) if count > 2 else None,
        formula="sum(max-b') / (n-1), b' the normalised betweenness",
        convention="in steps, weights not used",
        reference="Freeman 1979",
        reason=said("fewer than 3 nodes"),
    )


@takes()
def closeness_centralisation(graph: nx.Graph[Any]) -> Measurement:
    """Return how unequally near partners are to the rest, 1 for a star.

    Undefined where not everybody can reach everybody.

    Example:
        >>> import networkx as nx
        >>> print(closeness_centralisation(nx.empty_graph(4)))
        closeness centralisation: undefined, the network is not connected
    """
    count = len(graph)
    reason = said("fewer than 3 nodes") if count < 3 else _why_apart(graph)
    value = None
    if not reason:
        gap = _gap([value or 0 for value in closeness(graph).values.values()])
        value = gap * (2 * count - 3) / ((count - 1) * (count - 2))
    return Measurement(
        name="closeness centralisation",
        value=value,
        formula="sum(max-c)(2n-3) / ((n-1)(n-2))",
        convention="in steps, weights not used; undefined if not connected",
        reference="Freeman 1979",
        reason=reason,
    )


def _why_apart(graph: nx.Graph[Any]) -> str:
    return "" if nx.is_connected(graph) else said("the network is not connected")


@takes()
def two_mode_centralisation(
    graph: nx.Graph[Any], nodes: Collection[Node], *, kind: Kind = "degree"
) -> Measurement:
    """Return how unequal the nodes of one mode are, 1 for the most unequal two-mode graph.

    That graph is a centre that meets everything, while the others of its mode
    hang on one node of the other mode each, spread evenly. Centralities are
    normalised within the mode (Borgatti and Everett 1997). Only the nodes of
    the mode itself are compared. Nodes without a tie are left out: the formula
    is about graphs in which all take part.

    Args:
        graph: A two-mode graph.
        nodes: The nodes of the mode that is asked about.
        kind: ``"degree"``, ``"betweenness"`` or ``"closeness"``.

    Raises:
        InvalidValueError: If a tie lies within a mode.

    Example:
        >>> from elzmodel.networks import attendance_graph, partners_in
        >>> graph = attendance_graph([("a", "x"), ("a", "y"), ("b", "x")])
        >>> two_mode_centralisation(graph, partners_in(graph)).value
        1.0
    """
    graph = graph.subgraph([node for node in graph if graph[node]])
    nodes = [node for node in dict.fromkeys(nodes) if node in graph]
    own = set(nodes)
    for one, other in graph.edges():
        if (one in own) is (other in own):
            expected = "one mode, in which nobody is tied with another of it"
            raise InvalidValueError("nodes", f"{one}, {other}", expected)
    if min(len(nodes), len(graph) - len(nodes)) < 2:
        reason: str = said("fewer than two nodes with a tie in a mode")
    else:
        reason = _why_apart(graph) if kind == "closeness" else ""
    value = None
    if not reason:
        values, most = _two_mode(graph, nodes, kind)
        value = _gap([values[node] for node in nodes]) / most
    return Measurement(
        name=said("two-mode {kind} centralisation", kind=term(kind)),
        value=value,
        formula="sum(max-c) / its largest possible value, over one mode",
        convention=told(_TWO_MODE[kind], "nodes without ties left out"),
        reference="Borgatti and Everett 1997; Everett and Borgatti 2005",
        reason=reason,
    )


@takes(mode=Mode.TWO)
def two_mode_centrality(graph: nx.Graph[Any], *, kind: Kind = "degree") -> Scores:
    """Return how central each partner is among partners, and each venue among venues.

    Each mode has its own largest possible value, so that 1 means the same in
    both: in *degree* a partner at every venue, in *betweenness* one on all
    shortest paths, in *closeness* one at every venue with all others one step
    on. From networkx's ``bipartite``. Nodes without a tie have no value, and are
    left out of what the others are held against; *closeness* is undefined where
    not everybody that is left can reach everybody.

    Args:
        graph: A graph of partners and venues.
        kind: ``"degree"``, ``"betweenness"`` or ``"closeness"``.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> met = attendance_graph([("caw", "fair"), ("caw", "duo"), ("logo", "fair")])
        >>> found = two_mode_centrality(met)
        >>> found["caw"], found["attendance:gathering:duo"]
        (1.0, 0.5)
    """
    tied = graph.subgraph([node for node in graph if graph[node]])
    own = partners_in(tied)
    if kind == "betweenness" and min(len(own), len(tied) - len(own)) < 2:
        reason: str = said("fewer than two nodes with a tie in a mode")
    else:
        reason = _why_apart(tied) if kind == "closeness" and tied else ""
    found: Mapping[Node, float] = {}
    if tied and not reason:
        found = _TWO_MODE_VALUES[kind](tied, own)
    return Scores(
        name=said("two-mode {kind}", kind=term(kind)),
        values={node: found.get(node) for node in graph},
        formula="c / its largest possible value, in each mode",
        convention=told(_TWO_MODE_LARGEST[kind], "nodes without ties left out"),
        reference="Borgatti and Everett 1997; Borgatti and Halgin 2011",
        reason=reason or "no ties",
    )


_TWO_MODE_VALUES: dict[Kind, Callable[[nx.Graph[Any], Collection[Node]], Mapping[Node, float]]] = {
    "degree": bipartite.degree_centrality,
    "betweenness": bipartite.betweenness_centrality,
    "closeness": bipartite.closeness_centrality,
}

_TWO_MODE_LARGEST: dict[Kind, str] = {
    "degree": "d / n_other",
    "betweenness": "in steps; the largest is that of the hub of a two-mode star",
    "closeness": "in steps; (n_other + 2(n_own-1)) / sum of d",
}


_TWO_MODE = {
    "degree": "denominator (n_own-1)(n_other-1)",
    "betweenness": "denominator n_own-1, of normalised values",
    "closeness": "denominator from the most unequal graph, of normalised values",
}


def _two_mode(
    graph: nx.Graph[Any], nodes: Collection[Node], kind: Kind
) -> tuple[Mapping[Node, float], float]:
    """Return how central the nodes of a mode are, and the gaps in the most unequal graph."""
    own = len(nodes)
    other = len(graph) - own
    if kind == "degree":
        return {node: len(graph[node]) for node in nodes}, (own - 1) * (other - 1)
    if kind == "betweenness":
        return bipartite.betweenness_centrality(graph, nodes), own - 1
    shortest = other + 2 * (own - 1)
    full, rest = divmod(own - 1, other)
    groups = [full + 1] * rest + [full] * (other - rest)
    farthest = 3 * other + 4 * own - 6
    most = sum(size * (1 - shortest / (farthest - 2 * size)) for size in groups)
    return bipartite.closeness_centrality(graph, nodes, normalized=True), most
