"""Whom seats speak for, held against the land of a day, and which of them are stranded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import frozen

from elzmodel.governance import BodyKind, CareCouncil, Cluster, Constituency, ConstituencyKind, Seat
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.territory import Municipality
from elzmodel.values import (
    BodyId,
    Column,
    Finding,
    NisCode,
    Outcome,
    PartId,
    SeatId,
    Table,
    Total,
    ZoneId,
    plain_finding,
    tupled,
)

__all__ = [
    "MunicipalityLoad",
    "MunicipalityWithoutSeat",
    "SeatLoad",
    "StrandedSeat",
    "StrandedSeats",
    "Stranding",
    "UnrepresentedMunicipalities",
    "check_representation",
    "seat_load",
    "stranded_seats",
    "unrepresented_municipalities",
]


@frozen
class _Place:
    """A municipality with its land in the zone, as far as that is decided."""

    municipality: Municipality
    decided: frozenset[PartId]
    undecided: frozenset[PartId]

    @property
    def land(self) -> frozenset[PartId]:
        return self.decided | self.undecided


def _places(council: CareCouncil, snapshot: Snapshot) -> Iterator[_Place]:
    """Yield the municipalities with land in the zone, or with land that may come to it."""
    zone = snapshot.zone(council.zone).id
    decided = frozenset(snapshot.zone_map.decided_parts(zone))
    possible = frozenset(snapshot.zone_map.possible_parts(zone))
    for municipality in snapshot.municipalities:
        place = _Place(
            municipality, decided & {*municipality.parts}, possible & {*municipality.parts}
        )
        if place.land:
            yield place


def _board_seats(council: CareCouncil, snapshot: Snapshot) -> tuple[Seat, ...]:
    boards = [b for b in council.bodies if b.kind is BodyKind.BOARD and b.organisation is None]
    return tuple(s for b in boards for s in council.seats_of(b.id, on=snapshot.day))


@frozen(kw_only=True)
class MunicipalityWithoutSeat:
    """A municipality of the zone for which no board seat speaks.

    *why* says what leaves it in doubt; it is empty where it is certain.

    Example:
        >>> MunicipalityWithoutSeat(nis="71072", name="Hasselt").is_certain
        True
    """

    nis: NisCode | None
    name: str
    why: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it has no seat for certain."""
        return not self.why


