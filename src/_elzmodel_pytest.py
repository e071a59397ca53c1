"""The plugin for pytest: fixtures, markers, an option, and what differs between values.

It stands outside the package, so that a test run of something else loads no room of
elzmodel; what a test asks for is loaded then.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from elzmodel import Landscape, Scenario, Snapshot

__all__: list[str] = []

_SCENARIO = pytest.StashKey["Scenario"]()
_LAND = pytest.StashKey["Landscape"]()
_OPTION = "--elz-scenario"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that lets a scenario happen."""
    parser.getgroup("elzmodel").addoption(
        _OPTION,
        metavar="FILE",
        help="let the scenario of this document happen in the landscape of the fixture `flanders`",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers, and read the scenario where one is given."""
    for line in (
        "elz_record: needs Flanders as it is recorded: skipped with --elz-scenario",
        "elz_scenario: needs a scenario: skipped without --elz-scenario",
    ):
        config.addinivalue_line("markers", line)
    path = config.getoption(_OPTION)
    if path is not None:
        _adopt(config, path)


def _adopt(config: pytest.Config, path: str) -> None:
    elz: Any = import_module("elzmodel")
    try:
        scenario = elz.load(path)
        if not isinstance(scenario, elz.Scenario):
            raise pytest.UsageError(f"{_OPTION}: {path} is no document of a scenario")
        config.stash[_LAND] = elz.adopt(elz.flanders(), scenario)
    except elz.errors.DocumentError as error:
        raise pytest.UsageError(f"{_OPTION}: {error}") from error
    except elz.ElzError as error:
        raise pytest.UsageError(f"{_OPTION}: {path}: {error}") from error
    except OSError as error:
        raise pytest.UsageError(f"{_OPTION}: {path}: {error.strerror or error}") from error
    config.stash[_SCENARIO] = scenario


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say which scenario happened."""
    scenario = config.stash.get(_SCENARIO, None)
    return [] if scenario is None else [f"elzmodel: in {scenario!r} of {config.getoption(_OPTION)}"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs the record as it is, or a scenario."""
    given = _SCENARIO in item.config.stash
    if given and item.get_closest_marker("elz_record"):
        pytest.skip(f"it needs the record as it is, without {_OPTION}")
    if not given and item.get_closest_marker("elz_scenario"):
        pytest.skip(f"it needs {_OPTION}")


@pytest.fixture(scope="session")
def flanders(pytestconfig: pytest.Config) -> Landscape:
    """The packaged landscape, in which the scenario of --elz-scenario happened."""
    land = pytestconfig.stash.get(_LAND, None)
    found: Landscape = import_module("elzmodel").flanders() if land is None else land
    return found


@pytest.fixture(scope="session")
def elz_scenario(pytestconfig: pytest.Config) -> Scenario | None:
    """The scenario of --elz-scenario, None without one."""
    return pytestconfig.stash.get(_SCENARIO, None)


@pytest.fixture(scope="session")
def elz_day(flanders: Landscape) -> Snapshot:
    """The day of the last event in `flanders`: after the scenario, where one is given."""
    adoption: Any = import_module("elzmodel.scenarios.adoption")
    day: Snapshot = flanders.on(adoption.last_event_day(flanders), beyond_ok=True)
    return day


@pytest.fixture(scope="session")
def six_villages() -> Landscape:
    """Six municipalities in two zones, drawn in `elzmodel.testing.villages.six_villages`."""
    found: Landscape = import_module("elzmodel.testing.villages").six_villages()
    return found


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Tell what differs between two values of ours, in a line each."""
    ours = type(left).__module__.partition(".")[0] == "elzmodel"
    if op != "==" or not ours or type(left) is not type(right):
        return None
    lines: list[str] = import_module("elzmodel.testing.differences").differences(left, right)
    what = type(left).__name__
    return [f"{what} == {what}", "what differs (left | right):", *lines] if lines else None
