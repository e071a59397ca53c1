"""Each broken document gives its problems to the letter, each good one is read for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import elzmodel as elz
from elzmodel.io import DocumentError, DocumentProblem, check_document, dumps, load, loads
from elzmodel.io._flaws import CODES
from tests.io.corpus import FOLDER, Broken, broken, good

if TYPE_CHECKING:
    from pathlib import Path

MB = 1024**2
MADE = {
    "windows.yaml": (b"elzmodel: 1\nkind: events\n# Li\xe8ge\n", 3, 5, "ELZ-D001"),
    "utf16.yaml": ("elzmodel: 1\n".encode("utf-16"), 1, 1, "ELZ-D001"),
    "large.yaml": (b"elzmodel: 1\n" + b"# filler\n" * MB, 0, 0, "ELZ-D002"),
    "long.yaml": (b"elzmodel: 1\nkind: " + b"x" * 200_000, 2, 7, "ELZ-D002"),
    "long.json": (b'{"elzmodel": 1, "kind": "' + b"x" * 200_000 + b'"}', 1, 25, "ELZ-D002"),
    "nul.yaml": (b"elzmodel: 1\nkind: ev\0ents\n", 2, 9, "ELZ-D003"),
    "bell.yaml": (b"elzmodel: 1\nkind: events\nevents: [\x07]\n", 3, 10, "ELZ-D003"),
}
"""Documents that no text file of the project can hold: content, line, column and code."""


def problems(case: Broken, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[DocumentProblem]:
    """Write a broken document to a folder and return what is found in it."""
    monkeypatch.chdir(folder)
    (folder / case.name).write_text(case.text, "utf-8")
    within = elz.flanders() if case.name.startswith("within") else None
    return list(check_document(case.name, within=within))


@pytest.mark.parametrize("case", broken(), ids=lambda case: case.name)
def test_broken_documents_give_their_problems(
    case: Broken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every problem has its line, column, path, words and remedy."""
    assert list(case.expected) == [str(each) for each in problems(case, tmp_path, monkeypatch)]


@pytest.mark.parametrize("name", MADE)
def test_bytes_that_are_no_document_are_refused(name: str, tmp_path: Path) -> None:
    """What is not text, or too much of it, is refused at its place."""
    content, line, column, code = MADE[name]
    (tmp_path / name).write_bytes(content)
    (problem,) = check_document(tmp_path / name)
    assert (line, column, code) == (problem.line, problem.column, problem.code)
    assert problem.is_unreadable


def test_every_code_has_a_broken_document() -> None:
    """No problem code is without an example."""
    shown = {line.rpartition("[")[2].rstrip("]") for case in broken() for line in case.expected}
    made = {code for *_, code in MADE.values()}
    assert set(CODES) == {code for code in shown | made if code.startswith("ELZ-D")}


@pytest.mark.parametrize("path", good(), ids=lambda path: path.name)
def test_documents_of_every_version_are_read(path: Path) -> None:
    """A document of an older format is read, and written again it is the same value."""
    document = load(path)
    assert document == loads(dumps(document))
    assert document == loads(dumps(document, form="json"))


def test_forms_of_one_document_are_equal() -> None:
    """What a person wrote, what the library writes and JSON are one value."""
    one, *others = [load(path) for path in good()]
    assert [one] * len(others) == others


def test_written_document_is_the_stored_one() -> None:
    """The words and the order in which a document is written do not change unnoticed."""
    stored = FOLDER / "version_1" / "events.written.yaml"
    assert stored.read_text("utf-8") == dumps(load(stored))


def test_loading_raises_what_checking_finds() -> None:
    """`loads` raises one error with every problem."""
    (case,) = (case for case in broken() if case.name == "everything-at-once.yaml")
    with pytest.raises(DocumentError) as caught:
        loads(case.text, name=case.name)
    assert list(case.expected) == [str(problem) for problem in caught.value.problems]
