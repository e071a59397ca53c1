"""The small door of the sweep: a scenario becomes a row, fast where it is simple."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Final, TypeVar

from attrs import define, field, frozen

from elzmodel.errors import ElzError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios.adoption import adopt, has_other_codes, last_day, last_event_day
from elzmodel.scenarios.scenario import Choice, Scenario
from elzmodel.scenarios.steps import MergeStep, TransferStep
from elzmodel.scenarios.zone_states import (
    SweepRow,
    ZoneState,
    state_of,
    touched_zones,
    zone_state,
)
from elzmodel.territory import Municipality
from elzmodel.values import Number, PartId, Total, UnitId, ZoneId
from elzmodel.values.numbers import bits
from elzmodel.values.text import Said
from elzmodel.zones import DecisionPoint
from elzmodel.zones.zone_maps import in_every_way


@define(eq=False)
class PartGraph:
    """The borders and the inhabitants of a day, for sets of parts as bits."""

    snapshot: Snapshot
    parts: tuple[PartId, ...]
    year: int | None
    number: dict[PartId, int] = field(init=False)
    certain: list[int] = field(init=False)
    possible: list[int] = field(init=False)
    joined: list[int] = field(init=False)
    with_joined: dict[int, bool | None] = field(init=False, factory=dict)
    alone: int = field(init=False, default=0)
    values: list[Number] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Turn links into masks, and note the parts that have a figure of their own."""
        self.number = {part: number for number, part in enumerate(self.parts)}
        borders = self.snapshot.borders
        self.certain = self._masks(borders.certain_links)
        possible = self._masks(borders.possible_links)
        self.possible = self.certain if possible == self.certain else possible
        whole = [land for land in borders.joined if land <= self.number.keys()]
        self.joined = [sum(1 << self.number[part] for part in land) for land in whole]
        self.values = [0] * len(self.parts)
        for part, value in self._own():
            if part in self.number:
                self.values[self.number[part]] = value
                self.alone |= 1 << self.number[part]

    def _masks(self, links: Mapping[PartId, frozenset[PartId]]) -> list[int]:
        linked = [self.number.keys() & links.get(part, ()) for part in self.parts]
        return [sum(1 << self.number[part] for part in found) for found in linked]

    def _own(self) -> Iterator[tuple[PartId, Number]]:
        """Yield the inhabitants of the parts that one figure alone is about."""
        key = ("population", self.year)
        figures = [f for f in self.snapshot.figures.figures if (f.kind, f.year) == key]
        counts = Counter(part for figure in figures for part in figure.parts)
        for figure in figures:
            (part, *more), value = figure.parts, figure.value
            # Sums of other numbers than whole ones depend on their order.
            if not more and counts[part] == 1 and isinstance(value, int):
                yield part, value

    def population(self, decided: int, possible: int) -> Total | None:
        """Return the inhabitants of decided land, bounded by what may join it."""
        if self.year is None:
            return None
        total = self._total(decided, self.year)
        if not possible:
            return total
        widest = self._total(decided | possible, self.year)
        undecided = (self.parts[number] for number in bits(possible))
        return Total(total.low, widest.high, (*total.missing, *undecided))

    def _total(self, mask: int, year: int) -> Total:
        if mask & ~self.alone:
            parts = [self.parts[number] for number in bits(mask)]
            return self.snapshot.figures.total(parts, kind="population", year=year)
        values = self.values
        total: Number = 0
        while mask:
            low = mask & -mask
            total += values[low.bit_length() - 1]
            mask ^= low
        return Total(total, total)

    def is_contiguous(self, mask: int) -> bool | None:
        """Tell whether parts form one piece of land; ``None`` where it is not known."""
        if self.joined and any(mask & joined == joined for joined in self.joined):
            return self._is_one_with_joined(mask)
        if _is_one(mask, self.certain):
            return True
        if self.possible is self.certain:
            return False
        return None if _is_one(mask, self.possible) else False

    def _is_one_with_joined(self, mask: int) -> bool | None:
        """Tell it where parts count as one piece together: few zones have such land."""
        if mask not in self.with_joined:
            parts = [self.parts[number] for number in bits(mask)]
            self.with_joined[mask] = self.snapshot.borders.is_contiguous(parts)
        return self.with_joined[mask]


