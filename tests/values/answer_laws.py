"""What holds for every answer, whatever its rows are: called by the tests of each room."""

from __future__ import annotations

import copy
import csv
import io
import json
import pickle
from typing import Any

from elzmodel.values import Answer, columns_of

_BOUNDED = {"total", "share"}


def keeps_the_laws(answer: Answer[Any]) -> bool:
    """Hold an answer to all laws; raise at the first that it breaks."""
    _is_a_series(answer)
    _is_a_value(answer)
    _is_a_table(answer)
    return True


def _is_a_series(answer: Answer[Any]) -> None:
    rows = list(answer)
    assert all(isinstance(row, answer.row_type) for row in rows), "rows are of the row type"
    assert rows == [answer[place] for place in range(len(answer))], "rows stand in order"
    assert bool(rows) is bool(answer), "an answer with rows is true"
    assert (answer.title, answer.notes) == (answer[:0].title, answer[:0].notes)
    assert rows[1:] == list(answer[1:]), "a slice has the rows of the slice"
    assert type(answer) is type(answer[:0]), "a slice is an answer of the same kind"
    assert repr(answer).startswith("<"), "an answer counts its rows; say repr=False"


def _is_a_value(answer: Answer[Any]) -> None:
    for made in (copy.copy(answer), copy.deepcopy(answer), pickle.loads(pickle.dumps(answer))):
        assert answer == made, "a copy is equal"
        assert hash(answer) == hash(made), "and has the same hash"
        assert answer.to_table() == made.to_table(), "and shows the same"


def _is_a_table(answer: Answer[Any]) -> None:
    table, records = answer.to_table(), answer.records()
    keys = next(csv.reader(io.StringIO(table.to_csv())))
    assert (answer.title, len(answer)) == (table.title, len(table)), "one row for each row"
    assert len(answer) == len(records)
    assert len(set(keys)) == len(keys), "no two columns have one key"
    assert all(keys == list(record) for record in records)
    assert answer.title in json.loads(table.to_json())["title"]
    assert table.columns == answer[:0].to_table().columns, "columns do not depend on the rows"
    if type(answer).to_table is Answer.to_table:
        assert table.columns == columns_of(answer.row_type)
        assert table.rows[::-1] == answer[::-1].to_table().rows, "rows are shown in their order"
        assert (len(answer), len(keys)) == answer.to_pandas().shape
        assert answer[:0].to_pandas().dtypes.index.tolist() == keys
