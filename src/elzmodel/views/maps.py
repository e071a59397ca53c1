"""Maps of areas: what they have in colours with a legend, or which area is where.

What is not known is hatched, an estimate is marked, and what no colour can say stands below
the map. Borders are those of the packaged shapes, or of the landscape's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from html import escape
from statistics import fmean
from typing import Any, Final, NamedTuple, TypeVar, Unpack

from attrs import frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.landscape import Snapshot
from elzmodel.landscape.geojson import by_key
from elzmodel.landscape.lands import AreaLand
from elzmodel.landscape.rollup import Level, RolledUp, areas_of, require_level
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.tables import CarriedTable
from elzmodel.territory import Outline, Shapes
from elzmodel.values import ByKey, Column, Number, PartId, Table, Total, plain_number
from elzmodel.values.arguments import keep_door
from elzmodel.values.numbers import plain_year
from elzmodel.values.text import Phrase, in_words, phrase, said, term
from elzmodel.views.classes import Class, Classes, Method, Value, classes_of, refuse_other_methods
from elzmodel.views.colours import Palette, apart, is_dark, ramp
from elzmodel.views.labels import Labels, fitting, is_within, label, reading
from elzmodel.views.page import ESTIMATED, MARGIN, UNKNOWN, Entry, Look, Page, page_for
from elzmodel.views.picture import OWN, Picture
from elzmodel.views.plane import (
    Bounds,
    Drawn,
    Plane,
    around,
    broad,
    holds,
    middle_of,
    path_of,
    wider,
)
from elzmodel.views.writing import SENTENCE, clean, written

__all__ = ["zone_map"]

K = TypeVar("K")
Values = str | ByKey[Any] | RolledUp | CarriedTable | None
"""What areas have: a kind of figures, values by area, or an answer with a figure an area."""

_INSETS: Final = ("Antwerpen", "Brussels Hoofdstedelijk Gewest")
"""Where areas are so small that they are drawn once more, larger."""


def zone_map(  # noqa: PLR0913 - one keyword a question that only the caller can answer
    snapshot: Snapshot,
    values: Values = None,
    *,
    by: Level = "zone",
    year: int | None = None,
    unit: str = "",
    classes: int | Sequence[Number] = 5,
    method: Method = "quantiles",
    palette: Palette | None = None,
    borders: Level | None = None,
    around: str = "",
    highlight: str = "",
    labels: bool = True,
    insets: Iterable[str] | None = None,
    **look: Unpack[Look],
) -> Picture:
    """Return a map of the areas of a day, coloured by what they have.

    Without values the colours only tell areas from those beside them. A figure between
    bounds is coloured where both bounds are in one class. What cannot be classed is hatched;
    where its areas have a figure together, a line below the map says it.

    Args:
        snapshot: The day.
        values: A kind of figures of the landscape, such as ``"population"``; or a number, a
            `Total` or a word for each area, by its id, code or name; or what
            `Snapshot.aggregate` or ``elzmodel.carry`` return, with one column.
        by: ``"zone"``, ``"municipality"``, ``"province"``, ``"reference region"`` or another
            kind of area, see `Snapshot.kinds`.
        year: The year of the figures; by default the newest that is exact.
        unit: What is counted.
        classes: How many classes at most, or the limits between them.
        method: How limits are found: ``"quantiles"`` or ``"equal"`` steps.
        palette: ``"blue"``, ``"orange"``, ``"green"`` or ``"diverging"``.
        borders: The areas whose borders are drawn on top; by default zones over
            municipalities.
        around: The municipality, zone or other area in the middle of the map; by default all
            is drawn.
        highlight: The municipality, zone or other area that stands out by its edge; where there
            are no values, only what lies in it has colours.
        labels: Whether areas are named: inside, or by a number with a key.
        insets: What is drawn once more, larger: municipalities or other areas; by default
            Antwerpen and Brussels.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If something that is said cannot be meant.
        UnknownIdError: If values or *around* speak of what is not there, with near ones.
        AmbiguousNameError: If they speak of one by a name that several have.

    Example:
        >>> from elzmodel import flanders
        >>> picture = zone_map(flanders().on("2026-01-01"), "population", year=2026)
        >>> picture.title
        'Population of 2026 by zone on 2026-01-01'
    """
    require_level(snapshot.land_keys, by)
    page = page_for(look, width=900)
    areas = tuple(areas_of(snapshot.land_keys, by))
    shown = _shown(snapshot, areas, values, kind=by, year=year)
    about = {"what": shown.name, "by": phrase(by), "day": snapshot.day}
    usual = shown.title or page.say(_TITLES[bool(shown.name)], **about)
    drawing = _Map(
        snapshot=snapshot,
        page=page,
        areas=areas,
        shown=shown,
        classed=_classed(shown, classes, method, palette),
        over=borders or ("zone" if by in {"municipality", "part"} else None),
        unit=clean(unit),
        labels=labels,
        near=around,
        lit=highlight,
        insets=_several(insets, () if around else _INSETS),
        required=insets is not None,
    )
    return drawing.picture(f"{usual[:1].upper()}{usual[1:]}")


def _several(given: Iterable[str] | None, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return names; a single text is one, and not its letters."""
    if given is None:
        return usual
    return (given,) if isinstance(given, str) else tuple(given)


