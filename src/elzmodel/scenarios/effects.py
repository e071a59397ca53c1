"""Everything that differs between a base and what a scenario makes of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from elzmodel.landscape import Difference, Landscape, check
from elzmodel.landscape.departures import Concern, concerned_by_departures, concerned_with
from elzmodel.landscape.dossier import Dossier
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.zone_state import ZoneState, touched_zones, zone_state
from elzmodel.territory import Municipality
from elzmodel.values import Finding, Number, ZoneId
from elzmodel.zones import SizeBand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.landscape import Snapshot
    from elzmodel.values import Total
    from elzmodel.zones import DecisionPoint

__all__ = ["Crossing", "Effects", "Reach", "ZoneChange", "total_of"]

_UNRECORDED: Final = "ELZ-L013"
_SIZE: Final = "ELZ-L012"


@frozen(kw_only=True)
class ZoneChange:
    """A zone that a scenario touches, before and after.

    *before* is ``None`` for a zone that begins, *after* for one that ends.
    *change* is what came in less what went out, where that is known exactly.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> [(z.zone, z.change) for z in elz.outcome(elz.flanders(), s, year=2021).zones]
        [('haspengouw', -7339), ('herkenrode', 7339)]
    """

    zone: ZoneId
    name: str
    before: ZoneState | None
    after: ZoneState | None
    change: Number | None
    municipalities_before: tuple[Municipality, ...]
    municipalities_after: tuple[Municipality, ...]


@frozen(kw_only=True)
class Crossing:
    """A zone that comes to lie elsewhere beside a size rule.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Sint-Truiden", to="herkenrode", day="2027-01-01")
        >>> for crossing in elz.outcome(elz.flanders(), s, year=2021).crossings:
        ...     print(crossing)
        haspengouw: minimum size, within to below
    """

    zone: ZoneId
    rule: str
    before: SizeBand
    after: SizeBand

    def __str__(self) -> str:
        """Say which rule, and from where to where."""
        return f"{self.zone}: {self.rule}, {self.before.value} to {self.after.value}"


@frozen(kw_only=True)
class Reach:
    """The provinces and reference regions in which a zone or a merged municipality lies.

    *before* and *after* name them; a zone or municipality that has more than
    one of them crosses their border.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Landen", to="haspengouw", day="2027-01-01")
        >>> reach = elz.outcome(elz.flanders(), s).reaches[0]
        >>> reach.subject, reach.kind, reach.after
        ('Haspengouw', 'province', ('Limburg', 'Vlaams-Brabant'))
    """

    subject: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@frozen(eq=False, kw_only=True)
class Effects:
    """What a scenario changes; `Outcome <elzmodel.scenarios.outcome.Outcome>` adds its tables.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2027-01-01")
        >>> isinstance(elz.outcome(elz.flanders(), s), Effects)
        True
    """

    scenario: Scenario
    base: str
    year: int | None
    landscape: Landscape = field(repr=False)
    difference: Difference = field(repr=False)
    findings: tuple[Finding, ...] = ()
    dossiers: tuple[Dossier, ...] = field(default=(), repr=False)
    base_landscape: Landscape = field(repr=False)

    def __repr__(self) -> str:
        """Count what the scenario touches."""
        return (
            f"<Outcome of {self.scenario.name} on {self.base}: {len(self.municipalities)} "
            f"municipalities, {len(self.zones)} zones, {len(self.decisions)} open>"
        )

    @property
    def before(self) -> Snapshot:
        """The day in the base."""
        return self.difference.before

    @property
    def after(self) -> Snapshot:
        """The day in the adopted landscape."""
        return self.difference.after

    @property
    def decisions(self) -> tuple[DecisionPoint, ...]:
        """The decisions that are open afterwards."""
        return self.after.decisions

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Every municipality that changes or comes to another zone, before and after."""
        found = [m for row in self.difference.changes for m in (row.before, row.after)]
        found += [m for moved in self.difference.transfers for m in (moved.before, moved.after)]
        changed = {part for part, _ in self._moved}
        for snapshot in (self.before, self.after):
            found += [m for m in snapshot.municipalities if changed.intersection(m.parts)]
        return tuple(sorted(dict.fromkeys(found), key=lambda m: (m.nis or "", m.unit)))

    @property
    def _moved(self) -> set[tuple[str, str | None]]:
        """What differs in the maps of the two days, as parts with a zone."""
        old, new = (set(day.zone_map.of_part.items()) for day in (self.before, self.after))
        return {(part, zone) for part, zone in old ^ new}

    @cached_property
    def zones(self) -> tuple[ZoneChange, ...]:
        """The zones that are touched: that hold other land, begin, or end."""
        old, new = self.before.zone_map.of_id, self.after.zone_map.of_id
        ids = {*touched_zones(self.before, self.after), *(zone for zone in old if zone not in new)}
        return tuple(self._change(zone) for zone in sorted(ids))

    def _change(self, zone: ZoneId) -> ZoneChange:
        sides = [day if zone in day.zone_map.of_id else None for day in (self.before, self.after)]
        states = [None if day is None else zone_state(day, zone, year=self.year) for day in sides]
        members = [day.municipalities_of(zone) if day else () for day in sides]
        known = {each.zone.id: each.change for each in self.difference.changed_zones}
        return ZoneChange(
            zone=zone,
            name=(self.after if sides[1] else self.before).zone(zone).name,
            before=states[0],
            after=states[1],
            change=known.get(zone),
            municipalities_before=members[0],
            municipalities_after=members[1],
        )

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """The size rules beside which a zone lies elsewhere than before, both days known."""
        found = []
        for each in self.zones:
            if each.before and each.after:
                for rule, size in (("minimum size", "minimum"), ("target size", "target")):
                    one, other = getattr(each.before, size), getattr(each.after, size)
                    if one is not other and SizeBand.UNKNOWN not in {one, other}:
                        found.append(Crossing(zone=each.zone, rule=rule, before=one, after=other))
        return tuple(found)

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """The touched zones and merged municipalities that cross borders, before or after."""
        found = [
            reach
            for each in self.zones
            for reach in _reaches(
                each.name, each.municipalities_before, each.municipalities_after, self.after
            )
        ]
        for merger in self.difference.mergers:
            members = merger.members
            found += _reaches(str(merger.result), (), members, self.after)
        return tuple(found)

    @cached_property
    def divided(self) -> tuple[Municipality, ...]:
        """The municipalities that are divided over zones afterwards, and were not before."""
        return _newly(self.after, self.before)

    @cached_property
    def united(self) -> tuple[Municipality, ...]:
        """The municipalities that were divided over zones before, and are not afterwards."""
        return _newly(self.before, self.after)

    @cached_property
    def concerns(self) -> tuple[Concern, ...] | None:
        """What dossiers say of the touched land, or of land that leaves; ``None`` without any."""
        if not self.dossiers:
            return None
        land = {part for each in self.municipalities for part in each.parts}
        found: dict[Concern, None] = {}
        for dossier in self.dossiers:
            found |= dict.fromkeys(concerned_with(dossier, self.after, sorted(land)))
            old, new = (
                concerned_by_departures(dossier, landscape, day)
                for landscape, day in (
                    (self.base_landscape, self.before),
                    (self.landscape, self.after),
                )
            )
            told = {(each.kind, each.id) for each in (*found, *old)}
            found |= dict.fromkeys(each for each in new if (each.kind, each.id) not in told)
        return tuple(found)

    @property
    def seats(self) -> tuple[Concern, ...] | None:
        """The seats that represent touched land; ``None`` where no dossier is given."""
        return None if self.concerns is None else _of_kind(self.concerns, seats=True)

    @property
    def plan_items(self) -> tuple[Concern, ...] | None:
        """Whatever else dossiers have about touched land; ``None`` where none is given."""
        return None if self.concerns is None else _of_kind(self.concerns, seats=False)

    @cached_property
    def _checked(self) -> tuple[dict[object, Finding], dict[object, Finding]]:
        one, other = (
            check(landscape, on=self.after.day, year=self.year)
            for landscape in (self.base_landscape, self.landscape)
        )
        return _by_subject(one), _by_subject(other)

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """What `check` finds afterwards and did not find before."""
        old, new = self._checked
        return tuple(finding for key, finding in new.items() if key not in old)

    @property
    def mended_findings(self) -> tuple[Finding, ...]:
        """What `check` found before and does not find afterwards."""
        old, new = self._checked
        return tuple(finding for key, finding in old.items() if key not in new)


