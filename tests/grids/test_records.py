"""Records, mappings and JSON are tables; what they do not say is refused, with its place."""

from __future__ import annotations

import csv
import io
import itertools
import json
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.columns import Broken, Grid
from elzmodel.grids.containers import json_grid, mapping_grid, records_grid
from elzmodel.grids.sources import Source
from elzmodel.values.text import in_words


def cells(grid: Grid) -> dict[str, list[object]]:
    """Return the cells of each column."""
    return {c.name: [c.cell(row) for row in range(len(grid))] for c in grid.columns}


def in_json(text: str | bytes, **said: Any) -> Grid:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return json_grid(Source(name="x.json", data=data, form="json"), **said)


def told(text: str) -> str:
    """Return what is wrong with JSON."""
    with pytest.raises(TableError) as caught:
        in_json(text)
    (finding,) = caught.value.findings
    return f"{finding.place}: {finding.message}"


# --- records and rows ------------------------------------------------------------------------


def test_records_have_all_columns_that_any_of_them_has() -> None:
    """In the order in which they come; a record that lacks one has no cell there."""
    grid = records_grid([{"nis": 71072, 2024: 3}, {"sex": "f", "nis": "11002"}])
    assert {"nis": [71072, "11002"], "2024": [3, None], "sex": [None, "f"]} == cells(grid)
    assert "records, row 2, column sex" == str(grid.place(1, grid.columns[2]))


def test_records_may_come_one_by_one() -> None:
    """As a reader of CSV gives them."""
    reader = csv.DictReader(io.StringIO("nis,visits\n71072,3\n11002,4,5\n"))
    grid = records_grid(reader)
    assert {"nis": ["71072", "11002"], "visits": ["3", "4"]} == cells(grid)
    assert "column 3 left out: no cell is a list" in grid.notes


def test_cells_of_records_are_plain() -> None:
    """Numbers of any library, and each type for itself."""
    values = [np.int8(5), Decimal("0.5"), float("nan"), True, 1, float("inf")]
    grid = records_grid([{"x": value} for value in values])
    assert [5, Fraction(1, 2), None, True, 1, Broken("inf")] == cells(grid)["x"]


def test_rows_below_a_header_are_a_table() -> None:
    """The first says the names, as in a sheet."""
    grid = records_grid([["nis", "visits"], (71072, 3.0), [11002, 4]], "rows")
    assert {"nis": [71072, 11002], "visits": [3, 4]} == cells(grid)
    assert "rows, row 3, column visits" == str(grid.place(1, grid.columns[1]))


@pytest.mark.parametrize(
    "wrong",
    [
        ["71072", "11002"],
        [{"nis": 1}, ["nis"]],
        [["nis"], {"nis": 1}],
        [{"nis": 1}, None],
        itertools.count(),
        (letter for letter in "abc"),
        [["nis", "visits"], [71072, object()]],
    ],
    ids=["texts", "a row", "a record", "none", "count", "letters", "object"],
)
def test_what_is_no_record_is_refused(wrong: Any) -> None:
    """Also among records, and before anything without end is read to it."""
    with pytest.raises(InvalidValueError):
        records_grid(wrong)


@pytest.mark.parametrize("nothing", [[], [{}], {}, {"nis": []}], ids=repr)
def test_nothing_is_no_table(nothing: Any) -> None:
    """There is nothing to read."""
    with pytest.raises(TableError, match="ELZ-F005"):
        mapping_grid(nothing) if isinstance(nothing, dict) else records_grid(nothing)


# --- mappings ------------------------------------------------------------------------------


def test_a_mapping_from_keys_to_figures_is_a_table() -> None:
    """Keys as they are, figures plain."""
    grid = mapping_grid({71072: np.int16(3), "11002": None, "Genk": "<5"})
    assert {"key": [71072, "11002", "Genk"], "value": [3, None, "<5"]} == cells(grid)


