"""Every step: what it does, and what it says where it cannot be taken."""

from __future__ import annotations

import copy
import pickle

import pytest

from elzmodel import Scenario, adopt, flanders, sweep
from elzmodel.errors import ChoiceError, InvalidValueError, StepError
from elzmodel.scenarios import Choice, CreateZoneStep, SplitOff, SplitZoneStep, Step, check_scenario
from elzmodel.scenarios.adoption import Adoption
from elzmodel.scenarios.steps import keys_of
from elzmodel.values import CodeSystem, text
from elzmodel.values.text import in_words

DAY = "2027-01-01"


def after(base, scenario, day=DAY):
    return adopt(base, scenario).on(day)


def refusal(base, scenario):
    """Return why a scenario is refused, with what would work."""
    with pytest.raises(StepError) as caught:
        adopt(base, scenario)
    return caught.value


def test_a_merger_can_begin_a_new_body_or_go_on_in_one(row):
    """The new one is called as the step says, or by its members."""
    s = Scenario("x")
    assert (
        "Ash-Birch" == after(row, s.merge(["ash", "10002"], day=DAY)).municipality("ash-birch").name
    )
    named = after(row, s.merge(["Ash", "Birch"], name="Grove", day=DAY))
    assert ("ash", "birch") == named.municipality("grove").parts
    kept = after(row, s.merge(["Ash", "Birch"], continues="Ash", name="Groot-Ash", day=DAY))
    assert ("10001", "Groot-Ash") == (kept.municipality("ash").nis, kept.municipality("ash").name)


def test_a_new_body_gets_an_id_that_nobody_had(row):
    """A name that was in use gives another id; so does one without letters."""
    s = Scenario("x").merge(["Ash", "Birch"], name="Ash", day=DAY)
    assert "ash-2" == after(row, s).municipality("Ash").unit
    assert (
        "x"
        == after(row, Scenario("x").merge(["Ash", "Elm"], name="!", day=DAY)).municipality("x").unit
    )


def test_a_municipality_can_split(row):
    """By parts, into new ones; or by a portion whose place is not known."""
    day = after(row, Scenario("x").split("Elm", into={"Yew": "elm-b"}, day=DAY))
    assert ("elm-a",) == day.municipality("elm").parts
    assert ("elm-b",) == day.municipality("yew").parts
    portion = after(row, Scenario("x").split("Ash", into={"Yew": ()}, day=DAY))
    assert "East" != portion.municipality("yew").province
    assert portion.municipality("yew").parts


def test_a_merger_can_be_undone(row):
    """Who splits off again has the id that it had."""
    s = Scenario("x").merge(["Ash", "Birch"], continues="Ash", day=DAY)
    s = s.split("Ash", into={"Birch": "birch"}, day="2028-01-01")
    day = after(row, s, "2028-01-01")
    assert {m.unit: m.parts for m in row.on("2025-01-01").municipalities} == {
        m.unit: m.parts for m in day.municipalities
    }


def test_parts_can_move_to_another_municipality(row):
    """From one or several; the only part of a municipality has its name."""
    day = after(row, Scenario("x").move_parts("elm-a", to="Dogwood", day=DAY))
    assert ("dogwood", "elm-a") == day.municipality("Dogwood").parts
    s = Scenario("x").merge(["Ash", "Birch"], continues="Ash", day=DAY)
    s = s.move_parts(["ash", "elm-a"], to="Cedar", day=DAY)
    assert ("ash", "cedar", "elm-a") == after(row, s).municipality("Cedar").parts


def test_zones_can_begin_merge_and_split(row):
    """The land goes along; a zone without land ends."""
    s = Scenario("x").create_zone("Isle", "Fir", day=DAY)
    assert "isle" == after(row, s).zone_of("Fir").id
    s = s.merge_zones(["one", "two"], day=DAY)
    assert ["isle", "one-two", "three"] == [zone.id for zone in after(row, s).zones]
    s = s.merge_zones(["one-two", "three"], continues="three", name="Rest", day="2028-01-01")
    assert ["Isle", "Rest"] == [zone.name for zone in after(row, s, "2028-01-01").zones]
    s = Scenario("x").split_zone("two", into={"Left": "Cedar", "Right": "Dogwood"}, day=DAY)
    assert ["left", "one", "right", "three"] == [zone.id for zone in after(row, s).zones]


