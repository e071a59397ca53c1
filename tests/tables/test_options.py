"""How a table is read can be said; what cannot be understood is refused before anything is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from elzmodel import tables
from elzmodel.errors import ElzError, InvalidValueError
from elzmodel.tables.options import asked_of
from elzmodel.values import Total


def test_nothing_said_is_nothing_asked():
    """Everything is guessed then."""
    asked = asked_of({})
    assert (None, None, None, None, None, {}) == (
        asked.key,
        asked.kinds,
        asked.only,
        asked.by,
        asked.fits,
        asked.marks,
    )


@pytest.mark.parametrize("said", ["nis", 1, ("nis", 2), ["nis"]])
def test_columns_are_said_one_or_several(said):
    """By name or by number; a single one needs no list."""
    expected = tuple(said) if isinstance(said, tuple | list) else (said,)
    assert (expected, expected) == (asked_of({"key": said}).key, asked_of({"by": said}).by)


def test_no_dimension_at_all_can_be_said():
    """An empty list is something else than nothing."""
    assert () == asked_of({"by": []}).by


def test_figures_are_said_by_kind_by_name_or_as_rows():
    """What columns are, the only ones, or none at all."""
    kinds = asked_of({"columns": {"n": "count", "x": tables.skip, 3: "mean:n"}})
    assert {"n": tables.count, "x": tables.skip, 3: tables.mean("n")} == kinds.kinds
    assert ("a", 2) == asked_of({"columns": ["a", 2]}).only
    assert tables.rows("x") == asked_of({"columns": tables.rows("x")}).rows


def test_days_marks_and_signs_are_understood():
    """A day as text, marks as totals."""
    asked = asked_of({"fits": "2024-01-01", "cells": {"-": 0}, "decimal": ",", "year": 2024})
    assert (date(2024, 1, 1), {"-": Total.exactly(0)}, ",", 2024) == (
        asked.fits,
        asked.marks,
        asked.decimal,
        asked.year,
    )
    assert "row year" == asked_of({"fits": "row year"}).fits


def test_a_year_of_numpy_is_a_year():
    """As it comes out of a data frame."""
    assert 2024 == asked_of({"year": np.int16(2024)}).year


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        ({"columnz": ["n"]}, "not a way to read a table: 'columnz'. Expected columns"),
        ({"zzz": 1}, "Expected by, cells, columns, comment"),
        ({"decimal": ";"}, "not a decimal sign: ';'"),
        ({"key": 1.5}, "not a key=: 1.5"),
        ({"key": b"nis"}, "not a key=: b'nis'"),
        ({"key": [None]}, "not a column in key=: None"),
        ({"by": True}, "not a column in by=: True"),
        ({"columns": {"n": "median"}}, "not a kind of column: 'median'"),
        ({"columns": {None: "count"}}, "not a column in columns=: None"),
        ({"columns": 5.5}, "not a columns=: 5.5"),
        ({"year": "2024"}, "not a year: '2024'"),
        ({"year": True}, "not a year: True"),
        ({"fits": "soon"}, "not a day: 'soon'"),
        ({"cells": "-"}, "not a cells=: '-'"),
    ],
    ids=repr,
)
def test_what_is_said_wrongly_is_refused(reading: Any, said):
    """The message names the option and what would be right."""
    with pytest.raises(InvalidValueError) as caught:
        asked_of(reading)
    assert isinstance(caught.value, ElzError)
    assert said in str(caught.value)
