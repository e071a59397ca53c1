"""Which kinds of document there are, and how older versions become the newest.

A kind is one entry in `KINDS`: its name and the class that it is read into.
Everything else (reading, errors with places, writing, the schema) follows from
the class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import Factory, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.io._references import References, contradictions
from elzmodel.io.events_document import EventsDocument

__all__ = ["FORMAT_VERSION", "KINDS", "Kind", "kind_of"]

FORMAT_VERSION: Final = 1
"""The newest version of the file format; it only ever grows, apart from the library's own."""


def _none() -> dict[int, Callable[[dict[str, Any]], dict[str, Any]]]:
    return {}


@frozen(kw_only=True)
class Kind:
    """A kind of document: its name, its class, the steps from older versions.

    *references* looks for ids, *contradictions* tries a value on a landscape.
    A migration takes the plain mapping of one format version and returns that
    of the next; it is listed under the version that it takes.

    Example:
        >>> KINDS["events"].of.__name__
        'EventsDocument'
    """

    name: str
    of: type[Any]
    references: Callable[..., Any] = References
    contradictions: Callable[..., Iterable[Any]] = contradictions
    migrations: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = Factory(_none)

    def migrated(self, plain: dict[str, Any], version: int) -> dict[str, Any]:
        """Return a document of an older *version* as one of the newest."""
        for number in range(version, FORMAT_VERSION):
            step = self.migrations.get(number)
            plain = plain if step is None else step(plain)
        return plain


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind for kind in (Kind(name="events", of=EventsDocument),)
}
"""Every kind, by what stands behind ``kind:``."""


def kind_of(value: object) -> Kind:
    """Return the kind of document that *value* is written as.

    Raises:
        InvalidValueError: If no kind of document holds values of that class.

    Example:
        >>> kind_of(EventsDocument()).name
        'events'
    """
    for kind in KINDS.values():
        if isinstance(value, kind.of):
            return kind
    expected = " or ".join(kind.of.__name__ for kind in KINDS.values())
    raise InvalidValueError("document", value, expected)
