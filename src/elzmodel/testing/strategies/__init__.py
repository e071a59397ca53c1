"""Strategies for hypothesis that draw the library's values; none draws Flanders.

Each says what it shrinks to. Once this package is imported, ``st.from_type(Register)``
and its like draw from them, and hypothesis prints values as Python that makes them again.
Where the library is installed, hypothesis loads it by itself for the first type of ours.
"""

from __future__ import annotations

from elzmodel.testing._installed import hypothesis as _hypothesis  # noqa: F401 - or what to install

# isort: split
from elzmodel.testing.strategies import (
    files,
    governance,
    policy,
    published,
    territory,
    values,
    what_if,
    zones,
)
from elzmodel.testing.strategies._printers import print_as_code
from elzmodel.testing.strategies._types import register_types
from elzmodel.testing.strategies.files import *
from elzmodel.testing.strategies.governance import *
from elzmodel.testing.strategies.policy import *
from elzmodel.testing.strategies.published import *
from elzmodel.testing.strategies.territory import *
from elzmodel.testing.strategies.values import *
from elzmodel.testing.strategies.what_if import *
from elzmodel.testing.strategies.zones import *

__all__: list[str] = []
__all__ += files.__all__
__all__ += governance.__all__
__all__ += policy.__all__
__all__ += published.__all__
__all__ += territory.__all__
__all__ += values.__all__
__all__ += what_if.__all__
__all__ += zones.__all__

print_as_code()
register_types()
