"""Official lists as published: read them as values, find their errors, make events of them."""

from __future__ import annotations

from elzmodel.lists import editions, files, imports, layouts, lint, official_list, written
from elzmodel.lists.editions import *
from elzmodel.lists.files import *
from elzmodel.lists.imports import *
from elzmodel.lists.layouts import *
from elzmodel.lists.lint import *
from elzmodel.lists.official_list import *
from elzmodel.lists.written import *
from elzmodel.values import Codes
from elzmodel.values.arguments import keep_door

CODES = Codes([*lint.CODES, *editions.CODES])
"""Every finding code of lists, with meaning and remedy."""

__all__: list[str] = ["CODES"]
__all__ += editions.__all__
__all__ += files.__all__
__all__ += imports.__all__
__all__ += layouts.__all__
__all__ += lint.__all__
__all__ += official_list.__all__
__all__ += written.__all__

keep_door(__name__)
