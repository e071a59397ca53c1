"""Where the writing of a picture stands."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from elzmodel.views import Picture
from elzmodel.views.writing import wide

SVG = "{http://www.w3.org/2000/svg}"
_SIZES = {"title": 17.0, "small": 10.0}
_MOVED = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")
_TOUCHING = 2.0


class Box(NamedTuple):
    """A line of writing and the room that it takes."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def drawn(picture: Picture) -> ET.Element:
    """Return a picture as XML."""
    return ET.fromstring(picture.to_svg())


def words(picture: Picture) -> list[str]:
    """Return all that is written, once each."""
    found = drawn(picture).iter(f"{SVG}text")
    return [text.text or "" for text in found if not text.get("aria-hidden")]


def boxes(picture: Picture) -> Iterator[Box]:
    """Yield the room of each line of writing that lies level."""
    yield from _boxes(drawn(picture), 0.0, 0.0)


def _boxes(element: ET.Element, x: float, y: float) -> Iterator[Box]:
    moved = element.get("transform", "")
    if "rotate" in moved or element.get("aria-hidden"):
        return
    if found := _MOVED.search(moved):
        x, y = x + float(found[1]), y + float(found[2])
    if element.tag == f"{SVG}text":
        size = _SIZES.get(element.get("class", "").partition(" ")[0], 11.0)
        text, foot = element.text or "", y + float(element.get("y", "0"))
        long = wide(text, size)
        shift = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
        left = x + float(element.get("x", "0")) - shift * long
        yield Box(left, foot - 0.72 * size, left + long, foot + 0.1 * size, text)
    for each in element:
        yield from _boxes(each, x, y)


def running_off(picture: Picture) -> list[str]:
    """Return what is written beyond the edges of a picture."""
    return [
        box.text
        for box in boxes(picture)
        if min(box.left, box.top) < -1
        or box.right > picture.width + 1
        or box.bottom > picture.height
    ]


def covering(picture: Picture) -> list[tuple[str, str]]:
    """Return what is written over something else that is written."""
    return [
        (one.text, other.text)
        for one, other in combinations(boxes(picture), 2)
        if min(one.right, other.right) - max(one.left, other.left) > _TOUCHING
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 1
    ]
