"""Pictures as values: SVG text with a title and a description."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from attrs import frozen

__all__ = [
    "Picture",
]

_STYLE = """
svg.elz { font: 11px system-ui, sans-serif; background: #fff; color: #1f2933 }
svg.elz text { fill: currentColor }
svg.elz .halo { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round }
@media (prefers-color-scheme: dark) {
  svg.elz { background: #14181d; color: #e4e7eb }
  svg.elz .halo { stroke: #14181d }
  svg.elz .quiet { fill: #3e4c59 }
}
"""


@frozen
class Picture:
    """A drawing that shows itself in a notebook and can be written to a file.

    The same input gives the same text, byte for byte. *description* says in
    words what is to be seen, for those who cannot see it.

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

    def to_svg(self) -> str:
        """Return a complete SVG document, with title and description inside."""
        return "\n".join(self._lines()) + "\n"

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _lines(self) -> Iterable[str]:
        size = f'width="{self.width}" height="{self.height}"'
        box = f'viewBox="0 0 {self.width} {self.height}"'
        yield f'<svg xmlns="http://www.w3.org/2000/svg" class="elz" role="img" {size} {box}>'
        yield f"<title>{escape(self.title)}</title>"
        yield f"<desc>{escape(self.description)}</desc>"
        yield f"<style>{_STYLE}</style>"
        yield from self.elements
        yield "</svg>"
