"""What differs between two days, and what that breaks in other people's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property
from typing import TypeVar, assert_never

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.snapshot import Snapshot, year_or_newest
from elzmodel.territory import Change, Crosswalk, CrosswalkRow, Municipality, Refinement, crosswalk
from elzmodel.territory.crosswalks import rows_of_others
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Basis, EventId, PartId, SourceId, Table, Total, ZoneId
from elzmodel.values.answers import Answer, columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.ids import grouped
from elzmodel.values.text import said, term
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
    "compare",
]

Row = TypeVar("Row")


@columns(
    "nis_before=members.nis",
    "members=members.name",
    "nis_after=result.nis",
    "unit_after=result.unit",
    "result=result.name",
    "inhabitants",
    "zones_before",
    "zones_after",
    "crosses_zones",
    kinds={"unit_after": "id"},
)
@frozen
class Merger:
    """Two or more whole municipalities that became one (*fusie*).

    *members* are in order of code. *continues* is the member whose body goes
    on, if one does. *crosses_zones* tells whether the members' zones differed on
    the earlier day, and is ``None`` where they were in none.

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
    crosses_zones: bool | None
    inhabitants: Total | None


@columns(
    "nis_before=before.nis",
    "municipality=before.name",
    "nis_after=after.nis",
    "now_in=after.name",
    "inhabitants",
    "from_zone=origin.name",
    "to_zone=to.name",
    "reason",
    "sources",
)
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


@columns("zone=after.id", "before=before.name", "after=after.name")
@frozen
class Renamed:
    """A zone that goes on under another name."""

    before: Zone
    after: Zone


