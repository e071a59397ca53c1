"""One border that moved: who goes, who stays, who straddles, and what that does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import fsum

import networkx as nx
from attrs import frozen

from elzmodel.networks.centrality import density
from elzmodel.networks.fragmentation import cut_partners, fragmentation
from elzmodel.networks.measurement import Measurement
from elzmodel.networks.service_area import ServiceArea

__all__ = ["Crossing"]

_NO_DATA = "no data: no partner whose area is known works in the zone that loses land"


@frozen(kw_only=True, eq=False)
class Crossing:
    """The partners around one moved border.

    *graph* has the ties of the earlier day, *was* where each partner worked,
    *now* where it, or its heir, works afterwards, by the id of the earlier day.
    *later* is the same with one partner for each heir.
    """

    origin: str
    to: str
    graph: nx.Graph
    was: Mapping[str, ServiceArea]
    now: Mapping[str, ServiceArea]
    later: Mapping[str, ServiceArea]

    @cached_property
    def of_origin(self) -> tuple[str, ...]:
        """Partners with land in the losing zone before."""
        return self._working_in(self.origin)

    @cached_property
    def of_target(self) -> tuple[str, ...]:
        """Partners with land in the gaining zone before."""
        return self._working_in(self.to)

    def _working_in(self, zone: str) -> tuple[str, ...]:
        return tuple(p for p in sorted(self.graph) if zone in self.was[p].shares)

    @cached_property
    def movers(self) -> tuple[str, ...]:
        """Partners that worked wholly in the losing zone, and now wholly in the other."""
        return tuple(
            partner
            for partner in self.of_origin
            if self.was[partner].is_whole_in(self.origin) and self.now[partner].is_whole_in(self.to)
        )

    @cached_property
    def stayers(self) -> tuple[str, ...]:
        """The other partners of the losing zone."""
        return tuple(partner for partner in self.of_origin if partner not in self.movers)

    def straddlers(self, areas: Mapping[str, ServiceArea]) -> tuple[str, ...]:
        """Partners that work in both zones."""
        both = {self.origin, self.to}
        return tuple(p for p in sorted(areas) if both <= areas[p].shares.keys())

    @property
    def has_data(self) -> bool:
        """Whether anything is known of who works in the zone that loses land."""
        return bool(self.of_origin)

    def measures(self) -> tuple[Measurement, ...]:
        """Return what the moved border does to those who work together."""
        return (
            *self._cut(),
            self._conductance(),
            *self._straddling(),
            *self._fabric(),
            self._landing(),
        )

    def _measured(self, name: str, value: float | None, formula: str, reason: str) -> Measurement:
        shown = value if self.has_data else None
        why = reason if self.has_data else _NO_DATA
        return Measurement(
            name=name, value=shown, formula=formula, reason="" if shown is not None else why
        )

    def _weight(self, pairs: list[tuple[str, str]]) -> float:
        return fsum(sorted(float(self.graph.edges[pair].get("weight", 1)) for pair in pairs))

    @cached_property
    def _cut_pairs(self) -> list[tuple[str, str]]:
        stay = set(self.stayers)
        return [(m, other) for m in self.movers for other in self.graph[m] if other in stay]

    @cached_property
    def _inner_pairs(self) -> list[tuple[str, str]]:
        return list(self.graph.subgraph(self.of_origin).edges())

    def _cut(self) -> tuple[Measurement, ...]:
        cut, inner = self._weight(self._cut_pairs), self._weight(self._inner_pairs)
        bridged = [pair for pair in self._cut_pairs if self.to in self.now[pair[1]].shares]
        of = "between movers and the rest of the losing zone"
        share = cut / inner if inner else None
        none = "no data: no ties are recorded in the losing zone"
        has_ties = bool(self._inner_pairs)
        count = float(len(self._cut_pairs)) if has_ties else None
        to_both = float(len(bridged)) if has_ties else None
        return (
            self._measured("ties cut", count, f"count {of}", none),
            self._measured("weight cut", cut if has_ties else None, f"sum of w {of}", none),
            self._measured("share of the zone's ties cut", share, "weight cut / all inside", none),
            self._measured("cut ties to partners in both zones", to_both, "count", none),
        )

    def _conductance(self) -> Measurement:
        volumes = [0.0, 0.0]
        movers = set(self.movers)
        for one, other in self._inner_pairs:
            weight = self._weight([(one, other)])
            for end in (one, other):
                volumes[end not in movers] += weight
        least = min(volumes)
        value = self._weight(self._cut_pairs) / least if least else None
        reason = "nobody moves, or one side has no ties in the losing zone"
        return self._measured("conductance", value, "cut / min(vol M, vol A without M)", reason)

    def _straddling(self) -> tuple[Measurement, ...]:
        before, after = self.straddlers(self.was), self.straddlers(self.later)
        formula, none = "partners with land in both zones", "no partners in either zone"
        return (
            self._measured("straddlers before", float(len(before)), formula, none),
            self._measured("straddlers after", float(len(after)), formula, none),
            self._measured("shared partners before", self._jaccard(self.was), "Jaccard", none),
            self._measured("shared partners after", self._jaccard(self.later), "Jaccard", none),
        )

    def _jaccard(self, areas: Mapping[str, ServiceArea]) -> float | None:
        either = [p for p in areas if {self.origin, self.to} & areas[p].shares.keys()]
        return len(self.straddlers(areas)) / len(either) if either else None

    def _fabric(self) -> tuple[Measurement, ...]:
        with_all, left = (self.graph.subgraph(who) for who in (self.of_origin, self.stayers))
        found = []
        for when, graph in (("before", with_all), ("without the movers", left)):
            for each in (fragmentation(graph), density(graph)):
                name = f"{each.name} of the losing zone, {when}"
                found.append(self._measured(name, each.value, each.formula, each.reason))
            name = f"cut partners of the losing zone, {when}"
            count = float(len(cut_partners(graph)))
            found.append(self._measured(name, count, "articulation points", ""))
        return tuple(found)

    def _landing(self) -> Measurement:
        hosts = set(self.of_target)
        strangers = [m for m in self.movers if hosts.isdisjoint(self.graph[m])]
        name = "movers without a tie in the gaining zone"
        return self._measured(name, float(len(strangers)), "count", "")
