"""A report on a network, for a care council and for an analyst."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import networkx as nx
from attrs import frozen

from elzmodel.networks._report_tables import (
    broker_table,
    coordinator_table,
    critical_table,
    gap_table,
    headline_table,
    loss_table,
    participant_table,
    variant_table,
)
from elzmodel.networks.affiliation import (
    affiliation_graph,
    without_coordinator,
    without_statutory,
)
from elzmodel.networks.brokerage import two_mode_brokerage
from elzmodel.networks.collaboration import _who_is_tied, projection
from elzmodel.networks.mixing import ei_by_group, mixing_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.values import Day, Period, Table

__all__ = ["NetworkReport", "network_report"]

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
        >>> from elzmodel.landscape.dossier import Dossier
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
