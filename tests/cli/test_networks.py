"""Networks from the command line: what is asked of them, and the files that they become."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.networks import collaboration_graph, network_report


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
