"""What editors show beside the keys of scenarios."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CLASSES",
    "FIELDS",
]

CLASSES: Final[dict[str, tuple[str, str]]] = {
    "Choice": (
        "To which zone the land of an open decision goes.",
        "Naar welke zone de grond van een open beslissing gaat.",
    ),
    "CreateZoneStep": (
        "A zone begins, with the municipalities or parts that it gets.",
        "Een zone ontstaat, met de gemeenten of delen die ze krijgt.",
    ),
    "MergeStep": (
        "Municipalities become one.",
        "Gemeenten worden één (fusie).",
    ),
    "MergeZonesStep": ("Zones become one.", "Zones worden één."),
    "MovePartsStep": (
        "Parts go from one municipality to another.",
        "Delen gaan van de ene gemeente naar de andere (grenscorrectie).",
    ),
    "Piece": (
        "What splits off, and the land that it gets.",
        "Wat zich afsplitst, en de grond die het krijgt.",
    ),
    "RenameStep": (
        "A municipality gets another name.",
        "Een gemeente krijgt een andere naam.",
    ),
    "RenameZoneStep": ("A zone gets a new name.", "Een zone krijgt een nieuwe naam."),
    "Scenario": (
        "What might happen: steps in order, and choices where they open decisions.",
        "Wat er zou kunnen gebeuren: stappen op volgorde, en keuzes waar iets te beslissen valt.",
    ),
    "SplitStep": (
        "A municipality gives parts to municipalities that begin.",
        "Een gemeente geeft delen aan gemeenten die ontstaan (splitsing, defusie).",
    ),
    "SplitZoneStep": (
        "A zone gives land to zones that begin.",
        "Een zone geeft grond aan zones die ontstaan.",
    ),
    "TransferStep": (
        "Municipalities, or parts of them, go to another zone.",
        "Gemeenten, of delen ervan, gaan naar een andere zone (overgang).",
    ),
    "UndecideStep": (
        "Municipalities, or parts of them, leave their zone and are in none.",
        "Gemeenten, of delen ervan, verlaten hun zone en horen bij geen.",
    ),
}
"""For each class, what it describes."""

FIELDS: Final[dict[str, tuple[str, str]]] = {
    "Choice.day": (
        "The day of the merger that opened it, where several are open.",
        "De dag van de fusie die ze opende, als er meer dan één open is.",
    ),
    "Choice.reason": ("Why this zone.", "Waarom deze zone."),
    "Choice.zone": (
        "The zone; left out where every part stays where it is.",
        "De zone; weglaten als elk deel blijft waar het is.",
    ),
    "MergeStep.name": (
        "What the merged municipality is called; the names of its members where left out.",
        "Hoe de fusiegemeente heet; de namen van haar leden als het wegblijft.",
    ),
    "MergeZonesStep.continues": (
        "The zone that goes on; left out where a new one begins.",
        "De zone die voortbestaat; weglaten als er een nieuwe ontstaat.",
    ),
    "Scenario.name": ("What the scenario is called.", "Hoe het scenario heet."),
    "SplitZoneStep.zone": ("The zone that splits.", "De zone die zich splitst."),
    "TransferStep.to": ("The zone that receives the land.", "De zone die de grond krijgt."),
    "arrondissement": (
        "The code of the arrondissement afterwards; null where unknown.",
        "De code van het arrondissement achteraf; null als dat onbekend is.",
    ),
    "choices": (
        "How decisions are settled.",
        "Hoe beslissingen genomen worden.",
    ),
    "continues": (
        "The municipality whose body goes on; left out where a new one begins.",
        "De gemeente die voortbestaat; weglaten als er een nieuwe ontstaat.",
    ),
    "day": ("The first day of what the step does.", "De eerste dag van wat de stap doet."),
    "decision": (
        "The merged municipality that the decision is about.",
        "De fusiegemeente waarover de beslissing gaat.",
    ),
    "figures": (
        "The figures that the policy used.",
        "De cijfers waarop het beleid steunde.",
    ),
    "into": (
        "What splits off, with its land.",
        "Wat zich afsplitst, met zijn grond.",
    ),
    "municipalities": (
        "The municipalities that merge, by code, id or name.",
        "De gemeenten die fuseren, met code, id of naam.",
    ),
    "municipality": (
        "The municipality, by code, id or name.",
        "De gemeente, met code, id of naam.",
    ),
    "name": ("What it is called from then on.", "Hoe het van dan af heet."),
    "nis": (
        "The NIS code of the merged municipality, in quotes; null where it has none yet.",
        "De NIS-code van de fusiegemeente, tussen aanhalingstekens; null als er nog geen is.",
    ),
    "note": ("What else there is to say of it.", "Wat er verder over te zeggen is."),
    "parts": ("The parts that move, by id.", "De delen die overgaan, met hun id."),
    "places": (
        "Municipalities by code, id or name, or parts by id.",
        "Gemeenten met code, id of naam, of delen met hun id.",
    ),
    "policy": (
        "How the choice was made: ask, largest or keep_parts.",
        "Hoe de keuze tot stand kwam: ask, largest of keep_parts.",
    ),
    "province": (
        "The province afterwards; null where unknown.",
        "De provincie achteraf; null als dat onbekend is.",
    ),
    "reason": ("Why the step is taken.", "Waarom de stap gezet wordt."),
    "region": (
        "The region afterwards; null where unknown.",
        "Het gewest achteraf; null als dat onbekend is.",
    ),
    "sources": ("The ids of the sources that say so.", "De id's van de bronnen die het zeggen."),
    "step": ("Which step it is.", "Welke stap het is."),
    "steps": ("What happens, in order.", "Wat er gebeurt, op volgorde."),
    "to": (
        "The municipality that receives the parts.",
        "De gemeente die de delen krijgt.",
    ),
    "unit": (
        "The id of the merged municipality; it follows from the name where left out.",
        "De id van de fusiegemeente; volgt uit de naam als het wegblijft.",
    ),
    "zone": ("The zone, by id or name.", "De zone, met id of naam."),
    "zones": ("The zones that merge, by id or name.", "De zones die samengaan, met id of naam."),
}
"""For each key, what it holds."""
