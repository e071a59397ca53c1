"""A landscape through time: days, names, events and figures that join it."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime

import pytest
from attrs import evolve

from elzmodel import Figure, InvalidValueError, Share, Total, check, compare, flanders
from elzmodel.errors import (
    AmbiguousNameError,
    ConflictError,
    NotOnDayError,
    OutsideLandscapeWarning,
    UndecidedError,
    UnknownIdError,
)
from elzmodel.landscape import CodedFigures, Landscape, breaks
from elzmodel.territory import (
    Abolish,
    Alter,
    Border,
    Borders,
    Contact,
    Create,
    Figures,
    LandFlow,
    MoveParts,
    NewUnit,
    Register,
    Regroup,
    Split,
)
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import CheckOutcome, Period
from elzmodel.values.text import in_words
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, SizeRule, Zoning

EVE, MERGED, LATER = "2019-12-31", "2020-01-01", date(2022, 1, 1)


def told(landscape, key):
    return [entry.what for entry in landscape.history(key)]


def test_a_day_is_remembered_whether_given_as_text_or_date(wood):
    """Asking again costs nothing, and both forms mean one day."""
    assert wood.on(EVE) is wood.on(EVE)
    assert wood.on(EVE).layout is wood.on(date(2019, 12, 31)).layout


def test_many_days_are_not_remembered_for_ever(wood):
    """The memory of days is emptied before it grows without end."""
    for year in range(2000, 2030):
        for month in (1, 5, 9):
            wood.on(date(year, month, 1))
    assert len(wood._snapshots) <= 64


def test_a_datetime_is_no_day(wood):
    """Which day it means depends on a time zone."""
    with pytest.raises(InvalidValueError, match="not a day"):
        wood.on(datetime(2020, 1, 1))  # noqa: DTZ001 - what is refused


def test_a_snapshot_shows_what_it_has(wood):
    """The representation counts, and names the record it was asked of."""
    expected = "<Snapshot of 2020-01-01, as known on 2020-06-01: 3 municipalities, 2 zones, "
    assert repr(wood.on(MERGED, known="2020-06-01")).startswith(expected)
    html = wood.on(MERGED)._repr_html_()
    assert [1, 1] == [html.count(each) for each in (">open decisions</th>", "<details>")]


@pytest.mark.parametrize("key", ["oak", "OAK", "Quercus", "10002", " oak "])
def test_a_municipality_has_many_names(wood, key):
    """Id, name, alias and code mean the same."""
    assert "oak" == wood.on(EVE).municipality(key).unit


def test_a_municipality_of_one_day_is_looked_up_on_another(wood):
    """A value means its body, as it is on the day."""
    oak = wood.on(EVE).municipality("oak")
    assert oak is wood.on(EVE).municipality(oak)
    with pytest.raises(NotOnDayError, match=r"it became Grove \(10009\)"):
        wood.on(MERGED).municipality(oak)


def test_an_alias_of_two_is_ambiguous(wood):
    """The candidates are named so that one can be chosen."""
    with pytest.raises(AmbiguousNameError, match=r"'Tree' can mean Elm \(10001\) or Fir") as error:
        wood.on(EVE).municipality("Tree")
    assert ("Elm (10001)", "Fir (10004)") == error.value.candidates


@pytest.mark.parametrize(
    ("key", "near"),
    [("Elmo", ("Elm",)), ("10902", ("Oak (10002)",)), ("zzz", ())],
)
def test_what_was_never_heard_of_has_suggestions(wood, key, near):
    """Names for names, codes for codes, none where nothing is near."""
    with pytest.raises(UnknownIdError) as error:
        wood.on(EVE).municipality(key)
    assert near == tuple(name for name in error.value.suggestions if name in near)
    assert bool(near) == bool(error.value.suggestions)


@pytest.mark.parametrize("key", [10002, "", "  ", None])
@pytest.mark.parametrize("ask", ["municipality", "zone", "zone_of", "municipalities_in"])
def test_a_key_must_be_text(wood, ask, key):
    """A number is a code without quotes; nothing is no key."""
    with pytest.raises(InvalidValueError, match="a code, an id or a name as text"):
        getattr(wood.on(EVE), ask)(key)


def test_a_living_body_goes_before_others_with_its_name(wood):
    """The id elm means the body that always was, the name Elm the one that now has it."""
    events = [
        Alter(id="x", day=LATER, unit="elm", name="Old Elm"),
        Alter(id="y", day=LATER, unit="fir", name="Elm"),
    ]
    day = wood.with_events(events).on(LATER)
    assert ["elm", "fir"] == [day.municipality(key).unit for key in ("elm", "Elm")]


def test_the_name_of_an_ended_body_means_who_took_it(wood):
    """An id that no longer lives does not hide a municipality of that name."""
    renamed = wood.with_events([Alter(id="x", day=LATER, unit="grove", name="Oak")])
    assert "grove" == renamed.on(LATER).municipality("oak").unit


def test_a_zone_before_its_time_says_since_when(wood):
    """With the reason as it was given, capitals and all."""
    message = r"zone 'West' does not exist on 2009-12-31 \(it does from 2010-01-01 to now\)\. "
    with pytest.raises(
        NotOnDayError, match=message + "There is no zone before 2010-01-01: a decree"
    ):
        wood.on("2009-12-31").zone("West")


def test_a_zone_that_ended_gives_no_reason_of_the_beginning(wood):
    """It existed, and does no more."""
    events = [
        Assign(id="x", day=LATER, zone="west", parts=("oak", "ash")),
        AbolishZone(id="y", day=LATER, zone="east"),
    ]
    with pytest.raises(NotOnDayError) as error:
        wood.with_events(events).on(LATER).zone("east")
    assert "" == error.value.reason


def test_shares_are_bounds_while_a_decision_is_open(wood):
    """Each candidate may get all or nothing of the undecided land."""
    assert {
        "east": Share(0, 1, "population 2015"),
        "west": Share(0, 1, "population 2015"),
    } == wood.on(MERGED).zones_of("Grove")


def test_shares_of_a_settled_division_are_exact(wood):
    """Oak's 40 and Ash's 25, as parts of 65."""
    events = [
        Assign(id="x", day=LATER, zone="east", parts=("oak",)),
        Assign(id="y", day=LATER, zone="west", parts=("ash",)),
    ]
    shares = wood.with_events(events).on(LATER).zones_of("Grove", year=2015)
    assert {"east": "61.5%", "west": "38.5%"} == {z: str(s) for z, s in shares.items()}


def test_shares_without_figures_are_open(wood):
    """Where no inhabitants are known a division says nothing about weight."""
    events = [
        Assign(id="x", day=LATER, zone="east", parts=("oak",)),
        Assign(id="y", day=LATER, zone="west", parts=("ash",)),
    ]
    bare = Landscape(
        name="bare",
        covers=wood.covers,
        register=wood.register,
        zoning=wood.zoning.with_events(events),
    )
    day = bare.on(LATER)
    assert {"east": Share(0, 1), "west": Share(0, 1)} == day.zones_of("Grove")
    assert ("No inhabitants are known.",) == day.to_table().notes
    assert {None} == {row[3] for row in day.to_table().rows}
    assert {"ELZ-L011", "ELZ-L013", "ELZ-Z010"} >= {f.code for f in check(bare, on=LATER)}
    assert bare.crosswalk(EVE, MERGED).is_exact
    divided = [row for row in bare.crosswalk(MERGED, EVE).rows if len(row.before.parts) > 1]
    assert {"0%-100%"} == {str(row.share) for row in divided}


def test_one_name_for_two_places_must_say_which(wood):
    """Oak the municipality and Oak the zone hold the same land until the zone grows."""
    assert 40 == wood.on(EVE).population("Oak", year=2015).value
    grown = wood.with_events([Assign(id="x", day=date(2015, 1, 1), zone="east", parts=("fir",))])
    with pytest.raises(
        AmbiguousNameError, match=r"the municipality Oak \(10002\) or the zone east"
    ):
        grown.on(EVE).population("Oak", year=2015)


def test_several_places_count_shared_land_once(wood):
    """A zone and a municipality in it are the zone."""
    day = wood.on(EVE)
    expected = Total.exactly(125)
    places = [day.zone("west"), day.municipality("elm")]
    assert expected == day.population(places, year=2015)


def test_a_place_that_is_gone_or_unknown_says_so(wood):
    """What is known of the place goes before what was never heard of."""
    with pytest.raises(NotOnDayError, match="it became Grove"):
        wood.on(MERGED).population("Quercus", year=2015)
    with pytest.raises(
        UnknownIdError, match=r"no municipality or zone 'Westt' is known\. Did you mean"
    ):
        wood.on(EVE).population("Westt", year=2015)
    with pytest.raises(NotOnDayError, match="no zone before 2010"):
        wood.on("2005-01-01").population("west", year=2015)


def test_figures_of_a_year_without_any_are_unknown(wood):
    """Never a silent zero."""
    assert "unknown" == str(wood.on(EVE).population("Elm", year=1999))


def test_events_of_both_kinds_join_at_once(wood):
    """A new village and its zone come in one call."""
    events = [
        Create(id="x", day=LATER, unit="yew", name="Yew", nis="10005"),
        Assign(id="y", day=LATER, zone="west", parts=("yew",)),
    ]
    assert "West" == wood.with_events(events).on(LATER).zone_of("Yew").name


def test_assigning_land_that_never_was_is_refused(wood):
    """A slip in a part would otherwise change nothing, silently."""
    with pytest.raises(
        ConflictError, match="no municipality ever held part 'aash'; did you mean ash"
    ) as error:
        wood.with_events([Assign(id="x", day=LATER, zone="west", parts=("aash", "zzz"))])
    assert ["ELZ-L002", "ELZ-L002"] == [finding.code for finding in error.value.findings]


def test_adding_nothing_changes_nothing(wood):
    """The same register and zoning go on."""
    same = wood.with_events([])
    assert (wood.register, wood.zoning) == (same.register, same.zoning)


def test_figures_by_code_land_on_the_municipalities_of_their_day(wood):
    """The code is read in the layout of the figures' day."""
    figures = CodedFigures(kind="population", day=date(2021, 1, 1), values={"10009": 70})
    assert 70 == wood.with_figures(figures).on(MERGED).population("Grove", year=2021).value


