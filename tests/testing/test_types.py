"""Which types ``from_type`` draws."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, NewType, is_typeddict

import pytest
from hypothesis import strategies as st
from hypothesis.strategies._internal import types

from elzmodel.landscape import Landscape
from elzmodel.territory import Merge, Register, Split
from elzmodel.testing.strategies._asked import ANSWERS
from elzmodel.testing.strategies._networks import NETWORK_TYPES
from elzmodel.testing.strategies._seldom import SELDOM_TYPES
from elzmodel.values import Answer, Share, Timeline
from tests.testing.drawing import draws_much, first_drawn

ROOMS = (
    *("bundles", "checks", "data", "dossiers", "errors", "governance", "io", "landscape"),
    *("linked", "lists", "networks", "partners", "policy", "scenarios", "searches", "tables"),
    *("territory", "values", "views", "zones"),
)


def public_types(room: str) -> Iterator[object]:
    """Yield the classes and ids that a room offers and that are at home there."""
    offered = importlib.import_module(f"elzmodel.{room}")
    for name in offered.__all__:
        each = getattr(offered, name)
        if isinstance(each, type | NewType) and each.__module__.startswith(f"elzmodel.{room}"):
            yield each


def is_instance(value: object, of: object) -> bool:
    """Tell whether a value is of a type, as far as the type can be asked."""
    is_shape = not isinstance(of, type) or is_typeddict(of) or getattr(of, "_is_protocol", False)
    return is_shape or isinstance(value, of)


@draws_much
@pytest.mark.parametrize("room", ROOMS)
def test_every_public_type_of_a_room_is_drawn(room: str) -> None:
    """Nothing is refused by its class, and nothing warned of: not the simplest, nor others."""
    for of in public_types(room):
        assert all(is_instance(value, of) for value in first_drawn(st.from_type(of), count=4)), of


OTHERS = {**ANSWERS, **NETWORK_TYPES, **SELDOM_TYPES}


@pytest.mark.parametrize("of", OTHERS, ids=lambda of: of.__name__)
def test_what_follows_from_other_values_is_drawn(of: type) -> None:
    """Events, steps, errors and answers of every kind come of what can be."""
    assert all(is_instance(value, of) for value in first_drawn(st.from_type(of), count=3))


@pytest.mark.parametrize("of", [Landscape, Merge, Answer])
def test_a_strategy_is_called_after_its_type(of: Any) -> None:
    """So the ghostwriter of hypothesis writes it, and what it writes needs nothing private."""
    known = types._global_type_lookup[of]
    found = known(of) if callable(known) else known
    assert f"from_type({of.__name__})" == repr(found)


def test_events_that_are_drawn_alone_can_happen() -> None:
    """A merger names two municipalities, a split what begins."""
    assert all(len(set(event.units)) >= 2 for event in first_drawn(st.from_type(Merge)))
    assert all(event.into for event in first_drawn(st.from_type(Split)))


def test_types_in_brackets_are_those_of_what_is_inside() -> None:
    """Answers and timelines are drawn with rows and values of the type."""
    shares = first_drawn(st.from_type(Answer[Share]), count=20)
    assert {Share} == {type(row) for answer in shares for row in answer}
    assert {Share} == {answer.row_type for answer in shares}
    days = first_drawn(st.from_type(Timeline[int]), count=20)
    assert {int} == {type(value) for each in days for _, value in each.changes}


def test_functions_that_take_our_types_need_no_strategy() -> None:
    """What is annotated is drawn, also where it may be missing."""

    def about(register: Register, landscape: Landscape | None) -> tuple[object, object]:
        return type(register), type(landscape)

    assert {Register} == {of for of, _ in first_drawn(st.builds(about))}
