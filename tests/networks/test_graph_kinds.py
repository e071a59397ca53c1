"""Each measure says which graphs it takes, and does what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from inspect import isfunction, signature
from typing import Any

import networkx as nx
import numpy as np
import pytest

from elzmodel import networks
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.networks import (
    Communities,
    Measurement,
    Scores,
    attendance_graph,
    bridging,
    brokers,
    centrality,
    chance,
    cohesion,
    comparisons,
    divisions,
    measure_kinds,
    mixing,
    network_report,
    pieces,
    projection,
    surveys,
)
from elzmodel.networks.graph_kinds import Direction, Mode
from elzmodel.values import Answer, Table
from elzmodel.values.text import in_words

MODULES = (
    bridging,
    brokers,
    centrality,
    chance,
    cohesion,
    comparisons,
    divisions,
    mixing,
    pieces,
    surveys,
)
SIDES = dict(zip("abcd", ("care", "welfare", "care", "welfare"), strict=True))
TIES = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d")]
PARALLEL = [("a", "b", 1.0), ("a", "b", 2.0), ("b", "c", 0.5), ("c", "d", 1.0), ("b", "d", 1.0)]


def measures() -> dict[str, Callable[..., Any]]:
    """Return the functions on a graph that the modules of measures have, by name."""
    found = {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if isfunction(value) and value.__module__ == module.__name__ and name[0] != "_"
    }
    return {n: f for n, f in found.items() if next(iter(signature(f).parameters)) in _GRAPHS}


_GRAPHS = {"graph", "before", "one"}
_NO_MEASURES = {"pairs_of", "reached_by_step", "refuse_strangers"}
ALL = {name: found for name, found in measures().items() if name not in _NO_MEASURES}
KINDS = {kind.measure: kind for kind in measure_kinds()}


def asked(name: str, graph: nx.Graph[Any], **weight: str) -> Any:
    """Return what a measure says of a graph, with what else it has to be told."""
    measure = partial(ALL[name], **weight)
    if name in {"tie_change", "qap_correlation"}:
        return measure(graph, nx.Graph(TIES[:3]) if graph.nodes == nx.Graph(TIES).nodes else graph)
    more = {
        "ego_network": {"node": next(iter(graph))},
        "falls_loose": {"node": next(iter(graph))},
        "group_test": {"rounds": 9},
        "qap_regression": {"predictors": {"path": nx.path_graph([*"abcd"])}, "rounds": 9},
        "two_mode_centralisation": {"nodes": ["a", "c"]},
        "degree_centralisation": {"direction": "in"} if graph.is_directed() else {},
    }
    groups = {"groups": SIDES} if KINDS[name].groups else {}
    return measure(graph, **groups, **more.get(name, {}))


def simple(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return what the measure should take a messy graph for."""
    found = nx.Graph()
    for one, other, data in graph.edges(data=True):
        if one != other:
            known = found.get_edge_data(one, other, {"weight": 0})["weight"]
            found.add_edge(one, other, weight=known + data.get("weight", 1))
    return found


ONE_MODE = sorted(name for name, kind in KINDS.items() if kind.mode is not Mode.TWO)
WEIGHED = sorted(name for name, kind in KINDS.items() if kind.weights != "not used")
OF_ONE_KIND = sorted(name for name, kind in KINDS.items() if kind.mode is not Mode.ANY)
BIPARTITE = {"two_mode_centralisation"}


def test_every_measure_says_which_graphs_it_takes() -> None:
    """None is left to chance, and nothing is declared that is no measure."""
    assert set(ALL) == set(KINDS)


@pytest.mark.parametrize("name", ONE_MODE)
def test_a_direction_is_refused_used_or_added_up(name: str) -> None:
    """What a formula for pairs makes of one direction alone would be nonsense."""
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("d", "b"), ("d", "a")])
    direction = KINDS[name].direction
    if direction is Direction.REFUSED:
        with pytest.raises(InvalidValueError, match="an undirected graph for"):
            asked(name, graph)
    elif direction is Direction.ADDED_UP:
        assert equal(asked(name, simple(graph)), asked(name, graph))
    else:
        assert not equal(asked(name, simple(graph)), asked(name, graph))


