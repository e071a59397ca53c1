"""The command line: parse, call one function, print what it returns.

What only one command needs is imported inside it: every command starts faster.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import json
import warnings
from functools import wraps
from typing import TYPE_CHECKING, Literal, NoReturn

import click
from attrs import evolve, frozen

from elzmodel.data import flanders
from elzmodel.errors import ElzError, ElzWarning
from elzmodel.landscape import Landscape, breaks_table, compare, history_table
from elzmodel.values import Column, Table, eve
from elzmodel.views import merger_days, merger_year, zone_card

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from elzmodel.landscape import Difference, Snapshot
    from elzmodel.values import Source

__all__ = ["main"]

_FOUND = 1
_CANNOT = 2

_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to write the tables.",
)
_on = click.option("--on", metavar="DAY", help="The day.  [default: the last day of the record]")
_TABLES = ("mergers", "transfers", "zones", "renamed", "breaks")
_table = click.option(
    "--table", type=click.Choice(_TABLES), help="Only one of the tables; csv takes one at a time."
)


def _fail(error: Exception) -> NoReturn:
    click.echo(f"Error: {error}", err=True)
    raise SystemExit(_CANNOT)


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
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
class _Asked:
    """What is asked of the landscape: which figures, and as known when."""

    landscape: Landscape
    known: str | None
    year: int | None

    def on(self, day: str) -> Snapshot:
        return self.landscape.on(day, known=self.known)

    def difference(self, before: str | date, after: str | date) -> Difference:
        one, other = (self.landscape.on(day, known=self.known) for day in (before, after))
        return compare(one, other, year=self.year)


def _asks(command: Callable[..., None]) -> Callable[..., None]:
    """Declare the options that say which figures and which record are meant."""

    @click.option(
        "--population",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Inhabitants of a newer year, as Statbel publishes them.",
    )
    @click.option("--year", type=int, help="The year of the inhabitants.  [default: the newest]")
    @click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY.")
    @_guarded
    @wraps(command)
    def run(
        *, population: str | None, year: int | None, known: str | None, **options: object
    ) -> None:
        landscape = flanders()
        if population is not None:
            from elzmodel.data.population import read_population

            landscape = landscape.with_figures(read_population(population), outside_ok=True)
        command(asked=_Asked(landscape, known, year), **options)

    return run


def _last_day(landscape: Landscape) -> str:
    until = landscape.covers.until
    return "" if until is None else eve(until).isoformat()


def _show(tables: Sequence[Table], form: str) -> None:
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="elzmodel")
def main() -> None:
    """Flemish municipalities and first-line zones (eerstelijnszones), through time.

    Days are written as 2025-01-01. Tables go to the standard output, errors to
    the standard error; the exit code is 2 when a question cannot be answered.
    """


@main.command()
@click.argument("of_year", metavar="YEAR", type=int)
@_format
@_table
@_asks
def mergers(of_year: int, asked: _Asked, form: str, table: str | None) -> None:
    """Show what merged in YEAR, what changed zone, and what breaks in tables."""
    register = asked.landscape.register
    days = merger_days(register, of_year)
    if not days:
        starts = {merged.period.start for merged, _ in register.mergers()}
        years = sorted({str(start.year) for start in starts if start})
        click.echo(f"No mergers are recorded in {of_year}; there are in {', '.join(years)}.")
        return
    found = [asked.difference(eve(day), day) for day in days]
    if form == "text" and table is None:
        click.echo("\n\n".join(merger_year(asked.landscape, each) for each in found))
    else:
        _show([each for difference in found for each in _tables(difference, table, form)], form)


def _tables(difference: Difference, only: str | None, form: str) -> list[Table]:
    tables = (*difference.tables(), breaks_table(difference))
    every: dict[str, Table] = dict(zip(_TABLES, tables, strict=True))
    if only is not None:
        return [every[only]]
    return [every["mergers"]] if form == "csv" else list(every.values())


@main.command()
@click.argument("before", metavar="DAY")
@click.argument("after", metavar="DAY")
@_format
@_table
@_asks
def diff(before: str, after: str, asked: _Asked, form: str, table: str | None) -> None:
    """Show what differs between two days: mergers, transfers, zones, names."""
    difference = asked.difference(before, after)
    if not difference and form == "text":
        click.echo(f"Nothing differs between {before} and {after}.")
        return
    tables = _tables(difference, table, form)
    _show([each for each in tables if each.rows or form != "text"] or tables[:1], form)


@main.command()
@_on
@_format
@_asks
def zones(on: str | None, asked: _Asked, form: str) -> None:
    """List the zones of a day with their municipalities and inhabitants."""
    snapshot = asked.on(on or _last_day(asked.landscape))
    if not snapshot.zones and form == "text":
        click.echo(f"No zones on {snapshot.day}. {snapshot.zone_map.before_the_first()}")
        return
    _show([snapshot.to_table(year=asked.year)], form)


@main.command()
@click.argument("key", metavar="ZONE")
@_on
@_format
@_asks
def zone(key: str, on: str | None, asked: _Asked, form: str) -> None:
    """Show one ZONE on a day: members, inhabitants, thresholds, what is open."""
    snapshot = asked.on(on or _last_day(asked.landscape))
    _show([zone_card(snapshot, key, year=asked.year)], form)


@main.command()
@click.argument("key", metavar="PLACE")
@_format
@_guarded
def history(key: str, form: str) -> None:
    """Show what happened to a municipality's land, or to a zone."""
    _show([history_table(flanders().history(key), title=f"History of {key}")], form)


