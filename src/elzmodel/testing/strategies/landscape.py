"""Strategies for landscapes: register, zoning, figures and borders that fit each other."""

from __future__ import annotations

from hypothesis import strategies as st

from elzmodel.landscape import Landscape
from elzmodel.testing.strategies.territory import borders, figures, registers
from elzmodel.testing.strategies.zones import zonings
from elzmodel.values import Period

__all__ = ["landscapes"]


@st.composite
def _landscapes(draw: st.DrawFn, *, max_units: int, max_steps: int, recorded: bool) -> Landscape:
    register = draw(registers(max_units=max_units, max_steps=max_steps, recorded=recorded))
    return Landscape(
        name="drawn",
        covers=Period(),
        register=register,
        zoning=draw(zonings(register)),
        figures=draw(figures(register)),
        borders=draw(borders(register)),
    )


def landscapes(
    *, max_units: int = 4, max_steps: int = 6, recorded: bool = False
) -> st.SearchStrategy[Landscape]:
    """Draw landscapes with zones and figures of 2021 about the land of a drawn register.

    They cover all days. The options are those of `registers`.

    Shrinks towards one municipality, on one part, in one zone, without figures.

    Raises:
        InvalidArgument: As `registers` does.

    Example:
        >>> from hypothesis import find
        >>> find(landscapes(), lambda _: True).on("2000-01-01")
        <Snapshot of 2000-01-01: 1 municipalities, 1 zones, 0 open decisions>
    """
    # The options are checked here, not when the first landscape is drawn.
    registers(max_units=max_units, max_steps=max_steps, recorded=recorded)
    return _landscapes(max_units=max_units, max_steps=max_steps, recorded=recorded)
