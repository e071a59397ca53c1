"""Councils and plans from the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest
from attrs import evolve
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.governance import Cluster, ClusterVotes, Decision

BOARD = ("council", "herkenrode", "--on", "2023-06-01")


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout or result.stderr


def records(output):
    return list(csv.DictReader(io.StringIO(output)))


def test_the_board_is_shown_by_seat_with_the_rules_in_force():
    """Twenty-one seats, pseudonyms instead of names, and the rules of that day."""
    code, output = run(*BOARD, "--format", "json")
    roster, rules = json.loads(output)
    assert (0, 21) == (code, len(roster["rows"]))
    assert ("p02", "Rules of bvr-2019 on 2023-06-01") == (roster["rows"][1]["who"], rules["title"])
    assert "pass" == rules["rows"][0]["outcome"]


def test_names_are_shown_when_they_are_asked_for():
    """The option shows what the zone itself published."""
    names = [person.full_name for person in elz.dossier("herkenrode").persons]
    assert not any(name in run(*BOARD)[1] for name in names)
    assert all(name in run(*BOARD, "--names", "--format", "csv")[1] for name in names)


def test_another_body_and_other_rules_can_be_asked_for():
    """A body is meant by its kind or its id; a set of rules by its id."""
    for body in ("daily-board", "dagelijks-bestuur"):
        code, output = run(*BOARD, "--body", body, "--rules", "practice", "--format", "json")
        roster, rules = json.loads(output)
        assert (0, 5, "Rules of practice on 2023-06-01") == (
            code,
            len(roster["rows"]),
            rules["title"],
        )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*BOARD, "--body", "bord"), "no body 'bord'"),
        ((*BOARD, "--rules", "bvr-2029"), "no set of rules 'bvr-2029'"),
        (("council", "atlantis"), "no dossier 'atlantis'"),
        (("plan", "kempenland"), "The dossier of kempenland has no plan"),
        (("coverage", "haspengouw", "--plan", "x"), "no plan 'x'"),
        (("council", "herkenrode", "--on", "gisteren"), "not a day"),
    ],
)
def test_what_is_not_there_is_an_error(arguments, said):
    """Exit code 2, and what is there instead."""
    code, output = run(*arguments)
    assert 2 == code
    assert said in output


def test_a_council_of_which_nothing_is_stated_is_no_error():
    """A dossier need not have a council on every day."""
    code, output = run("council", "kempenland", "--on", "2023-06-01")
    assert (0, "Nothing is stated about the council of kempenland on 2023-06-01.\n") == (
        code,
        output,
    )


def test_a_plan_is_counted_as_text_and_listed_in_other_formats():
    """Five goals and the plan as text; a row an indicator, or an action without one, as csv."""
    code, output = run("plan", "haspengouw")
    assert 0 == code
    assert "What the plan holds" in output
    assert 59 == len(records(run("plan", "haspengouw", "--format", "csv")[1]))
    assert 3 == len(json.loads(run("plan", "haspengouw", "--format", "json")[1]))


def test_a_plan_is_shown_as_a_tree():
    """Every indicator has its line."""
    code, output = run("plan", "haspengouw", "--tree")
    assert 0 == code
    assert all(each.title in output for each in elz.dossier("haspengouw").plan().indicators)


def test_coverage_counts_gaps_or_lists_them():
    """Seven vulnerabilities are named by no action."""
    _, counted = run("coverage", "haspengouw", "--format", "json")
    gaps = {row["gap"]: row["how_many"] for row in json.loads(counted)[1]["rows"]}
    assert (7, 5) == (gaps["not-named"], gaps["not-linked"])
    _, listed = run("coverage", "haspengouw", "--gaps", "--format", "csv")
    assert 7 == sum(row["gap"] == "not-named" for row in records(listed))
    assert 8 == len(records(run("coverage", "haspengouw", "--format", "csv")[1]))


def test_a_term_is_traced_through_all_plans_or_one():
    """Diabetes leads to one action of one zone; a word of nobody says so."""
    code, output = run("trace", "diabetes", "--format", "csv")
    assert 0 == code
    assert {("haspengouw", "5.1/a2")} == {
        (row["zone"], row["id"]) for row in records(output) if row["kind"] == "action"
    }
    assert [] == records(run("trace", "diabetes", "--zone", "herkenrode", "--format", "csv")[1])
    assert "No plan has 'xyzzy'." in run("trace", "xyzzy")[1]


def test_a_dossier_of_ones_own_is_read_from_a_file(tmp_path):
    """Where the argument is a file, it is read instead of a packaged dossier."""
    path = tmp_path / "mine.yaml"
    elz.dump(elz.dossier("haspengouw"), path)
    assert run("coverage", "haspengouw") == run("coverage", str(path))
    other = tmp_path / "rules.yaml"
    elz.dump(elz.rules("practice"), other)
    assert 2 == run("coverage", str(other))[0]


def test_a_dossier_is_shown_on_one_card():
    """What it holds, and on a day after the mergers what concerns land that left."""
    for day, concerned in (("2024-12-31", None), ("2025-01-01", "claim 4, partner 1, indicator 1")):
        code, output = run("dossier", "haspengouw", "--on", day, "--format", "json")
        card = {row["what"]: row["value"] for row in json.loads(output)["rows"]}
        assert (0, 59, concerned) == (code, card["indicators"], card.get("concern land that left"))


def test_mentions_say_how_surely_each_place_has_the_term(tmp_path):
    """All packaged dossiers, or those that are asked, with the terms and the text in files."""
    code, output = run("mentions", "mantelzorg", "--format", "csv")
    assert (0, 4) == (code, len({row["zone"] for row in records(output)}))
    terms, text = tmp_path / "words.csv", tmp_path / "full.txt"
    terms.write_text("element,term\npartner:mantelzorgers,luisterend oor\n")
    text.write_text("Inleiding.\n\nEen luisterend oor voor ieder.")
    more = ("--zone", "kempenland", "--terms", str(terms), "--text", str(text))
    rows = records(run("mentions", "luisterende oren", *more, "--format", "csv")[1])
    assert [] == rows
    rows = records(run("mentions", "luisterend oor", *more, "--format", "csv")[1])
    assert [("partner", "word"), ("paragraph", "word")] == [(r["kind"], r["match"]) for r in rows]
    assert "alinea" in run("mentions", "luisterend oor", *more, "--lang", "nl")[1]


def test_a_file_beside_several_dossiers_is_refused(tmp_path):
    """Of which of them it speaks is not known."""
    terms = tmp_path / "words.csv"
    terms.write_text("element,term\n")
    code, output = run("mentions", "zorg", "--terms", str(terms))
    assert (2, True) == (code, "say which with one --zone" in output)


def test_a_trace_reads_the_terms_of_a_file(tmp_path):
    """And says how each step has the term."""
    terms = tmp_path / "words.csv"
    terms.write_text("element,term\naction:5.1/a2,suikerspiegel\n")
    arguments = ("trace", "suikerspiegel", "--zone", "haspengouw", "--terms", str(terms))
    rows = records(run(*arguments, "--format", "csv")[1])
    assert ["5.1/a2"] == [row["id"] for row in rows if row["match"] == "word"]


def test_persons_are_followed_across_councils_by_ids_of_the_askers_own(tmp_path):
    """Nothing is compared but what the file says, and no name is shown."""
    persons = tmp_path / "persons.csv"
    persons.write_text("id,zone,person\nk1,herkenrode,p01\nk1,elders,p08\n")
    other = tmp_path / "elders.yaml"
    elz.dump(evolve(elz.dossier("herkenrode"), zone_id="elders", is_invented=True), other)
    arguments = ("interlocks", str(persons), "herkenrode", str(other), "--on", "2023-06-01")
    [row] = records(run(*arguments, "--format", "csv")[1])
    assert ("k1", "herkenrode;elders") == (row["person"], row["zones"])


@pytest.mark.parametrize(
    ("about", "column", "value"),
    [
        ("room", "cluster", "care"),
        ("unrepresented", "", ""),
        ("load", "municipality", "Zonhoven"),
        ("interlocks", "person", "p18"),
        ("voices", "has_a_voice", "yes"),
        ("expiring", "person", "p21"),
        ("balance", "kind", "f"),
    ],
)
def test_a_council_is_asked_by_a_word(about, column, value):
    """One command a question, on the day that is said."""
    code, output = run(*BOARD, "--about", about, "--format", "json")
    rows = json.loads(output)
    rows = rows[0]["rows"] if isinstance(rows, list) else rows["rows"]
    assert 0 == code
    assert not column or any(value == row.get(column) for row in rows), rows


def test_what_changed_in_a_council_needs_the_day_before():
    """Of which something must be stated."""
    code, output = run(*BOARD, "--about", "changes", "--since", "2023-01-01", "--format", "csv")
    assert (0, []) == (code, records(output))
    assert "--since 2024-01-01" in run(*BOARD, "--about", "changes")[1]
    assert "nothing is stated" in run(*BOARD, "--about", "changes", "--since", "2021-01-01")[1]


@pytest.mark.parametrize(
    ("about", "column", "value"),
    [
        ("partners", "partner", "vaph"),
        ("dimensions", "dimension", "participation"),
        ("progress", "subject", "sd1"),
        ("measured", "indicator", "5.1/a1/i1"),
        ("gaps", "gap", "no-owner"),
        ("year", "", ""),
    ],
)
def test_a_plan_is_asked_by_a_word(about, column, value):
    """One command a question."""
    code, output = run("plan", "haspengouw", "--about", about, "--format", "json")
    rows = json.loads(output)
    rows = rows[0]["rows"] if isinstance(rows, list) else rows["rows"]
    assert 0 == code
    assert not column or any(value == row.get(column) for row in rows), rows


def test_a_plan_is_compared_with_the_one_before():
    """That of another dossier; without one the command says what it needs."""
    code, output = run("plan", "haspengouw", "--about", "changes", "--old", "herkenrode")
    assert (0, True) == (code, "dropped" in output)
    assert "--old FILE" in run("plan", "haspengouw", "--about", "changes")[1]


@pytest.fixture
def two_plans(tmp_path):
    """A file with a plan and the one that it replaces; both have an indicator that is computed."""
    dossier = elz.dossier("haspengouw")
    (plan,) = dossier.plans
    path = tmp_path / "own.yaml"
    goals = plan.strategic_goals[1:]
    later = evolve(plan, id="later", replaces=plan.id, strategic_goals=goals)
    elz.dump(evolve(dossier, plans=[plan, later]), path)
    return str(path)


def test_a_plan_is_compared_with_the_one_that_it_replaces(two_plans):
    """Where the same dossier holds it, nothing else needs to be said."""
    asked = ("--about", "changes", "--format", "csv")
    code, output = run("plan", two_plans, *asked)
    dropped = [row["key"] for row in records(output) if row["state"] == "dropped"]
    assert (0, "1") == (code, dropped[0])
    assert "--old FILE" in run("plan", two_plans, "--plan", "beleidsplan", *asked)[1]


def test_what_is_computed_and_who_carries_are_of_the_plan_that_is_asked(two_plans):
    """Of another plan in the same dossier nothing is counted; circles are asked by the rules."""
    code, output = run("plan", two_plans, "--about", "measured", "--format", "csv")
    rows = records(output)
    assert (0, 1) == (code, [row["indicator"] for row in rows].count("5.1/a1/i1"))
    circles = next(row for row in rows if row["indicator"] == "3.1/a2/i1")
    assert "no list of disciplines is given" != circles["found"]
    counted = []
    for plan in ("beleidsplan", "later"):
        asked = ("--plan", plan, "--about", "partners", "--format", "csv")
        counted.append(
            {row["partner"]: row["actions"] for row in records(run("plan", two_plans, *asked)[1])}
        )
    alone = records(run("plan", "haspengouw", "--about", "partners", "--format", "csv")[1])
    assert {row["partner"]: row["actions"] for row in alone} == counted[0]
    assert counted[0] != counted[1]


def test_seats_are_shared_and_given_by_method():
    """One row a municipality; with --ways all that are equally good, of neighbours by request."""
    asked = ("seats", "haspengouw", "6", "--on", "2024-12-31", "--year", "2021", "--format", "json")
    code, output = run(*asked)
    rows = json.loads(output)["rows"]
    assert (0, 7) == (code, len(rows))
    seats = {row["municipality"]: row["dhondt_low"] for row in rows if row["dhondt_low"]}
    assert {"Sint-Truiden": 4, "Borgloon": 1, "Kortessem": 1} == seats
    _, ways = json.loads(run(*asked, "--ways", "--neighbours")[1])
    assert 5 == len(ways["rows"])


def test_seats_need_inhabitants_that_are_known():
    """Those of Antwerpen's parts are not."""
    code, output = run("seats", "antwerpen-oost", "4", "--year", "2021")
    assert 2 == code
    assert "the inhabitants of Antwerpen are known exactly" in output