def test_several_keys_are_columns_of_their_own() -> None:
    """As they come out of a grouped frame."""
    grouped = {("71072", 2024): 3, ("11002", 2025): 4}
    expected = {"key 1": ["71072", "11002"], "key 2": [2024, 2025], "value": [3, 4]}
    assert expected == cells(mapping_grid(grouped))
    with pytest.raises(InvalidValueError, match="not a cell"):
        mapping_grid({("71072", 2024): 3, "11002": 4})


def test_a_mapping_from_keys_to_records_is_a_table() -> None:
    """The key is a column beside those of the records."""
    grid = mapping_grid({"71072": {"men": 3}, "11002": {"women": 4}})
    assert {"key": ["71072", "11002"], "men": [3, None], "women": [None, 4]} == cells(grid)


@pytest.mark.parametrize("numbers", [("0", "1"), (0, 1)])
def test_records_that_count_rows_are_columns(numbers) -> None:
    """A data frame is written to JSON so, and `to_dict` gives it so."""
    columns = {"nis": ["71072", "11002"], "n": [3, 4]}
    written = {name: dict(zip(numbers, of, strict=True)) for name, of in columns.items()}
    assert columns == cells(mapping_grid(written))


@pytest.mark.parametrize(
    "records",
    [
        {"71072": {"0": 3, "1": 4}},
        {"Genk": {"1": 3, "2": 4}},
        {"Genk": {"0": 3}, "Hasselt": {"0": 1, "1": 4}},
        {"Genk": {}, "Hasselt": {}},
    ],
)
def test_other_records_belong_to_their_keys(records) -> None:
    """Codes are no columns, and numbers that do not count rows are names."""
    assert [*records] == cells(mapping_grid(records))["key"]


def test_a_mapping_from_columns_to_lists_is_a_table() -> None:
    """Lists, ranges and arrays."""
    grid = mapping_grid({"nis": ["71072", "11002"], "n": range(2), 2024: np.array([1, 2])})
    assert {"nis": ["71072", "11002"], "n": [0, 1], "2024": [1, 2]} == cells(grid)


def test_lists_of_different_lengths_are_refused() -> None:
    """It is not known which cells belong together."""
    with pytest.raises(TableError, match="its columns have 1 to 3 cells"):
        mapping_grid({"nis": [1, 2, 3], "visits": [1]})


@pytest.mark.parametrize(
    "wrong",
    [
        {"71072": {1}},
        {"a": 1, "b": [1]},
        {"a": 1, "b": {}},
        {"a": pd.Series([1])},
    ],
    ids=["set", "list", "mapping", "series"],
)
def test_a_mapping_to_something_else_is_refused(wrong: Any) -> None:
    """Or to several kinds of things."""
    with pytest.raises(InvalidValueError, match="not a cell"):
        mapping_grid(wrong)


# --- JSON --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '[{"nis": "71072", "n": 3}, {"nis": "11002", "n": 4}]',
        '{"data": [{"nis": "71072", "n": 3}, {"nis": "11002", "n": 4}], "total": 2}',
        '{"nis": "71072", "n": 3}\n\n{"nis": "11002", "n": 4}\n',
        '{"nis": ["71072", "11002"], "n": [3, 4]}',
        '{"columns": ["nis", "n"], "index": [0, 1], "data": [["71072", 3], ["11002", 4]]}',
        '[["nis", "n"], ["71072", 3], ["11002", 4]]',
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {"properties": {"nis": "71072", "n": 3}},
                    {"properties": {"nis": "11002", "n": 4}, "geometry": None},
                ],
            }
        ),
    ],
)
def test_json_may_hold_a_table_in_any_of_these_ways(text: str) -> None:
    """Records, alone or under a key, lines, columns, rows, features."""
    grid = in_json(text)
    assert {"nis": ["71072", "11002"], "n": [3, 4]} == cells(grid)
    assert "JSON" == grid.notes[0]


