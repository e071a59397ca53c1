"""A table understood: which column is what, and what each cell means.

Nothing is added up here, and nothing is refused that is only doubtful: what was guessed,
mended and left out stands in the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final, Literal

from attrs import evolve, field, frozen

from elzmodel.grids.columns import Broken, Content, Grid, GridColumn
from elzmodel.landscape import Landscape, Vintage
from elzmodel.landscape.keys import READ_AS, KeyReading
from elzmodel.tables.kinds import Category, ColumnKind, Mean, Rate, Rows
from elzmodel.values import Answer, Cell, Column, Finding, Severity, Table, Total
from elzmodel.values.text import listed, plural

__all__ = ["Dimension", "FigureColumn", "FigureTable", "TotalRow"]


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
    *key_columns* are the columns of the grid in which the keys stand, the first before what
    stands beside it, and *key* says so in words; *described* are columns that tell no rows
    apart. *vintage* says which year's municipalities the keys are, *fits* what the caller
    said of it. *is_added_up* where the caller said that nothing tells rows of one key apart,
    their administrations neither. *findings* are what is doubtful, errors first; *notes* say
    how it was read.

    Example:
        >>> from elzmodel import read_table
        >>> rows = [{"nis": 71072, "sex": "M", "n": 5}, {"nis": 71072, "sex": "V", "n": "veel"}]
        >>> table = read_table(rows)
        >>> [(each.name, each.contents) for each in table.dimensions]
        [('sex', ('M', 'V'))]
        >>> [f"{each.place}: {each.message}" for each in table.errors]
        ["records, row 2, column n: n: not a figure: 'veel'"]
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
    is_added_up: bool = False
    rows: Sequence[int] = ()
    key_columns: tuple[GridColumn, ...] = ()
    key: str = ""
    described: tuple[GridColumn, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def __len__(self) -> int:
        """Return the number of rows, totals aside."""
        return len(self.key_codes)

    def __repr__(self) -> str:
        """Say what it is, and count the rows and the keys."""
        return f"<FigureTable {self.grid.source}: {len(self):,} rows of {len(self.keys):,} keys>"

    def __str__(self) -> str:
        """Say in a few lines what was read, guessed, mended and left out."""
        return "\n".join(_summary(self))

    def _repr_html_(self) -> str:
        shown = self._table(range(min(len(self), _SHOWN)))
        return evolve(shown, notes=tuple(_summary(self))).to_html()

    @property
    def roles(self) -> str:
        """Which columns hold keys, dimensions and figures, in words."""
        dimensions = [f"{each.name} ({len(each.contents)})" for each in self.dimensions]
        figures = [f"{each.name} ({_kind(each.kind)})" for each in self.figures]
        said = (("key", [self.key]), ("dimensions", dimensions), ("figures", figures))
        return "; ".join(f"{what}: {listed(names)}" for what, names in said if names)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings for which the table cannot be carried."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def problems(self) -> Answer[Finding]:
        """Return all that is doubtful with its place: columns, cells, then keys."""
        rows = (*self.findings, *self.vintage.findings())
        return Answer(title=f"What is doubtful in {self.grid.source}", rows=rows, row_type=Finding)

    def to_table(self) -> Table:
        """Return one row for each row, with the key, what it is read as, and its line."""
        return self._table(range(len(self)))

    def _table(self, rows: Sequence[int]) -> Table:
        columns = [
            Column("key", "code"),
            Column("read_as"),
            *(Column(each.name, "code") for each in self.dimensions),
            *(Column(each.name, "total") for each in self.figures),
            Column("line", "code"),
        ]
        cells = [
            [_as_cell(self.keys[self.key_codes[row]].text) for row in rows],
            [self.keys[self.key_codes[row]].read_as for row in rows],
            *(
                [_as_cell(each.contents[each.codes[row]]) for row in rows]
                for each in self.dimensions
            ),
            *([each.contents[each.codes[row]] for row in rows] for each in self.figures),
            [self.lines[row] for row in rows],
        ]
        return Table(self.grid.source, columns, zip(*cells, strict=True), self.notes)


_SHOWN: Final = 50


def _as_cell(content: Content) -> Cell:
    if isinstance(content, Broken):
        return content.text
    return content


# --- in a few lines -----------------------------------------------------------------------


def _summary(table: FigureTable) -> Iterator[str]:
    """Yield what was read, guessed, mended and left out, in ten lines at most."""
    n, keys = plural(len(table), "row"), plural(len(table.keys), "key")
    yield f"{table.grid.source}: {n} of {keys}, {_period(table.vintage)}"
    yield table.roles
    notes = [note for note in table.notes if note != f"key: {table.key}"]
    if notes:
        yield "; ".join(notes)
    for what, readings in _left(table.keys):
        if readings:
            texts = [f"{each.text!r}" for each in readings]
            yield f"{plural(len(readings), 'key')} {what}: {listed(texts, most=3)}"
    yield from islice((each.message for each in table.vintage.notes), 1)
    errors = table.errors
    if errors:
        yield f"{plural(len(errors), 'error')}, such as {errors[0]}"


def _period(vintage: Vintage) -> str:
    if vintage.best:
        return f"municipalities of {vintage.best}"
    if vintage.candidates:
        return f"municipalities of {listed(vintage.candidates, last='or')}"
    return "no municipality known"


def _kind(kind: ColumnKind) -> str:
    match kind:
        case Rate(of, per):
            return f"rate of {of}" if per == 1 else f"rate of {of} per {per}"
        case Mean(over):
            return f"mean over {over}"
        case Category():
            return "categories"
    return "rows counted" if isinstance(kind, Rows) else "counts"


def _left(keys: Iterable[KeyReading]) -> tuple[tuple[str, list[KeyReading]], ...]:
    """Return the keys that were mended, lie outside, say no place, or are not understood."""
    mended: list[KeyReading] = []
    outside: list[KeyReading] = []
    nowhere: list[KeyReading] = []
    unknown: list[KeyReading] = []
    for each in keys:
        if each.by_village or (each.problem and each.problem.kind is READ_AS):
            mended.append(each)
        elif each.is_outside:
            (nowhere if each.kind in {"unknown place", "empty"} else outside).append(each)
        elif each.problem:
            unknown.append(each)
    return (
        ("read as another", mended),
        ("outside the record", outside),
        ("without a place", nowhere),
        ("not understood", unknown),
    )
