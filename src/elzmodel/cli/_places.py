"""Commands about municipalities and zones through time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from elzmodel.cli._options import (
    TABLES,
    Asked,
    asks,
    form_option,
    guarded,
    last_day,
    on_option,
    show,
    table_option,
)
from elzmodel.data import flanders
from elzmodel.landscape import breaks_table, history_table
from elzmodel.values import Table, eve
from elzmodel.views import merger_days, merger_year, zone_card

__all__ = [
    "diff",
    "explain",
    "history",
    "mergers",
    "zone",
    "zones",
]

if TYPE_CHECKING:
    from elzmodel.landscape import Difference


@click.command()
@click.argument("of_year", metavar="YEAR", type=int)
@form_option
@table_option
@asks
def mergers(of_year: int, asked: Asked, form: str, table: str | None) -> None:
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
        show([each for difference in found for each in _tables(difference, table, form)], form)


def _tables(difference: Difference, only: str | None, form: str) -> list[Table]:
    tables = (*difference.tables(), breaks_table(difference))
    every: dict[str, Table] = dict(zip(TABLES, tables, strict=True))
    if only is not None:
        return [every[only]]
    return [every["mergers"]] if form == "csv" else list(every.values())


@click.command()
@click.argument("before", metavar="DAY")
@click.argument("after", metavar="DAY")
@form_option
@table_option
@asks
def diff(before: str, after: str, asked: Asked, form: str, table: str | None) -> None:
    """Show what differs between two days: mergers, transfers, zones, names."""
    difference = asked.difference(before, after)
    if not difference and form == "text":
        click.echo(f"Nothing differs between {before} and {after}.")
        return
    tables = _tables(difference, table, form)
    show([each for each in tables if each.rows or form != "text"] or tables[:1], form)


@click.command()
@on_option
@form_option
@asks
def zones(on: str | None, asked: Asked, form: str) -> None:
    """List the zones of a day with their municipalities and inhabitants."""
    snapshot = asked.on(on or last_day(asked.landscape))
    if not snapshot.zones and form == "text":
        click.echo(f"No zones on {snapshot.day}. {snapshot.zone_map.before_the_first()}")
        return
    show([snapshot.to_table(year=asked.year)], form)


@click.command()
@click.argument("key", metavar="ZONE")
@on_option
@form_option
@asks
def zone(key: str, on: str | None, asked: Asked, form: str) -> None:
    """Show one ZONE on a day: members, inhabitants, thresholds, what is open."""
    snapshot = asked.on(on or last_day(asked.landscape))
    show([zone_card(snapshot, key, year=asked.year)], form)


@click.command()
@click.argument("key", metavar="PLACE")
@form_option
@guarded
def history(key: str, form: str) -> None:
    """Show what happened to a municipality's land, or to a zone."""
    show([history_table(flanders().history(key), title=f"History of {key}")], form)


@click.command()
@click.argument("key", metavar="MUNICIPALITY")
@click.option("--on", metavar="DAY", required=True, help="The day that is asked about.")
@click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY.")
@form_option
@guarded
def explain(key: str, on: str, known: str | None, form: str) -> None:
    """Say where a MUNICIPALITY was on a day, and which events and sources say so."""
    show([flanders().explain(key, on=on, known=known).to_table()], form)
