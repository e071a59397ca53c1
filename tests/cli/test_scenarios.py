"""What might happen, from the command line."""

from __future__ import annotations

import csv
import io
import json
import sys
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from functools import partial

import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel import scenarios
from elzmodel.cli import _scenarios, main

WAVE = """\
elzmodel: 1
kind: scenario
name: an example
steps:
  - {step: merge, day: 2027-01-01, municipalities: [Alken, Wellen]}
  - {step: transfer, day: 2027-01-01, places: [Heers], to: zuid-oost-limburg}
"""


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture
def wave(tmp_path):
    path = tmp_path / "wave.yaml"
    path.write_text(WAVE, "utf-8")
    return path


def test_a_scenario_has_a_card_and_tables(wave):
    """Everything that there is to say, in order."""
    result = run("whatif", wave)
    assert 0 == result.exit_code
    assert result.stdout.startswith("an example on Flanders and Brussels\n")
    assert "Open decisions" in result.stdout
    assert "Across borders" not in result.stdout


@pytest.mark.parametrize(
    ("table", "count"),
    [("zones", 3), ("decisions", 1), ("municipalities", 5), ("findings", 3), ("concerns", 0)],
)
def test_each_table_can_be_had_alone(wave, table, count):
    """Also as CSV."""
    assert count == len(rows(run("whatif", wave, "--table", table, "--format", "csv")))


@pytest.mark.parametrize("more", [[], ["--alternatives"], ["--policy", "largest"]], ids=str)
def test_own_figures_are_used_and_told(wave, tmp_path, more):
    """Of a file of an older year, with both numbers."""
    path = tmp_path / "pop_2020.csv"
    path.write_text("nis;population\n73001;1\n", "utf-8")
    text = " ".join(run("whatif", wave, "--population", path, *more).stdout.split())
    assert (
        "Inhabitants on 2020-01-01. 1 figure of population of 2020 is from pop_2020.csv, "
        "not the one that was there: alken 1 (11,626)."
    ) in text


def test_dossiers_are_looked_through_where_asked(wave):
    """They say whom it concerns; without them nothing is known."""
    options = ("whatif", wave, "--table", "concerns", "--format", "csv")
    assert rows(run(*options, "--dossiers"))


def test_a_policy_settles_what_it_can(wave):
    """And the table of decisions says why."""
    result = run("whatif", wave, "--policy", "largest", "--table", "decisions", "--format", "json")
    (decision,) = json.loads(result.stdout)["rows"]
    assert ("herkenrode", "largest") == (decision["zone"], decision["policy"])


def test_alternatives_have_a_row_each(wave):
    """With a bar on the standard error only where somebody looks at it."""
    found = rows(run("whatif", wave, "--alternatives", "--keep-parts", "--format", "csv"))
    assert [
        "an example: alken-wellen to haspengouw",
        "an example: alken-wellen to herkenrode",
        "an example: alken-wellen as it is",
    ] == [row["scenario"] for row in found]


def test_alternatives_are_counted_before_they_are_shown(wave):
    """And refused where they are too many, with how to go on."""
    options = ("whatif", wave, "--alternatives", "--keep-parts")
    assert (
        "There are 3 ways to settle 1 open decision.\n" == run(*options, "--format", "json").stderr
    )
    refused = run(*options, "--most", 2)
    assert (2, "") == (refused.exit_code, refused.stdout)
    assert "There are 3 ways to settle 1 open decision, more than --most 2" in refused.stderr


def test_the_alternatives_that_nothing_beats_can_be_had_alone(wave):
    """With their scores, and how that is known."""
    found = run("whatif", wave, "--alternatives", "--keep-parts", "--front", "--format", "json")
    table = json.loads(found.stdout)
    assert ["alken-wellen to herkenrode"] in [row["choices"] for row in table["rows"]]
    assert table["notes"][0].startswith("Proven: none of all 3 alternatives")


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2)], ids=["yes", "no"])
def test_whoever_sits_there_is_asked(wave, monkeypatch, answer, code):
    """Whether all of many ways are to be shown."""
    monkeypatch.setattr(_scenarios, "sits_there", lambda: True)
    options = ["whatif", str(wave), "--alternatives", "--most", "1", "--lang", "nl"]
    found = CliRunner().invoke(main, options, input=answer)
    assert code == found.exit_code
    assert "Er zijn 2 manieren om 1 open beslissing te nemen. Allemaal tonen?" in found.stderr


def test_many_alternatives_come_in_pieces(wave, tmp_path, monkeypatch):
    """As one table, the same as in a file."""
    monkeypatch.setattr(_scenarios, "PIECE", 2)
    options = ("whatif", wave, "--alternatives", "--keep-parts", "--format", "csv")
    run(*options, "--output", tmp_path / "ways.csv")
    assert 3 == len(rows(run(*options)))
    assert (tmp_path / "ways.csv").read_text("utf-8") == run(*options).stdout


