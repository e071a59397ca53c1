"""Names and codes at the front door: whatever people type becomes a value or a clear error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from elzmodel.errors import AmbiguousNameError, InvalidValueError, NotOnDayError, UnknownIdError
from elzmodel.territory import Municipality, Register
from elzmodel.values import NisCode, SourceId, UnitId, ZoneId
from elzmodel.values.text import listed
from elzmodel.zones import Zone, Zoning, zone_map

__all__ = [
    "Alias",
    "Names",
    "as_text",
    "fold",
    "near_names",
]

_CODE = re.compile(r"[0-9]{4,6}", re.ASCII)
_APART = re.compile(r"[\s\-\u2013_\u2019'`.&]+")
_PREFIX = re.compile(r"^(?:elz|eerstelijnszone)[\s\-]+(?=\S)", re.IGNORECASE)


def fold(name: str) -> str:
    """Return a name as it is compared: no accents, case, hyphens or double spaces.

    Example:
        >>> fold(" Sint-Genesius_Rode "), fold("Biévène")
        ('sint genesius rode', 'bievene')
    """
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _APART.sub(" ", letters).strip().casefold()


@frozen(kw_only=True)
class Alias:
    """Another name or code under which users meet a municipality or a zone.

    *ids* has one id (a unit's or a zone's), or several for a name that stands
    for a group.

    Example:
        >>> from elzmodel import flanders
        >>> [alias.text for alias in flanders().names.aliases if alias.ids == ("zora",)]
        ['Zuidoostrand Antwerpen', 'elz55']
    """

    scope: Literal["municipality", "zone"]
    text: str
    ids: tuple[str, ...]
    kind: str = ""
    sources: tuple[SourceId, ...] = ()


@frozen(eq=False)
class Names:
    """All names and codes of a register and a zoning, with aliases.

    An id is matched as it is written; a name in any case, with or without
    accents and hyphens.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> flanders().names.municipality("tongres", date(2024, 12, 31)).name
        'Tongeren'
    """

    register: Register = field(repr=False)
    zoning: Zoning = field(repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)

    def municipality(self, key: str | Municipality, day: date) -> Municipality:
        """Return the municipality that a code, id, name or alias means on a day.

        Raises:
            InvalidValueError: If *key* is neither text nor a municipality.
            UnknownIdError: If nothing ever had it, with near names.
            AmbiguousNameError: If several municipalities of that day have it.
            NotOnDayError: If it exists on other days, with what it became.
        """
        found: Sequence[Municipality]
        if isinstance(key, Municipality):
            text, ever = str(key.unit), self.register.versions_of(key.unit)
            found = [m for m in ever if day in m.period]
        else:
            text = as_text("municipality", key)
            ever, found = self._ever(text), self.living(text, day)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError("municipality", text, [str(m) for m in found])
        if not ever:
            near = _near(text, self.register.on(day).municipalities)
            raise UnknownIdError("municipality", text, near)
        raise self._not_on_day(text, day, ever)

    def living(self, key: str, day: date) -> tuple[Municipality, ...]:
        """Return the municipalities of a day that a code, id, name or alias means.

        More than one for a name that several share; none where nothing has it.
        A body that still lives goes before others that took its name.
        """
        text = as_text("municipality", key)
        body = () if _CODE.fullmatch(text) else self.register.versions_of(UnitId(text))
        return tuple(m for m in body if day in m.period) or tuple(
            m for m in self._ever(text) if day in m.period
        )

    def units(self, key: str) -> tuple[Municipality, ...]:
        """Return every version that a code, id, name or alias ever meant, in order of time.

        Raises:
            UnknownIdError: If nothing ever had it.
        """
        text = as_text("municipality", key)
        ever = self._ever(text)
        if not ever:
            raise UnknownIdError("municipality", text, _near(text, self.register.versions))
        return ever

    def zones(self, key: str | Zone, day: date) -> tuple[Zone, ...]:
        """Return the zones that an id, name or alias means on a day.

        More than one for a name of a group of zones. ``elz-`` and ``ELZ`` may
        stand before an id or a name.

        Raises:
            InvalidValueError: If *key* is neither text nor a zone.
            UnknownIdError: If nothing ever had it, with near names, or the zones
                of the municipality that has it.
            NotOnDayError: If none of them exists on *day*.
        """
        text = key.id if isinstance(key, Zone) else as_text(self.zoning.kind, key)
        ids = self.zones_ever(text)
        if not ids:
            raise self._no_zone(text, day)
        living = tuple(zone for zone in self.zoning.zones_on(day) if zone.id in ids)
        if not living:
            periods = [zone.period for zone in self.zoning.zones if zone.id in ids]
            why = self.zoning.before_the_first(day)
            raise NotOnDayError(self.zoning.kind, text, day, periods, reason=why)
        return living

    def _no_zone(self, text: str, day: date) -> UnknownIdError:
        """Return the error about a key that is no zone; a municipality's says where it lies."""
        kind, living = self.zoning.kind, self.living(text, day)
        if len(living) != 1:
            names = [zone.name for zone in self.zoning.zones]
            return UnknownIdError(kind, text, near_names(text, names))
        municipality, zones = living[0], zone_map(self.register, self.zoning, day)
        found = [zones.of_id[zone] for zone in zones.split(municipality.parts) if zone]
        is_open = any(part in zones.undecided for part in municipality.parts)
        where = f"it lies in {listed([z.name for z in found])}" if found else f"it is in no {kind}"
        said = f"its {kind} is undecided" if is_open else where
        reason = f"{municipality} is a municipality; on {day} {said}"
        return UnknownIdError(kind, text, [zone.id for zone in found], reason)

    def zones_ever(self, text: str) -> frozenset[ZoneId]:
        """Return the ids that an id, name or alias of a zone ever meant; none if it never did."""
        return self._zone_ids(text) or self._zone_ids(_PREFIX.sub("", text))

    def zone(self, key: str | Zone, day: date) -> Zone:
        """Return the one zone that an id, name or alias means on a day.

        Raises:
            AmbiguousNameError: If it is the name of a group.
            UnknownIdError: If nothing ever had it, with near names.
            NotOnDayError: If it does not exist on *day*.
        """
        first, *others = self.zones(key, day)
        if others:
            raise AmbiguousNameError(self.zoning.kind, key, [z.id for z in (first, *others)])
        return first

    def not_on_day(self, key: str, day: date) -> NotOnDayError:
        """Return the error that says what a municipality became by a day, or was before it.

        Raises:
            UnknownIdError: If nothing ever had *key*.
        """
        return self._not_on_day(key, day, self.units(key))

    def _not_on_day(self, text: str, day: date, ever: Sequence[Municipality]) -> NotOnDayError:
        def living(versions: Iterable[Municipality]) -> list[str]:
            found = dict.fromkeys(m for v in versions for m in self.register.became(v, day))
            return [str(m) for m in found]

        later = [m for m in ever if m.period.start and m.period.start > day]
        earlier = [m for m in ever if m not in later]
        periods = [m.period for m in ever]
        return NotOnDayError("municipality", text, day, periods, living(earlier), living(later))

    def _ever(self, text: str) -> tuple[Municipality, ...]:
        """Find versions by code, or else by id, name and alias."""
        if _CODE.fullmatch(text):
            return self.register.with_code(NisCode(text))
        named = self._by_name.get(fold(text), ())
        return _in_time((*self.register.versions_of(UnitId(text)), *named))

    @cached_property
    def _by_name(self) -> dict[str, tuple[Municipality, ...]]:
        named = [(fold(m.name), m) for m in self.register.versions]
        for alias in self.aliases:
            if alias.scope == "municipality":
                named += [
                    (fold(alias.text), m)
                    for unit in alias.ids
                    for m in self.register.versions_of(UnitId(unit))
                ]
        index: dict[str, list[Municipality]] = {}
        for name, municipality in named:
            index.setdefault(name, []).append(municipality)
        return {name: tuple(found) for name, found in index.items()}

    def _zone_ids(self, text: str) -> frozenset[ZoneId]:
        if any(zone.id == text for zone in self.zoning.zones):
            return frozenset({ZoneId(text)})
        return self._zones_by_name.get(fold(text), frozenset())

    @cached_property
    def _zones_by_name(self) -> dict[str, frozenset[ZoneId]]:
        named = [(text, {zone.id}) for zone in self.zoning.zones for text in (zone.name, zone.id)]
        named += [(a.text, set(map(ZoneId, a.ids))) for a in self.aliases if a.scope == "zone"]
        index: dict[str, frozenset[ZoneId]] = {}
        for text, ids in named:
            index[fold(text)] = index.get(fold(text), frozenset()) | ids
        return index


