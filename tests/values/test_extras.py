"""Packages that are not installed with the library itself."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from elzmodel.errors import ElzError, InvalidValueError, MissingDependencyError
from elzmodel.values import Column, Table, extra
from elzmodel.values.extras import EXTRAS, first_extra

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_each_extra_brings_its_package() -> None:
    """The line that the error names installs what is missing."""
    offered = tomllib.loads(PYPROJECT.read_text())["project"]["optional-dependencies"]
    for package, name in EXTRAS.items():
        assert any(line.replace("-", "_").startswith(package) for line in offered[name])


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_frames_say_how_to_install_what_they_need(
    monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    """Without the package the error gives the exact line that installs it."""

    def is_not_there(name: str) -> ModuleType:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("elzmodel.values.extras.import_module", is_not_there)
    table = Table("t", [Column("a")], [])
    with pytest.raises(ImportError, match=r'pip install "elzmodel\[frames\]"') as caught:
        table.to_pandas() if package == "pandas" else table.to_polars()
    assert isinstance(caught.value, ElzError)
    assert package == caught.value.name


@pytest.mark.parametrize("module", ["kits", "machine", "strategies"])
def test_helpers_for_tests_say_how_to_install_what_they_need(module: str) -> None:
    """However they are imported."""
    code = f"import sys; sys.modules['hypothesis'] = None; import elzmodel.testing.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'pip install "elzmodel[testing]"' in done.stderr.splitlines()[-1]


def test_a_package_that_lacks_something_itself_is_told_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An installation that is broken is not mistaken for one that is not there."""

    def lacks_another(name: str) -> ModuleType:
        raise ModuleNotFoundError(f"{name} needs numpy", name="numpy")

    monkeypatch.setattr("elzmodel.values.extras.import_module", lacks_another)
    with pytest.raises(ModuleNotFoundError, match="pandas needs numpy") as caught:
        extra("pandas")
    assert not isinstance(caught.value, ElzError)


def test_a_package_that_is_there_is_given() -> None:
    """What is installed is imported when it is asked for."""
    assert sys.modules["hypothesis"] is extra("hypothesis")


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
)
def test_the_error_pickles_and_copies(again) -> None:
    """The error keeps its fields and its text wherever it goes."""
    error = MissingDependencyError("pandas", "frames")
    made = again(error)
    assert (str(error), "pandas", "frames") == (str(made), made.name, made.extra)


@pytest.mark.parametrize("name", ["nothing_of_ours", "", "..x", "\0"], ids=repr)
def test_a_package_that_is_never_asked_for_is_refused(name: str) -> None:
    """What is imported is what an extra brings, or is there; a word that is no name is neither."""
    with pytest.raises(InvalidValueError, match="not an optional package"):
        extra(name)


def test_the_first_of_several_packages_that_is_there_is_taken() -> None:
    """Any of them will do; where none is there, the last is asked for."""
    assert json is first_extra("no_such_package", "json", "pandas")
    assert json is first_extra("json", "no_such_package")
    with pytest.raises(InvalidValueError, match="no_such_package_either"):
        first_extra("no_such_package", "no_such_package_either")
