"""What a table is read from: paths, open files, bytes and text, archives and other files."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids import sources
from elzmodel.grids.containers import grid_of
from elzmodel.grids.sources import Source, form_of, opened

TEXT = "nis;visits\n71072;3\n"


def zipped(files: Mapping[str, str]) -> bytes:
    """Return a zip of some files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def packed(data: bytes) -> bytes:
    """Return a zip of one table."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("visits.csv", data)
    return held.getvalue()


ONE = zipped({"visits.csv": TEXT})


def refusal(data: bytes) -> str:
    with pytest.raises(TableError) as caught:
        opened(data, "x.zip")
    (finding,) = caught.value.findings
    assert ("ELZ-F011", "x.zip") == (finding.code, finding.place.file)
    return str(finding)


def test_a_table_is_read_from_a_path_an_open_file_bytes_or_text(tmp_path: Path) -> None:
    """Whatever it comes from, the bytes are the same; a file has a name of its own."""
    path = tmp_path / "visits.csv"
    path.write_text(TEXT)
    with path.open() as as_text, path.open("rb") as as_bytes:
        files = [opened(each, "x") for each in (path, str(path), as_text, as_bytes)]
    others = [TEXT, TEXT.encode(), bytearray(TEXT.encode()), memoryview(TEXT.encode())]
    streams = [io.StringIO(TEXT), io.BytesIO(TEXT.encode())]
    rest = [opened(each, "x") for each in (*others, *streams)]
    assert {TEXT.encode()} == {source.data for source in files + rest}
    assert ({"visits.csv"}, {"x"}) == ({each.name for each in files}, {each.name for each in rest})
    assert "the table" == opened(TEXT).name


def test_text_is_known_to_be_decoded(tmp_path: Path) -> None:
    """Text has no encoding to guess; a path is no text, and no text is a path."""
    assert opened(TEXT).is_decoded
    assert opened("nis;visits\r71072;3").is_decoded
    assert opened(io.StringIO("nis")).is_decoded
    assert not opened(TEXT.encode()).is_decoded
    with pytest.raises(FileNotFoundError):
        opened(str(tmp_path / "nis;visits"))


@pytest.mark.parametrize("source", [None, 71072, object(), [TEXT]])
def test_what_nothing_can_be_read_from_is_refused(source: object) -> None:
    """Other values are no source, and it is said what is."""
    with pytest.raises(InvalidValueError, match="Expected a path, an open file, bytes or text"):
        opened(source)


def test_an_open_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A file that is closed, or opened in another encoding, is told from an empty one."""
    path = tmp_path / "visits.csv"
    path.write_bytes("Biévène".encode("cp1252"))
    closed = io.StringIO()
    closed.close()
    with path.open(encoding="utf-8") as wrong:
        for source in (closed, wrong, io.StringIO):
            with pytest.raises(InvalidValueError, match="or open it for bytes"):
                opened(source)


def test_a_path_that_no_file_can_have_is_refused() -> None:
    """A NUL in a path is an error of ours."""
    with pytest.raises(InvalidValueError, match="not a path"):
        opened("a\0b")


class Numbered(io.BytesIO):
    """An open file whose name is a number, as those of the system have."""

    name = 3


def test_a_file_without_a_name_is_called_as_it_is_said() -> None:
    """The number of an open file is no name."""
    assert "x" == opened(Numbered(b"nis\n"), "x").name


FORMS = {
    b"nis;visits": "text",
    b"": "text",
    b"\xef\xbb\xbf  {": "text",
    b'\xef\xbb\xbf [{"nis": 1}]': "json",
    b"[[1, 2]]": "json",
    b"{}": "json",
    b"[nis],[visits]": "text",
    b"<5;x": "text",
    b"<!DOCTYPE html>": "html",
    b"\n<HTML>": "html",
    b"<?xml version='1.0'?>": "html",
    b"%PDF-1.7": "pdf",
    b"PAR1": "parquet",
    b"ARROW1\0\0": "arrow",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
    zipped({"xl/workbook.xml": ""}): "xlsx",
    zipped({"xl/workbook.bin": ""}): "xlsb",
    zipped({"content.xml": ""}): "ods",
    ONE: "text",
    zipped({"xl/workbook.xml": ""})[:40]: "text",
}


