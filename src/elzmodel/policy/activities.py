"""Projects, gatherings, requests and advice, and who takes part in them."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen

from elzmodel.values import ItemId, PartId, PartnerId, Period, SourceId, Total
from elzmodel.values.ids import open_lists_of, tupled
from elzmodel.values.periods import day_or_none

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
    """How a partner is involved."""

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
        return self not in _SERVED


_SERVED: Final = (
    InvolvementRole.BENEFICIARY,
    InvolvementRole.AUDIENCE,
    InvolvementRole.MENTIONED,
)


@frozen(kw_only=True, field_transformer=tupled)
class Involvement:
    """A partner in an action, a project or a gathering (*betrokkenheid*).

    Attributes:
        role: How the partner is involved.
    """

    partner: PartnerId
    role: InvolvementRole = InvolvementRole.COLLABORATOR
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()


class ProjectStage(Enum):
    """How far a project is."""

    PILOT = "pilot"
    RUNNING = "running"
    ROLLED_OUT = "rolled-out"
    ENDED = "ended"


@frozen(kw_only=True)
class StageSpan:
    """A stage of a project with the days in which it is at that stage.

    Attributes:
        stage: How far the project is.
    """

    stage: ProjectStage
    period: Period = field(factory=Period)


@frozen(kw_only=True, field_transformer=tupled)
class Enrolment:
    """A municipality that takes part in a project (*intekening*).

    Attributes:
        label: The name as published.
        parts: The land of the municipality, as ids of parts; it stays when it merges.
    """

    label: str
    parts: tuple[PartId, ...]
    period: Period = field(factory=Period)
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Project:
    """A project (*project*) with its stages and those who are enrolled.

    Attributes:
        stages: How far it was, and when.
        enrolments: The municipalities that take part.
        is_invented: Whether this is an example that nobody published.
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

    Attributes:
        host: The id of the partner who receives the people.
        day: The day on which it is held.
        attendance: How many came, where it was counted.
        returning: How many of them had come before.
        new: How many of them came for the first time.
    """

    id: ItemId
    title: str
    gloss: str = ""
    host: PartnerId | None = None
    day: date | None = field(default=None, converter=day_or_none)
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

    Attributes:
        day: The day of the request.
        is_granted: Whether it was granted; left out until it is decided, or where not stated.
        follow_up: What was done with it.
    """

    id: ItemId
    title: str
    gloss: str = ""
    partner: PartnerId | None = None
    day: date | None = field(default=None, converter=day_or_none)
    is_granted: bool | None = None
    follow_up: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class Advice:
    """Advice of the council on local social policy (*advies*).

    Attributes:
        to: The municipality that is advised, as named.
        parts: The land of the municipality, as ids of parts.
        day: The day on which it was given.
        is_followed: Whether it was followed; left out where it is not known.
    """

    id: ItemId
    title: str
    gloss: str = ""
    to: str = ""
    parts: tuple[PartId, ...] = ()
    day: date | None = field(default=None, converter=day_or_none)
    is_followed: bool | None = None
    note: str = ""
    sources: tuple[SourceId, ...] = ()
