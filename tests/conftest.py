"""Profiles of the property tests, and what the programs of a test inherit."""

from __future__ import annotations

import os

import pytest
from hypothesis import Phase, settings

# To explain a failure costs ten times what it costs to find one, in every call of `find` too.
_quick = settings(deadline=None, phases=[phase for phase in Phase if phase is not Phase.explain])
# The same examples each time, so that a red build can be repeated.
_repeatable = settings(_quick, derandomize=True, database=None)

settings.register_profile("fast", _quick, max_examples=25)
settings.register_profile("ci", _repeatable, max_examples=20)
settings.register_profile("deep", deadline=None, max_examples=2000)

# Commands and cards answer in English, whatever the system of who runs the tests says.
os.environ["ELZMODEL_LANG"] = "en"

settings.load_profile(os.environ.get("ELZMODEL_PROFILE", "fast"))

# These go through much that others reach too.
_DEAR = (
    *("tests/docs/", "tests/house/", "tests/stories/test_pseudo_locale.py"),
    *("tests/values/test_dutch.py", "tests/views/test_every_picture.py"),
    *("tests/views/test_interactive.py", "src/elzmodel/testing/strategies/", "src/elzmodel/views/"),
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Call dear what is not worth to be measured: tracing makes it three to eight times slower.

    A test whose name differs from process to process, as one with an address in it, would be
    no test that the workers of a run share.
    """
    fleeting = [item.nodeid for item in items if " at 0x" in item.nodeid]
    if fleeting:
        raise pytest.UsageError(f"give ids that stay to {fleeting[0]}")
    for item in items:
        if item.nodeid.startswith(_DEAR):
            item.add_marker(pytest.mark.dear)


# A worker of pytest-xdist is measured, the programs that its tests start are not.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
