"""Commands about states of the facts: which there are, what differs, folders of one's own."""

from __future__ import annotations

import click

from elzmodel.cli._language import Command, Group, lang_option
from elzmodel.cli._options import answers, show
from elzmodel.values import TableForm

__all__ = ["data"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.group(cls=Group)
@lang_option
def data() -> None:
    """Look at editions of the packaged facts, and make one of your own."""


@data.command("editions", cls=Command)
@answers
def list_editions(form: TableForm) -> None:
    """List the editions of the facts that come with the package."""
    from elzmodel.data import editions

    show([editions()], form)


@data.command("diff", cls=Command)
@click.argument("old", metavar="EDITION")
@click.argument("new", metavar="[EDITION]", required=False)
@click.option("--changelog", is_flag=True, help="One line a table, as a changelog has it.")
@answers
def diff_editions(old: str, new: str | None, *, changelog: bool, form: TableForm) -> None:
    """List the rows that an EDITION has otherwise than an older one.

    Each is the day of a packaged edition, or a folder of tables; the second is the newest
    of the package where it is not said.
    """
    from elzmodel.data import edition_changes

    changes = edition_changes(old, new) if new else edition_changes(old)
    if changelog:
        click.echo(changes.to_changelog())
    else:
        show([changes], form)
