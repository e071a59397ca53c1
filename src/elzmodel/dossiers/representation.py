"""Whom seats speak for, held against the land of a day, and which of them are stranded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import frozen

from elzmodel.governance import BodyKind, CareCouncil, Cluster, Constituency, ConstituencyKind, Seat
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import (
    Answer,
    BodyId,
    CheckOutcome,
    Code,
    Codes,
    Finding,
    NisCode,
    PartId,
    Ref,
    SeatId,
    Total,
    ZoneId,
    columns,
)
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.text import Phrase, phrase, said, term

__all__ = [
    "MunicipalityLoad",
    "MunicipalityWithoutSeat",
    "StrandedSeat",
    "Stranding",
    "seat_load",
    "stranded_seats",
    "unrepresented_municipalities",
]


# --- seats and municipalities --------------------------------------------------


@frozen
class Member:
    """A municipality with its land in the zone, as far as that is decided."""

    municipality: Municipality
    decided: frozenset[PartId]
    undecided: frozenset[PartId]

    @property
    def land(self) -> frozenset[PartId]:
        return self.decided | self.undecided


def members_of(zone: ZoneId, snapshot: Snapshot) -> Iterator[Member]:
    """Yield the municipalities with land in the zone, or with land that may come to it."""
    zone = snapshot.zone(zone).id
    decided = frozenset(snapshot.zone_map.decided_parts(zone))
    possible = frozenset(snapshot.zone_map.possible_parts(zone))
    layout = snapshot.layout
    for municipality in layout.holding(layout.by_part.keys() & (decided | possible)):
        yield Member(
            municipality, decided & {*municipality.parts}, possible & {*municipality.parts}
        )


def why_zone_absent(zone: ZoneId, snapshot: Snapshot) -> str | Phrase:
    """Say why there is no zone of an id on a day; nothing where there is."""
    if zone in snapshot.zone_map.by_id:
        return ""
    not_on_record = phrase("zone {zone!r} is not on record", zone=zone)
    return snapshot.zone_map.why_no_zones or not_on_record


def _board_seats(council: CareCouncil, snapshot: Snapshot) -> tuple[Seat, ...]:
    boards = council.own_bodies(BodyKind.BOARD)
    return tuple(seat for board in boards for seat in council.seats_of(board.id, on=snapshot.day))


@columns("nis", "municipality=name", "seat", "why")
@frozen(kw_only=True)
class MunicipalityWithoutSeat:
    """A municipality of the zone for which no board seat speaks.

    *why* says what leaves it in doubt; it is empty where it is certain.
    """

    nis: NisCode | None
    name: str
    why: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it has no seat for certain."""
        return not self.why

    @property
    def seat(self) -> str:
        """``"none"``, or ``"unknown"`` where it is in doubt."""
        return term("none") if self.is_certain else term("unknown")


def unrepresented_municipalities(
    council: CareCouncil, snapshot: Snapshot
) -> Answer[MunicipalityWithoutSeat]:
    """Return the municipalities of the council's zone for which no board seat speaks.

    A seat speaks for whoever holds the land of its constituency on the day; it
    counts while it is vacant. A municipality that may come to the zone, and one
    that a seat may speak for, are listed as unknown.

    Raises:
        NotOnDayError: If the zone does not exist on the day.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.governance import CareCouncil
        >>> council = CareCouncil(id="raad", zone="gent")
        >>> found = unrepresented_municipalities(council, flanders().on("2025-01-01"))
        >>> [(each.name, each.why) for each in found]
        [('Gent', 'no seat of a board is stated')]
    """
    seats = _board_seats(council, snapshot)
    doubt = _doubt(council, seats)
    lands = [seat.parts for seat in seats if seat.parts]
    rows = (
        MunicipalityWithoutSeat(
            nis=member.municipality.nis, name=member.municipality.name, why=why or doubt
        )
        for member in members_of(council.zone, snapshot)
        if (why := _why_unrepresented(member, lands, snapshot)) is not None
    )
    return Answer(
        title=said(
            "Municipalities of {zone} without a seat on {day}", zone=council.zone, day=snapshot.day
        ),
        rows=tuple(rows),
        row_type=MunicipalityWithoutSeat,
    )


def _doubt(council: CareCouncil, seats: tuple[Seat, ...]) -> str:
    """Say why any municipality may have a seat that is not known."""
    if not seats:
        return said("no seat of a board is stated")
    if "seats" in council.open_lists:
        return said("the list of seats is not complete")
    local = [seat for seat in seats if seat.cluster is Cluster.LOCAL_AUTHORITY]
    unstated = sorted(seat.id for seat in local if not seat.represents)
    return said("nothing says for whom {seats:list all} speaks", seats=unstated) if unstated else ""


