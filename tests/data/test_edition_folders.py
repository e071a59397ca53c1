"""Folders of tables: built, checked, used, and every table's mistakes found at their place.

The mergers of 2031 in here are invented; nobody decided them.
"""

from __future__ import annotations

from importlib.resources import files

import pytest

import elzmodel as elz
from elzmodel.data import build_edition, carry_edition, edition_changes
from elzmodel.data.edition_checks import check_edition
from elzmodel.data.edition_tables import tables_of
from elzmodel.data.table_forms import EDITION, SHAPES, TABLES
from elzmodel.errors import InvalidValueError, TableError

NEW = "2026-11-28"
PACKAGED_FILES = files("elzmodel.data") / "older"

INVENTED = {
    "sources": "invented,Invented: nobody decided this,,,2026-11-29,U,",
    "mergers": "2031-alken-wellen,2031-01-01,merge,73001;73098,73112,,2029-06-01,invented,Invented",
    "municipalities": """\
alken,73001,Alken,Limburg,73000,Vlaams Gewest,1970-01-01,2031-01-01,S01;S04
wellen,73098,Wellen,Limburg,73000,Vlaams Gewest,1970-01-01,2031-01-01,S01;S04
alken-wellen,73112,Alken-Wellen,Limburg,73000,Vlaams Gewest,2031-01-01,,invented""",
    "zone_members": """\
73001,,herkenrode,2020-07-01,2031-01-01,recognition,sourced,S04;S05;S06
73098,,haspengouw,2020-07-01,2031-01-01,recognition,sourced,S04;S05;S06;S18
73112,,herkenrode,2031-01-01,,merger,inferred,invented""",
}


def folder_with(path, tables, *, whole=""):
    """Write a folder of tables on top of the newest edition."""
    path.mkdir(exist_ok=True)
    said = f"{path.name},{NEW},2018-01-01,2031-07-01,{whole},,"
    for table, rows in {"edition": said, **tables}.items():
        form = EDITION if table == "edition" else TABLES[table]
        head = ",".join(form.columns)
        (path / f"{table}.csv").write_text(f"{head}\n{rows}\n", "utf-8")
    return path


def found_in(folder):
    """Return code, variant, file, line and column of each finding."""
    return {
        (f.code[4:], f.variant, f.place.file.rpartition("/")[2], f.place.line, f.place.column)
        for f in check_edition(folder)
    }


@pytest.fixture(scope="module")
def wave(tmp_path_factory):
    """A folder with an invented wave of 2031, begun, filled and built."""
    folder = tmp_path_factory.mktemp("facts") / "wave-2031"
    build_edition(folder, until="2031-07-01")
    for table, rows in INVENTED.items():
        with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{rows}\n")
    build_edition(folder)
    return folder


def test_a_folder_that_is_begun_says_what_it_stands_on_and_changes_nothing(tmp_path):
    """It has tables without rows for a wave of mergers, and those that are asked for."""
    changes = build_edition(tmp_path / "mine", tables=["population"])
    assert changes == build_edition(tmp_path / "mine", tables=["population"])
    assert () == changes.rows
    assert (NEW, "mine") == (changes.after.base, changes.after.id)
    assert {"edition.csv", "mergers.csv", "municipalities.csv", "population.csv"} <= {
        path.name for path in (tmp_path / "mine").iterdir()
    }


def test_an_invented_wave_of_2031_is_clean_once_it_is_built(wave):
    """Nothing is wrong with the rows, and the digest is that of the tables."""
    assert () == check_edition(wave)
    assert tables_of(wave).edition.digest == tables_of(wave).digest()


def test_the_difference_with_the_packaged_edition_is_the_rows_of_the_folder(wave):
    """Eight rows: one merger, one source, three municipalities, three memberships."""
    changes = edition_changes(NEW, wave)
    told = sorted((row.table, row.change) for row in changes)
    assert [
        ("mergers", "added"),
        ("municipalities", "added"),
        *[("municipalities", "changed")] * 2,
        ("sources", "added"),
        ("zone_members", "added"),
        *[("zone_members", "changed")] * 2,
    ] == told


