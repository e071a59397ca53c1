"""Care councils and their bodies."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance.seat import Mandate, Office, Seat
from elzmodel.values import (
    BodyId,
    Day,
    ItemId,
    PartnerId,
    Period,
    PersonId,
    SeatId,
    SourceId,
    ZoneId,
    open_lists_of,
    parse_day,
    tupled,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Body",
    "BodyKind",
    "CareCouncil",
    "Delegation",
    "Membership",
    "MembershipRole",
    "Waiver",
]


class BodyKind(Enum):
    """What a body is.

    Example:
        >>> BodyKind("daily-board").dutch
        'dagelijks bestuur'
    """

    COUNCIL = "council"
    GENERAL_ASSEMBLY = "general-assembly"
    BOARD = "board"
    DAILY_BOARD = "daily-board"
    WORKING_GROUP = "working-group"
    STEERING_GROUP = "steering-group"
    CLUSTER_MEETING = "cluster-meeting"
    OTHER = "other"

    @property
    def dutch(self) -> str:
        """The Dutch term."""
        return _BODIES[self]


_BODIES = {
    BodyKind.COUNCIL: "zorgraad",
    BodyKind.GENERAL_ASSEMBLY: "algemene vergadering",
    BodyKind.BOARD: "bestuursorgaan",
    BodyKind.DAILY_BOARD: "dagelijks bestuur",
    BodyKind.WORKING_GROUP: "werkgroep",
    BodyKind.STEERING_GROUP: "stuurgroep",
    BodyKind.CLUSTER_MEETING: "clusterwerking",
    BodyKind.OTHER: "ander orgaan",
}


@frozen(kw_only=True, field_transformer=tupled)
class Body:
    """A body (*orgaan*) of the council, or with *organisation* of somebody else.

    *also_called* are other names under which it is published; *continues* is
    the body that it goes on from.

    Example:
        >>> Body(id="board", kind=BodyKind.BOARD, also_called=["zorgraad"]).also_called
        ('zorgraad',)
    """

    id: BodyId
    kind: BodyKind
    name: str = ""
    also_called: tuple[str, ...] = ()
    organisation: PartnerId | None = None
    parent: BodyId | None = None
    continues: BodyId | None = None
    period: Period = field(factory=Period)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class MembershipRole(Enum):
    """How one is a member of a body.

    Example:
        >>> MembershipRole("adhering").name
        'ADHERING'
    """

    FULL = "full"
    ADHERING = "adhering"
    ADVISORY = "advisory"
    REPRESENTED = "represented"


@frozen(kw_only=True, field_transformer=tupled)
class Membership:
    """A partner or a person as a member of a body (*lidmaatschap*), without a seat.

    Raises:
        InvalidValueError: If it is not of exactly one of the two.

    Example:
        >>> Membership(body="assembly", partner="caw").role.value
        'full'
    """

    body: BodyId
    partner: PartnerId | None = None
    person: PersonId | None = None
    role: MembershipRole = MembershipRole.FULL
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a membership of nobody or of two."""
        if (self.partner is None) == (self.person is None):
            raise InvalidValueError("member", self.body, "either a partner or a person")


@frozen(kw_only=True, field_transformer=tupled)
class Delegation:
    """Somebody of the council in a body of another organisation (*afvaardiging*).

    *reports_back* says whether there is feedback, ``None`` where it is not stated.

    Example:
        >>> Delegation(to="steering-group-halmaalhuis", seat="zorg-1").reports_back is None
        True
    """

    to: BodyId
    person: PersonId | None = None
    seat: SeatId | None = None
    reports_back: bool | None = None
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Waiver:
    """Leave not to keep a rule for some time (*afwijking*).

    Example:
        >>> Waiver(rule="R4", reason="nobody found yet").until is None
        True
    """

    rule: ItemId
    reason: str
    until: date | None = None
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class CareCouncil:
    """A care council (*zorgraad*): the legal person that works in a zone.

    It is what was stated about it for one *period*; a council through time is
    several of them. A zone is an area, a council works in it, and a board is one
    of its bodies.

    References to a body or a seat that is not here can be held; checks find them.

    Raises:
        InvalidValueError: If two bodies or two seats share an id.

    Example:
        >>> from elzmodel.governance.seat import Cluster
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     seats=[Seat(id="zorg-1", body="board", cluster=Cluster.CARE)],
        ... )
        >>> council
        <CareCouncil raad of herkenrode: 1 body, 1 seat>
    """

    id: ItemId
    zone: ZoneId
    name: str = ""
    legal_form: str = ""
    recognised: date | None = None
    platforms: tuple[str, ...] = ()
    period: Period = field(factory=Period)
    bodies: tuple[Body, ...] = ()
    seats: tuple[Seat, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    offices: tuple[Office, ...] = ()
    memberships: tuple[Membership, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse ids that are in use twice."""
        _distinct("body", [body.id for body in self.bodies])
        _distinct("seat", [seat.id for seat in self.seats])

    def __repr__(self) -> str:
        """Count what the council holds."""
        bodies = f"{len(self.bodies)} {'body' if len(self.bodies) == 1 else 'bodies'}"
        seats = f"{len(self.seats)} {'seat' if len(self.seats) == 1 else 'seats'}"
        return f"<CareCouncil {self.id} of {self.zone}: {bodies}, {seats}>"

    @cached_property
    def of_body(self) -> Mapping[BodyId, Body]:
        """Each body by its id."""
        return {body.id: body for body in self.bodies}

    @property
    def board(self) -> Body | None:
        """The governing board (*bestuursorgaan*), ``None`` where none is stated."""
        return self._of_kind(BodyKind.BOARD)

    @property
    def daily_board(self) -> Body | None:
        """The daily board (*dagelijks bestuur*), ``None`` where none is stated."""
        return self._of_kind(BodyKind.DAILY_BOARD)

    def _of_kind(self, kind: BodyKind) -> Body | None:
        own = (body for body in self.bodies if body.kind is kind and body.organisation is None)
        return next(own, None)

    def seats_of(self, body: BodyId, *, on: Day) -> tuple[Seat, ...]:
        """Return the seats of a body on a day, vacant ones included."""
        day = parse_day(on)
        return tuple(s for s in self.seats if s.body == body and day in s.period)

    def sitting(self, *, on: Day) -> Mapping[SeatId, tuple[Mandate, ...]]:
        """Return for each seat the mandates that hold on a day; a vacant seat is absent."""
        day = parse_day(on)
        found: dict[SeatId, tuple[Mandate, ...]] = {}
        for mandate in self.mandates:
            if mandate.status.holds and day in mandate.period:
                found[mandate.seat] = (*found.get(mandate.seat, ()), mandate)
        return found

    def persons_in(self, body: BodyId, *, on: Day) -> tuple[PersonId, ...]:
        """Return who has a seat, an office or a membership in a body on a day, once each."""
        day = parse_day(on)
        sitting = self.sitting(on=day)
        found = [m.person for s in self.seats_of(body, on=day) for m in sitting.get(s.id, ())]
        found += [o.person for o in self.offices if o.body == body and day in o.period]
        found += [
            m.person
            for m in self.memberships
            if m.body == body and m.person is not None and day in m.period
        ]
        return tuple(dict.fromkeys(found))


def _distinct(kind: str, ids: Sequence[str]) -> None:
    twice = sorted(each for each, times in Counter(ids).items() if times > 1)
    if twice:
        raise InvalidValueError(f"{kind} of a council", twice[0], "an id that is in use once")
