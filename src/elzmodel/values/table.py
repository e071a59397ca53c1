"""The one value from which everything shown is made.

A `Table` holds typed cells. Text for a terminal, Markdown, CSV, JSON, notebook
HTML and data frames all come from it, so that they never differ.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from html import escape
from itertools import zip_longest
from textwrap import wrap
from typing import Any, Final, Literal

from attrs import Factory, field, frozen

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.extras import extra
from elzmodel.values.totals import Share, Total, show_number

__all__ = ["Cell", "Column", "Kind", "Table"]

Cell = None | bool | int | float | str | date | Fraction | Total | Share | tuple[str, ...]
"""What a table's cell may hold; ``None`` is unknown or not applicable."""

Plain = None | bool | int | float | str | list[str]
"""What a cell becomes outside: JSON's own types."""

Kind = Literal["text", "code", "flag", "day", "list", "count", "number", "change", "total", "share"]
"""What a column holds, which decides how its cells are written and typed."""


def label_of(key: str) -> str:
    """Return what people read above a column, by its key.

    Example:
        >>> label_of("is_last_term")
        'last term'
    """
    return key.removeprefix("is_").replace("_", " ")


def _rows(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in rows)


@frozen
class Column:
    """A column of a table: a key for programs and a label for people.

    *kind* decides how cells are written: ``total`` and ``share`` become two
    columns with ``_low`` and ``_high`` in machine formats; ``change`` shows its
    sign; ``code`` shows numbers as they are. In a data frame ``count`` is whole,
    and what is ``text`` is taken for what its cells are, if they are all alike.
    """

    key: str
    kind: Kind = "text"
    label: str = field(default=Factory(lambda self: label_of(self.key), takes_self=True))

    @property
    def is_numeric(self) -> bool:
        """Whether the cells are figures, and so stand to the right."""
        return self.kind in {"count", "number", "change", "total", "share"}


