"""The machine lets things happen that the record accepts, and prints them as calls."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from attrs import evolve
from hypothesis import Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from elzmodel import flanders
from elzmodel.territory import Alter, Create, Merge, MoveParts
from elzmodel.testing.machine import LandscapeMachine, _settlements, short_reports
from elzmodel.testing.villages import six_villages
from elzmodel.zones import Zoning
from tests.testing.drawing import first_drawn

DAY = "2001-01-01"
DRAWN = settings(derandomize=True, database=None, deadline=None, phases=[Phase.generate])


@pytest.fixture
def state():
    """Return a machine that has started."""
    machine = LandscapeMachine()
    machine.start()
    return machine


def after(state, day=DAY):
    """Return the labels, the land and the zones of a day."""
    snapshot = state.on(day)
    return {m.unit: (m.nis, m.name, m.parts) for m in snapshot.municipalities}


def test_a_merger_ends_its_members(state):
    """All land goes to the one that continues, with the code and name that are given."""
    state.merge(units=["elm", "fir"], into="elm", name="Elm-Fir", nis="10007", day=DAY)
    assert ("10007", "Elm-Fir", ("elm", "fir")) == after(state)["elm"]
    assert "fir" not in after(state)
    assert "fir" in after(state, "2000-12-31")


def test_a_split_begins_a_municipality(state):
    """The new one has the parts that it is given; the other keeps the rest."""
    state.split(unit="oak", parts=["oak-2"], into="holt", name="Holt", nis="10007", day=DAY)
    assert ("10007", "Holt", ("oak-2",)) == after(state)["holt"]
    assert ("oak-1",) == after(state)["oak"][2]


def test_parts_move_between_municipalities_that_both_continue(state):
    """The receiver has them from that day on."""
    state.move_parts(parts=["oak-2"], origin="oak", to="ash", day=DAY)
    assert ("ash", "oak-2") == after(state)["ash"][2]


def test_names_and_codes_change_alone(state):
    """A new name leaves the code, and a new code the name."""
    state.rename(unit="elm", name="Great Elm", day=DAY)
    state.recode(unit="fir", nis="10009", day=DAY)
    assert ("10001", "Great Elm", ("elm",)) == after(state)["elm"]
    assert ("10009", "Fir", ("fir",)) == after(state)["fir"]


def test_a_transfer_of_a_part_divides_its_municipality(state):
    """The part lies in the other zone, the rest where it lay."""
    state.transfer(parts=["oak-1"], zone="south", day=DAY)
    assert {"north", "south"} == set(state.on(DAY).zones_of("Oak"))


def test_land_can_leave_every_zone(state):
    """It is then in none."""
    state.undecide(unit="elm", parts=["elm"], day=DAY)
    assert {} == state.on(DAY).zones_of("Elm")


@pytest.mark.parametrize(
    ("zone", "zones"),
    [("north", {"north"}), ("south", {"south"}), (None, {"north", "south"})],
    ids=["north", "south", "as-it-is"],
)
def test_a_decision_is_settled(state, zone, zones):
    """All its land goes to one zone; without one each part stays where it is."""
    state.merge(units=["elm", "fir"], into="elm", name="Elm", nis="10001", day=DAY)
    assert 1 == len(state.now.decisions)
    state.settle(unit="elm", zone=zone, day="2002-01-01")
    assert () == state.now.decisions
    assert zones == set(state.now.zones_of("Elm"))


class Listening(LandscapeMachine):
    """Remembers what it is told."""

    def __init__(self):
        super().__init__()
        self.told = []
        self.asked = []

    def apply(self, event):
        """Remember the event."""
        self.told.append(event)

    def compare(self, day):
        """Remember the day."""
        self.asked.append(day)


def test_the_beginning_is_told_in_order_and_its_day_compared():
    """Municipalities come before zones, and nothing happened before."""
    state = Listening()
    state.start()
    assert [Create] * 6 == [type(event) for event in state.told[:6]]
    assert 10 == len(state.told)
    assert [date(2000, 1, 1)] == state.asked


def test_eves_and_days_are_compared_after_each_step():
    """The first day always, and the last two on which something happened."""
    state = Listening()
    state.start()
    for year in (2001, 2002, 2003):
        state.asked.clear()
        state.recode(unit="elm", nis=f"1{year}", day=f"{year}-01-01")
    around = [date(2001, 12, 31), date(2002, 1, 1), date(2002, 12, 31), date(2003, 1, 1)]
    assert [date(2000, 1, 1), *around] == state.asked


def test_what_compare_raises_says_the_day():
    """The day stands beside whatever went wrong, once."""

    class Failing(LandscapeMachine):
        def begin(self, landscape):
            self.name = landscape.name

        def compare(self, day):
            raise KeyError(self.name, day)

    with pytest.raises(KeyError) as caught:
        Failing().start()
    assert ["on 2000-01-01"] == caught.value.__notes__


def test_it_says_where_those_lay_whom_the_history_is_about():
    """Four are told, with code, land and zone; what began later is not."""

    class Failing(LandscapeMachine):
        def compare(self, day):
            if len(self.history) > 2:
                raise KeyError(day)

    state = Failing()
    state.start()
    state.split(unit="oak", parts=["oak-2"], into="holt", name="Holt", nis="10007", day=DAY)
    state.merge(units=["elm", "fir", "ash"], into="elm", name="Elm", nis="10001", day=DAY)
    with pytest.raises(KeyError) as caught:
        state.merge(units=["yew", "holt"], into="yew", name="Yew", nis="10004", day="2002-01-01")
    elm, oak = "10001 Elm (elm) in north", "10003 Oak (oak-1, oak-2) in north"
    fir, yew = "10002 Fir (fir) in south", "10004 Yew (yew-1, yew-2) in south"
    first = f"{elm}, {fir}, {oak}, {yew} and 1 more"
    assert [f"on 2000-01-01; at first {first}"] == caught.value.__notes__


def test_land_in_no_zone_is_told():
    """It lies in no zone."""

    class Failing(LandscapeMachine):
        base = evolve(six_villages(), zoning=Zoning())

        def compare(self, day):
            if self.history:
                raise KeyError(day)

    state = Failing()
    state.start()
    with pytest.raises(KeyError) as caught:
        state.recode(unit="elm", nis="10007", day=DAY)
    assert ["on 2000-01-01; at first 10001 Elm (elm) in no zone"] == caught.value.__notes__


def test_a_machine_can_start_from_flanders():
    """Every step of a walk is one that the record of Flanders accepts."""

    class OnFlanders(Listening):
        base = flanders()

    few = settings(DRAWN, max_examples=1, stateful_step_count=4)
    run_state_machine_as_test(OnFlanders, settings=few)


@pytest.fixture(scope="module")
def happened():
    """Return what happened in forty walks, and how often."""
    counted = Counter()

    class Counting(LandscapeMachine):
        def teardown(self):
            days = [event.day for event in self.history]
            counted.update(event.word for event in self.history)
            counted["on one day"] += len(days) - len(set(days))
            versions = self.landscape.register.versions
            units = {(each.nis, each.unit) for each in versions}
            counted["code again"] += len(units) - len({nis for nis, _ in units})

    run_state_machine_as_test(Counting, settings=short_reports(settings(DRAWN, max_examples=40)))
    return counted


@pytest.mark.parametrize(
    "what", ["merge", "split", "move-parts", "alter", "assign", "on one day", "code again"]
)
def test_a_few_walks_hold_whatever_can_happen(happened, what):
    """Each kind of event comes, on days of its own and on one; so do codes that were used."""
    assert happened[what] > 0


def test_reports_are_short():
    """Few steps, one failure at a time, and no lines that explain."""
    usual = settings(phases=list(Phase), stateful_step_count=50)
    short = short_reports(usual)
    assert (10, False) == (short.stateful_step_count, short.report_multiple_bugs)
    assert Phase.explain not in short.phases
    assert 3 == short_reports(settings(usual, stateful_step_count=3)).stateful_step_count


def test_a_subclass_has_short_reports():
    """Whoever subclasses the machine gets them without asking."""
    usual = Listening.TestCase.settings
    assert (10, False) == (usual.stateful_step_count, usual.report_multiple_bugs)


class Recoded(LandscapeMachine):
    """Fails where a municipality has a code that it had before."""

    def compare(self, day):
        """Find it in the history."""
        del day
        codes = [event.nis for event in self.history if isinstance(event, Alter)]
        assert "10001" not in codes


class Merged(LandscapeMachine):
    """Fails where municipalities merge."""

    def compare(self, day):
        """Count them."""
        assert len(self.on(day).municipalities) >= 6


@pytest.mark.parametrize(("machine", "steps"), [(Recoded, 2), (Merged, 1)])
@pytest.mark.parametrize("number", range(3))
def test_no_step_is_left_that_a_failure_does_not_need(machine, steps, number):
    """Each step is made of few draws, so that hypothesis takes it out."""
    named = seed(number)(type("Named", (machine,), {}))
    search = settings(database=None, deadline=None, max_examples=200, print_blob=False)
    with pytest.raises(AssertionError) as caught:
        run_state_machine_as_test(named, settings=short_reports(search))
    lines = "\n".join(caught.value.__notes__).splitlines()
    happened = [line for line in lines if line.startswith("state.") and "=" in line]
    assert steps == len(happened), happened


def test_parts_and_members_are_drawn_in_every_number():
    """Two or three merge, into one of them or a new one; any parts but all move or split off."""
    seen = Counter()

    class Counted(LandscapeMachine):
        def apply(self, event):
            match event:
                case Merge():
                    seen["merge", len(event.units), event.unit in event.units] += 1
                case MoveParts():
                    seen["move", event.parts] += 1

    run_state_machine_as_test(Counted, settings=settings(DRAWN, max_examples=80))
    members = {("merge", number, kept) for number in (2, 3) for kept in (True, False)}
    moved = {("move", (f"oak-{number}",)) for number in (1, 2)}
    assert members | moved <= seen.keys()


def test_land_of_two_open_decisions_is_settled_for_both(state):
    """What is left of the earlier one can be settled on the same day: that is other land."""
    state.merge(units=["yew", "oak"], into="yew", name="Yew", nis="10004", day=DAY)
    split = {"into": "holt", "name": "Holt", "nis": "10003", "day": "2002-01-01"}
    state.split(unit="yew", parts=["oak-2"], **split)
    state.merge(units=["yew", "elm"], into="elm", name="Elm", nis="10001", day="2003-01-01")
    assert ["yew", "elm"] == [point.unit for point in state.now.decisions]

    state.settle(unit="elm", zone="north", day="2004-01-01")
    (left,) = state.now.decisions
    assert ("yew", ("oak-2",)) == (left.unit, left.parts)
    drawn = first_drawn(_settlements(state), count=20)
    assert {"yew"} == {each["unit"] for each in drawn}
    assert "2004-01-01" in {each["day"] for each in drawn}
    state.settle(unit="yew", zone="south", day="2004-01-01")
    assert () == state.now.decisions


def test_land_that_was_assigned_on_the_day_of_its_merger_is_decided(state):
    """What is left can be settled on that day."""
    state.transfer(parts=["oak-1", "oak-2"], zone="south", day=DAY)
    state.merge(units=["yew", "oak"], into="yew", name="Yew", nis="10004", day=DAY)
    (left,) = state.now.decisions
    assert ("yew", ("yew-1", "yew-2")) == (left.unit, left.parts)
    assert DAY in {each["day"] for each in first_drawn(_settlements(state), count=20)}
    state.settle(unit="yew", zone="north", day=DAY)
    assert () == state.now.decisions


def test_a_base_may_have_ids_of_a_machine(state):
    """Land that one history left is another one's base."""
    state.rename(unit="elm", name="Great Elm", day=DAY)

    class Again(LandscapeMachine):
        base = state.landscape

    again = Again()
    again.start()
    again.rename(unit="elm", name="Elm", day="2002-01-01")
    assert ["step-1", "step-2-1"] == [event.id for event in again.landscape.register.events[-2:]]
