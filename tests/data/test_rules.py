"""The packaged rules of composition: figures, days, grades and sources."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.governance import Cluster, Rule, RuleKind
from elzmodel.values import Day, Grade, Severity

SETS = ("bvr-2019", "bvr-2024", "practice")
RULES = [(each.id, rule) for each in elz.rule_sets() for rule in each.rules]
BOUNDS = {
    "R1": (Cluster.CARE, 4, 6, Grade.B),
    "R2": (Cluster.WELFARE, 4, 6, Grade.B),
    "R3": (Cluster.LOCAL_AUTHORITY, 4, 6, Grade.B),
    "R4": (Cluster.PZON, 2, 3, Grade.B),
    "R5": (Cluster.OPTIONAL, 0, 4, Grade.C),
}
ADVICE = {"R13", "R14", "R15", "R30", "R30b"}


def of(key: str) -> dict[str, Rule]:
    """Return the rules of a set by their ids."""
    return {str(rule.id): rule for rule in elz.rules(key).rules}


def test_three_sets_are_packaged() -> None:
    """The sets are those of 2019, of 2024 and of practice, in order, and remembered."""
    assert SETS == tuple(each.id for each in elz.rule_sets())
    assert elz.rules("practice") is elz.rule_sets()[2]


@pytest.mark.parametrize("key", BOUNDS)
def test_seats_of_2019_are_as_reported(key: str) -> None:
    """Each cluster has the bounds of the text of 2019, with their grade and an article."""
    rule = of("bvr-2019")[key]
    assert BOUNDS[key] == (rule.cluster, rule.at_least, rule.at_most, rule.grade)
    assert (RuleKind.SEATS, Severity.ERROR) == (rule.kind, rule.severity)
    assert "art. 8-9 (presumably)" in rule.article


@pytest.mark.parametrize("key", BOUNDS)
def test_seats_of_2024_have_not_been_read(key: str) -> None:
    """The same clusters are asked about since 2024, by figures that nobody has read."""
    rule = of("bvr-2024")[key]
    assert (BOUNDS[key][0], False, "unknown") == (rule.cluster, rule.is_read, rule.asks)
    assert (None, None, Grade.U) == (rule.at_least, rule.at_most, rule.grade)


def test_what_was_read_of_2024_is_there() -> None:
    """Twelve care actors are a closed list; five welfare actors are an open one."""
    care, welfare = of("bvr-2024")["R11"], of("bvr-2024")["R12"]
    assert (12, (), Grade.A) == (len(care.values), care.open_lists, care.grade)
    assert (5, ("values",), Grade.A) == (len(welfare.values), welfare.open_lists, welfare.grade)
    assert {"R11", "R12"}.isdisjoint(of("bvr-2019"))


def test_only_advice_where_no_rule_binds() -> None:
    """Balances, terms and platforms are advice and never errors; the rest is not."""
    assert ADVICE == {str(rule.id) for _, rule in RULES if rule.severity is Severity.ADVICE}
    errors = {(key, str(rule.id)) for key, rule in RULES if rule.severity is Severity.ERROR}
    assert {(key, rule) for key in ("bvr-2019", "bvr-2024") for rule in BOUNDS} == errors


def test_balance_of_the_sexes_is_not_verified() -> None:
    """Two thirds of one sex stand among what is not shown to bind, with grade U."""
    rule = of("practice")["R14"]
    assert (Fraction(2, 3), ("gender",), Grade.U) == (
        rule.at_most_share,
        rule.values,
        rule.grade,
    )


def test_the_contradiction_about_the_ocmw_is_kept() -> None:
    """The rule says that its sources contradict each other, and names both."""
    rule = of("bvr-2019")["R9"]
    assert ("contradict" in rule.note, 2, Grade.C) == (True, len(rule.sources), rule.grade)


@pytest.mark.parametrize(("key", "rule"), RULES, ids=lambda each: getattr(each, "id", each))
def test_every_rule_names_sources_of_its_set(key: str, rule: Rule) -> None:
    """Each rule rests on at least one document, and its set has that document."""
    assert rule.sources
    assert set() == set(rule.sources) - {document.id for document in elz.rules(key).documents}


@pytest.mark.parametrize("key", SETS)
def test_every_document_of_a_set_says_where_or_when(key: str) -> None:
    """A document has a place or a date, and its id is used once."""
    documents = elz.rules(key).documents
    assert [] == [each.id for each in documents if not each.place and not each.date]
    assert len(documents) == len({each.id for each in documents})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-05-17", ()),
        ("2020-06-30", ()),
        ("2020-07-01", ("bvr-2019",)),
        ("2024-04-25", ("bvr-2019",)),
        ("2024-04-26", ("bvr-2024",)),
        (date(2026, 1, 1), ("bvr-2024",)),
    ],
)
def test_one_set_is_in_force_since_the_recognition(day: Day, expected: tuple[str, ...]) -> None:
    """One set holds on each day since the first recognitions, and practice never by itself."""
    assert expected == tuple(each.id for each in elz.flanders().rules_on(day))


def test_the_dated_sets_meet() -> None:
    """The set of 2024 begins where that of 2019 ends, and is still open."""
    old, new = elz.rules("bvr-2019").period, elz.rules("bvr-2024").period
    assert (old.until, None) == (new.start, new.until)
    assert timedelta(0) < new.start - old.start


def test_a_changed_landscape_knows_the_rules_as_well() -> None:
    """Rules stay with a landscape to which events are added; one without a reader has none."""
    changed = elz.flanders().with_events([])
    assert ["bvr-2019"] == [each.id for each in changed.rules_on("2023-06-01")]
    assert () == evolve(changed, rule_reader=tuple).rules_on("2023-06-01")


def test_unknown_sets_are_refused_with_what_there_is() -> None:
    """A slip gives near ids, anything else all of them, and what is no text its own error."""
    with pytest.raises(elz.errors.UnknownIdError) as near:
        elz.rules("bvr-2018")
    assert "bvr-2019" in near.value.suggestions
    with pytest.raises(elz.errors.UnknownIdError) as far:
        elz.rules("gemeentedecreet")
    assert SETS == far.value.suggestions
    with pytest.raises(elz.InvalidValueError):
        elz.rules(2019)


def test_the_landscape_loads_no_rules_until_they_are_asked_for() -> None:
    """Reading the reference imports neither councils nor plans nor dossiers."""
    code = "import sys, elzmodel; elzmodel.flanders(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [name for name in done.stdout.split() if name.startswith("elzmodel.")]
    assert set() == {name.split(".")[1] for name in loaded} & {"governance", "policy", "partners"}
