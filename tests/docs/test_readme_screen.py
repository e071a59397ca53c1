"""The screen that the README shows is the screen that users get."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from elzmodel.cli import main

README = Path(__file__).parents[2] / "README.md"
TEXT_BLOCK = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_screen_in_the_readme_is_the_real_one() -> None:
    """The text block of the README holds the first lines of the real output."""
    (shown,) = TEXT_BLOCK.findall(README.read_text("utf-8"))
    real = CliRunner().invoke(main, ["mergers", "2025"]).output.splitlines()
    lines = shown.splitlines()
    assert real[: len(lines)] == lines
