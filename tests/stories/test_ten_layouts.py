"""Files in the layouts in which figures about municipalities are published, each in one call.

The files are made here in the form of the published ones; what zones have by them is counted
in a plain way from what went in.
"""

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

import elzmodel as elz
from elzmodel.errors import TableError

FL = elz.flanders()
AFTER = FL.on("2025-01-01")
BEFORE = FL.on("2018-12-31")
LIMBURG = AFTER.municipalities_in("Limburg")


def zones_of(counts, day=AFTER):
    """Add counts by municipality of 2025 up to the zones that each lies in whole."""
    found = Counter()
    for nis, count in counts.items():
        found[day.zone_of(nis).id] += count
    return found


def carried(source, **how):
    """Carry a file to the zones of 2025; what is said of it takes ten lines at most."""
    found = elz.carry(FL, source, to="zone", on="2025-01-01", **how)
    assert len(found.known().to_table().notes) + len(["~ is an estimate"]) <= 10
    reading = {name: said for name, said in how.items() if name != "repeats"}
    assert len(str(elz.read_table(source, **reading)).splitlines()) <= 10
    return found


def test_population_as_statbel_publishes_it(tmp_path: Path):
    """A zip with rows by sex and age, separated by pipes: what each zone has, once added up."""
    counts, rows = Counter(), ["CD_REFNIS|TX_DESCR_NL|CD_SEX|CD_AGE|MS_POPULATION|CD_YEAR"]
    for n, m in enumerate(LIMBURG):
        for sex in "MF":
            for age in (0, 40, 90):
                rows.append(f"{m.nis}|{m.name}|{sex}|{age}|{n + age}|2025")
                counts[m.nis] += n + age
    path = tmp_path / "TF_SOC_POP_STRUCT_2025.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("TF_SOC_POP_STRUCT_2025.txt", "\n".join(rows))
    found = carried(path, by=(), repeats="sum")
    assert zones_of(counts) == {z: found[z].value for z in zones_of(counts)}
    by_sex = carried(path, by=["CD_SEX", "CD_AGE"])
    assert 6 * len(zones_of(counts)) == sum(row.figures[0].is_exact for row in by_sex)


def test_daily_cases_with_small_counts_held_back(tmp_path: Path):
    """``<5`` is nought to four on each day: bounds for each month and zone, never a sum without."""
    rows = ["NIS5;DATE;TX_DESCR_NL;CASES"]
    for day in ("2021-03-01", "2021-03-02"):
        rows += [f"71022;{day};Hasselt;{7}", f"73040;{day};Kortessem;<5"]
    path = tmp_path / "COVID19BE_CASES_MUNI.csv"
    path.write_text("\n".join(rows))
    found = carried(path, by=(), repeats="sum")
    assert (14, 22) == (found.given["CASES"].low, found.given["CASES"].high)
    assert (14, 22) == (found.total["CASES"].low, found.total["CASES"].high)
    assert 14 == found["herkenrode"].low
    daily = carried(path)
    of_zone = [row.figures[0].low for row in daily if row.area == "herkenrode"]
    assert [7, 7] == of_zone
    assert ["2021-03-01", "2021-03-02"] == sorted({str(row.dimensions[0]) for row in daily})
    assert (14, 22) == (daily.given["CASES"].low, daily.given["CASES"].high)


def test_an_export_of_a_portal_with_title_rows_and_wide_years(tmp_path: Path):
    """A workbook with a title, a source below and a column for each year: years become rows."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "pinc.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Aantal huishoudens"])
        sheet.write_row(1, 0, ["Gemeenten, 2023 tot 2024"])
        sheet.write_row(3, 0, ["Gemeente", "NIS", 2023, 2024])
        for n, m in enumerate(LIMBURG):
            sheet.write_row(4 + n, 0, [m.name, m.nis, 100 + n, 200 + n])
        sheet.write_row(6 + len(LIMBURG), 0, ["Bron: eigen telling"])
    found = carried(path)
    counts = {m.nis: 200 + n for n, m in enumerate(LIMBURG)}
    assert {"2023", "2024"} == {str(row.dimensions[0]) for row in found}
    newest = {row.area: row.figures[0].value for row in found if "2024" == str(row.dimensions[0])}
    assert zones_of(counts) == {z: newest[z] for z in zones_of(counts)}
    oldest = {m.nis: 100 + n for n, m in enumerate(LIMBURG)}
    assert sum(counts.values()) + sum(oldest.values()) == found.given["value"].value
    assert found.outside["value"].value == 0


def test_a_list_of_practices_by_postal_code_and_village(tmp_path: Path):
    """Rows without figures are counted, each in the zone of its village."""
    rows = ["naam;postcode;plaats", "A;3500;Hasselt", "B;3511;Kuringen", "C;2980;Halle"]
    path = tmp_path / "praktijken.csv"
    path.write_text("\n".join(rows))
    found = carried(path, columns=elz.tables.rows("practices"))
    assert 2 == found["herkenrode"].value
    assert 1 == found[AFTER.zone_of("Zoersel").id].value


def test_administrations_of_a_municipality_stay_apart(tmp_path: Path):
    """A municipality and its welfare centre have a row each: kept apart, and added when said."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "personeel.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Bestuur", "VTE"])
        sheet.write_row(1, 0, ["Gemeente Genk", 300.5])
        sheet.write_row(2, 0, ["OCMW Genk", 120.25])
        sheet.write_row(3, 0, ["Gemeente en OCMW As", 40])
    apart = carried(path)
    zone = AFTER.zone_of("Genk").id
    assert ("administration",) == apart.dimensions
    lows = {row.dimensions: row.figures[0].low for row in apart if row.area == zone}
    as_ = 40 if AFTER.zone_of("As").id == zone else 0
    assert {
        ("OCMW",): 120.25,
        ("municipality",): 300.5,
        ("municipality and OCMW",): as_,
    } == lows
    assert 460.75 == apart.given["VTE"].value
    with pytest.raises(TableError, match="how the key is written"):
        carried(path, by=())
    together = carried(path, by=(), repeats="sum")
    assert () == together.dimensions
    assert 420.75 + as_ == together[zone].low
    assert 460.75 == together.given["VTE"].value