def _of_kind(concerns: Iterable[Concern], *, seats: bool) -> tuple[Concern, ...]:
    return tuple(each for each in concerns if (each.kind == "seat") == seats)


def _reaches(
    subject: str, before: Iterable[Municipality], after: Iterable[Municipality], day: Snapshot
) -> list[Reach]:
    """Return in which provinces and reference regions land lies, where that is more than one."""
    sides = [tuple(before), tuple(after)]
    provinces = [tuple(sorted({m.province for m in side if m.province})) for side in sides]
    regions = [
        tuple(
            day.regions.of_id[z].name
            for z in day.regions.split(p for m in side for p in m.parts)
            if z
        )
        for side in sides
    ]
    kinds = {"province": provinces, "reference region": regions}
    return [
        Reach(subject=subject, kind=kind, before=found[0], after=found[1])
        for kind, found in kinds.items()
        if max(map(len, found)) > 1
    ]


def _divided(day: Snapshot) -> dict[str, Municipality]:
    zones = day.zone_map
    return {
        m.unit: m
        for m in day.municipalities
        if len(m.parts) > 1
        and not any(part in zones.undecided for part in m.parts)
        and len(zones.split(m.parts)) > 1
    }


def _newly(day: Snapshot, other: Snapshot) -> tuple[Municipality, ...]:
    was = _divided(other)
    return tuple(m for unit, m in _divided(day).items() if unit not in was)


def _by_subject(findings: Iterable[Finding]) -> dict[object, Finding]:
    """Key findings by what they are about, without the figures in their words."""
    found: dict[object, Finding] = {}
    for each in findings:
        if each.code != _UNRECORDED:
            rule = each.message.partition("; ")[2] if each.code == _SIZE else ""
            found[each.code, each.subject, each.outcome, rule] = each
    return found


def total_of(state: ZoneState | None) -> Total | None:
    """Return the inhabitants in a state, if there is one.

    Example:
        >>> total_of(None) is None
        True
    """
    return None if state is None else state.population
