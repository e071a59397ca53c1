"""Commands about official lists of units: lint, compare and import them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from elzmodel.cli._language import Group, in_language, lang_option, language, misused
from elzmodel.cli._options import (
    FOUND,
    KEPT,
    answers,
    fail,
    file_type,
    guarded,
    is_wrong,
    say,
    show,
)
from elzmodel.cli._reading import TableCommand, busy, reads_rows
from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.columns import Container
from elzmodel.values import CodeSystem, Finding, TableForm, findings_table
from elzmodel.values.ids import grouped
from elzmodel.values.text import Phrase, Said, phrase, said

if TYPE_CHECKING:  # Only commands that read a list need these.
    from elzmodel.lists import OfficialList

__all__ = ["lists"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it


@click.group(cls=Group)
@lang_option
def lists() -> None:
    """Look at official lists of units, which are tables of units and links between them."""


# --- how a list is read -------------------------------------------------------------------


def reads_list(command: Callable[..., None]) -> Callable[..., None]:
    """Declare how a list is read; the command gets what reads the file of its units."""

    @click.option(
        "--layout",
        default="plain",
        show_default=True,
        metavar="NAME|FILE",
        help="How the files are laid out: a packaged layout such as refnis, or a document.",
    )
    @click.option(
        "--links-sheet",
        metavar="SHEET",
        help="The sheet with the links, of --links or else of the workbook with the units.",
    )
    @reads_rows
    @wraps(command)
    def run(*, layout: str, links_sheet: str | None, reading: Container, **options: Any) -> None:  # noqa: ANN401 - those of a command
        command(reads=_Reads(layout, links_sheet, reading), **options)

    return run


class _Reads:
    """What reads lists as the options say."""

    def __init__(self, layout: str, links_sheet: str | None, reading: Container) -> None:
        self.layout, self.links_sheet, self.reading = layout, links_sheet, reading

    def laid_out(self, layout: str | None) -> _Reads:
        """Return what reads lists in the same way, of another layout where one is said."""
        return _Reads(layout or self.layout, self.links_sheet, self.reading)

    def __call__(self, file: str, links: str | None = None) -> OfficialList:
        """Return the list in a file of units and a file of links."""
        from elzmodel.data.layout_files import layout_of
        from elzmodel.lists.files import read_list

        with busy("Reading {file}", file=file):
            return read_list(
                file,
                links=links,
                links_sheet=self.links_sheet,
                layout=layout_of(self.layout),
                **self.reading,
            )


# --- commands -----------------------------------------------------------------------------


@lists.command("lint", cls=TableCommand)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=file_type)
@click.option("--links", type=file_type, metavar="FILE", help="A file of links, of one FILE.")
@reads_list
@answers
def lint_official_lists(
    files: tuple[str, ...], *, links: str | None, reads: _Reads, form: TableForm
) -> None:
    """Find errors in each FILE, an official list: codes, periods, parents, links, weights.

    Shown is the first of each kind; --format csv gives all of them. What the list does
    not say enough for is told as well.

    The exit code is 0 where nothing is wrong, 1 where something is, and 2 where a file
    cannot be read.
    """
    from elzmodel.lists import lint_list

    if links and len(files) > 1:
        raise misused("--links has the links of one list, and there are several FILEs")
    found, notes, unread = list[Finding](), list[str](), list[TableError]()
    for file in files:
        try:
            listing = reads(file, links)
        except TableError as error:
            unread.append(error)
            continue
        findings = lint_list(listing)
        found += findings
        notes += [*findings.notes, *listing.notes]
    if len(unread) < len(files):
        _tell(
            found, phrase("in {n:number} {n:list|lists}", n=len(files) - len(unread)), notes, form
        )
    if unread:
        fail(*unread)
    if any(map(is_wrong, found)):
        raise SystemExit(FOUND)


@lists.command("diff", cls=TableCommand)
@click.argument("old", type=file_type)
@click.argument("new", type=file_type)
@click.option("--links", nargs=2, type=file_type, metavar="OLD NEW", help="Files of their links.")
@click.option(
    "--old-layout",
    metavar="NAME|FILE",
    help="How the files of OLD are laid out.  [default: as those of NEW]",
)
@reads_list
@answers
def diff_official_lists(
    old: str,
    new: str,
    *,
    links: tuple[str, str] | None,
    old_layout: str | None,
    reads: _Reads,
    form: TableForm,
) -> None:
    """Find what the edition NEW of an official list takes back of the edition OLD.

    Named are rows that vanished, days that moved or are swapped, links that were dropped
    or changed, and units that are open though OLD says what took them over. What has
    happened since is only counted. Shown is the first of each kind; --format csv gives
    all of them.

    The exit code is 0 where nothing is taken back, 1 where something is, and 2 where a
    file cannot be read.
    """
    from elzmodel.lists import compare_editions

    before, after = links or (None, None)
    earlier = reads.laid_out(old_layout)(old, before)
    later = reads(new, after)
    found = compare_editions(earlier, later)
    _tell(
        found,
        phrase("in {new}, beside {old}", new=new, old=old),
        [*found.notes, *earlier.notes, *later.notes],
        form,
    )
    if any(map(is_wrong, found)):
        raise SystemExit(FOUND)


def _codes_said(ctx: click.Context, param: click.Parameter, said: str | None) -> CodeSystem | None:
    """Read NAME=PATTERN, or a name alone."""
    if said is None:
        return None
    name, _, pattern = said.partition("=")
    try:
        return CodeSystem(name, pattern)
    except InvalidValueError as error:
        raise click.BadParameter(in_language(error), ctx, param) from None


_DOCUMENTS = (".yaml", ".yml", ".json")
"""What the name of a document ends in."""


@lists.command("import", cls=TableCommand)
@click.argument("file", type=file_type)
@click.option("--links", type=file_type, metavar="FILE", help="A file of links.")
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    required=True,
    help="Where to: .yaml, .json, or .kept for --record alone, read at once.",
)
@click.option("--level", metavar="LEVEL", help="Which rows become municipalities.")
@click.option("--weights-of", default="", metavar="KIND", help="What weights are shares of.")
@click.option(
    "--codes",
    callback=_codes_said,
    metavar="NAME[=PATTERN]",
    help="How codes are called and written, such as FSO=[0-9]{1,4}.  [default: as the layout says]",
)
@click.option("--assumptions", metavar="FILE", help="Write each assumption, as a table.")
@reads_list
@guarded
def import_official_list(  # noqa: PLR0913 - one argument an option
    file: str,
    *,
    links: str | None,
    output: str,
    level: str | None,
    weights_of: str,
    codes: CodeSystem | None,
    assumptions: str | None,
    reads: _Reads,
) -> None:
    """Make a register of the official list in FILE, and write it as a document of events.

    Shown is what had to be assumed: how often each kind was, with the first of it. Other
    commands ask the register with --record.

    The exit code is 0 where it is written, and 2 where the list has errors.
    """
    from elzmodel.io import EventsDocument, dump, keep_events
    from elzmodel.lists import events_from

    if not output.lower().endswith((*_DOCUMENTS, KEPT)):
        raise misused("--output ends in {ends:or}", ends=(*_DOCUMENTS, KEPT))
    listing = reads(file, links)
    with busy("Importing {file}", file=file):
        events, assumed = events_from(listing, level=level, weights_of=weights_of)
    system = codes or listing.codes or CodeSystem("own")
    document = EventsDocument(events, codes=system)
    if output.endswith(KEPT):
        keep_events(document, output)
    else:
        dump(document, output)
    if assumptions is not None:
        assumed.to_table().save(assumptions)
    if assumed:
        click.echo(assumed.by_kind().to_table().to_text(lang=language()))
    told = said(
        "{n:number} {n:event|events} written to {output}; codes: {system}.",
        n=len(events),
        output=output,
        system=system,
    )
    for note in (told, *listing.notes):
        click.echo(in_language(note))


def _tell(found: Sequence[Finding], where: Phrase, notes: Iterable[str], form: TableForm) -> None:
    """Say the first finding of each kind and how many there are; as a table, all of them."""
    count = said("{n:number} {n:finding|findings} {where}", n=len(found), where=where)
    count = count if found else said("No findings {where}", where=where)
    if form == "text":
        say(
            "\n".join(map(in_language, [*_first_of_each(found), f"{in_language(count)}.", *notes])),
            form,
        )
    else:
        table = findings_table(found, title=count, placed=True)
        show([evolve(table, notes=(*table.notes, *notes))], form)


def _first_of_each(found: Iterable[Finding]) -> Iterator[str]:
    is_bounded = False
    for code, (first, *others) in grouped((each.code, each) for each in found).items():
        yield Said(str(first), first)
        if others:
            is_bounded = True
            yield said("  and {n:number} more of {code}", n=len(others), code=code)
    if is_bounded:
        yield said("Each of them, with its place: --format csv.")
