"""What strategies shrink to, refuse and are found by."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import elzmodel.testing
from elzmodel.governance import CareCouncil, Person, RuleSet
from elzmodel.landscape import Landscape
from elzmodel.scenarios import Scenario
from elzmodel.territory import (
    Abolish,
    Borders,
    Create,
    Figures,
    Layout,
    Merge,
    Register,
    TerritoryEvent,
)
from elzmodel.testing import strategies as elz
from elzmodel.testing.strategies.values import pick_some
from elzmodel.testing.strategies.zones import _Zones
from elzmodel.values import NisCode, Period, Share, Table, Timeline, Total
from elzmodel.zones import (
    AbolishZone,
    AlterZone,
    Assign,
    CreateZone,
    DecisionPoint,
    Zoning,
    decision_points,
)
from tests.testing.drawing import draws_much, first_drawn, never_drawn, simplest

STRATEGIES = {
    Borders: elz.borders(),
    CareCouncil: elz.councils(),
    Figures: elz.figures(),
    Layout: elz.layouts(),
    NisCode: elz.nis_codes(),
    Period: elz.periods(),
    Person: elz.persons(),
    Register: elz.registers(),
    RuleSet: elz.rule_sets(),
    Scenario: elz.scenarios(),
    Share: elz.shares(),
    Table: elz.tables(),
    Timeline: elz.timelines(st.text()),
    Timeline[int]: elz.timelines(st.integers()),
    Total: elz.totals(),
    Zoning: elz.zonings(),
}


@pytest.mark.parametrize("of", STRATEGIES, ids=str)
def test_from_type_draws_from_the_strategy_of_a_type(of) -> None:
    """Hypothesis finds the strategies by itself, also for codes and for timelines of a type."""
    assert first_drawn(STRATEGIES[of]) == first_drawn(st.from_type(of))


def test_from_type_draws_landscapes_from_their_strategy() -> None:
    """The same land and the same zones come from both."""
    ours, found = (
        [(landscape.register, landscape.zoning) for landscape in first_drawn(strategy)]
        for strategy in (elz.landscapes(), st.from_type(Landscape))
    )
    assert ours == found


@pytest.mark.parametrize(
    ("make", "arguments"),
    [
        (elz.days, {"min_value": date(2020, 1, 2), "max_value": date(2020, 1, 1)}),
        (elz.periods, {"min_value": date(2020, 1, 2), "max_value": date(2020, 1, 1)}),
        (elz.slugs, {"max_words": 0}),
        (elz.totals, {"max_value": -1}),
        (elz.tables, {"max_columns": 0}),
        (elz.tables, {"max_rows": -1}),
        (elz.histories, {"max_units": 0}),
        (elz.histories, {"min_steps": 3, "max_steps": 2}),
        (elz.registers, {"min_steps": -1}),
        (elz.councils, {"max_seats": -1}),
        (elz.persons, {"ids": ()}),
        (elz.rule_sets, {"max_rules": -1}),
        (elz.landscapes, {"max_units": 0}),
        (elz.zone_histories, {"max_zones": 0}),
        (elz.zonings, {"max_steps": -1}),
    ],
)
def test_arguments_that_do_not_fit_are_refused(make, arguments) -> None:
    """Wrong arguments are refused when the strategy is made."""
    with pytest.raises(InvalidArgument):
        make(**arguments)


def test_timelines_and_part_values_refuse_negative_sizes() -> None:
    """Sizes and values are not negative."""
    with pytest.raises(InvalidArgument):
        elz.timelines(st.integers(), min_size=-1)
    with pytest.raises(InvalidArgument):
        elz.part_values(Register(), max_value=-1)


def test_simplest_history_is_one_creation() -> None:
    """A history shrinks to one municipality on one part."""
    expected = [
        Create(
            id="e1",
            day=date(2000, 1, 1),
            unit="u1",
            name="U1",
            nis="10001",
        )
    ]
    assert expected == simplest(elz.histories())


@draws_much
def test_simplest_merger_is_of_two() -> None:
    """A history with a merger shrinks to two municipalities that merge.

    The shrinker gives up at chance now and then, so most of three attempts must get there.
    """
    attempts = [simplest(elz.histories(), has_merger, number=n) for n in range(3)]
    kinds = Counter(tuple(type(event).__name__ for event in events) for events in attempts)
    assert kinds["Create", "Create", "Merge"] >= 2


def has_merger(events: list[TerritoryEvent]) -> bool:
    """Tell whether a history holds a merger."""
    return any(isinstance(event, Merge) for event in events)


def test_histories_hold_every_kind_of_event() -> None:
    """No kind of event is out of reach."""
    wanted = {
        kind.__name__: lambda events, kind=kind: any(isinstance(e, kind) for e in events)
        for kind in TerritoryEvent.__args__
    }
    assert set() == never_drawn(elz.histories(), wanted)


def test_recorded_histories_hold_records_of_every_sort() -> None:
    """Events are recorded before and after their day, and some are retracted."""
    wanted = {
        "retracted": lambda events: any(e.retracted for e in events),
        "recorded before": lambda events: any(e.recorded and e.recorded < e.day for e in events),
        "recorded after": lambda events: any(e.recorded and e.recorded > e.day for e in events),
        "order": lambda events: any(e.order for e in events),
    }
    assert set() == never_drawn(elz.histories(recorded=True), wanted)


def test_periods_have_ends_where_none_may_be_open() -> None:
    """Both ends, in order."""
    drawn = first_drawn(elz.periods(allow_open=False), count=20)
    assert all(p.start and p.until and p.start <= p.until for p in drawn)


def estimates(table: Table) -> list[Total]:
    """Return the cells that say what an estimate rests on."""
    return [c for row in table.rows for c in row if isinstance(c, Total) and c.basis]


def test_tables_hold_estimates() -> None:
    """They come among the first few."""
    assert any(map(estimates, first_drawn(elz.tables(), count=40)))


@draws_much
def test_tables_hold_estimates_within_and_without_bounds() -> None:
    """A cell of a column of estimates has one, and may have no upper bound."""
    wanted = {
        "bounded": lambda table: any(c.high is not None for c in estimates(table)),
        "open": lambda table: any(c.high is None for c in estimates(table)),
    }
    assert set() == never_drawn(elz.tables(), wanted)


def test_zone_histories_hold_every_kind_of_event() -> None:
    """Zones begin, change their name and end; land goes to one of them or to none."""
    land = Register([Create(id="1", day=date(2000, 1, 1), unit="a", name="A")])
    wanted = {
        "begin": lambda events: sum(isinstance(e, CreateZone) for e in events) > 1,
        "rename": lambda events: any(isinstance(e, AlterZone) for e in events),
        "end": lambda events: any(isinstance(e, AbolishZone) for e in events),
        "leave": lambda events: any(isinstance(e, Assign) and e.zone is None for e in events),
    }
    assert set() == never_drawn(elz.zone_histories(land), wanted)


def test_zone_histories_settle_mergers_and_outlive_the_land() -> None:
    """Land of a merger is assigned on its day or later, and zones may end before all land does."""
    start, merged, gone = date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)
    land = Register(
        [
            *(Create(id=unit, day=start, unit=unit, name=unit) for unit in "ab"),
            Merge(id="m", day=merged, unit="c", name="C", units=["a", "b"]),
            Abolish(id="e", day=gone, unit="c"),
        ]
    )
    wanted = {
        "settled a month later": lambda events: any(
            isinstance(e, Assign) and e.day == date(2010, 1, 31) and len(e.parts) == 2
            for e in events
        ),
        "after all": lambda events: any(e.day >= gone for e in events),
        "no zone left": lambda events: (
            sum(isinstance(e, CreateZone) for e in events)
            == sum(isinstance(e, AbolishZone) for e in events)
        ),
    }
    assert set() == never_drawn(elz.zone_histories(land), wanted)


@given(elz.totals(exact=True), elz.shares(exact=True))
def test_exact_figures_are_exact(total: Total, share: Share) -> None:
    """Where exact ones are asked, no bounds are drawn."""
    assert total.is_exact
    assert share.is_exact


@draws_much
def test_zonings_settle_some_mergers_and_not_others() -> None:
    """Mergers across zones are drawn with and without an assignment."""

    @st.composite
    def points(draw: st.DrawFn) -> tuple[DecisionPoint, ...]:
        register = draw(elz.registers())
        return decision_points(register, draw(elz.zonings(register)))

    wanted = {
        "settled": lambda drawn: any(point.settled is not None for point in drawn),
        "open": lambda drawn: any(point.settled is None for point in drawn),
    }
    assert set() == never_drawn(points(), wanted)


@given(elz.landscapes(recorded=True), st.data())
def test_landscapes_can_be_looked_at_on_any_day(landscape: Landscape, data: st.DataObject) -> None:
    """Every drawn landscape answers on every day, also as known on any day."""
    days = elz.days_around(landscape.register)
    day = data.draw(days)
    snapshot = landscape.on(day, known=data.draw(st.none() | days))
    assert day == snapshot.day


@given(elz.zonings(Register()))
def test_zonings_fit_a_register_without_land(zoning: Zoning) -> None:
    """Where there is no land, zones have none."""
    assert {} == zoning.parts_on(date.max)


def test_borders_of_one_part_are_none() -> None:
    """A single part touches nothing."""
    register = Register([Create(id="a", day=date(2000, 1, 1), unit="a", name="A")])
    assert Borders() == simplest(elz.borders(register))


def test_the_package_offers_its_strategies() -> None:
    """`elzmodel.testing.strategies` is there without an import of its own."""
    assert elz is elzmodel.testing.strategies
    assert elzmodel.testing.__all__ == dir(elzmodel.testing)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = elzmodel.testing.nothing


def test_importing_the_library_does_not_load_hypothesis() -> None:
    """Neither the front door nor the testing package brings hypothesis."""
    code = "import sys, elzmodel, elzmodel.testing; print('hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()


def never(_: object) -> object:
    """Stand for a draw that must not be."""
    raise AssertionError("something was drawn")


def test_of_nothing_nothing_is_picked_and_nothing_happens() -> None:
    """Where there is neither land nor a zone, no choice is drawn."""
    assert [] == pick_some(never, [])
    zones = _Zones()
    zones.step(never, [])
    assert [] == zones.events


SELDOM_EMPTY = {
    "scenarios": (elz.scenarios(), lambda drawn: drawn.steps, 70),
    "with a base": (elz.landscapes_and_scenarios(), lambda drawn: drawn[1].steps, 70),
    "figures": (elz.figures(), lambda drawn: drawn.figures, 100),
    "borders": (elz.borders(), lambda drawn: drawn.borders, 70),
}
"""What is drawn with land of its own, what it holds, and how many of 200 may be empty."""


@draws_much
@pytest.mark.parametrize(("drawn", "held", "most"), SELDOM_EMPTY.values(), ids=SELDOM_EMPTY)
def test_what_has_land_of_its_own_is_seldom_empty(drawn, held, most) -> None:
    """How much there is is drawn before the land: what comes last is often the simplest."""
    assert sum(not held(each) for each in first_drawn(drawn, count=200)) <= most