def _is_one(mask: int, links: list[int]) -> bool:
    """Tell whether everything is reached from the first part."""
    edge = mask & -mask
    left = mask ^ edge
    while edge and left:
        low = edge & -edge
        ahead = links[low.bit_length() - 1] & left
        edge = (edge ^ low) | ahead
        left ^= ahead
    return not left


_MOST: Final = 200_000
_REMEMBERED: Final = 4
_NOWHERE: Final = -1
_AS_IT_IS: Final[Mapping[int, int]] = MappingProxyType({})
_Points = tuple[tuple[DecisionPoint, int], ...]
"""Decisions, each with its land as a mask."""


Move = tuple[str, str]
"""A municipality or part, and the zone to which it goes, as they are called."""


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Memo(dict[_Key, _Value]):
    """What was worked out already; all of it is forgotten when it grows beyond a number."""

    def __init__(self, work: Callable[[_Key], _Value], most: int) -> None:
        super().__init__()
        self.work, self.most = work, most

    def __missing__(self, key: _Key) -> _Value:
        if len(self) >= self.most:
            self.clear()
        value = self[key] = self.work(key)
        return value


class _Unusual(Exception):  # noqa: N818 - it never leaves the module
    """Something that only the plain way knows how to treat."""


def plain_row(base: Landscape, scenario: Scenario, *, year: int | None) -> SweepRow:
    """Return the row of a scenario by adopting it: the oracle of the fast way."""
    try:
        landscape = adopt(base, scenario)
        day = last_day(base, scenario)
        before, after = (each.on(day, beyond_ok=True) for each in (base, landscape))
    except ElzError as error:
        # A copy holds nothing of where it was raised: a sweep may keep very many.
        return SweepRow(scenario.label, problem=Said(str(error), deepcopy(error)))
    return SweepRow(
        scenario.label,
        zones=tuple(zone_state(after, z, year=year) for z in touched_zones(before, after)),
        ended=tuple(z.id for z in before.zones if z.id not in after.zone_map.by_id),
        undecided=after.decisions,
    )


_Effect = tuple[int, int, int, ZoneState, ZoneState]
"""A zone, the zone to which some of its land goes, that land as a mask, and both afterwards."""


@frozen(eq=False)
class _Plan:
    """A merger: the new body, the ids and the code it claims, the land of each member."""

    unit: UnitId
    claims: frozenset[str]
    lands: tuple[tuple[int, ...], ...]


@define(eq=False)
class _Draft:
    """What one scenario changed so far: where parts lie, which land each zone has."""

    day: date
    where: dict[int, int] = field(factory=dict)
    masks: dict[int, int] = field(factory=dict)
    eve: dict[int, int] = field(factory=dict)
    merged: set[str] = field(factory=set)
    moved: set[str] = field(factory=set)
    points: list[tuple[DecisionPoint, int]] = field(factory=list)


