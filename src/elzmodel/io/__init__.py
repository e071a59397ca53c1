"""Documents: files that people write by hand, read strictly and written without loss.

`load` and `loads` read YAML or JSON into typed values, or say everything that
is wrong with its line and column; `dump` and `dumps` write. `schema` describes
a kind of document to editors, `check_document` looks through a file.
"""

from __future__ import annotations

from elzmodel.io.documents import check_document, dump, dumps, load, loads, schema
from elzmodel.io.events_document import EventsDocument
from elzmodel.io.kind import FORMAT_VERSION, KINDS, Kind

__all__ = [
    "FORMAT_VERSION",
    "KINDS",
    "EventsDocument",
    "Kind",
    "check_document",
    "dump",
    "dumps",
    "load",
    "loads",
    "schema",
]
