"""The command line: parse, call one function, print what it returns.

A command is loaded when it is called, and what only it needs is imported inside it: every
command starts faster.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Final

import click

from elzmodel.cli._language import Group, lang_option
from elzmodel.cli._options import WIDEST

__all__ = ["main"]

atexit.register(gc.freeze)
"""At its end a process need not look through all that it has for what it could free."""

_ABOUT: Final = {
    "_places": (
        *("diff", "explain", "history", "locate", "mergers", "outlines", "partitions"),
        *("zone", "zones"),
    ),
    "_tables": ("carry", "crosswalk", "match"),
    "_lists": ("lists", "lint-list"),
    "_scenarios": ("atlas", "shares", "sweep", "whatif"),
    "_searches": ("search",),
    "_dossiers": (
        *("align", "council", "coverage", "dossier", "interlocks", "mentions", "plan"),
        *("seats", "trace"),
    ),
    "_networks": ("impact", "network"),
    "_reports": ("report", "site"),
    "_documents": ("check", "codes", "convert", "export", "new", "schema", "sources"),
    "_linked": ("linked",),
    "_editions": ("cite", "data"),
}
"""The commands that each module has."""


class _Late(MutableMapping[str, click.Command]):
    """Commands by name, each loaded when it is asked for."""

    def __init__(self) -> None:
        self._homes = {name: home for home, names in _ABOUT.items() for name in names}
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        """Return a command, with its module loaded."""
        if name == "lint-list":  # What `lists lint` was called.
            return _lint(self["lists"])
        if name not in self._loaded:
            module = import_module(f"elzmodel.cli.{self._homes[name]}")
            offered: list[click.Command] = [getattr(module, each) for each in module.__all__]
            self._loaded |= {each.name or "": each for each in offered}
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        """Put a command in the place of another, or add one."""
        self._homes[name], self._loaded[name] = "", command

    def __delitem__(self, name: str) -> None:
        """Take a command away."""
        del self._homes[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all, loaded or not."""
        return iter(self._homes)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._homes)


def _lint(lists: click.Command) -> click.Command:
    assert isinstance(lists, click.Group)  # noqa: S101 - for the checker
    return lists.commands["lint"]


@click.group(
    cls=Group,
    commands=_Late(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST},
)
@click.version_option(package_name="elzmodel")
@lang_option
def main() -> None:
    """Flemish municipalities and first-line zones (eerstelijnszones), through time.

    Days are written as 2025-01-01. Tables go to the standard output, errors to
    the standard error; the exit code is 2 when a question cannot be answered.
    """
