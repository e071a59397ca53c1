"""The one value from which everything shown is made.

A `Table` holds typed cells. Text for a terminal, Markdown, CSV, JSON, notebook
HTML, workbooks and data frames all come from it, so that they never differ.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import PurePath
from textwrap import wrap
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from attrs import evolve, field, frozen

from elzmodel.values.cells import Cell, Column, Plain, as_cell, as_plain, distinct, well_formed
from elzmodel.values.errors import InvalidValueError
from elzmodel.values.frames import (
    TypedColumn,
    arrow_stream,
    as_pandas,
    as_parquet,
    as_polars,
    typed_columns,
)
from elzmodel.values.ids import SourceId
from elzmodel.values.markup import framed, page_of, table_of
from elzmodel.values.saving import replace_file
from elzmodel.values.spreadsheets import Sheet, as_csv, as_xlsx
from elzmodel.values.text import (
    Label,
    Phrase,
    Said,
    in_words,
    legible,
    listed,
    phrase,
    said,
    short,
    shown_language,
)
from elzmodel.values.totals import Total

__all__ = ["Table", "TableForm", "save_tables"]

TableForm = Literal["text", "csv", "spreadsheet", "json", "markdown", "html", "xlsx", "parquet"]
"""How tables are written: ``spreadsheet`` is CSV as Excel opens it in Belgium."""

FORMS: Final[tuple[TableForm, ...]] = get_args(TableForm)
NO_SOURCES: Final[Mapping[SourceId, object]] = MappingProxyType({})
USUAL_WIDTH: Final = 80
"""How wide text is where nobody knows how wide what shows it is."""
NARROWEST: Final = 20
OF_ONE_TABLE: Final = frozenset({"csv", "spreadsheet", "parquet"})
"""The forms that hold one table, and no title or notes."""
_SUFFIXES: Final[Mapping[str, TableForm]] = {
    ".txt": "text",
    ".csv": "csv",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}


def _rows(rows: Iterable[Iterable[Any]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(map(as_cell, row)) for row in rows)


@frozen
class Table:
    """A titled table with typed cells and notes.

    Rows have one cell for each column, in the same order. A ``total`` column in
    which something is estimated is an ``estimate`` column.

    Raises:
        InvalidValueError: If a row has another length, or a number is not finite.

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

    def with_source(self, source: object) -> Table:
        """Return the table with a line of where it comes from, the last of its notes.

        Example:
            >>> from elzmodel import flanders
            >>> table = Table("Sizes", [Column("zone")], [("gent",)])
            >>> print(table.with_source("elzmodel 0.1.0, S28"))
            Sizes
            zone
            gent
            Source: elzmodel 0.1.0, S28
        """
        return evolve(self, notes=(*self.notes, said("Source: {source}", source=source)))

    def __attrs_post_init__(self) -> None:
        """Refuse rows of another length than the columns; see where something is estimated."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise InvalidValueError("table row", row, said("{n} cells", n=len(self.columns)))
        columns = [
            evolve(column, kind="estimate") if column.kind == "total" and bases else column
            for column, bases in zip(self.columns, self._bases(), strict=True)
        ]
        object.__setattr__(self, "columns", tuple(columns))

    def _bases(self) -> list[set[tuple[str, ...]]]:
        """Return by what the figures of each column are estimated, if any are."""
        found: list[set[tuple[str, ...]]] = [set() for _ in self.columns]
        for row in self.rows:
            for bases, cell in zip(found, row, strict=True):
                if isinstance(cell, Total) and cell.estimate is not None:
                    bases.add(cell.basis)
        return found

    @classmethod
    def of_pairs(cls, title: str, pairs: Iterable[tuple[str, Cell]]) -> Table:
        """Return a table of names and values; a name is a label, or a phrase that is said."""
        rows = [
            (name if isinstance(name, Said) else Said(name, Label(name)), value)
            for name, value in pairs
        ]
        return cls(title, (Column("what"), Column("value")), rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Say what it is about, and count the rows."""
        return f"<Table {short(self.title)!r}: {len(self):,} rows>"

    def __str__(self) -> str:
        """Show the table as text."""
        return self.to_text()

    @property
    def legend(self) -> str:
        """What ``~`` stands for, where figures are estimated: it is shown below the notes.

        Example:
            >>> cases = Total(0, 100, estimate=90.35, basis=["population 2021"])
            >>> print(Table("Cases", [Column("cases", "estimate")], [[cases]]))
            Cases
                     cases
            ~90.35 (0-100)
            ~ is an estimate, by population 2021.
        """
        by_basis: defaultdict[tuple[str, ...], list[Label]] = defaultdict(list)
        for column, bases in zip(self.columns, self._bases(), strict=True):
            if bases:
                named = sorted({name for basis in bases for name in basis})
                by_basis[tuple(named)].append(Label(column.label))
        if not by_basis:
            return ""
        if len(by_basis) == 1:
            return said("~ is an estimate[, by {basis:and all}].", basis=next(iter(by_basis)))
        told = [
            (phrase("{labels:and} by {basis:and all}", labels=labels, basis=basis or _NOT_SAID),)
            for basis, labels in by_basis.items()
        ]
        return said("~ is an estimate: {told:list all}.", told=told)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes and the legend: all that is to know beside the rows."""
        return tuple(filter(None, (*self.notes, self.legend)))

    def head(self, n: int = 10, *, each: str | None = None) -> Table:
        """Return the first rows, with a note that says how many there are.

        Args:
            n: How many.
            each: The key of a column; the first *n* rows are taken of each different
                thing in it, and the note counts them.

        Raises:
            InvalidValueError: If there is no such column, or *n* is negative.

        Example:
            >>> rows = [("spelling", "Gentt"), ("spelling", "Brugges"), ("ended", "71047")]
            >>> print(Table("", [Column("problem"), Column("key")], rows).head(1, each="problem"))
            problem   key
            spelling  Gentt
            ended     71047
            Shown are 2 of 3 rows, the first of each problem: 2 spelling, 1 ended.
        """
        if n < 0:
            raise InvalidValueError("number of rows", n, "0 or more")
        kinds = [""] * len(self) if each is None else self._shown_in(each)
        seen, kept = Counter[str](), list[tuple[Cell, ...]]()
        for kind, row in zip(kinds, self.rows, strict=True):
            seen[kind] += 1
            if seen[kind] <= n:
                kept.append(row)
        if len(kept) == len(self):
            return self
        note = said(
            "Shown are {kept:number} of {n:number} rows[, the first {most:number} of each {each}]"
            "[, the first of each {one}][: {counts:list}].",
            kept=len(kept),
            n=len(self),
            most=n if each is not None and n != 1 else None,
            each="" if each is None or n == 1 else Label(self._column(each).label),
            one="" if each is None or n != 1 else Label(self._column(each).label),
            counts=() if each is None else [_counted(c, kind) for kind, c in seen.most_common()],
        )
        return evolve(self, rows=kept, notes=(*self.notes, note))

    def _column(self, key: str) -> Column:
        found = [column for column in self.columns if column.key == key]
        if not found:
            expected = said("{names:list}", names=[each.key for each in self.columns])
            raise InvalidValueError("column", key, expected)
        return found[0]

    def _shown_in(self, key: str) -> list[str]:
        column = self._column(key)
        place = self.columns.index(column)
        return [column.show(row[place]) for row in self.rows]

    @property
    def as_read(self) -> Table:
        """The table as people read it: without ids of what has a code in every row.

        Example:
            >>> columns = [Column("nis"), Column("unit", "id"), Column("name")]
            >>> print(Table("", columns, [("73001", "alken", "Alken")]))
            nis    name
            73001  Alken
            >>> print(Table("", columns, [("", "alken-wellen", "Alken-Wellen")]))
            nis  unit          name
                 alken-wellen  Alken-Wellen
        """
        places = [
            place
            for place, column in enumerate(self.columns)
            if column.kind != "id" or not all(row[place - 1] for row in self.rows)
        ]
        if len(places) == len(self.columns):
            return self
        columns = [self.columns[place] for place in places]
        return evolve(self, columns=columns, rows=[[row[n] for n in places] for row in self.rows])

    def shown(self, lang: str = "en") -> Iterator[tuple[str, ...]]:
        """Yield each row as people read it in a language."""
        for row in self.rows:
            yield tuple(
                column.show(cell, lang) for cell, column in zip(row, self.columns, strict=True)
            )

    def to_text(self, *, width: int = USUAL_WIDTH, lang: str = "en") -> str:
        """Return text for a terminal of *width* characters.

        Long cells wrap; a table that is wider than that goes on below, with the names
        of its rows again. Nothing is left out. Headings, words and figures are those of
        *lang*, ``"en"`` or ``"nl"``; so they are in Markdown and HTML. Keys in CSV, JSON and
        data frames are the same in every language.

        Raises:
            InvalidValueError: If *width* is under 20, or there is no such language.
        """
        if width < NARROWEST:
            raise InvalidValueError("width", width, said("at least {n} characters", n=NARROWEST))
        table = self.as_read
        right = tuple(column.is_numeric for column in table.columns)
        body = _render(table._labels(lang), tuple(table.shown(lang)), right, width)  # noqa: SLF001 - one thought
        title = legible(in_words(self.title, lang))
        return "\n".join([*([title] if title else []), body, *self._remarks(lang)])

    def to_markdown(self, *, lang: str = "en") -> str:
        """Return a GitHub-style Markdown table."""
        table = self.as_read
        lines = [f"**{_pipe(in_words(self.title, lang))}**", ""] if self.title else []
        lines.append(_markdown_row(table._labels(lang)))  # noqa: SLF001 - one thought
        lines.append(_markdown_row("---:" if c.is_numeric else "---" for c in table.columns))
        lines.extend(_markdown_row(row) for row in table.shown(lang))
        lines.extend(f"\n{_pipe(note)}" for note in self._remarks(lang))
        return "\n".join(lines) + "\n"

    def to_csv(self, *, delimiter: str | None = None, decimal: str = ".") -> str:
        """Return CSV with a header of keys, lines ended by LF.

        Unknown cells are empty, lists are joined with ``;`` and days are ISO text. A text
        that a spreadsheet would run as a formula has an apostrophe before it; figures are
        as they are. It holds no title and no notes.

        Args:
            delimiter: The sign between cells: a comma, or a semicolon beside decimal commas.
            decimal: The sign before decimals.

        Raises:
            InvalidValueError: If one of them cannot be used.

        Example:
            >>> table = Table("", [Column("zone"), Column("share", "number")], [("Gent", 12.5)])
            >>> print(table.to_csv(decimal=","), end="")
            zone;share
            Gent;12,5
        """
        sign = delimiter or (";" if decimal == "," else ",")
        return as_csv(self._keys(), self._plain_rows(), delimiter=sign, decimal=decimal)

    def to_json(self) -> str:
        """Return a JSON object with ``title``, ``rows`` (as records) and ``notes``."""
        return _json(self._as_json())

    def _as_json(self) -> dict[str, Any]:
        return {"title": self.title, "rows": self.records(), "notes": list(self.remarks)}

    def records(self) -> list[dict[str, Plain]]:
        """Return one plain dictionary a row, ready for a data frame.

        A total or share becomes two entries, ``…_low`` and ``…_high``; what is estimated
        becomes a third, ``…_estimate``, which is the figure itself where it is exact.
        """
        keys = self._keys()
        return [dict(zip(keys, row, strict=True)) for row in self._plain_rows()]

    def to_pandas(self) -> Any:  # noqa: ANN401 - a frame of a package that may not be there
        """Return a ``pandas.DataFrame`` with the columns of `records`, each of one type.

        Unknown cells are missing values, whole numbers stay whole beside them; what no
        column of numbers can hold as it is becomes text. Title and notes stand in its
        ``attrs``.

        Raises:
            MissingDependencyError: If pandas, or for the other frames polars, is not installed.

        Example:
            >>> table = Table("t", [Column("people", "total")], [(Total(5, None),)])
            >>> table.to_pandas().dtypes.to_dict()
            {'people_low': Int64Dtype(), 'people_high': Int64Dtype()}
        """
        frame = as_pandas(self._typed())
        frame.attrs.update(title=self.title, notes=list(self.remarks))
        return frame

    def to_polars(self) -> Any:  # noqa: ANN401 - a frame of a package that may not be there
        """Return a ``polars.DataFrame`` in the same way, without title and notes."""
        return as_polars(self._typed())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the same columns to any library that reads Arrow, such as DuckDB or PyArrow.

        Raises:
            MissingDependencyError: If neither pyarrow nor polars is installed.
        """
        return arrow_stream(self._typed(), requested_schema)

    def to_html(self, *, lang: str = "en") -> str:
        """Return an HTML table; every text is escaped, and figures stand to the right."""
        table = self.as_read
        right = tuple(column.is_numeric for column in table.columns)
        title, labels = in_words(self.title, lang), table._labels(lang)  # noqa: SLF001 - one thought
        return table_of(title, labels, table.shown(lang), right, self._remarks(lang))

    def _repr_html_(self) -> str:
        lang = shown_language()
        return framed([self.head(_IN_NOTEBOOKS).to_html(lang=lang)], lang=lang)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        form: TableForm | None = None,
        lang: str = "en",
        sources: Mapping[SourceId, object] = NO_SOURCES,
    ) -> None:
        """Write a file, whole or not at all; see `save_tables`.

        Raises:
            OSError: If the file cannot be written.

        Example:
            >>> from pathlib import Path
            >>> from tempfile import TemporaryDirectory
            >>> table = Table("Zones", [Column("zone")], [("Gent",)])
            >>> with TemporaryDirectory() as folder:
            ...     table.save(Path(folder) / "zones.csv")
            ...     print(Path(folder, "zones.csv").read_text("utf-8"), end="")
            zone
            Gent
        """
        save_tables([self], path, form=form, lang=lang, sources=sources)

    def _labels(self, lang: str) -> tuple[str, ...]:
        return tuple(column.heading(lang) for column in self.columns)

    def _remarks(self, lang: str) -> list[str]:
        """Return notes and legend in a language, as far as they know it."""
        return [legible(in_words(each, lang)) for each in self.remarks]

    def _keys(self) -> tuple[str, ...]:
        return distinct(key for column in self.columns for key in column.keys)

    def _plain_rows(self) -> Iterator[list[Plain]]:
        for row in self.rows:
            plain: list[Plain] = []
            for cell, column in zip(row, self.columns, strict=True):
                plain.extend(map(as_plain, column.split(cell)))
            yield plain

    def _typed(self) -> tuple[TypedColumn, ...]:
        return typed_columns(self.columns, self.rows)


