"""Commands about what people write by hand, about what is doubtful, and about sources."""

from __future__ import annotations

import json
import re
from typing import Literal

import click

from elzmodel.cli._options import CANNOT, FOUND, form_option, guarded, show
from elzmodel.data import flanders
from elzmodel.values import (
    Answer,
    Code,
    Codes,
    Source,
    Table,
)

__all__ = [
    "check_files",
    "convert",
    "finding_codes",
    "schema_of_kind",
    "sources",
]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


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
    from elzmodel.io import check_document
    from elzmodel.io.codes import UNREADABLE
    from elzmodel.values.findings import findings_table

    within = None if alone else flanders()
    problems = [problem for file in files for problem in check_document(file, within=within)]
    if form == "text":
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        where = f"{len(files)} file{'' if len(files) == 1 else 's'}"
        click.echo("\n".join([*map(str, problems), f"{count} in {where}"]))
    else:
        show([findings_table(problems, title="Problems", placed=True)], form)
    if problems:
        is_unreadable = any(each.kind in UNREADABLE for each in problems)
        raise SystemExit(CANNOT if is_unreadable else FOUND)


@click.command("codes")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@form_option
@guarded
def finding_codes(codes: tuple[str, ...], form: str) -> None:
    """Say what each CODE of a finding means; all codes, or those that begin so.

    Codes that another one took over are known as well.
    """
    from elzmodel.checks import CODES

    chosen = Codes(CODES.select(*codes)) if codes else CODES
    if form == "text" and codes:
        click.echo("\n\n".join(str(_code_card(each)) for each in chosen))
    else:
        show([chosen.to_table()], form)


def _code_card(code: Code) -> Table:
    pairs = {
        "severity": code.severity.value,
        "explanation": code.text("explanation"),
        "what to do": re.sub(r"\{[^}]*\}", "\u2026", code.text("remedy")).strip("[]"),
        "it took over": ", ".join(code.aliases),
    }
    return _card(f"{code.id}: {code.text('meaning')}", pairs)


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
    chosen = tuple(s for s in flanders().sources.values() if not ids or s.id in ids)
    if form == "text":
        click.echo("\n\n".join(str(_source_card(source)) for source in chosen))
    else:
        show([Answer(title="Sources", rows=chosen, row_type=Source)], form)


def _source_card(source: Source) -> Table:
    pairs = {
        "grade": f"{source.grade.value}, {source.grade.meaning}",
        "date": source.date,
        "place": source.place,
        "licence": source.licence,
        "note": source.note,
    }
    return _card(f"{source.id}: {source.title}", pairs)


def _card(title: str, pairs: dict[str, str]) -> Table:
    return Table.of_pairs(title, [(name, value) for name, value in pairs.items() if value])
