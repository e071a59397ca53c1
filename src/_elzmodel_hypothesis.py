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
    home = getattr(asked, "__module__", None) or ""
    if home.partition(".")[0] == "elzmodel":
        import_module("elzmodel.testing.strategies")


# So hypothesis knows the types of numpy without loading it. It is no public name: where it
# is gone, `elzmodel.testing.strategies` has to be imported for the types to be known.
_resolvers = getattr(_types, "_global_extra_lookup", {})
_resolvers.setdefault("elzmodel", _register)
