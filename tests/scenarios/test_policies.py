"""Decisions: what is open, what settles it, and what a policy says of its figures."""

from __future__ import annotations

from itertools import product

import pytest

from elzmodel import (
    Scenario,
    adopt,
    alternatives,
    decisions,
    dumps,
    loads,
    read_landscape,
    save_landscape,
    suggestions,
    to_jsonld,
)
from elzmodel.errors import ChoiceError, InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.scenarios import as_of, settle
from elzmodel.scenarios.adoption import last_event_day, record_end
from elzmodel.values import Period

DAY, LATER = "2027-01-01", "2028-01-01"


@pytest.fixture
def across():
    return Scenario("x").merge(["Birch", "Cedar"], day=DAY)


@pytest.mark.parametrize("policy", ["largest", "keep_parts"])
def test_what_a_policy_settled_can_be_written_and_saved(row, across, policy, tmp_path):
    """Its reasons are sentences of the library, and text in a document and a database."""
    settled = settle(row, across, policy=policy)
    assert settled.choices
    for form in ("yaml", "json"):
        assert settled == loads(dumps(settled, form=form), of=Scenario)
    adopted = adopt(as_of(row, "2025-12-31"), settled)
    for name in ("adopted.sqlite", "adopted"):
        save_landscape(adopted, tmp_path / name)
        assert adopted == read_landscape(tmp_path / name)
    assert to_jsonld(settled)


def test_a_choice_is_found_by_id_name_or_decision(row, across):
    """Whatever names the merged municipality will do."""
    (point,) = decisions(row, across)
    for key in (point, "birch-cedar", "Birch-Cedar"):
        day = adopt(row, across.choose(key, "One")).on(DAY)
        assert "one" == day.zone_of("Birch-Cedar").id


def test_a_choice_settles_before_later_steps_are_taken(row, across):
    """What is chosen on a day holds for the steps of later days."""
    s = across.merge(["Birch-Cedar", "Ash"], day=LATER).choose("birch-cedar", "one")
    assert () == decisions(row, s)


def test_a_wider_question_takes_the_place_of_an_open_one(row, across):
    """Left open, the first decision goes on in that of the later merger."""
    s = across.merge(["Birch-Cedar", "Ash"], name="Wide", day=LATER)
    (point,) = decisions(row, s)
    assert ("wide", ("one", "two")) == (point.unit, point.candidates)


@pytest.mark.parametrize(
    ("choose", "why", "hint"),
    [
        (("Ash", "one"), "no decision about Ash is open", "open are birch-cedar"),
        (("birch-cedar", "three"), "three is no zone of any of its members", "choose one or two"),
        (("birch-cedar", "four"), "no zone 'four' is known", ""),
    ],
)
def test_a_choice_that_settles_nothing_says_why(row, across, choose, why, hint):
    """And what would."""
    with pytest.raises(ChoiceError) as caught:
        adopt(row, across.choose(*choose))
    assert why in caught.value.why
    assert hint in caught.value.hint
    assert choose == (caught.value.choice.decision, caught.value.choice.zone)


def test_a_choice_of_another_day_is_about_another_decision(row, across):
    """The day tells decisions about one municipality apart."""
    with pytest.raises(ChoiceError):
        adopt(row, across.choose("birch-cedar", "one", day=LATER))


def test_the_largest_must_be_so_for_certain(row):
    """Without figures for a member nobody knows; a member without zone has none to follow."""
    unknown = Scenario("x").merge(["Dogwood", "Fir"], day=DAY)
    (said,) = suggestions(row, unknown, policy="largest")
    assert said.choice is None
    assert "which member has most inhabitants is not known for 2021" == said.why
    nowhere = Scenario("x").undecide("Dogwood", day=DAY).merge(["Dogwood", "Ash"], day=LATER)
    (said,) = suggestions(row, nowhere, policy="largest", year=2021)
    assert "the largest member, Dogwood (10004), is in no zone" == said.why


def test_without_any_figures_the_largest_is_not_known(row, across):
    """No year, no answer."""
    bare = Landscape(name="Bare", covers=row.covers, register=row.register, zoning=row.zoning)
    (said,) = suggestions(bare, across, policy="largest")
    assert "which member has most inhabitants is not known" == said.why


def test_keeping_the_parts_divides(row, across):
    """Each part stays in its zone, and nothing is open."""
    s = settle(row, across, policy="keep_parts")
    assert () == decisions(row, s)
    day = adopt(row, s).on(DAY)
    assert {"one", "two"} == set(day.zones_of("Birch-Cedar"))


def test_asking_settles_nothing(row, across):
    """A person is to choose."""
    assert across == settle(row, across, policy="ask")
    with pytest.raises(InvalidValueError, match="ask or largest or keep_parts"):
        settle(row, across, policy="smallest")


