"""Networks from the command line: what is asked of them, and the files that they become."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.networks import collaboration_graph, impact, network_report


def run(*arguments):
    result = CliRunner().invoke(main, ("network", *arguments))
    return result.exit_code, result.stdout, result.stderr


def records(output):
    return list(csv.DictReader(io.StringIO(output)))


@pytest.fixture(scope="module")
def report():
    """The report on the packaged network of Haspengouw."""
    return network_report(elz.dossier("haspengouw"))


def test_the_network_of_a_zone_is_told_in_one_table_or_in_all(report):
    """Text shows the whole; other forms have every table of the report."""
    code, output, _ = run("haspengouw")
    assert 0 == code
    assert output.index("What is not stated") < output.index("Collaboration in haspengouw\n")
    tables = json.loads(run("haspengouw", "--format", "json")[1])
    assert len(report.tables()) == len(tables)


@pytest.mark.parametrize(
    ("about", "answer"),
    [
        ("ways", "variants"),
        ("clusters", "clusters"),
        ("communities", "communities"),
        ("brokers", "brokers"),
        ("venues", "venues"),
        ("critical", "critical"),
        ("partners", "participants"),
        ("gaps", "gaps"),
        ("survey", "survey_form"),
        ("all", "not_stated"),
    ],
    ids=str,
)
def test_each_word_asks_its_question(report, about, answer):
    """The first table is what the report answers."""
    _, output, _ = run("haspengouw", "--about", about, "--format", "csv")
    assert len(getattr(report, answer)()) == len(records(output))


def test_a_partner_is_left_out_by_its_name_or_by_its_id():
    """Tables show names; a name that nobody has is refused with what is near."""
    by_name, by_id = (run("haspengouw", "--without", key) for key in ("Pallion", "pallion"))
    assert by_name == by_id
    assert by_name[1].startswith("Without Pallion\n")
    code, _, errors = run("haspengouw", "--without", "Palion")
    assert 2 == code
    assert "pallion" in errors


def test_a_day_and_a_period_are_looked_at():
    """A period takes the day along, and needs one."""
    assert "on 2024-12-31" in run("haspengouw", "--on", "2024-12-31")[1]
    _, output, _ = run("haspengouw", "--on", "2024-12-31", "--since", "2024-01-01")
    assert "Collaboration in haspengouw, 2024-01-01" in output
    code, _, errors = run("haspengouw", "--since", "2024-01-01")
    assert 2 == code
    assert "--on" in errors


def test_zones_are_one_network_together():
    """Several zones, or files."""
    title = run("haspengouw", "herkenrode", "--about", "gaps")[1]
    assert "Alone" in title
    code, output, _ = run("haspengouw", "herkenrode")
    assert (0, True) == (code, "haspengouw, herkenrode" in output)


def test_a_network_is_written_as_the_name_of_a_file_says(tmp_path, report):
    """What is written reads back; the tables are shown as ever."""
    target = tmp_path / "ties.graphml"
    code, output, errors = run("haspengouw", "--graph", str(target))
    assert 0 == code
    assert "Collaboration" in output
    assert f"Wrote {target}\n" == errors
    found = nx.read_graphml(target)
    assert {*report.graph} == {*found}
    assert report.graph.number_of_edges() == found.number_of_edges()


def test_places_seats_and_the_coordinator_are_written_where_they_are_asked_for(tmp_path):
    """By themselves they are left out, as in the report."""
    target = tmp_path / "met.json"
    run("herkenrode", "--graph", str(target), "--venues", "--seats", "--coordinator")
    nodes = json.loads(target.read_text("utf-8"))["nodes"]
    everybody = collaboration_graph(elz.dossier("herkenrode"), coordinator=True)
    assert {*everybody} == {node["id"] for node in nodes if node["mode"] == "partner"}
    assert "board" in {node["body"] for node in nodes if node["mode"] == "venue"}


def test_a_picture_is_drawn_in_the_language_of_the_command(tmp_path):
    """As scalable graphics, without any other program."""
    target = tmp_path / "ties.svg"
    assert 0 == run("haspengouw", "--picture", str(target), "--lang", "nl")[0]
    assert 'lang="nl"' in target.read_text("utf-8")


def test_a_file_of_another_kind_is_refused(tmp_path):
    """Nothing is written, and what is possible is said."""
    target = tmp_path / "ties.txt"
    code, _, errors = run("haspengouw", "--graph", str(target))
    assert (2, False) == (code, target.exists())
    assert ".graphml, .gexf, .dot or .json" in errors


# --- lists of attendance ------------------------------------------------------------------

LIST = """datum;vergadering;organisatie;kbo-nummer;naam;sector
5/3/2024;beurs;CAW Voorbeeld;0207.437.468;An;welfare
5 maart 2024;beurs;C.A.W. Voorbeeld;;Bo;
5/3/2024;beurs;Thuisverpleging Voorbeeld;;Dirk;care
5/3/2024;beurs;;;Els;
9/4/2024;werkgroep;thuisverpleging voorbeeld / Huisartsenkring Voorbeeld;;Fien;
7/5/2024;;CAW Voorbeeld;;An;welfare
"""


@pytest.fixture
def listed(tmp_path):
    """A messy list of attendance in a file."""
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, "utf-8")
    return str(path)


def test_a_list_becomes_a_network_and_every_row_is_accounted_for(listed):
    """What became of the rows goes beside the answer; persons are not in it."""
    code, output, errors = run(listed, "--split", "/")
    assert (0, True) == (code, "Collaboration in the attendance list" in output)
    assert "6 rows: 4 counted, 1 without a partner and 1 without a gathering" in errors
    rows = records(run(listed, "--about", "rows", "--format", "csv")[1])
    assert 6 == len(rows)
    assert "Dirk" not in run(listed, "--about", "rows", "--format", "json")[1]


def test_names_are_proposed_and_count_once_somebody_accepted_them(listed, tmp_path):
    """The saved table comes back with a yes, and the broker is one then."""
    names, split = tmp_path / "names.csv", ("--split", "/")
    run(listed, *split, "--about", "names", "-o", str(names))
    rows = records(names.read_text("utf-8"))
    assert {"False"} == {row["accepted"] for row in rows}
    names.write_text(names.read_text("utf-8").replace(",False,", ",ja,"), "utf-8")
    _, before, _ = run(listed, *split, "--about", "partners", "--format", "csv")
    _, after, _ = run(
        listed, *split, "--matched", str(names), "--about", "partners", "--format", "csv"
    )
    assert (5, 3) == (len(records(before)), len(records(after)))


def test_a_list_is_looked_at_on_a_day(listed):
    """Its gatherings have days; what was held on another one is left out."""
    _, output, _ = run(listed, "--on", "2024-04-09", "--about", "venues", "--format", "json")
    assert "beurs" not in output


def test_columns_are_said_by_name_or_by_number(listed):
    """Where headings do not tell, or tell otherwise."""
    _, output, _ = run(listed, "--partner", "5", "--cluster", "sector", "--about", "partners")
    assert "Dirk" in output


def test_a_cell_that_cannot_be_read_is_mended_as_the_error_says(tmp_path):
    """The option that it names is there, and takes another content, or nothing."""
    path = tmp_path / "lijst.csv"
    path.write_text("partner;meeting;datum\nCAW;duo;31/2/2024\nLogo;duo;=?\n", "utf-8")
    code, _, errors = run(str(path))
    assert (2, True) == (code, "what it means with --cell" in errors)
    mended = ("--cell", "31/2/2024=29/2/2024", "--cell", "=?=")
    rows = records(run(str(path), *mended, "--about", "rows", "--format", "csv")[1])
    assert ["2024-02-29", "2024-02-29"] == [row["day"] for row in rows]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("LIST", "--cell", "foo"), "TEXT=MEANT, not 'foo'"),
        (("LIST", "haspengouw"), "alone"),
        (("haspengouw", "--split", "/"), "FILE is lacking"),
        (("haspengouw", "--about", "names"), "FILE is lacking"),
        (("LIST", "--partner", "wie"), "--partner"),
    ],
    ids=["no meaning", "list and zone", "how without list", "names without list", "no such column"],
)
def test_what_cannot_be_meant_of_a_list_is_told(listed, arguments, said):
    """With what is expected."""
    code, _, errors = run(*(listed if each == "LIST" else each for each in arguments))
    assert 2 == code
    assert said in errors


BORDER = """\
elzmodel: 1
kind: scenario
name: an example
steps:
  - {step: transfer, day: 2025-06-01, places: [Heers], to: herkenrode}
