"""Terms beside a dossier: a table of words with what each is used of."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from importlib.resources import as_file
from typing import Final

from elzmodel.data._side_files import Row, at_line, lacking_in, rows_of
from elzmodel.data.packaged import packaged_files
from elzmodel.dossiers import Dossier, with_terms
from elzmodel.dossiers.search import elements_of
from elzmodel.errors import DocumentError, InvalidValueError
from elzmodel.io.codes import BAD_CHOICE, failed, in_file, mistake, suggestions
from elzmodel.policy import ElementKind, StatementKind, Term
from elzmodel.policy.terms import term_findings
from elzmodel.values import Finding, Severity, SourceId
from elzmodel.values.arguments import keep_door
from elzmodel.values.references import NOTHING_THERE
from elzmodel.values.text import Suggestions, either, phrase, term

__all__ = ["check_terms", "load_terms"]

NEEDED: Final = ("element", "term")

_KINDS: Final = {
    **{kind.value: ElementKind.STATEMENT for kind in StatementKind},
    **{kind.value: kind for kind in ElementKind},
}
"""The words of kinds, as the answers to searches have them."""
Known = Mapping[ElementKind, tuple[str, ...]]


def load_terms(
    path: str | os.PathLike[str], *, of: Dossier, document: SourceId | str = ""
) -> Dossier:
    r"""Return a dossier with the terms of a file, beside those that it has.

    The file is CSV in UTF-8 with the columns ``element``, ``term`` and ``gloss``, parted by
    commas or semicolons. An element is a kind and an id, such as ``action:1.1/a2`` or
    ``target-group:mantelzorgers``: as `mentions` shows them. The kinds are those of
    `ElementKind`, and for statements also those of `StatementKind`.

    Args:
        path: The file.
        of: The dossier of which it speaks.
        document: The id of the document of which these are the words.

    Raises:
        DocumentError: If the file cannot be read, or a line is of nothing in the dossier;
            every finding with its line.
        InvalidValueError: If the dossier has no such *document*.
        OSError: If the file cannot be opened.

    Example:
        >>> import elzmodel as elz
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "words.csv"
        ...     _ = file.write_text("element,term,gloss\ntarget-group:pzon,regie,in charge\n")
        ...     more = elz.load_terms(file, of=elz.dossier("zuid-oost-limburg"))
        >>> more.terms[-1].term
        'regie'
    """
    if document and all(each.id != document for each in of.documents):
        expected = either(each.id for each in of.documents) or "none: it names no document"
        raise InvalidValueError("document", document, expected)
    return with_terms(of, _terms_in(path, elements_of(of), document))


def _terms_in(path: str | os.PathLike[str], known: Known, document: str) -> list[Term]:
    sources = (SourceId(document),) if document else ()
    terms, findings = _read(path, known, sources)
    if any(each.severity is Severity.ERROR for each in findings):
        raise failed(os.fspath(path), findings)
    return terms


def check_terms(path: str | os.PathLike[str], *, of: Dossier) -> tuple[Finding, ...]:
    r"""Return what is doubtful about a file of terms, each with its line.

    Raises:
        OSError: If the file cannot be opened.

    Example:
        >>> import elzmodel as elz
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "words.csv"
        ...     _ = file.write_text("element,term\npartner:mantelzorg,zorg\n")
        ...     [found] = check_terms(file, of=elz.dossier("kempenland"))
        >>> found.place.line, found.message, found.remedy
        (2, "no partner 'mantelzorg' is here", 'did you mean mantelzorgers?')
    """
    try:
        _, findings = _read(path, elements_of(of), ())
    except DocumentError as error:
        return error.findings
    return tuple(in_file(findings, os.fspath(path)))


def _read(
    path: str | os.PathLike[str], known: Known, sources: tuple[SourceId, ...]
) -> tuple[list[Term], list[Finding]]:
    """Return the terms of a file, and all that is doubtful, with the line of each."""
    terms: list[Term] = []
    findings: list[Finding] = []
    for line, row in rows_of(path, NEEDED):
        wrong = list(_mistakes(row, known))
        if not wrong:
            terms.append(_term(row, sources))
            wrong = list(term_findings(terms[-1:]))
        findings += (at_line(each, line) for each in wrong)
    return terms, findings


def _mistakes(row: Row, known: Known) -> Iterator[Finding]:
    """Yield what keeps a line from being a term of something in the dossier."""
    empty = list(lacking_in(row, NEEDED))
    if empty:
        yield from empty
        return
    word, _, key = row["element"].partition(":")
    kind = _KINDS.get(_kind_word(word))
    if kind is None:
        expected = phrase("a kind and an id, such as action:1.1/a2")
        near = suggestions(word, _KINDS)
        yield mistake(BAD_CHOICE, value=repr(word), expected=expected, near=near)
    elif key not in known[kind]:
        kinds = (term(kind.value.replace("-", " ")),)
        yield NOTHING_THERE.finding(kinds=kinds, id=key, near=Suggestions(key, known[kind]))


def _kind_word(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def _term(row: Row, sources: tuple[SourceId, ...]) -> Term:
    word, _, key = row["element"].partition(":")
    return Term(
        kind=_KINDS[_kind_word(word)],
        element=key,
        term=row["term"],
        gloss=row.get("gloss", ""),
        sources=sources,
    )


# --- the packaged terms -------------------------------------------------------

_FILES: Final = packaged_files("terms", ".csv")


def packaged_terms(dossier: Dossier) -> Dossier:
    """Return a packaged dossier with the packaged terms of its documents."""
    known, terms = elements_of(dossier), []
    for document in dossier.documents:
        with as_file(_FILES[document.id.removeprefix("D-")]) as path:
            terms += _terms_in(path, known, document.id)
    return with_terms(dossier, terms)


keep_door(__name__)
