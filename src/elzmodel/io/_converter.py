"""The one factory of converters: plain values to typed ones, and back.

Two converters come from it. The fast one stops at the first mistake; where it
does, the detailed one goes over the same values and collects them all. Hooks
are generated when a class is first met, never at import.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import Any, get_args

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from elzmodel.io._flaws import MISSING_KEY, MOST, Flaw, Wrong
from elzmodel.io._hooks import (
    ID_PATTERNS,
    choice_hook,
    id_hook,
    read_day,
    read_fraction,
    read_nis,
    read_number,
    read_text,
    read_truth,
    read_whole,
    unknown_choice,
    word_hook,
    wrong_type,
)
from elzmodel.io._near import any_of, near
from elzmodel.io._tree import Node
from elzmodel.io._types import (
    OPEN_LISTS,
    TypeForm,
    fields_of,
    form_of,
    is_optional,
    is_tagged,
    list_names,
    options,
    said,
    tag_of,
    union_of,
)
from elzmodel.values import NisCode, Number, Share, Total

__all__ = [
    "converter",
]

Hook = Any
"""A function from a plain value and a type to a typed value, as cattrs has them."""


@cache
def converter(*, detailed: bool = False) -> Converter:
    """Return the converter; the *detailed* one reports every mistake."""
    made = Converter(detailed_validation=detailed, forbid_extra_keys=True, omit_if_default=True)
    for of, hook in {
        str: read_text,
        int: read_whole,
        bool: read_truth,
        date: read_day,
        Fraction: read_fraction,
        NisCode: read_nis,
    }.items():
        made.register_structure_hook(of, hook)
    for of, (kind, pattern) in ID_PATTERNS.items():
        made.register_structure_hook(of, id_hook(kind, pattern))
    factories: dict[Callable[[Any], bool], Callable[[Any, Converter], Hook]] = {
        attrs.has: _class_hook,
        _is_series: _series_hook,
        _is_choice: lambda of, _: choice_hook(of),
        is_optional: _optional_hook,
        is_tagged: _tagged_hook,
        _is_number: lambda _, __: read_number,
        _is(Share): _share_hook,
        _is(Total): _total_hook,
    }
    for predicate, factory in factories.items():
        made.register_structure_hook_factory(predicate, factory)
    _register_writers(made)
    return made


def _is(what: object) -> Callable[[Any], bool]:
    return lambda of: of is what


def _is_series(of: TypeForm) -> bool:
    return form_of(of) in {tuple, frozenset}


def _is_set(of: TypeForm) -> bool:
    return form_of(of) is frozenset


def _is_choice(of: TypeForm) -> bool:
    return isinstance(of, type) and issubclass(of, Enum)


def _is_number(of: TypeForm) -> bool:
    return bool(of == Number)


def _optional_hook(of: TypeForm, made: Converter) -> Hook:
    """Take null where the model does; `KEEP` is what stands where nothing is written."""
    rest = said(of)
    inner = made.get_structure_hook(rest)
    if type(None) not in options(of):
        return inner
    return lambda value, _: None if value is None else inner(value, rest)


def _series_hook(of: TypeForm, made: Converter, inner: Hook = None) -> Hook:
    """Take a list; *inner* reads its items where their type does not say how."""
    item, make = get_args(of)[0], form_of(of)
    inner = inner or made.get_structure_hook(item)

    def read(value: Node, _: Node) -> Node:
        if value.__class__ is not list:
            hint = f"write [{value}]" if isinstance(value, str) and len(value) < 80 else ""
            raise wrong_type(value, "a list", hint)
        if not value and make is frozenset:
            raise wrong_type(value, "at least one", "an empty list is about nothing")
        return make([inner(each, item) for each in value])

    def read_all(value: Node, _: Node) -> Node:
        try:
            return read(value, item)
        except Exception as error:
            if value.__class__ is not list or not value:
                raise
            errors = list(islice(_errors(inner, item, value), MOST))
            # The checker takes the signature of the group below cattrs' own class.
            raise IterableValidationError("list", errors, of) from error  # pyright: ignore[reportCallIssue]

    return read_all if made.detailed_validation else read


def _errors(inner: Hook, item: TypeForm, values: list[Node]) -> Node:
    """Yield the mistake of each item that has one, with its index."""
    for index, value in enumerate(values):
        try:
            inner(value, item)
        except Exception as error:  # noqa: BLE001 - all are sorted out in `_problems`
            error.add_note(IterableValidationNote(f"@ {index}", index, item))
            yield error


def _class_hook(of: TypeForm, made: Converter) -> Hook:
    """Take a mapping."""
    names = list_names(of)
    also: Any = {OPEN_LISTS: override(struct_hook=_words_hook(names, made))} if names else {}
    inner = make_dict_structure_fn(of, made, **also)

    def read(value: Node, _: Node) -> Node:
        if value.__class__ is not dict:
            raise wrong_type(value, "a mapping with keys", _WRITTEN.get(of.__name__, ""))
        return inner(value, of)

    return read


_WRITTEN = {
    "Period": "write {start: 2020-07-01, until: 2025-01-01}, or leave it out",
    "Target": "write {value: 12}, or {as_written: X, is_placeholder: true}",
}
"""How a mapping is written that people take for a single value."""


def _words_hook(words: tuple[str, ...], made: Converter) -> Hook:
    """Take a list of some words."""
    return _series_hook(tuple[str, ...], made, word_hook(words))


def _tagged_hook(of: TypeForm, made: Converter) -> Hook:
    """Take a mapping whose ``event`` or ``step`` says which one it is."""
    union = union_of(of)
    assert union is not None, "asked of unions only"  # noqa: S101 - for the checker
    tag, classes, shared = union
    hooks = {name: made.get_structure_hook(each) for name, each in classes.items()}
    words = tuple(classes)

    def read(value: Node, _: Node) -> Node:
        if value.__class__ is not dict:
            raise wrong_type(value, "a mapping with keys")
        rest = value.copy()
        name = rest.pop(tag, None)
        if name.__class__ is str and name in hooks:
            return hooks[name](rest, classes[name])
        if tag in value:
            mistake = unknown_choice(name, words, step=tag)
        else:
            mistake = Wrong(
                Flaw(code=MISSING_KEY, message=f"key {tag!r} is missing", expected=any_of(words))
            )
        if made.detailed_validation:
            mistakes = [mistake, *guesses(name, rest)]
            raise ClassValidationError(tag, mistakes, shared)  # pyright: ignore[reportCallIssue]
        raise mistake

    def guesses(name: Node, rest: dict[str, Any]) -> list[Exception]:
        """Check the rest as what was probably meant, or at least its head."""
        found = near(name, words) if isinstance(name, str) else ()
        meant = found[0] if found else None
        head = {key: rest[key] for key in rest if key in heads}
        try:
            if meant:
                hooks[meant](rest, classes[meant])
            else:
                made.structure(head, shared)
        except Exception as error:  # noqa: BLE001 - all are sorted out in `_problems`
            return [error]
        return []

    heads = {field.name for field in attrs.fields(shared)}
    return read


def _share_hook(_: Node, made: Converter) -> Hook:
    """Take a share, or bounds of one."""
    inner = _class_hook(Share, made)
    return lambda value, _: (
        inner(value, Share) if isinstance(value, dict) else Share.exactly(read_fraction(value))
    )


def _total_hook(_: Node, made: Converter) -> Hook:
    """Take an amount, or bounds of one."""
    inner = _class_hook(Total, made)
    return lambda value, _: (
        inner(value, Total) if isinstance(value, dict) else Total.exactly(read_number(value))
    )


def _register_writers(made: Converter) -> None:
    """Say how typed values become plain ones."""

    def tagged_writer(of: TypeForm) -> Hook:
        inner, tag = _class_writer(of, made), tag_of(of)
        assert tag is not None, "asked of members only"  # noqa: S101 - for the checker
        return lambda value: {tag.key: tag.name, **inner(value)}

    made.register_unstructure_hook_factory(attrs.has, lambda of: _class_writer(of, made))
    made.register_unstructure_hook_factory(lambda of: tag_of(of) is not None, tagged_writer)
    made.register_unstructure_hook_factory(_is_series, lambda of: _series_writer(of, made))
    made.register_unstructure_hook_factory(_is_set, lambda _: sorted)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook_func(_is_number, _number_written)
    made.register_unstructure_hook_func(lambda of: bool(of == Number | None), _perhaps_written)
    made.register_unstructure_hook(Fraction, _share_number)
    for of in (Share, Total):
        made.register_unstructure_hook(of, _exact_writer(_class_writer(of, made)))


def _class_writer(of: TypeForm, made: Converter) -> Hook:
    """Write the fields that differ from their defaults, in the order of the class."""
    names = tuple(field.name for field in fields_of(of))
    inner = make_dict_unstructure_fn(of, made, _cattrs_omit_if_default=True)
    if _required_first(of):
        return inner

    def write(value: Node) -> dict[str, Any]:
        plain = inner(value)
        return {name: plain[name] for name in names if name in plain}

    return write


def _required_first(of: TypeForm) -> bool:
    """Tell whether cattrs, which writes required fields first, keeps the order by itself."""
    optional = [field.default is not attrs.NOTHING for field in attrs.fields(of)]
    return optional == sorted(optional)


def _series_writer(of: TypeForm, made: Converter) -> Hook:
    item = get_args(of)[0]
    if item in ID_PATTERNS or item is str:
        return list
    if is_tagged(item):
        return lambda values: [made.unstructure(value) for value in values]
    inner = made.get_unstructure_hook(item)
    return lambda values: [inner(value) for value in values]


def _exact_writer(bounds: Hook) -> Hook:
    """Write what is known exactly as one number."""

    def write(value: Share | Total) -> Node:
        plain = not getattr(value, "of", "") and not getattr(value, "missing", ())
        if not plain or not value.is_exact:
            return bounds(value)
        return _share_number(value.low) if isinstance(value, Share) else _number_written(value.low)

    return write


def _perhaps_written(value: Number | None) -> int | float | str | None:
    return None if value is None else _number_written(value)


def _number_written(value: Number) -> int | float | str:
    """Return a number as it is written: a fraction only where it must be one."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value


def _share_number(value: Fraction) -> int | float | str:
    """Return a share as a decimal number where that is exact."""
    decimal = float(value)
    is_exact = value.denominator > 1 and Fraction(repr(decimal)) == value
    return decimal if is_exact else _number_written(value)
