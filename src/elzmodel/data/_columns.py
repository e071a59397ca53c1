"""Which row is the header, which column holds keys and which hold figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from elzmodel.data.figure_text import looks_like_figure, parse_figure
from elzmodel.errors import InvalidValueError
from elzmodel.landscape.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["figure_columns", "has_header", "key_column", "named_column"]

_CODE_WORDS = [
    "nis",
    "niscode",
    "nis code",
    "nis5",
    "cd refnis",
    "refnis",
    "refniscode",
    "cd munty refnis",
    "cd muni refnis",
    "code nis",
    "gemeentecode",
    "code ins",
    "ins",
    "code",
]
_NAME_WORDS = [
    "gemeente",
    "gemeentenaam",
    "naam gemeente",
    "municipality",
    "commune",
    "gemeenten",
    "tx munty descr nl",
    "tx descr nl",
    "naam",
    "name",
    "nom",
]
_OTHER_WORDS = frozenset(
    ["jaar", "year", "annee", "cd year", "postcode", "postnummer", "zip", "provincie", "zone"]
)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}")
_CODE = re.compile(r"[\"'=]*[0-9]{5,6}(?:[.,]0+)?[\"']?|[0-9]{2}[ .,][0-9]{3}")
_MOST = 0.8
_HALF = 0.5


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row says what the columns are."""
    head, rest = rows[0], rows[1:]
    words = {fold(cell) for cell in head}
    if words & {*_CODE_WORDS, *_NAME_WORDS, *_OTHER_WORDS}:
        return True
    if any(_is_code(cell) for cell in head):
        return False
    return any(
        not looks_like_figure(cell) and _share(rest, i, looks_like_figure) > _HALF
        for i, cell in enumerate(head)
        if cell.strip()
    )


def key_column(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, str]:
    """Return the column with codes or names, and why that one."""
    folded = [fold(cell) for cell in header]
    for words in (_CODE_WORDS, _NAME_WORDS):
        found = [folded.index(word) for word in words if word in folded]
        if found:
            return found[0], "by its name"
    width = range(len(rows[0]) if rows else len(header))
    for is_key, why in ((_is_code, "it looks like codes"), (_is_word, "it looks like names")):
        likely = [i for i in width if _share(rows, i, is_key) > _HALF]
        if likely:
            return likely[0], why
    return 0, "the first, for want of better"


def figure_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], key: int
) -> tuple[int, ...]:
    """Return the columns that hold figures: not the key, not years, not codes."""
    words = {*_CODE_WORDS, *_NAME_WORDS, *_OTHER_WORDS}
    width = range(len(rows[0]) if rows else 0)
    names = [fold(cell) for cell in header] or [""] * len(width)
    return tuple(
        i
        for i in width
        if i != key
        and names[i] not in words
        and not names[i].startswith("cd ")
        and _share(rows, i, looks_like_figure) > 0
        and _share(rows, i, _is_figure_or_gap) >= _MOST
        and _share(rows, i, _is_year) < 1
    )


def named_column(header: Sequence[str], width: int, asked: str | int) -> int | None:
    """Return the place of a column by its name or its number from 1, if there is one."""
    if isinstance(asked, str):
        exact = [i for i, cell in enumerate(header) if cell.strip() == asked.strip()]
        alike = [i for i, cell in enumerate(header) if fold(cell) == fold(asked)]
        if len(exact or alike) == 1:
            return (exact or alike)[0]
        if alike or not asked.strip().isdecimal():
            return None
    number = int(asked)
    return number - 1 if 1 <= number <= width else None


def _share(rows: Sequence[Sequence[str]], column: int, is_so: Callable[[str], bool]) -> float:
    """Return for which share of a column's filled cells something is so."""
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    return sum(map(is_so, cells)) / len(cells) if cells else 0.0


def _is_code(cell: str) -> bool:
    return bool(_CODE.fullmatch(cell.strip()))


def _is_word(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell)


def _is_year(cell: str) -> bool:
    return bool(_YEARS.fullmatch(cell.strip()))


def _is_figure_or_gap(cell: str) -> bool:
    if looks_like_figure(cell):
        return True
    try:
        parse_figure(cell)
    except InvalidValueError:
        return False
    return True
