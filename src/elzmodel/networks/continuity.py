"""What goes on when a border moves: actions, seats, and ties that others inherit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import networkx as nx
from attrs import evolve, frozen

from elzmodel.dossiers.dossier import Dossier
from elzmodel.governance import CareCouncil, Seat
from elzmodel.landscape import Snapshot
from elzmodel.networks.affiliation import partners_of, sources_of, venue_key
from elzmodel.networks.service_areas import ServiceArea
from elzmodel.partners import Partner, PartnerKind, VenueKind
from elzmodel.policy import Project
from elzmodel.territory import Municipality
from elzmodel.values import Column, PartId, SeatId, Table, Total, ZoneId, tupled

__all__ = [
    "ActionContinuity",
    "action_continuity",
    "heirs_of",
    "inherited",
    "seat_table",
    "seats_for",
    "without_seat",
]

_FEWEST = 2


@frozen(kw_only=True, field_transformer=tupled)
class ActionContinuity:
    """What is left of an action or a project when a border moves.

    *partners* is how many with a known area took part, *left* how many of them
    still work in the zone. *enrolled* and *enrolled_left* count the parts that
    are enrolled in a project, with *reach* and *reach_left* their inhabitants;
    ``None`` where no enrolment, or no year, is stated.

    Example:
        >>> ActionContinuity(venue="v", name="x", zone="z", partners=2, left=1).is_orphaned
        True
    """

    venue: str
    name: str
    zone: ZoneId
    partners: int
    left: int
    enrolled: int | None = None
    enrolled_left: int | None = None
    reach: Total | None = None
    reach_left: Total | None = None

    @property
    def is_orphaned(self) -> bool:
        """Whether the border leaves it without two partners, or without anybody to reach."""
        lost_partners = self.partners >= _FEWEST > self.left
        lost_reach = bool(self.enrolled) and not self.enrolled_left
        return lost_partners or lost_reach


def action_continuity(
    graph: nx.Graph[Any],
    dossier: Dossier,
    was: Mapping[str, ServiceArea],
    now: Mapping[str, ServiceArea],
    days: tuple[Snapshot, Snapshot],
    year: int | None = None,
) -> tuple[ActionContinuity, ...]:
    """Return what is left of each action and project of a zone, most affected first.

    Those of which no partner's area is known and no enrolment is stated are
    left out: of them there is no data.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> from elzmodel.networks import affiliation_graph
        >>> dossier, day = Dossier(zone_id="haspengouw"), flanders().on("2025-01-01")
        >>> action_continuity(affiliation_graph(dossier), dossier, {}, {}, (day, day))
        ()
    """
    zone = dossier.zone_id
    projects = {venue_key(zone, VenueKind.PROJECT, p.id): p for p in dossier.projects}
    found = []
    for venue, what in sorted(graph.nodes(data=True)):
        if (
            what["mode"] == "venue"
            and what["zone"] == zone
            and what["kind"] in {"action", "project"}
        ):
            here = [p for p in graph[venue] if p in was and zone in was[p].shares]
            left = [p for p in here if zone in now[p].shares]
            each = ActionContinuity(
                venue=venue, name=what["name"], zone=zone, partners=len(here), left=len(left)
            )
            project = projects.get(venue)
            if project is not None and project.enrolments:
                found.append(_with_reach(each, project, days, year))
            elif here:
                found.append(each)
    return tuple(sorted(found, key=lambda each: (not each.is_orphaned, each.left - each.partners)))


def _with_reach(
    continuity: ActionContinuity,
    project: Project,
    days: tuple[Snapshot, Snapshot],
    year: int | None,
) -> ActionContinuity:
    day = days[0].day
    parts = [part for each in project.enrolments if day in each.period for part in each.parts]
    before, after = (_land_in(snapshot, parts, continuity.zone) for snapshot in days)
    reach = [
        None if year is None else snapshot.figures.total(land, kind="population", year=year)
        for snapshot, land in zip(days, (before, after), strict=True)
    ]
    return evolve(
        continuity,
        enrolled=len(before),
        enrolled_left=len(after),
        reach=reach[0],
        reach_left=reach[1],
    )


def _land_in(snapshot: Snapshot, parts: Iterable[PartId], zone: str) -> list[PartId]:
    living = snapshot.layout.living(parts)
    return sorted(part for part in living if snapshot.zone_map.of_part.get(part) == zone)


def seat_table(
    council: CareCouncil | None, zone: ZoneId, leaving: Iterable[PartId], day: Snapshot
) -> Table:
    """Return per cluster the seats of a council's board that lose their ground.

    *lost* are seats of which all municipalities leave the zone, *partly* those
    of which some do, *vacant* those on which nobody sat. A council of which
    nothing is stated gives a table that says so, and no rows.

    Example:
        >>> from elzmodel import flanders
        >>> print(seat_table(None, "haspengouw", ["kortessem"], flanders().on("2024-12-31")))
        Seats in haspengouw
        cluster  seats  lost  partly  vacant
        No data: nothing is stated about the council on 2024-12-31.
    """
    land = set(leaving)
    columns = (
        Column("cluster"),
        *(Column(name, "number") for name in ("seats", "lost", "partly", "vacant")),
    )
    board = None if council is None else council.board
    if council is None or board is None:
        note = f"No data: nothing is stated about the council on {day.day}."
        return Table(f"Seats in {zone}", columns, (), (note,))
    tallies: dict[str, Counter[str]] = {}
    sitting = council.sitting(on=day.day)
    for seat in council.seats_of(board.id, on=day.day):
        tally = tallies.setdefault(seat.cluster.value, Counter())
        tally.update(_fate(seat, land))
        tally["vacant"] += seat.id not in sitting
    rows = [
        (name, t["seats"], t["lost"], t["partly"], t["vacant"])
        for name, t in sorted(tallies.items())
    ]
    notes = () if rows else (f"No data: no seat of the board is stated on {day.day}.",)
    return Table(f"Seats in {zone}", columns, rows, notes)


def _fate(seat: Seat, land: set[PartId]) -> Iterator[str]:
    yield "seats"
    parts = set(seat.parts)
    if parts and parts <= land:
        yield "lost"
    elif parts & land:
        yield "partly"


def seats_for(
    council: CareCouncil | None, land: Iterable[PartId], day: Snapshot
) -> tuple[SeatId, ...] | None:
    """Return the seats of a council's board that speak for some land on a day.

    ``None`` where nothing is stated about the board.

    Example:
        >>> from elzmodel import flanders
        >>> seats_for(None, ["kortessem"], flanders().on("2025-01-01")) is None
        True
    """
    board = None if council is None else council.board
    if council is None or board is None:
        return None
    living = day.layout.living(land)
    seats = council.seats_of(board.id, on=day.day)
    return tuple(seat.id for seat in seats if living & day.layout.living(seat.parts))


def without_seat(
    council: CareCouncil | None, zone: ZoneId, before: Snapshot, after: Snapshot
) -> tuple[str, ...] | None:
    """Return the later municipalities of a zone for which no seat of the board speaks.

    The seats are those of the earlier day. ``None`` where nothing is stated
    about them.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> without_seat(None, "haspengouw", day, day) is None
        True
    """
    board = None if council is None else council.board
    if council is None or board is None or zone not in after.zone_map.of_id:
        return None
    spoken = {part for seat in council.seats_of(board.id, on=before.day) for part in seat.parts}
    land = after.layout.living(spoken)
    return tuple(m.name for m in after.municipalities_of(zone) if land.isdisjoint(m.parts))


def heirs_of(
    before: Snapshot, after: Snapshot, source: Dossier | Iterable[Dossier]
) -> dict[str, Partner]:
    """Return the partner that each local government is on the later day.

    A local government is a partner of kind municipality whose area is the land
    of one municipality. It becomes the partner whose body continues; where
    none does, the first by id stands for the new one. The partner returned
    serves all land of what the municipality became. Where a town had several
    such partners it is not known who takes over from whom, so that each goes
    on as itself. A municipality that fell apart stays as it was.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.dossiers.dossier import Dossier
        >>> from elzmodel.partners import Partner, PartnerKind
        >>> local = PartnerKind.MUNICIPALITY
        >>> partners = [
        ...     Partner(id=name, name=f"Voorbeeld {name}", kind=local, area=[name])
        ...     for name in ("hasselt", "kortessem")
        ... ]
        >>> dossier = Dossier(zone_id="herkenrode", is_invented=True, partners=partners)
        >>> fl = flanders()
        >>> heirs = heirs_of(fl.on("2024-12-31"), fl.on("2025-01-01"), dossier)
        >>> heirs["kortessem"].id, heirs["kortessem"].area
        ('hasselt', ('hasselt', 'kortessem'))
    """
    groups: defaultdict[Municipality, list[tuple[Municipality, Partner]]] = defaultdict(list)
    partners = partners_of(sources_of(source))
    for partner in partners.values():
        was, now = _whole(before, partner), _became(after, partner)
        if was is not None and now is not None:
            groups[now].append((was, partner))
    found: dict[str, Partner] = {}
    for result, members in groups.items():
        towns = {was.unit for was, _ in members}
        ordered = sorted(members, key=lambda pair: pair[1].id)
        continuing = [partner for was, partner in ordered if was.unit == result.unit]
        heir = (continuing or [ordered[0][1]])[0]
        for _, partner in members:
            follows = heir if len(towns) == len(members) else partner
            found[partner.id] = evolve(follows, area=result.parts)
    return found


def _whole(snapshot: Snapshot, partner: Partner) -> Municipality | None:
    """Return the municipality whose government a partner is."""
    if partner.kind is not PartnerKind.MUNICIPALITY or not partner.area:
        return None
    holding = snapshot.layout.holding(partner.area)
    if len(holding) != 1 or not snapshot.layout.covers(holding[0], partner.area):
        return None
    land = snapshot.layout.living(partner.area)
    return holding[0] if land == set(holding[0].parts) else None


def _became(snapshot: Snapshot, partner: Partner) -> Municipality | None:
    holding = snapshot.layout.holding(partner.area)
    return holding[0] if len(holding) == 1 else None


def inherited(graph: nx.Graph[Any], heirs: Mapping[str, str]) -> nx.Graph[Any]:
    """Return a two-mode graph in which heirs have the venues of whom they follow.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> graph = attendance_graph([("kortessem", "fair"), ("caw", "fair")])
        >>> sorted(inherited(graph, {"kortessem": "hasselt"}))
        ['attendance:gathering:fair', 'caw', 'hasselt']
    """
    found: Any = graph.copy()
    for partner, heir in sorted(heirs.items()):
        if partner != heir and partner in found:
            if heir not in found:
                found.add_node(heir, **graph.nodes[partner])
            for venue in graph[partner]:
                _join(found, partner, heir, venue)
            found.remove_node(partner)
    return found


def _join(graph: nx.Graph[Any], partner: str, heir: str, venue: str) -> None:
    old, new = graph.edges[partner, venue], graph.get_edge_data(heir, venue, {})
    joined = {name: tuple(sorted({*old[name], *new.get(name, ())})) for name in ("roles", "kinds")}
    spells = tuple(dict.fromkeys((*new.get("spells", ()), *old["spells"])))
    statutory = old["statutory"] and new.get("statutory", True)
    graph.add_edge(heir, venue, **joined, statutory=statutory, spells=spells)
