"""Which graphs each measure takes, and what becomes of directions, parallel ties and loops.

Every measure declares it with ``takes``, in one line. What is not its kind is
refused; what can be made so without a guess is converted, and the result says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import wraps
from inspect import signature
from math import fsum
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

import networkx as nx
from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.networks.measurement import Measurement, Node, Scores, tie_weight, told
from elzmodel.values import Answer, Table
from elzmodel.values.numbers import items_of
from elzmodel.values.text import said

__all__ = ["Direction", "MeasureKind", "Mode", "measure_kinds"]

P = ParamSpec("P")
R = TypeVar("R")


class Direction(Enum):
    """What a measure does with the direction of ties."""

    REFUSED = "refused"
    USED = "used"
    ADDED_UP = "both ways added up"


class Mode(Enum):
    """Whether a measure is about partners alone, partners and venues, or either."""

    ANY = "either"
    ONE = "partners"
    TWO = "partners and venues"


@frozen(kw_only=True)
class MeasureKind:
    """What one measure does with each kind of graph.

    *groups* says whether nodes need groups: a name that no node has is refused.
    Whatever the measure, parallel ties become one, which weighs what they weigh
    together, and self-loops are left out.

    Example:
        >>> import networkx as nx
        >>> kind = MeasureKind(measure="density", direction=Direction.USED)
        >>> plain, done = kind.prepared(nx.MultiDiGraph([("a", "b"), ("a", "b")]))
        >>> plain["a"]["b"], done
        ({'weight': 2.0}, ('parallel ties added up',))
    """

    measure: str
    direction: Direction = Direction.REFUSED
    mode: Mode = Mode.ANY
    weights: str = "not used"
    groups: bool = False

    def prepared(
        self, graph: nx.Graph[Any], weight: str = "weight"
    ) -> tuple[nx.Graph[Any], tuple[str, ...]]:
        """Return the simple graph that the measure is about, and what was done to make it so.

        Raises:
            InvalidValueError: If the graph is of a kind that the measure refuses.
        """
        self._refuse(graph)
        done = []
        if graph.is_directed() and self.direction is Direction.ADDED_UP:
            done.append("both directions added up")
        if graph.is_multigraph():
            done.append("parallel ties added up")
        if done:
            graph = _added_up(graph, {"weight", weight}, keep=self.direction is Direction.USED)
        loops = list(nx.selfloop_edges(graph))
        if loops:
            graph = graph.copy()
            graph.remove_edges_from(loops)
            done.append("self-loops left out")
        return graph, tuple(done)

    def _refuse(self, graph: nx.Graph[Any]) -> None:
        if graph.is_directed() and self.direction is Direction.REFUSED:
            told = "an undirected graph for {measure}, such as graph.to_undirected()"
            expected = said(told, measure=self.measure)
            raise InvalidValueError("graph", str(graph), expected)
        check_mode(graph, self.mode, self.measure)


def is_two_mode(graph: nx.Graph[Any]) -> bool:
    """Tell whether a graph is one of partners and the venues where they meet.

    Example:
        >>> from elzmodel.networks import attendance_graph, projection
        >>> met = attendance_graph([("caw", "fair"), ("logo", "fair")])
        >>> is_two_mode(met), is_two_mode(projection(met))
        (True, False)
    """
    if "kind" in graph.graph:
        return bool(graph.graph["kind"] == "affiliation")
    return any(mode == "venue" for _, mode in graph.nodes(data="mode"))


def check_mode(graph: nx.Graph[Any], mode: Mode, about: str) -> None:
    """Hold a graph against what something is about: partners alone, or partners and venues.

    Raises:
        InvalidValueError: If it is a graph of the other kind, or two of a kind are tied.
    """
    if mode is Mode.TWO and not is_two_mode(graph):
        told = "a graph of partners and venues for {about}, from affiliation_graph"
        expected = said(told, about=about)
        raise InvalidValueError("graph", str(graph), expected)
    if mode is Mode.TWO:
        modes = dict(graph.nodes(data="mode"))
        for one, other in graph.edges():
            if modes[one] == modes[other] and one != other:
                expected = said("ties of a partner and a venue alone for {about}", about=about)
                raise InvalidValueError("tie", f"{one}, {other}", expected)
    if mode is Mode.ONE and is_two_mode(graph):
        told = "a graph of partners alone for {about}, such as projection(graph)"
        expected = said(told, about=about)
        raise InvalidValueError("graph", str(graph), expected)


_DECLARED: dict[str, MeasureKind] = {}


def takes(
    *,
    direction: Direction = Direction.REFUSED,
    mode: Mode = Mode.ANY,
    weights: str = "not used",
    groups: bool = False,
) -> Callable[
    [Callable[Concatenate[nx.Graph[Any], P], R]], Callable[Concatenate[nx.Graph[Any], P], R]
]:
    """Declare which graphs a measure takes, and hold each that it is given against it.

    Those are whatever arguments are graphs, or mappings of them.
    """

    def declare(
        measure: Callable[Concatenate[nx.Graph[Any], P], R],
    ) -> Callable[Concatenate[nx.Graph[Any], P], R]:
        kind = MeasureKind(
            measure=measure.__name__,
            direction=direction,
            mode=mode,
            weights=weights,
            groups=groups,
        )
        _DECLARED[kind.measure] = kind
        by_itself = signature(measure).parameters.get("weight")

        @wraps(measure)
        def measured(graph: nx.Graph[Any], *args: P.args, **kwargs: P.kwargs) -> R:
            weight = str(kwargs.get("weight") or "weight")
            done = dict[str, None]()
            given_graphs: list[nx.Graph[Any]] = []
            made: list[nx.Graph[Any]] = []

            def plain(given: Any) -> Any:  # noqa: ANN401 - whatever a measure is given
                if isinstance(given, Mapping):
                    return {key: plain(each) for key, each in given.items()}
                if not isinstance(given, nx.Graph):
                    return given
                plain_one, how = kind.prepared(given, weight)
                done.update(dict.fromkeys(how))
                given_graphs.append(given)
                made.append(plain_one)
                return plain_one

            positional = [plain(each) for each in (graph, *args)]
            named = {name: plain(each) for name, each in kwargs.items()}
            if by_itself is not None:
                if kwargs.get("weight", by_itself.default) != by_itself.default:
                    _require_weight(given_graphs, kwargs["weight"])
                done[_weighing(made, kwargs.get("weight", by_itself.default))] = None
            result: R = cast("Any", measure)(*positional, **named)
            return _told(result, done)

        return cast("Callable[Concatenate[nx.Graph[Any], P], R]", measured)

    return declare


def measure_kinds() -> Answer[MeasureKind]:
    """Return what each measure does with each kind of graph, one row a measure.

    Example:
        >>> measure_kinds().where(measure="cut_partners").rows[0].direction
        <Direction.REFUSED: 'refused'>
    """
    rows = tuple(_DECLARED[name] for name in sorted(_DECLARED))
    return Answer(title=said("Measures and kinds of graph"), rows=rows, row_type=MeasureKind)


def _require_weight(graphs: Iterable[nx.Graph[Any]], weight: object) -> None:
    """Refuse a weight that no tie has: each would weigh 1, in silence.

    Raises:
        InvalidValueError: If there are ties, and none has it.
    """
    if weight is None:
        return
    ties = [data for graph in graphs for *_, data in graph.edges(data=True)]
    if not ties or any(weight in data for data in ties):
        return
    there = [*dict.fromkeys(str(key) for data in ties for key in data)]
    expected = said("one of the attributes of ties: {there:or}", there=there) if there else _NONE
    raise InvalidValueError("weight", weight, expected)


_NONE: Final = said("a graph whose ties have attributes")


def _weighing(graphs: Iterable[nx.Graph[Any]], weight: object) -> str:
    """Return the words that say what the ties of graphs weigh."""
    if weight is None:
        return said("weights not used")
    has_it = [weight in data for graph in graphs for *_, data in graph.edges(data=True)]
    if not any(has_it):
        return said("weights not used")
    without = has_it.count(False)
    how = said("weights used: {weight}", weight=weight)
    telling = "{n:number} {n:tie|ties} without it {n:weighs|weigh} 1"
    return told(how, said(telling, n=without)) if without else how


def _told(result: R, done: Iterable[str]) -> R:
    """Return a result that says what was done to the graph: in its convention, or in a note."""
    changed: Any = result
    if not done:
        return result
    if isinstance(result, tuple):
        changed = tuple(_told(each, done) for each in result)
    elif isinstance(result, Measurement | Scores):
        changed = evolve(result, convention=told(result.convention, *done))
    elif isinstance(result, Answer | Table):
        changed = evolve(result, notes=(*result.notes, told(*done)))
    elif hasattr(result, "modularity"):
        changed = evolve(changed, modularity=_told(changed.modularity, done))
    return cast("R", changed)


def _added_up(graph: nx.Graph[Any], attributes: set[str], *, keep: bool) -> nx.Graph[Any]:
    """Return one tie for each pair: it weighs what its ties weigh together.

    It is of the layers of all of them; its other attributes are those of the first.
    """
    found: Any = nx.DiGraph() if keep and graph.is_directed() else nx.Graph()
    found.graph.update(graph.graph)
    found.add_nodes_from(graph.nodes(data=True))
    together: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    for one, other, data in _in_order(graph):
        if found.has_edge(one, other):
            ends = (one, other) if (one, other) in together else (other, one)
            together[ends].append(data)
        else:
            found.add_edge(one, other, **data)
            together[one, other] = [data]
    for (one, other), each in together.items():
        if len(each) > 1:
            known = found[one][other]
            known |= {name: _sum(one, other, each, name) for name in attributes}
            if "distance" in known and known.get("weight"):
                known["distance"] = 1 / known["weight"]
            if "layers" in known:
                layers = {layer for tie in each for layer in items_of(tie.get("layers"))}
                known["layers"] = tuple(sorted(layers))
    return found


def _sum(one: Node, other: Node, ties: Iterable[Mapping[str, Any]], name: str) -> Any:  # noqa: ANN401 - what is no weight
    """Return what ties weigh together; or the first weight that is none, to be refused if used."""
    weights = []
    for tie in ties:
        try:
            weights.append(tie_weight(one, other, tie, name))
        except InvalidValueError:
            return tie[name]
    return fsum(weights)


def _in_order(graph: Any) -> Iterator[tuple[Any, Any, dict[str, Any]]]:  # noqa: ANN401 - any kind
    """Yield ties in an order that does not depend on how the graph was built."""
    yield from sorted(graph.edges(data=True), key=lambda tie: (str(tie[0]), str(tie[1])))
