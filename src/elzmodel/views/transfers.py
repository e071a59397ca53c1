"""Where land changed zone: a symbol map of two days, without any geometry but points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from html import escape
from math import cos, radians, sqrt
from statistics import fmean
from typing import NamedTuple

from elzmodel.landscape import Difference, Landscape, Transfer
from elzmodel.landscape.snapshot import inhabitants_note
from elzmodel.territory import Municipality
from elzmodel.values import PartId
from elzmodel.views.picture import Picture

__all__ = ["transfer_map"]

_WIDTH, _MARGIN, _FOOT = 800, 30, 44
_SMALLEST, _LARGEST = 1.5, 26.0
_QUIET, _MERGED, _MOVED = "#cbd2d9", "#f0b429", "#c3423f"


class _Point(NamedTuple):
    x: float
    y: float


class _Box(NamedTuple):
    x: float
    y: float
    wide: float
    high: float

    def holds(self, point: _Point) -> bool:
        return self.x <= point.x <= self.x + self.wide and self.y <= point.y <= self.y + self.high

    def meets(self, other: _Box) -> bool:
        return (
            self.x < other.x + other.wide
            and other.x < self.x + self.wide
            and self.y < other.y + other.high
            and other.y < self.y + self.high
        )


def transfer_map(landscape: Landscape, difference: Difference) -> Picture:
    """Return a map of the municipalities before, with arrows for land that changed zone.

    A disc is a municipality of the earlier day, its area in proportion to its
    inhabitants; a ring is one whose inhabitants are not known. Yellow ones
    merged, red ones changed zone; an arrow leads to the middle of the land that
    the new zone already had.

    Args:
        landscape: Where the difference comes from; it has the points.
        difference: From the earlier to the later day.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> picture = transfer_map(fl, elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> picture.title
        'Land that changed zone between 2024-12-31 and 2025-01-01'
    """
    return _Map(landscape, difference).picture()


class _Map:
    def __init__(self, landscape: Landscape, difference: Difference) -> None:
        self.landscape = landscape
        self.difference = difference
        self.taken: list[_Box] = []
        self.places = {location.parts: location for location in landscape.locations}
        points = landscape.locations
        lons, lats = [p.lon for p in points], [p.lat for p in points]
        middle = cos(radians((min(lats, default=0) + max(lats, default=0)) / 2))
        self.left, self.top = min(lons, default=0), max(lats, default=0)
        across = (max(lons, default=1) - self.left) * middle or 1.0
        self.scale = (_WIDTH - 2 * _MARGIN) / across
        self.squeeze = middle
        drop = (self.top - min(lats, default=0)) * self.scale
        self.height = round(drop + 2 * _MARGIN + _FOOT)

    def picture(self) -> Picture:
        days = f"between {self.difference.before.day} and {self.difference.after.day}"
        moves = "; ".join(_sentence(transfer) for transfer in self.difference.transfers)
        note = inhabitants_note(self.landscape.figures, self.difference.year)
        return Picture(
            title=f"Land that changed zone {days}",
            description=f"{moves or f'No land changed zone {days}'}. {note}".strip(),
            width=_WIDTH,
            height=self.height,
            elements=(*self._circles(), *self._arrows(), *self._legend()),
        )

    def _circles(self) -> Iterator[str]:
        merged = (m.unit for merger in self.difference.mergers for m in merger.members)
        colours = dict.fromkeys(merged, _MERGED)
        colours |= {transfer.before.unit: _MOVED for transfer in self.difference.transfers}
        for municipality in self.difference.before.municipalities:
            point = self._at(municipality)
            if point is not None:
                colour = colours.get(municipality.unit, _QUIET)
                yield self._circle(municipality, point, colour)

    def _circle(self, municipality: Municipality, point: _Point, colour: str) -> str:
        """Draw a disc as large as its inhabitants, or a ring where they are not known."""
        look, paint = _look(colour), f'fill="{colour}"'
        if not self._inhabitants(municipality):
            look, paint = "", f'fill="none" stroke="{colour}"'
        return (
            f'<circle {look}cx="{point.x:.1f}" cy="{point.y:.1f}" '
            f'r="{self._radius(municipality):.1f}" {paint}>'
            f"<title>{escape(str(municipality))}</title></circle>"
        )

    def _arrows(self) -> Iterator[str]:
        yield (
            '<defs><marker id="elz-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto">'
            f'<path d="M0,0 L8,4 L0,8 z" fill="{_MOVED}"/></marker></defs>'
        )
        parts_by_zone = self.difference.before.zone_map.parts_by_zone
        for transfer in self.difference.transfers:
            start = self._at(transfer.before)
            end = self._middle(parts_by_zone.get(transfer.to.id, ()))
            if start is None or end is None:
                continue
            yield (
                f'<path d="M{start.x:.1f},{start.y:.1f} L{end.x:.1f},{end.y:.1f}" '
                f'stroke="{_MOVED}" stroke-width="1.5" fill="none" marker-end="url(#elz-tip)"/>'
            )
            yield self._label(transfer.before.name, start, end)

    def _label(self, name: str, start: _Point, end: _Point) -> str:
        """Write a name beside its point, away from its arrow and from what is there already."""
        wide, high = 6.2 * len(name), 12.0
        sides = [
            (_Box(start.x + 8, start.y - 6, wide, high), "start", start.x + 8, start.y + 4),
            (_Box(start.x - 8 - wide, start.y - 6, wide, high), "end", start.x - 8, start.y + 4),
            (_Box(start.x - wide / 2, start.y + 8, wide, high), "middle", start.x, start.y + 18),
            (_Box(start.x - wide / 2, start.y - 20, wide, high), "middle", start.x, start.y - 10),
        ]
        ahead = _Point(start.x + (end.x - start.x) * 0.4, start.y + (end.y - start.y) * 0.4)
        free = [side for side in sides if not side[0].holds(ahead) and not self._is_taken(side[0])]
        box, anchor, x, y = (free or sides)[0]
        self.taken.append(box)
        place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
        return f'<text class="halo" {place}>{escape(name)}</text>'

    def _is_taken(self, box: _Box) -> bool:
        return any(map(box.meets, self.taken)) or any(map(box.holds, self._starts))

    @cached_property
    def _starts(self) -> list[_Point]:
        starts = (self._at(transfer.before) for transfer in self.difference.transfers)
        return [start for start in starts if start is not None]

    def _legend(self) -> Iterator[str]:
        y = self.height - _FOOT / 2
        labels = {_MOVED: "changed zone", _MERGED: "merged", _QUIET: "neither"}
        for number, (colour, label) in enumerate(labels.items()):
            x, look = _MARGIN + number * 120, _look(colour)
            yield f'<circle {look}cx="{x}" cy="{y - 4:.0f}" r="6" fill="{colour}"/>'
            yield f'<text x="{x + 12}" y="{y:.0f}">{label}</text>'
        year = self.difference.year
        if year is not None:
            area = f"area of a disc: inhabitants on {year}-01-01; a ring: not known"
            x = _WIDTH - _MARGIN
            yield f'<text x="{x}" y="{y:.0f}" text-anchor="end">{area}</text>'

    def _at(self, municipality: Municipality) -> _Point | None:
        location = self.places.get(frozenset(municipality.parts))
        if location is None:
            return None
        x = _MARGIN + (location.lon - self.left) * self.squeeze * self.scale
        return _Point(x, _MARGIN + (self.top - location.lat) * self.scale)

    def _middle(self, parts: Sequence[PartId]) -> _Point | None:
        """Return the middle of the points of the municipalities that *parts* belong to."""
        holding = self.difference.before.layout.holding(parts)
        points = [point for m in holding if (point := self._at(m)) is not None]
        if not points:
            return None
        return _Point(fmean(point.x for point in points), fmean(point.y for point in points))

    def _radius(self, municipality: Municipality) -> float:
        if not self._most:
            return _SMALLEST * 2
        return max(_SMALLEST, _LARGEST * sqrt(self._inhabitants(municipality) / self._most))

    @cached_property
    def _most(self) -> float:
        return max(map(self._inhabitants, self.difference.before.municipalities), default=0.0)

    def _inhabitants(self, municipality: Municipality) -> float:
        """Return the inhabitants at least, 0 where no figures are known."""
        figures, year = self.landscape.figures, self.difference.year
        if year is None:
            return 0.0
        return float(figures.total(municipality.parts, kind="population", year=year).low)


def _look(colour: str) -> str:
    return 'class="quiet" ' if colour == _QUIET else ""


def _sentence(transfer: Transfer) -> str:
    return f"{transfer.before.name} goes from {transfer.origin.name} to {transfer.to.name}"
