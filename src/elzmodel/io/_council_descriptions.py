"""What editors show beside the keys of councils and rules."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CLASSES",
    "FIELDS",
]

CLASSES: Final[dict[str, tuple[str, str]]] = {
    "Body": (
        "A body of the council, or of another organisation.",
        "Een orgaan van de zorgraad, of van een andere organisatie.",
    ),
    "CareCouncil": (
        "The legal person that works in a zone, as stated for a period.",
        "De rechtspersoon die in een zone werkt (zorgraad), zoals vermeld voor een periode.",
    ),
    "Constituency": (
        "Those on whose behalf a seat speaks.",
        "Degenen namens wie een zetel spreekt (achterban).",
    ),
    "Delegation": (
        "Somebody of the council in a body of another organisation.",
        "Iemand van de zorgraad in een orgaan van een andere organisatie (afvaardiging).",
    ),
    "Mandate": (
        "A person on a seat for some time.",
        "Een persoon op een zetel voor een tijd (mandaat).",
    ),
    "Membership": (
        "A partner or a person as a member of a body, without a seat.",
        "Een partner of een persoon als lid van een orgaan, zonder zetel.",
    ),
    "Office": (
        "An office of a body, such as its chair.",
        "Een functie in een orgaan, zoals voorzitter.",
    ),
    "Period": (
        "Days from a first one until one on which it no longer holds.",
        "Dagen vanaf een eerste tot een waarop het niet meer geldt.",
    ),
    "Person": (
        "A person who holds a seat or an office.",
        "Een persoon met een zetel of een functie.",
    ),
    "Rule": (
        "One rule: what it asks, where it stands, how well it is established.",
        "Eén regel: wat hij vraagt, waar hij staat, hoe zeker hij is.",
    ),
    "RuleSet": ("Rules that were in force together.", "Regels die samen golden."),
    "Seat": (
        "A place in a body; it exists while it is vacant.",
        "Een plaats in een orgaan (zetel); ze bestaat ook als ze vacant is.",
    ),
    "Waiver": (
        "Leave not to keep a rule for some time.",
        "Toelating om een regel een tijd niet te volgen (afwijking).",
    ),
}
"""For each class, what it describes."""

FIELDS: Final[dict[str, tuple[str, str]]] = {
    "Body.continues": (
        "The body that it goes on from.",
        "Het orgaan waarvan het de voortzetting is.",
    ),
    "Body.id": (
        "The id: lower-case letters, digits and hyphens.",
        "De id: kleine letters, cijfers en streepjes.",
    ),
    "Body.kind": ("What the body is.", "Wat voor orgaan het is."),
    "Body.name": (
        "The name under which it is published.",
        "De naam waaronder het gepubliceerd is.",
    ),
    "CareCouncil.name": ("The name of the council.", "De naam van de zorgraad."),
    "CareCouncil.zone": (
        "The id of the zone in which it works.",
        "De id van de zone waarin hij werkt.",
    ),
    "Constituency.kind": ("What the constituency is.", "Wat voor achterban het is."),
    "Constituency.parts": (
        "The land of a municipality, as ids of parts; of nothing else.",
        "De grond van een gemeente, als id's van delen; van niets anders.",
    ),
    "Delegation.to": (
        "The id of the body of the other organisation.",
        "De id van het orgaan van de andere organisatie.",
    ),
    "Mandate.person": ("The id of the person on the seat.", "De id van de persoon op de zetel."),
    "Mandate.replaces": (
        "The id of the person whose place is taken.",
        "De id van de persoon die vervangen wordt.",
    ),
    "Mandate.terms": (
        "How many terms in a row, this one included.",
        "Hoeveel termijnen op rij, deze inbegrepen.",
    ),
    "Membership.role": ("How one is a member.", "In welke hoedanigheid men lid is."),
    "Office.title": ("What the office is called.", "Hoe de functie heet."),
    "Person.as_written": (
        "How the document writes the person, only where the zone itself published it.",
        "Hoe het document de persoon schrijft, alleen als de zone die zelf publiceerde.",
    ),
    "Person.id": ("A pseudonym, never a name.", "Een schuilnaam, nooit een naam."),
    "Person.name": (
        "The name, only where the zone itself published it.",
        "De naam, alleen als de zone die zelf publiceerde.",
    ),
    "Person.title": (
        "The title before the name, as published.",
        "De titel voor de naam, zoals gepubliceerd.",
    ),
    "Rule.cluster": ("The cluster that the rule is about.", "De cluster waarover de regel gaat."),
    "Rule.kind": ("What the rule looks at.", "Waar de regel naar kijkt."),
    "Rule.period": ("The days on which the rule is in force.", "De dagen waarop de regel geldt."),
    "Rule.title": ("The rule in a few words.", "De regel in enkele woorden."),
    "RuleSet.title": ("What the set is called.", "Hoe het geheel heet."),
    "Seat.cluster": (
        "The cluster to which the seat belongs.",
        "De cluster waartoe de zetel behoort.",
    ),
    "Seat.id": (
        "The id: lower-case letters, digits and hyphens.",
        "De id: kleine letters, cijfers en streepjes.",
    ),
    "Waiver.reason": ("Why it is granted.", "Waarom ze is toegestaan."),
    "Waiver.until": (
        "The first day on which it no longer holds.",
        "De eerste dag waarop ze niet meer geldt.",
    ),
    "also_called": (
        "Other names under which it is published.",
        "Andere namen waaronder het gepubliceerd is.",
    ),
    "article": ("The article that holds the rule.", "Het artikel waarin de regel staat."),
    "at_least": ("The smallest number that is allowed.", "Het kleinste aantal dat mag."),
    "at_most": ("The largest number that is allowed.", "Het grootste aantal dat mag."),
    "at_most_share": (
        "The largest share of one kind, such as 2/3.",
        "Het grootste aandeel van één soort, zoals 2/3.",
    ),
    "at_most_terms": (
        "The largest number of terms in a row.",
        "Het grootste aantal termijnen op rij.",
    ),
    "bodies": (
        "The bodies of the council and those that it works in.",
        "De organen van de zorgraad en die waarin hij meewerkt.",
    ),
    "capacity": (
        "In which capacity the seat is held.",
        "In welke hoedanigheid de zetel bezet wordt.",
    ),
    "delegations": (
        "Who speaks for the council elsewhere.",
        "Wie elders voor de zorgraad spreekt.",
    ),
    "end_reason": ("Why the mandate ended.", "Waarom het mandaat eindigde."),
    "for_cluster": (
        "The cluster that the holder represents there.",
        "De cluster die de houder er vertegenwoordigt.",
    ),
    "gender": (
        "The registered sex: f, m or x; left out where it is not stated.",
        "Het geregistreerde geslacht: f, m of x; weglaten als het niet vermeld is.",
    ),
    "grade": (
        "How well the rule is established, from A to U.",
        "Hoe zeker de regel is, van A tot U.",
    ),
    "is_read": (
        "Whether the figures in the text have been read.",
        "Of de cijfers in de tekst gelezen zijn.",
    ),
    "legal_form": ("What the council is in law, such as vzw.", "De rechtsvorm, zoals vzw."),
    "mandates": ("Who sits on which seat.", "Wie op welke zetel zit."),
    "memberships": ("Who is a member of which body.", "Wie lid is van welk orgaan."),
    "offices": ("Who holds which office.", "Wie welke functie heeft."),
    "organisation": (
        "The id of the partner whose body it is.",
        "De id van de partner van wie het orgaan is.",
    ),
    "parent": (
        "The id of the body to which it belongs.",
        "De id van het orgaan waartoe het behoort.",
    ),
    "platforms": (
        "The regional care platforms in which it takes part.",
        "De regionale zorgplatformen waaraan hij deelneemt.",
    ),
    "profiles": (
        "The profiles of the person, such as disciplines.",
        "De profielen van de persoon, zoals disciplines.",
    ),
    "recognised": ("The day of the recognition.", "De dag van de erkenning."),
    "ref": (
        "The word by which rules know a discipline or a service, such as huisarts.",
        "Het woord waarmee regels een discipline of dienst kennen, zoals huisarts.",
    ),
    "reports_back": (
        "Whether there is feedback to the council.",
        "Of er aan de zorgraad wordt teruggekoppeld.",
    ),
    "represents": (
        "Those on whose behalf the seat speaks.",
        "Degenen namens wie de zetel spreekt.",
    ),
    "rule": (
        "The id of the rule in its rule set.",
        "De id van de regel in zijn geheel van regels.",
    ),
    "rules": ("The rules.", "De regels."),
    "seat": ("The id of a seat.", "De id van een zetel."),
    "seats": ("The seats of the bodies.", "De zetels van de organen."),
    "self_employed": (
        "Whether the person is self-employed; left out where it is not stated.",
        "Of de persoon zelfstandig is; weglaten als het niet vermeld is.",
    ),
    "severity": (
        "How much it matters that the rule is kept.",
        "Hoe erg het is als de regel niet gevolgd wordt.",
    ),
    "start": (
        "The first day; left out where it is not stated.",
        "De eerste dag; weglaten als die niet vermeld is.",
    ),
    "status": ("How the person sits on the seat.", "Hoe de persoon op de zetel zit."),
    "until": (
        "The first day on which it no longer holds.",
        "De eerste dag waarop het niet meer geldt.",
    ),
    "values": (
        "The words that the rule is about, such as disciplines.",
        "De woorden waarover de regel gaat, zoals disciplines.",
    ),
    "voting": (
        "Whether the seat has a vote; left out where it is not stated.",
        "Of de zetel stemrecht heeft; weglaten als het niet vermeld is.",
    ),
    "waivers": (
        "Rules that need not be kept for some time.",
        "Regels die een tijd niet gevolgd moeten worden.",
    ),
}
"""For each key, what it holds."""
