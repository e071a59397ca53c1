"""Writing in pictures: how wide a text is, and lines of it that fit.

No font is asked, as none is known where a picture is made. Widths are those of common
fonts without serifs, rather too wide than too narrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final
from unicodedata import category, east_asian_width

__all__: list[str] = []

_NARROW: Final = frozenset("iljIft.,:;'|!()[]{}- ")
_BROAD: Final = frozenset("mwMW@%&—…")
_LONGEST: Final = 60


def wide(text: str, size: float = 11) -> float:
    """Return how many pixels a text takes at most, written in *size*.

    Example:
        >>> wide("Ieper") < wide("Mamma")
        True
    """
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _BROAD or east_asian_width(letter) in "WF":
        return 1.0
    return 0.74 if letter.isupper() else 0.6


def clean(text: str) -> str:
    r"""Return a text as it may stand in a picture: on one line, nothing that turns it around.

    Control characters and marks of direction become a space; a text of hundreds of letters
    is cut, and shows it.

    Example:
        >>> clean("Ge\u202ent\n" + "x" * 99)[:8], len(clean("x" * 99))
        ('Ge nt xx', 60)
    """
    plain = "".join(" " if category(letter)[0] == "C" else letter for letter in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def lines_of(text: str, width: float, size: float = 11) -> list[str]:
    """Return a text in lines of at most so many pixels; a word that is longer has its own.

    Example:
        >>> lines_of("Klein-Brabant Vaartland", 80)
        ['Klein-Brabant', 'Vaartland']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def written(
    text: str, x: float, y: float, *, look: str = "", anchor: str = "", halo: bool = False
) -> Iterator[str]:
    """Yield a text at a place, as it may be looked at by anything that draws.

    Args:
        text: What is written, of whatever source.
        x: Where it begins, or what *anchor* says.
        y: The line on which it stands.
        look: A class of the picture's style.
        anchor: ``middle`` or ``end``.
        halo: Whether it has to be told from what is behind it.
    """
    place = f'x="{x:.1f}" y="{y:.1f}"' + (f' text-anchor="{anchor}"' if anchor else "")
    for each in ([f"{look} halo".strip()] if halo else []) + [look]:
        called = f' class="{each}"' if each else ""
        hidden = ' aria-hidden="true"' if each.endswith("halo") else ""
        yield f"<text{called} {place}{hidden}>{escape(text)}</text>"
