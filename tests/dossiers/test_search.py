"""Which zones speak of something, and in which way it was found."""

from __future__ import annotations

import pytest

from elzmodel.dossiers import Dossier, mentions, with_terms
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Person,
    Seat,
)
from elzmodel.partners import Partner
from elzmodel.policy import (
    Action,
    Advice,
    Claim,
    ClaimKind,
    ElementKind,
    Enrolment,
    EnvironmentalAnalysis,
    Gathering,
    HealthDimension,
    Indicator,
    IndicatorKind,
    Match,
    OperationalGoal,
    PolicyPlan,
    Project,
    Request,
    Statement,
    StatementKind,
    StrategicGoal,
    TargetGroup,
    Term,
    TraceKind,
    Vulnerability,
    WordPlace,
    coverage,
    trace,
)

SPOKEN = Constituency(kind=ConstituencyKind.DISCIPLINE, label="vroedvrouwen")
NOORD = Dossier(
    zone_id="noord",
    statements=[
        Statement(
            id="w1",
            kind=StatementKind.VALUE,
            title="Gezond",
            gloss="screening",
            guiding_questions=["Wie steunt?"],
            health_dimensions=[HealthDimension.MEANINGFULNESS],
        )
    ],
    claims=[
        Claim(id="c1", kind=ClaimKind.MEMBERS, title="twee gemeenten", labels=["Heers", "Wellen"])
    ],
    target_groups=[TargetGroup(id="daklozen", title="daklozen")],
    councils=[
        CareCouncil(
            id="raad",
            zone="noord",
            name="Zorgraad Noord",
            bodies=[Body(id="bestuur", kind=BodyKind.BOARD, name="bestuursorgaan")],
            seats=[
                Seat(id="z1", body="bestuur", cluster=Cluster.CARE, represents=[SPOKEN]),
                Seat(id="z2", body="bestuur", cluster=Cluster.CARE, capacity="netwerkcoach"),
            ],
        )
    ],
    plans=[
        PolicyPlan(
            id="plan",
            title="Voorbeeldplan",
            analysis=EnvironmentalAnalysis(
                vulnerabilities=[Vulnerability(id="v", title="suikerziekte", terms=["diabet"])]
            ),
            strategic_goals=[
                StrategicGoal(
                    id="sd1",
                    title="Zelfredzaam",
                    operational_goals=[
                        OperationalGoal(
                            id="od1",
                            title="Huisvesting",
                            actions=[
                                Action(
                                    id="a1",
                                    title="Beurs",
                                    instruments=["sjabloon"],
                                    indicators=[
                                        Indicator(
                                            id="i1",
                                            title="Reeksen",
                                            kind=IndicatorKind.COUNT,
                                        )
                                    ],
                                )
                            ],
                        )
                    ],
                )
            ],
        )
    ],
    projects=[Project(id="p", title="Bewegen", enrolments=[Enrolment(label="Alken", parts=["a"])])],
    gatherings=[Gathering(id="g", title="Themamoment")],
    requests=[Request(id="r", title="vraag om vorming")],
    advice=[Advice(id="ad", title="over opvang", to="Riemst")],
    partners=[Partner(id="kring", name="Kring", profession="huisarts")],
    persons=[Person(id="p01", name="An Voorbeeld")],
)


@pytest.mark.parametrize(
    ("term", "kind", "where"),
    [
        ("gezond", "value", WordPlace.TITLE),
        ("steunt", "value", WordPlace.TEXT),
        ("zingeving", "value", WordPlace.TEXT),
        ("wellen", "claim", WordPlace.NAME),
        ("dakloze", "target-group", WordPlace.NAME),
        ("zorgraad", "council", WordPlace.NAME),
        ("bestuursorganen", "body", WordPlace.NAME),
        ("vroedvrouw", "seat", WordPlace.NAME),
        ("netwerkcoach", "seat", WordPlace.NAME),
        ("voorbeeldplan", "plan", WordPlace.TITLE),
        ("diabet", "vulnerability", WordPlace.TERM),
        ("zelfredzame", "strategic-goal", WordPlace.TITLE),
        ("huisvesting", "operational-goal", WordPlace.TITLE),
        ("sjablonen", "action", WordPlace.TEXT),
        ("reeks", "indicator", WordPlace.TITLE),
        ("alken", "project", WordPlace.NAME),
        ("themamomenten", "gathering", WordPlace.NAME),
        ("vorming", "request", WordPlace.TITLE),
        ("riemst", "advice", WordPlace.NAME),
        ("kringen", "partner", WordPlace.NAME),
    ],
)
def test_everything_that_a_dossier_holds_can_mention(term, kind, where):
    """Titles, texts and whatever has a name."""
    [found] = mentions(NOORD, term)
    assert (kind, where) == (found.kind, found.found_in)


