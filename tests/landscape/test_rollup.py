"""Counts added up to areas of one day, and year after year."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from functools import cache

import pytest

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError, RollUpError, UnknownIdError
from elzmodel.landscape.rollup import NO_COUNT, AreaTotal, AreaYear, RolledUp, Series
from elzmodel.scenarios import Scenario, adopt
from elzmodel.territory import Figure, NewUnit, Split
from elzmodel.values import Total


@pytest.fixture(scope="module")
def day():
    """The first day of the layout of 2025."""
    return flanders().on("2025-01-01")


@pytest.fixture(scope="module")
def adopted():
    """A way to the day on which Alken and Wellen merged, into a body without a code."""

    def on(continues):
        merger = Scenario("x").merge(
            ["Alken", "Wellen"], day="2027-01-01", continues=continues, nis=None
        )
        return adopt(flanders(), merger).on("2027-01-01")

    return cache(on)


def counts_of(snapshot, year):
    """Return the inhabitants of every Flemish municipality of a day, by code."""
    return {
        m.nis: snapshot.population(m, year=year).value
        for m in snapshot.municipalities_in("Vlaams Gewest")
    }


def test_counts_of_municipalities_make_the_zone():
    """A zone has what its municipalities have."""
    snapshot = flanders().on("2021-01-01")
    rolled = snapshot.aggregate(counts_of(snapshot, 2021), to="zone")
    assert 90_363 == rolled["haspengouw"].value


def test_nothing_is_lost_on_the_way():
    """Areas together and what lies outside make what was given, also over Antwerpen."""
    snapshot = flanders().on("2021-01-01")
    for level in ("zone", "province", "region", "arrondissement", "municipality"):
        rolled = snapshot.aggregate(counts_of(snapshot, 2021), to=level)
        assert (6_653_062, 0) == (rolled.total.value, rolled.outside.value)


def test_a_city_over_several_zones_gives_bounds(day):
    """The municipal figure alone leaves each zone between nothing and all of it."""
    zone = day.aggregate({"11002": 100}, to="zone")["antwerpen-centrum"]
    assert (0, 100) == (zone.low, zone.high)


def test_pieces_say_more_about_their_city(day):
    """A postal code beside its city narrows the zones of both."""
    rolled = day.aggregate({"11002": 100, "2100": 30, "2140": 20, "2150": 5, "11052": 7})
    assert 62 == rolled["antwerpen-oost"].value
    assert (0, 45) == (rolled["antwerpen-centrum"].low, rolled["antwerpen-centrum"].high)
    assert 107 == rolled.given == rolled.total.value


def test_areas_of_figures_below_zero_say_what_their_bounds_take_for_granted(day):
    """Nothing bounds a piece of a balance: four zones share that of Antwerpen."""
    counts = dict.fromkeys((each.nis for each in day.municipalities), 1) | {"11002": -40}
    notes = (
        day.aggregate(counts, to="zone").notes,
        flanders().series({2025: counts}, to="zone", layout="2025-01-01").notes,
    )
    expected = (
        "Some figures are below zero. The bounds of 4 areas take what is missing for at least 0, "
        "and a piece of what is divided for something between that and 0: Antwerpen Centrum, "
        "Antwerpen Oost, Antwerpen Zuid, Noord Antwerpen."
    )
    assert [1, 1] == [each.count(expected) for each in notes]


def test_all_sectors_of_antwerp_make_its_zones_exact(day):
    """Statistical sectors are placed by zone, 399 of them."""
    rolled = day.aggregate(dict.fromkeys(flanders().sectors, 1), to="zone")
    exact = {key: total.value for key, total in rolled.values.items() if total.low}
    assert 399 == sum(exact.values()) == rolled.total.value


def test_parts_and_codes_can_be_mixed(day):
    """A part is named by its id, a municipality by its code."""
    rolled = day.aggregate({"hasselt": 8, "kortessem": 1, "73001": 2}, to="zone")
    assert 11 == rolled["herkenrode"].low


def test_a_missing_cell_stays_missing(day):
    """A municipality without a figure is named, and leaves the zone without an upper bound."""
    gent = day.aggregate({"44021": None}, to="zone")["gent"]
    assert (0, None, ("gent",)) == (gent.low, gent.high, gent.missing)


def test_land_outside_every_area_is_said(day):
    """Brussels lies in no province: its figure is given, and stays outside."""
    rolled = day.aggregate({"21004": 9, "44021": 1}, to="province")
    assert (10, 9) == (rolled.given, rolled.outside.value)
    assert "Outside all of them: 9." in rolled.to_table().notes


def test_reference_regions_are_areas_too(day):
    """Counts add up to reference regions as they do to zones."""
    assert 3 == day.aggregate({"35029": 1, "35011": 2}, to="reference region")["middenkust"].low


def test_an_open_decision_widens_both_candidates():
    """Land whose zone is undecided may belong to each of its candidates."""
    snapshot = flanders().on("2025-01-01", known="2024-06-01")
    rolled = snapshot.aggregate(counts_of(snapshot, 2021), to="zone")
    herkenrode, haspengouw = rolled["herkenrode"], rolled["haspengouw"]
    assert (64_897, 152_429) == (herkenrode.low, herkenrode.high)
    assert {"hasselt", "kortessem"} <= set(haspengouw.missing)


def test_every_problem_is_told_at_once(day):
    """Unknown keys, what is no number, doubles and incomplete sectors come together."""
    sector = next(iter(flanders().sectors))
    values = {"x": 1, "44021": "<5", "71072": 1, "hasselt": 2, sector: 1, "73083": 2}
    with pytest.raises(RollUpError) as caught:
        day.aggregate(values)
    text = str(caught.value)
    assert ["ELZ-L020", "ELZ-L021", "ELZ-L020", "ELZ-L023", "ELZ-T026"] == [
        finding.code for finding in caught.value.findings
    ]
    assert "'x' is no municipality" in text
    assert "'44021' has <5" in text
    assert "'73083' is no municipality" in text
    assert "sectors are missing beside" in text
    assert "'71072' has 1, and some of its pieces have 2 together: hasselt" in text


def test_a_city_that_disagrees_with_its_pieces_is_refused(day):
    """Both keys and both sums are named, where the pieces are all of it or are more than it."""
    message = "'71072' has 50, and all of its pieces have 30 together: hasselt, kortessem"
    with pytest.raises(RollUpError, match=message):
        day.aggregate({"71072": 50, "hasselt": 20, "kortessem": 10})
    postal = dict.fromkeys((c for c in day.postal_codes), 2)
    with pytest.raises(RollUpError, match="'11002' has 31, and all of its pieces have 30 together"):
        day.aggregate({"11002": 31, **postal})
    assert 30 == day.aggregate({"11002": 30, **postal}).given


def test_pieces_that_are_not_all_there_contradict_nothing(day):
    """Only what is missing is said; with all of them, both sums are."""
    with pytest.raises(RollUpError, match=r"^1 problem: 4 postal codes are missing beside '3500'"):
        day.aggregate({"71072": 50, "3500": 3, "kortessem": 1})
    hasselt = dict.fromkeys(("3500", "3501", "3510", "3511", "3512"), 3)
    with pytest.raises(RollUpError, match="all of its pieces have 16 together: 3500, kortessem"):
        day.aggregate({"71072": 50, "kortessem": 1, **hasselt})
    assert Total(12, None, ["hasselt"]) == day.aggregate({**hasselt, "3500": None}).total


def test_what_pieces_leave_of_their_city_lies_over_its_other_land(day):
    """Clients without a postal code are in a zone of the city, and none is lost."""
    others = dict.fromkeys((m.nis for m in day.municipalities), 0)
    postal = dict.fromkeys((c for c in day.postal_codes if c != "2050"), 2)
    rolled = day.aggregate({**others, "11002": 40, **postal})
    assert {"antwerpen-centrum": 20, "antwerpen-oost": 6, "antwerpen-zuid": 6} == {
        key: rolled[key].value for key in rolled.values if rolled[key].low and key[:1] == "a"
    }
    assert 40 == rolled.total.value


def test_sums_of_areas_go_back_to_what_was_given(day):
    """What a city has lies in one of its zones: together they have exactly that."""
    counts = dict.fromkeys((m.nis for m in day.municipalities), 0)
    rolled = day.aggregate({**counts, "11002": 100, "44021": 5})
    four = list(day.zones_of("Antwerpen"))
    assert Total.exactly(100) == rolled.sum(four)
    assert (0, 100) == (rolled.sum(four[:2]).low, rolled.sum(four[:2]).high)
    assert Total.exactly(105) == rolled.sum(rolled.values)
    assert Total.exactly(0) == rolled.sum([])
    with pytest.raises(UnknownIdError, match="gnet"):
        rolled.sum(["gent", "gnet"])


def test_land_of_an_open_decision_is_settled_in_the_sum_of_its_candidates():
    """Whichever of both zones gets it, together they have it."""
    snapshot = flanders().on("2025-01-01", known="2024-06-01")
    rolled = snapshot.aggregate(counts_of(snapshot, 2021), to="zone")
    three = ["herkenrode", "haspengouw", "zuid-oost-limburg"]
    assert (223_226, 265_573) == (rolled.sum(three[:2]).low, rolled.sum(three[:2]).high)
    assert rolled.sum(three).is_exact
    assert not rolled.sum(["herkenrode"]).is_exact


def test_bounds_are_added_up_as_bounds(day):
    """Fewer than five and two more are two to six, in the notes too."""
    rolled = day.aggregate({"44021": Total(0, 4), "44064": 2}, to="province")
    assert (2, 6) == (rolled.total.low, rolled.total.high)
    assert "Given: 2-6. In these areas: 2-6." == rolled.notes[0]
    assert (2, rolled.total.low) == (rolled.given, rolled.given)


def test_less_than_nothing_adds_up(day):
    """A correction is added like any other figure."""
    assert 3 == day.aggregate({"44021": 5, "44064": -2}, to="province").given


def test_what_was_carried_is_added_up(day):
    """What a crosswalk returns, and its totals, are added up from what was given."""
    walk = flanders().crosswalk("2024-12-31", "2025-01-01")
    carried = walk.apply({"71022": Total(0, 4), "73040": 3, "44021": None}, kind="count")
    for values in (carried, carried.values):
        rolled = day.aggregate(values, to="arrondissement")
        assert (3, 7) == (rolled.total.low, rolled.total.high)
    plain = day.aggregate(dict(carried.values), to="arrondissement")
    assert (3, 7) == (plain.total.low, plain.total.high)


def test_what_was_carried_back_joins_again():
    """A divided municipality whose pieces lie in one area has there what it had."""
    fl = flanders()
    back = fl.crosswalk("2025-01-01", "2024-12-31").apply({"73110": 50}, kind="count")
    eve = fl.on("2024-12-31")
    assert [0, 50] == [eve.aggregate(dict(back.values)).total.low, eve.aggregate(back).total.low]
    assert "~ is an estimate, by population 2024." == back.figures.to_table().legend


def test_what_was_carried_is_added_up_over_land_that_was_cut_since():
    """Figures of before a cut speak of both pieces."""
    fl = flanders()
    portion = NewUnit(unit="h", name="H", nis="79999", portion=())
    cut = Split(id="cut", day="2026-02-01", unit="hasselt", into=(portion,))
    carried = fl.crosswalk("2024-12-31", "2025-01-01").apply({"71022": 7}, kind="count")
    rolled = fl.with_events([cut]).on("2026-02-01").aggregate(carried, to="municipality")
    assert (0, None) == (rolled["79999"].low, rolled["79999"].high)
    assert 7 == rolled.sum(["79999", "71072"]).low


def test_an_estimate_is_said_where_inhabitants_are_known(day):
    """A city over several zones is divided by the inhabitants of its parts, with a note."""
    people = [
        Figure(kind="population", day="2017-01-01", parts=[part], value=3 if code < "2100" else 1)
        for code, part in day.postal_codes.items()
    ]
    snapshot = flanders().with_figures(people).on(day.day)
    counts = dict.fromkeys((m.nis for m in day.municipalities), 0)
    rolled = snapshot.aggregate({**counts, "11002": 100}, year=2017)
    oost = rolled["antwerpen-oost"]
    assert (0, 100, Fraction(300, 29)) == (oost.low, oost.high, oost.estimate)
    assert ("population 2017",) == oost.basis
    assert "~ is an estimate, by population 2017." == rolled.to_table().legend
    assert None is snapshot.aggregate({**counts, "11002": 100})["antwerpen-oost"].estimate


def test_rows_of_other_origin_are_added_as_they_stand(day):
    """A result that was made by hand has no sources to go back to."""
    totals = {"east": Total(1, 2), "west": Total.exactly(5)}
    rows = [AreaTotal(key, key, total) for key, total in totals.items()]
    zero = Total.exactly(0)
    made = RolledUp(
        title="", rows=rows, level="zone", day=day.day, given=6, total=zero, outside=zero
    )
    assert Total(6, 7) == made.sum(["east", "west", "east"])
    lines = [AreaYear(row.area, row.name, 2020, row.total) for row in rows]
    series = Series(title="", rows=lines, level="zone", day=day.day, years=(2020,))
    assert (Total(6, 7),) == series.sum(["east", "west"])
    assert (zero,) == series.sum([])


def test_a_table_of_flanders_gains_no_rows_of_brussels(day):
    """Areas of a region of which nothing was given are left out with a note, and stay unknown."""
    flemish = {m.nis: 1 for m in day.municipalities_in("Vlaams Gewest")}
    rolled = day.aggregate(flemish, to="municipality")
    assert 285 == len(rolled)
    assert (
        "Nothing was given for the Brussels Hoofdstedelijk Gewest: 19 areas left out."
    ) == rolled.notes[-1]
    assert "unknown" == str(rolled["21001"])
    assert 304 == len(day.aggregate({**flemish, "21001": 1}, to="municipality"))
    series = flanders().series({2025: flemish}, to="municipality", layout=day.day)
    assert (285, rolled.notes[-1]) == (len(series), series.notes[-1])
    assert (1, "unknown") == (len(series["21001"]), str(series["21001"][0]))
    assert 285 == len(series.to_table())


def test_a_series_adds_up_areas_of_each_year():
    """Sums go back to what was given, and carried counts are taken as they are."""
    fl = flanders()
    walk = fl.crosswalk("2025-01-01", "2024-12-31")
    by_year = {2024: {"71022": 5}, 2025: walk.apply({"71072": 8, "11002": 3}, kind="count")}
    series = fl.series(by_year, to="municipality", layout="2024-12-31")
    assert [5, 8] == [total.low for total in series.sum(["71022", "73040"])]
    assert 8 == series.sum(["71022", "73040"])[1].value
    assert series.to_table().legend.startswith("~ is an estimate, by population")
    with pytest.raises(UnknownIdError, match="99999"):
        series.sum(["99999"])


def test_a_day_without_a_table_of_postal_codes_says_so():
    """Of 2018 none is known; what is no code of four digits is not taken for one."""
    early = flanders().on("2018-06-01")
    with pytest.raises(RollUpError, match="no table of postal codes speaks of 2018-06-01"):
        early.aggregate({"3500": 1})
    with pytest.raises(RollUpError, match="'350' is no municipality"):
        early.aggregate({"350": 1})


def test_keys_that_lie_outside_are_named(day):
    """A code of Wallonia is known to lie elsewhere; a number is read as its digits."""
    with pytest.raises(RollUpError, match=r"'62063' is Liège \(62063\), which lies outside"):
        day.aggregate({"62063": 1})
    with pytest.raises(RollUpError, match="postal codes are missing beside '8000'"):
        day.aggregate({8000: 1})


def test_a_day_without_areas_says_so():
    """Police zones of 2018 are not known; what was given lies outside."""
    rolled = flanders().on("2018-06-01").aggregate({"11002": 5}, to="police zone")
    assert "No police zone is recorded on that day." == rolled.notes[-1]


def test_one_missing_sector_is_said_in_the_singular(day):
    """A sum of sectors that lacks one is refused and names it."""
    values = dict.fromkeys(flanders().sectors, 1)
    values.pop("11052A3PA")
    with pytest.raises(RollUpError, match="1 sector is missing beside '11052A00-': '11052A3PA'"):
        day.aggregate(values)


def test_land_given_twice_is_refused(day):
    """The same land under its code and its only part is no more than one figure."""
    with pytest.raises(RollUpError, match="'gent' and '44021' are the same land"):
        day.aggregate({"44021": 1, "gent": 1})


def test_sectors_beside_their_municipality_are_refused(day):
    """The sectors of a village and the village itself are the same land."""
    sectors = {s: 1 for s, land in flanders().sectors.items() if land == {"wommelgem"}}
    with pytest.raises(RollUpError, match="and '11052' are the same land"):
        day.aggregate(sectors | {"11052": 1})


def test_a_long_list_of_problems_is_cut_short():
    """The message shows five problems and counts the rest."""
    error = RollUpError([NO_COUNT.finding(key=str(n), value=-1) for n in range(7)])
    assert str(error).startswith("7 problems: '0' has -1, which is not a count; '1' has")
    assert str(error).endswith("'4' has -1, which is not a count; and 2 more")


def test_pieces_of_cut_land_add_up_again():
    """What was divided by a portion is one zone's land as before."""
    cut = Split(
        id="cut",
        day="2026-02-01",
        unit="hasselt",
        into=(NewUnit(unit="h", name="H", nis="79999", portion=()),),
    )
    snapshot = flanders().with_events([cut]).on("2026-02-01")
    rolled = snapshot.aggregate({"79999": 3, "71072": 4}, to="zone")
    assert 7 == rolled["herkenrode"].low


