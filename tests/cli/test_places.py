"""The commands about where places lie, what can be drawn, and other areas."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from elzmodel.cli import main
from elzmodel.data import flanders

DAY = ("--on", "2025-01-01")


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def located(*arguments):
    """Return the village, the codes and the zones of each place, as CSV has them."""
    found = rows(run("locate", *arguments, *DAY, "--format", "csv"))
    return [(row["village"], row["nis"], row["zones"]) for row in found]


def test_several_places_of_each_kind_are_located_at_once():
    """A municipality, a code, a village and a district each have a row, in the order asked."""
    assert [
        ("", "71072", "Herkenrode"),
        ("", "71072", "Herkenrode"),
        ("Kruishoutem", "45068", "Vlaamse Ardennen"),
        ("Deurne", "11002", "Antwerpen Oost"),
    ] == located("Hasselt", "71072", "Kruishoutem", "Deurne (Antwerpen)")


def test_four_digits_are_a_postal_code():
    """It lies in one zone, and in each municipality that has land in it."""
    assert [
        ("", "71072", "Herkenrode"),
        ("", "11002", "Antwerpen Centrum"),
        ("", "23088;23096", "BraViO"),
    ] == located("3500", " 2000", "1804")


def test_a_postal_code_before_a_name_tells_which_place_is_meant():
    """So several places, each with its own, can be asked at once."""
    assert [
        ("", "23027", "Zennevallei"),
        ("Halle", "11055", "Voorkempen"),
        ("", "11002", "Antwerpen Zuid"),
    ] == located("1500 Halle", "2980 Halle", "2610 Antwerpen")


def test_the_option_for_a_postal_code_tells_which_place_is_meant():
    """It is never left aside: a postal code before the name does not go with it."""
    assert [("Halle", "11055", "Voorkempen")] == located("Halle", "--postal-code", "2980")
    refused = run("locate", "1500 Halle", "--postal-code", "2980", *DAY)
    assert (2, True) == (refused.exit_code, "no place '1500 Halle' is known" in refused.stderr)


def test_what_sources_say_differently_stands_beside_the_place():
    """The postal code has its zone, and the note names both sources."""
    (code, named) = json.loads(
        run("locate", "1931", "1931 Machelen", *DAY, "--format", "json").stdout
    )["rows"]
    assert ("BraViO",) == tuple(code["zones"])
    assert code["notes"] == named["notes"]
    assert code["notes"][0].startswith("sources place postal code 1931 differently")


def test_all_places_that_cannot_be_told_are_refused_at_once():
    """Each has a line with all candidates or near names, and nothing is shown."""
    result = run("locate", "Halle", "Hasselt", "Hasel", "9999", "1000 Halle", *DAY)
    assert (2, "") == (result.exit_code, result.stdout)
    assert [
        "Error: place 'Halle' can mean Halle (23027) or Halle in Zoersel (11055). Say which",
        "Error: no place 'Hasel' is known. Did you mean Hasselt, Ramsel, Ophasselt?",
        "Error: no postal code '9999' is known. Did you mean 9992, 9991?",
        (
            "Error: not a postal code of that place: '1000'. Expected that of Halle (23027) or "
            "Halle in Zoersel (11055); 1000 is Brussel (21004)"
        ),
    ] == result.stderr.splitlines()


def test_places_before_the_first_zones_say_why_they_have_none():
    """The municipality is told, and the note says when zones began."""
    text = run("locate", "Halen", "3545", "--on", "2019-06-01").stdout
    assert "71020" in text
    assert "There is no zone before 2020-07-01" in text


def test_a_postal_code_of_a_day_without_a_table_is_refused():
    """No other layout's table answers instead."""
    result = run("locate", "3500", "--on", "2018-06-01")
    assert (2, True) == (result.exit_code, "No table of postal codes" in result.stderr)


