"""Commands about what might happen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

import click
from attrs import evolve

from elzmodel.cli._language import in_language, misused
from elzmodel.cli._options import (
    Asked,
    asks,
    fail,
    file_type,
    guarded,
    landscape_asked,
    on_option,
    output_file,
    policy_option,
    progress_bar,
    record_option,
    show,
    stream,
)
from elzmodel.cli._reading import TableCommand
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.values import Table, TableForm
from elzmodel.values.text import phrase, said

if TYPE_CHECKING:  # Few commands need scenarios.
    from elzmodel.scenarios import Alternatives, Sweep, SweepRow

__all__ = ["atlas", "sweep", "whatif"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


_OUTCOME_TABLES = (
    *("zones", "municipalities", "thresholds", "borders", "findings", "concerns", "seats"),
    "proposals",
    "rules",
)


area_option = click.option(
    "--area",
    default="Vlaams Gewest",
    show_default=True,
    help="A region, province, arrondissement or other area; all where it is empty.",
)


@click.command(cls=TableCommand)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=file_type,
)
@click.option("--as-of", "day", metavar="DAY", help="Leave out what happened after DAY.")
@policy_option
@click.option("--alternatives", "every", is_flag=True, help="Every way to settle what is open.")
@click.option("--keep-parts", is_flag=True, help="With --alternatives: parts may stay as well.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=1_000,
    show_default=True,
    metavar="N",
    help="With --alternatives: refuse to show more than N, and say how many there are.",
)
@click.option("--dossiers", is_flag=True, help="Say whom it concerns in the packaged dossiers.")
@click.option(
    "--table",
    type=click.Choice(["card", "decisions", *_OUTCOME_TABLES]),
    help="Only one of the tables; with --alternatives, zones gives a row for each zone.",
)
@asks
def whatif(  # noqa: PLR0913 - one argument an option
    files: tuple[str, ...],
    *,
    day: str | None,
    policy: str,
    every: bool,
    keep_parts: bool,
    most: int,
    dossiers: bool,
    table: str | None,
    asked: Asked,
    form: TableForm,
) -> None:
    """Show what the scenario in FILE would do; several stand side by side.

    The exit code is 2 where a scenario cannot be adopted.
    """
    from elzmodel.data.dossier_files import packaged_dossiers as packaged
    from elzmodel.io import load
    from elzmodel.scenarios import (
        Scenario,
        alternatives,
        outcome,
        settle,
        side_by_side,
        suggestions,
    )

    base = _base(asked, day)
    scenarios = [load(file, of=Scenario) for file in files]
    if every:
        ways = [alternatives(base, each, keep_parts=keep_parts) for each in scenarios]
        _require_few(ways, most)
        _show_ways(base, ways, asked.year, form, is_by_zone=table == "zones")
        return
    settled = [settle(base, each, policy=policy, year=asked.year) for each in scenarios]
    given = tuple(packaged()) if dossiers else ()
    outcomes = [outcome(base, each, year=asked.year, dossiers=given) for each in settled]
    if len(outcomes) > 1 and table is None:
        show([side_by_side(outcomes)], form)
        return
    decisions = suggestions(base, scenarios[0], policy=policy, year=asked.year)
    named = {"card": outcomes[0].card(), "decisions": decisions.to_table()}
    named |= dict(zip(_OUTCOME_TABLES, outcomes[0].tables(), strict=True))
    if table is not None:
        show([named[table]], form)
    else:
        show([each for name, each in named.items() if each.rows or name == "card"], form)


def _require_few(ways: Sequence[Alternatives], most: int) -> None:
    """Say how many ways there are before the first; ask or refuse where that is too many."""
    count = sum(each.count for each in ways)
    counted = phrase(
        "{count:number} {count:way|ways} to settle {n:number} open {n:decision|decisions}",
        count=count,
        n=sum(len(each.groups) for each in ways),
    )
    if count <= most:
        click.echo(
            in_language(phrase("There {count:is|are} {counted}.", count=count, counted=counted)),
            err=True,
        )
        return
    if sits_there():
        question = phrase("There are {counted}. Show them all?", counted=counted)
        if click.confirm(in_language(question), err=True):
            return
    raise misused(
        "There are {counted}, more than --most {most}. Say --most {count} for all of them, "
        "or settle some by choices in the file.",
        counted=counted,
        most=most,
        count=count,
    )


def sits_there() -> bool:
    """Tell whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _show_ways(
    base: Landscape,
    ways: Sequence[Alternatives],
    year: int | None,
    form: TableForm,
    *,
    is_by_zone: bool,
) -> None:
    """Show a row for each way; as CSV while they come."""
    from elzmodel.scenarios import sweep, sweep_rows

    head = sweep(base, (), year=year)
    count = sum(each.count for each in ways)
    rows = sweep_rows(base, chain.from_iterable(ways), year=year)
    with progress_bar() as progress:
        pieces = _pieces(rows, lambda done: progress(done, count))
        if form == "csv" and output_file() is None:
            stream(_table(head, piece, is_by_zone=is_by_zone) for piece in pieces)
            return
        every = tuple(chain.from_iterable(pieces))
    show([_table(head, every, is_by_zone=is_by_zone)], form)


