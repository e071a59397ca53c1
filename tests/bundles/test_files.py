"""Landscapes are saved whole and read back equal, and what is something else is refused."""

from __future__ import annotations

import copy
import pickle
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.bundles import save_outlines
from elzmodel.bundles.records import landscape_of, rows_of, tables_of
from elzmodel.cli import main
from elzmodel.errors import (
    DocumentError,
    FormatVersionError,
    InvalidValueError,
    MissingDependencyError,
)
from elzmodel.territory import Figure, Figures, Part
from elzmodel.testing.worlds import small_world


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small landscape that was saved, with a row in most of the tables."""
    path = tmp_path_factory.mktemp("sound") / "small.sqlite"
    fl = elz.flanders()
    sources = {name: fl.sources[name] for name in ("S01", "S02")}
    several = {"aliases": fl.aliases[:2], "size_rules": fl.size_rules, "sources": sources}
    elz.save_landscape(world(**several, locations=fl.locations[:1]), path)
    return path


@pytest.fixture
def copied(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copyfile(sound, tmp_path / "copy.sqlite"))


def spoil(path: Path, *statements: str) -> None:
    """Run statements on a database."""
    with closing(sqlite3.connect(path)) as base:
        for statement in statements:
            base.execute(statement)
        base.commit()


def refused(path: Path) -> list[str]:
    """Return what keeps a file from being read, a line each."""
    with pytest.raises(DocumentError) as caught:
        elz.read_landscape(path)
    return [str(finding) for finding in caught.value.findings]


def refused_codes(path: Path) -> set[str]:
    """Return the codes of what keeps a file from being read."""
    with pytest.raises(DocumentError) as caught:
        elz.read_landscape(path)
    return {finding.code for finding in caught.value.findings}


def run(*arguments: object) -> tuple[int, str]:
    """Run a command and return its exit code and what it says."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def world(**others):
    """Return a small landscape with one municipality and figures of all sorts."""
    create = elz.territory.Create(id="c", day="2000-01-01", unit="u", name="U", parts=("a",))
    land = {"day": "2000-01-01", "parts": ["a"]}
    values = {"w": 10**20, "x": Fraction(1, 3), "y": 0.1, "z": 5.0, "half": Fraction(1, 2)}
    figures = [Figure(kind=kind, value=value, **land) for kind, value in values.items()]
    return evolve(small_world(create, figures=figures), **others)


def test_the_packaged_landscape_is_read_back_equal(saved) -> None:
    """With everything that is read late, and with the edition it has."""
    fl, back = elz.flanders(), elz.read_landscape(saved)
    assert fl == back
    assert hash(fl) == hash(back)
    assert (fl.gazetteer, fl.shapes, fl.partitions) == (
        back.gazetteer,
        back.shapes,
        back.partitions,
    )
    assert (fl.rule_sets, fl.edition) == (back.rule_sets, back.edition)
    assert back == pickle.loads(pickle.dumps(back)) == copy.copy(back)


@pytest.mark.parametrize("name", ["x.sqlite", "x.db", "x", "x.parquet"])
def test_a_landscape_is_saved_as_its_name_says(name: str, tmp_path: Path) -> None:
    """Numbers of any size and kind come back as they were, also in place of another."""
    path = tmp_path / name
    elz.save_landscape(small_world(), path)
    elz.save_landscape(world(), path)
    back = elz.read_landscape(path)
    assert world() == back
    got = [(type(f.value), f.value) for f in back.figures.figures]
    assert [(type(f.value), f.value) for f in world().figures.figures] == got
    assert path.is_dir() == (name in {"x", "x.parquet"})
    assert [name] == [each.name for each in tmp_path.iterdir()]


def test_views_begin_with_the_last_day_of_the_record(tmp_path: Path) -> None:
    """Where the record has no end, with the day of its last event."""
    path = tmp_path / "x.db"
    ended = world(covers=elz.Period(date(2000, 1, 1), date(2010, 1, 1)))
    for each, day in ((ended, "2009-12-31"), (world(), "2000-01-01")):
        elz.save_landscape(each, path)
        with closing(sqlite3.connect(path)) as base:
            assert [(day,)] == base.execute("SELECT day FROM asked").fetchall()


def test_parquet_is_written_and_read_without_pyarrow(tmp_path, monkeypatch) -> None:
    """Polars does both as well, and the other extra is told where neither is there."""
    elz.save_landscape(world(), tmp_path / "arrow")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    elz.save_landscape(world(), tmp_path / "polars")
    assert (
        world() == elz.read_landscape(tmp_path / "polars") == elz.read_landscape(tmp_path / "arrow")
    )
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingDependencyError, match=r"elzmodel\[frames\]"):
        elz.read_landscape(tmp_path / "polars")


