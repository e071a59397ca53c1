"""The command line: parse, call one function, print what it returns.

What only one command needs is imported inside it: every command starts faster.
"""

from __future__ import annotations

import click

from elzmodel.cli._documents import (
    check_files,
    convert,
    finding_codes,
    schema_of_kind,
    sources,
)
from elzmodel.cli._dossiers import council, coverage, plan, show_dossier, trace
from elzmodel.cli._places import diff, explain, history, mergers, zone, zones
from elzmodel.cli._scenarios import atlas, whatif
from elzmodel.cli._tables import crosswalk, lint_official_list, match

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="elzmodel")
def main() -> None:
    """Flemish municipalities and first-line zones (eerstelijnszones), through time.

    Days are written as 2025-01-01. Tables go to the standard output, errors to
    the standard error; the exit code is 2 when a question cannot be answered.
    """


_COMMANDS = (
    mergers,
    diff,
    zones,
    zone,
    history,
    explain,
    match,
    crosswalk,
    lint_official_list,
    whatif,
    atlas,
    show_dossier,
    council,
    plan,
    coverage,
    trace,
    check_files,
    finding_codes,
    convert,
    schema_of_kind,
    sources,
)
for _command in _COMMANDS:
    main.add_command(_command)
