"""Commands about states of the facts: which there are, what differs, folders of one's own."""

from __future__ import annotations

from collections import Counter

import click

from elzmodel.cli._language import Command, Group, in_language, lang_option, language
from elzmodel.cli._options import answers, guarded, landscape_asked, record_option, show
from elzmodel.values import TableForm
from elzmodel.values.text import said

__all__ = ["cite", "data"]

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


@data.command("build", cls=Command)
@click.argument("folder", metavar="FOLDER")
@click.option("--base", metavar="EDITION", help="What has all other rows.  [default: the newest]")
@click.option("--until", metavar="DAY", help="The first day of which the tables do not speak.")
@click.option(
    "--table", "tables", metavar="NAME", multiple=True, help="Another table to begin, by its name."
)
@guarded
def build_folder(
    folder: str, *, base: str | None, until: str | None, tables: tuple[str, ...]
) -> None:
    """Make a FOLDER of tables an edition of the facts, or begin one.

    A FOLDER that is none yet gets edition.csv and tables without rows, for you to fill. Of
    one that is, the digest of its tables is written into edition.csv, and what differs
    from the base is counted.
    """
    from elzmodel.data import build_edition

    changes = build_edition(folder, base=base, until=until, tables=tables)
    for table, n in sorted(Counter(change.table for change in changes).items()):
        click.echo(in_language(said("{table}: {n:number} {n:row|rows}", table=table, n=n)))
    told = said(
        "Edition {id} in {folder} (digest {digest}); check it with: {command}",
        id=changes.after.id,
        folder=folder,
        digest=changes.after.digest[:12],
        command=f"elzmodel check {folder}",
    )
    click.echo(in_language(told))


@click.command("cite", cls=Command)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--form",
    type=click.Choice(["text", "bibtex", "cff"]),
    default="text",
    show_default=True,
    help="What to write.",
)
@record_option
@guarded
def cite(ids: tuple[str, ...], *, form: str) -> None:
    """Say how the library and its facts are cited: version, edition, digest, sources.

    Named are the sources by ID, or all, with their licences.
    """
    found = landscape_asked().citation(*ids)
    writes = {"bibtex": found.to_bibtex, "cff": found.to_cff}
    click.echo((writes[form]() if form in writes else found.to_text(language())).rstrip("\n"))
