"""What a landscape has where nothing was recorded: no places, no outlines, no borders.

The classes are imported when somebody asks, as those that were recorded are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elzmodel.landscape.gazetteer import Gazetteer
    from elzmodel.territory import Borders, Shapes

__all__: list[str] = []

# ruff: noqa: PLC0415 - imported when asked for


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