def test_an_unknown_level_is_refused(day):
    """Only the levels that exist can be asked for."""
    with pytest.raises(InvalidValueError, match="one of municipality, zone"):
        day.aggregate({}, to="country")
    with pytest.raises(InvalidValueError, match="one of municipality, zone"):
        flanders().series({}, to="country", layout="2025-01-01")


@pytest.mark.parametrize(
    ("key", "meant", "level"),
    [
        ("gnet", "gent", "zone"),
        ("ELZ Haspengou", "haspengouw", "zone"),
        ("Hasel", "71072", "municipality"),
    ],
)
def test_an_unknown_area_is_an_error_that_suggests_ids(day, key, meant, level):
    """Ids are near by their letters or by the name of the area, not by the alphabet."""
    series = flanders().series({2025: {"44021": 1}}, to=level, layout="2025-01-01")
    for result in (day.aggregate({"44021": 1}, to=level), series):
        with pytest.raises(UnknownIdError) as caught:
            result[key]
        assert meant == caught.value.suggestions[0]


def test_results_are_answers_of_typed_rows(day):
    """A row has the area, its name and its total; a slice is an answer as well."""
    rolled = day.aggregate({"44021": 1})
    assert [("gent", "Gent", 1)] == [
        (row.area, row.name, row.total.value) for row in rolled.where(area="gent")
    ]
    assert (2, rolled[0].area) == (len(rolled[:2]), next(iter(rolled.values)))
    series = flanders().series({2024: {"44021": 1}, 2025: {}}, layout="2025-01-01")
    assert [2024, 2025] == [row.year for row in series.where(area="gent")]
    assert (1, 2024) == (len(series[:1]), series[0].year)


