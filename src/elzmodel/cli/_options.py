"""What all commands share: their options, how errors and tables are written."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any, Final, NoReturn, Protocol

import click
from attrs import asdict, fields, frozen

from elzmodel.data import flanders
from elzmodel.errors import ElzError, ElzWarning, InvalidValueError
from elzmodel.landscape import Difference, Landscape, Snapshot, compare
from elzmodel.tables import DelimitedTable, FigureColumn, read_delimited
from elzmodel.tables.cells import DecimalSign
from elzmodel.values import Table, TableForm, eve, listed
from elzmodel.values.saving import replace_file
from elzmodel.values.table import FORMS, OF_ONE_TABLE, form_of, rendered
from elzmodel.values.text import plural

__all__ = [
    "CANNOT",
    "FOUND",
    "TABLES",
    "Asked",
    "TableReader",
    "answers",
    "asks",
    "fail",
    "file_type",
    "guarded",
    "on_option",
    "reads_table",
    "rules_option",
    "say",
    "show",
    "table_option",
]

FOUND = 1
CANNOT = 2

file_type = click.Path(exists=True, dir_okay=False)
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="How to write the tables; spreadsheet is CSV as Excel opens it in Belgium.  "
    "[default: as FILE is named, else text]",
)
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE, whole or not at all.  [default: the standard output]",
)
on_option = click.option(
    "--on", metavar="DAY", help="The day.  [default: the last day of the record]"
)
rules_option = click.option(
    "--rules",
    "rule_ids",
    metavar="ID",
    multiple=True,
    help="Which rules of composition.  [default: those in force on the day]",
)
TABLES = ("mergers", "transfers", "zones", "renamed", "breaks")
table_option = click.option(
    "--table", type=click.Choice(TABLES), help="Only one of the tables; csv takes one at a time."
)


def fail(*errors: Exception) -> NoReturn:
    """Write a line for each error, and exit with code 2."""
    for error in errors:
        text = str(error)
        for finding in getattr(error, "findings", ()):  # An option is called otherwise here.
            text = text.replace(str(finding), finding.line(door="cli"))
        click.echo(f"Error: {text}", err=True)
    raise SystemExit(CANNOT)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Turn our errors into a line and exit code 2, and our warnings into lines."""

    @wraps(command)
    def run(**options: object) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ElzWarning)
            try:
                command(**options)
            except (ElzError, OSError) as error:
                fail(error)
        for warning in caught:
            click.echo(f"Warning: {warning.message}", err=True)

    return run


def answers(command: Callable[..., None]) -> Callable[..., None]:
    """Declare that a command answers with tables, in the form and the file that are asked for."""

    @form_option
    @output_option
    @guarded
    @wraps(command)
    def run(*, form: TableForm | None, output: str | None, **options: object) -> None:
        said = form or (form_of(output) if output else "text")
        if output is None and said in _BINARY:
            raise InvalidValueError("form for the standard output", said, "--output FILE beside it")
        click.get_current_context().meta[_OUTPUT] = output
        command(form=said, **options)

    return run


_BINARY: Final = ("xlsx", "parquet")
_OUTPUT: Final = "elzmodel.output"


@frozen
class Asked:
    """What is asked of the landscape: which figures, and as known when."""

    landscape: Landscape
    known: str | None
    year: int | None

    def on(self, day: str | None) -> Snapshot:
        """Return a day of what is asked about, the last of the record by default."""
        return self.landscape.on(day or last_day(self.landscape), known=self.known)

    def difference(self, before: str | date, after: str | date) -> Difference:
        """Return what differs between two days."""
        one, other = (self.landscape.on(day, known=self.known) for day in (before, after))
        return compare(one, other, year=self.year)


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """Declare, for an answer, the options that say which figures and which record are meant."""

    @click.option(
        "--population",
        type=file_type,
        metavar="FILE",
        help="Your own inhabitants of a year, in place of the packaged ones.",
    )
    @click.option(
        "--year",
        type=int,
        help="The year of the inhabitants.  [default: that of FILE, else the newest exact one]",
    )
    @click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY.")
    @answers
    @wraps(command)
    def run(
        *, population: str | None, year: int | None, known: str | None, **options: object
    ) -> None:
        landscape = flanders()
        if population is not None:
            from elzmodel.tables.population import read_population  # noqa: PLC0415 - seldom asked for

            own = read_population(population, year=year)
            landscape, year = landscape.with_figures(own, outside_ok=True), own.day.year
        command(asked=Asked(landscape, known, year), **options)

    return run


@frozen
class TableReader:
    """Reads tables as the options say; what they leave open is guessed."""

    column: str | None
    value: str | None
    delimiter: str | None
    encoding: str | None
    decimal: DecimalSign | None

    def read(self, file: str) -> DelimitedTable:
        """Return the table in a file."""
        return read_delimited(file, **asdict(self))

    def figures(self, file: str) -> FigureColumn:
        """Return the column with figures of the table in a file."""
        return self.read(file).figures(self.value, decimal=self.decimal)


def reads_table(command: Callable[..., None]) -> Callable[..., None]:
    """Declare the options that say how a table is read."""

    @click.option("--column", metavar="NAME", help="The column with codes or names, or its number.")
    @click.option("--value", metavar="NAME", help="The column with figures, or its number.")
    @click.option("--delimiter", metavar="SIGN", help="The sign between cells.")
    @click.option("--encoding", metavar="NAME", help="The encoding.")
    @click.option("--decimal", type=click.Choice([",", "."]), help="The sign before decimals.")
    @wraps(command)
    def run(**options: Any) -> None:  # noqa: ANN401 - those of a command
        said = {each.name: options.pop(each.name) for each in fields(TableReader)}
        command(reader=TableReader(**said), **options)

    return run


def last_day(landscape: Landscape) -> str:
    """Return the last day of the record, empty where it is open."""
    until = landscape.covers.until
    return "" if until is None else eve(until).isoformat()


class _Shown(Protocol):
    """An answer, or whatever else becomes a table."""

    def to_table(self) -> Table: ...


def show(answers: Sequence[Table | _Shown], form: TableForm) -> None:
    """Write tables, and answers as tables, in one form, to where the command is told to.

    What a form does not hold goes to the standard error: notes, and which tables are left out.
    """
    tables = [each if isinstance(each, Table) else each.to_table() for each in answers]
    if form in OF_ONE_TABLE:
        _tell_rest(*tables, form=form)
        tables = tables[:1]
    _write(rendered(tables, form), is_text=form in {"text", "markdown"})


def say(text: str, form: TableForm) -> None:
    """Write what a command answers in words; beside another form, to the standard error."""
    if form == "text":
        _write(f"{text}\n".encode(), is_text=True)
    else:
        click.echo(text, err=True)


def _write(content: bytes, *, is_text: bool) -> None:
    """Write to the file that is asked for, or show; only text in what a terminal can show."""
    output: str | None = click.get_current_context().meta[_OUTPUT]
    if output is not None:
        replace_file(output, content)
    else:
        click.echo(content.decode("utf-8") if is_text else content, nl=False)


def _tell_rest(first: Table, *others: Table, form: TableForm) -> None:
    for note in first.remarks:
        click.echo(note, err=True)
    rest = [f"{other.title} ({plural(len(other), 'row')})" for other in others]
    if rest:
        click.echo(f"Not in {form}, which holds one table: {listed(rest, most=None)}", err=True)
