"""A report on a network: its measures as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import networkx as nx
from attrs import frozen

from elzmodel.dossiers.dossier import Dossier
from elzmodel.errors import UnknownIdError
from elzmodel.landscape.names import near_names
from elzmodel.networks.affiliation import (
    affiliation_graph,
    venues_in,
    without_coordinator,
    without_statutory,
)
from elzmodel.networks.brokers import brokerage, effective_size, two_mode_brokerage
from elzmodel.networks.centrality import (
    betweenness,
    closeness,
    core_number,
    degree,
    degree_centralisation,
    density,
    distance_weighted_fragmentation,
    strength,
)
from elzmodel.networks.collaboration import _who_is_tied, projection
from elzmodel.networks.comparisons import multiplexity
from elzmodel.networks.measurement import Measurement, group_labels, label_of
from elzmodel.networks.mixing import ei_by_group, ei_index, mixing_table
from elzmodel.networks.robustness import (
    _loose_without,
    cut_partners,
    falls_loose,
    fragmentation,
    fragmentation_loss,
)
from elzmodel.values import Cell, Column, Day, Period, Table

__all__ = [
    "NetworkReport",
    "network_report",
]

_WAYS = "Without statutory seats and without the zone's own coordinator."
_NEUTRAL = (
    "Centralisation is neither good nor bad in itself: a lead organisation may be a choice. "
    "Hold it against what the council wants."
)

_MEANINGS = {
    "density": "how much of the possible collaboration is recorded",
    "fragmentation": "share of pairs that cannot reach each other",
    "distance-weighted fragmentation": "the same, with long detours counted in part",
    "degree centralisation": "how far the ties hang on one partner; neither good nor bad in itself",
    "E-I index": "whether ties go outside the clusters (1) or stay inside (-1)",
    "multiplexity": "share of ties that are of two kinds or more",
}


def headline_table(title: str, met: nx.Graph[Any], graph: nx.Graph[Any]) -> Table:
    """Return the network in a dozen lines."""
    states = Counter(str(graph.nodes[node]["status"]) for node in graph)
    listed = Counter(bool(met.nodes[venue]["listed"]) for venue in venues_in(met))
    rows: list[tuple[Cell, ...]] = [
        ("partners", len(graph), None, "named, without the coordinator"),
        ("tied", states["tied"], None, "work with another partner, as far as is recorded"),
        ("alone", states["alone"], None, "took part where nobody else is listed"),
        ("unknown", states["unknown"], None, "nothing is recorded of where they take part"),
        ("venues with partners", listed[True], None, "bodies, actions, projects and gatherings"),
        ("venues without", listed[False], None, "nobody is listed; who took part is unknown"),
        ("ties", len(graph.edges), None, "pairs of partners that share a venue"),
    ]
    measured = (
        density(graph),
        fragmentation(graph),
        distance_weighted_fragmentation(graph),
        degree_centralisation(graph),
        ei_index(graph),
        multiplexity(graph),
    )
    rows += [_measured(each) for each in measured]
    columns = (
        Column("what"),
        Column("value", "number"),
        Column("expected", "number", label="by chance"),
        Column("meaning"),
    )
    return Table(title, columns, rows, (_WAYS, _NEUTRAL))


def _measured(each: Measurement) -> tuple[Cell, ...]:
    meaning = _MEANINGS[each.name]
    chance = _rounded(each.expected)
    if each.value is None:
        return (each.name, None, chance, f"{meaning}; undefined, {each.reason}")
    return (each.name, _rounded(each.value), chance, meaning)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def variant_table(graphs: Mapping[tuple[bool, bool], nx.Graph[Any]]) -> Table:
    """Return one row for each way of looking."""
    rows = [
        (
            *(seats, leader, len(graph), len(graph.edges)),
            _rounded(density(graph).value),
            _rounded(fragmentation(graph).value),
            _rounded(degree_centralisation(graph).value),
            len(cut_partners(graph)),
        )
        for (seats, leader), graph in graphs.items()
    ]
    columns = (
        Column("seats", label="statutory seats"),
        Column("coordinator"),
        *(Column(name, "number") for name in ("partners", "ties", "density", "fragmentation")),
        Column("centralisation", "number"),
        Column("critical", "number", label="single points of failure"),
    )
    return Table("Four ways of looking", columns, rows, (_NEUTRAL,))


def broker_table(graph: nx.Graph[Any], most: int) -> Table:
    """Return for each cluster who links most pairs that are not tied."""
    found = brokerage(graph)
    labels = group_labels(graph, "clusters")
    shown: list[tuple[Cell, ...]] = []
    for cluster in sorted(set(labels.values())):
        inside = [node for node in found.brokers() if labels[node] == cluster][:most]
        for node in inside:
            roles = [found[node][role] for role in found.roles]
            shown.append((cluster, label_of(graph, node), *roles, sum(roles)))
        if not inside:
            shown.append((cluster, "nobody", *(0 for _ in found.roles), 0))
    columns = (
        Column("cluster"),
        Column("broker"),
        *(Column(role.value, "number") for role in found.roles),
        Column("paths", "number"),
    )
    notes = [
        "Pairs that are tied with the broker and not with each other, by where the two come from.",
        "Boundary: one of the broker's own cluster with one of another; each pair counts once.",
    ]
    if found.left_out:
        notes.append(f"Without {found.left_out} partners of whom no cluster is known.")
    return Table("Brokers per cluster", columns, shown, tuple(notes))


def critical_table(graph: nx.Graph[Any]) -> Table:
    """Return without whom others fall loose, the greatest loss first."""
    loss = fragmentation_loss(graph)
    loose = _loose_without(graph)
    nodes = sorted(loose, key=lambda node: (-(loss[node] or 0), str(node)))
    rows = [
        (label_of(graph, node), _rounded(loss[node]), _named(graph, loose[node])) for node in nodes
    ]
    columns = (Column("partner"), Column("loss", "number"), Column("loose", label="falls loose"))
    notes = (_WAYS, "Loss: how much more of the pairs could not reach each other (F(G-v) - F(G)).")
    return Table("Single points of failure", columns, rows, notes)


def _named(graph: nx.Graph[Any], groups: tuple[tuple[object, ...], ...]) -> tuple[str, ...]:
    return tuple(" + ".join(label_of(graph, node) for node in group) for group in groups)


def coordinator_table(met: nx.Graph[Any]) -> Table:
    """Return what falls loose without each coordinator."""
    leaders = sorted(node for node, is_it in met.nodes(data="coordinator") if is_it)
    graph = _who_is_tied(met) if leaders else nx.Graph()
    loss = fragmentation_loss(graph)
    rows = [
        (label_of(met, node), _rounded(loss[node]), _named(met, falls_loose(graph, node)))
        for node in leaders
    ]
    columns = (
        Column("coordinator"),
        Column("loss", "number"),
        Column("loose", label="falls loose"),
    )
    notes = ("Without statutory seats.",) if rows else ("No coordinator is named.",)
    return Table("Without the zone's own coordinator", columns, rows, notes)


def loss_table(met: nx.Graph[Any], partner: str) -> Table:
    """Return what falls loose without one partner."""
    graph = _who_is_tied(met)
    if partner not in graph:
        raise UnknownIdError("partner", partner, near_names(partner, [str(n) for n in graph]))
    ties = sorted(graph[partner])
    pieces = falls_loose(graph, partner)
    alone = [node for node in ties if set(graph[node]) <= {partner}]
    emptied = [str(label_of(met, v)) for v in sorted(met[partner]) if met.degree[v] == 1]
    pairs: list[tuple[str, Cell]] = [
        ("ties lost", len(ties)),
        ("left without any tie", tuple(label_of(met, node) for node in alone)),
        ("falls loose", _named(met, pieces)),
        ("venues left with nobody listed", tuple(emptied)),
        ("loss of fragmentation", _rounded(fragmentation_loss(graph)[partner])),
    ]
    return Table.of_pairs(f"Without {label_of(met, partner)}", pairs)


def participant_table(graph: nx.Graph[Any], pivots: int | None) -> Table:
    """Return one row a partner, those with most strength first."""
    between = betweenness(graph, pivots=pivots)
    columns_of = (degree(graph), strength(graph), closeness(graph), core_number(graph))
    size = effective_size(graph)
    rows = []
    for node in sorted(graph, key=lambda n: (-(columns_of[1][n] or 0), str(n))):
        what = graph.nodes[node]
        head = (label_of(graph, node), what["clusters"], what["status"], what["venues"])
        figures = [_rounded(each[node]) for each in (*columns_of, size, between)]
        rows.append((*head, *figures))
    columns = (
        Column("partner"),
        Column("clusters"),
        Column("status"),
        Column("venues", "number"),
        *(Column(name, "number") for name in ("ties", "strength", "closeness", "core")),
        Column("effective_size", "number"),
        Column("betweenness", "number"),
    )
    notes = (_WAYS, f"Betweenness: {between.convention}.")
    return Table("Partners", columns, rows, notes)


def gap_table(met: nx.Graph[Any], graph: nx.Graph[Any]) -> Table:
    """Return who is alone and, apart from that, what is not known."""
    rows = [
        (f"partner {status}", label_of(graph, node), _WHY[status])
        for status in ("alone", "unknown")
        for node in sorted(graph)
        if graph.nodes[node]["status"] == status
    ]
    for venue in venues_in(met):
        what = met.nodes[venue]
        if not what["listed"]:
            rows.append((f"{what['kind']} unlisted", what["name"], _WHY["unlisted"]))
        elif what["open"]:
            rows.append((f"{what['kind']} open", what["name"], _WHY["open"]))
    columns = (Column("what"), Column("name"), Column("why"))
    note = "Alone is a finding about a partner; unknown and unlisted are gaps in what is recorded."
    return Table("Alone, and not known", columns, rows, (note,))


_WHY = {
    "alone": "took part, but nobody else is listed there",
    "unknown": "named, but nothing is recorded of where it takes part",
    "unlisted": "no partner is listed; who took part is unknown",
    "open": "the list of partners is not complete",
}


_EXACT_UP_TO = 500
_PIVOTS = 100


@frozen(kw_only=True, eq=False)
class NetworkReport:
    """What a network looks like as a whole, as a network and for each partner.

    The three levels are those of Provan and Milward (2001). All is said of the
    network without statutory seats and without the zone's own coordinator,
    unless a table says otherwise; `variants` sets the four ways of looking
    side by side. *met* is the two-mode graph with everything in it. What is
    not recorded stands in `gaps`, apart from who is alone.

    *pivots* is the number of partners from which betweenness is estimated,
    ``None`` for exact values.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> fair = [(partner, "fair") for partner in ("caw", "logo", "ocmw")]
        >>> report = network_report(attendance_graph([*fair, ("ocmw", "duo"), ("cgg", "duo")]))
        >>> [row[0] for row in report.critical().rows]
        ['ocmw']
    """

    met: nx.Graph[Any]
    title: str
    pivots: int | None = None

    @cached_property
    def graph(self) -> nx.Graph[Any]:
        """Who works with whom, without statutory seats and without the coordinator."""
        return self.variant(statutory=False, coordinator=False)

    def variant(self, *, statutory: bool, coordinator: bool) -> nx.Graph[Any]:
        """Return who works with whom, with or without seats and the coordinator."""
        return projection(self._met(statutory=statutory, coordinator=coordinator))

    def _met(self, *, statutory: bool, coordinator: bool) -> nx.Graph[Any]:
        met = self.met if statutory else without_statutory(self.met)
        return met if coordinator else without_coordinator(met)

    @cached_property
    def _own_venues(self) -> nx.Graph[Any]:
        return self._met(statutory=False, coordinator=False)

    def headline(self) -> Table:
        """Return the network in a dozen lines, each with what it means."""
        return headline_table(self.title, self.met, self.graph)

    def variants(self) -> Table:
        """Return four ways of looking: with and without seats and the coordinator."""
        ways = [(seats, leader) for seats in (False, True) for leader in (False, True)]
        met = {way: self._met(statutory=way[0], coordinator=way[1]) for way in ways}
        return variant_table({way: _who_is_tied(graph) for way, graph in met.items()})

    def clusters(self) -> Table:
        """Return for each cluster whether its ties go outside, beside chance."""
        return ei_by_group(self.graph)

    def mixing(self) -> Table:
        """Return the ties within and between clusters."""
        return mixing_table(self.graph)

    def brokers(self, *, most: int = 3) -> Table:
        """Return for each cluster who links others that are not tied."""
        return broker_table(self.graph, most)

    def venues(self) -> Table:
        """Return which venues bring clusters together."""
        return two_mode_brokerage(self._own_venues)

    def critical(self) -> Table:
        """Return the single points of failure: without whom others fall loose."""
        return critical_table(self.graph)

    def coordinator(self) -> Table:
        """Return what falls loose without the zone's own coordinator."""
        return coordinator_table(self._met(statutory=False, coordinator=True))

    def without(self, partner: str) -> Table:
        """Return what falls loose without one partner, the coordinator included.

        Raises:
            UnknownIdError: If the network has no such partner.
        """
        return loss_table(self._met(statutory=False, coordinator=True), partner)

    def participants(self) -> Table:
        """Return one row a partner: where it stands."""
        return participant_table(self.graph, self.pivots)

    def gaps(self) -> Table:
        """Return who is alone and, apart from that, what is not known."""
        return gap_table(self.met, self.graph)

    def tables(self) -> tuple[Table, ...]:
        """Return everything, from the whole to the single partner."""
        return (
            self.headline(),
            self.variants(),
            self.clusters(),
            self.mixing(),
            self.brokers(),
            self.venues(),
            self.critical(),
            self.coordinator(),
            self.participants(),
            self.gaps(),
        )

    def _repr_html_(self) -> str:
        return "\n".join(table.to_html() for table in self.tables())


