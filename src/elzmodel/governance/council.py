"""Care councils: persons, bodies, seats, mandates and offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cached_property

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import (
    BodyId,
    Day,
    ItemId,
    PartId,
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

__all__ = [
    "Body",
    "BodyKind",
    "CareCouncil",
    "Cluster",
    "Constituency",
    "ConstituencyKind",
    "Delegation",
    "Gender",
    "Mandate",
    "MandateStatus",
    "Membership",
    "MembershipRole",
    "Office",
    "OfficeTitle",
    "Person",
    "Seat",
    "Waiver",
]


class Gender(Enum):
    """The sex that a person is registered with; it is never inferred from a name.

    Example:
        >>> Gender("x").name
        'OTHER'
    """

    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


@frozen(kw_only=True, field_transformer=tupled)
class Person:
    """A person (*persoon*) who holds a seat or an office.

    The *id* is a pseudonym. The *name* is personal data: it stands here only
    where the zone itself published it, *sources* say where, and neither the
    text nor the representation of a person shows it. *as_written* is how the
    document writes the person, with the name in it. What is not stated is
    ``None`` or empty.

    Example:
        >>> print(Person(id="p07", name="An Voorbeeld", self_employed=True))
        p07
        >>> Person(id="p07", name="An Voorbeeld")
        Person(id='p07', gender=None, self_employed=None, profiles=(), sources=())
    """

    id: PersonId
    name: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    as_written: tuple[str, ...] = field(default=(), repr=False)
    gender: Gender | None = None
    self_employed: bool | None = None
    profiles: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = ()

    def __str__(self) -> str:
        """Show the pseudonym."""
        return self.id

    @property
    def full_name(self) -> str:
        """The name with its title, as published; the pseudonym where there is none."""
        return f"{self.title} {self.name}".strip() if self.name else str(self.id)


class Cluster(Enum):
    """A group of actors to which seats belong (*cluster*, *geleding*).

    Example:
        >>> Cluster.PZON.dutch
        'personen met een zorg- en ondersteuningsnood'
    """

    CARE = "care"
    WELFARE = "welfare"
    LOCAL_AUTHORITY = "local-authority"
    PZON = "pzon"
    OPTIONAL = "optional"

    @property
    def dutch(self) -> str:
        """The Dutch term."""
        return _CLUSTERS[self]


_CLUSTERS = {
    Cluster.CARE: "zorg",
    Cluster.WELFARE: "welzijn",
    Cluster.LOCAL_AUTHORITY: "lokale besturen",
    Cluster.PZON: "personen met een zorg- en ondersteuningsnood",
    Cluster.OPTIONAL: "optionele partners",
}


class ConstituencyKind(Enum):
    """What a constituency is.

    Example:
        >>> ConstituencyKind("municipality").name
        'MUNICIPALITY'
    """

    DISCIPLINE = "discipline"
    SERVICE = "service"
    MUNICIPALITY = "municipality"
    POPULATION = "population"
    ORGANISATION = "organisation"


@frozen(kw_only=True, field_transformer=tupled)
class Constituency:
    """Those on whose behalf a seat speaks (*achterban*).

    A municipality is held as its *parts*, so that the seat follows what becomes
    of it; *label* is the name as published. A discipline or a kind of service
    has a *ref*, such as ``"huisarts"``, by which rules and questions know it.

    Raises:
        InvalidValueError: If a municipality has no parts, or anything else has.

    Example:
        >>> Constituency(kind=ConstituencyKind.MUNICIPALITY, label="Alken", parts=["alken"]).parts
        ('alken',)
    """

    kind: ConstituencyKind
    label: str
    ref: str = ""
    partner: PartnerId | None = None
    parts: tuple[PartId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a municipality without land, and land of anything else."""
        if (self.kind is ConstituencyKind.MUNICIPALITY) != bool(self.parts):
            expected = "the parts of a municipality, and of nothing else"
            raise InvalidValueError("constituency", self.label, expected)


@frozen(kw_only=True, field_transformer=tupled)
class Seat:
    """A place in a body (*zetel*), which exists while it is vacant.

    It belongs to a cluster and represents no, one or several constituencies,
    perhaps in some *capacity*. Who sits there is what mandates say. *voting* is
    ``None`` where it is not stated.

    Example:
        >>> seat = Seat(id="lb-1", body="board", cluster=Cluster.LOCAL_AUTHORITY)
        >>> seat.represents
        ()
    """

    id: SeatId
    body: BodyId
    cluster: Cluster
    represents: tuple[Constituency, ...] = ()
    capacity: str = ""
    voting: bool | None = None
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()

    @property
    def parts(self) -> tuple[PartId, ...]:
        """The land of the municipalities that it represents."""
        return tuple(part for each in self.represents for part in each.parts)


class MandateStatus(Enum):
    """How a person sits on a seat.

    Example:
        >>> MandateStatus.PREVENTED.holds
        False
    """

    EFFECTIVE = "effective"
    ACTING = "acting"
    PREVENTED = "prevented"
    ENDED = "ended"

    @property
    def holds(self) -> bool:
        """Whether the person speaks for the seat."""
        return self in {MandateStatus.EFFECTIVE, MandateStatus.ACTING}


@frozen(kw_only=True, field_transformer=tupled)
class Mandate:
    """A person on a seat for a period (*mandaat*).

    *period* is open where its days are not stated. *terms* counts the terms in
    a row, this one included, ``None`` where that is not stated.

    Example:
        >>> Mandate(seat="lb-1", person="p07").status.value
        'effective'
    """

    seat: SeatId
    person: PersonId
    status: MandateStatus = MandateStatus.EFFECTIVE
    period: Period = field(factory=Period)
    terms: int | None = None
    replaces: PersonId | None = None
    end_reason: str = ""
    sources: tuple[SourceId, ...] = ()


class OfficeTitle(Enum):
    """What an office is called.

    Example:
        >>> OfficeTitle.CHAIR.dutch
        'voorzitter'
    """

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    TREASURER = "treasurer"
    SECRETARY = "secretary"
    MEMBER = "member"

    @property
    def dutch(self) -> str:
        """The Dutch term."""
        return _TITLES[self]


_TITLES = {
    OfficeTitle.CHAIR: "voorzitter",
    OfficeTitle.VICE_CHAIR: "ondervoorzitter",
    OfficeTitle.TREASURER: "penningmeester",
    OfficeTitle.SECRETARY: "secretaris",
    OfficeTitle.MEMBER: "lid",
}


@frozen(kw_only=True, field_transformer=tupled)
class Office:
    """An office of a body (*functie*), apart from any seat.

    *for_cluster* is the cluster that its holder represents there, if any.

    Example:
        >>> Office(body="daily-board", person="p01", title=OfficeTitle.CHAIR).title.dutch
        'voorzitter'
    """

    body: BodyId
    person: PersonId
    title: OfficeTitle = OfficeTitle.MEMBER
    for_cluster: Cluster | None = None
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()


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
        >>> from elzmodel.governance.council import Cluster
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
