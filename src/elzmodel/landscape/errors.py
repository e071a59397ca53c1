"""What goes wrong at the front door: names that fit several things, days out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.errors import ElzError, ElzWarning

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AfterCoverageWarning", "AmbiguousNameError", "OutsideLandscapeWarning"]


class AmbiguousNameError(ElzError, LookupError):
    """A name fits several things.

    *candidates* says which, each in a form that is not ambiguous.

    Example:
        >>> from elzmodel import flanders
        >>> try:
        ...     flanders().on("2025-01-01").zone("elz2")
        ... except AmbiguousNameError as error:
        ...     print(len(error.candidates))
        4
    """

    def __init__(self, kind: str, key: object, candidates: Sequence[str]) -> None:
        super().__init__(kind, key, tuple(candidates))
        self.kind = kind
        self.key = key
        self.candidates: tuple[str, ...] = tuple(candidates)

    def __str__(self) -> str:
        """Name the candidates."""
        return f"{self.kind} {self.key!r} can mean {' or '.join(self.candidates)}. Say which"


class AfterCoverageWarning(ElzWarning):
    """A day was asked for on which the record no longer speaks.

    When it occurs: ``landscape.on(day)`` with a day after ``landscape.covers``;
    the answer is the last known state, carried on. How to fix it: ask an
    earlier day, add events of your own, or say ``beyond_ok=True``.

    Example:
        >>> import warnings
        >>> from elzmodel import flanders
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     _ = flanders().on("2031-01-01")
        >>> caught[0].category.__name__
        'AfterCoverageWarning'
    """


class OutsideLandscapeWarning(ElzWarning):
    """Figures were given for codes that the landscape does not know.

    When it occurs: a file for the whole of Belgium joins a landscape of Flanders
    and Brussels; the other codes are left out. How to fix it: leave them out
    beforehand, or say ``outside_ok=True``.

    Example:
        >>> issubclass(OutsideLandscapeWarning, ElzWarning)
        True
    """
