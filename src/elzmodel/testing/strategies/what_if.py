"""Strategies for scenarios that fit a landscape, and for waves of mergers on it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from elzmodel.landscape import Landscape
from elzmodel.scenarios import RenameStep, Scenario, Step, adopt, neighbouring_pairs, wave
from elzmodel.scenarios.adoption import last_event_day
from elzmodel.territory import Municipality
from elzmodel.testing.strategies.values import require
from elzmodel.testing.strategies.zones import landscapes

__all__ = ["merger_waves", "scenarios"]

_DAYS = 40


@st.composite
def _steps(
    draw: st.DrawFn, base: Landscape, scenario: Scenario, day: date
) -> tuple[Scenario, date]:
    """Draw one more step, on the same day or a later one."""
    later = day + timedelta(days=draw(st.integers(0, _DAYS)))
    snapshot = adopt(base, scenario).on(later, beyond_ok=True)

    def pick(possible: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever it picks from
        if not possible:
            raise IndexError
        return draw(st.sampled_from(possible))

    # New names draw least, and fewer draws are simpler to hypothesis than earlier choices.
    kinds = sorted(Step.kinds.values(), key=lambda kind: kind is not RenameStep)
    while kinds:
        kind = draw(st.sampled_from(kinds))
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
        zone = draw(st.sampled_from([*point.candidates, None]))
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

    @st.composite
    def drawn(draw: st.DrawFn) -> Scenario:
        chosen = draw(landscapes()) if base is None else base
        day = last_event_day(chosen) + timedelta(days=1)
        scenario = Scenario("drawn")
        for _ in range(draw(st.integers(min_steps, max_steps))):
            scenario, day = draw(_steps(chosen, scenario, day))
        is_settled = draw(st.booleans()) if settled is None else settled
        return draw(_settlements(chosen, scenario, day)) if is_settled else scenario

    return drawn()


def merger_waves(
    base: Landscape, *, min_size: int = 1, max_size: int = 3, area: str | None = None
) -> st.SearchStrategy[Scenario]:
    """Draw waves of mergers: disjoint pairs of neighbours that merge on one day.

    They merge on the day after the last event of the base. A wave is smaller
    than *min_size* where no disjoint pair is left.

    Args:
        base: The landscape, with borders.
        min_size: The least number of mergers.
        max_size: The most.
        area: Only pairs within a region, province, arrondissement or other area.

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
    pairs = neighbouring_pairs(base.on(last, beyond_ok=True), area=area)
    require(holds=bool(pairs), message="no two municipalities of the base are neighbours")

    @st.composite
    def drawn(draw: st.DrawFn) -> Scenario:
        chosen: list[tuple[Municipality, Municipality]] = []
        left = list(pairs)
        for _ in range(draw(st.integers(min_size, max_size))):
            if left:
                pair = draw(st.sampled_from(left))
                chosen.append(pair)
                left = [each for each in left if not set(each) & set(pair)]
        return wave("drawn wave", chosen, day=last + timedelta(days=1))

    return drawn()
