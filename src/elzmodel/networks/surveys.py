"""What is not stated of a network, what would have to be asked, and what it leaves open.

A partner who did not answer is not a partner without ties: its ties are unknown,
and so is, within bounds, whatever depends on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import combinations
from math import comb
from typing import Any

import networkx as nx
from attrs import frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.networks.affiliation import partners_in, venues_in
from elzmodel.networks.centrality import (
    degree_centralisation,
    density,
    distance_weighted_fragmentation,
)
from elzmodel.networks.comparisons import multiplexity, why_not_multiplex
from elzmodel.networks.graph_kinds import Mode, check_mode, takes
from elzmodel.networks.measurement import (
    UNDEFINED,
    Groups,
    Measurement,
    Node,
    group_sets,
    how_estimated,
    label_of,
    require_one_of,
    sample_of,
)
from elzmodel.networks.mixing import alike_pairs, ei_index
from elzmodel.networks.pieces import fragmentation, share_apart
from elzmodel.partners import PartnerKind
from elzmodel.values import Answer, columns
from elzmodel.values.numbers import items_of
from elzmodel.values.text import Suggestions, said, term

__all__ = [
    "NotStated",
    "ResponseBound",
    "Settled",
    "SurveyQuestion",
    "TieBound",
    "Unstated",
    "not_stated",
    "response_bounds",
    "survey_form",
    "tie_bounds",
]


class Unstated(Enum):
    """What may not be stated of a partner, or of a venue."""

    TAKING_PART = "where it takes part"
    AREA = "where it works"
    MEMBERS = "who they are"
    CLUSTER = "its cluster"
    DAYS = "since when"
    PARTNERS = "who takes part"
    OTHERS = "who else takes part"


_QUESTIONS = {
    Unstated.TAKING_PART: said(
        "In which bodies, projects, actions and gatherings does it take part, and as what?"
    ),
    Unstated.AREA: said("Which municipalities does it serve?"),
    Unstated.MEMBERS: said("Which organisations are they, one by one?"),
    Unstated.CLUSTER: said("To which cluster does it belong?"),
    Unstated.DAYS: said("Since when does it take part, and until when?"),
    Unstated.PARTNERS: said("Which partners take part?"),
    Unstated.OTHERS: said("Which other partners take part?"),
}


@columns(
    "what", "count", "of", "question", labels={"what": "not stated", "count": "partners or venues"}
)
@frozen
class NotStated:
    """Of how many partners, or venues, something is not stated, and what to ask."""

    what: Unstated
    count: int
    of: int
    question: str


@columns(
    "asked", "about", "what", "question", "answer", labels={"what": "not stated", "asked": "ask"}
)
@frozen(kw_only=True)
class SurveyQuestion:
    """A question that would have to be asked, and room for its answer.

    *asked* is the partner; or the zone, of a venue of which it is not stated who
    takes part. *node* is what it is about, in the graph.
    """

    node: str
    asked: str
    about: str
    what: Unstated
    question: str
    answer: str = ""


def survey_form(met: nx.Graph[Any]) -> Answer[SurveyQuestion]:
    """Return what would have to be asked to know more, one row a question.

    Of each partner but the coordinator: where it takes part, where it works, who
    they are if they are a group, its cluster, and since when, if no day of any of
    it is stated. Of each venue: who takes part, where nobody is listed, and who
    else, where the list is not complete. What a list of attendance is not about,
    such as where partners work, is not asked.

    Args:
        met: A two-mode graph, of `affiliation_graph` or `attendance_graph`.

    Raises:
        InvalidValueError: If it is no two-mode graph.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.networks import affiliation_graph
        >>> form = survey_form(affiliation_graph(elz.dossier("haspengouw")))
        >>> [row.question for row in form.where(node="vivel")]  # doctest: +NORMALIZE_WHITESPACE
        ['Which municipalities does it serve?', 'To which cluster does it belong?',
         'Since when does it take part, and until when?']
    """
    return _form(_questions(met))


def areas_form(ties: nx.Graph[Any], partners: Iterable[str]) -> Answer[SurveyQuestion]:
    """Return the question where partners work, those with most ties first."""
    most_first = sorted(partners, key=lambda partner: (-len(ties[partner]), partner))
    return _form(_asked(ties, partner, Unstated.AREA) for partner in most_first)


def _form(questions: Iterable[SurveyQuestion]) -> Answer[SurveyQuestion]:
    return Answer(
        title=said("What would have to be asked"),
        rows=tuple(questions),
        notes=(said("Whoever does not answer is not without ties: see the bounds."),),
        row_type=SurveyQuestion,
    )


def _asked(graph: nx.Graph[Any], partner: str, what: Unstated) -> SurveyQuestion:
    name = label_of(graph, partner)
    return SurveyQuestion(
        node=partner, asked=name, about=name, what=what, question=_QUESTIONS[what]
    )


def not_stated(met: nx.Graph[Any]) -> Answer[NotStated]:
    """Return what is not stated of partners and venues, counted, with what to ask.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.networks import affiliation_graph
        >>> found = not_stated(affiliation_graph(elz.dossier("haspengouw")))
        >>> found[0].what.value, found[0].count, found[0].of
        ('where it takes part', 11, 27)
    """
    asked = [each.what for each in _questions(met)]
    those = len(_asked_partners(met)), len(venues_in(met))
    return Answer(
        title=said("What is not stated"),
        rows=tuple(
            NotStated(what, asked.count(what), those[what in _OF_VENUES], question)
            for what, question in _QUESTIONS.items()
            if what in asked
        ),
        notes=() if asked else (said("Nothing that a report needs."),),
        row_type=NotStated,
    )


_OF_VENUES = {Unstated.PARTNERS, Unstated.OTHERS}
_SEVERAL = {PartnerKind.GROUP.value, PartnerKind.ZONES.value}


def _asked_partners(met: nx.Graph[Any]) -> tuple[str, ...]:
    return tuple(p for p in partners_in(met) if not met.nodes[p].get("coordinator"))


def _questions(met: nx.Graph[Any]) -> Iterator[SurveyQuestion]:
    check_mode(met, Mode.TWO, "survey_form")
    for partner in _asked_partners(met):
        yield from (_asked(met, partner, what) for what in _unstated_of(met, partner))
    for venue in venues_in(met):
        described = met.nodes[venue]
        is_listed = described.get("listed", True)
        if described.get("open") or not is_listed:
            what = Unstated.OTHERS if is_listed else Unstated.PARTNERS
            yield SurveyQuestion(
                node=venue,
                asked=described.get("zone", ""),
                about=label_of(met, venue),
                what=what,
                question=_QUESTIONS[what],
            )


def _unstated_of(met: nx.Graph[Any], partner: str) -> Iterator[Unstated]:
    described = met.nodes[partner]
    spells = [each or () for *_, each in met.edges(partner, data="spells")]
    if not spells:
        yield Unstated.TAKING_PART
    if met.graph.get("zones") and not described.get("placed"):
        yield Unstated.AREA
    if described.get("kind") in _SEVERAL:
        yield Unstated.MEMBERS
    if not described.get("clusters"):
        yield Unstated.CLUSTER
    is_dated = any(spell.start or spell.until for each in spells for spell in each if spell)
    if spells and met.graph.get("zones") and not is_dated:
        yield Unstated.DAYS


class Settled(Enum):
    """Whose answers settle whether a pair is tied."""

    BOTH = "both"
    """Each says where it was itself: a pair is known where both answered."""
    EITHER = "one of the two"
    """Each names with whom it works: a pair is known where one of the two answered."""


@columns("measure", "value", "low", "high", labels={"low": "at least", "high": "at most"})
@frozen
class ResponseBound:
    """A measure of the ties that are recorded, and what it may be of all."""

    measure: str
    value: float | None
    low: float | None
    high: float | None


@columns(labels={"most": "at most"})
@frozen
class TieBound:
    """How many ties a partner has that are recorded, and at most, and whether it answered."""

    partner: str
    answered: bool
    ties: int
    most: int


class _Response:
    """Who answered, and how many pairs are unknown: neither tied nor known not to be.

    *silent* are those that did not answer, *unknown* counts such pairs for each node.
    """

    def __init__(
        self,
        graph: nx.Graph[Any],
        answered: Iterable[str] | None,
        settled: Settled,
        pivots: int | None = None,
    ) -> None:
        require_one_of("settled", settled, [*Settled])
        self.graph, self.settled, self.pivots = graph, settled, pivots
        self.silent = set(_silent(graph, answered))
        self.unknown = {node: self._unknown(node) for node in graph}
        self.ties = graph.number_of_edges()
        self.pairs = sum(self.unknown.values()) // 2

    def _unknown(self, node: Node) -> int:
        near = self.graph[node].keys()
        if node in self.silent and self.settled is Settled.BOTH:
            return len(self.graph) - 1 - len(near)
        if node in self.silent or self.settled is Settled.BOTH:
            return len(self.silent - near - {node})
        return 0

    def is_open(self, one: Node, other: Node) -> bool:
        """Tell whether a pair would be unknown if it were not tied."""
        silent = (one in self.silent) + (other in self.silent)
        return silent > (self.settled is Settled.EITHER)

    def filled(self) -> nx.Graph[Any]:
        """Return the graph in which every pair of those that are silent is tied."""
        found = nx.Graph(self.graph)
        found.add_edges_from(combinations(self.silent, 2))
        return found

    def pieces(self) -> list[int]:
        """Return the sizes of the pieces that would be left with every unknown pair tied."""
        if self.settled is Settled.BOTH:
            return [len(self.graph)]
        parts = [*nx.connected_components(self.graph)]
        apart = [len(part) for part in parts if part.isdisjoint(self.silent)]
        return [len(self.graph) - sum(apart), *apart]


def _silent(graph: nx.Graph[Any], answered: Iterable[str] | None) -> Iterator[Node]:
    if answered is None:
        yield from (node for node, status in graph.nodes(data="status") if status == "unknown")
        return
    refuse_strangers(graph, answered := [*names_of(answered)])
    given = {*answered}
    yield from (node for node in graph if node not in given)


def names_of(answered: Iterable[str]) -> Iterable[str]:
    """Return who answered; a single text would fall into letters.

    Raises:
        InvalidValueError: If it is one text.
    """
    if isinstance(answered, str):
        raise InvalidValueError("value for answered", answered, "a list of partners")
    return answered


def refuse_strangers(graph: nx.Graph[Any], answered: Iterable[str]) -> None:
    """Refuse who answered and is no partner.

    Raises:
        UnknownIdError: If somebody is neither in the graph nor left out of it.
    """
    for partner in sorted({*answered} - {*graph, *graph.graph.get("left_out", ())}, key=str):
        near = Suggestions(str(partner), [*map(str, graph)])
        raise UnknownIdError("partner", str(partner), near)


@takes(mode=Mode.ONE, groups=True)
def response_bounds(
    graph: nx.Graph[Any],
    groups: Groups = "clusters",
    *,
    answered: Iterable[str] | None = None,
    settled: Settled = Settled.BOTH,
    pivots: int | None = None,
) -> Answer[ResponseBound]:
    """Return what measures may be, since some partners did not answer.

    The ties of those who did not answer are unknown, apart from those that are
    recorded. Density, fragmentation, the E-I index and multiplexity reach their
    bounds where all such pairs are tied, or those that count; degree
    centralisation reaches the upper one, and cannot go under the lower.

    Args:
        graph: Who works with whom.
        groups: The attribute that holds a node's group or groups, or a mapping.
        answered: Who answered; by default all but those of whom nothing is recorded.
        settled: Whose answers settle whether a pair is tied.
        pivots: From how many partners distances are estimated; they are measured by default.

    Raises:
        UnknownIdError: If somebody who answered is not in the graph.
        InvalidValueError: If *pivots* is under 1.

    Example:
        >>> import networkx as nx
        >>> sides = {"a": "care", "b": "care", "c": "welfare"}
        >>> ties = nx.Graph([("a", "b")])
        >>> ties.add_node("c")
        >>> density_of = response_bounds(ties, sides, answered=["a", "b"])[0]
        >>> density_of.measure, density_of.low, density_of.high
        ('density', 0.3333333333333333, 1.0)
    """
    response = _Response(graph, answered, settled, pivots)
    bounds = [*_bounds(response, groups)]
    rows = [ResponseBound(term(found.name), *bound) for found, bound in bounds]
    undefined = [
        said(UNDEFINED, measure=term(found.name), reason=term(found.reason))
        for found, _ in bounds
        if not found.is_defined
    ]
    drawn = sample_of(graph, pivots, 0)
    return Answer(
        title=said("Bounds, since not everybody answered"),
        rows=tuple(rows),
        notes=(
            said(
                "{n} of {of} partners did not answer: {pairs} {pairs:pair|pairs} may be tied.",
                n=len(response.silent),
                of=len(graph),
                pairs=response.pairs,
            ),
            said("The E-I index is about partners of whom the group is known."),
            said("A pair is known where both answered.")
            if settled is Settled.BOTH
            else said("A pair is known where one of the two answered (Stork and Richards 1992)."),
            "" if drawn is None else said(_NEAR, how=how_estimated(graph, drawn, 0)),
            *undefined,
        ),
        row_type=ResponseBound,
    )


_NEAR = "Distances are {how}."

_Bounds = tuple[float | None, float | None, float | None]


def _bounds(of: _Response, groups: Groups) -> Iterator[tuple[Measurement, _Bounds]]:
    """Yield each measure, with its value as recorded, at least and at most."""
    for measure, bound in _BOUNDED.items():
        found = measured(measure, of.graph, pivots=of.pivots)
        value = found.value
        if value is None or not of.pairs:
            yield found, (value, value, value)
        else:
            yield found, (value, *bound(of, value))
    found = ei_index(of.graph, groups)
    yield found, (found.value, *_ei(of, groups))
    if all("layers" in data for *_, data in of.graph.edges(data=True)):
        found = multiplexity(of.graph)
        yield found, (found.value, *_multiplexity(of))


def _density(of: _Response, value: float) -> tuple[float, float]:
    return value, (of.ties + of.pairs) / comb(len(of.graph), 2)


def _fragmentation(of: _Response, value: float) -> tuple[float | None, float]:
    return share_apart(of.pieces()), value


def _distances(of: _Response, value: float) -> tuple[float | None, float]:
    if of.settled is Settled.EITHER:
        return distance_weighted_fragmentation(of.filled(), pivots=of.pivots).value, value
    near = (of.ties + of.pairs) / comb(len(of.graph), 2)
    # Whoever is silent may be tied with all, so that nobody is further than two steps.
    return 1 - (near + (1 - near) / 2), value


def _centralisation(of: _Response, value: float) -> tuple[float, float]:
    """Return the bounds of how unequal degrees are.

    It is highest where one node has all of its unknown ties and there are no others. It
    cannot be lower than where every node gets what it lacks of the present highest degree.
    """
    degrees, count = dict(of.graph.degree()), len(of.graph)
    most, whole = (count - 1) * (count - 2), sum(degrees.values())
    top = max(degrees.values())
    gained = sum(min(of.unknown[node], top - degree) for node, degree in degrees.items())
    high = max(
        (count * max(degree + of.unknown[node], top) - whole - 2 * of.unknown[node]) / most
        for node, degree in degrees.items()
    )
    return max(0.0, (count * top - whole - gained) / most), max(high, value)


def measured(
    measure: Callable[[nx.Graph[Any]], Measurement], graph: nx.Graph[Any], *, pivots: int | None
) -> Measurement:
    """Return a measure of a graph; one that is about distances from some nodes, if it is asked."""
    if measure is distance_weighted_fragmentation:
        return distance_weighted_fragmentation(graph, pivots=pivots)
    return measure(graph)


_BOUNDED: dict[
    Callable[[nx.Graph[Any]], Measurement],
    Callable[[_Response, float], tuple[float | None, float | None]],
] = {
    density: _density,
    fragmentation: _fragmentation,
    distance_weighted_fragmentation: _distances,
    degree_centralisation: _centralisation,
}


def _ei(of: _Response, groups: Groups) -> tuple[float | None, float | None]:
    sets = group_sets(of.graph, groups)
    ties = [
        (sets[one].isdisjoint(sets[other]), of.is_open(one, other))
        for one, other in of.graph.edges()
        if one in sets and other in sets
    ]
    outside = sum(is_outside for is_outside, _ in ties)
    inside = len(ties) - outside
    silent = {node: names for node, names in sets.items() if node in of.silent}
    settled = {node: names for node, names in sets.items() if node not in of.silent}
    if of.settled is Settled.BOTH:
        alike = alike_pairs(sets) - alike_pairs(settled)
        pairs = comb(len(sets), 2) - comb(len(settled), 2)
    else:
        alike, pairs = alike_pairs(silent), comb(len(silent), 2)
    open_outside = sum(is_outside and is_open for is_outside, is_open in ties)
    open_inside = sum(is_open for _, is_open in ties) - open_outside
    more_inside, more_outside = alike - open_inside, pairs - alike - open_outside
    least = _share(outside, inside + more_inside, 1.0 if more_outside else None)
    return least, _share(outside + more_outside, inside, -1.0 if more_inside else None)


def _share(outside: int, inside: int, otherwise: float | None) -> float | None:
    whole = outside + inside
    return (outside - inside) / whole if whole else otherwise


def _multiplexity(of: _Response) -> tuple[float | None, float | None]:
    if why_not_multiplex(of.graph):
        return None, None
    ties = [
        (len(items_of(data["layers"])) > 1, of.is_open(one, other))
        for one, other, data in of.graph.edges(data=True)
    ]
    sturdy = sum(is_sturdy for is_sturdy, _ in ties)
    may_be = sum(is_open and not is_sturdy for is_sturdy, is_open in ties)
    whole = of.ties + of.pairs
    return (sturdy / whole, (sturdy + may_be + of.pairs) / whole) if whole else (None, None)


@takes(mode=Mode.ONE)
def tie_bounds(
    graph: nx.Graph[Any],
    *,
    answered: Iterable[str] | None = None,
    settled: Settled = Settled.BOTH,
) -> Answer[TieBound]:
    """Return how many ties each partner has at least and at most, the least certain first.

    Raises:
        UnknownIdError: If somebody who answered is not in the graph.

    Example:
        >>> import networkx as nx
        >>> ties = nx.Graph([("a", "b"), ("b", "c")])
        >>> [(row.partner, row.ties, row.most) for row in tie_bounds(ties, answered=["b", "c"])]
        [('a', 1, 2), ('c', 1, 2), ('b', 2, 2)]
    """
    response = _Response(graph, answered, settled)
    degrees = dict(graph.degree())
    rows = sorted(graph, key=lambda node: (-response.unknown[node], str(node)))
    return Answer(
        title=said("Ties of each partner, at least and at most"),
        rows=tuple(
            TieBound(
                label_of(graph, node),
                node not in response.silent,
                degrees[node],
                degrees[node] + response.unknown[node],
            )
            for node in rows
        ),
        row_type=TieBound,
    )
