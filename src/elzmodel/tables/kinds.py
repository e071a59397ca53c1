"""What a column of a table is, which decides how it can be carried, if at all.

Counts add up. A rate needs what it is a rate of, a mean what it is a mean over; a category
needs a rule. Medians, codes and telephone numbers cannot be carried.
"""

from __future__ import annotations

from typing import Final, Literal

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.territory import CategoryRule
from elzmodel.values import Number

__all__ = ["Category", "ColumnKind", "Count", "Mean", "Rate", "Rows", "Skip"]
__all__ += ["category", "count", "mean", "rate", "rows", "skip"]


@frozen
class Count:
    """Counts and amounts: what land has together is the sum of what its pieces have."""


@frozen
class Skip:
    """A column that is left alone."""


@frozen
class Rows:
    """No column at all: the rows of the table are counted, under a name.

    Attributes:
        name: What the rows are called, such as practices.
    """

    name: str = "rows"


@frozen
class Rate:
    """How many of something, for each *per* of what another column counts.

    Attributes:
        of: The column with the counts that it is a rate of, such as inhabitants.
        per: For how many of them it is stated: 1, or 100 for a percentage.

    Raises:
        InvalidValueError: If *per* is not positive.
    """

    of: str
    per: Number = 1

    def __attrs_post_init__(self) -> None:
        """Refuse a rate per nothing."""
        if not self.per > 0:
            raise InvalidValueError("rate", self.per, "a positive number, such as 100")


@frozen
class Mean:
    """A mean over what another column counts.

    Attributes:
        over: The column with the counts that it is a mean over, such as households.
    """

    over: str


_RULES: Final = ("unanimous", "largest")


@frozen
class Category:
    """Words that tell land apart, carried under a stated rule.

    Attributes:
        rule: unanimous needs all that give land to agree; largest takes that of the one
            with the most of *weights*.
        weights: The column of counts that says which is largest.

    Raises:
        InvalidValueError: If there is no such rule, or the largest has no weights.
    """

    rule: CategoryRule = field(default="unanimous")
    weights: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that does not say enough."""
        if self.rule not in _RULES:
            raise InvalidValueError("rule", self.rule, " or ".join(map(repr, _RULES)))
        if (self.rule == "largest") != bool(self.weights):
            raise InvalidValueError("weights", self.weights, "a column of counts, for 'largest'")


ColumnKind = Count | Skip | Rows | Rate | Mean | Category
"""What a column is."""

Said = ColumnKind | Literal["count", "skip"]
"""How somebody says what a column is."""

count: Final = Count()
skip: Final = Skip()


def rows(name: str) -> Rows:
    """Say that the rows of a table are counted, as a column of this name.

    Example:
        >>> rows("practices")
        Rows(name='practices')
    """
    return Rows(name)


def rate(of: str, *, per: Number = 1) -> Rate:
    """Say that a column is a rate of what another one counts; a percentage is per 100.

    Example:
        >>> rate(of="inhabitants", per=100)
        Rate(of='inhabitants', per=100)
    """
    return Rate(of, per)


def mean(over: str) -> Mean:
    """Say that a column is a mean over what another one counts.

    Example:
        >>> mean(over="households")
        Mean(over='households')
    """
    return Mean(over)


def category(rule: CategoryRule = "unanimous", *, weights: str = "") -> Category:
    """Say that a column holds categories, and by which rule they are carried.

    Example:
        >>> category("largest", weights="inhabitants")
        Category(rule='largest', weights='inhabitants')
    """
    return Category(rule, weights)
