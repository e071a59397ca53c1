"""The packaged files of Flanders: their form, their references and the totals that sources publish.

They are read with the csv module only, so that a fault in a loader cannot hide a fault in a file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable

Row = dict[str, str]

TABLES: Traversable = files("elzmodel.data") / "tables"

COLUMNS = {
    "aliases": "scope id alias kind source",
    "antwerp_sectors": "sector nis zone source",
    "area": "nis layout km2 source",
    "borders": "land_a land_b contact km source",
    "centroids": "nis layout lon lat inner_lon inner_lat source",
    "disagreements": "id subject topic said by other by_other followed note",
    "edition": "edition base start until whole digest note",
    "facilities": "nis kind grade source",
    "mergers": "event day kind predecessors successor continues recorded source note",
    "municipalities": "unit nis name province arrondissement region start until source",
    "partitions": "partition area name nis source",
    "parts": "part name nis_2018 postal_code shape basis source",
    "population": "nis year population source",
    "population_65_plus": "nis year population source",
    "postal_codes": "postal_code nis layout source",
    "reference_regions": "region name nis source",
    "rest_of_belgium": "nis name_fr name_nl name_de source",
    "size_rules": "name low high start until grade citation source",
    "sources": "source title place licence date grade note",
    "villages": "village name nis_2019 nis_2025 source",
    "zone_members": "nis part zone start until reason basis source",
    "zone_renames": "event zone day name source basis note",
    "zones": "zone name start until website reference_region_exception source",
}

ROWS = {
    "aliases": 146 + 62,
    "antwerp_sectors": 399,
    "area": 327 + 319 + 304,
    "borders": 907,
    "centroids": 327 + 7 + 13,
    "edition": 1,
    "facilities": 12,
    "mergers": 20,
    "municipalities": 327 + 19,
    "partitions": 3 * 304 + 3 * 285,
    "parts": 340,
    "population": 327 + 6 * 319 + 2 * 304,
    "population_65_plus": 304,
    "postal_codes": 544 + 546,
    "reference_regions": 285,
    "rest_of_belgium": 261,
    "size_rules": 2,
    "sources": 37,
    "villages": 1147,
    "zone_members": 348,
    "zone_renames": 2,
    "zones": 60,
}

KEYS = {
    "aliases": "scope id kind alias",
    "antwerp_sectors": "sector",
    "area": "nis layout",
    "borders": "land_a land_b",
    "centroids": "nis layout",
    "disagreements": "id",
    "edition": "edition",
    "facilities": "nis",
    "mergers": "event",
    "municipalities": "nis",
    "partitions": "partition area nis",
    "parts": "part",
    "population": "nis year",
    "population_65_plus": "nis year",
    "postal_codes": "postal_code nis layout",
    "reference_regions": "region nis",
    "rest_of_belgium": "nis",
    "size_rules": "name start",
    "sources": "source",
    "villages": "village",
    "zone_members": "nis part start",
    "zone_renames": "event",
    "zones": "zone",
}

SOURCED = sorted(name for name in COLUMNS if name not in {"disagreements", "edition", "sources"})

DAY = r"\d{4}-\d{2}-\d{2}"
NIS = r"[1-9]\d{4}"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
DEGREES = r"\d+\.\d{4}"
SOURCE_ID = r"S\d{2}(?:b|-computed)?"
PARTITIONS = {
    "archived logo": 15,
    "arrondissement": 23,
    "gezondheidsmakers region": 15,
    "police zone": 107,
    "regional operation": 23,
    "transport region": 15,
}
PROVINCES = "Antwerpen|Limburg|Oost-Vlaanderen|Vlaams-Brabant|West-Vlaanderen"

FORMS = {
    ("aliases", "scope"): r"municipality|zone|zone group",
    ("aliases", "kind"): r"earlier name|group name|other name|portal code|register name (?:fr|nl)"
    r"|short name|spelling|name (?:de|en|fr)",
    ("antwerp_sectors", "sector"): r"\d{5}[0-9A-Z]{3}[0-9A-Z-]",
    ("area", "layout"): r"2018|2019|2025",
    ("area", "km2"): r"\d+\.\d{2,6}",
    ("borders", "contact"): r"border|point|short",
    ("borders", "km"): r"\d+\.\d{3}",
    ("centroids", "layout"): r"2018|2019|2025",
    ("centroids", "lon"): DEGREES,
    ("centroids", "lat"): DEGREES,
    ("centroids", "inner_lon"): DEGREES,
    ("centroids", "inner_lat"): DEGREES,
    ("disagreements", "id"): SLUG,
    ("disagreements", "topic"): r"error in source|inference|other layout|spelling|unknown day",
    ("edition", "edition"): DAY,
    ("edition", "start"): DAY,
    ("edition", "until"): DAY,
    ("edition", "digest"): r"[0-9a-f]{64}",
    ("facilities", "kind"): r"language border|periphery",
    ("facilities", "grade"): r"[ABCPU]",
    ("mergers", "event"): rf"\d{{4}}-{SLUG}",
    ("mergers", "day"): DAY,
    ("mergers", "kind"): r"absorption|merge",
    ("mergers", "predecessors"): rf"{NIS}(?:;{NIS})+",
    ("mergers", "recorded"): rf"(?:{DAY})?",
    ("municipalities", "unit"): SLUG,
    ("municipalities", "nis"): NIS,
    ("municipalities", "province"): rf"(?:{PROVINCES})?",
    ("municipalities", "arrondissement"): r"[1-7]\d000",
    ("municipalities", "region"): r"Vlaams Gewest|Brussels Hoofdstedelijk Gewest",
    ("municipalities", "start"): DAY,
    ("municipalities", "until"): rf"(?:{DAY})?",
    ("partitions", "partition"): "|".join(PARTITIONS),
    ("partitions", "area"): r"[a-z0-9]+",
    ("partitions", "name"): r".+",
    ("parts", "part"): SLUG,
    ("parts", "postal_code"): r"(?:2\d{3})?",
    ("parts", "shape"): rf"{NIS}(?:-{SLUG})?",
    ("parts", "basis"): r"inferred|sourced",
    ("population", "year"): r"201[89]|202[0-6]",
    ("population", "population"): r"[1-9]\d*",
    ("population_65_plus", "year"): "2026",
    ("population_65_plus", "population"): r"[1-9]\d*",
    ("postal_codes", "postal_code"): r"[1-9]\d{3}",
    ("postal_codes", "layout"): r"2019|2025",
    ("reference_regions", "region"): SLUG,
    ("rest_of_belgium", "nis"): NIS,
    ("rest_of_belgium", "name_fr"): r".+",
    ("size_rules", "low"): r"\d+",
    ("size_rules", "high"): r"\d*",
    ("size_rules", "start"): rf"(?:{DAY})?",
    ("size_rules", "until"): rf"(?:{DAY})?",
    ("size_rules", "grade"): r"[ABCPU]",
    ("sources", "source"): SOURCE_ID,
    ("sources", "title"): r".+",
    ("sources", "date"): r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?",
    ("sources", "grade"): r"[ABCPU]",
    ("villages", "village"): r"[1-9]\d{4}[0-9A-Z]+(?:-I{1,2})?",
    ("villages", "name"): r".+",
    ("zone_members", "start"): DAY,
    ("zone_members", "until"): rf"(?:{DAY})?",
    ("zone_members", "reason"): r"merger|recognition|reference region",
    ("zone_members", "basis"): r"inferred|sourced",
    ("zone_renames", "event"): rf"\d{{4}}-{SLUG}",
    ("zone_renames", "day"): DAY,
    ("zone_renames", "basis"): r"inferred|sourced",
    ("zones", "zone"): SLUG,
    ("zones", "name"): r".+",
    ("zones", "start"): DAY,
    ("zones", "until"): rf"(?:{DAY})?",
    ("zones", "website"): r"(?:https://\S+)?",
    ("zones", "reference_region_exception"): r"[01]",
}

# Where a column refers to: the file and its column that must hold the value.
REFERENCES = {
    ("antwerp_sectors", "nis"): ("municipalities", "nis"),
    ("antwerp_sectors", "zone"): ("zones", "zone"),
    ("area", "nis"): ("municipalities", "nis"),
    ("centroids", "nis"): ("municipalities", "nis"),
    ("disagreements", "by"): ("sources", "source"),
    ("disagreements", "by_other"): ("sources", "source"),
    ("disagreements", "followed"): ("sources", "source"),
    ("facilities", "nis"): ("municipalities", "nis"),
    ("mergers", "continues"): ("municipalities", "nis"),
    ("mergers", "predecessors"): ("municipalities", "nis"),
    ("mergers", "successor"): ("municipalities", "nis"),
    ("partitions", "nis"): ("municipalities", "nis"),
    ("parts", "nis_2018"): ("municipalities", "nis"),
    ("population", "nis"): ("municipalities", "nis"),
    ("population_65_plus", "nis"): ("municipalities", "nis"),
    ("postal_codes", "nis"): ("municipalities", "nis"),
    ("reference_regions", "nis"): ("municipalities", "nis"),
    ("villages", "nis_2019"): ("municipalities", "nis"),
    ("villages", "nis_2025"): ("municipalities", "nis"),
    ("zone_members", "nis"): ("municipalities", "nis"),
    ("zone_members", "part"): ("parts", "part"),
    ("zone_members", "zone"): ("zones", "zone"),
    ("zone_renames", "zone"): ("zones", "zone"),
}

MAY_BE_EMPTY = {"by", "by_other", "continues", "followed", "nis_2025", "part"}

EVE = "2024-12-31"
RECOGNITION = "2020-07-01"
MERGERS_2019 = "2019-01-01"
MERGERS_2025 = "2025-01-01"
ANTWERPEN = "11002"
VOEREN = "73109"
ANTWERP_ZONES = {"antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen"}


# --- reading ------------------------------------------------------------------


def text_of(name: str) -> str:
    """Return the text of a file as it stands, line ends included."""
    return (TABLES / f"{name}.csv").read_bytes().decode("utf-8")


def rows_of(name: str) -> list[Row]:
    """Return the rows of a file, one dictionary each."""
    return list(csv.DictReader(io.StringIO(text_of(name), newline=""), strict=True))


def column(name: str, key: str) -> set[str]:
    """Return the values of one column."""
    return {row[key] for row in rows_of(name)}


def ids_in(cell: str) -> list[str]:
    """Return the ids of a cell that may hold several."""
    return cell.split(";") if cell else []


def holds(row: Row, day: str) -> bool:
    """Say whether *day* lies in the half-open period of a row."""
    return row["start"] <= day and (not row["until"] or day < row["until"])


def municipalities_on(day: str, *, region: str = "") -> dict[str, Row]:
    """Return the municipalities that exist on *day*, by code."""
    return {
        row["nis"]: row
        for row in rows_of("municipalities")
        if holds(row, day) and row["region"].startswith(region)
    }


def code_of_parts(day: str) -> dict[str, str]:
    """Return the code that each part belongs to on *day*, following the mergers."""
    codes = {row["part"]: row["nis_2018"] for row in rows_of("parts")}
    for merger in sorted(rows_of("mergers"), key=lambda row: row["day"]):
        if merger["day"] <= day:
            old = set(ids_in(merger["predecessors"]))
            codes = {p: merger["successor"] if c in old else c for p, c in codes.items()}
    return codes


def zone_of_parts(day: str) -> dict[str, list[str]]:
    """Return every zone in which a part lies on *day*."""
    whole: dict[str, list[str]] = {}
    single: dict[str, list[str]] = {}
    for row in rows_of("zone_members"):
        if holds(row, day):
            into, key = (single, row["part"]) if row["part"] else (whole, row["nis"])
            into.setdefault(key, []).append(row["zone"])
    return {
        part: whole.get(code, []) + single.get(part, [])
        for part, code in code_of_parts(day).items()
    }


def numbers_on(name: str, key: str, where: Callable[[Row], bool]) -> dict[str, float]:
    """Return the figures of a file by code, for the rows that fit."""
    return {row["nis"]: float(row[key]) for row in rows_of(name) if where(row)}


def repeated(values: Iterable[object]) -> list[object]:
    """Return the values that occur more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def slug(name: str) -> str:
    """Return a name as an id: lower case, hyphens for all else."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


# --- form ---------------------------------------------------------------------


def test_every_packaged_table_is_described_here() -> None:
    """The folder holds exactly the tables whose columns these tests know."""
    found = {path.name for path in TABLES.iterdir() if path.name.endswith(".csv")}

    assert {f"{name}.csv" for name in COLUMNS} == found


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_exactly_those_agreed(name: str) -> None:
    """The header names the columns on which the loader relies, in their order."""
    assert COLUMNS[name].replace(" ", ",") == text_of(name).splitlines()[0]


@pytest.mark.parametrize("name", COLUMNS)
def test_text_is_plain(name: str) -> None:
    """A file is UTF-8 without a mark, with LF, a last line end and no stray spaces."""
    text = text_of(name)

    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_every_column_and_clean_cells(name: str) -> None:
    """A row has as many cells as the header, and no cell begins or ends with a space."""
    lines = list(csv.reader(io.StringIO(text_of(name), newline=""), strict=True))

    assert [line for line in lines if len(line) != len(lines[0])] == []
    assert [line for line in lines if any(cell != cell.strip() for cell in line)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_are_sorted_and_no_key_occurs_twice(name: str) -> None:
    """The rows stand in the order of their key, and the key names one row only."""
    keys = [tuple(row[key] for key in KEYS[name].split()) for row in rows_of(name)]

    assert keys == sorted(keys)
    assert repeated(keys) == []


@pytest.mark.parametrize("name", ROWS)
def test_no_row_is_missing(name: str) -> None:
    """A file has as many rows as its coverage asks for."""
    assert ROWS[name] == len(rows_of(name))


@pytest.mark.parametrize(("name", "key"), FORMS)
def test_cells_have_their_form(name: str, key: str) -> None:
    """Ids, codes, days, figures and closed lists of words are well formed."""
    assert [cell for cell in column(name, key) if not re.fullmatch(FORMS[name, key], cell)] == []


@pytest.mark.parametrize(("name", "key"), [k for k, form in FORMS.items() if DAY in form])
def test_days_are_days_of_the_calendar(name: str, key: str) -> None:
    """Every day can be read as a date."""
    assert all(date.fromisoformat(cell) for cell in column(name, key) if cell)


# --- sources and references ---------------------------------------------------


@pytest.mark.parametrize("name", SOURCED)
def test_every_row_names_known_sources(name: str) -> None:
    """No row is without a source, and every source is in the list, each once and in order."""
    known = column("sources", "source")
    cells = column(name, "source")

    assert "" not in cells
    assert {source for cell in cells for source in ids_in(cell)} <= known
    assert [cell for cell in cells if ids_in(cell) != sorted(set(ids_in(cell)))] == []


@pytest.mark.parametrize(("name", "key"), REFERENCES)
def test_every_id_refers_to_a_row(name: str, key: str) -> None:
    """An id in one file is a row of the file that it refers to."""
    cells = column(name, key)
    target = column(*REFERENCES[name, key])

    assert target >= {one for cell in cells for one in ids_in(cell)}
    assert "" not in cells or key in MAY_BE_EMPTY


def test_aliases_refer_to_what_their_scope_says() -> None:
    """An alias of a municipality names a code, one of a zone or a group names zones."""
    targets = {
        "municipality": column("municipalities", "nis") | {"62093"},
        "zone": column("zones", "zone"),
        "zone group": column("zones", "zone"),
    }

    for row in rows_of("aliases"):
        ids = ids_in(row["id"])
        assert set(ids) <= targets[row["scope"]]
        assert (len(ids) > 1) == (row["scope"] == "zone group" or "62093" in ids)


def test_an_alias_is_not_ambiguous() -> None:
    """No two things share an alias of the same scope; one thing may have it from two lists."""
    meant: dict[tuple[str, str], set[str]] = {}
    for row in rows_of("aliases"):
        meant.setdefault((row["scope"], row["alias"].casefold()), set()).add(row["id"])

    assert {alias: ids for alias, ids in meant.items() if len(ids) > 1} == {}


def test_an_alias_is_no_name_of_another_municipality() -> None:
    """Here none is; if one were, the municipality of that name would be meant."""
    unit = {row["nis"]: row["unit"] for row in rows_of("municipalities")}
    named = {(row["name"].casefold(), row["unit"]) for row in rows_of("municipalities")}
    names = {name for name, _ in named}
    of_municipalities = [r for r in rows_of("aliases") if r["scope"] == "municipality"]
    aliases = {(row["alias"].casefold(), unit[ids_in(row["id"])[0]]) for row in of_municipalities}

    assert {(alias, of) for alias, of in aliases if alias in names} <= named


def test_one_alias_is_a_name_of_a_municipality_outside_as_well() -> None:
    """Saint-Nicolas is Sint-Niklaas in French, and a municipality of Wallonia: it names both."""
    languages = ("name_fr", "name_nl", "name_de")
    outside = {
        row[key].casefold(): row["nis"] for row in rows_of("rest_of_belgium") for key in languages
    }
    ours = {row["alias"].casefold() for row in rows_of("aliases")}
    ours |= {row["name"].casefold() for row in rows_of("municipalities")}

    assert {"Saint-Nicolas"} == {row["alias"] for row in rows_of("aliases") if "62093" in row["id"]}
    assert {"saint-nicolas": "62093"} == {name: outside[name] for name in ours & outside.keys()}


def test_disagreements_are_about_something_packaged() -> None:
    """The subject of a disagreement is a code, a postal code, a zone, a part or a file."""
    known = (
        column("municipalities", "nis")
        | column("postal_codes", "postal_code")
        | column("zones", "zone")
        | column("parts", "part")
        | {path.name for path in TABLES.iterdir()}
    )

    assert column("disagreements", "subject") <= known


def test_disagreements_have_two_sides() -> None:
    """A disagreement tells two different statements, and follows at most a source it cites."""
    for row in rows_of("disagreements"):
        cited = set(ids_in(row["by"])) | set(ids_in(row["by_other"]))
        assert row["said"]
        assert row["other"]
        assert row["said"] != row["other"]
        assert set(ids_in(row["followed"])) <= cited, row["id"]


@pytest.mark.parametrize("name", ["parts", "zone_members", "zone_renames"])
def test_every_inference_is_told_as_a_disagreement(name: str) -> None:
    """A row marked as inferred has an entry among the disagreements."""
    key = "zone" if name == "zone_renames" else "part"
    inferred = {row[key] for row in rows_of(name) if row["basis"] == "inferred"}

    assert inferred
    assert inferred <= column("disagreements", "subject")


# --- municipalities and mergers -----------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-01-01", 308),
        ("2018-12-31", 308),
        (MERGERS_2019, 300),
        (EVE, 300),
        (MERGERS_2025, 285),
    ],
)
def test_flanders_has_the_published_number_of_municipalities(day: str, expected: int) -> None:
    """The layouts have 308, 300 and 285 Flemish municipalities (S01 to S04, S07 to S10)."""
    assert expected == len(municipalities_on(day, region="Vlaams"))
    assert len(municipalities_on(day, region="Brussels")) == 19


def test_periods_are_half_open_and_not_empty() -> None:
    """A row ends after the day on which it starts, or not at all."""
    for name in ("municipalities", "zone_members", "zones"):
        wrong = [row for row in rows_of(name) if row["until"] and row["until"] <= row["start"]]
        assert wrong == []


def test_names_are_unique_on_a_day() -> None:
    """On any day of a layout a name and a unit stand for one municipality."""
    for day in ("2018-01-01", MERGERS_2019, MERGERS_2025):
        alive = municipalities_on(day).values()
        assert repeated(row["name"] for row in alive) == []
        assert repeated(row["unit"] for row in alive) == []


def test_province_and_arrondissement_follow_the_code() -> None:
    """The first digits of a code give its arrondissement and, outside Brussels, its province."""
    first = {"1": "Antwerpen", "2": "Vlaams-Brabant", "3": "West-Vlaanderen"}
    first |= {"4": "Oost-Vlaanderen", "7": "Limburg"}
    for row in rows_of("municipalities"):
        in_brussels = row["region"].startswith("Brussels")
        assert f"{row['nis'][:2]}000" == row["arrondissement"]
        assert ("" if in_brussels else first[row["nis"][0]]) == row["province"]
        assert in_brussels == row["nis"].startswith("21")


def test_mergers_are_seven_and_thirteen() -> None:
    """Seven mergers took effect in 2019 (S22) and thirteen in 2025 (S19)."""
    days = Counter(row["day"] for row in rows_of("mergers"))

    assert days == {MERGERS_2019: 7, MERGERS_2025: 13}
    assert all(row["event"].startswith(row["day"][:4]) for row in rows_of("mergers"))


def test_chains_of_mergers_close() -> None:
    """Every code that ends is a predecessor on that day, every new one a successor."""
    ended, begun = set(), set()
    for row in rows_of("mergers"):
        old = set(ids_in(row["predecessors"]))
        ended |= {(code, row["day"]) for code in old - {row["successor"]}}
        begun |= {(row["successor"], row["day"])} if row["successor"] not in old else set()
    register = rows_of("municipalities")

    assert ended == {(row["nis"], row["until"]) for row in register if row["until"]}
    assert begun == {(r["nis"], r["start"]) for r in register if r["start"] >= MERGERS_2019}


def test_members_of_a_merger_exist_on_its_eve() -> None:
    """The predecessors exist until the day of the merger, in one merger each."""
    for day, eve in ((MERGERS_2019, "2018-12-31"), (MERGERS_2025, EVE)):
        old = [
            code
            for row in rows_of("mergers")
            if row["day"] == day
            for code in ids_in(row["predecessors"])
        ]
        assert repeated(old) == []
        assert set(old) <= municipalities_on(eve).keys()


def test_an_absorption_is_where_a_code_goes_on() -> None:
    """Only Antwerpen keeps the code of a partner; all other mergers bring a new one."""
    for row in rows_of("mergers"):
        keeps = row["successor"] in ids_in(row["predecessors"])
        assert (row["kind"] == "absorption") == keeps == (row["successor"] == ANTWERPEN)


def test_units_go_on_only_where_a_merger_says_so() -> None:
    """A new code has the unit of the partner that continues, or a unit never used before."""
    unit = {row["nis"]: row["unit"] for row in rows_of("municipalities")}
    for row in rows_of("mergers"):
        if row["continues"]:
            assert row["continues"] in ids_in(row["predecessors"])
            assert unit[row["continues"]] == unit[row["successor"]]
    fresh = [code for code in unit if code not in continuing_codes()]

    assert repeated(unit[code] for code in fresh) == []


def continuing_codes() -> set[str]:
    """Return the codes that are a later code of a unit."""
    return {row["successor"] for row in rows_of("mergers") if row["continues"]} - {ANTWERPEN}


def test_a_unit_is_the_slug_of_its_first_name() -> None:
    """A unit is called after its first name, with the year where that was taken."""
    for row in rows_of("municipalities"):
        if row["nis"] not in continuing_codes():
            dated = row["nis"] in {"44083", "44084"}
            assert slug(row["name"]) + ("-2019" if dated else "") == row["unit"]


def test_no_merger_is_recorded_after_its_day() -> None:
    """Where the day of the record is known it lies before the day of the merger."""
    recorded = [row for row in rows_of("mergers") if row["recorded"]]

    assert len(recorded) == 13
    assert all(row["recorded"] < row["day"] for row in recorded)


# --- parts --------------------------------------------------------------------


def test_parts_are_the_municipalities_of_2018_with_antwerpen_by_postal_code() -> None:
    """Every municipality of 2018 has one part of its name; only Antwerpen has more."""
    names = {nis: row["name"] for nis, row in municipalities_on("2018-06-01").items()}
    parts = [row for row in rows_of("parts") if row["nis_2018"] != ANTWERPEN]
    antwerp = [row for row in rows_of("parts") if row["nis_2018"] == ANTWERPEN]

    assert names == {row["nis_2018"]: row["name"] for row in parts} | {ANTWERPEN: "Antwerpen"}
    assert len(parts) == 326
    assert [row["part"] for row in parts if row["part"] != slug(row["name"])] == []
    assert {f"antwerpen-{r['postal_code']}" for r in antwerp} == {row["part"] for row in antwerp}
    assert len(antwerp) == 14


@pytest.mark.parametrize("day", ["2018-01-01", MERGERS_2019, EVE, MERGERS_2025])
def test_parts_cover_the_municipalities_of_every_layout(day: str) -> None:
    """Following the mergers, the parts belong to exactly the municipalities of the day."""
    assert municipalities_on(day).keys() == set(code_of_parts(day).values())


# --- zones --------------------------------------------------------------------


def test_there_are_sixty_zones_since_their_recognition() -> None:
    """60 care councils were recognised on 2020-07-01 (S12), and none ended since (S13)."""
    zones = rows_of("zones")

    assert {RECOGNITION} == {row["start"] for row in zones}
    assert {row["until"] for row in zones} == {""}
    assert repeated(row["name"] for row in zones) == []


@pytest.mark.parametrize("day", [RECOGNITION, EVE, MERGERS_2025, "2026-03-12"])
def test_every_part_lies_in_exactly_one_zone(day: str) -> None:
    """Since the recognition each part lies in one zone, and each zone has a part."""
    zones = zone_of_parts(day)

    assert {part: found for part, found in zones.items() if len(found) != 1} == {}
    assert column("zones", "zone") == {zone for found in zones.values() for zone in found}


def timelines() -> Iterator[tuple[Row, list[Row]]]:
    """Yield each municipality that met the zones, once a part, with its memberships."""
    members = rows_of("zone_members")
    for unit in rows_of("municipalities"):
        if not unit["until"] or unit["until"] > RECOGNITION:
            mine = [row for row in members if row["nis"] == unit["nis"]]
            for part in sorted({row["part"] for row in mine}) or [""]:
                yield unit, [row for row in mine if row["part"] == part]


def test_zone_membership_is_continuous() -> None:
    """Memberships follow each other without gap or overlap, as long as the municipality lives."""
    for unit, mine in timelines():
        joined = mine[0]["part"] == "borsbeek" if mine else False
        first = MERGERS_2025 if joined else max(RECOGNITION, unit["start"])
        assert mine, unit
        assert first == mine[0]["start"]
        assert unit["until"] == mine[-1]["until"]
        assert [b for a, b in pairwise(mine) if a["until"] != b["start"]] == []
        assert [b for a, b in pairwise(mine) if a["zone"] == b["zone"]] == []


def test_only_antwerpen_is_divided() -> None:
    """Rows for parts are Antwerpen's, one for each of its postal codes; it has no whole row."""
    rows = rows_of("zone_members")
    antwerp = {row["part"] for row in rows if row["nis"] == ANTWERPEN}
    codes = code_of_parts(MERGERS_2025)

    assert {ANTWERPEN} == {row["nis"] for row in rows if row["part"]}
    assert antwerp == {part for part, code in codes.items() if code == ANTWERPEN}
    assert {row["zone"] for row in rows if row["nis"] == ANTWERPEN} == ANTWERP_ZONES


