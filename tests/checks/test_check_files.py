"""One check: what is found in a file is what is found in the value that it holds."""

from __future__ import annotations

from importlib.resources import files
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.errors import InvalidValueError
from elzmodel.values.findings import path_text

ON = "2025-01-01"
DOSSIER = """\
elzmodel: 1
kind: dossier
zone_id: haspengouw
plans:
  - id: plan
    strategic_goals:
      - id: sd
        title: x
        operational_goals:
          - id: od
            title: x
            actions:
              - id: a
                title: x
                indicators:
                  - id: i
                    title: x
                    kind: composition
                    measure:
                      kind: represented
                      subject: nobody
                      body: nowhere
"""


@pytest.fixture(scope="module")
def fl():
    """The packaged landscape."""
    return elz.flanders()


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Return a function that writes a text to a file of a name, and returns the name."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "x.yaml") -> str:
        (tmp_path / name).write_text(text, "utf-8")
        return name

    return write


def spots(findings, code):
    """Return line, path and sentence of the findings of a code."""
    return [(f.place.line, path_text(f.place.path), f.message) for f in findings if f.code == code]


def test_a_reference_to_nothing_is_found_in_a_file_as_in_a_value(fl, written):
    """Whether partners are represented is asked of somebody who is not there, in no body."""
    indicator = "$.plans[0].strategic_goals[0].operational_goals[0].actions[0].indicators[0]"
    expected = [
        (f"{indicator}.measure.subject", "no partner 'nobody' is here"),
        (f"{indicator}.measure.body", "no body 'nowhere' is here"),
    ]
    name = written(DOSSIER)
    for on in (None, ON):
        in_value = elz.check(elz.load(name), within=fl, on=on)
        in_file = elz.check(name, within=fl, on=on)
        assert expected == [each[1:] for each in spots(in_value, "ELZ-R001")]
        assert expected == [each[1:] for each in spots(in_file, "ELZ-R001")]
        assert [21, 22] == [each[0] for each in spots(in_file, "ELZ-R001")]
    result = CliRunner().invoke(main, ["check", name])
    assert 1 == result.exit_code
    assert f"x.yaml:21:32: ELZ-R001 error: {indicator}.measure.subject: no partner" in result.output


@pytest.mark.parametrize("zone", [each.zone_id for each in elz.packaged_dossiers()])
@pytest.mark.parametrize("on", [None, ON])
def test_a_file_and_its_value_have_the_same_findings(fl, zone, on):
    """Those of the file have a place in it as well."""
    path = files("elzmodel.data") / "dossiers" / f"{zone}.yaml"
    in_value = elz.check(elz.dossier(zone), within=fl, on=on)
    in_file = elz.check(path, within=fl, on=on)
    assert sorted((f.code, f.message) for f in in_value) == sorted(
        (f.code, f.message) for f in in_file
    )
    assert all(f.place.file == str(path) and f.place.line for f in in_file)


def test_a_finding_stands_at_the_thing_that_it_is_about(fl):
    """An indicator without a figure, a claim that is wrong, land that left."""
    path = files("elzmodel.data") / "dossiers" / "haspengouw.yaml"
    lines = path.read_text("utf-8").splitlines()
    found = elz.check(path, within=fl, on=ON)
    for code, thing in (
        ("ELZ-P010", "id: 4.2/a1/i2"),
        ("ELZ-C001", "id: 2019/members"),
        ("ELZ-C010", "id: lokale-besturen"),
        ("ELZ-G031", "id: zorgraad-haspengouw"),
    ):
        first = next(each for each in found if each.code == code)
        assert thing in lines[first.place.line - 1]


def test_what_a_document_does_not_hold_stands_at_what_it_holds_in_its_place(fl, written):
    """A rule at the council, also where a waiver names it; a year without an id at its plan."""
    name = written(
        "elzmodel: 1\nkind: dossier\nzone_id: haspengouw\ncouncils:\n"
        "  - id: raad\n    zone: haspengouw\n    bodies: [{id: b, kind: board}]\n"
        "    seats: [{id: s, body: b, cluster: care}]\n"
        "    waivers: [{rule: R2, reason: nobody, until: 2020-02-01}]\n"
        "plans:\n  - id: plan\n    period: {start: 2020-01-01, until: 2021-01-01}\n"
        "    action_plans: [{year: 2025}]\n"
    )
    found = {each.subject: each for each in elz.check(name, within=fl, on="2023-06-01")}
    for subject, line in (("raad/R1", 5), ("raad/R2", 5), ("plan, action plan of 2025", 11)):
        assert (line, ()) == (found[subject].place.line, found[subject].place.path)
        assert f"{name}:{line}:5: ELZ-" in str(found[subject])
        assert f": {subject}: " in str(found[subject])


