"""Waves that could be: how often what is drawn, and what they do to zones."""

from __future__ import annotations

import pickle
from collections import Counter
from fractions import Fraction
from math import sqrt

import pytest
from attrs import evolve

from elzmodel import Scenario, adopt, decisions
from elzmodel.errors import InvalidValueError
from elzmodel.scenarios import (
    PlausibleWaveSpec,
    SweepRow,
    WaveSpec,
    Wish,
    neighbouring_triples,
    settle,
    zone_shares,
)
from elzmodel.scenarios._engine import Evaluator
from elzmodel.territory import Figures

DAY = "2026-01-01"


def names(drawn, number):
    return ["-".join(m.unit for m in drawn.pairs[place]) for place in drawn.draw(number)]


@pytest.mark.parametrize(
    ("count", "margin"), [(200, "7"), (60, "12.70"), (100, "9.80"), (0, "100")]
)
def test_a_margin_is_rounded_up(row, count, margin):
    """A note never promises that a share lies nearer than it may: 6.93 points are 7."""
    shares = zone_shares(row, PlausibleWaveSpec(count=count, size=1))
    assert any(f"lies within {margin} percentage points" in note for note in shares.notes)


def test_what_is_drawn_first_has_the_chance_of_its_weight(row):
    """By small members, one province and triples, as the distribution says."""
    count = 2_000
    spec = PlausibleWaveSpec(size=1, count=count, halving=10_000, across_provinces=0.5, triples=0.2)
    drawn = spec.waves(row)
    found = Counter(names(drawn, number)[0] for number in range(1, count + 1))
    by_pair = {"ash-birch": 2**-3, "birch-cedar": 2**-2, "cedar-dogwood": 2**-2}
    by_pair["dogwood-elm"] = 2**-0.5 / 2
    by_triple = {"ash-birch-cedar": 2**-2, "birch-cedar-dogwood": 2**-2}
    by_triple["cedar-dogwood-elm"] = 2**-0.5 / 2
    for weights, share in ((by_pair, 0.8), (by_triple, 0.2)):
        for members, weight in weights.items():
            chance = share * weight / sum(weights.values())
            spread = sqrt(count * chance * (1 - chance))
            assert abs(found[members] - count * chance) < 4 * spread, members
    assert count == sum(found[each] for each in (*by_pair, *by_triple))


def test_wishes_come_true_with_their_chance_and_before_all_others(row):
    """The first of two about one municipality goes before; there is no room for more than size."""
    wishes = {("Birch", "Ash"): 0.5, ("10002", "cedar"): 1.0, ("Dogwood", "Elm"): 1}
    spec = PlausibleWaveSpec(size=1, count=400, wishes=wishes, triples=0)
    drawn = spec.waves(row)
    found = Counter(names(drawn, number)[0] for number in range(1, 401))
    assert {"ash-birch", "birch-cedar"} == set(found)
    assert abs(found["ash-birch"] - 200) < 4 * 10
    two = evolve(spec, size=2).waves(row)
    assert {"dogwood-elm"} == {names(two, number)[1] for number in range(1, 50)}


def test_plausible_waves_depend_on_what_they_are_drawn_with_and_their_number(row):
    """They travel, are equal wherever they are drawn, and take no municipality twice."""
    spec = PlausibleWaveSpec(seed=3, size=2, count=40, wishes=[Wish(["Ash", "Birch"], 0.3)])
    again = pickle.loads(pickle.dumps(spec))
    assert (spec, hash(spec)) == (again, hash(again))
    assert [*spec.waves(row)] == [again.wave(row, number) for number in range(1, 41)]
    for each in spec.waves(row):
        units = [unit for step in each.steps for unit in step.municipalities]
        assert len(units) == len(set(units)) >= 4
    assert [*spec.waves(row)] != [*evolve(spec, seed=4).waves(row)]


def test_unknown_inhabitants_count_as_the_middle_of_those_known(row):
    """And where none are known at all, only provinces tell pairs apart."""
    assert 1 == len(
        set(PlausibleWaveSpec(triples=0).waves(evolve(row, figures=Figures())).weights[:3])
    )
    isles = PlausibleWaveSpec(triples=0, wishes={("Dogwood", "Elm"): 1}, year=2021).waves(row)
    assert ["dogwood-elm"] == names(evolve(isles, spec=evolve(isles.spec, size=1)), 1)


def test_three_hang_together_where_one_touches_both(row):
    """Each three once, in order of code; within an area, only neighbours within it."""
    day = row.on(DAY, beyond_ok=True)
    found = [[m.unit for m in members] for members in neighbouring_triples(day)]
    assert [["ash", "birch", "cedar"], ["birch", "cedar", "dogwood"]] == found[:2]
    assert 3 == len(found)
    assert 2 == len(neighbouring_triples(day, area="West"))


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"halving": 0}, "above 0"),
        ({"halving": True}, "above 0"),
        ({"triples": 1}, "below 1"),
        ({"across_provinces": "half"}, "from 0 to 1"),
        ({"across_provinces": True}, "from 0 to 1"),
        ({"wishes": {("Ash",): 1}}, "two or more"),
        ({"wishes": {("Ash", "Birch"): 1.5}}, "from 0 to 1"),
        ({"size": 4, "triples": 0}, "fewer disjoint pairs"),
        ({"wishes": {("Ash", "10001"): 1}}, "each once"),
        ({"wishes": {("Ash", "Fir"): 1}}, "neighbours"),
        ({"wishes": [("Ash", "Birch")]}, "a Wish, or names"),
        ({"area": "East"}, "fewer disjoint pairs"),
    ],
    ids=str,
)
def test_what_no_plausible_wave_is_drawn_with_is_refused(row, wrong, expected):
    """Chances beyond 1, wishes of one, waves that are too large."""
    with pytest.raises(InvalidValueError, match=expected):
        PlausibleWaveSpec(**wrong).wave(row, 1)


