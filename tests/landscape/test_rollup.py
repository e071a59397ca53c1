"""Counts added up to areas of one day, and year after year."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError, RollUpError, UnknownIdError
from elzmodel.landscape.rollup import NO_COUNT
from elzmodel.territory import NewUnit, Split


@pytest.fixture(scope="module")
def day():
    """The first day of the layout of 2025."""
    return flanders().on("2025-01-01")


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
    """Unknown keys, negative counts, doubles and incomplete sectors come together."""
    sector = next(iter(flanders().sectors))
    values = {"x": 1, "44021": -1, "71072": 1, "hasselt": 1, sector: 1, "73083": 2}
    with pytest.raises(RollUpError) as caught:
        day.aggregate(values)
    text = str(caught.value)
    assert ["ELZ-L020", "ELZ-L021", "ELZ-L020", "ELZ-L023"] == [
        finding.code for finding in caught.value.findings
    ]
    assert "'x' is no municipality" in text
    assert "'44021' has -1" in text
    assert "'73083' is no municipality" in text
    assert "sectors are missing beside" in text


def test_a_day_without_a_table_of_postal_codes_says_so():
    """Of 2018 none is known; what is no code of four digits is not taken for one."""
    early = flanders().on("2018-06-01")
    with pytest.raises(RollUpError, match="no table of postal codes speaks of 2018-06-01"):
        early.aggregate({"3500": 1})
    with pytest.raises(RollUpError, match="'350' is no municipality"):
        early.aggregate({"350": 1})


def test_keys_that_lie_outside_are_named(day):
    """A code of Wallonia is known to lie elsewhere; a number is no code."""
    with pytest.raises(RollUpError, match=r"'62063' is Liège \(62063\), which lies outside"):
        day.aggregate({"62063": 1})
    with pytest.raises(RollUpError, match="'8000' is no municipality"):
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
        ("Haspengouw", "haspengouw", "zone"),
        ("Hasselt", "71072", "municipality"),
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
    assert "<table>" in day.aggregate({"44021": 1})._repr_html_()
    assert "<table>" in flanders().series({2025: {}}, layout=date(2025, 1, 1))._repr_html_()


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
