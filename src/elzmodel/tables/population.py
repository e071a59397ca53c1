"""Inhabitants from the files in which Statbel publishes them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.landscape import CodedFigures
from elzmodel.tables.codes import ENCODING, NO_COLUMN, NO_FIGURE, NO_ROWS, NO_YEAR, UNEVEN
from elzmodel.tables.sources import form_of
from elzmodel.tables.texts import require_text
from elzmodel.values import Finding, NisCode, Place, SourceId, parse_nis
from elzmodel.values.text import phrase

__all__ = ["read_population"]

_CODES = ("cd_refnis", "cd_munty_refnis", "nis", "nis_code", "refnis")
_COUNTS = ("ms_population", "population", "inhabitants")
_YEARS = ("cd_year", "year")
_YEAR_IN_NAME = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def read_population(path: str | PathLike[str], *, year: int | None = None) -> CodedFigures:
    r"""Read inhabitants on 1 January from a file in the shape in which Statbel publishes them.

    That is text with one row for each combination of municipality, sex, age
    and so on, columns ``CD_REFNIS`` and ``MS_POPULATION`` among others,
    separated by ``|`` (also ``;``, tabs or commas), in UTF-8 with or without a
    byte order mark; or a zip with one such text. A plain table with columns
    ``nis`` and ``population`` will do as well. Rows of one code are added up.

    Args:
        path: The file.
        year: The year of the figures, which has to be that of a column ``CD_YEAR`` or in the
            file's name, where there is one; by default it is that.

    Raises:
        OSError: If the file cannot be opened.
        TableError: If columns are missing, cells are no codes or
            counts, or the year is not clear; all problems at once.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "TF_SOC_POP_STRUCT_2025.txt"
        ...     _ = path.write_text("CD_REFNIS|CD_SEX|MS_POPULATION\n71072|F|2\n71072|M|3\n")
        ...     read_population(path).values
        {'71072': 5}
    """
    file = Path(path)
    text = _text(file)
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    columns = [cell.strip().casefold() for cell in next(rows, [])]
    return _Reader(file, columns, year).read(rows)


def _text(file: Path) -> str:
    data = file.read_bytes()
    require_text(form_of(data), file.name)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = [
                name for name in archive.namelist() if name.casefold().endswith((".txt", ".csv"))
            ]
            if len(texts) != 1:
                place = Place(file.name)
                found = ENCODING.finding(variant="archive", place=place, n=len(texts), remedy="")
                raise TableError(file.name, [found])
            data = archive.read(texts[0])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file.name)
        found = ENCODING.finding(
            place=place, byte=error.start, encoding="UTF-8", remedy=phrase("save it as UTF-8")
        )
        raise TableError(file.name, [found]) from None


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max("|;\t,", key=head.count)


class _Reader:
    """One pass over the rows, collecting problems."""

    def __init__(self, file: Path, columns: list[str], year: int | None) -> None:
        self.file = file
        self.width = len(columns)
        self.findings: list[Finding] = []
        self.code = self._column(columns, _CODES, "CD_REFNIS")
        self.count = self._column(columns, _COUNTS, "MS_POPULATION")
        found = [columns.index(name) for name in _YEARS if name in columns]
        self.year_column = found[0] if found else None
        self.asked = year
        self.years = set[int]()
        self.values: dict[NisCode, int] = {}

    def _column(self, columns: list[str], names: tuple[str, ...], wanted: str) -> int:
        for name in names:
            if name in columns:
                return columns.index(name)
        place = Place(self.file.name, 1)
        self.findings.append(
            NO_COLUMN.finding(place=place, column=wanted, columns=columns or [phrase("nothing")])
        )
        return -1

    def read(self, rows: Iterator[list[str]]) -> CodedFigures:
        if not self.findings:
            for line, row in enumerate(rows, start=2):
                if any(cell.strip() for cell in row):
                    self._row(line, row)
        year = self._year()
        if self.findings or year is None:
            raise TableError(self.file.name, self.findings)
        return CodedFigures(
            kind="population",
            day=date(year, 1, 1),
            values=dict(sorted(self.values.items())),
            sources=(SourceId(self.file.name),),
        )

    def _row(self, line: int, row: list[str]) -> None:
        try:
            code, count = parse_nis(row[self.code]), _whole(row[self.count], "count")
            if self.year_column is not None:
                self.years.add(_whole(row[self.year_column], "year"))
        except IndexError:
            place = Place(self.file.name, line, len(row) + 1)
            self.findings.append(UNEVEN.finding(place=place, n=len(row), width=self.width))
        except InvalidValueError as error:
            self.findings.append(
                NO_FIGURE.finding(
                    place=Place(self.file.name, line),
                    column=error.kind,
                    kind=error.kind,
                    text=error.value,
                    expected=error.expected,
                )
            )
        else:
            self.values[code] = self.values.get(code, 0) + count

    def _year(self) -> int | None:
        if not self.years:
            self.years.update(map(int, _YEAR_IN_NAME.findall(self.file.stem)))
        if not self.values and not self.findings:
            self.findings.append(NO_ROWS.finding(variant="header", place=Place(self.file.name)))
        if self.asked is not None:
            if self.years - {self.asked}:
                found: dict[str, Any] = {"years": sorted(self.years), "asked": self.asked}
                place = Place(self.file.name)
                self.findings.append(NO_YEAR.finding(variant="asked", place=place, **found))
            return self.asked
        if len(self.years) != 1:
            years: list[object] = [*sorted(self.years)] or [phrase("none")]
            self.findings.append(NO_YEAR.finding(place=Place(self.file.name), years=years))
            return None
        return next(iter(self.years))


def _whole(cell: str, kind: str) -> int:
    """Read a number without sign, decimals or separators: what those would mean is a guess."""
    text = cell.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    raise InvalidValueError(kind, text, "digits only")
