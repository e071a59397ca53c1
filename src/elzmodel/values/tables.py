"""The one value from which everything shown is made.

A `Table` holds typed cells. Text for a terminal, Markdown, CSV, JSON, notebook
HTML and records for data frames all come from it, so that they never differ.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from html import escape
from typing import Literal

from attrs import Factory, field, frozen

from elzmodel.values._text import render_text
from elzmodel.values.errors import InvalidValueError
from elzmodel.values.totals import Share, Total, show_number

__all__ = [
    "Cell",
    "Column",
    "Plain",
    "Table",
]

Cell = None | bool | int | float | str | date | Fraction | Total | Share | tuple[str, ...]
"""What a table's cell may hold; ``None`` is unknown or not applicable."""

Plain = None | bool | int | float | str | list[str]
"""What a cell becomes outside: JSON's own types."""


def _columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(columns)


def _rows(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in rows)


@frozen
class Column:
    """A column of a table: a key for programs and a label for people.

    *kind* decides how cells are written: ``total`` and ``share`` become two
    columns with ``_low`` and ``_high`` in machine formats; ``change`` shows its
    sign; ``code`` shows numbers as they are.

    Example:
        >>> Column("zone_before").label
        'zone before'
    """

    key: str
    kind: Literal["text", "number", "change", "total", "share", "code"] = "text"
    label: str = field(default=Factory(lambda self: self.key.replace("_", " "), takes_self=True))

    @property
    def is_numeric(self) -> bool:
        """Whether the cells are figures, and so stand to the right."""
        return self.kind not in {"text", "code"}


@frozen
class Table:
    """A titled table with typed cells and notes.

    Rows have one cell for each column, in the same order.

    Raises:
        InvalidValueError: If a row has another length.

    Example:
        >>> table = Table(
        ...     "Zones",
        ...     (Column("zone"), Column("inhabitants", "total")),
        ...     (("Gent", Total(5, None)),),
        ... )
        >>> print(table)
        Zones
        zone  inhabitants
        Gent          >=5
        >>> table.records()
        [{'zone': 'Gent', 'inhabitants_low': 5, 'inhabitants_high': None}]
    """

    title: str
    columns: tuple[Column, ...] = field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_rows)
    notes: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse rows of another length than the columns."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise InvalidValueError("table row", row, f"{len(self.columns)} cells")

    @classmethod
    def of_pairs(cls, title: str, pairs: Iterable[tuple[str, Cell]]) -> Table:
        """Return a table of names and values.

        Example:
            >>> print(Table.of_pairs("Card", [("zones", 60)]))
            Card
            what   value
            zones  60
        """
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
        labels = tuple(column.label for column in self.columns)
        right = tuple(column.is_numeric for column in self.columns)
        body = render_text(labels, tuple(self.shown()), right, width)
        return "\n".join([*([self.title] if self.title else []), body, *self.notes])

    def to_markdown(self) -> str:
        """Return a GitHub-style Markdown table."""
        lines = [f"**{_pipe(self.title)}**", ""] if self.title else []
        lines.append(_markdown_row(column.label for column in self.columns))
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

    def to_html(self) -> str:
        """Return an HTML table without styles of its own; every text is escaped."""
        head = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in self.columns)
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

    def _keys(self) -> tuple[str, ...]:
        return tuple(key for column in self.columns for key in _keys_of(column))

    def _plain_rows(self) -> Iterator[list[Plain]]:
        for row in self.rows:
            plain: list[Plain] = []
            for cell, column in zip(row, self.columns, strict=True):
                plain.extend(_plain(cell, column))
            yield plain


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


def _plain(cell: Cell, column: Column) -> tuple[Plain, ...]:
    if column.kind not in {"total", "share"}:
        return (_figure(cell),)
    if isinstance(cell, Total | Share):
        return (_figure(cell.low), _figure(cell.high))
    return (_figure(cell), _figure(cell))


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
