"""Rules of composition: dated, sourced, graded."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from elzmodel.governance.council import Cluster
from elzmodel.values import Grade, ItemId, Period, Severity, Source, SourceId, open_lists_of, tupled

__all__ = [
    "Rule",
    "RuleKind",
    "RuleSet",
]


class RuleKind(Enum):
    """What a rule looks at.

    Example:
        >>> RuleKind("seats").name
        'SEATS'
    """

    SEATS = "seats"
    """How many seats a cluster has in the board."""

    LEGAL_FORM = "legal-form"
    """What the council is in law: one of *values*."""

    ADMITTED = "admitted"
    """Which disciplines or services a cluster admits: those in *values*."""

    BELONGS = "belongs"
    """To which cluster the services in *values* belong."""

    BALANCE = "balance"
    """How the board is divided: no more than *at_most_share* is of one kind.

    *values* say by what: ``gender``, ``self-employed`` or ``profile``.
    """

    TERM = "term"
    """How long a mandate lasts, in years, and how often in a row: *at_most*, *at_most_terms*."""

    PLATFORM = "platform"
    """In how many regional care platforms the council takes part: *at_least*."""

    REPRESENTED = "represented"
    """How many board seats speak for something in *values*: *at_least*, *at_most*.

    A value is a discipline or a service, or a kind such as ``municipality``.
    """


@frozen(kw_only=True, field_transformer=tupled)
class Rule:
    """One rule (*regel*) with what it asks, where it stands, and how well it is established.

    A bound that is ``None`` is not set; *is_read* false says that there is a
    figure in the text that has not been read: the outcome is then unknown.

    Example:
        >>> care = Rule(
        ...     id="R1",
        ...     title="seats for care",
        ...     kind=RuleKind.SEATS,
        ...     cluster=Cluster.CARE,
        ...     at_least=4,
        ...     at_most=6,
        ...     grade=Grade.B,
        ... )
        >>> care.asks
        '4 to 6'
    """

    id: ItemId
    title: str
    kind: RuleKind
    cluster: Cluster | None = None
    at_least: int | None = None
    at_most: int | None = None
    at_most_terms: int | None = None
    at_most_share: Fraction | None = None
    values: tuple[str, ...] = ()
    is_read: bool = True
    article: str = ""
    grade: Grade = Grade.U
    severity: Severity = Severity.ERROR
    period: Period = field(factory=Period)
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    @property
    def asks(self) -> str:
        """The bounds in words, ``unknown`` where they were not read."""
        if not self.is_read:
            return "unknown"
        if self.at_least is not None and self.at_most is not None:
            return f"{self.at_least} to {self.at_most}"
        if self.at_least is not None:
            return f"at least {self.at_least}"
        if self.at_most is not None:
            return f"at most {self.at_most}"
        if self.at_most_share is not None:
            return f"at most {self.at_most_share} of one kind"
        return " or ".join(self.values)


@frozen(kw_only=True, field_transformer=tupled)
class RuleSet:
    """Rules that were in force together during a period (*regels*).

    A document of kind ``rules``.

    Example:
        >>> RuleSet(id="practice", title="What zones do", rules=[]).rules
        ()
    """

    id: ItemId
    title: str
    period: Period = field(factory=Period)
    rules: tuple[Rule, ...] = ()
    documents: tuple[Source, ...] = ()
    note: str = ""
