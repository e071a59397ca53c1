"""Strategies for zones and for landscapes of register, zoning, figures and borders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from attrs import Factory, define
from hypothesis import strategies as st

from elzmodel.landscape import Landscape
from elzmodel.territory import Register
from elzmodel.testing.strategies.territory import borders, days_around, figures, registers
from elzmodel.testing.strategies.values import made, require
from elzmodel.values import EventId, PartId, Period, ZoneId
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
        parts = draw(st.lists(st.sampled_from(held), min_size=1, unique=True))
        self.assign(parts, draw(st.sampled_from([*sorted(self.names), None])))

    def rename(self, draw: st.DrawFn, held: list[PartId]) -> None:  # noqa: ARG002 - one signature
        """Give a zone another name."""
        zone = draw(st.sampled_from(sorted(self.names)))
        self.names[zone] = f"New {self.names[zone]}"
        self.events.append(AlterZone(**self.head(), zone=zone, name=self.names[zone]))

    def abolish(self, draw: st.DrawFn, held: list[PartId]) -> None:  # noqa: ARG002 - one signature
        """End a zone; all its land goes to another one, or to none."""
        zone = draw(st.sampled_from(sorted(self.names)))
        del self.names[zone]
        receiver = draw(st.sampled_from([*sorted(self.names), None]))
        self.assign([part for part, of in self.land.items() if of == zone], receiver)
        self.events.append(AbolishZone(**self.head(), zone=zone))

    def begin(self, draw: st.DrawFn, held: list[PartId]) -> None:
        """Let a zone begin on some land, perhaps on none."""
        parts = draw(st.lists(st.sampled_from(held), unique=True))
        self.assign(parts, self.create())

    def step(self, draw: st.DrawFn, held: list[PartId]) -> None:
        """Let something happen to the zones."""
        kinds: list[Callable[..., None]] = [_Zones.begin] if held else []
        if held and self.names:
            kinds.append(_Zones.transfer)
        if self.names:
            kinds += [_Zones.rename, _Zones.abolish]
        if kinds:
            draw(st.sampled_from(kinds))(self, draw, held)


@st.composite
def _occasions(
    draw: st.DrawFn, register: Register, most: int
) -> list[tuple[date, tuple[PartId, ...]]]:
    """Draw days on which something happens, some with the land of a merger to be settled."""
    start = draw(days_around(register))
    later = days_around(register).map(lambda day: max(day, start))
    occasions: list[tuple[date, tuple[PartId, ...]]] = [(start, ())]
    occasions += [(day, ()) for day in draw(st.lists(later, max_size=most))]
    for merged, _ in register.mergers():
        day = merged.period.start
        if day is not None and day > start and draw(st.booleans()):
            delay = timedelta(days=draw(st.sampled_from((0, 0, 30))))
            occasions.append((day + delay, merged.parts))
    return sorted(occasions)


def _recognise(draw: st.DrawFn, zones: _Zones, held: list[PartId], max_zones: int) -> None:
    """Let the first zones begin, and give them all land or some of it."""
    first = [zones.create() for _ in range(draw(st.integers(1, max_zones)))]
    chosen: dict[PartId, ZoneId | None] = dict.fromkeys(held, first[0])
    # As few draws with land as without: a day without land is not the simpler one.
    if draw(st.booleans()):
        choices = st.sampled_from([*first, None])
        chosen = draw(st.fixed_dictionaries(dict.fromkeys(held, choices)))
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

    @st.composite
    def drawn(draw: st.DrawFn) -> list[ZoneEvent]:
        chosen = draw(registers()) if register is None else register
        zones = _Zones()
        for day, settled in draw(_occasions(chosen, max_steps)):
            zones.go_to(day)
            held = sorted(chosen.on(day).by_part)
            if not zones.made:
                _recognise(draw, zones, held, max_zones)
            elif settled and zones.names:
                zones.assign(settled, draw(st.sampled_from(sorted(zones.names))))
            else:
                zones.step(draw, held)
        return zones.events

    return drawn()


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
    *, max_units: int = 4, max_steps: int = 6, recorded: bool = False
) -> st.SearchStrategy[Landscape]:
    """Draw landscapes with zones and figures of 2021 about the land of a drawn register.

    They cover all days. The options are those of `registers`.

    Shrinks towards one municipality, on one part, in one zone, without figures.

    Raises:
        InvalidArgument: As `registers` does.

    Example:
        >>> from hypothesis import find
        >>> find(landscapes(), lambda _: True).on("2000-01-01")
        <Snapshot of 2000-01-01: 1 municipalities, 1 zones, 0 open decisions>
    """
    land = registers(max_units=max_units, max_steps=max_steps, recorded=recorded)

    @st.composite
    def drawn(draw: st.DrawFn) -> Landscape:
        register = draw(land)
        return Landscape(
            name="drawn",
            covers=Period(),
            register=register,
            zoning=draw(zonings(register)),
            figures=draw(figures(register)),
            borders=draw(borders(register)),
            size_rules=draw(st.lists(size_rules(), max_size=2, unique_by=lambda rule: rule.name)),
        )

    return drawn()
