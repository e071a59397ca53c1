"""Commands about tables that people have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, get_args

import click
from attrs import evolve, frozen

from elzmodel.cli._language import language, misused
from elzmodel.cli._options import (
    FOUND,
    Asked,
    answers,
    asks_beside_table,
    fail,
    figures_year,
    is_wrong,
    landscape_asked,
    last_day,
    on_option,
    record_option,
    show,
)
from elzmodel.cli._reading import TableCommand, busy, reads_table, source_of, table_file
from elzmodel.cli._together import needs
from elzmodel.errors import TableError
from elzmodel.grids.columns import shown_content
from elzmodel.tables.codes import NO_FIGURES
from elzmodel.tables.options import Outside, Reading, Repeats, TotalsSeen
from elzmodel.values import Column, Table, TableForm, findings_table
from elzmodel.values.numbers import whole_number
from elzmodel.values.text import in_words, said, strung

if TYPE_CHECKING:  # Only commands that read a table need these.
    from elzmodel.tables import FigureTable

__all__ = ["carry", "crosswalk", "match"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


def _one_of(words: object) -> click.Choice[str]:
    return click.Choice([word.replace(" ", "-") for word in get_args(words)])


_repeats = click.option(
    "--repeats",
    type=_one_of(Repeats),
    help="What becomes of rows that no dimension tells apart; alone, it adds them up.  "
    "[default: refuse]",
)

# --- which year ---------------------------------------------------------------------------


@click.command(cls=TableCommand)
@click.argument("file", type=table_file)
@click.option("--table", type=click.Choice(["periods", "kinds", "problems"]), help="Only one.")
@click.option("--mended", metavar="FILE", help="Write the table with right codes beside the keys.")
@click.option("--on", metavar="DAY", help="With --mended: the day of which the codes are.")
@_repeats
@record_option
@reads_table
@answers
def match(  # noqa: PLR0913 - one argument an option
    file: str,
    *,
    table: str | None,
    mended: str | None,
    on: str | None,
    repeats: str | None,
    reading: Reading,
    form: TableForm,
) -> None:
    """Find the year of a FILE with codes or names of municipalities, and what does not fit.

    The exit code is 0 when all fits one period, and 1 when something does not.
    """
    from elzmodel.tables.carrying import repeats_in
    from elzmodel.tables.understanding import read_table

    needs("--mended", "on", is_there=mended is not None)
    with busy("Reading {file}", file=file):
        given = read_table(source_of(file), landscape_asked(), **reading)
        more = () if repeats == "sum" else repeats_in(given)
    # A table without figures may be a list.
    found = [each for each in given.findings if each.kind is not NO_FIGURES]
    given = evolve(given, findings=(*more, *found))
    show(list(_matched(given, table)), form)
    if mended is not None:
        _mended(given, on).save(mended)
    if given.errors or not given.vintage.is_clean:
        raise SystemExit(FOUND)


def _matched(given: FigureTable, only: str | None) -> Iterator[Table]:
    """Yield the periods, with what was understood of the table, and the kinds of problems."""
    vintage = given.vintage
    if only == "problems":
        yield findings_table(given.problems, title=given.problems.title, placed=True)
    if only in {None, "periods"}:
        periods = vintage.fits.to_table()
        yield evolve(periods, notes=(*periods.notes, *_read_as(given)))
    if only == "kinds" or (vintage.problems and only is None):
        kinds = tuple(
            evolve(kind, what_to_do=in_words(kind.what_to_do, language(), "cli"))
            for kind in vintage.kinds
        )
        yield evolve(vintage.kinds, rows=kinds, notes=(_EACH,)).to_table()


def _read_as(given: FigureTable) -> Iterator[str]:
    """Yield what was guessed, and the first of what keeps the table from being carried."""
    notes = [note for note in given.notes if note != f"key: {given.key}"]
    yield said("Read as: {how}.", how=strung([given.roles, *notes]))
    yield from (error.line(language(), "cli") for error in given.errors[:_SHOWN])
    if len(given.errors) > _SHOWN:
        yield said("{n} more: --table problems.", n=len(given.errors) - _SHOWN)


_SHOWN = 3
_EACH = said("Each of them, with its place: --table problems.")


def _mended(given: FigureTable, on: str | None) -> Table:
    """Return the table as it stands, with codes and names on a day beside the keys."""
    keys = given.vintage.mended(on=on)
    key_of_row = dict(zip(given.rows, given.key_codes, strict=True))
    names = [column.name or f"column {column.number}" for column in given.grid.columns]
    place = max(given.grid.columns.index(column) for column in given.key_columns) + 1
    mended = [Column(_unlike(names, name), "code") for name in ("code", "name", "why")]
    texts = [[shown_content(each) for each in column.contents] for column in given.grid.columns]
    rows = []
    for row in range(len(given.grid)):
        pairs = zip(texts, given.grid.columns, strict=True)
        cells = [text[column.codes[row]] for text, column in pairs]
        key = keys[key_of_row[row]] if row in key_of_row else None
        found = (key.code, key.name, in_words(key.why, door="cli")) if key else ("", "", "")
        rows.append((*cells[:place], *found, *cells[place:]))
    columns = [Column(name, "code", name) for name in names]
    return Table(given.grid.source, (*columns[:place], *mended, *columns[place:]), rows)


def _unlike(names: Sequence[str], name: str) -> str:
    """Return the name of a new column, other than those that are there."""
    wanted = (f"mended_{name}", *(f"mended_{name}_{n}" for n in range(2, len(names) + 3)))
    return next(each for each in wanted if each not in names)


# --- to another day -----------------------------------------------------------------------


@frozen
class _Carrying:
    """How a table is carried, as it was said."""

    asked: Asked
    reading: Reading
    said: Mapping[str, Any]

    def show(self, file: str, form: TableForm, **where: object) -> None:
        """Show a table as it is carried, and exit with code 1 where something is doubtful."""
        from elzmodel.tables.carrying import carry as carried_to

        with busy("Carrying {file}", file=file):
            how: dict[str, Any] = {**where, **self.said, **self.reading}
            carried = carried_to(self.asked.as_known(), source_of(file), **how)
        show([carried.known() if form == "text" else carried], form, told=True)
        if any(map(is_wrong, carried.findings)):
            raise SystemExit(FOUND)


def _carries(command: Callable[..., None]) -> Callable[..., None]:
    """Declare what only the caller can say of a table that is carried."""

    @click.option(
        "--weights",
        metavar="YEAR|KIND",
        help="By what an estimate is spread: the inhabitants of a year, or a kind of figures "
        "such as area.  [default: the newest inhabitants that tell most]",
    )
    @_repeats
    @click.option(
        "--outside",
        type=_one_of(Outside),
        help="What becomes of rows outside the record.  [default: note]",
    )
    @click.option(
        "--totals",
        type=_one_of(TotalsSeen),
        help="Whether rows that are totals are held against their rows.  [default: check]",
    )
    @asks_beside_table
    @wraps(command)
    def run(*, asked: Asked, reading: Reading, weights: str | None, **options: Any) -> None:  # noqa: ANN401 - those of a command
        words = {name: options.pop(name) for name in ("repeats", "outside", "totals")}
        said = {name: word.replace("-", " ") for name, word in words.items() if word}
        number = None if weights is None else whole_number(weights)
        by = asked.year if weights is None else weights if number is None else number
        command(how=_Carrying(asked, reading, {**said, "weights": by}), **options)

    return run


@click.command(cls=TableCommand)
@click.argument("file", type=table_file)
@click.option(
    "--to",
    metavar="LEVEL",
    default="municipality",
    show_default=True,
    help="municipality, zone, province, region, or a KIND that `partitions` lists.",
)
@on_option
@_carries
def carry(file: str, *, to: str, on: str | None, how: _Carrying, form: TableForm) -> None:
    """Carry the figures of a table in FILE to areas of a day, whatever year it is of.

    FILE is text, a workbook, JSON or Parquet, or - for the standard input. What was
    guessed, mended, estimated and left out is told below the table, or on the standard
    error.

    The exit code is 0 where nothing is wrong, 1 where something is doubtful, and 2
    where figures cannot be read, or would be wrong.
    """
    how.show(file, form, to=to, on=on or last_day(how.asked.landscape))


@click.command(cls=TableCommand)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@click.argument("file", required=False, type=table_file)
@_carries
def crosswalk(
    before: str, after: str, file: str | None, *, how: _Carrying, form: TableForm
) -> None:
    """Carry figures in FILE from the municipalities of one day to those of another.

    That is what `carry FILE --fits FROM --on TO` does. Without FILE the map itself is
    shown.
    """
    if file is not None:
        if "fits" in how.reading:
            raise misused("FROM says whose municipalities FILE has, in place of --fits")
        try:
            how.show(file, form, on=after, fits=before)
        except TableError as error:
            fail(error, fits="FROM")
        return
    year = figures_year(how.asked.year, how.reading)
    show([how.asked.as_known().crosswalk(before, after, year=year)], form)
