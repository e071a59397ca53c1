"""Every packaged postal code and village, asked for as people do."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from importlib.resources import files

import pytest

from elzmodel import flanders
from elzmodel.errors import AmbiguousNameError
from elzmodel.values.text import fold

TABLES = files("elzmodel.data") / "tables"


def rows(table):
    return list(csv.DictReader(io.StringIO((TABLES / f"{table}.csv").read_text("utf-8"))))


def postal_codes(layout):
    """Return the municipalities of each postal code of a layout."""
    found = defaultdict(set)
    for row in rows("postal_codes"):
        if row["layout"] == layout:
            found[row["postal_code"]].add(row["nis"])
    return found


@pytest.fixture(scope="module")
def day():
    """Return the first day of the layout of 2025."""
    return flanders().on("2025-01-01")


@pytest.fixture(scope="module")
def eve():
    """Return the last day of the layout of 2019."""
    return flanders().on("2024-12-31")


def test_every_postal_code_of_2025_lies_in_one_zone(day):
    """Of all 543, in the zone of its municipalities, which share one; in Antwerpen its own."""
    zones_of = defaultdict(set)
    for row in day.zone_table():
        zones_of[row.nis].add(row.zone)
    codes = postal_codes("2025")
    found = {code: day.zone_of_postal_code(code).id for code in codes}
    assert 543 == len(found)
    wrong = [code for code in codes if not all(found[code] in zones_of[nis] for nis in codes[code])]
    assert wrong == []


def test_the_postal_codes_of_antwerpen_lie_where_its_parts_lie(day):
    """The only municipality of several zones; its postal codes are parts."""
    of_parts = {part.postal_code: part.id for part in flanders().parts.values() if part.postal_code}
    codes = [code for code, found in postal_codes("2025").items() if found == {"11002"}]
    expected = {code: day.zone_map.by_part[of_parts[code]] for code in codes}
    assert expected == {code: day.zone_of_postal_code(code).id for code in codes}
    assert {"2150": "antwerpen-oost", "2020": "antwerpen-zuid"}.items() <= expected.items()


@pytest.mark.parametrize(("layout", "on"), [("2019", "2024-12-31"), ("2025", "2025-01-01")])
def test_postal_codes_lie_in_the_municipalities_of_the_table(layout, on):
    """In both layouts; three of 2025 lie in two."""
    snapshot = flanders().on(on)
    codes = postal_codes(layout)
    found = {code: {m.nis for m in snapshot.municipalities_of_postal_code(code)} for code in codes}
    assert codes == found


def villages_by_name():
    found = defaultdict(list)
    for row in rows("villages"):
        found[fold(row["name"])].append(row)
    return found


@pytest.mark.parametrize(("layout", "on"), [("2019", "2024-12-31"), ("2025", "2025-01-01")])
def test_every_village_is_located_with_its_municipality_in_brackets(layout, on):
    """By code and by name of the municipality, in both layouts."""
    snapshot = flanders().on(on)
    name_of = {m.nis: m.name for m in snapshot.municipalities}
    wrong = []
    for row in rows("villages"):
        nis = row[f"nis_{layout}"]
        for bracket in (nis, name_of[nis]):
            found = snapshot.locate(f"{row['name']} ({bracket})")
            if found.municipality.nis != nis:
                wrong.append((row["village"], bracket, str(found)))
    assert wrong == []


def test_a_village_of_one_name_needs_no_bracket(day):
    """But where a municipality elsewhere has the name, it is asked which one is meant."""
    found = {}
    for name, same in villages_by_name().items():
        named = day.names.find_municipality(name, day.day).on_day
        if len(same) == 1 and {m.nis for m in named} <= {same[0]["nis_2025"]}:
            found[same[0]["village"]] = (day.locate(name).municipality.nis, same[0]["nis_2025"])
    assert 1_000 < len(found)
    assert {code: pair for code, pair in found.items() if pair[0] != pair[1]} == {}


def test_the_24_repeated_names_ask_for_more(day):
    """Each names all places that it may mean."""
    repeated = {name: same for name, same in villages_by_name().items() if len(same) > 1}
    asked = {}
    for name in repeated:
        with pytest.raises(AmbiguousNameError) as caught:
            day.locate(name)
        asked[name] = len(caught.value.candidates)
    assert 24 == len(asked)
    assert {
        name: len({row["nis_2025"] for row in same}) for name, same in repeated.items()
    } == asked


def test_the_code_of_a_village_begins_with_that_of_its_municipality_of_2018():
    """No village lies elsewhere in later layouts, and those that bear its name confirm it."""
    of_2018 = flanders().on("2018-06-01").layout.by_nis
    wrong, confirmed = [], 0
    for row in rows("villages"):
        code = row["village"][:5]
        named = of_2018.get(code)
        later = flanders().on("2019-06-01").layout.by_nis[row["nis_2019"]]
        if named is not None and not set(named.parts) & set(later.parts):
            wrong.append(row)
        confirmed += named is not None and named.name == row["name"]
    assert ([], 291) == (wrong, confirmed)


def test_every_village_lies_in_one_municipality_of_2018():
    """Those of municipalities that merged in 2019 too, each in the member of its code."""
    layout = flanders().on("2018-06-01").layout
    villages = flanders().gazetteer.villages
    several = [v.code for v in villages if len(layout.holding(layout.living(v.parts))) != 1]
    assert [] == several
    found = flanders().on("2018-06-01").locate("Oppuurs")
    assert "Oppuurs in Sint-Amands (12034)" == str(found)


def test_a_municipality_outside_is_known_by_each_of_its_names():
    """In French, Dutch and German, and by its code; nothing is unknown of them."""
    gazetteer = flanders().gazetteer
    named = defaultdict(set)
    for row in rows("rest_of_belgium"):
        for key in ("nis", "name_fr", "name_nl", "name_de"):
            if row[key]:
                named[fold(row[key])].add(row["nis"])
    wrong = {key: found for key, found in named.items() if len(found) > 1}
    assert wrong == {}
    assert {key: {gazetteer.elsewhere(key).nis} for key in named} == named
