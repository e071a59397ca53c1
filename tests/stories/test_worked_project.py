"""The worked project finds mistakes in a register in SQL, and tells each in a few lines.

All ten, on both databases and from the built wheel, are tried by the session ``worked``.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2] / "examples" / "register-in-sql"
MODULES = ("bugs", "databases", "histories", "register", "show_bugs")
TEN = {
    "inclusive-end",
    "code-as-identity",
    "lost-divided",
    "merged-twice",
    "orphaned-seat",
    "long-table-summed",
    "code-reused",
    "same-name-new-code",
    "open-as-settled",
    "turn-of-the-year",
}


@pytest.fixture(scope="module")
def project():
    """Return the script of the project, and leave no module of it behind."""
    sys.path.insert(0, str(PROJECT))
    yield importlib.import_module("show_bugs")
    sys.path.remove(str(PROJECT))
    for name in MODULES:
        sys.modules.pop(name, None)


@pytest.fixture
def database(project):
    """Return SQLite in memory."""
    with project.DATABASES["sqlite"]() as opened:
        yield opened


def test_the_project_has_ten_mistakes(project):
    """Each is a class that stands by its name."""
    assert set(project.BUGS) == TEN


@pytest.mark.hypothesis
def test_the_right_register_passes(project, database):
    """Nothing is found where nothing is wrong."""
    assert [] == project.smallest_history(database, examples=5)


@pytest.mark.hypothesis
@pytest.mark.parametrize(
    ("bug", "told"),
    [
        ("inclusive-end", "has Elm (10001) too much"),
        ("code-as-identity", "zones of Elm"),
        ("turn-of-the-year", "inhabitants of North in 2001"),
    ],
)
def test_a_mistake_is_told_in_a_few_lines(project, database, bug, told):
    """The report says what differs, on which day, and one step that can be called again."""
    what, day, _, _, start, *steps, end = project.smallest_history(
        database, project.BUGS[bug], examples=20
    )
    assert told in what
    assert "on 2001-01-01; at first 10001 Elm (elm) in north" == day
    assert ["state.start()", "state.teardown()"] == [start, end]
    assert ["state.recode(day='2001-01-01', nis='10007', unit='elm')"] == steps
