"""How a table is read where that is not to be guessed: declared once for every door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from elzmodel.tables.cells import DecimalSign
from elzmodel.tables.kinds import Rows, Said
from elzmodel.values import Day, Number

__all__ = ["Reading"]


class Reading(TypedDict, total=False):
    """How a table is read; what is not said is guessed, and the result says how.

    A column is said by its name, or by its number from 1.
    """

    key: str | int | Sequence[str | int]
    """The column with codes or names; several, where a postal code or a code stands beside."""

    columns: Mapping[str, Said] | Sequence[str] | Rows
    """The columns with figures, and what each is; or `rows`, to count the rows."""

    by: Sequence[str | int]
    """The dimensions: the columns that tell rows of one key apart. An empty one adds them up."""

    year: int
    """Only the rows of this year, where there is a column of years."""

    fits: Day | Literal["row year"]
    """The day whose municipalities they are, or that of the year of each row."""

    cells: Mapping[str, Number | None]
    """What marks for missing figures mean here, such as ``{"-": 0}``; ``None`` is unknown."""

    decimal: DecimalSign
    """The sign before decimals."""

    sheet: str | int
    """The sheet of a workbook, by its name or its number from 1."""

    encoding: str
    """The encoding of a text."""

    delimiter: str
    """The sign between cells of a text."""

    header: bool | int
    """Whether a row names the columns, or which one does, from 1, after what is skipped."""

    skip: int
    """How many lines at the top are no part of the table."""

    comment: str
    """The sign with which lines begin that are no part of the table."""
