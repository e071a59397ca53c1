"""The house's own CSV: what is written reads as it was, line by line."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.data.csv_texts import LONGEST, LongCellError, csv_of, numbered_rows

CELLS = st.text(st.sampled_from('ab,"\r\n; \t\u2028'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6))
def test_rows_come_back_as_they_were_written(rows) -> None:
    """Also cells with lines, quotes and commas; each row begins where the one before ended."""
    text, line, begun = "", 1, []
    for row in rows:
        begun.append(line)
        text += csv_of([row])
        line = 1 + len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1
    assert text == csv_of(rows)
    assert [*zip(begun, rows, strict=True)] == [*numbered_rows(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(end: str) -> None:
    """A return alone ends one as well, and lines within quotes count."""
    text = end.join(["a;b", "", '"x', 'y";1', "z;2", ""])
    expected = [(1, ["a", "b"]), (3, [f"x{end}y", "1"]), (5, ["z", "2"])]
    assert expected == [*numbered_rows(text, ";")]


def test_a_cell_that_is_too_long_is_told_by_its_line() -> None:
    """As the csv module has it, whose limit it is; rows before it are read."""
    assert LONGEST == csv.field_size_limit()
    assert 1 == len([*numbered_rows("x" * LONGEST)])
    rows = numbered_rows(f'a,b\n"c\nd",e\n{"x" * (LONGEST + 1)},f\n')
    assert [(1, ["a", "b"]), (2, ["c\nd", "e"])] == [next(rows), next(rows)]
    with pytest.raises(LongCellError) as caught:
        next(rows)
    assert 4 == caught.value.line
