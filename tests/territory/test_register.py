"""What happens to municipalities, and what cannot happen."""

from __future__ import annotations

import copy
import gc
import pickle
from datetime import date

import pytest

from elzmodel.errors import ConflictError
from elzmodel.territory import (
    Abolish,
    Alter,
    Create,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Register,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.territory.acts import KEEP, Event
from elzmodel.territory.register import in_order
from elzmodel.values import eve

START, DAY, LATER = date(2000, 1, 1), date(2025, 1, 1), date(2030, 1, 1)
AT = {"id": "x", "day": DAY}


@pytest.fixture
def grid() -> Register:
    """Three municipalities side by side; the last has two parts.

    ::

        +-------+-------+---------------+
        | west  | mid   | e1    east e2 |
        | 10001 | 10002 | 10003         |
        +-------+-------+---------------+
    """
    return Register(
        [
            Create(id="w", day=START, unit="west", name="West", nis="10001", province="P"),
            Create(id="m", day=START, unit="mid", name="Mid", nis="10002", province="P"),
            Create(
                id="e",
                day=START,
                unit="east",
                name="East",
                nis="10003",
                province="Q",
                parts=("e1", "e2"),
            ),
        ]
    )


def codes_of(register: Register, *events: TerritoryEvent) -> list[str]:
    """Return the codes of the findings with which events are refused."""
    with pytest.raises(ConflictError) as caught:
        register.with_events(events)
    return [finding.code for finding in caught.value.findings]


def names_on(register: Register, day: date) -> list[str]:
    """Return the names of the municipalities of a day."""
    return [m.name for m in register.on(day).municipalities]


def test_nothing_exists_before_the_first_event(grid: Register) -> None:
    """The day before the first creation has no municipalities."""
    assert [] == names_on(grid, eve(START))
    assert ["West", "Mid", "East"] == names_on(grid, START)


def test_an_empty_register_is_empty_on_any_day() -> None:
    """A register without events holds nothing."""
    assert () == Register().on(DAY).municipalities
    assert "<Register: 0 events, 0 versions>" == repr(Register())


def test_a_municipality_without_parts_gets_one_named_like_itself(grid: Register) -> None:
    """The part of a new municipality is called as its unit unless parts are named."""
    assert ("west",) == grid.on(DAY).by_unit["west"].parts
    assert ("e1", "e2") == grid.on(DAY).by_unit["east"].parts


def test_an_alteration_changes_what_it_says_and_nothing_else(grid: Register) -> None:
    """Fields left at KEEP stay, ``None`` makes a field unknown, and the land stays."""
    after = grid.with_events([Alter(**AT, unit="east", name="Orient", province=None)])
    east = after.on(DAY).by_unit["east"]
    assert ("Orient", "10003", None, ("e1", "e2")) == (
        east.name,
        east.nis,
        east.province,
        east.parts,
    )
    assert "East" == after.on(eve(DAY)).by_unit["east"].name


def test_an_alteration_without_effect_makes_no_version(grid: Register) -> None:
    """Saying what is so already leaves the versions as they were."""
    assert grid.versions == grid.with_events([Alter(**AT, unit="west", name="West")]).versions


def test_what_comes_after_the_last_event_goes_on_from_there(grid: Register) -> None:
    """It comes to the same as the fold from the start, and leaves the older register as it is."""
    events = [
        Merge(**AT, units=("west", "mid"), unit="new", name="New"),
        Split(id="s", day=LATER, unit="east", into=(NewUnit(unit="far", name="Far", portion=()),)),
        Alter(id="y", day=LATER, unit="new", nis="10001"),
        Alter(id="z", day=LATER, unit="new", name="Newer", order=1, retracted=LATER),
        Abolish(id="a", day=date(2031, 1, 1), unit="far"),
    ]
    whole, step = Register([*grid.events, *events]), grid
    for event in events:
        step = step.with_events([event])
    assert (whole, whole._history) == (step, step._history)
    assert Register(grid.events)._history == grid._history
    assert copy.deepcopy(step) == pickle.loads(pickle.dumps(step)) == whole
    assert grid.with_events([]) == grid


def test_what_goes_on_is_refused_as_from_the_start(grid: Register) -> None:
    """An id or a code in use, a body that is no more: and nothing of it stays behind."""
    assert ["ELZ-T008", "ELZ-T008"] == codes_of(grid, Abolish(id="w", day=DAY, unit="mid"))
    assert ["ELZ-T005"] == codes_of(grid, Alter(**AT, unit="east", nis="10001"))
    merged = grid.with_events([Merge(**AT, units=("west", "mid"), unit="west")])
    assert ["ELZ-T001"] == codes_of(merged, Abolish(id="y", day=LATER, unit="mid"))
    assert ["West", "Mid"] == names_on(grid.with_events([Abolish(**AT, unit="east")]), DAY)


def test_a_new_body_takes_what_all_members_share(grid: Register) -> None:
    """Province stays where all members agree and is unknown where they differ."""
    both = Merge(**AT, units=("west", "mid"), unit="new", name="New", nis="10009")
    all_three = Merge(**AT, units=("west", "mid", "east"), unit="new", name="New")
    assert "P" == grid.with_events([both]).on(DAY).by_unit["new"].province
    merged = grid.with_events([all_three]).on(DAY).by_unit["new"]
    assert (None, None) == (merged.province, merged.nis)
    assert ("e1", "e2", "mid", "west") == merged.parts


def test_a_continuing_body_keeps_what_the_merger_does_not_say(grid: Register) -> None:
    """An absorbing municipality keeps code, name and province, and descends from itself."""
    after = grid.with_events([Merge(**AT, units=("west", "east"), unit="west")])
    west = after.on(DAY).by_unit["west"]
    assert ("West", "10001", "P") == (west.name, west.nis, west.province)
    assert ["east", "west"] == [m.unit for m in after.predecessors(west)]
    assert [(west, after.predecessors(west))] == list(after.mergers())


def test_what_remains_of_a_split_municipality_continues(grid: Register) -> None:
    """A municipality that keeps land goes on; the new one descends from it."""
    piece = NewUnit(unit="far", name="Far", nis="10004", parts=("e2",))
    after = grid.with_events([Split(**AT, unit="east", into=(piece,))])
    assert ("e1",) == after.on(DAY).by_unit["east"].parts
    assert ["east"] == [m.unit for m in after.predecessors(after.on(DAY).by_unit["far"])]


def test_a_municipality_that_is_split_up_ends(grid: Register) -> None:
    """Where no land remains the municipality is over, and its code is free."""
    pieces = (
        NewUnit(unit="near", name="Near", nis="10003", parts=("e1",)),
        NewUnit(unit="far", name="Far", parts=("e2",)),
    )
    after = grid.with_events([Split(**AT, unit="east", into=pieces)])
    assert "east" not in after.on(DAY).by_unit
    assert ["Far", "Near"] == sorted(m.name for m in after.successors(grid_east(after)))
    assert ["east", "near"] == [m.unit for m in after.with_code("10003")]
    assert ["east"] == [m.unit for m in after.with_land(["e2", "e1"])]
    assert ["near"] == [m.unit for m in after.with_land(["e1"])]


def grid_east(register: Register):
    """Return the first version of the eastern municipality."""
    return register.versions_of("east")[0]


def test_a_split_may_continue_a_municipality_under_another_name(grid: Register) -> None:
    """A piece with the unit's own id relabels it."""
    piece = NewUnit(unit="east", name="Less", parts=("e1",))
    other = NewUnit(unit="far", name="Far", parts=("e2",))
    after = grid.with_events([Split(**AT, unit="east", into=(piece, other))])
    assert ("Less", ("e1",)) == (
        after.on(DAY).by_unit["east"].name,
        after.on(DAY).by_unit["east"].parts,
    )


@pytest.mark.parametrize(("lineage", "expected"), [(False, ["mid"]), (True, ["east", "mid"])])
def test_moved_land_is_lineage_only_where_that_is_said(
    grid: Register, *, lineage: bool, expected: list[str]
) -> None:
    """A border exchange makes no descendants unless the event says so."""
    move = MoveParts(**AT, parts=("e1",), origin="east", to="mid", lineage=lineage)
    after = grid.with_events([move])
    assert expected == [m.unit for m in after.predecessors(after.on(DAY).by_unit["mid"])]
    assert () == after.mergers()


def test_exchanged_land_that_is_split_off_descends_from_the_receiver(grid: Register) -> None:
    """Within one day, land that came by a border exchange counts as the receiver's."""
    move = MoveParts(id="1", day=DAY, parts=("e1",), origin="east", to="mid")
    piece = NewUnit(unit="new", name="New", parts=("e1",))
    split = Split(id="2", day=DAY, order=1, unit="mid", into=(piece,))
    after = grid.with_events([move, split])
    assert ["mid"] == [m.unit for m in after.predecessors(after.on(DAY).by_unit["new"])]


def test_land_exchanged_with_a_newcomer_follows_the_newcomers_line(grid: Register) -> None:
    """What a municipality of that very day gets by exchange descends from its own origin."""
    split = Split(
        id="1", day=DAY, unit="east", into=(NewUnit(unit="new", name="New", parts=("e1",)),)
    )
    rest = Merge(id="0", day=DAY, units=("west", "mid"), unit="mid")
    move = MoveParts(id="2", day=DAY, order=1, parts=("west",), origin="mid", to="new")
    move_on = MoveParts(id="3", day=DAY, order=2, parts=("west",), origin="new", to="newer")
    newer = Create(id="4", day=DAY, unit="newer", name="Newer")
    after = grid.with_events([split, rest, move, move_on, newer])
    assert ["east"] == [m.unit for m in after.predecessors(after.on(DAY).by_unit["new"])]
    assert () == after.predecessors(after.on(DAY).by_unit["newer"])


def test_abolished_land_leaves_the_record_and_may_come_back(grid: Register) -> None:
    """Nobody holds abolished land until it is created or moved into a municipality."""
    gone = grid.with_events([Abolish(**AT, unit="east")])
    assert {"west", "mid"} == set(gone.on(DAY).by_part)
    back = [
        MoveParts(id="y", day=LATER, parts=("e1",), origin=None, to="mid"),
        Create(id="z", day=LATER, unit="east", name="East", parts=("e2",)),
    ]
    assert {"e1": "mid", "e2": "east"}.items() <= {
        part: m.unit for part, m in gone.with_events(back).on(LATER).by_part.items()
    }.items()


def test_codes_may_change_hands_within_a_day(grid: Register) -> None:
    """A code is checked at the end of a day: two municipalities may swap theirs."""
    after = grid.with_events(
        [
            Alter(id="x", day=DAY, unit="west", nis="10002"),
            Alter(id="y", day=DAY, unit="mid", nis="10001"),
        ]
    )
    assert ["Mid", "West", "East"] == names_on(after, DAY)
    assert ["west", "mid"] == [m.unit for m in after.with_code("10001")]


def test_a_municipality_may_begin_and_end_on_one_day(grid: Register) -> None:
    """What does not live to the end of its day leaves no version."""
    after = grid.with_events(
        [
            Create(id="x", day=DAY, unit="fly", name="Fly"),
            Abolish(id="y", day=DAY, order=1, unit="fly"),
        ]
    )
    assert grid.versions == after.versions


@pytest.mark.parametrize(
    "event",
    [
        Alter(**AT, unit="nobody", name="N"),
        Abolish(**AT, unit="nobody"),
        Split(**AT, unit="nobody", into=(NewUnit(unit="new", name="N", parts=("e1",)),)),
        Merge(**AT, units=("west", "nobody"), unit="west"),
        MoveParts(**AT, parts=("e1",), origin="east", to="nobody"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_t001_an_event_about_nobody_is_refused(grid: Register, event: TerritoryEvent) -> None:
    """A unit must live on the eve to change, end, or receive land."""
    assert ["ELZ-T001"] == codes_of(grid, event)


def test_t001_land_cannot_come_from_nobody(grid: Register) -> None:
    """A giver that does not live has no land to give."""
    move = MoveParts(**AT, parts=("e1",), origin="nobody", to="west")
    assert ["ELZ-T001", "ELZ-T003"] == codes_of(grid, move)


@pytest.mark.parametrize(
    "event",
    [
        Create(**AT, unit="west", name="W", parts=("new",)),
        Merge(**AT, units=("west", "mid"), unit="east", name="E"),
        Split(**AT, unit="east", into=(NewUnit(unit="mid", name="M", parts=("e1",)),)),
        Split(
            **AT,
            unit="east",
            into=(
                NewUnit(unit="new", name="A", parts=("e1",)),
                NewUnit(unit="new", name="B", parts=("e2",)),
            ),
        ),
    ],
    ids=["create", "merge", "split", "split into one twice"],
)
def test_t002_a_unit_that_lives_cannot_begin(grid: Register, event: TerritoryEvent) -> None:
    """A new municipality needs an id that nobody has on that day."""
    assert ["ELZ-T002"] == codes_of(grid, event)


@pytest.mark.parametrize(
    "event",
    [
        Create(**AT, unit="new", name="N", parts=("e1",)),
        MoveParts(**AT, parts=("e1",), origin="mid", to="west"),
        MoveParts(**AT, parts=("e1",), origin=None, to="west"),
        Split(**AT, unit="east", into=(NewUnit(unit="new", name="N", parts=("west",)),)),
        Split(**AT, unit="east", into=(NewUnit(unit="new", name="N"),)),
        Split(
            **AT,
            unit="east",
            into=tuple(NewUnit(unit=u, name="N", parts=("e1",)) for u in ("a", "b")),
        ),
        Regroup(
            **AT,
            flows=[LandFlow(origin=None, to=unit, parts=("new",)) for unit in ("west", "mid")],
        ),
    ],
    ids=[
        *("create", "move", "from nowhere", "split", "split off nothing", "split twice"),
        "from nowhere twice",
    ],
)
def test_t003_land_must_be_where_the_event_says(grid: Register, event: TerritoryEvent) -> None:
    """An event takes only land that its giver holds, and each part once."""
    assert ["ELZ-T003"] == codes_of(grid, event)


def test_t004_clashing_events_name_each_other(grid: Register) -> None:
    """The finding says what is touched twice, by which event, and how to mend it."""
    with pytest.raises(ConflictError) as caught:
        grid.with_events(
            [
                Alter(id="x", day=DAY, unit="west", name="A"),
                Alter(id="y", day=DAY, unit="west", name="B", sources=("S1",)),
            ]
        )
    (finding,) = caught.value.findings
    assert ("ELZ-T004", "event y of 2025-01-01", ("S1",)) == (
        finding.code,
        finding.subject,
        finding.sources,
    )
    assert "the name of 'west' on the same day as event x" in finding.message


def test_alterations_of_different_fields_do_not_clash(grid: Register) -> None:
    """Two events may change different fields of one municipality on one day."""
    after = grid.with_events(
        [
            Alter(id="x", day=DAY, unit="west", name="A"),
            Alter(id="y", day=DAY, unit="west", nis="10009"),
        ]
    )
    assert ("A", "10009") == (
        after.on(DAY).by_unit["west"].name,
        after.on(DAY).by_unit["west"].nis,
    )


def test_t005_a_code_is_in_use_once(grid: Register) -> None:
    """At the end of a day no two municipalities carry one code."""
    assert ["ELZ-T005"] == codes_of(grid, Alter(**AT, unit="west", nis="10002"))


def test_t006_a_municipality_needs_land(grid: Register) -> None:
    """At the end of a day no municipality is left without land."""
    move = MoveParts(**AT, parts=("west",), origin="west", to="mid")
    assert ["ELZ-T006"] == codes_of(grid, move)


def test_t006_what_begins_and_ends_on_one_day_leaves_no_land_behind(grid: Register) -> None:
    """Land is not held by what no longer lives, however short that was."""
    begins = Create(id="new", day=DAY, unit="new", name="New")
    ends = Regroup(id="end", day=DAY, order=1, ends=("new",))
    assert ["ELZ-T006"] == codes_of(grid, begins, ends)


@pytest.mark.parametrize(
    "event",
    [
        Merge(**AT, units=("west",), unit="west"),
        Merge(**AT, units=("west", "mid", "mid"), unit="west"),
        Merge(**AT, units=("west", "mid"), unit="new"),
    ],
    ids=["one member", "a member twice", "no name"],
)
def test_t007_a_merger_takes_two_and_a_name(grid: Register, event: TerritoryEvent) -> None:
    """A merger has at least two different members, and a new body has a name."""
    assert ["ELZ-T007"] == codes_of(grid, event)


def test_t008_an_id_is_in_use_once(grid: Register) -> None:
    """Two events with one id are refused, both named."""
    twice = [Alter(**AT, unit="west", name="A"), Alter(**AT, unit="mid", name="B")]
    assert ["ELZ-T008", "ELZ-T008"] == codes_of(grid, *twice)


def test_all_contradictions_of_a_batch_are_told_at_once(grid: Register) -> None:
    """One error holds everything that is wrong on that day."""
    wrong = [Abolish(id="x", day=DAY, unit="a"), Abolish(id="y", day=DAY, unit="b")]
    assert ["ELZ-T001", "ELZ-T001"] == codes_of(grid, *wrong)


def test_became_follows_chains_forwards_and_backwards(grid: Register) -> None:
    """A version is followed over several events to any other day."""
    after = grid.with_events(
        [
            Merge(id="x", day=DAY, units=("west", "mid"), unit="new", name="New"),
            Merge(id="y", day=LATER, units=("new", "east"), unit="all", name="All"),
        ]
    )
    west, everyone = after.on(START).by_unit["west"], after.on(LATER).by_unit["all"]
    assert ["all"] == [m.unit for m in after.became(west, LATER)]
    assert ["new"] == [m.unit for m in after.became(west, DAY)]
    assert (west,) == after.became(west, START)
    assert {"west", "mid", "east"} == {m.unit for m in after.became(everyone, START)}
    assert () == after.became(everyone, eve(START))


def test_what_was_abolished_became_nothing(grid: Register) -> None:
    """Land that left the record has no successor."""
    after = grid.with_events([Abolish(**AT, unit="west")])
    assert () == after.became(after.on(START).by_unit["west"], LATER)
    assert () == after.versions_of("nobody")
    assert () == after.with_code("99999")
    assert () == after.with_land(["nowhere"])


def test_a_retracted_event_counts_only_before_it_was_retracted(grid: Register) -> None:
    """The record of before the retraction still shows what was believed then."""
    mistake = Abolish(**AT, unit="west", recorded=date(2024, 1, 1), retracted=date(2024, 6, 1))
    after = grid.with_events([mistake])
    assert "West" in names_on(after, DAY)
    assert "West" not in names_on(after.as_known(date(2024, 3, 1)), DAY)
    assert "West" in names_on(after.as_known(date(2024, 6, 1)), DAY)


def test_a_record_without_days_counts_from_the_day_itself() -> None:
    """An event without a day of record was known from its own day."""
    assert not Event(**AT).is_known_on(eve(DAY))
    assert Event(**AT).is_known_on(DAY)


def test_what_was_known_may_contradict_itself(grid: Register) -> None:
    """Asking for a record that lacks the base of a later fact is an error."""
    created = Create(id="x", day=START, unit="new", name="New", recorded=LATER)
    after = grid.with_events([created, Alter(id="y", day=DAY, unit="new", name="N")])
    with pytest.raises(ConflictError, match="ELZ-T001"):
        after.as_known(DAY)


def test_looking_again_gives_the_same_layout(grid: Register) -> None:
    """Days and records are remembered, up to a number of them."""
    assert grid.on(DAY) is grid.on(DAY)
    assert grid.as_known(DAY) is grid.as_known(DAY)
    for number in range(100):
        grid.on(date.fromordinal(DAY.toordinal() + number))
        grid.as_known(date.fromordinal(DAY.toordinal() + number))
    assert len(grid._layouts) <= 64
    assert len(grid._known) <= 64


@pytest.mark.parametrize("is_on", [True, False])
def test_replaying_leaves_the_collector_as_it_was(grid: Register, *, is_on: bool) -> None:
    """The garbage collector runs afterwards exactly if it ran before."""
    try:
        if not is_on:
            gc.disable()
        grid.with_events([Abolish(**AT, unit="west")])
        assert is_on == gc.isenabled()
    finally:
        gc.enable()


def test_registers_are_values(grid: Register) -> None:
    """Equal events make equal registers, also after copying and pickling."""
    again = Register(reversed(grid.events))
    assert grid == again == copy.copy(grid) == pickle.loads(pickle.dumps(grid))
    assert hash(grid) == hash(again) == hash(pickle.loads(pickle.dumps(grid)))
    assert grid.versions == pickle.loads(pickle.dumps(grid)).versions


def test_events_stand_in_order_of_day_order_and_id() -> None:
    """The sequence of a file does not matter."""
    first, second, third = (
        Event(id="z", day=START),
        Event(id="b", day=DAY),
        Event(id="a", day=DAY, order=1),
    )
    assert (first, second, third) == in_order([third, second, first])


def test_keep_is_one_mark() -> None:
    """The mark of an unchanged field survives copying, pickling and printing."""
    assert KEEP is pickle.loads(pickle.dumps(KEEP)) is copy.deepcopy(KEEP)
    assert "KEEP" == repr(KEEP)


def test_a_municipality_shows_its_code_where_it_has_one(grid: Register) -> None:
    """Name and code, or the name alone."""
    after = grid.with_events([Alter(**AT, unit="west", nis=None)])
    assert "West (10001)" == str(after.on(START).by_unit["west"])
    assert "West" == str(after.on(DAY).by_unit["west"])


def test_a_layout_tells_who_holds_land(grid: Register) -> None:
    """Holders come in the layout's order, once each; land that nobody holds has none."""
    layout = grid.on(DAY)
    assert ["west", "east"] == [m.unit for m in layout.holding(["e2", "e1", "west", "sea"])]
    assert "<Layout of 2025-01-01: 3 municipalities>" == repr(layout)
    assert {"10001", "10002", "10003"} == set(layout.by_nis)


def test_the_card_of_a_municipality_names_its_parts_where_it_has_several() -> None:
    """One that is a part by itself only counts it."""
    together = Create(id="e1", day=date(2000, 1, 1), unit="ash", name="Ash", parts=("ash", "elm"))
    alone = Create(id="e2", day=date(2000, 1, 1), unit="oak", name="Oak")
    ash, oak = (each.to_card() for each in Register([together, alone]).versions)
    assert (("Ash", ("Parts: ash, elm.",)), ("Oak", ())) == tuple(
        (c.title, c.notes) for c in (ash, oak)
    )
    assert [2, 1] == [dict(each.counts)["parts"] for each in (ash, oak)]


def test_land_that_nobody_holds_is_told_from_land_of_another():
    """Who gives it away is named, or that it has to be nobody's."""
    begun = [Create(id=f"e-{u}", day=date(2000, 1, 1), unit=u, name=u) for u in ("ash", "oak")]
    move = {"id": "m", "day": date(2001, 1, 1), "parts": ["ash"], "to": "oak"}
    with pytest.raises(ConflictError, match="'ash' is held by 'ash', not by no municipality"):
        Register([*begun, MoveParts(**move, origin=None)])
