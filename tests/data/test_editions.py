"""Editions of the facts: opened side by side, told apart, and the newest told in the changelog."""

from __future__ import annotations

import csv
import pickle
from io import StringIO
from pathlib import Path

import pytest

import elzmodel as elz
from elzmodel.data import edition_changes, editions, load_flanders
from elzmodel.data.edition_tables import tables_of
from elzmodel.data.table_forms import TABLES
from elzmodel.errors import InvalidValueError

OLD, NEW = "2026-11-22", "2026-11-28"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def old():
    return elz.flanders(edition=OLD)


@pytest.fixture(scope="module")
def changes():
    return edition_changes(OLD, NEW)


@pytest.mark.parametrize("edition", [OLD, NEW])
def test_the_digest_that_an_edition_states_is_that_of_its_tables(edition):
    """Who changes a packaged table has to call it another edition."""
    tables = tables_of(edition)
    assert tables.edition.digest == tables.digest()


def test_the_newest_edition_is_what_is_opened_where_none_is_asked_for():
    """It is the last one of the list."""
    assert editions()[-1].id == NEW == elz.flanders().edition.id
    assert elz.flanders() is elz.flanders(edition=NEW)


def test_an_older_edition_knows_what_was_known_then(old):
    """Inhabitants to 2021, neither villages nor outlines nor other partitions."""
    assert (2018, 2019, 2020, 2021) == old.figures.years("population")
    assert () == old.gazetteer.villages
    assert ["zone", "reference region"] == [*old.partitions]
    assert ("", ()) == (old.shapes.attribution, old.shapes.drawn)


def test_two_editions_are_open_side_by_side_and_agree_on_the_zones(old):
    """What did not change between them is the same in both."""
    days = [fl.on("2025-01-01") for fl in (old, elz.flanders())]
    assert days[0].zone_map.parts_by_zone == days[1].zone_map.parts_by_zone


def test_the_difference_of_two_editions_is_exactly_the_rows_that_differ(changes):
    """Counted anew, cell by cell, with the csv module alone."""
    folder = ROOT / "src/elzmodel/data"
    expected, whole = set(), tables_of(OLD).layers[-1].whole
    for table, form in TABLES.items():
        found = []
        for place in ("older/2026-11-22", "tables"):
            file = folder / place / f"{table}.csv"
            is_there = file.exists() or table in whole
            file = file if is_there else folder / "tables" / f"{table}.csv"
            text = file.read_text("utf-8") if file.exists() else ""
            rows = csv.DictReader(StringIO(text))
            found.append({tuple(r[k] for k in form.key): {"shape": "", **r} for r in rows})
        before, after = found
        for key in {*before, *after}:
            if before.get(key) != after.get(key):
                expected.add((table, " ".join(filter(None, key))))
    told = [(row.table, row.key) for row in changes if row.table in TABLES]
    assert len(told) == len(set(told))
    assert expected == set(told)


def test_a_changed_row_says_which_cells_were_what(changes):
    """The sources of inhabitants of 2018 became two."""
    (row,) = (r for r in changes if r.table == "population" and r.key == "11001 2018")
    assert ("changed", ("source",)) == (row.change, row.columns)
    assert (("S11",), ("S11;S33",)) == (row.before, row.after)


def test_the_changelog_says_what_changed_between_editions(changes):
    """Word for word: `elzmodel data diff OLD --changelog` writes it."""
    data = (ROOT / "CHANGELOG.md").read_text("utf-8").partition("### Data")[2]
    assert changes.to_changelog() in data


def test_an_edition_that_nobody_has_is_told_with_those_there_are():
    """And that a folder will do as well."""
    with pytest.raises(InvalidValueError, match="2026-11-22 or 2026-11-28 or a folder of tables"):
        elz.flanders(edition="1999")


def test_a_landscape_of_an_edition_is_equal_read_again_and_travels(old):
    """What is read when it is asked for is compared by its edition."""
    assert load_flanders(OLD) == old == pickle.loads(pickle.dumps(old))
    assert load_flanders() != old


def test_a_landscape_with_changes_says_so_beside_its_edition():
    """The tables are those of the edition, what came on top is not."""
    changed = elz.flanders().with_size_rules([])
    assert (NEW, True) == (changed.edition.id, changed.edition.changed)


def test_a_name_that_no_folder_can_have_is_no_edition() -> None:
    """It is too long, or has a sign that no name has."""
    for name in ("x" * 5000, "a\0b"):
        with pytest.raises(InvalidValueError, match="or a folder of tables"):
            elz.flanders(edition=name)