def test_settling_goes_on_with_what_opens_then(row, across):
    """A choice of one day can open a decision of a later one."""
    s = across.merge(["Birch-Cedar", "Fir"], name="Far", day=LATER)
    settled = settle(row, s, policy="keep_parts")
    assert () == decisions(row, settled)
    assert len(settled.choices) >= 1


def test_alternatives_follow_what_choices_open(row):
    """Where a later merger depends on an earlier choice, each way is followed."""
    s = (
        Scenario("x")
        .merge(["Birch", "Cedar"], day=DAY)
        .merge(["Ash", "Dogwood"], name="D", day=LATER)
    )
    found = list(alternatives(row, s))
    assert len(found) == len(set(found)) == 4
    assert all(() == decisions(row, each) for each in found)
    assert [s.choose("birch-cedar", "one", day=DAY).choose("d", "one", day=LATER)] == list(
        alternatives(row, s.choose("birch-cedar", "one", day=DAY).choose("d", "one", day=LATER))
    )


def test_alternatives_are_lazy(row, across):
    """Nothing is worked out before it is asked for."""
    wrong = across.undecide("Oak", day=DAY)
    waiting = alternatives(row, wrong)
    assert "<Alternatives of x on Row>" == repr(waiting)
    with pytest.raises(Exception, match="Oak"):
        next(iter(waiting))


@pytest.fixture
def entangled():
    """Return two decisions that share land, as some of it moved away, and one by itself."""
    return (
        Scenario("x")
        .merge(["Birch", "Cedar"], day=DAY)
        .merge(["Dogwood", "Elm"], day=DAY)
        .move_parts("cedar", to="fir", day="2027-06-01")
        .merge(["Ash", "Birch-Cedar"], name="D", day=LATER)
    )


def every_way(base, scenario, *, keep_parts):
    """Yield each alternative by adopting after every day: the oracle."""
    points = decisions(base, scenario)
    if not points:
        yield frozenset(scenario.choices)
        return
    today = [point for point in points if point.day == min(each.day for each in points)]
    for zones in product(*([*p.candidates, *[None] * keep_parts] for p in today)):
        settled = scenario
        for point, zone in zip(today, zones, strict=True):
            settled = settled.choose(point, zone, policy="ask" if zone else "keep_parts")
        yield from every_way(base, settled, keep_parts=keep_parts)


@pytest.mark.parametrize("keep_parts", [False, True], ids=["zones", "parts may stay"])
def test_alternatives_are_counted_group_by_group(row, entangled, keep_parts):
    """What hangs together is followed; the others multiply, and each place has its own."""
    found = alternatives(row, entangled, keep_parts=keep_parts)
    assert [{"ash", "birch", "cedar"}, {"dogwood", "elm-a", "elm-b"}] == [
        set(group.land) for group in found.groups
    ]
    expected = set(every_way(row, entangled, keep_parts=keep_parts))
    assert expected == {frozenset(each.choices) for each in found}
    assert found.count == len(found) == len(expected)
    assert list(found) == [found[place] for place in range(len(found))]
    assert found[-1] == found[len(found) - 1]
    assert (found[1], found[2]) == found[1:3]
    with pytest.raises(InvalidValueError, match="place of an alternative"):
        found[len(found)]


def test_more_alternatives_than_python_can_count_in_a_length_are_counted(row, entangled):
    """They have a number, and one of them can be had."""
    found = alternatives(row, entangled)
    (one, other), huge = found.groups, 70
    object.__setattr__(found, "groups", (one, *[other] * huge))
    assert len(one.ways) * len(other.ways) ** huge == found.count
    with pytest.raises(InvalidValueError, match="number of alternatives to list"):
        len(found)


def test_a_base_can_be_taken_as_it_stood(row):
    """What happened later is left out; the record ends on that day."""
    later = adopt(row, Scenario("x").rename("Ash", "Oak", day="2010-01-01"))
    then = as_of(later, "2009-12-31")
    assert "Ash" == then.on("2009-12-31").municipality("ash").name
    assert "2009-12-31" == record_end(then).isoformat()


def test_an_open_record_ends_with_its_last_event(row):
    """Where the record is open, or empty."""
    register = row.register
    open_ended = Landscape(name="Open", covers=Period(), register=register, zoning=row.zoning)
    assert "2000-01-01" == record_end(open_ended).isoformat()
    empty = Landscape(
        name="Empty", covers=Period(), register=type(register)(), zoning=type(row.zoning)()
    )
    assert "0001-01-01" == last_event_day(empty).isoformat()


def test_adopting_twice_gives_events_of_their_own(row):
    """Ids of events are not in use twice, whatever the scenarios are called."""
    once = adopt(row, Scenario("same").rename("Ash", "Oak", day=DAY))
    twice = adopt(once, Scenario("same").rename("ash", "Yew", day=DAY))
    assert "Yew" == twice.on(DAY).municipality("ash").name
    ids = [event.id for event in twice.register.events if event.id.startswith("what-if")]
    assert ["what-if-same-1", "what-if-same-2-1"] == ids
