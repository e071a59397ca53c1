"""Names of persons appear in no output unless they are asked for."""

from __future__ import annotations

import pickle
from itertools import product

import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.dossiers import (
    concerned_by_departures,
    seat_load,
    self_measured,
    stranded_seats,
    unrepresented_municipalities,
)
from elzmodel.governance import (
    balance,
    check_council,
    cluster_voices,
    expiring,
    headroom,
    interlocks,
    judge,
    roster,
    unrepresented_disciplines,
)
from elzmodel.networks import (
    affiliation_graph,
    board_action_graph,
    collaboration_graph,
    impact,
    network_report,
    partner_zone_graph,
    plan_graph,
    to_dot,
    to_gexf,
    to_graphml,
)
from elzmodel.partners import rank
from elzmodel.policy import counts, coverage, outline, progress, trace
from elzmodel.values import findings_table

DAY = "2023-06-01"
FORMS = ("text", "csv", "json", "markdown")
COMMANDS = (
    ("dossier", "herkenrode", "--on", DAY),
    ("council", "herkenrode", "--on", DAY),
    ("council", "herkenrode", "--on", DAY, "--body", "daily-board"),
    ("plan", "herkenrode"),
    ("coverage", "herkenrode"),
    ("trace", "zorg"),
)


def pieces():
    """Return every word of every name and title that a packaged dossier holds."""
    persons = [person for each in elz.packaged_dossiers() for person in each.persons]
    texts = [text for p in persons for text in (p.name, *p.as_written)]
    return {word for text in texts for word in text.split() if len(word) > 3 and word[0].isupper()}


# Words of names that are words of the dossiers as well.
ORDINARY = {"Cluster", "Lokale", "Besturen", "Zorg", "Welzijn", "PZON", "Voorzitter"}
NAMES = pieces() - ORDINARY


def shown(text: str) -> set[str]:
    return {name for name in NAMES if name in text}


def test_the_packaged_dossiers_hold_names_at_all():
    """Otherwise nothing below would say anything."""
    assert len(NAMES) > 20
    herkenrode = elz.dossier("herkenrode")
    text = roster(herkenrode.council(on=DAY), on=DAY, persons=herkenrode.persons, names=True)
    assert shown(str(text))


@pytest.mark.parametrize(("command", "form"), list(product(COMMANDS, FORMS)), ids=str)
def test_no_command_shows_a_name(command, form):
    """In no format."""
    result = CliRunner().invoke(main, [*command, "--format", form])
    assert (0, set()) == (result.exit_code, shown(result.output))


@pytest.mark.parametrize("zone", [each.zone_id for each in elz.packaged_dossiers()])
def test_no_answer_shows_a_name(zone):
    """No table, text, finding or representation of any answer."""
    dossier, fl = elz.dossier(zone), elz.flanders()
    snapshot = fl.on(DAY)
    answers: list[object] = [
        dossier,
        *dossier.persons,
        *dossier.incidences,
        dossier.statements,
        dossier.partners,
        findings_table(elz.check(dossier, within=fl, on=DAY)),
        *elz.check(dossier, within=fl, on="2025-06-01"),
        *elz.check(dossier, within=fl),
        concerned_by_departures(dossier, fl, fl.on("2025-01-01")),
        self_measured(dossier, snapshot),
        rank(dossier.partners, dossier.incidences),
    ]
    for plan in dossier.plans:
        answers += [plan, plan.to_tree(), outline(plan), counts(plan), progress(plan, on=DAY)]
        answers += [coverage(plan).gaps, coverage(plan).reaches]
        answers += [trace(plan, "zorg", partners=dossier.partners)]
    council = dossier.council(on=DAY)
    if council is not None and council.board is not None:
        answers += about(council, dossier, snapshot)
    assert set() == shown("\n".join(f"{each}\n{each!r}\n{card(each)}" for each in answers))


def card(thing):
    return thing._repr_html_() if hasattr(thing, "_repr_html_") else ""


def about(council, dossier, snapshot):
    rules, persons = elz.rules("bvr-2019"), dossier.persons
    answers = [
        council,
        *council.mandates,
        roster(council, on=DAY, persons=persons),
        headroom(council, rules, on=DAY),
        judge(council, rules, on=DAY, persons=persons),
        *judge(council, rules, on=DAY, persons=persons),
        *check_council(council, on=DAY, rules=rules, persons=persons),
        interlocks(council, on=DAY),
        expiring(council, on=DAY),
        balance(council, persons, of="gender", on=DAY),
        unrepresented_disciplines(council, elz.rules("bvr-2024"), on=DAY),
        unrepresented_municipalities(council, snapshot),
        seat_load(council, snapshot, year=2021),
        stranded_seats(council, snapshot),
    ]
    if council.daily_board is not None:
        answers.append(interlocks(council, "board", "daily-board", on=DAY))
        answers.append(cluster_voices(council, on=DAY))
    return answers


@pytest.mark.parametrize("write", [to_graphml, to_gexf, to_dot])
def test_no_graph_shows_a_name(write):
    """Of nobody who sits in a board, in no format of graphs."""
    herkenrode, snapshot = elz.dossier("herkenrode"), elz.flanders().on(DAY)
    graphs = [
        affiliation_graph(herkenrode, on=DAY, coordinator=True, mentioned=True),
        collaboration_graph(herkenrode, on=DAY),
        board_action_graph(herkenrode, on=DAY),
        partner_zone_graph(snapshot, herkenrode, serving_all=True),
        *(plan_graph(plan, herkenrode) for plan in herkenrode.plans),
    ]
    assert len(graphs[0]) > 10
    assert set() == shown("\n".join(map(write, graphs)))


def test_no_report_and_no_outcome_shows_a_name():
    """Neither on networks nor on what a scenario would do to seats."""
    herkenrode, fl = elz.dossier("herkenrode"), elz.flanders()
    report = network_report(herkenrode, on=DAY)
    scenario = elz.Scenario("x").transfer("Alken", to="haspengouw", day="2027-01-01")
    found = elz.outcome(fl, scenario, dossiers=[herkenrode])
    tables = [*report.tables(), found.card(), *found.tables(), *impact(found).tables()]
    assert "lb-1" in " ".join(map(str, found.tables()))
    assert set() == shown("\n".join(f"{each}\n{each.to_json()}" for each in tables))
    held = [report, found, impact(found)]
    assert set() == shown("\n".join(f"{each!r} {card(each)}" for each in held))


def test_a_document_without_names_can_be_written():
    """What was written without names holds none; what is written as it is holds them all."""
    herkenrode = elz.dossier("herkenrode")
    assert set() == shown(elz.dumps(herkenrode.without_names()))
    assert elz.dumps(herkenrode, names=False) == elz.dumps(herkenrode.without_names())
    assert NAMES == shown(elz.dumps(herkenrode))
    assert set() == shown(pickle.dumps(herkenrode.without_names(), protocol=0).decode("latin-1"))
