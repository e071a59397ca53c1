"""One answer whichever door: a value, a file, a council, a command, a card."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.governance import judge
from elzmodel.views import dossier_card

DAY = "2025-01-01"
STRANDED = "Kortessem (now Hasselt) lies outside the zone and became part of another municipality"
TEXT = """\
elzmodel: 1
kind: dossier
zone_id: {zone}
is_invented: true
councils:
  - id: raad
    zone: {zone}
    bodies: [{{id: bestuur, kind: board}}]
    seats:
      - id: lb-1
        body: bestuur
        cluster: local-authority
        represents: [{{kind: municipality, label: Kortessem, parts: [kortessem]}}]
"""


def run(*arguments: str) -> str:
    """Return what a command says."""
    return CliRunner().invoke(main, arguments).stdout


def records(*arguments: str) -> list[dict[str, object]]:
    """Return the rows of the only or the last table of a command."""
    tables = json.loads(run(*arguments, "--format", "json"))
    last = tables[-1] if isinstance(tables, list) else tables
    return list(last["rows"])


@pytest.fixture(params=["haspengouw", "zuid-oost-limburg"])
def file(request, tmp_path):
    """Return the dossier of a zone that has, or never had, the land of its one seat."""
    path = tmp_path / "dossier.yaml"
    path.write_text(TEXT.format(zone=request.param), "utf-8")
    return str(path)


def test_a_seat_whose_land_left_is_told_at_every_door(file) -> None:
    """By a dossier, a file, a council and three commands: the same finding about the same seat."""
    fl, dossier = elz.flanders(), elz.load(file, of=elz.Dossier)
    (council,) = dossier.councils
    looked_at = (dossier, file, council)
    found = [each for value in looked_at for each in elz.check(value, within=fl, on=DAY)]
    told = [(each.subject, each.message, each.outcome.value) for each in found]
    rows = [row for command in ("council", "check") for row in records(command, file, "--on", DAY)]
    told += [(row["subject"], row["message"], row["outcome"]) for row in rows]
    assert 5 == told.count(("lb-1", STRANDED, "fail"))
    line = f"ELZ-G030 warning: lb-1: {STRANDED}"
    assert line in dict(dossier_card(dossier, fl, on=DAY).rows)["findings"]
    card = {row["what"]: row["value"] for row in records("dossier", file, "--on", DAY)}
    assert line in str(card["findings"])


def test_without_a_day_or_a_landscape_it_is_unknown(file) -> None:
    """Each door says what was not given; none of them says that all is well."""
    fl, dossier = elz.flanders(), elz.load(file, of=elz.Dossier)
    for value in (dossier, file, dossier.councils[0]):
        for asked, lacking in (({"within": fl}, "no day"), ({"on": DAY}, "no landscape")):
            found = elz.check(value, **asked)
            assert "ELZ-G030" not in {each.code for each in found}
            (said,) = [each for each in found if each.message.startswith(lacking)]
            assert ("ELZ-C021", "unknown") == (said.code, said.outcome.value)
    assert "no day is given" in run("check", file)
    assert "no landscape is given" in run("check", file, "--alone", "--on", DAY)


def test_the_verdicts_of_rules_are_the_same_at_every_door(file) -> None:
    """Outcome and grade of each rule in Python, on the command line, and counted on the card."""
    fl, dossier = elz.flanders(), elz.load(file, of=elz.Dossier)
    (rules,) = fl.rules_on(DAY)
    results = judge(dossier.councils[0], rules, on=DAY)
    expected = [(each.rule.id, each.outcome.value, each.rule.grade.value) for each in results]
    table = json.loads(run("council", file, "--on", DAY, "--format", "json"))[1]
    assert expected == [(row["rule"], row["outcome"], row["grade"]) for row in table["rows"]]
    assert {"A", "B", "U"} == {grade for _, _, grade in expected}
    assert "unknown 10" == dict(dossier_card(dossier, fl, on=DAY).rows)["rules of bvr-2024"]
    shown = run("council", file, "--on", DAY, "--lang", "nl", "--format", "markdown")
    assert "| R1 | zetels voor zorg | onbekend |" in shown
    assert "| R12 | de welzijnsactoren | onbekend | niemand over wie ze gaat |" in shown
