"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

__all__: list[str] = []

_NAME: Final = 40
"""How much of a file's name the file beside it has; the whole may be too long for the disk."""


def replace_file(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write *content* so that at any moment the old file or the new one is there.

    It goes to a file beside it first, and takes its place only when it is on the
    disk. A link stays a link, and a file keeps its permissions. Text is UTF-8.

    Raises:
        OSError: If it cannot be written, naming the file, or its folder where
            there is none; the old file is then untouched.
    """
    target = Path(path).resolve()
    try:
        _replace(target, content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as error:
        about = path if target.parent.is_dir() else target.parent
        raise OSError(error.errno, error.strerror, str(about)) from None
    _sync(target.parent)


def _replace(target: Path, content: bytes) -> None:
    prefix = f".{target.name[:_NAME]}-"
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".tmp", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_mode(target))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """Return the permissions of the old file, or those of any new one."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync(folder: Path) -> None:
    """Bring the new name to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover - Windows has no such thing
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