_TITLES: Final = {True: "{what} by {by} on {day}", False: "Map by {by} on {day}"}
_MOST_NAMED: Final = 120
"""So many areas are numbered at most; where there are more, only names that fit are written."""
_WINDOW: Final = 290.0
_GAP: Final = 14.0
_LEGEND: Final = 150.0
"""How wide a frame is, what lies between two, and how wide the legend beside them is at least."""
_WIDE: Final = 0.12
_HIGH: Final = 0.06
"""How far a frame goes from its middle, in degrees."""
_NO_ROOM: Final = 20.0
_QUIET: Final = "#e4e7eb"
"""The colour of what lies around what stands out."""
_SEVERAL: Final = 3
"""Areas narrower than this, in pixels, are small; where there are several, they are framed."""


def _classed(
    shown: _Shown, classes: int | Sequence[Number], method: Method, palette: Palette | None
) -> Classes | None:
    if palette is not None:
        ramp(palette, 1)  # A slip in its name is told where nothing has a figure as well.
    refuse_other_methods(method)
    if not shown.values:
        return None
    most, limits = (classes, None) if isinstance(classes, int) else (5, classes)
    values = shown.values.values()
    return classes_of(values, most=most, method=method, limits=limits, palette=palette)


# --- what areas have ----------------------------------------------------------------------


class _Shown(NamedTuple):
    """What each area has, what that is called, and what several areas have together."""

    values: Mapping[str, Value]
    name: str | Phrase = ""
    title: str = ""
    together: Callable[[Iterable[str]], Total] | None = None
    source: str = ""


def _shown(
    snapshot: Snapshot, areas: Sequence[AreaLand], values: Values, *, kind: str, year: int | None
) -> _Shown:
    """Return what is shown of each area."""
    if values is None:
        return _Shown({})
    if isinstance(values, str):
        return _of_figures(snapshot, areas, values, year)
    if isinstance(values, CarriedTable):
        return _of_carried(areas, values)
    if isinstance(values, RolledUp):
        found = {area.key: values.values.get(area.key) for area in areas}
        return _Shown(found, title=values.title, together=values.sum)
    given = {key: {"value": value} for key, value in _pairs(values)}
    told = {key: each["value"] for key, each in by_key(areas, kind, given).items()}
    return _Shown({area.key: _value(area, told.get(area.key)) for area in areas})


def _pairs(values: object) -> Iterable[tuple[str, Any]]:
    """Return keys with values: of a mapping, or of a column with an index."""
    if not hasattr(values, "items"):
        expected = "a kind of figures, values by area, or an answer with a figure an area"
        raise InvalidValueError("set of values for a map", values, expected)
    return values.items()  # type: ignore[no-any-return]


def _value(area: AreaLand, given: object) -> Value:
    if isinstance(given, Total) or (isinstance(given, str) and given):
        return given
    if isinstance(given, str):
        return None
    try:
        number = plain_number(given)
    except InvalidValueError:
        of = said("value of {name}", name=area.key)
        raise InvalidValueError(of, given, "a number or a word") from None
    return None if number is None else Total.exactly(number)


