"""Land as GeoJSON (RFC 7946): the outlines of a day's areas written, and shapes read.

Coordinates are longitude and latitude in degrees, WGS84; rings around land run
counter-clockwise. What has no outline is a feature with a null geometry that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from elzmodel.errors import ConflictError, ElzError, UnknownIdError
from elzmodel.landscape.rollup import AreaLand
from elzmodel.territory import Municipality, Shapes
from elzmodel.values import Code, Codes, Finding, PartId, Ref, Severity
from elzmodel.values.text import Suggestions

__all__: list[str] = []

NO_PLACE: Final = Code(
    "ELZ-L050",
    {
        "": "feature {n}: {reason}",
        "no key": "feature {n} has no property {key!r}",
        "no polygon": "feature {n} ({named}) is {found}, where a Polygon or MultiPolygon is needed",
    },
    severity=Severity.ERROR,
    meaning="a shape that cannot be used",
    explanation="A feature of a GeoJSON file names no municipality of the day, or has no land.",
    remedy="name the property that holds codes or names, and the day whose municipalities they are",
)
CODES: Final = Codes([NO_PLACE])


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
    """
    areas = tuple(areas)
    known = {area.key for area in areas}
    strange = next((key for key in properties if key not in known), None)
    if strange is not None:
        raise UnknownIdError(kind, strange, Suggestions(strange, known))
    features = [_feature(area, shapes, kind, day, properties.get(area.key, {})) for area in areas]
    found = {"type": "FeatureCollection", "name": f"{kind} on {day}", "features": features}
    return {**found, "attribution": shapes.attribution} if shapes.attribution else found


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
    findings: list[Finding] = []
    features = enumerate(collection.get("features", ()), start=1)
    polygons = [
        found for n, each in features for found in _land(each, n, key, municipality, findings)
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
    match geometry.get("type"):
        case "Polygon":
            yield parts, [pieces]
        case "MultiPolygon":
            yield parts, pieces
        case found:
            findings.append(
                NO_PLACE.finding(
                    about, variant="no polygon", n=n, named=str(named), found=str(found)
                )
            )
