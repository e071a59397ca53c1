"""What a scenario does: every answer on the card, unknown where nobody knows."""

from __future__ import annotations

import copy
import pickle

import pytest
from attrs import evolve

from elzmodel import (
    Dossier,
    Scenario,
    adopt,
    alternatives,
    atlas,
    dossier,
    flanders,
    outcome,
    sweep,
)
from elzmodel.errors import InvalidValueError, StepError, UnknownIdError
from elzmodel.landscape import Landscape
from elzmodel.landscape.checks import check_landscape
from elzmodel.scenarios import (
    CRITERIA,
    Criterion,
    as_of,
    best_alternatives,
    check_scenario,
    pareto_front,
    side_by_side,
    suggestions,
)
from elzmodel.territory import Figure, Figures
from elzmodel.values import CheckOutcome, Grade, Total
from elzmodel.zones import SizeRule

DAY = "2027-01-01"
X = Scenario("x")


def codes(base, scenario):
    return [(finding.code, finding.outcome) for finding in check_scenario(base, scenario)]


def test_the_zones_are_told_before_and_after(row):
    """With what came in, and the size rules beside which they lie."""
    found = outcome(row, X.transfer("Dogwood", to="one", day=DAY), year=2021)
    one, two = found.zones
    assert ("one", 90_000, "70,000", "160,000") == (
        one.zone,
        one.change,
        str(one.before.population),
        str(one.after.population),
    )
    assert [
        "one: target size, below to above",
        "two: minimum size, within to below",
        "two: target size, within to below",
    ] == [str(crossing) for crossing in found.crossings]
    assert {"Ash", "Birch", "Dogwood"} == {m.name for m in one.municipalities_after}
    assert "two" == two.zone


def test_zones_that_begin_and_end_have_one_side(row):
    """Before they began, and after they ended, there is nothing to say."""
    found = outcome(row, X.merge_zones(["one", "two"], name="Both", day=DAY), year=2021)
    assert [("both", True, False), ("one", False, True), ("two", False, True)] == [
        (z.zone, z.before is None, z.after is None) for z in found.zones
    ]
    assert not found.crossings
    assert 3 == len(found.tables()[0])


def test_borders_of_provinces_are_told(row):
    """For zones and for merged municipalities; within one province nothing is."""
    found = outcome(row, X.merge(["Dogwood", "Elm"], day=DAY), year=2021)
    assert [("Dogwood-Elm", "province", ("East", "West"))] == [
        (reach.subject, reach.kind, reach.after) for reach in found.reaches
    ]
    moved = outcome(row, X.transfer("Cedar", to="three", day=DAY))
    assert ["Three"] == [reach.subject for reach in moved.reaches]


def test_borders_of_regions_are_told():
    """Of a municipality of Brussels that comes to a Flemish zone, or merges with its neighbour."""
    fl = flanders()
    moved = outcome(fl, X.transfer("Vorst", to="zennevallei", day=DAY), year=2026)
    regions = ("Brussels Hoofdstedelijk Gewest", "Vlaams Gewest")
    assert ("Zennevallei", "region", ("Vlaams Gewest",), regions) in {
        (each.subject, each.kind, each.before, each.after) for each in moved.reaches
    }
    merged = outcome(fl, X.merge(["Ukkel", "Drogenbos"], day=DAY), year=2026)
    assert [("Ukkel-Drogenbos", "region", regions)] == [
        (each.subject, each.kind, each.after) for each in merged.reaches
    ]


def test_reference_regions_are_told():
    """Where a zone comes to lie in several."""
    fl = flanders()
    found = outcome(fl, X.transfer("Landen", to="haspengouw", day=DAY), year=2021)
    assert ("Haspengouw", "reference region") in {(r.subject, r.kind) for r in found.reaches}


def test_a_card_is_dutch_to_its_last_word():
    """What crosses a threshold, and what comes to lie in two areas, is said in it as well."""
    moved = outcome(
        flanders(), X.transfer("Boom", to="klein-brabant-vaartland", day=DAY), year=2026
    )
    card = moved.card().to_text(lang="nl", width=120)
    assert "rupelaar: streefgrootte, van erbinnen naar eronder" in card
    assert "Klein-Brabant Vaartland: Regio Antwerpen en Rivierenland" in card
    assert "rupelaar: target size, within to below" in moved.card().to_text(width=120)