@pytest.mark.parametrize(
    ("zone", "postal_codes"),
    [
        ("antwerpen-centrum", {"2000", "2018", "2050", "2060", "2600"}),
        ("antwerpen-oost", {"2100", "2140", "2150"}),
        ("antwerpen-zuid", {"2020", "2610", "2660"}),
        ("noord-antwerpen", {"2030", "2040", "2170", "2180"}),
    ],
)
def test_antwerp_zones_have_their_postal_codes(zone: str, postal_codes: set[str]) -> None:
    """Three zones give their postal codes (S14), Zuid has the rest, Borsbeek joined later (S04)."""
    codes = {row["part"]: row["postal_code"] for row in rows_of("parts")}
    members = [row for row in rows_of("zone_members") if row["zone"] == zone and row["part"]]

    assert postal_codes == {codes[row["part"]] for row in members}


def test_reasons_fit_their_days() -> None:
    """The reason of a row is the recognition at the start, later a merger or a reference region."""
    successors = {r["successor"] for r in rows_of("mergers") if r["day"] == MERGERS_2025}
    for row in rows_of("zone_members"):
        assert row["start"] in {RECOGNITION, MERGERS_2025}
        assert (row["reason"] == "recognition") == (row["start"] == RECOGNITION)
        if row["start"] == MERGERS_2025:
            assert (row["reason"] == "merger") == (row["nis"] in successors)


