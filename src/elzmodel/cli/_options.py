"""What all commands share: their options, how errors and tables are written."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol

import click
from attrs import evolve, frozen

from elzmodel.cli._language import in_language, is_seen, lang_option, language, misused
from elzmodel.cli._reading import busy, reads_another, reads_table, source_of, table_file
from elzmodel.data import flanders
from elzmodel.data.edition_tables import PACKAGED
from elzmodel.errors import ElzError, ElzWarning, InvalidValueError, TableError
from elzmodel.landscape import Difference, Landscape, Snapshot, compare
from elzmodel.tables.options import Reading
from elzmodel.values import (
    CheckOutcome,
    Finding,
    Severity,
    Table,
    TableForm,
    eve,
    parse_day,
)
from elzmodel.values.saving import replace_file
from elzmodel.values.table import (
    FORMS,
    NARROWEST,
    NO_SOURCES,
    OF_ONE_TABLE,
    USUAL_WIDTH,
    form_of,
    rendered,
)
from elzmodel.values.text import Phrase, in_words, phrase, said

if TYPE_CHECKING:  # Few commands need rules.
    from elzmodel.governance import RuleSet

__all__ = [
    "CANNOT",
    "FOUND",
    "TABLES",
    "WIDEST",
    "Asked",
    "answers",
    "asks",
    "asks_beside_table",
    "fail",
    "figures_year",
    "file_type",
    "guarded",
    "is_wrong",
    "landscape_asked",
    "last_day",
    "on_option",
    "output_file",
    "output_option",
    "policy_option",
    "progress_bar",
    "record_option",
    "rules_asked",
    "rules_option",
    "say",
    "show",
    "stream",
    "table_option",
    "with_events",
    "within_option",
    "write",
]

FOUND = 1
CANNOT = 2
WIDEST: Final = 120
"""Columns of a terminal that are used: longer lines are hard to follow."""

file_type = click.Path(exists=True, dir_okay=False)


def _form_option(*also: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--format",
        "form",
        type=click.Choice((*FORMS, *also)),
        help="How to write the tables; spreadsheet is CSV as Excel opens it in Belgium.  "
        "[default: as FILE is named, else text]",
    )


def _file_asked(ctx: click.Context, _: click.Parameter, file: str | None) -> str | None:
    """Return the file to write; none for the standard output, which may be asked for by name."""
    ctx.meta[_ASKED_FOR] = file is not None
    return None if file in _STDOUT else file


_ASKED_FOR: Final = "elzmodel.output asked for"
_STDOUT: Final = ("-", "/dev/stdout")
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(readable=False),  # Shells complete it; what is wrong with it is said later.
    callback=_file_asked,
    help="Write to FILE, whole or not at all; - is the standard output.  "
    "[default: the standard output]",
)


def _kept_record(ctx: click.Context, _: click.Parameter, file: str | None) -> None:
    ctx.meta[_RECORD] = file


class _Record(click.Path):
    """A register in a file, a folder of tables, or an edition of the package by its id."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as in click
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - the same
        """Return the id of an edition as it is, and any other value where it is there."""
        return value if value in PACKAGED else super().convert(value, param, ctx)


record_option = click.option(
    "--record",
    type=_Record(exists=True),
    metavar="FILE",
    expose_value=False,
    callback=_kept_record,
    help="What is asked, in place of the newest packaged data: a register that `lists import` "
    "wrote, an older edition, a folder of tables (see `data`), or what `export` saved.",
)
policy_option = click.option(
    "--policy",
    type=click.Choice(["ask", "largest", "keep_parts"]),
    default="ask",
    show_default=True,
    help="How to settle open decisions.",
)
on_option = click.option(
    "--on", metavar="DAY", help="The day.  [default: the last day of the record]"
)
rules_option = click.option(
    "--rules",
    "rule_ids",
    metavar="ID|FILE",
    multiple=True,
    help="Which rules of composition, packaged or your own.  [default: those in force on the day]",
)


def rules_asked(keys: Sequence[str]) -> list[RuleSet]:
    """Return the rules that are asked for: those in a file, or else packaged ones by id."""
    from elzmodel.data.rule_files import rules  # noqa: PLC0415 - seldom asked for
    from elzmodel.governance import RuleSet  # noqa: PLC0415 - the same
    from elzmodel.io import load  # noqa: PLC0415 - the same

    return [load(key, of=RuleSet) if Path(key).is_file() else rules(key) for key in keys]


