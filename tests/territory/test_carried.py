"""Rates, categories and composed tables: what can be carried, and what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.territory import (
    Create,
    Figure,
    Figures,
    Merge,
    NewUnit,
    NotCarriableError,
    Register,
    Split,
    compose,
    crosswalk,
)
from elzmodel.territory.carried import rate_of
from elzmodel.values import Total


@pytest.fixture(scope="module")
def walk():
    """The real merger of Hasselt and Kortessem, and twelve others."""
    return flanders().crosswalk("2024-12-31", "2025-01-01")


@pytest.fixture
def undone():
    """Two villages merge, and part again the other way round.

    ::

        a (a1 a2) | b (b1 b2)   ->   ab   ->   x (a1 b1) | y (a2 b2)
    """
    days = [date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)]
    pieces = (
        NewUnit(unit="x", name="X", parts=("a1", "b1")),
        NewUnit(unit="y", name="Y", parts=("a2", "b2")),
    )
    register = Register(
        [
            Create(id="1", day=days[0], unit="a", name="A", parts=("a1", "a2")),
            Create(id="2", day=days[0], unit="b", name="B", parts=("b1", "b2")),
            Merge(id="3", day=days[1], units=("a", "b"), unit="ab", name="AB"),
            Split(id="4", day=days[2], unit="ab", into=pieces),
        ]
    )
    people = {"a1": 10, "a2": 30, "b1": 20, "b2": 20}
    figures = Figures(
        Figure(kind="people", day=days[0], parts=[part], value=value)
        for part, value in people.items()
    )
    return [register.on(day) for day in days], figures


def walk_of(one, other, figures):
    return crosswalk(one, other, figures=figures, kind="people", year=2000)


def test_a_rate_is_weighted_by_its_denominator(walk):
    """Half of eighty and a quarter of twenty is forty-five of a hundred."""
    people = {"71022": 80, "73040": 20}
    carried = walk.apply_rates({"71022": 0.5, "73040": 0.25}, people)
    assert Fraction(45, 100) == carried["71072"].value
    assert 100 == carried.denominators["71072"].value


def test_a_rate_without_a_denominator_is_refused(walk):
    """The denominator is part of the figure."""
    with pytest.raises(NotCarriableError, match="73040 came without a denominator"):
        walk.apply_rates({"71022": 0.5, "73040": 0.25}, {"71022": 80})


def test_a_missing_rate_leaves_bounds(walk):
    """A member whose rate is missing may have any rate at all."""
    carried = walk.apply_rates({"71022": 0.5, "73040": None}, {"71022": 80, "73040": 20})
    assert (Fraction(40, 100), None, ("73040",)) == (
        carried["71072"].low,
        carried["71072"].high,
        carried["71072"].missing,
    )


def test_a_negative_rate_is_refused(walk):
    """A rate is a number of cases over a number of people."""
    with pytest.raises(InvalidValueError, match="not negative"):
        walk.apply_rates({"71022": -1}, {"71022": 80})


def test_a_rate_over_nobody_is_unknown():
    """Nothing over nothing is no rate."""
    assert Total(0, None) == rate_of(Total.exactly(0), Total.exactly(0))


def test_rates_are_shown_with_their_weight(walk):
    """The table says by what the rates were weighted."""
    table = walk.apply_rates({"71022": 1}, {"71022": 80}).to_table()
    assert ("Weighted by the denominators that were given.",) == table.notes


def test_an_unknown_municipality_of_a_result_is_an_error(walk):
    """Results are asked by the codes of the later layout."""
    carried = walk.apply({"71022": 1}, kind="count")
    with pytest.raises(UnknownIdError, match="71022"):
        carried["71022"]


def test_a_bound_is_carried_as_a_bound(walk):
    """A censored cell such as <5 widens the total by what it may hold."""
    carried = walk.apply({"71022": 80, "73040": Total(0, 5)}, kind="count")
    assert Total(80, 85, ["73040"]) == carried["71072"]
    assert 80 == carried.given


def test_a_missing_cell_is_not_zero(walk):
    """A municipality that is given without a figure is named."""
    carried = walk.apply({"71022": 80, "73040": None}, kind="count")
    assert Total(80, None, ["73040"]) == carried["71072"]
    assert "Not given, or only as a bound: 11001" in carried.to_table().notes[0]


def test_sums_are_compared_in_the_table(walk):
    """A table in which all is given says that nothing was lost."""
    counts = {row.before.nis: 1 for row in walk.rows}
    assert ("Given 319; carried 319.",) == walk.apply(counts, kind="count").to_table().notes


def test_swapped_days_are_recognised(walk):
    """Codes of the later layout only are a sign that the days were swapped."""
    with pytest.raises(NotCarriableError, match="is the direction swapped"):
        walk.apply({"71072": 1, "11001": 2}, kind="count")


def test_a_category_needs_all_to_agree(walk):
    """Under the unanimous rule members that differ are disputed, with what they said."""
    said = {"71022": "city", "73040": "village", "73006": "town", "73032": "town"}
    carried = walk.apply_categories(said, rule="unanimous")
    assert "town" == carried.values["73110"]
    assert ("city", "village") == carried.disputed["71072"]
    assert (None, None) == carried.disputed["73111"]


def test_the_largest_member_may_decide(walk):
    """With weights the heaviest member's category wins, unless two are equal or one is missing."""
    said = {"71022": "city", "73040": "village", "73006": "town", "73032": "hamlet"}
    people = {"71022": 80, "73040": 8, "73006": 5, "73032": 5}
    carried = walk.apply_categories(said, rule="largest", weights=people)
    assert "city" == carried.values["71072"]
    assert ("town", "hamlet") == carried.disputed["73110"]
    with pytest.raises(NotCarriableError, match="needs weights"):
        walk.apply_categories(said, rule="largest")


