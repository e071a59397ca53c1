"""Seats, whom they speak for, and who sits on them."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import (
    BodyId,
    PartId,
    PartnerId,
    Period,
    PersonId,
    SeatId,
    SourceId,
    tupled,
)

__all__ = [
    "Cluster",
    "Constituency",
    "ConstituencyKind",
    "Mandate",
    "MandateStatus",
    "Office",
    "OfficeTitle",
    "Seat",
]


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
