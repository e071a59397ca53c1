"""Seats whose constituency is no longer where they are: the border moved.

Not imported by the room itself: a landscape does not need councils. The day is
that of the snapshot, whatever the period of the council, so that a council of
the eve can be held against a merger.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance import CareCouncil, ConstituencyKind
from elzmodel.landscape.representation import unrepresented_municipalities
from elzmodel.values import BodyId, Column, Finding, Outcome, SeatId, Table, ZoneId, tupled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.governance import Constituency, Seat
    from elzmodel.landscape.snapshot import Snapshot
    from elzmodel.territory import Municipality
    from elzmodel.values import PartId

__all__ = ["StrandedSeat", "StrandedSeats", "Stranding", "check_representation", "stranded_seats"]

_STRANDED = "ELZ-G030"
_WITHOUT = "ELZ-G031"


class Stranding(Enum):
    """What became of the land of a seat's constituency.

    Example:
        >>> Stranding("outside").words
        'lies outside the zone'
    """

    OUTSIDE = "outside"
    PARTLY_OUTSIDE = "partly-outside"
    UNDECIDED = "undecided"
    MERGED = "merged"
    SPLIT = "split"
    GONE = "gone"

    @property
    def words(self) -> str:
        """What it says, in words."""
        return _WORDS[self]


_WORDS = {
    Stranding.OUTSIDE: "lies outside the zone",
    Stranding.PARTLY_OUTSIDE: "lies partly outside the zone",
    Stranding.UNDECIDED: "may lie outside the zone: that is undecided",
    Stranding.MERGED: "became part of another municipality",
    Stranding.SPLIT: "was divided among several municipalities",
    Stranding.GONE: "is not all in a municipality",
}


@frozen(kw_only=True, field_transformer=tupled)
class StrandedSeat:
    """A seat with one of its constituencies, and what became of that one's land.

    *municipalities* hold the land on the day, *zones* it lies in.

    Example:
        >>> StrandedSeat(seat="lb-1", body="board", label="Alken").reasons
        ()
    """

    seat: SeatId
    body: BodyId
    label: str
    reasons: tuple[Stranding, ...] = ()
    municipalities: tuple[str, ...] = ()
    zones: tuple[ZoneId, ...] = ()

    def __str__(self) -> str:
        """Say what became of the constituency."""
        now = f" (now {', '.join(self.municipalities)})" if self.municipalities else ""
        return f"{self.label}{now} {' and '.join(reason.words for reason in self.reasons)}"


@frozen(kw_only=True, field_transformer=tupled)
class StrandedSeats:
    """The seats of a council that lost their constituency, or some of it.

    Example:
        >>> len(StrandedSeats(zone="gent", day=date(2025, 1, 1)))
        0
    """

    zone: ZoneId
    day: date
    seats: tuple[StrandedSeat, ...] = ()

    def __len__(self) -> int:
        """Return how many there are, one for each constituency."""
        return len(self.seats)

    def to_table(self) -> Table:
        """Return one row a seat and constituency."""
        columns = (
            Column("seat"),
            Column("body"),
            Column("represents"),
            Column("why"),
            Column("municipalities"),
            Column("zones"),
        )
        rows = [
            (s.seat, s.body, s.label, tuple(r.words for r in s.reasons), s.municipalities, s.zones)
            for s in self.seats
        ]
        return Table(f"Stranded seats of {self.zone} on {self.day}", columns, rows)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def stranded_seats(council: CareCouncil, snapshot: Snapshot) -> StrandedSeats:
    """Return the seats, of any body, whose constituency's land is not (all) in the zone.

    Also those whose municipality became part of another one, or was divided;
    one that goes on under another name or code, or that took in a neighbour, is
    not stranded. Land whose zone is undecided may lie outside, and says so.

    Raises:
        NotOnDayError: If the zone does not exist on the day.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.governance import CareCouncil, Cluster, Constituency, Seat
        >>> kortessem = Constituency(
        ...     kind=ConstituencyKind.MUNICIPALITY, label="Kortessem", parts=["kortessem"]
        ... )
        >>> seat = Seat(
        ...     id="lb-1", body="board", cluster=Cluster.LOCAL_AUTHORITY, represents=[kortessem]
        ... )
        >>> council = CareCouncil(id="raad", zone="haspengouw", seats=[seat])
        >>> print(stranded_seats(council, flanders().on("2025-01-01")).seats[0])
        Kortessem (now Hasselt) lies outside the zone and became part of another municipality
    """
    zone = snapshot.zone(council.zone).id
    found = [
        _look(seat, each, zone, snapshot)
        for seat in council.seats
        if snapshot.day in seat.period
        for each in seat.represents
        if each.kind is ConstituencyKind.MUNICIPALITY
    ]
    stranded = tuple(each for each in found if each.reasons)
    return StrandedSeats(zone=zone, day=snapshot.day, seats=stranded)


def _look(seat: Seat, each: Constituency, zone: ZoneId, snapshot: Snapshot) -> StrandedSeat:
    layout, zones = snapshot.layout, snapshot.zone_map
    land = layout.living(each.parts)
    undecided = {part for part in land if part in zones.undecided}
    decided = zones.split(sorted(land - undecided))
    inside = bool(undecided) or zone in decided
    outside = bool(decided.keys() - {zone})
    reasons = [Stranding.PARTLY_OUTSIDE if inside else Stranding.OUTSIDE] if outside else []
    reasons += [Stranding.UNDECIDED] if undecided else []
    reasons += _became(each.parts, snapshot)
    reasons += [] if all(layout.living((p,)) for p in each.parts) else [Stranding.GONE]
    return StrandedSeat(
        seat=seat.id,
        body=seat.body,
        label=each.label,
        reasons=tuple(reasons),
        municipalities=tuple(m.name for m in layout.holding(each.parts)),
        zones=tuple(z for z in decided if z is not None),
    )


def _became(parts: tuple[PartId, ...], snapshot: Snapshot) -> list[Stranding]:
    """Say whether the municipality that had just this land ended, and others hold it now."""
    was = _municipality_of(parts, snapshot)
    layout = snapshot.layout
    holders = layout.holding(parts)
    if was is None or not holders or was.unit in {holder.unit for holder in holders}:
        return []
    if any(not layout.refinement.covers(frozenset(parts), h.parts) for h in holders):
        return [Stranding.MERGED]
    return [Stranding.SPLIT] if len(holders) > 1 else []


def _municipality_of(parts: tuple[PartId, ...], snapshot: Snapshot) -> Municipality | None:
    """Return the last municipality that had just these parts, up to the day."""
    started = (
        version
        for version in snapshot.names.register.versions
        if set(version.parts) == set(parts) and _starts_by(version, snapshot.day)
    )
    return max(started, key=lambda version: version.period.start or date.min, default=None)


def _starts_by(version: Municipality, day: date) -> bool:
    return version.period.start is None or version.period.start <= day


def check_representation(council: CareCouncil, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return the stranded seats (``ELZ-G030``) and municipalities without one (``ELZ-G031``).

    What is undecided or may yet be stated is unknown.

    Raises:
        NotOnDayError: If the zone does not exist on the day.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.governance import CareCouncil
        >>> council = CareCouncil(id="raad", zone="gent")
        >>> print(check_representation(council, flanders().on("2025-01-01"))[0])
        ELZ-G031 warning (unknown): raad: Gent has no seat: no seat of a board is stated
    """
    return (*_stranded_findings(council, snapshot), *_without_findings(council, snapshot))


def _stranded_findings(council: CareCouncil, snapshot: Snapshot) -> Iterator[Finding]:
    for each in stranded_seats(council, snapshot).seats:
        is_open = each.reasons == (Stranding.UNDECIDED,)
        yield Finding(
            code=_STRANDED,
            subject=each.seat,
            message=str(each),
            outcome=Outcome.UNKNOWN if is_open else Outcome.FAIL,
        )


def _without_findings(council: CareCouncil, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding for all municipalities that lack a seat for the same reason."""
    alike: dict[tuple[str, bool], list[str]] = {}
    for each in unrepresented_municipalities(council, snapshot).municipalities:
        alike.setdefault((each.why, each.is_certain), []).append(each.name)
    for (why, is_certain), names in alike.items():
        verb = "has" if len(names) == 1 else "have"
        yield Finding(
            code=_WITHOUT,
            subject=council.id,
            message=f"{', '.join(names)} {verb} no seat{f': {why}' if why else ''}",
            outcome=Outcome.FAIL if is_certain else Outcome.UNKNOWN,
        )
