"""A table as it stands in its source: columns of cells, nothing understood yet.

A column holds each different content once, and says for each row which one it has. So
whatever has to be understood is understood once, in tables of a million rows as well.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import isfinite, isnan
from numbers import Number
from typing import Any, Final, Literal, TypedDict, cast

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Cell, Place, Total, plain_number
from elzmodel.values.numbers import LARGEST, is_missing
from elzmodel.values.text import said

__all__: list[str] = []


@frozen
class Broken:
    """A cell that its source could not compute, such as ``#DIV/0!``: never an empty one."""

    text: str


Content = None | bool | int | float | str | date | Fraction | Broken | Total
"""What a cell holds. Cells of texts are text; empty cells are an empty text or ``None``."""


def shown_content(content: Content) -> Cell:
    """Return a content as a table shows it: of a broken cell, what stands there."""
    return content.text if isinstance(content, Broken) else content


DecimalSign = Literal[",", "."]
"""The sign before decimals; the other one then groups thousands."""


class Container(TypedDict, total=False):
    """What can be said of the file or sheet that holds a table.

    Attributes:
        sheet: The sheet of a workbook, by its name or its number from 1.
        encoding: The encoding of a text.
        delimiter: The sign between cells of a text, or its name, such as tab.
        header: Whether a row names the columns, or which one does, from 1, after what is
            skipped.
        skip: How many lines at the top are no part of the table.
        comment: The sign with which lines begin that are no part of the table.
    """

    sheet: str | int
    encoding: str
    delimiter: str
    header: bool | int
    skip: int
    comment: str


def of_container(options: Mapping[str, Any]) -> Container:
    """Return what of all that is options of a table is about its container.

    Example:
        >>> of_container({"key": "nis", "sheet": 2})
        {'sheet': 2}
    """
    found = {name: value for name, value in options.items() if name in Container.__annotations__}
    return cast("Container", found)


_TOO_LARGE: Final = Broken(said("a number that is too large or not real"))


def plain_cell(value: object) -> Content:
    """Return what a cell of a sheet or a frame holds, of whatever library it is.

    Whole numbers are `int`, however they are stored. Other numbers are the fraction that
    they show: 0.1 is a tenth, not the nearest that a computer can hold. Infinity is a broken
    cell; moments at midnight are days.

    Raises:
        InvalidValueError: If it is a list, a shape or anything else that no cell holds.

    Example:
        >>> plain_cell(71072.0), plain_cell(0.1), plain_cell(float("nan"))
        (71072, Fraction(1, 10), None)
    """
    known = _KNOWN.get(type(value))
    if known is not None:
        return known(value)
    if is_missing(value):
        return None
    if isinstance(value, date):
        return _plain_day(value)
    if isinstance(value, str | time | timedelta) or _is_span_of_pandas(value):
        return str(value)
    return _by_type(value)


def _plain_day(value: date) -> date:
    """Return a day, or a moment where its time says something."""
    if not isinstance(value, datetime):
        return value
    moment = _of_python(value) if hasattr(value, "to_pydatetime") else value
    return moment.date() if moment.time() == time() else moment


def _of_python(moment: Any) -> datetime:  # noqa: ANN401 - a timestamp of pandas
    plain: datetime = moment.to_pydatetime(warn=False)
    return plain


def _is_span_of_pandas(value: object) -> bool:
    library = type(value).__module__.partition(".")[0]
    return library == "pandas" and type(value).__name__ in {"Interval", "Period"}


