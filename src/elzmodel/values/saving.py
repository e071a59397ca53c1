"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from elzmodel.values.cells import well_formed
from elzmodel.values.errors import InvalidValueError

__all__: list[str] = []

_NAME: Final = 40
"""How much of a file's name the file beside it has; the whole may be too long for the disk."""
_OPEN_ALREADY: Final = re.compile(r"/dev/std(?:in|out|err)|/(?:dev|proc/self)/fd/([0-9]{1,4})")
_STREAMS: Final = ("/dev/stdin", "/dev/stdout", "/dev/stderr")


def file_path(path: str | os.PathLike[str]) -> Path:
    """Return the path of a file.

    Raises:
        InvalidValueError: If no file can be called so: it holds a zero or half a character.
    """
    found = Path(path)
    try:
        is_sound = b"\0" not in os.fsencode(found)
    except UnicodeEncodeError:
        is_sound = False
    if not is_sound:
        raise InvalidValueError("path", str(found), "the path of a file")
    return found


def replace_file(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write *content* so that at any moment the old file or the new one is there.

    It goes to a file beside it first, and takes its place only when it is on the
    disk. A link stays a link, and a file keeps its permissions and, where that is
    allowed, its owner and group. What is no file, such as a pipe or a device, is
    written to. Text is UTF-8.

    Raises:
        InvalidValueError: If no file can be called so, or the text holds half a character.
        OSError: If it cannot be written, naming the file, or its folder where
            there is none; the old file is then untouched.
    """
    data = well_formed(content).encode("utf-8") if isinstance(content, str) else content
    given = file_path(path)
    target = Path(os.path.realpath(given))
    try:
        if not _is_written_to(given, data):
            with _undisturbed():
                _replace(target, data)
    except OSError as error:
        about = path if target.parent.is_dir() else target.parent
        raise OSError(error.errno, error.strerror, str(about)) from None


def _is_written_to(path: Path, data: bytes) -> bool:
    """Write to what is no file, and tell whether it was such."""
    opened = _OPEN_ALREADY.fullmatch(str(path))
    if opened is not None:
        number = int(opened[1]) if opened[1] else _STREAMS.index(str(path))
        sys.stdout.flush()
        with os.fdopen(os.dup(number), "wb") as stream:
            stream.write(data)
        return True
    try:
        is_other = not stat.S_ISREG(path.stat().st_mode) and not path.is_dir()
    except FileNotFoundError:
        return False
    if is_other:
        with path.open("wb") as stream:
            stream.write(data)
    return is_other


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Have signals that end the program wait for the short while that a file lies beside."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows has no such thing
        yield
        return
    ending = {signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _replace(target: Path, content: bytes) -> None:
    from tempfile import mkstemp  # noqa: PLC0415 - few write files

    prefix = f".{target.name[:_NAME]}-"
    handle, name = mkstemp(prefix=prefix, suffix=".tmp", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        take_place(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def take_place(beside: Path, target: Path) -> None:
    """Let a file that is whole and on the disk take the place of another, or a new one.

    It becomes as `replace_file` leaves files; both lie on one disk.

    Raises:
        OSError: If it cannot; the old file is then untouched.
    """
    _resemble(beside, target)
    beside.replace(target)
    _sync(target.parent)


def _resemble(beside: Path, target: Path) -> None:
    """Give a file the owner, the group and the permissions of the old one, or of any new one."""
    if not target.exists():
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        return
    old = target.stat()
    if hasattr(os, "chown"):  # pragma: no branch - Windows has no such thing
        # Whoever is not root may set the group of a file, and not its owner.
        for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
            with suppress(PermissionError):
                os.chown(beside, owner, group)
    beside.chmod(old.st_mode & 0o7777)


def _sync(folder: Path) -> None:
    """Bring the new name to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover - Windows has no such thing
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
