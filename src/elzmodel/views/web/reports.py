"""The report of a zone or a scenario: one page in one file, which asks for nothing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from os import PathLike
from pathlib import PurePath
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.values import Day
from elzmodel.values.arguments import keep_door
from elzmodel.values.saving import replace_file
from elzmodel.values.text import LANGUAGES, either, shown_language
from elzmodel.zones import Zone

if TYPE_CHECKING:  # What is made of pages needs these rooms only where one is made.
    from elzmodel.dossiers import Dossier
    from elzmodel.scenarios import Scenario
    from elzmodel.tables import CarriedTable, FigureTable

__all__ = ["Report", "report"]


@frozen
class Report:
    """A page that stands on its own: save it, open it, print it, send it.

    Example:
        >>> import elzmodel as elz
        >>> page = elz.views.report(elz.flanders(), "rits", on="2025-01-01")
        >>> page.title, "<script src" in page.html
        ('RITS', False)
    """

    title: str
    html: str = field(repr=False)
    lang: str = "en"

    def save(self, path: str | PathLike[str]) -> None:
        """Write the page to a file, whole or not at all.

        Raises:
            InvalidValueError: If its name says that it is something else than HTML.
            OSError: If the file cannot be written; it is then as it was before.
        """
        require_html(path)
        replace_file(path, self.html)

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame of its own."""
        return (
            f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.html)}" '
            'style="width:100%;height:40em;border:1px solid #cbd2d9"></iframe>'
        )


def require_html(path: str | PathLike[str]) -> None:
    """Refuse a name of which no program would open a page.

    Raises:
        InvalidValueError: If it ends otherwise than those of pages, and in anything.

    Example:
        >>> require_html("haspengouw.html")
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in {"", ".html", ".htm"}:
        raise InvalidValueError("kind of page", suffix, ".html; a browser prints a page as PDF")


def report(  # noqa: PLR0913 - one keyword a question that only the caller can answer
    landscape: Landscape,
    subject: str | Zone | Scenario,
    *,
    on: Day | None = None,
    year: int | None = None,
    dossiers: Iterable[Dossier] | None = None,
    figures: Iterable[FigureTable | CarriedTable] = (),
    scenarios: Iterable[Scenario] = (),
    names: bool = False,
    lang: str | None = None,
) -> Report:
    """Return what is known of a zone on a day, or what a scenario does, as one page.

    Its figures, tables and pictures are those that the library answers with. The page holds
    all that it shows and asks nothing of the network. The same input gives the same page,
    byte for byte.

    Args:
        landscape: What is asked; for a scenario, its base.
        subject: The zone, or its id, name or alias; or a scenario.
        on: The day on which a zone is looked at. A scenario has its own last day.
        year: The year of the inhabitants; by default the newest that is exact.
        dossiers: What zones publish; by default what is packaged.
        figures: Tables of your own about municipalities, as ``read_table`` or ``carry``
            return them.
        scenarios: Scenarios of which it is told what they do to the zone.
        names: Whether persons are shown by name instead of by pseudonym.
        lang: ``"en"`` or ``"nl"``; by default what ``ELZMODEL_LANG`` says, or English.

    Raises:
        InvalidValueError: If no day is said for a zone, or one for a scenario, or there is
            no such language.
        UnknownIdError: If there is no such zone.
        NotOnDayError: If it does not exist on that day.
        StepError: If a step of a scenario does not fit.
        TableError: If a table cannot be carried to the day.
        MissingDependencyError: If Jinja2 is not installed; the extra ``report`` brings it.

    Example:
        >>> import elzmodel as elz
        >>> wave = elz.Scenario("Two villages").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> elz.views.report(elz.flanders(), wave, year=2026, lang="nl")
        Report(title='Two villages', lang='nl')
    """
    from elzmodel.scenarios import Scenario  # noqa: PLC0415 - as above
    from elzmodel.views.web.report_pages import AskedOfZone, of_scenario  # noqa: PLC0415 - as above

    chosen = lang or shown_language()
    if chosen not in LANGUAGES:
        raise InvalidValueError("language", lang, either(LANGUAGES))
    if isinstance(subject, Scenario):
        if on is not None or [*figures, *scenarios]:
            expected = "a zone, where a day, figures or other scenarios are said"
            raise InvalidValueError("subject of a report", subject.name, expected)
        title, html = of_scenario(landscape, subject, year, dossiers, chosen)
    elif on is None:
        raise InvalidValueError("day", on, "the day on which the zone is looked at, as on=")
    else:
        asked = AskedOfZone(
            landscape=landscape,
            snapshot=landscape.on(on),
            key=subject,
            year=year,
            dossiers=dossiers,
            figures=tuple(figures),
            scenarios=tuple(scenarios),
            names=names,
            lang=chosen,
        )
        title, html = asked.page()
    return Report(title, html, chosen)


keep_door(__name__)
