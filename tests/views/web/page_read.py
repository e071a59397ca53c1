"""What stands on a page, read from its HTML as a browser does: texts, headings, tables."""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import define, field, frozen

VOID = {"meta", "link", "input", "br", "wbr", "img", "hr"}


@frozen
class Element:
    """An element, with its attributes, what stands in it, and those around it."""

    tag: str
    attributes: dict[str, str | None]
    around: tuple[str, ...]
    pieces: list[str] = field(factory=list)

    @property
    def text(self) -> str:
        """What is read of it."""
        return " ".join("".join(self.pieces).split())

    def __getitem__(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return self.attributes.get(name) or ""


@define
class Page(HTMLParser):
    """A page that was read."""

    html: str
    elements: list[Element] = field(factory=list, init=False)
    _open: list[Element] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        """Read all of it."""
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        found = Element(tag, dict(attrs), tuple(each.tag for each in self._open))
        self.elements.append(found)
        if tag not in VOID:
            self._open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element in which nothing stands, as drawings have them."""
        self.elements.append(Element(tag, dict(attrs), tuple(each.tag for each in self._open)))

    def handle_endtag(self, tag: str) -> None:
        """Close an element; what is not open makes the page ill-formed."""
        assert self._open, f"</{tag}> closes nothing"
        last = self._open.pop()
        assert tag == last.tag, f"</{tag}> closes <{last.tag}>"

    def handle_data(self, data: str) -> None:
        """Add text to all that is open."""
        for each in self._open:
            each.pieces.append(data)

    def close(self) -> None:
        """Look whether all is closed."""
        super().close()
        assert [] == [each.tag for each in self._open]

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of some kinds, in order."""
        return [each for each in self.elements if each.tag in tags]

    @property
    def text(self) -> str:
        """What is read of the page, but for its scripts and styles."""
        unread = [each.text for each in self.all("script", "style")]
        text = self.all("body")[0].text
        for each in unread:
            text = text.replace(each, " ")
        return text

    def table(self, caption: str) -> list[list[str]]:
        """Return the cells of the first table of a caption, its heads first."""
        place = next(
            n for n, e in enumerate(self.elements) if e.tag == "caption" and e.text == caption
        )
        rows: list[list[str]] = []
        for each in self.elements[place + 1 :]:
            if "table" not in each.around:
                break
            if each.tag == "tr":
                rows.append([])
            elif each.tag in {"th", "td"}:
                rows[-1].append(each.text)
        return rows

    @property
    def facts(self) -> dict[str, str]:
        """The figures that are seen first, by their names."""
        names = [each.text for each in self.all("dt")]
        values = [e.text for e in self.all("dd") if e["class"] != "note"]
        return dict(zip(names, values, strict=True))
