"""What moved between two days: the municipalities that merged, and land that changed zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from html import escape
from itertools import chain
from typing import Final, NamedTuple, Unpack

from attrs import frozen

from elzmodel.landscape import Difference, Landscape, Merger, Transfer
from elzmodel.landscape.places import asked_about
from elzmodel.territory import Outline
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Column, PartId, Table
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import in_words
from elzmodel.views.colours import is_dark
from elzmodel.views.labels import NEAR, Labels, Place, fitting, label
from elzmodel.views.maps import attributed, border_lines
from elzmodel.views.page import MARGIN, Entry, Look, Page, page_for
from elzmodel.views.picture import OWN, Picture
from elzmodel.views.plane import Drawn, Plane, around, path_of, room_in
from elzmodel.views.writing import clean, fitted, wide
from elzmodel.zones.zone_maps import zone_flows

__all__ = ["transfer_map"]

_QUIET: Final = "#e4e7eb"
_MERGED: Final = "#f5d69a"
_MOVED: Final = "#c3423f"
_NOWHERE: Final = "#9aa5b1"


class _Loose(NamedTuple):
    """Land of a municipality that left its zone for none, or came to one from none."""

    name: str
    origin: str
    to: str
    parts: tuple[PartId, ...]


def transfer_map(
    landscape: Landscape,
    difference: Difference,
    **look: Unpack[Look],
) -> Picture:
    """Return a map of what merged and of land that changed zone, on real borders.

    Yellow municipalities merged; red land changed zone, and an arrow leads to the zone that
    it came to; grey land left its zone for none, or came from none. Thin lines part the
    municipalities of the earlier day, thick ones the zones of the later day. What merged,
    what moved and of what the zone is not decided is named below the map.

    Args:
        landscape: Where the difference comes from; it has the borders.
        difference: From the earlier to the later day.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If it is too narrow, or there is no such theme or language.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> picture = transfer_map(fl, elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> picture.title
        'Mergers and land that changed zone, 2024-12-31 to 2025-01-01'
    """
    page = page_for(look, width=900)
    before, after = difference.before.day, difference.after.day
    usual = (
        page.say("Mergers and land that changed zone, {day}", day=after)
        if before == after  # Of an outcome: what happens on the day, and what without it.
        else page.say(
            "Mergers and land that changed zone, {before} to {after}", before=before, after=after
        )
    )
    return _Transfers(landscape, difference, page).picture(usual)


@frozen(eq=False)
class _Transfers:
    landscape: Landscape
    difference: Difference
    page: Page

    def picture(self, usual: str) -> Picture:
        """Return the map with its legend, its key and its notes."""
        page, transfers = self.page, self.difference.transfers
        page.head(usual)
        page.elements.append(f'<g transform="translate(0 {page.y:.0f})">')
        page.elements += chain(self._land(), self._moved(), self._borders(), self._arrows())
        page.elements += self._names()
        page.elements.append("</g>")
        page.y += self._plane.height + 26
        page.legend(self._entries())
        page.key([f"{n} {self._merger(each)}" for n, each in self._numbered])
        moves = [*map(self._transfer, transfers), *map(self._told, self._loose), *self._open()]
        for move in moves:
            page.note(move)
        if people := inhabitants_note(self.landscape.figures, self.difference.year):
            page.note(in_words(people, page.lang))
        for note in attributed(page, self.landscape.shapes):
            page.note(note)
        merged = [self._merger(each) for each in self.difference.mergers]
        told = "; ".join([*merged, *moves]) or page.say("nothing merged and no land moved")
        return page.picture(f"{page.title}. {told}.", table=self._table())

    # --- land ---

    @cached_property
    def _outlines(self) -> Sequence[tuple[str, str, Outline]]:
        found = (
            (m.unit, m.name, self.landscape.shapes.of(m.parts).outline)
            for m in self.difference.before.municipalities
        )
        return [(unit, name, outline) for unit, name, outline in found if outline is not None]

    @cached_property
    def _plane(self) -> Plane:
        return Plane(around(each for *_, each in self._outlines), self.page.inner, MARGIN)

    def _land(self) -> Iterator[str]:
        """Draw the municipalities of the earlier day; those that merged in a colour."""
        merged = {m.unit for merger in self.difference.mergers for m in merger.members}
        yield '<g stroke="#fff" stroke-width=".6" stroke-linejoin="round">'
        for each in self._plane.drawn(self._outlines):
            colour = _MERGED if each.key in merged else _QUIET
            name = escape(clean(each.name))
            yield f'<path d="{each.path}" fill="{colour}"><title>{name}</title></path>'
        yield "</g>"

    def _moved(self) -> Iterator[str]:
        """Draw land that changed zone."""
        for transfer, land in self._moves:
            told = escape(self._transfer(transfer))
            yield f'<path d="{land.path}" fill="{_MOVED}"><title>{told}</title></path>'
        for each in self._loose:
            outline = self.landscape.shapes.of(each.parts).outline
            if outline is not None:
                path, told = path_of(self._plane.rings(outline)), escape(self._told(each))
                yield f'<path d="{path}" fill="{_NOWHERE}"><title>{told}</title></path>'

    @cached_property
    def _loose(self) -> Sequence[_Loose]:
        """What went to no zone or came from none; where a day has none at all, nothing did."""
        before, after = self.difference.before, self.difference.after
        if not (before.zones and after.zones):
            return ()
        found = []
        for flow in zone_flows(before.zone_map, after.zone_map):
            if flow.origin is None or flow.to is None:
                origin = "" if flow.origin is None else before.zone_map.by_id[flow.origin].name
                to = "" if flow.to is None else after.zone_map.by_id[flow.to].name
                for each in after.layout.holding(flow.parts):
                    parts = tuple(part for part in flow.parts if part in each.parts)
                    found.append(_Loose(each.name, origin, to, parts))
        return found

    @cached_property
    def _moves(self) -> Sequence[tuple[Transfer, Drawn]]:
        found = []
        for transfer in self.difference.transfers:
            outline = self.landscape.shapes.of(transfer.parts).outline
            if outline is not None:
                rings = self._plane.rings(outline)
                name, spot = transfer.before.name, room_in(rings)
                land = Drawn(transfer.before.unit, name, outline, path_of(rings), spot)
                found.append((transfer, land))
        return found

    def _borders(self) -> Iterator[str]:
        zones = self.difference.after.zone_map.parts_by_zone
        yield border_lines(self.landscape.shapes, zones, self._plane)

    def _arrows(self) -> Iterator[str]:
        """Draw an arrow from each piece of land into the zone that it came to."""
        yield (
            f'<defs><marker id="{OWN}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
            'markerHeight="6" orient="auto"><path fill="#1f2933" d="M0,0 L8,4 L0,8 z"/></marker>'
            "</defs>"
        )
        zones = self.difference.before.zone_map.parts_by_zone
        for transfer, land in self._moves:
            outline = self.landscape.shapes.of(zones.get(transfer.to.id, ())).outline
            if outline is not None:
                spot = room_in(self._plane.rings(outline))
                path = f"M{land.spot.x:.1f},{land.spot.y:.1f} L{spot.x:.1f},{spot.y:.1f}"
                tip = f"url(#{OWN}-tip)"
                yield f'<path class="edge" d="{path}" fill="none" marker-end="{tip}"/>'

    # --- names ---

    def _names(self) -> Iterator[str]:
        """Write a number on each merger, and what moved beside its land where that is free."""
        labels = Labels()
        for number, merger in self._numbered:
            outline = self.landscape.shapes.of(merger.result.parts).outline
            if outline is not None:
                x, y, _ = room_in(self._plane.rings(outline))
                place = labels.place([str(number)], ((x + dx, y + dy) for dx, dy in NEAR))
                yield from label([str(number)], place or (x, y), look="dark")
        for _, land in self._moves:
            if lines := fitting(land):
                yield from label(lines, land.spot[:2], look="light" if is_dark(_MOVED) else "dark")
                continue
            name = fitted(clean(land.name), self.page.inner)
            if place := labels.place([name], self._beside(land, wide(name) / 2)):
                yield from label([name], place, look="")

    def _beside(self, land: Drawn, half: float) -> Iterator[Place]:
        """Yield places above and below a piece of land."""
        west, south, _, north = land.outline.bounds
        top, bottom = self._plane.at(west, north)[1], self._plane.at(west, south)[1]
        x = min(max(land.spot.x, MARGIN + half), self.page.width - MARGIN - half)
        for y in (top - 8, bottom + 8, top - 22, bottom + 22):
            yield x, y

    @cached_property
    def _numbered(self) -> Sequence[tuple[int, Merger]]:
        return [*enumerate(self.difference.mergers, start=1)]

    # --- in words ---

    def _entries(self) -> Iterator[Entry]:
        say, difference = self.page.say, self.difference
        if difference.mergers:
            yield (_MERGED,), say("merged ({n})", n=len(difference.mergers))
        if difference.transfers:
            yield (_MOVED,), say("changed zone ({n})", n=len(difference.transfers))
        if self._loose:
            yield (_NOWHERE,), say("to or from no zone ({n})", n=len(self._loose))
            yield (_QUIET,), say("none of these")
        else:
            yield (_QUIET,), say("neither")

    def _merger(self, merger: Merger) -> str:
        members = " + ".join(clean(each.name) for each in merger.members)
        return f"{members} \N{RIGHTWARDS ARROW} {clean(merger.result.name)}"

    def _transfer(self, transfer: Transfer) -> str:
        people = transfer.inhabitants
        return self.page.say(
            "{name} goes from {origin} to {to}[ ({people} inhabitants)]",
            name=clean(transfer.before.name),
            origin=clean(transfer.origin.name),
            to=clean(transfer.to.name),
            people=people,
        )

    def _told(self, loose: _Loose) -> str:
        name, say = clean(loose.name), self.page.say
        if loose.origin:
            return say(
                "{name} goes from {origin} to no zone", name=name, origin=clean(loose.origin)
            )
        return say("{name} comes from no zone to {to}", name=name, to=clean(loose.to))

    def _open(self) -> Iterator[str]:
        """Say of what the zone is not decided on the later day."""
        after = self.difference.after
        for point in after.decisions:
            asked = asked_about(point, after.layout, after.zone_map)
            yield self.page.say(
                "Zone of {names:and all} not decided: {zones:or all}",
                names=tuple(clean(each.name) for each in asked),
                zones=tuple(clean(after.zone_map.by_id[each].name) for each in point.candidates),
            )

    def _table(self) -> Table:
        """Return what merged and what moved as one table."""
        heads = [Column("what"), Column("land"), Column("from"), Column("to")]
        mergers = [
            ("merger", " + ".join(m.name for m in each.members), "", each.result.name)
            for each in self.difference.mergers
        ]
        transfers = [
            ("transfer", each.before.name, each.origin.name, each.to.name)
            for each in self.difference.transfers
        ]
        loose = [("transfer", each.name, each.origin, each.to) for each in self._loose]
        return Table(self.page.title, heads, [*mergers, *transfers, *loose])


keep_door(__name__)
