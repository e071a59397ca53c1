"""The types of fields, taken apart, and unions whose members a key tells apart."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Final, NamedTuple, Union, get_args, get_origin

import attrs

from elzmodel.io.events_document import EVENT_NAMES
from elzmodel.territory import Event, Keep

__all__ = [
    "OPEN_LISTS",
    "Tag",
    "Tagged",
    "TypeForm",
    "fields_of",
    "form_of",
    "is_optional",
    "is_tagged",
    "list_names",
    "options",
    "said",
    "tag_of",
    "union_of",
]

TypeForm = Any
"""A class, or a form such as ``tuple[str, ...]``."""

OPEN_LISTS: Final = "open_lists"
"""The key that says which lists of a mapping are not complete."""

_UNSAID = frozenset({type(None), Keep})


class _Names(dict[str, Any]):
    """What a module imports for a type checker only, as anything at all."""

    def __init__(self, of: type[Any]) -> None:
        super().__init__()
        self.modules = [vars(sys.modules[base.__module__]) for base in of.__mro__]

    def __missing__(self, name: str) -> object:
        if hasattr(builtins, name) or any(name in module for module in self.modules):
            raise KeyError(name)
        return list  # it takes whatever stands in brackets


def fields_of(of: type[Any]) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of a class, their types resolved.

    Where a class has slots, attrs adds the types of cached properties to those
    of its fields; they may name what is imported for a type checker only.
    """
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(
        attrs.resolve_types(of, localns=_Names(of))
    )
    return found


def form_of(of: TypeForm) -> Any:  # noqa: ANN401 - a class, or a special form
    """Return what stands before the brackets of a type, ``None`` where there are none."""
    return get_origin(of)


def options(of: TypeForm) -> tuple[Any, ...]:
    """Return the members of a union, of any other type the type alone."""
    return get_args(of) if form_of(of) in {Union, UnionType} else (of,)


def is_optional(of: TypeForm) -> bool:
    """Tell whether *of* is a type that may also be unknown, or kept as it was."""
    return not _UNSAID.isdisjoint(options(of))


def said(of: TypeForm) -> TypeForm:
    """Return the type of what is said, without unknown and without kept as it was."""
    return Union[tuple(member for member in options(of) if member not in _UNSAID)]  # noqa: UP007 - of a tuple


def list_names(of: TypeForm) -> tuple[str, ...]:
    """Return the lists of a class that may be said not to be complete, none of most classes.

    Example:
        >>> from elzmodel.policy import ActionPlan
        >>> list_names(ActionPlan)
        ('entries', 'sources')
    """
    names = tuple(field.name for field in fields_of(of) if form_of(field.type) is tuple)
    return tuple(name for name in names if name != OPEN_LISTS) if OPEN_LISTS in names else ()


_STEPS: Final = "elzmodel.scenarios.steps"


class Tagged(NamedTuple):
    """A closed union: the key that says which member it is, the members, what they share."""

    key: str
    names: Mapping[str, type[Any]]
    head: type[Any]


class Tag(NamedTuple):
    """The key that tells a member of a union, and the word that stands behind it."""

    key: str
    name: str


def _unions() -> Iterator[Tagged]:
    yield Tagged("event", EVENT_NAMES, Event)
    steps = sys.modules.get(_STEPS)
    if steps is not None:
        yield Tagged("step", steps.STEP_NAMES, steps.StepHead)


def union_of(of: TypeForm) -> Tagged | None:
    """Return the union that a type is, ``None`` where it is none."""
    members = options(of)
    if len(members) < 2:
        return None
    holding = (each for each in _unions() if set(members) <= set(each.names.values()))
    return next(holding, None)


def is_tagged(of: TypeForm) -> bool:
    """Tell whether *of* is a union whose members a key tells apart."""
    return union_of(of) is not None


def tag_of(of: TypeForm) -> Tag | None:
    """Return the tag of a member of a union, ``None`` of any other class."""
    found = (
        Tag(each.key, name) for each in _unions() for name, one in each.names.items() if one is of
    )
    return next(found, None)
