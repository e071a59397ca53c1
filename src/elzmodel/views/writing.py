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
_NAME: Final = 60
SENTENCE: Final = 300
"""How many letters a name has at most, and what somebody writes above or below a picture."""


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


def harmless(text: str) -> str:
    """Return a text without what is not seen: control characters, marks of direction and such.

    Example:
        >>> harmless("Ge\u202ent"), harmless("<b>")
        ('Ge nt', '<b>')
    """
    if text.isprintable():
        return text
    return "".join(" " if category(letter)[0] == "C" else letter for letter in text)


def clean(text: str, most: int = _NAME) -> str:
    r"""Return a text as it may stand in a picture: on one line, nothing that turns it around.

    A text of hundreds of letters is cut, and shows it.

    Example:
        >>> clean("Ge\u202ent\n" + "x" * 99)[:8], len(clean("x" * 99))
        ('Ge nt xx', 60)
    """
    plain = " ".join(harmless(text).split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def fitted(text: str, width: float) -> str:
    """Return as much of a text as so many pixels hold; what was cut is seen.

    Example:
        >>> fitted("Klein-Brabant Vaartland", 80), fitted("Gent", 80)
        ('Klein-Braba…', 'Gent')
    """
    if wide(text) <= width:
        return text
    room = width - wide("…")
    long = next(n for n in range(len(text), -1, -1) if n == 0 or wide(text[:n]) <= room)
    return f"{text[:long].rstrip()}…"


def lines_of(text: str, width: float, size: float = 11, *, is_whole: bool = False) -> list[str]:
    """Return a text in lines of at most so many pixels.

    A word that is longer is broken, or stays whole on a line of its own.

    Example:
        >>> lines_of("Klein-Brabant Vaartland", 80)
        ['Klein-Brabant', 'Vaartland']
        >>> lines_of("Aaaaaaaa", 30)
        ['Aaaa', 'aaaa']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer, size) <= width:
            lines[-1] = longer
        else:
            lines += [word] if is_whole else _broken(word, width, size)
    return lines


def _broken(word: str, width: float, size: float) -> Iterator[str]:
    """Yield a word in pieces of at most so many pixels, each a letter at least."""
    start, room = 0, width
    for place, letter in enumerate(word):
        room -= size * _em(letter)
        if room < 0 and place > start:
            yield word[start:place]
            start, room = place, width - size * _em(letter)
    yield word[start:]


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