def test_alternatives_can_be_had_by_zone(wave):
    """With figures that other programs read."""
    options = ("--alternatives", "--table", "zones", "--format", "csv")
    found = rows(run("whatif", wave, *options))
    assert {"haspengouw", "herkenrode", "zuid-oost-limburg"} == {row["zone"] for row in found}
    assert all(row["inhabitants_low"].isdecimal() for row in found)


def test_several_scenarios_stand_side_by_side(wave, tmp_path):
    """A column each."""
    other = tmp_path / "other.yaml"
    other.write_text(WAVE.replace("an example", "another"), "utf-8")
    result = run("whatif", wave, other, "--format", "json")
    assert {"what", "outcome_1_low", "outcome_2_low"} <= set(json.loads(result.stdout)["rows"][0])


def test_a_scenario_can_start_from_an_earlier_day_and_record(tmp_path):
    """As the landscape stood, and as it was known."""
    path = tmp_path / "x.yaml"
    merger = "{step: merge, day: 2025-01-01, municipalities: [Hasselt, Kortessem]}"
    path.write_text(f"elzmodel: 1\nkind: scenario\nname: x\nsteps: [{merger}]\n", "utf-8")
    assert 2 == run("whatif", path).exit_code
    options = ("--table", "decisions", "--format", "csv")
    assert 1 == len(rows(run("whatif", path, "--as-of", "2024-12-31", *options)))
    known = run("whatif", path, "--known", "2023-01-01", *options)
    assert 0 == known.exit_code, known.stderr


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("whatif WAVE --front", "--front goes with --alternatives alone."),
        ("whatif WAVE --keep-parts", "--keep-parts goes with --alternatives alone."),
        ("whatif WAVE --most 5", "--most goes with --alternatives alone."),
        (
            "whatif WAVE --alternatives --policy largest",
            "--policy does not go with --alternatives.",
        ),
        ("whatif WAVE --alternatives --dossiers", "--dossiers does not go with --alternatives."),
        (
            "whatif WAVE --alternatives --table findings",
            "--alternatives goes with no --table but zones.",
        ),
        (
            "whatif WAVE --alternatives --front --table zones",
            "--table does not go with --front.",
        ),
        ("whatif WAVE WAVE --table zones", "--table does not go with several FILEs."),
        ("atlas --triples", "--triples goes with --sets alone."),
        ("shares --any --wish Alken+Wellen=1", "--wish does not go with --any."),
        ("shares --any --halving 15000", "--halving does not go with --any."),
        ("search --min 1 --change 2", "--change goes with --scenario alone."),
        ("network haspengouw --venues", "--venues goes with --graph alone."),
        ("network haspengouw --seats", "--seats goes with --graph, --picture alone."),
        ("network haspengouw --without x --about gaps", "--about does not go with --without."),
        ("council herkenrode --policy first", "--policy goes with --after alone."),
        ("council herkenrode --since 2024-01-01", "--since goes with --about changes alone."),
        ("council herkenrode --after WAVE --about room", "--about does not go with --after."),
        ("plan haspengouw --old WAVE", "--old goes with --about changes alone."),
        ("plan haspengouw --after WAVE --tree", "--tree does not go with --after."),
        ("plan haspengouw --tree --about gaps", "--about does not go with --tree."),
        ("match WAVE --on 2025-01-01", "--on goes with --mended alone."),
    ],
)
def test_an_option_that_would_be_passed_over_is_refused(wave, command, told):
    """It is never left out in silence: beside what, or without what, is said."""
    result = run(*(str(wave) if word == "WAVE" else word for word in command.split()))
    assert (2, "") == (result.exit_code, result.stdout)
    assert told in " ".join(result.stderr.split())


def test_scenarios_side_by_side_have_the_inhabitants_of_one_year(wave, tmp_path):
    """The newest that is exact for all: those of 2025 do not count Kortessem apart."""
    back = tmp_path / "back.yaml"
    back.write_text(
        """\
elzmodel: 1
kind: scenario
name: given back
steps:
  - step: split
    day: 2027-01-01
    municipality: Hasselt
    into: [{name: Kortessem, places: [kortessem]}]
  - {step: transfer, day: 2027-01-01, places: [Kortessem], to: haspengouw}
""",
        "utf-8",
    )
    asked = run("whatif", back, wave, "--policy", "largest", "--format", "csv")
    moved = next(row for row in rows(asked) if row["what"] == "moved")
    assert "8757" == moved["outcome_1_low"]
    fl = elz.flanders()
    settled = elz.scenarios.settle(fl, elz.load(wave, of=elz.Scenario), policy="largest")
    of_2024 = elz.outcome(fl, settled, year=2024)
    assert str(elz.scenarios.CRITERIA["moved"].of(of_2024).low) == moved["outcome_2_low"]
    assert "Inhabitants on 2024-01-01." == asked.stderr.strip()