def test_land_that_no_municipality_holds_goes_along(row):
    """A zone can end although land that left the record was assigned to it."""
    from elzmodel.territory import Abolish

    base = row.with_events([Abolish(id="gone", day="2010-01-01", unit="cedar")])
    s = Scenario("x").split_zone("two", into={"Left": "Dogwood"}, day=DAY)
    assert "two" not in {zone.id for zone in after(base, s).zones}
    s = Scenario("x").merge_zones(["one", "two"], day=DAY)
    assert {"one-two", "three"} == {zone.id for zone in after(base, s).zones}


def test_names_can_change(row):
    """Of municipalities and of zones."""
    s = Scenario("x").rename("Ash", "Oak", day=DAY).rename_zone("one", "First", day=DAY)
    day = after(row, s)
    assert ("Oak", "First") == (day.municipality("ash").name, day.zone("one").name)


def test_land_can_leave_every_zone(row):
    """It is then in none."""
    day = after(row, Scenario("x").undecide(["Ash", "elm-a"], day=DAY))
    assert {"ash", "elm-a"}.isdisjoint(day.zone_map.by_part)


def test_values_stand_for_their_names(row):
    """Municipalities and zones of a day may stand where names do."""
    day = row.on("2025-01-01")
    s = Scenario("x").transfer(day.municipality("Ash"), to=day.zone("two"), day=DAY)
    assert "two" == after(row, s).zone_of("Ash").id
    assert ("ash", "birch") == keys_of([day.municipality("Ash"), " birch "])


def test_of_an_undecided_municipality_the_open_land_goes(row):
    """What is settled stays where it is."""
    s = Scenario("x").undecide("elm-a", day="2026-02-01")
    s = s.merge(["Birch", "Cedar"], day=DAY).merge(["Elm", "Dogwood"], name="D", day=DAY)
    s = s.transfer("D", to="one", day="2027-02-01")
    day = after(row, s, "2027-02-01")
    assert {"dogwood": "one", "elm-b": "three"} == {
        part: day.zone_map.by_part[part] for part in ("dogwood", "elm-b")
    }


@pytest.mark.parametrize(
    ("scenario", "why", "hint"),
    [
        (Scenario("x").merge(["Ash", "Oak"], day=DAY), "no municipality 'Oak' is known", ""),
        (Scenario("x").merge(["Ash", "Ash"], day=DAY), "'Ash' is named twice", "name two"),
        (Scenario("x").merge(["Ash", "ash"], day=DAY), "'Ash' and 'ash' are one", "name two"),
        (Scenario("x").merge_zones(["one", "One"], day=DAY), "are one zone", "two different zones"),
        (
            Scenario("x").merge(["Ash", "Elm"], continues="Fir", day=DAY),
            "'Fir' is to continue, but is none",
            "name one of Ash, Elm",
        ),
        (
            Scenario("x").merge_zones(["one", "two"], continues="three", day=DAY),
            "'three' is to continue",
            "name one of one, two",
        ),
        (Scenario("x").transfer("Ash", to="four", day=DAY), "no zone 'four' is known", ""),
        (Scenario("x").transfer("oak", to="one", day=DAY), "no municipality 'oak'", ""),
        (Scenario("x").undecide("Ash", day="1999-12-31"), "before the record of Row", "2000-01-01"),
        (
            Scenario("x").move_parts("Elm", to="Ash", day=DAY),
            "'Elm' has 2 parts",
            "elm-a, elm-b",
        ),
        (
            Scenario("x").move_parts("ash", to="Ash", day=DAY),
            "ash lies in Ash (10001) already",
            "another municipality",
        ),
        (Scenario("x").move_parts("Ash", to="Elm", day=DAY), "'ash' is left without land", ""),
        (Scenario("x").merge(["Ash", "Elm"], nis="10003", day=DAY), "code 10003 is in use", ""),
        (
            Scenario("x").split_zone("two", into={"Left": "Ash"}, day=DAY),
            "ash is no land of two that is left",
            "it has cedar, dogwood",
        ),
        (
            Scenario("x").split_zone("one", into={"A": ["Ash", "Birch"], "B": "Ash"}, day=DAY),
            "ash is no land of one",
            "nothing of it is left",
        ),
        (
            Scenario("x").merge(["Birch", "Cedar"], day=DAY).merge_zones(["one", "two"], day=DAY),
            "undecided which land zone one has",
            "for birch-cedar",
        ),
    ],
    ids=range(16),
)
def test_a_step_that_does_not_fit_says_why_and_what_would(row, scenario, why, hint):
    """The error has the place, the reason and, where there is one, the remedy."""
    error = refusal(row, scenario)
    assert len(scenario.steps) - 1 == error.index
    assert scenario.steps[-1] == error.step
    assert why in error.why
    assert hint in error.hint
    assert error.__cause__ is not None
    assert str(error).startswith(f"step {error.index + 1}, {error.step}: {error.why}")