@frozen(kw_only=True, field_transformer=tupled)
class UnrepresentedMunicipalities:
    """The municipalities of a zone without a board seat on a day.

    Example:
        >>> UnrepresentedMunicipalities(zone="gent", day=date(2025, 1, 1)).to_table().rows
        ()
    """

    zone: ZoneId
    day: date
    municipalities: tuple[MunicipalityWithoutSeat, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called, those in doubt included."""
        return tuple(each.name for each in self.municipalities)

    def to_table(self) -> Table:
        """Return one row a municipality."""
        columns = (Column("nis", "code"), Column("municipality"), Column("seat"), Column("why"))
        rows = [
            (each.nis, each.name, "none" if each.is_certain else "unknown", each.why)
            for each in self.municipalities
        ]
        return Table(f"Municipalities of {self.zone} without a seat on {self.day}", columns, rows)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def unrepresented_municipalities(
    council: CareCouncil, snapshot: Snapshot
) -> UnrepresentedMunicipalities:
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
        >>> found.names, found.municipalities[0].why
        (('Gent',), 'no seat of a board is stated')
    """
    seats = _board_seats(council, snapshot)
    doubt = _doubt(council, seats)
    found = [
        MunicipalityWithoutSeat(nis=m.nis, name=m.name, why=why)
        for place in _places(council, snapshot)
        if (why := _why_unrepresented(place, seats, snapshot)) is not None
        for m in (place.municipality,)
    ]
    doubted = (
        MunicipalityWithoutSeat(nis=each.nis, name=each.name, why=each.why or doubt)
        for each in found
    )
    return UnrepresentedMunicipalities(
        zone=council.zone, day=snapshot.day, municipalities=tuple(doubted)
    )


def _doubt(council: CareCouncil, seats: tuple[Seat, ...]) -> str:
    """Say why any municipality may have a seat that is not known."""
    if not seats:
        return "no seat of a board is stated"
    if "seats" in council.open_lists:
        return "the list of seats is not complete"
    local = [seat for seat in seats if seat.cluster is Cluster.LOCAL_AUTHORITY]
    unstated = sorted(seat.id for seat in local if not seat.represents)
    return f"nothing says for whom {', '.join(unstated)} speaks" if unstated else ""


def _why_unrepresented(place: _Place, seats: tuple[Seat, ...], snapshot: Snapshot) -> str | None:
    """Return ``None`` where a seat speaks for a place, else what leaves that in doubt."""
    refinement = snapshot.layout.refinement
    met = [refinement.common(place.land, seat.parts) for seat in seats if seat.parts]
    if any(land.certain for land in met):
        return None
    if any(land.possible for land in met):
        return "a seat may speak for some of its land"
    return "" if place.decided else "its zone is undecided"


@frozen(kw_only=True, field_transformer=tupled)
class MunicipalityLoad:
    """The board seats that speak for a municipality, and the inhabitants behind each.

    *shared* are those of *seats* that speak for other municipalities as well.
    *per_seat* is ``None`` where no seat speaks for it.

    Example:
        >>> total = Total.exactly(10)
        >>> MunicipalityLoad(nis="1", name="x", seats=["s"], inhabitants=total).per_seat is None
        True
    """

    nis: NisCode | None
    name: str
    seats: tuple[SeatId, ...] = ()
    shared: tuple[SeatId, ...] = ()
    inhabitants: Total
    per_seat: Total | None = None


@frozen(kw_only=True, field_transformer=tupled)
class SeatLoad:
    """How many inhabitants stand behind the seats of each municipality of a zone.

    Example:
        >>> SeatLoad(zone="gent", day=date(2025, 1, 1), year=2021).municipalities
        ()
    """

    zone: ZoneId
    day: date
    year: int
    municipalities: tuple[MunicipalityLoad, ...] = ()
    is_open: bool = False

    def to_table(self) -> Table:
        """Return one row a municipality."""
        columns = (
            Column("nis", "code"),
            Column("municipality"),
            Column("seats", "number"),
            Column("shared", "number"),
            Column("inhabitants", "total"),
            Column("per_seat", "total"),
        )
        rows = [
            (m.nis, m.name, len(m.seats), len(m.shared), m.inhabitants, m.per_seat)
            for m in self.municipalities
        ]
        notes = [f"Inhabitants on {self.year}-01-01; a shared seat counts for each that shares it."]
        notes += ["The list of seats is not complete."] if self.is_open else []
        title = f"Seats of {self.zone} and inhabitants per seat on {self.day}"
        return Table(title, columns, rows, tuple(notes))

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def seat_load(council: CareCouncil, snapshot: Snapshot, *, year: int) -> SeatLoad:
    """Return the board seats and the inhabitants per seat of each municipality of the zone.

    Inhabitants are those of its land in the zone, as bounds where they are not
    known or where its zone is undecided, divided by the number of seats that
    speak for it; a shared seat counts for each municipality that shares it. A
    seat whose land was cut counts for each that may hold some of it.

    Raises:
        NotOnDayError: If the zone does not exist on the day.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.governance import CareCouncil
        >>> council = CareCouncil(id="raad", zone="gent")
        >>> load = seat_load(council, flanders().on("2025-01-01"), year=2021)
        >>> load.municipalities[0].seats, load.municipalities[0].per_seat
        ((), None)
    """
    seats = _board_seats(council, snapshot)
    found = (_load(place, seats, snapshot, year) for place in _places(council, snapshot))
    return SeatLoad(
        zone=council.zone,
        day=snapshot.day,
        year=year,
        municipalities=tuple(found),
        is_open="seats" in council.open_lists,
    )


def _load(
    place: _Place, seats: tuple[Seat, ...], snapshot: Snapshot, year: int
) -> MunicipalityLoad:
    layout = snapshot.layout
    mine = [seat for seat in seats if layout.refinement.meets(place.land, seat.parts)]
    inhabitants = _inhabitants(place, snapshot, year)
    return MunicipalityLoad(
        nis=place.municipality.nis,
        name=place.municipality.name,
        seats=tuple(seat.id for seat in mine),
        shared=tuple(seat.id for seat in mine if len(layout.holding(seat.parts)) > 1),
        inhabitants=inhabitants,
        per_seat=_divided(inhabitants, len(mine)) if mine else None,
    )


def _inhabitants(place: _Place, snapshot: Snapshot, year: int) -> Total:
    low, high = (
        snapshot.figures.total(land, kind="population", year=year)
        for land in (place.decided, place.land)
    )
    return Total(low.low, high.high, (*low.missing, *place.undecided))


def _divided(total: Total, number: int) -> Total:
    high = None if total.high is None else Fraction(total.high) / number
    return Total(Fraction(total.low) / number, high, total.missing)


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
        yield plain_finding(
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
        yield plain_finding(
            code=_WITHOUT,
            subject=council.id,
            message=f"{', '.join(names)} {verb} no seat{f': {why}' if why else ''}",
            outcome=Outcome.FAIL if is_certain else Outcome.UNKNOWN,
        )