def _why_unrepresented(
    member: Member, lands: Iterable[Sequence[PartId]], snapshot: Snapshot
) -> str | None:
    """Return ``None`` where the land of a seat is a member's, else what leaves that in doubt."""
    refinement, own = snapshot.layout.refinement, member.land
    met = [refinement.common(own, land) for land in lands]
    if any(land.certain for land in met):
        return None
    if any(land.possible for land in met):
        return said("a seat may speak for some of its land")
    return "" if member.decided else said("its zone is undecided")


@columns(
    "nis", "municipality=name", "seats=seat_count", "shared=shared_count", "inhabitants", "per_seat"
)
@frozen(kw_only=True, field_transformer=tupled)
class MunicipalityLoad:
    """The board seats that speak for a municipality, and the inhabitants behind each.

    *shared* are those of *seats* that speak for other municipalities as well.
    *per_seat* is ``None`` where no seat speaks for it.
    """

    nis: NisCode | None
    name: str
    seats: tuple[SeatId, ...] = ()
    shared: tuple[SeatId, ...] = ()
    inhabitants: Total
    per_seat: Total | None = None

    @property
    def seat_count(self) -> int:
        """How many seats speak for it."""
        return len(self.seats)

    @property
    def shared_count(self) -> int:
        """How many of them speak for other municipalities as well."""
        return len(self.shared)


def seat_load(council: CareCouncil, snapshot: Snapshot, *, year: int) -> Answer[MunicipalityLoad]:
    """Return the board seats and the inhabitants per seat of each municipality of the zone.

    Inhabitants are those of its land in the zone, as bounds where they are not
    known or where its zone is undecided, divided by the number of seats that
    speak for it; a shared seat counts for each municipality that shares it. A
    seat whose land was cut counts for each that may hold some of it.

    Raises:
        NotOnDayError: If the zone does not exist on the day.

    Example:
        >>> from elzmodel import dossier, flanders
        >>> council = dossier("herkenrode").council(on="2023-06-01")
        >>> load = seat_load(council, flanders().on("2023-06-01"), year=2021)
        >>> [(row.name, row.seats) for row in load if row.seat_count > 1]
        [('Zonhoven', ('lb-5', 'lb-6'))]
    """
    seats = _board_seats(council, snapshot)
    is_open = "seats" in council.open_lists
    return Answer(
        title=said(
            "Seats of {zone} and inhabitants per seat on {day}", zone=council.zone, day=snapshot.day
        ),
        rows=tuple(
            _load(member, seats, snapshot, year) for member in members_of(council.zone, snapshot)
        ),
        notes=(
            inhabitants_note(snapshot.figures, year),
            said("A shared seat counts for each that shares it."),
            said("The list of seats is not complete.") if is_open else "",
        ),
        row_type=MunicipalityLoad,
    )


def _load(
    member: Member, seats: tuple[Seat, ...], snapshot: Snapshot, year: int
) -> MunicipalityLoad:
    layout = snapshot.layout
    speaking = [seat for seat in seats if layout.refinement.meets(member.land, seat.parts)]
    inhabitants = inhabitants_of(member, snapshot, year)
    return MunicipalityLoad(
        nis=member.municipality.nis,
        name=member.municipality.name,
        seats=tuple(seat.id for seat in speaking),
        shared=tuple(seat.id for seat in speaking if len(layout.holding(seat.parts)) > 1),
        inhabitants=inhabitants,
        per_seat=_divided(inhabitants, len(speaking)) if speaking else None,
    )


def inhabitants_of(member: Member, snapshot: Snapshot, year: int) -> Total:
    """Return the inhabitants of its land in the zone, within bounds where that is open."""
    figures, (decided, undecided) = snapshot.figures, (member.decided, member.undecided)
    return figures.total(decided, undecided, kind="population", year=year)


def _divided(total: Total, number: int) -> Total:
    high = None if total.high is None else Fraction(total.high) / number
    return Total(Fraction(total.low) / number, high, total.missing)


# --- seats whose constituency moved --------------------------------------------


class Stranding(Enum):
    """What became of the land of a seat's constituency."""

    OUTSIDE = "lies outside the zone"
    PARTLY_OUTSIDE = "lies partly outside the zone"
    UNDECIDED = "may lie outside the zone: that is undecided"
    MERGED = "became part of another municipality"
    SPLIT = "was divided among several municipalities"
    GONE = "is not all in a municipality"


