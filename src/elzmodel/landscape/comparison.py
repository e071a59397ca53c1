"""What differs between two days, and what that breaks in other people's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property
from typing import assert_never

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.territory import Change, Crosswalk, CrosswalkRow, Municipality, Refinement, crosswalk
from elzmodel.values import Basis, Cell, Column, EventId, PartId, SourceId, Table, Total, ZoneId
from elzmodel.zones import Assign, Zone, crosses_zones, zone_flows

__all__ = [
    "Break",
    "BreakKind",
    "ChangedZone",
    "Difference",
    "Merger",
    "Renamed",
    "Transfer",
    "breaks",
    "breaks_table",
    "compare",
]


@frozen
class Merger:
    """Two or more whole municipalities that became one (*fusie*).

    *members* are in order of code. *continues* is the member whose body goes
    on, if one does. *crosses_zones* tells whether the members' zones differed;
    it is false where no zones were.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> mergers = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")).mergers
        >>> [merger.result.name for merger in mergers if merger.crosses_zones]
        ['Antwerpen', 'Hasselt', 'Tongeren-Borgloon']
    """

    members: tuple[Municipality, ...]
    result: Municipality
    continues: Municipality | None
    zones_before: tuple[ZoneId, ...]
    zones_after: tuple[ZoneId, ...]
    crosses_zones: bool
    inhabitants: Total | None


@frozen
class Transfer:
    """Land that went from one zone to another.

    *before* and *after* are the municipality that held it on either day; they
    differ where it merged. *event* is the assignment that says so.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> difference = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"))
        >>> [transfer.before.name for transfer in difference.transfers]
        ['Borsbeek', 'Ranst', 'Middelkerke', 'De Haan', 'Borgloon', 'Kortessem']
    """

    before: Municipality
    after: Municipality
    parts: tuple[PartId, ...]
    origin: Zone
    to: Zone
    inhabitants: Total | None
    event: EventId
    reason: str
    basis: Basis
    sources: tuple[SourceId, ...]

    @property
    def is_by_merger(self) -> bool:
        """Whether the land also came to another municipality."""
        return self.before.parts != self.after.parts


@frozen
class Renamed:
    """A zone that goes on under another name.

    Example:
        >>> from datetime import date
        >>> from elzmodel.values import Period
        >>> Renamed(Zone("x", "Old", Period()), Zone("x", "New", Period())).after.name
        'New'
    """

    before: Zone
    after: Zone


@frozen
class ChangedZone:
    """A zone that holds other land than before.

    *change* is what came in less what went out, in inhabitants; it can be
    exact where the totals are only bounds. It is ``None`` where that is not
    known, or where a decision about land of the zone was opened or settled.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> changed = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021).changed_zones
        >>> [(str(c.before), c.change) for c in changed if c.zone.id == "antwerpen-oost"]
        [('>=12,991', 11077)]
    """

    zone: Zone
    municipalities_before: tuple[Municipality, ...]
    municipalities_after: tuple[Municipality, ...]
    before: Total | None
    after: Total | None
    change: int | float | None


@frozen(eq=False)
class Difference:
    """What differs between two days (*verschil*); empty, and false, where nothing does.

    Inhabitants are those of *year*, on the land of each day; *year* is
    ``None`` where there are no figures.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> difference = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"))
        >>> len(difference.mergers), len(difference.transfers), len(difference.renamed)
        (13, 6, 2)
        >>> bool(elz.compare(fl.on("2025-01-01"), fl.on("2025-01-01")))
        False
    """

    before: Snapshot
    after: Snapshot
    year: int | None
    crosswalk: Crosswalk = field(repr=False)
    mergers: tuple[Merger, ...]
    transfers: tuple[Transfer, ...]
    renamed: tuple[Renamed, ...]
    changed_zones: tuple[ChangedZone, ...]

    def __repr__(self) -> str:
        """Count what differs."""
        return (
            f"<Difference from {self.before.day} to {self.after.day}: {len(self.mergers)} mergers, "
            f"{len(self.transfers)} transfers, {len(self.renamed)} renamed zones>"
        )

    def _repr_html_(self) -> str:
        return "\n".join(table.to_html() for table in self.tables())

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(
            self.changes
            or self.transfers
            or self.renamed
            or self.changed_zones
            or self.zones_begun
            or self.zones_ended
            or self.before.decisions != self.after.decisions
            or self.before.layout.of_part.keys() != self.after.layout.of_part.keys()
        )

    @cached_property
    def changes(self) -> tuple[CrosswalkRow, ...]:
        """Every way in which a municipality did not stay the same, by crosswalk row."""
        return tuple(row for row in self.crosswalk.rows if _is_changed(row))

    @property
    def zones_begun(self) -> tuple[Zone, ...]:
        """The zones that exist only on the later day."""
        return tuple(z for z in self.after.zones if z.id not in self.before.zone_map.of_id)

    @property
    def zones_ended(self) -> tuple[Zone, ...]:
        """The zones that exist only on the earlier day."""
        return tuple(z for z in self.before.zones if z.id not in self.after.zone_map.of_id)

    def tables(self) -> tuple[Table, ...]:
        """Return the difference as tables: mergers, transfers, changed zones, renamed zones.

        Example:
            >>> import elzmodel as elz
            >>> fl = elz.flanders()
            >>> [len(t) for t in elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")).tables()]
            [13, 6, 10, 2]
        """
        note = (f"Inhabitants on {self.year}-01-01.",) if self.year else ()
        return (
            _table("Mergers", _MERGER, map(_merger_row, self.mergers), note),
            _table("Transfers between zones", _TRANSFER, map(_transfer_row, self.transfers), note),
            _table("Zones that changed", _CHANGED, map(_changed_row, self.changed_zones), note),
            _table("Renamed zones", _RENAMED, map(_renamed_row, self.renamed), ()),
        )


_MERGER = (
    Column("nis_before"),
    Column("members"),
    Column("nis_after", "code"),
    Column("result"),
    Column("inhabitants", "total"),
    Column("zones_before"),
    Column("zones_after"),
    Column("crosses_zones"),
)
_TRANSFER = (
    Column("nis_before", "code"),
    Column("municipality"),
    Column("nis_after", "code"),
    Column("now_in"),
    Column("inhabitants", "total"),
    Column("from_zone"),
    Column("to_zone"),
    Column("reason"),
    Column("sources"),
)
_CHANGED = (
    Column("zone"),
    Column("name"),
    Column("municipalities_before", "number", "before"),
    Column("municipalities_after", "number", "after"),
    Column("inhabitants_before", "total"),
    Column("inhabitants_after", "total"),
    Column("change", "change"),
)
_RENAMED = (Column("zone"), Column("before"), Column("after"))


def _table(
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
    notes: tuple[str, ...],
) -> Table:
    return Table(title, columns, rows, notes)


def _merger_row(merger: Merger) -> tuple[Cell, ...]:
    return (
        tuple(str(member.nis) for member in merger.members),
        tuple(member.name for member in merger.members),
        merger.result.nis,
        merger.result.name,
        merger.inhabitants,
        merger.zones_before,
        merger.zones_after,
        merger.crosses_zones,
    )


def _transfer_row(transfer: Transfer) -> tuple[Cell, ...]:
    return (
        transfer.before.nis,
        transfer.before.name,
        transfer.after.nis,
        transfer.after.name,
        transfer.inhabitants,
        transfer.origin.name,
        transfer.to.name,
        transfer.reason,
        transfer.sources,
    )


def _changed_row(changed: ChangedZone) -> tuple[Cell, ...]:
    return (
        changed.zone.id,
        changed.zone.name,
        len(changed.municipalities_before),
        len(changed.municipalities_after),
        changed.before,
        changed.after,
        changed.change,
    )


def _renamed_row(renamed: Renamed) -> tuple[Cell, ...]:
    return (renamed.after.id, renamed.before.name, renamed.after.name)


def compare(before: Snapshot, after: Snapshot, *, year: int | None = None) -> Difference:
    """Return what differs between two days.

    Args:
        before: The earlier day.
        after: The later day; the days may come from different landscapes with
            the same parts.
        year: The year of the inhabitants; the newest that *after* has by
            default.

    Raises:
        InvalidValueError: If either is not a `Snapshot`.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> difference = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)
        >>> [(c.zone.name, str(c.after), c.change) for c in difference.changed_zones][1]
        ('Haspengouw', '70,797', -19566)
    """
    _require_snapshots(before, after)
    years = after.figures.years("population")
    chosen = year if year is not None else (years[-1] if years else None)
    return Difference(
        before=before,
        after=after,
        year=chosen,
        crosswalk=crosswalk(before.layout, after.layout),
        mergers=tuple(_mergers(before, after, chosen)),
        transfers=tuple(_transfers(before, after, chosen)),
        renamed=tuple(_renamed(before, after)),
        changed_zones=tuple(_changed_zones(before, after, chosen)),
    )


def _require_snapshots(*values: object) -> None:
    for value in values:
        if not isinstance(value, Snapshot):
            expected = "a day of a landscape, such as flanders().on('2025-01-01')"
            raise InvalidValueError("snapshot", value, expected)


def _inhabitants(snapshot: Snapshot, parts: Iterable[PartId], year: int | None) -> Total | None:
    return None if year is None else snapshot.figures.total(parts, kind="population", year=year)


def _mergers(before: Snapshot, after: Snapshot, year: int | None) -> Iterator[Merger]:
    for result in after.municipalities:
        holding = before.layout.holding(result.parts)
        members = tuple(m for m in holding if after.layout.covers(result, m.parts))
        if len(members) > 1:
            zones = [before.zone_map.split(member.parts) for member in members]
            same_body = [member for member in members if member.unit == result.unit]
            yield Merger(
                members=members,
                result=result,
                continues=same_body[0] if same_body else None,
                zones_before=_sorted_zones(zone for of in zones for zone in of),
                zones_after=_sorted_zones(after.zone_map.split(result.parts)),
                crosses_zones=crosses_zones(zones),
                inhabitants=_inhabitants(after, result.parts, year),
            )


def _sorted_zones(zones: Iterable[ZoneId | None]) -> tuple[ZoneId, ...]:
    return tuple(sorted({zone for zone in zones if zone is not None}))


def _transfers(before: Snapshot, after: Snapshot, year: int | None) -> list[Transfer]:
    found = []
    for flow in zone_flows(before.zone_map, after.zone_map):
        if flow.origin is None or flow.to is None:
            continue
        origin, to = before.zone_map.of_id[flow.origin], after.zone_map.of_id[flow.to]
        for (old, new, event), parts in _by_municipality(flow.parts, before, after).items():
            inhabitants = _inhabitants(after, parts, year)
            head = (event.id, event.reason, event.basis, event.sources)
            found.append(Transfer(old, new, tuple(parts), origin, to, inhabitants, *head))
    return sorted(found, key=lambda transfer: (transfer.before.nis or "", transfer.parts))


def _by_municipality(
    parts: Iterable[PartId], before: Snapshot, after: Snapshot
) -> dict[tuple[Municipality, Municipality, Assign], list[PartId]]:
    groups: dict[tuple[Municipality, Municipality, Assign], list[PartId]] = {}
    for part in parts:
        event = after.assignment(part)
        assert event is not None, "land in a zone was assigned to it"  # noqa: S101 - for mypy
        for old in before.layout.holding((part,)):
            for new in after.layout.holding((part,)):
                groups.setdefault((old, new, event), []).append(part)
    return groups


def _renamed(before: Snapshot, after: Snapshot) -> Iterator[Renamed]:
    for zone in after.zones:
        old = before.zone_map.of_id.get(zone.id)
        if old is not None and old.name != zone.name:
            yield Renamed(old, zone)


def _changed_zones(before: Snapshot, after: Snapshot, year: int | None) -> Iterator[ChangedZone]:
    cuts = (before.layout.refinement, after.layout.refinement)
    refinement = max(cuts, key=lambda each: len(each.cuts))
    for zone in after.zones:
        old = before.zone_map.of_id.get(zone.id)
        if old is None:
            continue
        was, now = (set(s.zone_map.decided_parts(zone.id)) for s in (before, after))
        gained, lost = _beyond(now, was, refinement), _beyond(was, now, refinement)
        if gained or lost:
            was_open, now_open = (s.zone_map.possible_parts(zone.id) for s in (before, after))
            yield ChangedZone(
                zone=zone,
                municipalities_before=before.municipalities_of(old),
                municipalities_after=after.municipalities_of(zone),
                before=None if year is None else before.population(old, year=year),
                after=None if year is None else after.population(zone, year=year),
                change=None if was_open != now_open else _net(after, gained, lost, year),
            )


def _beyond(land: set[PartId], other: set[PartId], refinement: Refinement) -> set[PartId]:
    """Return the parts of *land* that do not lie in *other* for certain."""
    return {part for part in land if not refinement.covers(other, (part,))}


def _net(
    after: Snapshot, gained: set[PartId], lost: set[PartId], year: int | None
) -> int | float | None:
    come, gone = _inhabitants(after, gained, year), _inhabitants(after, lost, year)
    if come is None or gone is None or come.value is None or gone.value is None:
        return None
    net = come.value - gone.value
    return net if isinstance(net, int) else float(net)


def _is_changed(row: CrosswalkRow) -> bool:
    one, other = row.before, row.after
    places = (one.province, one.arrondissement, one.region)
    moved = places != (other.province, other.arrondissement, other.region)
    return row.change is not Change.UNCHANGED or moved or one.unit != other.unit


class BreakKind(Enum):
    """In which way a join or a comparison goes wrong.

    Example:
        >>> BreakKind.MORE_LAND.value
        'same code, other land'
    """

    NEW_CODE = "same name, new code"
    MORE_LAND = "same code, other land"
    OTHER_PROVINCE = "other province"
    OTHER_ARRONDISSEMENT = "other arrondissement"


@frozen
class Break:
    """One municipality of before whose row in a table no longer means what it did.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = breaks(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> [str(b) for b in found if b.kind is BreakKind.OTHER_PROVINCE]
        ['Zwijndrecht: Antwerpen > Oost-Vlaanderen']
    """

    kind: BreakKind
    before: Municipality
    after: Municipality

    def __str__(self) -> str:
        """Show what changed, in the terms of its kind."""
        one, other = self.before, self.after
        match self.kind:
            case BreakKind.NEW_CODE:
                return f"{one.name} {one.nis} > {other.nis}"
            case BreakKind.MORE_LAND:
                return f"{one.name} {one.nis}"
            case BreakKind.OTHER_PROVINCE:
                return f"{one.name}: {one.province or 'none'} > {other.province or 'none'}"
            case BreakKind.OTHER_ARRONDISSEMENT:
                return f"{one.name}: {one.arrondissement} > {other.arrondissement}"
            case _:
                assert_never(self.kind)


def breaks(difference: Difference) -> tuple[Break, ...]:
    """Return what a join on codes or names, or a sum by province, will not notice.

    By kind, then by code. A municipality may appear under several kinds.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = breaks(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> [b.before.name for b in found if b.kind is BreakKind.MORE_LAND]
        ['Antwerpen']
    """
    found = [broken for row in difference.crosswalk.rows for broken in _of_row(row)]
    kinds = list(BreakKind)
    return tuple(sorted(found, key=lambda b: (kinds.index(b.kind), b.before.nis or "")))


def _of_row(row: CrosswalkRow) -> Iterator[Break]:
    one, other = row.before, row.after
    if one.name == other.name and one.nis != other.nis:
        yield Break(BreakKind.NEW_CODE, one, other)
    if one.nis == other.nis and one.parts != other.parts:
        yield Break(BreakKind.MORE_LAND, one, other)
    if one.province != other.province:
        yield Break(BreakKind.OTHER_PROVINCE, one, other)
    if one.arrondissement != other.arrondissement:
        yield Break(BreakKind.OTHER_ARRONDISSEMENT, one, other)


def breaks_table(difference: Difference) -> Table:
    """Return what breaks as a `Table`, one row a municipality and kind.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> len(breaks_table(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"))))
        10
    """
    columns = (
        Column("kind"),
        Column("nis_before", "code"),
        Column("name_before"),
        Column("nis_after", "code"),
        Column("name_after"),
        Column("what"),
    )
    rows = (
        (b.kind.value, b.before.nis, b.before.name, b.after.nis, b.after.name, str(b))
        for b in breaks(difference)
    )
    return Table("What breaks in your tables", columns, rows)
