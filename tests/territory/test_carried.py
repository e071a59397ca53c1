"""Rates, categories and composed tables: what can be carried, and what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError, NotCarriableError, UnknownIdError
from elzmodel.territory import (
    Create,
    Figure,
    Figures,
    Merge,
    NewUnit,
    Register,
    Split,
    compose,
    crosswalk,
)
from elzmodel.territory.carried import rate_of
from elzmodel.values import Total
from elzmodel.values.text import in_words


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
    with pytest.raises(InvalidValueError, match="not a rate: -1"):
        walk.apply_rates({"71022": -1}, {"71022": 80})
    with pytest.raises(InvalidValueError, match="not negative for 71022"):
        walk.apply_rates({"71022": 1}, {"71022": Total(-1, 80)})


def test_a_rate_over_nobody_is_unknown():
    """Nothing over nothing is no rate."""
    assert Total(0, None) == rate_of(Total.exactly(0), Total.exactly(0))


def test_rates_are_shown_with_their_weight(walk):
    """The table says by what the rates were weighted."""
    table = walk.apply_rates({"71022": 1}, {"71022": 80}).figures
    assert "Weighted by the denominators that were given." == table.notes[0]


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


@pytest.mark.parametrize(
    ("days", "counts", "n", "first"),
    [
        (("2024-12-31", "2025-01-01"), {"71022": -5}, 285, "Aartselaar"),
        (("2025-01-01", "2024-12-31"), {"71072": -5}, 300, "Aartselaar"),
        (("2024-12-31", "2025-01-01"), {"71022": -5, "73040": Total(-2, 4)}, 284, "Aartselaar"),
        (("2024-12-31", "2025-01-01"), {"71022": 5}, 0, ""),
    ],
    ids=["missing", "divided", "bounds that are given", "not below zero"],
)
def test_bounds_beside_figures_below_zero_say_what_they_take_for_granted(days, counts, n, first):
    """Nothing bounds what is missing of a balance, or a piece of it."""
    notes = flanders().crosswalk(*days).apply(counts, kind="count").figures.notes
    found = [note for note in notes if note.startswith("Some figures are below zero.")]
    start = (
        f"Some figures are below zero. The bounds of {n} areas take what is missing for at "
        f"least 0, and a piece of what is divided for something between that and 0: {first}, "
    )
    assert ([start] if n else []) == [note[: len(start)] for note in found]


def test_a_missing_cell_is_not_zero(walk):
    """A municipality that is given without a figure is named."""
    carried = walk.apply({"71022": 80, "73040": None}, kind="count")
    assert Total(80, None, ["73040"]) == carried["71072"]
    assert (
        "Not given, or only as a bound: 11001, 11002, 11004, 11005, 11007 and 294 more; "
        "the column missing has all."
    ) == carried.figures.notes[1]


def test_sums_are_compared_in_the_table(walk):
    """A table in which all is given says that nothing was lost."""
    counts = {row.before.nis: 1 for row in walk}
    assert ("Given 319; carried 319.",) == walk.apply(counts, kind="count").figures.notes


def test_notes_are_said_in_dutch_as_well(walk):
    """What was given and carried, and what is missing."""
    notes = walk.apply({"71022": 80, "73040": None}, kind="count").figures.notes
    dutch = [in_words(note, "nl") for note in notes[:2]]
    assert "Gegeven 80; overgezet >=80." == dutch[0]
    assert dutch[1].endswith(" en nog 294; de kolom ontbreekt heeft ze allemaal.")


def test_a_bound_is_shown_with_both_ends(walk):
    """Fewer than five and two more are between two and six, in text and in columns alike."""
    carried = walk.apply({"44021": Total(0, 4), "44064": 2}, kind="count")
    assert "0-4" == str(carried["44021"])
    assert "2-6" == str(carried.sum(["44021", "44064"]))
    assert carried.figures.notes[0].startswith("Given 2-6; carried >=2.")


def test_regions_of_which_nothing_was_given_have_no_rows(walk):
    """A table of Flanders gains no rows of Brussels, and its sum is exact; a note says so."""
    counts = {row.before.nis: 1 for row in walk if row.before.region == "Vlaams Gewest"}
    carried = walk.apply(counts, kind="count")
    assert ("Given 300; carried 300.", BRUSSELS) == carried.figures.notes
    assert 285 == len(carried.figures)
    assert "unknown" == str(carried["21001"])
    rates = walk.apply_rates(dict.fromkeys(counts, 2), counts).figures
    assert (285, BRUSSELS) == (len(rates), rates.notes[-1])


BRUSSELS = (
    "Nothing was given for the Brussels Hoofdstedelijk Gewest: 19 municipalities are left out."
)


def test_an_estimate_is_said_with_its_basis():
    """Going back, a merged municipality is divided by inhabitants, and the notes say so."""
    back = flanders().crosswalk("2025-01-01", "2024-12-31", year=2021)
    carried = back.apply({"44064": 4, "73110": 50}, kind="count")
    pieces = [carried["73006"], carried["73032"]]
    assert [(0, 50, ("population 2021",))] * 2 == [(p.low, p.high, p.basis) for p in pieces]
    assert 50 == sum(piece.estimate for piece in pieces)
    assert Total.exactly(50) == carried.sum(["73006", "73032"])
    assert "~ is an estimate, by population 2021." == carried.figures.to_table().legend
    assert not back.is_exact


def test_a_divided_count_without_weights_is_said():
    """Where nothing tells how a municipality is divided, the notes name where it goes."""
    fl = flanders()
    back = crosswalk(fl.on("2025-01-01").layout, fl.on("2024-12-31").layout)
    carried = back.apply({"73110": 50}, kind="count")
    assert "Divided, and nothing tells how much: Bilzen, Hoeselt." == carried.figures.notes[2]
    assert None is carried["73006"].estimate


def test_columns_say_the_same_as_totals():
    """Lows, highs and estimates stand in the order of the codes."""
    back = flanders().crosswalk("2025-01-01", "2024-12-31", year=2021)
    carried = back.apply({"73110": 50, "44064": Total(0, 4), "44021": 7}, kind="count")
    expected = [(k, t.low, t.high, t.estimate) for k, t in carried.values.items()]
    assert expected == list(zip(*carried.columns, strict=True))


def test_what_was_carried_is_a_mapping_that_knows_its_sources(walk):
    """The totals are read like a dictionary, and still know what they were carried from."""
    carried = walk.apply({"71022": 80, "73040": 2.5}, kind="count")
    assert carried is carried.values.carried
    assert dict(carried.values) == carried.values
    assert walk.apply({"71022": 80, "73040": 2.5}, kind="count") == carried
    assert carried.values["71072"] in list(carried.values.values())
    assert repr(dict(carried.values)) == repr(carried.values)
    assert (82.5, 304) == (carried.values["71072"].value, len(carried.values))
    assert "<Carried: 2 counts from 2024-12-31 to 2025-01-01>" == repr(carried)
    with pytest.raises(UnknownIdError):
        carried.values["71022"]


def test_carrying_in_two_steps_contains_the_direct_result():
    """Back and forth, bounds only widen around what going at once gives."""
    fl = flanders()
    counts = {"73110": 50, "71072": 8}
    back = fl.crosswalk("2025-01-01", "2024-12-31").apply(counts, kind="count")
    there = fl.crosswalk("2024-12-31", "2025-01-01")
    again = there.apply(dict(back.values), kind="count")
    assert [(0, 100), (0, 16)] == [(again[c].low, again[c].high) for c in ("73110", "71072")]
    assert [50, 8] == [again[c].estimate for c in ("73110", "71072")]
    assert [50, 8] == [there.apply(back, kind="count")[c].value for c in ("73110", "71072")]


def test_what_was_carried_to_another_day_is_taken_by_its_codes(walk):
    """Codes that the earlier layout does not have are refused, wherever they come from."""
    carried = walk.apply({"71022": 1}, kind="count")
    with pytest.raises(NotCarriableError, match="its codes are those of 2025-01-01"):
        walk.apply(carried, kind="count")
    fl = flanders()
    older = fl.crosswalk("2018-12-31", "2024-12-31").apply({"71022": 1}, kind="count")
    assert 1 == fl.crosswalk("2020-01-01", "2025-01-01").apply(older, kind="count")["71072"].low


def test_rates_of_divided_land_are_estimated():
    """Cases and people may be divided in different ways; the estimate is the rate of both."""
    back = flanders().crosswalk("2025-01-01", "2024-12-31", year=2021)
    carried = back.apply_rates({"73110": Total(0.5, 0.5)}, {"73110": 50})
    assert (0, None) == (carried["73006"].low, carried["73006"].high)
    assert Fraction(1, 2) == carried["73006"].estimate
    assert ("population 2021",) == carried["73006"].basis
    assert "~ is an estimate, by population 2021." == carried.figures.to_table().legend


def test_rates_may_be_bounds(walk):
    """At most a tenth of forty to fifty people are five cases at most."""
    carried = walk.apply_rates({"44021": Total(0, 0.5)}, {"44021": Total(40, 50)})
    assert (0, Fraction(5, 8)) == (carried["44021"].low, carried["44021"].high)
    unbounded = walk.apply_rates({"44021": Total(1, None)}, {"44021": 40})
    assert (1, None) == (unbounded["44021"].low, unbounded["44021"].high)


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
    shares = {(r.before.unit, r.after.unit): r.share.low for r in direct}
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
        return {(r.before.nis, r.after.nis, r.share.low, r.change.value) for r in walk}

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
    [row] = back
    assert ("ab", "ab", 1) == (row.before.unit, row.after.unit, row.share.low)


def test_a_piece_without_a_figure_leaves_its_share_open(undone):
    """Where one half is counted and the other is not, the shares are bounds."""
    (one, _, other), figures = undone
    some = Figures(f for f in figures.figures if f.parts == {"a1"})
    found = {(r.before.unit, r.after.unit): r.share for r in walk_of(one, other, some)}
    assert (0, 1) == (found["a", "x"].low, found["a", "x"].high)
