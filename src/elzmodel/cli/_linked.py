"""Commands about linked data: write it, read it, hold it against shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from elzmodel.cli._language import Command, Group, in_language, language
from elzmodel.cli._names import DOSSIER
from elzmodel.cli._options import (
    FOUND,
    answers,
    file_type,
    guarded,
    landscape_asked,
    output_option,
    record_option,
    say,
    show,
    with_events,
    within_option,
)
from elzmodel.errors import InvalidValueError
from elzmodel.io import EventsDocument
from elzmodel.values import TableForm, findings_table
from elzmodel.values.saving import replace_file
from elzmodel.values.text import said

__all__ = ["linked"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.group(cls=Group)
def linked() -> None:
    """Write and read linked data: JSON-LD and Turtle, in the words of W3C and OSLO."""


@linked.command("write", cls=Command)
@click.argument("keys", type=DOSSIER, metavar="[ZONE|FILE]...", nargs=-1)
@click.option(
    "--as",
    "form",
    type=click.Choice(["jsonld", "turtle"]),
    help="How to write.  [default: turtle where FILE ends in .ttl, else jsonld]",
)
@click.option("--names", is_flag=True, help="Show persons by name instead of by pseudonym.")
@click.option("--outlines", is_flag=True, help="Give municipalities their outlines.")
@output_option
@within_option
@record_option
@guarded
def write_linked(
    keys: tuple[str, ...],
    *,
    form: str | None,
    names: bool,
    outlines: bool,
    output: str | None,
    events: tuple[str, ...],
) -> None:
    """Write the record, the dossier of a ZONE or the document FILE as linked data.

    Without ZONE or FILE it is the whole record. Turtle takes several of them, and needs the
    extra linked-data.
    """
    from elzmodel.linked import to_jsonld, to_turtle

    values = [_value(key) for key in keys] or [with_events(events, landscape_asked())]
    form = form or ("turtle" if (output or "").endswith(".ttl") else "jsonld")
    if form == "jsonld" and len(values) > 1:
        given, expected = said("{names:list}", names=keys), said("one; Turtle takes several")
        raise InvalidValueError("text of JSON-LD", given, expected)
    writes: Any = to_turtle if form == "turtle" else to_jsonld
    text = writes(*values, names=names, shapes=outlines)
    if output is None:
        click.echo(text.encode("utf-8"), nl=False)
    else:
        replace_file(output, text)


def _value(key: str) -> Any:  # noqa: ANN401 - of whichever class
    """Return what a file holds, or the packaged dossier of a zone."""
    from elzmodel.data.dossier_files import dossier
    from elzmodel.io import load
    from elzmodel.io.documents import text_of
    from elzmodel.linked import from_jsonld

    if not Path(key).is_file():
        return dossier(key)
    if key.lower().endswith(".jsonld"):
        return from_jsonld(text_of(key), name=key)
    return load(key)


@linked.command("read", cls=Command)
@click.argument("file", type=file_type)
@click.option(
    "--units",
    metavar="ADDRESS=ID",
    multiple=True,
    help="Which municipality an address is; may be said more than once.",
)
@output_option
@within_option
@guarded
def read_linked(
    file: str, *, units: tuple[str, ...], output: str | None, events: tuple[str, ...]
) -> None:
    """Read linked data, and write it as a document: our JSON-LD, or Turtle of the portal.

    Of Turtle as the Flemish organisation portal writes it, mergers become events that the
    record does not have yet; what is left out is told.
    """
    from elzmodel.io import dump, dumps

    value = _document(file, units, events)
    if output is None:
        click.echo(dumps(value), nl=False)
    else:
        dump(value, output)


def _document(file: str, units: tuple[str, ...], events: tuple[str, ...]) -> Any:  # noqa: ANN401 - the same
    from elzmodel.landscape import Landscape
    from elzmodel.linked import read_portal
    from elzmodel.linked.record import LandscapeRecord

    if file.lower().endswith(".ttl"):
        pairs = (each.rpartition("=") for each in units)
        meant = {address: unit for address, _, unit in pairs}
        found = read_portal(file, within=with_events(events), units=meant)
        n = len(found.known)
        known = said("{n:number} {n:merger|mergers} in the record already", n=n)
        for note in (*found.notes, *([known] if n else [])):
            click.echo(in_language(note), err=True)
        return EventsDocument(found.events)
    value = _value(file)
    if isinstance(value, Landscape):
        record = LandscapeRecord.of(value)
        return EventsDocument(record.events, record.figures, record.sources, codes=record.codes)
    return value


@linked.command("check", cls=Command)
@click.argument("keys", type=DOSSIER, metavar="[ZONE|FILE]...", nargs=-1)
@within_option
@record_option
@answers
def check_linked(keys: tuple[str, ...], *, events: tuple[str, ...], form: TableForm) -> None:
    """Hold linked data against the packaged shapes in SHACL: the record, a ZONE, a FILE.

    FILE may hold any Turtle. It needs the extra shacl. The exit code is 0 where all keeps to
    the shapes, 1 where something does not.
    """
    from elzmodel.linked import check_shapes, graph_of
    from elzmodel.lists.linked_data import Turtle

    turtle = [key for key in keys if key.lower().endswith(".ttl")]
    values = [_value(key) for key in keys if key not in turtle]
    if not keys:
        values = [with_events(events, landscape_asked())]
    graphs = [*(Turtle.read(each).graph for each in turtle), *map(graph_of, values)]
    found = [finding for graph in graphs for finding in check_shapes(graph)]
    if form == "text":
        count = said("{n:number} {n:finding|findings}", n=len(found))
        lines = [*(each.line(language(), "cli") for each in found), in_language(count)]
        say("\n".join(lines), form)
    else:
        show([findings_table(found, placed=True)], form)
    if found:
        raise SystemExit(FOUND)
