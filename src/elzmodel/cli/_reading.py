"""How a table is read, as it is said on the command line: an option for each of `Reading`.

What an option is called, what it takes and what its help says follow from `Reading`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import cache, partial, wraps
from inspect import cleandoc
from itertools import zip_longest
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, BinaryIO, Final, ForwardRef, cast, get_args

import click
from attrs import frozen

from elzmodel.cli._language import Command, in_language, is_seen, misused
from elzmodel.errors import ElzError, InvalidValueError
from elzmodel.grids.columns import Container
from elzmodel.tables.options import Reading, Repeats
from elzmodel.values import Number, parse_day
from elzmodel.values.numbers import whole_number, whole_or_fraction
from elzmodel.values.text import phrase, said

if TYPE_CHECKING:  # Every command has the options, and few are told what columns are.
    from elzmodel.tables.kinds import ColumnKind, Rows

    _Column = tuple[str, ColumnKind | None]

__all__ = [
    "TableCommand",
    "busy",
    "reads_another",
    "reads_rows",
    "reads_table",
    "source_of",
    "table_file",
]

# ruff: noqa: PLC0415 - what columns are is loaded where it is said

_HUGE: Final = re.compile(r"e[+-]?[0-9_]{4,}", re.IGNORECASE)
"""A power of ten that would be thousands of digits, and take as long to make."""

table_file = click.Path(exists=True, dir_okay=False, allow_dash=True)


class _ReadingOption(click.Option):
    """An option that says how a table is read; it has a place of its own in the help."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:  # noqa: ARG002 - as all options
        """Stand apart from what a command asks."""
        return None

    def reading_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and what its help says, for the place where it stands."""
        return super().get_help_record(ctx)


class TableCommand(Command):
    """A command that reads a table: its help says apart how, and ``--repeats`` needs no word."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take ``--repeats`` for ``--repeats sum`` where no word of its own follows."""
        words = get_args(Repeats)
        said = [
            "--repeats=sum" if each == "--repeats" and following not in words else each
            for each, following in zip_longest(args, args[1:])
        ]
        return super().parse_args(ctx, said)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what a command asks, and below it how a table is read."""
        super().format_options(ctx, formatter)
        options = (each for each in self.get_params(ctx) if isinstance(each, _ReadingOption))
        records = [record for each in options if (record := each.reading_record(ctx))]
        with formatter.section("How a table is read"):
            formatter.write_dl(records)


@frozen
class _Way:
    """How a value of some type is said, once or several times, and what the words become."""

    metavar: str | None = None
    type: click.ParamType[Any] = click.STRING
    read: Callable[[Any], Any] = str
    together: Callable[[tuple[Any, ...]], object] | None = None

    def understood(self, ctx: click.Context, param: click.Parameter, said: Any) -> object:  # noqa: ANN401 - of any type
        """Return what was said, ``None`` where nothing was; a slip is told at once."""
        try:
            if self.together is None:
                return None if said is None else self.read(said)
            return self.together(tuple(map(self.read, said))) if said else None
        except ElzError as error:
            raise click.BadParameter(in_language(error), ctx, param) from None


# --- words ------------------------------------------------------------------------------


_ANSWERS: Final = {"yes": True, "no": False}


def _header(text: str) -> bool | int:
    if (number := whole_number(text)) is not None:
        return number
    if text in _ANSWERS:
        return _ANSWERS[text]
    raise InvalidValueError("header", text, said("yes, no, or the row of the header such as 3"))


def _layout(text: str) -> object:
    return "row year" if text.replace("-", " ") == "row year" else parse_day(text)


def _mark(text: str) -> tuple[str, Number | None]:
    mark, sign, figure = text.rpartition("=")
    if not sign:
        raise InvalidValueError("cell", text, said("MARK=FIGURE, such as -=0 or x=unknown"))
    return mark, None if figure == "unknown" else _number(figure)


def _number(text: str) -> Number:
    try:
        number = None if _HUGE.search(text) else Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        number = None
    if number is None:
        raise InvalidValueError("figure", text, said("a number such as 0, or unknown"))
    return whole_or_fraction(number)


def _column(text: str) -> _Column:
    """Part ``NAME=KIND``; the name itself may hold signs of equality."""
    from elzmodel.tables.kinds import kind_of

    parts = text.split("=")
    for number in range(1, len(parts)):
        try:
            return "=".join(parts[:number]), kind_of("=".join(parts[number:]))
        except InvalidValueError:
            continue
    return (text, None) if len(parts) == 1 else (parts[0], kind_of("=".join(parts[1:])))


def _kind(text: str) -> _Column:
    from elzmodel.tables.kinds import kind_of

    return _column(text) if "=" in text else ("", kind_of(text))


# --- what several of them become --------------------------------------------------------


def _one_or_all(said: tuple[str, ...]) -> str | tuple[str, ...]:
    return said[0] if len(said) == 1 else said


def _dimensions(named: tuple[str, ...]) -> tuple[str, ...]:
    if "" not in named:
        return named
    if len(named) > 1:
        expected = said("an empty one alone, to have none")
        raise InvalidValueError("list of dimensions", named, expected)
    return ()


def _by_name(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return pairs by what stands first in them, which must not stand there twice."""
    twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    if twice:
        raise InvalidValueError("list of pairs", ", ".join(twice), said("one for each of them"))
    return dict(pairs)


