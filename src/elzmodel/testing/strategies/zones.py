"""Strategies for zones and for landscapes of register, zoning, figures and borders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from attrs import Factory, define
from hypothesis import strategies as st

from elzmodel.landscape import Landscape
from elzmodel.territory import Border, Contact, Create, Register
from elzmodel.testing.strategies.territory import borders, days_around, figures, registers
from elzmodel.testing.strategies.values import EITHER, made, pick, pick_some, require, up_to
from elzmodel.testing.worlds import small_world
from elzmodel.values import EventId, PartId, Period, UnitId, ZoneId
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, SizeRule, ZoneEvent, Zoning

__all__ = ["landscapes", "size_rules", "zone_histories", "zonings"]


@define
class _Zones:
    """Which zones there are and what land each was given, stepped day by day."""

    land: dict[PartId, ZoneId | None] = Factory(dict)
    names: dict[ZoneId, str] = Factory(dict)
    events: list[ZoneEvent] = Factory(list)
    made: int = 0
    day: date = date.min
    order: int = 0

    def head(self) -> dict[str, Any]:
        """Return the head of the next event."""
        return {"id": EventId(f"z{len(self.events) + 1}"), "day": self.day, "order": self.order}

    def go_to(self, day: date) -> None:
        """Go to a later day, or to the next order of the same one."""
        self.order = self.order + 1 if day == self.day else 0
        self.day = day

    def create(self) -> ZoneId:
        """Let the next zone begin."""
        self.made += 1
        zone = ZoneId(f"z{self.made}")
        self.names[zone] = zone.upper()
        self.events.append(CreateZone(**self.head(), zone=zone, name=self.names[zone]))
        return zone

    def assign(self, parts: Iterable[PartId], zone: ZoneId | None) -> None:
        """Give parts to a zone, or to none."""
        assigned = tuple(sorted(parts))
        if assigned:
            self.events.append(Assign(**self.head(), zone=zone, parts=assigned))
            self.land.update(dict.fromkeys(assigned, zone))

    def transfer(self, draw: st.DrawFn, held: list[PartId]) -> None:
        """Assign some parts anew."""
        parts = pick_some(draw, held, least=1)
        self.assign(parts, pick(draw, [*sorted(self.names), None]))

    def rename(self, draw: st.DrawFn, held: list[PartId]) -> None:  # noqa: ARG002 - one signature
        """Give a zone another name."""
        zone = pick(draw, sorted(self.names))
        self.names[zone] = f"New {self.names[zone]}"
        self.events.append(AlterZone(**self.head(), zone=zone, name=self.names[zone]))

    def abolish(self, draw: st.DrawFn, held: list[PartId]) -> None:  # noqa: ARG002 - one signature
        """End a zone; all its land goes to another one, or to none."""
        zone = pick(draw, sorted(self.names))
        del self.names[zone]
        receiver = pick(draw, [*sorted(self.names), None])
        self.assign([part for part, of in self.land.items() if of == zone], receiver)
        self.events.append(AbolishZone(**self.head(), zone=zone))

    def begin(self, draw: st.DrawFn, held: list[PartId]) -> None:
        """Let a zone begin on some land, perhaps on none."""
        parts = pick_some(draw, held)
        self.assign(parts, self.create())

    def step(self, draw: st.DrawFn, held: list[PartId]) -> None:
        """Let something happen to the zones."""
        kinds: list[Callable[..., None]] = [_Zones.begin] if held else []
        if held and self.names:
            kinds.append(_Zones.transfer)
        if self.names:
            kinds += [_Zones.rename, _Zones.abolish]
        if kinds:
            pick(draw, kinds)(self, draw, held)


@st.composite
def _occasions(
    draw: st.DrawFn, register: Register, most: int
) -> list[tuple[date, tuple[PartId, ...]]]:
    """Draw days on which something happens, some with the land of a merger to be settled."""
    start = draw(days_around(register))
    around = days_around(register)
    occasions: list[tuple[date, tuple[PartId, ...]]] = [(start, ())]
    occasions += [(max(draw(around), start), ()) for _ in range(draw(up_to(most)))]
    for merged, _ in register.mergers():
        day = merged.period.start
        if day is not None and day > start and draw(EITHER):
            delay = timedelta(days=pick(draw, (0, 0, 30)))
            occasions.append((day + delay, merged.parts))
    return sorted(occasions)


def _recognise(draw: st.DrawFn, zones: _Zones, held: list[PartId], max_zones: int) -> None:
    """Let the first zones begin, and give them all land or some of it."""
    first = [zones.create() for _ in range(1 + draw(up_to(max_zones - 1)))]
    chosen: dict[PartId, ZoneId | None] = dict.fromkeys(held, first[0])
    # As few draws with land as without: a day without land is not the simpler one.
    if draw(EITHER):
        chosen = {part: pick(draw, [*first, None]) for part in held}
    for zone in first:
        zones.assign((part for part in held if chosen[part] == zone), zone)


def zone_histories(
    register: Register | None = None, *, max_zones: int = 3, max_steps: int = 4
) -> st.SearchStrategy[list[ZoneEvent]]:
    """Draw lists of zone events that a `Zoning` accepts, about the land of *register*.

    On one day up to *max_zones* zones begin and get all land or some of it.
    Then up to *max_steps* things happen: new zones, transfers, new names,
    abolitions. Some mergers of the register are followed by an assignment of
    all land of the merged municipality, on that day or later; others are not.

    Shrinks towards one zone that holds all land of the first day.

    Raises:
        InvalidArgument: If *max_zones* is under 1 or *max_steps* negative.

    Example:
        >>> from hypothesis import find
        >>> [type(event).__name__ for event in find(zone_histories(), lambda _: True)]
        ['CreateZone', 'Assign']
    """
    require(holds=max_zones >= 1, message=f"{max_zones=} leaves no zone")
    require(holds=max_steps >= 0, message=f"{max_steps=} is negative")

    return _histories(register, max_zones, max_steps)


@st.composite
def _histories(
    draw: st.DrawFn, register: Register | None, max_zones: int, max_steps: int
) -> list[ZoneEvent]:
    chosen = draw(registers()) if register is None else register
    zones = _Zones()
    for day, settled in draw(_occasions(chosen, max_steps)):
        zones.go_to(day)
        held = sorted(chosen.on(day).by_part)
        if not zones.made:
            _recognise(draw, zones, held, max_zones)
        elif settled and zones.names:
            zones.assign(settled, pick(draw, sorted(zones.names)))
        else:
            zones.step(draw, held)
    return zones.events


def zonings(
    register: Register | None = None, *, max_zones: int = 3, max_steps: int = 4
) -> st.SearchStrategy[Zoning]:
    """Draw zonings of the events that `zone_histories` draws, with the same options.

    Shrinks towards one zone that holds all land of the first day.

    Raises:
        InvalidArgument: As `zone_histories` does.

    Example:
        >>> from hypothesis import find
        >>> [zone.name for zone in find(zonings(), lambda _: True).zones]
        ['Z1']
    """
    events = zone_histories(register, max_zones=max_zones, max_steps=max_steps)
    return made(Zoning().with_events, events)


def size_rules() -> st.SearchStrategy[SizeRule]:
    """Draw rules of the size of a zone, some of which begin in the future.

    Shrinks towards a minimum of nothing that holds always.

    Example:
        >>> from hypothesis import find
        >>> print(find(size_rules(), lambda rule: rule.low > 0))
        at least 1 inhabitants (minimum size, grade U)
    """
    return st.builds(
        SizeRule,
        name=st.sampled_from(["minimum size", "target size"]),
        low=st.integers(0, 500),
        high=st.none() | st.integers(500, 1_000),
        period=st.sampled_from([Period(), Period(date(2035, 1, 1))]),
    )


def landscapes(
    *, max_units: int = 4, max_steps: int = 6, recorded: bool = False, neighbours: bool = False
) -> st.SearchStrategy[Landscape]:
    """Draw landscapes with zones and figures of 2021 about the land of a drawn register.

    They cover all days. The options are those of `registers`.

    Args:
        max_units: The most municipalities that begin on the first day.
        max_steps: The most steps of what happens to them, and to zones.
        recorded: Whether events have days of record.
        neighbours: Whether at least two municipalities live in the end, each beside the
            next one; else only some landscapes have neighbours.

    Shrinks towards one municipality, on one part, in one zone, without figures;
    with *neighbours* towards two that touch.

    Raises:
        InvalidArgument: As `registers` does.

    Example:
        >>> from hypothesis import find
        >>> find(landscapes(), lambda _: True).on("2000-01-01")
        <Snapshot of 2000-01-01: 1 municipalities, 1 zones, 0 open decisions>
        >>> find(landscapes(neighbours=True), lambda _: True).borders
        <Borders: 1 contacts>
    """
    land = registers(max_units=max_units, max_steps=max_steps, recorded=recorded)
    return _landscapes(land, neighbours=neighbours)


@st.composite
def _landscapes(
    draw: st.DrawFn, land: st.SearchStrategy[Register], *, neighbours: bool
) -> Landscape:
    register = draw(land)
    if neighbours:
        register = with_two(register)
    row = in_a_row(register) if neighbours else ()
    beside = {border.a | border.b for border in row}
    others = (b for b in draw(borders(register)).borders if b.a | b.b not in beside)
    return small_world(
        *register.events,
        *draw(zone_histories(register)),
        figures=draw(figures(register)).figures,
        borders=[*row, *others],
        size_rules=draw(_SIZE_RULES),
    )


_SIZE_RULES = st.lists(size_rules(), max_size=2, unique_by=lambda rule: rule.name)


def with_two(register: Register) -> Register:
    """Return a register in which at least two municipalities live in the end."""
    day = max(event.day for event in register.events)
    alive = len(register.on(day).municipalities)
    units = [f"new-{letter}" for letter in "ab"[alive:]]
    events = [
        Create(
            id=EventId(unit),
            day=day,
            order=1 + max(event.order for event in register.events),
            unit=UnitId(unit),
            name=unit.title(),
        )
        for unit in units
    ]
    return register.with_events(events) if events else register


def in_a_row(register: Register) -> tuple[Border, ...]:
    """Return the borders of the municipalities that live in the end, each beside the next."""
    last = register.on(max(event.day for event in register.events)).municipalities
    return tuple(
        Border(a=one.parts[:1], b=other.parts[:1], contact=Contact.BORDER)
        for one, other in pairwise(last)
    )
