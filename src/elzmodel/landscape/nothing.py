"""What a landscape has where nothing was recorded; what it takes is loaded when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elzmodel.landscape.gazetteer import Gazetteer
    from elzmodel.territory import Borders, Shapes

__all__: list[str] = []

# ruff: noqa: PLC0415 - what only one question needs is loaded when it is asked


def no_gazetteer() -> Gazetteer:
    """Return one that knows no place."""
    from elzmodel.landscape.gazetteer import Gazetteer

    return Gazetteer()


def no_shapes() -> Shapes:
    """Return those of no land."""
    from elzmodel.territory import Shapes

    return Shapes()


def no_borders() -> Borders:
    """Return those of no land."""
    from elzmodel.territory import Borders

    return Borders()
