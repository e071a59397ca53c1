"""Commands about what might happen."""

from __future__ import annotations

import click

from elzmodel.cli._options import (
    Asked,
    asks,
    file_type,
    on_option,
    policy_option,
    progress_bar,
    show,
)
from elzmodel.cli._reading import TableCommand
from elzmodel.landscape import Landscape
from elzmodel.values import TableForm

__all__ = ["atlas", "whatif"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


_OUTCOME_TABLES = (
    *("zones", "municipalities", "thresholds", "borders", "findings", "concerns", "seats"),
    "proposals",
    "rules",
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
        sweep,
    )

    base = _base(asked, day)
    scenarios = [load(file, of=Scenario) for file in files]
    if every:
        ways = [a for s in scenarios for a in alternatives(base, s, keep_parts=keep_parts)]
        with progress_bar() as progress:
            found = sweep(base, ways, year=asked.year, progress=progress, chunk=10)
        show([found.by_zone() if table == "zones" else found], form)
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


def _base(asked: Asked, day: str | None) -> Landscape:
    """Return the landscape that scenarios start from, as it was known and as it stood."""
    from elzmodel.scenarios import as_of

    base = asked.as_known()
    return base if day is None else as_of(base, day)


@click.command(cls=TableCommand)
@on_option
@click.option(
    "--area",
    default="Vlaams Gewest",
    show_default=True,
    help="A region, province, arrondissement or other area; all where it is empty.",
)
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