def test_a_folder_is_used_as_any_edition_is(wave):
    """Its mergers happen, its municipalities are in their zones, what stayed is there."""
    fl = elz.flanders(edition=wave)
    before, after = fl.on("2030-12-31"), fl.on("2031-01-01")
    (merger,) = elz.compare(before, after).mergers
    assert ("Alken-Wellen", "herkenrode") == (merger.result.name, after.zone_of("73112").id)
    assert "haspengouw" == before.zone_of("Wellen").id
    assert "Grote-Spouwen" in {village.name for village in fl.gazetteer.villages}
    assert fl.shapes.attribution == elz.flanders().shapes.attribution


def test_a_folder_that_changes_is_read_anew(tmp_path):
    """What was opened before stays what it was."""
    folder = folder_with(tmp_path / "facts", {})
    before = elz.flanders(edition=folder)
    assert before is elz.flanders(edition=str(folder))
    folder_with(folder, {"size_rules": "minimum size,70000,,,,A,Invented,S12"})
    after = elz.flanders(edition=folder)
    assert before.size_rules[0].low < after.size_rules[0].low
    assert before.edition.digest != after.edition.digest


def test_a_folder_stands_on_another_one_beside_it(wave):
    """Its base is the name of that folder, seen from its own."""
    second = folder_with(wave.with_name("second"), {})
    build_edition(second, base="../wave-2031")
    assert (
        "Alken-Wellen" == elz.flanders(edition=second).on("2031-01-01").municipality("73112").name
    )
    assert () == edition_changes(wave, second).rows
    assert () == check_edition(second)


def test_a_table_that_is_whole_has_only_its_own_rows(tmp_path):
    """What names a row that is gone leads nowhere."""
    folder = folder_with(
        tmp_path / "facts",
        {"zone_renames": "", "facilities": "23009,periphery,C,S34"},
        whole="facilities;zone_renames",
    )
    assert 1 == len(elz.flanders(edition=folder).gazetteer.facilities)
    removed = edition_changes(NEW, folder).where(change="removed")
    assert {"facilities": 11, "zone_renames": 2} == {
        table: len(removed.where(table=table)) for table in ("facilities", "zone_renames")
    }


