"""Pages for the browser: the report of a zone or a scenario, and what all pages share.

A page asks nothing of anyone: what it shows stands in it or beside it, and its policy
refuses the rest. Its figures, tables and pictures are those that the library answers with.
"""

from __future__ import annotations

from elzmodel.views.web import atlas_data, blocks, reports, shell
from elzmodel.views.web.atlas_data import *
from elzmodel.views.web.blocks import *
from elzmodel.views.web.reports import *
from elzmodel.views.web.shell import *

__all__: list[str] = []
__all__ += atlas_data.__all__
__all__ += blocks.__all__
__all__ += reports.__all__
__all__ += shell.__all__
