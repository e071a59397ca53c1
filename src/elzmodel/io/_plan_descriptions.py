"""What editors show beside the keys of dossiers, plans and partners."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CLASSES",
    "FIELDS",
]

CLASSES: Final[dict[str, tuple[str, str]]] = {
    "Action": ("What a zone does for a goal.", "Wat een zone voor een doelstelling doet (actie)."),
    "ActionPlan": (
        "What is to be done in one year.",
        "Wat in één jaar moet gebeuren (jaaractieplan).",
    ),
    "Advice": (
        "Advice of the council on local social policy.",
        "Advies van de zorgraad over lokaal sociaal beleid.",
    ),
    "Claim": (
        "What a document asserts about the world, right or wrong.",
        "Wat een document over de wereld beweert, juist of fout.",
    ),
    "Dossier": ("What one zone publishes about itself.", "Wat één zone over zichzelf publiceert."),
    "Enrolment": (
        "A municipality that takes part in a project.",
        "Een gemeente die aan een project deelneemt (intekening).",
    ),
    "EnvironmentalAnalysis": (
        "What a zone found out about its people.",
        "Wat een zone over haar inwoners vaststelde (omgevingsanalyse).",
    ),
    "Evaluation": (
        "A look back at a goal or an action, and what followed.",
        "Een terugblik op een doelstelling of actie, en wat volgde (evaluatie en bijsturing).",
    ),
    "Gathering": (
        "People who come together: a network event, a fair.",
        "Mensen die samenkomen: een netwerkmoment, een beurs (bijeenkomst).",
    ),
    "Indicator": (
        "By what one sees whether an action succeeds.",
        "Waaraan men ziet of een actie slaagt (succesindicator).",
    ),
    "Involvement": ("A partner who is involved, and how.", "Een partner die betrokken is, en hoe."),
    "Measure": (
        "How an indicator follows from what the dossier holds.",
        "Hoe een indicator volgt uit wat in het dossier staat.",
    ),
    "Observation": (
        "What was found about an indicator on a day.",
        "Wat op een dag over een indicator werd vastgesteld.",
    ),
    "OperationalGoal": (
        "A goal that actions work for.",
        "Een doelstelling waaraan acties werken (operationele doelstelling).",
    ),
    "Partner": (
        "Who works together with others in a zone.",
        "Wie in een zone met anderen samenwerkt.",
    ),
    "PlanEntry": ("An action in a yearly action plan.", "Een actie in een jaaractieplan."),
    "PolicyPlan": (
        "Goals, actions, indicators, and what became of them.",
        "Doelstellingen, acties, indicatoren, en wat ervan kwam (beleidsplan).",
    ),
    "Project": (
        "A project with its stages and those who are enrolled.",
        "Een project met zijn fasen en wie ingetekend heeft.",
    ),
    "Request": ("What a partner asked of the council.", "Wat een partner aan de zorgraad vroeg."),
    "StageSpan": ("A stage of a project and its days.", "Een fase van een project en haar dagen."),
    "StatedFigure": (
        "A figure as a document states it.",
        "Een cijfer zoals een document het vermeldt.",
    ),
    "Statement": (
        "Something that a zone says about itself: a mission, a value.",
        "Iets wat een zone over zichzelf zegt: een missie, een waarde.",
    ),
    "StrategicGoal": (
        "A goal of the plan.",
        "Een doelstelling van het plan (strategische doelstelling).",
    ),
    "Target": ("What an indicator should reach.", "Wat een indicator moet halen (streefwaarde)."),
    "TargetGroup": (
        "People for whom something is done.",
        "Mensen voor wie iets gedaan wordt (doelgroep).",
    ),
    "Vulnerability": (
        "A point of attention of the environmental analysis.",
        "Een aandachtspunt van de omgevingsanalyse (kwetsbaarheid).",
    ),
}
"""For each class, what it describes."""

FIELDS: Final[dict[str, tuple[str, str]]] = {
    "Action.gatherings": (
        "The ids of gatherings that belong to it.",
        "De id's van bijeenkomsten die erbij horen.",
    ),
    "Action.period": (
        "The days in which it is done; left out where none are stated.",
        "De dagen waarop ze loopt; weglaten als er geen vermeld zijn.",
    ),
    "Action.projects": (
        "The ids of projects that belong to it.",
        "De id's van projecten die erbij horen.",
    ),
    "Action.vulnerabilities": (
        "The ids of vulnerabilities that it reaches, as an editor links them.",
        "De id's van kwetsbaarheden die ze bereikt, zoals een redacteur ze koppelt.",
    ),
    "Advice.day": ("The day on which it was given.", "De dag waarop het gegeven is."),
    "Advice.parts": (
        "The land of the municipality, as ids of parts.",
        "De grond van de gemeente, als id's van delen.",
    ),
    "Claim.day": ("The day of which it is said.", "De dag waarover het gezegd wordt."),
    "Claim.kind": ("What is asserted.", "Wat er beweerd wordt."),
    "Claim.parts": (
        "The land of the municipalities, as ids of parts.",
        "De grond van de gemeenten, als id's van delen.",
    ),
    "Dossier.gatherings": ("When people come together.", "Wanneer mensen samenkomen."),
    "Dossier.projects": ("The projects.", "De projecten."),
    "Dossier.target_groups": (
        "People for whom something is done.",
        "Mensen voor wie iets gedaan wordt.",
    ),
    "Enrolment.parts": (
        "The land of the municipality, as ids of parts.",
        "De grond van de gemeente, als id's van delen.",
    ),
    "Evaluation.day": ("The day of the evaluation.", "De dag van de evaluatie."),
    "Evaluation.follow_up": (
        "The ids of actions that followed from it.",
        "De id's van acties die eruit volgden.",
    ),
    "Evaluation.subject": (
        "The id of the goal or action that was evaluated.",
        "De id van de doelstelling of actie die geëvalueerd is.",
    ),
    "Gathering.day": ("The day on which it is held.", "De dag waarop het plaatsvindt."),
    "Indicator.kind": (
        "What one must look at to judge it.",
        "Waar men naar moet kijken om ze te beoordelen.",
    ),
    "Measure.body": (
        "The id of the body in which one is represented.",
        "De id van het orgaan waarin men vertegenwoordigd is.",
    ),
    "Measure.kind": ("What it is computed from.", "Waaruit het berekend wordt."),
    "Measure.others": (
        "Subjects beside the first, of all of which the same is asked.",
        "Onderwerpen naast het eerste, waarover hetzelfde gevraagd wordt.",
    ),
    "Measure.subject": (
        "The id of the project, partner or gathering; or gender, self-employed or profile.",
        "De id van het project, de partner of de bijeenkomst; of gender, self-employed of profile.",
    ),
    "Observation.day": ("The day on which it was found.", "De dag waarop het werd vastgesteld."),
    "Observation.value": ("The number that was found.", "Het getal dat werd vastgesteld."),
    "Partner.id": (
        "The id: lower-case letters, digits and hyphens.",
        "De id: kleine letters, cijfers en streepjes.",
    ),
    "Partner.kind": ("What the partner is.", "Wat voor partner het is."),
    "Partner.name": ("The name.", "De naam."),
    "Partner.zones": (
        "The ids of the zones that it is, where it is one or several.",
        "De id's van de zones die het is, als het een of meer zones zijn.",
    ),
    "PolicyPlan.period": (
        "The days for which it is made; left out where none are stated.",
        "De dagen waarvoor het gemaakt is; weglaten als er geen vermeld zijn.",
    ),
    "PolicyPlan.replaces": (
        "The id of the plan that it replaces.",
        "De id van het plan dat het vervangt.",
    ),
    "Request.day": ("The day of the request.", "De dag van de vraag."),
    "Request.follow_up": ("What was done with it.", "Wat ermee gebeurde."),
    "StatedFigure.title": ("What is counted.", "Wat er geteld is."),
    "StatedFigure.value": ("The number, or bounds.", "Het getal, of grenzen."),
    "Statement.kind": ("What the statement is.", "Wat voor uitspraak het is."),
    "Statement.subject": ("What it is about.", "Waarover het gaat."),
    "Target.value": (
        "The number to reach, or bounds.",
        "Het getal dat gehaald moet worden, of grenzen.",
    ),
    "Vulnerability.figures": (
        "Figures that the document states.",
        "Cijfers die het document vermeldt.",
    ),
    "Vulnerability.target_groups": (
        "The ids of those whom it concerns.",
        "De id's van wie het aangaat.",
    ),
    "action": ("The id of an action of the plan.", "De id van een actie van het plan."),
    "action_plans": ("What is to be done each year.", "Wat elk jaar moet gebeuren."),
    "actions": ("What is done for the goal.", "Wat er voor de doelstelling gedaan wordt."),
    "advice": ("What the council advised.", "Wat de zorgraad adviseerde."),
    "analysis": ("What stands behind the plan.", "Wat achter het plan zit."),
    "approved_by": (
        "The id of the body that approved it.",
        "De id van het orgaan dat het goedkeurde.",
    ),
    "area": (
        "The land that it serves, as ids of parts.",
        "De grond die het bedient, als id's van delen.",
    ),
    "as_written": (
        "What stands in the document, such as X.",
        "Wat er in het document staat, zoals X.",
    ),
    "attendance": ("How many came.", "Hoeveel er kwamen."),
    "based_on": (
        "What the plan builds on, such as an analysis.",
        "Waarop het plan steunt, zoals een analyse.",
    ),
    "broader": (
        "The id of the wider group to which it belongs.",
        "De id van de ruimere groep waartoe ze behoort.",
    ),
    "by": ("The id of the body that evaluated.", "De id van het orgaan dat evalueerde."),
    "claims": (
        "What the documents assert about the world.",
        "Wat de documenten over de wereld beweren.",
    ),
    "clusters": ("The clusters to which it belongs.", "De clusters waartoe het behoort."),
    "councils": ("The council, once for each period.", "De zorgraad, één keer per periode."),
    "domain": (
        "Whether it is about the council itself or about care and welfare.",
        "Of het over de zorgraad zelf gaat of over zorg en welzijn.",
    ),
    "enrolments": ("The municipalities that take part.", "De gemeenten die deelnemen."),
    "entries": ("The actions of the year.", "De acties van het jaar."),
    "evaluations": ("What was evaluated, and what followed.", "Wat geëvalueerd is, en wat volgde."),
    "event": (
        "The id of the event that a claim about the future came to be.",
        "De id van de gebeurtenis die van een toekomstige bewering kwam.",
    ),
    "evidence": ("What shows it.", "Waaruit het blijkt."),
    "guiding_questions": ("Questions that go with it.", "Vragen die erbij horen."),
    "health_dimensions": (
        "The dimensions of positive health that it is about.",
        "De levensdomeinen van positieve gezondheid waarover het gaat.",
    ),
    "host": (
        "The id of the partner who receives the people.",
        "De id van de partner die de mensen ontvangt.",
    ),
    "indicator": ("The id of an indicator of the plan.", "De id van een indicator van het plan."),
    "indicators": ("By what one sees whether it succeeds.", "Waaraan men ziet of ze slaagt."),
    "instruments": (
        "What it makes use of, as the document names it.",
        "Waarvan ze gebruikmaakt, zoals het document het noemt.",
    ),
    "involvements": ("Who is involved, and how.", "Wie betrokken is, en hoe."),
    "is_coordinator": ("Whether it coordinates others.", "Of het anderen coördineert."),
    "is_done": (
        "Whether it was done; left out where it is not stated.",
        "Of het gedaan is; weglaten als het niet vermeld is.",
    ),
    "is_followed": (
        "Whether it was followed; left out where it is not known.",
        "Of het gevolgd is; weglaten als het niet bekend is.",
    ),
    "is_granted": (
        "Whether it was granted; left out until it is decided.",
        "Of ze is ingewilligd; weglaten tot het beslist is.",
    ),
    "is_placeholder": (
        "Whether the document left it to be filled in.",
        "Of het document het nog wou invullen.",
    ),
    "judgement": ("What was found.", "Wat er werd vastgesteld."),
    "kept_from": (
        "The id of the earlier statement that was left as it was.",
        "De id van de vroegere uitspraak die behouden bleef.",
    ),
    "labels": ("The municipalities as named.", "De gemeenten zoals genoemd."),
    "line": ("The first or the second line.", "De eerste of de tweede lijn."),
    "measure": (
        "How it follows from the rest of the dossier.",
        "Hoe ze volgt uit de rest van het dossier.",
    ),
    "merged_into": (
        "The id of the action into which it went.",
        "De id van de actie waarin ze opging.",
    ),
    "new": ("How many came for the first time.", "Hoeveel er voor het eerst kwamen."),
    "named": (
        "Whatever else the document mentions there, as it names it.",
        "Wat het document daar verder noemt, zoals het er staat.",
    ),
    "number": (
        "The number in the document, in quotes.",
        "Het nummer in het document, tussen aanhalingstekens.",
    ),
    "observations": ("What was found about indicators.", "Wat over indicatoren werd vastgesteld."),
    "observer": ("The id of the person who found it.", "De id van de persoon die het vaststelde."),
    "operational_goals": (
        "The goals that it consists of.",
        "De doelstellingen waaruit ze bestaat.",
    ),
    "part_of": (
        "The id of the statement that it is a part of.",
        "De id van de uitspraak waarvan het een deel is.",
    ),
    "partners": ("Who works together.", "Wie samenwerkt."),
    "persons": ("The persons, by pseudonym.", "De personen, met een schuilnaam."),
    "plans": ("The policy plans.", "De beleidsplannen."),
    "profession": ("The profession of a professional circle.", "Het beroep van een kring."),
    "requests": ("What partners asked of the council.", "Wat partners aan de zorgraad vroegen."),
    "returning": ("How many had come before.", "Hoeveel er al eerder kwamen."),
    "role": ("How the partner is involved.", "Hoe de partner betrokken is."),
    "serves_all": (
        "Whether it works all over Flanders; left out where it is not stated.",
        "Of het in heel Vlaanderen werkt; weglaten als het niet vermeld is.",
    ),
    "stage": ("How far the project is.", "Hoe ver het project staat."),
    "stages": ("How far it was, and when.", "Hoe ver het stond, en wanneer."),
    "statements": ("What the zone says about itself.", "Wat de zone over zichzelf zegt."),
    "status": ("How far the action is.", "Hoe ver de actie staat."),
    "steps": ("The steps that it consists of.", "De stappen waaruit het bestaat."),
    "strategic_goals": ("The goals of the plan.", "De doelstellingen van het plan."),
    "summary": ("How the document puts it elsewhere.", "Hoe het document het elders zegt."),
    "superseded_by": (
        "The id of the action that took its place.",
        "De id van de actie die in de plaats kwam.",
    ),
    "target": ("What it should reach.", "Wat ze moet halen."),
    "target_groups": ("The ids of those for whom it is done.", "De id's van wie het voor is."),
    "template": ("The form that was used.", "Het sjabloon dat gebruikt is."),
    "terms": (
        "Beginnings of words by which a text names it.",
        "Beginletters van woorden waarmee een tekst ze noemt.",
    ),
    "text": ("The paragraphs in full.", "De volledige alinea's."),
    "to": (
        "The municipality that is advised, as named.",
        "De gemeente die het advies krijgt, zoals genoemd.",
    ),
    "unit": ("In what it is counted.", "Waarin het geteld wordt."),
    "verdict": ("What was decided.", "Wat beslist is."),
    "vulnerabilities": ("The points of attention.", "De aandachtspunten."),
    "year": ("The year.", "Het jaar."),
    "zone_id": ("The id of the zone, such as haspengouw.", "De id van de zone, zoals haspengouw."),
}
"""For each key, what it holds."""