# --- the options ------------------------------------------------------------------------

_BY_TYPE: Final = {
    "str": _Way(),
    "int": _Way(type=click.INT, read=int),
    "int | None": _Way(type=click.INT, read=int),
    "str | int": _Way(),
    "str | int | Sequence[str | int]": _Way("NAME", together=_one_or_all),
    "Sequence[str | int]": _Way("NAME", together=_dimensions),
    "bool | int": _Way("yes|no|ROW", read=_header),
    "DecimalSign": _Way(type=click.Choice([",", "."])),
    "Day | Literal['row year']": _Way("DAY|row-year", read=_layout),
    "Mapping[str, Number | None]": _Way("MARK=FIGURE", read=_mark, together=_by_name),
}
"""How a value is said on the command line, by the type that `Reading` says it has."""

_FLAGS: Final[Mapping[str, tuple[str, ...]]] = {"key": ("key", "column"), "cells": ("cell",)}
"""What an option is called where that is not its name; the first is shown in messages."""

_KINDS: Final = "count, skip, rate:OF:PER, mean:OVER, category:unanimous, category:largest:WEIGHTS"
_OF_COLUMNS: Final = {
    "value": (
        _Way("NAME[=KIND]", read=_column, together=tuple),
        f"A column with figures; only these, unless a KIND is said: {_KINDS}.",
    ),
    "kind": (
        _Way("NAME=KIND", read=_kind, together=tuple),
        "What a column is; the others are guessed. KIND alone: what --value names.",
    ),
    "rows": (_Way("NAME"), "Count the rows, as a column of this name."),
}
"""What is in the columns is said in three ways."""


def reads_table(command: Callable[..., None]) -> Callable[..., None]:
    """Declare the options that say how a table is read; the command gets them as *reading*."""
    return _reads(command, "--", "reading")


def reads_rows(command: Callable[..., None]) -> Callable[..., None]:
    """Declare those of them that say how a file of rows is read, whatever is in its columns."""
    return _reads(command, "--", "reading", tuple(Container.__annotations__))