@pytest.mark.parametrize(
    "data", FORMS, ids=[f"{n} {form}" for n, form in enumerate(FORMS.values())]
)
def test_what_a_file_is_is_seen_in_what_stands_in_it(data: bytes) -> None:
    """Workbooks, documents and JSON are told from text, whatever the file is called."""
    assert FORMS[data] == form_of(data)


def test_an_archive_with_one_file_is_unpacked() -> None:
    """The one file of a zip or a gzip is read, and said; hidden files and folders are none."""
    mac = {"map/": "", "map/visits": TEXT, "__MACOSX/map/._visits": ""}
    archives = {
        ONE: "visits.csv out of a zip",
        zipped(mac): "map/visits out of a zip",
        zipped({"visits.csv": TEXT, ".hidden": ""}): "visits.csv out of a zip",
        zipped(
            {"a.csv": TEXT, "b.md": "", "c.md": ""}
        ): "a.csv out of a zip, without b.md and c.md",
        gzip.compress(TEXT.encode()): "out of a gzip",
    }
    for data, note in archives.items():
        found = opened(data, "x.zip")
        assert Source(name="x.zip", data=TEXT.encode(), notes=(note,)) == found


def test_a_workbook_in_an_archive_is_still_a_workbook() -> None:
    """What stands in an archive can be any kind of file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("x.xlsx", zipped({"xl/workbook.xml": ""}))
    assert "xlsx" == opened(data.getvalue()).form


def test_an_archive_in_which_no_table_can_be_told_is_refused() -> None:
    """Several tables are named, and an empty archive is said to be one."""
    several = "a.csv and b.txt are in the archive, and it is not clear which one is meant"
    assert several in refusal(zipped({"a.csv": TEXT, "b.txt": TEXT, "c.md": ""}))
    assert "a.md and b.md are in the archive" in refusal(zipped({"a.md": TEXT, "b.md": TEXT}))
    assert "there is no file in the archive" in refusal(zipped({}))


def locked() -> bytes:
    """Return a zip that says that its file has a password."""
    data = bytearray(ONE)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def unknown_method() -> bytes:
    """Return a zip that says that its file is packed in a way that nobody knows."""
    data = bytearray(ONE)
    data[8] = data[data.index(b"PK\x01\x02") + 10] = 99
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ONE[:-30], "the archive cannot be unpacked: File is not a zip file"),
        (ONE.replace(b"71072;3", b"71072;4"), "unpacked: Bad CRC-32"),
        (gzip.compress(TEXT.encode())[:-9], "unpacked: Compressed file ended"),
        (gzip.compress(TEXT.encode())[:-8] + b"\0" * 8, "unpacked: CRC check failed"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff\xff", "the archive cannot be unpacked: "),
        (unknown_method(), "unpacked: That compression method is not supported"),
        (locked(), "the archive has a password; unpack it, and read the file with the table"),
    ],
    ids=["cut", "changed", "cut gzip", "changed gzip", "no gzip", "unknown method", "locked"],
)
def test_a_damaged_archive_is_refused(data: bytes, expected: str) -> None:
    """What cannot be unpacked is said, and why."""
    assert expected in refusal(data)


@pytest.mark.parametrize("text", ['[{"nis": "71072", "n": 5}]', ' {"71072": 5} '])
def test_json_on_one_line_is_text_and_no_path(text) -> None:
    """No file is called so."""
    assert "json" == opened(text).form


@pytest.mark.parametrize("text", ["", "  "])
def test_text_without_anything_is_no_path(text) -> None:
    """It would be the folder in which one works."""
    with pytest.raises(TableError, match="ELZ-F005"):
        grid_of(text)


def test_a_name_that_begins_like_json_is_a_path(tmp_path, monkeypatch) -> None:
    """People put years between brackets."""
    (tmp_path / "[2024] visits.csv").write_text("nis;n\n71072;3\n")
    monkeypatch.chdir(tmp_path)
    assert "text" == opened("[2024] visits.csv").form


@pytest.mark.parametrize("pack", [packed, gzip.compress], ids=["zip", "gzip"])
def test_what_unpacks_to_a_hundred_times_its_size_is_not_unpacked(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No table does, and a computer would run out of memory."""
    monkeypatch.setattr(sources, "_ALWAYS", 1000)
    table = b"nis;visits\n" + b"71072;3\n" * 200_000
    with pytest.raises(TableError, match="over a hundred times its size"):
        opened(pack(table))
    assert table[:1000] == opened(pack(table[:1000])).data
