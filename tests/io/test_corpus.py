"""Each broken document gives its findings to the letter, each good one is read for ever."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import elzmodel as elz
from elzmodel.errors import DocumentError
from elzmodel.io import CODES, KINDS, dumps, load, loads, read_document, schema
from elzmodel.io.codes import UNREADABLE
from elzmodel.values import Finding
from tests.io.corpus import FOLDER, Broken, broken, good

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def findings(case: Broken, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Write a broken document to a folder and return what is found in it."""
    monkeypatch.chdir(folder)
    (folder / case.name).write_text(case.text, "utf-8")
    within = elz.flanders() if case.name.startswith("within") else None
    return list(read_document(case.name, within=within).findings)


@pytest.mark.parametrize("case", broken(), ids=lambda case: case.name)
def test_broken_documents_give_their_findings(
    case: Broken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every finding has its line, column, path, words and remedy."""
    assert list(case.expected) == [str(each) for each in findings(case, tmp_path, monkeypatch)]


ENGLISH = re.compile(r"\b(?:the|and|or|not|no|write|with|such|as|that|which|expected)\b")
QUOTED = re.compile(r"""'[^']*'|Flanders and Brussels|\$\S*""")


@pytest.mark.parametrize("case", broken(), ids=lambda case: case.name)
def test_broken_documents_are_told_in_dutch_alone(
    case: Broken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was wrong, what was expected and how it is mended; what was written stays."""
    told = [each.line("nl") for each in findings(case, tmp_path, monkeypatch)]
    own = [QUOTED.sub("", line.removeprefix(case.name)) for line in told]
    assert [] == [line for line in own if ENGLISH.search(line)]


@pytest.mark.parametrize("name", MADE)
def test_bytes_that_are_no_document_are_refused(name: str, tmp_path: Path) -> None:
    """What is not text, or too much of it, is refused at its place."""
    content, line, column, code = MADE[name]
    (tmp_path / name).write_bytes(content)
    (finding,) = read_document(tmp_path / name).findings
    assert (line, column, code) == (finding.place.line, finding.place.column, finding.code)
    assert finding.kind in UNREADABLE


def test_every_code_has_a_broken_document() -> None:
    """No code is without an example."""
    shown = {code for case in broken() for code in case.codes if code.startswith("ELZ-D")}
    made = {code for *_, code in MADE.values()}
    assert {code.id for code in CODES} == shown | made


@pytest.mark.parametrize("path", good(), ids=lambda path: path.name)
def test_documents_of_every_version_are_read(path: Path) -> None:
    """A document of an older format is read, and written again it is the same value."""
    document = load(path)
    assert document == loads(dumps(document))
    assert document == loads(dumps(document, form="json"))


@pytest.mark.parametrize("kind", KINDS)
def test_forms_of_one_document_are_equal(kind: str) -> None:
    """What a person wrote, what the library writes and JSON are one value."""
    one, *others = [load(path) for path in good() if path.name.startswith(kind)]
    assert [one, one] == others


@pytest.mark.parametrize("kind", KINDS)
def test_written_document_is_the_stored_one(kind: str) -> None:
    """The words and the order in which a document is written do not change unnoticed."""
    stored = FOLDER / "version_1" / f"{kind}.written.yaml"
    assert stored.read_text("utf-8") == dumps(load(stored))


@pytest.mark.parametrize("kind", ["dossier", "rules", "list-layout"])
def test_stored_documents_have_no_problems(kind: str) -> None:
    """Every id that a good document names is there, also in Flanders."""
    assert (
        () == read_document(FOLDER / "version_1" / f"{kind}.yaml", within=elz.flanders()).findings
    )


@pytest.mark.parametrize("kind", ["dossier", "rules", "list-layout"])
def test_stored_documents_use_every_key(kind: str) -> None:
    """No key of a kind is left out of its stored documents, so that none is ever lost."""
    used = set(keys_in(json.loads((FOLDER / "version_1" / f"{kind}.json").read_text("utf-8"))))
    assert used >= set(schema_keys(schema(kind)))


def keys_in(node: Any) -> Iterator[str]:
    """Yield every key in plain values."""
    inside = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in inside if isinstance(node, dict | list) else ():
        yield str(key)
        yield from keys_in(value) if isinstance(value, dict | list) else ()


def schema_keys(node: Any) -> Iterator[str]:
    """Yield every key that a schema describes."""
    for value in node.values() if isinstance(node, dict) else node:
        if isinstance(value, dict | list):
            yield from schema_keys(value)
    if isinstance(node, dict) and "additionalProperties" in node:
        yield from node.get("properties", ())


def test_loading_raises_what_checking_finds() -> None:
    """`loads` raises one error with every finding."""
    (case,) = (case for case in broken() if case.name == "everything-at-once.yaml")
    with pytest.raises(DocumentError) as caught:
        loads(case.text, name=case.name)
    assert list(case.expected) == [str(finding) for finding in caught.value.findings]
