"""The one place where HTML is made: tables and cards, escaped, without scripts or style sheets.

Notebooks put every cell to the right and sites have rules of their own, so each cell says
its side itself. Nothing else is fixed: colours and letters are those of the
page, light, dark or printed. What is too wide for a phone is scrolled within its frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from elzmodel.values.text import legible

__all__: list[str] = []

_LONGEST: Final = 28
"""Letters after which a word may be broken: a name of hundreds would push all else aside."""
_SHORT: Final = 12
"""Letters of a word, a code or a day that stands on one line."""
_FRAME: Final = "overflow-x:auto;text-align:left;line-height:1.4"
_PROSE: Final = "max-width:52em"
_TABLE: Final = '<table cellpadding="4" style="border-collapse:collapse;margin:.2em 0'
"""Room in cells where the page has no rule for it; so it is said once, not in each of them."""
_CAPTION: Final = "caption-side:top;text-align:left;font-weight:bold"
_TOP: Final = ' style="vertical-align:top"'
_LEFT: Final = "text-align:left"
_RIGHT: Final = "text-align:right"


def written(text: str) -> str:
    r"""Return a text as HTML: escaped, without control characters, long words breakable.

    Example:
        >>> written("<b>\u202e"), written("x" * 30)
        ('&lt;b&gt; ', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxx<wbr>xx')
    """
    plain = legible(text)
    if len(plain) <= _LONGEST:
        return escape(plain)
    return " ".join(map(_breakable, plain.split(" ")))


def _breakable(word: str) -> str:
    pieces = (word[place : place + _LONGEST] for place in range(0, len(word), _LONGEST))
    return "<wbr>".join(map(escape, pieces))


def paragraphs(texts: Iterable[str], *, look: str = "") -> str:
    """Return a paragraph for each text, no wider than is pleasant to read.

    Example:
        >>> paragraphs(["1 < 2"])
        '<p style="margin:.2em 0;max-width:52em">1 &lt; 2</p>'
    """
    style = f"margin:.2em 0;{_PROSE}{look and ';'}{look}"
    return "".join(f'<p style="{style}">{written(text)}</p>' for text in texts)


def table_of(
    title: str,
    labels: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Sequence[bool],
    notes: Iterable[str] = (),
) -> str:
    """Return a table with a line of labels; *right* says which columns hold figures.

    Example:
        >>> table_of("", ["km2"], [["5.00"]], [True]).splitlines()[3]
        '<tr><td style="text-align:right;white-space:nowrap">5.00</td></tr>'
    """
    sides = [_RIGHT if each else _LEFT for each in right]
    head = "".join(
        f'<th scope="col" style="{side}">{written(label)}</th>'
        for label, side in zip(labels, sides, strict=True)
    )
    caption = f'<caption style="{_CAPTION}">{written(title)}</caption>\n' if title else ""
    body = "\n".join(f"<tr>{''.join(map(_cell, row, sides))}</tr>" for row in rows)
    return (
        f'{_TABLE}">\n{caption}<thead><tr>{head}</tr></thead>\n'
        f"<tbody{_TOP}>\n{body}\n</tbody>\n</table>{paragraphs(notes)}"
    )


def _cell(text: str, side: str) -> str:
    """Keep figures, codes and days on one line, and give a sentence room for some words."""
    breaks = ""
    if side == _RIGHT or (len(text) <= _SHORT and " " not in text):
        breaks = ";white-space:nowrap"
    elif len(text) > _LONGEST:
        breaks = ";min-width:14em"
    return f'<td style="{side}{breaks}">{written(text)}</td>'


def pairs_of(pairs: Iterable[tuple[str, str, bool]]) -> str:
    """Return what is counted beside its values; *True* tells that one is a figure.

    Figures stand below each other, close to their names, and texts go on past them.
    """
    rows = "".join(
        f"<tr>{_name(name)}{_figure(value) if is_figure else _text(value)}</tr>"
        for name, value, is_figure in pairs
    )
    table = f'{_TABLE};{_PROSE}"><tbody{_TOP}>{rows}</tbody></table>'
    return table if rows else ""


def _name(name: str) -> str:
    breaks = "white-space:nowrap" if len(name) <= _LONGEST else "min-width:10em"
    look = f"{_LEFT};font-weight:normal;opacity:.75;{breaks}"
    return f'<th scope="row" style="{look}">{written(name)}</th>'


def _figure(value: str) -> str:
    return f'{_cell(value, _RIGHT)}<td style="width:99%"></td>'


def _text(value: str) -> str:
    return f'<td colspan="2" style="{_LEFT}">{written(value)}</td>'


def folded(summary: str, content: str) -> str:
    """Return what is only looked at when it is opened.

    Example:
        >>> folded("more", "<p>x</p>")
        '<details><summary>more</summary><p>x</p></details>'
    """
    return f"<details><summary>{written(summary)}</summary>{content}</details>"


def framed(content: Iterable[str], *, lang: str) -> str:
    """Return a card: what stands below each other, in a frame that fits a phone."""
    return f'<div lang="{lang}" style="{_FRAME}">{"".join(content)}</div>'


def headed(title: str) -> str:
    """Return what stands above a card."""
    return f'<p style="margin:.2em 0"><b>{written(title)}</b></p>'


def page_of(title: str, content: str, *, lang: str) -> str:
    """Return a whole page, as a file holds it."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{written(title)}</title></head>\n<body>\n{content}\n</body>\n</html>\n"
    )