def test_what_cannot_be_adopted_is_an_error(tmp_path):
    """Which step, why, and what would work."""
    path = tmp_path / "x.yaml"
    step = "{step: merge, day: 2027-01-01, municipalities: [Genk, Kortessem]}"
    path.write_text(f"elzmodel: 1\nkind: scenario\nname: x\nsteps: [{step}]\n", "utf-8")
    result = run("whatif", path)
    assert 2 == result.exit_code
    assert "step 1, merge Genk, Kortessem on 2027-01-01: municipality 'Kortessem'" in result.stderr
    assert "it became Hasselt (71072)" in result.stderr


def test_another_kind_of_document_is_refused(tmp_path):
    """Events are no scenario."""
    path = tmp_path / "x.yaml"
    path.write_text("elzmodel: 1\nkind: events\n", "utf-8")
    result = run("whatif", path)
    assert (2, True) == (result.exit_code, "expected scenario" in result.stderr)


@pytest.mark.dear
def test_the_atlas_has_every_pair():
    """Of Flanders, or of another area; across zones only where asked."""
    found = rows(run("atlas", "--on", "2025-01-01", "--format", "csv"))
    assert 754 == len(found)
    crossing = rows(run("atlas", "--on", "2025-01-01", "--crossing", "--format", "csv"))
    assert [row for row in found if row["crosses_zones"] == "True"] == crossing
    assert len(found) < len(rows(run("atlas", "--area", "", "--format", "csv")))


def test_the_atlas_says_what_answers_do():
    """A row for each answer and zone."""
    found = rows(run("atlas", "--area", "Limburg", "--answers", "--format", "csv"))
    assert {"one", "other", "answer", "zone", "inhabitants_low"} <= set(found[0])


def test_waves_are_swept_into_a_file(tmp_path):
    """The file is that of Python, and it is said how many rows of which year there are."""
    spec = elz.WaveSpec(seed=5, count=30, size=3, area="Limburg")
    elz.sweep_to(tmp_path / "python.csv", elz.flanders(), spec, year=2021)
    drawn = ["--seed", 5, "--count", 30, "--size", 3, "--area", "Limburg"]
    result = run("sweep", tmp_path / "waves.csv", *drawn, "--figures-year", 2021, "--batch", 7)
    assert result.stdout.startswith("30 waves on Flanders and Brussels are in ")
    assert result.stdout.endswith("waves.csv.\nInhabitants on 2021-01-01.\n")
    assert (tmp_path / "python.csv").read_bytes() == (tmp_path / "waves.csv").read_bytes()


def test_processes_that_are_always_lost_are_told(tmp_path, monkeypatch):
    """As one line, without a trace of what went on inside."""

    class Broken(ThreadPoolExecutor):
        def submit(self, *_):
            raise BrokenExecutor

    monkeypatch.setattr(scenarios, "processes", lambda count: partial(Broken, count))
    result = run("sweep", tmp_path / "waves.csv", "--count", 3, "--processes", 2)
    assert 2 == result.exit_code
    assert "Error: not a number of processes: 2. Expected fewer" in result.stderr


def test_a_bar_is_shown_where_somebody_looks(monkeypatch, capfd):
    """On the standard error, so that tables can be piped."""
    from elzmodel.cli._options import progress_bar

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress_bar() as go_on:
        go_on(5, 10)
        go_on(10, None)
    assert "" == capfd.readouterr().out


def test_the_atlas_has_sets_of_mergers():
    """Counted first, in a row each, and refused where they are many."""
    options = ("atlas", "--area", "Limburg", "--sets", "1", "--triples", "--format", "csv")
    found = run(*options)
    assert 359 == len(rows(found))
    assert found.stderr.startswith("359 sets of mergers.\n")
    refused = run(*options, "--most", "10")
    assert (2, "") == (refused.exit_code, refused.stdout)
    assert "There are more than 10 sets of mergers. Say --most" in refused.stderr
    assert 2 == run(*options, "--answers").exit_code


def test_sets_of_a_place_without_neighbours_have_a_heading_alone():
    """An empty table, for programs that read it."""
    options = ("atlas", "--area", "PZ Hekla", "--sets", "3", "--format", "csv")
    assert run(*options).stdout.startswith("mergers,decisions,candidates")


@pytest.mark.parametrize("how", [["--wish", "Alken + Wellen=1"], ["--any"]], ids=["wish", "any"])
def test_waves_have_shares_for_each_zone(how):
    """Drawn by the chances that are said, with what they are in the notes."""
    options = ("--count", "5", "--size", "2", "--area", "Limburg", "--policy", "largest")
    found = run("shares", *options, *how, "--format", "json")
    shares = {row["zone"]: row for row in json.loads(found.stdout)["rows"]}
    assert {"loses_members_low", "loses_members_high"} <= shares["haspengouw"].keys()
    if how != ["--any"]:
        assert 1 == shares["haspengouw"]["needs_decision_low"]


def test_what_is_no_wish_is_refused():
    """With how one is said."""
    found = run("shares", "--wish", "Alken+Wellen=often")
    assert (2, True) == (found.exit_code, "Alken+Wellen=0.8" in found.stderr)