def test_divided_municipalities_are_told(row):
    """Those that become divided, unless a later step unites them again."""
    s = X.transfer("elm-a", to="two", day=DAY)
    found = outcome(row, s)
    assert ["Elm"] == [m.name for m in found.divided]
    assert "Elm" in dict(found.card().rows)["newly divided"]
    assert () == outcome(row, s.transfer("Elm", to="three", day="2028-01-01")).divided


def test_united_municipalities_are_told(row):
    """Those that the base divides and that are divided no longer."""
    base = outcome(row, X.transfer("elm-a", to="two", day=DAY)).landscape
    found = outcome(base, X.transfer("Elm", to="three", day="2028-01-01"))
    assert (["Elm"], ()) == ([m.name for m in found.united], found.divided)


def test_findings_are_new_or_mended(row):
    """A zone that falls under the minimum is new, the open question as well."""
    found = outcome(row, X.transfer("Dogwood", to="one", day=DAY), year=2021)
    assert ("ELZ-L012", "two") in {(f.code, f.subject) for f in found.new_findings}
    assert ("ELZ-L012", "one") in {(f.code, f.subject) for f in found.mended_findings}
    nothing = outcome(row, X.rename("Ash", "Oak", day=DAY))
    assert () == nothing.new_findings == nothing.mended_findings


STEPS = {
    "transfer": X.transfer("Dogwood", to="one", day=DAY),
    "open": X.merge(["Birch", "Cedar"], day=DAY),
    "no zone": X.undecide("elm-a", day=DAY),
    "zones": X.merge_zones(["one", "two"], name="Both", day=DAY),
    "cut": X.split("Ash", into={"Yew": []}, day=DAY),
}


@pytest.mark.parametrize("name", STEPS)
def test_findings_are_those_of_a_full_check_of_both_sides(row, name):
    """Only what a scenario touches is checked, which changes nothing in what is found."""
    found = outcome(row, STEPS[name], year=2021)
    old, new = (
        {(f.code, f.about, f.outcome, *map(f.values.get, ("rule", "band"))): f for f in checked}
        for checked in (
            check_landscape(side, on=DAY, year=2021) for side in (found.base, found.landscape)
        )
    )
    assert [new[key] for key in new if key not in old] == [*found.new_findings]
    gone = [old[key] for key in old if key not in new]
    still = {(f.code, f.about, f.values.get("rule"), f.outcome) for f in new.values()}
    other = {CheckOutcome.FAIL: CheckOutcome.UNKNOWN, CheckOutcome.UNKNOWN: CheckOutcome.FAIL}
    mended = [
        f for f in gone if (f.code, f.about, f.values.get("rule"), other[f.outcome]) not in still
    ]
    assert mended == [*found.mended_findings]


def test_without_dossiers_seats_and_plans_are_not_known(row):
    """No data is not nothing."""
    found = outcome(row, X.transfer("Ash", to="two", day=DAY))
    assert found.seats is None
    assert found.plan_items is None
    assert found.concerns is None
    card = dict(found.card().rows)
    assert ("no data", "no data") == (card["seats"], card["plan items"])
    assert ("No data: no dossiers are given.",) == found.tables()[-1].notes
    given = outcome(row, X.transfer("Ash", to="two", day=DAY), dossiers=[Dossier(zone_id="one")])
    assert ([], []) == (list(given.seats), list(given.plan_items))
    said = {each.title: each.notes for each in given.tables()}
    assert () == said["Seats and plan items"]
    nothing = "Nothing is stated about the council of one on 2027-01-01."
    assert (nothing,) == said["Rules of composition"] == said["Seats that change"]
    assert "none" == dict(given.card().rows)["seats"]
    with pytest.raises(InvalidValueError, match="not a dossier"):
        outcome(row, X, dossiers=["haspengouw"])


def test_dossiers_say_whom_it_concerns():
    """Seats of land that merges inside the zone, too."""
    fl = flanders()
    s = X.merge(["Alken", "Diepenbeek"], day=DAY)
    found = outcome(fl, s, dossiers=[dossier("herkenrode")])
    assert found.seats
    assert len({(c.kind, c.id) for c in found.concerns}) == len(found.concerns)


