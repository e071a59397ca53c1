"""One door for every check, the codes of all rooms, and findings as other tools read them."""

from __future__ import annotations

from elzmodel.checks import every, exports
from elzmodel.checks.every import *
from elzmodel.checks.exports import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = []
__all__ += every.__all__
__all__ += exports.__all__

keep_door(__name__)
