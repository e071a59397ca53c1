"""What all commands share: their options, how errors and tables are written."""

from __future__ import annotations

import json
import warnings
from functools import wraps
from typing import TYPE_CHECKING, NoReturn

import click
from attrs import frozen

from elzmodel.data import flanders
from elzmodel.errors import ElzError, ElzWarning
from elzmodel.landscape import Landscape, compare
from elzmodel.values import eve

__all__ = [
    "CANNOT",
    "FOUND",
    "TABLES",
    "Asked",
    "asks",
    "form_option",
    "guarded",
    "last_day",
    "on_option",
    "show",
    "table_option",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from elzmodel.landscape import Difference, Snapshot
    from elzmodel.values import Table


FOUND = 1
CANNOT = 2

form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to write the tables.",
)
on_option = click.option(
    "--on", metavar="DAY", help="The day.  [default: the last day of the record]"
)
TABLES = ("mergers", "transfers", "zones", "renamed", "breaks")
table_option = click.option(
    "--table", type=click.Choice(TABLES), help="Only one of the tables; csv takes one at a time."
)


def _fail(error: Exception) -> NoReturn:
    click.echo(f"Error: {error}", err=True)
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
                _fail(error)
        for warning in caught:
            click.echo(f"Warning: {warning.message}", err=True)

    return run


@frozen
class Asked:
    """What is asked of the landscape: which figures, and as known when."""

    landscape: Landscape
    known: str | None
    year: int | None

    def on(self, day: str) -> Snapshot:
        """Return a day of what is asked about."""
        return self.landscape.on(day, known=self.known)

    def difference(self, before: str | date, after: str | date) -> Difference:
        """Return what differs between two days."""
        one, other = (self.landscape.on(day, known=self.known) for day in (before, after))
        return compare(one, other, year=self.year)


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """Declare the options that say which figures and which record are meant."""

    @click.option(
        "--population",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Inhabitants of a newer year, as Statbel publishes them.",
    )
    @click.option("--year", type=int, help="The year of the inhabitants.  [default: the newest]")
    @click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY.")
    @guarded
    @wraps(command)
    def run(
        *, population: str | None, year: int | None, known: str | None, **options: object
    ) -> None:
        landscape = flanders()
        if population is not None:
            from elzmodel.tables.population import read_population  # noqa: PLC0415 - seldom asked for

            landscape = landscape.with_figures(read_population(population), outside_ok=True)
        command(asked=Asked(landscape, known, year), **options)

    return run


def last_day(landscape: Landscape) -> str:
    """Return the last day of the record, empty where it is open."""
    until = landscape.covers.until
    return "" if until is None else eve(until).isoformat()


def show(tables: Sequence[Table], form: str) -> None:
    """Write tables in one form; JSON of several is a list."""
    match form:
        case "csv":
            text = tables[0].to_csv()
        case "json" if len(tables) == 1:
            text = tables[0].to_json()
        case "json":
            values = [json.loads(table.to_json()) for table in tables]
            text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
        case "markdown":
            text = "\n".join(table.to_markdown() for table in tables)
        case _:
            text = "\n\n".join(table.to_text() for table in tables) + "\n"
    click.echo(text, nl=False)