def test_a_code_of_another_day_is_refused(wood):
    """All wrong codes at once, each with what it became or was."""
    figures = CodedFigures(kind="population", day=date(2021, 1, 1), values={"10002": 1, "10003": 2})
    with pytest.raises(ConflictError, match=r"it became Grove \(10009\)") as error:
        wood.with_figures(figures)
    assert [("ELZ-L001", "10002"), ("ELZ-L001", "10003")] == [
        (f.code, f.subject) for f in error.value.findings
    ]


def test_codes_from_outside_are_left_out_with_a_warning(wood):
    """Which the caller can say to expect."""
    figures = CodedFigures(kind="population", day=date(2021, 1, 1), values={"99999": 1, "10001": 2})
    with pytest.warns(
        OutsideLandscapeWarning, match="1 codes outside the wood are left out, 99999"
    ):
        warned = wood.with_figures(figures)
    assert warned.figures == wood.with_figures(figures, outside_ok=True).figures


def test_the_land_of_a_zone_is_asked_in_one_call(wood):
    """Neighbours, one piece or not, and reference regions."""
    day = wood.on(EVE)
    assert ["west"] == [zone.id for zone in day.neighbours_of("east")]
    assert (True, ()) == (day.is_contiguous("west"), day.reference_regions_of("west"))


