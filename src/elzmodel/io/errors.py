"""What goes wrong when a document is read: all problems at once, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import ElzError, all_at_once
from elzmodel.values import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DocumentError", "DocumentProblem", "FormatVersionError", "problems_table"]

_SHOWN = 20


@frozen(kw_only=True)
class DocumentProblem:
    """One thing that is wrong in a document, where, and how to mend it.

    *line* and *column* count from 1, in characters; both are 0 where the
    problem is about the file as a whole. *path* starts with ``$``, the document.
    Codes are stable; the page on the file format explains each.

    Example:
        >>> print(
        ...     DocumentProblem(
        ...         code="ELZ-D033",
        ...         file="x.yaml",
        ...         line=7,
        ...         column=10,
        ...         path="$.events[0].nis",
        ...         message="not a NIS code: '7107'",
        ...         expected="five digits in quotes",
        ...     )
        ... )
        x.yaml:7:10: $.events[0].nis: not a NIS code: '7107', expected five digits in quotes [ELZ-D033]
    """  # noqa: E501 - a problem stands on one line

    code: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    path: str = "$"
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """Show place, path, what is wrong, what was expected and the remedy on one line."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        expected = f", expected {self.expected}" if self.expected else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {self.path}: {self.message}{expected}{hint} [{self.code}]"

    @property
    def is_unreadable(self) -> bool:
        """Whether the document as a whole could not be read, so that nothing else was checked."""
        return self.code < "ELZ-D020"


class DocumentError(ElzError, ValueError):
    r"""A document cannot be read into the model; all problems, in order of place.

    Example:
        >>> from elzmodel.io import loads
        >>> try:
        ...     loads("elzmodel: 1\nkind: events\nevent: []\n", name="x.yaml")
        ... except DocumentError as error:
        ...     print(error)
        x.yaml cannot be read, 1 problem:
          x.yaml:3:1: $.event: unknown key 'event', expected events, figures or sources; did you mean events? [ELZ-D021]
    """  # noqa: E501 - a problem stands on one line

    def __init__(self, file: str, problems: Iterable[DocumentProblem]) -> None:
        self.file = file
        in_order = sorted(problems, key=lambda p: (p.line, p.column, p.path, p.code))
        self.problems: tuple[DocumentProblem, ...] = tuple(in_order)
        super().__init__(file, self.problems)

    def __str__(self) -> str:
        """Show the first problems and count the rest."""
        return all_at_once(f"{self.file} cannot be read", self.problems, most=_SHOWN)


class FormatVersionError(DocumentError):
    r"""A document is of a newer format than this version of the library reads.

    *found* is the format version of the document, *supported* the newest one
    that is read.

    Example:
        >>> from elzmodel.io import loads
        >>> try:
        ...     loads("elzmodel: 99\nkind: events\n")
        ... except FormatVersionError as error:
        ...     print(error.found, error.supported)
        99 1
    """

    def __init__(
        self, file: str, problems: Iterable[DocumentProblem], found: int, supported: int
    ) -> None:
        super().__init__(file, problems)
        self.found = found
        self.supported = supported
        self.args: tuple[object, ...] = (file, self.problems, found, supported)


def problems_table(problems: Iterable[DocumentProblem], *, title: str = "Problems") -> Table:
    """Return problems as a `Table`, one row each, in the order given.

    Example:
        >>> problem = DocumentProblem(code="ELZ-D007", message="it is empty", file="x.yaml")
        >>> problems_table([problem]).records()[0]["file"]
        'x.yaml'
    """
    names = ("file", "line", "column", "path", "code", "message", "expected", "hint")
    places = {"line", "column"}
    columns = [Column(name, "code" if name in places else "text") for name in names]
    return Table(title, columns, [[getattr(p, name) for name in names] for p in problems])
