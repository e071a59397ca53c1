"""Columns of plain text, cut and numbered by pyarrow where it is installed.

Nothing is guessed or refused here. What pyarrow may read otherwise than it stands is left
to the reader that needs no library, and gives the same in more time.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from elzmodel.grids.quick_codes import renumbered

__all__: list[str] = []

Numbers = Mapping[str, int]
"""The number of each different cell of a column; new cells are numbered as they come."""
Cutter = Callable[[str, str, Sequence[Numbers]], "list[array[int]] | None"]
"""Cuts lines without quotes at a delimiter and returns, by column, the number of each cell.

No line is empty. Where one has not as many cells as there are columns, nothing comes back.
"""
LARGE: Final = 4_000_000
"""How large a text has to be to be cut by pyarrow where that is imported already."""
VERY_LARGE: Final = 20_000_000
"""How large a text has to be to import it."""


def quick_cutter(size: int, repeats: Callable[[], bool]) -> Cutter | None:
    """Return the quickest way that is there to cut a text, if there is a quick one.

    Args:
        size: How long the text is.
        repeats: Whether its columns have the same cells again and again. Cells that are
            all different are quicker without pyarrow.
    """
    if size < (LARGE if "pyarrow" in sys.modules else VERY_LARGE) or not repeats():
        return None
    try:
        import_module("pyarrow.csv")
    except ImportError:
        return None
    return by_arrow


def by_arrow(text: str, sign: str, numbers: Sequence[Numbers]) -> list[array[int]] | None:
    """Cut lines by pyarrow, which refuses those of another length."""
    pa, reader = import_module("pyarrow"), import_module("pyarrow.csv")
    names = [str(i) for i in range(len(numbers))]
    coded = pa.dictionary(pa.int32(), pa.string())
    try:
        data = text.encode()
        table = reader.read_csv(
            pa.BufferReader(data),
            read_options=reader.ReadOptions(
                column_names=names, use_threads=False, block_size=len(data) + 1
            ),
            parse_options=reader.ParseOptions(
                delimiter=sign, quote_char=False, ignore_empty_lines=False
            ),
            convert_options=reader.ConvertOptions(
                column_types=dict.fromkeys(names, coded), strings_can_be_null=False
            ),
        )
    except (pa.ArrowException, ValueError):
        return None
    return [_codes(*each) for each in zip(table.columns, numbers, strict=True)]


def _codes(column: Any, numbers: Numbers) -> array[int]:  # noqa: ANN401 - of pyarrow
    codes = array("I")
    for chunk in column.chunks:
        of_cell = [*map(numbers.__getitem__, chunk.dictionary.to_pylist())]
        indices = chunk.indices
        start, stop = 4 * indices.offset, 4 * (indices.offset + len(indices))
        taken = array("I", memoryview(indices.buffers()[1])[start:stop].tobytes())
        is_same = of_cell == [*range(len(of_cell))]
        codes.extend(taken if is_same else renumbered(taken, of_cell))
    return codes
