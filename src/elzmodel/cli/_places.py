"""Commands about municipalities and zones through time."""

from __future__ import annotations

import click

from elzmodel.cli._options import TABLES, Asked, answers, asks, on_option, show, table_option
from elzmodel.data import flanders
from elzmodel.landscape import Difference, breaks
from elzmodel.values import Table, eve
from elzmodel.views import merger_year, zone_card
from elzmodel.views.mergers import merger_days

__all__ = ["diff", "explain", "history", "mergers", "zone", "zones"]


@click.command()
@click.argument("of_year", metavar="YEAR", type=int)
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
    tables = (*difference.tables(), breaks(difference).to_table())
    every: dict[str, Table] = dict(zip(TABLES, tables, strict=True))
    if only is not None:
        return [every[only]]
    return [every["mergers"]] if form == "csv" else list(every.values())


@click.command()
@click.argument("before", metavar="DAY")
@click.argument("after", metavar="DAY")
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
@asks
def zones(on: str | None, asked: Asked, form: str) -> None:
    """List the zones of a day with their municipalities and inhabitants."""
    snapshot = asked.on(on)
    if not snapshot.zones and form == "text":
        click.echo(f"No zones on {snapshot.day}. {snapshot.zone_map.why_no_zones}")
        return
    show([snapshot.to_table(year=asked.year)], form)


@click.command()
@click.argument("key", metavar="ZONE")
@on_option
@asks
def zone(key: str, on: str | None, asked: Asked, form: str) -> None:
    """Show one ZONE on a day: members, inhabitants, thresholds, what is open."""
    snapshot = asked.on(on)
    show([zone_card(snapshot, key, year=asked.year)], form)


@click.command()
@click.argument("key", metavar="PLACE")
@answers
def history(key: str, form: str) -> None:
    """Show what happened to a municipality's land, or to a zone."""
    show([flanders().history(key)], form)


@click.command()
@click.argument("key", metavar="MUNICIPALITY")
@click.option("--on", metavar="DAY", required=True, help="The day that is asked about.")
@click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY.")
@answers
def explain(key: str, on: str, known: str | None, form: str) -> None:
    """Say where a MUNICIPALITY was on a day, and which events and sources say so."""
    show([flanders().explain(key, on=on, known=known)], form)