def save_tables(
    tables: Sequence[Table],
    path: str | os.PathLike[str],
    *,
    form: TableForm | None = None,
    lang: str = "en",
    sources: Mapping[SourceId, object] = NO_SOURCES,
) -> None:
    """Write tables to a file, whole or not at all, so that an old one stays until it is done.

    Workbooks have a sheet for each table, one for the sources that are given, and one more for
    titles and notes; text, JSON, Markdown and HTML hold several tables as well, CSV and
    Parquet one, without notes.

    Args:
        tables: One table or several.
        path: The file. Its name says the form: ``.csv``, ``.xlsx``, ``.parquet``, ``.json``,
            ``.md``, ``.html`` or ``.txt``.
        form: The form, where the name does not say it, or to write a ``spreadsheet``: CSV
            with semicolons, decimal commas and the mark by which Excel knows UTF-8.
        lang: The language of what people read: text, Markdown and HTML.
        sources: Those of the record by their ids, for the sheet of sources of a workbook: it
            has those that the tables cite in a column *sources*, and the others where some
            table has no such column.

    Raises:
        InvalidValueError: If the name says no form, the form holds one table and there are
            several, or something is larger than a workbook may be.
        MissingDependencyError: If the form needs a package that is not installed.
        OSError: If the file cannot be written.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> zones = Table("Zones", [Column("zone"), Column("km2", "number")], [("Gent", 157.8)])
        >>> with TemporaryDirectory() as folder:
        ...     save_tables([zones], Path(folder) / "zones.csv", form="spreadsheet")
        ...     print(Path(folder, "zones.csv").read_text("utf-8-sig"), end="")
        zone;km2
        Gent;157,8
    """
    content = rendered(tables, form or form_of(path), lang=lang, sources=sources)
    replace_file(path, content)


