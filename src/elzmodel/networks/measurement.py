"""What a measure returns: a value that says how it was reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from functools import reduce
from itertools import combinations
from math import ceil, floor, inf, sqrt
from operator import index
from random import Random
from typing import Any, Final, TypeVar

import networkx as nx
from attrs import cmp_using, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Answer, columns
from elzmodel.values.numbers import finite, is_several, items_of
from elzmodel.values.text import said, short, term
from elzmodel.values.totals import show_number

__all__ = ["Estimates", "Measurement", "Score", "Scores"]

Node = Hashable
"""A node of a graph: the id of a partner, a venue, a zone."""

_N = TypeVar("_N", bound=Hashable)

SAME_GRAPH: Final = cmp_using(eq=nx.utils.graphs_equal)
"""What makes graphs equal in a value that holds one: its nodes and ties, and all said of them."""

Groups = str | Mapping[Any, Any]
"""The attribute of nodes that holds their groups, or each node's group or groups.

A group is a text, or anything that stands for one, such as a number.
"""


def told(*texts: str) -> str:
    """Return texts as one, of which other languages say each as they know it.

    Example:
        >>> from elzmodel.values.text import in_words
        >>> in_words(told("largest k-core", "weights not used"), "nl")
        'grootste k-kern; zonder gewichten'
    """
    parts = [*map(term, filter(None, texts))]
    if not parts:
        return ""
    return reduce(lambda one, more: said("{one}; {more}", one=one, more=more), parts)


UNDEFINED: Final = "{measure}: undefined, {reason}"
"""What says why a measure has no value, where a table has no room for it beside it."""


def outwards(low: float, high: float, digits: int) -> tuple[float, float]:
    """Return bounds rounded away from each other, but for what a computer cannot hold.

    Example:
        >>> outwards(0.123, 0.456, 2)
        (0.12, 0.46)
        >>> outwards(0.1 + 0.2, 0.7 + 0.1, 1)
        (0.3, 0.8)
    """
    unit = 10**digits
    return floor(low * unit + _ROUNDING) / unit, ceil(high * unit - _ROUNDING) / unit


_ROUNDING: Final = 1e-9


@columns("measure=name", "value", "expected", "how", labels={"expected": "by chance"})
@frozen(kw_only=True)
class Measurement:
    """A measure of a whole graph, with its formula and its convention.

    *value* is ``None`` where the measure is undefined; *reason* then says why,
    and is empty where there is a value.
    *expected* is what chance alone would give, where that can be computed.
    *low* and *high* are what it may be, where what it is about is known in part
    only; ``None`` where it is known in full. *spread* is the standard error of an
    estimate, ``None`` where the value is none.
    """

    name: str = field(converter=told)
    value: float | None
    formula: str = field(converter=told)
    convention: str = field(default="", converter=told)
    reference: str = ""
    reason: str = field(default="", converter=told)
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    spread: float | None = None

    def __attrs_post_init__(self) -> None:
        """Drop the reason where there is a value."""
        if self.value is not None:
            object.__setattr__(self, "reason", "")

    @property
    def is_defined(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def how(self) -> str:
        """Why there is no value, and how it is reached where there is one."""
        return told(self.reason, self.formula, self.convention)

    def __str__(self) -> str:
        """Show the value, or why there is none."""
        if self.value is None:
            return f"{self.name}: undefined, {self.reason}"
        chance = "" if self.expected is None else f" (by chance {self.expected:.3f})"
        about = "" if self.spread is None else f" ± {self.spread:.3f}"
        if self.low is not None and self.high is not None:
            low, high = outwards(self.low, self.high, 3)
            about += f" (between {low:.3f} and {high:.3f})"
        return f"{self.name}: {self.value:.3f}{about}{chance}"

    def _repr_html_(self) -> str:
        shown = Answer(title=self.name, rows=(self,), notes=(self.reference,))
        return shown.to_table()._repr_html_()


@frozen
class Score:
    """A measure of one node, with the reason where there is none."""

    node: str
    value: float | None
    note: str = ""


@frozen(kw_only=True, repr=False)
class Scores:
    """A measure of each node, with its formula and its convention.

    A node for which the measure is undefined has ``None``; *reason* says why.
    Subscripting gives the value of one node.

    Example:
        >>> scores = Scores(name="degree", values={"a": 2.0, "b": 1.0}, formula="d")
        >>> scores["a"], scores.top(1)
        (2.0, (('a', 2.0),))
        >>> scores
        <Scores 'degree' of 2 nodes: a 2, b 1>
    """

    name: str = field(converter=told)
    values: Mapping[Node, float | None]
    formula: str = field(converter=told)
    convention: str = field(default="", converter=told)
    reference: str = ""
    reason: str = field(default="", converter=told)

    def __repr__(self) -> str:
        """Say what is measured, of how many, and the highest values."""
        top = [f"{short(str(node))} {show_number(value)}" for node, value in self.top(_SHOWN)]
        kind = f"{type(self).__name__} {str(self.name)!r}"
        nodes = f"{len(self.values):,} {'node' if len(self.values) == 1 else 'nodes'}"
        return f"<{kind} of {nodes}{': ' if top else ''}{', '.join(top)}>"

    def __str__(self) -> str:
        """Show the highest values as a table, with the formula and the convention."""
        return str(self.ranked().to_table().head(_IN_TEXT))

    def _repr_html_(self) -> str:
        return self.ranked().to_table()._repr_html_()

    def __getitem__(self, node: Node) -> float | None:
        """Return the value of one node."""
        return self.values[node]

    def __contains__(self, node: object) -> bool:
        """Tell whether it is of a node."""
        return node in self.values

    def __iter__(self) -> Iterator[Node]:
        """Go through the nodes."""
        return iter(self.values)

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.values)

    def top(self, count: int) -> tuple[tuple[Node, float], ...]:
        """Return the highest values, highest first, then by node."""
        known = [(node, value) for node, value in self.values.items() if value is not None]
        return tuple(sorted(known, key=lambda pair: (-pair[1], str(pair[0])))[:count])

    def ranked(self, graph: nx.Graph[Any] | None = None) -> Answer[Score]:
        """Return one row a node, highest first, undefined last; *graph* gives the names."""
        undefined = sorted((n for n, v in self.values.items() if v is None), key=str)
        rows = [Score(label_of(graph, node), value) for node, value in self.top(len(self.values))]
        rows += [Score(label_of(graph, node), None, self.reason) for node in undefined]
        notes = (self.formula, self.convention, self.reference)
        return Answer(title=self.name, rows=tuple(rows), notes=notes, row_type=Score)


_SHOWN: Final = 3
_IN_TEXT: Final = 20
_SURE: Final = 4.0
"""How many times their spread apart two values have to be for one to be certainly the higher."""


@frozen(kw_only=True, repr=False)
class Estimates(Scores):
    """Estimated values, each with how far it may well be off (*spread*).

    Example:
        >>> import networkx as nx
        >>> from elzmodel.networks import betweenness
        >>> found = betweenness(nx.star_graph(9), pivots=9)
        >>> found.top(1)[0][0], found.certain(1)
        (0, (0,))
    """

    spread: Mapping[Node, float] = field(factory=dict, repr=False)

    def certain(self, count: int) -> tuple[Node, ...]:
        """Return those of the highest *count* that are certain to be among them, highest first.

        A node is where fewer than *count* others could have more: where its value
        less four times its spread is above theirs and four times their own. Of nodes
        of which the draw hardly met a path the spread is too small; those are the
        lowest.
        """
        off = {node: _SURE * self.spread[node] for node in self.values}
        highs = sorted(((self.values[n] or 0.0) + off[n] for n in off), reverse=True)
        # A node is itself one of those that may reach as high as it does.
        limit = highs[count] if count < len(highs) else -1.0
        return tuple(node for node, value in self.top(count) if value - off[node] > limit)


def require_one_of(name: str, value: object, known: Collection[object]) -> None:
    """Refuse what is none of a few: it would be taken for another of them in silence.

    Raises:
        InvalidValueError: If it is none of them.
    """
    if value not in known:
        raise InvalidValueError(name, value, said("{names:or}", names=[*map(repr, known)]))


def sample_of(nodes: Collection[_N], pivots: int | None, seed: int) -> list[_N] | None:
    """Return so many nodes, drawn without putting any back, or ``None`` for all.

    They are the same of a graph however it was built: drawn from nodes by their names.

    Raises:
        InvalidValueError: If *pivots* is under 1.
    """
    if pivots is not None and pivots < 1:
        raise InvalidValueError("pivots", pivots, "1 or more, or None for exact values")
    if pivots is None or pivots >= len(nodes):
        return None
    return Random(index(seed)).sample(sorted(nodes, key=str), pivots)  # noqa: S311 - no secret is needed


def standard_error(total: float, squares: float, count: int, *, of: int) -> float:
    """Return the standard error of the mean of so many values, drawn from all that there are.

    One value says nothing of how far others lie apart.

    Example:
        >>> standard_error(6.0, 14.0, 3, of=12)
        0.5
    """
    if count < 2:
        return inf
    variance = max(0.0, squares - total * total / count) / (count - 1)
    return sqrt(variance / count * (1 - count / of))


def how_estimated(graph: nx.Graph[Any], pivots: Collection[Node], seed: int) -> str:
    """Return the words that say from how much something was estimated."""
    return said(
        "estimated from {n} of {of} nodes, seed {seed}", n=len(pivots), of=len(graph), seed=seed
    )


def label_of(graph: nx.Graph[Any] | None, node: Node) -> str:
    """Return the name that a graph gives a node, its id where there is none.

    Example:
        >>> label_of(None, "caw")
        'caw'
    """
    named = graph.nodes[node].get("name") if graph is not None else None
    return str(named or node)


def group_sets(graph: nx.Graph[Any], groups: Groups) -> dict[Node, frozenset[str]]:
    """Return the groups of each node that has any, by their names; a number is a name too.

    Raises:
        InvalidValueError: If no node has the attribute, or is in the mapping.
    """
    given = dict(graph.nodes(data=groups)) if isinstance(groups, str) else groups
    if isinstance(groups, str):
        there = dict.fromkeys(str(key) for _, data in graph.nodes(data=True) for key in data)
        if graph and groups not in there:
            told = "[one of the attributes {there:list all}, or ]a mapping from node to group"
            raise InvalidValueError("groups", groups, said(told, there=[*there]))
    elif graph and given and given.keys().isdisjoint(graph):
        raise InvalidValueError("groups", next(iter(given)), "nodes of the graph as keys")
    # A text is one group, unless it may be a list of ours that a file made a text.
    is_listed = isinstance(groups, str) and groups in _LISTED
    named = ((node, given.get(node)) for node in graph)
    found = (
        (node, frozenset(items_of(of if is_listed or is_several(of) else [of])))
        for node, of in named
    )
    return {node: names for node, names in found if names}


_LISTED: Final = frozenset({"clusters", "zones"})
"""The attributes of nodes that hold lists."""


def group_labels(graph: nx.Graph[Any], groups: Groups) -> dict[Node, str]:
    """Return one label for each node that has a group; several groups make one of their own."""
    return {node: "+".join(sorted(names)) for node, names in group_sets(graph, groups).items()}


def neighbours(adjacency: Mapping[Node, Iterable[Node]]) -> dict[Node, set[Node]]:
    """Return the neighbours of each node, itself left out."""
    return {node: set(near) - {node} for node, near in adjacency.items()}


def tie_weight(one: Node, other: Node, data: Mapping[str, Any], weight: str = "weight") -> float:
    """Return how much a tie weighs, as the plain number that it is; 1 where nothing says it.

    Raises:
        InvalidValueError: If it is no finite number, below nothing, or too large or too small
            to reckon with.
    """
    found = float(finite(data.get(weight, 1), about=f"the tie of {one} and {other}"))
    if found < 0 or found > _HEAVIEST or 0 < found < 1 / _HEAVIEST:
        told = "0 or more for the tie of {one} and {other}"
        if found > 0:
            told = "something between 1e-100 and 1e+100 for the tie of {one} and {other}"
        raise InvalidValueError("weight", found, said(told, one=str(one), other=str(other)))
    return found


_HEAVIEST: Final = 1e100
"""What weighs more, or less than its inverse, has no square that a computer can hold."""


def weights(graph: nx.Graph[Any], weight: str | None) -> dict[Node, dict[Node, float]]:
    """Return how much each node's ties weigh, by neighbour; 1 each without an attribute.

    A tie that weighs nothing is no tie.

    Raises:
        InvalidValueError: If a weight is no finite number, or below nothing.
    """
    if weight is None:
        return {node: dict.fromkeys(near, 1.0) for node, near in neighbours(graph.adj).items()}
    return {
        node: {
            other: weighs
            for other, data in near.items()
            if (weighs := tie_weight(node, other, data, weight)) and other != node
        }
        for node, near in graph.adjacency()
    }


def shared_by_pair(
    members: Iterable[tuple[str, Iterable[str]]],
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return for each pair of members what they share, sorted by pair.

    Example:
        >>> shared_by_pair([("fair", ["logo", "caw"]), ("duo", ["caw", "logo"])])
        {('caw', 'logo'): ('fair', 'duo')}
    """
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, those in members:
        for pair in combinations(sorted(those), 2):
            shared[pair].append(name)
    return {pair: tuple(names) for pair, names in sorted(shared.items())}


def by_count(partners: tuple[str, ...]) -> dict[str, Any]:
    """Return the attributes of an edge that some partners make."""
    return {"partners": partners, "weight": len(partners), "distance": 1 / len(partners)}
