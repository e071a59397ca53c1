"""Several maps in one picture: before and after, and a scenario beside its alternatives.

The land of each zone is drawn once, and used in every map in which it is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import chain
from typing import Final, NamedTuple, Unpack

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Difference, Snapshot, Transfer
from elzmodel.landscape.rollup import areas_of
from elzmodel.scenarios import Outcome
from elzmodel.territory import Outline
from elzmodel.values import Column, PartId, Table, ZoneId
from elzmodel.values.arguments import keep_door
from elzmodel.views.colours import NEIGHBOURS, apart
from elzmodel.views.labels import Labels, fitting, is_within, label
from elzmodel.views.maps import attributed
from elzmodel.views.page import MARGIN, UNKNOWN, Entry, Look, Page, page_for
from elzmodel.views.picture import OWN, Picture
from elzmodel.views.plane import Bounds, Drawn, Plane, around, meet, path_of, room_in, wider
from elzmodel.views.writing import clean, lines_of, written

__all__ = ["before_and_after", "scenario_maps"]

Land = frozenset[PartId]

_GAP: Final = 14.0
_NARROWEST: Final = 150.0
"""How narrow a map is at least, and what lies between two."""
_MOST_ACROSS: Final = 6
_MOST_LABELLED: Final = 12
"""So many maps have names in them at most."""
_MOVED: Final = "#c3423f"
_QUIET: Final = "#e4e7eb"
_NOWHERE: Final = "#9aa5b1"


class _Panel(NamedTuple):
    """One map: what stands above it, the day that it shows, and what moved until then."""

    name: str
    day: Snapshot
    moves: Sequence[Transfer] = ()


def before_and_after(
    difference: Difference,
    **look: Unpack[Look],
) -> Picture:
    """Return two maps side by side: the zones that changed, on the earlier and the later day.

    A zone has one colour in both; land that moved has a red edge in the later one.

    Args:
        difference: From the earlier to the later day.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If it is too narrow, or there is no such theme or language.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> picture = before_and_after(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> picture.title
        'Zones before and after, 2024-12-31 and 2025-01-01'
    """
    page = page_for(look, width=900)
    before, after = difference.before, difference.after
    days = {"before": before.day, "after": after.day}
    panels = (
        _Panel(str(before.day), before),
        _Panel(str(after.day), after, difference.transfers),
    )
    usual = page.say("Zones before and after, {before} and {after}", **days)
    return _Multiples(page, panels).picture(usual)


def scenario_maps(
    outcomes: Iterable[Outcome],
    **look: Unpack[Look],
) -> Picture:
    """Return small maps of what scenarios lead to, beside the map of the day before.

    Each map shows the land of the zones that any of the scenarios changes. A zone has one
    colour in all of them; land that moved has a red edge, and land of which the zone is not
    decided is hatched.

    Args:
        outcomes: What ``elzmodel.outcome`` gives for a scenario and for each alternative.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If there is no outcome, or it is too narrow.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> wave = elz.Scenario("Wave").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> found = [elz.outcome(fl, each, year=2026) for each in elz.alternatives(fl, wave)]
        >>> scenario_maps(found).description
        'Wave. Without the scenario, 2027-01-01; Haspengouw: Alken; Herkenrode: Wellen.'
    """
    found = tuple(outcomes)
    if not found:
        raise InvalidValueError("outcomes", (), "at least one")
    page = page_for(look, width=900)
    first = found[0].before
    panels = [_Panel(page.say("Without the scenario, {day}", day=first.day), first)]
    panels += [_Panel(_called(each, page), each.after, each.difference.transfers) for each in found]
    names = dict.fromkeys(each.scenario.name for each in found)
    usual = page.say("{names:list}", names=tuple(map(clean, names)))
    return _Multiples(page, panels).picture(usual)


def maps_apart(
    difference: Difference, titles: tuple[str, str], **look: Unpack[Look]
) -> tuple[Picture, Picture]:
    """Return the maps of `before_and_after` as two pictures of one size, to lay over each other.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> moved = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"))
        >>> one, other = maps_apart(moved, ("2024", "2025"))
        >>> one.title, (one.width, one.height) == (other.width, other.height)
        ('2024', True)
    """
    days = (difference.before, ()), (difference.after, difference.transfers)
    panels = [_Panel("", day, moves) for day, moves in days]
    one, other = (
        _Multiples(page_for({**look, "title": title}, width=900), panels, (number,)).picture(title)
        for number, title in enumerate(titles)
    )
    return one, other


def _called(outcome: Outcome, page: Page) -> str:
    """Return what tells an outcome from those beside it: its choices, otherwise its name."""
    names = {zone.id: zone.name for zone in outcome.after.zones}
    choices = [
        names.get(ZoneId(each.zone), each.zone) if each.zone else page.say("as it is")
        for each in outcome.scenario.choices
    ]
    return ", ".join(choices) or outcome.scenario.name


@frozen(eq=False)
class _Multiples:
    """Maps of one frame; *only* are those of the panels that are in this picture."""

    page: Page
    panels: Sequence[_Panel]
    only: tuple[int, ...] = ()

    def picture(self, usual: str) -> Picture:
        """Return all maps, with a legend of the zones that differ."""
        page = self.page
        page.head(usual)
        drawn = [*self._drawn()]
        page.elements.append(self._defs())
        page.elements += chain.from_iterable(drawn)
        page.y += 6
        entries = [*self._entries()]
        page.legend(entries)
        page.key([f"{number} {self._name(key)}" for key, number in self._numbers.items()])
        for note in attributed(page, self.panels[0].day.shapes):
            page.note(note)
        told = "; ".join(filter(None, map(self._told, self._shown)))
        about = f"{page.title}. {told}." if told else f"{page.title}."
        return page.picture(about, table=self._table())

    @property
    def _shown(self) -> Sequence[int]:
        """The numbers of the maps that are drawn."""
        return self.only or range(len(self.panels))

    # --- land ---

    @cached_property
    def _lands(self) -> Sequence[Mapping[ZoneId, Land]]:
        """The land of each zone, map by map."""
        return [
            {ZoneId(area.key): area.land.decided for area in areas_of(each.day.land_keys, "zone")}
            for each in self.panels
        ]

    @cached_property
    def _open(self) -> Sequence[tuple[Land, ...]]:
        """The land of which the zone is not decided, map by map."""
        return [
            tuple(
                dict.fromkeys(
                    area.land.undecided
                    for area in areas_of(each.day.land_keys, "zone")
                    if area.land.undecided
                )
            )
            for each in self.panels
        ]

    @cached_property
    def _nowhere(self) -> Sequence[Land]:
        """The land that lies in a zone of the first map and in none any more, map by map."""
        first = frozenset[PartId]().union(*self._lands[0].values(), *self._open[0])
        pairs = zip(self.panels, self._lands, self._open, strict=True)
        return [
            each.day.layout.living(first).difference(*lands.values(), *opened)
            for each, lands, opened in pairs
        ]

    @cached_property
    def _changed(self) -> Sequence[ZoneId]:
        """The zones whose land is not the same in all maps."""
        first, *rest = self._lands
        keys = dict.fromkeys(key for lands in self._lands for key in lands)
        return [key for key in keys if any(lands.get(key) != first.get(key) for lands in rest)]

    @cached_property
    def _bounds(self) -> Bounds:
        """What the maps show: the zones that differ, or all where none does."""
        first = self._lands[0]
        keys = self._changed or [*first]
        lands = [lands[key] for lands in self._lands for key in keys if key in lands]
        found = [self._outline(land) for land in dict.fromkeys(lands)]
        bounds = around(each for each in found if each is not None)
        every = around(o for land in first.values() if (o := self._outline(land)) is not None)
        return wider(bounds, every) if self._changed else bounds

    @cached_property
    def _outlines(self) -> dict[Land, Outline | None]:
        return {}

    def _outline(self, land: Land) -> Outline | None:
        """Return the outline of land, as the shapes of the first day that has it give it."""
        if land not in self._outlines:
            found = (each.day.shapes.of(land).outline for each in self._by_shapes)
            self._outlines[land] = next((o for o in found if o is not None), None)
        return self._outlines[land]

    @cached_property
    def _by_shapes(self) -> Sequence[_Panel]:
        """A map for each set of shapes that there is: scenarios may cut land."""
        return [*{id(each.day.shapes): each for each in self.panels}.values()]

    # --- where it stands ---

    @cached_property
    def _across(self) -> int:
        count = len(self._shown)
        narrowest = _NARROWEST if count > 2 else 2 * _NARROWEST
        most = int((self.page.inner + _GAP) // (narrowest + _GAP))
        return max(1, min(most, _MOST_ACROSS, count))

    @cached_property
    def _plane(self) -> Plane:
        """The plane of every map, in a corner of its own."""
        each = (self.page.inner - _GAP * (self._across - 1)) / self._across
        return Plane(self._bounds, each)

    def _drawn(self) -> Iterator[list[str]]:
        plane, page = self._plane, self.page
        names = [lines_of(clean(each.name), plane.width) for each in self.panels]
        for start in range(0, len(self._shown), self._across):
            row = self._shown[start : start + self._across]
            lines = max(len(names[number]) for number in row)
            top = page.y + lines * 14 - 8
            for place, number in enumerate(row):
                left = MARGIN + place * (plane.width + _GAP)
                yield [*self._headed(names[number], left, page.y)]
                yield [*self._map(number, left, top)]
            page.y = top + plane.height + 20

    def _headed(self, lines: Iterable[str], left: float, y: float) -> Iterator[str]:
        for number, line in enumerate(lines):
            yield from written(line, left, y + number * 14)

    # --- maps ---

    @cached_property
    def _used(self) -> dict[tuple[Land, str], str]:
        """The name of each path that is drawn once, by land and look."""
        return {}

    def _use(self, land: Land, kind: str) -> str:
        """Return the name of the path of land, or nothing where it has none here."""
        outline = self._outline(land)
        if outline is None or not meet(outline.bounds, self._bounds):
            return ""
        return self._used.setdefault((land, kind), f"{OWN}-{kind}{len(self._used)}")

    def _defs(self) -> str:
        """Draw the land that all maps use, and the frame around each."""
        plane, first = self._plane, "".join(self._first)
        paths = [
            f'<path id="{name}" d="{path_of(plane.rings(outline))}"/>'
            for (land, _), name in self._used.items()
            if (outline := self._outline(land)) is not None
        ]
        box = f'<rect width="{plane.width:.1f}" height="{plane.height:.1f}"/>'
        return (
            f'<defs>{"".join(paths)}<clipPath id="{OWN}-frame">{box}</clipPath>'
            f'<g id="{OWN}-first" stroke="#fff" stroke-width=".7">{first}</g></defs>'
        )

    @property
    def _first(self) -> Iterator[str]:
        """The zones of the first map: in the others only what differs lies on top of it."""
        return (self._zone(key, land) for key, land in self._lands[0].items())

    def _zone(self, key: ZoneId, land: Land) -> str:
        name = self._use(land, "z")
        if not name:
            return ""
        told = escape(self._name(key))
        return f'<use href="#{name}" fill="{self._colour(key)}"><title>{told}</title></use>'

    def _map(self, number: int, left: float, top: float) -> Iterator[str]:
        panel, lands, plane = self.panels[number], self._lands[number], self._plane
        yield f'<g transform="translate({left:.1f} {top:.1f})">'
        yield f'<g clip-path="url(#{OWN}-frame)"><use href="#{OWN}-first"/>'
        yield '<g stroke="#fff" stroke-width=".7">'
        first = self._lands[0]
        for key in self._changed:
            if key in lands and lands[key] != first.get(key):
                yield self._zone(key, lands[key])
        yield "</g>"
        if name := self._use(self._nowhere[number], "n"):
            yield f'<use href="#{name}" fill="{_NOWHERE}" stroke="#fff" stroke-width=".7"/>'
        for land in self._open[number]:
            if name := self._use(land, "o"):
                yield f'<use href="#{name}" fill="{UNKNOWN}" stroke="#fff" stroke-width=".7"/>'
        for move in panel.moves:
            if name := self._use(frozenset(move.parts), "m"):
                look = f'fill="none" stroke="{_MOVED}" stroke-width="1.6" stroke-linejoin="round"'
                yield f'<use href="#{name}" {look}><title>{escape(self._move(move))}</title></use>'
        if len(self.panels) <= _MOST_LABELLED:
            yield from self._labels(number)
        yield (
            f'</g><rect class="line" width="{plane.width:.1f}" height="{plane.height:.1f}"/></g>'
        )

    def _labels(self, number: int) -> Iterator[str]:
        """Write the names of zones that differ where they fit."""
        names = {zone.id: clean(zone.name) for zone in self.panels[number].day.zones}
        labels = Labels()
        for key in self._changed:
            outline = self._outline(self._lands[number].get(key, frozenset()))
            rings = self._plane.rings(outline) if outline is not None else []
            if outline is not None and rings:
                each = Drawn(key, names[key], outline, "", room_in(rings))
                shown = str(self._numbers.get(key, ""))
                lines = [shown] if shown else fitting(each)
                place = labels.near(shown, each) if shown else each.spot[:2]
                if place and is_within(self._plane, each):
                    yield from label(lines, place, look="dark")

    # --- colours and words ---

    @cached_property
    def _names(self) -> Mapping[ZoneId, str]:
        return {zone.id: zone.name for each in self.panels for zone in each.day.zones}

    def _colour(self, key: ZoneId) -> str:
        return self._colours.get(key, _QUIET)

    @cached_property
    def _colours(self) -> Mapping[ZoneId, str]:
        """A colour for each zone that differs, unlike that of every zone that it meets anywhere."""
        if self._is_coloured:
            return dict(zip(self._changed, NEIGHBOURS, strict=False))
        beside: dict[ZoneId, set[ZoneId]] = {key: set() for key in self._changed}
        for panel, lands in zip(self.panels, self._lands, strict=True):
            here = {key: lands[key] for key in self._changed if key in lands}
            for one, other, _ in panel.day.shapes.neighbours(here):
                beside[one].add(other)
                beside[other].add(one)
        return apart({key: sorted(others) for key, others in beside.items()})

    @property
    def _is_coloured(self) -> bool:
        """Whether there is a colour for each zone that differs."""
        return len(self._changed) <= len(NEIGHBOURS)

    @cached_property
    def _numbers(self) -> Mapping[ZoneId, int]:
        """The numbers of zones, where colours do not tell all of them apart."""
        if self._is_coloured or len(self.panels) > _MOST_LABELLED:
            return {}
        return {key: number for number, key in enumerate(self._changed, start=1)}

    def _name(self, key: ZoneId) -> str:
        return clean(self._names.get(key, key))

    def _entries(self) -> Iterator[Entry]:
        say = self.page.say
        if self._is_coloured:
            for key in self._changed:
                yield (self._colour(key),), self._name(key)
        if any(each.moves for each in self.panels):
            yield (_MOVED,), say("edge: changed zone")
        if any(self._open):
            yield (UNKNOWN,), say("not decided")
        if any(self._nowhere):
            yield (_NOWHERE,), say("in no zone any more")

    def _move(self, move: Transfer) -> str:
        return self.page.say(
            "{name} goes from {origin} to {to}[ ({people} inhabitants)]",
            name=clean(move.before.name),
            origin=clean(move.origin.name),
            to=clean(move.to.name),
            people=move.inhabitants,
        )

    def _told(self, number: int) -> str:
        panel, say = self.panels[number], self.page.say
        moved = tuple(clean(name) for name in dict.fromkeys(m.before.name for m in panel.moves))
        told, more = clean(panel.name), []
        if moved:
            told = say("{name}: {moved:and all}", name=told, moved=moved)
        if left := self._holders(number, self._nowhere[number]):
            more.append(say("in no zone any more: {names:and all}", names=left))
        if asked := self._holders(number, frozenset().union(*self._open[number])):
            more.append(say("not decided: {names:and all}", names=asked))
        return f"{told} ({'; '.join(more)})".strip() if more else told

    def _holders(self, number: int, land: Land) -> tuple[str, ...]:
        """Return the names of the municipalities that hold some land in a map."""
        layout = self.panels[number].day.layout
        return tuple(clean(each.name) for each in layout.holding(land))

    def _table(self) -> Table:
        """Return what moved in each map."""
        heads = [Column("map"), Column("land"), Column("from"), Column("to")]
        rows = [
            (panel.name, move.before.name, move.origin.name, move.to.name)
            for panel in (self.panels[number] for number in self._shown)
            for move in panel.moves
        ]
        return Table(self.page.title, heads, rows)


keep_door(__name__)
