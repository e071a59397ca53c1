"""Pages for the browser: the report of a zone or a scenario, and what all pages share.

A page asks nothing of anyone: what it shows stands in it or beside it, and its policy
refuses the rest. Its figures, tables and pictures are those that the library answers with.
"""

from __future__ import annotations

__all__: list[str] = []
