"""A report on a network: its measures as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Any

import networkx as nx
from attrs import evolve, field, frozen

from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.networks.affiliation import (
    STATUTORY,
    affiliation_graph,
    listed_at,
    partners_in,
    projection,
    venues_in,
    without_coordinator,
    without_statutory,
)
from elzmodel.networks.bridging import betweenness
from elzmodel.networks.brokers import (
    MeetingPlace,
    VenueBroker,
    brokerage,
    effective_size,
    two_mode_brokerage,
    two_mode_brokers,
)
from elzmodel.networks.centrality import (
    closeness,
    core_number,
    degree,
    degree_centralisation,
    density,
    distance_weighted_fragmentation,
    strength,
)
from elzmodel.networks.cohesion import two_mode_clustering
from elzmodel.networks.comparisons import multiplexity
from elzmodel.networks.divisions import communities, group_agreement, group_table
from elzmodel.networks.graph_kinds import Mode, check_mode
from elzmodel.networks.measurement import (
    SAME_GRAPH,
    Estimates,
    Measurement,
    Node,
    Scores,
    group_labels,
    label_of,
    told,
)
from elzmodel.networks.mixing import GroupTies, ei_by_group, ei_index, mixing_table
from elzmodel.networks.pieces import (
    cut_partners,
    falls_loose,
    fragmentation,
    fragmentation_loss,
    loose_without,
)
from elzmodel.networks.surveys import (
    NotStated,
    ResponseBound,
    SurveyQuestion,
    measured,
    names_of,
    not_stated,
    refuse_strangers,
    response_bounds,
    survey_form,
)
from elzmodel.values import Answer, Cell, Day, Period, Table, columns
from elzmodel.values.cards import Card, Held
from elzmodel.values.text import Said, Suggestions, said, short, term

__all__ = ["NetworkReport", "network_report"]

_WAYS = said("Without statutory seats and without the zone's own coordinator.")
_NEUTRAL = said(
    "Centralisation is neither good nor bad in itself: a lead organisation may be a choice. "
    "Hold it against what the council wants."
)

_WITH_LEADER = said("Without statutory seats, and with the zone's own coordinator.")
_LOSS = said("Loss: how much more of the pairs could not reach each other (F(G-v) - F(G)).")
_NOTHING = said("nothing is recorded of where anybody takes part")
_UNKNOWN = "Of {n} of {of} partners nothing is recorded, without seats and coordinator."

_COMMUNITIES = "Communities: groups with more ties among each other than chance gives."
_NO_COMMUNITIES = (
    "Communities of more than {n:number} partners take long, and are looked for on request only."
)
_RAND = "Agreement with the clusters: {rand} (adjusted Rand index; 1 the same, 0 by chance)."

_BROKER_NOTES = (
    said(
        "Pairs that are tied with the broker and not with each other, by where the two come from."
    ),
    said("Boundary: one of the broker's own cluster with one of another; each pair counts once."),
)

_MORE_BROKERS = (
    "Of each cluster the {most:number} with most paths; "
    "{n} {n:other brokers|others broker} as well."
)

_MEANINGS: dict[Callable[[nx.Graph[Any]], Measurement], str] = {
    density: said("how much of the possible collaboration is recorded"),
    fragmentation: said("share of pairs that cannot reach each other"),
    distance_weighted_fragmentation: said("the same, with long detours counted in part"),
    degree_centralisation: said(
        "how far the ties hang on one partner; neither good nor bad in itself"
    ),
    ei_index: said("whether ties go outside the clusters (1) or stay inside (-1)"),
    multiplexity: said("share of ties that are of two kinds or more"),
}


@columns("what", "value", "expected", "meaning", labels={"expected": "by chance"})
@frozen
class Headline:
    """One line about the network as a whole, with what chance would give."""

    what: str
    value: float | None
    meaning: str
    expected: float | None = None

    @classmethod
    def of(cls, found: Measurement, meaning: str) -> Headline:
        """Return the line of a measure, with what it means or why it is undefined."""
        if found.value is None:
            why = term(found.reason)
            meaning = said("{meaning}; undefined, {why}", meaning=meaning, why=why)
        if found.spread is not None:
            meaning = said(
                "{meaning}; estimated, with a standard error of {spread:number}",
                meaning=meaning,
                spread=round(found.spread, 3),
            )
        return cls(term(found.name), _rounded(found.value), meaning, _rounded(found.expected))


@columns(labels={"seats": "statutory seats", "critical": "single points of failure"})
@frozen
class Variant:
    """One way of looking: with or without statutory seats, and the coordinator.

    *critical* is how many partners are single points of failure. Where nothing is recorded
    of where anybody takes part there are no figures, not zeros.
    """

    seats: bool
    coordinator: bool
    partners: int
    ties: int
    density: float | None
    fragmentation: float | None
    centralisation: float | None
    critical: int | None


@columns("partner", "loss", "loose", labels={"loose": "falls loose"})
@frozen
class Loss:
    """What the network loses without one partner, and who then falls loose."""

    partner: str
    loss: float | None
    loose: tuple[str, ...]


@columns(labels={"error": "±"})
@frozen
class Participant:
    """Where one partner stands; *error* is the spread of an estimated betweenness."""

    partner: str
    clusters: tuple[str, ...]
    status: str
    venues: int
    ties: float | None
    strength: float | None
    closeness: float | None
    core: float | None
    effective_size: float | None
    betweenness: float | None
    error: float | None = None


@frozen
class KnownGap:
    """Who is alone, or what is not recorded, and why."""

    what: str
    name: str
    why: str


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


_Loose = tuple[tuple[Node, ...], ...]


def _named(graph: nx.Graph[Any], groups: _Loose) -> tuple[str, ...]:
    return tuple(" + ".join(label_of(graph, node) for node in group) for group in groups)


def _loss(graph: nx.Graph[Any], node: Node, loss: Scores, loose: _Loose) -> Loss:
    return Loss(label_of(graph, node), _rounded(loss[node]), _named(graph, loose))


_WHY = {
    "alone": said("took part, but nobody else is listed there"),
    "unknown": said("named, but nothing is recorded of where it takes part"),
    "unlisted": said("no partner is listed; who took part is unknown"),
    "open": said("the list of partners is not complete"),
}


_EXACT_UP_TO = 1_000
"""Up to how many partners it takes seconds to follow all shortest paths."""
_NEAR_UP_TO = 5_000
"""Up to how many partners it takes seconds to measure all distances."""
_PIVOTS = 100
_TOP = 10
_SURE = "Certain to be among the ten with the highest betweenness: {sure:list}."
_NOT_SURE = "Of nobody it is certain to be among the ten with the highest betweenness."


_UNDATED = (
    "Of {n} of {of} venues with partners no day is stated: {n:it counts|they count} on every day."
)
_OUTSIDE = "{n} {n:row|rows} of the list {n:is|are} of another day."


def _is_dated(met: nx.Graph[Any], venue: str) -> bool:
    """Tell whether a day is stated of a venue, or of somebody at it."""
    spells = [*(met.nodes[venue].get("spells") or ())]
    spells += [each for *_, held in met.edges(venue, data="spells") for each in held or ()]
    return any(each is not None and (each.start or each.until) for each in spells)


@frozen(eq=False, slots=False)
class _Way:
    """One way of looking: who is at which venue, who is tied by that, and what it comes to."""

    met: nx.Graph[Any]

    @cached_property
    def graph(self) -> nx.Graph[Any]:
        """Who works with whom."""
        return projection(self.met)

    @cached_property
    def figures(self) -> dict[str, Any]:
        """What a row says of it, by column; no more than counts where nothing is recorded."""
        graph = self.graph
        counts = {"partners": len(graph), "ties": graph.number_of_edges()}
        if not self.is_recorded:
            return counts | dict.fromkeys(
                ("density", "fragmentation", "centralisation", "critical")
            )
        return counts | {
            "density": _rounded(density(graph).value),
            "fragmentation": _rounded(fragmentation(graph).value),
            "centralisation": _rounded(degree_centralisation(graph).value),
            "critical": len(cut_partners(graph)),
        }

    @property
    def unknown(self) -> int:
        """Of how many partners nothing is recorded."""
        return sum(status == "unknown" for _, status in self.graph.nodes(data="status"))

    @property
    def is_recorded(self) -> bool:
        """Whether it is recorded of anybody where it takes part, or there is nobody."""
        return self.unknown < len(self.graph) or not self.graph

    def without_statutory(self) -> _Way:
        """Return the way without statutory seats; itself where there are none."""
        ties = self.met.edges(data="statutory")
        if not STATUTORY.isdisjoint(self.met.graph["layers"]) or any(alone for *_, alone in ties):
            return _Way(without_statutory(self.met))
        return self

    def without_coordinator(self) -> _Way:
        """Return the way without the zone's own coordinator; itself where none is named."""
        is_led = any(is_it for _, is_it in self.met.nodes(data="coordinator"))
        return _Way(without_coordinator(self.met)) if is_led else self