@pytest.mark.parametrize("term", ["screening", "huisarts", "An Voorbeeld"])
def test_glosses_words_of_rules_and_persons_do_not_mention(term):
    """The first two are of the editor, and a person is not looked for."""
    assert ("noord",) == mentions([NOORD], term).silent


def test_a_thing_counts_once_by_the_surest_way():
    """Whether its word stands in its title, its terms, or in a second dossier of the zone."""
    words = [
        Term(kind=ElementKind.STATEMENT, element="w1", term="gezonde"),
        Term(kind=ElementKind.STATEMENT, element="w1", term="gezondheid"),
    ]
    [found] = mentions([with_terms(NOORD, words), NOORD], "gezonde")
    assert (Match.WORD, WordPlace.TERM, "gezonde") == (found.match, found.found_in, found.words)
    [found] = mentions([NOORD, with_terms(NOORD, words)], "gezonde")
    assert Match.WORD is found.match


def test_who_is_silent_and_who_has_only_a_part_of_a_word_is_said():
    """Neither is left to the reader of the rows."""
    found = mentions([NOORD, Dossier(zone_id="zuid")], "dakloosheid")
    assert (("noord", "zuid"), ()) == (found.silent, found.zones)
    found = mentions([NOORD, Dossier(zone_id="zuid")], "vrouw")
    assert ("Without a mention: zuid.", "Only as part of a word: noord.") == found.notes
    assert (("noord",), ()) == (found.zones, found.surely)
    assert ("noord",) == mentions(NOORD, "vroedvrouw").surely


def test_a_text_in_full_is_read_by_paragraph():
    """It stands beside the dossier, and each paragraph counts once."""
    text = "Wij steunen mantelzorgers.\nMantelzorgers eerst.\n \nEn wie klust.\n"
    found = mentions([NOORD], "mantelzorger", texts={"noord": text, "zuid": "Niets."})
    assert [("noord", "paragraph", "1")] == [(each.zone, each.kind, each.id) for each in found]
    assert ("zuid",) == found.silent


def test_terms_of_what_stands_in_a_plan_are_read_by_trace_and_coverage():
    """The plan holds them; the dossier holds the others."""
    words = [
        Term(kind=ElementKind.ACTION, element="a1", term="diabetes"),
        Term(kind=ElementKind.PARTNER, element="kring", term="overleg"),
    ]
    more = with_terms(NOORD, words)
    assert (1, 1) == (len(more.plan().terms), len(more.terms))
    assert ("a1",) == coverage(more.plan()).reaches[0].named_in
    [step] = trace(more.plan(), "diabetes").where(kind=TraceKind.ACTION)
    assert (True, Match.WORD) == (step.is_asked, step.match)
    found = trace(more.plan(), "overleg", partners=more.partners, terms=more.terms)
    assert ("kring",) == found.ids(TraceKind.PARTNER)


def test_a_term_of_nothing_in_the_dossier_is_refused():
    """A near id is told."""
    word = Term(kind=ElementKind.TARGET_GROUP, element="daklos", term="dakloos")
    with pytest.raises(UnknownIdError, match="Did you mean daklozen"):
        with_terms(NOORD, [word])


def test_a_term_without_letters_is_refused():
    """It would be in every text."""
    with pytest.raises(InvalidValueError, match="beginning of one"):
        mentions([], " - ")
