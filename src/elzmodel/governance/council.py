"""Care councils: persons, bodies, seats, mandates and offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

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
    Total,
    ZoneId,
    defines,
    opens_scope,
    parse_day,
    refers,
)
from elzmodel.values.cards import Card, Held, not_complete
from elzmodel.values.ids import grouped, open_lists_of, refuse_twice, tupled
from elzmodel.values.periods import day_or_none
from elzmodel.values.text import BilingualEnum, phrase, plural, said, short, slug

__all__ = [
    "AgreedSeat",
    "Body",
    "BodyKind",
    "CareCouncil",
    "Cluster",
    "ClusterVotes",
    "Constituency",
    "ConstituencyKind",
    "Decision",
    "Delegation",
    "Gender",
    "MajorityOf",
    "Mandate",
    "MandateStatus",
    "Membership",
    "MembershipRole",
    "Office",
    "OfficeTitle",
    "Person",
    "Seat",
    "SeatAgreement",
    "Waiver",
]


class Gender(Enum):
    """The sex that a person is registered with; it is never inferred from a name."""

    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


@frozen(kw_only=True, field_transformer=tupled)
class Person:
    """A person (*persoon*) who holds a seat or an office.

    The name is personal data: *sources* say where the zone published it, and
    neither the text nor the representation of a person shows it.

    Attributes:
        id: A pseudonym, never a name.
        name: The name, only where the zone itself published it.
        title: The title before the name, as published.
        as_written: How the document writes the person, only where the zone itself published it.
        gender: The registered sex: f, m or x; left out where it is not stated.
        self_employed: Whether the person is self-employed; left out where it is not stated.
        profiles: The profiles of the person, such as disciplines.

    Example:
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


class Cluster(BilingualEnum):
    """A group of actors to which seats belong (*cluster*, *geleding*)."""

    CARE = "care", "zorg"
    WELFARE = "welfare", "welzijn"
    LOCAL_AUTHORITY = "local-authority", "lokale besturen", "local authorities"
    PZON = (
        *("pzon", "personen met een zorg- en ondersteuningsnood"),
        "persons with care and support needs",
    )
    OPTIONAL = "optional", "optionele partners", "optional partners"


class ConstituencyKind(Enum):
    """What a constituency is."""

    DISCIPLINE = "discipline"
    SERVICE = "service"
    MUNICIPALITY = "municipality"
    POPULATION = "population"
    ORGANISATION = "organisation"


