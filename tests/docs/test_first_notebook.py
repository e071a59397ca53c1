"""The first notebook keeps to what it promises; the build of the site executes it."""

from __future__ import annotations

import json
from pathlib import Path

NOTEBOOK = Path(__file__).parents[2] / "examples" / "a-first-look.ipynb"


def test_the_first_notebook_has_fourteen_cells_of_one_or_two_lines() -> None:
    """So that it is read in one go, and each cell can be tried with other words."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    lengths = [len(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert 14 == len(lengths)
    assert {1, 2} == set(lengths)
