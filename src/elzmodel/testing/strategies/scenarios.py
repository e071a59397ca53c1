"""Strategies for scenarios that fit a landscape, and for waves of mergers on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios import Scenario, adopt, neighbouring_pairs, wave
from elzmodel.scenarios.adoption import covering, last_event_day
from elzmodel.territory import Municipality
from elzmodel.testing.strategies.values import require
from elzmodel.testing.strategies.zones import landscapes
from elzmodel.values import PartId, ZoneId

__all__ = [
    "merger_waves",
    "scenarios",
]

Drawer = Callable[[st.DrawFn, Snapshot, Scenario], Scenario]


_STEPS = 3
_SIZE = 3
_DAYS = 40


def _unit(draw: st.DrawFn, day: Snapshot) -> str:
    return draw(st.sampled_from([str(m.unit) for m in day.municipalities]))


def _zone(draw: st.DrawFn, day: Snapshot) -> str:
    return draw(st.sampled_from([str(zone.id) for zone in day.zones]))


def _place(draw: st.DrawFn, day: Snapshot) -> str:
    """Draw a municipality or, of one with several parts, perhaps one of those."""
    divisible = [str(p) for m in day.municipalities if len(m.parts) > 1 for p in m.parts]
    units = [str(m.unit) for m in day.municipalities]
    return draw(st.sampled_from([*units, *divisible]))


def _transfer(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    return s.transfer(_place(draw, day), to=_zone(draw, day), day=day.day)


def _merge(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    left, units = [str(m.unit) for m in day.municipalities], list[str]()
    for _ in range(draw(st.integers(2, min(3, len(left))))):
        units.append(draw(st.sampled_from([unit for unit in left if unit not in units])))
    kept = draw(st.sampled_from([None, units[0]]))
    return s.merge(units, day=day.day, continues=kept)


def _rename(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    return s.rename(_unit(draw, day), f"Name {len(s.steps)}", day=day.day)


def _rename_zone(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    return s.rename_zone(_zone(draw, day), f"Zone {len(s.steps)}", day=day.day)


def _undecide(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    return s.undecide(_place(draw, day), day=day.day)


def _create_zone(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    return s.create_zone(f"Zone {len(s.steps)}", _place(draw, day), day=day.day)


def _merge_zones(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    whole = st.sampled_from([str(zone) for zone in _settled(day)])
    zones = draw(st.lists(whole, min_size=2, max_size=3, unique=True))
    kept = draw(st.sampled_from([None, zones[0]]))
    return s.merge_zones(zones, day=day.day, continues=kept)


def _split_zone(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    zone = draw(st.sampled_from(_inhabited(day)))
    parts = [str(part) for part in day.zone_map.parts_of[zone] if _is_plain(part, day)]
    name = f"Zone {len(s.steps)}"
    return s.split_zone(zone, into={name: draw(st.sampled_from(parts))}, day=day.day)


def _split(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    whole = draw(st.sampled_from(_divisible(day)))
    part = str(draw(st.sampled_from(whole.parts)))
    return s.split(whole, into={f"Place {len(s.steps)}": part}, day=day.day)


def _move_parts(draw: st.DrawFn, day: Snapshot, s: Scenario) -> Scenario:
    origin = draw(st.sampled_from(_divisible(day)))
    others = [m for m in day.municipalities if m is not origin]
    part, to = draw(st.sampled_from(origin.parts)), draw(st.sampled_from(others))
    return s.move_parts(part, to=to, day=day.day)


def _settled(day: Snapshot) -> list[ZoneId]:
    return [zone.id for zone in day.zones if not day.zone_map.possible_parts(zone.id)]


def _inhabited(day: Snapshot) -> list[ZoneId]:
    parts = day.zone_map.parts_of
    return [zone for zone in _settled(day) if any(_is_plain(p, day) for p in parts[zone])]


def _is_plain(part: PartId, day: Snapshot) -> bool:
    """Tell whether an id means a part, or a municipality that holds only that part."""
    found = day.names.living(part, day.day)
    return all(m.parts == (part,) for m in found)


def _divisible(day: Snapshot) -> list[Municipality]:
    return [m for m in day.municipalities if len(m.parts) > 1]


# The first one draws least: fewer draws are simpler to hypothesis than earlier choices.
_KINDS: dict[Drawer, Callable[[Snapshot], object]] = {
    _rename: lambda day: day.municipalities,
    _merge: lambda day: len(day.municipalities) > 1,
    _transfer: lambda day: day.zones and day.municipalities,
    _rename_zone: lambda day: day.zones,
    _undecide: lambda day: day.municipalities,
    _create_zone: lambda day: day.municipalities,
    _merge_zones: lambda day: len(_settled(day)) > 1,
    _split_zone: _inhabited,
    _split: _divisible,
    _move_parts: lambda day: _divisible(day) and len(day.municipalities) > 1,
}


@st.composite
def _scenarios(
    draw: st.DrawFn, *, base: Landscape | None, min_steps: int, max_steps: int, settled: bool | None
) -> Scenario:
    chosen = draw(landscapes()) if base is None else base
    day = last_event_day(chosen) + timedelta(days=1)
    scenario = Scenario("drawn")
    for _ in range(draw(st.integers(min_steps, max_steps))):
        scenario, day = draw(_steps(chosen, scenario, day))
    if settled is None:
        settled = draw(st.booleans())
    return draw(_settlements(chosen, scenario, day)) if settled else scenario


@st.composite
def _steps(
    draw: st.DrawFn, base: Landscape, scenario: Scenario, day: date
) -> tuple[Scenario, date]:
    """Draw one more step, on the same day or a later one."""
    later = day + timedelta(days=draw(st.integers(0, _DAYS)))
    snapshot = covering(adopt(base, scenario), later).on(later)
    kinds = [kind for kind, can in _KINDS.items() if can(snapshot)]
    if not kinds:
        return scenario, day
    drawer = draw(st.sampled_from(kinds))
    return drawer(draw, snapshot, scenario), later


@st.composite
def _settlements(draw: st.DrawFn, base: Landscape, scenario: Scenario, day: date) -> Scenario:
    """Settle all decisions that are open in the end, or leave the parts where they are."""
    if not scenario.steps:
        return scenario
    for point in covering(adopt(base, scenario), day).on(day).decisions:
        zone = draw(st.sampled_from([*point.candidates, None]))
        living = covering(base, point.day).zoning.zones_on(point.day)
        is_there = zone is None or any(each.id == zone for each in living)
        if zone is None or not is_there:
            scenario = scenario.keep_parts(point)
        else:
            scenario = scenario.choose(point, zone)
    return scenario


def scenarios(
    base: Landscape | None = None,
    *,
    min_steps: int = 0,
    max_steps: int = _STEPS,
    settled: bool | None = None,
) -> st.SearchStrategy[Scenario]:
    """Draw scenarios that *base* can adopt: no step is refused, every choice settles something.

    The steps are of every kind, take effect after the last event of the base,
    and may build on each other, on one day or on later ones. Without a base one
    is drawn that nobody else sees.

    Args:
        base: The landscape that the scenarios start from.
        min_steps: The least number of steps; fewer where nothing can happen.
        max_steps: The most.
        settled: Whether decisions that stay open are settled by choices; drawn
            by default.

    Shrinks towards a scenario without steps, and with *min_steps* towards new
    names of the first municipality.

    Raises:
        InvalidArgument: If *min_steps* is negative or above *max_steps*.

    Example:
        >>> from elzmodel import flanders
        >>> from hypothesis import find
        >>> find(scenarios(flanders()), lambda _: True)
        <Scenario drawn: 0 steps, 0 choices>
    """
    require(holds=0 <= min_steps <= max_steps, message=f"{min_steps=} and {max_steps=} do not fit")
    return _scenarios(base=base, min_steps=min_steps, max_steps=max_steps, settled=settled)


@st.composite
def _waves(
    draw: st.DrawFn,
    pairs: Sequence[tuple[Municipality, Municipality]],
    day: date,
    min_size: int,
    max_size: int,
) -> Scenario:
    chosen: list[tuple[Municipality, Municipality]] = []
    left = list(pairs)
    for _ in range(draw(st.integers(min_size, max_size))):
        if left:
            pair = draw(st.sampled_from(left))
            chosen.append(pair)
            left = [each for each in left if not set(each) & set(pair)]
    return wave("drawn wave", chosen, day=day)


def merger_waves(
    base: Landscape, *, min_size: int = 1, max_size: int = _SIZE, area: str | None = None
) -> st.SearchStrategy[Scenario]:
    """Draw waves of mergers: disjoint pairs of neighbours that merge on one day.

    They merge on the day after the last event of the base. A wave is smaller
    than *min_size* where no disjoint pair is left.

    Args:
        base: The landscape, with borders.
        min_size: The least number of mergers.
        max_size: The most.
        area: Only pairs within a region, province, arrondissement or reference region.

    Shrinks towards *min_size* mergers of the first pairs, in order of code.

    Raises:
        InvalidArgument: If the sizes do not fit, or no two municipalities are neighbours.

    Example:
        >>> from elzmodel import flanders
        >>> from hypothesis import find
        >>> print(find(merger_waves(flanders(), area="Limburg"), lambda _: True).steps[0])
        merge as, genk on 2025-01-02
    """
    require(holds=0 <= min_size <= max_size, message=f"{min_size=} and {max_size=} do not fit")
    last = last_event_day(base)
    pairs = neighbouring_pairs(covering(base, last).on(last), area=area)
    require(holds=bool(pairs), message="no two municipalities of the base are neighbours")
    return _waves(pairs, last + timedelta(days=1), min_size, max_size)
