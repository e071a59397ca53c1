"""Which state of the facts a landscape has, and how what is made of it is cited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, field, frozen

from elzmodel.values.answers import columns
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.sources import Source
from elzmodel.values.text import in_words, phrase, said

__all__ = ["Citation", "Edition"]

_WHO: Final = "elzmodel maintainers"
_WHAT: Final = "Flemish municipalities and first-line zones through time"


@columns("id", "start", "until", "digest", "base", "note")
@frozen(kw_only=True)
class Edition:
    """One state of the facts: a folder of tables, with the digest of what they hold.

    Attributes:
        id: What it is called: the day on which its tables were last changed, where it comes
            with the package, and what its maker calls it otherwise.
        start: The first day that its tables speak of.
        until: The first day that they no longer speak of.
        digest: SHA-256 of all rows, whatever their order and in whichever folder they stand.
        base: The edition that has the rows in which it does not differ.
        changed: Whether a landscape has events or figures beside those of the edition.
        note: What is to be said about it.

    Example:
        >>> from elzmodel import flanders
        >>> flanders().edition.id
        '2026-11-28'
    """

    id: str
    start: str
    until: str
    digest: str
    base: str = ""
    changed: bool = False
    note: str = ""

    def with_changes(self) -> Edition:
        """Return the edition, said to be changed.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().with_size_rules([]).edition.changed
            True
        """
        return evolve(self, changed=True)


def _installed() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - few cite, and it loads a lot

    return version("elzmodel")


_FEW: Final = 3
"""How many sources a line names; of more it names the licences."""


@frozen(kw_only=True)
class Citation:
    """How a landscape, and what is made of it, is cited: version, edition, digest, sources.

    As text it is one line, to stand below a table or a picture: see `Answer.with_source`, and
    *source* of ``elzmodel.views.Look``.

    Example:
        >>> from elzmodel import flanders
        >>> print(flanders().citation("S12", "S28").to_text().splitlines()[1])
        Facts: Flanders and Brussels, edition 2026-11-28.
        >>> flanders().citation("S28").to_bibtex().splitlines()[0]
        '@software{elzmodel,'
    """

    about: str
    edition: Edition | None = None
    sources: tuple[Source, ...] = ()
    version: str = field(factory=_installed)

    def __str__(self) -> str:
        """Return the line that stands below a table or a picture."""
        return self.line()

    def line(self, lang: str = "en") -> str:
        """Return the line that stands below a table or a picture, in a language."""
        few = [f"{each.id}, {each.title}" for each in self.sources[: _FEW + 1]]
        is_few = len(few) <= _FEW
        licences = sorted({each.licence for each in self.sources if each.licence})
        told = phrase(
            "elzmodel {version}[, facts of {edition}][, {changed}][; {named:list all}]"
            "[; {n} sources][; {licences:list all}]",
            version=self.version,
            edition=self.edition.id if self.edition else "",
            changed=self._changed,
            named=few if is_few else [],
            n=None if is_few else len(self.sources),
            licences=licences,
        )
        return in_words(told, lang)

    @property
    def _changed(self) -> str:
        is_changed = self.edition is not None and self.edition.changed
        return said("with changes of our own") if is_changed else ""

    def to_text(self, lang: str = "en") -> str:
        """Return the reference in full, with the sources by the licence that they have."""
        facts = phrase(
            "Facts: {about}[, edition {edition}][, {changed}].",
            about=self.about,
            edition=self.edition.id if self.edition else "",
            changed=self._changed,
        )
        digest = [f"SHA-256: {self.edition.digest}"] if self.edition else []
        head = f"{_WHO}. elzmodel {self.version}: {_WHAT}. Python."
        lines = [head, in_words(facts, lang), *digest]
        for licence, sources in sorted(grouped((s.licence, s) for s in self.sources).items()):
            lines += ["", licence or in_words(phrase("No licence stated"), lang)]
            lines += [
                f"  {each.id}  {each.title}{f' ({each.place})' if each.place else ''}"
                for each in sources
            ]
        return "\n".join(lines)

    def to_bibtex(self) -> str:
        """Return the reference for BibTeX: one entry for the library, one for each source."""
        facts = self._facts()
        entries = [
            _entry(
                "software",
                "elzmodel",
                author=f"{{{_WHO}}}",
                title=f"elzmodel: {_WHAT}",
                version=self.version,
                note=facts,
            )
        ]
        for each in self.sources:
            note = ". ".join(filter(None, (each.licence, f"grade {each.grade.value}")))
            entries.append(
                _entry(
                    "misc",
                    f"elzmodel-{each.id}",
                    title=each.title,
                    howpublished=each.place,
                    year=each.date[:4],
                    note=note,
                )
            )
        return "\n\n".join(entries)

    def _facts(self) -> str:
        if self.edition is None:
            return self.about
        changed = f", {self._changed}" if self._changed else ""
        return (
            f"Facts: {self.about}, edition {self.edition.id}{changed}, "
            f"SHA-256 {self.edition.digest}"
        )

    def to_cff(self) -> str:
        """Return the reference as a ``CITATION.cff``, format 1.2.0."""
        return "\n".join(self._cff()) + "\n"

    def _cff(self) -> Iterator[str]:
        yield "cff-version: 1.2.0"
        yield 'message: "Cite the library with the edition of its facts, and the sources used."'
        yield "type: software"
        yield "title: elzmodel"
        yield f"abstract: {json.dumps(_WHAT)}"
        yield f"authors:\n  - name: {_WHO}"
        yield f"version: {json.dumps(self.version)}"
        yield "license: MIT"
        if self.edition:
            about = ", ".join(
                filter(None, (self.about, f"edition {self.edition.id}", self._changed))
            )
            yield "identifiers:\n  - type: other"
            yield f"    value: sha256:{self.edition.digest}"
            yield f"    description: {json.dumps(about, ensure_ascii=False)}"
        yield from ["references:"] if self.sources else []
        for each in self.sources:
            notes = ", ".join(filter(None, (each.id, each.licence, f"grade {each.grade.value}")))
            yield "  - type: generic"
            yield f"    title: {json.dumps(each.title, ensure_ascii=False)}"
            who = re.split(r"[,;]", each.place)[0] or "anonymous"
            yield f"    authors:\n      - name: {json.dumps(who, ensure_ascii=False)}"
            if each.date:
                yield f"    year: {each.date[:4]}"
            yield f"    notes: {json.dumps(notes, ensure_ascii=False)}"


@in_words.register
def _(value: Citation, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    return value.line(lang)


def _entry(kind: str, key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{_escaped(text)}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _escaped(text: str) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", text)


keep_door(__name__)
