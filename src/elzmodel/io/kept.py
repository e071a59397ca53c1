"""What was made of large files, kept beside them until they change.

A document of events is checked value by value, with the place of each. What is kept here
is no document and for no one to read: it has the values as they are, column by column, with
a digest of itself and of what it was made of, and is made again where any of it differs.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib.metadata import version
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import attrs

from elzmodel.errors import InvalidValueError
from elzmodel.io.classes import classes_in, fields_of, options
from elzmodel.io.events_document import EventsDocument
from elzmodel.values.cells import well_formed
from elzmodel.values.saving import file_path, replace_file
from elzmodel.values.text import said

__all__ = ["keep_events", "kept_events", "read_kept"]

FORMAT: Final = 1
"""How values are kept; what was kept in another way is made again."""

Plain = Any
"""What JSON holds."""


def kept_events(
    path: str | os.PathLike[str],
    make: Callable[[], EventsDocument],
    *,
    sources: Iterable[str | os.PathLike[str]],
    settings: str = "",
) -> EventsDocument:
    r"""Return the events that *make* makes of some files, kept at *path* until these change.

    It is written whole or not at all. What is there and cannot be read is made again, and
    so is what another version of the library has kept.

    Args:
        path: Where the events are kept.
        make: What makes them, where they are not there.
        sources: The files of which they are made.
        settings: What else they depend on, such as the level that is imported.

    Raises:
        OSError: If a source cannot be read, or the file cannot be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from elzmodel.lists import events_from, read_list
        >>> with TemporaryDirectory() as folder:
        ...     units, kept = Path(folder) / "units.csv", Path(folder) / "units.kept"
        ...     _ = units.write_text("code,name\n71072,Hasselt\n", "utf-8")
        ...     make = lambda: EventsDocument(events_from(read_list(units))[0])
        ...     first = kept_events(kept, make, sources=[units])
        ...     first == kept_events(kept, make, sources=[units])
        True
    """
    texts = (file_path(source).read_bytes() for source in sources)
    made_of = _digest(settings.encode(), *texts)
    kept = _read(file_path(path), made_of) if file_path(path).is_file() else None
    if kept is not None:
        return kept
    document = make()
    keep_events(document, path, made_of=made_of)
    return document


def keep_events(
    document: EventsDocument, path: str | os.PathLike[str], *, made_of: str = ""
) -> None:
    """Keep events at *path*, whole or not at all, for `read_kept` and this version of the library.

    Raises:
        InvalidValueError: If a text holds half a character.
        OSError: If the file cannot be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     keep_events(EventsDocument(), Path(folder) / "none.kept")
        ...     read_kept(Path(folder) / "none.kept") == EventsDocument()
        True
    """
    content = _compact(packed(document))
    replace_file(path, _head(made_of, content) + b"\n" + content)


def read_kept(path: str | os.PathLike[str]) -> EventsDocument:
    """Return the events that are kept at *path*, whatever they were made of.

    Raises:
        InvalidValueError: If it is no such file, damaged, or of another version.
        OSError: If it cannot be opened.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     keep_events(EventsDocument(), Path(folder) / "none.kept", made_of="nothing")
        ...     read_kept(Path(folder) / "none.kept").events
        ()
    """
    found = _read(file_path(path), None)
    if found is None:
        expected = "one that this version of the library has kept; import the list again"
        raise InvalidValueError("file of kept events", os.fspath(path), expected)
    return found


def _compact(plain: Plain) -> bytes:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return well_formed(text).encode()


def _digest(*pieces: bytes) -> str:
    each = (hashlib.sha256(piece).hexdigest() for piece in pieces)
    return hashlib.sha256(" ".join(each).encode()).hexdigest()


def _head(made_of: str, content: bytes) -> bytes:
    by = f"{FORMAT} of elzmodel {version('elzmodel')}"
    return _compact({"kept": by, "holds": _digest(content), "of": made_of})


def _read(path: Path, made_of: str | None) -> EventsDocument | None:
    """Return what is kept, ``None`` where that is of other files, of another version, or damaged.

    Without *made_of* it may be of any files.
    """
    head, _, content = path.read_bytes().partition(b"\n")
    start = _head("", content)[:-2]  # The head of a kept file, without what it was made of.
    if made_of is None and not head.startswith(start):
        return None
    if made_of is not None and head != _head(made_of, content):
        return None
    with no_collection():
        found: EventsDocument = unpacked(json.loads(content))
    return found


@contextmanager
def no_collection() -> Iterator[None]:
    """Let the collector of garbage rest: what is read has no circles, and is all kept."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# --- values as JSON holds them ----------------------------------------------------------


