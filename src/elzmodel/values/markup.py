"""The one place where HTML is made: tables and cards, escaped, without scripts or style sheets.

Notebooks put every cell to the right and sites have rules of their own, so each cell says
its side itself. Nothing else is fixed: colours and letters are those of the page, light or
dark. What is too wide for a phone is scrolled within its frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from elzmodel.values.text import legible

__all__: list[str] = []

_LONGEST: Final = 28
"""Letters after which a word may be broken: a name of hundreds would push all else aside."""
_FRAME: Final = "max-width:52em;overflow-x:auto;text-align:left;line-height:1.4"
_TABLE: Final = "border-collapse:separate;border-spacing:.7em .15em;margin:.2em -.7em"
_CAPTION: Final = "caption-side:top;text-align:left;font-weight:bold;padding:0 .7em"
_TOP: Final = ' style="vertical-align:top"'
_SIDES: Final = ("left", "right")


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


def paragraphs(texts: Iterable[str], *, look: str = "margin:.2em 0") -> str:
    """Return a paragraph for each text.

    Example:
        >>> paragraphs(["1 < 2"], look="")
        '<p>1 &lt; 2</p>'
    """
    style = f' style="{look}"' if look else ""
    return "".join(f"<p{style}>{written(text)}</p>" for text in texts)


def table_of(
    title: str,
    labels: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Sequence[bool],
    notes: Iterable[str] = (),
) -> str:
    """Return a table with a line of labels; *right* says which columns hold figures.

    Example:
        >>> print(table_of("", ["zone"], [["Gent"]], [False]))
        <table style="border-collapse:separate;border-spacing:.7em .15em;margin:.2em -.7em">
        <thead><tr><th scope="col" style="text-align:left">zone</th></tr></thead>
        <tbody style="vertical-align:top">
        <tr><td style="text-align:left">Gent</td></tr>
        </tbody>
        </table>
    """
    sides = [f' style="text-align:{_SIDES[each]}"' for each in right]
    head = _cells('th scope="col"', sides, labels)
    caption = f'<caption style="{_CAPTION}">{written(title)}</caption>\n' if title else ""
    body = "\n".join(_cells("td", sides, row) for row in rows)
    return (
        f'<table style="{_TABLE}">\n{caption}<thead>{head}</thead>\n'
        f"<tbody{_TOP}>\n{body}\n</tbody>\n</table>{paragraphs(notes, look='')}"
    )


def pairs_of(pairs: Iterable[tuple[str, str, bool]]) -> str:
    """Return what is counted beside its values; *right* the figures, each beside its name."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;font-weight:normal;opacity:.75">'
        f'{written(name)}</th><td style="text-align:{_SIDES[right]}">{written(value)}</td></tr>'
        for name, value, right in pairs
    )
    return f'<table style="{_TABLE}"><tbody{_TOP}>{rows}</tbody></table>' if rows else ""


def _cells(tag: str, sides: Sequence[str], texts: Sequence[str]) -> str:
    end = tag.partition(" ")[0]
    cells = (f"<{tag}{s}>{written(t)}</{end}>" for s, t in zip(sides, texts, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


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
