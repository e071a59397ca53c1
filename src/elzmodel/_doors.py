"""Doors that open late: what a package offers is loaded when it is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

__all__ = ["late_door"]


def late_door(
    package: str, init: str
) -> tuple[list[str], Callable[[str], object], Callable[[], list[str]]]:
    """Return the ``__all__``, ``__getattr__`` and ``__dir__`` of a package.

    Which names there are, and where each is at home, stands in the stub beside *init*, the
    file of the package: one ``from home import name as name`` a line.
    """
    # By its loader, since the package may stand in an archive.
    loader = vars(sys.modules[package])["__loader__"]
    stub = loader.get_data(f"{init.removesuffix('c')}i").decode("utf-8")
    lines = (line.split() for line in stub.splitlines() if line.startswith("from "))
    homes = {name: home for _, home, _, name, _, _ in lines}
    names = sorted(homes)

    def load(name: str) -> object:
        if name not in homes:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        home = homes[name]
        is_room = home == package
        found = import_module(f"{home}.{name}") if is_room else getattr(import_module(home), name)
        setattr(sys.modules[package], name, found)
        return found

    return names, load, lambda: names
