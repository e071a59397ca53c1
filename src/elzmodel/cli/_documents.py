"""Commands about what people write by hand, about what is doubtful, and about sources."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from errno import EISDIR
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, cast

import click

from elzmodel.cli._language import Command, Group, in_language, language, misused
from elzmodel.cli._names import ZONE
from elzmodel.cli._options import (
    CANNOT,
    FOUND,
    answers,
    fail,
    guarded,
    is_wrong,
    landscape_asked,
    last_day,
    on_option,
    record_option,
    rules_asked,
    rules_option,
    say,
    show,
    with_events,
    within_option,
    write,
)
from elzmodel.cli._reading import TableCommand, reads_table
from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError
from elzmodel.tables.options import Reading
from elzmodel.values import (
    Answer,
    Code,
    Codes,
    Finding,
    Source,
    Table,
    TableForm,
    findings_table,
)
from elzmodel.values.cells import as_cell
from elzmodel.values.saving import replace_file
from elzmodel.values.text import said, term

__all__ = [
    "check_files",
    "convert",
    "export",
    "finding_codes",
    "new",
    "schema_of_kind",
    "sources",
]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


_ANNOTATIONS: Final = {"sarif": ".sarif", "junit": ".xml", "github": ""}
"""What other tools read of a check, and what the name of such a file ends in."""


@click.command("check", cls=TableCommand)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@within_option
@click.option("--alone", is_flag=True, help="Look at each FILE alone, not at the packaged data.")
@click.option("--on", metavar="DAY", help="The day that it is held against.")
@rules_option
@click.option(
    "--documents", is_flag=True, help="Leave out what is no document of elzmodel, and count it."
)
@reads_table
@partial(answers, also=_ANNOTATIONS)
def check_files(  # noqa: PLR0913 - one argument an option
    files: tuple[str, ...],
    *,
    events: tuple[str, ...],
    alone: bool,
    on: str | None,
    rule_ids: tuple[str, ...],
    documents: bool,
    reading: Reading,
    form: str,
) -> None:
    """Find what is doubtful in each FILE: a document written by hand, or a table.

    Looked at are its format, its ids, the record, and what can be asked of what it
    holds. What could not be looked at, for want of a day, is said as well.

    The exit code is 0 where nothing is wrong, 1 where something is (advice and
    what is not known do not count), and 2 where a file cannot be read at all.

    Beside tables there are forms for other tools: sarif for code scanning, junit for
    builds, and github for lines beside a change.
    """
    from elzmodel.checks import UNREADABLE, check
    from elzmodel.io import is_document

    within = None if alone else with_events(events)
    sets = rules_asked(rule_ids)
    looked: dict[str, Iterable[Finding] | OSError] = {}
    others = 0
    for file in files:
        try:
            if documents and (Path(file).is_dir() or not is_document(file)):
                others += 1
                continue
            looked[file] = check(file, within=within, on=on, rules=sets, reading=reading)
        except OSError as error:
            looked[file] = error
        except InvalidValueError as error:
            if not Path(file).is_dir():
                raise
            looked[file] = IsADirectoryError(EISDIR, in_language(error), file)
    unopened = [each for each in looked.values() if isinstance(each, OSError)]
    found = [each for some in looked.values() if not isinstance(some, OSError) for each in some]
    if form == "text":
        count = said(
            "{n:number} {n:finding|findings} in {files:number} {files:file|files}"
            "[, {others:number} left out]",
            n=len(found),
            files=len(looked) - len(unopened),
            others=others or None,
        )
        lines = [*(each.line(language(), "cli") for each in found), in_language(count)]
        say("\n".join(lines), "text")
    elif form in _ANNOTATIONS:
        write(_annotated(looked, form))
    else:
        show([findings_table(found, placed=True)], cast("TableForm", form))
    if unopened:
        fail(*unopened)
    if any(map(is_wrong, found)):
        raise SystemExit(CANNOT if any(each.kind in UNREADABLE for each in found) else FOUND)


def _annotated(looked: Mapping[str, Iterable[Finding] | OSError], form: str) -> str:
    from elzmodel.checks import to_github, to_junit, to_sarif

    writes = {"sarif": to_sarif, "junit": to_junit, "github": to_github}[form]
    return writes(looked, lang=language(), door="cli")


@click.command("codes", cls=Command)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@answers
def finding_codes(codes: tuple[str, ...], form: TableForm) -> None:
    """Say what each CODE of a finding means; all codes, or those that begin so.

    Codes that another one took over are known as well.
    """
    from elzmodel.checks import CODES

    chosen = Codes(CODES.select(*codes)) if codes else CODES
    if form == "text" and codes:
        say("\n\n".join(_code_card(each).to_text(lang=language()) for each in chosen), form)
    else:
        show([chosen.to_table(lang=_words(form))], form)


def _words(form: TableForm) -> str:
    """Return the language of sentences: what programs read is English."""
    return language() if form in {"text", "markdown", "html"} else "en"


def _code_card(code: Code) -> Table:
    lang = language()
    pairs = {
        "severity": code.severity,
        "explanation": code.text("explanation", lang),
        "what to do": re.sub(r"\{[^}]*\}", "\u2026", code.text("remedy", lang)).strip("[]"),
        "it took over": ", ".join(code.aliases),
    }
    return _card(f"{code.id}: {code.text('meaning', lang)}", pairs)


@click.command(cls=Command)
@click.argument("file")
@click.argument("to", metavar="TO")
@click.option(
    "--form", type=click.Choice(["yaml", "json"]), help="The form of TO.  [default: by its name]"
)
@click.option(
    "--names/--no-names",
    default=True,
    help="Whether persons have their names in TO, or a pseudonym only.  [default: names]",
)
@guarded
def convert(file: str, to: str, *, form: Literal["yaml", "json"] | None, names: bool) -> None:
    """Write the document FILE again as TO, in the newest format; comments are lost.

    What was written is said, and with how many names of persons.
    """
    from elzmodel.dossiers import Dossier
    from elzmodel.dossiers.checks import told_by_id
    from elzmodel.io import dump, load
    from elzmodel.io.kind import kind_of

    value = load(file)
    dump(value, to, form=form, names=names)
    persons = value.persons if isinstance(value, Dossier) else ()
    n = sum(bool(each.name or each.as_written) for each in persons)
    what: dict[str, object] = {"to": to, "kind": kind_of(value).name}
    if n and names:
        text = said("{to}: kind {kind}, with {n} {n:name|names} of persons", n=n, **what)
    elif told := told_by_id(persons):
        but = (
            "{to}: kind {kind}, without names of persons, but {n} {n:id has|ids have} a word of one"
        )
        text = said(but, n=len(told), **what)
    elif persons:
        text = said("{to}: kind {kind}, without names of persons", **what)
    else:
        text = said("{to}: kind {kind}", **what)
    click.echo(in_language(text), err=True)


@click.group(cls=Group)
def new() -> None:
    """Begin a document with remarks: a dossier, a scenario, events or rules.

    Remarks are in the language of --lang. What is written is clean under `check`;
    what is still to be filled in is told there as unknown.
    """


def _begins(command: Callable[..., None]) -> Callable[..., None]:
    """Declare where a document that is begun goes, and what it is begun from."""
    for option in (
        click.option("--force", is_flag=True, help="Write over FILE where it is there."),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            help="Where to; - shows it.  [default: KIND.yaml, of a dossier ZONE.yaml]",
        ),
        within_option,
        on_option,
    ):
        command = option(command)
    return guarded(command)


@new.command("dossier", cls=Command)
@click.argument("zone", type=ZONE)
@_begins
def new_dossier(zone: str, **asked: Any) -> None:  # noqa: ANN401 - those of a command
    """Begin the dossier of a ZONE, with its municipalities, seats by the rules and a plan."""
    _begin("dossier", zone, **asked)


@new.command("scenario", cls=Command)
@_begins
def new_scenario(**asked: Any) -> None:  # noqa: ANN401 - the same
    """Begin a scenario: what might happen, step by step."""
    _begin("scenario", "", **asked)


@new.command("events", cls=Command)
@_begins
def new_events(**asked: Any) -> None:  # noqa: ANN401 - the same
    """Begin a document of events, such as mergers and new zones."""
    _begin("events", "", **asked)


@new.command("rules", cls=Command)
@_begins
def new_rules(**asked: Any) -> None:  # noqa: ANN401 - the same
    """Begin a set of rules of composition."""
    _begin("rules", "", **asked)


def _begin(
    kind: str,
    zone: str,
    *,
    on: str | None,
    events: tuple[str, ...],
    output: str | None,
    force: bool,
) -> None:
    from elzmodel.io.templates import template

    landscape = with_events(events)
    day = on or last_day(landscape)
    name = str(landscape.on(day).zone(zone).id) if zone else kind
    file = output or f"{name}.yaml"
    shown = f"{kind}.yaml" if file == "-" else file
    text = template(kind, landscape, on=day, zone=zone, lang=language(), file=shown, events=events)
    if file == "-":
        click.echo(text, nl=False)
        return
    if Path(file).exists() and not force:
        raise InvalidValueError("new file", file, "a name that is not in use, or --force")
    replace_file(file, text)
    command = " ".join(
        ["elzmodel check", file, "--on", str(day), *(f"--within {each}" for each in events)]
    )
    told = said("{file} is written; check it with: {command}", file=file, command=command)
    click.echo(in_language(told))


@click.command("export", cls=Command)
@click.argument("file")
@within_option
@record_option
@click.option(
    "--on", metavar="DAY", help="The day of a GeoPackage.  [default: the last day of the record]"
)
@guarded
def export(file: str, *, events: tuple[str, ...], on: str | None) -> None:
    """Save the whole record in FILE, for other programs; --record reads it again.

    A name that ends in .sqlite or .db is a database with views for a day, one that ends
    in .parquet or has no ending is a folder of tables, and one that ends in .gpkg is a
    GeoPackage with the outlines of zones and municipalities on a day.
    """
    from elzmodel.bundles import save_landscape, save_outlines

    if file == "-":
        raise misused("A record is saved in a file or a folder, not on the standard output.")
    landscape = with_events(events, landscape_asked())
    if Path(file).suffix.lower() == ".gpkg":
        save_outlines(landscape.on(on or last_day(landscape)), file)
    elif on is not None:
        raise misused("--on is the day of a GeoPackage; a record is saved with all its days.")
    else:
        save_landscape(landscape, file)
    click.echo(in_language(said("{file} is written.", file=file)), err=True)


@click.command("schema", cls=Command)
@click.argument("kind", metavar="KIND")
@guarded
def schema_of_kind(kind: str) -> None:
    """Print the JSON Schema of a KIND of document, for editors, such as events."""
    from elzmodel.io import schema

    click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))


@click.command(cls=Command)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@answers
def sources(ids: tuple[str, ...], form: TableForm) -> None:
    """List the sources behind the packaged data, all or by ID."""
    chosen = flanders().citation(*ids).sources
    if form == "text":
        say("\n\n".join(_source_card(source).to_text(lang=language()) for source in chosen), form)
    else:
        show([Answer(title=said("Sources"), rows=chosen, row_type=Source)], form)


def _source_card(source: Source) -> Table:
    pairs = {
        "grade": said(
            "{grade}, {meaning}", grade=source.grade.value, meaning=term(source.grade.meaning)
        ),
        "date": source.date,
        "place": source.place,
        "licence": source.licence,
        "note": source.note,
    }
    return _card(f"{source.id}: {source.title}", pairs)


def _card(title: str, pairs: Mapping[str, object]) -> Table:
    return Table.of_pairs(title, [(name, as_cell(value)) for name, value in pairs.items() if value])