@frozen(kw_only=True)
class NetworkReport(Held):
    """What a network looks like as a whole, as a network and for each partner.

    The three levels are those of Provan and Milward (2001). All is said of the
    network without statutory seats and without the zone's own coordinator,
    unless a table says otherwise; `variants` sets the four ways of looking
    side by side. *met* is the two-mode graph with everything in it. What is
    not recorded stands in `gaps`, apart from who is alone.

    What is not stated comes first, with what would have to be asked. *answered*
    are the partners that answered; ``None`` for all but those of whom nothing is
    recorded. The ties of others are unknown, and `bounds` says what that leaves
    open.

    *pivots* is the number of partners from which betweenness is estimated, and
    beyond 5,000 partners distances too; ``None`` for exact values.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> fair = [(partner, "fair") for partner in ("caw", "logo", "ocmw")]
        >>> report = network_report(attendance_graph([*fair, ("ocmw", "duo"), ("cgg", "duo")]))
        >>> [row.partner for row in report.critical()]
        ['ocmw']
    """

    met: nx.Graph[Any] = field(eq=SAME_GRAPH, hash=False)
    title: str
    pivots: int | None = None
    answered: tuple[str, ...] | None = None

    @property
    def graph(self) -> nx.Graph[Any]:
        """Who works with whom, without statutory seats and without the coordinator."""
        return self.variant(statutory=False, coordinator=False)

    def variant(self, *, statutory: bool, coordinator: bool) -> nx.Graph[Any]:
        """Return who works with whom, with or without seats and the coordinator."""
        return self._ways[statutory, coordinator].graph

    @cached_property
    def _ways(self) -> dict[tuple[bool, bool], _Way]:
        """The ways of looking, by seats and coordinator; the same where nothing is left out."""
        every = _Way(self.met)
        plain = every.without_statutory()
        led = every.without_coordinator()
        return {
            (True, True): every,
            (True, False): led,
            (False, True): plain,
            (False, False): led if plain is every else plain.without_coordinator(),
        }

    @property
    def _plain(self) -> nx.Graph[Any]:
        """Who is at which venue, without statutory seats and without the coordinator."""
        return self._ways[False, False].met

    @property
    def _led(self) -> _Way:
        """The way of looking without statutory seats, with the coordinator."""
        return self._ways[False, True]

    def not_stated(self) -> Answer[NotStated]:
        """Return what is not stated, counted, with what would have to be asked."""
        return not_stated(self.met)

    def survey_form(self) -> Answer[SurveyQuestion]:
        """Return what would have to be asked to know more, one row a question."""
        return survey_form(self.met)

    def bounds(self) -> Answer[ResponseBound]:
        """Return what measures may be, since some partners did not answer."""
        return response_bounds(self.graph, answered=self.answered, pivots=self._near_pivots)

    def headline(self) -> Answer[Headline]:
        """Return the network in a dozen lines, each with what it means."""
        states = Counter(self.graph.nodes[node]["status"] for node in self.graph)
        listed = Counter(self.met.nodes[venue]["listed"] for venue in venues_in(self.met))
        rows = [
            Headline(said("partners"), len(self.graph), said("named, without the coordinator")),
            Headline(
                said("tied"),
                states["tied"],
                said("work with another partner, as far as is recorded"),
            ),
            Headline(said("alone"), states["alone"], said("took part where nobody else is listed")),
            Headline(
                said("unknown"),
                states["unknown"],
                said("nothing is recorded of where they take part"),
            ),
            Headline(
                said("venues with partners"),
                listed[True],
                said("bodies, actions, projects and gatherings, statutory ones too"),
            ),
            Headline(
                said("venues without"),
                listed[False],
                said("nobody is listed; who took part is unknown"),
            ),
            Headline(
                said("ties"), len(self.graph.edges), said("pairs of partners that share a venue")
            ),
        ]
        for measure, meaning in _MEANINGS.items():
            found = measured(measure, self.graph, pivots=self._near_pivots)
            if found.is_defined and not self._ways[False, False].is_recorded:
                found = evolve(found, value=None, reason=_NOTHING)
            rows.append(Headline.of(found, meaning))
        again = two_mode_clustering(self._plain)
        rows.append(Headline.of(again, said("how often two that met at one venue meet at another")))
        partial = said("Not everybody answered: the bounds say what these may be.")
        many = self.graph.edges and not self._is_divisible
        notes = (
            partial if self.is_partial else "",
            *self._undated(),
            _WAYS,
            _NEUTRAL,
            said(_NO_COMMUNITIES, n=_EXACT_UP_TO) if many else "",
        )
        return Answer(title=self.title, rows=tuple(rows), notes=notes)

    def _undated(self) -> Iterator[Said]:
        """Say what of another day is left out of a day or a period, and what may be of another."""
        met = self._plain
        if met.graph.get("day") is None and met.graph.get("period") is None:
            return
        venues = [v for v in venues_in(met) if met.nodes[v]["listed"]]
        undated = [v for v in venues if not _is_dated(met, v)]
        if undated:
            yield said(_UNDATED, n=len(undated), of=len(venues))
        if met.graph.get("outside"):
            yield said(_OUTSIDE, n=met.graph["outside"])

    @property
    def is_partial(self) -> bool:
        """Whether the ties of somebody are unknown."""
        states = self.graph.nodes(data="status")
        if self.answered is None:
            return any(status == "unknown" for _, status in states)
        return not self.graph.nodes <= {*self.answered}

    @property
    def _near_pivots(self) -> int | None:
        """From how many partners distances are estimated: from none where all can be measured."""
        return self.pivots if len(self.graph) > _NEAR_UP_TO else None

    def variants(self) -> Answer[Variant]:
        """Return four ways of looking: with and without seats and the coordinator."""
        rows = [
            Variant(seats=seats, coordinator=leader, **self._ways[seats, leader].figures)
            for seats, leader in product((False, True), repeat=2)
        ]
        notes = (*self._unknown(), _NEUTRAL)
        return Answer(title=said("Four ways of looking"), rows=tuple(rows), notes=notes)

    def _unknown(self) -> Iterator[Said]:
        """Say of how many partners nothing is recorded."""
        way = self._ways[False, False]
        if way.unknown:
            yield said(_UNKNOWN, n=way.unknown, of=len(way.graph))

    def clusters(self) -> Answer[GroupTies]:
        """Return for each cluster whether its ties go outside, beside chance."""
        return ei_by_group(self.graph)

    def mixing(self) -> Table:
        """Return the ties within and between clusters."""
        return mixing_table(self.graph)

    @property
    def _is_divisible(self) -> bool:
        """Whether there are communities to find, and within seconds."""
        return bool(self.graph.edges) and len(self.graph) <= _EXACT_UP_TO

    def communities(self) -> Table:
        """Return how many of each cluster are in each group that the ties themselves make."""
        found = communities(self.graph).groups
        rand, _ = group_agreement(self.graph, other=found)
        agreement = said(_RAND, rand=f"{rand.value:.2f}") if rand.value is not None else ""
        table = group_table(self.graph, other=found)
        notes = (said(_COMMUNITIES), agreement, *table.notes)
        return evolve(table, title=said("Clusters by community"), notes=notes)

    def brokers(self, *, most: int = 3) -> Table:
        """Return for each cluster who links others that are not tied."""
        found = brokerage(self.graph)
        labels = group_labels(self.graph, "clusters")
        shown: list[tuple[Cell, ...]] = []
        more = 0
        for cluster in sorted(set(labels.values())):
            every = [node for node in found.brokers() if labels[node] == cluster]
            inside, more = every[:most], more + len(every[most:])
            shown += [
                (cluster, label_of(self.graph, node), *found.counts(found[node])) for node in inside
            ]
            if not inside:
                shown.append((cluster, said("nobody"), *found.counts(Counter())))
        notes = [*_BROKER_NOTES]
        if found.left_out:
            notes.append(
                said(
                    "Without {n} {n:partner|partners} of whom no cluster is known.",
                    n=found.left_out,
                )
            )
        if more:
            notes.append(said(_MORE_BROKERS, most=most, n=more))
        columns = found.columns("cluster", "broker")
        return Table(said("Brokers per cluster"), columns, shown, tuple(notes))

    def venues(self) -> Answer[MeetingPlace]:
        """Return which venues bring clusters together."""
        return two_mode_brokerage(self._plain)

    def venue_brokers(self) -> Answer[VenueBroker]:
        """Return which partners bring venues together."""
        return two_mode_brokers(self._plain)

    def critical(self) -> Answer[Loss]:
        """Return the single points of failure: without whom others fall loose."""
        loss, loose = fragmentation_loss(self.graph), loose_without(self.graph)
        worst_first = sorted(loose, key=lambda node: (-(loss[node] or 0), str(node)))
        return Answer(
            title=said("Single points of failure"),
            rows=tuple(_loss(self.graph, node, loss, loose[node]) for node in worst_first),
            notes=(
                *self._unknown(),
                _WAYS,
                _LOSS,
            ),
            row_type=Loss,
        )

    def coordinator(self) -> Answer[Loss]:
        """Return what falls loose without the zone's own coordinator."""
        met = self._led.met
        leaders = sorted(node for node, is_it in met.nodes(data="coordinator") if is_it)
        graph = self._led.graph if leaders else nx.Graph()
        loss = fragmentation_loss(graph)
        return Answer(
            title=said("Without the zone's own coordinator"),
            rows=tuple(_loss(met, node, loss, falls_loose(graph, node)) for node in leaders),
            notes=(
                said("Without statutory seats.") if leaders else said("No coordinator is named."),
                _LOSS if leaders else "",
            ),
            row_type=Loss,
        )

    def without(self, partner: str) -> Table:
        """Return what falls loose without one partner, the coordinator included.

        Raises:
            UnknownIdError: If the network has no such partner.
        """
        met, graph = self._led.met, self._led.graph
        if partner not in graph:
            raise UnknownIdError("partner", partner, Suggestions(partner, [str(n) for n in graph]))
        ties = sorted(graph[partner])
        pieces = falls_loose(graph, partner)
        alone = [node for node in ties if set(graph[node]) <= {partner}]
        emptied = [str(label_of(met, v)) for v in sorted(met[partner]) if listed_at(met, v) == 1]
        pairs: list[tuple[str, Cell]] = [
            ("ties lost", len(ties)),
            ("left without any tie", tuple(label_of(met, node) for node in alone)),
            ("falls loose", _named(met, pieces)),
            ("venues left with nobody listed", tuple(emptied)),
            ("loss of fragmentation", _rounded(fragmentation_loss(graph)[partner])),
        ]
        found = Table.of_pairs(said("Without {partner}", partner=label_of(met, partner)), pairs)
        has_led = any(is_it for _, is_it in met.nodes(data="coordinator"))
        return evolve(found, notes=(_WITH_LEADER if has_led else _WAYS, _LOSS))

    def participants(self) -> Answer[Participant]:
        """Return one row a partner: where it stands, those with most strength first.

        Of a partner of whom nothing is recorded there are no figures, not zeros.
        """
        graph = self.graph
        between, strong = betweenness(graph, pivots=self.pivots), strength(graph)
        near = closeness(graph, pivots=self._near_pivots)
        scores = degree(graph), strong, near, core_number(graph), effective_size(graph)
        error = between.spread if isinstance(between, Estimates) else {}
        rows = []
        for node in sorted(graph, key=lambda n: (-(strong[n] or 0), str(n))):
            what = graph.nodes[node]
            head = (label_of(graph, node), what["clusters"], term(what["status"]), what["venues"])
            values = (*(each[node] for each in (*scores, between)), error.get(node))
            if what["status"] == "unknown":
                values = (None,) * len(values)
            rows.append(Participant(*head, *map(_rounded, values)))
        why = between.reason if None in between.values.values() else ""
        how = said("Betweenness: {how}.", how=told(why, between.convention))
        notes = (_WAYS, how, *self._certain(between))
        return Answer(title=said("Partners"), rows=tuple(rows), notes=notes, row_type=Participant)

    def _certain(self, between: Scores) -> Iterator[Said]:
        """Say who is certain to be among the first ten, where values are estimates."""
        if isinstance(between, Estimates):
            sure = [label_of(self.graph, node) for node in between.certain(_TOP)]
            yield said(_SURE, sure=sure) if sure else said(_NOT_SURE)

    def gaps(self) -> Answer[KnownGap]:
        """Return who is alone and, apart from that, what is not known."""
        rows = [
            self._gap("partner", status, label_of(self.graph, node))
            for status in ("alone", "unknown")
            for node, known in sorted(self.graph.nodes(data="status"))
            if known == status
        ]
        for what in (self.met.nodes[venue] for venue in venues_in(self.met)):
            gap = "open" if what["listed"] else "unlisted"
            if what["open"] or not what["listed"]:
                rows.append(self._gap(what["kind"], gap, what["name"]))
        note = said(
            "Alone is a finding about a partner; unknown and unlisted are gaps in what is recorded."
        )
        title = said("Alone, and not known")
        return Answer(title=title, rows=tuple(rows), notes=(note,), row_type=KnownGap)

    def _gap(self, what: str, status: str, name: str) -> KnownGap:
        words = said("{what} {status}", what=term(what), status=term(status))
        return KnownGap(words, name, _WHY[status])

    def tables(self) -> tuple[Table, ...]:
        """Return everything, from the whole to the single partner and what to ask it."""
        return (*self._measured_tables(), self.survey_form().to_table())

    def _measured_tables(self) -> tuple[Table, ...]:
        answers: tuple[Table | Answer[Any], ...] = (
            self.not_stated(),
            self.headline(),
            *([self.bounds()] if self.is_partial else []),
            self.variants(),
            self.clusters(),
            self.mixing(),
            *([self.communities()] if self._is_divisible else []),
            self.brokers(),
            self.venues(),
            self.venue_brokers(),
            self.critical(),
            self.coordinator(),
            self.participants(),
            self.gaps(),
        )
        return tuple(each if isinstance(each, Table) else each.to_table() for each in answers)

    def __repr__(self) -> str:
        """Count who works together."""
        ties = self.graph.number_of_edges()
        return f"<NetworkReport {short(self.title)}: {len(self.graph)} partners, {ties} ties>"

    def to_card(self) -> Card:
        """Return the network, counted, with its tables."""
        counts = (
            ("partners", len(self.graph)),
            ("ties", self.graph.number_of_edges()),
            ("venues", len(venues_in(self.met))),
            ("alone, and not known", len(self.gaps())),
        )
        gaps = [
            said("{what} ({n} of {of})", what=row.what, n=row.count, of=row.of)
            for row in self.not_stated()
        ]
        warnings = [said("Not stated: {gaps:list all}.", gaps=gaps)] if gaps else []
        return Card(
            self.title,
            counts,
            warnings=warnings,
            tables=self._measured_tables(),
            notes=[said(_WAYS)],
        )