@columns("seat", "body", "represents=label", "why=reasons", "municipalities", "zones")
@frozen(kw_only=True, field_transformer=tupled)
class StrandedSeat:
    """A seat with one of its constituencies, and what became of that one's land.

    *municipalities* hold the land on the day, *zones* it lies in.
    """

    seat: SeatId
    body: BodyId
    label: str
    reasons: tuple[Stranding, ...] = ()
    municipalities: tuple[str, ...] = ()
    zones: tuple[ZoneId, ...] = ()

    def __str__(self) -> str:
        """Say what became of the constituency."""
        return _stranded(self).message


def stranded_seats(council: CareCouncil, snapshot: Snapshot) -> Answer[StrandedSeat]:
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
        >>> print(stranded_seats(council, flanders().on("2025-01-01"))[0])
        Kortessem (now Hasselt) lies outside the zone and became part of another municipality
    """
    zone = snapshot.zone(council.zone).id
    found = [
        _stranding(seat, each, zone, snapshot)
        for seat in council.seats
        if snapshot.day in seat.period
        for each in seat.represents
        if each.kind is ConstituencyKind.MUNICIPALITY
    ]
    return Answer(
        title=said("Stranded seats of {zone} on {day}", zone=zone, day=snapshot.day),
        rows=tuple(each for each in found if each.reasons),
        row_type=StrandedSeat,
    )


def _stranding(seat: Seat, each: Constituency, zone: ZoneId, snapshot: Snapshot) -> StrandedSeat:
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
    was = municipality_of(parts, snapshot)
    layout = snapshot.layout
    holders = layout.holding(parts)
    if was is None or not holders or was.unit in {holder.unit for holder in holders}:
        return []
    if any(not layout.refinement.covers(frozenset(parts), h.parts) for h in holders):
        return [Stranding.MERGED]
    return [Stranding.SPLIT] if len(holders) > 1 else []


def municipality_of(parts: tuple[PartId, ...], snapshot: Snapshot) -> Municipality | None:
    """Return the last municipality that had just these parts, up to the day."""
    versions = snapshot.names.register.with_land(parts)
    started = (version for version in versions if _first_day(version) <= snapshot.day)
    return max(started, key=_first_day, default=None)


def _first_day(version: Municipality) -> date:
    return version.period.start or date.min


# --- findings ------------------------------------------------------------------

STRANDED: Final = Code(
    "ELZ-G030",
    "{label}[ (now {municipalities:list all})] {reasons:and all}",
    meaning="a seat lost its constituency, or some of it",
    explanation="The land of a municipality for which the seat speaks lies outside the zone, or "
    "became part of another municipality. `unknown` where its zone is undecided.",
)
WITHOUT_SEAT: Final = Code(
    "ELZ-G031",
    {
        "": "{municipalities:list all} {municipalities:has|have} no seat[: {why}]",
        "no zone": "whom its seats speak for on {day} is not known: {why}",
    },
    meaning="a municipality of the zone has no board seat",
    explanation="`unknown` where seats that are not stated may speak for it, where its zone is "
    "undecided, or where there is no such zone on the day.",
)
CODES: Final = Codes([STRANDED, WITHOUT_SEAT])


def representation_findings(council: CareCouncil, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the stranded seats (``ELZ-G030``) and municipalities without one (``ELZ-G031``).

    What is undecided or may yet be stated is unknown, and so is everything where there
    is no such zone on the day. Municipalities that lack a seat for the same reason
    stand in one finding.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.governance import CareCouncil
        >>> council = CareCouncil(id="raad", zone="gent")
        >>> print(*representation_findings(council, flanders().on("2025-01-01")))
        ELZ-G031 warning (unknown): raad: Gent has no seat: no seat of a board is stated
    """
    about = Ref("council", council.id)
    if why_absent := why_zone_absent(council.zone, snapshot):
        unknown = CheckOutcome.UNKNOWN
        yield WITHOUT_SEAT.finding(
            about, variant="no zone", outcome=unknown, day=snapshot.day, why=why_absent
        )
        return
    for seat in stranded_seats(council, snapshot):
        yield _stranded(seat)
    lacking = unrepresented_municipalities(council, snapshot)
    for why, names in grouped((each.why, each.name) for each in lacking).items():
        outcome = CheckOutcome.UNKNOWN if why else CheckOutcome.FAIL
        yield WITHOUT_SEAT.finding(about, outcome=outcome, municipalities=names, why=why)


def _stranded(seat: StrandedSeat) -> Finding:
    """Return the finding about a seat; unknown where nothing but a decision is open."""
    is_open = seat.reasons == (Stranding.UNDECIDED,)
    return STRANDED.finding(
        Ref("seat", seat.seat),
        outcome=CheckOutcome.UNKNOWN if is_open else CheckOutcome.FAIL,
        label=seat.label,
        municipalities=seat.municipalities,
        reasons=tuple(phrase(reason.value) for reason in seat.reasons),
    )
