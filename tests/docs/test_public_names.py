"""Public names exist, are in order and are documented.

That the built reference holds them is asked by the docs session.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from enum import Enum
from types import FunctionType

import pytest

import elzmodel
from elzmodel.territory.events import Event


def public_modules() -> list[str]:
    """Return the name of every module that can be reached without an underscore."""
    found = pkgutil.walk_packages(elzmodel.__path__, prefix="elzmodel.")
    return sorted(m.name for m in found if not any(p.startswith("_") for p in m.name.split(".")))


def constants_first(name: str) -> tuple[bool, str]:
    """Return the key by which a module's names are sorted."""
    return not (name.isupper() and len(name) > 1), name


MODULES = public_modules()
APART = ("elzmodel.landscape.events",)
"""Modules that a room offers themselves, and not what is in them."""


@pytest.mark.parametrize("name", elzmodel.__all__)
def test_front_door_names_exist_and_are_documented(name: str) -> None:
    """Every name of the front door exists, and a class or function has a docstring."""
    member = getattr(elzmodel, name)
    if inspect.isclass(member) or inspect.isroutine(member):
        assert inspect.getdoc(member)


def test_front_door_is_sorted_and_is_what_tab_completion_shows() -> None:
    """The front door's names are sorted, unique and the same as its `dir`."""
    assert sorted(set(elzmodel.__all__)) == list(elzmodel.__all__)
    assert sorted(elzmodel.__all__) == dir(elzmodel)


@pytest.mark.parametrize("name", MODULES)
def test_public_modules_say_what_they_offer(name: str) -> None:
    """A public module has a docstring and a sorted `__all__` of names that exist.

    Constants come first, then types, then functions, as the linter sorts them. A
    room offers what its modules do, each name once.
    """
    module = importlib.import_module(name)
    assert module.__doc__
    assert len(set(module.__all__)) == len(module.__all__)
    inner = (each for each in vars(module).values() if inspect.ismodule(each))
    within = [each for each in inner if each.__name__.startswith(f"{name}.")]
    gathered = {public for each in within for public in getattr(each, "__all__", ())}
    is_room = hasattr(module, "__path__")
    own = [public for public in module.__all__ if not (is_room and public in gathered)]
    assert sorted(own, key=constants_first) == own
    assert [] == [public for public in module.__all__ if not hasattr(module, public)]


@pytest.mark.parametrize(
    "name",
    ["elzmodel.landscape", "elzmodel.tables", "elzmodel.territory"],
)
def test_a_room_with_a_stub_offers_what_its_modules_do(name: str) -> None:
    """The stub of a room names what each module offers, where it is at home, and no more."""
    room = importlib.import_module(name)
    inside = [each.name for each in pkgutil.iter_modules(room.__path__, prefix=f"{name}.")]
    modules = [importlib.import_module(each) for each in inside if each not in APART]
    offered = {public: module for module in modules for public in getattr(module, "__all__", ())}
    apart = [each.rpartition(".")[2] for each in APART if each in inside]
    assert sorted([*apart, *offered]) == room.__all__ == dir(room)
    for public, module in offered.items():
        assert getattr(room, public) is getattr(module, public)
    with pytest.raises(AttributeError, match=f"'{name}' has no attribute 'read_tabel'"):
        room.read_tabel  # noqa: B018 - to look it up is the test


def members_of(name: str) -> list[str]:
    """Return the classes and functions that a module defines and offers."""
    module = importlib.import_module(name)
    offered = ((public, getattr(module, public)) for public in module.__all__)
    return [
        public
        for public, member in offered
        if (inspect.isclass(member) or inspect.isfunction(member)) and member.__module__ == name
    ]


def is_plain(member: object) -> bool:
    """Tell whether a class needs no example: an enumeration, a row, or one kind of a family.

    Such a class has no methods, or none but those of the class above it. Each kind of
    event tells itself, as `Merge` and the pages show.
    """
    if not inspect.isclass(member):
        return False
    methods = {
        name
        for name, each in vars(member).items()
        if isinstance(each, FunctionType | classmethod) and not name.startswith("_")
    }
    inherited = {name for each in member.__mro__[1:] for name in vars(each)}
    of_events = {"told"} if issubclass(member, Event) else set()
    return issubclass(member, Enum) or methods <= inherited | of_events


@pytest.mark.parametrize("name", MODULES)
def test_every_public_class_and_function_has_an_example(name: str) -> None:
    """Each docstring shows a use that runs."""
    module = importlib.import_module(name)
    documented = {
        public: inspect.getdoc(getattr(module, public))
        for public in members_of(name)
        if not is_plain(getattr(module, public))
    }
    assert [] == [public for public, text in documented.items() if ">>>" not in (text or "")]