def _of_figures(
    snapshot: Snapshot, areas: Sequence[AreaLand], kind: str, year: int | None
) -> _Shown:
    figures = snapshot.figures
    newest = year_or_newest(
        figures, year if year is None else plain_year(year), snapshot, kind=kind
    )
    if kind not in figures.kinds:
        there = said("one of {names:list all}", names=[*figures.kinds] or [term("none")])
        raise InvalidValueError("kind of figures", kind, there)
    if newest not in (years := figures.years(kind)):
        told = "one with figures of {kind}: {years:list all}"
        raise InvalidValueError("year", year, said(told, kind=term(kind), years=[*years]))
    lands = {area.key: area.land for area in areas}

    def together(keys: Iterable[str]) -> Total:
        parts = [lands[key] for key in keys]
        decided = frozenset[PartId]().union(*(land.decided for land in parts))
        undecided = frozenset[PartId]().union(*(land.undecided for land in parts)) - decided
        return figures.total(decided, undecided, kind=kind, year=newest)

    found = {key: land.total(figures, kind=kind, year=newest) for key, land in lands.items()}
    name = phrase("{kind} of {year}", kind=phrase(kind), year=str(newest))
    return _Shown(found, name, together=together)


def _of_carried(areas: Sequence[AreaLand], carried: CarriedTable) -> _Shown:
    """Return the one figure of each area of a carried table."""
    if len(carried.columns) != 1 or carried.dimensions:
        expected = "a carried table with one column and no dimension: say where(...) or by=()"
        raise InvalidValueError("set of values for a map", carried.title, expected)
    rows = {row.area: row.figures[0] for row in carried}
    there = {area.key for area in areas}
    if not there.issuperset(rows):
        raise InvalidValueError("areas of a carried table", carried.level, "those of the map")
    found = {area.key: rows.get(area.key) for area in areas}
    return _Shown(found, carried.columns[0], together=carried.sum)


# --- drawing ------------------------------------------------------------------------------