def test_reference_regions_follow_the_land(wood):
    """A place may lie in several, or partly in none."""
    regions = Zoning(
        [
            CreateZone(id="n", day=date(2010, 1, 1), zone="north", name="North"),
            Assign(id="an", day=date(2010, 1, 1), zone="north", parts=("elm", "oak")),
        ],
        "reference region",
    )
    land = Landscape(
        name="w", covers=wood.covers, register=wood.register, zoning=wood.zoning, regions=regions
    )
    day = land.on(EVE)
    assert ["North"] == [region.name for region in day.reference_regions_of("west")]
    assert ["Elm", "Oak"] == [m.name for m in day.municipalities_in("north")]
    with pytest.raises(NotOnDayError, match="no reference region before 2010-01-01"):
        land.on("2005-01-01").municipalities_in("North")


def test_history_tells_every_kind_of_territorial_event(wood):
    """In words, with names as they were on the eve and became on the day."""
    events = [
        Alter(id="x1", day=date(2021, 1, 1), unit="elm", nis=None, name="Elmwood"),
        Split(
            id="x2",
            day=date(2022, 1, 1),
            unit="grove",
            into=(NewUnit(unit="ash-2022", name="Ash", nis="10010", parts=("ash",)),),
        ),
        Abolish(id="x3", day=date(2023, 1, 1), unit="fir"),
        MoveParts(id="x4", day=date(2024, 1, 1), parts=("fir",), origin=None, to="elm"),
        MoveParts(id="x5", day=date(2025, 1, 1), parts=("fir",), origin="elm", to="ash-2022"),
    ]
    changed = wood.with_events(events)
    everything = {what for key in ("elm", "grove", "fir") for what in told(changed, key)}
    assert {
        "Elm (10001): code becomes unknown, name becomes Elmwood",
        "Grove (10009) splits off Ash",
        "Fir (10004) ends",
        "fir goes from no municipality to Elmwood",
        "fir goes from Elmwood to Ash (10010)",
        "Oak (10002) and Ash (10003) merge into Grove (10009)",
    } <= everything


