"""A page of a picture: a title, what is drawn, a legend, a key and notes, one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypedDict

from attrs import define, evolve, field

from elzmodel.errors import InvalidValueError
from elzmodel.values import Table
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import (
    Said,
    fill,
    in_words,
    near,
    said,
    shown_language,
    translated,
)
from elzmodel.views.picture import OWN, Picture, Theme
from elzmodel.views.writing import SENTENCE, clean, lines_of, wide, written

__all__ = ["Look"]

MARGIN: Final = 16
SIZE: Final = 11.0
SMALL: Final = 10.0
_TITLE: Final = 18.0
"""How large a title is reckoned: its letters are 16 pixels high, and broad."""
_LINE: Final = 14
_SWATCH: Final = 24.0
"""How high a line of writing is, and what a colour takes beside its meaning."""
_NARROWEST: Final = 300
_UNKNOWN: Final = "#e9ebee"
UNKNOWN: Final = f"url(#{OWN}-unknown)"
"""The hatch of what is not known."""
ESTIMATED: Final = f"url(#{OWN}-estimated)"
"""The hatch over what is estimated."""

_PATTERNS: Final[str] = (
    f'<defs><pattern id="{OWN}-unknown" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{_UNKNOWN}"/>'
    '<path d="M0,0v6" stroke="#9aa5b1" stroke-width="2"/></pattern>'
    f'<pattern id="{OWN}-estimated" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><path d="M0,0v5" stroke="#fff" stroke-width="1.4"/>'
    "</pattern></defs>"
)

Entry = tuple[tuple[str, ...], str]
"""An entry of a legend: colours, one over the other, and what they mean."""


class Look(TypedDict, total=False):
    """How a picture looks; every map and chart takes these as keywords.

    Attributes:
        title: What stands above it; by default what is shown.
        subtitle: A line below the title.
        source: Where its figures come from; a line at the foot, and a note of its table.
        width: How wide it is, in pixels.
        theme: What it is looked at on; by itself it is as light or dark as its page.
        lang: ``"en"`` or ``"nl"``; by default what ``ELZMODEL_LANG`` says, or English.

    Example:
        >>> import elzmodel as elz
        >>> how: Look = {"lang": "nl", "theme": "print", "width": 640}
        >>> elz.views.lineage_chart(elz.flanders(), "Genk", **how).title
        'Afstamming van Genk'
    """

    title: str
    subtitle: str
    source: str
    width: int
    theme: Theme
    lang: str


@define
class Page:
    """What is written and drawn so far, and how far down that goes."""

    width: int
    lang: str = field(factory=shown_language)
    theme: Theme = "auto"
    title: str = ""
    subtitle: str = ""
    source: str = ""
    y: float = field(default=MARGIN + 14.0, init=False)
    elements: list[str] = field(factory=lambda: [_PATTERNS], init=False)

    @property
    def inner(self) -> float:
        """How wide it is between its margins."""
        return self.width - 2 * MARGIN

    def say(self, template: str, /, **values: object) -> str:
        """Return a sentence in the language of the reader."""
        return fill(translated(template, self.lang), values, self.lang)

    def head(self, usual: str) -> None:
        """Write what it is about: what was asked, or what is usual."""
        title = self.title or usual
        said = in_words(title, self.lang) if isinstance(title, Said) else title
        self.title = clean(said, SENTENCE)
        for line in lines_of(self.title, self.inner, _TITLE):
            self.elements += written(line, MARGIN, self.y, look="title")
            self.y += 20
        if self.subtitle:
            self.note(clean(self.subtitle, SENTENCE))

    def note(self, text: str) -> None:
        """Write a sentence over the whole width."""
        for line in lines_of(text, self.inner):
            self.elements += written(line, MARGIN, self.y, look="soft")
            self.y += _LINE

    def legend(self, entries: Iterable[Entry], *, left: float = MARGIN) -> None:
        """Write what colours mean: in rows, or in a column where it does not begin at the left."""
        x, is_column, right = left, left > MARGIN, self.width - MARGIN
        for fills, label in entries:
            lines = lines_of(label, right - left - _SWATCH) or [""]
            step = _SWATCH + max(map(wide, lines)) + 14
            if x > left and (is_column or x + step > right):
                x, self.y = left, self.y + 20
            self.elements += (
                f'<rect x="{x:.1f}" y="{self.y - 10:.1f}" width="18" height="12" fill="{each}" '
                'stroke="#7b8794" stroke-width=".5"/>'
                for each in fills
            )
            for number, line in enumerate(lines):
                self.elements += written(line, x + _SWATCH, self.y + number * _LINE)
            self.y += (len(lines) - 1) * _LINE
            x = x + step if len(lines) == 1 else right
        self.y += 24 if x > left else 0

    def strokes(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Write what kinds of line mean, of their colour, how they are dashed and what they are."""
        x = float(MARGIN)
        for colour, dash, label in entries:
            step = 38 + wide(label) + 14
            if x > MARGIN and x + step > self.width - MARGIN:
                x, self.y = float(MARGIN), self.y + 20
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            self.elements.append(
                f'<path d="M{x:.1f},{self.y - 4:.1f}h32" fill="none" stroke="{colour}" '
                f'stroke-width="2"{dashed}/>'
            )
            self.elements += written(label, x + 38, self.y)
            x += step
        self.y += 24 if x > MARGIN else 0

    def key(self, entries: Sequence[str]) -> None:
        """Write short texts in as many columns as fit, read downwards; long ones in lines."""
        lines = [line for entry in entries for line in lines_of(entry, self.inner, SMALL)]
        if not lines:
            return
        across = max(wide(line, SMALL) for line in lines) + 12
        columns = max(1, int(self.inner / across))
        rows = -(-len(lines) // columns)
        for place, line in enumerate(lines):
            column, row = divmod(place, rows)
            x, y = MARGIN + column * across, self.y + row * 13
            self.elements += written(line, x, y, look="small")
        self.y += rows * 13 + 6

    def picture(self, description: str, *, table: Table) -> Picture:
        """Return the picture that it is now, with the source at its foot."""
        if self.source:
            line = self.say("Source: {source}", source=clean(self.source, SENTENCE))
            self.note(line)
            table = evolve(table, notes=(*table.notes, line))
        return Picture(
            title=self.title,
            description=description,
            width=self.width,
            height=round(self.y + MARGIN - 8),
            elements=tuple(self.elements),
            theme=self.theme,
            lang=self.lang,
            table=table,
        )


def page_for(look: Look, *, width: int) -> Page:
    """Return an empty page that looks as it was asked, *width* wide where nothing is said.

    Raises:
        InvalidValueError: If there is no such option, or it cannot be that.
    """
    known = Look.__annotations__
    for name, wish in look.items():
        if name not in known:
            meant = near(name, known) or sorted(known)
            raise InvalidValueError("option of a picture", name, said("{names:or}", names=meant))
        if name != "width" and not isinstance(wish, str):
            raise InvalidValueError(name, wish, "a text")
    asked: Look = {"width": width, **look}
    page = Page(**asked)
    if type(page.width) is not int or page.width < _NARROWEST:
        expected = said("a whole number of pixels, {n} or more", n=_NARROWEST)
        raise InvalidValueError("width", page.width, expected)
    return page


keep_door(__name__)
