"""Whether what is seen is more than chance: groups dealt again, and ties beyond it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from functools import cache
from math import comb, fsum
from operator import index
from random import Random
from typing import Any, Literal

import networkx as nx
from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.networks.affiliation import partners_in, projection, venues_in
from elzmodel.networks.brokers import Brokerage
from elzmodel.networks.graph_kinds import Direction, Mode, takes
from elzmodel.networks.measurement import (
    UNDEFINED,
    Groups,
    Measurement,
    Scores,
    group_sets,
    label_of,
    require_one_of,
)
from elzmodel.networks.mixing import ei_index
from elzmodel.values import Answer, columns
from elzmodel.values.text import said, term

__all__ = ["backbone", "group_test"]

_SAME = 1e-9
"""How near two values of one measure are that are the same but for rounding."""


@columns(labels={"expected": "by chance", "p": "p, two-sided"})
@frozen
class AgainstChance:
    """A value, the mean of what dealing the groups again gives, and how rare it is there."""

    what: str
    value: float | None
    expected: float | None
    p: float | None


@takes(direction=Direction.USED, groups=True)
def group_test(
    graph: nx.Graph[Any],
    groups: Groups = "clusters",
    *,
    measure: Callable[[nx.Graph[Any], Groups], Measurement | Scores | Brokerage] = ei_index,
    rounds: int = 1000,
    seed: int = 0,
) -> Answer[AgainstChance]:
    """Return how rare it is what groups and ties show together, if groups were dealt at random.

    The ties stay, and the groups of the nodes that have any are dealt over them
    again, *rounds* times, drawn with *seed*. *p* is twice the smaller share of
    deals in which the value is as high or higher, or as low or lower, at most 1;
    the deal as given counts as one of them, so that no p is 0. A deal in which
    the measure is undefined counts as both. Ask it of one measure that was
    chosen before: of twenty, one has p below 0.05 by chance.

    Args:
        graph: The graph.
        groups: The attribute that holds a node's group or groups, or a mapping.
        measure: What is tested: `ei_index`, `assortativity`, `brokerage`, or any
            function of a graph and groups; one row a role, or a node.
        rounds: How many times groups are dealt.
        seed: What they are drawn with.

    Raises:
        InvalidValueError: If *rounds* is negative.

    Example:
        >>> import networkx as nx
        >>> karate = nx.karate_club_graph()
        >>> print(group_test(karate, "club", rounds=200))
        Held against groups dealt at random
        what       value  by chance  p, two-sided
        E-I index  -0.72       0.02          0.01
        200 deals, seed 0; the deal as given is counted.
    """
    if rounds < 0:
        raise InvalidValueError("rounds", rounds, "0 or more")
    sets = group_sets(graph, groups)
    nodes = sorted(sets, key=str)
    names, random = [sets[node] for node in nodes], Random(index(seed))  # noqa: S311 - no secret is needed
    found_first = measure(graph, sets)
    given = _values(found_first)
    dealt = {what: [value] for what, value in given.items()}
    for _ in range(rounds):
        random.shuffle(names)
        values = _values(measure(graph, dict(zip(nodes, names, strict=True))))
        for what, found in dealt.items():
            found.append(values[what])
    return Answer(
        title=said("Held against groups dealt at random"),
        rows=tuple(
            _tested(label_of(graph if what in graph else None, what), dealt[what]) for what in given
        ),
        notes=(
            said("{n} deals, seed {seed}; the deal as given is counted.", n=rounds, seed=seed),
            _why_undefined(found_first),
        ),
        row_type=AgainstChance,
    )


def _why_undefined(found: Measurement | Scores | Brokerage) -> str:
    """Return why there is no value of a measure, or of some nodes; empty where there are all."""
    if isinstance(found, Brokerage) or None not in _values(found).values():
        return ""
    return said(UNDEFINED, measure=term(found.name), reason=term(found.reason))


def _values(found: Measurement | Scores | Brokerage) -> dict[Hashable, float | None]:
    """Return the values of a measure, by what each is of."""
    if isinstance(found, Measurement):
        return {found.name: found.value}
    if isinstance(found, Scores):
        return dict(found.values)
    return {role.value: float(paths) for role, paths in found.total.items()}


def _tested(what: str, values: list[float | None]) -> AgainstChance:
    value, known = values[0], [each for each in values if each is not None]
    if value is None:
        return AgainstChance(what, None, None, None)
    undefined = len(values) - len(known)
    high = sum(each >= value - _SAME for each in known) + undefined
    low = sum(each <= value + _SAME for each in known) + undefined
    p = min(1.0, 2 * min(high, low) / len(values))
    return AgainstChance(what, value, fsum(known) / len(known), p)


@takes(mode=Mode.TWO)
def backbone(
    graph: nx.Graph[Any], *, level: float = 0.05, correction: Literal["fdr", "none"] = "fdr"
) -> nx.Graph[Any]:
    """Return the projection with only those ties that chance hardly gives.

    Two partners with many venues share some by chance. *p* is the chance to
    share as many or more if each chose its own number of venues at random:
    hypergeometric, computed exactly. Ties have the attributes of `projection`
    and *p*; all partners stay. The *backbone* of the graph says how it was made.

    Its limits: each venue is as likely to be chosen as any other, so that those
    who meet at large gatherings alone seem tied more than they are (a stochastic
    degree sequence model would hold their size too). Venues at which nobody is
    listed are not counted, two or three venues never suffice, and a tie that is
    left out is not shown to be absent.

    Args:
        graph: A graph of partners and venues.
        level: The largest p that a tie may have, or with the correction the
            largest share of the ties that may be there by chance.
        correction: ``"fdr"`` for the false discovery rate over all pairs of
            partners that meet anybody (Benjamini and Hochberg 1995), ``"none"``
            to hold each tie against *level* by itself.

    Raises:
        InvalidValueError: If *level* is not between 0 and 1, or the correction is another.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> pairs = [(who, day) for who in ("caw", "logo") for day in ("mon", "tue", "wed")]
        >>> rest = [(who, "sun") for who in ("caw", "ocmw", "zone")]
        >>> rest += [("ocmw", day) for day in ("thu", "fri", "sat")]
        >>> found = backbone(attendance_graph([*pairs, *rest]), correction="none", level=0.2)
        >>> [(one, other, round(p, 3)) for one, other, p in found.edges(data="p")]
        [('caw', 'logo', 0.114)]
    """
    if not 0 < level < 1:
        raise InvalidValueError("level", level, "a share between 0 and 1")
    require_one_of("correction", correction, ["fdr", "none"])
    ties = projection(graph)
    venues = sum(graph.degree[venue] > 0 for venue in venues_in(graph))
    rare = {
        (one, other): _as_many(venues, *sorted((graph.degree[one], graph.degree[other])), count)
        for one, other, count in ties.edges(data="count")
    }
    count = comb(sum(graph.degree[partner] > 0 for partner in partners_in(graph)), 2)
    limit = _limit(sorted(rare.values()), count, level) if correction == "fdr" else level
    for (one, other), p in rare.items():
        if p <= limit:
            ties[one][other]["p"] = p
        else:
            ties.remove_edge(one, other)
    how = f"false discovery rate {level} over {count} pairs" if correction == "fdr" else f"{level}"
    ties.graph["backbone"] = (
        f"hypergeometric over {venues} venues, p up to {how} (Tumminello et al. 2011)"
    )
    return ties


def _limit(values: list[float], count: int, level: float) -> float:
    """Return the largest p that the false discovery rate allows; below all where none is."""
    allowed = (p for place, p in enumerate(values, 1) if p <= level * place / count)
    return max(allowed, default=-1.0)


@cache
def _as_many(venues: int, fewer: int, more: int, shared: int) -> float:
    """Return the chance that two who choose so many of the venues share so many, or more."""
    ways = sum(comb(more, k) * comb(venues - more, fewer - k) for k in range(shared, fewer + 1))
    return float(Fraction(ways, comb(venues, fewer)))