def test_votes_that_pass_and_decisions_are_asked_of_a_council(tmp_path):
    """What it takes in each cluster, and what became of the decisions up to the day."""
    dossier = elz.dossier("herkenrode")
    (council,) = dossier.councils
    votes = [ClusterVotes(cluster=cluster, in_favour=3) for cluster in Cluster]
    days = ("2023-05-01", "2023-07-01")
    decisions = [Decision(id=f"b-{day}", day=day, votes=votes) for day in days]
    path = tmp_path / "own.yaml"
    elz.dump(evolve(dossier, councils=[evolve(council, decisions=decisions)]), path)
    asked = ("--on", "2023-06-01", "--about", "votes", "--format", "json")
    code, output = run("council", str(path), *asked)
    needed, held = json.loads(output)
    assert (0, [3, 2, 3, 2]) == (code, [row["to_block_low"] for row in needed["rows"]])
    assert "Vote on b-2023-05-01 on 2023-05-01" == held["title"]
    assert ["unknown", "pass", "unknown", "pass"] == [row["outcome"] for row in held["rows"]]


def test_seats_after_a_scenario_are_told_by_policy(tmp_path):
    """What becomes of each, the policies beside each other, and the rules then."""
    path = tmp_path / "wave.yaml"
    wave = elz.Scenario("x").transfer("Zonhoven", to="kemp-en-duin", day="2027-01-01")
    elz.dump(wave.transfer("Lummen", to="herkenrode", day="2027-01-01"), path)
    asked = ("council", "herkenrode", "--after", str(path), "--format", "json")
    code, output = run(*asked, "--policy", "first")
    seats, policies, rules = json.loads(output)
    fates = {row["seat"]: row["fate"] for row in seats["rows"] if row["fate"] != "kept"}
    assert (0, {"lb-3": "relabelled", "lb-5": "given", "lb-6": "vacated"}) == (code, fates)
    assert 3 == len(policies["rows"])
    assert "Rules of bvr-2024 on 2027-01-01" == rules["title"]
    code, output = run(*asked, "--policy", "largest")
    assert 2 == code
    assert "or an agreement" in output