SEEDED = {
    "aliases": (
        """\
municipality,99999,Nergens,spelling,S30
zone group,nowhere,Niets,spelling,S04""",
        "E015/ 2:2, E015/ 3:2",
    ),
    "antwerp_sectors": (
        """\
1100212MQ,11002,gent,S04
11007A00-,44084,antwerpen-oost,S04""",
        "E014/zone 2:3, E014/ 3:2",
    ),
    "area": (
        """\
11001,2018,110.1,S04-computed
44001,2025,10.5,S27""",
        "E010/jump 2:3, E010/then 3:1",
    ),
    "borders": (
        """\
11001,99999,border,1.0,S25
11001,11013,border,99.0,S25
11005,11004,short,0.05,S25
11008,11011,point,1.0,S25""",
        "E013/ 2:2, E013/long 3:4, E013/order 4:2, E013/length 5:4",
    ),
    "centroids": (
        """\
11001,2018,4.3825,51.1319,9.0,51.1302,S04-computed
44001,2025,3.5,51.1,3.5,51.1,S04-computed""",
        "E014/belgium 2:5, E014/far 2:5, E014/ 3:1",
    ),
    "disagreements": ("x,y,inference,a thing,S01,,,S30,", "E015/followed 2:8"),
    "facilities": (
        """\
23009,elsewhere,C,S34
44001,periphery,C,S34""",
        "E015/kind 2:2, E014/ 3:1",
    ),
    "mergers": (
        """\
2031-x,2031-01-01,merge,73001;73001,73098,73022,,S04,
2031-y,2031-01-01,merge,11001;73022,44021,,,S04,""",
        "E012/few 2:4, E012/continues 2:6, E012/ 2:4, E012/made 2:5, E012/apart 3:4",
    ),
    "municipalities": (
        """\
aalst,41002,Aalst,Oost-Vlaanderen,41000,Vlaams Gewest,2020-01-01,2019-01-01,S01
nieuw,99991,Gent,Oost-Vlaanderen,44000,Vlaams Gewest,1970-01-01,,S01
later,99992,Later,Oost-Vlaanderen,44000,Vlaams Gewest,2026-01-01,,S01
hasselt,71072,Hasselt,Limburg,71000,Vlaams Gewest,2025-01-01,2030-01-01,S01""",
        "E012/period 2:8, E012/same 3:3, E012/land 3:2, E012/begins 4:7, E012/ends 5:8",
    ),
    "partitions": (
        """\
police zone,5901,Elsewhere,71072,S04
archived logo,1,Another name,11002,S04
transport region,x,X,44001,S04
invented,a,A,71072,S04""",
        "E011/kind 2:4, E011/named 0:0, E014/ 4:4, E011/lacking 0:0",
    ),
    "parts": ("alken,Alken,44084,,73001-x,sourced,S01", "E014/ 2:3"),
    "population": (
        """\
11001,2018,143040,S28
44001,2025,5,S27
11001,2027,14400,S28""",
        "E010/jump 2:3, E010/then 3:1, E010/ 0:0",
    ),
    "population_65_plus": ("11001,2026,13878,S28", "E010/more 2:3"),
    "postal_codes": (
        """\
9999,11001,2025,S29
2000,44001,2025,S29
2000,11002,2018,S29""",
        "E014/code 2:1, E014/ 3:2, E015/kind 4:3",
    ),
    "reference_regions": ("denderregio,Denderregio,71072,S04", "E011/kind 0:0"),
    "rest_of_belgium": ("11001,Aartselaar,,,S07", "E015/ours 2:1"),
    "size_rules": ("target size,125000,75000,,,B,x,S26", "E015/order 2:3"),
    "sources": ("S99,Nobody cites me,,,,C,", "E016/ 2:1"),
    "villages": (
        """\
11001Z,Nergens,11001,71072,S04
11001Y,Nooit,44001,,S04
11001X,Niets,,,S04""",
        "E014/apart 2:3, E014/ 3:3, E014/apart 4:3",
    ),
    "zone_members": (
        """\
11001,,rupelaar,2020-07-01,2024-01-01,recognition,sourced,S04
73001,,haspengouw,2021-01-01,,merger,sourced,S04
73098,,haspengouw,2020-07-01,2019-01-01,recognition,sourced,S04
44084,,regio-aalst,2018-07-01,,merger,sourced,S04
11002,antwerpen-2000,antwerpen-centrum,2020-07-01,2022-01-01,recognition,sourced,S04
11002,alken,antwerpen-centrum,2020-07-01,,recognition,sourced,S04
71022,,herkenrode,2020-07-01,,recognition,sourced,S04
44021,,haspengouw,2020-07-01,,recognition,sourced,S04""",
        "E011/ 0:0, E011/several 3:3, E012/period 4:5, E011/outside 8:1, E011/partly 0:0",
    ),
    "zone_renames": (
        "2031-x,gent,2019-01-01,Gent,S04,inferred,",
        "E015/order 2:3, E015/renamed 2:4",
    ),
    "zones": ("gent,Gent,2020-07-01,2019-01-01,,0,S04", "E015/order 2:4"),
}
"""Rows with mistakes, and what is found: code/variant line:column, 0:0 where it is elsewhere."""


def test_every_table_has_seeded_mistakes():
    """A table that is added to the package is added here."""
    assert {*TABLES} == {*SEEDED}


