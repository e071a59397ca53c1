"""What is written to a file is read from it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from elzmodel.io import EventsDocument, dump, load, loads


@pytest.mark.parametrize("name", ["events.yaml", "events.json", "events"])
def test_what_is_dumped_is_loaded(name: str, tmp_path: Path) -> None:
    """The name decides the form; either is read again."""
    document = loads(
        "{elzmodel: 1, kind: events, figures: [{kind: k, day: 2021-01-01, parts: [a], value: 1}]}"
    )
    dump(document, tmp_path / name)
    assert document == load(tmp_path / name)
    assert (name == "events.json") == (tmp_path / name).read_text("utf-8").startswith("{\n")


def test_a_form_can_be_asked_for(tmp_path: Path) -> None:
    """The form that is said goes before that of the name."""
    dump(EventsDocument(), tmp_path / "x.yaml", form="json")
    assert EventsDocument() == load(tmp_path / "x.yaml")