@pytest.mark.parametrize("name", sorted({*ONE_MODE} - BIPARTITE))
def test_parallel_ties_weigh_what_they_weigh_together(name: str) -> None:
    """A graph with several ties of a pair is the one where they are added up."""
    graph = nx.MultiGraph()
    graph.add_weighted_edges_from(PARALLEL)
    found = asked(name, graph)
    assert equal(asked(name, simple(graph)), found)
    if (how := how_reached(found)) is not None:
        assert "parallel ties added up" in how


def test_the_length_of_parallel_ties_is_that_of_their_weight() -> None:
    """Added up, they are nearer than each of them."""
    graph = nx.MultiGraph()
    for weight in (0.5, 1.5):
        graph.add_edge("a", "b", weight=weight, distance=1 / weight)
    plain, _ = KINDS["strength"].prepared(graph)
    assert {"weight": 2.0, "distance": 0.5} == plain.edges["a", "b"]


@pytest.mark.parametrize("name", sorted({*ONE_MODE} - BIPARTITE))
def test_self_loops_are_left_out(name: str) -> None:
    """Nobody works with itself."""
    graph = nx.Graph([*TIES, ("a", "a"), ("b", "b")])
    assert equal(asked(name, nx.Graph(TIES)), asked(name, graph))


@pytest.mark.parametrize(
    "name", sorted(n for n, kind in KINDS.items() if kind.weights != "not used")
)
def test_a_tie_that_weighs_nothing_is_none(name: str) -> None:
    """It divides nothing by zero, and one below nothing is refused."""
    weighed = {} if KINDS[name].weights == "used" else {"weight": "weight"}
    groups = {"groups": SIDES} if KINDS[name].groups else {}
    path = nx.Graph(TIES[:3])
    more = {"qap_correlation": (path,), "qap_regression": ({"path": path},)}.get(name, ())
    plain, graph = nx.Graph(TIES), nx.Graph([*TIES, ("a", "c", {"weight": 0})])
    nx.set_edge_attributes(plain, 1, "weight")
    ask = partial(ALL[name], **weighed, **groups)
    assert equal(ask(plain, *more), ask(graph, *more))
    graph.edges["a", "c"]["weight"] = -1
    with pytest.raises(InvalidValueError, match="0 or more for the tie of"):
        ask(graph, *more)


@pytest.mark.parametrize("name", sorted(name for name, kind in KINDS.items() if kind.groups))
def test_groups_are_names_that_nodes_have(name: str) -> None:
    """A number is a name too; a slip of the pen is refused, with what there is."""
    met = [("a", "x"), ("b", "x"), ("b", "y"), ("c", "y")]
    is_two_mode = KINDS[name].mode is Mode.TWO
    graph = attendance_graph(met) if is_two_mode else projection(attendance_graph(met))
    numbers = {"a": 1, "b": 2, "c": 1}
    texts = {node: str(number) for node, number in numbers.items()}
    assert equal(ALL[name](graph, texts), ALL[name](graph, numbers))
    with pytest.raises(InvalidValueError, match=r"'clustres'.*one of the attributes .*clusters"):
        ALL[name](graph, "clustres")
    with pytest.raises(InvalidValueError, match="nodes of the graph as keys"):
        ALL[name](graph, {"A": "care"})


@pytest.mark.parametrize(
    "name", sorted(n for n, kind in KINDS.items() if kind.mode is not Mode.ANY)
)
def test_partners_alone_and_partners_with_venues_are_told_apart(name: str) -> None:
    """What is about the one is refused for the other, rather than being empty."""
    met = attendance_graph([("a", "x"), ("b", "x")])
    wrong = met if KINDS[name].mode is Mode.ONE else projection(met)
    with pytest.raises(InvalidValueError, match="a graph of partners"):
        ALL[name](wrong)


@pytest.mark.parametrize("make", [projection, network_report], ids=["projection", "report"])
def test_what_needs_venues_refuses_a_graph_without_them(make: Callable[..., Any]) -> None:
    """In the graph of partners alone everybody would be alone."""
    ties = projection(attendance_graph([("a", "x"), ("b", "x")]))
    with pytest.raises(InvalidValueError, match="a graph of partners and venues"):
        make(ties)


