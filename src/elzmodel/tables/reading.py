"""A table understood: which column is what, and what each cell means.

Nothing is added up here, and nothing is refused that is only doubtful: what was guessed,
mended and left out stands in the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, Literal

from attrs import evolve, field, frozen

from elzmodel.grids.columns import Content, Grid, GridColumn, shown_content
from elzmodel.landscape import Landscape, Vintage
from elzmodel.landscape.key_doubts import READ_AS
from elzmodel.landscape.keys import KeyReading
from elzmodel.tables.kinds import Category, ColumnKind, Mean, Rate, Rows
from elzmodel.values import Answer, Column, Finding, Severity, Table, Total
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.findings import Told
from elzmodel.values.text import Phrase, phrase, said, short, strung, term

__all__ = ["Dimension", "FigureColumn", "FigureTable", "TotalRow"]


@frozen(repr=False, unsafe_hash=False)
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


@frozen(repr=False, unsafe_hash=False)
class FigureColumn:
    """A column of figures, or of categories: what each different cell means, and who has it.

    A figure is a `Total`: exact, a bound such as ``<5``, or unknown. A category is its text,
    ``None`` where it is missing.
    """

    name: str
    kind: ColumnKind
    contents: tuple[Total | str | None, ...]
    codes: Sequence[int]


@frozen(repr=False, unsafe_hash=False)
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


@frozen(repr=False, unsafe_hash=False)
class FigureTable(Held):
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

    grid: Grid = field(eq=False)
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
    key_columns: tuple[GridColumn, ...] = field(default=(), eq=False)
    key: str = ""
    described: tuple[GridColumn, ...] = field(default=(), eq=False)
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def __len__(self) -> int:
        """Return the number of rows, totals aside."""
        return len(self.key_codes)

    def __repr__(self) -> str:
        """Say what it is, and count the rows and the keys."""
        counts = f"{len(self):,} rows of {len(self.keys):,} keys"
        return f"<FigureTable {short(self.grid.source)}: {counts}>"

    def __str__(self) -> str:
        """Say in a few lines what was read, guessed, mended and left out."""
        return "\n".join(_summary(self))

    def to_card(self) -> Card:
        """Return what was read, counted, with what is doubtful and the first rows."""
        counts = (
            ("rows", len(self)),
            ("keys", len(self.keys)),
            ("municipalities of", self.vintage.best or self.vintage.candidates),
            ("key", self.key),
            ("dimensions", [each.name for each in self.dimensions]),
            ("figures", [each.name for each in self.figures]),
            ("totals", len(self.totals) or None),
            ("problems", len(self.problems) or None),
        )
        rows = evolve(self._table(range(min(len(self), _SHOWN))), title=said("First rows"))
        tables = [rows, evolve(self.problems.to_table(), title=said("What is doubtful"))]
        summary = [*_summary(self)][2:]
        return Card(
            self.grid.source, counts, warnings=self.errors[:3], tables=tables, notes=summary
        )

    @property
    def roles(self) -> str:
        """Which columns hold keys, dimensions and figures, in words."""
        dimensions = [f"{each.name} ({len(each.contents)})" for each in self.dimensions]
        figures = [
            phrase("{name} ({kind})", name=each.name, kind=_kind(each.kind))
            for each in self.figures
        ]
        roles: tuple[tuple[str, list[Any]], ...] = (
            ("key: {names:list}", [self.key]),
            ("dimensions: {names:list}", dimensions),
            ("figures: {names:list}", figures),
        )
        return strung(phrase(role, names=names) for role, names in roles if names)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings for which the table cannot be carried."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def problems(self) -> Answer[Finding]:
        """Return all that is doubtful with its place: columns, cells, then keys."""
        rows = (*self.findings, *self.vintage.findings())
        return Answer(
            title=said("What is doubtful in {source}", source=self.grid.source),
            rows=rows,
            row_type=Finding,
        )

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
            [shown_content(self.keys[self.key_codes[row]].text) for row in rows],
            [self.keys[self.key_codes[row]].read_as for row in rows],
            *(
                [shown_content(each.contents[each.codes[row]]) for row in rows]
                for each in self.dimensions
            ),
            *([each.contents[each.codes[row]] for row in rows] for each in self.figures),
            [self.lines[row] for row in rows],
        ]
        return Table(self.grid.source, columns, zip(*cells, strict=True), self.notes)


_SHOWN: Final = 50


# --- in a few lines -----------------------------------------------------------------------


def _summary(table: FigureTable) -> Iterator[str]:
    """Yield what was read, guessed, mended and left out, in ten lines at most."""
    yield said(
        "{source}: {n:number} {n:row|rows} of {keys:number} {keys:key|keys}, {period}",
        source=table.grid.source,
        n=len(table),
        keys=len(table.keys),
        period=_period(table.vintage),
    )
    yield table.roles
    notes = [note for note in table.notes if note != f"key: {table.key}"]
    if notes:
        yield strung(notes)
    for what, readings in _left(table.keys):
        if readings:
            yield said(
                "{n:number} {n:key|keys} {what}: {texts!r:list 3}",
                n=len(readings),
                what=term(what),
                texts=[each.text for each in readings],
            )
    for note in table.vintage.notes[:1]:
        yield said("{what}", what=Told(note, "message"))
    errors = table.errors
    if errors:
        template = "{n:number} {n:error|errors}, such as {first}"
        yield said(template, n=len(errors), first=errors[0])


def _period(vintage: Vintage) -> Phrase:
    periods = [vintage.best] if vintage.best else vintage.candidates
    if periods:
        return phrase("municipalities of {periods:or}", periods=periods)
    return phrase("no municipality known")


def _kind(kind: ColumnKind) -> Phrase:
    match kind:
        case Rate(of, per):
            return phrase("rate of {of}[ per {per}]", of=of, per=None if per == 1 else per)
        case Mean(over):
            return phrase("mean over {over}", over=over)
        case Category():
            return phrase("categories")
    return phrase("rows counted") if isinstance(kind, Rows) else phrase("counts")


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


keep_door(__name__)
