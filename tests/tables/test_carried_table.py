"""Carried tables: one column through the years, ready for charts."""

import pytest

import elzmodel as elz
from elzmodel.errors import InvalidValueError

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
