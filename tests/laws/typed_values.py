"""Values of any class, drawn by the types of its fields, each of which is filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError
from elzmodel.governance import Constituency, ConstituencyKind, Membership
from elzmodel.io.classes import (
    KEYS,
    OPEN_LISTS,
    REQUIRED,
    fields_of,
    form_of,
    is_optional,
    stated_type,
)
from elzmodel.io.hooks import ID_PATTERNS
from elzmodel.testing.strategies import days, periods, totals
from elzmodel.values import Number, PartId, PartnerId, Period, PersonId, Total
from elzmodel.values.ids import lists_of

__all__ = ["NUMBERS", "TEXTS", "values_of"]

_WRITTEN = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")
"""What a document may hold: no control character but the ends of lines and tabs."""

TEXTS = st.text(_WRITTEN, max_size=40) | st.sampled_from(
    [
        "no",
        "1.10",
        "~",
        "12:30",
        "\u2019s-Gravenvoeren",
        "a\u00a0b",
        "x\ny\n",
        "lang " * 40,
        "een alinea die langer is dan de breedte van een bladzijde, met komma's " * 2
        + "en een eind",
        "#",
        ": ",
        "- a",
        "",
    ]
)
NUMBERS = (
    st.integers(0, 10**20)
    | st.floats(0, allow_nan=False, allow_infinity=False)
    | st.fractions(0, 9, max_denominator=99)
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(-3, 2100),
    date: days(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)),
    Fraction: st.fractions(0, 1, max_denominator=99),
    Period: periods() | st.just(Period()),
    Total: totals() | NUMBERS.map(Total.exactly),
    **{of: st.from_regex(form, fullmatch=True) for of, (_, form) in ID_PATTERNS.items()},
}


def values_of(of: type[Any]) -> st.SearchStrategy[Any]:
    """Draw values of a class; they need not make sense, only be held."""
    return _class_values(of)


@st.composite
def _class_values(draw: st.DrawFn, of: type[Any]) -> Any:
    filled = {field.name: draw(_field(of, field)) for field in fields_of(of) if field.init}
    filled |= draw(_SPECIAL[of]) if of in _SPECIAL else {}
    try:
        return of(**filled)
    except InvalidValueError:  # an id in use twice
        reject()


def _field(of: type[Any], field: attrs.Attribute[Any]) -> st.SearchStrategy[Any]:
    if field.name == OPEN_LISTS:
        return st.lists(st.sampled_from(lists_of(of)), max_size=2)
    drawn = _columns(field) if KEYS in field.metadata else _typed(field.type)
    # As it is when nothing is said, half of the time.
    return drawn if field.default is attrs.NOTHING else st.just(_default(field)) | drawn


def _default(field: attrs.Attribute[Any]) -> Any:
    made: Any = field.default
    return made.factory() if hasattr(made, "factory") else made


def _columns(field: attrs.Attribute[Any]) -> st.SearchStrategy[Any]:
    known, required = field.metadata[KEYS], field.metadata[REQUIRED]
    others = {key: TEXTS for key in known if key not in required}
    return st.fixed_dictionaries(dict.fromkeys(required, TEXTS), optional=others)


def _typed(of: Any) -> st.SearchStrategy[Any]:
    if is_optional(of):
        return st.none() | _typed(stated_type(of))
    if of == Number:
        return NUMBERS
    if of in _PLAIN:
        return _PLAIN[of]
    if form_of(of) in _FORMS:
        return _FORMS[form_of(of)](get_args(of))
    if issubclass(of, Enum):
        return st.sampled_from(of)
    return _class_values(of)


_FORMS: dict[Any, Callable[[Any], st.SearchStrategy[Any]]] = {
    tuple: lambda of: st.lists(_typed(of[0]), max_size=2),
    frozenset: lambda of: st.frozensets(_typed(of[0]), max_size=2),
    Mapping: lambda of: st.dictionaries(TEXTS, _typed(of[1]), max_size=2),
    Literal: st.sampled_from,
}


def _ids(of: Any) -> st.SearchStrategy[Any]:
    return _PLAIN[of]


_OTHERS = [kind for kind in ConstituencyKind if kind is not ConstituencyKind.MUNICIPALITY]
_SPECIAL: dict[type[Any], st.SearchStrategy[dict[str, Any]]] = {
    Constituency: st.one_of(
        st.fixed_dictionaries({"kind": st.sampled_from(_OTHERS), "parts": st.just(())}),
        st.fixed_dictionaries(
            {
                "kind": st.just(ConstituencyKind.MUNICIPALITY),
                "parts": st.lists(_ids(PartId), min_size=1, max_size=2),
            }
        ),
    ),
    Membership: st.one_of(
        st.fixed_dictionaries({"partner": _ids(PartnerId), "person": st.none()}),
        st.fixed_dictionaries({"partner": st.none(), "person": _ids(PersonId)}),
    ),
}
