"""The mergers of one day on one screen: what merged, what changed zone, what breaks.

Every figure on it is computed from the difference between the eve and the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import fill

from elzmodel.landscape import (
    BreakKind,
    ChangedZone,
    Difference,
    Landscape,
    Merger,
    Transfer,
    breaks,
)
from elzmodel.territory import Municipality, Register
from elzmodel.values import Cell, Column, Number, Period, Table, Total, sum_totals
from elzmodel.zones import MINIMUM, TARGET, SizeBand, Zone, ZoneMap, decision_points

__all__ = [
    "merger_days",
    "merger_year",
]

_WIDTH = 80
_INDENT = "  "
_SHOWN = 8


def merger_days(register: Register, year: int) -> tuple[date, ...]:
    """Return the days of a year on which municipalities merged, in order.

    Example:
        >>> from elzmodel import flanders
        >>> [day.isoformat() for day in merger_days(flanders().register, 2019)]
        ['2019-01-01']
    """
    starts = {merged.period.start for merged, _ in register.mergers()}
    return tuple(sorted(day for day in starts if day is not None and day.year == year))


def merger_year(landscape: Landscape, difference: Difference) -> str:
    """Return the screen of the day to which *difference* leads, 80 characters wide.

    Args:
        landscape: Where the difference comes from; it names sources and zones.
        difference: From the eve to the day of the mergers.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> screen = merger_year(fl, elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> print(screen.splitlines()[0])
        Municipal mergers of 2025-01-01: 13 (28 municipalities became 13)
    """
    screen = _Screen(landscape, difference)
    sections = (
        screen.head(),
        screen.across(),
        screen.without_merging(),
        screen.changed(),
        screen.inside(),
        screen.breaking(),
        screen.foot(),
    )
    shown = ("\n".join(map(_fitted, lines)) for lines in sections)
    return "\n\n".join(section for section in shown if section)


def _fitted(line: str) -> str:
    """Break a sentence that is too long for the screen; rows of tables already fit."""
    indent = _INDENT * 2 if line.startswith(_INDENT) else _INDENT
    return line if len(line) <= _WIDTH else fill(line, _WIDTH, subsequent_indent=indent)


def _rows(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Show rows under each other, indented, without the title that a table has."""
    table = Table("", tuple(columns), tuple(tuple(row) for row in rows))
    for line in table.to_text(width=_WIDTH - len(_INDENT)).splitlines():
        yield _INDENT + line


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


class _Screen:
    """The sections of the screen; each yields its lines, or nothing."""

    def __init__(self, landscape: Landscape, difference: Difference) -> None:
        self.landscape = landscape
        self.difference = difference
        self.day = difference.after.day
        self.mergers = difference.mergers
        self.shorts = {
            alias.ids[0]: alias.text
            for alias in landscape.aliases
            if alias.scope == "zone" and alias.kind == "short name"
        }

    def head(self) -> Iterator[str]:
        members = sum(len(merger.members) for merger in self.mergers)
        became = f"({members} municipalities became {len(self.mergers)})"
        yield f"Municipal mergers of {self.day}: {len(self.mergers)} {became}"
        yield from self._regions()
        yield self._zones()
        if self.difference.year is not None:
            newest = self.landscape.figures.years("population")[-1] == self.difference.year
            which = ", newest year there is (--population FILE for your own)" if newest else ""
            yield f"Inhabitants: {self.difference.year}-01-01{which}"

    def _regions(self) -> Iterator[str]:
        names = {merger.result.region for merger in self.mergers} - {None}
        for name in sorted(str(name) for name in names):
            before, after = (
                sum(m.region == name for m in snapshot.municipalities)
                for snapshot in (self.difference.before, self.difference.after)
            )
            yield f"{name}: {before} > {after} municipalities"

    def _zones(self) -> str:
        before, after = len(self.difference.before.zones), len(self.difference.after.zones)
        if not after:
            return "Zones: none yet. " + self.difference.after.zone_map.before_the_first()
        same = before == after
        return f"{before} zones before and after" if same else f"Zones: {before} > {after}"

    def across(self) -> Iterator[str]:
        crossing = [merger for merger in self.mergers if merger.crosses_zones]
        if not crossing:
            if self.difference.after.zones:
                yield "NONE CROSSED A ZONE BORDER"
            return
        moved = [transfer for transfer in self.difference.transfers if transfer.is_by_merger]
        yield f"{len(crossing)} CROSSED A ZONE BORDER{self._changed_zone(moved)}"
        if moved:
            columns = (
                Column("municipality"),
                Column("inhabitants", "total"),
                Column("now_in"),
                Column("zone"),
            )
            yield from _rows(columns, [self._moved_row(transfer) for transfer in moved])
        yield from self._undecided()
        yield from self._candidates(crossing)

    def _moved_row(self, transfer: Transfer) -> tuple[Cell, ...]:
        way = f"{self._short(transfer.origin)} > {self._short(transfer.to)}"
        return (_coded(transfer.before), transfer.inhabitants, _coded(transfer.after), way)

    def _changed_zone(self, transfers: Sequence[Transfer]) -> str:
        totals = [t.inhabitants for t in transfers if t.inhabitants is not None]
        return f": {sum_totals(totals)} inhabitants changed zone" if totals else ""

    def _undecided(self) -> Iterator[str]:
        after = self.difference.after
        for point in after.decisions:
            names = " or ".join(self._short(after.zone_map.of_id[z]) for z in point.candidates)
            yield f"{_INDENT}UNDECIDED {after.layout.of_unit[point.unit].name}: {names}"

    def _candidates(self, crossing: Sequence[Merger]) -> Iterator[str]:
        units = {merger.result.unit for merger in crossing}
        points = [
            point
            for point in decision_points(self.landscape.register, self.landscape.zoning)
            if point.day == self.day and point.unit in units
        ]
        if points:
            counts = ", ".join(
                f"{self.difference.after.layout.of_unit[p.unit].name} {len(p.candidates)}"
                for p in points
            )
            yield f"{_INDENT}Zones each could have joined: {counts}."
        events = {event.id: event for event in self.landscape.zoning.events}
        moved = [transfer.event for transfer in self.difference.transfers if transfer.is_by_merger]
        if moved and all(events[event].decided is None for event in moved):
            yield f"{_INDENT}When the zones were decided is not in the sources."

    def without_merging(self) -> Iterator[str]:
        moved = [t for t in self.difference.transfers if not t.is_by_merger]
        if not moved:
            return
        yield f"{len(moved)} CHANGED ZONE WITHOUT MERGING{self._changed_zone(moved)}"
        columns = (Column("municipality"), Column("inhabitants", "total"), Column("zone"))
        rows = (
            (_coded(t.before), t.inhabitants, f"{self._short(t.origin)} > {self._short(t.to)}")
            for t in moved
        )
        yield from _rows(columns, rows)
        reasons = sorted({t.reason for t in moved if t.reason})
        if reasons:
            yield f"{_INDENT}Reason: {', '.join(reasons)}."

    def changed(self) -> Iterator[str]:
        changed = sorted(self.difference.changed_zones, key=_most_telling)
        if changed:
            yield f"{_counted(len(changed), 'ZONE').upper()} CHANGED"
            columns = (
                Column("zone"),
                Column("municip", "code", "municip."),
                Column("inhabitants", "code"),
                Column("change", "change"),
                Column("target", label=f"target {TARGET.low:,}-{TARGET.high:,}"),
            )
            yield from _rows(columns, [self._changed_row(zone) for zone in changed])
        for renamed in self.difference.renamed:
            yield f"{_INDENT}Renamed: {renamed.before.name} > {renamed.after.name}"
        if changed:
            yield from self._minimum()

    def _changed_row(self, changed: ChangedZone) -> tuple[Cell, ...]:
        counts = f"{len(changed.municipalities_before)} > {len(changed.municipalities_after)}"
        return (
            self._short(changed.zone),
            counts,
            f"{_shown(changed.before)} > {_shown(changed.after)}",
            changed.change,
            _target(changed),
        )

    def _minimum(self) -> Iterator[str]:
        """Say which zones are now certainly under the minimum, of those that have figures."""
        after, year = self.difference.after, self.difference.year
        if year is None:
            return
        totals = [(zone, after.population(zone, year=year)) for zone in after.zones]
        under = [self._short(z) for z, total in totals if MINIMUM.band(total) is SizeBand.BELOW]
        if under:
            yield f"{_INDENT}Under the minimum of {MINIMUM.low:,}: {', '.join(under)}."
        else:
            yield f"{_INDENT}No zone with known parts is under the minimum of {MINIMUM.low:,}."

    def inside(self) -> Iterator[str]:
        inside = [merger for merger in self.mergers if not merger.crosses_zones]
        if not inside:
            return
        has_zones = bool(self.difference.after.zones)
        where = "STAYED INSIDE ONE ZONE" if has_zones else "MERGED BEFORE THERE WERE ZONES"
        yield f"{len(inside)} {where}"
        columns = (
            Column("municipality"),
            Column("inhabitants", "total"),
            *([Column("zone")] if has_zones else []),
        )
        rows = [(_with_members(m), m.inhabitants, *self._zone_of(m)) for m in inside]
        yield from _rows(columns, rows)

    def _zone_of(self, merger: Merger) -> tuple[str, ...]:
        zones: ZoneMap = self.difference.after.zone_map
        if not zones.zones:
            return ()
        return (", ".join(self._short(zones.of_id[zone]) for zone in merger.zones_after),)

    def breaking(self) -> Iterator[str]:
        found = breaks(self.difference)
        if not found:
            return
        yield "WHAT BREAKS IN YOUR TABLES"
        columns = (Column("what", label="kind"), Column("municipalities"))
        rows = [
            (kind.value, _first([str(b) for b in found if b.kind is kind]))
            for kind in BreakKind
            if any(b.kind is kind for b in found)
        ]
        yield from list(_rows(columns, rows))[1:]

    def foot(self) -> Iterator[str]:
        sources = {source for event in self._events() for source in event}
        period = Period(self.difference.before.day, None)
        if sources:
            yield f"Sources: {' '.join(sorted(sources))} (elzmodel sources)."
        yield f"Next: elzmodel diff {period.start} {self.day}; elzmodel history MUNICIPALITY"

    def _events(self) -> Iterator[tuple[str, ...]]:
        for event in (*self.landscape.register.events, *self.landscape.zoning.events):
            if event.day == self.day:
                yield event.sources
        for figure in self.landscape.figures.figures:
            if figure.kind == "population" and figure.year == self.difference.year:
                yield figure.sources

    def _short(self, zone: Zone) -> str:
        return self.shorts.get(zone.id, zone.name)


def _coded(municipality: Municipality) -> str:
    return f"{municipality.nis or ''} {municipality.name}".strip()


def _with_members(merger: Merger) -> str:
    """Name the result, and the members that its name does not mention."""
    others = [m.name for m in merger.members if m.name not in merger.result.name]
    extra = f" (+ {', '.join(others)})" if others and len(others) < len(merger.members) else ""
    return _coded(merger.result) + extra


def _shown(total: Total | None) -> str:
    return "?" if total is None else str(total)


def _target(changed: ChangedZone) -> str:
    if changed.before is None or changed.after is None:
        return ""
    before, after = TARGET.band(changed.before), TARGET.band(changed.after)
    if after is SizeBand.UNKNOWN:
        return "parts unknown"
    if before is after:
        return after.value if after is SizeBand.WITHIN else f"{after.value}, as before"
    return f"now {after.value}"


def _most_telling(changed: ChangedZone) -> tuple[int, Number]:
    """Put zones that crossed a threshold first, then the larger changes."""
    said = _target(changed)
    rank = 0 if said.startswith("now") else 2 if said == "parts unknown" else 1
    return rank, -abs(changed.change or 0)


def _first(items: Sequence[str]) -> str:
    rest = len(items) - _SHOWN
    return "; ".join(items[:_SHOWN]) + (f"; and {rest} more" if rest > 0 else "")
