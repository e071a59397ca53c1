"""What a moved border cuts: who leaves a zone, whose ties cross the border then."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import chain, zip_longest
from math import cos, fsum, sin, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple, Unpack

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.territory import Outline
from elzmodel.values import Column, PartId, Table
from elzmodel.values.arguments import keep_door
from elzmodel.views.colours import NEIGHBOURS
from elzmodel.views.labels import Labels, Place, fitting, label
from elzmodel.views.lines import LINES, REST
from elzmodel.views.maps import attributed, border_lines
from elzmodel.views.page import MARGIN, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.plane import Drawn, Plane, around, broad, path_of
from elzmodel.views.writing import clean, fitted, wide, written

if TYPE_CHECKING:  # Drawing does without networkx.
    from elzmodel.networks import BorderImpact, Impact
    from elzmodel.values import ZoneId

__all__ = ["border_chart", "border_map"]

_LEAVES: Final = "#c3423f"
_LOSING, _GAINING, _BOTH = LINES[0], LINES[2], LINES[3]
_MOVED: Final = "#f5d69a"
_LINE: Final = 16.0
"""How far apart names stand in a column."""
_STRADDLING: Final = 30.0
"""How far apart those stand that work on both sides."""
_MOST_ROWS: Final = 30
_NAMES: Final = 0.4
"""How much of a day names take at either side."""
_TWO_DAYS: Final = 660
"""From which width on two days stand beside each other."""
_DOT: Final = 4.0
_GOLDEN: Final = 2.399963
"""The angle, in radians, by which dots around one place turn, so that none covers another."""


def border_chart(impact: Impact, origin: str, to: str | None, **look: Unpack[Look]) -> Picture:
    """Return a picture of what a moved border cuts, the day before and the day after.

    Partners stand at the side of the zone in which they work, on the border
    where they work in both. Those who leave are red, and so are the ties that are
    cut: between who leaves and who stays. Partners that serve all are left
    out, and so is of whom it is not known where they work.

    Args:
        impact: What `impact` of the room of networks returns.
        origin: The zone that loses land.
        to: The zone that gains it, ``None`` where the land lies in no zone.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        UnknownIdError: If no land went that way.
        InvalidValueError: If it is too narrow.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel import networks
        >>> fl = elz.flanders()
        >>> days = fl.on("2024-12-31"), fl.on("2025-01-01")
        >>> found = networks.impact(*days, elz.dossier("haspengouw"))
        >>> border_chart(found, "haspengouw", "herkenrode").title
        'Haspengouw → Herkenrode: Kortessem'
    """
    return _Days(page_for(look, width=900), _Moved.of(impact, origin, to)).picture()


def border_map(impact: Impact, origin: str, to: str | None, **look: Unpack[Look]) -> Picture:
    """Return a map of what a moved border cuts, on real borders.

    A dashed line is the border of the day before, a thick one that of the day
    after; the land between them is yellow. A dot is a partner in the middle of
    the land that it serves; who leaves is red, and so are the ties that are cut.

    Args:
        impact: What `impact` of the room of networks returns.
        origin: The zone that loses land.
        to: The zone that gains it, ``None`` where the land lies in no zone.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        UnknownIdError: If no land went that way.
        InvalidValueError: If it is too narrow.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel import networks
        >>> fl = elz.flanders()
        >>> days = fl.on("2024-12-31"), fl.on("2025-01-01")
        >>> found = networks.impact(*days, elz.dossier("haspengouw"))
        >>> border_map(found, "haspengouw", "herkenrode").title
        'Haspengouw → Herkenrode: Kortessem'
    """
    return _Map(page_for(look, width=900), _Moved.of(impact, origin, to)).picture()


# --- who and what -------------------------------------------------------------------------


class _Partner(NamedTuple):
    """A partner, and in which zones it works before and after."""

    node: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    land: tuple[PartId, ...]
    leaves: bool
    cut: int
    ties: int


class _Tie(NamedTuple):
    """Two partners; cut where one leaves and the other does not."""

    one: str
    other: str
    is_cut: bool


class _Moved:
    """The partners around a moved border, those that leave first, and their ties."""

    def __init__(
        self,
        impact: Impact,
        border: BorderImpact,
        partners: Sequence[_Partner],
        ties: Sequence[_Tie],
    ) -> None:
        self.impact, self.border, self.partners, self.ties = impact, border, partners, ties

    @classmethod
    def of(cls, impact: Impact, origin: str, to: str | None) -> _Moved:
        """Read from an impact who works in the two zones, on either day."""
        if not (hasattr(impact, "border") and hasattr(impact, "graph")):
            expected = "what impact of the room of networks returns"
            raise InvalidValueError("impact", impact, expected)
        border, graph = impact.border(origin, to), impact.graph
        movers = {*border.movers}
        shown = {
            node: what
            for node, what in graph.nodes(data=True)
            if what["land"] and {origin, to} & {*what["zones_before"], *what["zones_after"]}
        }
        losing = {node for node, what in shown.items() if origin in what["zones_before"]}
        ends = sorted(tuple(sorted(tie)) for tie in graph.edges(shown))
        ties = [
            _Tie(a, b, is_cut={a, b} <= losing and (a in movers) != (b in movers))
            for a, b in ends
            if a != b and a in shown and b in shown
        ]
        every = Counter(node for tie in ties for node in tie[:2])
        cut = Counter(node for tie in ties if tie.is_cut for node in tie[:2])
        partners = [
            _Partner(
                node=node,
                name=clean(str(what.get("name") or node)),
                before=what["zones_before"],
                after=what["zones_after"],
                land=what["land"],
                leaves=node in movers,
                cut=cut[node],
                ties=every[node],
            )
            for node, what in shown.items()
        ]
        partners.sort(key=lambda each: (not each.leaves, -each.cut, -each.ties, each.node))
        return cls(impact, border, partners, ties)

    @property
    def cut(self) -> Sequence[_Tie]:
        """The ties that are cut."""
        return [tie for tie in self.ties if tie.is_cut]

    @cached_property
    def names(self) -> tuple[str, str | None]:
        """What the losing and the gaining zone are called."""
        before, after = self.impact.days
        zone, to = self.border.origin, self.border.to
        return clean(before.zone(zone).name), None if to is None else clean(after.zone(to).name)

    def title(self, page: Page) -> str:
        """Return where the land came from and went, and which it is."""
        land = tuple(clean(each) for each in self.border.municipalities)
        gaining = self.names[1] or page.say("no zone")
        return page.say(
            "{origin} → {to}: {land:list all}", origin=self.names[0], to=gaining, land=land
        )

    def colour(self, partner: _Partner) -> str:
        """Return the colour of a partner: that of the zone in which it works before."""
        if partner.leaves:
            return _LEAVES
        is_losing, is_gaining = (
            zone in partner.before for zone in (self.border.origin, self.border.to)
        )
        if is_losing and is_gaining:
            return _BOTH
        return _LOSING if is_losing else _GAINING if is_gaining else REST

    def legend(self, page: Page) -> None:
        """Write what the colours of partners and of ties mean."""
        words = {
            _LEAVES: page.say("leaves {zone}", zone=self.names[0]),
            _LOSING: page.say("of {zone}", zone=self.names[0]),
            _BOTH: page.say("of both"),
            _GAINING: page.say("of {zone}", zone=self.names[1] or page.say("no zone")),
            REST: page.say("of another zone"),
        }
        counts = Counter(map(self.colour, self.partners))
        page.legend(((c,), f"{word} ({counts[c]})") for c, word in words.items() if counts[c])
        kinds = (
            (_LEAVES, "", page.say("tie that is cut ({n})", n=len(self.cut))),
            (REST, "", page.say("other tie ({n})", n=len(self.ties) - len(self.cut))),
        )
        page.strokes(kinds if self.ties else ())

    def notes(self, page: Page) -> Iterator[str]:
        """Yield what is not known, and that an example is one."""
        if self.impact.is_invented:
            yield page.say("An invented example.")
        if not self.border.has_data:
            yield page.say("No data: no ties are recorded of those who serve this land.")
        found = self.border["ties cut"]
        if found.high is not None and found.value is not None and found.high > found.value:
            yield page.say(
                "Of {n} more {n:tie|ties} it is not known where both partners work.",
                n=round(found.high - found.value),
            )

    def described(self, page: Page) -> str:
        """Return in words what is to be seen."""
        names = {each.node: each.name for each in self.partners}
        gone = tuple(each.name for each in self.partners if each.leaves)
        cut = tuple(
            page.say("{one} and {other}", one=names[tie.one], other=names[tie.other])
            for tie in self.cut
        )
        told = page.say(
            "{title}. {n} of {all} {all:partner|partners} {n:leaves|leave}[: {gone:list}]. "
            "{ties} {ties:tie is|ties are} cut[: {cut:list}].",
            title=page.title,
            n=len(gone),
            all=len(self.partners),
            gone=gone,
            ties=len(cut),
            cut=cut,
        )
        return " ".join([told, *self.notes(page)])

    def to_table(self, page: Page) -> Table:
        """Return one row a partner: where it works before and after, and what is cut."""
        heads = (
            Column("partner"),
            Column("before"),
            Column("after"),
            Column("leaves", "flag"),
            Column("ties", "number"),
            Column("cut", "number", label="ties cut"),
        )
        rows = [(p.name, p.before, p.after, p.leaves, p.ties, p.cut) for p in self.partners]
        return Table(page.title, heads, rows, tuple(self.notes(page)))


def _line(path: str, *, is_cut: bool) -> str:
    look = f'stroke="{_LEAVES}" stroke-width="2"' if is_cut else f'stroke="{REST}"'
    opacity = "0.9" if is_cut else "0.6"
    return f'<path d="{path}" fill="none" {look} stroke-opacity="{opacity}"/>'


def _dot(x: float, y: float, colour: str, name: str) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}" fill="{colour}" class="dot">'
        f"<title>{escape(name)}</title></circle>"
    )


# --- two days beside each other -----------------------------------------------------------


class _Column(NamedTuple):
    """Who stands in a column on a day, and how many more there are."""

    shown: Sequence[_Partner]
    more: int


@frozen(eq=False)
class _Days:
    page: Page
    moved: _Moved

    def picture(self) -> Picture:
        """Return the two days, beside or below each other, with what they mean."""
        page, moved = self.page, self.moved
        page.head(moved.title(page))
        moved.legend(page)
        page.y += 8
        top = page.y
        is_beside = page.width >= _TWO_DAYS
        gap = 24.0
        across = (page.inner - gap) / 2 if is_beside else page.inner
        bottoms = []
        for number, day in enumerate(moved.impact.days):
            left = MARGIN + number * (across + gap) if is_beside else MARGIN
            start = top if is_beside else page.y
            bottoms.append(self._day(number, left, start, across, f"{day.day}"))
            page.y = max(bottoms) + 24
        for note in moved.notes(page):
            page.note(note)
        if left_out := self._left_out:
            page.note(
                page.say(
                    "{n} {n:partner|partners} with the fewest ties {n:is|are} not drawn: "
                    "see the table.",
                    n=left_out,
                )
            )
        return page.picture(moved.described(page), table=moved.to_table(page))

    def _side(self, zones: Iterable[str]) -> str:
        """Return where a partner stands that works in these zones."""
        border, where = self.moved.border, {*zones}
        losing, gaining = border.origin in where, border.to in where
        if losing:
            return "both" if gaining else "losing"
        return "gaining" if gaining else "elsewhere"

    @cached_property
    def _columns(self) -> Sequence[Mapping[str, Sequence[_Partner]]]:
        """Who stands where, on each of the days: as many as a column holds on both."""
        found = []
        drawn = {*self._drawn}
        for zones in ("before", "after"):
            columns = defaultdict[str, list[_Partner]](list)
            for each in self.moved.partners:
                if each.node in drawn:
                    columns[self._side(getattr(each, zones))].append(each)
            found.append(columns)
        return found

    @cached_property
    def _drawn(self) -> Sequence[str]:
        """Those for whom there is room in the columns of both days, the first of them."""
        room = Counter[tuple[str, str]]()
        drawn = []
        for each in self._in_turn:
            sides = [("before", self._side(each.before)), ("after", self._side(each.after))]
            if all(room[side] < _MOST_ROWS for side in sides):
                room.update(sides)
                drawn.append(each.node)
        return drawn

    @property
    def _in_turn(self) -> Iterator[_Partner]:
        """Yield partners of whom one leaves and the next does not, so that both have room."""
        leaving, others = (
            [each for each in self.moved.partners if each.leaves is leaves]
            for leaves in (True, False)
        )
        pairs = zip_longest(leaving, others)
        return (each for pair in pairs for each in pair if each is not None)

    @property
    def _left_out(self) -> int:
        return len(self.moved.partners) - len(self._drawn)

    def _day(self, number: int, left: float, top: float, across: float, day: str) -> float:
        """Draw a day; return how far down it goes."""
        page, columns = self.page, self._columns[number]
        middle, beside = left + across / 2, across * _NAMES
        page.elements += written(page.say(_WHEN[number], day=day), left, top, look="soft")
        y = top + 22
        gaining = self.moved.names[1] or page.say("no zone")
        page.elements += written(fitted(self.moved.names[0], across / 2 - 10), left, y)
        name = fitted(gaining, across / 2 - 10)
        page.elements += written(name, left + across, y, anchor="end")
        first = y + 20
        places: dict[str, Place] = {}
        edges = left + beside, left + across - beside
        ends = [first]
        for side, x in (("losing", edges[0]), ("gaining", edges[1])):
            for row, each in enumerate(columns[side]):
                places[each.node] = x, first + row * _LINE
            ends.append(first + len(columns[side]) * _LINE)
        y = ends[-1]
        if columns["elsewhere"]:
            elsewhere = fitted(page.say("in another zone"), beside + 20)
            page.elements += written(elsewhere, left + across, y + 12, look="soft", anchor="end")
            y += 30
            for row, each in enumerate(columns["elsewhere"]):
                places[each.node] = edges[1], y + row * _LINE
            ends.append(y + len(columns["elsewhere"]) * _LINE)
        y = max(ends) + 8
        for row, each in enumerate(columns["both"]):
            places[each.node] = middle, y + row * _STRADDLING
        bottom = y + len(columns["both"]) * _STRADDLING
        straddling = [places[each.node][1] for each in columns["both"]]
        starts = [top + 10, *(y + 20 for y in straddling)]
        page.elements += (
            f'<rect class="ink" x="{middle - 1:.1f}" y="{start:.1f}" width="2" '
            f'height="{end - start:.1f}"/>'
            for start, end in zip(starts, straddling or [bottom], strict=False)
        )
        page.elements += self._ties(places, middle)
        page.elements += self._names(places, middle, beside, across)
        return bottom

    def _ties(self, places: Mapping[str, Place], middle: float) -> Iterator[str]:
        """Draw the ties, those that are cut over the others; inside a column they bend."""
        for tie in sorted(self.moved.ties, key=lambda tie: tie.is_cut):
            if tie.one in places and tie.other in places:
                (x1, y1), (x2, y2) = places[tie.one], places[tie.other]
                path = f"M{x1:.1f},{y1:.1f} L{x2:.1f},{y2:.1f}"
                if x1 == x2:
                    reach = min(abs(middle - x1) * 0.9 or 40, 14 + abs(y2 - y1) / 2)
                    bend = x1 + (reach if x1 <= middle else -reach)
                    path = f"M{x1:.1f},{y1:.1f} Q{bend:.1f},{(y1 + y2) / 2:.1f} {x2:.1f},{y2:.1f}"
                yield _line(path, is_cut=tie.is_cut)

    def _names(
        self, places: Mapping[str, Place], middle: float, beside: float, across: float
    ) -> Iterator[str]:
        for each in self.moved.partners:
            if each.node not in places:
                continue
            x, y = places[each.node]
            yield _dot(x, y, self.moved.colour(each), each.name)
            if x == middle:
                name = fitted(each.name, across - 20)
                yield from written(name, x, y + 16, anchor="middle", halo=True)
            else:
                name = fitted(each.name, beside - 12)
                is_left = x < middle
                yield from written(
                    name, x + (-9 if is_left else 9), y + 4, anchor="end" if is_left else ""
                )


_WHEN: Final = ("before ({day})", "after ({day})")


# --- on the map ---------------------------------------------------------------------------


@frozen(eq=False)
class _Map:
    page: Page
    moved: _Moved

    def picture(self) -> Picture:
        """Return the map with its legend and its notes."""
        page, moved = self.page, self.moved
        page.head(moved.title(page))
        moved.legend(page)
        page.elements.append(f'<g transform="translate(0 {page.y:.0f})">')
        page.elements += chain(self._land(), self._borders(), self._ties(), self._partners())
        page.elements += self._names()
        page.elements.append("</g>")
        page.y += self._plane.height + 26
        page.legend(
            [((_MOVED,), page.say("changed zone ({n})", n=len(moved.border.municipalities)))]
        )
        page.strokes(
            (
                ("#7b8794", "6 4", page.say("border before")),
                ("#7b8794", "", page.say("border after")),
            )
        )
        for note in chain(moved.notes(page), self._lacking(), self._attribution()):
            page.note(note)
        return page.picture(moved.described(page), table=moved.to_table(page))

    def _attribution(self) -> Iterator[str]:
        return attributed(self.page, self.moved.impact.days[0].shapes)

    def _lacking(self) -> Iterator[str]:
        lacking = len(self.moved.partners) - len(self._places)
        if lacking:
            yield self.page.say(
                "{n} {n:partner|partners} without land on this map {n:is|are} not drawn.", n=lacking
            )
        unnamed = len(self._places) - len(self._labelled)
        if unnamed:
            yield self.page.say(
                "{n} {n:partner has|partners have} no name here: see the table.", n=unnamed
            )

    # --- land ---

    def _zone(self, day: int, zone: ZoneId | None) -> frozenset[PartId]:
        held = self.moved.impact.days[day].zone_map.parts_by_zone
        return frozenset() if zone is None else frozenset(held.get(zone, ()))

    @cached_property
    def _both(self) -> frozenset[PartId]:
        border = self.moved.border
        zones = (border.origin, border.to)
        return frozenset().union(*(self._zone(day, zone) for day in (0, 1) for zone in zones))

    @cached_property
    def _lands(self) -> Sequence[tuple[frozenset[PartId], Drawn]]:
        """The municipalities of the earlier day, as far as they lie in the two zones."""
        day = self.moved.impact.days[0]
        lands = [
            (m, frozenset(m.parts) & self._both)
            for m in day.municipalities
            if not self._both.isdisjoint(m.parts)
        ]
        outlines = {m.unit: day.shapes.of(land).outline for m, land in lands}
        return [
            (land, each)
            for m, land in lands
            if (outline := outlines[m.unit]) is not None
            for each in self._plane.drawn([(m.unit, m.name, outline)])
        ]

    @cached_property
    def _plane(self) -> Plane:
        outline = self.moved.impact.days[0].shapes.of(self._both).outline
        outlines: list[Outline] = [] if outline is None else [outline]
        return Plane(broad(around(outlines)), self.page.inner, MARGIN)

    def _land(self) -> Iterator[str]:
        losing = self._zone(0, self.moved.border.origin)
        moved = self.moved.impact.days[0].shapes.of(self.moved.border.parts).outline
        yield '<g stroke="#fff" stroke-width=".6" stroke-linejoin="round">'
        for land, each in self._lands:
            colour = NEIGHBOURS[0] if land <= losing else NEIGHBOURS[2]
            name = escape(clean(each.name))
            yield f'<path d="{each.path}" fill="{colour}"><title>{name}</title></path>'
        if moved is not None:
            yield f'<path d="{path_of(self._plane.rings(moved))}" fill="{_MOVED}"/>'
        yield "</g>"

    def _borders(self) -> Iterator[str]:
        """Draw the border between the two zones as it was, and as it is."""
        shapes, border = self.moved.impact.days[0].shapes, self.moved.border
        was, now = (
            {str(zone): self._zone(day, zone) for zone in (border.origin, border.to) if zone}
            for day in (0, 1)
        )
        before = "".join(
            self._plane.line(line) for *_, shared in shapes.neighbours(was) for line in shared
        )
        yield f'<path class="edge" d="{before}" fill="none" stroke-dasharray="6 4"/>'
        yield border_lines(shapes, now, self._plane)

    # --- partners ---

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        """The middle of the land of each partner; who has the same place stands around it."""
        found: dict[str, Place] = {}
        taken = Counter[Place]()
        for partner in self.moved.partners:
            spots = [each.spot for land, each in self._lands if not land.isdisjoint(partner.land)]
            if spots:
                x = fsum(spot.x for spot in spots) / len(spots)
                y = fsum(spot.y for spot in spots) / len(spots)
                number = taken[round(x), round(y)]
                taken[round(x), round(y)] += 1
                away, turn = 2.6 * _DOT * sqrt(number), _GOLDEN * number
                found[partner.node] = x + away * cos(turn), y + away * sin(turn)
        return found

    def _ties(self) -> Iterator[str]:
        for tie in sorted(self.moved.ties, key=lambda tie: tie.is_cut):
            if tie.one in self._places and tie.other in self._places:
                (x1, y1), (x2, y2) = self._places[tie.one], self._places[tie.other]
                bend = (x1 + x2) / 2 + (y2 - y1) / 8, (y1 + y2) / 2 - (x2 - x1) / 8
                path = f"M{x1:.1f},{y1:.1f} Q{bend[0]:.1f},{bend[1]:.1f} {x2:.1f},{y2:.1f}"
                yield _line(path, is_cut=tie.is_cut)

    def _partners(self) -> Iterator[str]:
        for each in self.moved.partners:
            if place := self._places.get(each.node):
                yield _dot(*place, self.moved.colour(each), each.name)

    @cached_property
    def _labels(self) -> Labels:
        """What is written on the map, with room kept for the dots."""
        labels = Labels()
        labels.taken += [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in self._places.values()]
        return labels

    @cached_property
    def _labelled(self) -> Mapping[str, tuple[str, Place]]:
        """The partners whose name has room beside their dot, those that leave first."""
        found = {}
        for each in self.moved.partners:
            if place := self._places.get(each.node):
                name = fitted(each.name, min(220, self.page.inner * 0.4))
                spot = self._labels.place([name], self._beside(place, wide(name) / 2))
                if spot is not None:
                    found[each.node] = name, spot
        return found

    def _beside(self, place: Place, half: float) -> Iterator[Place]:
        """Yield places beside, below and above a dot that lie in the picture."""
        (x, y), away = place, half + _DOT + 4
        for to_x, to_y in ((x + away, y), (x - away, y), (x, y + 13), (x, y - 13)):
            if MARGIN + half <= to_x <= self.page.width - MARGIN - half:
                yield to_x, to_y

    def _names(self) -> Iterator[str]:
        for name, place in self._labelled.values():
            yield from label([name], place, look="")
        for _, each in self._lands:
            lines = fitting(each)
            x, y = each.spot[:2]
            spot = self._labels.place(lines, ((x, y + step) for step in (0, 14, -14)))
            if lines and spot is not None:
                yield from label(lines, spot, look="dark")


keep_door(__name__)
