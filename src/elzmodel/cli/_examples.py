"""An example of each command, as its help shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["EXAMPLES"]

EXAMPLES: Final[Mapping[str, str]] = {
    "align": "haspengouw herkenrode",
    "atlas": "--crossing --area Limburg",
    "carry": "table.csv --to zone --on 2025-01-01 -o zones.csv",
    "check": "dossier.yaml --on 2025-01-01",
    "cite": "S01 --form bibtex",
    "codes": "ELZ-C010",
    "convert": "dossier.yaml dossier.json --no-names",
    "council": "herkenrode --on 2023-06-01 --about load",
    "coverage": "haspengouw --gaps",
    "crosswalk": "2024-12-31 2025-01-01 table.csv",
    "data build": "my-facts",
    "data diff": "2026-11-22",
    "data editions": "--format json",
    "diff": "2024-12-31 2025-01-01 --table transfers",
    "dossier": "haspengouw --on 2025-01-01",
    "explain": "Hasselt --on 2025-01-01",
    "export": "record.sqlite",
    "history": "Kortessem",
    "impact": "wave.yaml haspengouw",
    "interlocks": "persons.csv herkenrode kempenland --on 2023-06-01",
    "linked check": "haspengouw",
    "linked read": "changes.ttl -o events.yaml",
    "linked write": "haspengouw -o haspengouw.jsonld",
    "lint-list": "units.csv --links links.csv",
    "lists diff": "units-2024.csv units-2025.csv",
    "lists import": "units.csv -o register.yaml",
    "lists lint": "units.csv --links links.csv",
    "locate": '"2980 Halle" Kruishoutem 3500',
    "match": "table.csv --mended mended.csv --on 2025-01-01",
    "mentions": "preventie --zone haspengouw",
    "mergers": "2025",
    "network": "haspengouw --about brokers",
    "new dossier": "haspengouw --lang nl",
    "new events": "-o events.yaml",
    "new rules": "-o rules.yaml",
    "new scenario": "-o wave.yaml",
    "outlines": "--by municipality -o municipalities.geojson",
    "partitions": '"police zone" --cuts',
    "plan": "haspengouw --tree",
    "report": "haspengouw --on 2025-01-01 -o haspengouw.html",
    "schema": "scenario",
    "search": "--min 70000 --to-neighbours --scenario move.yaml",
    "seats": "haspengouw 5 --neighbours",
    "shares": "--count 200 --wish Alken+Wellen=0.8",
    "site": "atlas --scenario wave.yaml",
    "sources": "S04 S13",
    "sweep": "waves.csv --count 1000 --size 3",
    "trace": "preventie --zone haspengouw",
    "whatif": "wave.yaml --alternatives",
    "zone": "haspengouw --on 2025-01-01",
    "zones": "--on 2024-12-31 -o zones.csv",
}
"""What stands behind ``elzmodel`` and the name of the command."""