@define(eq=False)
class Evaluator:
    """A base, made ready for many scenarios."""

    base: Landscape
    year: int | None
    settled: date = field(init=False)
    _index: _Index | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Look at the base as it is after its last event."""
        self.settled = last_event_day(self.base)
        snapshot = self.base.on(self.settled, beyond_ok=True)
        is_simple = not (snapshot.decisions or snapshot.layout.refinement.cuts)
        is_simple &= not any(rule.changes_after(self.settled) for rule in self.base.size_rules)
        self._index = _Index(self.base, snapshot, self.year) if is_simple else None

    def row(self, scenario: Scenario) -> SweepRow:
        """Return the row of a scenario, by the fast way where it can take it."""
        row = self.fast_row(scenario)
        return plain_row(self.base, scenario, year=self.year) if row is None else row

    def fast_row(self, scenario: Scenario) -> SweepRow | None:
        """Return the row of a scenario, ``None`` where it needs the plain way."""
        index = self._index
        if index is None or not scenario.steps or scenario.steps[0].day <= self.settled:
            return None
        if scenario.codes is not self.base.codes and has_other_codes(self.base, scenario):
            return None
        moves = _moves_of(scenario)
        states = None if moves is None else index.moved(moves)
        if states is not None:
            return SweepRow(scenario.name, tuple([states[zone] for zone in sorted(states)]))
        try:
            draft = index.followed(scenario)
        except _Unusual:
            return None
        return index.row(scenario.label, draft)

    def mover(self, day: date) -> Callable[[Iterable[Move]], Mapping[int, ZoneState] | None]:
        """Return what tells the zones that moves of a day touch, by number, as they are then.

        They are those in the row of a scenario that has a transfer for each move. It tells
        nothing where that takes a scenario.
        """
        if self._index is None or day <= self.settled:
            return lambda _: None
        return self._index.moved


@lru_cache(_REMEMBERED)
def evaluator_of(base: Landscape, year: int | None) -> Evaluator:
    """Return a base made ready, together with what was worked out for it before."""
    return Evaluator(base, year)


def _moves_of(scenario: Scenario) -> list[Move] | None:
    """Return what a scenario of transfers on one day moves, ``None`` for any other scenario."""
    moves: list[Move] = []
    day = scenario.steps[0].day
    for step in scenario.steps:
        if type(step) is not TransferStep or step.day != day:
            return None
        for place in step.places:
            moves.append((place, step.to))  # noqa: PERF401 - as fast, and read more easily
    return None if scenario.choices else moves


@define(eq=False)
class _Index:
    """The base in numbers, and what was worked out for it already."""

    base: Landscape
    snapshot: Snapshot
    year: int | None
    parts: tuple[PartId, ...] = field(init=False)
    number: dict[PartId, int] = field(init=False)
    zones: tuple[ZoneId, ...] = field(init=False)
    zone_at: list[int] = field(init=False)
    masks: list[int] = field(init=False)
    graph: PartGraph = field(init=False)
    ever: frozenset[UnitId] = field(init=False)
    land: Callable[[str], tuple[UnitId, tuple[int, ...]]] = field(init=False)
    target: Callable[[str], int] = field(init=False)
    effects: _Memo[Move, _Effect | None] = field(init=False)
    known: Callable[[str], tuple[Municipality, ...]] = field(init=False)
    state: Callable[[int, int, int, tuple[int, ...]], ZoneState] = field(init=False)
    changed: list[_Memo[int, ZoneState]] = field(init=False)
    plans: dict[tuple[object, ...], _Plan] = field(init=False, factory=dict)
    opened: Callable[[_Plan, date], _Points] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Number parts and zones, both in order of id."""
        self.land, self.target = cache(self._land), cache(self._target)
        self.known, self.opened = cache(self._known), cache(self._opened)
        self.effects = _Memo(self._effect, _MOST)
        self.state = lru_cache(_MOST)(self._state)
        zone_map = self.snapshot.zone_map
        self.parts = tuple(sorted(self.snapshot.layout.by_part))
        self.graph = PartGraph(self.snapshot, self.parts, self.year)
        self.number = self.graph.number
        self.zones = tuple(zone.id for zone in zone_map.zones)
        numbers = {zone: number for number, zone in enumerate(self.zones)}
        by_part = zone_map.by_part
        self.zone_at = [numbers[by_part[p]] if p in by_part else _NOWHERE for p in self.parts]
        self.masks = [0] * len(self.zones)
        for number, zone in enumerate(self.zone_at):
            if zone != _NOWHERE:
                self.masks[zone] |= 1 << number
        most = _MOST // len(self.zones) if self.zones else 0
        self.changed = [
            _Memo(partial(self._changed, zone), most) for zone in range(len(self.zones))
        ]
        self.ever = frozenset(version.unit for version in self.base.register.versions)

    def moved(self, moves: Iterable[Move]) -> dict[int, ZoneState] | None:
        """Return the zones that moves of one day touch, by number.

        It is ``None`` where land moves twice, or does not move from one zone to another:
        that is followed part by part.
        """
        effects = [*map(self.effects.__getitem__, moves)]
        states: dict[int, ZoneState] = {}
        for effect in effects:
            if effect is None:
                return None
            old, new, _, states[old], states[new] = effect
        return states if len(states) == 2 * len(effects) else self._moved_together(effects)

    def _moved_together(self, effects: Iterable[_Effect | None]) -> dict[int, ZoneState] | None:
        """Return the same where a zone is touched by several moves."""
        states: dict[int, ZoneState] = {}
        changes: dict[int, int] = {}
        moved = 0
        for old, new, land, left, joined in filter(None, effects):
            if moved & land:
                return None
            moved |= land
            for zone, state in ((old, left), (new, joined)):
                if zone in changes:
                    changes[zone] ^= land
                    states[zone] = self.changed[zone][changes[zone]]
                else:
                    changes[zone], states[zone] = land, state
        return states

    def _effect(self, move: Move) -> _Effect | None:
        """Return what a move does by itself, ``None`` where its land has no other zone alone."""
        place, to = move
        try:
            numbers, new = self.land(place)[1], self.target(to)
        except _Unusual:
            return None
        (old, *more) = {self.zone_at[number] for number in numbers}
        if more or old in {new, _NOWHERE}:
            return None
        land = sum(1 << number for number in numbers)
        return old, new, land, self.changed[old][land], self.changed[new][land]

    def _changed(self, zone: int, change: int) -> ZoneState:
        """Return the state of a zone to which some land comes and from which some goes."""
        land = self.masks[zone] ^ change
        population = self.graph.population(land, 0)
        contiguous = self.graph.is_contiguous(land)
        return state_of(
            self.zones[zone], population, self.snapshot.size_rules, contiguous=contiguous
        )

    def followed(self, scenario: Scenario) -> _Draft:
        """Follow the steps of a scenario, then its choices."""
        draft = _Draft(scenario.steps[0].day)
        for step in scenario.steps:
            if step.day != draft.day:
                self._turn(draft, step.day)
            if type(step) is TransferStep:
                self._transfer(draft, step)
            elif type(step) is MergeStep:
                self._merge(draft, step)
            else:
                raise _Unusual
        for choice in scenario.choices:
            self._choose(draft, choice)
        return draft

    def _turn(self, draft: _Draft, day: date) -> None:
        """Go on to a later day: mergers then ask where land lay on its eve."""
        if day < draft.day:
            raise _Unusual
        draft.day, draft.eve = day, dict(draft.where)
        draft.moved.clear()

    def _transfer(self, draft: _Draft, step: TransferStep) -> None:
        target = self.target(step.to)
        for key in step.places:
            unit, numbers = self.land(key)
            if unit in draft.merged:
                raise _Unusual
            draft.moved.add(unit)
            self._put(draft, numbers, target)

    def _put(self, draft: _Draft, numbers: tuple[int, ...], target: int) -> None:
        """Let parts lie in a zone, and keep the masks of both sides."""
        where, masks = draft.where, draft.masks
        for number in numbers:
            old = where.get(number, self.zone_at[number])
            if old == target:
                continue
            where[number] = target
            bit = 1 << number
            if old != _NOWHERE:
                masks[old] = masks.get(old, self.masks[old]) ^ bit
            masks[target] = masks.get(target, self.masks[target]) | bit

    def _merge(self, draft: _Draft, step: MergeStep) -> None:
        key = (step.municipalities, step.continues, step.name, step.unit, step.nis)
        plan = self.plans.get(key)
        if plan is None:
            plan = self.plans[key] = self._plan(step)
        used = draft.merged
        if not (used.isdisjoint(plan.claims) and draft.moved.isdisjoint(plan.claims)):
            raise _Unusual
        used.update(plan.claims)
        if draft.eve:
            draft.points += self._opened(plan, draft.day, draft.eve)
        else:
            draft.points += self.opened(plan, draft.day)

    def _plan(self, step: MergeStep) -> _Plan:
        """Return what a merger claims, where no name or code can be taken for another."""
        members = [self._member(key) for key in step.municipalities]
        units = [member.unit for member in members]
        unit = self._unit(step, members)
        claims: set[str] = {unit, *units}
        if isinstance(step.nis, str):
            holder = self.snapshot.layout.by_nis.get(step.nis)
            is_taken = holder is not None and holder not in members
            if is_taken or not self.base.codes.has(step.nis):
                raise _Unusual
            claims.add(f"code {step.nis}")
        if len(set(units)) < len(units):
            raise _Unusual
        lands = tuple(self.land(key)[1] for key in step.municipalities)
        return _Plan(unit, frozenset(claims), lands)

    def _opened(self, plan: _Plan, day: date, eve: Mapping[int, int] = _AS_IT_IS) -> _Points:
        """Return the decision that a merger opens where the members' zones of the eve differ."""
        base, lands = self.zone_at, plan.lands
        zones = [{eve.get(number, base[number]) for number in land} for land in lands]
        candidates = {zone for of in zones for zone in of if zone != _NOWHERE}
        asked = [n for land, of in zip(lands, zones, strict=True) if len(of) == 1 for n in land]
        if len({frozenset(of) for of in zones}) < 2 or not (candidates and asked):
            return ()
        named = tuple(self.zones[zone] for zone in sorted(candidates))
        parts = tuple(self.parts[number] for number in sorted(asked))
        point = DecisionPoint(day, plan.unit, parts, named)
        return ((point, sum(1 << number for number in asked)),)

    def _choose(self, draft: _Draft, choice: Choice) -> None:
        """Settle a decision of the last day by the id of its municipality."""
        about = [
            each
            for each in draft.points
            if each[0].unit == choice.decision and choice.day in {None, each[0].day}
        ]
        if not about:
            raise _Unusual
        point, mask = about[0]
        if point.day != draft.day or (choice.zone and choice.zone not in point.candidates):
            raise _Unusual
        draft.points.remove(about[0])
        if choice.zone is not None:
            self._put(draft, tuple(bits(mask)), self.target(choice.zone))

    def _unit(self, step: MergeStep, members: list[Municipality]) -> UnitId:
        """Return the id of a merged municipality."""
        if step.continues is not None:
            kept = self._member(step.continues)
            unit, name = kept.unit, step.name or kept.name
            is_taken = kept not in members
        else:
            name = step.new_name(members)
            unit = step.new_unit(name)
            is_taken = unit in self.ever
        known = (*self.known(name), *self.known(unit))
        if is_taken or any(each not in members for each in known):
            raise _Unusual
        return unit

    def _known(self, name: str) -> tuple[Municipality, ...]:
        """Return the municipalities of the base that a name or id means."""
        return self.snapshot.names.find_municipality(name, self.snapshot.day).on_day

    def _member(self, key: str) -> Municipality:
        known = self.known(key)
        if len(known) != 1:
            raise _Unusual
        return known[0]

    def _land(self, key: str) -> tuple[UnitId, tuple[int, ...]]:
        """Return the land of a municipality or a part, with the municipality that holds it."""
        part = PartId(key)
        if part in self.number and not self.known(key):
            return self.snapshot.layout.by_part[part].unit, (self.number[part],)
        member = self._member(key)
        return member.unit, tuple(self.number[part] for part in member.parts)

    def _target(self, key: str) -> int:
        zones = self.snapshot.names.find_zone(key, self.snapshot.day).on_day
        if len(zones) != 1:
            raise _Unusual
        return self.zones.index(zones[0].id)

    def row(self, name: str, draft: _Draft) -> SweepRow:
        """Return the row of what a scenario changed."""
        if draft.points:
            return self._open_row(name, draft)
        base = self.masks
        touched = [zone for zone, mask in draft.masks.items() if mask != base[zone]]
        touched.sort()
        masks = draft.masks
        return SweepRow(
            name, tuple([self.state(zone, masks[zone], masks[zone], ()) for zone in touched])
        )

    def _open_row(self, name: str, draft: _Draft) -> SweepRow:
        points = sorted(draft.points, key=lambda each: (each[0].day, each[0].unit))
        undecided = 0
        possible: dict[int, tuple[int, ...]] = {}
        certain: dict[int, tuple[int, ...]] = {}
        for point, mask in points:
            undecided |= mask
            for zone in map(self.target, point.candidates):
                open_ = mask
                if len(point.candidates) == 1:  # What stands there stays there in every way.
                    stays = mask & draft.masks.get(zone, self.masks[zone])
                    certain[zone] = (*certain.get(zone, ()), stays)
                    open_ &= ~stays
                possible[zone] = (*possible.get(zone, ()), open_)
        affected = {*draft.masks, *possible, *certain}
        affected.update(zone for zone, mask in enumerate(self.masks) if mask & undecided)
        rows = []
        for zone in sorted(affected):
            sure, may = sum(certain.get(zone, ())), possible.get(zone, ())
            stored = draft.masks.get(zone, self.masks[zone])
            if stored != self.masks[zone] or stored & undecided or sure or may:
                rows.append(self.state(zone, stored, (stored & ~undecided) | sure, may))
        return SweepRow(name, tuple(rows), undecided=tuple(point for point, _ in points))

    def _state(self, zone: int, stored: int, decided: int, opened: tuple[int, ...]) -> ZoneState:
        population = self.graph.population(decided, sum(opened))
        ways = [(stored & land, 0, land) for land in opened]
        contiguous = in_every_way(
            ways, lambda chosen: self.graph.is_contiguous(decided | sum(chosen))
        )
        return state_of(
            self.zones[zone], population, self.snapshot.size_rules, contiguous=contiguous
        )
