"""The command line: parse, call one function, print what it returns.

What only one command needs is imported inside it: every command starts faster.
"""

from __future__ import annotations

import click

from elzmodel.cli import (
    _documents,
    _dossiers,
    _editions,
    _linked,
    _lists,
    _networks,
    _places,
    _reports,
    _scenarios,
    _searches,
    _tables,
)
from elzmodel.cli._language import Group, lang_option
from elzmodel.cli._options import WIDEST

__all__ = ["main"]


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST},
)
@click.version_option(package_name="elzmodel")
@lang_option
def main() -> None:
    """Flemish municipalities and first-line zones (eerstelijnszones), through time.

    Days are written as 2025-01-01. Tables go to the standard output, errors to
    the standard error; the exit code is 2 when a question cannot be answered.
    """


_ABOUT = (
    *(_places, _tables, _lists, _scenarios, _dossiers, _networks, _reports, _documents, _linked),
    _editions,
    _searches,
)
for _about in _ABOUT:
    for _name in _about.__all__:
        main.add_command(getattr(_about, _name))
main.add_command(_lists.lists.commands["lint"], "lint-list")
