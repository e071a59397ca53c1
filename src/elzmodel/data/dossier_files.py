"""The packaged dossiers: what four zones publish about themselves."""

from __future__ import annotations

from functools import cache

from elzmodel.data.packaged import packaged_files
from elzmodel.data.reference import flanders
from elzmodel.data.term_files import packaged_terms
from elzmodel.dossiers import Dossier
from elzmodel.errors import UnknownIdError
from elzmodel.io import loads
from elzmodel.landscape.names import as_text
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import near, said

__all__ = ["dossier", "packaged_dossiers"]

_FILES = packaged_files("dossiers", ".yaml")


def dossier(key: str) -> Dossier:
    """Return the packaged dossier of a zone: what it publishes about itself.

    It is read once and remembered. Persons have their names in it as far as
    the zone published them; `Dossier.without_names` leaves them out.

    Args:
        key: The zone: its id, name or an alias.

    Raises:
        InvalidValueError: If *key* is not text.
        UnknownIdError: If no dossier of such a zone is packaged.

    Example:
        >>> import elzmodel as elz
        >>> elz.dossier("ELZ Haspengouw").plans
        (<PolicyPlan beleidsplan: 5 strategic goals, 29 actions, 59 indicators>,)
    """
    text = as_text("dossier", key)
    zones = {text} if text in _FILES else {zone.id for zone in flanders().names.zones_ever(text)}
    found = [zone for zone in zones if zone in _FILES]
    if len(zones) != 1 or not found:
        raise _unknown(text)
    return _read(found[0])


def packaged_dossiers() -> tuple[Dossier, ...]:
    """Return the packaged dossiers, in order of their zones.

    Example:
        >>> [dossier.zone_id for dossier in packaged_dossiers()]
        ['haspengouw', 'herkenrode', 'kempenland', 'zuid-oost-limburg']
    """
    return tuple(_read(zone) for zone in sorted(_FILES))


@cache
def _read(zone: str) -> Dossier:
    return packaged_terms(loads(_FILES[zone].read_text("utf-8"), of=Dossier, name=f"{zone}.yaml"))


def _unknown(text: str) -> UnknownIdError:
    """Return the error that gives near names, or else what there is."""
    names = [zone.name for zone in flanders().zoning.zones if zone.id in _FILES]
    near_names = near(text, names)
    reason = "" if near_names else said("There are dossiers of {zones:list}", zones=sorted(_FILES))
    return UnknownIdError("dossier", text, near_names, reason)


keep_door(__name__)