PIECE: Final = 500


def _pieces(
    rows: Iterator[SweepRow], progress: Callable[[int], None]
) -> Iterator[tuple[SweepRow, ...]]:
    """Yield rows some hundred at a time, and tell how many there were so far."""
    done = 0
    while piece := tuple(islice(rows, PIECE)):
        done += len(piece)
        progress(done)
        yield piece


def _table(head: Sweep, rows: tuple[SweepRow, ...], *, is_by_zone: bool) -> Table:
    found = evolve(head, rows=rows)
    return (found.by_zone() if is_by_zone else found).to_table()


def _base(asked: Asked, day: str | None) -> Landscape:
    """Return the landscape that scenarios start from, as it was known and as it stood."""
    from elzmodel.scenarios import as_of

    base = asked.as_known()
    return base if day is None else as_of(base, day)


@click.command(cls=TableCommand)
@on_option
@area_option
@click.option("--crossing", is_flag=True, help="Only mergers across zones.")
@click.option("--answers", is_flag=True, help="What each answer to each decision does to zones.")
@asks
def atlas(
    on: str | None, *, area: str, crossing: bool, answers: bool, asked: Asked, form: TableForm
) -> None:
    """Show the mergers of all neighbours: what they cross, what they open."""
    from elzmodel.scenarios import atlas as atlas_of

    base = _base(asked, None)
    with progress_bar() as progress:
        found = atlas_of(base, on=on, area=area or None, year=asked.year, progress=progress)
    if crossing:
        found = found.where(crosses_zones=True)
    show([found.by_answer() if answers else found], form)


@click.command()
@click.argument("file", type=click.Path())
@click.option("--count", default=100_000, show_default=True, help="How many waves are drawn.")
@click.option("--size", default=13, show_default=True, help="How many pairs merge in each.")
@click.option("--seed", default=1, show_default=True, help="Another number gives other waves.")
@on_option
@area_option
@click.option("--figures-year", type=int, help="The year of the inhabitants.")
@click.option(
    "--processes",
    "workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes share the work.",
)
@click.option(
    "--batch", default=10_000, show_default=True, help="How many waves are worked out at a time."
)
@record_option
@guarded
def sweep(  # noqa: PLR0913 - one argument an option
    file: str,
    *,
    count: int,
    size: int,
    seed: int,
    on: str | None,
    area: str,
    figures_year: int | None,
    workers: int,
    batch: int,
) -> None:
    """Draw waves of mergers, and write what each does to the zones.

    Neighbours merge, in pairs. FILE ends in .csv, or in .parquet for a folder with a file
    a batch. The same options
    give the same file, by any number of processes. What was stopped goes on where it was
    when it is asked again; until it is whole, it lies in FILE.parts.
    """
    from concurrent.futures import BrokenExecutor

    from elzmodel.scenarios import WaveSpec, processes, sweep_to

    spec = WaveSpec(seed=seed, count=count, size=size, on=on, area=area or None)
    base, pool = landscape_asked(), processes(workers) if workers > 1 else None
    try:
        with progress_bar() as progress:
            swept = sweep_to(
                file, base, spec, year=figures_year, executor=pool, batch=batch, progress=progress
            )
    except BrokenExecutor:
        expected = said("fewer: they were lost three times. What is finished stays")
        fail(InvalidValueError("number of processes", workers, expected))
    told = phrase(
        "{rows:number} waves on {base} are in {file}.", rows=swept.rows, base=swept.base, file=file
    )
    for text in (told, *swept.notes):
        click.echo(in_language(text))
