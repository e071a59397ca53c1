"""What a moved border does to those who work together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import MINYEAR, date
from math import fsum
from typing import Any

import networkx as nx
from attrs import evolve, field, frozen

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
from elzmodel.networks.centrality import density
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
    known_ties,
    land_of,
    service_area,
    service_areas,
    share_served,
    zone_affinity,
    zone_modularity,
)
from elzmodel.networks.measurement import SAME_GRAPH, Measurement, outwards, tie_weight
from elzmodel.networks.pieces import cut_partners, fragmentation
from elzmodel.networks.surveys import SurveyQuestion, areas_form
from elzmodel.partners import VenueKind
from elzmodel.scenarios import Outcome
from elzmodel.values import Answer, Cell, Column, PartId, Period, SeatId, Table, ZoneId
from elzmodel.values.cards import Card, Held
from elzmodel.values.periods import day_after
from elzmodel.values.text import Suggestions, listed, said, short, term
from elzmodel.zones import zone_flows

__all__ = ["Affinity", "BorderImpact", "Impact", "impact"]

_NO_ZONES = (
    "No data on borders: there are no zones on {day}, so that none can be seen to have moved."
)
_NO_TIES = "no data: no ties are recorded of those who serve this land"
_NO_AREA = "no data: no partner whose area is known works in the zone that loses land"

_COUNT_CUT = "count between movers and the rest of the losing zone"
_WEIGHT_CUT = "sum of w between movers and the rest of the losing zone"
_STRADDLERS = ("straddlers before", "straddlers after")
_SHARED = ("shared partners before", "shared partners after")
_FABRIC = (
    (
        "fragmentation of the losing zone, before",
        "density of the losing zone, before",
        "cut partners of the losing zone, before",
    ),
    (
        "fragmentation of the losing zone, without the movers",
        "density of the losing zone, without the movers",
        "cut partners of the losing zone, without the movers",
    ),
)


class _MovedBorder:
    """The partners around one moved border.

    *graph* has the ties, *was* where each partner worked, *now* where it, or its
    heir, works afterwards, by the id of the earlier day. *later* is the same with
    one partner for each heir. *losing* are those with land in the losing zone
    before: *movers*, of whose land there some went over this border and none is
    left, wherever it lies now, and *rest*. *inner* has their ties, *cut* those
    between movers and rest, the mover first, and *unsure* those that may be cut:
    of one of the two it is not known where it works.
    """

    def __init__(
        self,
        material: _Material,
        origin: ZoneId,
        to: ZoneId | None,
        parts: tuple[PartId, ...],
        *,
        serving_all: bool,
    ) -> None:
        self.origin, self.to, self.now = origin, to, material.land_now
        self.was, self.later = material.areas(serving_all=serving_all, by_land=True)
        self.graph = _among(material.ties, self.was)
        unknown = {partner for partner in self.was if not self.was[partner].is_known}
        serving = {*material.serving(parts)} & (self.was.keys() - unknown)
        self.has_data = any(self.graph[partner].keys() - unknown for partner in serving)
        self.losing = _working_in(self.was, origin)
        self.movers = tuple(
            partner
            for partner in self.losing
            if origin not in self.now[partner].shares and material.has_land(partner, parts)
        )
        self.rest = tuple(partner for partner in self.losing if partner not in self.movers)
        self.inner = self.graph.subgraph(self.losing)
        self.cut = list(nx.edge_boundary(self.inner, self.movers))
        self.unsure = list(self.graph.subgraph(unknown.union(self.losing)).edges(unknown))

    def measures(self) -> tuple[Measurement, ...]:
        """Return what the moved border does to those who work together."""
        return (*self._cut(), *self._straddling(), *self._fabric(), self._landing())

    def _tied(
        self, name: str, value: float | None, formula: str, reason: str = "", unsure: float = 0
    ) -> Measurement:
        """Return a measure of ties: without recorded ties there is no data."""
        value = value if self.has_data else None
        found = Measurement(name=name, value=value, formula=formula, reason=reason or _NO_TIES)
        if value is None or not unsure:
            return found
        return evolve(found, low=value, high=value + unsure)

    def _located(self, name: str, value: float | None, formula: str) -> Measurement:
        """Return a measure of areas: without known areas there is no data."""
        value = value if self.losing else None
        return Measurement(name=name, value=value, formula=formula, reason=_NO_AREA)

    def _weight(self, ties: Iterable[tuple[str, str]]) -> float:
        return fsum(tie_weight(*tie, self.graph.edges[tie]) for tie in ties)

    def _cut(self) -> Iterator[Measurement]:
        cut, inner = self._weight(self.cut), self._weight(self.inner.edges)
        bridged = [other for _, other in self.cut if self.to in self.now[other].shares]
        share = cut / inner if inner else None
        count, unsure = float(len(self.cut)), self.unsure
        yield self._tied("ties cut", count, _COUNT_CUT, unsure=len(unsure))
        yield self._tied("weight cut", cut, _WEIGHT_CUT, unsure=self._weight(unsure))
        yield self._tied("share of the zone's ties cut", share, "weight cut / all inside")
        yield self._tied("cut ties to partners in both zones", float(len(bridged)), "count")
        sides = self.movers, self.rest
        least = min(nx.volume(self.inner, side, weight="weight") for side in sides)
        value = cut / least if least else None
        reason = said("nobody with ties moves or stays") if self.has_data else ""
        yield self._tied("conductance", value, "cut / min(vol M, vol A without M)", reason)

    def _straddling(self) -> Iterator[Measurement]:
        zones = self.origin, self.to
        found = []
        for areas in (self.was, self.later):
            all_there = {p for zone in zones for p in _working_in(areas, zone)}
            found.append((len(_working_in(areas, *zones)), len(all_there)))
        for name, (both, _) in zip(_STRADDLERS, found, strict=True):
            yield self._located(name, float(both), "partners with land in both zones")
        for name, (both, either) in zip(_SHARED, found, strict=True):
            share = both / either if either else None
            yield self._located(name, share, "of those with land in either zone (Jaccard)")

    def _fabric(self) -> Iterator[Measurement]:
        left = [partner for partner in self.losing if self.origin in self.now[partner].shares]
        for (fragments, dense, cutting), who in zip(_FABRIC, (self.losing, left), strict=True):
            graph = self.graph.subgraph(who)
            for name, each in ((fragments, fragmentation(graph)), (dense, density(graph))):
                yield self._tied(name, each.value, each.formula, each.reason)
            yield self._tied(cutting, float(len(cut_partners(graph))), "articulation points")

    def _landing(self) -> Measurement:
        hosts = _working_in(self.was, self.to)
        new = [m for m in self.movers if m not in hosts and self.to in self.now[m].shares]
        strangers = [m for m in new if self.graph[m].keys().isdisjoint(hosts)]
        name = "movers without a tie in the gaining zone"
        return self._tied(name, float(len(strangers)), "count of those that were not in it before")


def _working_in(areas: Mapping[str, ServiceArea], *zones: str | None) -> tuple[str, ...]:
    """Return the partners that have land in all of these zones, sorted."""
    return tuple(p for p in sorted(areas) if areas[p].shares.keys() >= {*zones})


@frozen
class Affinity:
    """With which zone those who serve a municipality work, and how much.

    A tie of one of them counts by how much of its land is that municipality.
    *state* is ``moved`` or ``undecided``; *share* is ``None`` where no ties of theirs
    are recorded: no data.
    """

    municipality: str
    zone: str
    share: float | None
    state: str


@frozen(kw_only=True)
class BorderImpact(Held):
    """What the land that went from one zone to another does.

    *to* is ``None`` where the land lies in no zone afterwards. *measures* leave
    out partners that serve all, *with_serving_all* do not. *movers* are the
    partners that leave: some of their land went over this border and none is
    left in the losing zone. *landed* says in which zones each works afterwards:
    one, several or none. Who leaves over several borders counts at each.
    *seats* are those of the losing zone's board before. *seats_after* are those
    of the gaining zone's board that speak for the land afterwards, and
    *without_seat* the municipalities for which none of its earlier seats speaks;
    ``None`` where nothing is stated.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> days = fl.on("2024-12-31"), fl.on("2025-01-01")
        >>> border = impact(*days, elz.dossier("haspengouw")).border("haspengouw", "herkenrode")
        >>> border.municipalities
        ('Kortessem',)
    """

    origin: ZoneId
    to: ZoneId | None
    parts: tuple[PartId, ...]
    municipalities: tuple[str, ...]
    landed: Mapping[str, tuple[ZoneId, ...]] = field(hash=False)
    measures: tuple[Measurement, ...]
    with_serving_all: tuple[Measurement, ...]
    has_data: bool
    actions: Answer[ActionContinuity]
    seats: Answer[ClusterSeats]
    seats_after: tuple[SeatId, ...] | None
    without_seat: tuple[str, ...] | None

    @property
    def movers(self) -> tuple[str, ...]:
        """The partners that leave the losing zone, sorted."""
        return tuple(sorted(self.landed))

    @property
    def title(self) -> str:
        """Where the land came from and where it went."""
        if self.to is None:
            return said("{origin} → no zone", origin=self.origin)
        return f"{self.origin} → {self.to}"

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
            Column("low", "number", label="at least"),
            Column("high", "number", label="at most"),
            Column("with_serving_all", "number", label="with those that serve all"),
            Column("how"),
        )
        rows = [
            (term(one.name), one.value, one.low, one.high, other.value, _how(one))
            for one, other in zip(self.measures, self.with_serving_all, strict=True)
        ]
        title = said("{way}: {land:list all}", way=self.title, land=self.municipalities)
        return Table(title, columns, rows, tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        if any(each.low is not None for each in self.measures):
            yield said(
                "At least and at most: of some ties it is not known where both partners work."
            )
        if not self.landed:
            yield said("Nobody of whom the area is known leaves.")
        for partner, zones in sorted(self.landed.items()):
            yield (
                said("Leaves: {partner}, to {zones:and}.", partner=partner, zones=zones)
                if zones
                else said("Leaves: {partner}, whose land is now in no zone.", partner=partner)
            )

    def __repr__(self) -> str:
        """Say which land goes where."""
        land = short(listed(self.municipalities))
        return f"<BorderImpact {short(self.origin)} to {short(self.to or 'no zone')}: {land}>"

    def to_card(self) -> Card:
        """Return what the land that goes does, counted, with its tables."""
        counts = (
            ("municipalities", self.municipalities),
            ("partners that leave", len(self.movers)),
        )
        tables = (self.to_table(), self.actions.to_table(), self.seats.to_table())
        return Card(self.title, counts, tables=tables)


_Measure = Callable[[Any, Mapping[str, ServiceArea]], Measurement]


@frozen(kw_only=True)
class Impact(Held):
    """What moved borders do to collaboration, between two days (*impact*).

    Ties are those of *during*; only the borders move. The ties of local
    governments that merged go to their heirs. *kappa* and *fit* are pairs,
    before and after, without partners that serve all; those with them stand
    beside. They are about the ties of which it is known where both partners
    work: *ties_unplaced* of the *ties* are not, and kappa then has bounds.
    *unknown* are partners of whom it is not known where they work; *survey_form*
    is what to ask them, those with most ties first.

    *graph* has the ties; each partner has *zones_before* and *zones_after*, in which
    it works on the two *days*, none where that is not known, and *land*, the parts
    that it serves on the earlier day, none where it serves all.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = impact(fl.on("2024-12-31"), fl.on("2025-01-01"), elz.dossier("haspengouw"))
        >>> len(found.borders)
        6
    """

    before: date
    after: date
    during: Period
    ties: int
    ties_unplaced: int
    kappa: tuple[Measurement, Measurement]
    kappa_with_serving_all: tuple[Measurement, Measurement]
    fit: tuple[Measurement, Measurement]
    borders: tuple[BorderImpact, ...]
    affinities: Answer[Affinity]
    survey_form: Answer[SurveyQuestion]
    days: tuple[Snapshot, Snapshot]
    graph: nx.Graph[Any] = field(eq=SAME_GRAPH, hash=False)
    heirs: Mapping[str, str] = field(factory=dict, hash=False)
    unknown: tuple[str, ...] = ()
    is_invented: bool = False

    @property
    def kappa_change(self) -> float | None:
        """How much more collaboration must now be organised across zones."""
        return _change(self.kappa)

    def border(self, origin: str, to: str | None) -> BorderImpact:
        """Return what the land that went from one zone to another does.

        Raises:
            UnknownIdError: If no land went that way.
        """
        for each in self.borders:
            if (each.origin, each.to) == (origin, to):
                return each
        way = "{origin} to {to}"
        moved = [said(way, origin=each.origin, to=each.to) for each in self.borders]
        raise UnknownIdError("moved border", said(way, origin=origin, to=to), moved)

    def to_table(self) -> Table:
        """Return what holds for all zones together, before and after."""
        names = [
            said("cross-zone share (kappa)"),
            said("kappa with partners that serve all"),
            said("fit of the zones"),
        ]
        if self.ties_unplaced:
            names = [said("{measure}, of ties between known areas", measure=name) for name in names]
        known = zip(names, (self.kappa, self.kappa_with_serving_all, self.fit), strict=True)
        pairs = [(name, pair, _change(pair)) for name, pair in known]
        rows = [
            (name, one.value, other.value, change, _how(one))
            # How much a bound changes is no bound of the change.
            for name, (one, other), change in [*((*each, None) for each in self._bounds()), *pairs]
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

    def _bounds(self) -> Iterator[tuple[str, tuple[Measurement, Measurement]]]:
        """Yield what kappa is at least and at most, where ties are left out of it."""
        if self.ties_unplaced:
            one, other = self.kappa
            low = evolve(one, value=one.low), evolve(other, value=other.low)
            high = evolve(one, value=one.high), evolve(other, value=other.high)
            yield said("kappa of all ties, at least"), low
            yield said("kappa of all ties, at most"), high

    def _notes(self) -> Iterator[str]:
        if self.is_invented:
            yield said("Invented example.")
        yield from self._not_known()
        if self.unknown:
            yield said(
                "No data on where {n} {n:partner works|partners work}: {partners:list all}.",
                n=len(self.unknown),
                partners=self.unknown,
            )
        yield said("Ties are those of {period}; only the borders move.", period=self.during)
        passed = [f"{old} → {new}" for old, new in sorted(self.heirs.items()) if old != new]
        if passed:
            yield said("Ties inherited: {passed:list all}.", passed=passed)

    def _not_known(self) -> Iterator[str]:
        for day in self.days:
            if not day.zones:
                yield said(_NO_ZONES, day=day.day)
        if self.ties_unplaced:
            yield said(
                "Not known: of {unplaced} of {ties} ties, where both partners work. "
                "Ask the partners which municipalities they serve.",
                unplaced=self.ties_unplaced,
                ties=self.ties,
            )

    def tables(self) -> tuple[Table, ...]:
        """Return everything as tables: what is to be asked, the whole, then each border."""
        form = [self.survey_form.to_table()] if self.unknown else []
        return (*form, *self._measured_tables())

    def _measured_tables(self) -> tuple[Table, ...]:
        found = [self.to_table(), self.affinities.to_table()]
        for each in self.borders:
            found += [each.to_table(), each.actions.to_table(), each.seats.to_table()]
        return tuple(found)

    def __repr__(self) -> str:
        """Count the borders that moved."""
        return f"<Impact from {self.before} to {self.after}: {len(self.borders)} moved borders>"

    def to_card(self) -> Card:
        """Return what the borders that moved do, counted, with its tables."""
        before, after = (_shown(each) for each in self.kappa)
        counts = (
            ("moved borders", len(self.borders)),
            ("ties", self.ties),
            ("ties of which it is not known where both partners work", self.ties_unplaced or None),
            ("partners of whom it is not known where they work", len(self.unknown)),
            ("cross-zone share before", before),
            ("cross-zone share after", after),
        )
        title = said(
            "Collaboration and borders, {one} to {other}", one=self.before, other=self.after
        )
        invented = [said("An invented example.")] if self.is_invented else []
        warnings = [*invented, *self._not_known()]
        tables, notes = self._measured_tables(), self._notes()
        return Card(title, counts, warnings=warnings, tables=tables, notes=notes)


def _how(measured: Measurement) -> str:
    return term(measured.reason or measured.formula)


def _shown(kappa: Measurement) -> Cell:
    """Return a share for a headline: its bounds where ties are left out of it."""
    if kappa.low is None or kappa.high is None:
        return kappa.value
    low, high = outwards(kappa.low, kappa.high, 2)
    return said("between {low} and {high}", low=low, high=high)


def _change(pair: tuple[Measurement, Measurement]) -> float | None:
    one, other = (each.value for each in pair)
    return None if one is None or other is None else other - one


def impact(  # noqa: PLR0913 - two days and how to look at what was between
    before: Snapshot | Outcome,
    after: Snapshot | None = None,
    dossiers: Dossier | Iterable[Dossier] = (),
    *,
    during: Period | None = None,
    layers: Iterable[VenueKind] | None = None,
    year: int | None = None,
    coordinator: bool = False,
) -> Impact:
    """Return what the borders that moved between two days do to collaboration.

    Where nothing is recorded the answer is "no data", never "no impact". Of an
    outcome, the two days and the dossiers are those that it was made with.

    Args:
        before: The day before; or the outcome of a scenario.
        after: The day after, of the same landscape or of one with other events.
        dossiers: What zones publish about their partners.
        during: When partners met: the ties of this period count, as they are. By
            default the year up to and including the day before.
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
    window = during or _year_to(days[0].day)
    material = _Material(days, dossiers, window, layers, year, coordinator=coordinator)
    ties, unplaced = material.counted()
    unknown = tuple(p for p in partners_in(material.met) if not material.was[p].is_known)
    return Impact(
        before=days[0].day,
        after=days[1].day,
        during=window,
        ties=ties,
        ties_unplaced=unplaced,
        kappa=material.pair(cross_zone_share),
        kappa_with_serving_all=material.pair(cross_zone_share, serving_all=True),
        fit=material.pair(zone_modularity),
        borders=tuple(material.impact(*moved) for moved in material.moved_land()),
        affinities=Answer(
            title=said("Zone affinity"),
            rows=tuple(_affinities(material)),
            notes=(
                said("Share of the ties of those who serve it, by the zone of the other."),
                said("A tie counts by how much of the partner's land is that municipality."),
            ),
            row_type=Affinity,
        ),
        survey_form=areas_form(material.ties, unknown),
        days=days,
        graph=material.placed(),
        heirs=material.heirs,
        unknown=unknown,
        is_invented=any(dossier.is_invented for dossier in material.dossiers.values()),
    )


