"""How hypothesis prints the library's values: as the Python that makes them again."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

import attrs
from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

from elzmodel.errors import ElzError
from elzmodel.testing.strategies.files import BrokenDocument, GivenTable
from elzmodel.testing.worlds import as_code

__all__ = ["print_as_code", "print_classes", "show"]

_ROOMS = (
    *("dossiers", "governance", "io", "landscape", "lists", "partners", "policy"),
    *("scenarios", "territory", "values", "zones"),
)


def show(value: object, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: ARG001, FBT001 - what hypothesis hands over
    """Print a value as Python, or by its repr where it cannot be written."""
    try:
        text = as_code(value)
    except ElzError:
        text = repr(value)
    first, *rest = text.splitlines()
    printer.text(first)
    for line in rest:
        printer.break_()
        printer.text(line)


def print_as_code() -> None:
    """Let hypothesis print what people state, in failing examples and in notes."""
    print_classes([BrokenDocument, GivenTable])
    for room in (import_module(f"elzmodel.{name}") for name in _ROOMS):
        print_classes(getattr(room, name) for name in room.__all__)


def print_classes(of: Iterable[object]) -> None:
    """Let hypothesis print values of those among these that are classes of values."""
    for each in of:
        if isinstance(each, type) and attrs.has(each):
            for_type_by_name(each.__module__, each.__name__, show)
