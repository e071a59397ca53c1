"""Land as GeoJSON (RFC 7946): the outlines of a day's areas written, and shapes read.

Coordinates are longitude and latitude in degrees, WGS84; rings around land run
counter-clockwise. What has no outline is a feature with a null geometry that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, Final

from elzmodel.errors import (
    ConflictError,
    ElzError,
    InvalidValueError,
)
from elzmodel.landscape.lands import AreaLand
from elzmodel.landscape.names import AreaNames
from elzmodel.territory import Municipality, Shape, Shapes
from elzmodel.values import (
    Code,
    Codes,
    Column,
    Finding,
    Kind,
    PartId,
    Ref,
    Severity,
    Share,
    Total,
    plain_key,
)
from elzmodel.values.cells import as_cell, as_plain
from elzmodel.values.ids import grouped
from elzmodel.values.text import Said, said

__all__: list[str] = []

NO_PLACE: Final = Code(
    "ELZ-L050",
    {
        "": "feature {n}: {reason}",
        "drawing": "feature {n} ({named}) {reason}",
        "no key": "feature {n} has no property {key!r}",
        "no polygon": "feature {n} ({named}) is {found}, where a Polygon or MultiPolygon is needed",
        "far": "feature {n} ({named}) lies around {found}; that land lies around {known}",
        "swapped": "feature {n} ({named}) has latitude before longitude",
    },
    severity=Severity.ERROR,
    meaning="a shape that cannot be used",
    explanation=(
        "A feature of a GeoJSON file names no municipality of the day, has no land, or lies "
        "elsewhere than the land that it names, as far as the outline of that is known."
    ),
    remedy="name the property that holds codes or names, and the day whose municipalities they are",
)
CODES: Final = Codes([NO_PLACE])
_NO_LAND: Final = 1e-12
"""Twice the area, in square degrees, under which a ring goes around nothing."""
_NEAR: Final = 0.1
"""How far, in degrees, a coarse outline may lie outside of a finer one of the same land."""
_DRAWING: Final = said("write closed rings of longitude and latitude, as RFC 7946 has them")
_ELSEWHERE: Final = said(
    "look at the property that names it, and at the coordinates: WGS84, in degrees"
)


def feature_collection(
    areas: Iterable[AreaLand],
    shapes: Shapes,
    *,
    kind: str,
    day: date,
    properties: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """Return one feature an area, with what is known of it and what *properties* add by its key.

    Raises:
        UnknownIdError: If *properties* speak of an area that is not there, with near ones.
        AmbiguousNameError: If they speak of one by a name that several have.
    """
    areas = tuple(areas)
    added = _written(by_key(areas, kind, properties))
    features = [_feature(area, shapes, kind, day, added.get(area.key, {})) for area in areas]
    found = {"type": "FeatureCollection", "name": f"{kind} on {day}", "features": features}
    return {**found, "attribution": shapes.attribution} if shapes.attribution else found


def by_key(
    areas: Iterable[AreaLand], kind: str, properties: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return what is said of each area, by its key; it may be said by its name."""
    names = AreaNames(kind, ((area.key, area.name) for area in areas))
    found: dict[str, dict[str, Any]] = {}
    for asked, added in properties.items():
        found.setdefault(names.one(asked), {}).update(added)
    return found


