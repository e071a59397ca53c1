"""What goes wrong when something is not known, not alive or contradicts the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.errors import ElzError, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from elzmodel.values import Finding, Period

__all__ = ["ConflictError", "NotOnDayError", "UnknownIdError"]


class UnknownIdError(ElzError, LookupError):
    """An id, code or name was never heard of.

    *suggestions* holds near ones, best first; *reason* says more where there is
    more to say.

    Example:
        >>> print(UnknownIdError("municipality", "Hasel", ("Hasselt",)))
        no municipality 'Hasel' is known. Did you mean Hasselt?
    """

    def __init__(
        self, kind: str, key: object, suggestions: Sequence[str] = (), reason: str = ""
    ) -> None:
        super().__init__(kind, key, tuple(suggestions), reason)
        self.kind = kind
        self.key = key
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        self.reason = reason

    def __str__(self) -> str:
        """Name the key, and what it is or was perhaps meant."""
        hint = f"Did you mean {listed(self.suggestions)}?" if self.suggestions else ""
        more = self.reason or hint
        return f"no {self.kind} {self.key!r} is known{'. ' if more else ''}{more}"


class NotOnDayError(ElzError, LookupError):
    """Something exists, but not on the day that was asked for.

    *valid* holds the periods in which it does exist, *successors* what it
    became afterwards, or *predecessors* what it came from; *reason* says more
    where there is more to say.

    Example:
        >>> from datetime import date
        >>> print(
        ...     NotOnDayError(
        ...         "municipality", "73040", date(2025, 1, 1), successors=("Hasselt (71072)",)
        ...     )
        ... )
        municipality '73040' does not exist on 2025-01-01; it became Hasselt (71072)
    """

    def __init__(  # noqa: PLR0913, PLR0917 - one argument a field, positional so that it pickles
        self,
        kind: str,
        key: object,
        day: date,
        valid: Sequence[Period] = (),
        successors: Sequence[str] = (),
        predecessors: Sequence[str] = (),
        reason: str = "",
    ) -> None:
        super().__init__(
            kind, key, day, tuple(valid), tuple(successors), tuple(predecessors), reason
        )
        self.kind = kind
        self.key = key
        self.day = day
        self.valid: tuple[Period, ...] = tuple(valid)
        self.successors: tuple[str, ...] = tuple(successors)
        self.predecessors: tuple[str, ...] = tuple(predecessors)
        self.reason = reason

    def __str__(self) -> str:
        """Say when it exists and what it became or was."""
        text = f"{self.kind} {self.key!r} does not exist on {self.day}"
        if self.valid:
            text += f" (it does from {listed(self.valid)})"
        if self.successors:
            text += f"; it became {listed(self.successors)}"
        if self.predecessors:
            text += f"; before, it was {listed(self.predecessors)}"
        return f"{text}. {self.reason}" if self.reason else text


class ConflictError(ElzError, ValueError):
    """A change contradicts what is known; all contradictions of a day at once.

    *findings* holds one `Finding` a contradiction.

    Example:
        >>> from elzmodel.values import Finding
        >>> print(ConflictError([Finding(code="ELZ-T005", message="code 71072 is in use twice")]))
        1 contradiction: ELZ-T005 code 71072 is in use twice
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(tuple(findings))
        self.findings: tuple[Finding, ...] = tuple(findings)

    def __str__(self) -> str:
        """Show the first contradictions and count the rest."""
        noun = "contradiction" if len(self.findings) == 1 else "contradictions"
        shown = [
            f"{f.code} {f.subject}: {f.message}" if f.subject else f"{f.code} {f.message}"
            for f in self.findings
        ]
        return f"{len(self.findings)} {noun}: " + "; ".join([listed(shown)])
