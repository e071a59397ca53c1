"""Documents: files that people write by hand, read strictly and written without loss.

`load` and `loads` read YAML or JSON into typed values, or say everything that
is wrong with its line and column; `dump` and `dumps` write. `schema` describes
a kind of document to editors, `read_document` says what is wrong in a file.
"""

from __future__ import annotations

from elzmodel.io.codes import CODES
from elzmodel.io.documents import (
    Document,
    dump,
    dumps,
    is_document,
    load,
    loads,
    read_document,
    schema,
)
from elzmodel.io.events_document import EventsDocument
from elzmodel.io.kept import keep_events, kept_events, read_kept
from elzmodel.io.kind import FORMAT_VERSION, KINDS, Kind
from elzmodel.values.arguments import keep_door

__all__ = [
    "CODES",
    "FORMAT_VERSION",
    "KINDS",
    "Document",
    "EventsDocument",
    "Kind",
    "dump",
    "dumps",
    "is_document",
    "keep_events",
    "kept_events",
    "load",
    "loads",
    "read_document",
    "read_kept",
    "schema",
]

keep_door(__name__)