def test_six_parts_changed_zone_in_2025() -> None:
    """Three by a merger across zones and three for a reference region (S04 against S05)."""
    before, after = zone_of_parts(EVE), zone_of_parts(MERGERS_2025)
    moved = {part: (*before[part], *after[part]) for part in before if before[part] != after[part]}

    assert moved == {
        "borgloon": ("haspengouw", "zuid-oost-limburg"),
        "borsbeek": ("zora", "antwerpen-oost"),
        "de-haan": ("oostkust", "middenkust"),
        "kortessem": ("haspengouw", "herkenrode"),
        "middelkerke": ("westkust-en-polder", "middenkust"),
        "ranst": ("pallieterland", "voorkempen"),
    }


def test_haspengouw_had_seven_municipalities_and_has_five() -> None:
    """Seven until 2024-12-31 (S05, S06, S18), then five (S04)."""
    both = {"Gingelom", "Heers", "Nieuwerkerken", "Sint-Truiden", "Wellen"}
    names = {row["nis"]: row["name"] for row in rows_of("municipalities")}
    members = [row for row in rows_of("zone_members") if row["zone"] == "haspengouw"]

    assert both | {"Borgloon", "Kortessem"} == {names[r["nis"]] for r in members if holds(r, EVE)}
    assert both == {names[r["nis"]] for r in members if holds(r, MERGERS_2025)}