@columns(
    "zone=zone.id",
    "name=zone.name",
    "municipalities_before=count_before",
    "municipalities_after=count_after",
    "inhabitants_before=before",
    "inhabitants_after=after",
    "change",
    kinds={"change": "change"},
    labels={"municipalities_before": "before", "municipalities_after": "after"},
)
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
        [('12,991-542,408', 11077)]
    """

    zone: Zone
    municipalities_before: tuple[Municipality, ...]
    municipalities_after: tuple[Municipality, ...]
    before: Total | None
    after: Total | None
    change: int | float | None

    @property
    def count_before(self) -> int:
        """How many municipalities had land in it."""
        return len(self.municipalities_before)

    @property
    def count_after(self) -> int:
        """How many municipalities have land in it."""
        return len(self.municipalities_after)


@frozen(cache_hash=True)
class Difference(Held):
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
    mergers: Answer[Merger]
    transfers: Answer[Transfer]
    renamed: Answer[Renamed]
    changed_zones: Answer[ChangedZone]

    def __repr__(self) -> str:
        """Count what differs."""
        return (
            f"<Difference from {self.before.day} to {self.after.day}: {len(self.mergers)} mergers, "
            f"{len(self.transfers)} transfers, {len(self.renamed)} renamed zones>"
        )

    def to_card(self) -> Card:
        """Return what differs, counted, with its tables."""
        counts = (
            ("mergers", len(self.mergers)),
            ("transfers", len(self.transfers)),
            ("renamed zones", len(self.renamed)),
            ("zones changed", len(self.changed_zones)),
        )
        title = said("From {one} to {other}", one=self.before.day, other=self.after.day)
        return Card(title, counts, tables=self.tables())

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
            or self.before.layout.by_part.keys() != self.after.layout.by_part.keys()
        )

    @cached_property
    def crosswalk(self) -> Crosswalk:
        """The map that carries figures from the municipalities of the earlier day."""
        return crosswalk(self.before.layout, self.after.layout)

    @cached_property
    def changes(self) -> Answer[CrosswalkRow]:
        """Every way in which a municipality did not stay the same, by crosswalk row."""
        rows = filter(_is_changed, rows_of_others(self.before.layout, self.after.layout))
        return _answer(said("Municipalities that changed"), CrosswalkRow, rows)

    @property
    def zones_begun(self) -> tuple[Zone, ...]:
        """The zones that exist only on the later day."""
        return tuple(z for z in self.after.zones if z.id not in self.before.zone_map.by_id)

    @property
    def zones_ended(self) -> tuple[Zone, ...]:
        """The zones that exist only on the earlier day."""
        return tuple(z for z in self.before.zones if z.id not in self.after.zone_map.by_id)

    def inhabitants_of(self, transfers: Iterable[Transfer]) -> Total:
        """Return how many live on land that changed zone, taken from what is known of it.

        Pieces of one city that all may have most of its inhabitants have no more than it has.

        Example:
            >>> import elzmodel as elz
            >>> fl = elz.flanders()
            >>> found = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)
            >>> print(found.inhabitants_of(found.transfers.where(is_by_merger=True)))
            30,643
        """
        parts = {part for transfer in transfers for part in transfer.parts}
        total = _inhabitants(self.after, parts, self.year)
        return Total.unknown(parts) if total is None else total

    def tables(self) -> tuple[Table, ...]:
        """Return the difference as tables: mergers, transfers, changed zones, renamed zones.

        Example:
            >>> import elzmodel as elz
            >>> fl = elz.flanders()
            >>> [len(t) for t in elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")).tables()]
            [13, 6, 10, 2]
        """
        answers = (self.mergers, self.transfers, self.changed_zones, self.renamed)
        return tuple(answer.to_table() for answer in answers)


def compare(before: Snapshot, after: Snapshot, *, year: int | None = None) -> Difference:
    """Return what differs between two days.

    Args:
        before: The earlier day. Where it is the later one, what happened between them is
            undone, and the reasons are those of what is undone.
        after: The later day; the days may come from different landscapes with
            the same parts.
        year: The year of the inhabitants; by default the newest of which *after* has exact
            figures for every municipality of both days.

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
    chosen = year_or_newest(after.figures, year, before, after)
    notes = (inhabitants_note(after.figures, chosen),)
    days = (before, after, chosen)
    mergers = (*_mergers(*days),)
    asks = any(each.crosses_zones is None for each in mergers)
    no_zones = said("Whether a merger without zones before crossed any is not known.")
    return Difference(
        before=before,
        after=after,
        year=chosen,
        mergers=_answer(said("Mergers"), Merger, mergers, (*notes, no_zones) if asks else notes),
        transfers=_answer(said("Transfers between zones"), Transfer, _transfers(*days), notes),
        renamed=_answer(said("Renamed zones"), Renamed, _renamed(before, after)),
        changed_zones=_answer(
            said("Zones that changed"), ChangedZone, _changed_zones(*days), notes
        ),
    )


def _answer(
    title: str, row_type: type[Row], rows: Iterable[Row], notes: tuple[str, ...] = ()
) -> Answer[Row]:
    return Answer(title=title, rows=tuple(rows), notes=notes, row_type=row_type)


def _require_snapshots(*values: object) -> None:
    for value in values:
        if not isinstance(value, Snapshot):
            expected = "a day of a landscape, such as flanders().on('2025-01-01')"
            raise InvalidValueError("snapshot", value, expected)


def _inhabitants(snapshot: Snapshot, parts: Iterable[PartId], year: int | None) -> Total | None:
    return None if year is None else snapshot.figures.total(parts, kind="population", year=year)


def _mergers(before: Snapshot, after: Snapshot, year: int | None) -> Iterator[Merger]:
    by_unit = before.layout.by_unit
    for result in after.municipalities:
        if by_unit.get(result.unit) is result:
            continue
        holding = before.layout.holding(result.parts)
        members = tuple(m for m in holding if after.layout.covers(result, m.parts))
        if len(members) > 1:
            zones = [before.zone_map.split(member.parts) for member in members]
            same_body = [member for member in members if member.unit == result.unit]
            yield Merger(
                members=members,
                result=result,
                continues=same_body[0] if same_body else None,
                zones_before=_zones(before, (part for m in members for part in m.parts)),
                zones_after=_zones(after, result.parts),
                crosses_zones=crosses_zones(zones) if any(map(any, zones)) else None,
                inhabitants=_inhabitants(after, result.parts, year),
            )


def _zones(snapshot: Snapshot, parts: Iterable[PartId]) -> tuple[ZoneId, ...]:
    return tuple(zone.id for zone in snapshot.zone_map.holding(parts))


def _transfers(before: Snapshot, after: Snapshot, year: int | None) -> list[Transfer]:
    found = []
    for flow in zone_flows(before.zone_map, after.zone_map):
        if flow.origin is None or flow.to is None:
            continue
        origin, to = before.zone_map.by_id[flow.origin], after.zone_map.by_id[flow.to]
        for (old, new, event), parts in grouped(_holders(flow.parts, before, after)).items():
            inhabitants = _inhabitants(after, parts, year)
            head = (event.id, term(event.reason), event.basis, event.sources)
            found.append(Transfer(old, new, parts, origin, to, inhabitants, *head))
    return sorted(found, key=lambda transfer: (transfer.before.nis or "", transfer.parts))


def _holders(
    parts: Iterable[PartId], before: Snapshot, after: Snapshot
) -> Iterator[tuple[tuple[Municipality, Municipality, Assign], PartId]]:
    """Yield each part under the municipalities that held it and the event that moved it."""
    for part in parts:
        event = max(after, before, key=lambda each: each.day).assignment(part)
        assert event is not None, "land in a zone was assigned to it"  # noqa: S101 - for mypy
        for old in before.layout.holding((part,)):
            for new in after.layout.holding((part,)):
                yield (old, new, event), part


def _renamed(before: Snapshot, after: Snapshot) -> Iterator[Renamed]:
    for zone in after.zones:
        old = before.zone_map.by_id.get(zone.id)
        if old is not None and old.name != zone.name:
            yield Renamed(old, zone)


def _changed_zones(before: Snapshot, after: Snapshot, year: int | None) -> Iterator[ChangedZone]:
    cuts = (before.layout.refinement, after.layout.refinement)
    refinement = max(cuts, key=lambda each: len(each.cuts))
    old_land, new_land = (each.zone_map.decided_by_zone for each in (before, after))
    for zone in after.zones:
        if zone.id not in old_land or old_land[zone.id] == new_land[zone.id]:
            continue
        old = before.zone_map.by_id[zone.id]
        was, now = {*old_land[zone.id]}, {*new_land[zone.id]}
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
    """In which way a join or a comparison goes wrong."""

    NEW_CODE = "same name, new code"
    MORE_LAND = "same code, other land"
    OTHER_PROVINCE = "other province"
    OTHER_ARRONDISSEMENT = "other arrondissement"


@columns(
    "kind",
    "nis_before=before.nis",
    "name_before=before.name",
    "nis_after=after.nis",
    "name_after=after.name",
    "what",
)
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
        """Show what changed."""
        return self.what

    @property
    def what(self) -> str:
        """What changed, in the terms of its kind."""
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


def breaks(difference: Difference) -> Answer[Break]:
    """Return what a join on codes or names, or a sum by province, will not notice.

    By kind, then by code. A municipality may appear under several kinds.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = breaks(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> [b.before.name for b in found if b.kind is BreakKind.MORE_LAND]
        ['Antwerpen']
    """
    found = [broken for row in difference.crosswalk.rows for broken in _breaks_of(row)]
    kinds = list(BreakKind)
    found.sort(key=lambda b: (kinds.index(b.kind), b.before.nis or ""))
    return _answer(said("What breaks in your tables"), Break, found)


def _breaks_of(row: CrosswalkRow) -> Iterator[Break]:
    one, other = row.before, row.after
    if one.name == other.name and one.nis != other.nis:
        yield Break(BreakKind.NEW_CODE, one, other)
    if one.nis == other.nis and one.parts != other.parts:
        yield Break(BreakKind.MORE_LAND, one, other)
    if one.province != other.province:
        yield Break(BreakKind.OTHER_PROVINCE, one, other)
    if one.arrondissement != other.arrondissement:
        yield Break(BreakKind.OTHER_ARRONDISSEMENT, one, other)


keep_door(__name__)
