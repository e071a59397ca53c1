"""What a column is asked for, said as people say it, and held against its cells.

A column that can never hold what is asked refuses it: no row would be found, in silence.
"""

from __future__ import annotations

import numbers
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import partial
from inspect import getattr_static
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

import attrs

from elzmodel.values.arguments import bare_type, words_of_type
from elzmodel.values.errors import InvalidValueError
from elzmodel.values.numbers import Number, plain_key, plain_number
from elzmodel.values.periods import parse_day
from elzmodel.values.text import Suggestions, fold, said
from elzmodel.values.totals import Share, Total

__all__: list[str] = []

Test = Callable[[object], bool]

_SERIES: Final = (tuple, list, set, frozenset)
_CALLED: Final = ("nis", "unit", "id", "code", "name")
_BODY: Final = ("unit", "id")
_NUMBERS: Final = frozenset({int, float, Fraction})


def having(cells: Sequence[object], hint: object, name: str, asked: object) -> list[bool]:
    """Tell of each cell of a column whether it is, or holds, what is asked.

    Where no cell is it to the letter, those are that are it but for case, accents and signs.

    Args:
        cells: What stands in the column.
        hint: The type of the column.
        name: The name of the column, for the message.
        asked: What is asked.

    Raises:
        InvalidValueError: If nothing of that type can be it.

    Example:
        >>> having(["Sint-Truiden", "Heers"], str, "municipality", "sint truiden")
        [True, False]
        >>> having([3], int, "seats", "three")
        Traceback (most recent call last):
        elzmodel.errors.InvalidValueError: not a value for seats: 'three'. Expected a whole number
    """
    types = tuple(dict.fromkeys(_leaves(hint)))
    tests = None if isinstance(asked, _SERIES) and not _is_list(hint) else _tests(types, asked)
    if tests is None:
        words = dict.fromkeys(word for each in types for word in _words(each))
        expected = said("{types:or all}", types=[*words])
        raise InvalidValueError(said("value for {name}", name=name), asked, expected)
    found: list[bool] = []
    for test in tests:
        found = [test(cell) for cell in cells]
        if any(found):
            break
    return found


def near_miss(cells: Iterable[object], name: str, asked: object) -> str:
    """Return what to say where no cell is the text that is asked, and some are near it.

    Example:
        >>> near_miss(["haspengouw", "herkenrode"], "zone", "ELZ Haspengouw")
        "No row has zone 'ELZ Haspengouw'. Did you mean haspengouw?"
    """
    if not isinstance(asked, str) or any(letter.isdigit() for letter in asked):
        return ""  # Every code is near another.
    texts = (text for cell in cells for each in _each(cell) for text in called(each))
    known = {fold(text): text for text in texts if not text.isdigit()}  # Names come after ids.
    near = Suggestions(asked, [*known.values()])
    telling = "No row has {column} {value!r}. Did you mean {near:or}?"
    return said(telling, column=name, value=asked, near=[*near]) if near else ""


def called(value: object) -> tuple[str, ...]:
    """Return what a value is called by: a text, or the code, id and name of a record."""
    if isinstance(value, str):
        return (str(value),)
    return _named(value, _CALLED) if attrs.has(type(value)) else ()


def _named(value: object, by: Iterable[str]) -> tuple[str, ...]:
    found = (getattr(value, name, None) for name in by)
    return tuple(str(each) for each in found if each and isinstance(each, str))


# --- the types of a column --------------------------------------------------------------


def _leaves(hint: object) -> Iterator[Any]:
    """Yield the types that a cell, or what lies in it, may be of."""
    plain = bare_type(hint)
    if get_origin(plain) in {Union, UnionType, tuple, frozenset}:
        for each in get_args(plain):
            if each is not ...:
                yield from _leaves(each)
    else:
        yield plain


def _is_list(hint: object) -> bool:
    plain = bare_type(hint)
    if get_origin(plain) in {Union, UnionType}:
        return any(map(_is_list, get_args(plain)))
    return (get_origin(plain) or plain) in {tuple, frozenset, Any, object}


def _words(of: Any) -> list[str]:  # noqa: ANN401 - a type
    """Return how what may be asked of a type is called."""
    if isinstance(of, type) and issubclass(of, Enum):
        return [repr(each.value) for each in of]
    also: list[Any] = [str] if _is_record(of) else [float] if of in {Total, Share} else []
    return [*words_of_type(of), *(word for each in also for word in words_of_type(each))]


def _is_record(of: object) -> bool:
    """Tell whether values of a type are called by something."""
    is_class = isinstance(of, type) and attrs.has(of)
    return is_class and any(getattr_static(of, name, None) is not None for name in _CALLED)


# --- tests of a cell --------------------------------------------------------------------


def _tests(types: Sequence[Any], asked: object) -> tuple[Test, Test] | None:
    """Return a strict and a loose test of a cell; none where nothing of the types can pass."""
    if isinstance(asked, _SERIES):
        inner = [_tests(types, each) for each in asked]
        pairs = [each for each in inner if each is not None]
        if len(pairs) < len(inner):
            return None
        is_set = isinstance(asked, set | frozenset)
        strict, loose = ([pair[way] for pair in pairs] for way in (0, 1))
        return partial(_is_whole, strict, is_set), partial(_is_whole, loose, is_set)
    either = [tests for of in types if (tests := _tests_of(of, asked)) is not None]
    if not either:
        return None
    strict, loose = ([pair[way] for pair in either] for way in (0, 1))
    return partial(_holds, strict), partial(_holds, [*strict, *loose])