def network_report(
    source: Dossier | Iterable[Dossier] | nx.Graph[Any],
    *,
    on: Day | None = None,
    during: Period | None = None,
    mentioned: bool = False,
    pivots: int | None = None,
) -> NetworkReport:
    """Return a report on the partners of one or several zones.

    Args:
        source: Dossiers, or a two-mode graph such as `attendance_graph` makes;
            a graph is taken as it is.
        on: The day that is looked at.
        during: The period that is looked at, instead.
        mentioned: Whether those who are only named, served or listening count.
        pivots: From how many partners betweenness is estimated. By default it
            is exact for up to 500 partners, and estimated from 100 beyond.

    Raises:
        InvalidValueError: If both a day and a period are given, or dossiers clash.

    Example:
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> print(network_report(Dossier(zone_id="haspengouw")).title)
        Collaboration in haspengouw
    """
    met: Any = source
    if not isinstance(source, nx.Graph):
        met = affiliation_graph(source, on=on, during=during, coordinator=True, mentioned=mentioned)
    chosen = pivots
    if pivots is None and len(met) > _EXACT_UP_TO:
        chosen = _PIVOTS
    return NetworkReport(met=met, title=_title(met), pivots=chosen)


def _title(met: nx.Graph[Any]) -> str:
    zones = ", ".join(met.graph.get("zones", ())) or "the attendance list"
    day, period = met.graph.get("day"), met.graph.get("period")
    when = f" on {day}" if day else f", {period}" if period else ""
    invented = " (invented example)" if met.graph.get("is_invented") else ""
    return f"Collaboration in {zones}{when}{invented}"
