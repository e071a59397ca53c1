"""Keep what pages say about classes and codes equal to the classes and the codes.

A page is written by hand; what stands between ``<!-- table: NAME -->`` and
``<!-- end -->`` is written by ``python docs/generated_tables.py``, and a test holds
that it is current.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from inspect import ismodule
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import attrs

from elzmodel import networks
from elzmodel.bundles.databases import database_of
from elzmodel.bundles.records import tables_of
from elzmodel.io import CODES, FORMAT_VERSION, KINDS
from elzmodel.io.classes import class_words, classes_in, family_of, fields_of, tag_of
from elzmodel.networks import measure_kinds
from elzmodel.testing.worlds import small_world
from elzmodel.values import Code

PAGES = Path(__file__).parent / "reference"
Lines = Iterable[str]


def filled(page: str, contents: Mapping[str, Callable[[], Lines]]) -> str:
    """Return the text of a page in which each marked place has its lines, by its name."""

    def block(match: re.Match[str]) -> str:
        lines = "\n".join(contents[match[1]]())
        return f"<!-- table: {match[1]} -->\n\n{lines}\n\n<!-- end -->"

    return re.sub(r"<!-- table: (.+?) -->\n.*?<!-- end -->", block, page, flags=re.DOTALL)


def table(head: Lines, rows: Iterable[Lines]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    heads = list(head)
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cells)} |"


def code_table(registry: Iterable[Code]) -> Iterator[str]:
    """Yield a table of codes with what each means."""
    rows = ([f"`{code.id}`", f"{code.meaning[0].upper()}{code.meaning[1:]}."] for code in registry)
    return table(["Code", "What is wrong"], rows)


# --- the file format --------------------------------------------------------------------


def kinds() -> Iterator[str]:
    """Yield the table of format versions."""
    names = ", ".join(f"`{name}`" for name in KINDS)
    return table(["Format version", "Kinds", "Since"], [[str(FORMAT_VERSION), names, "0.1"]])


def keys(of: type[Any], *, without: Iterable[str] = ()) -> str:
    """Return the keys of a class; those that may be left out stand in brackets."""
    fields = [field for field in fields_of(of) if field.name not in without]
    needed = [f"`{each.name}`" for each in fields if each.default is attrs.NOTHING]
    other = [f"`{each.name}`" for each in fields if each.default is not attrs.NOTHING]
    return ", ".join([*needed, *([f"({', '.join(other)})"] if other else [])])


def reference(of: type[Any]) -> str:
    """Return a link to a class in the reference."""
    return f"{{py:obj}}`{of.__name__} <{of.__module__}.{of.__qualname__}>`"


def class_table(kind: str, *, beside: Iterable[str] = ()) -> Iterator[str]:
    """Yield the table of the classes of a kind that have no tag, but for those of other kinds."""
    others = {each for name in beside for each in classes_in(KINDS[name].of)}
    rows = [
        [reference(of), class_words(of)[0], keys(of)]
        for of in classes_in(KINDS[kind].of)
        if of not in others and tag_of(of) is None
    ]
    return table(["Class", "What it is", "Keys; those in brackets may be left out"], rows)


def family_table(kind: str, field: str) -> Iterator[str]:
    """Yield the table of the classes of a family: events, or steps."""
    (series,) = (each.type for each in fields_of(KINDS[kind].of) if each.name == field)
    family = family_of(series.__args__[0])
    assert family is not None, "asked of families only"  # noqa: S101 - for the checker
    rows = [
        [f"`{word}`", reference(of), class_words(of)[0], keys(of, without=_head(of))]
        for word, of in family.kinds.items()
    ]
    own = "Keys of its own; those in brackets may be left out"
    return table([f"`{family.key}:`", "Class", "What it is", own], rows)


def _head(of: type[Any]) -> set[str]:
    """Return the keys that all classes of a family have."""
    return {field.name for field in attrs.fields(of) if field.inherited}


FILE_FORMAT: dict[str, Callable[[], Lines]] = {
    "kinds": kinds,
    "events": lambda: family_table("events", "events"),
    "classes of events": lambda: class_table("events"),
    "classes of a dossier": lambda: class_table("dossier", beside=["events"]),
    "classes of rules": lambda: class_table("rules", beside=["events", "dossier"]),
    "steps": lambda: family_table("scenario", "steps"),
    "classes of layouts": lambda: class_table("list-layout"),
    "classes of a scenario": lambda: class_table("scenario", beside=["events", "dossier"]),
    "codes": lambda: code_table(CODES),
}


# --- measures ---------------------------------------------------------------------------


def _called(measure: str) -> str:
    """Return how a measure is called from the room, with its module where it is not listed."""
    if measure in networks.__all__:
        return measure
    homes = (each for each in vars(networks).values() if ismodule(each))
    (home,) = (
        each.__name__
        for each in homes
        if getattr(getattr(each, measure, None), "__module__", "") == each.__name__
    )
    return f"{home.rpartition('.')[2]}.{measure}"


def measure_table() -> Iterator[str]:
    """Yield the table of what each measure does with each kind of graph."""
    rows = [
        [
            f"`{_called(kind.measure)}`",
            kind.direction.value,
            kind.mode.value,
            kind.weights,
            "needed" if kind.groups else "",
        ]
        for kind in measure_kinds()
    ]
    heads = ["Measure", "Direction", "About", "Weights", "Groups"]
    return table(heads, rows)


MEASURES: dict[str, Callable[[], Lines]] = {"measures": measure_table}


# --- saved landscapes -------------------------------------------------------------------


_CONTENTS = """
SELECT s.type, c.is_record, c.name, c.column, lower(i.type), c.about
FROM contents c JOIN sqlite_schema s ON s.name = c.name
LEFT JOIN pragma_table_info(c.name) i ON i.name = c.column
"""


@cache
def _contents() -> list[tuple[Any, ...]]:
    """Ask a small saved landscape what its tables hold."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(database_of(tables_of(small_world()), day="2000-01-01"))
        return base.execute(_CONTENTS).fetchall()


def saved_tables(*, of_record: bool) -> Iterator[str]:
    """Yield the tables with their columns, those of the record or those that follow."""
    rows = (row[2:] for row in _contents() if row[:2] == ("table", int(of_record)))
    for name, group in groupby(rows, key=itemgetter(0)):
        (_, _, _, about), *columns = group
        yield from (f"**{name}**: {about}", "")
        if columns:
            cells = [[f"`{column}`", of, text] for _, column, of, text in columns]
            yield from (*table(["Column", "Type", "What it holds"], cells), "")


def saved_views() -> Iterator[str]:
    """Yield the table of views."""
    rows = [[f"`{row[2]}`", row[5]] for row in _contents() if row[0] == "view"]
    return table(["View", "What it shows"], rows)


SAVED: dict[str, Callable[[], Lines]] = {
    "record": lambda: saved_tables(of_record=True),
    "following": lambda: saved_tables(of_record=False),
    "views": saved_views,
}


def pages() -> dict[Path, str]:
    """Return the pages with generated tables, as they should be."""
    contents = {
        "file-format.md": FILE_FORMAT,
        "measures.md": MEASURES,
        "saved-landscapes.md": SAVED,
    }
    return {PAGES / n: filled((PAGES / n).read_text("utf-8"), c) for n, c in contents.items()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
