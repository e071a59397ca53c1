"""An invented document of the shape of real ones: a dossier holds all of it without loss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import attrs
import pytest
import yaml

import elzmodel as elz
from elzmodel.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("dossier_shapes") / "voorbeeldzone.yaml"
ADMITTED = (str, int, float, bool, date, Fraction, type(None))


def texts_of(plain: Any) -> Iterator[str]:
    """Yield every text of a plain value, as written."""
    if isinstance(plain, dict):
        for each in plain.values():
            yield from texts_of(each)
    elif isinstance(plain, list):
        for each in plain:
            yield from texts_of(each)
    elif isinstance(plain, str):
        yield plain


def classes_in(of: Any, found: set[Any] | None = None) -> set[Any]:
    """Return the attrs classes that a type is made of, itself included."""
    found = set() if found is None else found
    if attrs.has(of) and of not in found:
        found.add(of)
        hints = get_type_hints(of, localns={"Mapping": Mapping})
        for field in attrs.fields(of):
            classes_in(hints[field.name], found)
    for each in get_args(of):
        classes_in(each, found)
    return found


def values_in(value: Any) -> Iterator[Any]:
    """Yield a value and every typed value inside it."""
    if attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from values_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from values_in(each)


@pytest.fixture
def dossier() -> elz.Dossier:
    """Return the invented dossier."""
    return elz.load(FILE, of=elz.Dossier)


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_document_is_written_and_read_again_without_loss(
    dossier: elz.Dossier, form: Any
) -> None:
    """What was read is written, and what is written reads back the same, twice."""
    text = elz.dumps(dossier, form=form)
    assert dossier == elz.loads(text)
    assert text == elz.dumps(elz.loads(text), form=form)


def test_every_text_of_the_document_is_in_what_is_written(dossier: elz.Dossier) -> None:
    """No text is dropped, shortened or normalised."""
    read = list(texts_of(yaml.safe_load(FILE.read_text("utf-8"))))
    written = set(texts_of(yaml.safe_load(elz.dumps(dossier))))
    assert len(read) > 300
    assert [] == [text for text in read if text not in written]


def is_said(value: Any, field: Any) -> bool:
    """Tell whether a value says something in a field, rather than leaving it as it is."""
    default = field.default
    unsaid = default.factory() if isinstance(default, type(attrs.Factory(list))) else default
    return getattr(value, field.name) != unsaid


def test_the_document_uses_every_field_that_a_dossier_has(dossier: elz.Dossier) -> None:
    """Each field of each class says something somewhere, so that none can lose it unseen."""
    said = {
        (type(each).__name__, field.name)
        for each in values_in(dossier)
        for field in attrs.fields(type(each))
        if is_said(each, field)
    }
    fields = {
        (of.__name__, field.name) for of in classes_in(elz.Dossier) for field in attrs.fields(of)
    }
    assert len(fields) > 200
    assert set() == fields - said


def test_the_document_is_labelled_as_invented(dossier: elz.Dossier) -> None:
    """What nobody published says so, and so does its name."""
    assert dossier.is_invented
    assert "Voorbeeld" in dossier.title


def test_only_plain_values_stand_in_a_dossier(dossier: elz.Dossier) -> None:
    """A dossier is made of frozen values, tuples, texts, numbers, days and choices."""
    for each in values_in(dossier):
        for field in attrs.fields(type(each)):
            content = getattr(each, field.name)
            for item in content if isinstance(content, tuple) else (content,):
                assert attrs.has(type(item)) or isinstance(item, (*ADMITTED, Enum))


def test_without_names_no_way_of_writing_a_person_is_left(dossier: elz.Dossier) -> None:
    """Name, title and the seat as written go together."""
    left = elz.dumps(dossier.without_names())
    names = [name for person in dossier.persons for name in (person.name, *person.as_written)]
    assert 5 == len(names)
    assert [] == [name for name in names if name in left]


def test_what_one_document_says_is_apart(dossier: elz.Dossier) -> None:
    """The first document has the council, the second the plan that follows."""
    first, second = (dossier.of_document(key) for key in ("D-voorbeeld-1", "D-voorbeeld-2"))
    assert (1, 0) == (len(first.councils), len(second.councils))
    assert (["plan-oud"], ["plan"]) == ([p.id for p in first.plans], [p.id for p in second.plans])
    assert all(isinstance(each, Source) for each in (*first.documents, *second.documents))
