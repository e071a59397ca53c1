"""What hypothesis loads of elzmodel when it is itself imported: next to nothing.

It stands outside the package, so that a test run of something else loads no room of
elzmodel. The first time that hypothesis has to draw a type of elzmodel, the strategies
are loaded, and register themselves.
"""

from __future__ import annotations

from importlib import import_module

from hypothesis.strategies._internal import types as _types

__all__: list[str] = []


def _register(asked: object) -> None:
    """Load the strategies where a type of elzmodel is asked for; hypothesis then goes on."""
    package, _, rest = str(getattr(asked, "__module__", "")).partition(".")
    if package == "elzmodel":
        known = import_module("elzmodel.testing.strategies._types")
        known.register_room(rest.partition(".")[0])


# So hypothesis knows the types of numpy without loading it. It is no public name: where it
# is gone, `elzmodel.testing.strategies` has to be imported for the types to be known.
_resolvers = getattr(_types, "_global_extra_lookup", {})
_resolvers.setdefault("elzmodel", _register)
