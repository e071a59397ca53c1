"""For other people's tests: strategies that draw registers, zonings and landscapes.

It needs the extra ``testing``. Importing this package loads nothing; the
strategies load hypothesis when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from elzmodel.testing import attendance, strategies

__all__ = ["attendance", "strategies"]


def __getattr__(name: str) -> ModuleType:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return __all__
