"""How a table is read where that is not to be guessed: declared once for every door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date
from typing import TYPE_CHECKING, Literal, get_args

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.grids.columns import Container, DecimalSign
from elzmodel.values import Day, Number, Total, parse_day, plain_number
from elzmodel.values.text import near, said

if TYPE_CHECKING:  # Every command needs the options, and few what columns are.
    from elzmodel.tables.kinds import ColumnKind, Rows, Said  # noqa: TC004 - as above

__all__ = ["Reading"]


class Reading(Container, total=False):
    """How a table is read; what is not said is guessed, and the result says how.

    A column is said by its name, or by its number from 1. The command line has an option
    for each of these, with these words as its help.

    Attributes:
        key: The column with codes or names; several, where a postal code or a code stands
            beside.
        columns: What some columns are, while the others are guessed; or the only columns with
            figures, all of them counts; or `rows`, to count the rows.
        by: The dimensions: the columns that tell rows of one key apart. An empty one adds
            them up.
        year: Only the rows of this year, where there is a column of years.
        fits: The day whose municipalities they are, or that of the year of each row.
        cells: What marks for missing figures mean here, such as 0 for "-", or that they are
            unknown.
        decimal: The sign before decimals.
        sheet: The sheet of a workbook, by its name or its number from 1.
        encoding: The encoding of a text.
        delimiter: The sign between cells of a text, or its name, such as tab.
        header: Whether a row names the columns, or which one does, from 1, after what is
            skipped.
        skip: How many lines at the top are no part of the table.
        comment: The sign with which lines begin that are no part of the table.
    """

    key: str | int | Sequence[str | int]
    columns: Mapping[str, Said] | Sequence[str] | Rows
    by: Sequence[str | int]
    year: int | None
    fits: Day | Literal["row year"]
    cells: Mapping[str, Number | None]
    decimal: DecimalSign


Repeats = Literal["refuse", "sum"]
Outside = Literal["note", "refuse"]
TotalsSeen = Literal["check", "leave out"]


@frozen
class Asked:
    """What was said about the columns and cells of a table; ``None`` where nothing was."""

    key: tuple[str | int, ...] | None = None
    kinds: Mapping[str | int, ColumnKind] | None = None
    only: tuple[str | int, ...] | None = None
    rows: Rows | None = None
    by: tuple[str | int, ...] | None = None
    year: int | None = None
    fits: date | Literal["row year"] | None = None
    marks: Mapping[str, Total] | None = None
    decimal: DecimalSign | None = None


def asked_of(reading: Reading) -> Asked:
    """Return what was said, every word of it understood.

    Raises:
        InvalidValueError: If there is no such option, or it cannot be that.
    """
    from elzmodel.grids.cells import marks_of  # noqa: PLC0415 - as above

    known = Reading.__annotations__
    for name in reading:
        if name not in known:
            meant = near(name, known) or sorted(known)
            raise InvalidValueError("way to read a table", name, said("{names:or}", names=meant))
    decimal = reading.get("decimal")
    if decimal not in {None, *get_args(DecimalSign)}:
        raise InvalidValueError("decimal sign", decimal, "',' or '.'")
    kinds, only, rows = _columns(reading.get("columns"))
    return Asked(
        key=_columns_said("key", reading.get("key")),
        kinds=kinds,
        only=only,
        rows=rows,
        by=_columns_said("by", reading.get("by")),
        year=_year(reading.get("year")),
        fits=_fits(reading.get("fits")),
        marks=marks_of(reading.get("cells") or {}),
        decimal=decimal,
    )


def _columns(
    said: object,
) -> tuple[Mapping[str | int, ColumnKind] | None, tuple[str | int, ...] | None, Rows | None]:
    from elzmodel.tables.kinds import Rows, kind_of  # noqa: PLC0415 - as above

    if isinstance(said, Rows):
        return None, None, said
    if isinstance(said, Mapping):
        return {_column("columns", name): kind_of(kind) for name, kind in said.items()}, None, None
    return None, _columns_said("columns", said), None


def _columns_said(option: str, asked: object) -> tuple[str | int, ...] | None:
    """Return columns that were said, one or several, by name or number."""
    if asked is None:
        return None
    if isinstance(asked, str | int):
        return (_column(option, asked),)
    if not isinstance(asked, Sequence) or isinstance(asked, bytes):
        kind = said("{name}=", name=option)
        raise InvalidValueError(kind, asked, "names of columns, or numbers from 1")
    return tuple(_column(option, each) for each in asked)


def _column(option: str, asked: object) -> str | int:
    if isinstance(asked, str | int) and not isinstance(asked, bool):
        return asked
    kind = said("column in {name}=", name=option)
    raise InvalidValueError(kind, asked, "its name, or its number from 1")


def _year(said: object) -> int | None:
    try:
        number = plain_number(said)
    except InvalidValueError:
        number = 0.5
    if number is None or (isinstance(number, int) and MINYEAR <= number <= MAXYEAR):
        return number
    raise InvalidValueError("year", said, "a whole number, such as 2025")


def _fits(said: Day | str | None) -> date | Literal["row year"] | None:
    if said is None or said == "row year":
        return said  # type: ignore[return-value] # mypy does not narrow by a comparison
    return parse_day(said)