def test_without_figures_there_are_no_bands(row):
    """Unknown is not zero."""
    bare = Landscape(name="Bare", covers=row.covers, register=row.register, zoning=row.zoning)
    found = outcome(bare, X.transfer("Ash", to="two", day=DAY))
    assert [None, None] == [z.after.population for z in found.zones]
    assert "No inhabitants are known." == found.card().notes[0]
    assert () == found.tables()[0].notes
    table = side_by_side([found])
    assert ("one", None) in table.rows
    moved = dict(zip(("what", "value"), table.rows[3], strict=True))
    assert ("moved", "unknown") == (moved["what"], str(moved["value"]))


def test_an_outcome_shows_itself(row):
    """In a line and in a notebook."""
    found = outcome(row, X.merge(["Birch", "Cedar"], day=DAY), year=2021)
    assert "<Outcome of x on Row: 3 municipalities, 2 zones, 1 open>" == repr(found)
    shown = [table for table in found.tables() if table.rows]
    assert len(shown) == found._repr_html_().count("<details>")
    assert "birch-cedar: one or two" == dict(found.card().rows)["undecided"]


def test_outcomes_stand_side_by_side(row):
    """A column each, and the last row marks those that nothing beats."""
    s = X.merge(["Birch", "Cedar"], day=DAY)
    found = [outcome(row, each, year=2021) for each in alternatives(row, s, keep_parts=True)]
    table = side_by_side(found)
    assert ["", "one", "two", "as it is"] == [column.label for column in table.columns]
    rows = {row[0]: row[1:] for row in table.rows}
    assert ["20000", "30000", "0"] == [str(t.low) for t in rows["moved"]]
    assert "x" == side_by_side([outcome(row, X)]).columns[1].label
    with pytest.raises(InvalidValueError, match="criterion"):
        side_by_side(found, criteria=["beauty"])


def test_every_answer_with_inhabitants_says_whose_they_are(row):
    """Outcomes, sweeps and what a policy says name the year, and own figures with both numbers."""
    own = Figure(kind="population", day="2021-01-01", parts=["birch"], value=7, sources=["own.csv"])
    base, s = row.with_figures([own]), X.merge(["Birch", "Cedar"], day=DAY)
    found, ways = outcome(base, s), list(alternatives(base, s))
    answers = [
        found.card(),
        found.zones,
        found.crossings,
        side_by_side([outcome(base, each) for each in ways]),
        sweep(base, ways),
        sweep(base, ways).by_zone(),
        atlas(base).by_answer(),
        suggestions(base, s, policy="largest"),
    ]
    note = (
        "Inhabitants on 2021-01-01. 1 figure of population of 2021 is from own.csv, "
        "not the one that was there: birch 7 (30,000)."
    )
    assert [(note,)] * len(answers) == [tuple(each.notes) for each in answers]
    assert note == atlas(base).notes[1]
    assert () == suggestions(base, s, policy="ask").notes


def test_inhabitants_of_several_years_are_not_compared(row):
    """What differs between outcomes is then a year, and not what they do."""
    old = [
        Figure(kind="population", day="2020-01-01", parts=each.parts, value=each.value)
        for each in row.figures.figures
    ]
    base, s = row.with_figures(old), X.transfer("Ash", to="two", day=DAY)
    found = [outcome(base, s, year=year) for year in (2021, 2020)]
    for compared in (side_by_side, pareto_front):
        with pytest.raises(
            InvalidValueError, match=r"\[2020, 2021\]. Expected one year: .*year=2020"
        ):
            compared(found)
        assert compared(found[:1] * 2)


def test_the_front_holds_what_no_other_beats_for_certain(row):
    """What is unknown beats nothing and is not beaten."""
    s = X.merge(["Birch", "Cedar"], day=DAY)
    found = [outcome(row, each, year=2021) for each in alternatives(row, s, keep_parts=True)]
    assert (found[2],) == pareto_front(found, criteria=["moved"])
    assert (found[0], found[2]) == pareto_front(found, criteria=["moved", "divided"])
    unknown = Criterion("unknown", lambda _: Total.unknown())
    assert tuple(found) == pareto_front(found, criteria=[unknown])
    assert () == pareto_front([])


def test_zones_in_pieces_are_told(row):
    """Those that hung together before."""
    found = outcome(row, X.transfer("Ash", to="two", day=DAY), year=2021)
    assert "two" == dict(found.card().rows)["zones newly in pieces"]


