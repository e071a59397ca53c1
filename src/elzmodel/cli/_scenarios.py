"""Commands about what might happen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, TypeVar

import click
from attrs import evolve

from elzmodel.cli._language import Command, in_language, is_seen, misused
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
from elzmodel.cli._together import needs, rules_out
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.values import Table, TableForm
from elzmodel.values.text import Phrase, phrase, said

if TYPE_CHECKING:  # Few commands need scenarios.
    from elzmodel.scenarios import Alternatives, MergerSets, Outcome, SweepRow

__all__ = ["atlas", "shares", "sweep", "whatif"]

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
    "--front",
    is_flag=True,
    help="With --alternatives: only those that nothing beats, found without listing all.",
)
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
    front: bool,
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
        best_alternatives,
        outcome,
        settle,
        side_by_side,
        suggestions,
    )

    needs("--alternatives", "keep_parts", "front", "most", is_there=every)
    rules_out("--alternatives", "policy", "dossiers", is_there=every)
    rules_out("--front", "table", is_there=front)
    if every and table not in {None, "zones"}:
        raise misused("--alternatives goes with no --table but zones.")
    rules_out(said("several FILEs"), "table", is_there=len(files) > 1 and not every)
    base = _base(asked, day)
    scenarios = [load(file, of=Scenario) for file in files]
    if every and front:
        show(
            [
                best_alternatives(base, each, year=asked.year, keep_parts=keep_parts)
                for each in scenarios
            ],
            form,
        )
        return
    if every:
        ways = [alternatives(base, each, keep_parts=keep_parts) for each in scenarios]
        _require_few(ways, most)
        _show_ways(base, ways, asked.year, form, is_by_zone=table == "zones")
        return
    settled = [settle(base, each, policy=policy, year=asked.year) for each in scenarios]
    given = tuple(packaged()) if dossiers else ()
    outcomes = [outcome(base, each, year=asked.year, dossiers=given) for each in settled]
    if len({each.year for each in outcomes}) > 1:
        year = _common_year(outcomes)
        outcomes = [outcome(base, each, year=year, dossiers=given) for each in settled]
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


def _common_year(outcomes: Sequence[Outcome]) -> int | None:
    """Return the newest year whose inhabitants are exact for all outcomes, so that they compare."""
    days = (day.layout for each in outcomes for day in (each.before, each.after))
    return outcomes[0].base.figures.newest("population", *days)


def _require_few(ways: Sequence[Alternatives], most: int) -> None:
    """Say how many ways there are before the first; ask or refuse where that is too many."""
    count = sum(each.count for each in ways)
    counted = phrase(
        "{count:number} {count:way|ways} to settle {n:number} open {n:decision|decisions}",
        count=count,
        n=sum(len(each.groups) for each in ways),
    )
    if count <= most:
        told = phrase("There {count:is|are} {counted}.", count=count, counted=counted)
        click.echo(in_language(told), err=True)
    elif not _is_agreed(counted):
        raise misused(
            "There are {counted}, more than --most {most}. Say --most {count} for all of them, "
            "--front for those that nothing beats, or settle some by choices in the file.",
            counted=counted,
            most=most,
            count=count,
        )


def _is_agreed(counted: Phrase) -> bool:
    """Ask whether many are to be shown, where somebody sits there."""
    question = phrase("There are {counted}. Show them all?", counted=counted)
    return sits_there() and click.confirm(in_language(question), err=True)


def sits_there() -> bool:
    """Tell whether somebody sits there who can be asked."""
    return is_seen(sys.stdin) and is_seen(sys.stderr)


def _show_ways(
    base: Landscape,
    ways: Sequence[Alternatives],
    year: int | None,
    form: TableForm,
    *,
    is_by_zone: bool,
) -> None:
    """Show a row for each way."""
    from elzmodel.scenarios import sweep, sweep_rows

    head = sweep(base, (), year=year)
    count = sum(each.count for each in ways)
    rows = sweep_rows(base, chain.from_iterable(ways), year=year)

    def table(rows: tuple[SweepRow, ...]) -> Table:
        found = evolve(head, rows=rows)
        return (found.by_zone() if is_by_zone else found).to_table()

    _show_many(rows, count, table, form)


def _show_many(
    rows: Iterator[_Row], count: int, table: Callable[[tuple[_Row, ...]], Table], form: TableForm
) -> None:
    """Show many rows as one table; as CSV while they come."""
    with progress_bar() as progress:
        pieces = _pieces(rows, lambda done: progress(done, count))
        if form == "csv" and output_file() is None:
            stream(map(table, pieces))
            return
        every = tuple(chain.from_iterable(pieces))
    show([table(every)], form)


_Row = TypeVar("_Row")
PIECE: Final = 500


def _pieces(rows: Iterator[_Row], progress: Callable[[int], None]) -> Iterator[tuple[_Row, ...]]:
    """Yield rows some hundred at a time, and tell how many there were so far."""
    done = 0
    while (piece := tuple(islice(rows, PIECE))) or not done:
        done += len(piece)
        progress(done)
        yield piece
        if not piece:
            return


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
@click.option(
    "--sets",
    "mergers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Every set of N disjoint mergers, in place of one at a time.",
)
@click.option("--triples", is_flag=True, help="With --sets: three may merge as well.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=1_000,
    show_default=True,
    metavar="N",
    help="With --sets: refuse to show more than N.",
)
@asks
def atlas(  # noqa: PLR0913 - one argument an option
    on: str | None,
    *,
    area: str,
    crossing: bool,
    answers: bool,
    mergers: int | None,
    triples: bool,
    most: int,
    asked: Asked,
    form: TableForm,
) -> None:
    """Show the mergers of all neighbours: what they cross, what they open."""
    from elzmodel.scenarios import atlas as atlas_of
    from elzmodel.scenarios import merger_sets

    needs("--sets", "triples", "most", is_there=mergers is not None)
    base = _base(asked, None)
    if mergers is not None:
        if crossing or answers:
            raise misused("--sets goes without --crossing and without --answers.")
        sets = merger_sets(
            base, mergers=mergers, triples=triples, on=on, area=area or None, year=asked.year
        )
        _show_sets(sets, most, form)
        return
    with progress_bar() as progress:
        found = atlas_of(base, on=on, area=area or None, year=asked.year, progress=progress)
    if crossing:
        found = found.where(crosses_zones=True)
    show([found.by_answer() if answers else found], form)


def _show_sets(sets: MergerSets, most: int, form: TableForm) -> None:
    """Show a row for each set; ask or refuse where they are too many."""
    if sets.is_over(most):
        counted = phrase("more than {most:number} sets of mergers", most=most)
        if not _is_agreed(counted):
            raise misused(
                "There are {counted}. Say --most with a larger number for more of them, or --area "
                "for those of a smaller one.",
                counted=counted,
            )
    count = sets.count
    click.echo(
        in_language(phrase("{count:number} {count:set|sets} of mergers.", count=count)), err=True
    )
    _show_many(iter(sets), count, lambda rows: sets.answer(rows).to_table(), form)


_WISH: Final = "NAMES=CHANCE"


def _wishes(
    _: click.Context, __: click.Parameter, wishes: Sequence[str]
) -> dict[tuple[str, ...], float]:
    """Read wishes as they are typed: names with a + between them, and their chance."""
    found = {}
    for wish in wishes:
        names, _equals, chance = wish.partition("=")
        try:
            found[tuple(name.strip() for name in names.split("+"))] = float(chance or 1)
        except ValueError:
            raise misused("{wish!r} is no wish: say one as Alken+Wellen=0.8.", wish=wish) from None
    return found


@click.command(cls=TableCommand)
@click.option("--count", default=1_000, show_default=True, help="How many waves are drawn.")
@click.option("--size", default=13, show_default=True, help="How many mergers are in each.")
@click.option("--seed", default=1, show_default=True, help="Another number gives other waves.")
@on_option
@area_option
@policy_option
@click.option(
    "--wish",
    "wishes",
    metavar=_WISH,
    multiple=True,
    callback=_wishes,
    help="Who wish to merge, as Alken+Wellen=0.8; may be said more than once.",
)
@click.option(
    "--halving",
    default=15_000.0,
    show_default=True,
    help="How many inhabitants more of the smallest member make a merger half as likely.",
)
@click.option(
    "--across-provinces",
    default=0.1,
    show_default=True,
    help="How likely mergers across provinces are beside others.",
)
@click.option(
    "--triples", default=0.1, show_default=True, help="The share of mergers of three in all."
)
@click.option("--any", "is_any", is_flag=True, help="Draw any pairs of neighbours, all as likely.")
@asks
def shares(  # noqa: PLR0913 - one argument an option
    *,
    count: int,
    size: int,
    seed: int,
    on: str | None,
    area: str,
    policy: str,
    wishes: dict[tuple[str, ...], float],
    halving: float,
    across_provinces: float,
    triples: float,
    is_any: bool,
    asked: Asked,
    form: TableForm,
) -> None:
    """Draw waves of mergers that could be, and show in what share each zone is touched.

    It loses members, falls below the minimum size, or has to be chosen or not.
    """
    from elzmodel.scenarios import PlausibleWaveSpec, WaveSpec, zone_shares

    plausible = ("wishes", "halving", "across_provinces", "triples")
    rules_out("--any", *plausible, is_there=is_any)
    if is_any:
        spec = WaveSpec(seed=seed, count=count, size=size, on=on, area=area or None)
    else:
        spec = PlausibleWaveSpec(
            seed=seed,
            count=count,
            size=size,
            on=on,
            area=area or None,
            halving=halving,
            across_provinces=across_provinces,
            triples=triples,
            wishes=wishes,
            year=asked.year,
        )
    with progress_bar() as progress:
        found = zone_shares(
            _base(asked, None), spec, policy=policy, year=asked.year, progress=progress
        )
    show([found], form)


@click.command(cls=Command)
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