@main.command()
@click.argument("key", metavar="MUNICIPALITY")
@click.option("--on", metavar="DAY", required=True, help="The day that is asked about.")
@click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY.")
@_format
@_guarded
def explain(key: str, on: str, known: str | None, form: str) -> None:
    """Say where a MUNICIPALITY was on a day, and which events and sources say so."""
    _show([flanders().explain(key, on=on, known=known).to_table()], form)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--column", metavar="NAME", help="The column with codes or names, or its number.")
@click.option("--delimiter", metavar="SIGN", help="The sign between cells.  [default: guessed]")
@click.option("--encoding", metavar="NAME", help="The encoding.  [default: guessed]")
@click.option("--repeats", is_flag=True, help="A municipality may stand in several rows.")
@click.option("--table", type=click.Choice(["periods", "problems"]), help="Only one of the tables.")
@_format
@_guarded
def match(  # noqa: PLR0913 - one argument an option
    file: str,
    *,
    column: str | None,
    delimiter: str | None,
    encoding: str | None,
    repeats: bool,
    table: str | None,
    form: str,
) -> None:
    """Find the year of a FILE with codes or names of municipalities, and what does not fit.

    The exit code is 0 when all fits one period, and 1 when something does not.
    """
    from elzmodel.data.delimited import read_delimited

    read = read_delimited(file, column=column, delimiter=delimiter, encoding=encoding)
    found = flanders().vintage([cell.text for cell in read.keys], repeats_ok=repeats)
    periods = found.to_table()
    notes = (*periods.notes, f"Read as: {'; '.join(read.notes)}.")
    tables = {"periods": evolve(periods, notes=notes)}
    if found.problems or table == "problems":
        tables["problems"] = found.problem_table(where=read.places)
    _show([tables[table]] if table else list(tables.values()), form)
    if not found.is_clean:
        raise SystemExit(_FOUND)


@main.command()
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--column", metavar="NAME", help="The column with codes, or its number.")
@click.option("--value", metavar="NAME", help="The column with counts, or its number.")
@_format
@_asks
def crosswalk(  # noqa: PLR0913, PLR0917 - one argument an option
    before: str,
    after: str,
    file: str | None,
    column: str | None,
    value: str | None,
    asked: _Asked,
    form: str,
) -> None:
    """Carry counts in FILE from the municipalities of one day to those of another.

    Without FILE the map itself is shown. Codes that are not of the day FROM are
    refused; cells without a figure stay missing, and the sums are compared.
    """
    walk = asked.landscape.crosswalk(before, after, year=asked.year)
    if file is None:
        _show([walk.to_table()], form)
        return
    from elzmodel.data.delimited import read_delimited

    read = read_delimited(file, column=column, value=value)
    counts = {row.key.text.strip(): row.figure.total for row in read.figures(value).rows}
    _show([walk.apply(counts, kind="count").to_table()], form)