@pytest.mark.parametrize("table", sorted(SEEDED))
def test_a_mistake_in_any_table_is_found_where_it_stands(table, tmp_path):
    """All of them at once, by code, file, line and column."""
    rows, expected = SEEDED[table]
    found = found_in(folder_with(tmp_path / "facts", {table: rows}))
    placed = [each for each in found if each[2] == f"{table}.csv"]
    here = {f"{code}/{kind} {line}:{column}" for code, kind, _, line, column in placed}
    somewhere = {f"{code}/{kind} 0:0" for code, kind, *_ in found}
    assert {*expected.split(", ")} <= here | somewhere


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_cell_without_the_form_of_its_column_is_found_in_any_table(table, tmp_path):
    """Here a sign that nobody sees stands in one cell, and digits in all others."""
    form = TABLES[table]
    (checked,) = [name for name, cell in form.columns.items() if cell.leads_to or cell.pattern][-1:]
    row = ["\N{ZERO WIDTH SPACE}" if name == checked else "1" for name in form.columns]
    folder = folder_with(tmp_path / "facts", {table: ",".join(row)})
    found = found_in(folder)
    assert {"E004"} <= {code for code, _, file, *_ in found if file == f"{table}.csv"}


def test_all_that_is_wrong_with_the_form_of_tables_is_told_at_once(tmp_path):
    """Columns, cells, keys, encodings and files that are no tables, each at its place."""
    folder = folder_with(
        tmp_path / "facts",
        {
            "area": "11001,2018,11.01,S01,more\n11001,2018,11.01,S01",
            "facilities": "99999,periphery,C,S34\n23009,,C,S34",
            "zone_renames": "x,gent,2019-02-30,G,S04,inferred,",
        },
        whole="nothing",
    )
    (folder / "centroids.csv").write_bytes(b"nis,layout\xff\n")
    (folder / "parts.csv").write_text("")
    (folder / "zones.csv").write_text("zone;name;start\n")
    (folder / "aliases.csv").write_text("scope,scope,id,kind,source,colour\n")
    (folder / "villages.csv").write_text(
        ",".join(TABLES["villages"].columns) + "\n" + "x" * 200_000
    )
    (folder / "populations.csv").write_text("")
    expected = {
        ("E003", "", "area.csv", 2, 0),
        ("E005", "", "area.csv", 3, 1),
        ("E006", "", "facilities.csv", 2, 1),
        ("E004", "empty", "facilities.csv", 3, 2),
        ("E004", "", "zone_renames.csv", 2, 3),
        ("E001", "", "centroids.csv", 0, 0),
        ("E001", "empty", "parts.csv", 1, 0),
        ("E002", "parted", "zones.csv", 1, 0),
        ("E002", "", "aliases.csv", 1, 0),
        ("E002", "twice", "aliases.csv", 1, 2),
        ("E002", "unknown", "aliases.csv", 1, 6),
        ("E001", "long", "villages.csv", 2, 0),
        ("E007", "", "populations.csv", 0, 0),
        ("E007", "", "edition.csv", 2, 5),
    }
    assert expected <= found_in(folder)
    with pytest.raises(TableError, match="ELZ-E003"):
        elz.flanders(edition=folder)


def test_outlines_that_are_none_and_outlines_that_lack_land_are_found(tmp_path):
    """As text, as a drawing without the land of a part, and as one that is not there."""
    folder = folder_with(tmp_path / "facts", {})
    (folder / SHAPES).write_text("{")
    assert ("E014", "json", SHAPES, 0, 0) in found_in(folder)
    (folder / SHAPES).write_text('{"objects": {"x": {"geometries": [{"id": "11001"}]}}}')
    assert ("E014", "outline", SHAPES, 0, 0) in found_in(folder)