def test_a_clash_with_the_record_is_told_of_its_own_step(row):
    """Steps read together are told apart where one of them contradicts the record."""
    s = Scenario("x").rename("Ash", "Oak", day=DAY)
    s = s.merge(["Birch", "Cedar"], nis="10004", day=DAY).rename("Fir", "Pine", day=DAY)
    error = refusal(row, s)
    assert (1, "code 10004 is in use for 'dogwood' and for 'birch-cedar'") == (
        error.index,
        error.why,
    )
    assert ["ELZ-S010"] == [f.code for f in check_scenario(row, s) if f.severity.value == "error"]


def test_a_step_that_the_record_contradicts_later_names_its_event(row):
    """And says that an earlier base would do."""
    later = adopt(row, Scenario("later").merge(["Ash", "Birch"], day="2010-01-01"))
    error = refusal(later, Scenario("x").merge(["Ash", "Cedar"], day="2005-01-01"))
    assert "it contradicts what the record has later, event what-if-later-1 of" in error.why
    assert "as_of" in error.hint


def test_a_day_is_no_base_and_a_name_no_scenario(row):
    """What was probably meant is said."""
    with pytest.raises(InvalidValueError, match="not a landscape"):
        adopt(row.on("2025-01-01"), Scenario("x"))
    with pytest.raises(InvalidValueError, match="not a scenario"):
        adopt(row, "wave")


def test_a_step_after_one_that_clashes_is_not_taken(row):
    """The first error is the one that is told."""
    s = Scenario("x").merge(["Ash", "Birch"], nis="10003", day=DAY).rename("Ash", "Oak", day=DAY)
    assert 0 == refusal(row, s).index


def test_the_first_error_ends_the_walk_unless_all_are_asked_for(row):
    """Adopting raises the first; checking tells all, as if the wrong ones were left out."""
    s = Scenario("x").undecide("Oak", day=DAY).rename("Yew", "Y", day=DAY).undecide("Ash", day=DAY)
    assert 0 == refusal(row, s).index
    found = [f for f in check_scenario(row, s) if f.code == "ELZ-S010"]
    assert [1, 2] == [int(f.about.id) for f in found]


def test_errors_pickle_and_copy(row):
    """They travel between processes with all that they say."""
    wrong = Choice(decision="ash", zone="one")
    for error in (
        refusal(row, Scenario("x").undecide("Oak", day=DAY)),
        ChoiceError(0, wrong, "no decision", "none is open"),
    ):
        for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert (type(error), str(error), error.hint) == (type(other), str(other), other.hint)


def test_scenarios_say_what_they_hold():
    """As a line, as a table, in a notebook."""
    s = Scenario("x", note="an example").undecide("Ash", day=DAY, reason="a wish")
    s = s.choose("ash", "one", figures="population 2021").keep_parts("elm")
    assert "<Scenario x: 1 steps, 2 choices>" == repr(s)
    assert ("step 1", "take Ash out of every zone on 2027-01-01", "a wish") == s.to_table().rows[0]
    assert ("choice 2", "elm as it is (keep_parts)", "") == s.to_table().rows[2]
    assert "an example" in s._repr_html_()
    assert all(str(step) for step in s.steps)
    dutch = [tuple(in_words(cell, "nl") for cell in row[:2]) for row in s.to_table().rows]
    assert ("stap 1", "Ash uit elke zone op 2027-01-01") == dutch[0]
    assert [
        ("keuze 1", "ash naar one (vragen)"),
        ("keuze 2", "elm zoals het is (delen blijven)"),
    ] == dutch[1:]