def test_history_tells_of_land_that_goes_round(wood):
    """Several givers and takers in one act are told as such."""
    act = Regroup(
        id="x1",
        day=date(2021, 1, 1),
        flows=(LandFlow(origin="elm", to="fir"),),
        ends=("elm",),
    )
    assert "land goes from Elm (10001) to Fir (10004)" in told(wood.with_events([act]), "elm")


def test_history_tells_of_land_that_leaves_every_municipality(wood):
    """Without a taker there is none to name."""
    act = Regroup(
        id="x1", day=date(2021, 1, 1), flows=(LandFlow(origin="elm", to=None),), ends=("elm",)
    )
    assert "land goes from Elm (10001) to none" in told(wood.with_events([act]), "elm")


def test_history_tells_of_a_portion_of_land(wood):
    """Land whose place is not known is told as a portion."""
    act = MoveParts(id="x1", day=date(2021, 1, 1), origin="elm", to="fir", portion=())
    history = told(wood.with_events([act]), "elm")
    assert "a portion of land goes from Elm (10001) to Fir (10004)" in history


def test_a_day_is_no_snapshot_to_compare(wood):
    """Who passes a day is told how to get a snapshot of it."""
    with pytest.raises(InvalidValueError, match="such as flanders"):
        compare(EVE, wood.on(MERGED))


@pytest.mark.parametrize(
    ("key", "day", "said"),
    [
        ("Elm", EVE, "Elm (10001) is a municipality; on 2019-12-31 it lies in West"),
        ("fir", EVE, "Fir (10004) is a municipality; on 2019-12-31 it is in no zone"),
        (
            "Grove",
            date(2020, 1, 1),
            "Grove (10009) is a municipality; on 2020-01-01 its zone is undecided",
        ),
    ],
)
def test_a_municipality_that_is_taken_for_a_zone_is_answered_with_its_zones(wood, key, day, said):
    """Who asks for a zone by the name of a municipality is told where that lies."""
    with pytest.raises(UnknownIdError) as error:
        wood.names.zone(key, date.fromisoformat(str(day)))
    assert f"no zone {key!r} is known. {said}" == str(error.value)


def test_history_tells_every_kind_of_zone_event(wood):
    """Beginning, land in, a new name, land out, and the end, in that order on a day."""
    events = [
        Assign(id="a", day=LATER, zone="west", parts=("elm",)),
        AlterZone(id="z", day=LATER, zone="west", name="Far West"),
        Assign(id="b", day=date(2023, 1, 1), zone=None, parts=("elm", "ash")),
        AbolishZone(id="a0", day=date(2023, 1, 1), zone="west"),
    ]
    assert [
        "West begins",
        "Elm and Ash come to zone West",
        "West is now called Far West",
        "Elm stays in zone Far West",
        "Elm and ash go from zone Far West to no zone",
        "it ends",
    ] == told(wood.with_events(events), "elz-west")


def test_retracted_events_are_no_history(wood):
    """What was taken back did not happen, to land or to zones."""
    taken_back = date(2021, 6, 1)
    events = [
        Assign(id="a", day=LATER, zone="west", parts=("fir",), retracted=taken_back),
        AlterZone(id="b", day=LATER, zone="west", name="Far West", retracted=taken_back),
        Alter(id="c", day=LATER, unit="fir", name="Pine", retracted=taken_back),
    ]
    changed = wood.with_events(events)
    assert (told(wood, "fir"), told(wood, "elz-west")) == (
        told(changed, "fir"),
        told(changed, "elz-west"),
    )


def test_history_of_a_group_tells_of_each_zone(wood):
    """One after the other, by id."""
    assert told(wood, "elz-east") + told(wood, "elz-west") == told(wood, "All")


