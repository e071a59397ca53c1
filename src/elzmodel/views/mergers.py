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
from elzmodel.values import Cell, Column, Number, Table, Total
from elzmodel.values.text import plural
from elzmodel.zones import SizeBand, SizeRule, Zone, decision_points
from elzmodel.zones.sizes import band_beside

__all__ = ["merger_year"]

_WIDTH = 80
_INDENT = "  "
_SHOWN = 8
_MUNICIPALITY = (Column("municipality"), Column("inhabitants", "total"))


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


class _Screen:
    """The sections of the screen; each yields its lines, or nothing."""

    def __init__(self, landscape: Landscape, difference: Difference) -> None:
        self.landscape = landscape
        self.difference = difference
        self.before, self.after = difference.before, difference.after
        self.day = difference.after.day
        self.mergers = difference.mergers
        by_merger = difference.transfers.where
        self.merged, self.moved = (by_merger(is_by_merger=it_is) for it_is in (True, False))
        self.shorts = {
            alias.ids[0]: alias.text
            for alias in landscape.aliases
            if alias.scope == "zone" and alias.kind == "short name"
        }

    def head(self) -> Iterator[str]:
        members = sum(len(merger.members) for merger in self.mergers)
        became = f"({members} municipalities became {len(self.mergers)})"
        yield f"Municipal mergers of {self.day}: {len(self.mergers)} {became}"
        for name in sorted({merger.result.region for merger in self.mergers} - {None}, key=str):
            counts = [
                sum(m.region == name for m in snapshot.municipalities)
                for snapshot in (self.before, self.after)
            ]
            yield f"{name}: {counts[0]} > {counts[1]} municipalities"
        yield self._zones()
        if self.difference.year is not None:
            figures, year = self.landscape.figures, self.difference.year
            own = figures.doubts(year)
            newest = figures.newest("population", self.before.layout, self.after.layout)
            which = ", newest exact on both days (--population FILE for own)"
            yield f"Inhabitants: {year}-01-01{which if year == newest and not own else ''}"
            yield from own

    def _zones(self) -> str:
        before, after = len(self.before.zones), len(self.after.zones)
        if not after:
            return "Zones: none yet. " + self.after.zone_map.why_no_zones
        same = before == after
        return f"{before} zones before and after" if same else f"Zones: {before} > {after}"

    def across(self) -> Iterator[str]:
        crossing = [merger for merger in self.mergers if merger.crosses_zones]
        if not crossing:
            if self.after.zones:
                yield "NONE CROSSED A ZONE BORDER"
            return
        yield f"{len(crossing)} CROSSED A ZONE BORDER{self._changed_zone(self.merged)}"
        if self.merged:
            rows = [
                (_coded(t.before), t.inhabitants, _coded(t.after), self._way(t))
                for t in self.merged
            ]
            yield from _rows((*_MUNICIPALITY, Column("now_in"), Column("zone")), rows)
        yield from self._undecided()
        yield from self._candidates(crossing)

    def _way(self, transfer: Transfer) -> str:
        return f"{self._short(transfer.origin)} > {self._short(transfer.to)}"

    def _changed_zone(self, transfers: Sequence[Transfer]) -> str:
        if not transfers or self.difference.year is None:
            return ""
        return f": {self.difference.inhabitants_of(transfers)} inhabitants changed zone"

    def _undecided(self) -> Iterator[str]:
        after = self.after
        for point in after.decisions:
            names = " or ".join(self._short(after.zone_map.by_id[z]) for z in point.candidates)
            yield f"{_INDENT}UNDECIDED {after.layout.by_unit[point.unit].name}: {names}"

    def _candidates(self, crossing: Sequence[Merger]) -> Iterator[str]:
        units = {merger.result.unit for merger in crossing}
        points = [
            point
            for point in decision_points(self.landscape.register, self.landscape.zoning)
            if point.day == self.day and point.unit in units
        ]
        if points:
            counts = ", ".join(
                f"{self.after.layout.by_unit[p.unit].name} {len(p.candidates)}" for p in points
            )
            yield f"{_INDENT}Zones each could have joined: {counts}."
        events = {event.id: event for event in self.landscape.zoning.events}
        if self.merged and all(events[moved.event].decided is None for moved in self.merged):
            yield f"{_INDENT}When the zones were decided is not in the sources."

    def without_merging(self) -> Iterator[str]:
        if not self.moved:
            return
        yield f"{len(self.moved)} CHANGED ZONE WITHOUT MERGING{self._changed_zone(self.moved)}"
        rows = ((_coded(t.before), t.inhabitants, self._way(t)) for t in self.moved)
        yield from _rows((*_MUNICIPALITY, Column("zone")), rows)
        reasons = sorted({t.reason for t in self.moved if t.reason})
        if reasons:
            yield f"{_INDENT}Reason: {', '.join(reasons)}."

    def changed(self) -> Iterator[str]:
        changed = sorted(self.difference.changed_zones, key=self._most_telling)
        if changed:
            yield f"{plural(len(changed), 'zone').upper()} CHANGED"
            target = [rule for rule in self._rules("target size") if rule.high is not None]
            bounds = "".join(f" {rule.low:,}-{rule.high:,}" for rule in target)
            columns = (
                Column("zone"),
                Column("municip", "code", "municip."),
                Column("inhabitants", "code"),
                Column("change", "change"),
                Column("target", label=f"target{bounds}"),
            )
            yield from _rows(columns, map(self._changed_row, changed))
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
            self._target(changed),
        )

    def _rules(self, name: str) -> list[SizeRule]:
        return [rule for rule in self.after.size_rules if rule.name == name]

    def _target(self, changed: ChangedZone) -> str:
        if changed.before is None or changed.after is None:
            return ""
        rules = self.after.size_rules
        before, after = (
            band_beside(rules, "target size", total) for total in (changed.before, changed.after)
        )
        if after is SizeBand.UNKNOWN:
            return "parts unknown"
        if before is after:
            return after.value if after is SizeBand.WITHIN else f"{after.value}, as before"
        return f"now {after.value}"

    def _most_telling(self, changed: ChangedZone) -> tuple[int, Number]:
        """Put zones that crossed a threshold first, then the larger changes."""
        target = self._target(changed)
        rank = 0 if target.startswith("now") else 2 if target == "parts unknown" else 1
        return rank, -abs(changed.change or 0)

    def _minimum(self) -> Iterator[str]:
        """Say which zones are now certainly under the minimum, of those that have figures."""
        after, year = self.after, self.difference.year
        if year is None:
            return
        for rule in self._rules("minimum size"):
            totals = [(zone, after.population(zone, year=year)) for zone in after.zones]
            under = [self._short(z) for z, total in totals if rule.band(total) is SizeBand.BELOW]
            if under:
                yield f"{_INDENT}Under the minimum of {rule.low:,}: {', '.join(under)}."
            else:
                yield f"{_INDENT}No zone with known parts is under the minimum of {rule.low:,}."

    def inside(self) -> Iterator[str]:
        inside = [merger for merger in self.mergers if not merger.crosses_zones]
        if not inside:
            return
        has_zones = bool(self.after.zones)
        where = "STAYED INSIDE ONE ZONE" if has_zones else "MERGED BEFORE THERE WERE ZONES"
        yield f"{len(inside)} {where}"
        columns = (*_MUNICIPALITY, Column("zone")) if has_zones else _MUNICIPALITY
        rows = [(_with_members(m), m.inhabitants, *self._zone_of(m)) for m in inside]
        yield from _rows(columns, rows)

    def _zone_of(self, merger: Merger) -> tuple[str, ...]:
        zones = self.after.zone_map
        if not zones.zones:
            return ()
        return (", ".join(self._short(zones.by_id[zone]) for zone in merger.zones_after),)

    def breaking(self) -> Iterator[str]:
        found = breaks(self.difference)
        if not found:
            return
        yield "WHAT BREAKS IN YOUR TABLES"
        by_kind = {kind: [str(b) for b in found.where(kind=kind)] for kind in BreakKind}
        rows = [(kind.value, _first(texts)) for kind, texts in by_kind.items() if texts]
        columns = (Column("what", label="kind"), Column("municipalities"))
        yield from list(_rows(columns, rows))[1:]

    def foot(self) -> Iterator[str]:
        sources = set(self._cited())
        if sources:
            yield f"Sources: {' '.join(sorted(sources))} (elzmodel sources)."
        days = f"{self.before.day} {self.day}"
        yield f"Next: elzmodel diff {days}; elzmodel history MUNICIPALITY"

    def _cited(self) -> Iterator[str]:
        for event in (*self.landscape.register.events, *self.landscape.zoning.events):
            if event.day == self.day:
                yield from event.sources
        for figure in self.landscape.figures.figures:
            if figure.kind == "population" and figure.year == self.difference.year:
                yield from figure.sources

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


def _first(items: Sequence[str]) -> str:
    rest = len(items) - _SHOWN
    return "; ".join(items[:_SHOWN]) + (f"; and {rest} more" if rest > 0 else "")
