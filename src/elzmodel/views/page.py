"""A page of a picture: a title, what is drawn, a legend, a key and notes, one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import define, field

from elzmodel.errors import InvalidValueError
from elzmodel.values import Table
from elzmodel.values.text import fill, translated
from elzmodel.views.picture import OWN, Picture, Theme
from elzmodel.views.writing import clean, lines_of, wide, written

__all__: list[str] = []

MARGIN: Final = 16
SIZE: Final = 11.0
SMALL: Final = 10.0
_TITLE: Final = 18.0
"""How large a title is reckoned: its letters are 16 pixels high, and broad."""
_NARROWEST: Final = 300
_UNKNOWN: Final = "#e9ebee"
UNKNOWN: Final = f"url(#{OWN}-unknown)"
"""The hatch of what is not known."""
ESTIMATED: Final = f"url(#{OWN}-estimated)"
"""The hatch over what is estimated."""

Entry = tuple[tuple[str, ...], str]
"""An entry of a legend: colours, one over the other, and what they mean."""


@define
class Page:
    """What is written and drawn so far, and how far down that goes.

    Raises:
        InvalidValueError: If it is too narrow.
    """

    width: int
    lang: str
    y: float = MARGIN + 14.0
    elements: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        if type(self.width) is not int or self.width < _NARROWEST:
            expected = f"a whole number of pixels, {_NARROWEST} or more"
            raise InvalidValueError("width", self.width, expected)
        self.elements.append(_PATTERNS)

    @property
    def inner(self) -> float:
        """How wide it is between its margins."""
        return self.width - 2 * MARGIN

    def say(self, template: str, /, **values: object) -> str:
        """Return a sentence in the language of the reader."""
        return fill(translated(template, self.lang), values, self.lang)

    def title(self, title: str, subtitle: str = "") -> None:
        """Write what it is about."""
        for line in lines_of(clean(title), self.inner, _TITLE):
            self.elements += written(line, MARGIN, self.y, look="title")
            self.y += 20
        if subtitle:
            self.note(clean(subtitle))

    def note(self, text: str) -> None:
        """Write a sentence over the whole width."""
        for line in lines_of(text, self.inner):
            self.elements += written(line, MARGIN, self.y, look="soft")
            self.y += 14

    def legend(self, entries: Iterable[Entry], *, left: float = MARGIN) -> None:
        """Write what colours mean: in rows, or in a column where it does not begin at the left."""
        x, is_column = left, left > MARGIN
        for fills, label in entries:
            step = 24 + wide(label) + 14
            if x > left and (is_column or x + step > self.width - MARGIN):
                x, self.y = left, self.y + 20
            self.elements += (
                f'<rect x="{x:.1f}" y="{self.y - 10:.1f}" width="18" height="12" fill="{each}" '
                'stroke="#7b8794" stroke-width=".5"/>'
                for each in fills
            )
            self.elements += written(label, x + 24, self.y)
            x += step
        self.y += 24 if x > left else 0

    def key(self, entries: Sequence[str]) -> None:
        """Write short texts in as many columns as fit, read downwards."""
        if not entries:
            return
        across = max(wide(entry, SMALL) for entry in entries) + 12
        columns = max(1, int(self.inner / across))
        rows = -(-len(entries) // columns)
        for place, entry in enumerate(entries):
            column, row = divmod(place, rows)
            x, y = MARGIN + column * across, self.y + row * 13
            self.elements += written(entry, x, y, look="small")
        self.y += rows * 13 + 6

    def picture(
        self, title: str, description: str, *, theme: Theme, table: Table | None = None
    ) -> Picture:
        """Return the picture that it is now."""
        return Picture(
            title=title,
            description=description,
            width=self.width,
            height=round(self.y + MARGIN - 8),
            elements=tuple(self.elements),
            theme=theme,
            lang=self.lang,
            table=table,
        )


_PATTERNS: Final = (
    f'<defs><pattern id="{OWN}-unknown" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{_UNKNOWN}"/>'
    '<path d="M0,0v6" stroke="#9aa5b1" stroke-width="2"/></pattern>'
    f'<pattern id="{OWN}-estimated" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><path d="M0,0v5" stroke="#fff" stroke-width="1.4"/>'
    "</pattern></defs>"
)
