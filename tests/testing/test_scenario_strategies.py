"""What strategies for scenarios and waves shrink to, reach and refuse."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from elzmodel import adopt, decisions, flanders
from elzmodel.landscape import Landscape
from elzmodel.scenarios import Scenario, Step
from elzmodel.scenarios.adoption import last_event_day
from elzmodel.territory import Border, Borders, Contact, Create, Register
from elzmodel.testing import strategies as elz
from elzmodel.values import Period
from elzmodel.zones import Assign, CreateZone, Zoning
from tests.testing.drawing import ANY, first_drawn, never_drawn, simplest


@pytest.fixture(scope="module")
def three_villages() -> Landscape:
    """Return a row of three villages in two zones.

    ::

        u1 - u2 | u3
        one one | two
    """
    day = date(2000, 1, 1)
    units = ("u1", "u2", "u3")
    zones = {"one": ("u1", "u2"), "two": ("u3",)}
    zonal = [CreateZone(id=f"z-{z}", day=day, zone=z, name=z.title()) for z in zones]
    assigned = (Assign(id=z, day=day, zone=z, parts=land) for z, land in zones.items())
    return Landscape(
        name="Row",
        covers=Period(day),
        register=Register(Create(id=u, day=day, unit=u, name=u.upper()) for u in units),
        zoning=Zoning([*zonal, *assigned]),
        borders=Borders(
            Border(a=[a], b=[b], contact=Contact.BORDER) for a, b in (("u1", "u2"), ("u2", "u3"))
        ),
    )


def test_simplest_scenario_is_without_steps(three_villages: Landscape) -> None:
    """Nothing happens, and nothing is chosen."""
    assert Scenario("drawn") == simplest(elz.scenarios(three_villages))


def test_simplest_step_is_a_new_name(three_villages: Landscape) -> None:
    """Of the first municipality, on the first day."""
    expected = Scenario("drawn").rename("u1", "Name 0", day="2000-01-02")
    assert expected == simplest(elz.scenarios(three_villages, min_steps=1))


def test_simplest_open_decision_is_a_merger_of_two(three_villages: Landscape) -> None:
    """What opens a decision shrinks to one merger of two across zones.

    The shrinker gives up at chance now and then, so most of three attempts must get there.
    """
    strategy = elz.scenarios(three_villages, settled=False)

    def is_open(scenario: Scenario) -> bool:
        return bool(decisions(three_villages, scenario))

    found = [simplest(strategy, is_open, number=number) for number in range(3)]
    expected = Scenario("drawn").merge(["u1", "u3"], day="2000-01-02")
    assert found.count(expected) >= 2


def test_scenarios_hold_every_kind_of_step() -> None:
    """No kind of step is out of reach."""
    landscape = find(elz.landscapes(), is_rich, settings=ANY)
    wanted = {
        name: lambda scenario, kind=kind: any(isinstance(step, kind) for step in scenario.steps)
        for name, kind in Step.kinds.items()
    }
    assert set() == never_drawn(elz.scenarios(landscape), wanted)


def test_scenarios_settle_decisions_both_ways(three_villages: Landscape) -> None:
    """All land goes to one zone, or each part stays where it is."""
    wanted = {
        "one zone": lambda scenario: any(choice.zone is not None for choice in scenario.choices),
        "as it was": lambda scenario: any(choice.zone is None for choice in scenario.choices),
    }
    assert set() == never_drawn(elz.scenarios(three_villages), wanted)


def is_rich(landscape: Landscape) -> bool:
    """Tell whether several municipalities and zones end up with several parts each."""
    day = landscape.on(last_event_day(landscape), beyond_ok=True)
    parts = [len(land) for land in day.zone_map.parts_by_zone.values()]
    divisible = any(len(m.parts) > 1 for m in day.municipalities)
    return divisible and len(day.municipalities) > 1 and len(parts) > 1 and max(parts) > 1


def test_simplest_wave_is_the_first_pair(three_villages: Landscape) -> None:
    """As many mergers as are asked for, of the first pairs."""
    expected = Scenario("drawn wave").merge(["u1", "u2"], name="U1-U2", day="2000-01-02")
    assert expected == simplest(elz.merger_waves(three_villages))


@given(st.data())
def test_waves_are_disjoint(data: st.DataObject) -> None:
    """No municipality merges twice, and where no pair is left the wave is smaller."""
    wave = data.draw(elz.merger_waves(flanders(), max_size=20, area="Limburg"))
    units = [unit for step in wave.steps for unit in step.municipalities]
    assert len(set(units)) == len(units)


def test_a_wave_can_be_smaller_than_asked(three_villages: Landscape) -> None:
    """Of three villages in a row only one pair merges."""
    strategy = elz.merger_waves(three_villages, min_size=2, max_size=3)
    assert {1} == {len(wave.steps) for wave in first_drawn(strategy)}


@pytest.mark.parametrize(
    "make",
    [
        lambda base: elz.scenarios(base, min_steps=-1),
        lambda base: elz.scenarios(base, min_steps=3, max_steps=2),
        lambda base: elz.merger_waves(base, min_size=2, max_size=1),
        lambda base: elz.merger_waves(base, area="Nowhere"),
        lambda _: elz.landscapes_and_waves(min_size=2, max_size=1),
        lambda _: elz.landscapes_and_scenarios(min_steps=-1),
    ],
    ids=["negative", "steps", "sizes", "area", "sizes of both", "steps of both"],
)
def test_scenarios_that_cannot_be_are_refused(three_villages: Landscape, make) -> None:
    """Wrong arguments are refused when the strategy is made."""
    with pytest.raises(InvalidArgument):
        make(three_villages)


def test_waves_of_a_base_without_neighbours_are_empty(three_villages: Landscape) -> None:
    """So that any landscape that is drawn can be asked for waves."""
    alone = evolve(three_villages, borders=Borders())
    assert {()} == {wave.steps for wave in first_drawn(elz.merger_waves(alone))}


@given(elz.landscapes(max_steps=2).flatmap(elz.merger_waves))
def test_any_drawn_landscape_has_waves(wave: Scenario) -> None:
    """With or without neighbours; nothing is refused while it is drawn."""
    assert isinstance(wave, Scenario)


@given(elz.landscapes_and_waves(min_size=1, max_size=2))
def test_a_landscape_of_neighbours_has_a_wave_that_it_adopts(drawn) -> None:
    """As many municipalities fewer as pairs merge, at least one."""
    base, wave = drawn
    before = len(base.on(last_event_day(base)).municipalities)
    merged = adopt(base, wave)
    after = len(merged.on(last_event_day(merged), beyond_ok=True).municipalities)
    assert before - after == len(wave.steps) >= 1


@pytest.mark.parametrize("number", range(2))
def test_the_simplest_base_with_a_wave_is_two_neighbours(number) -> None:
    """Two municipalities on one part each, both in one zone, that merge the next day."""
    base, wave = simplest(elz.landscapes_and_waves(), number=number)
    day = base.on(last_event_day(base))
    assert [1, 1] == [len(each.parts) for each in day.municipalities]
    assert (1, 1, 1) == (len(wave.steps), len(base.borders.borders), len(day.zones))


@given(elz.landscapes_and_scenarios())
def test_a_landscape_adopts_the_scenario_drawn_with_it(drawn) -> None:
    """Neither is drawn for something else."""
    base, scenario = drawn
    assert len(scenario.steps) <= 3
    assert adopt(base, scenario).covers.until is None


def test_where_nothing_can_happen_scenarios_are_empty() -> None:
    """An empty landscape has no steps to take."""
    empty = Landscape(name="Empty", covers=Period(), register=Register(), zoning=Zoning())
    assert {()} == {drawn.steps for drawn in first_drawn(elz.scenarios(empty, min_steps=1))}
