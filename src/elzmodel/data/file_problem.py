"""What is wrong in a file that someone brings: all of it at once, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import ElzError, all_at_once

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DelimitedFileError", "FileProblem"]


@frozen
class FileProblem:
    """One thing that is wrong in a file, where, and how to mend it.

    *line* and *column* count from 1, and a column is a cell; 0 where the
    problem is about the whole file or the whole line.

    Example:
        >>> print(FileProblem("x.csv", 3, 2, "not a figure: 'abc'", "write digits"))
        x.csv:3:2: not a figure: 'abc'. Write digits
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Show the place, the problem and the remedy on one line."""
        places = (str(place) for place in (self.line, self.column) if place)
        where = ":".join([self.file, *places])
        hint = f". {self.hint[0].upper()}{self.hint[1:]}" if self.hint else ""
        return f"{where}: {self.message}{hint}"


class DelimitedFileError(ElzError, ValueError):
    """A file cannot be read as a table; all problems at once, in order of place.

    Example:
        >>> print(DelimitedFileError("x.csv", [FileProblem("x.csv", 0, 0, "the file is empty")]))
        x.csv cannot be read as a table, 1 problem:
          x.csv: the file is empty
    """

    def __init__(self, file: str, problems: Iterable[FileProblem]) -> None:
        self.file = file
        self.problems: tuple[FileProblem, ...] = tuple(
            sorted(problems, key=lambda p: (p.line, p.column))
        )
        super().__init__(file, self.problems)

    def __str__(self) -> str:
        """Show the first problems and count the rest."""
        return all_at_once(f"{self.file} cannot be read as a table", self.problems)
