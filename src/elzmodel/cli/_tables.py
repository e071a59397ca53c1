"""Commands about tables and lists that people have."""

from __future__ import annotations

import click
from attrs import evolve

from elzmodel.cli._options import (
    FOUND,
    Asked,
    TableReader,
    answers,
    asks,
    file_type,
    reads_table,
    say,
    show,
)
from elzmodel.data import flanders
from elzmodel.values import TableForm, findings_table

__all__ = ["crosswalk", "lint_official_list", "match"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.command()
@click.argument("file", type=file_type)
@click.option("--repeats", is_flag=True, help="A municipality may stand in several rows.")
@click.option("--table", type=click.Choice(["periods", "problems"]), help="Only one of the tables.")
@reads_table
@answers
def match(
    file: str, *, repeats: bool, table: str | None, reader: TableReader, form: TableForm
) -> None:
    """Find the year of a FILE with codes or names of municipalities, and what does not fit.

    The exit code is 0 when all fits one period, and 1 when something does not.
    """
    given = reader.read(file)
    keys = [cell.text for cell in given.keys]
    found = flanders().vintage(keys, repeats_ok=repeats, places=given.places)
    periods = found.fits.to_table()
    notes = (*periods.notes, f"Read as: {'; '.join(given.notes)}.")
    tables = {"periods": evolve(periods, notes=notes)}
    if found.problems or table == "problems":
        title = found.problems.title
        tables["problems"] = findings_table(found.problems, title=title, placed=True)
    show([tables[table]] if table else list(tables.values()), form)
    if not found.is_clean:
        raise SystemExit(FOUND)


@click.command()
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@click.argument("file", required=False, type=file_type)
@reads_table
@asks
def crosswalk(
    before: str, after: str, file: str | None, *, reader: TableReader, asked: Asked, form: TableForm
) -> None:
    """Carry counts in FILE from the municipalities of one day to those of another.

    Without FILE the map itself is shown. Codes that are not of the day FROM are
    refused; cells without a figure stay missing, and the sums are compared.
    """
    walk = asked.landscape.crosswalk(before, after, year=asked.year)
    if file is None:
        show([walk], form)
        return
    counts = {row.key.text.strip(): row.figure.total for row in reader.figures(file).rows}
    show([walk.apply(counts, kind="count").figures], form)


@click.command("lint-list")
@click.argument("file", type=file_type)
@click.option("--links", type=file_type, metavar="FILE", help="A file of links.")
@click.option(
    "--layout",
    type=click.Choice(["plain", "refnis"]),
    default="plain",
    show_default=True,
    help="How the files are laid out.",
)
@answers
def lint_official_list(file: str, links: str | None, layout: str, form: TableForm) -> None:
    """Find errors in an official list: codes, periods, parents, links, weights.

    The exit code is 0 for a clean list, 1 for findings and 2 for a file that
    cannot be read.
    """
    from elzmodel.lists import lint_list
    from elzmodel.lists.files import LAYOUTS, read_list

    findings = lint_list(read_list(file, links=links, layout=LAYOUTS[layout]))
    if not findings and form == "text":
        say(f"No findings in {file}.", form)
        return
    title = f"{len(findings)} findings in {file}"
    show([findings_table(findings, title=title, placed=True)], form)
    if findings:
        raise SystemExit(FOUND)
