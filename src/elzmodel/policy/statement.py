"""What a zone says about itself, and what it asserts about the world."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from elzmodel.policy.analysis import HealthDimension
from elzmodel.values import EventId, ItemId, PartId, SourceId, open_lists_of, tupled

__all__ = ["Claim", "ClaimKind", "Statement", "StatementKind"]


class StatementKind(Enum):
    """What a statement is.

    Example:
        >>> StatementKind.REMIT.dutch
        'opdracht'
    """

    MISSION = "mission"
    VISION = "vision"
    AMBITION = "ambition"
    VALUE = "value"
    PRINCIPLE = "principle"
    REMIT = "remit"
    PRIORITY = "priority"
    STRATEGY_ELEMENT = "strategy-element"
    GOVERNING_MODE = "governing-mode"
    CONTEXT = "context"
    CHALLENGE = "challenge"
    PREAMBLE = "preamble"
    END_GOAL = "end-goal"
    DEFINITION = "definition"
    COMMITMENT = "commitment"

    @property
    def dutch(self) -> str:
        """The Dutch term."""
        return _STATEMENTS[self]


_STATEMENTS = {
    StatementKind.MISSION: "missie",
    StatementKind.VISION: "visie",
    StatementKind.AMBITION: "ambitie",
    StatementKind.VALUE: "waarde",
    StatementKind.PRINCIPLE: "principe",
    StatementKind.REMIT: "opdracht",
    StatementKind.PRIORITY: "prioriteit",
    StatementKind.STRATEGY_ELEMENT: "kernelement",
    StatementKind.GOVERNING_MODE: "bestuurswijze",
    StatementKind.CONTEXT: "context",
    StatementKind.CHALLENGE: "uitdaging",
    StatementKind.PREAMBLE: "inleiding",
    StatementKind.END_GOAL: "einddoel",
    StatementKind.DEFINITION: "definitie",
    StatementKind.COMMITMENT: "engagement",
}


@frozen(kw_only=True, field_transformer=tupled)
class Statement:
    """Something that a zone says about itself: a mission, a value, a remit.

    *title* is short and Dutch, *gloss* the same in English, *text* the
    paragraphs in full where a document holds them. *part_of* is the statement
    that it is a part of; *kept_from* is the earlier statement that was
    deliberately left as it was. *health_dimensions* are those that it names.

    Example:
        >>> value = Statement(id="w1", kind=StatementKind.VALUE, title="Respect", steps=["a", "b"])
        >>> value.steps
        ('a', 'b')
    """

    id: ItemId
    kind: StatementKind
    title: str = ""
    gloss: str = ""
    number: str = ""
    text: tuple[str, ...] = ()
    subject: str = ""
    guiding_questions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    health_dimensions: tuple[HealthDimension, ...] = ()
    part_of: ItemId | None = None
    kept_from: ItemId | None = None
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()


class ClaimKind(Enum):
    """What a claim asserts.

    Example:
        >>> ClaimKind("merger").name
        'MERGER'
    """

    MEMBERS = "members"
    """The zone consists of these municipalities."""

    MERGER = "merger"
    """These municipalities will merge."""

    OTHER = "other"
    """Anything else; it is kept, and not held against the register."""


@frozen(kw_only=True, field_transformer=tupled)
class Claim:
    """What a document asserts about the world, right or wrong.

    *labels* are the municipalities as named and *parts* their land. *day* is the
    day of which it is said, ``None`` where that is not stated. *event* is what
    a claim about the future came to be.

    Example:
        >>> claim = Claim(id="c1", kind=ClaimKind.MEMBERS, labels=["Alken"], parts=["alken"])
        >>> claim.day is None
        True
    """

    id: ItemId
    kind: ClaimKind
    title: str = ""
    gloss: str = ""
    labels: tuple[str, ...] = ()
    parts: tuple[PartId, ...] = ()
    day: date | None = None
    event: EventId | None = None
    text: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[SourceId, ...] = ()