def test_renames_change_the_name() -> None:
    """A rename gives another name than the zone had and falls within its life."""
    zones = {row["zone"]: row for row in rows_of("zones")}
    renames = rows_of("zone_renames")

    assert {"Kortrijk-Kuurne-Harelbeke", "Middenkust"} == {row["name"] for row in renames}
    for row in renames:
        assert row["name"] not in {zone["name"] for zone in zones.values()}
        assert holds(zones[row["zone"]], row["day"])


def test_brussels_is_one_zone() -> None:
    """All of Brussels' nineteen municipalities and nothing else are in zone BruZEL."""
    zone = {row["nis"] for row in rows_of("zone_members") if row["zone"] == "bruzel"}

    assert municipalities_on(MERGERS_2025, region="Brussels").keys() == zone


def test_sectors_agree_with_the_membership() -> None:
    """A sector carries the code of its municipality and lies in a zone of that municipality."""
    parts = zone_of_parts(MERGERS_2025)
    zones: dict[str, set[str]] = {}
    for row in rows_of("parts"):
        zones.setdefault(row["nis_2018"], set()).update(parts[row["part"]])
    sectors = rows_of("antwerp_sectors")

    assert [row for row in sectors if row["sector"][:5] != row["nis"]] == []
    assert [row for row in sectors if row["zone"] not in zones[row["nis"]]] == []
    assert {row["zone"] for row in sectors} == ANTWERP_ZONES


