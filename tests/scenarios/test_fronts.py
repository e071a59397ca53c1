"""The alternatives that nothing beats, found without listing them all."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from attrs import evolve

from elzmodel import Figure, Scenario, adopt, alternatives, outcome
from elzmodel.errors import InvalidValueError
from elzmodel.scenarios import CRITERIA, best_alternatives, pareto_front
from elzmodel.territory import Figures
from elzmodel.values.text import in_words

DAY, LATER = "2027-01-01", "2028-01-01"
X = Scenario("x")
TWO = X.merge(["Birch", "Cedar"], day=DAY).merge(["Dogwood", "Elm"], day=DAY)
SCENARIOS = {
    "one": X.merge(["Birch", "Cedar"], day=DAY),
    "two that share a zone": TWO,
    "beside a transfer": TWO.transfer("Fir", to="one", day=DAY),
    "beside a zone that begins": TWO.create_zone("Four", ["Fir"], day=DAY),
    "beside one without land": TWO.create_zone("Four", ["Fir"], day=DAY).undecide("Fir", day=DAY),
    "beside one that ends": X.merge_zones(["one", "three"], continues="one", day="2026-01-01")
    .merge(["Birch", "Cedar"], day=DAY)
    .merge(["Dogwood", "Elm"], day=DAY),
    "with land that is divided": X.transfer("elm-b", to="one", day="2026-06-01")
    .merge(["Birch", "Cedar", "Elm"], day=DAY)
    .merge(["Ash", "Dogwood"], day=DAY),
    "that share land": TWO.move_parts("cedar", to="fir", day="2027-06-01").merge(
        ["Ash", "Birch-Cedar"], name="D", day=LATER
    ),
    "land without a zone": X.undecide("Birch", day="2026-06-01").merge(["Birch", "Cedar"], day=DAY),
    "none": X.transfer("Ash", to="two", day=DAY),
}


@pytest.fixture(scope="module")
def known():
    """Return what makes all inhabitants known."""
    people = {"fir": 7_000, "elm-a": 3_000, "elm-b": 2_000}
    day = date(2021, 1, 1)
    return [Figure(kind="population", day=day, parts=[p], value=n) for p, n in people.items()]


ALL = ["below minimum", "outside target", "in pieces", "moved", "divided"]


@pytest.mark.parametrize(
    ("name", "keep_parts"),
    [
        *((name, False) for name in SCENARIOS if name != "land without a zone"),
        *((name, True) for name in ("one", "with land that is divided", "land without a zone")),
    ],
)
def test_the_front_is_that_of_all_outcomes(row, known, name, keep_parts):
    """The same scores, each as often, with a scenario that has them."""
    base, scenario = row.with_figures(known), SCENARIOS[name]
    ways = alternatives(base, scenario, keep_parts=keep_parts)
    outcomes = {each: outcome(base, each, year=2021) for each in ways}
    for names in (ALL, ["moved"]):
        best = pareto_front([*outcomes.values()], criteria=names)
        scores = Counter(tuple(CRITERIA[n].of(each).value for n in names) for each in best)
        front = best_alternatives(base, scenario, criteria=names, year=2021, keep_parts=keep_parts)
        assert scores == {tuple(r.scores[n].value for n in names): r.equals for r in front}
        assert front.is_proven
        for each in front:
            of = outcomes[each.scenario]
            assert [CRITERIA[n].of(of) for n in names] == [each.scores[n] for n in names]


def test_what_is_unknown_is_never_better(row):
    """Fir has no figures: what zone three becomes is within bounds, and beats nothing by them."""
    front = best_alternatives(row, TWO, year=2021)
    oracle = pareto_front(
        [outcome(row, each, year=2021) for each in alternatives(row, TWO)],
        criteria=ALL,
    )
    assert {each.scenario for each in front} <= {each.scenario for each in oracle}
    assert any(not each.outside_target.is_exact for each in front)
    nothing = best_alternatives(evolve(row, figures=Figures()), TWO)
    assert (None, None) == (nothing.year, nothing[0].moved.high)


def test_a_front_that_takes_too_much_is_drawn_and_says_so(row, known):
    """It claims nothing of what was not drawn, and is the same each time."""
    base = row.with_figures(known)
    drawn = [best_alternatives(base, TWO, year=2021, most=1, draws=3) for _ in range(2)]
    assert drawn[0] == drawn[1]
    (one, _), whole = drawn, best_alternatives(base, TWO, year=2021)
    assert (False, 3, None) == (one.is_proven, one.drawn, one[0].equals)
    assert [each.scores for each in whole] == [each.scores for each in one]
    assert "Not proven: these are the best of 3" in one.notes[0]
    assert "Proven: none of all 4" in whole.notes[0]
    assert "<Front: 1 scores of 4 alternatives, drawn>" == repr(
        best_alternatives(base, TWO, criteria=["moved"], most=0, draws=3)
    )


def test_a_front_of_no_more_than_would_be_drawn_is_proven(row, known):
    """Each alternative is looked at, however few partial answers may be kept."""
    base = row.with_figures(known)
    for names in (ALL, ["moved"], ["divided"]):
        whole = best_alternatives(base, TWO, criteria=names, year=2021, keep_parts=True)
        asked = {"criteria": names, "year": 2021, "keep_parts": True, "most": 0}
        assert whole == best_alternatives(base, TWO, draws=whole.alternatives, **asked)
        assert not best_alternatives(base, TWO, draws=whole.alternatives - 1, **asked).is_proven


def test_a_row_has_a_column_for_each_criterion(row):
    """Empty where that was not asked."""
    (each,) = best_alternatives(row, TWO, criteria=["divided"], year=2021)
    assert (0, 4) == (each.divided.value, each.equals)
    assert (None,) * 4 == (each.below_minimum, each.outside_target, each.in_pieces, each.moved)
    assert ("birch-cedar to one", "dogwood-elm to three") == each.choices


def test_a_row_says_the_choices_that_tell_it_from_others(row, known):
    """What all of them choose stands below."""
    front = best_alternatives(
        row.with_figures(known), TWO, criteria=["outside target", "moved"], keep_parts=True
    )
    assert [("birch-cedar to one",), ("birch-cedar as it is",)] == [each.choices for each in front]
    assert "All of them have dogwood-elm as it is." == front.notes[1]
    dutch = [[in_words(choice, "nl") for choice in each.choices] for each in front]
    assert [["birch-cedar naar one"], ["birch-cedar zoals het is"]] == dutch


def test_what_does_not_add_up_is_refused(row):
    """New findings do not, and a decision of the base is no part of the scenario."""
    with pytest.raises(InvalidValueError, match="below minimum, outside target"):
        best_alternatives(row, TWO, criteria=["findings"])
    with pytest.raises(InvalidValueError, match="1 or more"):
        best_alternatives(row, TWO, draws=0)
    with pytest.raises(InvalidValueError, match="all decisions are settled"):
        best_alternatives(adopt(row, SCENARIOS["one"]), X.rename("Fir", "Pine", day=LATER))