def test_explain_tells_of_land_that_nobody_holds(wood):
    """After an abolition there is no zone to name."""
    gone = wood.with_events([Abolish(id="x", day=LATER, unit="fir")])
    assert "no municipality holds the land of Fir (10004)" == gone.explain("fir", on=LATER).answer


def test_explain_tells_of_land_in_no_zone(wood):
    """With the reason where zones had not begun, and none afterwards."""
    assert "Fir (10004) is in no zone" == wood.explain("fir", on=EVE).answer
    expected = "Fir (10004) is in no zone. There is no zone before 2010-01-01: a decree of 2009"
    assert expected == wood.explain("fir", on="2005-01-01").answer


def test_explain_tells_of_land_partly_in_no_zone(wood):
    """One zone and a rest."""
    events = [
        Assign(id="x", day=LATER, zone="east", parts=("oak",)),
        Assign(id="y", day=LATER, zone=None, parts=("ash",)),
    ]
    answer = wood.with_events(events).explain("Grove", on=LATER).answer
    assert "Grove (10009) is in zone Oak, with land in no zone" == answer


def test_an_explanation_marks_what_was_not_in_the_record(wood):
    """The table has a column that tells which entries count."""
    late = Assign(id="x", day=LATER, zone="west", parts=("fir",), recorded=date(2023, 1, 1))
    why = wood.with_events([late]).explain("fir", on=LATER, known="2022-06-01")
    table = why.to_table()
    assert ("counts", [True, False]) == (table.columns[-1].key, [row[-1] for row in table.rows])
    assert "The last 1 were not in the record that was asked." in table.notes
    assert table.to_html() in why._repr_html_()


def test_checking_reports_each_doubt_with_its_code(wood):
    """An open decision, a municipality without zone, zones too small, unrecorded events."""
    findings = check(wood, on=MERGED, year=2015)
    by_code = {f.code: f for f in findings}
    assert {"ELZ-L010", "ELZ-L011", "ELZ-L012", "ELZ-L013"} == set(by_code)
    assert "its zone is undecided: east or west" == by_code["ELZ-L010"].message
    assert ("Fir (10004)", "no zone is recorded for fir") == (
        by_code["ELZ-L011"].subject,
        by_code["ELZ-L011"].message,
    )
    assert CheckOutcome.FAIL == by_code["ELZ-L012"].outcome
    assert "1 event without a day of record; each counts as recorded on this day" in {
        f.message for f in findings
    }


def test_checking_before_the_zones_asks_for_none(wood):
    """A municipality without a zone is no doubt where there are no zones."""
    assert {"ELZ-L013"} == {f.code for f in check(wood, on="2005-01-01")}


def test_a_difference_shows_itself(wood):
    """In one line, and as tables in a notebook."""
    difference = compare(wood.on(EVE), wood.on(MERGED))
    expected = "<Difference from 2019-12-31 to 2020-01-01: 1 mergers, 0 transfers, 0 renamed zones>"
    assert expected == repr(difference)
    shown = [table for table in difference.tables() if table.rows]
    assert len(shown) == difference._repr_html_().count("<details>")


def test_zones_that_begin_or_end_are_differences(wood):
    """They stand beside the changed ones, each way round."""
    before, after = wood.on("2009-12-31"), wood.on("2010-01-01")
    assert ["east", "west"] == [z.id for z in compare(before, after).zones_begun]
    assert ["east", "west"] == [z.id for z in compare(after, before).zones_ended]


def test_what_is_looked_at_backwards_has_the_reasons_of_what_is_undone():
    """Not those for which land was once in the zone where it goes back to."""
    fl = flanders()
    before, after = fl.on("2024-12-31"), fl.on("2025-01-01")
    there, back = compare(before, after).transfers, compare(after, before).transfers
    assert {(each.reason, each.sources) for each in there} == {
        (each.reason, each.sources) for each in back
    }
    assert {"ZORA"} == {each.to.name for each in back.where(after="Borsbeek")}


def test_a_village_on_new_land_is_a_difference(wood):
    """Though no land of before went anywhere."""
    grown = wood.with_events([Create(id="x", day=LATER, unit="yew", name="Yew")])
    assert compare(grown.on("2021-12-31"), grown.on(LATER))


