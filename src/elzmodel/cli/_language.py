"""In which language a command speaks: what it says itself, its help, and what click says.

Help and the texts of click have their Dutch by their English, in the section ``help``.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from textwrap import shorten
from typing import Any, Final, TextIO

import click
from click import core, exceptions, parser, types

from elzmodel.cli._examples import EXAMPLES
from elzmodel.values.text import LANGUAGE_VARIABLE, LANGUAGES, dictionary, in_words, legible, phrase

__all__ = ["Command", "Group", "in_language", "is_seen", "lang_option", "language", "misused"]

_FLAG: Final = "--lang"
_LANGUAGE: Final[ContextVar[str]] = ContextVar("language", default="en")

lang_option = click.option(
    _FLAG,
    type=click.Choice(LANGUAGES, case_sensitive=False),
    envvar=LANGUAGE_VARIABLE,
    expose_value=False,
    help="The language of what people read.  [default: ELZMODEL_LANG, else that of the system]",
)


def language() -> str:
    """Return the language in which the command answers, as it was said or as the system has it."""
    return _LANGUAGE.get()


def in_language(text: object) -> str:
    """Return a text as the command says it, in English where there is no other.

    It holds nothing that a terminal obeys, whatever file or option it speaks of.
    """
    return "\n".join(map(legible, in_words(text, language(), "cli").split("\n")))


def is_seen(stream: TextIO | None) -> bool:
    """Tell whether somebody looks at a stream, or sits at it; it may be closed."""
    return stream is not None and stream.isatty()


def _asked(arguments: Sequence[str]) -> str:
    """Return the language that is asked for, before anything else is understood."""
    said = [each.partition("=") for each in arguments]
    following = (*arguments[1:], "")
    flags = [
        value if sign else after
        for (flag, sign, value), after in zip(said, following, strict=False)
        if flag == _FLAG
    ]
    of_system = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    asked = (*flags[-1:], os.environ.get(LANGUAGE_VARIABLE), next(filter(None, of_system), ""))
    codes = ((each or "")[:2].lower() for each in asked)
    return next((code for code in codes if code in LANGUAGES), "en")


def _helped(text: str) -> str:
    """Return a text of the help, or of click, in the language of the command."""
    return str(dictionary(language()).get("help", {}).get(text, text))


def _paragraphs(text: str) -> str:
    """Return text of the help in the language of the command, paragraph by paragraph."""
    parts = (" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))
    return "\n\n".join(map(_helped, parts))


def _several(one: str, several: str, number: int) -> str:
    return _helped(one if number == 1 else several)


def misused(template: str, /, **values: object) -> click.UsageError:
    """Return an error of somebody who calls a command, said in the language of the command."""
    return click.UsageError(in_language(phrase(template, **values)))


@contextmanager
def _speaking(lang: str) -> Iterator[None]:
    """Let click say its own texts in a language: it asks for them by the names of gettext."""
    before = _LANGUAGE.set(lang)
    kept = [(module, name, getattr(module, name)) for module in _SPEAKING for name in _SAYS]
    try:
        for module, name, _ in kept:
            setattr(module, name, _SAYS[name])
        yield
    finally:
        for module, name, of_click in kept:
            setattr(module, name, of_click)
        _LANGUAGE.reset(before)


_SAYS: Final[Mapping[str, Callable[..., str]]] = {"_": _helped, "ngettext": _several}
_SPEAKING: Final = (core, exceptions, parser, types)
"""The modules of click that say what is wrong."""


class _Formatter(click.HelpFormatter):
    """Writes help in the language of the command."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, prefix or f"{_helped('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """Write what stands above options or commands."""
        super().write_heading(_helped(heading))

    def write_text(self, text: str) -> None:
        """Write what the command is about."""
        super().write_text(_paragraphs(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:  # noqa: ANN401 - as click has it
        """Write options, or commands, with what they are about."""
        super().write_dl([(name, _about(text)) for name, text in rows], *args, **options)


def _about(text: str) -> str:
    """Return the help of an option, and what holds where it is not given, in the language."""
    about, sign, rest = text.partition("  [")
    head, colon, default = rest.removesuffix("]").partition(": ")
    return _helped(about) + sign + _helped(head) + colon + _helped(default) + rest[-1:]


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is in the language that is asked for."""

    context_class: type[click.Context] = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help."""
        return _first_sentence(self.help, limit)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write an example below the options, on one line, so that it can be copied."""
        called: list[str] = []
        while ctx.parent is not None:
            called.insert(0, ctx.info_name or "")
            ctx = ctx.parent
        example = EXAMPLES.get(" ".join(called))
        if example is not None:
            formatter.write_paragraph()
            formatter.write(f"{_helped('Example:')} elzmodel {' '.join(called)} {example}\n")


def _first_sentence(text: str | None, limit: int) -> str:
    first = _paragraphs(text or "").partition("\n\n")[0]
    return shorten(first, limit, placeholder="...")


class Group(click.Group):
    """Commands under one name, and the language in which all of them speak."""

    context_class: type[click.Context] = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help."""
        return _first_sentence(self.help, limit)

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run in the language that is asked for, help and mistakes in it included."""
        with _speaking(_asked(sys.argv[1:] if args is None else args)):
            return super().main(args, *others, **options)
