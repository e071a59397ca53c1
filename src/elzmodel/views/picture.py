"""Pictures as values: SVG text with a title and a description, and what it shows as a table."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from html import escape
from os import PathLike
from pathlib import Path
from typing import Final, Literal, get_args

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Table, extra
from elzmodel.values.arguments import keep_door
from elzmodel.values.saving import replace_file
from elzmodel.values.text import either
from elzmodel.views.writing import harmless

__all__ = ["Picture", "Theme"]

Theme = Literal["auto", "light", "dark", "print"]
"""What a picture is looked at on: a page that is light or dark, whichever it is, or paper."""

OWN: Final = "elz-own"
"""What names of a picture's own parts begin with; in its text each picture has another one."""

_COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1f2933",
        "soft": "#5f6b76",
        "line": "#7b8794",
        "quiet": "#cbd2d9",
    },
    "dark": {
        "paper": "#14181d",
        "ink": "#e4e7eb",
        "soft": "#9aa5b1",
        "line": "#7b8794",
        "quiet": "#3e4c59",
    },
    "print": {
        "paper": "#ffffff",
        "ink": "#000000",
        "soft": "#333333",
        "line": "#555555",
        "quiet": "#cccccc",
    },
}
_STYLE: Final = """
svg.elz { font-family: system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif;
  font-size: 11px; background: {paper}; color: {ink} }
svg.elz text, svg.elz .ink { fill: {ink} }
svg.elz .title { font-size: 16px; font-weight: 600 }
svg.elz text.soft { fill: {soft} }
svg.elz text.small { fill: {soft}; font-size: 10px }
svg.elz .quiet { fill: {quiet} }
svg.elz .paper { fill: {paper} }
svg.elz .line { fill: none; stroke: {line}; stroke-width: .6 }
svg.elz .edge { stroke: #1f2933; stroke-width: 1.1; stroke-linejoin: round }
svg.elz .lit { fill: none; stroke: #1f2933; stroke-width: 2.4; stroke-linejoin: round }
svg.elz .under { stroke: #ffffff; stroke-width: 2.6; stroke-linejoin: round }
svg.elz .halo { fill: none; stroke: {paper}; stroke-width: 3px; stroke-linejoin: round }
svg.elz text.dark { fill: #1f2933 }
svg.elz text.light { fill: #ffffff }
svg.elz text.dark.halo { fill: none; stroke: #ffffff; stroke-opacity: .75 }
svg.elz text.light.halo { fill: none; stroke: #1f2933; stroke-opacity: .6 }
""".strip()


def _style(theme: Theme) -> str:
    """Return what the parts of a picture look like; no variables, which few programs know."""
    if theme != "auto":
        style = _STYLE.replace("svg.elz", f"svg.elz-{theme}")
        for name, colour in _COLOURS[theme].items():
            style = style.replace(f"{{{name}}}", colour)
        return style
    light, dark = (_style(each).replace(f"svg.elz-{each}", "svg.elz-auto") for each in _BOTH)
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"


_BOTH: Final[tuple[Theme, Theme]] = ("light", "dark")
SHARED_STYLE: Final = _style("auto")
"""What all pictures look like that follow their page: a page of many needs it once."""


@frozen
class Picture:
    """A drawing that shows itself in a notebook and can be written to a file.

    The same input gives the same text, byte for byte, and two pictures on one page do not
    meddle with each other. *description* says in words what is to be seen, for those who
    cannot see it; *table* has it as figures, where there are any.

    Example:
        >>> picture = Picture("Dot", "One dot.", 10, 10, ('<circle r="3"/>',))
        >>> picture.to_svg().startswith("<svg")
        True
    """

    title: str
    description: str
    width: int
    height: int
    elements: tuple[str, ...]
    theme: Theme = field(default="auto", kw_only=True)
    lang: str = field(default="en", kw_only=True)
    table: Table | None = field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a theme that there is not."""
        if self.theme not in get_args(Theme):
            raise InvalidValueError("theme", self.theme, either(get_args(Theme)))

    def __repr__(self) -> str:
        """Say what is to be seen, and how large it is."""
        return f"<Picture {self.title!r}: {self.width} x {self.height}>"

    def for_theme(self, theme: Theme) -> Picture:
        """Return the same picture for another page, or for paper.

        Raises:
            InvalidValueError: If there is no such theme.
        """
        return evolve(self, theme=theme)

    def to_svg(self) -> str:
        """Return a complete SVG document, with title and description inside."""
        text = "\n".join(self._lines()) + "\n"
        own = sha256(text.encode()).hexdigest()[:8]
        return text.replace(OWN, f"elz-{own}")

    def save(self, path: str | PathLike[str]) -> None:
        """Write the picture to a file: SVG, or PNG or PDF by what its name ends in.

        PNG has twice the size in pixels. PNG and PDF need the extra ``pictures``; what they
        look like is that of a light page where the picture says nothing else.

        Raises:
            InvalidValueError: If the name ends in none of these.
            MissingDependencyError: If what draws PNG or PDF is not installed.
            OSError: If the file cannot be written; it is then as it was before.
        """
        target = Path(path)
        match target.suffix.lower():
            case ".svg":
                data = self.to_svg().encode()
            case ".png":
                drawn = extra("resvg_py").svg_to_bytes(svg_string=self._for_paper(), zoom=2)
                data = bytes(drawn)
            case ".pdf":
                data = extra("cairosvg").svg2pdf(bytestring=self._for_paper().encode())
            case other:
                raise InvalidValueError("kind of picture", other, ".svg, .png or .pdf")
        replace_file(target, data)

    def _for_paper(self) -> str:
        """Return the text of a picture that looks the same everywhere."""
        return (self.for_theme("light") if self.theme == "auto" else self).to_svg()

    def _repr_svg_(self) -> str:
        """Show the whole of it, also where there is less room: in a notebook on a phone."""
        return self.to_svg().replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)

    def _lines(self) -> Iterator[str]:
        size = f'width="{self.width}" height="{self.height}"'
        box = f'viewBox="0 0 {self.width} {self.height}"'
        names = f'class="elz-{self.theme}" role="img" lang="{self.lang}"'
        told = f'aria-labelledby="{OWN}-title {OWN}-desc"'
        yield f'<svg xmlns="http://www.w3.org/2000/svg" {names} {told} {size} {box}>'
        yield f'<title id="{OWN}-title">{escape(harmless(self.title))}</title>'
        yield f'<desc id="{OWN}-desc">{escape(harmless(self.description))}</desc>'
        yield f"<style>{_style(self.theme)}</style>"
        yield f'<rect class="paper" width="{self.width}" height="{self.height}"/>'
        yield from map(harmless, self.elements)
        yield "</svg>"


keep_door(__name__)