# --- what they do to zones -----------------------------------------------------


def adopted_shares(base, spec, policy):
    """Count by adopting each wave, settled by the policy: the oracle."""
    day = base.on(spec.on, beyond_ok=True)
    low, high = Counter(), Counter()
    for each in spec.waves(base):
        settled = settle(base, each, policy=policy, year=2021)
        asked = {zone for point in decisions(base, each) for zone in point.candidates}
        after = adopt(base, settled).on(each.steps[0].day, beyond_ok=True)
        for zone in day.zones:
            old, new = set(day.zone_map.parts_by_zone[zone.id]), after.zone_map
            left = {part for part in old if new.by_part[part] != zone.id}
            land = (new.decided_parts(zone.id), new.possible_parts(zone.id))
            is_touched = (old, set()) != tuple(map(set, land))
            states = [_is_below(s, zone.id) for s in (day, after)]
            may_fall = is_touched and states[0] is not True and states[1] is not False
            for question, one, other in (
                ("loses_members", left, left or old & new.undecided.keys()),
                ("falls_below_minimum", states == [False, True], may_fall),
                ("needs_decision", zone.id in asked, zone.id in asked),
            ):
                low[question, zone.id] += bool(one)
                high[question, zone.id] += bool(other)
    return low, high


def _is_below(snapshot, zone):
    total = snapshot.population(snapshot.zone(zone), year=2021)
    if total.low >= 60_000:
        return False
    return None if total.high is None or total.high >= 60_000 else True


@pytest.mark.parametrize("policy", ["ask", "largest", "keep_parts"])
@pytest.mark.parametrize("of", [WaveSpec, PlausibleWaveSpec], ids=["any", "plausible"])
def test_shares_are_those_of_waves_adopted_one_by_one(row, of, policy):
    """What may happen widens the share, and is never counted as no."""
    spec = of(seed=2, count=12, size=2, on="2025-12-31")
    low, high = adopted_shares(row, spec, policy)
    told = []
    shares = zone_shares(row, spec, policy=policy, year=2021, progress=lambda *n: told.append(n))
    for each in shares:
        for question in ("loses_members", "falls_below_minimum", "needs_decision"):
            key, share = (question, each.zone), getattr(each, question)
            assert [Fraction(n[key], 12) for n in (low, high)] == [share.low, share.high], key
    assert (12, 12) == told[-1]


def test_shares_say_what_they_are_of(row):
    """Seed, count, how waves are drawn, and how far a share may be off."""
    spec = PlausibleWaveSpec(seed=7, count=100, size=1, wishes={("Ash", "Birch"): 1})
    shares = zone_shares(row, spec, year=2021)
    notes = " ".join(shares.notes)
    for words in ("100 waves of 1 merger, drawn with seed 7", "Wishes (1) come", "9.80 percentage"):
        assert words in notes
    assert (0.098, "<ZoneShares of 3 zones in 100 waves>") == (shares.margin, repr(shares))
    values = shares.percentages("needs_decision")
    assert {"one": 0, "two": 0, "three": 0} == {zone: total.value for zone, total in values.items()}
    with pytest.raises(InvalidValueError, match="loses_members, falls_below_minimum or needs"):
        shares.percentages("population")


@pytest.mark.parametrize(
    ("policy", "told"),
    [("ask", "beslissingen blijven open."), ("largest", "worden genomen volgens largest.")],
)
def test_notes_of_shares_are_dutch_with_their_figures(row, policy, told):
    """What is left open is not called settled; decimals have a comma, and no power of ten."""
    spec = PlausibleWaveSpec(seed=7, count=1, size=1, across_provinces=0.125)
    notes = zone_shares(row, spec, policy=policy, year=2021).to_table().to_text(lang="nl")
    assert told in notes
    assert "maal 0,125 over provinciegrenzen; drietallen hebben 0,10 van" in notes
    none = zone_shares(row, WaveSpec(count=0)).notes
    assert any("lies within 100 percentage points" in note for note in none)


def test_no_waves_and_waves_that_cannot_be_followed_tell_nothing(row, monkeypatch):
    """Every share is then unknown, which is not 0."""
    nothing = zone_shares(row, WaveSpec(count=0))
    monkeypatch.setattr(Evaluator, "row", lambda *_: SweepRow("x", problem="it does not fit"))
    broken = zone_shares(row, WaveSpec(count=1, size=1), year=2021)
    for shares in (nothing, broken):
        assert {(0, 1)} == {(s.loses_members.low, s.loses_members.high) for s in shares}
    assert (1.0, 1) == (nothing.margin, broken.unanswered)
    assert "could not be followed" in " ".join(broken.notes)


def test_a_base_with_an_open_decision_is_refused(row):
    """Settle it first: what it asks is no doing of the waves."""
    open_base = adopt(row, Scenario("x").merge(["Birch", "Cedar"], day=DAY))
    with pytest.raises(InvalidValueError, match="all decisions are settled"):
        zone_shares(open_base, WaveSpec(count=1, size=1))
