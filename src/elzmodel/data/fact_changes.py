"""What changed in the facts: the rows in which two editions differ."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from attrs import frozen

from elzmodel.data.edition_rows import require_readable
from elzmodel.data.edition_tables import NEWEST, Tables
from elzmodel.data.table_forms import SHAPES, TABLES
from elzmodel.landscape.citations import Edition
from elzmodel.values import Answer
from elzmodel.values.answers import columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.text import listed, said

__all__ = ["FactChange", "FactChanges", "edition_changes"]


@columns("table", "change", "key", "columns", "before", "after")
@frozen
class FactChange:
    """One row of a table that an edition has otherwise than another one.

    *change* is ``added``, ``removed`` or ``changed``; *columns* are those whose cells differ,
    with what stood in them and what stands there now.
    """

    table: str
    change: str
    key: str
    columns: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@frozen(kw_only=True, repr=False)
class FactChanges(Answer[FactChange]):
    """What one edition has otherwise than another one, row by row.

    *before* and *after* are the two.

    Example:
        >>> changes = edition_changes("2026-11-22")
        >>> [row.key for row in changes.where(table="borders", change="removed")][:1]
        ['11001 11002']
    """

    before: Edition
    after: Edition

    def to_changelog(self) -> str:
        r"""Return it for a changelog in Markdown, one line a table.

        Example:
            >>> print(*edition_changes("2026-11-22").to_changelog().splitlines()[:2], sep="\n")
            - Edition 2026-11-28 (digest `bd6fe293939d`), beside 2026-11-22 (`91e1964dc122`):
              - `aliases.csv`: 62 rows added.
        """
        named = [f"{each.id} (digest `{each.digest[:12]}`)" for each in (self.after, self.before)]
        lines = [
            f"  - `{table}`: {listed([*_counted(rows)])}."
            for table, rows in grouped((_file_of(row.table), row) for row in self).items()
        ]
        head = f"- Edition {named[0]}, beside {named[1].replace('digest ', '')}:"
        return "\n".join([head, *lines])


def _file_of(table: str) -> str:
    return table if "." in table else f"{table}.csv"


def _counted(rows: Iterable[FactChange]) -> Iterator[str]:
    for change, alike in sorted(grouped((row.change, row) for row in rows).items()):
        names = sorted({name for row in alike for name in row.columns})
        what = f" ({', '.join(names)})" if names else ""
        yield f"{len(alike):,} {'row' if len(alike) == 1 else 'rows'} {change}{what}"


def edition_changes(
    before: str | os.PathLike[str], after: str | os.PathLike[str] = NEWEST
) -> FactChanges:
    """Return which rows one edition of the facts has otherwise than another.

    Args:
        before: The one edition, by its id or its folder.
        after: The other one.

    Raises:
        InvalidValueError: If there is no such edition, or a folder is none of tables.
        TableError: If tables of a folder have not their form; all problems at once.
        OSError: If a file cannot be read.

    Example:
        >>> changes = edition_changes("2026-11-22", "2026-11-28")
        >>> [row.key for row in changes if row.table == "facilities"][:2]
        ['23009', '23098']
    """
    one, other = require_readable(before), require_readable(after)
    digests = one.digests(), other.digests()
    differing = [table for table in digests[0] if digests[0][table] != digests[1][table]]
    rows = [
        change for table in differing if table in TABLES for change in _changes(table, one, other)
    ]
    if SHAPES in differing:
        old, new = one.outlines(), other.outlines()
        change = "changed" if old and new else "added" if new else "removed"
        rows.append(FactChange(SHAPES, change, said("all outlines")))
    title = said(
        "Facts of {after} that {before} did not have so",
        before=one.edition.id,
        after=other.edition.id,
    )
    return FactChanges(
        title=title,
        rows=tuple(rows),
        row_type=FactChange,
        before=one.edition,
        after=other.edition,
    )


def _changes(table: str, one: Tables, other: Tables) -> Iterator[FactChange]:
    before, after = one.by_key(table), other.by_key(table)
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        told = " ".join(filter(None, key))
        if old is None or new is None:
            yield FactChange(table, "added" if old is None else "removed", told)
        elif old != new:
            names = tuple(name for name, cell in old.items() if cell != new[name])
            cells = ([row[name] for name in names] for row in (old, new))
            yield FactChange(table, "changed", told, names, *map(tuple, cells))


keep_door(__name__)
