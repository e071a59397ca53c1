"""One zone on one day: its members, their inhabitants, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.values import Column, Table
from elzmodel.zones import MINIMUM, TARGET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.landscape import Snapshot
    from elzmodel.values import Cell
    from elzmodel.zones import Zone

__all__ = ["zone_card"]


def zone_card(snapshot: Snapshot, key: str | Zone, *, year: int | None = None) -> Table:
    """Return the members of a zone on a day, with inhabitants and notes.

    A member that lies only partly in the zone has its inhabitants there, as
    bounds where the parts are not known.

    Args:
        snapshot: The day.
        key: The zone, or its id, name or alias.
        year: The year of the inhabitants; the newest that there is by default.

    Raises:
        UnknownIdError: If there is no such zone.
        NotOnDayError: If it does not exist on that day.

    Example:
        >>> from elzmodel import flanders
        >>> card = zone_card(flanders().on("2025-01-01"), "haspengouw", year=2021)
        >>> print(card.notes[0])
        In all 70,797 inhabitants on 2021-01-01.
    """
    zone = snapshot.zone(key)
    years = snapshot.figures.years("population")
    chosen = year if year is not None else (years[-1] if years else None)
    columns = (
        Column("nis", "code"),
        Column("municipality"),
        Column("inhabitants", "total"),
        Column("province"),
        Column("in_zone", label="in the zone"),
    )
    title = f"{zone.name} ({zone.id}) on {snapshot.day}"
    rows = tuple(_rows(snapshot, zone, chosen))
    return Table(title, columns, rows, tuple(_notes(snapshot, zone, chosen)))


def _rows(snapshot: Snapshot, zone: Zone, year: int | None) -> Iterator[tuple[Cell, ...]]:
    land = set(snapshot.zone_map.decided_parts(zone.id))
    for municipality in snapshot.municipalities_of(zone):
        mine = tuple(part for part in municipality.parts if part in land)
        whole = len(mine) == len(municipality.parts)
        total = None if year is None else snapshot.figures.total(mine, kind="population", year=year)
        where = "whole" if whole else ", ".join(mine)
        yield (municipality.nis, municipality.name, total, municipality.province, where)


def _notes(snapshot: Snapshot, zone: Zone, year: int | None) -> Iterator[str]:
    if year is not None:
        total = snapshot.population(zone, year=year)
        yield f"In all {total} inhabitants on {year}-01-01."
        for rule in (MINIMUM, TARGET):
            yield f"{rule}: {rule.band(total).value}."
        if total.missing:
            yield f"Not known apart: {', '.join(total.missing)}."
    for point in snapshot.decisions:
        if zone.id in point.candidates:
            yield f"Undecided: {', '.join(point.parts)} ({' or '.join(point.candidates)})."