def test_what_is_open_tells_of_no_zone_whether_it_is_in_pieces(row):
    """Birch and dogwood do not touch: one falls apart where both come to it, two does not."""
    wave = X.merge(["Birch", "Dogwood"], day=DAY)
    found = outcome(row, wave, year=2021)
    assert {"one": None, "two": True} == {z.zone: z.after.contiguous for z in found.zones}
    assert [False, True] == [z.may_be_in_pieces for z in reversed(found.zones)]
    assert "perhaps one" == dict(found.card().rows)["zones newly in pieces"]
    assert Total(0, 1) == CRITERIA["in pieces"].of(found)
    (finding,) = (f for f in found.new_findings if f.code == "ELZ-Z010")
    assert (
        "whether its land is in one piece depends on what is undecided: birch-dogwood",
        CheckOutcome.UNKNOWN,
    ) == (finding.message, finding.outcome)
    ways = {way.choices[0].zone: outcome(row, way) for way in alternatives(row, wave)}
    in_pieces = {to: [z.after.is_in_pieces for z in way.zones] for to, way in ways.items()}
    assert {"one": [True, False], "two": [False, False]} == in_pieces


def test_a_zone_that_begins_crosses_no_threshold(row):
    """It lay nowhere before, so that nothing is known or open of it."""
    found = outcome(row, X.create_zone("Four", ["Ash"], day=DAY), year=2021)
    assert "four" in {zone.zone for zone in found.zones if zone.before is None}
    assert "four" not in dict(found.card().rows)["thresholds crossed"]


def test_what_is_open_may_cross_a_threshold(row):
    """Where a zone lay within a size, and bounds no longer tell, a card does not say none."""
    rules = [SizeRule(name="minimum size", low=60_000)]
    base = row.with_size_rules(rules)
    found = outcome(base, X.merge(["Birch", "Cedar"], day=DAY), year=2021)
    said = dict(found.card().rows)["thresholds crossed"]
    assert () == tuple(found.crossings)
    assert "perhaps one: minimum size" == said


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (["Ash", "Birch"], []),
        (["Ash", "Birch", "Cedar"], []),
        (["Ash", "Dogwood"], [("ELZ-S001", CheckOutcome.FAIL)]),
        (["Ash", "Fir"], [("ELZ-S001", CheckOutcome.FAIL)]),
    ],
    ids=["neighbours", "a row", "distant", "an island"],
)
def test_a_merger_of_distant_municipalities_is_a_finding(row, members, expected):
    """Odd, and no error."""
    assert expected == codes(row, X.merge(members, day=DAY))


def test_where_borders_do_not_tell_the_finding_is_unknown():
    """A contact that may be with either of two municipalities decides nothing."""
    from elzmodel.territory import Border, Borders, Contact

    fl = flanders()
    s = X.merge(["Antwerpen", "Mortsel"], day=DAY)
    assert [] == codes(fl, s)
    split = X.split("Antwerpen", into={"Nieuw": ["antwerpen-2100"]}, day=DAY)
    merged = split.merge(["Nieuw", "Mortsel"], day="2028-01-01")
    assert [("ELZ-S001", CheckOutcome.UNKNOWN)] == codes(fl, merged)
    assert Borders([Border(a=["a"], b=["b"], contact=Contact.POINT)]).certain_links == {}


def test_a_transfer_that_changes_nothing_is_a_finding(row):
    """The land is there already."""
    assert [("ELZ-S002", CheckOutcome.FAIL)] == codes(row, X.transfer("Ash", to="one", day=DAY))


def test_land_apart_from_its_new_zone_is_a_finding(row):
    """And land that touches it is none."""
    assert [("ELZ-S004", CheckOutcome.FAIL)] == codes(row, X.transfer("Ash", to="three", day=DAY))
    assert [] == codes(row, X.transfer("Birch", to="two", day=DAY))


def test_settling_by_a_transfer_is_no_empty_step(row):
    """Undecided land that goes where it lies is decided by it."""
    s = X.merge(["Birch", "Cedar"], day=DAY).transfer("birch-cedar", to="one", day="2027-02-01")
    assert [] == codes(row, s)


def test_a_step_within_the_record_is_a_finding(row):
    """What the record has later still happens."""
    assert ["ELZ-S003"] == [c for c, _ in codes(row, X.rename("Ash", "Oak", day="2010-01-01"))]