def _year_to(day: date) -> Period:
    """Return the year of which a day is the last."""
    until = day_after(day)
    if until.year == MINYEAR:
        return Period(None, until)
    if (until.month, until.day) == (2, 29):
        return Period(date(until.year - 1, 3, 1), until)
    return Period(until.replace(year=until.year - 1), until)


class _Material:
    """The ties and the areas on both sides of the change.

    *was* and *later* divide the land of each partner by the year's inhabitants
    where these are asked for; *land_was* and *land_later* by land alone.
    """

    def __init__(
        self,
        days: tuple[Snapshot, Snapshot],
        given: Dossier | Iterable[Dossier],
        during: Period,
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
            published, during=during, layers=layers, coordinator=coordinator
        )
        heirs = heirs_of(*days, published)
        self.heirs = {was: heir.id for was, heir in heirs.items() if was in self.met}
        taken = inherited(self.met, self.heirs)
        self.ties, self.later_ties = projection(self.met), projection(taken)
        self._taken = taken
        self._heirs = heirs
        self.was, self.later = self._areas(year)
        by_land = (self.was, self.later) if year is None else self._areas(None)
        self.land_was, self.land_later = by_land

    def _areas(self, year: int | None) -> tuple[dict[str, ServiceArea], dict[str, ServiceArea]]:
        """Return where partners work before, and where they or their heirs do afterwards."""
        day = self.days[1]
        was, later = (service_areas(on, self.dossiers.values(), year=year) for on in self.days)
        later |= {heir.id: service_area(day, heir, year=year) for heir in self._heirs.values()}
        return _filled(was, partners_in(self.met)), _filled(later, partners_in(self._taken))

    def serving(self, parts: Iterable[PartId]) -> dict[str, float]:
        """Return who serves some of this land, and how much of what it serves that is."""
        land, day = set(parts), self.days[0]
        return {
            p: share_served(day, what, land, year=self.year)
            for p, what in sorted(self.partners.items())
            if land & day.layout.living(what.area)
        }

    def has_land(self, partner: str, parts: Iterable[PartId]) -> bool:
        """Tell whether some of this land is served by a partner, on either day."""
        what = self.partners[partner]
        return any(not land_of(day, what).keys().isdisjoint(parts) for day in self.days)

    def counted(self) -> tuple[int, int]:
        """Return how many ties there are, and of how many not both areas are known."""
        local, _ = self.areas(serving_all=False)
        ties = _among(self.ties, local)
        return len(ties.edges), len(ties.edges) - len(known_ties(ties, local))

    @property
    def land_now(self) -> dict[str, ServiceArea]:
        """Where each partner, or its heir, works afterwards, by the id of before."""
        return {p: self.land_later[self.heirs.get(p, p)] for p in self.land_was}

    def placed(self) -> nx.Graph[Any]:
        """Return the ties, each partner with where it works before and after, and on which land."""
        found: Any = self.ties.copy()
        now = self.land_now
        for partner, what in found.nodes(data=True):
            known = self.partners.get(partner)
            what["zones_before"] = self.land_was[partner].zones
            what["zones_after"] = now[partner].zones
            land = () if known is None or known.serves_all else land_of(self.days[0], known)
            what["land"] = tuple(sorted(land))
        return found

    def pair(
        self, measure: _Measure, *, serving_all: bool = False
    ) -> tuple[Measurement, Measurement]:
        """Return a measure before and after."""
        was, later = self.areas(serving_all=serving_all)
        return (
            measure(_among(self.ties, was), was),
            measure(_among(self.later_ties, later), later),
        )

    def areas(self, *, serving_all: bool, by_land: bool = False) -> list[dict[str, ServiceArea]]:
        """Return where partners work before and after, with or without those that serve all."""
        both = (self.land_was, self.land_later) if by_land else (self.was, self.later)
        return [
            {p: area for p, area in areas.items() if serving_all or not area.serves_all}
            for areas in both
        ]

    def moved_land(self) -> Iterator[tuple[ZoneId, ZoneId | None, tuple[PartId, ...]]]:
        """Yield the land that left a zone, with the zone in which it is now, if any."""
        for flow in zone_flows(*(day.zone_map for day in self.days)):
            if flow.origin is not None:
                yield flow.origin, flow.to, flow.parts

    def impact(self, origin: ZoneId, to: ZoneId | None, parts: tuple[PartId, ...]) -> BorderImpact:
        """Return what the land that went from one zone to another does."""
        before, after = self.days
        local, every = (
            _MovedBorder(self, origin, to, parts, serving_all=serving_all)
            for serving_all in (False, True)
        )
        losing, gaining = (
            self.dossiers.get(zone) or Dossier(zone_id=zone) for zone in (origin, to or ZoneId(""))
        )
        return BorderImpact(
            origin=origin,
            to=to,
            parts=parts,
            municipalities=tuple(m.name for m in before.layout.holding(parts)),
            landed={partner: local.now[partner].zones for partner in local.movers},
            measures=local.measures(),
            with_serving_all=every.measures(),
            has_data=local.has_data,
            actions=action_continuity(
                self.met, losing, self.land_was, self.land_now, self.days, year=self.year
            ),
            seats=seats_that_lose_ground(losing, parts, before),
            seats_after=seats_for(gaining, parts, after),
            without_seat=without_seat(gaining, before, after),
        )


def _among(ties: nx.Graph[Any], partners: Mapping[str, Any]) -> nx.Graph[Any]:
    """Return the ties among some partners; a view is slow, so not of all."""
    return ties if len(ties) == len(partners) else ties.subgraph(partners)


def _filled(areas: Mapping[str, ServiceArea], partners: Iterable[str]) -> dict[str, ServiceArea]:
    unknown = ServiceArea(reason=said("the dossier does not describe it"))
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
                why = said("{state}; no data", state=term(state))
                yield Affinity(municipality.name, "", None, why)
            for zone, share in (shares or {}).items():
                yield Affinity(municipality.name, zone, share, term(state))