@frozen
class Table:
    """A titled table with typed cells and notes.

    Rows have one cell for each column, in the same order.

    Raises:
        InvalidValueError: If a row has another length.

    Example:
        >>> columns = Column("zone"), Column("inhabitants", "total")
        >>> table = Table("Zones", columns, [("Gent", Total(5, None))])
        >>> print(table)
        Zones
        zone  inhabitants
        Gent          >=5
        >>> table.records()
        [{'zone': 'Gent', 'inhabitants_low': 5, 'inhabitants_high': None}]
    """

    title: str
    columns: tuple[Column, ...] = field(converter=tuple[Column, ...])
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_rows)
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse rows of another length than the columns."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise InvalidValueError("table row", row, f"{len(self.columns)} cells")

    @classmethod
    def of_pairs(cls, title: str, pairs: Iterable[tuple[str, Cell]]) -> Table:
        """Return a table of names and values."""
        return cls(title, (Column("what"), Column("value")), [(n, v) for n, v in pairs])

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __str__(self) -> str:
        """Show the table as text."""
        return self.to_text()

    def shown(self) -> Iterator[tuple[str, ...]]:
        """Yield each row as people read it."""
        for row in self.rows:
            yield tuple(_show(cell, column) for cell, column in zip(row, self.columns, strict=True))

    def to_text(self, *, width: int = 80) -> str:
        """Return text for a terminal of *width* characters; long cells wrap.

        Raises:
            InvalidValueError: If *width* is under 20.
        """
        if width < _NARROWEST:
            raise InvalidValueError("width", width, f"at least {_NARROWEST} characters")
        right = tuple(column.is_numeric for column in self.columns)
        body = _render(self._labels(), tuple(self.shown()), right, width)
        return "\n".join([*([self.title] if self.title else []), body, *self.notes])

    def to_markdown(self) -> str:
        """Return a GitHub-style Markdown table."""
        lines = [f"**{_pipe(self.title)}**", ""] if self.title else []
        lines.append(_markdown_row(self._labels()))
        lines.append(_markdown_row("---:" if c.is_numeric else "---" for c in self.columns))
        lines.extend(_markdown_row(row) for row in self.shown())
        lines.extend(f"\n{_pipe(note)}" for note in self.notes)
        return "\n".join(lines) + "\n"

    def to_csv(self) -> str:
        """Return CSV with a header of keys, comma separated, lines ended by LF.

        Unknown cells are empty, lists are joined with ``;`` and days are ISO text.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self._keys())
        for row in self._plain_rows():
            writer.writerow(_csv(cell) for cell in row)
        return out.getvalue()

    def to_json(self) -> str:
        """Return a JSON object with ``title``, ``rows`` (as records) and ``notes``."""
        value = {"title": self.title, "rows": self.records(), "notes": list(self.notes)}
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def records(self) -> list[dict[str, Plain]]:
        """Return one plain dictionary a row, ready for a data frame.

        A total or share becomes two entries, ``…_low`` and ``…_high``.
        """
        keys = self._keys()
        return [dict(zip(keys, row, strict=True)) for row in self._plain_rows()]

    def to_pandas(self) -> Any:  # noqa: ANN401 - a frame of a package that may not be there
        """Return a ``pandas.DataFrame`` with the columns of `records`, each of one type.

        Unknown cells are missing values, whole numbers stay whole beside them.
        Title and notes stand in its ``attrs``.

        Raises:
            MissingDependencyError: If pandas, or for the other frames polars, is not installed.

        Example:
            >>> table = Table("t", [Column("people", "total")], [(Total(5, None),)])
            >>> table.to_pandas().dtypes.to_dict()
            {'people_low': Int64Dtype(), 'people_high': Int64Dtype()}
        """
        pandas = extra("pandas")
        typed = ((key, cells, _FRAMES[kind][0]) for key, kind, cells in self._typed())
        frame = pandas.DataFrame({key: pandas.Series(c, dtype=kind) for key, c, kind in typed})
        frame.attrs.update(title=self.title, notes=list(self.notes))
        return frame

    def to_polars(self) -> Any:  # noqa: ANN401 - a frame of a package that may not be there
        """Return a ``polars.DataFrame`` in the same way, without title and notes."""
        polars = extra("polars")
        types = {kind: getattr(polars, name) for kind, (_, name, _) in _FRAMES.items()}
        types["list"] = polars.List(polars.String)
        series = (polars.Series(key, cells, types[kind]) for key, kind, cells in self._typed())
        return polars.DataFrame(list(series))

    def to_html(self) -> str:
        """Return an HTML table without styles of its own; every text is escaped."""
        head = "".join(f'<th scope="col">{escape(label)}</th>' for label in self._labels())
        align = tuple(' style="text-align:right"' if c.is_numeric else "" for c in self.columns)
        body = "\n".join(
            "<tr>"
            + "".join(f"<td{a}>{escape(c)}</td>" for a, c in zip(align, row, strict=True))
            + "</tr>"
            for row in self.shown()
        )
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return (
            f"<table>\n<caption>{escape(self.title)}</caption>\n"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>{notes}"
        )

    def _repr_html_(self) -> str:
        return self.to_html()

    def _labels(self) -> tuple[str, ...]:
        """Return what people read above the columns: the one place that a language changes."""
        return tuple(column.label for column in self.columns)

    def _keys(self) -> tuple[str, ...]:
        return tuple(key for column in self.columns for key in _keys_of(column))

    def _plain_rows(self) -> Iterator[list[Plain]]:
        for row in self.rows:
            plain: list[Plain] = []
            for cell, column in zip(row, self.columns, strict=True):
                plain.extend(map(_figure, _split(cell, column)))
            yield plain

    def _typed(self) -> Iterator[tuple[str, _Type, list[object]]]:
        """Yield the key, the one type and the cells of each column of a frame."""
        for place, column in enumerate(self.columns):
            split = [_split(row[place], column) for row in self.rows]
            for side, key in enumerate(_keys_of(column)):
                cells = [each[side] for each in split]
                kind = _type_of([cell for cell in cells if cell is not None], column.kind)
                made = partial(_show, column=column) if kind == "text" else _FRAMES[kind][2]
                yield key, kind, [None if cell is None else made(cell) for cell in cells]


_NARROWEST = 20


def _keys_of(column: Column) -> tuple[str, ...]:
    if column.kind in {"total", "share"}:
        return (f"{column.key}_low", f"{column.key}_high")
    return (column.key,)


def _show(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, tuple):
        return ", ".join(cell)
    if isinstance(cell, int | float | Fraction):
        sign = "+" if column.kind == "change" and cell > 0 else ""
        return sign + (str(cell) if column.kind == "code" else show_number(cell))
    return str(cell)


def _split(cell: Cell, column: Column) -> tuple[Cell, ...]:
    """Return a cell as the one or the two that it is outside."""
    if column.kind not in {"total", "share"}:
        return (cell,)
    return (cell.low, cell.high) if isinstance(cell, Total | Share) else (cell, cell)


def _figure(cell: Cell) -> Plain:
    if isinstance(cell, Fraction):
        return cell.numerator if cell.denominator == 1 else float(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return list(cell)
    if isinstance(cell, Total | Share):
        return str(cell)
    return cell


def _csv(cell: Plain) -> Plain:
    """Join lists; a bare carriage return would be written without quotes."""
    text = ";".join(cell) if isinstance(cell, list) else cell
    return "\n".join(re.split("\r\n?", text)) if isinstance(text, str) else text


def _pipe(text: str) -> str:
    return " ".join(text.replace("|", "\\|").splitlines())


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_pipe(cell) for cell in cells) + " |"


_Type = Literal["text", "flag", "day", "list", "whole", "decimal"]
_FRAMES: Final[Mapping[_Type, tuple[str, str, Callable[[Any], object]]]] = {
    "text": ("string", "String", str),
    "flag": ("boolean", "Boolean", bool),
    "day": ("datetime64[s]", "Date", lambda day: day),
    "list": ("object", "List", list),
    "whole": ("Int64", "Int64", int),
    "decimal": ("Float64", "Float64", float),
}
"""What pandas and polars call each type, and what makes a cell of it."""

_WITHOUT_CELLS: Final[Mapping[Kind, _Type]] = {
    "flag": "flag",
    "day": "day",
    "list": "list",
    "count": "whole",
    "change": "whole",
    "total": "whole",
    "number": "decimal",
    "share": "decimal",
}
_ALIKE: Final[tuple[tuple[_Type, type], ...]] = (("flag", bool), ("day", date), ("list", tuple))
_WIDEST: Final = 2**63


def _type_of(there: Sequence[Cell], kind: Kind) -> _Type:
    """Return the type of a frame's column that holds all these cells."""
    if not there:
        return _WITHOUT_CELLS.get(kind, "text")
    for alike, of in _ALIKE:
        if all(isinstance(cell, of) for cell in there):
            return alike
    if kind == "code" or not all(map(_is_number, there)):
        return "text"
    return "whole" if kind != "share" and all(map(_is_whole, there)) else "decimal"


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float | Fraction) and not isinstance(cell, bool)


