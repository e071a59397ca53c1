"""The packaged layouts of official lists, and those that people write themselves."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from elzmodel.data.packaged import packaged_files
from elzmodel.errors import UnknownIdError
from elzmodel.io import load, loads
from elzmodel.landscape.names import as_text
from elzmodel.lists.layouts import PLAIN, ListLayout
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import near

__all__ = ["layout_of", "list_layout", "list_layouts"]


@cache
def list_layouts() -> tuple[ListLayout, ...]:
    """Return the packaged layouts of official lists, in order of their names.

    They are read once and remembered.

    Example:
        >>> [layout.name for layout in list_layouts()][:4]
        ['fso', 'fso-historical', 'insee', 'insee-commune']
    """
    files = packaged_files("list_layouts", ".yaml").values()
    found = (loads(each.read_text("utf-8"), of=ListLayout, name=each.name) for each in files)
    return tuple(sorted((PLAIN, *found), key=lambda layout: layout.name))


def list_layout(name: str) -> ListLayout:
    """Return one packaged layout by its name.

    Args:
        name: Such as ``"refnis"`` or ``"insee"``.

    Raises:
        InvalidValueError: If *name* is not text.
        UnknownIdError: If there is no such layout.

    Example:
        >>> list_layout("rvig").dates
        'yyyymmdd'
    """
    text, found = as_text("layout of a list", name), {each.name: each for each in list_layouts()}
    if text not in found:
        raise UnknownIdError("layout of a list", text, near(text, found) or tuple(found))
    return found[text]


def layout_of(said: str | os.PathLike[str]) -> ListLayout:
    """Return a packaged layout by its name, or one that is written in a file.

    Raises:
        InvalidValueError: If *said* is neither text nor a path.
        UnknownIdError: If there is neither such a layout nor such a file.
        DocumentError: If the file cannot be read, or holds no layout.

    Example:
        >>> layout_of("plain").units["start"]
        'from'
    """
    is_path = isinstance(said, os.PathLike) or Path(as_text("layout of a list", said)).is_file()
    if is_path:
        return load(said, of=ListLayout)
    return list_layout(str(said))


keep_door(__name__)