def test_each_kind_of_step_says_what_it_does():
    """In words that name the places and the day."""
    assert 10 == len(Step.kinds)
    step = CreateZoneStep(name="Isle", places="Fir", day=DAY)
    assert "create zone Isle of Fir on 2027-01-01" == str(step)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Scenario(" "),
        lambda: Scenario("x", steps=["merge"]),
        lambda: Scenario("x").merge(["Ash"], day=DAY),
        lambda: Scenario("x").undecide([], day=DAY),
        lambda: Scenario("x").undecide(3, day=DAY),
        lambda: Scenario("x").split("Ash", into={}, day=DAY),
        lambda: Scenario("x").split("Ash", into=3, day=DAY),
        lambda: Scenario("x").undecide("Ash", day="tomorrow"),
        lambda: Choice(decision="ash"),
        lambda: Choice(decision="ash", zone="one", policy="keep_parts"),
        lambda: Choice(decision="ash", zone="one", policy="smallest"),
    ],
    ids=str.split("name step one none number empty kind day zone both policy"),
)
def test_what_cannot_be_a_scenario_is_refused_at_once(make):
    """Before any base is there."""
    with pytest.raises(InvalidValueError):
        make()


def test_a_division_may_be_given_as_pieces():
    """As documents have it."""
    pieces = (SplitOff(name="Yew", places=["elm-b"]),)
    s = Scenario("x").split("Elm", into={"Yew": "elm-b"}, day=DAY)
    assert s == Scenario("x").split("Elm", into=pieces, day=DAY)


def test_near_names_are_looked_up_when_an_error_is_shown(row, monkeypatch):
    """Trying steps out costs nothing for the errors that nobody sees."""
    asked = []
    monkeypatch.setattr(text, "near", lambda word, *_, **__: asked.append(word) or ("Ash",))
    wrong = Scenario("x").rename("Ahs", "Oak", day=DAY)
    found = Adoption(row, wrong, all_errors=True).run().errors[0]
    assert [] == asked
    assert "no municipality 'Ahs' is known. Did you mean Ash?" == found.why
    assert ["Ahs"] == asked


def test_one_text_is_no_list_of_sources():
    """It would fall into letters."""
    with pytest.raises(InvalidValueError, match="list of sources"):
        Scenario("x").undecide("Ash", day=DAY, sources="S01")


def test_a_scenario_of_another_country_is_refused(row):
    """It says that its codes are others than those of the base, whoever asks."""
    s = Scenario("x", codes=CodeSystem("FSO number")).transfer("Ash", to="two", day=DAY)
    why = "step 1, transfer Ash to two on 2027-01-01: the scenario is about FSO number codes"
    assert f"{why}. Row has NIS codes" == str(refusal(row, s)).replace("; ", ". ")
    assert [refusal(row, s).why] == [f.values["why"] for f in check_scenario(row, s)]
    assert "FSO number codes" in sweep(row, [s])[0].problem


def test_a_sampled_split_takes_a_part_off_a_zone(row):
    """One whose id means it alone."""
    step = SplitZoneStep.sample(row.on("2020-01-01"), lambda some: some[-1], "New")
    assert SplitZoneStep(zone="two", into={"New": "dogwood"}, day="2020-01-01") == step


def test_a_name_that_is_a_part_as_well_means_the_municipality(row):
    """Ash goes on with the land of Birch, and all of it moves."""
    s = Scenario("x").merge(["Ash", "Birch"], continues="Ash", day=DAY)
    day = after(row, s.transfer("ash", to="two", day=DAY))
    assert {"two"} == {day.zone_map.by_part[part] for part in ("ash", "birch")}


class NotATruth:
    """A mark of data frames is neither true nor false."""

    def __bool__(self) -> bool:
        """Refuse to say."""
        raise TypeError


def test_what_is_split_off_has_places_or_none_yet():
    """Nothing and an empty series are none; what is no place is refused, whatever it is."""
    for nothing in (None, (), [], "", {}):
        assert () == SplitOff(name="Yew", places=nothing).places
    for wrong in (NotATruth(), 0, [1], [None]):
        with pytest.raises(InvalidValueError, match="place"):
            SplitOff(name="Yew", places=wrong)


def test_steps_before_the_record_are_found_beside_others(row):
    """In the order in which the steps stand, whatever their days."""
    s = Scenario("x").merge(["Nix", "Ash"], day=DAY).transfer("Ash", to="two", day="1999-01-01")
    found = check_scenario(row, s.choose("ash", "one"))
    assert ["1", "2"] == [each.about.id for each in found]
    assert "lies before the record of Row" in found[1].message


def test_doubts_name_the_base_in_the_language_that_is_spoken():
    """The packaged record has a Dutch name, in findings as in titles."""
    finding, *_ = check_scenario(
        flanders(), Scenario("x").transfer("Genk", to="maasland", day="2025-06-01")
    )
    assert "Flanders and Brussels" in str(finding)
    assert "binnen de gegevens van Vlaanderen en Brussel" in in_words(finding, "nl")
