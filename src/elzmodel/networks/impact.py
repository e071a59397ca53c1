"""What a moved border does to those who work together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, overload

import networkx as nx
from attrs import field, frozen

from elzmodel.errors import InvalidValueError, listed
from elzmodel.landscape import Snapshot
from elzmodel.networks._crossing import Crossing
from elzmodel.networks._meetings import partners_of, sources_of
from elzmodel.networks.affiliation import affiliation_graph, partners_in
from elzmodel.networks.border_impact import Affinity, BorderImpact
from elzmodel.networks.collaboration import projection
from elzmodel.networks.continuity import action_continuity, seat_table, seats_for, without_seat
from elzmodel.networks.inheritance import heirs_of, inherited
from elzmodel.networks.measurement import Measurement
from elzmodel.networks.service_area import ServiceArea, service_area, service_areas
from elzmodel.networks.zone_fit import cross_zone_share, zone_affinity, zone_modularity
from elzmodel.partners import Partner
from elzmodel.scenarios import Outcome
from elzmodel.territory import UnknownIdError
from elzmodel.values import Column, Table
from elzmodel.zones import zone_flows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.partners import VenueKind
    from elzmodel.values import PartId
    from elzmodel.zones import ZoneFlow

    _Measure = Callable[[nx.Graph[Any], Mapping[str, ServiceArea]], Measurement]

__all__ = ["Impact", "impact"]


@frozen(kw_only=True, eq=False)
class Impact:
    """What moved borders do to collaboration, between two days (*impact*).

    Ties are those of the earlier day; only the borders move. The ties of local
    governments that merged go to their heirs. *kappa* and *fit* are pairs,
    before and after, without partners that serve all; those with them stand
    beside. *unknown* are partners of whom it is not known where they work.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> fl = flanders()
        >>> found = impact(fl.on("2024-12-31"), fl.on("2025-01-01"), Dossier(zone_id="haspengouw"))
        >>> len(found.borders), found.kappa_change is None
        (6, True)
    """

    before: date
    after: date
    kappa: tuple[Measurement, Measurement]
    kappa_with_serving_all: tuple[Measurement, Measurement]
    fit: tuple[Measurement, Measurement]
    borders: tuple[BorderImpact, ...]
    affinities: tuple[Affinity, ...]
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
        title = f"Collaboration and borders, {self.before} to {self.after}"
        return Table(title, columns, rows, tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.is_invented:
            yield "Invented example."
        yield "Ties are those of the earlier day; only the borders move."
        if self.unknown:
            yield f"No data on where {len(self.unknown)} partners work: {listed(self.unknown)}."
        passed = [f"{old} → {new}" for old, new in sorted(self.heirs.items()) if old != new]
        if passed:
            yield f"Ties inherited: {', '.join(passed)}."

    def affinity_table(self) -> Table:
        """Return with which zones those work who serve the municipalities concerned."""
        rows: list[tuple[str, str, float | None, str]] = []
        for each in self.affinities:
            state = "undecided" if each.is_undecided else "moved"
            if each.shares is None:
                rows.append((each.municipality, "", None, f"{state}; no data"))
            for zone, share in (each.shares or {}).items():
                rows.append((each.municipality, zone, share, state))
        columns = (
            Column("municipality"),
            Column("zone"),
            Column("share", "number"),
            Column("state"),
        )
        note = "Share of the ties of those who serve it, by the zone of the other."
        return Table("Zone affinity", columns, rows, (note,))

    def tables(self) -> tuple[Table, ...]:
        """Return everything as tables, the whole first, then each border."""
        found = [self.to_table(), self.affinity_table()]
        for each in self.borders:
            found += [each.to_table(), each.action_table(), each.seats]
        return tuple(found)

    def _repr_html_(self) -> str:
        return "\n".join(table.to_html() for table in self.tables())


def _change(pair: tuple[Measurement, Measurement]) -> float | None:
    one, other = (each.value for each in pair)
    return None if one is None or other is None else other - one


@overload
def impact(
    before: Outcome,
    *,
    layers: Iterable[VenueKind] | None = None,
    year: int | None = None,
    coordinator: bool = False,
) -> Impact: ...


@overload
def impact(
    before: Snapshot,
    after: Snapshot,
    dossiers: Dossier | Iterable[Dossier],
    *,
    layers: Iterable[VenueKind] | None = None,
    year: int | None = None,
    coordinator: bool = False,
) -> Impact: ...


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
    given = tuple(each.dossier for each in sources_of(dossiers))
    material = _Material.of(days, given, layers, year, coordinator=coordinator)
    return Impact(
        before=days[0].day,
        after=days[1].day,
        kappa=material.pair(cross_zone_share),
        kappa_with_serving_all=material.pair(cross_zone_share, serving_all=True),
        fit=material.pair(zone_modularity),
        borders=tuple(_borders(material, given, year)),
        affinities=tuple(_affinities(material)),
        heirs=material.heirs,
        unknown=tuple(p for p in partners_in(material.met) if not material.was[p].is_known),
        is_invented=any(dossier.is_invented for dossier in given),
    )


@frozen(kw_only=True, eq=False)
class _Material:
    """The ties and the areas on both sides of the change."""

    days: tuple[Snapshot, Snapshot]
    met: nx.Graph[Any]
    ties: nx.Graph[Any]
    later_ties: nx.Graph[Any]
    was: Mapping[str, ServiceArea]
    later: Mapping[str, ServiceArea]
    heirs: Mapping[str, str]
    partners: Mapping[str, Partner]

    @classmethod
    def of(
        cls,
        days: tuple[Snapshot, Snapshot],
        dossiers: tuple[Dossier, ...],
        layers: Iterable[VenueKind] | None,
        year: int | None,
        *,
        coordinator: bool,
    ) -> _Material:
        """Gather them."""
        met = affiliation_graph(dossiers, on=days[0].day, layers=layers, coordinator=coordinator)
        heirs = heirs_of(*days, dossiers)
        ids = {partner: heir.id for partner, heir in heirs.items() if partner in met}
        taken = inherited(met, ids)
        was = service_areas(days[0], dossiers, year=year)
        later = service_areas(days[1], dossiers, year=year)
        later.update({heir.id: service_area(days[1], heir, year=year) for heir in heirs.values()})
        return cls(
            days=days,
            met=met,
            ties=projection(met),
            later_ties=projection(taken),
            was=_filled(was, partners_in(met)),
            later=_filled(later, partners_in(taken)),
            heirs=ids,
            partners=partners_of(sources_of(dossiers)),
        )

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
        one = measure(self.ties, _chosen(self.was, serving_all=serving_all))
        return one, measure(self.later_ties, _chosen(self.later, serving_all=serving_all))

    def crossing(self, flow: ZoneFlow, *, serving_all: bool) -> Crossing:
        """Return one moved border with the partners around it."""
        assert flow.origin is not None, "land that had no zone crosses no border"  # noqa: S101 - for mypy
        assert flow.to is not None, "land that has no zone crosses no border"  # noqa: S101 - for mypy
        was = _chosen(self.was, serving_all=serving_all)
        return Crossing(
            origin=flow.origin,
            to=flow.to,
            serving=[partner for partner in self.serving(flow.parts) if partner in was],
            graph=self.ties.subgraph(was),
            was=was,
            now=self.now,
            later=_chosen(self.later, serving_all=serving_all),
        )


def _filled(areas: Mapping[str, ServiceArea], partners: Iterable[str]) -> dict[str, ServiceArea]:
    unknown = ServiceArea(reason="the dossier does not describe it")
    return {partner: areas.get(partner, unknown) for partner in partners}


def _chosen(areas: Mapping[str, ServiceArea], *, serving_all: bool) -> dict[str, ServiceArea]:
    return {p: area for p, area in areas.items() if serving_all or not area.serves_all}


def _borders(
    material: _Material, dossiers: tuple[Dossier, ...], year: int | None
) -> Iterator[BorderImpact]:
    before, after = material.days
    by_zone = {dossier.zone_id: dossier for dossier in dossiers}
    for flow in zone_flows(before.zone_map, after.zone_map):
        if flow.origin is None or flow.to is None:
            continue
        local = material.crossing(flow, serving_all=False)
        every = material.crossing(flow, serving_all=True)
        losing, gaining = (by_zone.get(zone) for zone in (flow.origin, flow.to))
        councils = [None if d is None else d.council(on=before.day) for d in (losing, gaining)]
        yield BorderImpact(
            origin=flow.origin,
            to=flow.to,
            parts=flow.parts,
            municipalities=tuple(m.name for m in before.layout.holding(flow.parts)),
            movers=local.movers,
            measures=local.measures(),
            with_serving_all=every.measures(),
            has_data=local.has_data,
            actions=()
            if losing is None
            else action_continuity(
                material.met, losing, material.was, material.now, material.days, year
            ),
            seats=seat_table(councils[0], flow.origin, flow.parts, before),
            seats_after=seats_for(
                None if gaining is None else gaining.council(on=after.day), flow.parts, after
            ),
            without_seat=without_seat(councils[1], flow.to, before, after),
        )


def _affinities(material: _Material) -> Iterator[Affinity]:
    before, after = material.days
    moved = [
        part
        for flow in zone_flows(before.zone_map, after.zone_map)
        if flow.origin is not None and flow.to is not None
        for part in flow.parts
    ]
    for land, is_undecided in ((moved, False), (after.zone_map.undecided, True)):
        for municipality in before.layout.holding(land):
            serving = material.serving(municipality.parts)
            shares = zone_affinity(material.ties, _chosen(material.was, serving_all=False), serving)
            yield Affinity(municipality=municipality.name, shares=shares, is_undecided=is_undecided)
