"""From bytes to text: UTF-8 with or without a byte order mark, within a limit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from elzmodel.io._flaws import CHARACTER, ENCODING, TOO_LARGE, Flaw, Placed, Unreadable

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["MAX_BYTES", "decode", "guarded", "read_text"]

MAX_BYTES: Final = 8 * 1024 * 1024
_BOM = "\ufeff"


def read_text(path: str | PathLike[str]) -> str:
    """Return the text of a file; one that is too large is not read to its end.

    Raises:
        Unreadable: If it is too large, or not UTF-8.
        OSError: If the file cannot be opened.
    """
    with Path(path).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return decode(data)


def decode(data: bytes) -> str:
    """Return the text of *data*, without a byte order mark.

    Raises:
        Unreadable: If it is too large, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    try:
        return guarded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n")
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8", "replace"))
        flaw = Flaw(
            code=ENCODING,
            message=f"byte 0x{data[error.start]:02x} is not UTF-8",
            hint=f"save the file as UTF-8{_perhaps(data)}",
        )
        raise Unreadable(Placed(flaw=flaw, line=line + 1, column=column + 1)) from None


def guarded(text: str) -> str:
    """Return *text* without a byte order mark, refusing what is too large or holds NUL.

    Raises:
        Unreadable: If it is one of these.
    """
    if len(text) > MAX_BYTES:
        raise _too_large()
    if "\0" in text:
        start = text.index("\0")
        line = text.count("\n", 0, start)
        column = start - text.rfind("\n", 0, start) - 1
        flaw = Flaw(
            code=CHARACTER,
            message="a NUL character stands in the text",
            hint="the file is damaged, or not a text file, or saved as UTF-16",
        )
        raise Unreadable(Placed(flaw=flaw, line=line + 1, column=column + 1))
    return text.removeprefix(_BOM)


def _perhaps(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "; it looks like UTF-16"
    return "; it looks like Windows-1252"


def _too_large() -> Unreadable:
    message = f"larger than {MAX_BYTES // 1024**2} MB"
    hint = "split it into several files; large tables belong in CSV"
    return Unreadable(Placed(flaw=Flaw(code=TOO_LARGE, message=message, hint=hint)))