TABLES = ("mergers", "transfers", "zones", "renamed", "breaks")
table_option = click.option(
    "--table", type=click.Choice(TABLES), help="Only one of the tables; csv takes one at a time."
)


within_option = click.option(
    "--within",
    "events",
    metavar="FILE",
    multiple=True,
    type=file_type,
    help="Events that come on top of the packaged data; may be said more than once.",
)


def with_events(files: Sequence[str], landscape: Landscape | None = None) -> Landscape:
    """Return a landscape, by default the packaged data, with events and figures on top."""
    from elzmodel.io import EventsDocument, load  # noqa: PLC0415 - seldom asked for

    landscape = landscape or flanders()
    for file in files:
        document = load(file, of=EventsDocument, within=landscape)
        landscape = landscape.with_events(document.events).with_figures(document.figures)
    return _asked_about(landscape)


def fail(*errors: Exception, door: str = "cli", fits: str = "") -> NoReturn:
    """Write a line for each error, and exit with code 2.

    Options are called as at a *door*; *fits* is what says whose municipalities a table has.
    """
    for error in errors:
        text = in_words(error, language(), door)
        if isinstance(error, OSError) and error.filename:
            text = f"{error.filename}: {in_language(phrase(error.strerror or ''))}"
        text = text.replace("--fits", fits) if fits else text
        click.echo(in_language(phrase("Error: {text}", text=text)), err=True)
    raise SystemExit(CANNOT)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar on the standard error, where somebody looks at it."""
    with click.progressbar(length=1, file=sys.stderr, hidden=not is_seen(sys.stderr)) as bar:

        def go_on(done: int, count: int | None) -> None:
            bar.length = count or done
            bar.update(done - bar.pos)

        yield go_on


def is_wrong(finding: Finding) -> bool:
    """Tell whether a finding is more than advice, or what is not known."""
    return finding.outcome is CheckOutcome.FAIL and finding.severity is not Severity.ADVICE


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Turn our errors into a line and exit code 2, and our warnings into lines.

    All is said in the language that is asked for.
    """

    @wraps(command)
    def run(**options: object) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ElzWarning)
            try:
                command(**options)
            except BrokenPipeError:  # Whoever read has enough; click ends in silence.
                raise
            except (ElzError, OSError) as error:
                fail(error)
        for warning in caught:
            _warn(warning.message)

    return lang_option(run)


def _warn(message: object) -> None:
    click.echo(in_language(phrase("Warning: {message}", message=message)), err=True)


def answers(
    command: Callable[..., None], *, also: Mapping[str, str] = MappingProxyType({})
) -> Callable[..., None]:
    """Declare that a command answers with tables, in the form and the file that are asked for.

    *also* are other forms that it has, each with what the name of such a file ends in.
    """

    @_form_option(*also)
    @output_option
    @guarded
    @wraps(command)
    def run(*, form: str | None, output: str | None, **options: object) -> None:
        named = [each for each, end in also.items() if end and (output or "").endswith(end)]
        chosen = form or next(iter(named), None) or (form_of(output) if output else "text")
        is_asked_for = click.get_current_context().meta[_ASKED_FOR]
        if output is None and chosen in _BINARY and not is_asked_for:
            expected = said("--output FILE beside it")
            raise InvalidValueError("form for the standard output", chosen, expected)
        click.get_current_context().meta[_OUTPUT] = output
        command(form=chosen, **options)

    return run


_BINARY: Final = ("xlsx", "parquet")
_READ: Final = ("text", "markdown")
_CELLS: Final = ("csv", "spreadsheet")
"""The forms that hold cells as they are; files keep what terminals would obey or turn around."""
_OBEYED: Final = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
_OUTPUT: Final = "elzmodel.output"
_RECORD: Final = "elzmodel.record"
KEPT: Final = ".kept"
"""What the name of a file ends in that has kept events, and is no document."""


def landscape_asked() -> Landscape:
    """Return what a command asks: the packaged data, or the record of a file."""
    file: str | None = click.get_current_context().meta.get(_RECORD)
    if file is None:
        return _asked_about(flanders())
    with busy("Reading {file}", file=file):
        return _asked_about(_record_in(file))


def _asked_about(landscape: Landscape) -> Landscape:
    """Keep what is asked, for the sources of a workbook."""
    click.get_current_context().meta[_LANDSCAPE] = landscape
    return landscape


_LANDSCAPE: Final = "elzmodel.landscape"