@frozen(eq=False)
class _Map:
    """A map while it is drawn."""

    snapshot: Snapshot
    page: Page
    areas: tuple[AreaLand, ...]
    shown: _Shown
    classed: Classes | None
    over: str | None
    unit: str
    labels: bool
    near: str
    lit: str
    insets: tuple[str, ...]
    required: bool

    def picture(self, usual: str) -> Picture:
        """Return the map with all that stands around it."""
        page = self.page
        page.head(usual)
        self._draw()
        left, lowest = self._windows()
        entries = [*self._entries()]
        page.legend(entries, left=left)
        page.y = max(page.y, lowest)
        names = {area.key: clean(area.name) for area in self.areas}
        page.key([f"{number} {names[key]}" for key, number in self._numbers.items()])
        notes = [*self._notes()]
        for note in notes:
            page.note(note)
        said = "; ".join(label for _, label in entries)
        said = said or page.say("A map of {names:and all}", names=(*names.values(),))
        return page.picture(f"{page.title}. {said}.", table=self._table(notes))

    @cached_property
    def _outlines(self) -> Mapping[str, Outline]:
        shapes = ((a.key, self.snapshot.shapes.of(a.land.decided).outline) for a in self.areas)
        return {key: outline for key, outline in shapes if outline is not None}

    @cached_property
    def _outlined(self) -> Sequence[tuple[str, str, Outline]]:
        found = ((a.key, a.name, self._outlines.get(a.key)) for a in self.areas)
        return [(key, name, outline) for key, name, outline in found if outline is not None]

    @cached_property
    def _plane(self) -> Plane:
        bounds = around(self._outlines.values())
        if self.near:
            outline = self.snapshot.shapes.of(self._land_of(self.near)).outline
            if outline is None:
                expected = "an area whose outline is known"
                raise InvalidValueError("middle of a map", self.near, expected)
            bounds = broad(wider(outline.bounds, bounds))
        return Plane(bounds, self.page.inner, MARGIN)

    @cached_property
    def _main(self) -> Sequence[Drawn]:
        return [*self._plane.drawn(self._outlined)]

    def _draw(self) -> None:
        page = self.page
        page.elements.append(f'<g transform="translate(0 {page.y:.0f})">')
        if self.near:
            page.elements += self._clipped(self._plane, self._main)
        else:
            page.elements += self._on(self._plane, self._main)
            page.elements += self._labels(self._main)
        page.elements.append("</g>")
        page.y += self._plane.height + 26

    def _on(self, plane: Plane, drawn: Iterable[Drawn]) -> Iterator[str]:
        """Yield land and borders as they lie in a plane."""
        yield from self._land(drawn)
        yield from self._borders(plane)
        yield from self._undecided(plane)
        yield from self._stands_out(plane)

    def _land(self, drawn: Iterable[Drawn]) -> Iterator[str]:
        yield '<g stroke="#fff" stroke-width=".7" stroke-linejoin="round">'
        for each in drawn:
            name = clean(each.name)
            told = escape(f"{name}: {self._told(each.key)}" if self.classed else name)
            colour = self._fill(each.key)
            yield f'<path d="{each.path}" fill="{colour}"><title>{told}</title></path>'
            if self._is_estimate(each.key):
                yield f'<path d="{each.path}" fill="{ESTIMATED}" stroke="none"/>'
        yield "</g>"

    def _fill(self, key: str) -> str:
        if self.classed is None:
            return self._apart[key] if key in self._coloured else _QUIET
        number = self.classed.of(self.shown.values.get(key))
        return UNKNOWN if number is None else self.classed.classes[number].colour

    @cached_property
    def _apart(self) -> Mapping[str, str]:
        """A colour for each area, other than those beside it."""
        lands = {area.key: area.land.decided for area in self.areas}
        beside: dict[str, list[str]] = {key: [] for key in lands}
        for one, other, _ in self.snapshot.shapes.neighbours(lands):
            beside[one].append(other)
            beside[other].append(one)
        return apart(beside)

    @cached_property
    def _coloured(self) -> frozenset[str]:
        """The areas that have a colour where there are no values: all, or those that stand out."""
        lit = self._land_of(self.lit) if self.lit else None
        keys = (a.key for a in self.areas if lit is None or not lit.isdisjoint(a.land.decided))
        return frozenset(keys)

    def _is_estimate(self, key: str) -> bool:
        value = self.shown.values.get(key)
        return isinstance(value, Total) and value.estimate is not None

    def _told(self, key: str) -> str:
        """Return what an area has, in words."""
        value = self.shown.values.get(key)
        if value is None:
            return self.page.say("unknown")
        said = clean(in_words(value, self.page.lang))
        return f"{said} {self.unit}" if self.unit else said

    def _borders(self, plane: Plane) -> Iterator[str]:
        """Draw the borders between larger areas once each."""
        if self.over is not None:
            larger = areas_of(self.snapshot.land_keys, self.over)
            lands = {area.key: area.land.decided for area in larger}
            yield border_lines(self.snapshot.shapes, lands, plane)

    def _undecided(self, plane: Plane) -> Iterator[str]:
        """Draw land of which it is not decided where it belongs."""
        for parts in self._open:
            outline = self.snapshot.shapes.of(parts).outline
            if outline is not None:
                told = escape(self.page.say("not decided"))
                yield (
                    f'<path d="{path_of(plane.rings(outline))}" fill="{UNKNOWN}" class="edge">'
                    f"<title>{told}</title></path>"
                )

    def _stands_out(self, plane: Plane) -> Iterator[str]:
        """Draw the edge of what stands out."""
        outline = self.snapshot.shapes.of(self._land_of(self.lit)).outline if self.lit else None
        if outline is not None:
            path = path_of(plane.rings(outline))
            yield f'<path d="{path}" fill="none" class="lit"/>'

    @cached_property
    def _open(self) -> tuple[frozenset[PartId], ...]:
        return tuple(dict.fromkeys(a.land.undecided for a in self.areas if a.land.undecided))

    # --- names ---

    def _labels(self, drawn: Sequence[Drawn]) -> Iterator[str]:
        """Write each name in its area where it fits, else the number that its key has."""
        labels = Labels()
        named = _named(drawn, labels) if self.labels else {}
        for each in drawn:
            lines, place = named.get(each.key, []), each.spot[:2]
            if not lines and (number := self._numbers.get(each.key)):
                lines, place = [str(number)], labels.near(str(number), each) or place
            yield from label(lines, place, look=self._look(each))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """The number of each area whose name does not fit on the map, where a number does."""
        if not self.labels or len(self._main) > _MOST_NAMED:
            return {}
        labels, plane = Labels(), self._plane
        shown = [each for each in self._main if not self.near or is_within(plane, each)]
        named = _named(shown, labels)
        found: dict[str, int] = {}
        for each in sorted(shown, key=reading):
            number = len(found) + 1
            if each.key not in named and labels.near(str(number), each):
                found[each.key] = number
        return found

    def _look(self, each: Drawn) -> str:
        return "light" if self._is_dark(each.key) else "dark"

    def _is_dark(self, key: str) -> bool:
        colour = self._fill(key)
        return colour != UNKNOWN and is_dark(colour)

    # --- what is drawn once more, larger ---

    def _windows(self) -> tuple[float, float]:
        """Draw small areas once more; return what is free beside them, and where they end."""
        framed = [(name, bounds) for name in self.insets if (bounds := self._window(name))]
        each = min(_WINDOW, (self.page.inner - _GAP * (len(framed) - 1)) / max(1, len(framed)))
        x, lowest = float(MARGIN), self.page.y
        for name, bounds in framed:
            plane = Plane(bounds, each, x, self.page.y - 8)
            self.page.elements += self._frame(name, plane)
            x, lowest = x + each + _GAP, max(lowest, self.page.y + plane.height + 12)
        if self.page.width - MARGIN - x >= _LEGEND:
            return x, lowest
        self.page.y = lowest
        return MARGIN, lowest

    def _frame(self, name: str, plane: Plane) -> Iterator[str]:
        yield from self._clipped(plane, [*plane.drawn(self._outlined)])
        yield from written(clean(name), plane.left, plane.top - 4, look="soft")

    def _clipped(self, plane: Plane, inside: Sequence[Drawn]) -> Iterator[str]:
        """Yield what lies in a plane, with nothing beyond its edges."""
        clip = f"{OWN}-window-{plane.left:.0f}-{plane.top:.0f}"
        box = (
            f'x="{plane.left:.1f}" y="{plane.top:.1f}" width="{plane.width:.1f}" '
            f'height="{plane.height:.1f}"'
        )
        yield f'<clipPath id="{clip}"><rect {box}/></clipPath><g clip-path="url(#{clip})">'
        yield from self._on(plane, inside)
        yield from self._labels([each for each in inside if is_within(plane, each)])
        yield f'</g><rect {box} class="line"/>'

    def _window(self, name: str) -> Bounds | None:
        """Return the bounds of what is drawn larger: around its small areas, if there are any.

        By default a place is drawn only where several areas have no room for a name.
        """
        try:
            outline = self.snapshot.shapes.of(self._land_of(name)).outline
        except LookupError:
            if self.required:
                raise
            return None
        if outline is None:
            return None
        small = [
            each.outline
            for each in self._main
            if each.spot.wide < _NO_ROOM and holds(outline.bounds, middle_of(each.outline.bounds))
        ]
        if not self.required and len(small) < _SEVERAL:
            return None
        weights = [1 / max(each.km2, 1) for each in small] or [1.0]
        middles = [middle_of(each.bounds) for each in small or [outline]]
        lon, lat = (fmean(side, weights) for side in zip(*middles, strict=True))
        return lon - _WIDE, lat - _HIGH, lon + _WIDE, lat + _HIGH

    def _land_of(self, name: str) -> frozenset[PartId]:
        """Return the land of a municipality, a zone, a region or another area.

        Raises:
            LookupError: If there is none of that name.
        """
        names, day = self.snapshot.names, self.snapshot.day
        is_place = names.find_municipality(name, day).on_day or names.find_zone(name, day).on_day
        if not is_place:
            with suppress(UnknownIdError):  # what follows knows more near names
                members = self.snapshot.municipalities_in(name)
                return frozenset(part for each in members for part in each.parts)
        return self.snapshot.shape(name).parts

    # --- below ---

    def _entries(self) -> Iterator[Entry]:
        if self.classed is not None:
            counted = Counter(self.classed.of(self.shown.values.get(a.key)) for a in self.areas)
            for number, each in enumerate(self.classed.classes):
                yield (each.colour,), f"{self._class(each)} ({counted[number]})"
            if counted[None]:
                yield (UNKNOWN,), f"{self.page.say('not known')} ({counted[None]})"
            if any(self._is_estimate(area.key) for area in self.areas):
                middle = self.classed.classes[len(self.classed.classes) // 2].colour
                yield (middle, ESTIMATED), self.page.say("estimated")
        if self._open:
            yield (UNKNOWN,), self.page.say("not decided")

    def _class(self, each: Class) -> str:
        """Return what a class holds, in words."""
        if each.label:
            return clean(each.label)
        said = in_words(each.told, self.page.lang)
        return f"{said} {self.unit}" if self.unit else said

    def _notes(self) -> Iterator[str]:
        """Yield what no colour says: sums of what is unknown by itself, and whom to name."""
        say, names = self.page.say, {area.key: area.name for area in self.areas}
        for keys in self._unclassed:
            total = self.shown.together(keys) if self.shown.together else None
            if total is not None and len(keys) > 1 and total.is_exact:
                yield say(
                    "{names:and all}: {total} together; how it divides is not known.",
                    names=tuple(names[key] for key in keys),
                    total=total,
                )
        lost = tuple(name for key, name in names.items() if key not in self._outlines)
        if lost:
            yield say("Without an outline: {names:and}.", names=lost)
        yield from attributed(self.page, self.snapshot.shapes)

    @cached_property
    def _unclassed(self) -> Sequence[tuple[str, ...]]:
        """Areas beside each other whose figures have no class, together."""
        if self.classed is None:
            return ()
        classed, values = self.classed, self.shown.values
        lands = {
            area.key: area.land.decided
            for area in self.areas
            if classed.of(values.get(area.key)) is None
        }
        pairs = ((one, other) for one, other, _ in self.snapshot.shapes.neighbours(lands))
        return joined(lands, pairs)

    def _table(self, notes: Iterable[str]) -> Table:
        """Return what the map shows as a table."""
        head = [Column("area"), Column("name")]
        if self.classed is None:
            return Table(self.page.title, head, [(a.key, a.name) for a in self.areas], tuple(notes))
        values = self.shown.values
        is_words = any(isinstance(each, str) for each in values.values())
        column = Column("value", "text" if is_words else "estimate")
        rows = [(area.key, area.name, values.get(area.key)) for area in self.areas]
        return Table(self.page.title, [*head, column], rows, tuple(notes))


def _named(drawn: Iterable[Drawn], labels: Labels) -> dict[str, list[str]]:
    """Return the lines of each name that fits into its area, free of those before."""
    fits = ((each, fitting(each)) for each in drawn)
    return {
        each.key: lines for each, lines in fits if lines and labels.place(lines, [each.spot[:2]])
    }


# --- what maps have in common -------------------------------------------------------------


def border_lines(shapes: Shapes, lands: Mapping[K, Iterable[PartId]], plane: Plane) -> str:
    """Return the borders between lands, each drawn once, dark on a light seam."""
    lines = (
        plane.line(line)
        for *_, shared in shapes.neighbours(lands)
        for line in shared
        if any(holds(plane.bounds, point) for point in line)
    )
    own = f"{OWN}-borders-{plane.left:.0f}-{plane.top:.0f}"
    path = f'<defs><path id="{own}" d="{"".join(lines)}"/></defs>'
    uses = (f'<use href="#{own}" class="{look}" fill="none"/>' for look in ("under", "edge"))
    return path + "".join(uses)


def attributed(page: Page, shapes: Shapes) -> Iterator[str]:
    """Yield whom to name beside a picture of borders."""
    if shapes.attribution:
        yield page.say("Borders: {attribution}", attribution=clean(shapes.attribution, SENTENCE))


def joined(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return keys in groups: those of a pair are in the same one.

    Example:
        >>> joined("abcd", [("a", "c"), ("c", "d")])
        [('a', 'c', 'd'), ('b',)]
    """
    group = {key: [key] for key in keys}
    for one, other in pairs:
        if group[one] is not group[other]:
            group[one] += group[other]
            group |= dict.fromkeys(group[other], group[one])
    return [tuple(sorted(each)) for each in {id(each): each for each in group.values()}.values()]


keep_door(__name__)