def _written(added: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return properties as JSON has them; a figure between bounds is several, of all areas."""
    by_name = grouped((name, value) for each in added.values() for name, value in each.items())
    columns = {name: Column(name, _kind_of(values)) for name, values in by_name.items()}
    return {
        key: {
            written: _plain(side)
            for name, value in each.items()
            for written, side in zip(columns[name].keys, columns[name].split(value), strict=True)
        }
        for key, each in added.items()
    }


def _kind_of(values: Iterable[object]) -> Kind:
    totals = [value for value in values if isinstance(value, Total)]
    if any(total.estimate is not None for total in totals):
        return "estimate"
    if totals:
        return "total"
    return "share" if any(isinstance(value, Share) for value in values) else "text"


def _plain(value: object) -> object:
    """Return a value as JSON has it, what it holds as well."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return as_plain(as_cell(value))


def _feature(
    area: AreaLand, shapes: Shapes, kind: str, day: date, added: Mapping[str, Any]
) -> dict[str, Any]:
    shape = shapes.of(area.land.decided)
    known: dict[str, Any] = {
        "id": area.key,
        "name": area.name,
        "kind": kind,
        "day": day.isoformat(),
    }
    if area.land.undecided:
        known["undecided"] = sorted(area.land.undecided)
    if shape.outline is None:
        known["no_outline"] = "no outline of exactly this land is known"
        known["within"] = sorted(shape.around)
    geometry = shape.outline.__geo_interface__ if shape.outline else None
    return {
        "type": "Feature",
        "id": area.key,
        "geometry": geometry,
        "properties": {**known, **added},
    }


def shapes_from(
    collection: Mapping[str, Any],
    key: str,
    municipality: Callable[[str], Municipality],
    *,
    known: Shapes,
    attribution: str,
) -> Shapes:
    """Read the shapes of a feature collection; *key* is the property that names a municipality.

    What lies elsewhere than *known* shapes of the same land is a problem.

    Raises:
        ConflictError: If features cannot be used; all problems at once.
    """
    found = collection.get("features") if hasattr(collection, "get") else None
    if not isinstance(found, Sequence) or not found:
        raise InvalidValueError("collection of shapes", collection, "a GeoJSON FeatureCollection")
    read = [_land(each, n, key, municipality, known) for n, each in enumerate(found, start=1)]
    findings = [each for each in read if isinstance(each, Finding)]
    if findings:
        raise ConflictError(findings)
    lands = (each for each in read if not isinstance(each, Finding))
    return Shapes.from_polygons(lands, attribution=attribution)


def _land(
    feature: object, n: int, key: str, municipality: Callable[[str], Municipality], known: Shapes
) -> tuple[tuple[PartId, ...], _Pieces] | Finding:
    """Return the parts and the polygons of a feature, or why it cannot be used."""
    about = Ref("feature", str(n))
    named = _within(feature, "properties").get(key)
    if named is None:
        return NO_PLACE.finding(about, variant="no key", n=n, key=key)
    try:
        code = plain_key(named)
        parts = municipality(code).parts
    except ElzError as error:
        return NO_PLACE.finding(about, n=n, reason=Said(str(error), error))
    problem = partial(NO_PLACE.finding, about, n=n, named=code)
    geometry = _within(feature, "geometry")
    kind, pieces = geometry.get("type"), geometry.get("coordinates", [])
    if kind not in ("Polygon", "MultiPolygon"):
        return problem(variant="no polygon", found=str(kind))
    pieces = [pieces] if kind == "Polygon" else pieces
    wrong = _wrong(pieces)
    if wrong:
        return problem(variant="drawing", reason=wrong, remedy=_DRAWING)
    return _elsewhere(pieces, known.of(parts), problem) or (parts, pieces)


def _within(feature: object, name: str) -> Mapping[str, Any]:
    found = feature.get(name) if isinstance(feature, Mapping) else None
    return found if isinstance(found, Mapping) else {}


_Pieces = Sequence[Sequence[Sequence[Sequence[float]]]]
_Bounds = tuple[float, float, float, float]


def _wrong(pieces: _Pieces) -> str:
    """Say why polygons cannot be drawn; nothing where they can."""
    try:
        if not pieces or not all(pieces):
            return said("has no ring")
        rings = [[(x + 0.0, y + 0.0) for x, y, *_ in ring] for piece in pieces for ring in piece]
    except (TypeError, ValueError):
        return said("has points that are no two numbers")
    return next(filter(None, map(_wrong_ring, rings)), "")


def _wrong_ring(points: Sequence[tuple[float, float]]) -> str:
    if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in points):
        return said("has points that are no longitude and latitude in degrees (WGS84)")
    turns = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise(points))
    if points[:1] != points[-1:] or abs(turns) < _NO_LAND:
        return said("has a ring that does not close around land")
    return ""


def _elsewhere(pieces: _Pieces, shape: Shape, problem: Callable[..., Finding]) -> Finding | None:
    """Return what is wrong with polygons that lie elsewhere than the same land is known to."""
    outline = shape.outline or shape.outline_around
    if outline is None:
        return None
    west, south, east, north = drawn = _bounds(pieces)
    if _meet(drawn, outline.bounds):
        return None
    if _meet((south, west, north, east), outline.bounds):
        return problem(variant="swapped", remedy=_DRAWING)
    found, known = _middle(drawn), _middle(outline.bounds)
    return problem(variant="far", found=found, known=known, remedy=_ELSEWHERE)


def _bounds(pieces: _Pieces) -> _Bounds:
    points = [point for piece in pieces for ring in piece for point in ring]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def _meet(one: _Bounds, other: _Bounds) -> bool:
    return all(
        one[side] <= other[side + 2] + _NEAR and other[side] <= one[side + 2] + _NEAR
        for side in (0, 1)
    )


def _middle(bounds: _Bounds) -> str:
    west, south, east, north = bounds
    return f"{(west + east) / 2:.2f}, {(south + north) / 2:.2f}"