def test_zones_are_held_beside_each_other():
    """What is in common, counted by kind, or what one of them has alone."""
    code, output = run("align", "haspengouw", "herkenrode", "--format", "json")
    card, rows = json.loads(output)
    assert (0, 6) == (code, len(card["rows"]))
    groups = [row["theme"] for row in rows["rows"] if row["kind"] == "target-group"]
    assert ["mantelzorgers", "vrijwilligers"] == groups
    _, only = json.loads(
        run("align", "haspengouw", "herkenrode", "--only", "herkenrode", "--format", "json")[1]
    )
    assert {"herkenrode"} == {zone for row in only["rows"] for zone in row["zones"]}
    assert 2 == run("align", "haspengouw")[0]


def test_what_is_proposed_for_a_plan_is_asked_since_a_day_or_after_a_scenario(tmp_path):
    """Where the land of the zone changed between two days, or would change."""
    days = ("--since", "2024-12-31", "--on", "2025-01-01")
    code, output = run("plan", "haspengouw", *days, "--format", "json")
    found = json.loads(output)
    kinds = [(row["what"], row["kind"]) for row in found["rows"]]
    assert (0, 2) == (code, kinds.count(("end", "claim")))
    assert ["Left: Borgloon and Kortessem."] == found["notes"]
    path = tmp_path / "wave.yaml"
    elz.dump(elz.Scenario("x").transfer("Wellen", to="herkenrode", day="2027-01-01"), path)
    code, output = run("plan", "haspengouw", "--after", str(path), "--format", "json")
    assert (0, ["Left: Wellen."]) == (code, json.loads(output)["notes"])


def test_what_became_of_seats_by_a_day_is_asked_of_a_council():
    """On the day itself, with the policies beside each other."""
    asked = ("council", "herkenrode", "--about", "seats", "--on", "2025-01-01", "--format", "json")
    code, output = run(*asked)
    seats, policies = json.loads(output)
    fates = {row["seat"]: row["fate"] for row in seats["rows"]}
    assert (0, "relabelled", "kept") == (code, fates["lb-3"], fates["lb-1"])
    assert 3 == len(policies["rows"])
