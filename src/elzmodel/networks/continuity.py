"""What goes on when a border moves: actions, seats, and ties that others inherit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import networkx as nx
from attrs import evolve, frozen

from elzmodel.dossiers import Dossier
from elzmodel.governance import CareCouncil, Seat
from elzmodel.landscape import Snapshot
from elzmodel.networks.affiliation import meet, partners_of, sources_of, venue_key, venues_in
from elzmodel.networks.localisation import ServiceArea
from elzmodel.partners import Partner, PartnerKind, VenueKind
from elzmodel.policy import Enrolment
from elzmodel.territory import Municipality
from elzmodel.values import Answer, PartId, SeatId, Total, ZoneId, columns
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.text import said

__all__ = ["ActionContinuity"]

_FEWEST = 2
_NO_SEAT = said("no seat of the board is stated")


@columns(
    *("action=name", "partners", "left", "enrolled", "enrolled_left", "reach", "reach_left"),
    "orphaned=is_orphaned",
)
@frozen(kw_only=True, field_transformer=tupled)
class ActionContinuity:
    """What is left of an action or a project when a border moves.

    *partners* is how many with a known area took part, *left* how many of them
    still work in the zone. *enrolled* and *enrolled_left* count the parts that
    are enrolled in a project, with *reach* and *reach_left* their inhabitants;
    ``None`` where no enrolment, or no year, is stated.
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
) -> Answer[ActionContinuity]:
    """Return what is left of each action and project of a zone, most affected first.

    Those of which no partner's area is known and no enrolment is stated are
    left out: of them there is no data.
    """
    zone = dossier.zone_id
    enrolments = {venue_key(zone, VenueKind.PROJECT, p.id): p.enrolments for p in dossier.projects}
    found = []
    for venue in venues_in(graph):
        what = graph.nodes[venue]
        if what["zone"] == zone and what["kind"] in {"action", "project"}:
            here = [p for p in graph[venue] if p in was and zone in was[p].shares]
            left = [p for p in here if zone in now[p].shares]
            enrolled = enrolments.get(venue, ())
            if here or enrolled:
                each = ActionContinuity(
                    venue=venue, name=what["name"], zone=zone, partners=len(here), left=len(left)
                )
                found.append(evolve(each, **_reach(enrolled, zone, days, year)))
    found.sort(key=lambda each: (not each.is_orphaned, each.left - each.partners))
    none = "" if found else said("No data: no action of which a partner's area is known.")
    orphaned = said("Orphaned: fewer than two partners left, or nobody left to reach.")
    return Answer(
        title=said("Actions of {zone}", zone=zone),
        rows=tuple(found),
        notes=(orphaned, none),
        row_type=ActionContinuity,
    )


def _reach(
    enrolments: tuple[Enrolment, ...],
    zone: ZoneId,
    days: tuple[Snapshot, Snapshot],
    year: int | None,
) -> dict[str, Any]:
    """Return how much of the enrolled land lies in a zone on both days, and who lives there."""
    if not enrolments:
        return {}
    parts = [part for each in enrolments if days[0].day in each.period for part in each.parts]
    found: dict[str, Any] = {}
    for left, day in zip(("", "_left"), days, strict=True):
        living = day.layout.living(parts)
        land = [part for part in living if day.zone_map.by_part.get(part) == zone]
        found["enrolled" + left] = len(land)
        if year is not None:
            found["reach" + left] = day.figures.total(land, kind="population", year=year)
    return found


@frozen
class ClusterSeats:
    """The seats of one cluster of a board, and how many lose their ground.

    *lost* are seats of which all municipalities leave the zone, *partly* those
    of which some do, *vacant* those on which nobody sat, between bounds where the list of
    mandates is not complete.
    """

    cluster: str
    seats: int
    lost: int
    partly: int
    vacant: Total


def _board_seats(dossier: Dossier, day: Snapshot) -> tuple[Seat, ...] | None:
    """Return the seats of a council's board, ``None`` where nothing is stated of it."""
    council = dossier.council(on=day.day)
    if council is None or council.board is None:
        return None
    return tuple(council.seats_of(council.board.id, on=day.day))


def seats_that_lose_ground(
    dossier: Dossier, leaving: Iterable[PartId], day: Snapshot
) -> Answer[ClusterSeats]:
    """Return per cluster the seats of a council's board that lose their ground.

    A council of which nothing is stated gives an answer that says so, and no rows.

    Example:
        >>> from elzmodel import flanders
        >>> eve = flanders().on("2024-12-31")
        >>> print(*seats_that_lose_ground(Dossier(zone_id="rits"), ["kortessem"], eve).notes)
        No data: nothing is stated about the council on 2024-12-31.
    """
    council, seats = dossier.council(on=day.day), _board_seats(dossier, day)
    if council is None or seats is None:
        rows, missing = [], said("nothing is stated about the council")
    else:
        rows, missing = [*_by_cluster(council, seats, set(leaving), day.day)], _NO_SEAT
    note = "" if rows else said("No data: {missing} on {day}.", missing=missing, day=day.day)
    title = said("Seats in {zone_id}", zone_id=dossier.zone_id)
    return Answer(title=title, rows=tuple(rows), notes=(note,), row_type=ClusterSeats)


def _by_cluster(
    council: CareCouncil, seats: Iterable[Seat], land: set[PartId], day: date
) -> Iterator[ClusterSeats]:
    by_cluster = grouped((seat.cluster.value, seat) for seat in seats)
    for cluster, those in sorted(by_cluster.items()):
        is_all = [land.issuperset(seat.parts) for seat in those if land.intersection(seat.parts)]
        lost, vacant = sum(is_all), council.vacancies(those, on=day)
        yield ClusterSeats(cluster, len(those), lost, len(is_all) - lost, vacant)


def seats_for(dossier: Dossier, land: Iterable[PartId], day: Snapshot) -> tuple[SeatId, ...] | None:
    """Return the seats of a council's board that speak for some land on a day.

    ``None`` where nothing is stated about the board.
    """
    seats = _board_seats(dossier, day)
    if seats is None:
        return None
    living = day.layout.living(land)
    return tuple(seat.id for seat in seats if living & day.layout.living(seat.parts))


def without_seat(dossier: Dossier, before: Snapshot, after: Snapshot) -> tuple[str, ...] | None:
    """Return the later municipalities of a zone for which no seat of the board speaks.

    The seats are those of the earlier day. ``None`` where nothing is stated
    about them.
    """
    seats, zone = _board_seats(dossier, before), dossier.zone_id
    if seats is None or zone not in after.zone_map.by_id:
        return None
    land = after.layout.living({part for seat in seats for part in seat.parts})
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
        >>> from elzmodel.dossiers import Dossier
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
        was, now = _whole(before, partner), _only_holder(after, partner)
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
    held = _only_holder(snapshot, partner)
    if held is None or partner.kind is not PartnerKind.MUNICIPALITY:
        return None
    is_whole = snapshot.layout.living(partner.area) == set(held.parts)
    return held if is_whole and snapshot.layout.covers(held, partner.area) else None


def _only_holder(snapshot: Snapshot, partner: Partner) -> Municipality | None:
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
            for venue, met in graph[partner].items():
                meet(found, heir, venue, met["kinds"], met["roles"], met["spells"])
            found.remove_node(partner)
    return found