def reads_another(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare the same options for a second table, each with *name* before it.

    They are not in the help, which has a word for all of them.
    """
    return partial(_reads, begin=f"--{name}-", into=f"{name}_reading")


def _reads(
    command: Callable[..., None], begin: str, into: str, only: Collection[str] | None = None
) -> Callable[..., None]:
    ways = {name: way for name, way in _ways().items() if only is None or name in only}

    @wraps(command)
    def run(**options: Any) -> None:  # noqa: ANN401 - those of a command
        said = {name: options.pop(f"{into}_{name}") for name in ways}
        command(**options, **{into: _reading(**said)})

    declared: Callable[..., None] = run
    for name, (way, about) in reversed([*ways.items()]):
        flags = [begin + flag.replace("_", "-") for flag in _FLAGS.get(name, (name,))]
        declared = click.option(
            *flags,
            f"{into}_{name}",
            cls=_ReadingOption,
            type=way.type,
            callback=way.understood,
            multiple=way.together is not None,
            metavar=way.metavar,
            help=about,
            hidden=begin != "--",
        )(declared)
    return declared


@cache
def _ways() -> Mapping[str, tuple[_Way, str]]:
    """Return how each option is said, and what it is about."""
    about = dict(_LINES.findall(cleandoc(Reading.__doc__ or "").partition("Attributes:\n")[2]))
    ways: dict[str, tuple[_Way, str]] = {}
    hints = cast("Mapping[str, ForwardRef]", Reading.__annotations__)
    for name, hint in hints.items():
        if name == "columns":
            ways |= _OF_COLUMNS
        else:
            text = about.get(name, "").replace("`", "")
            ways[name] = _BY_TYPE[hint.__forward_arg__], " ".join(text.split())
    return ways


_LINES: Final = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def _reading(
    value: tuple[_Column, ...] | None = None,
    kind: tuple[_Column, ...] | None = None,
    rows: str | None = None,
    **others: object,
) -> Reading:
    """Return what was said, and nothing of what was not."""
    said = {**others, "columns": _columns(value or (), kind or (), rows)}
    return cast("Reading", {name: each for name, each in said.items() if each is not None})


def _columns(
    values: tuple[_Column, ...], kinds: tuple[_Column, ...], rows: str | None
) -> Mapping[str, ColumnKind] | Sequence[str] | Rows | None:
    """Return the columns with figures, and what each is, or that the rows are counted."""
    if not (values or kinds or rows):
        return None
    from elzmodel.tables.kinds import Rows, count

    if rows is not None:
        if values or kinds:
            raise misused("--rows counts the rows, and takes no --value or --kind")
        return Rows(rows)
    of_all = [kind for name, kind in kinds if not name]
    if of_all and (len(of_all) > 1 or all(kind for _, kind in values)):
        raise misused("--kind says of which column: NAME=KIND, or KIND beside a --value")
    named = [(name, kind or next(iter(of_all), None)) for name, kind in values]
    try:
        said = _by_name([*named, *(pair for pair in kinds if pair[0])])
    except InvalidValueError as error:
        raise misused("--value and --kind: {error}", error=error) from None
    if not any(said.values()):
        return tuple(said) or None
    return {name: kind or count for name, kind in said.items()}


# --- sources ----------------------------------------------------------------------------


def source_of(file: str) -> str | BinaryIO:
    """Return what is read: a file by its path, or the standard input where it is ``-``."""
    return sys.stdin.buffer if file == "-" else file


@contextmanager
def busy(doing: str, *, file: str) -> Iterator[None]:
    """Say on the standard error what takes long, second by second, where somebody looks at it."""
    if not is_seen(sys.stderr):
        yield
        return
    what, done = in_language(phrase(doing, file=file)), Event()
    clock = Thread(target=_tell, args=(what, done), daemon=True)
    clock.start()
    try:
        yield
    finally:
        done.set()
        clock.join()


_SECOND: Final = 1.0


def _tell(what: str, done: Event) -> None:
    seconds, line = 0, ""
    while not done.wait(_SECOND):
        seconds += 1
        line = f"{what}: {seconds} s"
        click.echo(f"\r{line}", nl=False, err=True)
    if line:
        click.echo(f"\r{' ' * len(line)}\r", nl=False, err=True)
