"""Persons in several bodies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance._sitting import sitting_of
from elzmodel.values import BodyId, Column, PersonId, Table, parse_day, tupled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.governance.council import BodyKind, CareCouncil
    from elzmodel.values import Day

__all__ = ["Interlocks", "Overlap", "interlocks", "overlap"]


@frozen(kw_only=True, field_transformer=tupled)
class Overlap:
    """The persons who are in both of two bodies on a day.

    *is_open* says that a list is not complete, so that there may be more.

    Example:
        >>> len(Overlap(body="board", other="daily", day=date(2023, 1, 1), persons=["p1"]))
        1
    """

    body: BodyId
    other: BodyId
    day: date
    persons: tuple[PersonId, ...] = ()
    is_open: bool = False

    def __len__(self) -> int:
        """Return how many persons are in both."""
        return len(self.persons)

    def to_table(self) -> Table:
        """Return one row a person, by pseudonym."""
        notes = ("A list is not complete: there may be more.",) if self.is_open else ()
        title = f"In both {self.body} and {self.other} on {self.day}"
        return Table(title, (Column("person"),), [(person,) for person in self.persons], notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def overlap(
    council: CareCouncil, body: str | BodyKind, other: str | BodyKind, *, on: Day
) -> Overlap:
    """Return who is in both of two bodies on a day, on a seat, in office or as a member.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If a body, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Office
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id=kind.value, kind=kind) for kind in BodyKind],
        ...     offices=[Office(body=body, person="p1") for body in ("board", "daily-board")],
        ... )
        >>> overlap(council, BodyKind.BOARD, "daily-board", on="2023-01-01").persons
        ('p1',)
    """
    one, two = sitting_of(council, body, on=on), sitting_of(council, other, on=on)
    both = tuple(person for person in one.persons if person in two.persons)
    return Overlap(
        body=one.body.id,
        other=two.body.id,
        day=one.day,
        persons=both,
        is_open=bool(one.open_lists or two.open_lists),
    )


@frozen(kw_only=True, field_transformer=tupled)
class Interlocks:
    """The persons who link bodies on a day, each with the bodies in which they are.

    Example:
        >>> Interlocks(day=date(2023, 1, 1), links=[("p1", ("board", "daily"))]).persons
        ('p1',)
    """

    day: date
    links: tuple[tuple[PersonId, tuple[BodyId, ...]], ...] = ()

    @property
    def persons(self) -> tuple[PersonId, ...]:
        """Who they are, by pseudonym."""
        return tuple(person for person, _ in self.links)

    def to_table(self) -> Table:
        """Return one row a person, by pseudonym."""
        columns = (Column("person"), Column("bodies"))
        return Table(f"Persons in several bodies on {self.day}", columns, self.links)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def interlocks(council: CareCouncil, *, on: Day) -> Interlocks:
    """Return who links bodies of a council, or one of them and another organisation's.

    A delegation counts for the person it names, or for who sits on its seat.
    Pseudonyms are those of one dossier: persons of two councils cannot be
    recognised by them.

    Example:
        >>> from elzmodel.governance import CareCouncil, Office
        >>> offices = [Office(body=body, person="p1") for body in ("board", "daily-board")]
        >>> council = CareCouncil(id="raad", zone="herkenrode", offices=offices)
        >>> interlocks(council, on="2023-01-01").links
        (('p1', ('board', 'daily-board')),)
    """
    day = parse_day(on)
    found: dict[PersonId, dict[BodyId, None]] = {}
    for body, person in _places(council, day):
        found.setdefault(person, {})[body] = None
    links = tuple((each, tuple(bodies)) for each, bodies in found.items() if len(bodies) > 1)
    return Interlocks(day=day, links=links)


def _places(council: CareCouncil, day: date) -> Iterator[tuple[BodyId, PersonId]]:
    stated = [each.id for each in council.bodies if day in each.period]
    seated = [seat.body for seat in council.seats]
    held = [*(o.body for o in council.offices), *(m.body for m in council.memberships)]
    for body in dict.fromkeys((*stated, *seated, *held)):
        for person in council.persons_in(body, on=day):
            yield body, person
    sitting = council.sitting(on=day)
    for each in council.delegations:
        if day in each.period:
            mandates = sitting.get(each.seat, ()) if each.seat is not None else ()
            named = (each.person,) if each.person is not None else ()
            for person in named or tuple(mandate.person for mandate in mandates):
                yield each.to, person
