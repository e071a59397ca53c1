"""Whom the seats of a council speak for, held against the land of one day.

Not imported by the room itself: a landscape does not need councils. The day is
that of the snapshot, whatever the period of the council, so that a council of
the eve can be held against a merger.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance import BodyKind, CareCouncil, Cluster, Seat
from elzmodel.territory import Municipality
from elzmodel.values import (
    Column,
    NisCode,
    PartId,
    SeatId,
    Table,
    Total,
    ZoneId,
    tupled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.landscape.snapshot import Snapshot

__all__ = [
    "MunicipalityLoad",
    "MunicipalityWithoutSeat",
    "SeatLoad",
    "UnrepresentedMunicipalities",
    "seat_load",
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