# --- reference regions --------------------------------------------------------


def test_reference_regions_cover_flanders_of_2025() -> None:
    """Each Flemish municipality of 2025 lies in one of fifteen reference regions (S04)."""
    rows = rows_of("reference_regions")

    assert repeated(row["nis"] for row in rows) == []
    assert municipalities_on(MERGERS_2025, region="Vlaams").keys() == {row["nis"] for row in rows}
    assert len({row["region"] for row in rows}) == len({row["name"] for row in rows}) == 15
    assert [row for row in rows if row["region"] != slug(row["name"])] == []


def test_six_zones_straddle_reference_regions_and_have_an_exception() -> None:
    """The zones over more than one reference region are the six of the exceptions (S20)."""
    region = {row["nis"]: row["region"] for row in rows_of("reference_regions")}
    found: dict[str, set[str]] = {}
    for row in rows_of("zone_members"):
        if holds(row, MERGERS_2025) and row["nis"] in region:
            found.setdefault(row["zone"], set()).add(region[row["nis"]])
    excepted = {r["zone"] for r in rows_of("zones") if r["reference_region_exception"] == "1"}

    assert len(excepted) == 6
    assert excepted == {zone for zone, regions in found.items() if len(regions) > 1}


# --- figures ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "published"),
    [
        ("2018", 6_552_967),  # S11
        ("2019", 6_589_069),  # S11
        ("2020", 6_629_143),  # S11, and S06 for every municipality
        ("2021", 6_653_062),  # S06
        ("2022", 6_698_876),  # S33, as the years to 2024
        ("2023", 6_774_807),
        ("2024", 6_821_770),
        ("2025", 6_864_766),  # S21
        ("2026", 6_898_350),  # S21
    ],
)
def test_population_adds_up_to_the_published_total(year: str, published: int) -> None:
    """The municipalities together have the inhabitants that Statbel gives the Flemish Region."""
    figures = numbers_on("population", "population", lambda row: row["year"] == year)
    flemish = municipalities_on(f"{year}-01-01", region="Vlaams")

    assert flemish.keys() <= figures.keys()
    assert published == sum(figures[nis] for nis in flemish)


