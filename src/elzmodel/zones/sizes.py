"""How many inhabitants a zone should have, as rules with their sources."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from elzmodel.values import Grade, SourceId, Total

__all__ = [
    "MINIMUM",
    "TARGET",
    "SizeBand",
    "SizeRule",
]


class SizeBand(Enum):
    """Where a total lies beside a rule; ``UNKNOWN`` where its bounds do not tell.

    Example:
        >>> SizeBand.BELOW.value
        'below'
    """

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class SizeRule:
    """Bounds for the inhabitants of a zone, both included, with grade and source.

    Example:
        >>> print(MINIMUM)
        at least 60,000 inhabitants (minimum size, grade A)
    """

    name: str
    low: int
    high: int | None = None
    grade: Grade
    citation: str
    sources: tuple[SourceId, ...] = ()

    def __str__(self) -> str:
        """Show the bounds, the name and the grade."""
        bounds = f"at least {self.low:,}" if self.high is None else f"{self.low:,}-{self.high:,}"
        return f"{bounds} inhabitants ({self.name}, grade {self.grade.value})"

    def band(self, total: Total) -> SizeBand:
        """Tell where *total* lies, as far as its bounds allow.

        Example:
            >>> from elzmodel.values import Total
            >>> TARGET.band(Total.exactly(70_797)).value, TARGET.band(Total(70_797, None)).value
            ('below', 'unknown')
        """
        if total.high is not None and total.high < self.low:
            return SizeBand.BELOW
        if self.high is not None and total.low > self.high:
            return SizeBand.ABOVE
        if total.low < self.low or (
            self.high is not None and (total.high is None or total.high > self.high)
        ):
            return SizeBand.UNKNOWN
        return SizeBand.WITHIN


MINIMUM = SizeRule(
    name="minimum size",
    low=60_000,
    grade=Grade.A,
    citation="Departement Zorg, page on first-line zones and care councils",
    sources=(SourceId("S12"), SourceId("S13")),
)
"""The least inhabitants of a zone, as the department's page states it."""

TARGET = SizeRule(
    name="target size",
    low=75_000,
    high=125_000,
    grade=Grade.B,
    citation="VIVEL; Knack/Belga 2018; Artsenkrant",
)
"""The size that was aimed for when the zones were drawn: a guideline."""
