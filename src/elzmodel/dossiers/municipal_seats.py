"""The seats of local authorities in a zone: shared so that all have a voice, and by method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from elzmodel.dossiers.representation import Member, inhabitants_of, members_of
from elzmodel.errors import InvalidValueError
from elzmodel.governance import Apportionment, SeatMethod, SharedSeats, apportion, share_seats
from elzmodel.landscape.snapshot import Snapshot, year_or_newest
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, AnyNumber, ByKey, NisCode, Total, columns
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.numbers import by_key
from elzmodel.values.text import said
from elzmodel.zones import Zone

__all__ = ["LocalSeat", "LocalSeats", "local_seats"]


@columns(
    "nis",
    "municipality=name",
    "inhabitants",
    "quota",
    "seats",
    "together_with",
    "largest_remainder",
    "dhondt",
    "sainte_lague",
    labels={"dhondt": "D'Hondt", "sainte_lague": "Sainte-Laguë"},
)
@frozen(kw_only=True, field_transformer=tupled)
class LocalSeat:
    """A municipality with its seats when all have a voice, and by each method.

    *quota* is its exact share of the seats. *seats* are those that speak for it when they are
    shared as evenly as can be, *together_with* the municipalities for which they speak too.
    The rest are what it gets alone; between bounds where a tie is open.
    """

    nis: NisCode | None
    name: str
    inhabitants: Total
    quota: Fraction
    seats: int
    together_with: tuple[str, ...] = ()
    largest_remainder: Total
    dhondt: Total
    sainte_lague: Total


@frozen(kw_only=True, repr=False)
class LocalSeats(Answer[LocalSeat]):
    """How a number of local seats can be divided in a zone, one row a municipality.

    Attributes:
        shared: All ways to share them that are equally good; the rows show the first.
        by_method: The seats by each method that gives nobody a voice for another.
    """

    shared: SharedSeats
    by_method: Mapping[SeatMethod, Apportionment]


def local_seats(
    snapshot: Snapshot,
    zone: str | Zone,
    seats: int,
    *,
    year: int | None = None,
    inhabitants: ByKey[AnyNumber] | None = None,
    neighbours: bool = False,
) -> LocalSeats:
    """Return how local seats can be divided among the municipalities of a zone on a day.

    Args:
        snapshot: The day.
        zone: The zone.
        seats: How many seats the local authorities have.
        year: The year of the inhabitants; by default the newest that is exact.
        inhabitants: Other inhabitants of each, by code or name.
        neighbours: Whether those who share a seat must hang together by their borders.

    Raises:
        UnknownIdError: If there never was such a zone, or such a municipality.
        NotOnDayError: If it does not exist on the day.
        InvalidValueError: If the inhabitants of one are not known exactly, or *seats* is no
            number of seats.

    Example:
        >>> import elzmodel as elz
        >>> found = local_seats(elz.flanders().on("2024-12-31"), "haspengouw", 6, year=2021)
        >>> [(row.name, *row.together_with) for row in found if row.together_with]
        [('Nieuwerkerken', 'Heers'), ('Heers', 'Nieuwerkerken')]
        >>> found.shared.number, found.by_method[SeatMethod.DHONDT].without
        (15, ('Gingelom', 'Nieuwerkerken', 'Heers', 'Wellen'))
    """
    living = snapshot.zone(zone)
    members = list(members_of(living.id, snapshot))
    year = year_or_newest(snapshot.figures, year, snapshot)
    counts = _counts(snapshot, members, year, inhabitants)
    touching = _touching(snapshot) if neighbours else None
    shared = share_seats(counts, seats, touching=touching)
    by_method = {each: apportion(counts, seats, method=each) for each in SeatMethod}
    return LocalSeats(
        title=said(
            "{seats} local {seats:seat|seats} in {zone} on {day}",
            seats=seats,
            zone=living.name,
            day=snapshot.day,
        ),
        rows=tuple(_rows(members, shared, by_method)),
        notes=(
            inhabitants_note(snapshot.figures, year) if inhabitants is None else _AS_GIVEN,
            *shared.notes,
            *map(_said_of, by_method.values()),
        ),
        row_type=LocalSeat,
        shared=shared,
        by_method=by_method,
    )


_AS_GIVEN = said("Inhabitants as given.")


def _counts(
    snapshot: Snapshot,
    members: Sequence[Member],
    year: int | None,
    inhabitants: ByKey[AnyNumber] | None,
) -> dict[str, Fraction]:
    """Return the inhabitants of each by name.

    Raises:
        InvalidValueError: If those of one are not known exactly.
    """
    given = {} if inhabitants is None else by_key(inhabitants)
    own = {snapshot.municipality(key).unit: value for key, value in given.items()}
    if inhabitants is not None or year is None:
        found = {m.municipality.name: own.get(m.municipality.unit) for m in members}
    else:
        found = {m.municipality.name: inhabitants_of(m, snapshot, year).value for m in members}
    unknown = sorted(name for name, value in found.items() if value is None)
    if unknown:
        expected = said(
            "one of which the inhabitants of {unknown:list all} are known exactly", unknown=unknown
        )
        raise InvalidValueError("year", year, expected)
    return {name: Fraction(value) for name, value in found.items() if value is not None}


def _touching(snapshot: Snapshot) -> Mapping[str, Sequence[str]]:
    pairs = snapshot.borders.neighbours(snapshot.layout)
    return grouped((one.name, other.name) for one, other in pairs)


def _rows(
    members: Sequence[Member], shared: SharedSeats, by_method: Mapping[SeatMethod, Apportionment]
) -> Iterator[LocalSeat]:
    groups = {
        name: group for group in (shared[0].groups if shared else ()) for name in group.members
    }
    for at, member in enumerate(members):
        name = member.municipality.name
        group = groups.get(name)
        largest, dhondt, sainte_lague = (by_method[each][at] for each in SeatMethod)
        yield LocalSeat(
            nis=member.municipality.nis,
            name=name,
            inhabitants=Total.exactly(largest.inhabitants),
            quota=largest.quota,
            seats=group.seats if group else 0,
            together_with=tuple(n for n in group.members if n != name) if group else (),
            largest_remainder=largest.seats,
            dhondt=dhondt.seats,
            sainte_lague=sainte_lague.seats,
        )


def _said_of(found: Apportionment) -> str:
    """Say who has no seat by a method, and who ties."""
    if not (found.without or found.tied):
        return ""
    return said(
        "{method}: [without a seat {without:list all}][ tied for {n}: {tied:list all}].",
        method=found.method,
        without=found.without,
        n=found.open_seats,
        tied=found.tied,
    )
