"""Whatever the graph, a measure answers or refuses: no NaN, and nothing by order or label."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from inspect import signature
from math import isnan
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel import networks
from elzmodel.errors import ElzError
from elzmodel.networks import (
    Measurement,
    Scores,
    measure_kinds,
)
from elzmodel.values import Answer, Table

KINDS = {kind.measure: kind for kind in measure_kinds()}
MODULES = [each for each in vars(networks).values() if hasattr(each, "__all__")]
MEASURES = {
    name: next(vars(module)[name] for module in MODULES if name in vars(module)) for name in KINDS
}
GROUPS = ("care", "welfare", "pzon", None)
LABELS: list[Callable[[int], object]] = [
    str,
    int,
    lambda n: (n, "x"),
    lambda n: n if n % 2 else f"p{n}",
]


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[Any]:
    """Draw a graph of any kind: directed, with parallel ties, loops, weights, modes, labels."""
    made = draw(st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]))()
    label, count = draw(st.sampled_from(LABELS)), draw(st.integers(0, 7))
    nodes = [label(number) for number in range(count)]
    is_two_mode = draw(st.booleans())
    for number, node in enumerate(nodes):
        mode = "venue" if is_two_mode and number % 2 else "partner"
        group = draw(st.sampled_from(GROUPS))
        made.add_node(
            node, mode=mode, name=str(node), kind="x", **({"clusters": group} if group else {})
        )
    if nodes:
        ends = st.sampled_from(nodes)
        weights = st.sampled_from([None, 0, 0.5, 1, 3])
        for one, other, weight in draw(st.lists(st.tuples(ends, ends, weights), max_size=12)):
            made.add_edge(one, other, **({} if weight is None else {"weight": weight}))
    return made


def calls(
    graph: nx.Graph[Any], random: Random
) -> Iterator[tuple[str, Callable[[nx.Graph[Any]], Any]]]:
    """Yield each measure with what else it has to be told."""
    node = random.choice(list(graph)) if graph else "nobody"
    for name, measure in MEASURES.items():
        asked: dict[str, Any] = {}
        for each in list(signature(measure).parameters.values())[1:]:
            if each.default is each.empty:
                told = {"node": node, "nodes": list(graph)[::2], "predictors": {"x": graph}}
                asked[each.name] = told.get(each.name, graph)
        if "rounds" in signature(measure).parameters:
            asked["rounds"] = 3
        yield name, partial(measure, **asked)


def answered(ask: Callable[[nx.Graph[Any]], Any], graph: nx.Graph[Any]) -> Any:
    """Return what a measure says, or the class of the error with which it refuses."""
    try:
        return ask(graph)
    except ElzError as refused:
        return type(refused)


def numbers(result: Any) -> Iterator[float]:
    """Yield every number in a result."""
    if isinstance(result, Measurement):
        yield from numbers([result.value, result.expected, result.low, result.high])
    elif isinstance(result, Scores):
        yield from numbers([*result.values.values()])
    elif isinstance(result, nx.Graph):
        yield from numbers([data.get("weight", 0) for *_, data in result.edges(data=True)])
    elif isinstance(result, Answer):
        yield from numbers(result.to_table())
    elif isinstance(result, Table):
        yield from numbers([cell for row in result.rows for cell in row])
    elif isinstance(result, list | tuple):
        for each in result:
            yield from numbers(each)
    elif isinstance(result, float):
        yield result


@given(graphs(), st.integers(0, 9))
def test_measures_answer_or_refuse(graph: nx.Graph[Any], seed: int) -> None:
    """No number is none, nothing else is raised, and the graph stays as it was."""
    before = deepcopy(graph)
    for name, ask in calls(graph, Random(seed)):
        assert not any(map(isnan, numbers(answered(ask, graph)))), name
        assert nx.utils.graphs_equal(before, graph), name


@given(graphs(), st.integers(0, 9))
def test_neither_order_nor_label_matters(graph: nx.Graph[Any], seed: int) -> None:
    """The same graph built in another order, under other names, has the same figures."""
    random = Random(seed)
    names = dict(zip(random.sample(list(graph), len(graph)), range(100, 200), strict=False))
    names = {node: f"n{number}" for node, number in names.items()}
    other = graph.__class__()
    other.add_nodes_from(
        (names[n], d) for n, d in random.sample([*graph.nodes(data=True)], len(graph))
    )
    edges = [(names[a], names[b], d) for a, b, d in graph.edges(data=True)]
    other.add_edges_from(random.sample(edges, len(edges)))
    for name in KINDS.keys() - _WITH_MORE:
        one, same = answered(MEASURES[name], graph), answered(MEASURES[name], other)
        if isinstance(one, Measurement):
            assert one.value == pytest.approx(same.value, nan_ok=False), name
        elif isinstance(one, Scores):
            expected = {names[node]: value for node, value in one.values.items()}
            assert expected == pytest.approx(dict(same.values)), name
        else:
            assert type(one) is type(same), name


_WITH_MORE = {
    name
    for name, measure in MEASURES.items()
    if any(each.default is each.empty for each in list(signature(measure).parameters.values())[1:])
}


@given(graphs())
def test_measures_are_those_of_networkx(graph: nx.Graph[Any]) -> None:
    """On the simple graph that a measure is about, whatever was added up or left out."""
    for name, theirs in THEIRS.items():
        kind = KINDS[name]
        if graph.is_directed() and kind.direction.name == "REFUSED":
            continue
        plain, _ = kind.prepared(graph)
        found = MEASURES[name](graph)
        if isinstance(found, Scores):
            assert pytest.approx(theirs(plain)) == {n: v or 0 for n, v in found.values.items()}, (
                name
            )
        else:
            assert sorted(map(str, theirs(plain))) == sorted(map(str, found)), name


THEIRS: dict[str, Callable[[Any], Any]] = {
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "core_number": nx.core_number,
    "cut_partners": nx.articulation_points,
    "degree": lambda graph: dict(graph.degree()),
    "constraint": lambda graph: {
        node: 0 if value != value else value  # noqa: PLR0124 - NaN, where networkx has it
        for node, value in nx.constraint(graph, nodes=list(graph)).items()
    },
    "effective_size": lambda graph: {
        node: 0 if value != value else value  # noqa: PLR0124 - NaN, where networkx has it
        for node, value in nx.effective_size(graph, nodes=list(graph)).items()
    },
}