def test_results_of_an_election_by_name(tmp_path: Path):
    """Municipalities go by their names; parties are kept apart."""
    rows = ["Gemeente,Lijst,Stemmen"]
    rows += [f"{m.name},{party},{10 + n}" for n, m in enumerate(LIMBURG) for party in "AB"]
    path = tmp_path / "uitslag.csv"
    path.write_text("\n".join(rows))
    found = carried(path, by=["Lijst"])
    expected = zones_of({m.nis: 10 + n for n, m in enumerate(LIMBURG)})
    for party in "AB":
        votes = {row.area: row.figures[0].value for row in found if (party,) == row.dimensions}
        assert expected == {zone: votes[zone] for zone in expected}


def test_a_national_table_leaves_wallonia_out_and_says_so(tmp_path: Path):
    """What lies outside is in a note with its count and sum, and in no zone."""
    rows = ["nis;n", "71072;5", "25005;7", "62093;2", "92094;1", "21004;4"]
    path = tmp_path / "belgium.csv"
    path.write_text("\n".join(rows))
    found = carried(path)
    assert (19, 9, 10) == tuple(
        each["n"].value for each in (found.given, found.total, found.outside)
    )
    assert (5, 4) == (found["herkenrode"].low, found["bruzel"].low)
    assert 9 == sum(row.figures[0].low for row in found)
    note = next(note for note in found.notes if "outside" in note)
    assert "3 rows outside the record left out, with n 10: 25005, 62093, 92094." == note


def test_codes_of_2018_that_became_floats(tmp_path: Path):
    """Old codes with a decimal point are read as codes, and carried through the mergers."""
    members = [m for m in BEFORE.municipalities if m.region != "Brussels Hoofdstedelijk Gewest"]
    path = tmp_path / "codes.csv"
    path.write_text("\n".join(["code;aantal", *(f"{m.nis}.0;1" for m in members)]))
    found = carried(path)
    assert len(members) == found.sum([row.area for row in found]).value
    assert 6 == found["herkenrode"].value


def test_a_bilingual_table(tmp_path: Path):
    """Names in two languages with a sign between them are one municipality."""
    rows = ["Commune / Gemeente;n", "Bruxelles - Brussel;3", "Ixelles - Elsene;4", "Alost/Aalst;5"]
    path = tmp_path / "bilingue.csv"
    path.write_text("\n".join(rows), encoding="cp1252")
    found = carried(path)
    assert 12 == found.given["n"].value == found.total["n"].value
    assert 7 == found["bruzel"].low
    assert 5 == found[AFTER.zone_of("Aalst").id].low


def test_a_frame_saved_as_parquet(tmp_path: Path):
    """A frame with codes as its index goes through a file and comes back by zone."""
    pandas = pytest.importorskip("pandas")
    counts = {m.nis: n for n, m in enumerate(LIMBURG)}
    path = tmp_path / "counts.parquet"
    frame = pandas.DataFrame({"nis": [int(nis) for nis in counts], "n": [*counts.values()]})
    frame.set_index("nis").to_parquet(path)
    assert zones_of(counts) == {z: t.value for z, t in _totals(carried(path)).items() if t.low}
    assert zones_of(counts) == {
        z: t.value for z, t in _totals(carried(frame.set_index("nis"))).items() if t.low
    }


def _totals(found):
    return {row.area: row.figures[0] for row in found}
