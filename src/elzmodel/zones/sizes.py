"""How many inhabitants a zone should have, as rules with their sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Grade, Number, Period, SourceId, Total, refers
from elzmodel.values.ids import tupled
from elzmodel.values.numbers import finite, finite_or_none
from elzmodel.values.text import Label, in_words, phrase, said

__all__ = ["SizeBand", "SizeRule"]


class SizeBand(Enum):
    """Where a total lies beside a rule; ``UNKNOWN`` where its bounds do not tell."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    UNKNOWN = "unknown"


@frozen(kw_only=True, field_transformer=tupled)
class SizeRule:
    """Bounds for the inhabitants of a zone, both included, with grade and source.

    It holds in a *period*, always by default. A landscape holds such rules, see
    `Landscape.with_size_rules <elzmodel.landscape.landscape.Landscape.with_size_rules>`;
    by their names, the *minimum size* and the *target size* have columns of
    their own in what scenarios tell.

    Raises:
        InvalidValueError: If *low* is more than *high*, or one is no finite number.

    Example:
        >>> from elzmodel import flanders
        >>> for rule in flanders().size_rules:
        ...     print(rule)
        at least 60,000 inhabitants (minimum size, grade A)
        75,000-125,000 inhabitants (target size, grade B)
    """

    name: str
    low: Number = field(default=0, converter=finite)
    high: Number | None = field(default=None, converter=finite_or_none)
    period: Period = field(factory=Period)
    grade: Grade = Grade.U
    citation: str = ""
    sources: tuple[SourceId, ...] = field(default=(), metadata=refers("source", scope="landscape"))

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that nothing lies between."""
        if self.high is not None and self.high < self.low:
            expected = said("an upper bound of {low} or more", low=self.low)
            raise InvalidValueError("size rule", self.high, expected)

    def __str__(self) -> str:
        """Show the bounds, the name and the grade."""
        return in_words(self)

    def changes_after(self, day: date) -> bool:
        """Tell whether the rule begins or ends after a day."""
        ends = (self.period.start, self.period.until)
        return any(end is not None and end > day for end in ends)

    def band(self, total: Total) -> SizeBand:
        """Tell where *total* lies, as far as its bounds allow.

        Example:
            >>> from elzmodel.values import Total
            >>> target = SizeRule(name="target size", low=75_000, high=125_000)
            >>> target.band(Total.exactly(70_797)).value, target.band(Total(70_797, None)).value
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


def band_beside(rules: Iterable[SizeRule], name: str, total: Total | None) -> SizeBand:
    """Tell where a total lies beside the rule of a name, unknown where there is no such rule.

    Example:
        >>> from elzmodel import flanders
        >>> day = flanders().on("2025-01-01")
        >>> band_beside(day.size_rules, "minimum size", day.population("haspengouw", year=2021))
        <SizeBand.WITHIN: 'within'>
    """
    for rule in rules:
        if rule.name == name and total is not None:
            return rule.band(total)
    return SizeBand.UNKNOWN


@in_words.register
def _(value: SizeRule, lang: str = "en", door: str = "python") -> str:
    bounds = (
        phrase("at least {low:number}", low=value.low)
        if value.high is None
        else phrase("{low:number}-{high:number}", low=value.low, high=value.high)
    )
    told = phrase(
        "{bounds} inhabitants ({name}, grade {grade})",
        bounds=bounds,
        name=Label(value.name),
        grade=value.grade,
    )
    return in_words(told, lang, door)
