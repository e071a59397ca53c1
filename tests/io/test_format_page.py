"""The page on the file format names what there is."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from elzmodel.dossiers.dossier import Dossier
from elzmodel.governance import RuleSet
from elzmodel.io._flaws import CODES
from elzmodel.io._types import fields_of
from elzmodel.io.events_document import EVENT_NAMES
from elzmodel.territory import Event
from elzmodel.values import Source, Total
from tests.io.test_own_documents import classes_in

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "file-format.md"


def test_every_problem_code_is_on_the_page_and_none_is_invented() -> None:
    """Each code has its line in the table."""
    codes = re.findall(r"^\| `(ELZ-D[0-9]{3})` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert list(CODES) == codes


def keys_of(name: str) -> tuple[set[str], set[str]]:
    """Return the keys of an event that must stand there, and those that may."""
    head = {field.name for field in attrs.fields(Event)}
    own = [field for field in attrs.fields(EVENT_NAMES[name]) if field.name not in head]
    needed = {field.name for field in own if field.default is attrs.NOTHING}
    return needed, {field.name for field in own} - needed


@pytest.mark.parametrize("name", EVENT_NAMES)
def test_every_event_is_on_the_page(name: str) -> None:
    """Each event has its line, with the keys that must stand there and those that may."""
    (row,) = re.findall(rf"^\| `{name}` \| .+? \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    needed, _, optional = row.partition("(")
    found = set(re.findall("[a-z]+", needed)), set(re.findall("[a-z]+", optional))
    assert keys_of(name) == found


OWN = [
    of
    for of in dict.fromkeys((*classes_in(Dossier, set()), *classes_in(RuleSet, set())))
    if of not in {Source, Total}
]


@pytest.mark.parametrize("of", OWN)
def test_every_class_of_a_dossier_and_of_rules_is_on_the_page(of: type) -> None:
    """Each class has its line, with the keys that must stand there and those that may."""
    line = rf"^\| {{py:obj}}`{of.__name__} <.+?>` \| (.+) \|$"
    (row,) = re.findall(line, PAGE.read_text("utf-8"), re.MULTILINE)
    needed, _, optional = row.partition("(")
    keys = [(field.name, field.default is attrs.NOTHING) for field in fields_of(of)]
    assert [name for name, is_needed in keys if is_needed] == re.findall("[a-z_]+", needed)
    assert [name for name, is_needed in keys if not is_needed] == re.findall("[a-z_]+", optional)