def test_json_may_map_keys_to_figures() -> None:
    """As in Python; where two lists of records stand there, none is taken."""
    assert {"key": ["71072"], "value": [3]} == cells(in_json('{"71072": 3}'))
    assert "x.json: it is no table: " in told('{"a": [{"n": 1}], "b": [{"n": 2}, {"n": 3}]}')


def test_records_under_a_key_are_said_to_be_there() -> None:
    """What stands beside them is not read."""
    assert "the records under data" in in_json('{"data": [{"nis": 1}], "n": 1}').notes


def test_features_without_properties_have_no_cells() -> None:
    """They are rows all the same."""
    features = [{"properties": {"n": 1}}, {}, {"properties": None}]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert {"n": [1, None, None]} == cells(in_json(text))


def test_numbers_in_json_are_those_that_are_written() -> None:
    """Decimals are exact, NaN is missing, infinity is a broken cell."""
    text = '[{"x": 0.1}, {"x": 1.50}, {"x": NaN}, {"x": -Infinity}, {"x": 1e3}, {"x": true}]'
    expected = [Fraction(1, 10), Fraction(3, 2), None, Broken("-inf"), 1000, True]
    assert expected == cells(in_json(text))["x"]


def test_json_is_decoded_as_other_texts_are() -> None:
    """By its mark, as UTF-8, or as somebody says."""
    text = '[{"name": "Liège"}]'
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("cp1252")):
        assert {"name": ["Liège"]} == cells(in_json(data))
    assert {"name": ["Liège"]} == cells(in_json(text.encode("cp850"), encoding="cp850"))
    decoded = Source(name="x", data=text.encode("utf-8"), form="json", is_decoded=True)
    assert {"name": ["Liège"]} == cells(json_grid(decoded, "cp850"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"71072": 3, "11002": 4, "71072": 5}', "x.json: key '71072' stands there twice"),
        ('{"71072": 3,\n "11002": }', "x.json:2:11: it is no table: Expecting value"),
        ('{"nis": 1}\n{"nis": }\n', "x.json:2:9: it is no table: Expecting value"),
        ('{"nis": 1} {"nis": 2}', "x.json:1:12: it is no table: Extra data"),
        ("[" * 100_000, "x.json: it is no table: it is nested too deep"),
        ('[{"x": ' + "9" * 5000 + "}]", "x.json: it is no table: Exceeds the limit"),
        ('"71072"', "x.json: it is no table: it is a single value"),
        ('["71072"]', "x.json: it is no table: not a record: '71072'"),
        ('[{"x": [1]}]', "x.json: it is no table: column x left out"),
        ("[]", "x.json: the file is empty"),
    ],
    ids=lambda text: text[:20],
)
def test_json_that_is_no_table_is_refused_with_its_place(text: str, expected: str) -> None:
    """A key that stands there twice too: the last one never wins in silence."""
    assert told(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": }', "er ontbreekt een waarde"),
        ('["\\q"]', "een backslash staat voor een teken waar hij niet bij hoort"),
    ],
)
def test_a_slip_in_json_is_told_in_dutch(text: str, expected: str) -> None:
    """As in documents."""
    with pytest.raises(TableError) as caught:
        in_json(text)
    assert expected in in_words(caught.value, "nl")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=9,
)


@given(JSON)
def test_no_json_raises_anything_else(value: object) -> None:
    """Whatever it holds, it is a table or is refused."""
    with suppress(TableError):
        in_json(json.dumps(value))


@given(st.dictionaries(st.text(max_size=3) | st.integers() | st.none(), JSON, max_size=4))
def test_no_mapping_raises_anything_else(value: dict[Any, object]) -> None:
    """Nor does anything that Python holds."""
    with suppress(TableError, InvalidValueError):
        mapping_grid(value)


@given(st.lists(st.dictionaries(st.text(max_size=2), JSON, max_size=3) | JSON, max_size=4))
def test_no_records_raise_anything_else(value: list[object]) -> None:
    """In lists of whatever."""
    with suppress(TableError, InvalidValueError):
        records_grid(value)