def test_an_atlas_is_found_by_names_and_positions(row):
    """By two names, codes or ids, by position, or in part."""
    found = atlas(row, year=2021)
    assert 4 == len(found) == len(found.to_table())
    assert found["Birch", "10003"] == found["cedar", "birch"] == found[1]
    assert [found[0], found[1]] == list(found[:2])
    assert "4 pairs, 2 across zones, 1 across provinces" in repr(found)
    assert found[1].crosses_reference_regions is None
    assert "Mergers of neighbours" in found._repr_html_()
    assert 4 == len({(r[0], r[2]) for r in found.by_answer().to_table().rows})
    with pytest.raises(UnknownIdError):
        found["Ash", "Fir"]


def test_an_atlas_tells_its_progress_and_needs_no_figures(row):
    """Pair by pair."""
    told = []
    bare = Landscape(
        name="Bare",
        covers=row.covers,
        register=row.register,
        zoning=row.zoning,
        borders=row.borders,
    )
    found = atlas(bare, on="2024-12-31", progress=lambda *at: told.append(at))
    assert (4, 4) == told[-1]
    assert () == found.by_answer().notes


def test_an_atlas_leaves_the_base_its_own_questions(row):
    """A decision that is open in the base is not that of the pair."""
    from elzmodel import adopt

    base = adopt(row, X.merge(["Birch", "Cedar"], day="2010-01-01"))
    found = atlas(base, on="2025-01-01", year=2021)
    assert found["Ash", "Birch-Cedar"].decision.candidates == ("one", "two")
    assert as_of(base, "2009-01-01").on("2009-01-01").decisions == ()


def test_copies_of_an_outcome_are_equal_to_it(row):
    """Copied and pickled, before and after its answers are found, with equal hashes."""
    s = X.merge(["Birch", "Cedar"], day=DAY)
    found = outcome(row, s, year=2021, dossiers=[Dossier(zone_id="one")])
    for _ in range(2):
        for other in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
            assert found == other
            assert hash(found) == hash(other)
        assert found.tables()
    assert found == outcome(row, s, year=2021, dossiers=[Dossier(zone_id="one")])
    assert found != outcome(row, s, year=None)


def test_an_atlas_and_a_sweep_are_equal_to_their_copies(row):
    """They are answers, and compare by what they hold."""
    for found in (atlas(row, year=2021), sweep(row, [X.rename("Ash", "Oak", day=DAY)])):
        assert found == copy.deepcopy(found) == pickle.loads(pickle.dumps(found))
        assert hash(found) == hash(copy.copy(found))


def test_a_merger_with_language_facilities_says_who_decides():
    """A finding of grade C, whichever member has them; others have none."""
    fl = flanders()
    s = X.merge(["Kraainem", "Wezembeek-Oppem", "Zaventem"], day="2027-01-01")
    (finding,) = check_scenario(fl, s)
    assert ("ELZ-S005", Grade.C, ("S34",)) == (finding.code, finding.grade, finding.sources)
    assert finding.message.startswith(
        "Kraainem (23099) and Wezembeek-Oppem (23103) have language facilities; only the federal"
    )
    assert [] == codes(fl, X.merge(["Alken", "Wellen"], day="2027-01-01"))


def test_facilities_follow_a_municipality_that_merged():
    """What took in Mesen has its land, and the next merger says so again."""
    s = X.merge(["Mesen", "Heuvelland"], name="Westland", day="2027-01-01")
    s = s.merge(["Westland", "Ieper"], day="2029-01-01")
    found = [finding.message.split(" has ")[0] for finding in check_scenario(flanders(), s)]
    assert ["Mesen (33016)", "Westland"] == found


def test_a_merger_across_regions_is_a_finding():
    """Vilvoorde and Brussel touch, and lie in two regions."""
    (finding,) = check_scenario(flanders(), X.merge(["Vilvoorde", "Brussel"], day="2027-01-01"))
    assert "ELZ-S006" == finding.code
    assert "between Brussels Hoofdstedelijk Gewest and Vlaams Gewest" in finding.message


def test_an_outcome_holds_no_names_of_persons():
    """Whoever saves or sends it gives no name away, and its copies are equal to it."""
    named = dossier("herkenrode")
    assert any(person.name for person in named.persons)
    s = Scenario("x").transfer("Diepenbeek", to="haspengouw", day="2027-01-01")
    found = outcome(flanders(), s, year=2021, dossiers=[named])
    saved = pickle.dumps(found)
    assert not any(person.name.encode() in saved for person in named.persons if person.name)
    assert found == pickle.loads(saved) == copy.deepcopy(found)
    assert found.seats is not None


