"""Every call on the page of first questions runs, and leads to a page that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from elzmodel.cli import main
from tests.docs.blocks import python_blocks

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "find-your-way.md"
TEXT = PAGE.read_text("utf-8")
ROWS = [line.strip("| ").split(" | ") for line in re.findall(r"^\| .*\? .*$", TEXT, re.MULTILINE)]
CODE = re.compile(r"`([^`]+)`")


@pytest.fixture(scope="module")
def names() -> dict[str, object]:
    """Give the names that the page begins with, and those that it explains in words."""
    found: dict[str, object] = {}
    for _, body in python_blocks(TEXT):
        exec(re.sub(r"^(>>>|\.\.\.) ?", "", body, flags=re.MULTILINE), found)
    exec("import elzmodel.testing; from elzmodel.governance import judge", found)
    exec("council = elz.dossier('herkenrode').council(on='2023-06-01'); day = '2023-06-01'", found)
    exec("ours = RuleSet(id='ours', title='Our rules', rules=[dentist])", found)
    return found


@pytest.mark.parametrize("question", [row[0] for row in ROWS])
def test_the_call_that_answers_a_question_runs(question: str, names: dict[str, object]) -> None:
    """What stands in the table can be copied, in Python or in a terminal."""
    (call,) = (row[1] for row in ROWS if row[0] == question)
    for code in CODE.findall(call):
        if code.startswith("$ elzmodel "):
            assert 0 == CliRunner().invoke(main, code.split()[2:]).exit_code
        elif "(" in code and not code.startswith("."):
            assert eval(code, names) is not None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_answer_leads_to_a_page(row: list[str]) -> None:
    """A stranger finds more behind each call; pages of rooms are written with the site."""
    pages = re.findall(r"\]\(([^)]+\.md)\)|\{doc\}`([^`]+)`", row[-1])
    assert pages
    assert [] == [page for page, _ in pages if page and not (PAGE.parent / page).exists()]


def test_the_page_has_the_ten_first_questions() -> None:
    """Nothing that people ask first is lost when the page is edited."""
    asked = ("rule of composition", "map of transfers", "merger of 2028", "data frame")
    asked += ("finding code mean", "Dutch words", "size thresholds", "another partition")
    asked += ("counts carried", "strategy")
    questions = " ".join(row[0] for row in ROWS)
    assert [] == [each for each in asked if each not in questions]