def _is_whole(cell: Cell) -> bool:
    is_one = isinstance(cell, int | Fraction) and cell.denominator == 1
    return is_one and -_WIDEST <= cell < _WIDEST  # type: ignore[operator]


_GAP = "  "
_WORDS = re.compile(r"[^\s-]+-*")
_LEAST_WIDTH = 6


def _render(
    labels: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int
) -> str:
    """Return a header line and the rows, no line wider than *width* where that can be."""
    widths = _widths((labels, *rows), right, width)
    return "\n".join(line for row in (labels, *rows) for line in _lines(row, widths, right))


def _widths(rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> list[int]:
    """Give each column its natural width, then take from the widest until all fit.

    First no column goes below its longest word, then text columns do as well;
    figures are never broken.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, cells)) for cells in columns]
    words = [max(_longest_word(cell) for cell in cells) for cells in columns]
    figures = [max(map(len, cells[1:]), default=0) for cells in columns]
    whole = [max(pair) if r else pair[0] for *pair, r in zip(words, figures, right, strict=True)]
    broken = [w if r else min(w, _LEAST_WIDTH) for w, r in zip(whole, right, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    for least in (whole, broken):
        _shrink(widths, least, room)
    return widths


def _shrink(widths: list[int], least: Sequence[int], room: int) -> None:
    while sum(widths) > room:
        can_shrink = [i for i, w in enumerate(widths) if w > least[i]]
        if not can_shrink:
            return
        widths[max(can_shrink, key=widths.__getitem__)] -= 1


def _longest_word(cell: str) -> int:
    return max(map(len, _WORDS.findall(cell)), default=1)


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    wrapped = [wrap(cell, w) or [""] for cell, w in zip(row, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=""):
        cells = zip(pieces, widths, right, strict=True)
        yield _GAP.join(p.rjust(w) if r else p.ljust(w) for p, w, r in cells).rstrip()
