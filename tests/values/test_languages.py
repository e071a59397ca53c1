"""In which language things show themselves, and how what is counted stands in a page."""

from __future__ import annotations

import pytest

from elzmodel.values.markup import pairs_of
from elzmodel.values.text import shown_language


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("nl", "nl"), ("NL_be", "nl"), ("en", "en"), ("fr", "en"), ("", "en")],
    ids=["dutch", "of a system", "english", "another", "none"],
)
def test_things_show_themselves_in_a_language_that_there_is(monkeypatch, asked, expected):
    """In Dutch or English as is asked, in English where there is no other."""
    monkeypatch.setenv("ELZMODEL_LANG", asked)
    assert expected == shown_language()


def test_what_is_counted_is_the_head_of_its_row():
    """So that a reader who hears the page knows what a figure is of; signs are escaped."""
    shown = pairs_of([("a < b", "5", True)])
    assert 1 == shown.count('<th scope="row"')
    assert ">a &lt; b</th>" in shown


def test_a_figure_stands_close_to_its_name_and_a_text_goes_on():
    """A figure leaves the rest of the row to an empty cell, a text fills it."""
    figure, text = (pairs_of([("a", "5", is_figure)]) for is_figure in (True, False))
    assert ['<td style="width:99%"></td>' in each for each in (figure, text)] == [True, False]
    assert ['<td colspan="2"' in each for each in (figure, text)] == [False, True]
