"""Files that say which persons of several dossiers are one, by ids of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from elzmodel.data._side_files import at_line, lacking_in, rows_of
from elzmodel.dossiers import Dossier, SamePersons
from elzmodel.io.codes import BAD_RECORD, failed, mistake
from elzmodel.values import Finding, PersonId, ZoneId
from elzmodel.values.references import NOTHING_THERE
from elzmodel.values.text import Suggestions, phrase, term

__all__ = ["load_persons"]

NEEDED: Final = ("id", "zone", "person")


def load_persons(
    path: str | os.PathLike[str], *, of: Iterable[Dossier] | None = None
) -> SamePersons:
    r"""Read which persons of several dossiers are one.

    The file is CSV in UTF-8 with the columns ``id``, one of your own, ``zone`` and
    ``person``, the pseudonym in the dossier of that zone.

    Args:
        path: The file.
        of: The dossiers of which it may speak, where it is to be held against them.

    Raises:
        DocumentError: If the file cannot be read, if one id has two persons of one zone, or
            if a zone or person is in none of the dossiers; every finding with its line.
        OSError: If the file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "persons.csv"
        ...     _ = file.write_text("id,zone,person\nk1,noord,p01\nk1,zuid,p07\n")
        ...     load_persons(file)
        {'k1': {'noord': 'p01', 'zuid': 'p07'}}
    """
    known = None if of is None else {each.zone_id: each.persons_by_id for each in of}
    found: dict[str, dict[ZoneId, PersonId]] = {}
    findings = []
    for line, row in rows_of(path, NEEDED):
        wrong = list(lacking_in(row, NEEDED))
        if not wrong:
            own, zone = found.setdefault(row["id"], {}), ZoneId(row["zone"])
            if own.setdefault(zone, PersonId(row["person"])) != row["person"]:
                value, expected = f"{own[zone]}, {row['person']}", phrase("one of each zone")
                wrong = [mistake(BAD_RECORD, kind="person", value=value, expected=expected)]
            wrong += [] if known is None else _unknown(known, zone, row["person"])
        findings += [at_line(each, line) for each in wrong]
    if findings:
        raise failed(os.fspath(path), findings)
    return found


def _unknown(
    known: Mapping[ZoneId, Mapping[PersonId, object]], zone: ZoneId, person: str
) -> Iterator[Finding]:
    """Yield that a zone has no dossier, or its dossier no such person."""
    if zone not in known:
        near = Suggestions(zone, known)
        yield NOTHING_THERE.finding(kinds=(term("dossier"),), id=zone, near=near)
    elif person not in known[zone]:
        near = Suggestions(person, known[zone])
        yield NOTHING_THERE.finding(kinds=(term("person"),), id=person, near=near)
