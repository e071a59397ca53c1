"""Tables as text: columns under each other, long cells wrapped to the width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

__all__ = [
    "render_text",
]

_GAP = "  "
_WORDS = re.compile(r"[^\s-]+-*")
_NARROWEST = 6


def render_text(
    labels: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int
) -> str:
    """Return a header line and the rows, no line wider than *width* where that can be."""
    widths = _widths((labels, *rows), right, width)
    return "\n".join(line for row in (labels, *rows) for line in _lines(row, widths, right))


def _widths(rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> list[int]:
    """Give each column its natural width, then take from the widest until all fit.

    First no column goes below its longest word, then text columns do as well;
    figures are never broken.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, cells)) for cells in columns]
    words = [max(_longest_word(cell) for cell in cells) for cells in columns]
    figures = [max(map(len, cells[1:]), default=0) for cells in columns]
    whole = [max(pair) if r else pair[0] for *pair, r in zip(words, figures, right, strict=True)]
    broken = [w if r else min(w, _NARROWEST) for w, r in zip(whole, right, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    for least in (whole, broken):
        _shrink(widths, least, room)
    return widths


def _shrink(widths: list[int], least: Sequence[int], room: int) -> None:
    while sum(widths) > room:
        can_shrink = [i for i, w in enumerate(widths) if w > least[i]]
        if not can_shrink:
            return
        widths[max(can_shrink, key=widths.__getitem__)] -= 1


def _longest_word(cell: str) -> int:
    return max(map(len, _WORDS.findall(cell)), default=1)


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    wrapped = [wrap(cell, w) or [""] for cell, w in zip(row, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=""):
        cells = zip(pieces, widths, right, strict=True)
        yield _GAP.join(p.rjust(w) if r else p.ljust(w) for p, w, r in cells).rstrip()
