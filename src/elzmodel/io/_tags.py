"""Unions whose members a key tells apart: events by ``event:``, steps by ``step:``.

Steps are found by name: where none was imported, no value is one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from elzmodel.io._type_forms import options
from elzmodel.io.events_document import EVENT_NAMES
from elzmodel.territory import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from elzmodel.io._type_forms import TypeForm

__all__ = ["Tag", "Tagged", "is_tagged", "tag_of", "union_of"]

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