def test_tables_show_bounds_and_what_is_missing(day):
    """A table has a row an area; bounds become two columns for machines."""
    record = day.aggregate({"11002": 100}, to="zone").to_table().records()[1]
    assert ("antwerpen-centrum", 0, 100) == (
        record["zone"],
        record["value_low"],
        record["value_high"],
    )


def test_a_series_keeps_the_layout_constant():
    """Each year is read in its own codes and shown in one layout."""
    fl = flanders()
    by_year = {y: counts_of(fl.on(f"{y}-01-01"), y) for y in (2018, 2019, 2020, 2021)}
    line = fl.series(by_year, to="zone", layout="2025-01-01")
    assert (2018, 2019, 2020, 2021) == line.years
    assert [
        fl.on("2025-01-01").population("haspengouw", year=year).value for year in line.years
    ] == [total.value for total in line["haspengouw"]]


def test_a_series_is_a_table_with_a_column_a_year():
    """The years are the columns."""
    table = flanders().series({2018: {}, 2025: {"44021": 1}}, layout="2025-01-01").to_table()
    assert ["zone", "name", "2018", "2025"] == [column.key for column in table.columns]


def test_results_show_themselves_in_a_notebook(day):
    """Rolled up figures and series have HTML."""
    assert "<table" in day.aggregate({"44021": 1})._repr_html_()
    assert "<table" in flanders().series({2025: {}}, layout=date(2025, 1, 1))._repr_html_()


