"""The files of the project are in order."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MAXIMUM_LINES = 900
FOLDERS_OF_A_MACHINE = ("home", "root", "tmp", "Users", "work")
MACHINE_PATH = re.compile(rf"(?<![\w.])(?:/(?:{'|'.join(FOLDERS_OF_A_MACHINE)})/|[A-Z]:\\Users)")


def tracked_files() -> list[Path]:
    """Return the text files that git tracks or would track; all of them outside a clone."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a clone: git does not say which files belong to the project")
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def test_modules_stay_short() -> None:
    """No module of the package is longer than one noun needs."""
    lengths = {
        path.relative_to(ROOT): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "src").rglob("*.py")
    }
    assert {} == {path: length for path, length in lengths.items() if length > MAXIMUM_LINES}


def test_files_end_with_one_newline_and_have_no_trailing_blanks() -> None:
    """Each text file ends with exactly one line feed and no line ends with blanks."""
    wrong = [
        path.relative_to(ROOT)
        for path in tracked_files()
        if (text := path.read_bytes())
        and (not text.endswith(b"\n") or text.endswith(b"\n\n") or re.search(rb"[ \t\r]\n", text))
    ]
    assert [] == wrong


def test_files_name_no_path_of_a_machine() -> None:
    """No file of the project holds a path that exists on one machine only."""
    wrong = [
        path.relative_to(ROOT)
        for path in tracked_files()
        if MACHINE_PATH.search(path.read_text("utf-8"))
    ]
    assert [] == wrong


def test_configuration_files_parse() -> None:
    """TOML, YAML and JSON files of the project can be read."""
    readers = {
        ".toml": tomllib.loads,
        ".yaml": yaml.safe_load,
        ".yml": yaml.safe_load,
        ".json": json.loads,
        ".ipynb": json.loads,
    }
    for path in tracked_files():
        if reader := readers.get(path.suffix):
            assert reader(path.read_text("utf-8")) is not None, path


def test_notebooks_are_stored_without_outputs() -> None:
    """A notebook in the examples holds no outputs and opens with prose."""
    for path in (ROOT / "examples").glob("*.ipynb"):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        assert "markdown" == cells[0]["cell_type"], path
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert not any(cell["outputs"] or cell["execution_count"] for cell in code), path