@pytest.mark.parametrize(
    ("level", "count", "without"), [("zone", 60, 0), ("part", 340, 14), ("police zone", 107, 0)]
)
def test_outlines_are_the_geojson_of_a_day(level, count, without):
    """Standard output has the collection alone; the standard error counts and gives the credit."""
    result = run("outlines", "--by", level, *DAY)
    assert 0 == result.exit_code
    expected = json.loads(json.dumps(flanders().on("2025-01-01").to_geojson(by=level)))
    assert expected == json.loads(result.stdout)
    counted, credit = result.stderr.splitlines()
    assert counted.startswith(f"{count} areas by {level} on 2025-01-01, {without} without outline")
    assert f"Attribution: {expected['attribution']}" == credit


def test_areas_without_outline_are_named():
    """The first of them, and how many more there are."""
    assert "without outline: antwerpen-2000, " in run("outlines", "--by", "part").stderr


def test_outlines_go_to_a_file(tmp_path):
    """An old file is replaced, nothing is left beside it, and the output stays empty."""
    path = tmp_path / "zones.geojson"
    path.write_text("old", "utf-8")
    result = run("outlines", "-o", str(path), *DAY)
    assert (0, "", [path]) == (result.exit_code, result.stdout, [*tmp_path.iterdir()])
    assert 60 == len(json.loads(path.read_text("utf-8"))["features"])


def test_a_file_stays_where_outlines_cannot_be_made(tmp_path):
    """A level that there is not exits with 2 before anything is written."""
    path = tmp_path / "zones.geojson"
    path.write_text("old", "utf-8")
    result = run("outlines", "--by", "street", "-o", str(path))
    assert (2, "old") == (result.exit_code, path.read_text("utf-8"))
    assert "not a level: 'street'" in result.stderr


def test_a_folder_that_is_not_there_exits_with_2(tmp_path):
    """What the system says is told on the standard error."""
    result = run("outlines", "-o", str(tmp_path / "none" / "zones.geojson"))
    assert (2, True) == (result.exit_code, result.stderr.startswith("Error: "))


def test_outlines_of_a_day_without_areas_say_why_there_are_none():
    """The collection is empty, and the reason is told."""
    result = run("outlines", "--by", "police zone", "--on", "2024-12-31")
    assert [] == json.loads(result.stdout)["features"]
    assert "There is no police zone before 2025-01-01" in result.stderr


def test_partitions_are_listed_with_the_days_for_which_they_are_known():
    """Each kind has its areas of the day, and why it is known from that day on."""
    found = rows(run("partitions", *DAY, "--format", "csv"))
    assert [*flanders().on("2025-01-01").kinds] == [row["kind"] for row in found]
    police = next(row for row in found if row["kind"] == "police zone")
    assert ("107", "2025-01-01") == (police["areas"], police["since"])
    assert "they may be older" in police["reason"]


def test_one_partition_shows_its_municipalities_and_the_zones_that_it_cuts():
    """Each municipality has a row under its area; zones in several areas follow."""
    members, cut = json.loads(run("partitions", "police zone", *DAY, "--format", "json").stdout)
    hekla = [row["municipality"] for row in members["rows"] if row["area"] == "pz-hekla"]
    assert ["Aartselaar", "Edegem", "Hove", "Kontich", "Lint"] == hekla
    assert "rits" in [row["zone"] for row in cut["rows"]]


def test_cut_zones_can_be_had_alone():
    """CSV holds one table, so that the second one has an option."""
    found = rows(run("partitions", "reference region", "--cuts", *DAY, "--format", "csv"))
    assert (6, "Halle-Vilvoorde;Oost-Brabant") == (len(found), found[0]["areas"])


def test_zones_are_a_partition_that_cuts_no_zone():
    """Their members are one table; a municipality in several zones has a row for each."""
    table = json.loads(run("partitions", "zone", *DAY, "--format", "json").stdout)
    antwerpen = [row["area"] for row in table["rows"] if row["nis"] == "11002"]
    assert ["antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen"] == antwerpen


@pytest.mark.parametrize("arguments", [("street",), ("--cuts",)])
def test_what_is_no_partition_exits_with_2_and_names_those_that_are(arguments):
    """So does asking for cut zones without a kind."""
    result = run("partitions", *arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert "Expected one of zone, reference region, " in result.stderr


def test_a_partition_says_why_it_has_no_areas():
    """Of days before its layout nothing is known."""
    text = run("partitions", "police zone", "--on", "2024-12-31").stdout
    assert "There is no police zone before 2025-01-01" in text
