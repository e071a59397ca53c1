"""The atlas: a folder of pages about all zones and municipalities on all recorded days.

It needs no server and asks nothing of the network: a page that is opened from the folder
finds its data beside it. The folder appears as a whole or not at all.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.values.arguments import keep_door
from elzmodel.values.saving import file_path
from elzmodel.values.text import LANGUAGES, either, said, shown_language

if TYPE_CHECKING:  # What is made of pages needs these rooms only where one is made.
    from elzmodel.dossiers import Dossier
    from elzmodel.scenarios import Scenario
    from elzmodel.tables import FigureTable
    from elzmodel.views.web.atlas_pages import AtlasFiles

__all__ = ["site"]

Progress = Callable[[int, int | None], None]

_MARK: Final = "elzmodel-site.json"
"""The file by which an atlas is known, with the names of all its files."""


def site(  # noqa: PLR0913 - one keyword a thing that only the caller has
    landscape: Landscape,
    folder: str | os.PathLike[str],
    *,
    scenarios: Iterable[Scenario] = (),
    figures: Iterable[FigureTable] = (),
    dossiers: Iterable[Dossier] | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Write an atlas of all zones and municipalities, and return the names of its files.

    It has a map with the recorded days, a search, and a page for each zone and municipality
    that lived on one of them, each day on which something happened, and each scenario.
    ``index.html`` opens in any browser, also from a disk. The folder is new, empty or an
    earlier atlas, whose place it takes once all is written. The same input gives the same
    files, byte for byte. It names no person.

    Args:
        landscape: Whose zones and municipalities.
        folder: Where to.
        scenarios: What is laid beside the record, each with days of its own.
        figures: Tables of your own about municipalities, as ``read_table`` returns them: their
            columns become layers of the map, and stand on every page. Years and other
            dimensions stay apart.
        dossiers: What zones publish, counted on their pages; by default what is packaged.
        lang: ``"en"`` or ``"nl"``; by default what ``ELZMODEL_LANG`` says, or English.
        progress: Called with how many files are written, and of how many.

    Raises:
        InvalidValueError: If the folder holds something else, two scenarios have one name,
            there are too many columns, or there is no such language.
        StepError: If a scenario does not fit the landscape.
        TableError: If a table cannot be carried to a day.
        MissingDependencyError: If Jinja2 is not installed; the extra ``report`` brings it.
        OSError: If something cannot be written; what was there stays.

    Example:
        >>> import elzmodel as elz
        >>> from tempfile import TemporaryDirectory
        >>> land = elz.loads('''
        ... elzmodel: 1
        ... kind: events
        ... events:
        ...   - {event: create, id: e1, day: 2020-01-01, unit: alken, name: Alken, parts: [alken]}
        ... ''').to_landscape("Alken alone")
        >>> with TemporaryDirectory() as folder:
        ...     files = elz.views.site(land, folder)
        >>> [name for name in files if name.endswith("html")]
        ['index.html', 'municipalities/alken.html', 'sources.html']
    """
    from elzmodel.data.dossier_files import packaged_dossiers  # noqa: PLC0415 - as above
    from elzmodel.views.web.atlas_book import Book  # noqa: PLC0415 - as above
    from elzmodel.views.web.atlas_pages import AtlasFiles  # noqa: PLC0415 - as above

    chosen = lang or shown_language()
    if chosen not in LANGUAGES:
        raise InvalidValueError("language", lang, either(LANGUAGES))
    target = Path(os.path.realpath(file_path(folder)))
    _require_free(target, folder)
    known = packaged_dossiers() if dossiers is None else dossiers
    book = Book(landscape, chosen, scenarios, figures, known)
    return _written(target, AtlasFiles(book), progress)


# --- the folder -----------------------------------------------------------------------------


def _require_free(target: Path, folder: str | os.PathLike[str]) -> None:
    """Refuse a folder that holds something else than an atlas of ours."""
    is_taken = target.exists() and not target.is_dir()
    foreign = _foreign(target) if target.is_dir() else []
    if is_taken or foreign:
        expected = said(
            "a folder that is new, empty, or an earlier atlas alone[; it holds {files:list}]",
            files=foreign,
        )
        raise InvalidValueError("folder of an atlas", os.fspath(folder), expected)


def _foreign(target: Path) -> list[str]:
    """Return what is in a folder and belongs to no earlier atlas there."""
    try:
        known = json.loads((target / _MARK).read_text("utf-8"))["files"]
    except (OSError, ValueError, TypeError, KeyError):
        return sorted(each.name for each in target.iterdir())
    inside = (each for each in target.rglob("*") if not each.is_dir() or each.is_symlink())
    return sorted({each.relative_to(target).as_posix() for each in inside} - {_MARK, *known})


def _written(target: Path, pages: AtlasFiles, progress: Progress | None) -> tuple[str, ...]:
    """Write all beside the folder, and put it there once it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
    try:
        files = tuple(sorted(_fill(beside, pages, progress)))
        mark = {"elzmodel": "site", "files": files}
        (beside / _MARK).write_text(json.dumps(mark, indent=1) + "\n", "utf-8")
        beside.chmod(_mode(target))
        _swap(beside, target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return (*files, _MARK)


def _fill(beside: Path, pages: AtlasFiles, progress: Progress | None) -> Iterator[str]:
    for number, (name, make) in enumerate(pages.makers.items(), 1):
        file = beside / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(make().encode("utf-8"))
        if progress is not None:
            progress(number, len(pages.makers))
        yield name


def _mode(target: Path) -> int:
    """Return the permissions of the folder that was there, or those of any new one."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _swap(new: Path, target: Path) -> None:
    """Put a folder in the place of another, which goes once the new one is there."""
    if not target.exists():
        new.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=new.name, dir=target.parent))
    target.rename(old / "old")
    try:
        new.rename(target)
    except OSError:
        (old / "old").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


keep_door(__name__)
