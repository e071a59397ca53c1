"""Commands about tables and lists that people have."""

from __future__ import annotations

import click
from attrs import evolve

from elzmodel.cli._options import FOUND, Asked, asks, form_option, guarded, show
from elzmodel.data import flanders

__all__ = [
    "crosswalk",
    "lint_official_list",
    "match",
]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--column", metavar="NAME", help="The column with codes or names, or its number.")
@click.option("--delimiter", metavar="SIGN", help="The sign between cells.  [default: guessed]")
@click.option("--encoding", metavar="NAME", help="The encoding.  [default: guessed]")
@click.option("--repeats", is_flag=True, help="A municipality may stand in several rows.")
@click.option("--table", type=click.Choice(["periods", "problems"]), help="Only one of the tables.")
@form_option
@guarded
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
    from elzmodel.tables.delimited import read_delimited

    read = read_delimited(file, column=column, delimiter=delimiter, encoding=encoding)
    found = flanders().vintage([cell.text for cell in read.keys], repeats_ok=repeats)
    periods = found.to_table()
    notes = (*periods.notes, f"Read as: {'; '.join(read.notes)}.")
    tables = {"periods": evolve(periods, notes=notes)}
    if found.problems or table == "problems":
        tables["problems"] = found.problem_table(where=read.places)
    show([tables[table]] if table else list(tables.values()), form)
    if not found.is_clean:
        raise SystemExit(FOUND)


@click.command()
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--column", metavar="NAME", help="The column with codes, or its number.")
@click.option("--value", metavar="NAME", help="The column with counts, or its number.")
@form_option
@asks
def crosswalk(  # noqa: PLR0913, PLR0917 - one argument an option
    before: str,
    after: str,
    file: str | None,
    column: str | None,
    value: str | None,
    asked: Asked,
    form: str,
) -> None:
    """Carry counts in FILE from the municipalities of one day to those of another.

    Without FILE the map itself is shown. Codes that are not of the day FROM are
    refused; cells without a figure stay missing, and the sums are compared.
    """
    walk = asked.landscape.crosswalk(before, after, year=asked.year)
    if file is None:
        show([walk.to_table()], form)
        return
    from elzmodel.tables.delimited import read_delimited

    read = read_delimited(file, column=column, value=value)
    counts = {row.key.text.strip(): row.figure.total for row in read.figures(value).rows}
    show([walk.apply(counts, kind="count").to_table()], form)


@click.command("lint-list")
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
@form_option
@guarded
def lint_official_list(file: str, links: str | None, layout: str, form: str) -> None:
    """Find errors in an official list: codes, periods, parents, links, weights.

    The exit code is 0 for a clean list, 1 for findings and 2 for a file that
    cannot be read.
    """
    from elzmodel.lists import lint_list, lint_table
    from elzmodel.lists.files import LAYOUTS, read_list

    findings = lint_list(read_list(file, links=links, layout=LAYOUTS[layout]))
    if not findings and form == "text":
        click.echo(f"No findings in {file}.")
        return
    show([lint_table(findings, title=f"{len(findings)} findings in {file}")], form)
    if findings:
        raise SystemExit(FOUND)
