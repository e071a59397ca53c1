"""Landscapes in files: a database, a folder of tables, the outlines of a day on a map."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, get_args

from elzmodel.bundles.databases import database_of, is_database
from elzmodel.bundles.databases import rows_in as rows_in_database
from elzmodel.bundles.folders import files_of, is_saved_folder, replace_folder
from elzmodel.bundles.folders import rows_in as rows_in_folder
from elzmodel.bundles.records import landscape_of, tables_of
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.territory import Municipality
from elzmodel.values import eve
from elzmodel.values.extras import extra
from elzmodel.values.saving import file_path, replace_file
from elzmodel.values.text import said
from elzmodel.zones import Zone

__all__ = ["read_landscape", "save_landscape", "save_outlines"]

BundleForm = Literal["sqlite", "parquet"]
_FORMS: Final[tuple[BundleForm, ...]] = get_args(BundleForm)
_SUFFIXES: Final[dict[str, BundleForm]] = {
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".parquet": "parquet",
    "": "parquet",
}


def save_landscape(
    landscape: Landscape, path: str | os.PathLike[str], *, form: BundleForm | None = None
) -> None:
    """Save a whole landscape, so that other programs can ask it and `read_landscape` reads it.

    A database, ``sqlite``, is a file whose name ends in .sqlite, .sqlite3 or .db; it has views
    for a day as well. Tables as Parquet, ``parquet``, are a folder, whose name ends so or has
    no such end; it needs pyarrow or the extra ``frames``. What is there is replaced when the
    new one is whole.

    Args:
        landscape: What is saved: events, zones, figures, borders, outlines, names, sources.
        path: Where to.
        form: How, where the name does not say it.

    Raises:
        InvalidValueError: If the name says no form, the folder holds something else, or the
            landscape has ids that documents cannot have.
        MissingDependencyError: If there is nothing to write Parquet with.
        OSError: If it cannot be written.

    Example:
        >>> import sqlite3
        >>> from elzmodel.territory import Create
        >>> from elzmodel.testing.worlds import small_world
        >>> aalst = Create(id="c", day="2000-01-01", unit="aalst", name="Aalst", parts=("aalst",))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save_landscape(small_world(aalst), f"{folder}/small.sqlite")
        ...     base = sqlite3.connect(f"{folder}/small.sqlite")
        ...     _ = base.execute("UPDATE asked SET day = '2025-01-01'")
        ...     base.execute("SELECT name, start FROM municipalities_on_day").fetchall()
        ...     base.close()
        [('Aalst', '2000-01-01')]
    """
    target = file_path(path)
    chosen = form or _SUFFIXES.get(target.suffix.lower())
    if chosen not in _FORMS:
        ends = [end for end in _SUFFIXES if end]
        expected = said("one that ends in {ends:or all}, or a form", ends=ends)
        raise InvalidValueError("name of a file for a landscape", str(path), expected)
    tables = tables_of(landscape)
    if chosen == "parquet":
        replace_folder(target, files_of(tables))
    else:
        replace_file(target, database_of(tables, day=_last_day(landscape)))


def _last_day(landscape: Landscape) -> str:
    """Return the last day of the record; where that is open, the day of its last event."""
    until, events = landscape.covers.until, landscape.register.events
    if until is not None:
        return eve(until).isoformat()
    return (events[-1].day if events else landscape.covers.start or date.min).isoformat()


def is_saved(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file or folder is looked at as a saved landscape, by how it begins.

    Raises:
        OSError: If it cannot be opened.

    Example:
        >>> is_saved(__file__)
        False
    """
    source = file_path(path)
    if source.is_dir():
        return is_saved_folder(source)
    return source.is_file() and is_database(source)


def read_landscape(path: str | os.PathLike[str]) -> Landscape:
    """Read a landscape that was saved: a database, or a folder of Parquet files.

    It is equal to the one that was saved. Only the tables of the record are read; what
    follows from them is computed again.

    Raises:
        FormatVersionError: If a newer version of the library wrote it.
        DocumentError: If it is something else, or its rows cannot be read or contradict each
            other; all problems at once, each with its table and row.
        MissingDependencyError: If there is nothing to read Parquet with.
        OSError: If it cannot be opened.

    Example:
        >>> from elzmodel.testing.worlds import small_world
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save_landscape(small_world(), f"{folder}/world")
        ...     read_landscape(f"{folder}/world") == small_world()
        True
    """
    source = file_path(path)
    rows = rows_in_folder(source) if source.is_dir() else rows_in_database(source)
    return landscape_of(rows, str(source))


def save_outlines(
    day: Snapshot,
    path: str | os.PathLike[str],
    *,
    by: str | Sequence[str] = ("zone", "municipality"),
    year: int | None = None,
) -> None:
    """Save the outlines of a day's areas as a GeoPackage, a layer for each level.

    Each area has its id, name and inhabitants, as bounds; what has no outline has no geometry.
    Whom to name beside a map of it stands in the description of each layer. It needs the extra
    ``maps``.

    Args:
        day: The day.
        path: The file, which ends in .gpkg.
        by: The levels of `Snapshot.to_geojson <elzmodel.landscape.snapshot.Snapshot.to_geojson>`.
        year: The year of the inhabitants; by default the newest that is exact on the day.

    Raises:
        InvalidValueError: If the name ends otherwise, or there is no such level.
        MissingDependencyError: If geopandas or pyogrio is not installed.
        OSError: If it cannot be written.

    Example:
        >>> from elzmodel import flanders
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save_outlines(flanders().on("2025-01-01"), f"{folder}/zones.gpkg", by=["zone"])
        ...     sorted(os.listdir(folder))
        ['zones.gpkg']
    """
    if file_path(path).suffix.lower() != ".gpkg":
        raise InvalidValueError("name of a GeoPackage", str(path), said("one that ends in .gpkg"))
    levels = [by] if isinstance(by, str) else [*by]
    if not levels:
        raise InvalidValueError("levels of a GeoPackage", levels, said("at least one"))
    extra("pyogrio")
    frames = [
        (level, day.to_geodataframe(by=level, properties=_facts(day, level, year)))
        for level in levels
    ]
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / "outlines.gpkg"
        for level, frame in frames:
            about = frame.attrs["attribution"]
            frame.attrs.clear()
            frame.to_file(beside, layer=level, driver="GPKG", engine="pyogrio", DESCRIPTION=about)
        replace_file(path, beside.read_bytes())


def _facts(day: Snapshot, level: str, year: int | None) -> dict[str, dict[str, Any]]:
    """Return what is said of each zone or municipality beside its name."""
    newest = year_or_newest(day.figures, year, day)
    areas: dict[str, list[tuple[str, Zone | Municipality]]] = {
        "zone": [(zone.id, zone) for zone in day.zones],
        "municipality": [(each.nis or each.unit, each) for each in day.municipalities],
    }
    if newest is None:
        return {}
    return {
        key: {"inhabitants": day.population(area, year=newest), "year": newest}
        for key, area in areas.get(level, ())
    }