def test_an_open_decision_leaves_open_who_changes_zone() -> None:
    """The card has the bounds that the alternatives fill: parts may stay as well."""
    fl = flanders()

    def moved(scenario, year=2026):
        card = outcome(fl, scenario, year=year).card()
        return dict(card.rows)["inhabitants who change zone"]

    wave = Scenario("open").merge(["Alken", "Wellen"], day="2028-01-01")
    ways = alternatives(fl, wave, keep_parts=True)
    assert [11943, 7556, 0] == [moved(way).value for way in ways]
    assert Total(0, 11943, missing=["alken", "wellen"]) == moved(wave)
    both = wave.merge(["Mortsel", "Antwerpen"], day="2028-01-01")
    assert (0, 11943 + 26961) == (moved(both).low, moved(both).high)
    decided = wave.transfer("Heers", to="herkenrode", day="2028-01-01")
    assert (7595, 7595 + 11943) == (moved(decided).low, moved(decided).high)
    apart = Scenario("none").merge(["Heers", "Wellen"], day="2028-01-01")
    assert 0 == moved(apart).value
    assert Total.unknown(["alken", "wellen"]) == moved(wave, year=2030)


def test_land_in_no_zone_that_merged_may_stay_out(row):
    """Of one candidate it comes there or stays in none: both lie within what is said."""
    left = adopt(row, X.undecide("Ash", day="2026-06-01"))
    found = outcome(left, X.merge(["Ash", "Birch"], day=DAY), year=2021)
    ways = alternatives(left, found.scenario, keep_parts=True)
    people = [
        outcome(left, way, year=2021).after.population("one", year=2021).value for way in ways
    ]
    bounds = found.after.population("one", year=2021)
    assert [70_000, 30_000] == people
    assert (30_000, 70_000) == (bounds.low, bounds.high)
    assert 0 == CRITERIA["moved"].of(found).value
    gone = outcome(row, X.undecide("Ash", day="2026-06-01").merge(["Ash", "Cedar"], day=DAY))
    assert (0, 40_000) == (CRITERIA["moved"].of(gone).low, CRITERIA["moved"].of(gone).high)


def test_steps_happen_on_their_days_in_whatever_order_they_stand(row):
    """Choices are made at the end of each day, as if the steps stood in order."""
    earlier = X.merge(["Ash", "Birch"], day=DAY)
    merged = X.merge(["Ash-Birch", "Cedar"], name="Wood", day="2028-01-01")
    turned = merged.with_steps(earlier.steps)
    in_order = earlier.with_steps(merged.steps)
    zones = [(z.zone, z.after) for z in outcome(row, in_order).zones]
    assert zones == [(z.zone, z.after) for z in outcome(row, turned).zones]
    for way in alternatives(row, turned, keep_parts=True):
        assert () == outcome(row, way).decisions
    with pytest.raises(StepError, match="step 3, merge Fir, Nix"):
        outcome(row, turned.merge(["Fir", "Nix"], day=DAY))


def test_what_is_open_among_one_zone_divides_nobody(row):
    """Ash was in no zone and merged: once its land is in that of Birch, all ways lead there."""
    open_ = X.undecide("Ash", day=DAY).merge(["Ash", "Birch"], day="2027-01-02")
    found = outcome(row, open_.transfer("ash", to="one", day="2027-01-02"), year=2021)
    assert [(("birch",), ("one",))] == [(p.parts, p.candidates) for p in found.decisions]
    assert 0 == CRITERIA["divided"].of(found).value


def test_what_is_no_longer_known_is_not_mended():
    """Below the target for certain, then perhaps: a new finding, and none that is mended."""
    found = outcome(flanders(), Scenario("open").merge(["Alken", "Wellen"], day="2028-01-01"))
    sizes = [
        (each.state, each.finding.subject, each.finding.outcome.value)
        for each in found.changed_findings
        if each.finding.code == "ELZ-L012"
    ]
    assert [("new", "haspengouw", "unknown")] == sizes
    settled = outcome(flanders(), found.scenario.choose("alken-wellen", "haspengouw"))
    assert ["haspengouw"] == [each.subject for each in settled.mended_findings]


