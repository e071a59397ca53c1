"""How hypothesis prints the library's values: as the Python that makes them again."""

from __future__ import annotations

import attrs
from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

from elzmodel import (
    dossiers,
    governance,
    landscape,
    partners,
    policy,
    scenarios,
    territory,
    values,
    zones,
)
from elzmodel.errors import ElzError
from elzmodel.testing.worlds import as_code

__all__ = ["print_as_code", "show"]

_ROOMS = (dossiers, governance, landscape, partners, policy, scenarios, territory, values, zones)


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
    for room in _ROOMS:
        for each in map(vars(room).__getitem__, room.__all__):
            if isinstance(each, type) and attrs.has(each):
                for_type_by_name(each.__module__, each.__name__, show)
