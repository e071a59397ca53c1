"""A body on one day: its seats, and who sits, is in office or is a member there."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance.council import Body, BodyKind, CareCouncil
from elzmodel.governance.seat import Cluster, Seat
from elzmodel.territory import NotOnDayError, UnknownIdError
from elzmodel.values import parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from elzmodel.governance.seat import Mandate, Office
    from elzmodel.values import Day, PersonId, SeatId

__all__ = ["ORDER", "Sitting", "board_on", "labels_of", "sitting_of"]

ORDER: Mapping[Cluster | None, int] = {cluster: n for n, cluster in enumerate(Cluster)}
"""The clusters in the order in which people list them."""


@frozen(eq=False)
class Sitting:
    """What a council states about one of its bodies on one day."""

    council: CareCouncil
    body: Body
    day: date

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of the day by cluster, vacant ones included."""
        seats = self.council.seats_of(self.body.id, on=self.day)
        return tuple(sorted(seats, key=lambda seat: ORDER[seat.cluster]))

    @cached_property
    def of_seat(self) -> Mapping[SeatId, tuple[Mandate, ...]]:
        """The mandates that hold on the day, for each seat that is not vacant."""
        return self.council.sitting(on=self.day)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices of the day."""
        return tuple(
            each
            for each in self.council.offices
            if each.body == self.body.id and self.day in each.period
        )

    @cached_property
    def persons(self) -> tuple[PersonId, ...]:
        """Everybody who has a seat, an office or a membership, once each."""
        return self.council.persons_in(self.body.id, on=self.day)

    @cached_property
    def open_lists(self) -> tuple[str, ...]:
        """The lists that are not complete, so that more may be here than are listed.

        An open list of members is mostly about the assembly: it says something
        of a body with members, or of which nobody is stated at all.
        """
        members = [each for each in self.council.memberships if each.body == self.body.id]
        names = ["seats", "mandates", "offices"]
        if members or not (self.seats or self.offices):
            names.append("memberships")
        return tuple(name for name in names if self.is_open(name))

    def is_open(self, *names: str) -> bool:
        """Tell whether one of these lists of the council is not complete."""
        return any(name in self.council.open_lists for name in names)

    def seats_in(self, cluster: Cluster | None) -> tuple[Seat, ...]:
        """Return the seats of a cluster, or all of them."""
        return tuple(seat for seat in self.seats if cluster in {None, seat.cluster})

    def holders(self, seat: Seat) -> tuple[PersonId, ...]:
        """Return who speaks for a seat."""
        return tuple(mandate.person for mandate in self.of_seat.get(seat.id, ()))


def labels_of(seat: Seat) -> tuple[str, ...]:
    """Return those on whose behalf a seat speaks, as published."""
    return tuple(each.label for each in seat.represents)


def sitting_of(council: CareCouncil, body: str | BodyKind, *, on: Day) -> Sitting:
    """Return a body of the council on a day; a kind, or its word, means the council's own of it.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.
    """
    day = parse_day(on)
    if day not in council.period:
        raise NotOnDayError("council", str(council.id), day, (council.period,))
    bodies = _meant(council, body)
    if not bodies:
        raise _unknown(council, body)
    living = next((each for each in bodies if day in each.period), None)
    if living is None:
        key = body.value if isinstance(body, BodyKind) else body
        raise NotOnDayError("body", key, day, [each.period for each in bodies])
    return Sitting(council, living, day)


def board_on(council: CareCouncil, day: date) -> Sitting | None:
    """Return the board on a day, ``None`` where none is stated."""
    living = (each for each in _meant(council, BodyKind.BOARD) if day in each.period)
    return next((Sitting(council, body, day) for body in living), None)


def _meant(council: CareCouncil, body: str | BodyKind) -> list[Body]:
    """Return the body with an id, or else the council's own bodies of a kind."""
    with_id = [each for each in council.bodies if each.id == body]
    of_kind = (each for each in council.bodies if body in {each.kind, each.kind.value})
    return with_id or [each for each in of_kind if each.organisation is None]


def _unknown(council: CareCouncil, body: str | BodyKind) -> UnknownIdError:
    if isinstance(body, BodyKind):
        return UnknownIdError("body", body.value, reason=f"{council.id} states none of that kind")
    known = [*map(str, council.of_body), *(kind.value for kind in BodyKind)]
    return UnknownIdError("body", body, get_close_matches(body, known))