@cache
def _known() -> dict[str, type[Any]]:
    """Return the classes of which values may be kept, by name."""
    classes = classes_in(EventsDocument)
    types = [each for of in classes for field in fields_of(of) for each in options(field.type)]
    enums = [each for each in types if isinstance(each, type) and issubclass(each, Enum)]
    return {each.__name__: each for each in (*classes, *enums)}


def _names(of: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(of))


def packed(value: Any) -> Plain:  # noqa: ANN401, PLR0911 - of any type, one line for each
    """Return a value as JSON holds it; what is neither text nor a number has a word before it."""
    match value:
        case Enum():
            return ["choice", type(value).__name__, value.name]
        case date():
            return ["day", value.isoformat()]
        case Fraction():
            return ["fraction", str(value)]
        case tuple() | frozenset():
            word = "tuple" if isinstance(value, tuple) else "set"
            items = value if isinstance(value, tuple) else sorted(value)
            if items and all(map(attrs.has, map(type, items))):
                return ["objects", *_columns(items)]
            return [word, [*map(packed, items)]]
        case _ if attrs.has(type(value)):
            return ["object", *_columns([value])]
        case str() | int() | float() | None:
            return value
        case _:
            expected = said("what documents of events hold")
            raise InvalidValueError(said("value to keep"), value, expected)


def _columns(objects: Sequence[Any]) -> tuple[list[str], dict[str, Plain]]:
    """Return the class of each object and, for each class, a column for each field."""
    by_class: dict[str, list[Any]] = {}
    for each in objects:
        by_class.setdefault(type(each).__name__, []).append(each)
    columns = {
        name: [_column([*map(attrgetter(field), some)]) for field in _names(type(some[0]))]
        for name, some in by_class.items()
    }
    return [type(each).__name__ for each in objects], columns


def _column(values: list[Any]) -> Plain:
    """Return a column: one value that all have, texts and numbers, days, or anything."""
    first, kinds = values[0], {*map(type, values)}
    if len(kinds) == 1 and all(each == first for each in values):
        return ["same", packed(first)]
    if kinds <= {str, type(None), int}:
        return ["plain", values]
    if kinds == {date}:
        return ["days", [*map(date.isoformat, values)]]
    if kinds == {tuple} and {type(text) for each in values for text in each} == {str}:
        return ["texts", values]
    return ["any", [*map(packed, values)]]


def unpacked(plain: Plain) -> Any:  # noqa: ANN401 - of any type
    """Return the value that was packed."""
    if plain.__class__ is not list:
        return plain
    word, *rest = plain
    return _UNPACKED[word](*rest)


_UNPACKED: Final[dict[str, Callable[..., Any]]] = {
    "choice": lambda of, name: getattr(_known()[of], name),
    "day": date.fromisoformat,
    "fraction": Fraction,
    "tuple": lambda items: tuple(map(unpacked, items)),
    "set": lambda items: frozenset(map(unpacked, items)),
    "objects": lambda classes, columns: tuple(_objects(classes, columns)),
    "object": lambda classes, columns: next(_objects(classes, columns)),
}
"""For each word, what makes a value of what stands behind it."""


def _objects(classes: list[str], columns: dict[str, Plain]) -> Iterator[Any]:
    """Yield objects as they were: their values were checked when they were made."""
    made: dict[str, Iterator[Any]] = {}
    for name, fields in columns.items():
        of, count = _known()[name], classes.count(name)
        some = [*map(object.__new__, repeat(of, count))]
        for field, column in zip(_names(of), fields, strict=True):
            # The slot itself takes a value in a third of the time of `object.__setattr__`.
            deque(map(getattr(of, field).__set__, some, _values(column, count)), maxlen=0)
        made[name] = iter(some)
    return (next(made[name]) for name in classes)


def _values(column: Plain, count: int) -> Iterable[Any]:
    kind, values = column
    if kind == "same":
        return repeat(unpacked(values), count)
    if kind == "days":
        return map({text: date.fromisoformat(text) for text in {*values}}.__getitem__, values)
    if kind == "texts":
        return map(tuple, values)
    return map(unpacked, values) if kind == "any" else values
