"""Areas of a day: which land lies in each, and what their names mean.

Zones, reference regions and other partitions, beside the regions, provinces and
arrondissements of the register. `Snapshot.municipalities_in` and its neighbours ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from attrs import field, frozen

from elzmodel.errors import (
    AmbiguousNameError,
    ConflictError,
    ElzError,
    InvalidValueError,
    UnknownIdError,
)
from elzmodel.landscape.names import Match, Names, as_text, qualified
from elzmodel.landscape.rollup import by_label
from elzmodel.territory import Layout, Municipality
from elzmodel.values import Code, Codes, Finding, PartId, Ref, Severity
from elzmodel.values.ids import grouped
from elzmodel.values.text import Said, Suggestions, fold, said, slug
from elzmodel.zones import Zone, ZoneMap, Zoning, zone_map

__all__: list[str] = []

NOT_PLACED: Final = Code(
    "ELZ-L003",
    {"": "{reason}", "twice": "it lies in {area}; as {other!r} it lies in {before}"},
    severity=Severity.ERROR,
    meaning="a municipality of a partition cannot be placed",
    explanation="A partition of your own names what is no municipality of its day, gives it no "
    "area, or gives one municipality two areas under two names. Correct the table.",
)
CODES: Final = Codes((NOT_PLACED,))


@frozen(eq=False)
class Areas:
    """The areas of one day, by kind and by name.

    *others* returns, through time, the partitions beside zones and reference regions.

    Example:
        >>> import elzmodel as elz
        >>> areas = elz.flanders().on("2025-01-01").areas
        >>> [each.name for each in areas.municipalities_in("Waasland")][:2]
        ['Waasmunster', 'Sint-Gillis-Waas']
    """

    day: date
    known: date | None
    layout: Layout
    zones: ZoneMap
    regions: ZoneMap
    zone_names: Names
    region_names: Names
    others: Callable[[], Mapping[str, Zoning]]
    _maps: dict[str, ZoneMap] = field(init=False, repr=False, factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of areas: zones, reference regions, and the others."""
        return (self.zones.kind, self.regions.kind, *self.others())

    def partition(self, kind: str) -> ZoneMap:
        """Return which land lies in which area of a kind; see `Snapshot.partition`."""
        for ready in (self.zones, self.regions):
            if ready.kind == kind:
                return ready
        if kind not in self._maps:
            names = self.names_of(kind)
            self._maps[kind] = zone_map(names.register, names.zoning, self.day)
        return self._maps[kind]

    def names_of(self, kind: str) -> Names:
        """Return what the areas of a kind are called.

        Raises:
            InvalidValueError: If there is no such kind, with those that there are.
        """
        for names in (self.zone_names, self.region_names):
            if names.zoning.kind == kind:
                return names
        if kind not in self._other_names:
            expected = said("one of {names:list all}", names=self.kinds)
            raise InvalidValueError("kind of area", kind, expected)
        return self._other_names[kind]

    def municipalities_in(self, area: str) -> tuple[Municipality, ...]:
        """Return the municipalities of an area; see `Snapshot.municipalities_in`."""
        found = self._of_register.get(fold(as_text("area", area)))
        if found:
            return found
        regions = self.region_names.find_zone(area, self.day)
        matches = [regions] if regions.on_day else list(self._called(area, regions))
        on_day = [(match, self._land_of(match)) for match in matches if match.on_day]
        if len({land for _, land in on_day}) > 1:
            candidates = [f"{match.on_day[0]} ({match.kind})" for match, _ in on_day]
            raise AmbiguousNameError("area", area, candidates)
        if on_day:
            return self.layout.holding(on_day[0][1])
        for match in matches:
            if match.ever:
                raise self.names_of(match.kind).error(match)
        raise UnknownIdError(
            "area", area, Suggestions(area, self._every_name), self._zone_not(area)
        )

    def _zone_not(self, area: str) -> str:
        """Say that a name is that of a zone, whose municipalities are asked for elsewhere."""
        zones = self.zone_names.find_zone(area, self.day).on_day
        if not zones:
            return ""
        return said(
            "It is a zone: municipalities_of has what lies in it, `elzmodel zone` in a terminal"
        )

    def _called(self, area: str, regions: Match[Zone]) -> Iterator[Match[Zone]]:
        """Yield what a name means in each partition, or in that of the kind in brackets."""
        yield regions
        plain, bracket = qualified(area)
        for kind, names in self._other_names.items():
            if not bracket or fold(bracket) == fold(kind):
                yield names.find_zone(plain, self.day)

    def _land_of(self, match: Match[Zone]) -> frozenset[PartId]:
        parts = self.partition(match.kind).parts_by_zone
        return frozenset(part for area in match.on_day for part in parts[area.id])

    @cached_property
    def _other_names(self) -> Mapping[str, Names]:
        """The names of the areas of each other partition, by its kind."""

        def known(zoning: Zoning) -> Zoning:
            return zoning if self.known is None else zoning.as_known(self.known)

        register = self.region_names.register
        return {kind: Names(register, known(each)) for kind, each in self.others().items()}

    @cached_property
    def _of_register(self) -> Mapping[str, tuple[Municipality, ...]]:
        """The municipalities of each region, else province, else arrondissement, by folded name."""
        found: dict[str, tuple[Municipality, ...]] = {}
        for level in ("arrondissement", "province", "region"):
            found |= by_label(self.layout, level, read=fold)
        return found

    def _every_name(self) -> Iterator[str]:
        for municipality in self.layout.municipalities:
            yield from filter(None, (municipality.region, municipality.province))
        for names in (self.region_names, *self._other_names.values()):
            yield from (area.name for area in names.zoning.zones)


# --- a partition of your own ------------------------------------------------------------


def own_partition(
    kind: str, areas: Mapping[str, str], find: Callable[[str], Municipality], day: date
) -> Zoning:
    """Return municipalities in areas, given by any key that *find* knows; known from *day* on.

    Raises:
        ConflictError: If municipalities cannot be placed; all problems at once.
    """
    placed: dict[Municipality, tuple[str, str]] = {}
    problems: list[Finding] = []
    for key, given in areas.items():
        try:
            municipality, area = find(key), as_text("area", given)
        except ElzError as error:
            reason = Said(str(error), error)
            problems.append(NOT_PLACED.finding(Ref("key", str(key)), reason=reason))
            continue
        other, before = placed.setdefault(municipality, (key, area))
        if slug(before) != slug(area):
            about = Ref("key", key)
            problems.append(
                NOT_PLACED.finding(about, variant="twice", area=area, other=other, before=before)
            )
    if problems:
        raise ConflictError(problems)
    lands = grouped((slug(area), (area, m)) for m, (_, area) in placed.items())
    rows = [
        (members[0][0], [part for _, m in members for part in m.parts], ())
        for members in lands.values()
    ]
    return Zoning.of_areas(kind, rows, day=day, reason="the day for which it was given")