def test_parquet_that_others_wrote_is_read_by_what_it_says(tmp_path: Path) -> None:
    """A day is a day; a list where a number is asked is told."""
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    elz.save_landscape(world(), tmp_path / "x")
    figures, lands = (tmp_path / "x" / f"{name}.parquet" for name in ("figures", "lands"))
    table = parquet.read_table(figures)
    days = table["day"].cast(arrow.date32())
    parquet.write_table(table.set_column(1, "day", days), figures)
    assert world() == elz.read_landscape(tmp_path / "x")
    parquet.write_table(arrow.table({"land": [[1]], "part": ["a"]}), lands)
    assert {"ELZ-B003"} == refused_codes(tmp_path / "x")


def test_what_differs_is_not_equal() -> None:
    """Also where it is read late, and without a look at it where other things differ."""
    fl = elz.flanders()
    asked = []
    other = evolve(fl, shapes=lambda: asked.append(1) or fl.shapes)
    assert fl == other
    assert asked
    assert fl != evolve(fl, gazetteer=world().gazetteer)
    assert fl != evolve(fl, rule_reader=())
    assert (fl.__eq__(5), fl == 5) == (NotImplemented, False)


def test_a_name_that_says_no_form_is_refused(tmp_path: Path) -> None:
    """And so is a folder that holds something else, which stays."""
    with pytest.raises(InvalidValueError, match=r"\.sqlite, \.sqlite3, \.db or \.parquet"):
        elz.save_landscape(world(), tmp_path / "x.csv")
    elz.save_landscape(world(), tmp_path / "x.csv", form="sqlite")
    assert world() == elz.read_landscape(tmp_path / "x.csv")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(FileNotFoundError, match="nowhere'"):
        elz.save_landscape(world(), tmp_path / "nowhere" / "x")
    for name in ("own", "x.csv"):
        with pytest.raises(InvalidValueError, match="saved landscape"):
            elz.save_landscape(world(), tmp_path / name, form="parquet")
    assert ["notes.txt"] == [each.name for each in (tmp_path / "own").iterdir()]


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(tmp_path, monkeypatch) -> None:
    """Whatever interrupts it, the old folder or the new one is there, and nothing beside."""
    path = tmp_path / "x"
    elz.save_landscape(small_world(), path)
    rename = Path.rename

    def broken(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(OSError, match="No space"):
        elz.save_landscape(world(), path)
    assert small_world() == elz.read_landscape(path)
    assert ["x"] == [each.name for each in tmp_path.iterdir()]


def test_what_would_not_come_back_is_not_saved(tmp_path: Path) -> None:
    """An id that no document has, a number or a text that no file holds."""
    odd = world(parts={"A part!": Part(id="A part!", name="A")})
    huge = world(figures=Figures(())).with_events(
        [elz.territory.Alter(id="x", day="2001-01-01", order=2**70, unit="u", name="V")]
    )
    half = world(name="x\ud800")
    for each, form in ((odd, "sqlite"), (huge, "sqlite"), (huge, "parquet"), (half, "sqlite")):
        with pytest.raises(InvalidValueError, match="landscape to save"):
            elz.save_landscape(each, tmp_path / "x", form=form)
    assert [] == [*tmp_path.iterdir()]


def test_other_files_are_refused(copied: Path, tmp_path: Path) -> None:
    """What is no database, another one, cut off, or no Parquet."""
    text, empty = tmp_path / "text.sqlite", tmp_path / "empty.sqlite"
    text.write_text("name;zone\n", "utf-8")
    spoil(empty, "CREATE TABLE t (x)")
    assert "no SQLite file" in refused(text)[0]
    assert "another database" in refused(empty)[0]
    copied.write_bytes(copied.read_bytes()[:5_000])
    assert "SQLite cannot read it" in refused(copied)[0]
    (tmp_path / "folder").mkdir()
    assert "no file landscape.parquet" in refused(tmp_path / "folder")[0]
    (tmp_path / "folder" / "landscape.parquet").write_text("x", "utf-8")
    assert "no Parquet file" in refused(tmp_path / "folder")[0]
    with pytest.raises(FileNotFoundError):
        elz.read_landscape(tmp_path / "nowhere.sqlite")


def test_a_newer_file_is_refused(copied: Path) -> None:
    """Before anything else is looked at."""
    spoil(copied, "UPDATE landscape SET format = 99", "DROP TABLE sources")
    with pytest.raises(FormatVersionError, match="format 99"):
        elz.read_landscape(copied)


def test_every_row_that_cannot_be_read_is_told(copied: Path) -> None:
    """With its table, its row and its column, all at once."""
    spoil(
        copied,
        "UPDATE sources SET grade = 'Z' WHERE rowid = 2",
        "UPDATE figures SET land = 999999 WHERE rowid = 3",
        "UPDATE figures SET value_exact = 'many' WHERE rowid = 4",
        "UPDATE figures SET value = 7 WHERE rowid = 5",
        "UPDATE events SET details = '[]' WHERE rowid = 1",
        "UPDATE aliases SET ids = '[' WHERE rowid = 2",
        "UPDATE locations SET lon = 'east'",
        "UPDATE size_rules SET start = '2020-13-01' WHERE rowid = 1",
    )
    assert [
        "aliases, row 2, column ids: ELZ-B003",
        "events, row 1, column details: ELZ-B003",
        "figures, row 3, column land: ELZ-B003",
        "figures, row 4, column value_exact: ELZ-B003",
        "figures, row 5, column value_exact: ELZ-B003",
        "locations, row 1, column lon: ELZ-D036",
        "size_rules, row 1, column period: ELZ-D034",
        "sources, row 2, column grade: ELZ-D035",
    ] == [line.partition("!")[2].partition(" error")[0] for line in refused(copied)]


def test_missing_tables_and_columns_are_told(copied: Path) -> None:
    """All of them; and where there is not one row that says what it is."""
    spoil(
        copied,
        "DROP TABLE villages",
        "ALTER TABLE sources DROP COLUMN licence",
        "DELETE FROM landscape",
    )
    found = refused(copied)
    assert ["has 0 rows", "column 'licence' of table 'sources'", "table 'villages'"] == [
        part
        for part in ("has 0 rows", "column 'licence' of table 'sources'", "table 'villages'")
        if any(part in line for line in found)
    ]
    assert 3 == len(found)


def test_rows_that_contradict_each_other_are_told(copied: Path) -> None:
    """What a landscape refuses is a fault of the file."""
    spoil(copied, "INSERT INTO events SELECT * FROM events WHERE rowid = 1")
    assert all("ELZ-T008" in line for line in refused(copied))
    spoil(copied, "UPDATE landscape SET code_pattern = '('")
    assert "ELZ-B001" in refused(copied)[0]


def test_a_partition_that_is_missing_is_told() -> None:
    """Zones and regions are always there."""
    rows = {table.name: rows_of(table) for table in tables_of(world())}
    rows["partitions"] = rows["partitions"][1:]
    with pytest.raises(DocumentError, match="no row 'zones'"):
        landscape_of(rows, "x")


def test_outlines_are_a_layer_for_each_level(tmp_path: Path) -> None:
    """With names, inhabitants as bounds, and whom to name; read back by geopandas."""
    geopandas = pytest.importorskip("geopandas")
    path = tmp_path / "day.gpkg"
    save_outlines(elz.flanders().on("2025-01-01"), path, by=["zone", "province"], year=2021)
    zones = geopandas.read_file(path, layer="zone").set_index("id")
    assert (60, "EPSG:4326") == (len(zones), zones.crs.to_string())
    expected = elz.flanders().on("2025-01-01").population("haspengouw", year=2021)
    row = zones.loc["haspengouw"]
    assert (expected.low, expected.high) == (row.inhabitants_low, row.inhabitants_high)
    assert 5 == len(geopandas.read_file(path, layer="province"))
    with closing(sqlite3.connect(path)) as base:
        told = base.execute("SELECT DISTINCT description FROM gpkg_contents").fetchall()
    assert [(elz.flanders().shapes.attribution,)] == told
    assert ["day.gpkg"] == [each.name for each in tmp_path.iterdir()]


def test_outlines_without_figures_or_under_another_name(tmp_path: Path, monkeypatch) -> None:
    """Nothing is said of inhabitants that are not known; the package is told that is lacking."""
    day = evolve(elz.flanders(), figures=Figures(())).on("2025-01-01")
    save_outlines(day, tmp_path / "x.gpkg", by="province")
    with pytest.raises(InvalidValueError, match="at least one"):
        save_outlines(day, tmp_path / "x.gpkg", by=[])
    with pytest.raises(InvalidValueError, match=r"\.gpkg"):
        save_outlines(day, tmp_path / "x.shp")
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    with pytest.raises(MissingDependencyError, match=r"elzmodel\[maps\]"):
        save_outlines(day, tmp_path / "x.gpkg")


def test_a_saved_landscape_is_asked_and_checked_on_the_command_line(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was exported is a record like any other."""
    monkeypatch.chdir(tmp_path)
    assert (0, "again is written.\n") == run("export", "again", "--record", copied)
    assert elz.read_landscape(copied) == elz.read_landscape("again")
    assert "History of U" in run("history", "U", "--record", "again")[1]
    code, said = run("check", "again", copied, "--alone", "--on", "2000-01-01")
    assert (0, True) == (code, said.endswith("in 2 files\n"))
    assert "ELZ-C021" in run("check", "again", "--alone")[1]
    spoil(copied, "DROP TABLE parts")
    assert "copy.sqlite: ELZ-B002" in run("check", copied, "--alone")[1]


def test_a_map_is_exported_for_a_day(sound: Path, tmp_path: Path) -> None:
    """A GeoPackage has a day, a record has all of them."""
    path = tmp_path / "x.gpkg"
    assert 0 == run("export", path, "--on", "2020-07-01", "--record", sound)[0]
    assert path.exists()
    code, said = run("export", tmp_path / "x.db", "--on", "2020-07-01", "--lang", "nl")
    assert (2, True) == (code, "al hun dagen" in said)
    assert 2 == run("export", "-")[0]