"""


def test_what_a_moved_border_does_is_asked_of_a_scenario(tmp_path):
    """With the dossiers that are said, and with those who met from a day on."""
    path = tmp_path / "border.yaml"
    path.write_text(BORDER, "utf-8")
    scenario = elz.Scenario("x").transfer("Heers", to="herkenrode", day="2025-06-01")
    known = [elz.dossier("haspengouw")]
    found = impact(elz.outcome(elz.flanders(), scenario, dossiers=known))
    result = CliRunner().invoke(main, ["impact", str(path), "haspengouw", "--format", "json"])
    assert 0 == result.exit_code, result.output
    assert [table.title for table in found.tables()] == [
        t["title"] for t in json.loads(result.stdout)
    ]
    longer = CliRunner().invoke(main, ["impact", str(path), "haspengouw", "--since", "2020-01-01"])
    assert "2020-01-01 to 2025-06-01" in longer.stdout
    assert date(2024, 6, 2) == found.during.start


def test_digits_may_part_the_partners_of_a_cell(tmp_path: Path) -> None:
    """They are no number of a column."""
    path = tmp_path / "met.csv"
    path.write_text("partner,datum\ncaw 2 logo,5/3/2024\n", "utf-8")
    result = CliRunner().invoke(main, ["network", str(path), "--split", "2"])
    assert 0 == result.exit_code
    assert re.search(r"^partners +2 ", result.stdout, re.MULTILINE)


def test_where_not_everybody_answered_the_bounds_stand_below_the_whole(tmp_path):
    """What refers to the bounds has them beside it; where all is known there are none."""
    output = run("haspengouw")[1]
    said, bounds = "the bounds say what these may be", "Bounds, since not everybody answered"
    assert -1 < output.index(said) < output.index(bounds)
    table = "partner;meeting;cluster\ncaw;fair;welfare\nlogo;fair;care\n"
    (tmp_path / "met.csv").write_text(table, "utf-8")
    code, output, _ = run(str(tmp_path / "met.csv"))
    assert 0 == code
    assert bounds not in output


def test_a_name_of_two_partners_is_not_one_of_them(tmp_path):
    """Whoever says it is told to say an id."""
    partners = [elz.partners.Partner(id=each, name="Same") for each in ("a", "b")]
    path = tmp_path / "zone.yaml"
    elz.dump(elz.Dossier(zone_id="haspengouw", partners=partners), path)
    code, _, errors = run(str(path), "--without", "same")
    assert 2 == code
    assert "Several partners are called 'same': say a or b" in errors
    assert "Without Same" in run(str(path), "--without", "b")[1]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--about", "rows", "--graph", "x.graphml"), "--graph does not go with --about rows"),
        (("--about", "names", "--on", "2024-03-05"), "--on does not go with --about names"),
        (("--mentioned",), "--mentioned does not go with FILE"),
    ],
)
def test_an_option_that_does_nothing_for_a_list_is_refused(tmp_path, more, told):
    """It would be passed over: nothing is written, or looked at, in silence."""
    path = tmp_path / "met.csv"
    path.write_text("partner;meeting\ncaw;fair\nlogo;fair\n", "utf-8")
    code, _, errors = run(str(path), *more)
    assert 2 == code
    assert told in errors
