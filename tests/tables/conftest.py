"""Tables drawn as text, read with the packaged reference."""

from __future__ import annotations

import pytest

from elzmodel.data import flanders
from elzmodel.grids.columns import Grid, GridColumn
from elzmodel.tables import read_table


def grid_of_lines(text, source="t.csv"):
    """Return a grid of cells between semicolons, below a line with the names."""
    head, *rows = [line.split(";") for line in text.strip("\n").split("\n")]
    columns = [GridColumn.of(name, i + 1, [row[i] for row in rows]) for i, name in enumerate(head)]
    return Grid(source, tuple(columns), range(2, len(rows) + 2), 1)


@pytest.fixture
def read():
    """Return a function that reads a table which is drawn as text."""

    def read(text, source="t.csv", **reading):
        return read_table(grid_of_lines(text, source), flanders(), **reading)

    return read


@pytest.fixture
def lines():
    """Return a function that makes a grid of a table which is drawn as text."""
    return grid_of_lines
