"""Where a table comes from: its bytes, its name, and what kind of file it is.

What a file is, is seen in what stands in it, whatever its name says. An archive with one
table in it is unpacked.
"""

from __future__ import annotations

import gzip
import io
import lzma
import re
import zipfile
import zlib
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, Literal

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.codes import ARCHIVE
from elzmodel.values import Place
from elzmodel.values.text import said

__all__: list[str] = []

FileSource = str | PathLike[str] | bytes | bytearray | memoryview | IO[Any]
"""A path, an open file, bytes, or text with line ends."""

Form = Literal["text", "json", "html", "pdf", "parquet", "arrow", "xls", "xlsx", "xlsb", "ods"]
"""What kind of file something is; text is whatever is none of the others."""

OTHER_FORMS: Final[dict[Form, str]] = {
    "html": said("a web page or another text with marks"),
    "pdf": said("a PDF document"),
    "json": said("JSON"),
    "parquet": said("a Parquet file"),
    "arrow": said("an Arrow file"),
    "xls": said("an old Excel workbook (.xls)"),
    "xlsx": said("an Excel workbook (.xlsx)"),
    "xlsb": said("a binary Excel workbook (.xlsb)"),
    "ods": said("an OpenDocument workbook (.ods)"),
}
"""What is no text with a delimiter, in words."""

_SIGNS: Final[dict[bytes, Form]] = {
    b"\xd0\xcf\x11\xe0": "xls",
    b"par1": "parquet",
    b"arrow1": "arrow",
    b"%pdf": "pdf",
    b"<!doctype": "html",
    b"<html": "html",
    b"<table": "html",
    b"<?xml": "html",
}
_JSON: Final = re.compile(rb'[\[{]\s*(?:["{}\[\]0-9-]|true|false|null)')
_INSIDE: Final[dict[str, Form]] = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "content.xml": "ods",
}
_HEAD: Final = 200
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
TABLE_ENDINGS: Final = frozenset(
    f".{end}"
    for end in "csv txt tsv tab psv dat xlsx xls xlsb ods parquet json".split()  # noqa: SIM905
)
"""How the names of files with tables end."""
DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError),
    *(NotImplementedError, ValueError, KeyError),
)
"""What the standard library raises about an archive that is none, or damaged."""

MOST_BYTES: Final = 2**31
"""The most bytes that an archive may hold."""
_ALWAYS: Final = 2**26
_TIMES: Final = 100


def most_unpacked(packed: int) -> int:
    """Return how many bytes an archive of a size may hold: no table is packed a hundred times.

    Example:
        >>> most_unpacked(759_000), most_unpacked(10_000_000)
        (75900000, 1000000000)
    """
    return min(MOST_BYTES, max(_ALWAYS, _TIMES * packed))


@frozen(kw_only=True)
class Source:
    """The bytes of a file, out of its archive.

    *is_decoded* says that it was text when it came, and is UTF-8 now. *notes* say what it
    was taken out of.
    """

    name: str
    data: bytes = field(repr=False)
    form: Form = "text"
    is_decoded: bool = False
    notes: tuple[str, ...] = ()


def opened(source: FileSource, name: str = "") -> Source:
    r"""Return what a table is read from.

    Args:
        source: A path, an open file, bytes, or text: with line ends, or JSON.
        name: What it is called in messages, where it has no name of its own.

    Raises:
        OSError: If it cannot be opened.
        InvalidValueError: If it is none of these.
        TableError: If it is a damaged archive, or one in which no table can be told.

    Example:
        >>> opened("nis;visits\n71072;3\n").data
        b'nis;visits\n71072;3\n'
    """
    data, own = _read(source)
    called = own or name or "the table"
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
        return Source(name=called, data=data, form=form_of(data), is_decoded=True)
    return _unpacked(Source(name=called, data=data, form=form_of(data)))


