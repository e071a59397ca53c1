"""Partners: who works together in a zone."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from elzmodel.governance import Cluster
from elzmodel.values import PartId, PartnerId, Period, SourceId, ZoneId, tupled

__all__ = [
    "Line",
    "Partner",
    "PartnerKind",
]


class PartnerKind(Enum):
    """What a partner is.

    Example:
        >>> PartnerKind.GROUP.is_named
        False
    """

    ORGANISATION = "organisation"
    AGENCY = "agency"
    NETWORK = "network"
    CIRCLE = "circle"
    """A professional circle (*kring*): an organisation with a profession and an area."""
    FUNCTION = "function"
    """Somebody known by what they do, such as an intermunicipal prevention worker."""
    MUNICIPALITY = "municipality"
    ZONE = "zone"
    ZONES = "zones"
    GROUP = "group"
    """Many who are not named one by one, such as the local authorities."""

    @property
    def is_named(self) -> bool:
        """Whether it is one partner with a name, neither a group nor an area."""
        return self in {
            PartnerKind.ORGANISATION,
            PartnerKind.AGENCY,
            PartnerKind.NETWORK,
            PartnerKind.CIRCLE,
            PartnerKind.FUNCTION,
        }


class Line(Enum):
    """Whether a partner is of the first or the second line (*eerste*, *tweede lijn*).

    Example:
        >>> Line("second").name
        'SECOND'
    """

    FIRST = "first"
    SECOND = "second"


@frozen(kw_only=True, field_transformer=tupled)
class Partner:
    """Who works together with others in a zone (*partner*).

    *area* is the land that it serves, *zones* are the zones that it is, where it
    is one or a group of them. *profession* is that of a professional circle.
    *serves_all* says that it works all over Flanders. What is not stated is
    empty or ``None``.

    Example:
        >>> Partner(id="asster", name="Asster", line=Line.SECOND).kind.value
        'organisation'
    """

    id: PartnerId
    name: str
    kind: PartnerKind = PartnerKind.ORGANISATION
    gloss: str = ""
    profession: str = ""
    clusters: tuple[Cluster, ...] = ()
    line: Line | None = None
    area: tuple[PartId, ...] = ()
    zones: tuple[ZoneId, ...] = ()
    serves_all: bool | None = None
    is_coordinator: bool = False
    period: Period = field(factory=Period)
    note: str = ""
    sources: tuple[SourceId, ...] = ()
