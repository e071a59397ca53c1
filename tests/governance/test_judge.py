"""Rules held against a council: what passes, what fails, what is unknown."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from enum import Enum
from fractions import Fraction
from types import SimpleNamespace

import pytest
from attrs import evolve

from elzmodel.governance import (
    CODES,
    Cluster,
    Constituency,
    ConstituencyKind,
    Gender,
    Mandate,
    MandateStatus,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
    Waiver,
    judge,
)
from elzmodel.governance.rule import Ruling
from elzmodel.values import CheckOutcome, Grade, Period, Ref, Severity
from elzmodel.values.text import in_words, phrase

DAY = "2023-05-01"
PASS, FAIL, UNKNOWN = CheckOutcome.PASS, CheckOutcome.FAIL, CheckOutcome.UNKNOWN


def outcomes(council, rules, **more):
    """Return the outcome of each rule by its id."""
    return {each.rule.id: each.outcome for each in judge(council, rules, on=DAY, **more)}


def finding(council, kind, **more):
    """Return the finding of one rule of a kind."""
    rule = Rule(id="R", title="x", kind=kind, **more)
    persons = [Person(id=f"p-care-{n}", gender=Gender.FEMALE) for n in range(1, 7)]
    return judge(council, RuleSet(id="x", title="x", rules=[rule]), on=DAY, persons=persons)[
        0
    ].finding


def test_a_council_of_the_usual_shape_keeps_the_rules_about_seats(council, rules) -> None:
    """Six, four, six, three and two seats pass; what is not stated is unknown."""
    found = outcomes(council, rules)
    assert [PASS] * 5 == [found[f"R{n}"] for n in range(1, 6)]
    assert {
        "R8": PASS,
        "R9": UNKNOWN,
        "R10": UNKNOWN,
        "R11": UNKNOWN,
        "R12": PASS,
        "R13": UNKNOWN,
        "R14": UNKNOWN,
        "R15": UNKNOWN,
        "R30": UNKNOWN,
        "R30b": PASS,
    } == {
        rule: outcome
        for rule, outcome in found.items()
        if rule not in {"R1", "R2", "R3", "R4", "R5"}
    }


def test_all_rules_pass_once_everything_is_stated(council, rules) -> None:
    """Unknown is then only the vague rule, and what speaks of nobody in this council."""
    gp = Constituency(kind=ConstituencyKind.DISCIPLINE, label="Huisartsen", ref="huisarts")
    hospital = Constituency(kind=ConstituencyKind.SERVICE, label="x", ref="ziekenhuis")
    told = {Cluster.OPTIONAL: [hospital]}  # Of which kind an organisation is, it does not say.
    term = Period(date(2022, 1, 1), date(2025, 1, 1))
    whole = evolve(
        council,
        platforms=["rzp"],
        seats=[
            evolve(s, represents=told.get(s.cluster) or s.represents or [gp]) for s in council.seats
        ],
        mandates=[evolve(m, period=term, terms=3) for m in council.mandates],
    )
    genders = [Gender.FEMALE] * 14 + [Gender.MALE] * 7
    persons = [Person(id=m.person, gender=g) for m, g in zip(whole.mandates, genders, strict=True)]
    found = outcomes(whole, rules, persons=persons)
    assert [UNKNOWN] * 3 == [found.pop(rule) for rule in ("R9", "R10", "R13")]
    assert {PASS} == set(found.values())


@pytest.mark.parametrize(("number", "expected"), [(3, FAIL), (4, PASS), (6, PASS), (7, FAIL)])
def test_one_local_seat_too_many_or_too_few_fails(council, rules, number, expected) -> None:
    """The finding says article, observed and expected number, grade and source."""
    local = [Seat(id=f"l{n}", body="board", cluster=Cluster.LOCAL_AUTHORITY) for n in range(number)]
    others = [seat for seat in council.seats if seat.cluster is not Cluster.LOCAL_AUTHORITY]
    found = judge(evolve(council, seats=[*others, *local]), rules, on=DAY)[2].finding
    assert (expected, str(number), "4 to 6") == (found.outcome, found.observed, found.expected)
    assert ("8-9", Grade.B, ("artsenkrant",)) == (found.article, found.grade, found.sources)
    assert ("ELZ-G001", "raad/R3", Severity.ERROR) == (found.code, found.subject, found.severity)


def test_figures_that_were_not_read_give_unknown(council, rules) -> None:
    """A rule set of which nothing was read neither passes nor fails anybody."""
    unread = evolve(rules, rules=[evolve(rule, is_read=False) for rule in rules.rules])
    found = judge(council, unread, on=DAY)
    assert {(UNKNOWN, "", "unknown")} == {(e.outcome, e.observed, e.expected) for e in found}


def test_rules_of_other_days_are_not_judged(council, rules) -> None:
    """A rule holds from its first day and no longer on its last."""
    first = evolve(rules.rules[0], period=Period(date(2023, 5, 1), date(2023, 5, 2)))
    one = evolve(rules, rules=[first])
    assert [0, 1, 0] == [
        len(judge(council, one, on=day)) for day in ("2023-04-30", "2023-05-01", "2023-05-02")
    ]


@pytest.mark.parametrize(
    ("until", "expected"), [(None, PASS), (date(2023, 5, 2), PASS), (date(2023, 5, 1), FAIL)]
)
def test_a_waiver_that_holds_turns_a_fail_into_a_pass_that_says_so(
    council, until, expected
) -> None:
    """On the day on which it ends it no longer helps."""
    waived = evolve(
        council, waivers=[Waiver(rule="R", reason="nobody found", until=until, sources=["letter"])]
    )
    found = finding(waived, RuleKind.SEATS, cluster=Cluster.CARE, at_least=7)
    assert expected is found.outcome
    assert (expected is PASS) == ("waived: nobody found" in found.message)
    assert (("letter",) if expected is PASS else ()) == found.sources


def test_a_waiver_changes_neither_a_pass_nor_an_unknown(council) -> None:
    """Only what fails is waived."""
    waived = evolve(council, waivers=[Waiver(rule="R", reason="x"), Waiver(rule="R2", reason="y")])
    passed = finding(waived, RuleKind.SEATS, at_least=1)
    unread = finding(waived, RuleKind.SEATS, is_read=False)
    assert (PASS, UNKNOWN) == (passed.outcome, unread.outcome)
    assert "waived" not in passed.message + unread.message


def test_a_table_says_that_a_pass_is_waived(council) -> None:
    """Else "pass" would stand beside what was seen to fail, and nobody would know why."""
    strict = Rule(id="R", title="x", kind=RuleKind.SEATS, cluster=Cluster.CARE, at_least=7)
    waived = evolve(council, waivers=[Waiver(rule="R", reason="nobody found")])
    (result,) = judge(waived, RuleSet(id="r", title="x", rules=[strict]), on=DAY)
    assert (PASS, "6; waived: nobody found") == (result.outcome, result.seen)
    assert "6; afwijking: nobody found" == in_words(result.seen, "nl")
    (kept,) = judge(council, RuleSet(id="r", title="x", rules=[strict]), on=DAY)
    assert "6" == kept.seen


def test_nothing_is_judged_of_a_day_that_is_not_stated(council, rules) -> None:
    """Outside the period of the council every rule is unknown."""
    over = evolve(council, period=Period(None, date(2020, 1, 1)))
    assert {UNKNOWN} == set(outcomes(over, rules).values())


@pytest.mark.parametrize(
    ("bounds", "is_open", "expected"),
    [
        ({"at_least": 4, "at_most": 6}, False, PASS),
        ({"at_least": 7}, False, FAIL),
        ({"at_most": 5}, True, FAIL),
        ({"at_least": 6}, True, PASS),
        ({"at_least": 7}, True, UNKNOWN),
        ({"at_most": 6}, True, UNKNOWN),
        ({}, False, UNKNOWN),
    ],
)
def test_seats_are_counted_between_both_bounds(council, bounds, is_open, expected) -> None:
    """An open list of seats is a lower bound that may decide all the same."""
    some = evolve(council, open_lists=["seats"] if is_open else [])
    assert expected is finding(some, RuleKind.SEATS, cluster=Cluster.CARE, **bounds).outcome


def test_a_council_without_a_board_or_its_seats_is_unknown(council) -> None:
    """Nothing stated is not nought."""
    for nothing in (evolve(council, bodies=[]), evolve(council, seats=[])):
        found = finding(nothing, RuleKind.SEATS, at_least=1)
        assert UNKNOWN is found.outcome
        assert "stated" in found.message
    balance = finding(evolve(council, bodies=[]), RuleKind.BALANCE, values=["gender"])
    assert "no board is stated" in balance.message


@pytest.mark.parametrize(
    ("form", "more", "expected"),
    [
        ("VZW", {"values": ["vzw"]}, PASS),
        ("nv", {"values": ["vzw"]}, FAIL),
        ("nv", {"values": ["vzw"], "open_lists": ["values"]}, UNKNOWN),
        ("nv", {}, UNKNOWN),
        ("", {"values": ["vzw"]}, UNKNOWN),
    ],
)
def test_a_legal_form_is_one_of_those_named(council, form, more, expected) -> None:
    """In upper or lower case; not stated is unknown."""
    found = finding(evolve(council, legal_form=form), RuleKind.LEGAL_FORM, **more)
    assert ("ELZ-G002", expected) == (found.code, found.outcome)


@pytest.mark.parametrize(
    ("platforms", "is_open", "least", "expected"),
    [
        (["a"], False, 1, PASS),
        (["a", "a"], False, 2, FAIL),
        (["a"], True, 2, UNKNOWN),
        ([], False, 1, UNKNOWN),
    ],
)
def test_platforms_are_counted_once_each(council, platforms, is_open, least, expected) -> None:
    """None stated is unknown."""
    some = evolve(council, platforms=platforms, open_lists=["platforms"] if is_open else [])
    found = finding(some, RuleKind.PLATFORM, at_least=least)
    assert ("ELZ-G007", expected) == (found.code, found.outcome)


def one_seat(council, *represents, cluster=Cluster.CARE):
    """Let the board have one seat."""
    return evolve(
        council, seats=[Seat(id="s", body="board", cluster=cluster, represents=represents)]
    )


def speaks_for(kind: str, ref: str = "") -> Constituency:
    parts = ["elm"] if kind == "municipality" else []
    return Constituency(kind=ConstituencyKind(kind), label="x", ref=ref, parts=parts)


@pytest.mark.parametrize(
    ("kind", "ref", "expected"),
    [
        ("discipline", "huisarts", PASS),
        ("discipline", "dokter", FAIL),
        ("discipline", "", UNKNOWN),
        ("population", "patient", FAIL),
        ("organisation", "huisarts", PASS),
        ("organisation", "jessa", UNKNOWN),
        ("organisation", "", UNKNOWN),
        ("municipality", "", FAIL),
    ],
)
def test_a_cluster_admits_those_on_its_list(council, kind, ref, expected) -> None:
    """An organisation may be of an admitted kind without its saying so."""
    some = one_seat(council, speaks_for(kind, ref))
    rule = {"cluster": Cluster.CARE, "values": ["huisarts"]}
    found = finding(some, RuleKind.ADMITTED, **rule)
    assert ("ELZ-G003", expected) == (found.code, found.outcome)
    if expected is not PASS:
        assert "s" == found.observed.rpartition(" ")[2]
    open_rule = finding(some, RuleKind.ADMITTED, **rule, open_lists=["values"])
    assert (UNKNOWN if expected is FAIL else expected) is open_rule.outcome


def test_seats_of_other_clusters_and_rules_without_a_list_do_not_matter(council) -> None:
    """A rule that names nobody, or of whose cluster there is no seat, is unknown."""
    some = one_seat(council, speaks_for("discipline", "x"), cluster=Cluster.WELFARE)
    rule = {"cluster": Cluster.CARE, "values": ["huisarts"]}
    assert UNKNOWN is finding(some, RuleKind.ADMITTED, **rule).outcome
    assert UNKNOWN is finding(some, RuleKind.ADMITTED, cluster=Cluster.CARE).outcome
    open_seats = evolve(some, open_lists=["seats"])
    assert UNKNOWN is finding(open_seats, RuleKind.ADMITTED, **rule).outcome


@pytest.mark.parametrize(
    ("represents", "cluster", "expected"),
    [
        ([speaks_for("service", "ocmw")], Cluster.WELFARE, FAIL),
        ([speaks_for("service", "ocmw")], Cluster.LOCAL_AUTHORITY, PASS),
        ([speaks_for("organisation")], Cluster.WELFARE, UNKNOWN),
        ([speaks_for("organisation", "jessa")], Cluster.WELFARE, UNKNOWN),
        ([speaks_for("population")], Cluster.WELFARE, UNKNOWN),
        ([speaks_for("population", "patient")], Cluster.WELFARE, UNKNOWN),
        ([speaks_for("municipality")], Cluster.WELFARE, UNKNOWN),
        ([speaks_for("service")], Cluster.WELFARE, UNKNOWN),
        ([], Cluster.WELFARE, UNKNOWN),
        ([], Cluster.LOCAL_AUTHORITY, UNKNOWN),
    ],
)
def test_services_belong_to_one_cluster(council, represents, cluster, expected) -> None:
    """A seat in that cluster cannot break the rule; one that speaks for others shows nothing."""
    some = one_seat(council, *represents, cluster=cluster)
    rule = {"cluster": Cluster.LOCAL_AUTHORITY, "values": ["ocmw"]}
    found = finding(some, RuleKind.BELONGS, **rule)
    assert ("ELZ-G004", expected) == (found.code, found.outcome)
    assert "ocmw in local authorities" == found.expected


SPEAKS_OF_NOBODY = (
    (RuleKind.ADMITTED, {"cluster": Cluster.WELFARE, "values": ["caw"]}),
    (RuleKind.BELONGS, {"cluster": Cluster.LOCAL_AUTHORITY, "values": ["ocmw"]}),
    (RuleKind.TERM, {"cluster": Cluster.WELFARE, "at_most": 3}),
    (RuleKind.BALANCE, {"values": ["gender"], "at_most_share": Fraction(2, 3)}),
)


@pytest.mark.parametrize(
    ("kind", "rule"), SPEAKS_OF_NOBODY, ids=[k.name for k, _ in SPEAKS_OF_NOBODY]
)
def test_a_rule_that_speaks_of_nobody_is_unknown(council, kind, rule) -> None:
    """One seat of a general practitioner keeps no rule about others, and breaks none."""
    some = evolve(one_seat(council, speaks_for("discipline", "huisarts")), mandates=[], offices=[])
    found = finding(some, kind, **rule)
    assert (UNKNOWN, "", "nobody it speaks of") == (
        found.outcome,
        found.observed,
        str(found.values["why"]),
    )
    assert "niemand over wie ze gaat" in found.sentence("nl")


def test_who_belongs_to_a_cluster_is_counted_alone(council) -> None:
    """The seat of the OCMW among six of municipalities is the one that the rule is about."""
    ocmw = Seat(
        id="ocmw",
        body="board",
        cluster=Cluster.LOCAL_AUTHORITY,
        represents=[speaks_for("service", "ocmw")],
    )
    told = [seat for seat in council.seats if seat.represents and "x" not in seat.labels]
    rule = {"cluster": Cluster.LOCAL_AUTHORITY, "values": ["ocmw"]}
    some = evolve(council, seats=[*(s for s in told if s.cluster is not Cluster.OPTIONAL), ocmw])
    assert (PASS, "so for all 1") == (
        (found := finding(some, RuleKind.BELONGS, **rule)).outcome,
        found.observed,
    )
    more = finding(evolve(some, open_lists=["seats"]), RuleKind.BELONGS, **rule)
    assert (UNKNOWN, "so for 1 known") == (more.outcome, more.observed)
    silent = Seat(id="silent", body="board", cluster=Cluster.WELFARE)
    more = finding(evolve(some, seats=[*some.seats, silent]), RuleKind.BELONGS, **rule)
    assert (UNKNOWN, "unknown for silent") == (more.outcome, more.observed)


def test_a_rule_of_belonging_needs_a_cluster(council) -> None:
    """Without one nothing can be told."""
    found = finding(council, RuleKind.BELONGS, values=["ocmw"])
    assert (UNKNOWN, "ocmw in unknown") == (found.outcome, found.expected)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"values": ["gender"], "at_most_share": Fraction(1)}, PASS),
        ({"values": ["gender"], "at_most_share": Fraction(1, 4)}, FAIL),
        ({"values": ["gender"], "at_most_share": Fraction(2, 3)}, UNKNOWN),
        ({"values": ["gender", "profile"], "at_most_share": Fraction(1, 4)}, FAIL),
        ({"values": ["gender"]}, UNKNOWN),
        ({"values": ["competence"], "at_most_share": Fraction(1)}, UNKNOWN),
        ({"at_most_share": Fraction(1)}, UNKNOWN),
    ],
)
def test_balances_compare_what_is_stated_about_persons(council, more, expected) -> None:
    """Six of 21 are known to be women."""
    found = finding(council, RuleKind.BALANCE, **more)
    assert ("ELZ-G005", expected) == (found.code, found.outcome)


def test_a_balance_says_what_it_saw(council) -> None:
    """Counts, not shares; what is not bounded says so."""
    found = finding(council, RuleKind.BALANCE, values=["gender"], at_most_share=Fraction(2, 3))
    assert "6 or more of 21 f, 0 or more of 21 m, 0 or more of 21 x" == found.observed
    assert "at most 2/3 of one kind by gender" == found.expected
    vague = finding(council, RuleKind.BALANCE, values=["gender"])
    assert "a balance by gender" == vague.expected


def sitting(council, *, start=None, until=None, terms=None, **more):
    """Let one seat have one mandate."""
    period = Period(*(day and date.fromisoformat(day) for day in (start, until)))
    mandate = Mandate(seat="care-1", person="p1", period=period, terms=terms, **more)
    return evolve(council, mandates=[mandate])


THREE_YEARS = {"at_most": 3, "at_most_terms": 3}


@pytest.mark.parametrize(
    ("mandate", "rule", "expected"),
    [
        ({"start": "2022-01-01", "until": "2025-01-01", "terms": 3}, THREE_YEARS, PASS),
        ({"start": "2022-01-01", "until": "2025-01-02", "terms": 3}, THREE_YEARS, FAIL),
        ({"start": "2020-02-29", "until": "2023-06-01"}, {"at_most": 4}, PASS),
        ({"start": "2020-02-29", "until": "2023-06-01"}, {"at_most": 7999}, PASS),
        ({"start": "2022-01-01", "until": "2025-01-01", "terms": 4}, THREE_YEARS, FAIL),
        ({"start": "2022-01-01", "terms": 3}, THREE_YEARS, UNKNOWN),
        ({"until": "2025-01-01", "terms": 3}, THREE_YEARS, UNKNOWN),
        ({"start": "2010-01-01"}, {"at_most": 3}, UNKNOWN),
        ({"terms": 4}, THREE_YEARS, FAIL),
        ({}, {"at_most_terms": 3}, UNKNOWN),
        ({"terms": 1}, {}, UNKNOWN),
        ({"terms": 4, "status": MandateStatus.ENDED}, {"at_most_terms": 3}, UNKNOWN),
        ({"terms": 4, "until": "2023-05-01"}, {"at_most_terms": 3}, UNKNOWN),
    ],
)
def test_terms_are_measured_in_years_and_counted(council, mandate, rule, expected) -> None:
    """What is missing is unknown unless the other decides; only mandates of the day count."""
    found = finding(sitting(council, **mandate), RuleKind.TERM, **rule)
    assert ("ELZ-G006", expected) == (found.code, found.outcome)


def test_a_leap_day_has_its_anniversary_on_the_first_of_march(council) -> None:
    """Three years from 29 February 2020 end with 28 February 2023."""
    for until, expected in (("2023-03-01", PASS), ("2023-03-02", FAIL)):
        mandate = sitting(council, start="2020-02-29", until=until)
        rule = Rule(id="R", title="x", kind=RuleKind.TERM, at_most=3)
        rules = RuleSet(id="x", title="x", rules=[rule])
        assert expected is judge(mandate, rules, on="2023-02-01")[0].outcome


def test_of_two_mandates_for_a_seat_the_worse_counts(council) -> None:
    """The one that acts does not hide the one who is prevented."""
    mandates = [
        Mandate(seat="care-1", person=f"p{n}", terms=terms) for n, terms in enumerate((4, 1))
    ]
    found = finding(evolve(council, mandates=mandates), RuleKind.TERM, at_most_terms=3)
    assert (FAIL, "not so for care-1") == (found.outcome, found.observed)


def test_open_mandates_leave_terms_unknown(council) -> None:
    """Others may sit there for longer."""
    some = evolve(sitting(council, terms=1), open_lists=["mandates"])
    assert UNKNOWN is finding(some, RuleKind.TERM, at_most_terms=3).outcome


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, "unknown"),
        ({"at_most": 3}, "at most 3 years"),
        ({"at_most": 1}, "at most 1 year"),
        ({"at_most": 3, "at_most_terms": 2}, "at most 3 years and 2 terms"),
    ],
)
def test_terms_are_expected_in_words(council, rule, expected) -> None:
    """Years and terms, where they are set."""
    assert expected == finding(council, RuleKind.TERM, **rule).expected


@pytest.mark.parametrize(
    ("rule", "expected", "observed"),
    [
        ({"values": ["municipality"], "at_least": 6, "at_most": 7}, PASS, "6 to 7"),
        ({"values": ["municipality"], "at_least": 7}, UNKNOWN, "6 to 7"),
        ({"values": ["municipality"], "at_least": 8}, FAIL, "6 to 7"),
        ({"values": ["huisarts"], "cluster": Cluster.WELFARE, "at_least": 1}, FAIL, "0"),
        ({"at_least": 1}, UNKNOWN, ""),
    ],
)
def test_seats_that_speak_for_somebody_are_counted(council, rule, expected, observed) -> None:
    """A seat that states nobody may be one more."""
    found = finding(council, RuleKind.REPRESENTED, **rule)
    assert ("ELZ-G008", expected, observed) == (found.code, found.outcome, found.observed)


def test_open_seats_leave_the_number_of_voices_open(council) -> None:
    """There may be more of them."""
    some = evolve(council, open_lists=["seats"])
    found = finding(some, RuleKind.REPRESENTED, values=["municipality"], at_most=9)
    assert (UNKNOWN, "at most 9 for municipality") == (found.outcome, found.expected)


def test_a_rule_that_names_kinds_knows_of_everybody_which_they_are(council) -> None:
    """Nothing but a municipality is one, whether it has a name or not."""
    seats = [speaks_for("organisation"), speaks_for("discipline"), speaks_for("municipality")]
    some = one_seat(council, *seats)
    found = finding(some, RuleKind.REPRESENTED, values=["municipality"], at_least=2)
    assert (FAIL, "1") == (found.outcome, found.observed)
    others = one_seat(council, *seats[:2])
    assert (
        "0" == finding(others, RuleKind.REPRESENTED, values=["municipality"], at_least=1).observed
    )


def test_results_are_an_answer_with_a_row_for_each_rule(council, rules) -> None:
    """Its columns say what came out; the finding says it in a sentence."""
    results = judge(council, rules, on=DAY)
    assert ["rule", "title", "outcome", "observed", "expected", "grade", "article"] == [
        column.key for column in results.to_table().columns
    ]
    first = ("R1", "board seats of care", "pass", "6", "4 to 6", "B", "8-9")
    assert first == results.to_table().rows[0]
    assert "Rules of bvr-2019 on 2023-05-01" == results.title
    assert {"R9", "R10", "R11"} < {each.rule.id for each in results.where(outcome=UNKNOWN)}
    assert "ELZ-G001 pass: raad/R1: " in str(results[0])
    assert Ref("rule", "R1", label="raad/R1") == results[0].finding.about


def test_a_table_of_results_has_the_grade_and_the_title_of_each_rule(council, rules) -> None:
    """Those of the rule, whatever came out; what is unknown says why."""
    table = judge(council, rules, on=DAY).to_table().records()
    assert [(r.id, r.title, r.grade.value) for r in rules.rules] == [
        (row["rule"], row["title"], row["grade"]) for row in table
    ]
    assert {"A", "B", "U"} == {row["grade"] for row in table}
    seen = {row["rule"]: row["observed"] for row in table}
    assert "the rule sets no figure" == seen["R13"]
    assert "unknown for care-6: for whom it speaks is not stated" == seen["R11"]


def test_a_rule_is_called_in_dutch_where_that_is_known(council, rules) -> None:
    """In tables and in findings; else by its title."""
    first, second = (evolve(rules.rules[n], dutch=dutch) for n, dutch in ((0, "zorg"), (1, "")))
    results = judge(council, evolve(rules, rules=[first, second]), on=DAY)
    told = results.to_table().to_text(lang="nl")
    assert ("zorg" in told, "board seats of welfare" in told) == (True, True)
    assert results[0].finding.sentence("nl").startswith("zorg (bvr-2019): 6")
    assert pickle.loads(pickle.dumps(results)) == results


def test_findings_of_rules_are_said_in_dutch(council) -> None:
    """What was seen, what is asked, and why that is not known."""
    balance = finding(council, RuleKind.BALANCE, values=["gender"], at_most_share=Fraction(2, 3))
    assert (
        "x (x): 6 of meer van 21 v, 0 of meer van 21 m, 0 of meer van 21 x, "
        "verwacht hoogstens 2/3 van één soort naar geslacht; "
        "er is te weinig vermeld over wie er zit"
    ) == balance.sentence("nl")
    belongs = finding(council, RuleKind.BELONGS, values=["ocmw"], cluster=Cluster.LOCAL_AUTHORITY)
    assert "ocmw in lokale besturen" in belongs.sentence("nl")
    unread = finding(council, RuleKind.TERM, is_read=False)
    assert "onbekend, verwacht onbekend" in unread.sentence("nl")


def test_every_kind_of_rule_is_declared_with_its_code() -> None:
    """Found by its word, and no two share a code."""
    assert [*RuleKind] == [RuleKind(kind.value) for kind in RuleKind]
    codes = [kind.code for kind in RuleKind]
    assert len(RuleKind) == len({code.id for code in codes})
    assert all(code.meaning and code.explanation for code in codes)
    assert set(codes) < set(CODES)


class Further(Enum):
    """A kind of rule that nothing else knows of."""

    __new__ = RuleKind.__new_member__
    NAMED = SimpleNamespace(
        word="named",
        judge=lambda _, case: Ruling(FAIL if case.council.name == "" else PASS, case.council.name),
        asks=lambda _: phrase("a name"),
        code="ELZ-G900",
        meaning="the council has no name",
        explanation="It is called by its id.",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Herkenrode", "ELZ-G900 pass: raad/R: x (x): Herkenrode, expected a name"),
        ("", "ELZ-G900 error: raad/R: x (x): unknown, expected a name"),
    ],
)
def test_a_kind_that_is_declared_is_judged_and_said_and_has_its_code(
    council, name, expected
) -> None:
    """With no other edit; what was not read and what is waived goes for it as well."""
    named = evolve(council, name=name)
    assert expected == str(finding(named, Further.NAMED))
    assert "unknown" == finding(named, Further.NAMED, is_read=False).expected
    waived = evolve(named, waivers=[Waiver(rule="R", reason="x")])
    assert PASS is finding(waived, Further.NAMED).outcome


@pytest.mark.parametrize("kind", RuleKind)
def test_a_kind_of_rule_is_copied_as_itself(kind) -> None:
    """Also in another process."""
    assert kind is copy.deepcopy(kind) is pickle.loads(pickle.dumps(kind))
