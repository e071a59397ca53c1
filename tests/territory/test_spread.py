"""Figures spread over land: bounds for every way, estimates by weights, what contradicts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.territory import (
    Create,
    Figure,
    Figures,
    Given,
    MoveParts,
    Register,
    Spread,
    Weight,
    Weights,
)
from elzmodel.values import Share, Total

PEOPLE = {"north": 30, "south": 10, "east": 0, "west": 60}


def weights(**people: int) -> Weights:
    """Return inhabitants of parts as weights."""
    return Weights(
        Figures(
            Figure(kind="population", day=date(2021, 1, 1), parts=[part], value=value)
            for part, value in (people or PEOPLE).items()
        ),
        year=2021,
    )


def source(key: str, parts: str, low: float, high: float | None = ...) -> Given:
    """Return what some parts have: a figure, or bounds."""
    return Given(key, parts.split(), Total(low, low if high is ... else high))


def spread(*sources: Given, by: Weights | None = None) -> Spread:
    return Spread(sources, weights=by)


CITY = source("city", "north south west", 100)


def test_the_whole_has_what_was_given():
    """Land of a source has exactly its figure, whatever is asked with it."""
    both = spread(CITY, source("village", "east", 7))
    assert Total.exactly(100) == both.total(["north", "south", "west"])
    assert Total.exactly(107) == both.total(PEOPLE)


def test_a_piece_has_anything_up_to_the_whole():
    """Without weights nothing is estimated, and the key whose figure it is is missing."""
    assert Total(0, 100, ["city"]) == spread(CITY).total(["north"])
    assert Total(0, 100, ["north"]) == spread(CITY).total_by_part(["north"])


def test_weights_give_an_estimate_and_no_bound():
    """Thirty of a hundred inhabitants probably have thirty of a hundred, and maybe all."""
    total = spread(CITY, by=weights()).total(["north"])
    assert Total(0, 100, ["city"], estimate=30, basis=["population 2021"]) == total


def test_estimates_are_fractions():
    """No digit of an estimate is rounded away before it is shown."""
    by = weights(north=1, south=1, west=1)
    assert Fraction(100, 3) == spread(CITY, by=by).total(["north"]).estimate


def test_land_without_a_source_is_missing():
    """What nobody speaks of has no upper bound, and no estimate."""
    total = spread(CITY, by=weights()).total(["north", "east"])
    assert Total(0, None, ["city", "east"]) == total


def test_a_piece_that_is_given_leaves_the_rest_to_the_other_land():
    """Two of three districts share what the third one leaves, by their weights."""
    known = spread(CITY, source("south", "south", 40), by=weights())
    assert Total.exactly(60) == known.total(["north", "west"])
    assert (0, 60, 20) == bounds(known.total(["north"]))
    assert (40, 100, 60) == bounds(known.total(["north", "south"]))


def bounds(total: Total) -> tuple[object, object, object]:
    return total.low, total.high, total.estimate


def test_whole_and_pieces_narrow_each_other():
    """Bounds of pieces are cut by what the others leave of the whole, and the other way round."""
    known = spread(source("all", "a b c", 10), source("a", "a", 0, 4), source("b", "b", 0, 3))
    assert (3, 10) == bounds(known.total(["c"]))[:2]
    assert (0, 4) == bounds(known.total(["a"]))[:2]
    assert (0, 7) == bounds(known.total(["a", "b"]))[:2]
    full = spread(
        source("all", "a b c", 10, 12),
        source("a", "a", 0, 4),
        source("b", "b", 0, 3),
        source("c", "c", 5),
    )
    assert Total(10, 12, ["all"]) == full.total(["a", "b", "c"])
    assert (2, 4) == bounds(full.total(["a"]))[:2]
    assert () == full.findings()


def test_pieces_narrow_a_whole_that_is_only_a_bound():
    """Sets of sets are seen together: an open whole has what its pieces have."""
    known = spread(source("all", "a b", 0, None), source("a", "a", 4), source("b", "b", 3, 5))
    assert Total(7, 9, ["all"]) == known.total(["a", "b"])


def test_bounds_hold_through_several_floors():
    """What is known of a village tells something of the other district of its city."""
    known = spread(
        source("city", "a b c d", 20),
        source("district", "a b", 0, 15),
        source("a", "a", 12),
        source("c", "c", 1),
    )
    assert (4, 7) == bounds(known.total(["d"]))[:2]
    assert (0, 3) == bounds(known.total(["b"]))[:2]
    assert (13, 16) == bounds(known.total(["a", "b", "c"]))[:2]
    assert Total.exactly(7) == known.total(["b", "d"])


def test_an_estimate_that_was_given_goes_on():
    """What was estimated before keeps its basis, and is divided by weights once more."""
    total = Total(0, 50, estimate=20, basis=["area 2018"])
    known = spread(Given("city", ["north", "south"], total), by=weights())
    assert 20 == known.total(["north", "south"]).estimate
    part = known.total(["north"])
    assert (15, ("area 2018", "population 2021")) == (part.estimate, part.basis)


def test_estimates_of_pieces_make_that_of_their_whole():
    """A whole that is a bound has the estimate of its pieces, where they are all of it."""
    half = Total(0, 10, estimate=4, basis=["area 2018"])
    known = spread(source("all", "a b", 0, 15), source("b", "b", 3), Given("a", ["a"], half))
    assert (3, 13, 7) == bounds(known.total(["a", "b"]))


def test_an_unknown_piece_leaves_no_estimate_of_the_rest():
    """Nobody estimates what is left of a whole by a piece that may have anything."""
    known = spread(CITY, source("south", "south", 0, 40), by=weights())
    assert (0, 100, None) == bounds(known.total(["north"]))
    assert (60, 100, None) == bounds(known.total(["north", "west"]))


def test_an_estimate_lies_within_the_bounds():
    """Estimates of pieces that are more than their whole are cut."""
    much = Total(0, 12, estimate=11, basis=["guess"])
    known = spread(source("all", "a b c", 10), Given("a", ["a"], much))
    assert (0, 10, 10) == bounds(known.total(["a"]))
    assert (0, 10, 0) == bounds(known.total(["b", "c"]))


@pytest.mark.parametrize(
    "by",
    [
        Weights(Figures(), year=2021),
        weights(north=30),
        weights(north=0, south=0, west=0),
        Weights(weights().figures),
        Weights(weights().figures, "area", 2021),
    ],
    ids=["nothing", "some", "zero", "no year", "another kind"],
)
def test_without_an_exact_share_nothing_is_estimated(by: Weights):
    """Weights that are not there, of some land only, or nothing at all give no share."""
    assert None is spread(CITY, by=by).total(["north"]).estimate


def test_nothing_is_divided_without_weights():
    """Nothing at all is nothing everywhere, also where no weight is known."""
    known = spread(source("city", "north south", 0), source("more", "west", 0, 4))
    assert Total.exactly(0) == known.total(["north"])


def test_undecided_land_widens_the_bounds():
    """Land that may come or not adds nothing, or all that it can have; nothing is estimated."""
    known = spread(CITY, source("village", "east", 7), by=weights())
    assert Total(0, 7, ["village"]) == known.total([], ["east"])
    assert Total(7, 107, ["city"]) == known.total(["east"], ["north"])
    assert Total(0, 7, ["east"]) == known.total_by_part([], ["east"])
    assert Total(7, None, ["mars"]) == known.total(["east"], ["mars"])


def test_less_than_nothing_is_divided_between_itself_and_nothing():
    """A correction of a whole is a correction of each piece, of none or of all of it."""
    known = spread(source("city", "north south west", -10), by=weights())
    assert (-10, 0, -3) == bounds(known.total(["north"]))
    assert Total.exactly(-10) == known.total(["north", "south", "west"])
    assert Total(-10, 0, ["city"]) == known.total([], ["north"])


def test_less_than_nothing_is_never_cut():
    """Pieces below nothing leave more than the whole for the other land."""
    known = spread(source("city", "a b c", 10), source("a", "a", -5))
    assert Total.exactly(15) == known.total(["b", "c"])
    assert (0, 15) == bounds(known.total(["b"]))[:2]
    below = spread(source("city", "a b c", -5), source("a", "a", 3))
    assert Total.exactly(-8) == below.total(["b", "c"])
    assert () == known.findings() == below.findings()
    mixed = spread(source("city", "a b", -3, 4))
    assert Total(-3, 4, ["city"]) == mixed.total(["a"])
    unbounded = spread(source("city", "a b", -3), source("a", "a", 0, None))
    assert (-3, 0) == bounds(unbounded.total(["b"]))[:2]


def test_all_pieces_with_another_sum_contradict_the_whole():
    """Both keys and both sums are named, and the whole stands."""
    known = spread(source("11002", "a b", 530), source("2000", "a", 20), source("2018", "b", 10))
    [found] = known.findings()
    assert "'11002' has 530, and all of its pieces have 30 together: 2000, 2018" == found.message
    assert ("ELZ-T026", "error") == (found.code, found.severity.value)
    assert Total.exactly(530) == known.total(["a", "b"])


def test_pieces_above_the_whole_contradict_it():
    """Some pieces may have less than the whole, not more; bounds contradict where they part."""
    [found] = spread(source("11002", "a b", 5), source("2000", "a", 7, 9)).findings()
    assert "'11002' has 5, and some of its pieces have 7-9 together: 2000" == found.message
    assert () == spread(source("11002", "a b", 5), source("2000", "a", 3, 9)).findings()


def test_decimals_that_computers_cannot_write_do_not_contradict():
    """A tenth and two tenths make three tenths, though not in the last digit."""
    known = spread(source("all", "a b", 0.3), source("a", "a", 0.1), source("b", "b", 0.2))
    assert () == known.findings()
    assert [0.3, 0.1, 0.2] == [known.total(land).value for land in (["a", "b"], ["a"], ["b"])]


def test_land_that_is_given_twice_is_found():
    """Both keys are named; bounds then hold both figures."""
    known = spread(source("44021", "gent", 5), source("gent", "gent", 7))
    [found] = known.findings()
    assert ("ELZ-T025", "'gent' and '44021' are the same land") == (found.code, found.message)
    assert Total(5, 7, ["44021"]) == known.total(["gent"])


def test_land_that_crosses_is_found_and_not_added_up():
    """Two districts that share a village cannot be spread."""
    known = spread(source("one", "a b", 5), source("other", "b c", 7))
    [found] = known.findings()
    assert "ELZ-T024" == found.code
    assert "'other' shares land with other keys, and none of them holds the other" == found.message
    with pytest.raises(ConflictError):
        known.total(["a"])


def test_a_source_has_land():
    """A figure about nothing cannot be carried."""
    with pytest.raises(InvalidValueError, match="at least one part"):
        Given("11002", [], Total.exactly(5))


def test_the_order_of_sources_makes_no_difference():
    """Decimals add up to the same in any order."""
    sources = [source(p, p, v) for p, v in {"a": 0.1, "b": 0.2, "c": 0.3, "d": 1e15}.items()]
    assert 1 == len({spread(*some).total("abcd").value for some in (sources, sources[::-1])})


def test_other_figures_use_the_same_land():
    """One spread gives another of other figures, in order of its sources."""
    first = spread(CITY, source("east", "east", 3), by=weights())
    other = first.with_totals([Total.exactly(10), Total(0, 4)])
    assert (0, 10, 3) == bounds(other.total(["north"]))
    assert (0, 4, None) == bounds(other.total(["east"]))
    assert other == spread(
        source("city", "north south west", 10), source("east", "east", 0, 4), by=first.weights
    )


def cut(portion: tuple[Weight, ...]) -> Register:
    """Return two villages of which the first gives the second some land."""
    return Register(
        [
            Create(id="1", day="2000-01-01", unit="a", name="A"),
            Create(id="2", day="2000-01-01", unit="b", name="B"),
            MoveParts(id="x", day="2010-01-01", origin="a", to="b", portion=portion),
        ]
    )


def test_a_share_that_an_event_states_is_a_bound():
    """What the record says of the same land is a fact; what it says of an amount is not."""
    stated = (Weight(kind="population", share=Share(Fraction(1, 4), Fraction(1, 2))),)
    refinement = cut(stated).refinement
    known = Spread([source("a", "a", 8), source("b", "b", 1)], refinement)
    assert (3, 5) == bounds(known.total(["b", "a~x~b"]))[:2]
    assert (4, 6) == bounds(known.total(["a~x"]))[:2]
    amount = cut((Weight(kind="population", amount=Total.exactly(2)),)).refinement
    assert (0, 8) == bounds(Spread([source("a", "a", 8)], amount).total(["a~x"]))[:2]


def test_a_share_that_an_event_states_says_nothing_below_zero():
    """A quarter of a correction may be all of it."""
    stated = (Weight(kind="population", share=Share.exactly(Fraction(1, 4))),)
    known = Spread([source("a", "a", -8)], cut(stated).refinement)
    assert (-8, 0) == bounds(known.total(["a~x"]))[:2]


def test_land_that_may_be_of_two_sources_is_not_estimated():
    """How much of a piece came from which village is not known, so that no share is."""
    register = Register(
        [
            Create(id="1", day="2000-01-01", unit="a", name="A", parts=("a1", "a2")),
            Create(id="2", day="2000-01-01", unit="b", name="B"),
            MoveParts(id="x", day="2010-01-01", origin="a", to="b", portion=()),
        ]
    )
    by = Weights(Figures(weights(a1=5, a2=5, b=5).figures.figures, register.refinement), year=2021)
    known = Spread([source("a1", "a1", 8), source("a2", "a2", 2)], register.refinement, by)
    piece = register.on(date(2010, 1, 1)).by_unit["b"].parts[0]
    assert (0, 10, None) == bounds(known.total([piece]))