@pytest.mark.parametrize(
    ("year", "published"),
    [
        ("2018", 1_198_726),  # S33, as the years to 2024
        ("2019", 1_208_542),
        ("2020", 1_218_255),
        ("2021", 1_219_970),
        ("2022", 1_222_637),
        ("2023", 1_241_175),
        ("2024", 1_249_597),
    ],
)
def test_brussels_adds_up_to_its_published_total(year: str, published: int) -> None:
    """The nineteen have the inhabitants that Statbel's workbook gives the region."""
    assert published == population_of_brussels(year)


def test_brussels_of_the_last_two_years_is_a_sum_of_rows() -> None:
    """No total of the region was found for 2025 and 2026: these are our own sums (S27, S28)."""
    assert population_of_brussels("2025") == 1_255_795
    assert population_of_brussels("2026") == 1_255_834


def population_of_brussels(year: str) -> float:
    """Return the inhabitants of the nineteen municipalities together."""
    figures = numbers_on("population", "population", lambda row: row["year"] == year)
    return sum(figures[nis] for nis in municipalities_on(f"{year}-01-01", region="Brussels"))


@pytest.mark.parametrize("year", [str(year) for year in range(2018, 2027)])
def test_population_is_about_municipalities_of_its_day(year: str) -> None:
    """Each code that exists on 1 January has a figure, and no other has one."""
    figures = numbers_on("population", "population", lambda row: row["year"] == year)

    assert municipalities_on(f"{year}-01-01").keys() == figures.keys()


