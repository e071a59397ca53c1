"""Large tables of a landscape, which are read when somebody first asks for them.

Few questions need villages, outlines or borders: a landscape holds the functions that read
them. Where nothing was recorded, these give an empty gazetteer, and no outlines or borders.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from elzmodel.landscape.gazetteer import Gazetteer
    from elzmodel.territory import Borders, Shapes

__all__: list[str] = []

# ruff: noqa: PLC0415 - imported when asked for


@frozen
class _Given:
    value: object

    def __call__(self) -> object:
        return self.value


def when_asked(given: object) -> Callable[[], Any]:
    """Return a function that gives *given*; what is a function already reads when it is asked.

    Large tables that few need are held by the function that reads them.

    Example:
        >>> when_asked("here")(), when_asked(lambda: "read now")()
        ('here', 'read now')
    """
    return given if callable(given) else _Given(given)


@frozen(eq=False)
class WhatIsAsked:
    """What a function gives, for comparing: it is asked only where the function is another.

    Example:
        >>> WhatIsAsked(when_asked([5])) == WhatIsAsked(lambda: [5])
        True
    """

    ask: Callable[[], object]

    def __eq__(self, other: object) -> bool:
        """Tell whether both give the same."""
        if not isinstance(other, WhatIsAsked):
            return NotImplemented
        return self.ask is other.ask or self.ask() == other.ask()

    def __hash__(self) -> int:
        """Return the same for all: nothing is asked for it."""
        return hash(WhatIsAsked)


def no_gazetteer() -> Gazetteer:
    """Return a gazetteer without a place."""
    from elzmodel.landscape.gazetteer import Gazetteer

    return Gazetteer()


def no_shapes() -> Shapes:
    """Return shapes without an outline."""
    from elzmodel.territory import Shapes

    return Shapes()


def no_borders() -> Borders:
    """Return borders without a contact."""
    from elzmodel.territory import Borders

    return Borders()
