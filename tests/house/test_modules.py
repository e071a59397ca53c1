"""Every module can be reached as one: no function or class hides it."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import elzmodel

MODULES = [
    each.name
    for each in pkgutil.walk_packages(elzmodel.__path__, prefix="elzmodel.")
    if not each.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_reached_by_its_name(name: str) -> None:
    """`import elzmodel.room.module as m` gives the module, whatever its room offers."""
    importlib.import_module(name)
    found: object = elzmodel
    for step in name.split(".")[1:]:
        found = getattr(found, step)
    assert isinstance(found, ModuleType)
    assert name == found.__name__