def network_report(
    source: Dossier | Iterable[Dossier] | nx.Graph[Any],
    *,
    on: Day | None = None,
    during: Period | None = None,
    mentioned: bool = False,
    pivots: int | None = None,
    answered: Iterable[str] | None = None,
) -> NetworkReport:
    """Return a report on the partners of one or several zones.

    Args:
        source: Dossiers, or a two-mode graph such as `attendance_graph` makes;
            a graph is taken as it is.
        on: The day that is looked at.
        during: The period that is looked at, instead.
        mentioned: Whether those who are only named, served or listening count.
        pivots: From how many partners betweenness is estimated, and beyond
            5,000 partners distances too. By default it is exact for up to 1,000
            partners, and estimated from 100 beyond; estimates say their error.
        answered: The partners that answered, where they were asked; by default all
            but those of whom nothing is recorded.

    Raises:
        UnknownIdError: If somebody who answered is no partner.
        InvalidValueError: If both a day and a period are given, dossiers clash,
            or a graph has no venues.

    Example:
        >>> from elzmodel.dossiers import Dossier
        >>> print(network_report(Dossier(zone_id="haspengouw")).title)
        Collaboration in haspengouw
    """
    met: Any = source
    if isinstance(source, nx.Graph):
        check_mode(source, Mode.TWO, "network_report")
        _refuse_undescribed(source)
    else:
        met = affiliation_graph(source, on=on, during=during, coordinator=True, mentioned=mentioned)
    chosen = pivots
    if pivots is None and len(partners_in(met)) > _EXACT_UP_TO:
        chosen = _PIVOTS
    if answered is not None:
        answered = tuple(names_of(answered))
        refuse_strangers(met, answered)
    return NetworkReport(met=met, title=_title(met), pivots=chosen, answered=answered)


