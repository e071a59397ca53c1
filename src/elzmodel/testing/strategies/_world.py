"""A small model of municipalities, stepped while a history is drawn.

Each step is valid in the state it is drawn from, so that nothing drawn has to
be thrown away.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, evolve, frozen
from hypothesis import strategies as st

from elzmodel.territory import (
    KEEP,
    Abolish,
    Alter,
    Create,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.values import EventId, NisCode, PartId, UnitId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

__all__ = ["Step", "World"]

_PLACES = ("north", "south", None)
_MOST_PIECES = 3


@frozen
class Step:
    """Events that happen together, and all units and parts that they touch."""

    events: tuple[TerritoryEvent, ...]
    touched: frozenset[str]


@define
class World:
    """Who holds which land and which code, and what was there before."""

    land: dict[UnitId, frozenset[PartId]] = Factory(dict)
    codes: dict[UnitId, NisCode | None] = Factory(dict)
    free: set[PartId] = Factory(set)
    gone: list[UnitId] = Factory(list)
    former: list[NisCode] = Factory(list)
    events: int = 0
    units: int = 0

    def copy(self) -> World:
        """Return a world that can be stepped apart from this one."""
        return deepcopy(self)

    def step(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Draw something that can happen now, and let it happen."""
        kinds = [kind for kind, can in _KINDS.items() if can(self)]
        step: Step = draw(st.sampled_from(kinds))(self, draw, day, order)
        return step

    def head(self, day: date, order: int) -> dict[str, Any]:
        """Return the head of the next event."""
        self.events += 1
        return {"id": EventId(f"e{self.events}"), "day": day, "order": order}

    def new_unit(self, draw: st.DrawFn) -> UnitId:
        """Draw the id of a unit that does not live: a new one or one that is gone."""
        fresh = UnitId(f"u{self.units + 1}")
        unit = draw(st.sampled_from([fresh, *self.gone]))
        if unit == fresh:
            self.units += 1
        else:
            self.gone.remove(unit)
        return unit

    def new_code(self, draw: st.DrawFn) -> NisCode | None:
        """Draw a code that is free: a new one, a former one, or none."""
        used = {code for code in self.codes.values() if code}
        free = [code for code in self.former if code not in used]
        fresh = NisCode(str(10_001 + len(self.former)))
        code = draw(st.sampled_from([fresh, *free, None]))
        if code == fresh:
            self.former.append(fresh)
        return code

    def labels(self, draw: st.DrawFn, unit: UnitId) -> dict[str, Any]:
        """Draw what a new unit is called, and give it its code."""
        self.codes[unit] = self.new_code(draw)
        places = {name: draw(st.sampled_from(_PLACES)) for name in ("province", "region")}
        return {"unit": unit, "name": unit.upper(), "nis": self.codes[unit], **places}

    def some_units(self, draw: st.DrawFn, least: int, most: int) -> list[UnitId]:
        """Draw different units that live."""
        alive = st.sampled_from(sorted(self.land))
        return draw(st.lists(alive, min_size=least, max_size=most, unique=True))

    def end(self, unit: UnitId) -> frozenset[PartId]:
        """Let a unit end and return the land it had."""
        del self.codes[unit]
        self.gone.append(unit)
        return self.land.pop(unit)

    def begin(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Create a unit on new land, or on land that left the record."""
        reuse = bool(self.free) and draw(st.booleans())
        reused = draw(_some_of(self.free)) if reuse else ()
        unit = self.new_unit(draw)
        own = PartId(unit)
        named = tuple(PartId(f"{unit}-{letter}") for letter in "ab"[: draw(st.integers(0, 2))])
        taken = {part for land in self.land.values() for part in land} | self.free
        fresh = () if reused else tuple(part for part in named or (own,) if part not in taken)
        parts = reused or fresh or (PartId(f"{unit}-{self.events + 1}"),)
        self.land[unit] = frozenset(parts)
        self.free -= set(parts)
        said = () if parts == (own,) else parts
        event = Create(**self.head(day, order), **self.labels(draw, unit), parts=said)
        return Step((event,), frozenset({unit, *parts}))

    def alter(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Change the code, the name or the place of a unit."""
        (unit,) = self.some_units(draw, 1, 1)
        changes: dict[str, Any] = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "name": st.sampled_from([f"New {unit.upper()}", unit.upper()]),
                    "province": st.sampled_from(_PLACES),
                    "arrondissement": st.sampled_from(_PLACES),
                    "region": st.sampled_from(_PLACES),
                },
            )
        )
        if draw(st.booleans()):
            self.codes[unit] = changes["nis"] = self.new_code(draw)
        return Step((Alter(**self.head(day, order), unit=unit, **changes),), frozenset({unit}))

    def swap_codes(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Let two units hand their codes to each other on one day."""
        one, other = self.some_units(draw, 2, 2)
        codes = self.codes
        codes[one], codes[other] = codes[other], codes[one]
        events = tuple(
            Alter(**self.head(day, order), unit=unit, nis=codes[unit]) for unit in (one, other)
        )
        return Step(events, frozenset({one, other}))

    def merge(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Merge units into a new one, or into one that continues."""
        units = self.some_units(draw, 2, 3)
        touched = frozenset().union(units, *(self.land[unit] for unit in units))
        if draw(st.booleans()):
            unit, code = units[0], self.codes[units[0]]
            labels: dict[str, Any] = {"unit": unit}
            if draw(st.booleans()):
                code = labels["nis"] = self.new_code(draw)
            land = [self.end(ended) for ended in units[1:]]
            self.land[unit] |= frozenset().union(*land)
            self.codes[unit] = code
        else:
            unit = self.new_unit(draw)
            labels = self.labels(draw, unit)
            if draw(st.booleans()):
                labels |= {"province": KEEP, "region": KEEP}
            self.land[unit] = frozenset().union(*[self.end(ended) for ended in units])
        event = Merge(**self.head(day, order), units=tuple(units), **labels)
        return Step((event,), touched | {unit})

    def split(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Split a unit into new ones, or into ones that were there before."""
        (unit,) = self.some_units(draw, 1, 1)
        land = self.land[unit]
        groups: dict[int, list[PartId]] = {}
        for part in sorted(land):
            groups.setdefault(draw(st.integers(0, _MOST_PIECES)), []).append(part)
        remains = frozenset(groups.pop(_MOST_PIECES, ())) if len(groups) > 1 else frozenset()
        head, pieces = self.head(day, order), []
        for group in groups.values():
            piece = self.new_unit(draw)
            self.land[piece] = frozenset(group)
            pieces.append(NewUnit(**self.labels(draw, piece), parts=tuple(group)))
        touched = frozenset({unit, *land, *(piece.unit for piece in pieces)})
        if remains:
            self.land[unit] = remains
        else:
            self.end(unit)
        return Step((Split(**head, unit=unit, into=tuple(pieces)),), touched)

    def move(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """Move parts from a unit that keeps some, or from outside the record."""
        givers: list[UnitId | None] = [None] if self.free else []
        if len(self.land) > 1:
            givers[:0] = [unit for unit in sorted(self.land) if len(self.land[unit]) > 1]
        origin: UnitId | None = draw(st.sampled_from(givers))
        receivers: list[UnitId] = [unit for unit in sorted(self.land) if unit != origin]
        to: UnitId = draw(st.sampled_from(receivers))
        land = self.free if origin is None else set(sorted(self.land[origin])[1:])
        parts = draw(_some_of(land))
        if origin is None:
            self.free -= set(parts)
        else:
            self.land[origin] -= set(parts)
        self.land[to] |= set(parts)
        lineage = draw(st.booleans())
        event = MoveParts(
            **self.head(day, order), parts=parts, origin=origin, to=to, lineage=lineage
        )
        return Step((event,), frozenset({to, *parts, *([origin] if origin else [])}))

    def regroup(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """End a unit and begin another with its land, and with parts of a third."""
        ended, other = self.some_units(draw, 2, 2)
        land, spare = self.land[ended], sorted(self.land[other])[1:]
        head, start = self.head(day, order), self.new_unit(draw)
        flows = [LandFlow(origin=ended, to=start)]
        gives = draw(st.booleans())
        given: tuple[PartId, ...] = draw(_some_of(spare)) if spare and gives else ()
        if given:
            flows.append(LandFlow(origin=other, to=start, parts=given))
        self.end(ended)
        self.land[other] -= set(given)
        self.land[start] = land | set(given)
        starts = (NewUnit(**self.labels(draw, start)),)
        event = Regroup(**head, flows=tuple(flows), ends=(ended,), starts=starts)
        return Step((event,), land | {ended, other, start, *given})

    def abolish(self, draw: st.DrawFn, day: date, order: int) -> Step:
        """End a unit, so that its land leaves the record."""
        (unit,) = self.some_units(draw, 1, 1)
        land = self.end(unit)
        self.free |= land
        return Step((Abolish(**self.head(day, order), unit=unit),), land | {unit})

    def mistake(self, draw: st.DrawFn, day: date, order: int) -> TerritoryEvent:
        """Draw an event that could have happened, and leave the world as it is."""
        (event, *_) = self.copy().alter(draw, day, order).events
        return evolve(event, id=EventId(f"wrong-{event.id}"))


def _some_of(parts: Iterable[PartId]) -> st.SearchStrategy[tuple[PartId, ...]]:
    return st.lists(st.sampled_from(sorted(parts)), min_size=1, unique=True).map(tuple)


def _can_move(world: World) -> bool:
    divisible = any(len(land) > 1 for land in world.land.values())
    return (divisible and len(world.land) > 1) or bool(world.free and world.land)


_KINDS: dict[Callable[..., Step], Callable[[World], bool]] = {
    World.begin: lambda _: True,
    World.alter: lambda world: bool(world.land),
    World.merge: lambda world: len(world.land) > 1,
    World.split: lambda world: bool(world.land),
    World.move: _can_move,
    World.swap_codes: lambda world: len(world.land) > 1,
    World.regroup: lambda world: len(world.land) > 1,
    World.abolish: lambda world: bool(world.land),
}
