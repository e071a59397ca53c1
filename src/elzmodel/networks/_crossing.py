"""One border that moved: who goes, who stays, who straddles, and what that does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from math import fsum
from typing import Any

import networkx as nx
from attrs import frozen

from elzmodel.networks.centrality import density
from elzmodel.networks.fragmentation import cut_partners, fragmentation
from elzmodel.networks.measurement import Measurement
from elzmodel.networks.service_area import ServiceArea

__all__ = ["Crossing"]

_NO_TIES = "no data: no ties are recorded of those who serve this land"
_NO_AREA = "no data: no partner whose area is known works in the zone that loses land"


@frozen(kw_only=True, eq=False)
class Crossing:
    """The partners around one moved border.

    *graph* has the ties of the earlier day, *was* where each partner worked,
    *now* where it, or its heir, works afterwards, by the id of the earlier day.
    *later* is the same with one partner for each heir. *serving* are those who
    serve the land that goes.
    """

    origin: str
    to: str
    graph: nx.Graph[Any]
    was: Mapping[str, ServiceArea]
    now: Mapping[str, ServiceArea]
    later: Mapping[str, ServiceArea]
    serving: Collection[str] = ()

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
        """Whether any tie is recorded of those who serve the land that goes."""
        return any(self.graph.degree(partner) for partner in self.serving)

    def measures(self) -> tuple[Measurement, ...]:
        """Return what the moved border does to those who work together."""
        return (
            *self._cut(),
            self._conductance(),
            *self._straddling(),
            *self._fabric(),
            self._landing(),
        )

    def _tied(self, name: str, value: float | None, formula: str, reason: str = "") -> Measurement:
        """Return a measure of ties: without recorded ties there is no data."""
        return _measured(name, value if self.has_data else None, formula, reason or _NO_TIES)

    def _located(self, name: str, value: float | None, formula: str) -> Measurement:
        """Return a measure of areas: without known areas there is no data."""
        return _measured(name, value if self.of_origin else None, formula, _NO_AREA)

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
        return (
            self._tied("ties cut", float(len(self._cut_pairs)), f"count {of}"),
            self._tied("weight cut", cut, f"sum of w {of}"),
            self._tied("share of the zone's ties cut", share, "weight cut / all inside"),
            self._tied("cut ties to partners in both zones", float(len(bridged)), "count"),
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
        reason = "nobody with ties moves or stays" if self.has_data else ""
        return self._tied("conductance", value, "cut / min(vol M, vol A without M)", reason)

    def _straddling(self) -> tuple[Measurement, ...]:
        before, after = self.straddlers(self.was), self.straddlers(self.later)
        formula = "partners with land in both zones"
        share = f"{formula} / with land in either (Jaccard)"
        return (
            self._located("straddlers before", float(len(before)), formula),
            self._located("straddlers after", float(len(after)), formula),
            self._located("shared partners before", self._jaccard(self.was), share),
            self._located("shared partners after", self._jaccard(self.later), share),
        )

    def _jaccard(self, areas: Mapping[str, ServiceArea]) -> float | None:
        either = [p for p in areas if {self.origin, self.to} & areas[p].shares.keys()]
        return len(self.straddlers(areas)) / len(either) if either else None

    def _fabric(self) -> tuple[Measurement, ...]:
        found = []
        for when, who in (("before", self.of_origin), ("without the movers", self.stayers)):
            graph = self.graph.subgraph(who)
            for each in (fragmentation(graph), density(graph)):
                name = f"{each.name} of the losing zone, {when}"
                found.append(self._tied(name, each.value, each.formula, each.reason))
            name = f"cut partners of the losing zone, {when}"
            found.append(self._tied(name, float(len(cut_partners(graph))), "articulation points"))
        return tuple(found)

    def _landing(self) -> Measurement:
        hosts = set(self.of_target)
        strangers = [m for m in self.movers if hosts.isdisjoint(self.graph[m])]
        name = "movers without a tie in the gaining zone"
        return self._tied(name, float(len(strangers)), "count")


def _measured(name: str, value: float | None, formula: str, reason: str) -> Measurement:
    return Measurement(
        name=name, value=value, formula=formula, reason=reason if value is None else ""
    )