def form_of(path: str | os.PathLike[str]) -> TableForm:
    """Return the form that the name of a file says.

    Raises:
        InvalidValueError: If it says none.

    Example:
        >>> form_of("zones.xlsx")
        'xlsx'
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        expected = said("one that ends in {ends:or all}, or a form", ends=[*_SUFFIXES])
        raise InvalidValueError("name of a file of tables", os.fspath(path), expected)
    return _SUFFIXES[suffix]


def rendered(
    tables: Sequence[Table],
    form: TableForm,
    *,
    lang: str = "en",
    width: int = USUAL_WIDTH,
    sources: Mapping[SourceId, object] = NO_SOURCES,
) -> bytes:
    """Return what a file with these tables holds; only text has a *width*, workbooks *sources*.

    Raises:
        InvalidValueError: If there is no such form, or it does not hold the tables.
        MissingDependencyError: If it needs a package that is not installed.
    """
    if form not in FORMS:
        raise InvalidValueError("form of tables", form, said("{names:or all}", names=FORMS))
    if form in OF_ONE_TABLE and len(tables) != 1:
        kind, given = said("{form} file", form=form), said("{n} tables", n=len(tables))
        raise InvalidValueError(kind, given, "one table at a time")
    if form == "parquet":
        return as_parquet(tables[0]._typed())  # noqa: SLF001 - one thought
    if form == "xlsx":
        every = (*tables, *_source_tables(tables, sources))
        return as_xlsx([Sheet(t.title, t._typed(), t.remarks) for t in every])  # noqa: SLF001
    if form == "text":
        text = "\n\n".join(table.to_text(width=width, lang=lang) for table in tables) + "\n"
    else:
        text = _TEXTS[form](tables, lang)
    return well_formed(text).encode("utf-8")


_CITING: Final = "sources"
"""The key of the column in which a table cites, row by row."""
_TOLD: Final = ("title", "date", "place", "licence", "grade", "note")


def _source_tables(tables: Iterable[Table], known: Mapping[SourceId, object]) -> Iterator[Table]:
    """Yield the table of the sources that are cited, with where; nothing where none is known."""
    cited: defaultdict[SourceId, list[str]] = defaultdict(list)
    all_cite = True
    for table in tables:
        places = [n for n, column in enumerate(table.columns) if column.key == _CITING]
        all_cite = all_cite and bool(places)
        cells = (row[place] for row in table.rows for place in places)
        for each in {each for cell in cells for each in (cell if isinstance(cell, tuple) else ())}:
            cited[SourceId(each)].append(table.title)
    others = [each for each in known if each not in cited and not all_cite]
    shown = [
        *(each for each in known if each in cited),
        *sorted(cited.keys() - known.keys()),
        *others,
    ]
    if known and shown:
        columns = [Column("source", "code"), *map(Column, _TOLD), Column("tables", "list")]
        rows = [
            (each, *(getattr(known.get(each), name, None) for name in _TOLD), tuple(cited[each]))
            for each in shown
        ]
        yield Table(said("Sources"), columns, rows, (_OTHER_SOURCES,) if others else ())


_OTHER_SOURCES: Final = said(
    "Not every table names its sources row by row: without tables are the others of the record."
)


def _page(tables: Sequence[Table], lang: str) -> str:
    title = listed([in_words(table.title, lang) for table in tables], lang=lang)
    return page_of(title, "\n".join(table.to_html(lang=lang) for table in tables), lang=lang)


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


_UNSEEN: Final = re.compile("[\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
"""What JSON need not escape, and a terminal obeys or does not show."""


def _as_json(tables: Sequence[Table]) -> str:
    values = [table._as_json() for table in tables]  # noqa: SLF001 - one thought
    return _json(values[0] if len(values) == 1 else values)


_TEXTS: Final[Mapping[TableForm, Callable[[Sequence[Table], str], str]]] = {
    "csv": lambda tables, _: tables[0].to_csv(),
    "spreadsheet": lambda tables, _: "\ufeff" + tables[0].to_csv(decimal=","),
    "json": lambda tables, _: _as_json(tables),
    "markdown": lambda tables, lang: "\n".join(t.to_markdown(lang=lang) for t in tables),
    "html": _page,
}


_NOT_SAID: Final = (phrase("means not said"),)


def _counted(count: int, kind: str) -> Phrase:
    return phrase("{count:number} {kind}", count=count, kind=kind)


_IN_NOTEBOOKS: Final = 50


_MARKS: Final = re.compile(r"[\\`*\[\]<|]|(?<!\w)_|_(?!\w)")


def _pipe(text: str) -> str:
    """Return a text for one cell of Markdown, in which nothing is a mark, a link or HTML."""
    return legible(" ".join(_MARKS.sub(r"\\\g<0>", text).splitlines()))


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_pipe(cell) for cell in cells) + " |"


_GAP = "  "
_WORDS = re.compile(r"[^\s-]+-*")
_READABLE = 12
_LEAST_WIDTH = 6


def _render(
    labels: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int
) -> str:
    """Return a header line and the rows; what is too wide for one block is several.

    So it is where words of no great length would be broken in one block.
    """
    cells = (labels, *rows)
    widths = _widths(cells, right, width, _READABLE)
    if _total(widths) <= width:
        return _block(cells, widths, right)
    texts = []
    for places in _blocks(cells, right, width):
        some = [[row[place] for place in places] for row in cells]
        sides = [right[place] for place in places]
        texts.append(_block(some, _widths(some, sides, width, _LEAST_WIDTH), sides))
    return "\n\n".join(texts)


def _block(cells: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "\n".join(line for row in cells for line in _lines(row, widths, right))


def _blocks(
    cells: Sequence[Sequence[str]], right: Sequence[bool], width: int
) -> list[tuple[int, ...]]:
    """Return which columns stand side by side: the texts that name a row in each block."""
    natural = [min(max(map(len, column)), width // 2) for column in zip(*cells, strict=True)]
    names = tuple(range(right.index(True) if True in right else 1))
    while _total([natural[place] for place in names]) > width // 2:
        names = names[:-1]
    blocks = [names]
    for place in range(len(names), len(right)):
        wider = (*blocks[-1], place)
        is_full = blocks[-1] != names and _total([natural[each] for each in wider]) > width
        blocks[-1:] = [blocks[-1], (*names, place)] if is_full else [wider]
    return blocks


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _widths(
    rows: Sequence[Sequence[str]], right: Sequence[bool], width: int, least_width: int
) -> list[int]:
    """Give each column its natural width, then take from the widest until all fit.

    First no column goes below its longest word, then text columns do as well, down
    to a least width; figures are never broken.
    """
    columns = list(zip(*rows, strict=True))
    natural = [max(map(len, cells)) for cells in columns]
    words = [max(_longest_word(cell) for cell in cells) for cells in columns]
    figures = [max(map(len, cells[1:]), default=0) for cells in columns]
    texts = [max(word, min(n, _READABLE)) for word, n in zip(words, natural, strict=True)]
    whole = [
        max(word, figure) if r else text
        for word, figure, text, r in zip(words, figures, texts, right, strict=True)
    ]
    broken = [
        least if r else min(n, least_width)
        for least, n, r in zip(whole, natural, right, strict=True)
    ]
    room = width - len(_GAP) * (len(natural) - 1)
    for least in (whole, broken):
        _shrink(natural, least, room)
    return natural


def _shrink(widths: list[int], least: Sequence[int], room: int) -> None:
    while sum(widths) > room:
        can_shrink = [i for i, w in enumerate(widths) if w > least[i]]
        if not can_shrink:
            return
        widths[max(can_shrink, key=widths.__getitem__)] -= 1


def _longest_word(cell: str) -> int:
    return max(map(len, _WORDS.findall(cell)), default=1)


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    wrapped = [
        [cell] if len(cell) <= w and cell.isprintable() else wrap(cell, w) or [""]
        for cell, w in zip(row, widths, strict=True)
    ]
    for pieces in zip_longest(*wrapped, fillvalue=""):
        cells = zip(pieces, widths, right, strict=True)
        yield _GAP.join(p.rjust(w) if r else p.ljust(w) for p, w, r in cells).rstrip()
