"""A table of 2018 in the hands of an analyst: which year, carry it over, add it up."""

from __future__ import annotations

import pytest

from elzmodel.data import flanders
from elzmodel.errors import NotCarriableError
from elzmodel.tables import read_table


@pytest.fixture(scope="module")
def fl():
    """The packaged reference."""
    return flanders()


def counts(fl, day, year):
    """Return the inhabitants of each Flemish municipality of a day, by code."""
    snapshot = fl.on(day)
    return {
        m.nis: snapshot.population(m, year=year).value
        for m in snapshot.municipalities_in("Vlaams Gewest")
    }


@pytest.mark.parametrize(
    ("day", "year"), [("2018-01-01", 2018), ("2019-01-01", 2019), ("2021-01-01", 2021)]
)
def test_carrying_and_adding_up_is_adding_up_through_parts(fl, day, year):
    """Counts carried to 2025 and added to zones are what the parts of each zone have."""
    later = fl.on("2025-01-01")
    carried = fl.crosswalk(day, "2025-01-01").apply(counts(fl, day, year), kind="count")
    flemish = {m.nis for m in later.municipalities_in("Vlaams Gewest")}
    values = {nis: total.value for nis, total in carried.values.items() if nis in flemish}
    rolled = later.aggregate(values, to="zone")
    for zone in later.zones:
        if zone.id != "bruzel" and "antwerp" not in zone.id:
            assert later.population(zone, year=year) == rolled[zone.id]
    four = ("antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen")
    assert later.population(four, year=year).value == sum(
        values[nis] for nis in ("11002", "11040", "11044", "11052")
    )
    assert sum(counts(fl, day, year).values()) == rolled.total.value


def test_a_file_of_2018_becomes_zones_of_2025(fl, tmp_path):
    """From a file with semicolons and a byte order mark to zones, nothing lost on the way."""
    given = counts(fl, "2018-01-01", 2018)
    text = "NIS;naam;inwoners\n" + "".join(f"{nis};x;{n}\n" for nis, n in given.items())
    path = tmp_path / "inwoners.csv"
    path.write_text(text, "utf-8-sig")
    table = read_table(path, fl)
    assert "2018-01-01 to 2018-12-31" == str(table.vintage.best)
    assert () == table.errors
    [figure] = table.figures
    read = zip(table.key_codes, figure.codes, strict=True)
    values = {table.keys[key].read_as: figure.contents[code] for key, code in read}
    carried = fl.crosswalk(table.vintage.best.start, "2025-01-01").apply(values, kind="count")
    assert sum(given.values()) == carried.given
    assert 6_552_967 == carried.given


def test_what_cannot_be_carried_is_refused_with_the_reason(fl):
    """A median, a rate without a denominator, and a table in the wrong direction."""
    walk = fl.crosswalk("2018-12-31", "2025-01-01")
    with pytest.raises(NotCarriableError, match="does not follow from the medians"):
        walk.apply({"71022": 1}, kind="median")
    with pytest.raises(NotCarriableError, match="needs its denominator"):
        walk.apply({"71022": 1}, kind="rate")
    with pytest.raises(NotCarriableError, match="direction swapped"):
        walk.apply({"71072": 1}, kind="count")