@frozen(kw_only=True, field_transformer=tupled)
class Constituency:
    """Those on whose behalf a seat speaks (*achterban*).

    A municipality is held as its *parts*, so that the seat follows what becomes of it.

    Attributes:
        kind: What the constituency is.
        label: The name as published.
        ref: The word by which rules know a discipline or a service, such as huisarts.
        parts: The land of a municipality, as ids of parts; of nothing else.

    Raises:
        InvalidValueError: If a municipality has no parts, or anything else has.

    Example:
        >>> somebody = Constituency(kind=ConstituencyKind.ORGANISATION, label="iets")
        >>> somebody.is_one_of(["tandarts"]), somebody.is_one_of(["municipality"])
        (None, False)
    """

    kind: ConstituencyKind
    label: str
    ref: str = ""
    partner: PartnerId | None = None
    parts: tuple[PartId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a municipality without land, and land of anything else."""
        is_land = self.kind is ConstituencyKind.MUNICIPALITY
        if is_land and not self.parts:
            expected = said("its land as parts, such as {parts}", parts=f"[{slug(self.label)}]")
            raise InvalidValueError("constituency", self.label, expected)
        if self.parts and not is_land:
            expected = said("no parts: only a municipality has land")
            raise InvalidValueError("constituency", self.label, expected)

    def is_one_of(self, names: Collection[str]) -> bool | None:
        """Tell whether it is one of those that a rule names, ``None`` if it may be.

        A name is a *ref*, or a kind such as ``"municipality"``. An organisation
        may be of a named discipline or service without its saying so, and so
        may anything else that has no *ref*; a municipality may not.
        """
        if self.ref in names or self.kind.value in names:
            return True
        is_told = bool(self.ref) and self.kind is not ConstituencyKind.ORGANISATION
        if is_told or self.kind is ConstituencyKind.MUNICIPALITY or _KINDS.issuperset(names):
            return False
        return None


_KINDS = frozenset(kind.value for kind in ConstituencyKind)


@frozen(kw_only=True, field_transformer=tupled)
class Seat:
    """A place in a body (*zetel*), which exists while it is vacant.

    Who sits there is what mandates say.

    Attributes:
        id: The id: lower-case letters, digits and hyphens.
        cluster: The cluster to which the seat belongs.
        represents: Those on whose behalf the seat speaks.
        capacity: In which capacity the seat is held.
        voting: Whether the seat has a vote; left out where it is not stated.

    Example:
        >>> chair = Seat(id="zorg-1", body="board", cluster=Cluster.CARE)
        >>> chair.speaks_for(["tandarts"]) is None
        True
    """

    id: SeatId
    body: BodyId
    cluster: Cluster
    represents: tuple[Constituency, ...] = ()
    capacity: str = ""
    voting: bool | None = None
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()

    @cached_property
    def parts(self) -> tuple[PartId, ...]:
        """The land of the municipalities that it represents."""
        return tuple(part for each in self.represents for part in each.parts)

    @property
    def labels(self) -> tuple[str, ...]:
        """Those on whose behalf it speaks, as published."""
        return tuple(each.label for each in self.represents)

    def answers(self, names: Collection[str]) -> tuple[bool | None, ...]:
        """Return for each that it represents whether it is one of those that a rule names.

        Without any, the one answer is ``None``: it does not state for whom it speaks.
        """
        return tuple(each.is_one_of(names) for each in self.represents) or (None,)

    def speaks_for(self, names: Collection[str]) -> bool | None:
        """Tell whether it speaks for one of those that a rule names, ``None`` if it may.

        A seat that does not state for whom it speaks may speak for any of them.
        """
        answers = self.answers(names)
        return True if True in answers else (None if None in answers else False)


class MandateStatus(Enum):
    """How a person sits on a seat."""

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

    *period* is open where its days are not stated.

    Attributes:
        seat: The id of a seat.
        person: The id of the person on the seat.
        status: How the person sits on the seat.
        terms: How many terms in a row, this one included.
        replaces: The id of the person whose place is taken.
        end_reason: Why the mandate ended.
    """

    seat: SeatId
    person: PersonId
    status: MandateStatus = MandateStatus.EFFECTIVE
    period: Period = field(factory=Period)
    terms: int | None = None
    replaces: PersonId | None = None
    end_reason: str = ""
    sources: tuple[SourceId, ...] = ()


class OfficeTitle(BilingualEnum):
    """What an office is called."""

    CHAIR = "chair", "voorzitter"
    VICE_CHAIR = "vice-chair", "ondervoorzitter"
    TREASURER = "treasurer", "penningmeester"
    SECRETARY = "secretary", "secretaris"
    MEMBER = "member", "lid"


@frozen(kw_only=True, field_transformer=tupled)
class Office:
    """An office of a body (*functie*), apart from any seat.

    Attributes:
        title: What the office is called.
        for_cluster: The cluster that the holder represents there.
    """

    body: BodyId
    person: PersonId
    title: OfficeTitle = OfficeTitle.MEMBER
    for_cluster: Cluster | None = None
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()


class BodyKind(BilingualEnum):
    """What a body is."""

    COUNCIL = "council", "zorgraad"
    GENERAL_ASSEMBLY = "general-assembly", "algemene vergadering"
    BOARD = "board", "bestuursorgaan"
    DAILY_BOARD = "daily-board", "dagelijks bestuur"
    WORKING_GROUP = "working-group", "werkgroep"
    STEERING_GROUP = "steering-group", "stuurgroep"
    CLUSTER_MEETING = "cluster-meeting", "clusterwerking"
    OTHER = "other", "ander orgaan"


@frozen(kw_only=True, field_transformer=tupled)
class Body:
    """A body (*orgaan*) of the council, or with *organisation* of somebody else.

    Attributes:
        id: The id: lower-case letters, digits and hyphens.
        kind: What the body is.
        name: The name under which it is published.
        also_called: Other names under which it is published.
        organisation: The id of the partner whose body it is.
        parent: The id of the body to which it belongs.
        continues: The body that it goes on from.
    """

    id: BodyId
    kind: BodyKind
    name: str = ""
    also_called: tuple[str, ...] = ()
    organisation: PartnerId | None = None
    parent: BodyId | None = None
    continues: BodyId | None = field(default=None, metadata=refers("body", scope="document"))
    period: Period = field(factory=Period)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class MembershipRole(Enum):
    """How one is a member of a body."""

    FULL = "full"
    ADHERING = "adhering"
    ADVISORY = "advisory"
    REPRESENTED = "represented"


@frozen(kw_only=True, field_transformer=tupled)
class Membership:
    """A partner or a person as a member of a body (*lidmaatschap*), without a seat.

    Attributes:
        role: How one is a member.

    Raises:
        InvalidValueError: If it is not of exactly one of the two.
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

    Attributes:
        to: The id of the body of the other organisation.
        seat: The id of a seat.
        reports_back: Whether there is feedback to the council; left out where it is not stated.
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

    Attributes:
        rule: The id of the rule in its rule set.
        reason: Why it is granted.
        until: The first day on which it no longer holds.
    """

    rule: ItemId = field(metadata=refers("rule"))
    reason: str
    until: date | None = field(default=None, converter=day_or_none)
    sources: tuple[SourceId, ...] = ()


class MajorityOf(BilingualEnum):
    """Of what more than half must be in favour.

    Of seats, filled or not, and of members present an abstention counts against; of votes cast
    it does not count.
    """

    SEATS = "seats", "zetels"
    FILLED = "filled-seats", "ingevulde zetels", "filled seats"
    PRESENT = "present", "aanwezigen", "members present"
    CAST = "votes-cast", "uitgebrachte stemmen", "votes cast"


def _count(of: object, attribute: object, value: int) -> None:  # noqa: ARG001 - a validator of attrs
    if type(value) is not int or value < 0:
        raise InvalidValueError("number of votes", value, "a whole number, zero or more")


@frozen(kw_only=True)
class ClusterVotes:
    """How those of one cluster voted.

    Attributes:
        in_favour: How many voted in favour.
        against: How many voted against.
        abstained: How many were there and did neither.

    Raises:
        InvalidValueError: If a number is negative or not whole.
    """

    cluster: Cluster
    in_favour: int = field(default=0, validator=_count)
    against: int = field(default=0, validator=_count)
    abstained: int = field(default=0, validator=_count)

    @property
    def present(self) -> int:
        """How many were there."""
        return self.in_favour + self.against + self.abstained


@frozen(kw_only=True, field_transformer=tupled)
class Decision:
    """A decision on which a body voted (*beslissing*).

    Attributes:
        id: The id: lower-case letters, digits and hyphens.
        title: What was decided, in a few words.
        day: The day of the vote.
        body: The id of the body that voted; the board where it is left out.
        votes: How each cluster voted; one that is left out was not there.
        majority_of: Of what more than half had to be in favour; left out where it is not stated.
        quorum: The share of the seats that had to be there; left out where it is not stated.

    Raises:
        InvalidValueError: If a cluster votes twice, or *quorum* is no share.

    Example:
        >>> Decision(id="d-1", day="2023-06-01", votes=[ClusterVotes(cluster=Cluster.CARE)]).day
        datetime.date(2023, 6, 1)
    """

    id: ItemId = field(metadata=defines("decision"))
    title: str = ""
    day: date = field(converter=parse_day)
    body: BodyId | None = None
    votes: tuple[ClusterVotes, ...] = ()
    majority_of: MajorityOf | None = None
    quorum: Fraction | None = None
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse two votes of one cluster, and a quorum beyond all seats."""
        refuse_twice("cluster of a decision", (each.cluster.value for each in self.votes))
        if self.quorum is not None and not 0 < self.quorum <= 1:
            raise InvalidValueError("quorum", self.quorum, "a share of the seats, such as 1/2")


@frozen(kw_only=True, field_transformer=tupled)
class AgreedSeat:
    """For whom a seat speaks by an agreement.

    Attributes:
        label: The name of the municipality as published.
        parts: The land of the municipality, as ids of parts; it stays when it merges.
    """

    seat: SeatId
    label: str = ""
    parts: tuple[PartId, ...]


@frozen(kw_only=True, field_transformer=tupled)
class SeatAgreement:
    """An agreement on whom seats speak for, such as after a merger (*afspraak*).

    Attributes:
        title: What was agreed, in a few words.
        day: The day on which it was agreed.
        seats: The seats, each with a municipality.

    Raises:
        InvalidValueError: If a seat stands in it twice.
    """

    id: ItemId = field(metadata=defines("agreement"))
    title: str = ""
    day: date | None = field(default=None, converter=day_or_none)
    seats: tuple[AgreedSeat, ...] = ()
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a seat that stands in it twice."""
        refuse_twice("seat of an agreement", (each.seat for each in self.seats))


_InBody = TypeVar("_InBody", Seat, Office, Membership)


def of_body(items: Iterable[_InBody], body: BodyId, day: date) -> tuple[_InBody, ...]:
    """Return those of some seats, offices or memberships that a body has on a day."""
    return tuple(each for each in items if each.body == body and day in each.period)


@opens_scope("council")
@frozen(kw_only=True, field_transformer=tupled)
class CareCouncil(Held):
    """A care council (*zorgraad*): the legal person that works in a zone.

    It is what was stated about it for one *period*; a council through time is
    several of them. A zone is an area, a council works in it, and a board is one
    of its bodies.

    References to a body or a seat that is not here can be held; checks find them.

    Attributes:
        zone: The id of the zone in which it works.
        name: The name of the council.
        legal_form: What the council is in law, such as vzw.
        recognised: The day of the recognition.
        platforms: The regional care platforms in which it takes part.
        bodies: The bodies of the council and those that it works in.
        seats: The seats of the bodies.
        mandates: Who sits on which seat.
        offices: Who holds which office.
        memberships: Who is a member of which body.
        delegations: Who speaks for the council elsewhere.
        decisions: What its bodies voted on.
        agreements: Whom seats speak for by agreement.
        waivers: Rules that need not be kept for some time.

    Raises:
        InvalidValueError: If two bodies, seats, decisions or agreements share an id.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> council
        <CareCouncil zorgraad-herkenrode-2023 of herkenrode: 2 bodies, 21 seats>
        >>> council.persons_in("dagelijks-bestuur", on="2023-06-01")
        ('p01', 'p08', 'p16', 'p03', 'p18')
    """

    id: ItemId = field(metadata=defines("council"))
    zone: ZoneId
    name: str = ""
    legal_form: str = ""
    recognised: date | None = field(default=None, converter=day_or_none)
    platforms: tuple[str, ...] = ()
    period: Period = field(factory=Period)
    bodies: tuple[Body, ...] = ()
    seats: tuple[Seat, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    offices: tuple[Office, ...] = ()
    memberships: tuple[Membership, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    agreements: tuple[SeatAgreement, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse ids that are in use twice."""
        refuse_twice("body of a council", (body.id for body in self.bodies))
        refuse_twice("seat of a council", (seat.id for seat in self.seats))
        refuse_twice("decision of a council", (each.id for each in self.decisions))
        refuse_twice("agreement of a council", (each.id for each in self.agreements))

    def to_card(self) -> Card:
        """Return what is stated of it, counted; nobody is named."""
        by_cluster = Counter(seat.cluster for seat in self.seats)
        clusters = [
            phrase("{cluster} {n}", cluster=cluster, n=n) for cluster, n in by_cluster.most_common()
        ]
        counts = (
            ("zone", self.zone),
            ("period", self.period),
            ("legal form", self.legal_form),
            ("recognised", self.recognised),
            ("bodies", len(self.bodies)),
            ("seats", len(self.seats)),
            ("seats by cluster", clusters),
            ("mandates", len(self.mandates)),
            ("offices", len(self.offices)),
            ("decisions", len(self.decisions)),
        )
        return Card(
            self.name or self.id,
            counts,
            warnings=not_complete(self.open_lists),
            notes=[self.note],
            sources=self.sources,
        )

    def __repr__(self) -> str:
        """Count what the council holds."""
        bodies = plural(len(self.bodies), "body", "bodies")
        seats = plural(len(self.seats), "seat")
        return f"<CareCouncil {short(self.id)} of {short(self.zone)}: {bodies}, {seats}>"

    @cached_property
    def bodies_by_id(self) -> Mapping[BodyId, Body]:
        """Each body by its id."""
        return {body.id: body for body in self.bodies}

    @property
    def board(self) -> Body | None:
        """The governing board (*bestuursorgaan*), ``None`` where none is stated."""
        return next(iter(self.own_bodies(BodyKind.BOARD)), None)

    @property
    def daily_board(self) -> Body | None:
        """The daily board (*dagelijks bestuur*), ``None`` where none is stated."""
        return next(iter(self.own_bodies(BodyKind.DAILY_BOARD)), None)

    def own_bodies(self, kind: str | BodyKind) -> tuple[Body, ...]:
        """Return the bodies of a kind, or of its word, but for those of other organisations."""
        of_kind = (each for each in self.bodies if kind in {each.kind, each.kind.value})
        return tuple(each for each in of_kind if each.organisation is None)

    def seats_of(self, body: BodyId, *, on: Day) -> tuple[Seat, ...]:
        """Return the seats of a body on a day, vacant ones included."""
        return of_body(self.seats, body, parse_day(on))

    def mandates_by_seat(self, *, on: Day) -> Mapping[SeatId, tuple[Mandate, ...]]:
        """Return for each seat the mandates that hold on a day; a vacant seat is absent."""
        day = parse_day(on)
        holding = (each for each in self.mandates if each.status.holds and day in each.period)
        return grouped((each.seat, each) for each in holding)

    def vacancies(self, seats: Iterable[Seat], *, on: Day) -> Total:
        """Return how many of some seats nobody has on a day, nor somebody who is prevented.

        Where the list of mandates is not complete, somebody may sit on each of them.
        """
        day = parse_day(on)
        stated = (each for each in self.mandates if day in each.period)
        there = {each.seat for each in stated if each.status is not MandateStatus.ENDED}
        empty = sum(seat.id not in there for seat in seats)
        return Total(0 if "mandates" in self.open_lists else empty, empty)

    def persons_in(self, body: BodyId, *, on: Day) -> tuple[PersonId, ...]:
        """Return who has a seat, an office or a membership in a body on a day, once each."""
        day = parse_day(on)
        sitting = self.mandates_by_seat(on=day)
        persons = [m.person for s in self.seats_of(body, on=day) for m in sitting.get(s.id, ())]
        persons += [each.person for each in of_body(self.offices, body, day)]
        members = of_body(self.memberships, body, day)
        persons += [each.person for each in members if each.person is not None]
        return tuple(dict.fromkeys(persons))