def _by_type(value: Any) -> Content:  # noqa: ANN401 - a number or a scalar of numpy
    """Return what a scalar that Python does not know holds, or a number."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    match kind:
        case "b":
            return bool(value)
        case "m":
            return str(value)
        case "M":
            return plain_cell(value.astype("datetime64[us]").item())
    if kind == "f":
        return _shown(value)
    try:
        return plain_number(value)
    except InvalidValueError:
        if isinstance(value, Number):
            return _TOO_LARGE
        expected = "text, a number, a day or nothing"
        raise InvalidValueError("cell", value, expected) from None


def _shown(value: float) -> Content:
    """Return the number whose digits a float shows, of whatever width it is."""
    digits = str(value)
    whole, _, decimals = digits.partition(".")
    if decimals == "0":
        return int(whole)
    if decimals.isdecimal():
        return Fraction(int(whole + decimals), 10 ** len(decimals))
    if not isfinite(value):
        return None if isnan(value) else Broken(digits)
    number = Fraction(digits)
    return number.numerator if number.denominator == 1 else number


_ONE_TO_ONE: Final = (str, int, float)
"""Of these, different contents are different when they are plain."""


def _distinct(
    cells: Sequence[Content], codes: Sequence[int]
) -> tuple[list[Content], Sequence[int]]:
    """Return different contents once each, with codes that mean the same as before."""
    numbers: dict[tuple[type, Content], int] = {}
    places = [numbers.setdefault((type(cell), cell), len(numbers)) for cell in cells]
    if len(numbers) < len(places):
        codes = array("I", map(places.__getitem__, codes))
    return [cell for _, cell in numbers], codes


def _whole(value: int) -> Content:
    return value if -LARGEST < value < LARGEST else _TOO_LARGE


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - a content already
    return value


_KNOWN: Final[dict[type, Callable[[Any], Content]]] = {
    str: _as_it_is,
    bool: _as_it_is,
    type(None): _as_it_is,
    int: _whole,
    float: _shown,
    Total: _as_it_is,
}
"""What makes the types of Python plain, without looking further."""


@frozen(eq=False, repr=False)
class GridColumn:
    """A column: its name, its different contents, and which of them each row has.

    *number* counts from 1 in the source; *name* is empty where there is no header.
    """

    name: str
    number: int
    contents: tuple[Content, ...]
    codes: Sequence[int]

    @classmethod
    def of(cls, name: str, number: int, cells: Iterable[Content]) -> GridColumn:
        """Return a column of cells, one a row.

        Example:
            >>> column = GridColumn.of("nis", 1, ["71072", "11002", "71072"])
            >>> column.contents, list(column.codes)
            (('71072', '11002'), [0, 1, 0])
        """
        numbers: dict[tuple[type, Content], int] = {}
        codes = [numbers.setdefault((type(cell), cell), len(numbers)) for cell in cells]
        return cls(name, number, tuple(cell for _, cell in numbers), codes)

    @classmethod
    def coded(
        cls, name: str, number: int, values: Iterable[object], codes: Sequence[int]
    ) -> GridColumn:
        """Return a column of values that are coded already, by whatever library.

        They are made plain once each; those that are then the same become one.

        Raises:
            InvalidValueError: If one of them is nothing that a cell holds.

        Example:
            >>> column = GridColumn.coded("nis", 1, [71072.0, None, float("nan")], [0, 1, 2])
            >>> column.contents, list(column.codes)
            ((71072, None), [0, 1, 1])
        """
        values = [*values]
        kinds = {type(value) for value in values} - {type(None)}
        cells = [plain_cell(value) for value in values]
        gaps = sum(cell is None for cell in cells)
        if gaps > 1 or len(kinds) > 1 or not all(issubclass(kind, _ONE_TO_ONE) for kind in kinds):
            cells, codes = _distinct(cells, codes)
        return cls(name, number, tuple(cells), codes)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def cell(self, row: int) -> Content:
        """Return the cell of a row, from 0."""
        return self.contents[self.codes[row]]


@frozen(eq=False, repr=False)
class Grid:
    """A table of equal rows below one header.

    *source* is what it is called in messages. *lines* says where each row stands: in a
    text its line, in a sheet or a frame its row, from 1; a frame (*is_frame*) has no lines
    that an editor shows. *notes* say how it was read, and what was left out; *titles* are
    what stands above the header.
    """

    source: str
    columns: tuple[GridColumn, ...]
    lines: Sequence[int]
    header_line: int = 0
    sheet: str = ""
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    is_frame: bool = field(default=False, kw_only=True)
    titles: tuple[str, ...] = field(default=(), kw_only=True)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    def place(self, row: int, column: GridColumn | None = None) -> Place:
        """Return where a row stands, from 0, or its cell in a column."""
        line = self.lines[row]
        if self.is_frame:
            name = (column.name or str(column.number)) if column else ""
            return Place(self.source, row=line, cell=name)
        return Place(self.source, line, column.number if column else 0, sheet=self.sheet)