def test_partners_are_tied_by_venues_alone() -> None:
    """A graph that ties two partners, or two venues, by themselves is no list of who met where."""
    met = attendance_graph([("a", "x"), ("b", "x"), ("b", "y")])
    for tie in (("a", "b"), ("attendance:gathering:x", "attendance:gathering:y")):
        wrong = met.copy()
        wrong.add_edge(*tie)
        with pytest.raises(InvalidValueError, match=f"{tie[0]}, {tie[1]}.*partner and a venue"):
            projection(wrong)


def test_ties_within_a_mode_are_refused() -> None:
    """What is divided by the most unequal graph of two modes would exceed 1."""
    with pytest.raises(InvalidValueError, match="nobody is tied with another"):
        ALL["two_mode_centralisation"](nx.complete_graph(4), [0, 1])


def test_who_falls_loose_without_a_stranger_is_refused() -> None:
    """With the names that come near it."""
    with pytest.raises(UnknownIdError, match="Did you mean haspengouw"):
        ALL["falls_loose"](nx.Graph([("haspengouw", "caw")]), "haspengou")


@pytest.mark.parametrize("arguments", [{"pivots": 0}, {"pivots": -1}], ids=["none", "negative"])
def test_betweenness_needs_a_pivot(arguments: dict[str, int]) -> None:
    """From no paths nothing can be estimated."""
    with pytest.raises(InvalidValueError, match="pivots"):
        networks.betweenness(nx.path_graph(3), **arguments)


def test_rounds_are_not_negative_and_small_weights_count() -> None:
    """Two graphs with weights of a millionth go together as they do with weights of one."""
    one, other = nx.Graph(TIES), nx.Graph([*TIES[:3], ("a", "d")])
    with pytest.raises(InvalidValueError, match="rounds"):
        networks.qap_correlation(one, other, rounds=-1)
    for graph in (one, other):
        nx.set_edge_attributes(graph, 1e-6, "weight")
    r, share = networks.qap_correlation(one, other, weight="weight", rounds=50)
    plain, rare = networks.qap_correlation(one, other, rounds=50)
    assert (pytest.approx(plain.value), rare) == (r.value, share)


@pytest.mark.parametrize("name", sorted({*WEIGHED} - {"cluster_graph"}))
def test_a_result_says_whether_weights_were_used(name: str) -> None:
    """Else a figure in a paper could be either; ties without the weight are counted."""
    weighs = partial(asked, name)
    plain, graph = nx.Graph(TIES), nx.Graph(TIES)
    nx.set_edge_attributes(graph, 2, "value")
    assert "weights not used" in how_reached(weighs(plain))
    found = weighs(graph, weight="value")
    assert "weights used: value" in how_reached(found)
    del graph.edges[TIES[0]]["value"]
    one = how_reached(weighs(graph, weight="value"))
    assert re.search(r"weights used: value; \d+ (tie|ties) without it (weighs|weigh) 1", one)
    assert "gewogen met value; " in in_words(one, "nl")


@pytest.mark.parametrize("name", WEIGHED)
def test_a_weight_that_no_tie_has_is_refused(name: str) -> None:
    """A slip of the pen would let each tie weigh 1, in silence."""
    graph = nx.Graph(TIES)
    with pytest.raises(InvalidValueError, match="Expected a graph whose ties have attributes"):
        asked(name, graph, weight="wght")
    nx.set_edge_attributes(graph, 2, "weight")
    with pytest.raises(InvalidValueError, match=r"'wght'. Expected one of .* of ties: weight"):
        asked(name, graph, weight="wght")
    lonely = nx.Graph()
    lonely.add_nodes_from("abcd")
    more = {"qap_correlation": (lonely,), "qap_regression": ({"none": lonely},)}.get(name, ())
    groups = {"groups": SIDES} if KINDS[name].groups else {}
    assert ALL[name](lonely, *more, weight="wght", **groups) is not None


def test_groups_without_any_attribute_say_what_to_give() -> None:
    """A graph of plain ties has no attributes to choose from."""
    with pytest.raises(InvalidValueError, match="Expected a mapping from node to group"):
        networks.ei_index(nx.Graph(TIES))


