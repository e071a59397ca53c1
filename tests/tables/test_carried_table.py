"""Carried tables: one column through the years, ready for charts."""

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.errors import AmbiguousNameError, InvalidValueError, UnknownIdError
from elzmodel.landscape.lands import AreaLand

FL = elz.flanders()
BEDS = [
    {"nis": "71022", "year": 2023, "beds": 40, "type": "a"},
    {"nis": "73040", "year": 2023, "beds": 4, "type": "a"},
    {"nis": "71072", "year": 2025, "beds": 50, "type": "b"},
]


def carried(rows=BEDS, **how):
    """Carry records to the municipalities of 2025."""
    return elz.carry(FL, rows, to="municipality", on="2025-01-01", **how)


def test_years_become_a_series_in_one_layout():
    """Each year is read in its own codes, and the series has the land of one day."""
    series = carried().series()
    assert ((2023, 2025), [44, 50]) == (series.years, [t.value for t in series["71072"]])


def test_a_series_needs_years_as_the_one_dimension():
    """Months, or a sex beside the year, are no series; the message says how to leave them out."""
    months = [{"nis": "71022", "month": "2024-01", "beds": 4}]
    for rows in (months, [{**row, "sex": "F"} for row in BEDS], [{"nis": "71022", "beds": 4}]):
        with pytest.raises(InvalidValueError, match="by="):
            carried(rows).series()


def test_categories_are_no_series():
    """Words do not add up, so that no line can be drawn of them."""
    found = carried(columns={"type": elz.tables.category()}, by=["year"])
    with pytest.raises(InvalidValueError, match="add up"):
        found.series("type")


def test_only_areas_of_which_something_is_known_are_shown():
    """Rows of the others are in the table, and counted below it as text and in a notebook."""
    found = elz.carry(FL, {"71072": 3, "24001": "x"}, to="zone", on="2025-01-01")
    assert (59, ["Herkenrode"]) == (len(found), [row.name for row in found.known()])
    for shown in (str(found), found._repr_html_()):
        assert "Herkenrode" in shown
        assert "WE40" not in shown
        assert "58 other areas" in shown
    assert 59 == len(found.to_table())


@pytest.mark.parametrize("value", [3, "x"], ids=["all known", "nothing known"])
def test_where_all_areas_are_alike_all_are_shown(value):
    """A table of all municipalities is shown whole, and so is one of which nothing is known."""
    codes = [each.nis for each in FL.on("2025-01-01").municipalities]
    found = elz.carry(FL, dict.fromkeys(codes, value), on="2025-01-01", columns={"value": "count"})
    assert found.known() is found


def test_a_dimension_is_asked_by_number_or_text():
    """Months are text in a file; what is not there is refused, and never an empty answer."""
    found = elz.carry(FL, "nis;month;n\n71072;1;3\n71072;2;4\n", on="2025-01-01")
    assert found.where(month=1).known() == found.where(month="1").known()
    assert found.sum("Hasselt", month=[1, 2]) == found.sum("Hasselt", month=["1", "2"])
    assert [4] == [row["n"].value for row in found.where(month=2, name="Hasselt")]
    for ask in (found.where, lambda **month: found.sum("Hasselt", **month)):
        with pytest.raises(InvalidValueError, match="not a month: 3"):
            ask(month=3)


def test_what_rows_were_narrowed_to_need_not_be_said_again():
    """One content of a dimension holds for sums as well; of several, it is asked which."""
    found = carried(columns=["beds"], by=["year"])
    assert 44 == found.where(year=2023).sum(["71072"]).value
    assert 50 == found.where(year=2023).sum(["71072"], year=2025).value
    with pytest.raises(InvalidValueError, match="not a year"):
        found.where(year=[2023, 2025]).sum(["71072"])


def test_rows_are_asked_by_what_an_area_is_called():
    """An id, a code, a name in any case and several of them are what `sum` takes as well."""
    found = elz.carry(FL, {"71072": 3, "73022": 4}, to="zone", on="2025-01-01")
    for asked in ("haspengouw", "Haspengouw", "ELZ haspengouw", ["Haspengouw"]):
        assert ["haspengouw"] == [row.area for row in found.where(area=asked)]
        assert ["haspengouw"] == [row.area for row in found.where(name=asked)]
        assert 4 == found.sum(asked).low
    assert 2 == len(found.where(area=["Haspengouw", "Herkenrode"]))
    with pytest.raises(UnknownIdError, match=r"no zone 'Haspengou' is known. Did you mean haspen"):
        found.where(area="Haspengou")
    with pytest.raises(InvalidValueError, match="not a zone: None"):
        found[None]


def test_rows_of_areas_with_one_name_are_all_found_by_it():
    """A name may be that of several areas: each has it; of one area it is asked which."""
    twins = [("a", "Twin"), ("b", "Twin")]
    found = elz.carry(FL, {"71072": 3, "73022": 4}, to="zone", on="2025-01-01")
    rows = [
        evolve(row, area=key, name=name) for row, (key, name) in zip(found, twins, strict=False)
    ]
    lands = [
        AreaLand(*twin, area.land) for twin, area in zip(twins, found._origin.areas, strict=False)
    ]
    two = evolve(found, rows=rows, origin=evolve(found._origin, areas=tuple(lands)))
    assert ["a", "b"] == [row.area for row in two.where(name="twin")]
    with pytest.raises(AmbiguousNameError, match="Twin"):
        two.where(area="Twin")


def test_a_dimension_may_be_called_name():
    """The name of an area steps back where the table has a dimension of that name."""
    rows = [{"nis": "71072", "name": "a", "n": 1}, {"nis": "71072", "name": "b", "n": 2}]
    found = elz.carry(FL, rows, on="2025-01-01", columns={"n": "count"}, by=["name"])
    assert [2] == [row["n"].value for row in found.where(name="b", area="Hasselt")]
