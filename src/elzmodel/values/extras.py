"""The one door to packages that are not installed with the library itself."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

from elzmodel.values.errors import ElzError, InvalidValueError
from elzmodel.values.text import either

__all__ = ["MissingDependencyError", "extra"]

EXTRAS: Final = {
    "altair": "plot",
    "cairosvg": "pictures",
    "geopandas": "maps",
    "hypothesis": "testing",
    "jinja2": "report",
    "markupsafe": "report",
    "narwhals": "frames",
    "ortools": "search",
    "pandas": "frames",
    "polars": "frames",
    "pyarrow": "frames",
    "pyogrio": "maps",
    "pyshacl": "shacl",
    "python_calamine": "excel",
    "rdflib": "linked-data",
    "resvg_py": "pictures",
    "rustworkx": "fast",
    "xlsxwriter": "excel",
}
"""Optional packages, each with the extra of the library that brings it."""


class MissingDependencyError(ImportError, ElzError):
    """Something was asked that needs a package which is not installed.

    *name* is the package, *extra* the extra of this library that brings it.

    Example:
        >>> print(MissingDependencyError("pandas", "frames"))
        this needs pandas, which is not installed: pip install "elzmodel[frames]"
    """

    sentence: Final = 'this needs {name}, which is not installed: pip install "{install}"'

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(name, extra, name=name)
        self.args: tuple[str, ...] = (name, extra)
        self.extra = extra

    @property
    def install(self) -> str:
        """What is to be installed: the library with the extra."""
        return f"elzmodel[{self.extra}]"

    def __str__(self) -> str:
        """Say what is missing and the line that installs it."""
        return self.sentence.format(name=self.name, install=self.install)


def extra(package: str) -> ModuleType:
    """Return an optional package, imported when it is first asked for.

    Raises:
        MissingDependencyError: If it is not installed.
        InvalidValueError: If the library never asks for it.

    Example:
        >>> extra("pandas").DataFrame({"inhabitants": [5]}).shape
        (1, 1)
    """
    is_name = all(map(str.isidentifier, package.split(".")))
    found = _imported(package) if is_name else None
    if found is None and package not in EXTRAS:
        raise InvalidValueError("optional package", package, either(EXTRAS))
    if found is None:
        raise MissingDependencyError(package, EXTRAS[package])
    return found


def first_extra(*packages: str) -> ModuleType:
    """Return the first of several optional packages that is installed; any of them will do.

    Raises:
        MissingDependencyError: If none is, naming the last.

    Example:
        >>> first_extra("no_such_package", "pandas").__name__
        'pandas'
    """
    found = next(filter(None, map(_imported, packages[:-1])), None)
    return extra(packages[-1]) if found is None else found


def _imported(package: str) -> ModuleType | None:
    """Return a package, or nothing where it is not installed."""
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        if error.name not in {package, package.partition(".")[0]}:
            raise  # It is installed, and lacks something itself.
        return None
