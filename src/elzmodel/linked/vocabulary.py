"""The words of linked data: the published context, addresses, and what classes are beside ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

__all__ = ["linked_context", "linked_terms"]

OWN: Final = "urn:elzmodel:"
"""What every address of our own begins with; nothing is fetched there."""

TERM: Final = f"{OWN}term:"
NONE: Final = f"{TERM}none"
UNKNOWN: Final = f"{TERM}unknown"
"""What stands where a document has null: that there is none, or that it is not known."""

NONE_IN: Final = frozenset({"zone", "origin", "to"})
"""Where null says that there is none; elsewhere it says that nothing is known."""

MUNICIPALITY: Final = (
    "http://data.vlaanderen.be/id/concept/BestuurseenheidClassificatieCode/5ab0e9b8a3b2ca7c5e000001"
)
CARE_COUNCIL: Final = (
    "http://data.vlaanderen.be/id/concept/GeregistreerdeOrganisatieClassificatieCode/"
    "8392b885-a875-4b0d-b6a2-b52e53bda454"
)
REFNIS: Final = "http://vocab.belgif.be/auth/refnis{year}/"

_CHANGE: Final = ("org:ChangeEvent",)
ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("Create", "Abolish", "Alter", "Merge", "Split", "MoveParts"), _CHANGE),
    "Regroup": _CHANGE,
    "Body": ("org:OrganizationalUnit",),
    "CareCouncil": ("regorg:RegisteredOrganization",),
    "Mandate": ("org:Membership",),
    "Membership": ("org:Membership",),
    "Office": ("org:Membership",),
    "Part": ("prov:Location",),
    "Partner": ("foaf:Agent",),
    "Period": ("time:ProperInterval",),
    "Person": ("person:Person",),
    "Seat": ("org:Post",),
    "Source": ("prov:Entity",),
    "TargetGroup": ("skos:Concept",),
}
"""What a value of a class is in the vocabularies of others, beside what it is in ours."""


@cache
def packaged(name: str) -> str:
    """Return the text of a file that is published with this room.

    Example:
        >>> packaged("context.json")[:1]
        '{'
    """
    return files("elzmodel.linked").joinpath(name).read_text("utf-8")


def linked_context() -> dict[str, Any]:
    """Return the context of our JSON-LD: which address each word stands for.

    It is a file of the package, so nothing is fetched. Words that it does not name are our
    own, under ``urn:elzmodel:term:``. A day behind ``time:hasEnd`` is the first one on which
    something no longer holds: periods are half-open here, and without one they are open.

    Example:
        >>> linked_context()["until"]
        {'@id': 'time:hasEnd', '@type': 'xsd:date'}
    """
    found: dict[str, Any] = json.loads(packaged("context.json"))["@context"]
    return found


def linked_terms() -> str:
    """Return our own words as Turtle: classes, code lists, what unknown and none are.

    Example:
        >>> "elz:ZoneMembership a rdfs:Class" in linked_terms()
        True
    """
    return packaged("terms.ttl")


def address(kind: str, *pieces: str) -> str:
    """Return the address of a thing: what it is, and its id within what is around it.

    Example:
        >>> address("operational goal", "haspengouw", "plan-2022", "1.1")
        'urn:elzmodel:operational-goal:haspengouw:plan-2022:1.1'
    """
    return OWN + ":".join([kind.replace(" ", "-"), *filter(None, pieces)])
