"""What editors show beside a key: one sentence in English and one in Dutch.

A key that means something of its own in one class stands under the class and
its name, such as ``Seat.cluster``; other keys under their name alone.
"""

from __future__ import annotations

from typing import Final

from elzmodel.io._council_descriptions import CLASSES as COUNCIL_CLASSES
from elzmodel.io._council_descriptions import FIELDS as COUNCIL_FIELDS
from elzmodel.io._event_descriptions import CLASSES as EVENT_CLASSES
from elzmodel.io._event_descriptions import FIELDS as EVENT_FIELDS
from elzmodel.io._plan_descriptions import CLASSES as PLAN_CLASSES
from elzmodel.io._plan_descriptions import FIELDS as PLAN_FIELDS
from elzmodel.io._scenario_descriptions import CLASSES as SCENARIO_CLASSES
from elzmodel.io._scenario_descriptions import FIELDS as SCENARIO_FIELDS

__all__ = [
    "GROUPS",
    "class_words",
    "field_words",
]

Words = tuple[str, str]
"""A sentence in English and one in Dutch."""

_SHARED: Final[dict[str, Words]] = {
    "body": ("The id of a body of the council.", "De id van een orgaan van de zorgraad."),
    "cadence": ("How often, as written.", "Hoe vaak, zoals het er staat."),
    "documents": (
        "The documents that this is read from; sources name them by id.",
        "De documenten waaruit dit komt; sources verwijst ernaar met hun id.",
    ),
    "gloss": ("The title in English.", "De titel in het Engels."),
    "id": (
        "The id: letters and digits, with single hyphens, dots or slashes.",
        "De id: letters en cijfers, met losse streepjes, punten of schuine strepen.",
    ),
    "is_invented": (
        "Whether this is an example that nobody published.",
        "Of dit een voorbeeld is dat niemand publiceerde.",
    ),
    "label": ("The name as published.", "De naam zoals gepubliceerd."),
    "note": ("What else there is to say.", "Wat er verder te zeggen is."),
    "open_lists": (
        "Which of these lists are not complete.",
        "Welke van deze lijsten niet volledig zijn.",
    ),
    "partner": ("The id of a partner.", "De id van een partner."),
    "period": (
        "The days in which it holds; left out where it is always.",
        "De dagen waarop het geldt; weglaten als het altijd is.",
    ),
    "person": (
        "The id of a person, a pseudonym.",
        "De id van een persoon, een schuilnaam.",
    ),
    "sources": (
        "The ids of the documents that say so.",
        "De id's van de documenten die het zeggen.",
    ),
    "title": ("A short title in Dutch.", "Een korte titel in het Nederlands."),
}

GROUPS: Final[tuple[tuple[dict[str, Words], dict[str, Words]], ...]] = (
    (EVENT_CLASSES, EVENT_FIELDS),
    (COUNCIL_CLASSES, {**_SHARED, **COUNCIL_FIELDS}),
    (PLAN_CLASSES, {**_SHARED, **PLAN_FIELDS}),
    (SCENARIO_CLASSES, SCENARIO_FIELDS),
)
"""For each room, what its classes describe and what their keys hold."""


def class_words(name: str) -> Words:
    """Return what a class describes.

    Example:
        >>> class_words("Total")[0]
        'An amount between two bounds.'
    """
    return next(classes[name] for classes, _ in GROUPS if name in classes)


def field_words(name: str, key: str) -> Words:
    """Return what a key of a class holds.

    Example:
        >>> field_words("Source", "licence")[0]
        'Under which terms it may be used.'
    """
    fields = next(fields for classes, fields in GROUPS if name in classes)
    return fields.get(f"{name}.{key}") or fields[key]
