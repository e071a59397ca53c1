"""People's own tables, read with what the packaged reference knows of codes and names."""

from __future__ import annotations

from typing import Unpack

from elzmodel.data.reference import flanders
from elzmodel.landscape import Landscape
from elzmodel.tables import FigureTable, Reading, understanding
from elzmodel.values.arguments import keep_door

__all__ = ["read_table"]


def read_table(
    source: object, *, within: Landscape | None = None, **reading: Unpack[Reading]
) -> FigureTable:
    r"""Read a table of figures about municipalities, of any year and any making.

    What is not said is guessed by the words of the header and by the cells. The result prints
    what was read as what, what was mended and what lies outside; see `FigureTable`.

    Args:
        source: A path, bytes or text of a file; a data frame, records or a mapping.
        within: What knows the municipalities through time; by default `flanders`.
        **reading: What is said of columns and cells, see `Reading`.

    Raises:
        InvalidValueError: If an option is none.
        TableError: If it cannot be read as a table, a column that was said is not there, or
            no column has codes or names; all problems at once.
        OSError: If a file cannot be opened.

    Example:
        >>> print(read_table("gemeente;jaar;bezoeken\nHasselt;2025;<5\nPajottegem;2025;12\n"))
        the table: 2 rows of 2 keys, municipalities of 2025-01-01 to 2026-03-12
        key: gemeente (names); dimensions: jaar (1); figures: bezoeken (counts)
        delimiter semicolon (guessed); line 1 names the columns
    """
    landscape = flanders() if within is None else within
    return understanding.read_table(source, landscape, **reading)


keep_door(__name__)
