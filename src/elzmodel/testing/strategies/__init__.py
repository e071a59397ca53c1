"""Strategies for hypothesis that draw the library's values; none draws Flanders.

Each says what it shrinks to. ``st.from_type(Register)`` and its like need no
import of this package: hypothesis finds the strategies by itself.
"""

from __future__ import annotations

from elzmodel.testing.strategies import (
    governance,
    policy,
    published,
    territory,
    values,
    what_if,
    zones,
)
from elzmodel.testing.strategies.governance import *
from elzmodel.testing.strategies.policy import *
from elzmodel.testing.strategies.published import *
from elzmodel.testing.strategies.territory import *
from elzmodel.testing.strategies.values import *
from elzmodel.testing.strategies.what_if import *
from elzmodel.testing.strategies.zones import *

__all__: list[str] = []
__all__ += governance.__all__
__all__ += policy.__all__
__all__ += published.__all__
__all__ += territory.__all__
__all__ += values.__all__
__all__ += what_if.__all__
__all__ += zones.__all__