def _record_in(file: str) -> Landscape:
    from elzmodel.bundles.files import is_saved, read_landscape  # noqa: PLC0415 - seldom asked for
    from elzmodel.io import EventsDocument, load, read_kept  # noqa: PLC0415 - the same

    if file in PACKAGED or (Path(file).is_dir() and not is_saved(file)):
        return flanders(edition=file)
    if is_saved(file):
        return read_landscape(file)
    document = read_kept(file) if file.endswith(KEPT) else load(file, of=EventsDocument)
    return document.to_landscape(Path(file).stem)


@frozen
class Asked:
    """What is asked of the landscape: which figures, and as known when."""

    landscape: Landscape
    known: str | None
    year: int | None

    def on(self, day: str | None) -> Snapshot:
        """Return a day of what is asked about, the last of the record by default."""
        return self.landscape.on(day or last_day(self.landscape), known=self.known)

    def as_known(self) -> Landscape:
        """Return the landscape as it was known on the day that is asked about, or as it is."""
        if self.known is None:
            return self.landscape
        known, of = parse_day(self.known), self.landscape
        register, zoning = of.register.as_known(known), of.zoning.as_known(known)
        return evolve(of, register=register, zoning=zoning)

    def difference(self, before: str | date, after: str | date) -> Difference:
        """Return what differs between two days."""
        one, other = (self.landscape.on(day, known=self.known) for day in (before, after))
        return compare(one, other, year=self.year)


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """Declare, for an answer, the options that say which figures and which record are meant.

    The only table that the command reads is one of inhabitants, and its options say how.
    """

    @_which_figures("Your own inhabitants of a year, in place of the packaged ones.")
    @reads_table
    @answers
    @wraps(command)
    def run(*, reading: Reading, **options: Any) -> None:  # noqa: ANN401 - those of a command
        command(**_asked(options, reading), **options)

    return run


def asks_beside_table(command: Callable[..., None]) -> Callable[..., None]:
    """Declare the same for a command that reads another table, in ways of its own."""

    @_which_figures(
        "Your own inhabitants of a year, in place of the packaged ones. How they are read is "
        "said by --population-sheet, --population-decimal and so on."
    )
    @reads_table
    @reads_another("population")
    @answers
    @wraps(command)
    def run(*, population_reading: Reading, **options: Any) -> None:  # noqa: ANN401 - as above
        command(**_asked(options, population_reading, door="--population-"), **options)

    return run


