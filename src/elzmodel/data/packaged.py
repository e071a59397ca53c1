"""The files that come with the package, whether it stands in a folder or in an archive."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__all__: list[str] = []


_HERE: Final = "elzmodel.data"


def packaged_files(folder: str, ending: str) -> dict[str, Traversable]:
    """Return the packaged files of a folder by their name without its ending, sorted.

    Example:
        >>> [*packaged_files("rules", ".yaml")]
        ['bvr-2019', 'bvr-2024', 'practice']
    """
    found = (each for each in files(_HERE).joinpath(folder).iterdir())
    named = ((each.name.removesuffix(ending), each) for each in found if each.name.endswith(ending))
    return dict(sorted(named, key=lambda each: each[0]))
