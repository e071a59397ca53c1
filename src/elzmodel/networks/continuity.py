"""Which actions and projects go on when a border moves, and which seats lose their ground."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from elzmodel.networks._meetings import venue_key
from elzmodel.partners import VenueKind
from elzmodel.values import Column, PartId, SeatId, Table, Total, ZoneId, tupled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from elzmodel.governance import CareCouncil, Seat
    from elzmodel.landscape import Snapshot
    from elzmodel.landscape.dossier import Dossier
    from elzmodel.networks.service_area import ServiceArea
    from elzmodel.policy import Project

__all__ = ["ActionContinuity", "action_continuity", "seat_table", "seats_for", "without_seat"]

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
        >>> from elzmodel.landscape.dossier import Dossier
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
