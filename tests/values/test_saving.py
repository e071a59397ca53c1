"""A file is replaced whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.values.saving import replace_file

OLD, NEW = "old\n" * 1000, "new\n" * 50_000
MOST_LINES = 100


def killed_at(line: int, path: Path, by: signal.Signals = signal.SIGKILL) -> bool:
    """Replace a file in a child that ends itself at the n-th line it runs; tell whether it did."""
    child = os.fork()
    if child == 0:  # pragma: no cover - the child reports nothing
        left = [line]

        def trace(frame: object, *_: object) -> object:
            name = getattr(frame, "f_code").co_filename  # noqa: B009 - any frame
            if not name.endswith("saving.py"):
                return None
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), by)
            return trace

        sys.settrace(trace)  # type: ignore[arg-type]
        replace_file(path, NEW)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writer is killed in a forked child")
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    """Killed at any line, the writer leaves one of the two texts, whole."""
    path = tmp_path / "events.yaml"
    seen = set()
    for line in range(1, MOST_LINES):
        path.write_text(OLD, "utf-8")
        is_over = not killed_at(line, path)
        seen.add(path.read_text("utf-8"))
        if is_over:
            break
    else:
        pytest.fail("the writer never came to its end")
    assert {OLD, NEW} == seen


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writer is ended in a forked child")
def test_a_writer_that_is_told_to_end_leaves_no_other_file(tmp_path: Path) -> None:
    """Told to end at any line, it first takes the file beside away, or puts it in its place."""
    path = tmp_path / "events.yaml"
    path.write_text(OLD, "utf-8")
    ended = [killed_at(line, path, signal.SIGTERM) for line in range(1, 60, 3)]
    assert [path] == list(tmp_path.iterdir())
    assert ended[0]
    assert path.read_text("utf-8") == NEW


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    """A pipe with a name stays one, and whoever reads it has what was written."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        replace_file(pipe, "text")
        assert b"text" == os.read(reading, 100)
    finally:
        os.close(reading)
    assert pipe.is_fifo()
    replace_file(os.devnull, "text")
    assert not Path(os.devnull).is_file()


def test_the_standard_output_goes_on_where_it_is(tmp_path: Path) -> None:
    """What a shell appends to keeps what it has, and follows what was printed before."""
    path = tmp_path / "out.txt"
    path.write_text("before\n", "utf-8")
    code = (
        "from elzmodel.values.saving import replace_file\n"
        "print('first')\nreplace_file('/dev/stdout', 'second\\n')\n"
        "replace_file('/dev/fd/1', 'third\\n')"
    )
    with path.open("ab") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert "before\nfirst\nsecond\nthird\n" == path.read_text("utf-8")


def test_what_is_open_already_is_written_to() -> None:
    """By its number, as a shell names it; it stays open for who opened it."""
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as read, os.fdopen(writer, "wb") as open_still:
        replace_file(f"/dev/fd/{writer}", "new")
        open_still.close()
        assert b"new" == read.read()


def test_links_that_lead_in_a_circle_are_not_replaced(tmp_path: Path) -> None:
    """They are told by the system's own error, and stay."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(OSError, match="symbolic links"):
        replace_file(one, NEW)
    assert one.is_symlink()


@pytest.mark.parametrize("name", ["a\0b", "\ud800"], ids=["zero", "half"])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    """It is an error of ours, with what was given."""
    with pytest.raises(InvalidValueError, match="not a path"):
        replace_file(name, NEW)


def test_owner_and_group_stay_as_far_as_they_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is asked for by itself: who may not give a file away may still keep its group."""
    path = tmp_path / "events.yaml"
    path.write_text(OLD, "utf-8")
    asked = []

    def refused(_: Path, owner: int, group: int) -> None:
        asked.append((owner, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", refused)
    replace_file(path, NEW)
    of = path.stat()
    assert [(-1, of.st_gid), (of.st_uid, -1)] == asked
    assert NEW == path.read_text("utf-8")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk is full, the old text stays and no other file is left."""
    path = tmp_path / "events.yaml"
    path.write_text(OLD, "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, NEW)
    assert [path] == list(tmp_path.iterdir())
    assert OLD == path.read_text("utf-8")


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A link still points to the file, and who may read it may still."""
    target, link = tmp_path / "target.yaml", tmp_path / "link.yaml"
    target.write_text(OLD, "utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    replace_file(link, NEW)
    assert link.is_symlink()
    assert (NEW, 0o640) == (target.read_text("utf-8"), target.stat().st_mode & 0o777)


@pytest.mark.parametrize(("name", "named"), [("none/a.csv", "none"), ("folder", "folder")])
def test_what_cannot_be_written_is_named_and_not_the_file_beside_it(
    name: str, named: str, tmp_path: Path
) -> None:
    """The folder that is not there, or the name that is a folder."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"No such file|directory") as caught:
        replace_file(tmp_path / name, NEW)
    assert str(tmp_path / named) == caught.value.filename
    assert str(caught.value).endswith(f"{named}'")


def test_bytes_are_written_as_they_are_and_names_may_be_long(tmp_path: Path) -> None:
    """Nothing is added to a line end, and a name as long as the disk takes is taken."""
    path = tmp_path / ("n" * 251 + ".csv")
    replace_file(path, b"a\r\n\x00")
    assert b"a\r\n\x00" == path.read_bytes()


def test_half_a_character_is_refused_and_leaves_the_old_file(tmp_path: Path) -> None:
    """No encoding of files has one."""
    path = tmp_path / "x.txt"
    path.write_text("old")
    with pytest.raises(InvalidValueError, match="whole characters"):
        replace_file(path, "new \ud800")
    assert ["old"] == [each.read_text() for each in tmp_path.iterdir()]