def test_an_open_decision_may_leave_a_municipality_divided() -> None:
    """The bounds hold what alternatives do; who was divided before is not so newly."""
    fl, divided = flanders(), CRITERIA["divided"].of
    wave = Scenario("open").merge(["Alken", "Wellen"], day="2028-01-01")
    ways = [outcome(fl, each, year=2026) for each in alternatives(fl, wave, keep_parts=True)]
    found = outcome(fl, wave, year=2026)
    assert [0, 0, 1] == [divided(way).value for way in ways]
    assert Total(0, 1) == divided(found)
    assert "perhaps Alken-Wellen" == dict(found.card().rows)["newly divided"]
    antwerpen = Scenario("open").merge(
        ["Mortsel", "Antwerpen"], continues="Antwerpen", day="2028-01-01"
    )
    assert 0 == divided(outcome(fl, antwerpen, year=2026)).value


@pytest.mark.parametrize("day", ["2028-01-01", "2029-01-01"], ids=["that day", "later"])
@pytest.mark.parametrize("zone", ["haspengouw", "zora"])
def test_land_that_is_transferred_while_a_decision_is_open_is_decided(day, zone) -> None:
    """The rest stays open, and every alternative lies within the bounds of what is open."""
    fl = flanders()
    wave = Scenario("open").merge(["Alken", "Wellen"], day="2028-01-01")
    half = wave.transfer("alken", to=zone, day=day)
    found = outcome(fl, half, year=2026)
    assert [("wellen",)] == [point.parts for point in found.decisions]
    ways = [outcome(fl, each, year=2026) for each in alternatives(fl, half, keep_parts=True)]
    for name in ("moved", "divided", "below minimum", "outside target"):
        bounds = CRITERIA[name].of(found)
        scores = [CRITERIA[name].of(way).value for way in ways]
        assert (bounds.low, bounds.high) == (min(scores), max(scores))
    if zone == "zora":
        assert 103_627 + 11_943 == found.after.population("zora", year=2026).value


def test_without_figures_nobody_knows_who_changes_zone() -> None:
    """A landscape without figures has no year, and its open decisions no bounds."""
    bare = evolve(flanders(), figures=Figures())
    wave = Scenario("open").merge(["Alken", "Wellen"], day="2028-01-01")
    found = dict(outcome(bare, wave).card().rows)["inhabitants who change zone"]
    assert (0, None) == (found.low, found.high)


def test_one_criterion_may_be_said_alone() -> None:
    """A text is one criterion, and not its letters."""
    fl = flanders()
    wave = Scenario("open").merge(["Alken", "Wellen"], day="2028-01-01")
    found = [outcome(fl, way, year=2026) for way in alternatives(fl, wave)]
    assert side_by_side(found, criteria=["moved"]) == side_by_side(found, criteria="moved")
    assert pareto_front(found, criteria=["moved"]) == pareto_front(found, criteria="moved")
    both = (best_alternatives(fl, wave, criteria=each, year=2026) for each in (["moved"], "moved"))
    assert next(both) == next(both)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (lambda s, day: s.merge(["Alken", "Wellen"], name="gent", day=day), "Gent (44021)"),
        (lambda s, day: s.split("bilzen", into={"Genk": ["hoeselt"]}, day=day), "Genk (71016)"),
        (lambda s, day: s.rename("Alken", "Genk", day=day), "Genk (71016)"),
        (lambda s, day: s.rename_zone("zora", "RITS", day=day), "RITS"),
        (lambda s, day: s.create_zone("RITS", "Alken", day=day), "RITS"),
        (
            lambda s, day: s.rename("Alken", "Nieuw", day=day).rename("Heers", "Nieuw", day=day),
            "Nieuw (73001)",
        ),
    ],
    ids=["merge", "split", "rename", "rename zone", "create zone", "given before"],
)
def test_a_name_that_another_has_is_doubted(step, told):
    """Of municipalities and of zones, whatever the case of its letters."""
    found = check_scenario(flanders(), step(X, "2028-01-01"))
    (message,) = (each.message for each in found if each.code == "ELZ-S007")
    assert f"is the name of {told} already" in message


def test_what_merged_may_have_the_name_of_a_member():
    """So may a zone, and a municipality that gets a name that nobody has any more."""
    s = X.merge(["Alken", "Wellen"], name="Wellen", day="2028-01-01")
    s = s.rename("Heers", "Alken", day="2028-02-01")
    s = s.merge_zones(["RITS", "ZORA"], name="ZORA", day="2028-02-01")
    assert "ELZ-S007" not in [finding.code for finding in check_scenario(flanders(), s)]
