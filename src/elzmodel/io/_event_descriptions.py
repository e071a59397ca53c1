"""What editors show beside the keys of events, sources and amounts."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CLASSES",
    "FIELDS",
]

CLASSES: Final[dict[str, tuple[str, str]]] = {
    "Abolish": (
        "A municipality ends and its land leaves every municipality.",
        "Een gemeente houdt op en haar grond verlaat elke gemeente.",
    ),
    "AbolishZone": (
        "A zone ends; its land must have gone elsewhere.",
        "Een zone houdt op; haar grond moet elders zijn ondergebracht.",
    ),
    "Alter": (
        "Code, name or place in the hierarchy of a municipality change; its land does not.",
        "Code, naam of plaats in de hiërarchie van een gemeente wijzigt; haar grond niet.",
    ),
    "Alteration": (
        "New code, name or place in the hierarchy within a regrouping.",
        "Nieuwe code, naam of plaats in de hiërarchie binnen een hergroepering.",
    ),
    "AlterZone": ("A zone gets another name.", "Een zone krijgt een andere naam."),
    "Assign": (
        "Parts belong to a zone from a day on, or with null to none.",
        "Delen horen vanaf een dag bij een zone, of met null bij geen.",
    ),
    "Create": (
        "A municipality comes into being on land that no other one holds.",
        "Een gemeente ontstaat op grond die geen andere heeft.",
    ),
    "CreateZone": ("A zone comes into being.", "Een zone ontstaat."),
    "EventsDocument": (
        "Events, figures and their sources.",
        "Gebeurtenissen, cijfers en hun bronnen.",
    ),
    "Figure": (
        "One number about a set of parts on one day.",
        "Eén getal over een aantal delen op één dag.",
    ),
    "LandFlow": (
        "Land that goes from one municipality to another within a regrouping.",
        "Grond die binnen een hergroepering van de ene gemeente naar de andere gaat.",
    ),
    "Merge": (
        "Municipalities become one, as a new body or as one of them.",
        "Gemeenten worden één, als nieuwe gemeente of als een van hen (fusie).",
    ),
    "MoveParts": (
        "Land goes from one municipality to another; both continue.",
        "Grond gaat van de ene gemeente naar de andere; beide blijven bestaan.",
    ),
    "NewUnit": (
        "A municipality that begins within an event.",
        "Een gemeente die binnen een gebeurtenis ontstaat.",
    ),
    "Regroup": (
        "Land of several municipalities goes to several others in one act.",
        "Grond van verscheidene gemeenten gaat in één keer naar verscheidene andere.",
    ),
    "Share": ("A share between two bounds.", "Een aandeel tussen twee grenzen."),
    "Source": (
        "A document, a table or a page from which facts were read.",
        "Een document, een lijst of een pagina waaruit feiten komen.",
    ),
    "Split": (
        "A municipality gives land to new ones.",
        "Een gemeente geeft grond aan nieuwe gemeenten (splitsing, defusie).",
    ),
    "Total": ("An amount between two bounds.", "Een hoeveelheid tussen twee grenzen."),
    "Weight": (
        "How much of the land that is cut goes along, as a share or as an amount.",
        "Hoeveel van de gesplitste grond meegaat, als aandeel of als hoeveelheid.",
    ),
}
"""For each class, what it describes."""

FIELDS: Final[dict[str, tuple[str, str]]] = {
    "alters": (
        "Municipalities that change their labels.",
        "Gemeenten die een andere code of naam krijgen.",
    ),
    "amount": ("The amount that goes along.", "De hoeveelheid die meegaat."),
    "arrondissement": (
        "The code of the arrondissement; null where unknown.",
        "De code van het arrondissement; null als dat onbekend is.",
    ),
    "basis": ("How the fact follows from its sources.", "Hoe het feit uit zijn bronnen volgt."),
    "date": ("When the source is from.", "Van wanneer de bron is."),
    "day": ("The first day on which it holds.", "De eerste dag waarop het geldt."),
    "decided": ("The day of the decision.", "De dag van de beslissing."),
    "elzmodel": ("The version of the file format.", "De versie van het bestandsformaat."),
    "ends": ("What ends in this act.", "Wat hierdoor ophoudt."),
    "event": ("Which event it is.", "Welke gebeurtenis het is."),
    "events": ("What happens, in any order.", "Wat er gebeurt, in willekeurige volgorde."),
    "figures": ("Numbers about sets of parts.", "Cijfers over groepen van delen."),
    "flows": ("Land that goes elsewhere.", "Grond die ergens anders heen gaat."),
    "grade": (
        "How well the source is established, from A to U.",
        "Hoe zeker de bron is, van A tot U.",
    ),
    "high": (
        "The upper bound; null where nothing bounds it.",
        "De bovengrens; null als er geen is.",
    ),
    "id": (
        "The id: lower-case letters, digits and hyphens.",
        "De id: kleine letters, cijfers en streepjes.",
    ),
    "into": ("The municipalities that begin.", "De gemeenten die ontstaan."),
    "kind": (
        "What was counted or measured, such as population.",
        "Wat geteld of gemeten is, zoals population (inwoners).",
    ),
    "licence": ("Under which terms it may be used.", "Onder welke voorwaarden het bruikbaar is."),
    "lineage": (
        "Whether the receiver descends from the giver.",
        "Of de ontvanger een opvolger van de gever is.",
    ),
    "low": ("The lower bound.", "De ondergrens."),
    "missing": ("What is missing to know it exactly.", "Wat ontbreekt om het precies te weten."),
    "name": ("The official name.", "De officiële naam."),
    "nis": (
        "The NIS code, five digits in quotes; null where unknown.",
        "De NIS-code, vijf cijfers tussen aanhalingstekens; null als dat onbekend is.",
    ),
    "note": ("What else there is to say.", "Wat er verder te zeggen is."),
    "of": ("What is shared, such as population 2021.", "Waarvan het een aandeel is."),
    "order": (
        "Puts events of one day in sequence where they build on each other.",
        "Zet gebeurtenissen van één dag op volgorde waar ze op elkaar bouwen.",
    ),
    "origin": (
        "The municipality that gives; null for land that none holds.",
        "De gemeente die geeft; null voor grond die geen gemeente heeft.",
    ),
    "parts": ("The ids of parts of land.", "De id's van delen grond."),
    "place": ("Where the source is found.", "Waar de bron te vinden is."),
    "portion": (
        "A piece of land whose place is not known, with its weights.",
        "Een stuk grond waarvan de plaats niet bekend is, met zijn gewichten.",
    ),
    "province": ("The province; null where unknown.", "De provincie; null als dat onbekend is."),
    "reason": ("Why it happens.", "Waarom het gebeurt."),
    "recorded": (
        "The day from which the record knows of it.",
        "De dag vanaf wanneer het is opgetekend.",
    ),
    "region": ("The region; null where unknown.", "Het gewest; null als dat onbekend is."),
    "retracted": (
        "The day on which the record was withdrawn.",
        "De dag waarop het is ingetrokken.",
    ),
    "share": ("A share from 0 to 1 of the land that is cut.", "Een aandeel van 0 tot 1."),
    "sources": ("The ids of sources.", "De id's van bronnen."),
    "EventsDocument.sources": ("The sources that are cited here.", "De bronnen die hier staan."),
    "starts": ("Municipalities that begin.", "Gemeenten die ontstaan."),
    "title": ("What the source is called.", "Hoe de bron heet."),
    "to": ("The municipality that receives.", "De gemeente die ontvangt."),
    "unit": ("The id of a municipality.", "De id van een gemeente."),
    "units": ("The ids of the municipalities that merge.", "De id's van de gemeenten die fuseren."),
    "value": ("The number.", "Het getal."),
    "zone": ("The id of a zone, such as haspengouw.", "De id van een zone, zoals haspengouw."),
}
"""For each key, what it holds."""
