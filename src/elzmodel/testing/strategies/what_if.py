"""Strategies for scenarios that fit a landscape, and for waves of mergers on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from elzmodel.errors import ElzError
from elzmodel.landscape import Landscape
from elzmodel.scenarios import RenameStep, Scenario, Step, adopt, neighbouring_pairs, wave
from elzmodel.scenarios.adoption import last_event_day
from elzmodel.territory import Municipality
from elzmodel.testing.strategies.values import EITHER, require, up_to
from elzmodel.testing.strategies.values import pick as pick_one
from elzmodel.testing.strategies.zones import landscapes

__all__ = ["landscapes_and_scenarios", "landscapes_and_waves", "merger_waves", "scenarios"]

Pair = tuple[Municipality, Municipality]

_DAYS = 40


@st.composite
def _steps(
    draw: st.DrawFn, base: Landscape, scenario: Scenario, day: date
) -> tuple[Scenario, date]:
    """Draw one more step, on the same day or a later one."""
    later = day + timedelta(days=draw(up_to(_DAYS)))
    snapshot = adopt(base, scenario).on(later, beyond_ok=True)

    def pick(possible: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever it picks from
        if not possible:
            raise IndexError
        return pick_one(draw, possible)

    # New names draw least, and fewer draws are simpler to hypothesis than earlier choices.
    kinds = sorted(Step.kinds.values(), key=lambda kind: kind is not RenameStep)
    while kinds:
        kind = pick_one(draw, kinds)
        with suppress(IndexError):
            step = kind.sample(snapshot, pick, name=f"Name {len(scenario.steps)}")
            if step is not None:
                return scenario.with_steps([step]), later
        kinds.remove(kind)
    return scenario, day


@st.composite
def _settlements(draw: st.DrawFn, base: Landscape, scenario: Scenario, day: date) -> Scenario:
    """Settle all decisions that are open in the end, or leave the parts where they are."""
    if not scenario.steps:
        return scenario
    snapshot = adopt(base, scenario).on(day, beyond_ok=True)
    for point in snapshot.decisions:
        zone = pick_one(draw, [*point.candidates, None])
        # A choice takes effect on the day of the decision; the zone must not end after it.
        then = {each.id for each in base.zoning.zones_on(point.day)}
        if zone not in then.intersection(each.id for each in snapshot.zones):
            scenario = scenario.keep_parts(point)
        else:
            scenario = scenario.choose(point, zone)
    return scenario


def scenarios(
    base: Landscape | None = None,
    *,
    min_steps: int = 0,
    max_steps: int = 3,
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
    if base is None:
        both = landscapes_and_scenarios(min_steps=min_steps, max_steps=max_steps, settled=settled)
        return both.map(itemgetter(1))
    return _scenarios(base, min_steps, max_steps, settled=settled)


@st.composite
def _scenarios(
    draw: st.DrawFn,
    base: Landscape,
    min_steps: int,
    max_steps: int,
    *,
    settled: bool | None,
) -> Scenario:
    day = last_event_day(base) + timedelta(days=1)
    scenario = Scenario("drawn")
    for _ in range(min_steps + draw(up_to(max_steps - min_steps))):
        scenario, day = draw(_steps(base, scenario, day))
    is_settled = draw(EITHER) if settled is None else settled
    return draw(_settlements(base, scenario, day)) if is_settled else scenario


def landscapes_and_scenarios(
    *, min_steps: int = 0, max_steps: int = 3, settled: bool | None = None
) -> st.SearchStrategy[tuple[Landscape, Scenario]]:
    """Draw a small landscape together with a scenario that it can adopt.

    The options are those of `scenarios`.

    Shrinks towards one municipality in one zone, to which nothing happens.

    Raises:
        InvalidArgument: As `scenarios` does.

    Example:
        >>> from hypothesis import find
        >>> from elzmodel import adopt
        >>> base, scenario = find(landscapes_and_scenarios(min_steps=1), lambda _: True)
        >>> [m.name for m in adopt(base, scenario).on("2001-01-01").municipalities]
        ['Name 0']
    """
    require(holds=0 <= min_steps <= max_steps, message=f"{min_steps=} and {max_steps=} do not fit")

    def of(base: Landscape, steps: int) -> st.SearchStrategy[Scenario]:
        return _scenarios(base, steps, steps, settled=settled)

    return _both(landscapes(), of, min_steps, max_steps)


@st.composite
def _both(
    draw: st.DrawFn,
    bases: st.SearchStrategy[Landscape],
    of: Callable[[Landscape, int], st.SearchStrategy[Scenario]],
    least: int,
    most: int,
) -> tuple[Landscape, Scenario]:
    """Draw a landscape with a scenario of so many steps; what is drawn last is often none."""
    steps = least + draw(up_to(most - least))
    base = draw(bases)
    return base, draw(of(base, steps))


def merger_waves(
    base: Landscape, *, min_size: int = 1, max_size: int = 3, area: str | None = None
) -> st.SearchStrategy[Scenario]:
    """Draw waves of mergers: disjoint pairs of neighbours that merge on one day.

    They merge on the day after the last event of the base, which may be drawn or the real
    one: ``merger_waves(flanders())``. A wave is smaller than *min_size* where no disjoint
    pair is left, and empty where there are no neighbours.

    Args:
        base: The landscape, with borders.
        min_size: The least number of mergers.
        max_size: The most.
        area: Only pairs within a region, province, arrondissement or other area.

    Shrinks towards *min_size* mergers of the first pairs, in order of code.

    Raises:
        InvalidArgument: If the sizes do not fit, or the base has no such area.

    Example:
        >>> from elzmodel import flanders
        >>> from hypothesis import find
        >>> print(find(merger_waves(flanders(), area="Limburg"), lambda _: True).steps[0])
        merge as, genk on 2025-01-02
    """
    _require_sizes(min_size, max_size)
    last = last_event_day(base)
    try:
        pairs = neighbouring_pairs(base.on(last, beyond_ok=True), area=area)
    except ElzError as error:
        raise InvalidArgument(str(error)) from error
    return _waves(pairs, last + timedelta(days=1), min_size, max_size)


def landscapes_and_waves(
    *, min_size: int = 1, max_size: int = 3
) -> st.SearchStrategy[tuple[Landscape, Scenario]]:
    """Draw a small landscape of neighbours together with a wave of mergers on it.

    The options are those of `merger_waves`; at least one pair merges, if *min_size* asks it.

    Shrinks towards two municipalities that touch, both in one zone, and their merger.

    Raises:
        InvalidArgument: If the sizes do not fit.

    Example:
        >>> from hypothesis import find
        >>> base, wave = find(landscapes_and_waves(), lambda _: True)
        >>> len(base.on(wave.steps[0].day).municipalities), len(wave.steps)
        (2, 1)
    """
    _require_sizes(min_size, max_size)
    bases = landscapes(neighbours=True)

    def of(base: Landscape, mergers: int) -> st.SearchStrategy[Scenario]:
        return merger_waves(base, min_size=mergers, max_size=mergers)

    return _both(bases, of, min_size, max_size)


def _require_sizes(least: int, most: int) -> None:
    fits = 0 <= least <= most
    require(holds=fits, message=f"min_size={least} and max_size={most} do not fit")


@st.composite
def _waves(draw: st.DrawFn, pairs: Sequence[Pair], day: date, least: int, most: int) -> Scenario:
    chosen: list[Pair] = []
    left = list(pairs)
    for _ in range(least + draw(up_to(most - least))):
        if left:
            pair = pick_one(draw, left)
            chosen.append(pair)
            left = [each for each in left if not set(each) & set(pair)]
    return wave("drawn wave", chosen, day=day)
