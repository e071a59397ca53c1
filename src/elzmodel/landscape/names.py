"""Names and codes at the front door: whatever people type becomes a value or a clear error."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.errors import AmbiguousNameError
from elzmodel.territory import Municipality, NotOnDayError, Register, UnknownIdError
from elzmodel.values import SourceId, UnitId, ZoneId
from elzmodel.zones import Zone, Zoning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Alias", "Names", "fold"]

_CODE = re.compile(r"[0-9]{4,6}", re.ASCII)
_APART = re.compile(r"[\s\-–_’'`.&]+")
_PREFIX = re.compile(r"^(?:elz|eerstelijnszone)[\s\-]+(?=\S)", re.IGNORECASE)


def fold(name: str) -> str:
    """Return a name as it is compared: no accents, case, hyphens or double spaces.

    Example:
        >>> fold(" Sint-Genesius–Rode "), fold("Biévène")
        ('sint genesius rode', 'bievene')
    """
    plain = unicodedata.normalize("NFKD", name.replace("\u00a0", " "))
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
        text = _text("municipality", key.unit if isinstance(key, Municipality) else key)
        layout = self.register.on(day)
        found = [m for m in self._ever(text) if day in m.period]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError("municipality", text, [str(m) for m in found])
        ever = self._ever(text)
        if not ever:
            living = {str(m.nis): m.name for m in layout.municipalities}
            raise UnknownIdError("municipality", text, self._near(text, living))
        raise self._not_on_day(text, day, ever)

    def units(self, key: str) -> tuple[Municipality, ...]:
        """Return every version that a code, id, name or alias ever meant, in order of time.

        Raises:
            UnknownIdError: If nothing ever had it.
        """
        ever = self._ever(_text("municipality", key))
        if not ever:
            everyone = {str(m.nis): m.name for m in self.register.versions}
            raise UnknownIdError("municipality", key, self._near(key, everyone))
        return ever

    def zones(self, key: str | Zone, day: date) -> tuple[Zone, ...]:
        """Return the zones that an id, name or alias means on a day.

        More than one for a name of a group of zones. ``elz-`` and ``ELZ`` may
        stand before an id or a name.

        Raises:
            InvalidValueError: If *key* is neither text nor a zone.
            UnknownIdError: If nothing ever had it, with near names.
            NotOnDayError: If none of them exists on *day*.
        """
        text = _text("zone", key.id if isinstance(key, Zone) else key)
        ids = self.zones_ever(text)
        if not ids:
            known = {zone.id: zone.name for zone in self.zoning.zones}
            raise UnknownIdError(self.zoning.kind, text, self._near(text, known))
        living = tuple(zone for zone in self.zoning.zones_on(day) if zone.id in ids)
        if not living:
            periods = [zone.period for zone in self.zoning.zones if zone.id in ids]
            first = self.zoning.first
            why = first.reason if first and day < first.day else ""
            raise NotOnDayError(self.zoning.kind, text, day, periods, reason=why.capitalize())
        return living

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
        found = self.zones(key, day)
        if len(found) > 1:
            raise AmbiguousNameError(self.zoning.kind, key, [zone.id for zone in found])
        return found[0]

    def _not_on_day(
        self, text: str, day: date, ever: Sequence[Municipality]
    ) -> NotOnDayError:
        def living(versions: Iterable[Municipality]) -> list[str]:
            found = dict.fromkeys(m for v in versions for m in self.register.became(v, day))
            return [str(m) for m in found]

        later = [m for m in ever if m.period.start and m.period.start > day]
        earlier = [m for m in ever if m not in later]
        periods = [m.period for m in ever]
        return NotOnDayError(
            "municipality", text, day, periods, living(earlier), living(later)
        )

    def _ever(self, text: str) -> tuple[Municipality, ...]:
        """Find versions by code, by id, then by name or alias."""
        if _CODE.fullmatch(text):
            return self._by_code.get(text, ())
        return self.register.versions_of(UnitId(text)) or self._by_name.get(fold(text), ())

    @cached_property
    def _by_code(self) -> dict[str, tuple[Municipality, ...]]:
        return _index((m.nis, m) for m in self.register.versions if m.nis)

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
        return _index(named)

    def _zone_ids(self, text: str) -> frozenset[ZoneId]:
        if any(zone.id == text for zone in self.zoning.zones):
            return frozenset({ZoneId(text)})
        return self._zones_by_name.get(fold(text), frozenset())

    @cached_property
    def _zones_by_name(self) -> dict[str, frozenset[ZoneId]]:
        named: dict[str, frozenset[ZoneId]] = {}
        for zone in self.zoning.zones:
            for text in (zone.name, zone.id):
                named[fold(text)] = named.get(fold(text), frozenset()) | {zone.id}
        for alias in self.aliases:
            if alias.scope == "zone":
                named[fold(alias.text)] = named.get(fold(alias.text), frozenset()).union(map(ZoneId, alias.ids))
        return named

    def _near(self, text: str, known: dict[str, str]) -> list[str]:
        """Suggest up to three names or codes that look like *text*."""
        if _CODE.fullmatch(text):
            near = get_close_matches(text, known, cutoff=0.75)
            return [f"{known[code]} ({code})" for code in near]
        folded = {fold(name): name for name in known.values()}
        return [folded[name] for name in get_close_matches(fold(text), folded, cutoff=0.6)]


def _index(pairs: Iterable[tuple[str, Municipality]]) -> dict[str, tuple[Municipality, ...]]:
    index: dict[str, dict[Municipality, None]] = {}
    for name, municipality in pairs:
        index.setdefault(name, {})[municipality] = None
    by_start: Callable[[Municipality], date] = lambda m: m.period.start or date.min
    return {name: tuple(sorted(found, key=by_start)) for name, found in index.items()}


def _text(kind: str, key: object) -> str:
    if isinstance(key, str) and key.strip():
        return key.strip()
    hint = "; put quotes around a code" if isinstance(key, int) else ""
    raise InvalidValueError(kind, key, f"a code, an id or a name as text{hint}")
