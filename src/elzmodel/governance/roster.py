"""Who sits in a body, seat by seat."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from elzmodel.governance._sitting import ORDER, Sitting, labels_of, sitting_of
from elzmodel.governance.council import BodyKind
from elzmodel.governance.seat import Cluster, MandateStatus
from elzmodel.values import BodyId, Column, PartnerId, PersonId, SeatId, Table, tupled

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from elzmodel.governance.council import CareCouncil
    from elzmodel.governance.person import Person
    from elzmodel.governance.seat import Seat
    from elzmodel.values import Cell, Day

__all__ = ["Roster", "RosterEntry", "roster"]


@frozen(kw_only=True, field_transformer=tupled)
class RosterEntry:
    """One line of a roster: a seat with who holds it, or somebody without a seat.

    *status* is that of the mandate, ``"vacant"`` for a seat without one, and
    otherwise ``"office"`` or the role of a membership. *shown* is the
    pseudonym, or the name where names were asked for.

    Example:
        >>> RosterEntry(cluster=Cluster.CARE, seat="zorg-1", status="vacant").is_vacant
        True
    """

    cluster: Cluster | None
    status: str
    seat: SeatId | None = None
    represents: tuple[str, ...] = ()
    capacity: str = ""
    offices: tuple[str, ...] = ()
    person: PersonId | None = None
    partner: PartnerId | None = None
    shown: str = ""

    @property
    def is_vacant(self) -> bool:
        """Whether it is a seat on which nobody sits."""
        return self.status == _VACANT


@frozen(kw_only=True, field_transformer=tupled)
class Roster:
    """Who sits in a body on a day (*samenstelling*), by cluster.

    *notes* name the lists that are said not to be complete.

    Example:
        >>> len(Roster(body="board", day=date(2023, 1, 1)))
        0
    """

    body: BodyId
    day: date
    entries: tuple[RosterEntry, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.entries)

    def of_cluster(self, cluster: Cluster | None) -> tuple[RosterEntry, ...]:
        """Return the lines of one cluster, or those without a stated one."""
        return tuple(entry for entry in self.entries if entry.cluster is cluster)

    def to_table(self) -> Table:
        """Return one row a line; a vacant seat says so."""
        columns = (
            Column("cluster"),
            Column("seat"),
            Column("represents"),
            Column("office"),
            Column("who"),
            Column("status"),
        )
        title = f"Roster of {self.body} on {self.day}"
        return Table(title, columns, map(_row, self.entries), self.notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


_VACANT = "vacant"


def _row(entry: RosterEntry) -> tuple[Cell, ...]:
    capacity = (entry.capacity,) if entry.capacity else ()
    return (
        entry.cluster.value if entry.cluster else None,
        entry.seat,
        (*entry.represents, *capacity),
        entry.offices,
        entry.shown or entry.partner,
        entry.status,
    )


def roster(
    council: CareCouncil,
    *,
    on: Day,
    body: str | BodyKind = BodyKind.BOARD,
    persons: Iterable[Person] = (),
    names: bool = False,
) -> Roster:
    """Return who sits in a body on a day, by cluster; vacant seats are shown as vacant.

    After the seats stand those who have an office or a membership only. Names
    of persons are shown only where *names* asks for them and *persons* holds
    them; otherwise their pseudonyms are.

    Args:
        council: The council that states it.
        on: The day.
        body: The id of a body, or a kind; the board by default.
        persons: The persons of the dossier, for their names.
        names: Whether to show names.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Mandate, Seat
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     seats=[Seat(id=f"zorg-{n}", body="board", cluster=Cluster.CARE) for n in (1, 2)],
        ...     mandates=[Mandate(seat="zorg-1", person="p01")],
        ... )
        >>> [(entry.seat, entry.shown) for entry in roster(council, on="2023-01-01").entries]
        [('zorg-1', 'p01'), ('zorg-2', '')]
    """
    sitting = sitting_of(council, body, on=on)
    known = {person.id: person.full_name for person in persons} if names else {}

    def show(person: PersonId) -> str:
        return known.get(person, str(person))

    seated = [entry for seat in sitting.seats for entry in _seat_lines(sitting, seat, show)]
    holding = {entry.person for entry in seated}
    others = [*_office_lines(sitting, show, holding), *_member_lines(sitting, show)]
    return Roster(
        body=sitting.body.id,
        day=sitting.day,
        entries=(*seated, *others),
        notes=tuple(f"The list of {name} is not complete." for name in sitting.open_lists),
    )


def _seat_lines(
    sitting: Sitting, seat: Seat, show: Callable[[PersonId], str]
) -> Iterator[RosterEntry]:
    """Yield a line for each who speaks for a seat, else for who is kept from it, else one."""
    there = [m for m in sitting.council.mandates if m.seat == seat.id and sitting.day in m.period]
    prevented = [m for m in there if m.status is MandateStatus.PREVENTED]
    line = RosterEntry(
        cluster=seat.cluster,
        status=_VACANT,
        seat=seat.id,
        represents=labels_of(seat),
        capacity=seat.capacity,
    )
    mandates = sitting.of_seat.get(seat.id, ()) or prevented
    if not mandates:
        yield line
    for mandate in mandates:
        person = mandate.person
        yield evolve(
            line,
            status=mandate.status.value,
            offices=_titles(sitting, person),
            person=person,
            shown=show(person),
        )


def _titles(sitting: Sitting, person: PersonId) -> tuple[str, ...]:
    return tuple(each.title.value for each in sitting.offices if each.person == person)


def _office_lines(
    sitting: Sitting, show: Callable[[PersonId], str], seated: Container[PersonId | None]
) -> Iterator[RosterEntry]:
    offices = [office for office in sitting.offices if office.person not in seated]
    for office in sorted(offices, key=lambda each: ORDER.get(each.for_cluster, -1)):
        yield RosterEntry(
            cluster=office.for_cluster,
            status="office",
            offices=(office.title.value,),
            person=office.person,
            shown=show(office.person),
        )


def _member_lines(sitting: Sitting, show: Callable[[PersonId], str]) -> Iterator[RosterEntry]:
    for each in sitting.council.memberships:
        if each.body == sitting.body.id and sitting.day in each.period:
            yield RosterEntry(
                cluster=None,
                status=each.role.value,
                person=each.person,
                partner=each.partner,
                shown=show(each.person) if each.person is not None else "",
            )
