"""The Flemish first-line zones and municipalities, through time.

Start with `flanders`, look at a day with `Landscape.on`, and compare two days
with `compare`. Rooms such as `elz.networks` are namespaces. A name is loaded when
it is first used, so that importing the package costs next to nothing; which
names there are, and where each is at home, stands in ``__init__.pyi``.
"""

from importlib import import_module
from pathlib import Path

_STUB = Path(__file__).with_suffix(".pyi").read_text("utf-8")
_LINES = (line.split() for line in _STUB.splitlines() if line.startswith("from "))
_HOMES = {name: home for _, home, _, name, _, _ in _LINES}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - checkers read the stub


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = _HOMES[name]
    is_room = home == __name__
    found = import_module(f"{home}.{name}") if is_room else getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