def test_all_postal_codes_make_all_zones_exact(day):
    """Each postal code of Flanders and Brussels counts in the zone that it lies in."""
    codes = [c.code for c in flanders().gazetteer.postal_codes if day.day in c.period]
    rolled = day.aggregate(dict.fromkeys(codes, 1), to="zone")
    counted = Counter(day.zone_of_postal_code(code).id for code in codes)
    assert 543 == rolled.total.value
    assert dict(counted) == {row.area: row.total.value for row in rolled if row.total.low}


def test_postal_codes_of_one_municipality_are_given_together(day):
    """A sum that lacks some is refused and names them; a city's own parts stand by themselves."""
    with pytest.raises(RollUpError, match="4 postal codes are missing beside '3500': '3501'"):
        day.aggregate({"3500": 3, "3720": None})
    assert 3 == day.aggregate({"2000": 3})["antwerpen-centrum"].low


@pytest.mark.parametrize("continues", [None, "Alken"], ids=["a new body", "a body that goes on"])
def test_a_municipality_without_a_code_is_given_by_its_id(adopted, continues):
    """As a what-if leaves it; an id that is a part of it as well is refused."""
    day = adopted(continues)
    if continues:
        with pytest.raises(RollUpError, match="'alken' is a municipality without a code and one"):
            day.aggregate({"alken": 2})
    else:
        rolled = day.aggregate({"alken-wellen": 2, "71066": 1}, to="municipality")
        assert (2, 3) == (rolled["alken-wellen"].value, rolled.given)
        assert rolled == day.aggregate({r.area: r.total for r in rolled}, to="municipality")


