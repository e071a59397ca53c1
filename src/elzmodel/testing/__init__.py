"""For other people's tests: small worlds, strategies that draw, and a machine.

It needs the extra ``testing``. Importing this package loads nothing; the
strategies load hypothesis when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from elzmodel.testing import (
        attendance,
        differences,
        kits,
        machine,
        strategies,
        villages,
        worlds,
    )
    from elzmodel.testing.worlds import small_world

__all__ = [
    "attendance",
    "differences",
    "kits",
    "machine",
    "small_world",
    "strategies",
    "villages",
    "worlds",
]

_HOMES = {"small_world": "worlds"}
"""Where a name that is no module is at home."""


def __getattr__(name: str) -> ModuleType | object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"{__name__}.{_HOMES.get(name, name)}")
    return getattr(home, name) if name in _HOMES else home


def __dir__() -> list[str]:
    return __all__
