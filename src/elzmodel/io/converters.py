"""The one factory of converters: plain values to typed ones, and back.

Two converters come from it. The fast one stops at the first mistake; where it
does, the detailed one goes over the same values and collects them all. Hooks
are generated when a class is first met, never at import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Literal, get_args

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from elzmodel.io.classes import (
    KEYS,
    OPEN_LISTS,
    REQUIRED,
    UNTIL,
    TypeForm,
    family_of,
    fields_of,
    form_of,
    is_optional,
    options,
    stated_type,
    tag_of,
)
from elzmodel.io.codes import MISSING_KEY, MOST, WRONG_TYPE, Wrong, mistake, suggestions
from elzmodel.io.hooks import (
    ID_PATTERNS,
    NOT_SHOWN,
    choice_hook,
    code_hook,
    id_hook,
    one_of,
    read_day,
    read_decimal,
    read_fraction,
    read_number,
    read_text,
    read_truth,
    read_until,
    read_whole,
    refused,
    unknown_choice,
    unknown_key,
)
from elzmodel.io.tree import Node
from elzmodel.values import NIS, CodeSystem, NisCode, Number, Share, Total
from elzmodel.values.ids import lists_of
from elzmodel.values.text import said

__all__: list[str] = []

Hook = Any
"""A function from a plain value and a type to a typed value, as cattrs has them."""


@lru_cache(maxsize=8)
def converter(*, detailed: bool = False, codes: CodeSystem = NIS) -> Converter:
    """Return the converter; the *detailed* one reports every mistake.

    *codes* says how codes of municipalities are written.
    """
    made = Converter(detailed_validation=detailed, forbid_extra_keys=True, omit_if_default=True)
    plain: dict[Any, Hook] = {
        str: read_text,
        int: read_whole,
        float: read_decimal,
        bool: read_truth,
        date: read_day,
        Fraction: read_fraction,
        NisCode: code_hook(codes),
    }
    for of, hook in plain.items():
        made.register_structure_hook(of, hook)
    for of, (kind, pattern) in ID_PATTERNS.items():
        made.register_structure_hook(of, id_hook(kind, pattern))
    factories: dict[Callable[[Any], bool], Callable[[Any, Converter], Hook]] = {
        attrs.has: _class_hook,
        _is_series: _series_hook,
        _is_mapping: _mapping_hook,
        _is_choice: lambda of, _: choice_hook(of),
        _is_word: lambda of, _: choice_hook(get_args(of)),
        is_optional: _optional_hook,
        lambda of: family_of(of) is not None: _family_hook,
        _is(Number): lambda _, __: read_number,
        _is(Share): lambda _, made: _exact_hook(Share, read_fraction, made),
        _is(Total): lambda _, made: _exact_hook(Total, read_number, made),
    }
    for predicate, factory in factories.items():
        made.register_structure_hook_factory(predicate, factory)
    _register_writers(made)
    return made


def _is(what: object) -> Callable[[Any], bool]:
    return lambda of: bool(of == what)


def _is_series(of: TypeForm) -> bool:
    return form_of(of) in {tuple, frozenset}


def _is_mapping(of: TypeForm) -> bool:
    return bool(form_of(of) is Mapping)


def _is_word(of: TypeForm) -> bool:
    return bool(form_of(of) is Literal)


def _is_choice(of: TypeForm) -> bool:
    return isinstance(of, type) and issubclass(of, Enum)


def _optional_hook(of: TypeForm, made: Converter) -> Hook:
    """Take null where the model does; `KEEP` is what stands where nothing is written."""
    rest = stated_type(of)
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
            raise refused(WRONG_TYPE, value, said("a list"), _as_list(value))
        if not value and make is frozenset:
            hint = said("an empty list is about nothing")
            raise refused(WRONG_TYPE, value, said("at least one"), hint)
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


def _as_list(value: Node) -> str:
    """Return the advice for a single text or a single mapping where several may stand."""
    if isinstance(value, dict) and value:
        return said("put a dash before its first key, or {brackets} around it", brackets="[ ]")
    is_short = isinstance(value, str) and len(value) < _SHORT
    return said("write {text}", text=f"[{value}]") if is_short else ""


_SHORT = 80


def _errors(inner: Hook, item: TypeForm, values: list[Node]) -> Node:
    """Yield the mistake of each item that has one, with its index."""
    for index, value in enumerate(values):
        try:
            inner(value, item)
        except Exception as error:  # noqa: BLE001 - all are sorted out in `reading`
            error.add_note(IterableValidationNote(f"@ {index}", index, item))
            yield error


def _mapping_hook(
    of: TypeForm, made: Converter, known: Sequence[str] = (), required: Sequence[str] = ()
) -> Hook:
    """Take a mapping from texts; where keys are *known*, from no others."""
    of_value = get_args(of)[1]
    inner = made.get_structure_hook(of_value)

    def read(value: Node, _: Node) -> Node:
        if value.__class__ is not dict:
            raise refused(WRONG_TYPE, value, said("a mapping with keys"))
        errors = [*islice(_mistaken(value), MOST)]
        if errors:
            # The checker takes the signature of the group below cattrs' own class.
            raise IterableValidationError("mapping", errors, of)  # pyright: ignore[reportCallIssue]
        return {key: inner(each, of_value) for key, each in value.items()}

    def _mistaken(value: dict[str, Node]) -> Iterator[Exception]:
        yield from (unknown_key(key, known) for key in value if known and key not in known)
        yield from (Wrong(mistake(MISSING_KEY, key=key)) for key in required if key not in value)
        for key, each in value.items():
            try:
                inner(each, of_value)
            except Exception as error:  # noqa: BLE001 - all are sorted out in `reading`
                error.add_note(IterableValidationNote(f"@ {key}", key, of_value))
                yield error

    return read


def _class_hook(of: TypeForm, made: Converter) -> Hook:
    """Take a mapping."""
    also: Any = {
        field.name: override(
            struct_hook=_mapping_hook(
                field.type, made, field.metadata[KEYS], field.metadata[REQUIRED]
            )
        )
        for field in fields_of(of)
        if KEYS in field.metadata
    }
    if OPEN_LISTS in attrs.fields_dict(of):
        read_names = _series_hook(tuple[str, ...], made, choice_hook(lists_of(of)))
        also[OPEN_LISTS] = override(struct_hook=read_names)
    if any(field.name == UNTIL and date in options(field.type) for field in fields_of(of)):
        also[UNTIL] = override(struct_hook=read_until)
    private = {field.name: field.type for field in fields_of(of) if not field.repr}
    for name, kind in private.items():
        if _is_series(kind):
            also[name] = override(struct_hook=_unshown(made.get_structure_hook(kind)))
    inner = make_dict_structure_fn(of, made, **also)

    def read(value: Node, _: Node) -> Node:
        if value.__class__ is not dict:
            given = NOT_SHOWN if private and isinstance(value, str) else value
            hint = _WRITTEN.get(of.__name__, "") or _as_mapping(of, value)
            raise refused(WRONG_TYPE, given, said("a mapping with keys"), hint)
        return inner(value, of)

    return read


def _unshown(inner: Hook) -> Hook:
    """Read a list of what may be names, of which no message shows any."""

    def read(value: Node, of: Node) -> Node:
        if isinstance(value, str):
            hint = said("put {brackets} around it", brackets="[ ]")
            raise refused(WRONG_TYPE, NOT_SHOWN, said("a list"), hint)
        return inner(value, of)

    return read


def _as_mapping(of: type[Any], value: Node) -> str:
    """Return the advice for a single text where a mapping has keys that must be there."""
    required = [field.name for field in fields_of(of) if field.default is attrs.NOTHING]
    if not isinstance(value, str) or not required or len(value) > _SHORT:
        return ""
    values = [value] if len(required) == 1 else ["…"] * len(required)
    pairs = ", ".join(map(": ".join, zip(required, values, strict=True)))
    return said("write {text}", text=f"{{{pairs}}}")


_WRITTEN = {
    "Person": said("write {text}", text="{id: p01}"),
    "Period": said(
        "write {example}, or leave it out", example="{start: 2020-07-01, until: 2025-01-01}"
    ),
    "Target": said(
        "write {one}, or {other}", one="{value: 12}", other="{as_written: X, is_placeholder: true}"
    ),
}
"""How a mapping is written that people take for a single value."""


def _family_hook(of: TypeForm, made: Converter) -> Hook:
    """Take a mapping whose ``event`` or ``step`` says which one it is."""
    family = family_of(of)
    assert family is not None, "asked of families only"  # noqa: S101 - for the checker
    key, kinds, head = family
    hook = cache(lambda word: made.get_structure_hook(kinds[word]))
    head_hook = _class_hook(head, made)
    head_keys = {field.name for field in attrs.fields(head)}

    def read(value: Node, _: Node) -> Node:
        if value.__class__ is not dict:
            raise refused(WRONG_TYPE, value, said("a mapping with keys"))
        rest = value.copy()
        word = rest.pop(key, None)
        if word.__class__ is str and word in kinds:
            return hook(word)(rest, kinds[word])
        if key in value:
            wrong = unknown_choice(word, kinds, steps=[key])
        else:
            wrong = Wrong(mistake(MISSING_KEY, key=key, expected=one_of(kinds)))
        if made.detailed_validation:
            every = [wrong, *guesses(word, rest)]
            raise ClassValidationError(key, every, head)  # pyright: ignore[reportCallIssue]
        raise wrong

    def guesses(word: Node, rest: dict[str, Any]) -> list[Exception]:
        """Check the rest as what was probably meant, or at least its head."""
        near = suggestions(word, kinds) if isinstance(word, str) else ()
        try:
            if near:
                hook(near[0])(rest, kinds[near[0]])
            else:
                head_hook({name: rest[name] for name in rest if name in head_keys}, head)
        except Exception as error:  # noqa: BLE001 - all are sorted out in `reading`
            return [error]
        return []

    return read


def _exact_hook(of: type[Share | Total], read: Hook, made: Converter) -> Hook:
    """Take a share or an amount, or bounds of one."""
    inner = _class_hook(of, made)
    return lambda value, _: inner(value, of) if isinstance(value, dict) else of.exactly(read(value))


def _register_writers(made: Converter) -> None:
    """Say how typed values become plain ones."""
    made.register_unstructure_hook_factory(attrs.has, lambda of: _class_writer(of, made))
    made.register_unstructure_hook_factory(_is_series, lambda of: _series_writer(of, made))
    made.register_unstructure_hook_factory(lambda of: form_of(of) is frozenset, lambda _: sorted)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook_factory(_is_mapping, lambda of: _mapping_writer(of, made))
    made.register_unstructure_hook_func(_is(Number), _number_written)
    made.register_unstructure_hook_func(_is(Number | None), _number_written)
    made.register_unstructure_hook(Fraction, _share_number)
    for of in (Share, Total):
        made.register_unstructure_hook(of, _exact_writer(_class_writer(of, made)))


def _class_writer(of: TypeForm, made: Converter) -> Hook:
    """Write the tag and the fields that differ from their defaults, in the order of the class."""
    tag = tag_of(of)
    head = {} if tag is None else {tag.key: tag.word}
    names = tuple(field.name for field in fields_of(of))
    inner = make_dict_unstructure_fn(of, made, _cattrs_omit_if_default=True)
    optional = [field.default is not attrs.NOTHING for field in attrs.fields(of)]
    is_in_order = optional == sorted(optional)  # cattrs writes required fields first.
    if is_in_order and not head:
        return inner

    def write(value: Node) -> dict[str, Any]:
        plain = inner(value)
        if is_in_order:
            return head | plain
        return head | {name: plain[name] for name in names if name in plain}

    return write


def _series_writer(of: TypeForm, made: Converter) -> Hook:
    item = get_args(of)[0]
    if item in ID_PATTERNS or item is str:
        return list
    if family_of(item):
        return lambda values: [made.unstructure(value) for value in values]
    inner = made.get_unstructure_hook(item)
    return lambda values: [inner(value) for value in values]


def _mapping_writer(of: TypeForm, made: Converter) -> Hook:
    inner = made.get_unstructure_hook(get_args(of)[1])
    return lambda values: {key: inner(value) for key, value in values.items()}


def _exact_writer(bounds: Hook) -> Hook:
    """Write what is known exactly as one number."""

    def write(value: Share | Total) -> Node:
        plain = not getattr(value, "of", "") and not getattr(value, "missing", ())
        if not plain or not value.is_exact:
            return bounds(value)
        return _share_number(value.low) if isinstance(value, Share) else _number_written(value.low)

    return write


def _number_written(value: Number | None) -> int | float | str | None:
    """Return a number as it is written: a fraction only where it must be one."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value


def _share_number(value: Fraction) -> int | float | str | None:
    """Return a share as a decimal number where that is exact."""
    decimal = float(value)
    is_exact = value.denominator > 1 and Fraction(repr(decimal)) == value
    return decimal if is_exact else _number_written(value)