def test_a_zone_that_nobody_is_in_and_a_part_that_lies_elsewhere_are_found(tmp_path):
    """The one city of a zone has gone to another, and a part of the city is none of it."""
    rows = """\
44021,,haspengouw,2020-07-01,,recognition,sourced,S04
11002,alken,antwerpen-centrum,2020-07-01,,recognition,sourced,S04"""
    found = found_in(folder_with(tmp_path, {"zone_members": rows}))
    assert ("E011", "strange", "zone_members.csv", 3, 2) in found
    assert ("E011", "alone") in {each[:2] for each in found}


def test_an_edition_is_carried_on_top_of_another_one(tmp_path):
    """What the package carries of the older one is written again, file by file."""
    carry_edition("2026-11-22", tmp_path)
    packaged = PACKAGED_FILES.joinpath("2026-11-22")
    assert {path.name: path.read_text("utf-8") for path in packaged.iterdir()} == {
        path.name: path.read_text("utf-8") for path in tmp_path.iterdir()
    }


def test_a_folder_is_carried_with_the_rows_that_it_has(wave, tmp_path):
    """A table without a row of its own is left out."""
    carry_edition(wave, tmp_path)
    assert () == edition_changes(wave, tmp_path).rows
    assert {*INVENTED, "edition"} == {path.stem for path in tmp_path.iterdir()}


def test_the_newest_edition_is_carried_on_top_of_the_older_one_as_well(tmp_path):
    """With its outlines, which the other one has not."""
    carry_edition(NEW, tmp_path, base="2026-11-22")
    assert () == edition_changes(NEW, tmp_path).rows
    assert tables_of(NEW).outlines() == tables_of(tmp_path).outlines()


def test_municipalities_that_touch_nothing_are_found(tmp_path):
    """Where there are borders at all."""
    one = folder_with(
        tmp_path / "one", {"borders": "11001,11013,border,0.216,S25"}, whole="borders"
    )
    assert ("E013", "alone", "borders.csv", 0, 0) in found_in(one)
    none = folder_with(tmp_path / "none", {"borders": ""}, whole="borders")
    assert "E013" not in {code for code, *_ in found_in(none)}


def test_what_the_land_refuses_is_found_by_replaying_the_tables(tmp_path):
    """One membership twice in a year is one event twice."""
    rows = """\
73001,,herkenrode,2020-07-01,2026-01-01,recognition,sourced,S04
73001,,herkenrode,2026-01-01,2026-02-01,merger,sourced,S04
73001,,herkenrode,2026-02-01,,merger,sourced,S04"""
    assert "E018" in {code for code, *_ in found_in(folder_with(tmp_path, {"zone_members": rows}))}


def test_a_folder_that_was_changed_after_it_was_built_is_told(tmp_path):
    """With the command that builds it; without a digest it was never built."""
    folder = folder_with(tmp_path / "facts", {})
    assert ("E017", "not", "edition.csv", 0, 0) in found_in(folder)
    build_edition(folder)
    assert set() == found_in(folder)
    folder_with_rule = "minimum size,70000,,,,A,Invented,S12\n"
    head = ",".join(TABLES["size_rules"].columns)
    (folder / "size_rules.csv").write_text(f"{head}\n{folder_with_rule}")
    assert ("E017", "", "edition.csv", 0, 0) in found_in(folder)


@pytest.mark.parametrize("edition", ["2026-11-22", NEW])
def test_the_packaged_editions_pass_every_check_of_folders(edition):
    """So what is found in a folder is the folder's own."""
    assert () == check_edition(edition)


def test_a_folder_without_edition_csv_is_refused_with_what_begins_one(tmp_path):
    """And so is one that leads back to itself."""
    with pytest.raises(InvalidValueError, match="elzmodel data build"):
        elz.flanders(edition=tmp_path)
    folder = folder_with(tmp_path / "facts", {})
    text = (folder / "edition.csv").read_text().replace(NEW, "../facts")
    (folder / "edition.csv").write_text(text)
    with pytest.raises(InvalidValueError, match="lead back"):
        elz.flanders(edition=folder)