def test_rows_about_a_municipality_without_a_code_have_its_id(adopted):
    """Where others have their code, in every table that programs join."""
    day = adopted(None)
    (row,) = day.zone_table().where(unit="alken-wellen")
    assert (None, "Alken-Wellen") == (row.nis, row.municipality)
    walk = flanders().crosswalk("2024-12-31", "2025-01-01").records()
    assert {"hasselt"} == {row["unit_after"] for row in walk if row["unit_before"] == "kortessem"}


@pytest.mark.parametrize("key", ["Hasselt", "HASSELT", "st. truiden"])
def test_counts_by_name_are_told_the_code(day, key):
    """A name is none of the keys of counts; its code stands in the message."""
    code = {"h": "71072", "s": "71053"}[key[0].lower()]
    with pytest.raises(RollUpError, match=rf"is a name; counts are given by code, here {code}"):
        day.aggregate({key: 5})


def test_a_carried_count_is_asked_by_code():
    """A name is told its code, and a text is one municipality, not its letters."""
    walk = flanders().crosswalk("2018-12-31", "2025-01-01")
    carried = walk.apply({"71022": 10, "73040": 3}, kind="count")
    rates = walk.apply_rates({"71022": 0.5, "73040": 0.5}, {"71022": 10, "73040": 3})
    assert 13 == carried.sum("71072").value == carried.sum(["71072"]).value
    for asked in (carried.sum, carried.__getitem__, carried.values.__getitem__, rates.__getitem__):
        with pytest.raises(UnknownIdError, match=r"'Hasselt' is known. Did you mean 71072"):
            asked("Hasselt")
    with pytest.raises(UnknownIdError, match="no carried municipality 'Hasselt' is known"):
        rates.values["Hasselt"]