def test_land_moved_by_two_events_is_two_transfers(wood):
    """Each names its own event and reason."""
    events = [
        Assign(id="s", day=LATER, zone="east", parts=("oak", "ash"), reason="settled"),
        Assign(id="x", day=date(2023, 1, 1), zone="west", parts=("oak",), reason="one"),
        Assign(id="y", day=date(2024, 1, 1), zone="west", parts=("ash",), reason="other"),
    ]
    moved = wood.with_events(events)
    transfers = compare(moved.on(LATER), moved.on("2024-01-01")).transfers
    assert [("ash",), ("oak",)] == [t.parts for t in transfers]
    assert ["other", "one"] == [t.reason for t in transfers]


def test_a_changed_zone_has_no_change_where_figures_are_missing(wood):
    """Neither a guess nor a zero."""
    events = [Assign(id="x", day=LATER, zone="west", parts=("fir",))]
    moved = wood.with_events(events)
    one, other = moved.on("2021-12-31"), moved.on(LATER)
    (changed,) = compare(one, other, year=1999).changed_zones
    assert (None, 10) == (changed.change, compare(one, other).changed_zones[0].change)


def test_breaks_name_codes_that_hold_other_land(wood):
    """A new code under an old name, more land under an old code, other places."""
    events = [
        Alter(id="x", day=LATER, unit="elm", nis="10020", province="Heath", arrondissement="1"),
        MoveParts(id="y", day=LATER, parts=("ash",), origin="grove", to="fir"),
    ]
    changed = wood.with_events(events)
    difference = compare(changed.on("2021-12-31"), changed.on(LATER))
    assert [
        "Elm 10001 > 10020",
        "Fir 10004",
        "Grove 10009",
        "Elm: Wood > Heath",
        "Elm: None > 1",
    ] == [str(found) for found in breaks(difference)]
    assert 5 == len(breaks(difference).to_table())


def test_the_tables_of_a_difference_name_transfers_and_new_names(wood):
    """One row for each, with the names of both days."""
    events = [
        Assign(id="x", day=LATER, zone="east", parts=("elm",), reason="asked for it"),
        AlterZone(id="y", day=LATER, zone="east", name="Far East"),
    ]
    moved = wood.with_events(events)
    _, transfers, changed, renamed = compare(moved.on("2021-12-31"), moved.on(LATER)).tables()
    row = (
        "10001",
        "Elm",
        "10001",
        "Elm",
        Total.exactly(100),
        "West",
        "Far East",
        "asked for it",
        (),
    )
    assert row == transfers.rows[0]
    assert (("east", "Oak", "Far East"),) == renamed.rows
    assert 2 == len(changed)


def test_a_zone_made_and_ended_in_a_day_leaves_no_gap_in_the_history(wood):
    """Its name is not in any layout; the id stands for it."""
    events = [
        CreateZone(id="a", day=LATER, zone="brief", name="Brief"),
        Assign(id="b", day=LATER, order=1, zone="brief", parts=("fir",)),
        Assign(id="c", day=LATER, order=2, zone="west", parts=("fir",)),
        AbolishZone(id="d", day=LATER, order=3, zone="brief"),
    ]
    history = told(wood.with_events(events), "fir")
    assert ["Fir comes to zone brief", "Fir comes to zone West"] == history[-2:]