def test_divided_land_disputes_its_category(undone):
    """A member that gives only a portion of its land does not decide."""
    (one, _, other), figures = undone
    carried = walk_of(one, other, figures).apply_categories(
        {"a": "town", "b": "village"}, rule="largest", weights={"a": 40, "b": 40}
    )
    assert {"x": ("town", "village"), "y": ("town", "village")} == carried.disputed


def test_categories_are_a_table_with_the_rule(walk):
    """Settled and disputed rows stand together, under the rule."""
    table = walk.apply_categories({"71022": "city"}, rule="unanimous").to_table()
    assert ("Rule: unanimous.",) == table.notes
    assert ("71072", None, ("city", "unknown")) in table.rows


def test_strange_codes_of_categories_are_refused(walk):
    """Categories are keyed by the earlier layout as counts are."""
    with pytest.raises(UnknownIdError, match="99999"):
        walk.apply_categories({"99999": "x"}, rule="unanimous")


def test_composing_over_parts_is_the_direct_crosswalk(undone):
    """Where a merger is undone the direct crosswalk knows which land went where."""
    (one, _, other), figures = undone
    direct = walk_of(one, other, figures)
    shares = {(r.before.unit, r.after.unit): r.share.low for r in direct.rows}
    assert {
        ("a", "x"): Fraction(1, 4),
        ("a", "y"): Fraction(3, 4),
        ("b", "x"): Fraction(1, 2),
        ("b", "y"): Fraction(1, 2),
    } == shares


def test_composing_collapsed_tables_is_refused_where_it_would_mislead(undone):
    """A table of shares has forgotten who brought which land into the merger."""
    (one, between, other), figures = undone
    first, last = walk_of(one, between, figures), walk_of(between, other, figures)
    with pytest.raises(NotCarriableError, match="ab came from several and is divided again"):
        compose(first, last)


def test_composing_where_units_only_coarsen_is_exact():
    """Two steps of mergers in Flanders make the direct crosswalk."""
    fl = flanders()
    one = fl.crosswalk("2018-12-31", "2019-01-01")
    later = fl.crosswalk("2019-01-01", "2025-01-01")
    direct = fl.crosswalk("2018-12-31", "2025-01-01")
    composed = compose(one, later)

    def pairs(walk):
        return {(r.before.nis, r.after.nis, r.share.low, r.change.value) for r in walk.rows}

    assert pairs(direct) == pairs(composed)


def test_composing_needs_a_common_day():
    """The first table must end where the second begins."""
    fl = flanders()
    one = fl.crosswalk("2018-12-31", "2019-01-01")
    with pytest.raises(NotCarriableError, match="are not the same"):
        compose(one, fl.crosswalk("2025-01-01", "2018-12-31"))


def test_two_ways_between_the_same_municipalities_add_up(undone):
    """What was divided and joined again is whole."""
    (_, between, other), figures = undone
    back = compose(walk_of(between, other, figures), walk_of(other, between, figures))
    [row] = back.rows
    assert ("ab", "ab", 1) == (row.before.unit, row.after.unit, row.share.low)


def test_a_piece_without_a_figure_leaves_its_share_open(undone):
    """Where one half is counted and the other is not, the shares are bounds."""
    (one, _, other), figures = undone
    some = Figures(f for f in figures.figures if f.parts == {"a1"})
    found = {(r.before.unit, r.after.unit): r.share for r in walk_of(one, other, some).rows}
    assert (0, 1) == (found["a", "x"].low, found["a", "x"].high)