@pytest.mark.parametrize(
    "asked",
    [{"tables": ["nothing"]}, {"base": "1999"}, {"until": "never"}],
    ids=["table", "base", "day"],
)
def test_a_folder_is_not_touched_where_what_is_asked_cannot_be(asked, tmp_path):
    """Neither begun nor built."""
    with pytest.raises(InvalidValueError, match=r"nothing|1999|never"):
        build_edition(tmp_path / "mine", **asked)
    assert not (tmp_path / "mine").exists()


def test_the_door_of_all_checks_takes_a_folder(wave):
    """On a day, it looks at the landscape that the tables make as well."""
    codes = {finding.code for finding in elz.check(wave, on="2031-01-01")}
    assert "ELZ-Z010" in codes


def test_a_folder_is_called_by_a_text_on_one_line(tmp_path):
    """Its manifest says what it is called; nothing is begun where that cannot be."""
    name = ' a,"b'
    changes = build_edition(tmp_path / name, until="2031-07-01")
    assert name == changes.after.id == elz.flanders(edition=tmp_path / name).edition.id
    with pytest.raises(InvalidValueError, match="the path of a file"):
        build_edition(tmp_path / "a\0b")
    for wrong in ("a\rb", "a\nb", " "):
        with pytest.raises(
            InvalidValueError, match="Expected one whose name is a text on one line"
        ):
            build_edition(tmp_path / wrong)
        assert not (tmp_path / wrong).exists()
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    with pytest.raises(OSError, match="one"):
        build_edition(tmp_path / "one")
    folder = folder_with(tmp_path / "facts", {})
    text = (folder / "edition.csv").read_text().replace("\nfacts,", '\n"fa\rcts",')
    (folder / "edition.csv").write_text(text, newline="")
    assert ("E004", "", "edition.csv", 2, 1) in found_in(folder)


def test_a_manifest_that_cannot_be_read_is_refused(tmp_path):
    """A cell that never ends is none, and neither are two rows."""
    folder = folder_with(tmp_path / "facts", {})
    text = (folder / "edition.csv").read_text()
    for wrong in (text + "x" * 200_000, text + text.splitlines()[1], text.splitlines()[0], ""):
        (folder / "edition.csv").write_text(wrong)
        with pytest.raises(InvalidValueError, match=r"Expected a folder with edition\.csv"):
            edition_changes(folder)


def test_a_folder_without_its_form_is_neither_compared_nor_carried(tmp_path):
    """All that is wrong is told, where its rows would seem to be gone, or others."""
    wrong = folder_with(tmp_path / "wrong", {})
    (wrong / "zones.csv").write_text("zone,naam\ngent,Gent\n")
    (wrong / "area.csv").write_text(",".join(TABLES["area"].columns) + "\n" + "x" * 200_000)
    for refused in (
        lambda: edition_changes(wrong),
        lambda: edition_changes(NEW, wrong),
        lambda: carry_edition(wrong, tmp_path / "carried"),
        lambda: carry_edition(NEW, tmp_path / "carried", base=wrong),
        lambda: elz.flanders(edition=wrong),
    ):
        with pytest.raises(TableError, match=r"(?s)area\.csv:2: ELZ-E001.*131,072.*ELZ-E002"):
            refused()
    assert not (tmp_path / "carried").exists()


def test_figures_are_of_plain_digits_and_not_of_thousands(tmp_path):
    """Other digits look alike and are no figures; no count has thousands of them."""
    for count in ("9" * 5000, "\u0661\u0662"):
        folder = folder_with(tmp_path / "facts", {"population": f"11001,2026,{count},S01"})
        found = {each for each in found_in(folder) if each[2] == "population.csv"}
        assert {"E004"} == {code for code, *_ in found}
