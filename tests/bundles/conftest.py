"""The packaged landscape, saved once."""

from __future__ import annotations

from pathlib import Path

import pytest

import elzmodel as elz
from elzmodel.bundles.databases import database_of
from elzmodel.bundles.records import tables_of


@pytest.fixture(scope="session")
def tables():
    """The packaged landscape as tables."""
    return tables_of(elz.flanders())


@pytest.fixture(scope="session")
def saved(tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged landscape as a database that no test changes."""
    path = tmp_path_factory.mktemp("saved") / "flanders.sqlite"
    path.write_bytes(database_of(tables, day="2025-01-01"))
    return path