def form_of(data: bytes) -> Form:
    """Return what kind of file some bytes are.

    Example:
        >>> form_of(b"nis;visits"), form_of(b'[{"nis": 71072}]')
        ('text', 'json')
    """
    if data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = set(archive.namelist())
        except DAMAGED:
            return "text"
        inside: list[Form] = [form for name, form in _INSIDE.items() if name in names]
        return inside[0] if inside else "text"
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _JSON.match(head):
        return "json"
    starts = head.lower().startswith
    signed: list[Form] = [form for sign, form in _SIGNS.items() if starts(sign)]
    return signed[0] if signed else "text"


def _read(source: FileSource) -> tuple[bytes | str, str]:
    """Return what stands in a source, and its name."""
    if isinstance(source, str) and _is_text(source):
        return source, ""
    if isinstance(source, str | PathLike):
        try:
            return Path(source).read_bytes(), Path(source).name
        except ValueError:
            raise InvalidValueError("path", str(source), "the path of a file") from None
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), ""
    read, name = getattr(source, "read", None), getattr(source, "name", "")
    try:
        data = read() if callable(read) else None
    except (TypeError, ValueError):  # As closed files do, and text in another encoding.
        expected = "an open file that can be read; give its path, or open it for bytes"
        raise InvalidValueError("source", source, expected) from None
    if not isinstance(data, bytes | str):
        raise InvalidValueError("source", source, "a path, an open file, bytes or text")
    return data, Path(name).name if isinstance(name, str) else ""


def _is_text(source: str) -> bool:
    """Tell whether text is what a table is read from, and no path: it has lines, or is JSON."""
    bare = source.strip()
    is_json = _JSON.match(bare[:_HEAD].encode("utf-8", "replace")) and bare[-1] in "]}"
    return not bare or not {"\n", "\r"}.isdisjoint(source) or bool(is_json)


def _unpacked(source: Source) -> Source:
    """Return what stands in an archive, or the source itself where it is none."""
    if source.form != "text" or not source.data.startswith((_GZIP, *_ZIP)):
        return source
    unpack = _from_gzip if source.data.startswith(_GZIP) else _from_zip
    try:
        inside = unpack(source)
    except TableError:
        raise
    except DAMAGED as error:
        raise _wrong(source, "damaged", why=str(error) or type(error).__name__) from None
    except RuntimeError:  # As `zipfile` says that it needs a password.
        raise _wrong(source, "password") from None
    return evolve(inside, form=form_of(inside.data))


def _from_gzip(source: Source) -> Source:
    with gzip.open(io.BytesIO(source.data)) as file:
        return evolve(source, data=_inside_of(source, file), notes=(said("out of a gzip"),))


def _inside_of(source: Source, file: io.BufferedIOBase | IO[bytes]) -> bytes:
    """Return what is packed in a file, no more than an archive of its size may hold."""
    most = most_unpacked(len(source.data))
    data = file.read(most + 1)
    if len(data) > most:
        raise _wrong(source, "bomb", most=most // 10**6)
    return data


def _from_zip(source: Source) -> Source:
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        names = [name for name in archive.namelist() if _is_file(name)]
        tables = [name for name in names if PurePosixPath(name).suffix.casefold() in TABLE_ENDINGS]
        chosen = names if len(names) == 1 else tables
        if not names:
            raise _wrong(source, "empty")
        if len(chosen) != 1:
            raise _wrong(source, "several", names=tables or names)
        others = [name for name in names if name not in chosen]
        template = "{name} out of a zip[, without {others:and}]"
        note = said(template, name=chosen[0], others=others)
        with archive.open(chosen[0]) as file:
            return evolve(source, data=_inside_of(source, file), notes=(note,))


def _is_file(name: str) -> bool:
    """Tell whether a name in an archive is that of a file somebody put there."""
    path = PurePosixPath(name)
    return not (name.endswith("/") or "__MACOSX" in path.parts or path.name.startswith("."))


def _wrong(source: Source, variant: str, **values: Any) -> TableError:  # noqa: ANN401
    finding = ARCHIVE.finding(variant=variant, place=Place(source.name), **values)
    return TableError(source.name, [finding])
