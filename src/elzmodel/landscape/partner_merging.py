"""When partners turn out to be one, or become one: their links go along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.names import near_names
from elzmodel.policy import Measure, MeasureKind
from elzmodel.territory import UnknownIdError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.partners import Partner
    from elzmodel.values import PartnerId

__all__ = ["merge_partners"]


def merge_partners(dossier: Dossier, old: Iterable[PartnerId | str], *, into: Partner) -> Dossier:
    """Return a dossier in which one partner takes the place of several.

    Every reference follows: seats and their constituencies, memberships, the
    organisations of bodies, involvements, hosts, requests, and the indicators
    that ask whether the partner is represented. Nothing else changes. Links
    that become the same link are kept once. *into* stands where the first of
    the old partners stood, and may have the id of one of them.

    Raises:
        InvalidValueError: If *old* is a single text, or *into* has the id of
            another partner.
        UnknownIdError: If one of the old partners is not in the dossier.

    Example:
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.partners import Partner
        >>> from elzmodel.policy import Request
        >>> old = Dossier(
        ...     zone_id="herkenrode",
        ...     partners=[Partner(id="gbo", name="GBO"), Partner(id="gbo2", name="G.B.O.")],
        ...     requests=[Request(id="r1", title="vorming", partner="gbo2")],
        ... )
        >>> new = merge_partners(old, ["gbo", "gbo2"], into=Partner(id="gbo", name="GBO"))
        >>> new.requests[0].partner, len(new.partners)
        ('gbo', 1)
    """
    gone = _known(dossier, old)
    others = {partner.id for partner in dossier.partners} - gone
    if into.id in others:
        raise InvalidValueError("id of the partner", into.id, "one that no other partner has")
    if not gone:
        return dossier
    partners = _replaced(dossier.partners, gone, into)
    renamed = dict.fromkeys(map(str, gone), into.id)
    followed: Dossier = _follow(attrs.evolve(dossier, partners=()), renamed)
    return attrs.evolve(followed, partners=partners)


def _known(dossier: Dossier, old: Iterable[PartnerId | str]) -> set[PartnerId]:
    if isinstance(old, str):
        raise InvalidValueError("list of partners", old, f"several ids, such as [{old!r}]")
    asked = set(old)
    unknown = sorted(asked - set(dossier.of_partner))
    if unknown:
        near = near_names(unknown[0], [str(each) for each in dossier.of_partner])
        raise UnknownIdError("partner", unknown[0], near)
    return {each for each in dossier.of_partner if each in asked}


def _replaced(
    partners: tuple[Partner, ...], gone: set[PartnerId], into: Partner
) -> tuple[Partner, ...]:
    first = next(each for each in partners if each.id in gone)
    kept = (
        into if each is first else each for each in partners if each is first or each.id not in gone
    )
    return tuple(kept)


def _follow(value: Any, renamed: dict[str, PartnerId]) -> Any:  # noqa: ANN401 - any value
    """Rename what is declared as the id of a partner, wherever it lies in a value."""
    if isinstance(value, Measure):
        return _measure(value, renamed)
    changes: dict[str, Any] = {}
    for each in attrs.fields(type(value)):
        old = getattr(value, each.name)
        is_reference = "PartnerId" in str(each.type)
        new = renamed.get(old, old) if is_reference else _inside(old, renamed)
        if new is not old:
            changes[each.alias or each.name] = new
    return attrs.evolve(value, **changes) if changes else value


def _inside(value: Any, renamed: dict[str, PartnerId]) -> Any:  # noqa: ANN401 - any field
    if isinstance(value, tuple):
        new = tuple(_inside(each, renamed) for each in value)
        changed = any(a is not b for a, b in zip(new, value, strict=True))
        return tuple(dict.fromkeys(new)) if changed else value
    return _follow(value, renamed) if attrs.has(type(value)) else value


def _measure(measure: Measure, renamed: dict[str, PartnerId]) -> Measure:
    """Rename the partners of which an indicator asks whether they are represented."""
    asked = (measure.subject, *measure.others)
    if measure.kind is not MeasureKind.REPRESENTED or renamed.keys().isdisjoint(asked):
        return measure
    subject, *others = dict.fromkeys(renamed.get(each, each) for each in asked)
    return attrs.evolve(measure, subject=subject, others=tuple(others))
