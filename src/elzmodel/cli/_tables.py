"""Commands about tables and lists that people have."""

from __future__ import annotations

from collections.abc import Iterator

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
from elzmodel.landscape import KeyRows, Vintage
from elzmodel.values import Table, TableForm, findings_table
from elzmodel.values.text import in_words

__all__ = ["crosswalk", "lint_official_list", "match"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.command()
@click.argument("file", type=file_type)
@click.option(
    "--repeats", "--repeats-ok", is_flag=True, help="A municipality may stand in several rows."
)
@click.option(
    "--table", type=click.Choice(["periods", "kinds", "problems"]), help="Only one of the tables."
)
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
    rows = [KeyRows.at(place) for place in given.places]
    found = flanders().vintage(keys, repeats_ok=repeats, rows=rows)
    if table == "problems":
        title = found.problems.title
        show([findings_table(found.problems, title=title, placed=True)], form)
    else:
        show(list(_matched(found, f"Read as: {'; '.join(given.notes)}.", table)), form)
    if not found.is_clean:
        raise SystemExit(FOUND)


def _matched(found: Vintage, note: str, table: str | None) -> Iterator[Table]:
    """Yield the periods, with what was understood of the table, and the kinds of problems."""
    periods = found.fits.to_table()
    if table != "kinds":
        yield evolve(periods, notes=(*periods.notes, note))
    if table == "kinds" or (found.problems and table is None):
        kinds = tuple(
            evolve(kind, what_to_do=in_words(kind.what_to_do, door="cli")) for kind in found.kinds
        )
        yield evolve(found.kinds, rows=kinds, notes=(_EACH,)).to_table()


_EACH = "Each of them, with its place: --table problems."


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