def _which_figures(about: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def declared(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option("--known", metavar="DAY", help="Leave out what was recorded after DAY."),
            click.option(
                "--figures-year",
                type=int,
                help="The year of the inhabitants.  [default: that of --population, else the "
                "newest exact one]",
            ),
            click.option("--population", type=table_file, metavar="FILE", help=about),
            record_option,
        ):
            command = option(command)
        return command

    return declared


def _asked(options: dict[str, Any], reading: Reading, door: str = "cli") -> dict[str, Asked]:
    """Take what says which figures are meant from the options, and return what is asked."""
    year, known = options.pop("figures_year"), options.pop("known")
    population, landscape = options.pop("population"), landscape_asked()
    if population is None:
        return {"asked": Asked(landscape, known, figures_year(year, reading))}
    from elzmodel.tables.population import read_population  # noqa: PLC0415 - seldom asked for

    of_year = _one_year(year, reading)
    if of_year is not None:
        reading["year"] = of_year
    try:
        with busy("Reading {file}", file=population):
            own = read_population(source_of(population), **reading)
    except TableError as error:
        fail(error, door=door)
    return {"asked": Asked(landscape.with_figures(own, outside_ok=True), known, own.day.year)}


def figures_year(year: int | None, reading: Reading) -> int | None:
    """Return the year of the inhabitants where no table is read, whose rows may have years.

    That year was said by ``--year`` before there was such a table.
    """
    if "year" in reading:
        told = said("--year is now called --figures-year where no FILE has years")
        _warn(told)
        year = _one_year(year, reading)
    if reading:
        raise misused("It is said how a table is read, and not which: FILE is lacking.")
    return year


def _one_year(year: int | None, reading: Reading) -> int | None:
    """Take the year of the rows from how a table is read; it is that of the figures."""
    of_rows = reading.pop("year", year)
    if year not in {None, of_rows}:
        raise misused(
            "--year {of_rows} and --figures-year {year} contradict each other.",
            of_rows=of_rows,
            year=year,
        )
    return of_rows


def last_day(landscape: Landscape) -> str:
    """Return the last day of the record; where it is open, that of its last event."""
    until = landscape.covers.until
    last = landscape.register.events[-1].day if until is None else eve(until)
    return last.isoformat()


class _Shown(Protocol):
    """An answer, or whatever else becomes a table."""

    def to_table(self) -> Table: ...


_KEPT: Final = frozenset({"xlsx", "html"})
"""The forms of files that are kept and sent: these say by which facts they were made."""


def show(answers: Sequence[Table | _Shown], form: TableForm, *, told: bool = False) -> None:
    """Write tables, and answers as tables, in one form, to where the command is told to.

    What a form does not hold goes to the standard error: notes, and which tables are left
    out. Where notes have to be *told*, they go there whenever nobody sees them.
    """
    tables = [each if isinstance(each, Table) else each.to_table() for each in answers]
    if form in OF_ONE_TABLE:
        _tell_rest(*tables, form=form)
        tables = tables[:1]
    elif told and not (form in _READ and output_file() is None):
        for note in (note for table in tables for note in table.remarks):
            click.echo(in_language(note), err=True)
    about: Landscape | None = click.get_current_context().meta.get(_LANDSCAPE)
    sources = about.sources if about else NO_SOURCES
    if about and tables and form in _KEPT:
        tables[0] = tables[0].with_source(about.citation().line(language()))
    content = rendered(tables, form, lang=language(), width=_width(), sources=sources)
    if form in _CELLS and output_file() is None:
        content = _OBEYED.sub(b" ", content)
    if form == "text":
        content = _folded(content.decode("utf-8")).encode("utf-8")
    _write(content, is_text=form in _READ)


def write(text: str) -> None:
    """Write a text for a program to the file that is asked for, or show it."""
    _write(text.encode("utf-8", "replace"), is_text=True)


def stream(pieces: Iterable[Table]) -> None:
    """Write pieces of one table to the standard output as they come, as CSV.

    Notes go to the standard error, as those of every table in that form.
    """
    for number, piece in enumerate(pieces):
        content = _OBEYED.sub(b" ", rendered([piece], "csv"))
        click.echo((content.partition(b"\n")[2] if number else content).decode(), nl=False)
        if not number:
            _tell_rest(piece, form="csv")


def output_file() -> str | None:
    """Return the file that a command writes to; none for the standard output."""
    output: str | None = click.get_current_context().meta[_OUTPUT]
    return output


def _width() -> int:
    """Return how wide a table may be: as the terminal is, if that is not too wide to read."""
    if not _is_shown():
        return USUAL_WIDTH
    return max(NARROWEST, min(WIDEST, get_terminal_size().columns))


def _is_shown() -> bool:
    """Tell whether somebody looks at what is written."""
    return output_file() is None and is_seen(sys.stdout)


def _folded(text: str) -> str:
    """Return text of which no line breaks within a word, where somebody looks at it.

    In a file and a pipe a note stays on one line, so that it can be found.
    """
    if not _is_shown():
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _fold(line, _width()))


def _fold(line: str, width: int) -> list[str]:
    """Return a line in pieces, each below where it begins."""
    if len(line) <= width:
        return [line]
    deep = len(line) - len(line.lstrip())
    indent = " " * (deep if deep <= width // 2 else 2)
    return wrap(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def say(text: str, form: TableForm) -> None:
    """Write what a command answers in words; beside another form, to the standard error."""
    text = in_language(text)
    if form == "text":
        _write(f"{_folded(text)}\n".encode(), is_text=True)
    else:
        click.echo(text, err=True)


def _write(content: bytes, *, is_text: bool) -> None:
    """Write to the file that is asked for, or show; only text in what a terminal can show."""
    output = output_file()
    if output is not None:
        replace_file(output, content)
    else:
        click.echo(content.decode("utf-8") if is_text else content, nl=False)


def _tell_rest(first: Table, *others: Table, form: TableForm) -> None:
    for note in first.remarks:
        click.echo(in_language(note), err=True)
    rest = [_counted_rows(other) for other in others]
    if rest:
        told = said("Not in {form}, which holds one table: {rest:list all}", form=form, rest=rest)
        click.echo(in_language(told), err=True)


def _counted_rows(table: Table) -> Phrase:
    return phrase("{title} ({n:number} {n:row|rows})", title=table.title, n=len(table))
