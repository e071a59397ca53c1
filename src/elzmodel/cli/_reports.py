"""The commands that write pages: a report in one file, and an atlas in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from elzmodel.cli._language import in_language, language, misused
from elzmodel.cli._names import DOSSIER
from elzmodel.cli._options import (
    file_type,
    guarded,
    landscape_asked,
    last_day,
    on_option,
    output_option,
    progress_bar,
    record_option,
    with_events,
    within_option,
)
from elzmodel.cli._reading import TableCommand, busy, reads_table, source_of, table_file
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.tables.options import Reading
from elzmodel.values.text import said

__all__ = ["report", "site"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.command(cls=TableCommand)
@click.argument("key", type=DOSSIER, metavar="ZONE|FILE")
@output_option
@on_option
@click.option("--as-of", metavar="DAY", help="Of a scenario: leave out what happened after DAY.")
@click.option("--figures-year", type=int, help="The year of the inhabitants.")
@click.option(
    "--figures",
    "tables",
    metavar="FILE",
    multiple=True,
    type=table_file,
    help="A table of your own about municipalities; may be said more than once.",
)
@click.option(
    "--scenario",
    "scenarios",
    metavar="FILE",
    multiple=True,
    type=file_type,
    help="A scenario, of which it is told what it does to ZONE; may be said more than once.",
)
@click.option("--names", is_flag=True, help="Show persons by name instead of by pseudonym.")
@within_option
@record_option
@reads_table
@guarded
def report(  # noqa: PLR0913 - one argument an option
    key: str,
    *,
    output: str | None,
    on: str | None,
    as_of: str | None,
    figures_year: int | None,
    tables: tuple[str, ...],
    scenarios: tuple[str, ...],
    names: bool,
    events: tuple[str, ...],
    reading: Reading,
) -> None:
    """Write what is known of a ZONE, or what a scenario in FILE does, as one page for a browser.

    FILE may hold a dossier of your own as well. The page is one file that holds all it
    shows: it opens without a network, on a phone, and prints. Persons are not named
    unless they are asked for.
    """
    from elzmodel.io import load
    from elzmodel.scenarios import Scenario
    from elzmodel.views import report as report_of

    if reading and not tables:
        raise misused("It is said how a table is read, and not which: FILE is lacking.")
    landscape = with_events(events, landscape_asked())
    how: dict[str, Any] = {"year": figures_year, "names": names, "lang": language()}
    subject, how["dossiers"] = _subject(key)
    if isinstance(subject, Scenario):
        if on is not None or tables or scenarios:
            raise misused("--on, --figures and --scenario are about a ZONE.")
        landscape = _as_of(landscape, as_of)
    elif as_of is not None:
        raise misused("--as-of is about a scenario.")
    else:
        how["on"] = on or last_day(landscape)
        how["figures"] = _tables(tables, landscape, reading)
        how["scenarios"] = [load(file, of=Scenario) for file in scenarios]
    page = report_of(landscape, subject, **how)
    if output is None:
        click.echo(page.html.encode("utf-8"), nl=False)
    else:
        page.save(output)


def _subject(key: str) -> tuple[Any, Any]:
    """Return what a report is about, and the dossier that is given with it."""
    from elzmodel.dossiers import Dossier
    from elzmodel.io import load
    from elzmodel.scenarios import Scenario

    if not Path(key).is_file():
        return key, None
    found = load(key)
    if isinstance(found, Dossier):
        return found.zone_id, [found]
    if isinstance(found, Scenario):
        return found, None
    raise InvalidValueError("subject of a report", key, said("a scenario or a dossier in the file"))


def _as_of(landscape: Landscape, day: str | None) -> Landscape:
    from elzmodel.scenarios import as_of

    return landscape if day is None else as_of(landscape, day)


def _tables(files: tuple[str, ...], landscape: Landscape, reading: Reading) -> list[Any]:
    """Return tables of figures, read as it is said."""
    from elzmodel.tables import read_table

    found = []
    for file in files:
        with busy("Reading {file}", file=file):
            found.append(read_table(source_of(file), landscape, **reading))
    return found


@click.command(cls=TableCommand)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--scenario",
    "scenarios",
    metavar="FILE",
    multiple=True,
    type=file_type,
    help="A scenario to lay beside the record; may be said more than once.",
)
@click.option(
    "--figures",
    "tables",
    metavar="FILE",
    multiple=True,
    type=table_file,
    help="A table of your own, as layers of the map and on each page; may be said more than once.",
)
@within_option
@record_option
@reads_table
@guarded
def site(
    folder: str,
    *,
    scenarios: tuple[str, ...],
    tables: tuple[str, ...],
    events: tuple[str, ...],
    reading: Reading,
) -> None:
    """Write an atlas into DIR: pages of all zones and municipalities, for any browser.

    It has a map through time, a search, and a page for each zone and municipality, each
    day on which something happened, and each scenario. Open index.html; no server is
    needed. DIR is new, empty, or an earlier atlas, whose place the new one takes.
    """
    from elzmodel.io import load
    from elzmodel.scenarios import Scenario
    from elzmodel.views import site as write_site

    if reading and not tables:
        raise misused("It is said how a table is read, and not which: FILE is lacking.")
    landscape = with_events(events, landscape_asked())
    laid = [load(file, of=Scenario) for file in scenarios]
    figures = _tables(tables, landscape, reading)
    with progress_bar() as progress:
        written = write_site(
            landscape,
            folder,
            scenarios=laid,
            figures=figures,
            lang=language(),
            progress=progress,
        )
    size = sum((Path(folder) / name).stat().st_size for name in written)
    told = said(
        "{n:number} files, {size:number} kB. Open {page}.",
        n=len(written),
        size=round(size / 1000),
        page=str(Path(folder) / "index.html"),
    )
    click.echo(in_language(told), err=True)
