"""Lists in frozen values: always tuples, and able to say that they are not complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.text import listed

__all__ = [
    "open_lists_of",
    "tupled",
]


def tupled(of: type[Any], fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:  # noqa: ARG001 - what attrs hands over
    """Let every field that is annotated as a tuple take any series but a single text.

    It is given to attrs as ``field_transformer``.

    Example:
        >>> from attrs import frozen
        >>> @frozen(field_transformer=tupled)
        ... class Named:
        ...     names: tuple[str, ...] = ()
        >>> Named(["a", "b"]).names
        ('a', 'b')
    """
    return [
        field.evolve(converter=_series(field.name))
        if str(field.type).startswith("tuple[") and field.converter is None
        else field
        for field in fields
    ]


def _series(name: str) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    def convert(values: Iterable[Any]) -> tuple[Any, ...]:
        if isinstance(values, str):
            raise InvalidValueError(f"list of {name}", values, f"several, such as ({values!r},)")
        return tuple(values)

    return convert


def open_lists_of(value: Any, attribute: object, names: tuple[str, ...]) -> None:  # noqa: ANN401, ARG001 - a validator of attrs
    """Check that what is said not to be complete is a list of *value*.

    It is given to attrs as ``validator``.

    Raises:
        InvalidValueError: If a name is not that of a list of the class.

    Example:
        >>> from attrs import field, frozen
        >>> @frozen(field_transformer=tupled)
        ... class Groups:
        ...     members: tuple[str, ...] = ()
        ...     open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
        >>> Groups(["a"], open_lists=["members"]).open_lists
        ('members',)
    """
    lists = [
        field.name
        for field in attrs.fields(type(value))
        if str(field.type).startswith("tuple[") and field.name != "open_lists"
    ]
    for name in names:
        if name not in lists:
            raise InvalidValueError("list that can be open", name, listed(lists, most=len(lists)))
