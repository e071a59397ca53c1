"""README and the pages of the site do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.blocks import python_blocks, run

ROOT = Path(__file__).parents[2]
BUILT = {"_build", "examples", "jupyter_execute", "rooms"}
PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
    if BUILT.isdisjoint(page.relative_to(ROOT).parts) and python_blocks(page.read_text("utf-8"))
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_blocks_of_a_page_run(page: Path) -> None:
    """Every Python block of a page runs and shows what the page shows."""
    assert 0 == run(page)


def test_readme_has_python_blocks() -> None:
    """The README shows the library in Python."""
    assert ROOT / "README.md" in PAGES


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """What CI runs is the command that the README gives, to the letter."""
    commands = re.findall(r"^\$ (.+)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    (documented,) = (command for command in commands if "-m nox" in command)
    assert documented == (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]


def test_contributing_gives_the_test_command_of_the_readme() -> None:
    """The contributor's page and the README give one and the same command."""
    pattern = re.compile(r"^\$ (.+-m nox)$", re.MULTILINE)
    readme, contributing = (
        pattern.findall((ROOT / name).read_text("utf-8"))
        for name in ("README.md", "CONTRIBUTING.md")
    )
    assert readme == contributing
