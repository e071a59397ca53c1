"""Commands about municipalities, zones and other areas through time."""

from __future__ import annotations

import re

import click
from attrs import frozen

from elzmodel.cli._language import Command, in_language, language
from elzmodel.cli._names import MUNICIPALITY, PLACE, ZONE
from elzmodel.cli._options import (
    TABLES,
    Asked,
    answers,
    asks,
    fail,
    guarded,
    landscape_asked,
    on_option,
    output_option,
    record_option,
    say,
    show,
    table_option,
)
from elzmodel.cli._reading import TableCommand
from elzmodel.errors import ElzError
from elzmodel.landscape import Difference, Snapshot, breaks
from elzmodel.territory import Municipality
from elzmodel.values import Answer, Column, Finding, Table, TableForm, columns, eve
from elzmodel.values.text import Label, said, term
from elzmodel.views.mergers import merger_days, merger_year
from elzmodel.zones import Zone

__all__ = ["diff", "explain", "history", "locate"]
__all__ += ["mergers", "outlines", "partitions", "zone", "zones"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.command(cls=TableCommand)
@click.argument("of_year", metavar="YEAR", type=int)
@table_option
@asks
def mergers(of_year: int, asked: Asked, form: TableForm, table: str | None) -> None:
    """Show what merged in YEAR, what changed zone, and what breaks in tables."""
    register = asked.landscape.register
    days = merger_days(register, of_year)
    if not days:
        starts = {merged.period.start for merged, _ in register.mergers()}
        years = sorted({str(start.year) for start in starts if start})
        template = "No mergers are recorded in {year}; there are in {years:list all}."
        say(said(template, year=of_year, years=years), form)
        return
    found = [asked.difference(eve(day), day) for day in days]
    if form == "text" and table is None:
        screens = (merger_year(asked.landscape, each, lang=language()) for each in found)
        say("\n\n".join(screens), form)
    else:
        show([each for difference in found for each in _tables(difference, table)], form)


def _tables(difference: Difference, only: str | None) -> list[Table]:
    tables = (*difference.tables(), breaks(difference).to_table())
    every: dict[str, Table] = dict(zip(TABLES, tables, strict=True))
    return list(every.values()) if only is None else [every[only]]


@click.command(cls=TableCommand)
@click.argument("before", metavar="DAY")
@click.argument("after", metavar="DAY")
@table_option
@asks
def diff(before: str, after: str, asked: Asked, form: TableForm, table: str | None) -> None:
    """Show what differs between two days: mergers, transfers, zones, names."""
    difference = asked.difference(before, after)
    if not difference and form == "text":
        say(said("Nothing differs between {before} and {after}.", before=before, after=after), form)
        return
    tables = _tables(difference, table)
    show([each for each in tables if each.rows or form != "text"] or tables[:1], form)


@click.command(cls=TableCommand)
@on_option
@asks
def zones(on: str | None, asked: Asked, form: TableForm) -> None:
    """List the zones of a day with their municipalities and inhabitants."""
    snapshot = asked.on(on)
    if not snapshot.zones and form == "text":
        why = snapshot.zone_map.why_no_zones
        say(said("No zones on {day}.[ {why}]", day=snapshot.day, why=why), form)
        return
    show([snapshot.to_table(year=asked.year)], form)


@click.command(cls=TableCommand)
@click.argument("key", type=ZONE, metavar="ZONE")
@on_option
@asks
def zone(key: str, on: str | None, asked: Asked, form: TableForm) -> None:
    """Show one ZONE on a day: members, inhabitants, thresholds, what is open."""
    snapshot = asked.on(on)
    from elzmodel.views import zone_card

    show([zone_card(snapshot, key, year=asked.year)], form)


@click.command(cls=Command)
@click.argument("key", type=PLACE, metavar="PLACE")
@record_option
@answers
def history(key: str, form: TableForm) -> None:
    """Show what happened to a municipality's land, or to a zone."""
    show([landscape_asked().history(key)], form)


@click.command(cls=Command)
@click.argument("key", type=MUNICIPALITY, metavar="MUNICIPALITY")
@click.option("--on", metavar="DAY", required=True, help="The day that is asked about.")
@click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY.")
@record_option
@answers
def explain(key: str, on: str, known: str | None, form: TableForm) -> None:
    """Say where a MUNICIPALITY was on a day, and which events and sources say so."""
    show([landscape_asked().explain(key, on=on, known=known)], form)


def _look(on: str | None) -> Snapshot:
    return Asked(landscape_asked(), known=None, year=None).on(on)


_OF_EACH = ("nis=municipalities.nis", "municipality=municipalities.name", "zones=zones.name")


@columns("place", "village", *_OF_EACH, "notes=notes.message")
@frozen
class _Found:
    """Where a place lies that was asked for."""

    place: str
    village: str | None
    municipalities: tuple[Municipality, ...]
    zones: tuple[Zone, ...]
    notes: tuple[Finding, ...]


@click.command(cls=Command)
@click.argument("places", type=MUNICIPALITY, metavar="PLACE...", nargs=-1, required=True)
@click.option("--postal-code", metavar="CODE", help="Which of the places of that name is meant.")
@on_option
@record_option
@answers
def locate(
    places: tuple[str, ...], *, postal_code: str | None, on: str | None, form: TableForm
) -> None:
    """Show where each PLACE lies: its municipality and its zones.

    A PLACE is a municipality, a village, a district, or a postal code. Those of one
    name are told apart by a postal code or a municipality: "2980 Halle", "Halle
    (Zoersel)". One that can mean several places is refused with all of them.
    """
    snapshot, found, problems = _look(on), list[_Found](), list[ElzError]()
    for place in places:
        try:
            found.append(_found(snapshot, place, postal_code))
        except ElzError as error:
            problems.append(error)
    if problems:
        fail(*problems)
    notes = (snapshot.zone_map.why_no_zones,)
    show(
        [Answer(title=said("Places on {day}", day=snapshot.day), rows=tuple(found), notes=notes)],
        form,
    )


def _found(snapshot: Snapshot, place: str, postal_code: str | None) -> _Found:
    """Return where a place lies, which may have a postal code before it or be one."""
    from elzmodel.landscape.places import doubts

    name: str | None = place
    written = re.fullmatch(r"(\d{4})(?:\s+(.+))?", place.strip())
    if written is not None and postal_code is None:
        postal_code, name = written.groups()
    if name is not None:
        at = snapshot.locate(name, postal_code=postal_code)
        village = at.village.name if at.village else None
        return _Found(place, village, (at.municipality,), at.zones, at.notes)
    code = snapshot.places.postal_code(postal_code or "")
    land = snapshot.layout.living(code.parts)
    municipalities, zones = snapshot.layout.holding(land), snapshot.zone_map.holding(land)
    notes = tuple(doubts(code.code, snapshot.disagreements))
    return _Found(place, None, municipalities, zones, notes)


_BY = "zone, municipality, part, province, region, or a KIND that `partitions` lists."


@click.command(cls=Command)
@click.option("--by", default="zone", metavar="LEVEL", help=_BY, show_default=True)
@on_option
@output_option
@record_option
@guarded
def outlines(*, by: str, on: str | None, output: str | None) -> None:
    """Write the outlines of a day's areas as GeoJSON, in longitude and latitude.

    The standard error says whom to name beside every picture of them, and which
    areas have no outline. FILE is replaced whole or not at all.
    """
    from json import dumps

    from elzmodel.values.saving import replace_file

    snapshot = _look(on)
    found = snapshot.to_geojson(by=by)
    text = dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    if output is None:
        click.echo(text.encode("utf-8"), nl=False)  # RFC 7946 knows no other encoding
    else:
        replace_file(output, text)
    areas, without = found["features"], [f["id"] for f in found["features"] if not f["geometry"]]
    about = said(
        "{n:number} {n:area|areas} by {by} on {day}, {lacking:number} without outline"
        "[: {without:list}]",
        n=len(areas),
        by=Label(by),
        day=snapshot.day,
        lacking=len(without),
        without=without,
    )
    why = "" if areas else snapshot.partition(by).why_no_zones
    owed = said("Attribution: {names}", names=found.get("attribution", ""))
    for line in (about, why, owed if "attribution" in found else ""):
        if line:
            click.echo(in_language(line), err=True)


@click.command(cls=Command)
@click.argument("kind", metavar="[KIND]", default="")
@on_option
@click.option("--cuts", is_flag=True, help="Only the zones that lie in several areas of KIND.")
@record_option
@answers
def partitions(kind: str, *, on: str | None, cuts: bool, form: TableForm) -> None:
    """List the KINDs of areas, such as police zones, or the municipalities of one KIND.

    For one KIND the zones are shown as well that lie in several of its areas.
    """
    landscape = landscape_asked()
    snapshot = Asked(landscape, known=None, year=None).on(on)
    if not (kind or cuts):
        known = {of: zoning.first for of, zoning in landscape.partitions.items()}
        areas = {of: len(snapshot.partition(of).zones) for of in known}
        head = Column("kind"), Column("areas", "count"), Column("since", "day"), Column("reason")
        rows = [
            (of, areas[of], first.day, term(first.reason)) for of, first in known.items() if first
        ]
        show([Table(said("Partitions on {day}", day=snapshot.day), head, rows)], form)
        return
    found, cut = snapshot.partition(kind), snapshot.zones_cut_by(kind)
    members = [
        (area.id, area.name, municipality.nis, municipality.name)
        for area in found.zones
        for municipality in snapshot.layout.holding(found.parts_by_zone[area.id])
    ]
    head = Column("area"), Column("name"), Column("nis", "code"), Column("municipality")
    title = said("Municipalities by {kind} on {day}", kind=Label(kind), day=snapshot.day)
    notes = [found.why_no_zones]
    table = Table(title, head, members, list(filter(None, notes)))
    show([cut] if cuts else [table] if kind == snapshot.zone_map.kind else [table, cut], form)