@pytest.mark.parametrize("again", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_an_ambiguous_name_error_copies(again):
    """Its fields survive workers and notebooks."""
    error = AmbiguousNameError("zone", "elz2", ["a", "b"])
    other = again(error)
    assert ("zone 'elz2' can mean a or b. Say which", vars(error)) == (str(other), vars(other))


def test_a_landscape_may_be_empty():
    """Without municipalities and zones there is nothing to find, and nothing fails."""
    empty = Landscape(name="x", covers=Period(), register=Register(), zoning=Zoning())
    day = empty.on("2020-01-01")
    assert ((), (), 0) == (day.municipalities, day.zones, len(day.zone_table()))
    assert not check(empty, on="2020-01-01")


def test_undecided_land_is_no_certain_member(wood):
    """Its municipality stands in the decisions, not in a zone."""
    day = wood.on(MERGED)
    assert (["Elm"], []) == tuple(
        [m.name for m in day.municipalities_of(zone)] for zone in ("west", "east")
    )
    with pytest.raises(UndecidedError):
        day.zone_of("Grove")


def test_a_crosswalk_weighs_by_the_newest_inhabitants(wood):
    """Going back, Grove's figures go to Oak and Ash as 40 to 25."""
    rows = wood.crosswalk(MERGED, EVE).rows
    found = {r.after.name: (str(r.share), r.share.of) for r in rows if r.before.name == "Grove"}
    assert {"Oak": ("61.5%", "population 2015"), "Ash": ("38.5%", "population 2015")} == found


def test_a_crosswalk_says_whose_figures_weigh(wood):
    """Where shares are of own figures, what they replaced is told; counts need no weight."""
    own = CodedFigures(
        kind="population", day=date(2015, 1, 1), values={"10003": 50}, sources=["own.csv"]
    )
    weighed = wood.with_figures(own).crosswalk(MERGED, EVE)
    assert [
        "1 figure of population of 2015 is from own.csv, not the one that was there: ash 50 (25)."
    ] == list(weighed.notes[1:])
    assert () == wood.with_figures(own).crosswalk(EVE, MERGED).notes


def test_findings_of_figures_beside_inhabitants_are_the_last_three_and_a_count():
    """What took the place of others comes last, and always stands there."""
    twice = [
        Figure(kind="population", day="2015-01-01", parts=[part], value=value)
        for part in "abcd"
        for value in (1, 2)
    ]
    new = Figure(kind="population", day="2015-01-01", parts=["e"], value=4, sources=["own.csv"])
    figures = Figures([*twice, evolve(new, value=3)]).with_figures([new])
    assert (
        "Inhabitants on 2015-01-01. c: population of 2015 is given as 1 and as 2. "
        "d: population of 2015 is given as 1 and as 2. 1 figure of population of 2015 is from "
        "own.csv, not the one that was there: e 4 (3). And 2 more findings."
    ) == inhabitants_note(figures, 2015)
    assert "" == inhabitants_note(figures, None)
    unknown = "No inhabitants on 2030-01-01 are known"
    assert f"{unknown}." == inhabitants_note(Figures(), 2030)
    told = inhabitants_note(flanders().figures, 2030)
    assert f"{unknown}: figures go from 2018 to 2026." == told
    assert "bekend: de cijfers gaan van 2018 tot 2026." in in_words(told, "nl")


def test_figures_about_parts_join_as_they_are(wood):
    """They need no layout; the code-less land keeps its own figure."""
    figure = Figure(kind="population", day=date(2021, 1, 1), parts=["oak", "ash"], value=70)
    assert 70 == wood.with_figures([figure]).on(MERGED).population("Grove", year=2021).value


def test_an_entry_and_a_zone_show_themselves_in_a_line(wood):
    """Day, what happened and why; and a zone by its name."""
    assert "2010-01-01: West begins (a decree of 2009)" == str(wood.history("elz-west")[0])
    assert ("West", date(2010, 1, 1)) == (
        str(wood.on(EVE).zone("west")),
        wood.history("elz-west")[0].known_from,
    )


def test_an_explanation_with_all_days_known_says_nothing_of_unknown_ones():
    """The note stands only where there is a doubt."""
    day = date(2000, 1, 1)
    create = Create(id="c", day=day, unit="elm", name="Elm", recorded=day)
    land = Landscape(name="x", covers=Period(), register=Register([create]), zoning=Zoning())
    notes = land.explain("elm", on=day).to_table().notes
    assert ("Where Elm was on 2000-01-01: Elm is in no zone.",) == notes


def test_zones_that_lose_land_to_an_open_decision_have_changed(wood):
    """What was certain before the merger is not certain afterwards."""
    changed = compare(wood.on(EVE), wood.on(MERGED)).changed_zones
    assert ["east", "west"] == [c.zone.id for c in changed]


def test_the_ids_of_a_landscape_are_those_of_every_day(wood):
    """Those of what merged away are known as well, and land by its parts."""
    assert {"unit", "part", "zone", "event", "source"} == wood.ids.keys()
    assert {"oak", "ash", "grove"} <= wood.ids["unit"]
    assert {"oak", "ash"} <= wood.ids["part"]
    assert {"west", "east"} == wood.ids["zone"]
    assert "m" in wood.ids["event"]


def test_a_day_knows_nothing_of_what_settles_its_decisions_later(wood):
    """A later assignment leaves an earlier day as it was: comparing the two is empty."""
    later = Assign(id="later", day=LATER, zone="west", parts=("ash", "oak"))
    settled = wood.with_events([later])
    for day in (MERGED, EVE):
        assert wood.on(day).decisions == settled.on(day).decisions
        assert not compare(wood.on(day), settled.on(day))
    assert [None] == [point.settled for point in settled.on(MERGED).decisions]
    assert () == settled.on(LATER).decisions


def test_zones_that_meet_in_a_corner_are_no_neighbours(wood):
    """Only borders count, however many contacts there are."""
    corner = Borders([Border(a=["elm"], b=["oak"], contact=Contact.POINT)])
    assert () == evolve(wood, borders=corner).on(EVE).neighbours_of("east")


def test_size_rules_are_those_that_were_given(wood):
    """In the place of those that were there."""
    rule = SizeRule(name="target size", low=5)
    assert (rule,) == wood.with_size_rules([rule]).on(EVE).size_rules


def settled(wood, **zones):
    """Put the land of Grove into zones, so that nothing is open."""
    return wood.with_events(
        [Assign(id=f"s-{p}", day=LATER, zone=zone, parts=[p]) for p, zone in zones.items()]
    )


def inhabitants(day, **values):
    """Return figures of parts, those joined by ``_`` together."""
    return [
        Figure(kind="population", day=day, parts=parts.split("_"), value=value)
        for parts, value in values.items()
    ]


def test_land_in_no_zone_counts_for_no_zone(wood):
    """Oak's 40 of 65 are in East, Ash's are nowhere: shares do not reach 1."""
    shares = settled(wood, oak="east", ash=None).on(LATER).zones_of("Grove", year=2015)
    assert {"east": "61.5%"} == {zone: str(share) for zone, share in shares.items()}


def test_land_wholly_in_no_zone_has_no_zones(wood):
    """Neither a share of something nor an error."""
    assert {} == settled(wood, oak=None, ash=None).on(LATER).zones_of("Grove")


def test_shares_take_the_newest_year_that_tells_most(wood):
    """A newer figure of all land together tells nothing of shares; one of each part does."""
    day = settled(wood, oak="east", ash="west")
    together = day.with_figures(inhabitants("2021-01-01", oak_ash=70)).on(LATER)
    newer = inhabitants("2021-01-01", elm=1, oak=30, ash=30, fir=1)
    apart = day.with_figures(newer).on(LATER)
    assert ("61.5%", "population 2015") == told_of(together.zones_of("Grove")["east"])
    assert ("50%", "population 2021") == told_of(apart.zones_of("Grove")["east"])


def test_shares_keep_to_the_year_of_the_day_where_a_newer_one_tells_no_more(wood):
    """2021 tells Oak and Ash as 2015 does, but leaves Elm and Fir out: the day's year is 2015."""
    day = settled(wood, oak="east", ash="west")
    day = day.with_figures(inhabitants("2021-01-01", oak=30, ash=30)).on(LATER)
    assert ("61.5%", "population 2015") == told_of(day.zones_of("Grove")["east"])


def test_a_year_that_is_asked_for_is_not_replaced_by_one_that_tells_more(wood):
    """Who asks for 2021 gets what is known of 2021, which is nothing."""
    day = settled(wood, oak="east", ash="west")
    day = day.with_figures(inhabitants("2021-01-01", oak_ash=70)).on(LATER)
    expected = ("0%-100%", "population 2021")
    assert expected == told_of(day.zones_of("Grove", year=2021)["east"])


def test_shares_of_nobody_are_not_known(wood):
    """Where nobody lives in either part, no share is 0 and none is 1."""
    day = settled(wood, oak="east", ash="west")
    day = day.with_figures(inhabitants("2021-01-01", oak=0, ash=0)).on(LATER)
    shares = day.zones_of("Grove", year=2021)
    assert {"east": "0%-100%", "west": "0%-100%"} == {z: str(s) for z, s in shares.items()}


def test_the_table_of_zones_names_the_land_that_is_undecided() -> None:
    """Of the municipality whose row it is; the candidates stand beside it."""
    rows = flanders().on("2025-01-01", known="2024-06-01").zone_table()
    open_rows = {row.municipality: row for row in rows if row.status.startswith("undecided")}
    assert ("hasselt", "kortessem") == open_rows["Hasselt"].parts
    assert "undecided: haspengouw or herkenrode" == open_rows["Hasselt"].status


def test_undecided_land_elsewhere_opens_no_share_of_a_whole_municipality(wood):
    """Grove is open, Elm is not: it is wholly in West."""
    assert {"west": "100%"} == {z: str(s) for z, s in wood.on(MERGED).zones_of("Elm").items()}


def told_of(share):
    return str(share), share.of
