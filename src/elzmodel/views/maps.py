"""Maps of areas: what they have in colours with a legend, or which area is where.

What is not known is hatched, an estimate is marked, and what no colour can say stands below
the map. Borders are those of the packaged shapes, or of the landscape's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import count
from statistics import fmean
from typing import Any, Final, Literal, NamedTuple

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Snapshot
from elzmodel.landscape.geojson import by_key
from elzmodel.landscape.rollup import AreaLand, Level, RolledUp, areas_of, require_level
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.tables import CarriedTable
from elzmodel.territory import Municipality, Outline
from elzmodel.values import ByKey, Column, Number, PartId, Table, Total, plain_number
from elzmodel.values.text import fill, in_words, translated
from elzmodel.views.classes import Class, Classes, Method, Value, classes_of
from elzmodel.views.colours import Palette, apart, is_dark
from elzmodel.views.picture import OWN, Picture, Theme
from elzmodel.views.plane import Plane, Spot, path_of, room_in
from elzmodel.views.writing import clean, lines_of, paragraph, wide, written

__all__ = ["zone_map"]

Values = str | ByKey[Any] | RolledUp | CarriedTable | None
"""What areas have: a kind of figures, values by area, or an answer with a figure an area."""

_MARGIN: Final = 16
_SIZE: Final = 11.0

_NARROWEST: Final = 300
_WINDOW: Final = 290.0
_GAP: Final = 14.0
_LEGEND: Final = 150.0
"""How wide a frame is, what lies between two, and how wide the legend is at least."""
_WIDE: Final = 0.12
_HIGH: Final = 0.06
"""How far a frame goes from its middle, in degrees."""
_NO_ROOM: Final = 20.0
_SEVERAL: Final = 3
"""Areas narrower than this, in pixels, are small; where there are several, they are framed."""
_UNKNOWN: Final = "#e9ebee"
_INSETS: Final = ("Antwerpen", "Brussels Hoofdstedelijk Gewest")
"""Where areas are so small that they are drawn once more, larger."""


def zone_map(  # noqa: PLR0913 - one keyword a question that only the caller can answer
    snapshot: Snapshot,
    values: Values = None,
    *,
    by: Level = "zone",
    year: int | None = None,
    title: str = "",
    subtitle: str = "",
    source: str = "",
    unit: str = "",
    classes: int | Sequence[Number] = 5,
    method: Method = "quantiles",
    palette: Palette | None = None,
    borders: Level | None = None,
    labels: bool = True,
    insets: Iterable[str] | None = None,
    width: int = 900,
    theme: Theme = "auto",
    lang: str = "en",
) -> Picture:
    """Return a map of the areas of a day, coloured by what they have.

    Without values the colours only tell areas from those beside them. A figure between
    bounds is coloured where both bounds are in one class. What cannot be classed is hatched;
    where its areas have a figure together, a line below the map says it.

    Args:
        snapshot: The day.
        values: A kind of figures of the landscape, such as ``"population"``; or a number, a
            `Total` or a word for each area, by its id, code or name; or what
            `Snapshot.aggregate` or `elzmodel.carry` return, with one column.
        by: ``"zone"``, ``"municipality"``, ``"province"``, ``"reference region"`` or another
            kind of area, see `Snapshot.kinds`.
        year: The year of the figures; by default the newest that is exact.
        title: What stands above it; by default what is shown, and the day.
        subtitle: A line below the title.
        source: Where the values come from.
        unit: What is counted.
        classes: How many classes at most, or the limits between them.
        method: How limits are found: ``"quantiles"`` or ``"equal"`` steps.
        palette: ``"blue"``, ``"orange"``, ``"green"`` or ``"diverging"``.
        borders: The areas whose borders are drawn on top; by default zones over
            municipalities.
        labels: Whether areas are named: inside, or by a number with a key.
        insets: What is drawn once more, larger: municipalities or other areas; by default
            Antwerpen and Brussels.
        width: How wide it is, in pixels.
        theme: What it is looked at on.
        lang: ``"en"`` or ``"nl"``.

    Raises:
        InvalidValueError: If something that is said cannot be meant.
        UnknownIdError: If values speak of an area that is not there, with near ones.
        AmbiguousNameError: If they speak of one by a name that several have.

    Example:
        >>> from elzmodel import flanders
        >>> picture = zone_map(flanders().on("2026-01-01"), "population", year=2026)
        >>> picture.title
        'Population of 2026 by zone on 2026-01-01'
    """
    require_level(snapshot.land_keys, by)
    if isinstance(width, bool) or not isinstance(width, int) or width < _NARROWEST:
        raise InvalidValueError("width", width, f"a whole number of pixels, {_NARROWEST} or more")
    areas = tuple(areas_of(snapshot.land_keys, by))
    shown = _shown(snapshot, areas, values, kind=by, year=year)
    limits = None if isinstance(classes, int) else classes
    classed = (
        classes_of(
            shown.values.values(),
            most=classes if isinstance(classes, int) else 5,
            method=method,
            limits=limits,
            palette=palette,
        )
        if shown.values
        else None
    )
    on = fill(translated("{by} on {day}", lang), {"by": translated(by, lang), "day": snapshot.day})
    what = f"{in_words(shown.name, lang)} " if shown.name else ""
    by_default = f"{what}{translated('by', lang)} {on}" if what else on
    text = _Text(
        title=title or f"{by_default[:1].upper()}{by_default[1:]}",
        subtitle=subtitle,
        source=source or shown.source,
        unit=unit,
        lang=lang,
    )
    over = borders or ("zone" if by in {"municipality", "part"} else None)
    drawing = _Drawing(
        snapshot=snapshot,
        areas=areas,
        shown=shown,
        classed=classed,
        text=text,
        over=over,
        labels=labels,
        insets=_INSETS if insets is None else tuple(insets),
        required=insets is not None,
        width=width,
    )
    return drawing.picture(theme)


# --- what areas have ----------------------------------------------------------------------


class _Shown(NamedTuple):
    """What each area has, what that is called, and what several areas have together."""

    values: Mapping[str, Value]
    name: str = ""
    together: Callable[[Iterable[str]], Total] | None = None
    source: str = ""
    notes: tuple[str, ...] = ()


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
        return _Shown(found, values.title, values.sum, notes=values.notes)
    given = {key: {"value": value} for key, value in _pairs(values)}
    said = {key: each["value"] for key, each in by_key(areas, kind, given).items()}
    return _Shown({area.key: _value(area, said.get(area.key)) for area in areas})


def _pairs(values: object) -> Iterable[tuple[str, Any]]:
    """Return keys with values: of a mapping, or of a column with an index."""
    if not hasattr(values, "items"):
        expected = "a kind of figures, values by area, or an answer with a figure an area"
        raise InvalidValueError("values of a map", values, expected)
    return values.items()  # type: ignore[no-any-return]


def _value(area: AreaLand, given: object) -> Value:
    if isinstance(given, Total) or (isinstance(given, str) and given):
        return given
    if isinstance(given, str):
        return None
    try:
        number = plain_number(given)
    except InvalidValueError:
        raise InvalidValueError(f"value of {area.key}", given, "a number or a word") from None
    return None if number is None else Total.exactly(number)


def _of_figures(
    snapshot: Snapshot, areas: Sequence[AreaLand], kind: str, year: int | None
) -> _Shown:
    figures = snapshot.figures
    newest = year_or_newest(figures, year, snapshot, kind=kind)
    if newest is None or newest not in figures.years(kind):
        there = ", ".join(figures.kinds) or "none"
        raise InvalidValueError("kind and year of figures", (kind, year), f"a kind of {there}")
    lands = {area.key: area.land for area in areas}

    def together(keys: Iterable[str]) -> Total:
        parts = [lands[key] for key in keys]
        decided = frozenset[PartId]().union(*(land.decided for land in parts))
        undecided = frozenset[PartId]().union(*(land.undecided for land in parts)) - decided
        return figures.total(decided, undecided, kind=kind, year=newest)

    found = {key: land.total(figures, kind=kind, year=newest) for key, land in lands.items()}
    return _Shown(found, f"{kind} of {newest}", together)


def _of_carried(areas: Sequence[AreaLand], carried: CarriedTable) -> _Shown:
    """Return the one figure of each area of a carried table."""
    if len(carried.columns) != 1 or carried.dimensions:
        expected = "a carried table with one column and no dimension: say where(...) or by=()"
        raise InvalidValueError("values of a map", carried.title, expected)
    rows = {row.area: row.figures[0] for row in carried}
    there = {area.key for area in areas}
    if not there.issuperset(rows):
        raise InvalidValueError("areas of a carried table", carried.level, "those of the map")
    found = {area.key: rows.get(area.key) for area in areas}
    return _Shown(found, carried.columns[0], carried.sum, notes=carried.notes)


# --- drawing ------------------------------------------------------------------------------


@frozen
class _Text:
    """What is written on a map, besides names."""

    title: str
    subtitle: str
    source: str
    unit: str
    lang: str

    def say(self, template: str, /, **values: object) -> str:
        """Return a sentence in the language of the reader."""
        return fill(translated(template, self.lang), values, self.lang)


class _Area(NamedTuple):
    """An area that is drawn: its rings on the plane, and where its name fits."""

    area: AreaLand
    path: str
    spot: Spot
    outline: Outline


@frozen(eq=False)
class _Drawing:
    snapshot: Snapshot
    areas: tuple[AreaLand, ...]
    shown: _Shown
    classed: Classes | None
    text: _Text
    over: str | None
    labels: bool
    insets: tuple[str, ...]
    required: bool
    width: int
    _outlines: dict[str, Outline] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        for area in self.areas:
            shape = self.snapshot.shapes.of(area.land.decided)
            if shape.outline is not None:
                self._outlines[area.key] = shape.outline

    def picture(self, theme: Theme) -> Picture:
        """Return the map with all that stands around it."""
        elements: list[str] = [self._patterns()]
        y = self._map(elements, self._head(elements))
        x, lowest = self._windows(elements, y)
        y = max(self._legend(elements, x, y), lowest)
        y = self._foot(elements, self._key(elements, y))
        return Picture(
            title=self.text.title,
            description=self._description(),
            width=self.width,
            height=round(y),
            elements=tuple(elements),
            theme=theme,
            lang=self.text.lang,
            table=self._table(),
        )

    @staticmethod
    def _patterns() -> str:
        """Return hatches: for what is not known, and over what is estimated."""
        unknown = (
            f'<pattern id="{OWN}-unknown" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{_UNKNOWN}"/>'
            '<path d="M0,0v6" stroke="#9aa5b1" stroke-width="2"/></pattern>'
        )
        estimated = (
            f'<pattern id="{OWN}-estimated" width="5" height="5" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(-45)"><path d="M0,0v5" stroke="#fff" stroke-width="1.4"/>'
            "</pattern>"
        )
        return f"<defs>{unknown}{estimated}</defs>"

    # --- above ---

    def _head(self, elements: list[str]) -> float:
        inner, y = self.width - 2 * _MARGIN, _MARGIN + 14.0
        for line in lines_of(clean(self.text.title), inner, 16):
            elements += written(line, _MARGIN, y, look="title")
            y += 20
        if self.text.subtitle:
            drawn, high = paragraph(clean(self.text.subtitle), _MARGIN, y, inner, look="soft")
            elements += drawn
            y += high
        return y

    # --- the map ---

    def _map(self, elements: list[str], y: float) -> float:
        elements.append(f'<g transform="translate(0 {y:.0f})">')
        elements += self._land(self._main)
        elements += self._borders(self._plane)
        elements += self._undecided(self._plane)
        if self.labels:
            elements += self._labels(self._main)
        elements.append("</g>")
        return y + self._plane.height + 26

    @cached_property
    def _plane(self) -> Plane:
        return Plane(_around(self._outlines.values()), self.width - 2 * _MARGIN, _MARGIN)

    @cached_property
    def _main(self) -> list[_Area]:
        return [*self._drawn(self._plane)]

    def _drawn(self, plane: Plane) -> Iterator[_Area]:
        """Yield the areas that lie in a plane as they are drawn there."""
        for area in self.areas:
            outline = self._outlines.get(area.key)
            if outline and _meets(outline.bounds, plane.bounds):
                rings = plane.rings(outline)
                if rings:
                    yield _Area(area, path_of(rings), room_in(rings), outline)

    def _land(self, drawn: Iterable[_Area]) -> Iterator[str]:
        yield f'<g stroke="#fff" stroke-width=".7" stroke-linejoin="round">'
        for each in drawn:
            key = each.area.key
            told = escape(clean(f"{each.area.name}: {self._told(key)}" if self.classed else each.area.name))
            yield f'<path d="{each.path}" fill="{self._fill(key)}"><title>{told}</title></path>'
            if self._is_estimate(key):
                yield f'<path d="{each.path}" fill="url(#{OWN}-estimated)" stroke="none"/>'
        yield "</g>"

    def _fill(self, key: str) -> str:
        if self.classed is None:
            return self._apart[key]
        number = self.classed.of(self.shown.values.get(key))
        return f"url(#{OWN}-unknown)" if number is None else self.classed.classes[number].colour

    @cached_property
    def _apart(self) -> Mapping[str, str]:
        """A colour for each area, other than those beside it."""
        lands = {area.key: area.land.decided for area in self.areas}
        beside: dict[str, list[str]] = {key: [] for key in lands}
        for one, other, _ in self.snapshot.shapes.neighbours(lands):
            beside[one].append(other)
            beside[other].append(one)
        return apart(beside)

    def _is_estimate(self, key: str) -> bool:
        value = self.shown.values.get(key)
        return isinstance(value, Total) and value.estimate is not None

    def _told(self, key: str) -> str:
        """Return what an area has, in words."""
        value = self.shown.values.get(key)
        if value is None:
            return self.text.say("unknown")
        said = in_words(value, self.text.lang)
        return f"{said} {self.text.unit}" if self.text.unit else said

    def _borders(self, plane: Plane) -> Iterator[str]:
        """Draw the borders between larger areas once each."""
        if self.over is None:
            return
        lands = {a.key: a.land.decided for a in areas_of(self.snapshot.land_keys, self.over)}
        lines = (
            plane.line(line)
            for _, _, shared in self.snapshot.shapes.neighbours(lands)
            for line in shared
        )
        yield f'<path class="strong" d="{"".join(lines)}"/>'

    def _undecided(self, plane: Plane) -> Iterator[str]:
        """Draw land of which it is not decided where it belongs."""
        for parts in self._open:
            outline = self.snapshot.shapes.of(parts).outline
            if outline is not None:
                path = path_of(plane.rings(outline))
                told = escape(self.text.say("not decided"))
                yield (
                    f'<path d="{path}" fill="url(#{OWN}-unknown)" class="strong">'
                    f"<title>{told}</title></path>"
                )

    @cached_property
    def _open(self) -> tuple[frozenset[PartId], ...]:
        return tuple(dict.fromkeys(a.land.undecided for a in self.areas if a.land.undecided))

    # --- names ---

    def _labels(self, drawn: Iterable[_Area]) -> Iterator[str]:
        """Write each name in its area where it fits, else the number that its key has."""
        for each in drawn:
            number = self._numbers.get(each.area.key)
            lines = _fitting(each) or ([str(number)] if number else [])
            look = "light" if self._is_dark(each.area.key) else "dark"
            for line, text in enumerate(lines):
                y = each.spot.y + 4 + (line - (len(lines) - 1) / 2) * _SIZE
                yield from written(text, each.spot.x, y, look=look, anchor="middle", halo=True)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """The number of each area whose name does not fit on the map."""
        if len(self._main) > _MOST_NAMED:
            return {}
        left = [each for each in self._main if _fitting(each) is None]
        numbers = count(1)
        return {each.area.key: next(numbers) for each in sorted(left, key=_reading)}

    def _is_dark(self, key: str) -> bool:
        fill_ = self._fill(key)
        return not fill_.startswith("url") and is_dark(fill_)

    # --- what is drawn once more, larger ---

    def _windows(self, elements: list[str], y: float) -> tuple[float, float]:
        """Draw small areas once more beside each other; return where they end."""
        framed = [(name, bounds) for name in self.insets if (bounds := self._window(name))]
        room = self.width - 2 * _MARGIN
        each = min(_WINDOW, (room - _GAP * (len(framed) - 1)) / max(1, len(framed)))
        x, lowest = float(_MARGIN), y
        for place, (name, bounds) in enumerate(framed):
            plane = Plane(bounds, each, x, y - 8)
            elements += self._frame(name, plane, place)
            x, lowest = x + each + _GAP, max(lowest, y + plane.height + 12)
        if self.width - _MARGIN - x < _LEGEND:
            return _MARGIN, lowest
        return x, y if not framed else lowest

    def _frame(self, name: str, plane: Plane, place: int) -> Iterator[str]:
        clip = f"{OWN}-window-{place}"
        box = (
            f'x="{plane.left:.1f}" y="{plane.top:.1f}" width="{plane.width:.1f}" '
            f'height="{plane.height:.1f}"'
        )
        inside = [*self._drawn(plane)]
        yield f'<clipPath id="{clip}"><rect {box}/></clipPath><g clip-path="url(#{clip})">'
        yield from self._land(inside)
        yield from self._borders(plane)
        yield from self._undecided(plane)
        if self.labels:
            yield from self._labels([each for each in inside if _is_within(plane, each)])
        yield f'</g><rect {box} class="line"/>'
        yield from written(clean(name), plane.left, plane.top - 4, look="soft")

    def _window(self, name: str) -> tuple[float, float, float, float] | None:
        """Return the bounds of what is drawn larger: around its small areas, if there are any.

        By default a place is drawn only where several areas have no room for a name.
        """
        land = self._land_of(name)
        outline = self.snapshot.shapes.of(land).outline if land else None
        if outline is None:
            return None
        small = [
            each
            for each in self._main
            if each.spot.wide < _NO_ROOM and _meets(each.outline.bounds, outline.bounds)
        ]
        if not self.required and len(small) < _SEVERAL:
            return None
        weights = [1 / max(each.outline.km2, 1) for each in small]
        middles = [_middle(each.outline.bounds) for each in small] or [_middle(outline.bounds)]
        lon, lat = (fmean(side, weights or None) for side in zip(*middles, strict=True))
        return lon - _WIDE, lat - _HIGH, lon + _WIDE, lat + _HIGH

    def _land_of(self, name: str) -> frozenset[PartId]:
        """Return the land of a municipality, a zone, a region or another area.

        Raises:
            LookupError: If there is none of that name, and it was asked for.
        """
        for find in (self.snapshot.municipality, self.snapshot.municipalities_in):
            try:
                found = find(name)
            except LookupError:
                continue
            members = (found,) if isinstance(found, Municipality) else found
            return frozenset(part for each in members for part in each.parts)
        if self.required:
            self.snapshot.municipalities_in(name)
        return frozenset()

    # --- below ---

    def _foot(self, elements: list[str], y: float) -> float:
        for line in self._notes():
            drawn, high = paragraph(line, _MARGIN, y, self.width - 2 * _MARGIN, look="soft")
            elements += drawn
            y += high
        return y + _MARGIN - 8

    def _legend(self, elements: list[str], left: float, y: float) -> float:
        """Write what the colours mean, beside what stands left of it, or in rows."""
        x, is_beside = left, left > _MARGIN
        for fills, label in self._entries():
            step = 24 + wide(label) + 14
            if x > left and (is_beside or x + step > self.width - _MARGIN):
                x, y = left, y + 20
            elements += (
                f'<rect x="{x:.1f}" y="{y - 10:.1f}" width="18" height="12" fill="{each}" '
                'stroke="#7b8794" stroke-width=".5"/>'
                for each in fills
            )
            elements += written(label, x + 24, y)
            x += step
        return y + 24 if x > left else y

    def _entries(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the colours of each entry of the legend, one over the other, and its words."""
        if self.classed is not None:
            counted = Counter(self.classed.of(self.shown.values.get(a.key)) for a in self.areas)
            for number, each in enumerate(self.classed.classes):
                yield (each.colour,), f"{self._class(each)} ({counted[number]})"
            if counted[None]:
                yield (f"url(#{OWN}-unknown)",), f"{self.text.say('not known')} ({counted[None]})"
            if any(self._is_estimate(area.key) for area in self.areas):
                middle = self.classed.classes[len(self.classed.classes) // 2].colour
                yield (middle, f"url(#{OWN}-estimated)"), self.text.say("estimated")
        if self._open:
            yield (f"url(#{OWN}-unknown)",), self.text.say("not decided")

    def _class(self, each: Class) -> str:
        """Return what a class holds, in words."""
        if each.label:
            return clean(each.label)
        unit = f" {self.text.unit}" if self.text.unit else ""
        if each.low is None and each.high is None:
            return self.text.say("all") + unit
        if each.low is None:
            return self.text.say("below {high:number}", high=each.high) + unit
        if each.high is None:
            return self.text.say("{low:number} or more", low=each.low) + unit
        said = self.text.say("{low:number} to {high:number}", low=each.low, high=each.high)
        return said + unit

    def _key(self, elements: list[str], y: float) -> float:
        """Write which name each number stands for, in columns."""
        if not self.labels or not self._numbers:
            return y
        named = {area.key: area.name for area in self.areas}
        entries = [f"{number} {clean(named[key])}" for key, number in self._numbers.items()]
        across = max(wide(entry, _SIZE) for entry in entries) + 14
        columns = max(1, int((self.width - 2 * _MARGIN) / across))
        rows = -(-len(entries) // columns)
        for place, entry in enumerate(entries):
            column, row = divmod(place, rows)
            elements += written(entry, _MARGIN + column * across, y + row * 13, look="soft")
        return y + rows * 13 + 6

    def _notes(self) -> Iterator[str]:
        """Yield what no colour says: sums of what is unknown by itself, and whom to name."""
        if self.classed is not None and self.shown.together is not None:
            for keys in self._unclassed:
                total = self.shown.together(keys)
                if len(keys) > 1 and total.is_exact:
                    names = tuple(area.name for area in self.areas if area.key in keys)
                    yield self.text.say(
                        "{names:and all}: {total} together; how it divides is not known.",
                        names=names,
                        total=total,
                    )
        lost = [area.name for area in self.areas if area.key not in self._outlines]
        if lost:
            yield self.text.say("Without an outline: {names:and}.", names=tuple(lost))
        if self.text.source:
            yield self.text.say("Source: {source}", source=clean(self.text.source))
        attribution = self.snapshot.shapes.attribution
        if attribution:
            yield self.text.say("Borders: {attribution}", attribution=attribution)

    @cached_property
    def _unclassed(self) -> Sequence[tuple[str, ...]]:
        """Areas beside each other whose figures have no class, together."""
        assert self.classed is not None  # noqa: S101 - only asked where there are classes
        lands = {
            area.key: area.land.decided
            for area in self.areas
            if self.classed.of(self.shown.values.get(area.key)) is None
        }
        group = {key: key for key in lands}

        def root(key: str) -> str:
            while group[key] != key:
                key = group[key]
            return key

        for one, other, _ in self.snapshot.shapes.neighbours(lands):
            group[root(one)] = root(other)
        found: dict[str, list[str]] = {}
        for key in lands:
            found.setdefault(root(key), []).append(key)
        return [tuple(keys) for keys in found.values()]

    # --- in words ---

    def _description(self) -> str:
        if self.classed is None:
            names = tuple(area.name for area in self.areas)
            return self.text.say("A map of {names:and all}.", names=names)
        said = [f"{label}" for _, label in self._entries()]
        return f"{self.text.title}. {'; '.join(said)}."

    def _table(self) -> Table:
        """Return what the map shows as a table."""
        head = [Column("area"), Column("name")]
        if self.classed is None:
            return Table(self.text.title, head, [(a.key, a.name) for a in self.areas])
        values = self.shown.values
        is_words = any(isinstance(each, str) for each in values.values())
        column = Column("value", "text" if is_words else "estimate")
        rows = [(area.key, area.name, values.get(area.key)) for area in self.areas]
        return Table(self.text.title, [*head, column], rows, tuple(self._notes()))


_MOST_NAMED: Final = 120
"""So many areas are numbered at most; where there are more, only names that fit are written."""


def _fitting(each: _Area) -> list[str] | None:
    """Return the lines in which a name fits into its area, if it does."""
    name = clean(each.area.name)
    if wide(name, _SIZE) <= each.spot.wide:
        return [name]
    lines = lines_of(name.replace("-", "- "), each.spot.wide, _SIZE)
    fits = len(lines) == 2 and all(wide(line, _SIZE) <= each.spot.wide for line in lines)  # noqa: PLR2004
    return [line.replace("- ", "-") for line in lines] if fits else None


def _reading(each: _Area) -> tuple[int, float]:
    """Return where an area comes when a map is read from left to right, in broad rows."""
    return round(each.spot.y / 40), each.spot.x


def _around(outlines: Iterable[Outline]) -> tuple[float, float, float, float]:
    every = [outline.bounds for outline in outlines]
    if not every:
        return 0.0, 0.0, 1.0, 1.0
    west, south, east, north = zip(*every, strict=True)
    return min(west), min(south), max(east), max(north)


def _meets(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _middle(bounds: tuple[float, ...]) -> tuple[float, float]:
    west, south, east, north = bounds
    return (west + east) / 2, (south + north) / 2


def _is_within(plane: Plane, each: _Area) -> bool:
    """Tell whether a name stands wholly in a frame."""
    half = wide(max(_fitting(each) or [""], key=len)) / 2 + 2
    return (
        plane.left + half < each.spot.x < plane.left + plane.width - half
        and plane.top + _SIZE < each.spot.y < plane.top + plane.height - _SIZE
    )