def test_of_two_things_with_one_id_a_finding_stands_at_the_one_that_it_is_about(fl, written):
    """Of the seat of the second council, the action of the second plan; persons are of both."""
    council = (
        "  - id: {id}\n    zone: haspengouw\n    period: {period}\n"
        "    bodies: [{{id: b, kind: board}}]\n"
        "    seats:\n      - {{id: s, body: b, cluster: care, period: {{start: {start}}}}}\n"
        "      - {{id: t, body: b, cluster: care}}\n"
        "    mandates:\n      - {{seat: s, person: p1, period: {{start: 2022-01-01}}}}\n"
        "      - {{seat: t, person: p1}}\n"
    )
    plan = (
        "  - id: {id}\n    period: {{start: 2020-01-01}}\n    strategic_goals:\n"
        "      - id: sd\n        title: x\n        operational_goals:\n"
        "          - {{id: od, title: x, actions: [{{id: a, title: x{indicators}}}]}}\n"
    )
    old = council.format(id="old", period="{until: 2022-01-01}", start="2020-01-01")
    new = council.format(id="new", period="{start: 2022-01-01}", start="2022-06-01")
    some = ", indicators: [{id: i, title: x, kind: event}]"
    text = (
        f"elzmodel: 1\nkind: dossier\nzone_id: haspengouw\ncouncils:\n{old}{new}plans:\n"
        f"{plan.format(id='p', indicators=some)}{plan.format(id='q', indicators='')}"
        "persons:\n  - id: p1\n"
    )
    lines = text.splitlines()
    found = {each.code: each.place.line for each in elz.check(written(text), within=fl, on=ON)}
    assert [10, 20] == [n for n, line in enumerate(lines, 1) if "id: s," in line]
    assert 20 == found["ELZ-G015"]
    assert len(lines) - 2 == found["ELZ-P012"]
    assert len(lines) == found["ELZ-G013"]


EVENTS = """\
elzmodel: 1
kind: events
events:
  - {id: fine, event: alter, day: 2027-01-01, unit: heers, name: Heer}
  - {id: wrong, event: merge, day: 2027-01-01, units: [alken, wellen], unit: hasselt, name: H}
"""


def test_a_contradiction_stands_at_its_event(fl, written):
    """In the value it has the event that it is about, in the file its line."""
    name = written(EVENTS)
    (in_value,) = elz.check(elz.load(name), within=fl)
    (in_file,) = elz.check(name, within=fl)
    assert ("event", "wrong", 5) == (in_value.about.kind, in_value.about.id, in_file.place.line)
    assert in_value.message == in_file.message


def test_events_that_name_nothing_are_not_tried_out(fl, written):
    """First what is named must be there; without a landscape that is said."""
    name = written(EVENTS.replace("unit: heers", "unit: heerz").replace("unit: hasselt", "unit: x"))
    assert [(4, "ELZ-R001")] == [(f.place.line, f.code) for f in elz.check(name, within=fl)]
    alone = elz.check(elz.load(name))
    assert ["ELZ-R003", "ELZ-C021"] == [each.code for each in alone]


SCENARIO = """\
elzmodel: 1
kind: scenario
name: wave
steps:
  - {step: merge, day: 2027-01-01, municipalities: [Voeren, Oostende]}
  - {step: transfer, day: 2027-01-01, places: [Nowhere], to: rits}
choices:
  - {decision: Gent, zone: rits}
"""


def test_a_scenario_is_tried_on_the_landscape(fl, written):
    """What is odd in a step (far apart, with facilities) and what does not fit, at its place."""
    name = written(SCENARIO)
    in_value = elz.check(elz.load(name), within=fl)
    in_file = elz.check(name, within=fl)
    assert [5, 5, 6] == sorted(each.place.line for each in in_file)
    assert sorted(f.message for f in in_value) == sorted(f.message for f in in_file)
    assert "ELZ-C021" in {each.code for each in elz.check(elz.load(name))}


