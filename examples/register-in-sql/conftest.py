"""``--database`` and ``--bug`` choose what is tested: SQLite and the right register by default."""

import pytest

from bugs import BUGS
from databases import DATABASES
from register import Register


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options."""
    parser.addoption("--database", choices=sorted(DATABASES), default="sqlite")
    parser.addoption("--bug", choices=sorted(BUGS), help="test a register with a mistake in it")


@pytest.fixture(scope="session")
def make(request: pytest.FixtureRequest):
    """Return what makes an empty register."""
    bug = request.config.getoption("bug")
    chosen = BUGS[bug] if bug else Register
    with DATABASES[request.config.getoption("database")]() as database:
        yield lambda: chosen(database)