@main.command("lint-list")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--links", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="A file of links."
)
@click.option(
    "--layout",
    type=click.Choice(["plain", "refnis"]),
    default="plain",
    show_default=True,
    help="How the files are laid out.",
)
@_format
@_guarded
def lint_official_list(file: str, links: str | None, layout: str, form: str) -> None:
    """Find errors in an official list: codes, periods, parents, links, weights.

    The exit code is 0 for a clean list, 1 for findings and 2 for a file that
    cannot be read.
    """
    from elzmodel.data.list_files import read_list
    from elzmodel.data.list_layouts import LAYOUTS
    from elzmodel.territory.lists import lint_list, lint_table

    findings = lint_list(read_list(file, links=links, layout=LAYOUTS[layout]))
    if not findings and form == "text":
        click.echo(f"No findings in {file}.")
        return
    _show([lint_table(findings, title=f"{len(findings)} findings in {file}")], form)
    if findings:
        raise SystemExit(_FOUND)


@main.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--alone", is_flag=True, help="Look at the format only, not at ids and the record.")
@_format
@_guarded
def check_files(files: tuple[str, ...], *, alone: bool, form: str) -> None:
    """Check each FILE that people wrote by hand: format, ids, the record.

    The exit code is 0 where nothing is wrong, 1 where something is, and 2 where
    a file cannot be read as a document at all.
    """
    from elzmodel.io import check_document, problems_table

    within = None if alone else flanders()
    problems = [problem for file in files for problem in check_document(file, within=within)]
    if form == "text":
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        where = f"{len(files)} file{'' if len(files) == 1 else 's'}"
        click.echo("\n".join([*map(str, problems), f"{count} in {where}"]))
    else:
        _show([problems_table(problems)], form)
    if problems:
        raise SystemExit(_CANNOT if any(each.is_unreadable for each in problems) else _FOUND)


@main.command()
@click.argument("file")
@click.argument("to", metavar="TO")
@click.option("--form", type=click.Choice(["yaml", "json"]), help="[default: by the name of TO]")
@_guarded
def convert(file: str, to: str, form: Literal["yaml", "json"] | None) -> None:
    """Write the document FILE again as TO, in the newest format; comments are lost."""
    from elzmodel.io import dump, load

    dump(load(file), to, form=form)


@main.command("schema")
@click.argument("kind", metavar="KIND")
@_guarded
def schema_of_kind(kind: str) -> None:
    """Print the JSON Schema of a KIND of document, for editors; the kind is events."""
    from elzmodel.io import schema

    click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))


@main.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@_format
@_guarded
def sources(ids: tuple[str, ...], form: str) -> None:
    """List the sources behind the packaged data, all or by ID."""
    chosen = [s for s in flanders().sources.values() if not ids or s.id in ids]
    if form == "text":
        click.echo("\n\n".join(str(_card(source)) for source in chosen))
        return
    names = ("id", "grade", "title", "date", "place", "licence", "note")
    rows = [(s.id, s.grade.value, s.title, s.date, s.place, s.licence, s.note) for s in chosen]
    _show([Table("Sources", tuple(map(Column, names)), rows)], form)


def _card(source: Source) -> Table:
    pairs = {
        "grade": f"{source.grade.value}, {source.grade.meaning}",
        "date": source.date,
        "place": source.place,
        "licence": source.licence,
        "note": source.note,
    }
    known = [(name, value) for name, value in pairs.items() if value]
    return Table.of_pairs(f"{source.id}: {source.title}", known)
