"""The mergers of one day on one screen: what merged, what changed zone, what breaks.

Every figure on it is computed from the difference between the eve and the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import fill as wrapped

from elzmodel.landscape import (
    BreakKind,
    ChangedZone,
    Difference,
    Landscape,
    Merger,
    Transfer,
    breaks,
)
from elzmodel.landscape.places import asked_about
from elzmodel.territory import Municipality, Register
from elzmodel.values import Cell, Column, Number, Table
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import Label, Phrase, fill, in_words, phrase, translated, word
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


def merger_year(landscape: Landscape, difference: Difference, *, lang: str = "en") -> str:
    """Return the screen of the day to which *difference* leads, 80 characters wide.

    Args:
        landscape: Where the difference comes from; it names sources and zones.
        difference: From the eve to the day of the mergers.
        lang: In which language.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> screen = merger_year(fl, elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> print(screen.splitlines()[0])
        Municipal mergers of 2025-01-01: 13 (28 municipalities became 13)
    """
    screen = _Screen(landscape, difference, lang)
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
    return line if len(line) <= _WIDTH else wrapped(line, _WIDTH, subsequent_indent=indent)


class _Screen:
    """The sections of the screen; each yields its lines, or nothing."""

    def __init__(self, landscape: Landscape, difference: Difference, lang: str) -> None:
        self.lang = lang
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

    def say(self, template: str, /, **values: object) -> str:
        """Return a sentence in the language of the reader."""
        return fill(translated(template, self.lang), values, self.lang)

    def _rows(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
        """Show rows under each other, indented, without the title that a table has."""
        table = Table("", tuple(columns), tuple(tuple(row) for row in rows))
        for line in table.to_text(width=_WIDTH - len(_INDENT), lang=self.lang).splitlines():
            yield _INDENT + line

    def head(self) -> Iterator[str]:
        members = sum(len(merger.members) for merger in self.mergers)
        yield self.say(
            "Municipal mergers of {day}: {n} ({members} municipalities became {n})",
            day=self.day,
            n=len(self.mergers),
            members=members,
        )
        for name in sorted({merger.result.region for merger in self.mergers} - {None}, key=str):
            counts = [
                sum(m.region == name for m in snapshot.municipalities)
                for snapshot in (self.before, self.after)
            ]
            yield self.say(
                "{name}: {before} > {after} municipalities",
                name=name,
                before=counts[0],
                after=counts[1],
            )
        yield self._zones()
        if self.difference.year is not None:
            figures, year = self.landscape.figures, self.difference.year
            own = figures.doubts(year)
            newest = figures.newest("population", self.before.layout, self.after.layout)
            which = phrase("newest exact on both days (--population FILE for own)")
            yield self.say(
                "Inhabitants: {day}[, {which}]",
                day=f"{year}-01-01",
                which=which if year == newest and not own else None,
            )
            yield from (in_words(doubt, self.lang) for doubt in own)

    def _zones(self) -> str:
        before, after = len(self.before.zones), len(self.after.zones)
        if not after:
            return self.say("Zones: none yet. {why}", why=self.after.zone_map.why_no_zones)
        if before == after:
            return self.say("{n} zones before and after", n=before)
        return self.say("Zones: {before} > {after}", before=before, after=after)

    def across(self) -> Iterator[str]:
        crossing = [merger for merger in self.mergers if merger.crosses_zones]
        if not crossing:
            if self.after.zones:
                yield self.say("NONE CROSSED A ZONE BORDER")
            return
        yield self.say(
            "{n} CROSSED A ZONE BORDER[: {moved}]",
            n=len(crossing),
            moved=self._changed_zone(self.merged),
        )
        if self.merged:
            rows = [
                (_coded(t.before), t.inhabitants, _coded(t.after), self._way(t))
                for t in self.merged
            ]
            yield from self._rows((*_MUNICIPALITY, Column("now_in"), Column("zone")), rows)
        yield from self._undecided()
        yield from self._candidates(crossing)

    def _way(self, transfer: Transfer) -> str:
        return f"{self._short(transfer.origin)} > {self._short(transfer.to)}"

    def _changed_zone(self, transfers: Sequence[Transfer]) -> Phrase | None:
        if not transfers or self.difference.year is None:
            return None
        total = self.difference.inhabitants_of(transfers)
        return phrase("{total} inhabitants changed zone", total=total)

    def _undecided(self) -> Iterator[str]:
        after = self.after
        for point in after.decisions:
            yield _INDENT + self.say(
                "UNDECIDED {name}: {zones:or all}",
                name=", ".join(
                    each.name for each in asked_about(point, after.layout, after.zone_map)
                ),
                zones=[self._short(after.zone_map.by_id[z]) for z in point.candidates],
            )

    def _candidates(self, crossing: Sequence[Merger]) -> Iterator[str]:
        units = {merger.result.unit for merger in crossing}
        points = [
            point
            for point in decision_points(self.landscape.register, self.landscape.zoning)
            if point.day == self.day and point.unit in units
        ]
        if points:
            names = self.after.layout.by_unit
            counts = [f"{names[p.unit].name} {len(p.candidates)}" for p in points]
            yield _INDENT + self.say(
                "Zones each could have joined: {counts:list all}.", counts=counts
            )
        events = {event.id: event for event in self.landscape.zoning.events}
        if self.merged and all(events[moved.event].decided is None for moved in self.merged):
            yield _INDENT + self.say("When the zones were decided is not in the sources.")

    def without_merging(self) -> Iterator[str]:
        if not self.moved:
            return
        yield self.say(
            "{n} CHANGED ZONE WITHOUT MERGING[: {moved}]",
            n=len(self.moved),
            moved=self._changed_zone(self.moved),
        )
        rows = ((_coded(t.before), t.inhabitants, self._way(t)) for t in self.moved)
        yield from self._rows((*_MUNICIPALITY, Column("zone")), rows)
        reasons = sorted({t.reason for t in self.moved if t.reason})
        if reasons:
            yield _INDENT + self.say(
                "Reason: {reasons:list all}.", reasons=list(map(Label, reasons))
            )

    def changed(self) -> Iterator[str]:
        changed = sorted(self.difference.changed_zones, key=self._most_telling)
        if changed:
            yield self.say("{n:number} {n:ZONE|ZONES} CHANGED", n=len(changed))
            target = [rule for rule in self._rules("target size") if rule.high is not None]
            bounds = [
                phrase("{low:number}-{high:number}", low=rule.low, high=rule.high)
                for rule in target
            ]
            columns = (
                Column("zone"),
                Column("municip", "code", "municip."),
                Column("inhabitants", "code"),
                Column("change", "change"),
                Column("target", label=self.say("target[ {bounds:list all}]", bounds=bounds)),
            )
            yield from self._rows(columns, map(self._changed_row, changed))
        for renamed in self.difference.renamed:
            yield _INDENT + self.say(
                "Renamed: {before} > {after}",
                before=renamed.before.name,
                after=renamed.after.name,
            )
        if changed:
            yield from self._minimum()

    def _changed_row(self, changed: ChangedZone) -> tuple[Cell, ...]:
        counts = f"{len(changed.municipalities_before)} > {len(changed.municipalities_after)}"
        return (
            self._short(changed.zone),
            counts,
            " > ".join(
                "?" if total is None else in_words(total, self.lang)
                for total in (changed.before, changed.after)
            ),
            changed.change,
            self._target(changed),
        )

    def _rules(self, name: str) -> list[SizeRule]:
        return [rule for rule in self.after.size_rules if rule.name == name]

    def _target(self, changed: ChangedZone) -> str:
        """Say how a zone stands to the target size, and how it stood."""
        before, after = self._bands(changed)
        if before is None or after is None:
            return ""
        if after is SizeBand.UNKNOWN:
            return self.say("parts unknown")
        if before is not after:
            return self.say("now {band}", band=after)
        within = after is SizeBand.WITHIN
        return self.say("{band}" if within else "{band}, as before", band=after)

    def _bands(self, changed: ChangedZone) -> tuple[SizeBand | None, SizeBand | None]:
        """Return how a zone stood to the target size, and how it stands."""
        if changed.before is None or changed.after is None:
            return None, None
        rules = self.after.size_rules
        before, after = (
            band_beside(rules, "target size", total) for total in (changed.before, changed.after)
        )
        return before, after

    def _most_telling(self, changed: ChangedZone) -> tuple[int, Number]:
        """Put zones that crossed a threshold first, then the larger changes."""
        before, after = self._bands(changed)
        rank = 2 if after is SizeBand.UNKNOWN else int(before is after)
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
                template = "Under the minimum of {low:number}: {zones:list all}."
                yield _INDENT + self.say(template, low=rule.low, zones=under)
            else:
                template = "No zone with known parts is under the minimum of {low:number}."
                yield _INDENT + self.say(template, low=rule.low)

    def inside(self) -> Iterator[str]:
        inside = [merger for merger in self.mergers if not merger.crosses_zones]
        if not inside:
            return
        has_zones = bool(self.after.zones)
        where = "{n} STAYED INSIDE ONE ZONE" if has_zones else "{n} MERGED BEFORE THERE WERE ZONES"
        yield self.say(where, n=len(inside))
        columns = (*_MUNICIPALITY, Column("zone")) if has_zones else _MUNICIPALITY
        rows = [(_with_members(m), m.inhabitants, *self._zone_of(m)) for m in inside]
        yield from self._rows(columns, rows)

    def _zone_of(self, merger: Merger) -> tuple[str, ...]:
        zones = self.after.zone_map
        if not zones.zones:
            return ()
        return (", ".join(self._short(zones.by_id[zone]) for zone in merger.zones_after),)

    def breaking(self) -> Iterator[str]:
        found = breaks(self.difference)
        if not found:
            return
        yield self.say("WHAT BREAKS IN YOUR TABLES")
        by_kind = {kind: [str(b) for b in found.where(kind=kind)] for kind in BreakKind}
        rows = [(word(kind), self._first(texts)) for kind, texts in by_kind.items() if texts]
        columns = (Column("what", label="kind"), Column("municipalities"))
        yield from list(self._rows(columns, rows))[1:]

    def _first(self, items: Sequence[str]) -> str:
        rest = len(items) - _SHOWN
        more = [self.say("and {n} more", n=rest)] if rest > 0 else []
        return "; ".join([*items[:_SHOWN], *more])

    def foot(self) -> Iterator[str]:
        sources = set(self._cited())
        if sources:
            cited = " ".join(sorted(sources))
            yield self.say("Sources: {cited} (elzmodel sources).", cited=cited)
        days = f"{self.before.day} {self.day}"
        yield self.say("Next: elzmodel diff {days}; elzmodel history MUNICIPALITY", days=days)

    def _cited(self) -> Iterator[str]:
        for event in self.landscape.events:
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


keep_door(__name__)