def test_rules_refer_to_nothing_that_is_not_there(written):
    """Of rules, references are looked at."""
    name = written(elz.dumps(elz.rules("practice")))
    assert not elz.check(name)
    assert not elz.check(elz.load(name))


def test_a_table_is_read_and_its_codes_are_looked_at(fl, written):
    """What cannot be read as a table is told as such, with its line."""
    name = written("nis;inwoners\n71022;80\n99998;8\n44084;3\n", "x.csv")
    assert ["99998"] == [each.subject for each in elz.check(name, within=fl)]
    assert 1 == CliRunner().invoke(main, ["check", name]).exit_code
    broken = written("nis;inwoners\n71022;80;7\n71022;80\n44084;3\n", "y.csv")
    (finding,) = elz.check(broken, within=fl)
    assert ("ELZ-F", "y.csv", 2) == (finding.code[:5], finding.place.file, finding.place.line)
    assert 2 == CliRunner().invoke(main, ["check", broken]).exit_code


def test_a_table_is_read_as_is_said(fl, written):
    """Columns and cells are looked at too; without a landscape only whether it is a table."""
    name = written("nis;mediaan\n71072;8\n11002;9\n", "x.csv")
    assert ["ELZ-F030"] == [each.code for each in elz.check(name, within=fl)]
    assert 1 == CliRunner().invoke(main, ["check", name]).exit_code
    assert not elz.check(name, within=fl, reading={"columns": {"mediaan": "count"}})
    assert ["ELZ-C021"] == [each.code for each in elz.check(name)]
    broken = written("", "y.csv")
    assert ["ELZ-F005"] == [each.code for each in elz.check(broken)]


def test_a_binary_workbook_is_told_as_a_table_and_json_as_a_document(fl, tmp_path, written):
    """The names of files say which; a binary workbook is no document that lacks UTF-8."""
    path = tmp_path / "x.xlsb"
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    assert ["ELZ-F020"] == [each.code for each in elz.check(path, within=fl)]
    rows = written('[{"nis": "71072", "visits": 3}]', "x.json")
    assert {"ELZ-D"} == {each.code[:5] for each in elz.check(rows, within=fl)}


def test_a_landscape_is_looked_at_on_a_day(fl):
    """The same door as for files."""
    assert {"ELZ-Z010"} < {each.code for each in elz.check(fl, on=ON)}


def test_what_cannot_be_read_is_told_with_its_place(written):
    """Nothing else is then found, and the command says that it cannot."""
    name = written("elzmodel: 1\nkind: dossiers\n")
    (finding,) = elz.check(name)
    assert ("ELZ-D011", 2) == (finding.code, finding.place.line)
    assert 2 == CliRunner().invoke(main, ["check", name]).exit_code


def test_the_command_takes_day_rules_and_events(written):
    """What depends on a day is looked at, with the rules asked for, on top of other events."""
    name = written(DOSSIER.replace("nobody", "''").replace("nowhere", "''"))
    run = CliRunner().invoke
    assert (
        "no day is given, so that what depends on it was not looked at"
        in run(main, ["check", name]).output
    )
    assert "not looked at; say --on" in run(main, ["check", name]).output
    assert "no day" not in run(main, ["check", name, "--on", ON]).output
    events = written(
        "elzmodel: 1\nkind: events\nevents:\n"
        "  - {id: new-zone, event: create-zone, day: 2027-01-01, zone: atlantis, name: Atlantis}\n",
        "events.yaml",
    )
    other = written(DOSSIER.replace("haspengouw", "atlantis"), "other.yaml")
    assert "no zone 'atlantis' is here" in run(main, ["check", other]).output
    assert "no zone" not in run(main, ["check", other, "--within", events]).output
    assert 2 == run(main, ["check", name, "--on", ON, "--rules", "nothing"]).exit_code


def test_what_nothing_checks_is_refused():
    """A number is no value that can be looked at."""
    with pytest.raises(InvalidValueError, match="thing that can be checked"):
        elz.check(7)
