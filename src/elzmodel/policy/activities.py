"""Projects, gatherings, requests and advice, and who takes part in them."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from elzmodel.values import (
    ItemId,
    PartId,
    PartnerId,
    Period,
    SourceId,
    Total,
    open_lists_of,
    tupled,
)

__all__ = [
    "Advice",
    "Enrolment",
    "Gathering",
    "Involvement",
    "InvolvementRole",
    "Project",
    "ProjectStage",
    "Request",
    "StageSpan",
]


class InvolvementRole(Enum):
    """How a partner is involved.

    Example:
        >>> InvolvementRole.MENTIONED.takes_part
        False
    """

    LEAD = "lead"
    INITIATOR = "initiator"
    RESPONSIBLE = "responsible"
    COLLABORATOR = "collaborator"
    SUPPLIER = "supplier"
    FINANCER = "financer"
    BENEFICIARY = "beneficiary"
    AUDIENCE = "audience"
    MENTIONED = "mentioned"

    @property
    def owns(self) -> bool:
        """Whether the partner answers for it."""
        return self in {InvolvementRole.LEAD, InvolvementRole.RESPONSIBLE}

    @property
    def takes_part(self) -> bool:
        """Whether the partner works on it, rather than being served or named."""
        return self not in {
            InvolvementRole.BENEFICIARY,
            InvolvementRole.AUDIENCE,
            InvolvementRole.MENTIONED,
        }


@frozen(kw_only=True, field_transformer=tupled)
class Involvement:
    """A partner in an action, a project or a gathering (*betrokkenheid*).

    Example:
        >>> Involvement(partner="pallion").role.value
        'collaborator'
    """

    partner: PartnerId
    role: InvolvementRole = InvolvementRole.COLLABORATOR
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()


class ProjectStage(Enum):
    """How far a project is.

    Example:
        >>> ProjectStage("pilot").name
        'PILOT'
    """

    PILOT = "pilot"
    RUNNING = "running"
    ROLLED_OUT = "rolled-out"
    ENDED = "ended"


@frozen(kw_only=True)
class StageSpan:
    """A stage of a project with the days in which it is at that stage.

    Example:
        >>> StageSpan(stage=ProjectStage.PILOT).period.is_open
        True
    """

    stage: ProjectStage
    period: Period = field(factory=Period)


@frozen(kw_only=True, field_transformer=tupled)
class Enrolment:
    """A municipality that takes part in a project (*intekening*), held as its land.

    Example:
        >>> Enrolment(label="Borgloon", parts=["borgloon"]).parts
        ('borgloon',)
    """

    label: str
    parts: tuple[PartId, ...]
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Project:
    """A project (*project*) with its stages and those who are enrolled.

    *is_invented* marks an example that nobody published.

    Example:
        >>> Project(id="halt2diabetes", title="Halt2Diabetes").enrolments
        ()
    """

    id: ItemId
    title: str
    gloss: str = ""
    stages: tuple[StageSpan, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    is_invented: bool = False
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Gathering:
    """People who come together: a network event, a fair (*bijeenkomst*).

    *returning* and *new* divide the *attendance*, where it was counted.

    Example:
        >>> Gathering(id="beurs", title="beurs", attendance=Total.exactly(80)).host is None
        True
    """

    id: ItemId
    title: str
    gloss: str = ""
    host: PartnerId | None = None
    day: date | None = None
    cadence: str = ""
    attendance: Total | None = None
    returning: Total | None = None
    new: Total | None = None
    involvements: tuple[Involvement, ...] = ()
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Request:
    """What a partner asked of the council (*vraag tot tussenkomst*).

    *is_granted* is ``None`` until it is decided, or where that is not stated.

    Example:
        >>> Request(id="r1", title="vorming", partner="pallion").is_granted is None
        True
    """

    id: ItemId
    title: str
    gloss: str = ""
    partner: PartnerId | None = None
    day: date | None = None
    is_granted: bool | None = None
    follow_up: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Advice:
    """Advice of the council on local social policy (*advies*).

    *to* names the municipality and *parts* is its land; *is_followed* is
    ``None`` where that is not known.

    Example:
        >>> Advice(id="a1", title="wonen", to="Alken", parts=["alken"]).is_followed is None
        True
    """

    id: ItemId
    title: str
    gloss: str = ""
    to: str = ""
    parts: tuple[PartId, ...] = ()
    day: date | None = None
    is_followed: bool | None = None
    note: str = ""
    sources: tuple[SourceId, ...] = ()
