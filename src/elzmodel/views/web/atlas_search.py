"""What the search of an atlas knows: names, codes, postal codes and villages of every time.

The shape of what the script gets is told in `elzmodel.views.web.atlas_data`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from elzmodel.values.text import fold, legible, translated
from elzmodel.views.web.atlas_book import Book, municipality_page, zone_page

__all__: list[str] = []

ZONE, MUNICIPALITY, CODE, POSTAL_CODE, VILLAGE, ALIAS = range(6)
_KINDS: Final = ("zone", "municipality", "code", "postal code", "village", "other name")

Found = tuple[str, int, str]
"""A name or a code, of which kind it is, and the page to which it leads."""


def search_data(book: Book) -> dict[str, Any]:
    """Return every name, code, postal code and village by which a place can be found."""
    names = {zone_page(key): day.zone_map.by_id[key].name for key, day in book.zones.items()}
    names |= {
        municipality_page(key): day.layout.by_unit[key].name for key, day in book.units.items()
    }
    places = {page: place for place, page in enumerate(names)}
    every = (*_zones(book), *_municipalities(book), *_aliases(book))
    rows = {(fold(text), legible(text), kind, places[page]) for text, kind, page in every}
    return {
        "pages": [[page, legible(name)] for page, name in names.items()],
        "kinds": [translated(kind, book.lang) for kind in _KINDS],
        "rows": [[*row] for row in sorted(rows) if row[0]],
    }


def _zones(book: Book) -> Iterator[Found]:
    for zone in book.landscape.zoning.zones:
        if zone.id in book.zones:
            yield zone.name, ZONE, zone_page(zone.id)


def _municipalities(book: Book) -> Iterator[Found]:
    for stage in book.stages:
        for each in stage.last.municipalities:
            page = municipality_page(each.unit)
            yield each.name, MUNICIPALITY, page
            yield each.nis or "", CODE, page
    for unit, day in book.units.items():
        living, page = day.layout.by_unit[unit], municipality_page(unit)
        for code in book.postal_codes(living.parts, day.day):
            yield code.code, POSTAL_CODE, page
        for village in book.villages(living.parts):
            if fold(village.name) != fold(living.name):
                yield village.name, VILLAGE, page


def _aliases(book: Book) -> Iterator[Found]:
    for alias in book.landscape.aliases:
        for key in alias.ids:
            if alias.scope == "zone" and key in book.zones:
                yield alias.text, ALIAS, zone_page(key)
            if alias.scope == "municipality" and key in book.units:
                yield alias.text, ALIAS, municipality_page(key)
