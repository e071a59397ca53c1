"""Files that say which persons of several dossiers are one, by ids of one's own."""

from __future__ import annotations

import os
from typing import Final

from elzmodel.data._side_files import at_line, lacking_in, rows_of
from elzmodel.dossiers import SamePersons
from elzmodel.io.codes import BAD_RECORD, failed, mistake
from elzmodel.values import PersonId, ZoneId

__all__ = ["load_persons"]

NEEDED: Final = ("id", "zone", "person")


def load_persons(path: str | os.PathLike[str]) -> SamePersons:
    r"""Read which persons of several dossiers are one.

    The file is CSV in UTF-8 with the columns ``id``, one of your own, ``zone`` and
    ``person``, the pseudonym in the dossier of that zone.

    Raises:
        DocumentError: If the file cannot be read, or one id has two persons of one zone;
            every finding with its line.
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
    found: dict[str, dict[ZoneId, PersonId]] = {}
    findings = []
    for line, row in rows_of(path, NEEDED):
        wrong = list(lacking_in(row, NEEDED))
        if not wrong:
            own, zone = found.setdefault(row["id"], {}), ZoneId(row["zone"])
            if own.setdefault(zone, PersonId(row["person"])) != row["person"]:
                value = f"{own[zone]} and {row['person']}"
                wrong = [
                    mistake(BAD_RECORD, kind="person", value=value, expected="one of each zone")
                ]
        findings += [at_line(each, line) for each in wrong]
    if findings:
        raise failed(os.fspath(path), findings)
    return found
