"""What stands in a table: its columns, its cells, and what each cell becomes outside.

A figure between bounds is several plain figures outside, each in a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from numbers import Number
from typing import Any, Final, Literal

from attrs import Factory, field, frozen

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.numbers import finite, is_missing, plain_number
from elzmodel.values.text import Said, heading, in_words, legible, localised, said, translated
from elzmodel.values.totals import Share, Total, show_number

__all__ = ["Cell", "Column", "Kind"]

Cell = None | bool | int | float | str | date | Fraction | Total | Share | tuple[str, ...]
"""What a table's cell may hold; ``None`` is unknown or not applicable."""

Plain = None | bool | int | float | str | list[str]
"""What a cell becomes outside: JSON's own types."""

Kind = Literal[
    "text",
    "code",
    "id",
    "flag",
    "day",
    "list",
    "count",
    "number",
    "change",
    "total",
    "estimate",
    "share",
]
"""What a column holds, which decides how its cells are written and typed."""


def label_of(key: str) -> str:
    """Return what people read above a column, by its key.

    Example:
        >>> label_of("is_last_term")
        'last term'
    """
    return key.removeprefix("is_").replace("_", " ")


@frozen
class Column:
    """A column of a table: a key for programs and a label for people.

    *kind* decides how cells are written. In machine formats ``total`` and ``share``
    become two columns with ``_low`` and ``_high``; ``estimate`` has a third,
    ``_estimate``: the figure where it is exact, else what is guessed between the
    bounds. ``change`` shows its sign; ``code`` shows numbers as they are. An ``id`` is read
    by people only where the column before it, of codes, lacks one, see `Table.as_read`. In a data
    frame ``count`` is whole, and what is ``text`` is taken for what its cells are,
    if they are all alike.

    Example:
        >>> cases = Column("cases", "estimate")
        >>> total = Total(0, 100, estimate=90.35, basis=["population 2021"])
        >>> cases.show(total), dict(zip(cases.keys, cases.split(total)))
        ('~90.35 (0-100)', {'cases_low': 0, 'cases_high': 100, 'cases_estimate': 90.35})
    """

    key: str
    kind: Kind = "text"
    label: str = field(default=Factory(lambda self: label_of(self.key), takes_self=True))

    @property
    def is_numeric(self) -> bool:
        """Whether the cells are figures, and so stand to the right."""
        return self.kind in {"count", "number", "change", *_SIDES}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns that it becomes in machine formats."""
        return tuple(f"{self.key}{side}" for side in _SIDES.get(self.kind, ("",)))

    def split(self, cell: Cell) -> tuple[Cell, ...]:
        """Return a cell as what stands under each of the `keys`."""
        if self.kind not in _SIDES:
            return (cell,)
        count = len(_SIDES[self.kind])
        if isinstance(cell, Share):
            cell = Total(cell.low, cell.high, estimate=cell.estimate)
        if isinstance(cell, Total):
            return (cell.low, cell.high, cell.best)[:count]
        return (cell,) * count

    def show(self, cell: Cell, lang: str = "en") -> str:
        """Return a cell as people read it in a language."""
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return translated("yes" if cell else "no", lang)
        if isinstance(cell, tuple):
            return ", ".join(legible(in_words(each, lang)) for each in cell)
        if isinstance(cell, int | float | Fraction):
            sign = "+" if self.kind == "change" and cell > 0 else ""
            figures = str(cell) if self.kind == "code" else localised(show_number(cell), lang)
            return sign + figures
        return legible(in_words(cell, lang))

    def heading(self, lang: str = "en") -> str:
        """Return what people read above it in a language; the key is the same in all."""
        return legible(heading(self.label, lang))


_SIDES: Final[dict[str, tuple[str, ...]]] = {
    "total": ("_low", "_high"),
    "share": ("_low", "_high"),
    "estimate": ("_low", "_high", "_estimate"),
}
_CELLS: Final = frozenset({type(None), bool, str, Said, date, Total, Share})
_BOUNDS: Final = (Total, Share)
_PLAIN: Final = (str, int, float, type(None))
_LISTS: Final = (tuple, list, set, frozenset)


def as_cell(value: Any) -> Cell:  # noqa: ANN401 - whatever a caller has
    """Return a value as a table holds it: plain, and ``None`` where it is missing.

    Raises:
        InvalidValueError: If it is a number and not finite.

    Example:
        >>> as_cell(float("nan")), as_cell({"b", "a"})
        (None, ('a', 'b'))
    """
    if type(value) in _CELLS or isinstance(value, _BOUNDS):
        found: Cell = value
    elif isinstance(value, Enum):
        found = as_cell(value.value)
        found = Said(found, value) if isinstance(found, str) else found
    elif isinstance(value, _LISTS):
        texts = map(_text, value)
        found = tuple(texts if isinstance(value, list | tuple) else sorted(texts))
    elif type(value) is int:
        found = finite(value)
    elif isinstance(value, Number):
        found = plain_number(value)
    elif is_missing(value):
        found = None
    else:
        found = value if isinstance(value, date) else _text_of(value)
    return found


_SAME_IN_ALL: Final = in_words.dispatch(object)


def _text_of(value: object) -> str:
    """Return the text of a value, which knows other languages where the value does."""
    if isinstance(value, str):
        return value if isinstance(value, Said) else str(value)
    is_same = in_words.dispatch(type(value)) is _SAME_IN_ALL
    return str(value) if is_same else Said(str(value), value)


def _text(value: object) -> str:
    if value is None:
        return _UNKNOWN
    found = as_cell(value)
    return found if isinstance(found, str) else Said(str(found), found)


_UNKNOWN: Final = said("unknown")


def as_plain(cell: Cell) -> Plain:
    """Return a cell as JSON has it; a fraction is rounded to a decimal.

    Example:
        >>> as_plain(date(2025, 1, 1)), as_plain(Fraction(1, 2)), as_plain(Total(5, None))
        ('2025-01-01', 0.5, '>=5')
    """
    if isinstance(cell, _PLAIN):
        return str(cell) if isinstance(cell, Said) else cell
    if isinstance(cell, Fraction):
        return cell.numerator if cell.denominator == 1 else float(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return list(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def distinct(keys: Iterable[str]) -> tuple[str, ...]:
    """Return keys of which none stands twice: a second one has a number behind it.

    Example:
        >>> distinct(["cases", "cases", "cases_2"])
        ('cases', 'cases_2', 'cases_2_2')
    """
    found: dict[str, None] = {}
    for key in keys:
        n, free = 1, key
        while free in found:
            n += 1
            free = f"{key}_{n}"
        found[free] = None
    return tuple(found)


def well_formed(text: str) -> str:
    """Return a text that files can hold.

    Raises:
        InvalidValueError: If it holds half a character (a surrogate).
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidValueError("text", text, "whole characters, as UTF-8 has them") from None
    return text