def how_reached(result: Any) -> str | None:
    """Return what a result says of how it was reached; none of what has no room for it."""
    if isinstance(result, tuple) and result:
        return how_reached(result[0])
    if isinstance(result, Measurement | Scores):
        return result.convention
    if isinstance(result, Communities):
        return result.modularity.convention
    return result.notes[-1] if isinstance(result, Answer | Table) else None


def equal(one: Any, other: Any) -> bool:
    """Tell whether two results say the same, but for how they were reached."""
    return told(one) == told(other)


def told(result: Any) -> Any:
    """Return what a result says: its figures, rows or ties."""
    if isinstance(result, Answer | Table | tuple):
        return tuple(map(told, result.rows if isinstance(result, Answer | Table) else result))
    if isinstance(result, Measurement):
        return result.value, result.expected
    if isinstance(result, Scores):
        return {node: None if v is None else round(v, 9) for node, v in result.values.items()}
    if isinstance(result, Communities):
        result = result.parts, result.modularity.value
    if isinstance(result, nx.Graph):
        return sorted(
            (sorted(ends), data.get("weight", 1)) for *ends, data in result.edges(data=True)
        )
    return result


def test_parallel_ties_weigh_together_what_each_weighs() -> None:
    """Small whole numbers of numpy have no room for a sum, and none is below nothing unseen."""
    hundred = np.int8(100)
    graph = nx.MultiGraph([("a", "b", {"weight": hundred})] * 3)
    assert 300 == networks.strength(graph)["a"]
    (kind,) = measure_kinds().where(measure="strength")
    assert 300 == kind.prepared(graph)[0]["a"]["b"]["weight"]
    for wrong in (-1, float("nan"), None, "2"):
        hidden = nx.MultiGraph([("a", "b", {"weight": wrong}), ("a", "b", {"weight": 3})])
        assert 1 == networks.density(hidden).value
        with pytest.raises(InvalidValueError, match="for the tie of a and b"):
            networks.strength(hidden)
    both_ways = nx.DiGraph([("a", "b", {"weight": 3}), ("b", "a", {"weight": -1})])
    with pytest.raises(InvalidValueError, match=r"not a weight: -1\.0"):
        networks.communities(both_ways)


@pytest.mark.parametrize("weight", [1e308, 1e-308])
def test_a_weight_whose_square_no_computer_holds_is_refused(weight: float) -> None:
    """A modularity of it would be no number, and a correlation undefined for another reason."""
    graph = nx.Graph([("a", "b", {"weight": weight}), ("b", "c", {"weight": 1.0})])
    with pytest.raises(InvalidValueError, match=r"between 1e-100 and 1e\+100"):
        networks.communities(graph)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: networks.betweenness(nx.path_graph(3), engine="rust"), "engine: 'rust'"),
        (
            lambda: networks.degree_centralisation(nx.DiGraph(TIES), direction="u"),
            "direction: .u",
        ),
        (lambda: networks.degree_centralisation(nx.Graph(TIES), direction="in"), "direction: .in"),
        (lambda: networks.response_bounds(nx.Graph(TIES), SIDES, settled="both"), "settled"),
        (lambda: networks.tie_bounds(nx.Graph(TIES), settled="both"), "settled: 'both'"),
        (lambda: networks.backbone(attendance_graph([("a", "x")]), correction="x"), "correction"),
        (lambda: networks.ego_network(nx.Graph(TIES), "a", steps=-1), "steps: -1"),
        (lambda: mixing.blau_balance({"a": -1, "b": 3}), "count: -1.*0 or more for a"),
    ],
)
def test_what_is_none_of_a_few_is_not_taken_for_one(call: Callable[[], Any], told: str) -> None:
    """It would be another of them in silence."""
    with pytest.raises(InvalidValueError, match=f"not an? {told}"):
        call()


def test_a_group_that_a_frame_made_a_fraction_is_its_number() -> None:
    """A column with gaps holds 1 as 1.0: it is the same group."""
    sides = {"a": 1, "b": 1.0, "c": "1", "d": 1.5}
    assert {"1", "1.5"} == {*networks.brokerage(nx.Graph(TIES), sides).groups.values()}
