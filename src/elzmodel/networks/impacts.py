"""What a moved border does to those who work together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from math import fsum
from typing import Any

import networkx as nx
from attrs import field, frozen

from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.landscape import Snapshot
from elzmodel.networks.affiliation import (
    affiliation_graph,
    partners_in,
    partners_of,
    projection,
    sources_of,
)
from elzmodel.networks.centrality import cut_partners, density, fragmentation
from elzmodel.networks.continuity import (
    ActionContinuity,
    ClusterSeats,
    action_continuity,
    heirs_of,
    inherited,
    seats_for,
    seats_that_lose_ground,
    without_seat,
)
from elzmodel.networks.localisation import (
    ServiceArea,
    cross_zone_share,
    service_area,
    service_areas,
    zone_affinity,
    zone_modularity,
)
from elzmodel.networks.measurement import Measurement, tie_weight
from elzmodel.partners import VenueKind
from elzmodel.scenarios import Outcome
from elzmodel.values import Answer, Column, PartId, SeatId, Table, ZoneId
from elzmodel.values.cards import Card, Held
from elzmodel.values.text import Suggestions, listed, said, short
from elzmodel.zones import zone_flows

__all__ = ["Affinity", "BorderImpact", "Impact", "impact"]

_NO_TIES = "no data: no ties are recorded of those who serve this land"
_NO_AREA = "no data: no partner whose area is known works in the zone that loses land"


class _MovedBorder:
    """The partners around one moved border.

    *graph* has the ties of the earlier day, *was* where each partner worked,
    *now* where it, or its heir, works afterwards, by the id of the earlier day.
    *later* is the same with one partner for each heir. *losing* are those with
    land in the losing zone before: *movers*, that worked wholly there and now
    wholly in the other, and *stayers*. *inner* has their ties, *cut* those
    between movers and stayers, the mover first.
    """

    def __init__(
        self,
        material: _Material,
        origin: ZoneId,
        to: ZoneId,
        parts: tuple[PartId, ...],
        *,
        serving_all: bool,
    ) -> None:
        self.origin, self.to, self.now = origin, to, material.now
        self.was, self.later = material.areas(serving_all=serving_all)
        self.graph = material.ties.subgraph(self.was)
        serving = [partner for partner in material.serving(parts) if partner in self.was]
        self.has_data = any(self.graph.degree(partner) for partner in serving)
        self.losing = _working_in(self.was, origin)
        self.movers = tuple(
            partner
            for partner in self.losing
            if self.was[partner].is_whole_in(origin) and self.now[partner].is_whole_in(to)
        )
        self.stayers = tuple(partner for partner in self.losing if partner not in self.movers)
        self.inner = self.graph.subgraph(self.losing)
        self.cut = list(nx.edge_boundary(self.inner, self.movers))

    def measures(self) -> tuple[Measurement, ...]:
        """Return what the moved border does to those who work together."""
        return (*self._cut(), *self._straddling(), *self._fabric(), self._landing())

    def _tied(self, name: str, value: float | None, formula: str, reason: str = "") -> Measurement:
        """Return a measure of ties: without recorded ties there is no data."""
        value = value if self.has_data else None
        return Measurement(name=name, value=value, formula=formula, reason=reason or _NO_TIES)

    def _located(self, name: str, value: float | None, formula: str) -> Measurement:
        """Return a measure of areas: without known areas there is no data."""
        value = value if self.losing else None
        return Measurement(name=name, value=value, formula=formula, reason=_NO_AREA)

    def _weight(self, ties: Iterable[tuple[str, str]]) -> float:
        return fsum(tie_weight(*tie, self.graph.edges[tie]) for tie in ties)

    def _cut(self) -> Iterator[Measurement]:
        cut, inner = self._weight(self.cut), self._weight(self.inner.edges)
        bridged = [stayer for _, stayer in self.cut if self.to in self.now[stayer].shares]
        of = "between movers and the rest of the losing zone"
        share = cut / inner if inner else None
        yield self._tied("ties cut", float(len(self.cut)), f"count {of}")
        yield self._tied("weight cut", cut, f"sum of w {of}")
        yield self._tied("share of the zone's ties cut", share, "weight cut / all inside")
        yield self._tied("cut ties to partners in both zones", float(len(bridged)), "count")
        sides = self.movers, self.stayers
        least = min(nx.volume(self.inner, side, weight="weight") for side in sides)
        value = cut / least if least else None
        reason = "nobody with ties moves or stays" if self.has_data else ""
        yield self._tied("conductance", value, "cut / min(vol M, vol A without M)", reason)

    def _straddling(self) -> Iterator[Measurement]:
        formula = "partners with land in both zones"
        share = f"{formula} / with land in either (Jaccard)"
        zones = self.origin, self.to
        found = []
        for when, areas in (("before", self.was), ("after", self.later)):
            all_there = {p for zone in zones for p in _working_in(areas, zone)}
            found.append((when, len(_working_in(areas, *zones)), len(all_there)))
        for when, both, _ in found:
            yield self._located(f"straddlers {when}", float(both), formula)
        for when, both, either in found:
            yield self._located(f"shared partners {when}", both / either if either else None, share)

    def _fabric(self) -> Iterator[Measurement]:
        for when, who in (("before", self.losing), ("without the movers", self.stayers)):
            graph = self.graph.subgraph(who)
            for each in (fragmentation(graph), density(graph)):
                name = f"{each.name} of the losing zone, {when}"
                yield self._tied(name, each.value, each.formula, each.reason)
            name = f"cut partners of the losing zone, {when}"
            yield self._tied(name, float(len(cut_partners(graph))), "articulation points")

    def _landing(self) -> Measurement:
        hosts = _working_in(self.was, self.to)
        strangers = [m for m in self.movers if self.graph[m].keys().isdisjoint(hosts)]
        name = "movers without a tie in the gaining zone"
        return self._tied(name, float(len(strangers)), "count")


def _working_in(areas: Mapping[str, ServiceArea], *zones: str) -> tuple[str, ...]:
    """Return the partners that have land in all of these zones, sorted."""
    return tuple(p for p in sorted(areas) if areas[p].shares.keys() >= {*zones})


@frozen
class Affinity:
    """With which zone those who serve a municipality work, and how much.

    *state* is ``moved`` or ``undecided``; *share* is ``None`` where no ties of theirs
    are recorded: no data.
    """

    municipality: str
    zone: str
    share: float | None
    state: str


@frozen(kw_only=True, eq=False)
class BorderImpact(Held):
    """What the land that went from one zone to another does.

    *measures* leave out partners that serve all, *with_serving_all* do not.
    *movers* are the partners that go along. *seats* are those of the losing
    zone's board before. *seats_after* are those of the gaining zone's board
    that speak for the land afterwards, and *without_seat* the municipalities
    for which none of its earlier seats speaks; ``None`` where nothing is stated.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> days = fl.on("2024-12-31"), fl.on("2025-01-01")
        >>> border = impact(*days, elz.dossier("haspengouw")).border("haspengouw", "herkenrode")
        >>> border.municipalities
        ('Kortessem',)
    """

    origin: ZoneId
    to: ZoneId
    parts: tuple[PartId, ...]
    municipalities: tuple[str, ...]
    movers: tuple[str, ...]
    measures: tuple[Measurement, ...]
    with_serving_all: tuple[Measurement, ...]
    has_data: bool
    actions: Answer[ActionContinuity]
    seats: Answer[ClusterSeats]
    seats_after: tuple[SeatId, ...] | None
    without_seat: tuple[str, ...] | None

    def __getitem__(self, name: str) -> Measurement:
        """Return one measure by its name, without partners that serve all.

        Raises:
            UnknownIdError: If there is no such measure.
        """
        found = {each.name: each for each in self.measures}
        if name not in found:
            raise UnknownIdError("measure", name, Suggestions(name, list(found)))
        return found[name]

    def to_table(self) -> Table:
        """Return one row a measure, without and with partners that serve all."""
        columns = (
            Column("measure"),
            Column("value", "number"),
            Column("with_serving_all", "number", label="with those that serve all"),
            Column("how"),
        )
        rows = [
            (one.name, one.value, other.value, one.reason or one.formula)
            for one, other in zip(self.measures, self.with_serving_all, strict=True)
        ]
        title = f"{self.origin} → {self.to}: {', '.join(self.municipalities)}"
        movers = ", ".join(self.movers) or "nobody of whom the area is known"
        return Table(title, columns, rows, (said("Go along: {movers}.", movers=movers),))

    def __repr__(self) -> str:
        """Say which land goes where."""
        land = short(listed(self.municipalities))
        return f"<BorderImpact {short(self.origin)} to {short(self.to)}: {land}>"

    def to_card(self) -> Card:
        """Return what the land that goes does, counted, with its tables."""
        counts = (
            ("municipalities", self.municipalities),
            ("partners that go along", len(self.movers)),
        )
        tables = (self.to_table(), self.actions.to_table(), self.seats.to_table())
        return Card(f"{self.origin} → {self.to}", counts, tables=tables)


_Measure = Callable[[Any, Mapping[str, ServiceArea]], Measurement]


@frozen(kw_only=True, eq=False)
class Impact(Held):
    """What moved borders do to collaboration, between two days (*impact*).

    Ties are those of the earlier day; only the borders move. The ties of local
    governments that merged go to their heirs. *kappa* and *fit* are pairs,
    before and after, without partners that serve all; those with them stand
    beside. *unknown* are partners of whom it is not known where they work.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = impact(fl.on("2024-12-31"), fl.on("2025-01-01"), elz.dossier("haspengouw"))
        >>> len(found.borders)
        6
    """

    before: date
    after: date
    kappa: tuple[Measurement, Measurement]
    kappa_with_serving_all: tuple[Measurement, Measurement]
    fit: tuple[Measurement, Measurement]
    borders: tuple[BorderImpact, ...]
    affinities: Answer[Affinity]
    heirs: Mapping[str, str] = field(factory=dict)
    unknown: tuple[str, ...] = ()
    is_invented: bool = False

    @property
    def kappa_change(self) -> float | None:
        """How much more collaboration must now be organised across zones."""
        return _change(self.kappa)

    def border(self, origin: str, to: str) -> BorderImpact:
        """Return what the land that went from one zone to another does.

        Raises:
            UnknownIdError: If no land went that way.
        """
        for each in self.borders:
            if (each.origin, each.to) == (origin, to):
                return each
        moved = [f"{each.origin} to {each.to}" for each in self.borders]
        raise UnknownIdError("moved border", f"{origin} to {to}", moved)

    def to_table(self) -> Table:
        """Return what holds for all zones together, before and after."""
        rows = [
            (name, one.value, other.value, _change((one, other)), one.reason or one.formula)
            for name, (one, other) in (
                ("cross-zone share (kappa)", self.kappa),
                ("kappa with partners that serve all", self.kappa_with_serving_all),
                ("fit of the zones", self.fit),
            )
        ]
        columns = (
            Column("measure"),
            Column("before", "number"),
            Column("after", "number"),
            Column("change", "change"),
            Column("how"),
        )
        title = said(
            "Collaboration and borders, {before} to {after}", before=self.before, after=self.after
        )
        return Table(title, columns, rows, tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.is_invented:
            yield said("Invented example.")
        yield said("Ties are those of the earlier day; only the borders move.")
        if self.unknown:
            yield f"No data on where {len(self.unknown)} partners work: {listed(self.unknown)}."
        passed = [f"{old} → {new}" for old, new in sorted(self.heirs.items()) if old != new]
        if passed:
            yield f"Ties inherited: {', '.join(passed)}."

    def tables(self) -> tuple[Table, ...]:
        """Return everything as tables, the whole first, then each border."""
        found = [self.to_table(), self.affinities.to_table()]
        for each in self.borders:
            found += [each.to_table(), each.actions.to_table(), each.seats.to_table()]
        return tuple(found)

    def __repr__(self) -> str:
        """Count the borders that moved."""
        return f"<Impact from {self.before} to {self.after}: {len(self.borders)} moved borders>"

    def to_card(self) -> Card:
        """Return what the borders that moved do, counted, with its tables."""
        counts = (
            ("moved borders", len(self.borders)),
            ("cross-zone share before", self.kappa[0].value),
            ("cross-zone share after", self.kappa[1].value),
            ("partners of whom it is not known where they work", len(self.unknown)),
        )
        title = said(
            "Collaboration and borders, {one} to {other}", one=self.before, other=self.after
        )
        warnings = [said("An invented example.")] if self.is_invented else []
        return Card(title, counts, warnings=warnings, tables=self.tables(), notes=self._notes())


def _change(pair: tuple[Measurement, Measurement]) -> float | None:
    one, other = (each.value for each in pair)
    return None if one is None or other is None else other - one


def impact(
    before: Snapshot | Outcome,
    after: Snapshot | None = None,
    dossiers: Dossier | Iterable[Dossier] = (),
    *,
    layers: Iterable[VenueKind] | None = None,
    year: int | None = None,
    coordinator: bool = False,
) -> Impact:
    """Return what the borders that moved between two days do to collaboration.

    Where nothing is recorded the answer is "no data", never "no impact". Of an
    outcome, the two days and the dossiers are those that it was made with.

    Args:
        before: The day before, whose ties are measured; or the outcome of a scenario.
        after: The day after, of the same landscape or of one with other events.
        dossiers: What zones publish about their partners.
        layers: The kinds of venue; all by default.
        year: Weigh the land that a partner serves by inhabitants of this year;
            every part counts one by default.
        coordinator: Whether the zones' own coordinators are in it.

    Raises:
        InvalidValueError: If dossiers clash, or a day after is missing.

    Example:
        >>> import elzmodel as elz
        >>> day = elz.flanders().on("2025-01-01")
        >>> impact(day, day, elz.dossier("haspengouw")).borders
        ()
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2025-06-01")
        >>> found = impact(elz.outcome(elz.flanders(), s, dossiers=[elz.dossier("haspengouw")]))
        >>> [(border.origin, border.to) for border in found.borders]
        [('haspengouw', 'herkenrode')]
    """
    if isinstance(before, Outcome):
        days, dossiers = (before.before, before.after), before.dossiers
    elif after is not None:
        days = (before, after)
    else:
        raise InvalidValueError("day after", after, "a snapshot; only an outcome stands alone")
    material = _Material(days, dossiers, layers, year, coordinator=coordinator)
    return Impact(
        before=days[0].day,
        after=days[1].day,
        kappa=material.pair(cross_zone_share),
        kappa_with_serving_all=material.pair(cross_zone_share, serving_all=True),
        fit=material.pair(zone_modularity),
        borders=tuple(material.impact(*moved) for moved in material.moved_land()),
        affinities=Answer(
            title=said("Zone affinity"),
            rows=tuple(_affinities(material)),
            notes=(said("Share of the ties of those who serve it, by the zone of the other."),),
            row_type=Affinity,
        ),
        heirs=material.heirs,
        unknown=tuple(p for p in partners_in(material.met) if not material.was[p].is_known),
        is_invented=any(dossier.is_invented for dossier in material.dossiers.values()),
    )


class _Material:
    """The ties and the areas on both sides of the change."""

    def __init__(
        self,
        days: tuple[Snapshot, Snapshot],
        given: Dossier | Iterable[Dossier],
        layers: Iterable[VenueKind] | None,
        year: int | None,
        *,
        coordinator: bool,
    ) -> None:
        sources = sources_of(given)
        self.days, self.year = days, year
        self.partners = partners_of(sources)
        self.dossiers = {each.zone: each.dossier for each in sources}
        published = self.dossiers.values()
        self.met = affiliation_graph(
            published, on=days[0].day, layers=layers, coordinator=coordinator
        )
        heirs = heirs_of(*days, published)
        self.heirs = {was: heir.id for was, heir in heirs.items() if was in self.met}
        taken = inherited(self.met, self.heirs)
        self.ties, self.later_ties = projection(self.met), projection(taken)
        was, later = (service_areas(day, published, year=year) for day in days)
        later |= {heir.id: service_area(days[1], heir, year=year) for heir in heirs.values()}
        self.was = _filled(was, partners_in(self.met))
        self.later = _filled(later, partners_in(taken))

    def serving(self, parts: Iterable[PartId]) -> tuple[str, ...]:
        """Return the partners that say they serve some of this land."""
        land, layout = set(parts), self.days[0].layout
        return tuple(p for p, w in sorted(self.partners.items()) if land & layout.living(w.area))

    @property
    def now(self) -> dict[str, ServiceArea]:
        """Where each partner, or its heir, works afterwards, by the id of before."""
        return {p: self.later[self.heirs.get(p, p)] for p in self.was}

    def pair(
        self, measure: _Measure, *, serving_all: bool = False
    ) -> tuple[Measurement, Measurement]:
        """Return a measure before and after."""
        was, later = self.areas(serving_all=serving_all)
        return measure(self.ties, was), measure(self.later_ties, later)

    def areas(self, *, serving_all: bool) -> list[dict[str, ServiceArea]]:
        """Return where partners work before and after, with or without those that serve all."""
        return [
            {p: area for p, area in areas.items() if serving_all or not area.serves_all}
            for areas in (self.was, self.later)
        ]

    def moved_land(self) -> Iterator[tuple[ZoneId, ZoneId, tuple[PartId, ...]]]:
        """Yield the land that went from one zone to another, with both zones."""
        for flow in zone_flows(*(day.zone_map for day in self.days)):
            if flow.origin is not None and flow.to is not None:
                yield flow.origin, flow.to, flow.parts

    def impact(self, origin: ZoneId, to: ZoneId, parts: tuple[PartId, ...]) -> BorderImpact:
        """Return what the land that went from one zone to another does."""
        before, after = self.days
        local, every = (
            _MovedBorder(self, origin, to, parts, serving_all=serving_all)
            for serving_all in (False, True)
        )
        losing, gaining = (self.dossiers.get(z) or Dossier(zone_id=z) for z in (origin, to))
        return BorderImpact(
            origin=origin,
            to=to,
            parts=parts,
            municipalities=tuple(m.name for m in before.layout.holding(parts)),
            movers=local.movers,
            measures=local.measures(),
            with_serving_all=every.measures(),
            has_data=local.has_data,
            actions=action_continuity(
                self.met, losing, self.was, self.now, self.days, year=self.year
            ),
            seats=seats_that_lose_ground(losing, parts, before),
            seats_after=seats_for(gaining, parts, after),
            without_seat=without_seat(gaining, before, after),
        )


def _filled(areas: Mapping[str, ServiceArea], partners: Iterable[str]) -> dict[str, ServiceArea]:
    unknown = ServiceArea(reason="the dossier does not describe it")
    return {partner: areas.get(partner, unknown) for partner in partners}


def _affinities(material: _Material) -> Iterator[Affinity]:
    before, after = material.days
    was, _ = material.areas(serving_all=False)
    moved = [part for *_, parts in material.moved_land() for part in parts]
    for land, is_undecided in ((moved, False), (after.zone_map.undecided, True)):
        for municipality in before.layout.holding(land):
            serving = material.serving(municipality.parts)
            shares = zone_affinity(material.ties, was, serving)
            state = "undecided" if is_undecided else "moved"
            if shares is None:
                yield Affinity(municipality.name, "", None, f"{state}; no data")
            for zone, share in (shares or {}).items():
                yield Affinity(municipality.name, zone, share, state)