def test_those_of_65_and_over_are_fewer_than_all() -> None:
    """Every municipality of 2026 has both figures; from 9 to 47 in a hundred are that old."""
    everybody = numbers_on("population", "population", lambda row: row["year"] == "2026")
    old = numbers_on("population_65_plus", "population", lambda row: row["year"] == "2026")

    assert everybody.keys() == old.keys()
    assert [nis for nis in old if not 0.09 < old[nis] / everybody[nis] < 0.47] == []


@pytest.mark.parametrize("layout", ["2018", "2019", "2025"])
def test_area_covers_its_layout(layout: str) -> None:
    """Each municipality of the layout has an area, and no other has one."""
    figures = numbers_on("area", "km2", lambda row: row["layout"] == layout)

    assert municipalities_on(f"{layout}-01-01").keys() == figures.keys()
    assert min(figures.values()) > 0


def test_area_is_kept_by_the_mergers_of_2019() -> None:
    """The layouts differ by drawing noise only: 0.07 square kilometres a municipality at most."""
    before = numbers_on("area", "km2", lambda row: row["layout"] == "2018")
    after = numbers_on("area", "km2", lambda row: row["layout"] == "2019")
    carried: dict[str, float] = {}
    for part, code in code_of_parts(MERGERS_2019).items():
        carried.setdefault(code, 0.0)
        if not part.startswith("antwerpen-"):
            carried[code] += before[part_codes()[part]]
    carried[ANTWERPEN] = before[ANTWERPEN]

    assert {c: a for c, a in after.items() if abs(a - carried[c]) > 0.0701} == {}


def part_codes() -> dict[str, str]:
    """Return the code of 2018 of each part."""
    return {row["part"]: row["nis_2018"] for row in rows_of("parts")}


