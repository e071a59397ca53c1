"""What hypothesis loads of the library by itself, and when."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

OURS = "sorted(m for m in sys.modules if m.lstrip('_').startswith('elzmodel'))"


def run(code: str) -> str:
    """Run Python in a fresh interpreter, and return what it prints."""
    command = [sys.executable, "-W", "error", "-c", f"import sys; {code}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_hypothesis_alone_loads_no_room() -> None:
    """Somebody's tests of something else load one small module, outside the package."""
    (entry,) = entry_points(group="hypothesis", name="elzmodel")
    assert "_elzmodel_hypothesis" == entry.value
    assert "['_elzmodel_hypothesis']" == run(f"import hypothesis; print({OURS})")


def test_types_of_others_load_no_room() -> None:
    """Nor does a type of somebody else, drawn while the library is loaded."""
    drawn = "from hypothesis import strategies as st; st.from_type(list[int]).validate()"
    found = run(f"import elzmodel, attrs; {drawn}; print({OURS})")
    assert "['_elzmodel_hypothesis', 'elzmodel', 'elzmodel._doors']" == found


@pytest.mark.parametrize("first", ["hypothesis", "elzmodel.testing.strategies"])
def test_either_may_be_imported_first(first: str) -> None:
    """The types are known whether hypothesis or the strategies come first."""
    found = run(
        f"import {first}; from hypothesis import Phase, find, settings, strategies as st;"
        "from elzmodel.territory import Register; once = settings(phases=[Phase.generate]);"
        "print(find(st.from_type(Register), bool, settings=once))"
    )
    assert "<Register: 1 events, 1 versions>" == found


def test_without_plugins_the_types_are_known_once_strategies_are_imported() -> None:
    """Where hypothesis is told to load no plugin, importing the strategies is enough."""
    found = run(
        "import os; os.environ['HYPOTHESIS_NO_PLUGINS'] = '1'; import elzmodel.testing.strategies;"
        "from hypothesis import Phase, find, settings, strategies as st;"
        "from elzmodel.values import NisCode; once = settings(phases=[Phase.generate]);"
        "drawn = find(st.from_type(NisCode), bool, settings=once);"
        "print(drawn, '_elzmodel_hypothesis' in sys.modules)"
    )
    assert "10000 False" == found