def _refuse_undescribed(met: nx.Graph[Any]) -> None:
    """Refuse a graph that lacks what a report says, or of which a file made lists to texts.

    Raises:
        InvalidValueError: If something is missing; it names one thing that is.
    """
    described: list[tuple[str, set[str], Mapping[str, Any]]]
    described = [(said("the graph itself"), {*_OF_GRAPH}, met.graph)]
    for node, what in met.nodes(data=True):
        described.append((str(node), {*_OF_NODES[what.get("mode") == "venue"]}, what))
    described += [(f"{a}, {b}", {*_OF_TIES}, what) for a, b, what in met.edges(data=True)]
    for about, wanted, what in described:
        lacking = [name for name in sorted(wanted) if name not in what or _is_text(name, what)]
        if lacking:
            expected = said(_WHOLE, about=about, lacking=lacking)
            raise InvalidValueError("graph", str(met), expected)


def _is_text(name: str, what: Mapping[str, Any]) -> bool:
    """Tell whether a list is text, or periods are."""
    listed = what[name]
    if name == "spells":
        return any(isinstance(spell, str) for spell in listed or ())
    return name in _LISTS and isinstance(listed, str)


_OF_GRAPH = ("layers",)
_OF_NODES = ("clusters", "coordinator", "name"), ("kind", "listed", "name", "open")
_OF_TIES = ("kinds", "roles", "spells", "statutory")
_LISTS = {"clusters", "kinds", "layers", "roles"}
_WHOLE = (
    "one as affiliation_graph or attendance_graph makes it, not as a file holds it; "
    "in {about} these are missing, or no lists: {lacking:list all}"
)


def _title(met: nx.Graph[Any]) -> Said:
    return said(
        "Collaboration in {zones:list all}[ on {day}][, {period}][ ({invented})]",
        zones=met.graph.get("zones") or (said("the attendance list"),),
        day=met.graph.get("day"),
        period=met.graph.get("period"),
        invented=said("invented example") if met.graph.get("is_invented") else "",
    )
