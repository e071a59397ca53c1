"""The tables of contents: each element of the five documents is held, or said to be left out."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import elzmodel as elz
from elzmodel.dossiers import Dossier
from elzmodel.governance import CareCouncil
from elzmodel.policy import (
    Action,
    ActionPlan,
    Claim,
    Indicator,
    OperationalGoal,
    PolicyPlan,
    Statement,
    StrategicGoal,
    Vulnerability,
)
from elzmodel.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENTS = Path(__file__).parents[2] / "docs" / "reference" / "contents"
TERMS = Path(elz.data.__file__).with_name("terms")
COLUMNS = ["element", "says", "held", "left_out"]
DOCUMENTS = {
    "haspengouw-2019": ("haspengouw", 69, 0),
    "haspengouw-plan": ("haspengouw", 257, 3),
    "herkenrode": ("herkenrode", 73, 0),
    "kempenland": ("kempenland", 91, 0),
    "zuid-oost-limburg": ("zuid-oost-limburg", 80, 0),
}
"""Each document with its zone, and how many of its elements are held and left out."""

SAYING = (
    Statement,
    Claim,
    Vulnerability,
    StrategicGoal,
    OperationalGoal,
    Action,
    Indicator,
)
"""What says something itself; the rest is called by a name."""

KINDS = {CareCouncil: "council", Dossier: "zone", PolicyPlan: "plan", Source: "document"}
"""What a class is called where that is not its name."""


def rows_of(document: str, folder: Path = CONTENTS) -> list[dict[str, str]]:
    """Return the rows of the table of one document: its contents, or its terms."""
    with (folder / f"{document}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name_of(item: Any) -> str:
    """Return how a table names an item: its kind and its id."""
    if isinstance(item, Statement):
        return f"{item.kind.value}:{item.id}"
    if isinstance(item, ActionPlan):
        return f"action-plan:{item.year}"
    kind = re.sub(r"\B([A-Z])", r"-\1", type(item).__name__).lower()
    key = item.zone_id if isinstance(item, Dossier) else item.id
    return f"{KINDS.get(type(item), kind)}:{key}"


def items_in(value: Any) -> Iterator[Any]:
    """Yield the items of a value that a table can name, itself first."""
    if attrs.has(type(value)):
        if isinstance(value, Dossier | ActionPlan) or hasattr(value, "id"):
            yield value
        for field in attrs.fields(type(value)):
            yield from items_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from items_in(each)


def of_document(document: str) -> set[str]:
    """Return the names of what a dossier holds of one document, the document and zone too."""
    source = f"D-{document}"
    return {
        name_of(item)
        for item in items_in(elz.dossier(DOCUMENTS[document][0]))
        if isinstance(item, Dossier)
        or (item.id == source if isinstance(item, Source) else source in item.sources)
    }


def held_in(document: str) -> list[str]:
    """Return the names that stand in the table of one document, as often as they do."""
    return [name for row in rows_of(document) for name in row["held"].split()]


def test_each_document_has_its_table() -> None:
    """There is a table for each document that is known here, and no other."""
    assert sorted(DOCUMENTS) == sorted(path.stem for path in CONTENTS.glob("*.csv"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_element_is_held_or_left_out_with_a_reason(document: str) -> None:
    """No element stands twice, none without words of ours, none without a place or a reason."""
    rows = rows_of(document)
    assert {tuple(COLUMNS)} == {tuple(row) for row in rows}
    elements = [row["element"] for row in rows]
    assert len(set(elements)) == len(elements)
    assert [] == [row["element"] for row in rows if not row["says"]]
    assert [] == [row["element"] for row in rows if not (row["held"] or row["left_out"])]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_as_many_elements_are_held_and_left_out(document: str) -> None:
    """The counts stay what the reading found."""
    rows = rows_of(document)
    held = sum(bool(row["held"]) for row in rows)
    assert DOCUMENTS[document][1:] == (held, len(rows) - held)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_held_is_in_the_dossier_and_points_at_the_document(document: str) -> None:
    """Each place resolves, to an item that names this document as its source."""
    known = of_document(document)
    others = {f"document:D-{each}" for each in DOCUMENTS}  # one document may speak of another
    assert [] == [name for name in held_in(document) if name not in known | others]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_whatever_the_dossier_holds_stands_in_the_document(document: str) -> None:
    """Nothing of the dossier is without an element from which it comes."""
    own = {f"zone:{DOCUMENTS[document][0]}", f"document:D-{document}"}
    assert set() == of_document(document) - set(held_in(document)) - own


def test_each_goal_action_and_indicator_of_the_plan_is_an_element_of_its_own() -> None:
    """The elements of the plan with numbers are its 5, 12, 29 and 59, held as such."""
    plan = elz.dossier("haspengouw").plan()
    items = (*plan.strategic_goals, *plan.operational_goals, *plan.actions, *plan.indicators)
    numbered = {
        row["element"]: row["held"].split()[0]
        for row in rows_of("haspengouw-plan")
        if re.fullmatch(r"\d(\.\d)?(/a\d(/i\d)?)?", row["element"])
    }
    assert 5 + 12 + 29 + 59 == len(numbered)
    assert {getattr(each, "number", "") or each.id: name_of(each) for each in items} == numbered


# --- the terms ------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS)
def test_whatever_a_document_says_has_terms_or_parts_that_have(document: str) -> None:
    """Statements, claims, vulnerabilities, goals, actions and indicators are in the index."""
    indexed = {row["element"] for row in rows_of(document, TERMS)}
    says = [
        item
        for item in items_in(elz.dossier(DOCUMENTS[document][0]))
        if isinstance(item, SAYING) and f"D-{document}" in item.sources
    ]
    whole = {getattr(item, "part_of", None) for item in says if name_of(item) in indexed}
    assert [] == [item.id for item in says if name_of(item) not in indexed and item.id not in whole]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_term_stands_once_with_an_element_and_is_glossed_in_one_way(document: str) -> None:
    """An index has no double lines, and no word means two things in it."""
    rows = rows_of(document, TERMS)
    assert [] == [row for row in rows if not (row["term"] and row["gloss"])]
    assert len(rows) == len({(row["element"], row["term"]) for row in rows})
    assert len({row["term"] for row in rows}) == len({(row["term"], row["gloss"]) for row in rows})
