"""A step is one class: what somebody else declares is adopted, written, read, said and checked."""

from __future__ import annotations

import pytest
from attrs import frozen

from elzmodel import Scenario, adopt, dumps, loads
from elzmodel.errors import InvalidValueError, StepError
from elzmodel.scenarios import Step, check_scenario
from elzmodel.testing import strategies
from elzmodel.values import Code
from elzmodel.zones import Assign
from tests.testing.drawing import first_drawn

SAME = Code("ELZ-X001", "both are in {zone}", meaning="a swap changes nothing")


@pytest.fixture
def swap():
    """Declare a step by which two municipalities swap their zones; forget it afterwards."""

    @frozen(kw_only=True)
    class SwapStep(Step):
        """Two municipalities swap their zones."""

        word = "swap"
        sentence = "swap {one} and {other} on {day}"

        one: str
        other: str

        def events(self, site):
            one, other = (site.municipality(key) for key in (self.one, self.other))
            zones = (site.snapshot.zone_of(each).id for each in (other, one))
            return [
                Assign(**self.head(site), zone=zone, parts=each.parts)
                for each, zone in zip((one, other), zones, strict=True)
            ]

        def doubts(self, site, events, about):  # noqa: ARG002 - as all steps
            zones = {event.zone for event in events}
            if len(zones) == 1:
                yield SAME.finding(about, zone=zones.pop())

    yield SwapStep
    del Step.kinds["swap"]


@pytest.fixture
def scenario(swap):
    """Return a scenario in which Ash and Cedar swap their zones."""
    return Scenario("x").with_steps([swap(one="Ash", other="Cedar", day="2027-01-01")])


def test_it_is_adopted(row, scenario):
    """Its events take effect; those who look in the same places wait for it."""
    later = scenario.transfer("Ash", to="three", day="2027-01-01")
    days = [adopt(row, each).on("2027-01-01") for each in (scenario, later)]
    assert ["two", "three"] == [day.zone_of("Ash").id for day in days]
    assert ["one", "one"] == [day.zone_of("Cedar").id for day in days]


def test_it_is_written_and_read(scenario):
    """Under its word, in YAML and in JSON."""
    assert "step: swap" in dumps(scenario)
    assert scenario == loads(dumps(scenario)) == loads(dumps(scenario, form="json"))


def test_it_is_said(row, scenario):
    """By its sentence, in errors too."""
    assert "swap Ash and Cedar on 2027-01-01" == str(scenario.steps[0])
    gone = Scenario("x").merge(["Cedar", "Elm"], day="2026-01-01").with_steps(scenario.steps)
    with pytest.raises(StepError, match="step 2, swap Ash and Cedar on 2027-01-01: municipality"):
        adopt(row, gone)


def test_it_is_checked(row, swap):
    """Its doubts are findings about the step."""
    (found,) = check_scenario(
        row, Scenario("x").with_steps([swap(one="Ash", other="Birch", day="2027-01-01")])
    )
    assert ("ELZ-X001", "step", "1") == (found.code, found.about.kind, found.about.id)
    assert "both are in one" == found.message


def test_a_word_names_one_step():
    """A second step of that word is refused."""
    with pytest.raises(InvalidValueError, match="not a word for a step: 'merge'"):

        @frozen(kw_only=True)
        class Other(Step):
            word = "merge"


def test_a_step_of_no_kind_is_refused():
    """The head alone says nothing."""
    with pytest.raises(InvalidValueError, match="step of a scenario"):
        Scenario("x", [Step(day="2027-01-01")])


def test_a_step_need_not_say_events_or_a_sample(row):
    """Then nothing happens, and nobody draws it."""

    @frozen(kw_only=True)
    class WaitStep(Step):
        word = "wait"
        sentence = "wait until {day}"

    try:
        scenario = Scenario("x").with_steps([WaitStep(day="2027-01-01")])
        assert row.register == adopt(row, scenario).register
        assert WaitStep.sample(row.on("2025-01-01"), max, "x") is None
        drawn = first_drawn(strategies.scenarios(row, min_steps=3), count=20)
        assert WaitStep not in {type(step) for each in drawn for step in each.steps}
    finally:
        del Step.kinds["wait"]
