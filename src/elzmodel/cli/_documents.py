"""Commands about documents that people write by hand, and about sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import click

from elzmodel.cli._options import CANNOT, FOUND, form_option, guarded, show
from elzmodel.data import flanders
from elzmodel.values import Column, Table

__all__ = [
    "check_files",
    "convert",
    "schema_of_kind",
    "sources",
]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


if TYPE_CHECKING:
    from elzmodel.values import Source


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--alone", is_flag=True, help="Look at each FILE alone, not at the packaged data.")
@form_option
@guarded
def check_files(files: tuple[str, ...], *, alone: bool, form: str) -> None:
    """Check each FILE that people wrote by hand: format, ids, the record.

    The exit code is 0 where nothing is wrong, 1 where something is, and 2 where
    a file cannot be read as a document at all.
    """
    from elzmodel.errors import problems_table
    from elzmodel.io import check_document

    within = None if alone else flanders()
    problems = [problem for file in files for problem in check_document(file, within=within)]
    if form == "text":
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        where = f"{len(files)} file{'' if len(files) == 1 else 's'}"
        click.echo("\n".join([*map(str, problems), f"{count} in {where}"]))
    else:
        show([problems_table(problems)], form)
    if problems:
        raise SystemExit(CANNOT if any(each.is_unreadable for each in problems) else FOUND)


@click.command()
@click.argument("file")
@click.argument("to", metavar="TO")
@click.option("--form", type=click.Choice(["yaml", "json"]), help="[default: by the name of TO]")
@guarded
def convert(file: str, to: str, form: Literal["yaml", "json"] | None) -> None:
    """Write the document FILE again as TO, in the newest format; comments are lost."""
    from elzmodel.io import dump, load

    dump(load(file), to, form=form)


@click.command("schema")
@click.argument("kind", metavar="KIND")
@guarded
def schema_of_kind(kind: str) -> None:
    """Print the JSON Schema of a KIND of document, for editors: events, dossier or rules."""
    from elzmodel.io import schema

    click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@form_option
@guarded
def sources(ids: tuple[str, ...], form: str) -> None:
    """List the sources behind the packaged data, all or by ID."""
    chosen = [s for s in flanders().sources.values() if not ids or s.id in ids]
    if form == "text":
        click.echo("\n\n".join(str(_card(source)) for source in chosen))
        return
    names = ("id", "grade", "title", "date", "place", "licence", "note")
    rows = [(s.id, s.grade.value, s.title, s.date, s.place, s.licence, s.note) for s in chosen]
    show([Table("Sources", tuple(map(Column, names)), rows)], form)


def _card(source: Source) -> Table:
    pairs = {
        "grade": f"{source.grade.value}, {source.grade.meaning}",
        "date": source.date,
        "place": source.place,
        "licence": source.licence,
        "note": source.note,
    }
    known = [(name, value) for name, value in pairs.items() if value]
    return Table.of_pairs(f"{source.id}: {source.title}", known)