def near_names(text: str, names: Iterable[str]) -> list[str]:
    """Return up to three names that look like *text*, best first.

    Example:
        >>> near_names("hasel", ["Hasselt", "Gent"])
        ['Hasselt']
    """
    folded = {fold(name): name for name in names}
    return [folded[name] for name in get_close_matches(fold(text), folded, cutoff=0.6)]


def _near(text: str, municipalities: Iterable[Municipality]) -> list[str]:
    """Suggest up to three municipalities whose code or name looks like *text*."""
    if not _CODE.fullmatch(text):
        return near_names(text, [m.name for m in municipalities])
    coded = {m.nis: str(m) for m in municipalities if m.nis}
    return [coded[NisCode(code)] for code in get_close_matches(text, coded, cutoff=0.75)]


def _in_time(versions: Iterable[Municipality]) -> tuple[Municipality, ...]:
    return tuple(sorted(dict.fromkeys(versions), key=lambda m: m.period.start or date.min))


def as_text(kind: str, key: object) -> str:
    """Return a key without the space around it; refuse what is no text.

    Raises:
        InvalidValueError: If *key* is not text, or empty.

    Example:
        >>> as_text("municipality", " Hasselt ")
        'Hasselt'
    """
    if isinstance(key, str) and key.strip():
        return key.strip()
    hint = "; put quotes around a code" if isinstance(key, int) else ""
    raise InvalidValueError(kind, key, f"a code, an id or a name as text{hint}")
