"""Sources, grades and findings."""

from __future__ import annotations

import pytest

from elzmodel.values import (
    Grade,
    Outcome,
    Severity,
    Source,
    findings_table,
    grade_of,
)
from elzmodel.values.findings import plain_finding


@pytest.mark.parametrize(
    ("grades", "expected"),
    [("", "U"), ("C", "C"), ("CC", "B"), ("CCU", "B"), ("CCA", "A"), ("BC", "B"), ("PU", "P")],
)
def test_sources_together_have_the_best_grade(grades: str, expected: str) -> None:
    """The best source counts; two of grade C make a B."""
    sources = [Source(id=f"s{n}", title="t", grade=Grade(g)) for n, g in enumerate(grades)]
    assert Grade(expected) is grade_of(sources)


def test_every_grade_says_what_it_means() -> None:
    """No two grades mean the same."""
    assert len(Grade) == len({grade.meaning for grade in Grade})


def test_a_finding_shows_code_severity_doubt_and_subject() -> None:
    """One line says it all; what is absent is left out."""
    doubt = plain_finding(
        code="ELZ-Z010",
        message="in pieces?",
        subject="oostkust",
        severity=Severity.ADVICE,
        outcome=Outcome.UNKNOWN,
    )
    assert "ELZ-Z010 advice (unknown): oostkust: in pieces?" == str(doubt)
    assert "ELZ-T001 warning: gone" == str(plain_finding(code="ELZ-T001", message="gone"))


def test_findings_become_a_table_in_their_order() -> None:
    """The table has one row a finding, with its sources."""
    findings = [
        plain_finding(code="ELZ-Z002", message="b", sources=("S1", "S2")),
        plain_finding(code="ELZ-Z001", message="a"),
    ]
    table = findings_table(findings, title="Doubts")
    assert "Doubts" == table.title
    assert ["ELZ-Z002", "ELZ-Z001"] == [row["code"] for row in table.records()]
    assert ["S1", "S2"] == table.records()[0]["sources"]