def _is_whole(tests: Sequence[Test], is_set: bool, cell: object) -> bool:  # noqa: FBT001 - in `partial`
    """Tell whether a cell is a series of just the members that are asked."""
    if not isinstance(cell, _SERIES) or len(cell) != len(tests):
        return False
    if is_set or isinstance(cell, set | frozenset):
        return all(any(map(test, cell)) for test in tests)
    return all(test(each) for test, each in zip(tests, cell, strict=True))


def _holds(tests: Sequence[Test], cell: object) -> bool:
    return any(test(each) for each in _each(cell) for test in tests)


def _each(cell: object) -> Iterator[object]:
    """Yield a cell, or what lies in it."""
    if isinstance(cell, _SERIES):
        for each in cell:
            yield from _each(each)
    else:
        yield cell


def _tests_of(of: Any, asked: object) -> tuple[Test, Test] | None:  # noqa: ANN401 - a type
    """Return a strict and a loose test of what is of one type; none where it cannot be asked."""
    kind = get_origin(of) or of
    is_unknown = kind in {Any, object}
    if is_unknown or asked is None or kind is NoneType:
        fits = is_unknown or (asked is None and kind is NoneType)
        return (partial(_is, asked), _never) if fits else None
    if kind is Literal:
        return (partial(_is, asked), _never) if asked in get_args(of) else None
    if kind in _READERS:
        return _READERS[kind](asked)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _of_choices(kind, asked)
    if isinstance(asked, kind):
        return partial(_is, asked), partial(_is_called, _named(asked, _BODY), _BODY)
    texts = _texts(asked) if _is_record(kind) and not attrs.has(type(asked)) else ()
    return _of_texts(texts) if texts else None


def _is(asked: object, cell: object) -> bool:
    return bool(cell == asked)


def _never(_cell: object) -> bool:
    return False


def _is_called(texts: Sequence[str], by: Sequence[str], cell: object) -> bool:
    """Tell whether a record is called by one of several texts, in some of its attributes."""
    return attrs.has(type(cell)) and any(text in texts for text in _named(cell, by))


def _of_texts(texts: Sequence[str]) -> tuple[Test, Test]:
    """Return tests of what is a text, or called by it."""
    folded = {fold(text) for text in texts} - {""}

    def strict(cell: object) -> bool:
        return any(text in texts for text in called(cell))

    def loose(cell: object) -> bool:
        return any(fold(text) in folded for text in called(cell))

    return strict, loose


def _texts(asked: object) -> tuple[str, ...]:
    """Return the texts that are asked: a number stands for its digits."""
    if _is_number(asked):
        return (plain_key(asked),)
    return called(asked)


def _text(asked: object) -> tuple[Test, Test] | None:
    texts = _texts(asked)
    return _of_texts(texts) if texts or asked == "" else None


def _of_choices(kind: type[Enum], asked: object) -> tuple[Test, Test] | None:
    """Return tests of a choice, which its word may say."""
    if isinstance(asked, kind):
        return partial(_is, asked), _never
    word = fold(asked) if isinstance(asked, str) else ""
    found = [each for each in kind if word and word in {fold(each.name), fold(str(each.value))}]
    return (partial(_is, found[0]), _never) if found else None


def _flag(asked: object) -> tuple[Test, Test] | None:
    is_one = getattr(type(asked), "__hash__", None) is not None and asked in _FLAGS
    return (partial(_is, bool(asked)), _never) if is_one else None


def _day(asked: object) -> tuple[Test, Test] | None:
    return (partial(_is, parse_day(asked)), _never) if isinstance(asked, date | str) else None


def _figure(asked: object) -> Number | None:
    """Return a number of any library as a plain one; none for what is no number."""
    return plain_number(asked) if _is_number(asked) else None


def _is_number(asked: object) -> bool:
    return not isinstance(asked, bool) and isinstance(asked, numbers.Number)


def _number(asked: object) -> tuple[Test, Test] | None:
    figure = _figure(asked)
    return None if figure is None else (partial(_is, figure), _never)


def _total(asked: object) -> tuple[Test, Test] | None:
    """Return tests of a total, which a number says where it is exact."""
    figure = asked if isinstance(asked, Total) else _figure(asked)
    if figure is None:
        return None
    return partial(_is, figure), partial(_is_exactly, figure)


def _is_exactly(figure: object, cell: object) -> bool:
    return isinstance(cell, Total) and cell.is_exact and cell.low == figure


def _share(asked: object) -> tuple[Test, Test] | None:
    """Return tests of a share, which a number from 0 to 1 says where it is exact."""
    figure = _figure(asked)
    if figure is None:
        return (partial(_is, asked), _never) if isinstance(asked, Share) else None
    exact = Share.exactly(figure)

    def has_it(cell: object) -> bool:
        return isinstance(cell, Share) and cell.is_exact and cell.low == exact.low

    return has_it, _never


_FLAGS: Final = frozenset({True, False})
_READERS: Final[dict[Any, Callable[[object], tuple[Test, Test] | None]]] = {
    str: _text,
    bool: _flag,
    date: _day,
    **dict.fromkeys(_NUMBERS, _number),
    Total: _total,
    Share: _share,
}
