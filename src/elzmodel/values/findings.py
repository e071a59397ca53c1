"""Findings: doubts that a check reports and that the caller weighs."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.values.ids import SourceId
from elzmodel.values.sources import Grade
from elzmodel.values.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Finding", "Outcome", "Severity", "findings_table"]


class Severity(Enum):
    """How much a finding matters.

    Example:
        >>> Severity.ADVICE.value
        'advice'
    """

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Outcome(Enum):
    """What a check found out; missing data give ``UNKNOWN``, never a pass or a fail.

    Example:
        >>> [outcome.value for outcome in Outcome]
        ['pass', 'fail', 'unknown']
    """

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Finding:
    """One thing a check noticed: what, about whom, and why it matters.

    Codes are stable: ``ELZ-T…`` for territory, ``ELZ-Z…`` for zones,
    ``ELZ-L…`` for the landscape as a whole, ``ELZ-Q…`` for official lists,
    ``ELZ-G…`` for councils, ``ELZ-P…`` for plans, ``ELZ-C…`` for claims,
    ``ELZ-S…`` for scenarios. A finding of a rule says what was *observed* and what
    *expected*, by which *article*, and with its *grade* how well that rule is
    established.

    Example:
        >>> print(Finding(code="ELZ-Z010", message="two pieces of land", subject="oostkust"))
        ELZ-Z010 warning: oostkust: two pieces of land
    """

    code: str
    message: str
    subject: str = ""
    severity: Severity = Severity.WARNING
    outcome: Outcome = Outcome.FAIL
    sources: tuple[SourceId, ...] = ()
    observed: str = ""
    expected: str = ""
    article: str = ""
    grade: Grade | None = None

    def __str__(self) -> str:
        """Show the finding on one line."""
        doubt = " (unknown)" if self.outcome is Outcome.UNKNOWN else ""
        weight = "pass" if self.outcome is Outcome.PASS else f"{self.severity.value}{doubt}"
        subject = f"{self.subject}: " if self.subject else ""
        return f"{self.code} {weight}: {subject}{self.message}"


def findings_table(findings: Iterable[Finding], *, title: str = "Findings") -> Table:
    """Return findings as a `Table`, one row each, in the order given.

    Example:
        >>> len(findings_table([Finding(code="ELZ-Z010", message="two pieces of land")]))
        1
    """
    columns = (
        Column("code"),
        Column("severity"),
        Column("outcome"),
        Column("subject"),
        Column("message"),
        Column("sources"),
    )
    rows = tuple(
        (f.code, f.severity.value, f.outcome.value, f.subject, f.message, f.sources)
        for f in findings
    )
    return Table(title, columns, rows)
