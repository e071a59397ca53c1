"""Land as GeoJSON (RFC 7946): the outlines of a day's areas written, and shapes read.

Coordinates are longitude and latitude in degrees, WGS84; rings around land run
counter-clockwise. What has no outline is a feature with a null geometry that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from elzmodel.errors import (
    AmbiguousNameError,
    ConflictError,
    ElzError,
    InvalidValueError,
    UnknownIdError,
)
from elzmodel.landscape.names import as_text
from elzmodel.landscape.rollup import AreaLand
from elzmodel.territory import Municipality, Shapes
from elzmodel.values import Code, Codes, Finding, PartId, Ref, Severity
from elzmodel.values.ids import grouped
from elzmodel.values.text import Suggestions, fold

__all__: list[str] = []

NO_PLACE: Final = Code(
    "ELZ-L050",
    {
        "": "feature {n}: {reason}",
        "drawing": "feature {n} ({named}) {reason}",
        "no key": "feature {n} has no property {key!r}",
        "no polygon": "feature {n} ({named}) is {found}, where a Polygon or MultiPolygon is needed",
    },
    severity=Severity.ERROR,
    meaning="a shape that cannot be used",
    explanation="A feature of a GeoJSON file names no municipality of the day, or has no land.",
    remedy="name the property that holds codes or names, and the day whose municipalities they are",
)
CODES: Final = Codes([NO_PLACE])
_NO_LAND: Final = 1e-12
"""Twice the area, in square degrees, under which a ring goes around nothing."""
_DRAWING: Final = "write closed rings of longitude and latitude, as RFC 7946 has them"


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
    added = _by_key(areas, kind, properties)
    features = [_feature(area, shapes, kind, day, added.get(area.key, {})) for area in areas]
    found = {"type": "FeatureCollection", "name": f"{kind} on {day}", "features": features}
    return {**found, "attribution": shapes.attribution} if shapes.attribution else found


def _by_key(
    areas: Iterable[AreaLand], kind: str, properties: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return what is said of each area, by its key; it may be said by its name."""
    named = grouped((fold(area.name), area.key) for area in areas)
    known = {area.key: (area.key,) for area in areas}
    found: dict[str, dict[str, Any]] = {}
    for asked, added in properties.items():
        text = as_text(kind, asked)
        keys = [*(known.get(text) or named.get(fold(text), ()))]
        if not keys:
            shown = {**{area.name: area.key for area in areas}, **{key: key for key in known}}
            near = Suggestions(text, shown, shown=shown.__getitem__)
            raise UnknownIdError(kind, text, near)
        if len(keys) > 1:
            raise AmbiguousNameError(kind, text, keys)
        found.setdefault(keys[0], {}).update(added)
    return found


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
    attribution: str,
) -> Shapes:
    """Read the shapes of a feature collection; *key* is the property that names a municipality.

    Raises:
        ConflictError: If features cannot be used; all problems at once.
    """
    found = collection.get("features") if hasattr(collection, "get") else None
    if not isinstance(found, Sequence) or not found:
        raise InvalidValueError("collection of shapes", collection, "a GeoJSON FeatureCollection")
    findings: list[Finding] = []
    features = enumerate(found, start=1)
    polygons = [
        land for n, each in features for land in _land(each, n, key, municipality, findings)
    ]
    if findings:
        raise ConflictError(findings)
    return Shapes.from_polygons(polygons, attribution=attribution)


def _land(
    feature: Mapping[str, Any],
    n: int,
    key: str,
    municipality: Callable[[str], Municipality],
    findings: list[Finding],
) -> Iterator[tuple[tuple[PartId, ...], list[Any]]]:
    about = Ref("feature", str(n))
    named = (feature.get("properties") or {}).get(key)
    if named is None:
        findings.append(NO_PLACE.finding(about, variant="no key", n=n, key=key))
        return
    try:
        parts = municipality(str(named)).parts
    except ElzError as error:
        findings.append(NO_PLACE.finding(about, n=n, reason=str(error)))
        return
    geometry = feature.get("geometry") or {}
    pieces = geometry.get("coordinates", [])
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        findings.append(
            NO_PLACE.finding(about, variant="no polygon", n=n, named=str(named), found=str(kind))
        )
        return
    pieces = [pieces] if kind == "Polygon" else pieces
    wrong = _wrong(pieces)
    if wrong:
        findings.append(
            NO_PLACE.finding(
                about, variant="drawing", n=n, named=str(named), reason=wrong, remedy=_DRAWING
            )
        )
    else:
        yield parts, pieces


def _wrong(pieces: Sequence[Sequence[Sequence[Sequence[float]]]]) -> str:
    """Say why polygons cannot be drawn; nothing where they can."""
    if not pieces or not all(pieces):
        return "has no ring"
    for ring in (ring for piece in pieces for ring in piece):
        try:
            points = [(x + 0.0, y + 0.0) for x, y, *_ in ring]
        except (TypeError, ValueError):
            return "has points that are no two numbers"
        if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in points):
            return "has points that are no longitude and latitude in degrees (WGS84)"
        turns = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise(points))
        if points[:1] != points[-1:] or abs(turns) < _NO_LAND:
            return "has a ring that does not close around land"
    return ""