def test_borders_join_land_of_2018() -> None:
    """A border is between two municipalities of 2018, told once; Antwerpen has a side a zone."""
    blocks = column("parts", "shape") | {"11002-schelde"}
    rows = rows_of("borders")
    sides = {row["land_a"] for row in rows} | {row["land_b"] for row in rows}

    assert [row for row in rows if row["land_a"] >= row["land_b"]] == []
    assert blocks - {VOEREN} == sides


def test_contact_fits_the_length() -> None:
    """A border is 100 metres or more, a short one less, a point has no length."""
    for row in rows_of("borders"):
        km = float(row["km"])
        expected = "point" if km == 0 else "short" if km < 0.1 else "border"
        assert expected == row["contact"]


def test_every_code_has_a_centroid_in_flanders_or_brussels() -> None:
    """Each code has a point for its first layout, Antwerpen also with Borsbeek."""
    rows = rows_of("centroids")
    expected = {(nis, "2018") for nis in municipalities_on("2018-01-01")}
    expected |= {
        (row["nis"], row["start"][:4])
        for row in rows_of("municipalities")
        if row["start"] >= MERGERS_2019
    }

    assert expected | {(ANTWERPEN, "2025")} == {(row["nis"], row["layout"]) for row in rows}
    for row in rows:
        assert 2.5 < float(row["lon"]) < 6
        assert 50.6 < float(row["lat"]) < 51.6
        assert abs(float(row["lon"]) - float(row["inner_lon"])) < 0.2
        assert abs(float(row["lat"]) - float(row["inner_lat"])) < 0.2


# --- partitions, postal codes and villages ------------------------------------


def test_partitions_have_their_number_of_areas() -> None:
    """Six ways to divide the municipalities of 2025, each area with one code and one name."""
    areas = {(row["partition"], row["area"], row["name"]) for row in rows_of("partitions")}

    assert Counter(partition for partition, _, _ in areas) == PARTITIONS
    assert repeated((partition, name) for partition, _, name in areas) == []


@pytest.mark.parametrize("partition", PARTITIONS)
def test_a_partition_covers_flanders_of_2025(partition: str) -> None:
    """Each municipality lies in one area; those without Brussels are of the Flemish government."""
    codes = [row["nis"] for row in rows_of("partitions") if row["partition"] == partition]
    with_brussels = partition in {"archived logo", "arrondissement", "police zone"}
    expected = municipalities_on(MERGERS_2025, region="" if with_brussels else "Vlaams")

    assert sorted(expected) == sorted(codes)


def test_arrondissements_agree_with_the_codes() -> None:
    """The partition (S04) says what the register says (S01)."""
    register = {nis: row["arrondissement"] for nis, row in municipalities_on(MERGERS_2025).items()}
    rows = [row for row in rows_of("partitions") if row["partition"] == "arrondissement"]

    assert register == {row["nis"]: row["area"] for row in rows}


@pytest.mark.parametrize(("layout", "day"), [("2019", EVE), ("2025", MERGERS_2025)])
def test_postal_codes_reach_every_municipality(layout: str, day: str) -> None:
    """Every municipality of a layout has a postal code in it, and no other has one."""
    rows = [row for row in rows_of("postal_codes") if row["layout"] == layout]

    assert municipalities_on(day).keys() == {row["nis"] for row in rows}


def test_three_postal_codes_lie_in_two_municipalities() -> None:
    """Of 543 codes of 2025 two are shared in Brussels and one by Vilvoorde and Zemst."""
    codes = [row["postal_code"] for row in rows_of("postal_codes") if row["layout"] == "2025"]

    assert len(set(codes)) == 543
    assert sorted(repeated(codes)) == ["1040", "1050", "1804"]


@pytest.mark.parametrize(("key", "day"), [("nis_2019", EVE), ("nis_2025", MERGERS_2025)])
def test_villages_lie_in_municipalities_of_their_layout(key: str, day: str) -> None:
    """The code of each layout is one of its day."""
    assert column("villages", key) - {""} <= municipalities_on(day).keys()


def test_twenty_four_names_of_villages_occur_more_than_once() -> None:
    """Ten of them name a municipality of some day as well."""
    names = set(repeated(row["name"] for row in rows_of("villages")))

    assert len(names) == 24
    assert len(names & column("municipalities", "name")) == 10


def test_the_rest_of_belgium_has_the_codes_of_wallonia() -> None:
    """261 municipalities, in provinces 2 (Brabant wallon), 5, 6, 8 and 9; none is ours."""
    codes = column("rest_of_belgium", "nis")

    assert codes.isdisjoint(column("municipalities", "nis"))
    assert {nis[0] for nis in codes} == {"2", "5", "6", "8", "9"}


def test_twelve_municipalities_have_language_facilities() -> None:
    """Six around Brussels and six along the language border (S34)."""
    kinds = Counter(row["kind"] for row in rows_of("facilities"))

    assert kinds == {"periphery": 6, "language border": 6}
    assert column("facilities", "nis") <= municipalities_on(MERGERS_2025).keys()


def test_doubts_about_postal_codes_are_told() -> None:
    """Two sources place 1931 and 1804 differently: a conflict, not a move."""
    told = {row["subject"] for row in rows_of("disagreements")} & column(
        "postal_codes", "postal_code"
    )

    assert told == {"1804", "1931"}
