"""A table understood: which column is what, and what each cell means.

Nothing is added up here, and nothing is refused that is only doubtful: what was guessed,
mended and left out stands in the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from attrs import field, frozen

from elzmodel.landscape import Landscape, Vintage
from elzmodel.landscape.keys import KeyReading
from elzmodel.tables.grids import Content, Grid, GridColumn
from elzmodel.tables.kinds import ColumnKind
from elzmodel.values import Finding, Total

__all__: list[str] = []


@frozen(eq=False, repr=False)
class Dimension:
    """A column that tells rows of one key apart, such as a year, a month or a sex.

    *kind* is what it is, as far as that is understood: year, date, month, quarter, week, day,
    period, sex, age, nationality or civil status; empty where the caller named it. *years*
    has the year of each content that says one, and is empty where none does.
    """

    name: str
    contents: tuple[Content, ...]
    codes: Sequence[int]
    kind: str = ""
    years: tuple[int | None, ...] = ()


@frozen(eq=False, repr=False)
class FigureColumn:
    """A column of figures, or of categories: what each different cell means, and who has it.

    A figure is a `Total`: exact, a bound such as ``<5``, or unknown. A category is its text,
    ``None`` where it is missing.
    """

    name: str
    kind: ColumnKind
    contents: tuple[Total | str | None, ...]
    codes: Sequence[int]


@frozen(eq=False, repr=False)
class TotalRow:
    """A row that says what others have together: its dimensions, and the figure in each column.

    *dimensions* has a content for each dimension, ``None`` where it speaks of all of them
    together. *key* is the one among the table's keys, by its number, where the row adds up a
    dimension for it; ``None`` where it adds up keys. *area* names the larger area that it is
    about, such as ``02000`` or ``Vlaams Gewest``; it is empty where it only says total.
    """

    line: int
    dimensions: tuple[Content, ...]
    figures: tuple[Total | str | None, ...]
    key: int | None = None
    area: str = ""


@frozen(eq=False, repr=False)
class FigureTable:
    """A table of figures about municipalities, understood and not yet carried anywhere.

    Wide years have become rows, and rows that are *totals* of others stand apart. Rows are
    not added up: a key may stand in several with the same dimensions. *keys* are the
    different keys as they were read, and *key_codes* say which one each row has; *lines*,
    where each row stands, and *rows*, which row of the *grid* it comes from, from 0.
    *described* are columns that tell no rows apart. *vintage* says which year's municipalities
    the keys are, *fits* what the caller said of it. *findings* are what is doubtful, errors
    first; *notes* say how it was read.
    """

    grid: Grid
    landscape: Landscape
    keys: tuple[KeyReading, ...]
    key_codes: Sequence[int]
    dimensions: tuple[Dimension, ...]
    figures: tuple[FigureColumn, ...]
    lines: Sequence[int]
    totals: tuple[TotalRow, ...]
    vintage: Vintage
    fits: date | Literal["row year"] | None = None
    rows: Sequence[int] = ()
    described: tuple[GridColumn, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
