"""Small worlds, and values as the Python that makes them again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import pretty

import elzmodel
from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.scenarios import Scenario, adopt
from elzmodel.territory import Merge
from elzmodel.testing import small_world
from elzmodel.testing import strategies as elz
from elzmodel.testing.worlds import as_code
from elzmodel.values import Period, Source, Table
from elzmodel.zones import SizeRule
from tests.testing.drawing import draws_much, first_drawn

PASTED_INTO = {"elz": elzmodel, "date": date, "evolve": evolve, "Fraction": Fraction}

STATED = {
    "landscapes": elz.landscapes(recorded=True),
    "scenarios": elz.scenarios(),
    "registers": elz.registers(),
    "zonings": elz.zonings(),
    "figures": elz.figures(),
    "borders": elz.borders(),
    "councils": elz.councils(),
    "rule sets": elz.rule_sets(),
    "dossiers": elz.dossiers(),
}


@pytest.mark.parametrize("drawn", STATED.values(), ids=STATED)
def test_what_hypothesis_prints_makes_an_equal_value(drawn) -> None:
    """The text of a failing example can be pasted where ``elz`` and ``date`` are imported."""
    for value in first_drawn(drawn, count=4):
        assert value == eval(pretty(value), dict(PASTED_INTO))


@draws_much
@given(elz.landscapes(recorded=True))
def test_any_landscape_is_written_as_a_small_world(landscape: Landscape) -> None:
    """No event, figure, border or rule is lost, and nothing is printed by its repr."""
    assert landscape == eval(as_code(landscape), dict(PASTED_INTO))


def failing(landscape: Landscape) -> None:
    """Fail where municipalities merge."""
    assert not landscape.register.mergers()


@draws_much
def test_a_failing_example_is_a_few_lines_to_paste() -> None:
    """A merger of two municipalities in a zone is printed as what has to happen, no more."""
    test = given(landscape=elz.landscapes(max_units=2, max_steps=1))(failing)
    with pytest.raises(AssertionError) as caught:
        settings(max_examples=2000, database=None, derandomize=True)(test)()
    (note,) = [note for note in caught.value.__notes__ if "elz.testing.small_world(" in note]
    printed = note[note.index("elz.") : note.rindex("),") + 1]
    assert len(printed.splitlines()) <= 15
    with pytest.raises(AssertionError):
        failing(eval(printed, dict(PASTED_INTO)))


def test_what_has_its_default_is_left_out() -> None:
    """A step is as short as a person would write it."""
    scenario = Scenario("wave").rename("Heers", 'Heer "s"', day="2027-01-01")
    assert as_code(scenario.steps[0]) == (
        'elz.scenarios.RenameStep(day="2027-01-01", municipality="Heers", name="Heer \\"s\\"")'
    )


def test_long_lines_are_broken_between_arguments() -> None:
    """Each argument then has a line, and no line is longer than asked unless it must be."""
    merger = Merge(id="e", day="2027-01-01", units=["elm", "oak"], unit="oak")
    expected = [
        "elz.events.Merge(",
        '    id="e",',
        '    day="2027-01-01",',
        '    units=["elm", "oak"],',
        '    unit="oak",',
        ")",
    ]
    assert expected == as_code(merger, width=30).splitlines()


def test_a_long_tuple_of_one_is_broken_as_a_tuple() -> None:
    """The comma that makes it one stands once."""
    rows = ({"nis": "10001", "name": "Elm"},)
    printed = as_code(rows, width=20)
    assert ["(", "    {", '        "nis": "10001",', '        "name": "Elm",', "    },", ")"] == (
        printed.splitlines()
    )
    assert rows == eval(printed) == eval(as_code(rows))


def test_the_packaged_landscape_is_written_by_its_name() -> None:
    """And one with events of one's own as what was added to it."""
    own = flanders().with_events(
        [Merge(id="e", day="2027-01-01", units=["alken", "wellen"], unit="alken")]
    )
    assert "elz.flanders()" == as_code(flanders())
    assert own == eval(as_code(own), dict(PASTED_INTO))
    assert as_code(own).startswith("elz.flanders().with_events(")


def test_a_scenario_that_flanders_adopted_is_written_with_the_days_it_speaks_of() -> None:
    """Its record goes on to the day of the last step, which no added event says."""
    scenario = Scenario("villages").merge(["Alken", "Wellen"], day="2027-01-01")
    adopted = adopt(flanders(), scenario)
    assert adopted == eval(as_code(adopted), dict(PASTED_INTO))
    assert as_code(adopted).startswith("evolve(\n    elz.flanders().with_events(")


@pytest.mark.parametrize(
    "value",
    [
        {"a": (1,), "b": frozenset({"x"})},
        [Fraction(1, 2), None, True, "\x1b"],
        (Period(date(2000, 1, 1)), Source(id="s", title="é")),
        SizeRule(name="target size", low=Fraction(1, 2)),
        {"empty": (), "type": SizeRule},
    ],
    ids=["mapping", "list", "pair", "number", "type"],
)
def test_plain_values_and_those_of_the_ground_floor_are_written(value) -> None:
    """Days that are no text, fractions, and text that cannot be shown are Python as well."""
    assert value == eval(as_code(value), dict(PASTED_INTO))


@pytest.mark.parametrize(
    "value", [object, len, lambda: None, Table], ids=["class", "builtin", "function", "table"]
)
def test_what_cannot_be_written_is_refused(value) -> None:
    """Functions, and types of others, are no values of the library."""
    if value is Table:
        value = flanders().with_size_rules([])
    with pytest.raises(InvalidValueError, match="to write as Python"):
        as_code(value)


def test_hypothesis_prints_what_cannot_be_written_by_its_repr() -> None:
    """A landscape that is neither small nor ours has no other text."""
    other = flanders().with_size_rules([])
    assert repr(other) == pretty(other)


def test_a_small_world_takes_all_that_landscapes_draw() -> None:
    """Events of both kinds in any order, figures, borders and rules; it speaks for all days."""
    world = small_world()
    assert ("Small world", Period()) == (world.name, world.covers)
    assert 'elz.testing.small_world(name="Elm")' == as_code(small_world(name="Elm"))
    drawn = first_drawn(elz.landscapes(), count=1)[0]
    events = [*drawn.zoning.events, *drawn.register.events]
    again = small_world(
        *events,
        figures=drawn.figures.figures,
        borders=drawn.borders.borders,
        size_rules=drawn.size_rules,
    )
    assert (drawn.register, drawn.zoning) == (again.register, again.zoning)


def test_composites_of_ones_own_print_the_same() -> None:
    """What a strategy of somebody else's makes of our values is printed as ours."""

    @st.composite
    def pairs(draw: st.DrawFn) -> tuple[Landscape, Scenario]:
        base = draw(elz.landscapes())
        return base, draw(elz.scenarios(base))

    (pair,) = first_drawn(pairs(), count=1)
    assert pair == eval(pretty(pair), dict(PASTED_INTO))
