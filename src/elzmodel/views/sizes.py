"""How large the zones of a day are, against the sizes that they should have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from html import escape
from typing import Final, NamedTuple, Unpack

from attrs import frozen

from elzmodel.landscape import Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Column, Table, Total
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import in_words
from elzmodel.views.lines import LINES, REST, marks_from_zero, told
from elzmodel.views.page import MARGIN, Entry, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.size_rules import bands, entries
from elzmodel.views.writing import clean, fitted, wide, written
from elzmodel.zones import SizeRule, Zone

__all__ = ["size_chart"]

_DOT: Final = 5.0
_STEP: Final = 2 * _DOT + 1
_FARTHEST: Final = 2.5
"""How many times the largest size that a rule names the axis goes at most."""
_OTHER: Final = REST
_LIT: Final = LINES[0]


def size_chart(
    snapshot: Snapshot, *, year: int | None = None, highlight: str = "", **look: Unpack[Look]
) -> Picture:
    """Return the inhabitants of each zone as a dot on an axis, the largest to the right.

    Behind the dots lie the sizes that the landscape holds zones against. A zone whose
    inhabitants are known only between bounds has no dot; a line below says which.

    Args:
        snapshot: The day.
        year: The year of the inhabitants; by default the newest that is exact.
        highlight: The zone that stands out, by its id, name or alias; between bounds it is a
            bar.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        UnknownIdError: If there is no such zone.
        InvalidValueError: If it is too narrow, or there is no such theme or language.

    Example:
        >>> import elzmodel as elz
        >>> picture = size_chart(elz.flanders().on("2025-01-01"), highlight="haspengouw")
        >>> picture.description.partition(". ")[2]
        'Haspengouw: 73,233; 55 zones with a dot: 66,866 to 274,042.'
    """
    page = page_for(look, width=800)
    newest = year_or_newest(snapshot.figures, year, snapshot)
    usual = page.say("Inhabitants of zones on {day}", day=snapshot.day)
    lit = snapshot.zone(highlight) if highlight else None
    sizes = [
        _Sized(zone, snapshot.population(zone, year=newest))
        for zone in snapshot.zones
        if newest is not None
    ]
    return _Sizes(page, snapshot, newest, tuple(sizes), lit).picture(usual)


class _Sized(NamedTuple):
    """A zone, and how many live in it."""

    zone: Zone
    total: Total


@frozen(eq=False)
class _Sizes:
    page: Page
    snapshot: Snapshot
    year: int | None
    sizes: Sequence[_Sized]
    lit: Zone | None

    def picture(self, usual: str) -> Picture:
        """Return the dots with their axis, legend and notes."""
        page = self.page
        page.head(usual)
        page.legend(self._entries())
        page.elements.append(f'<g transform="translate(0 {page.y + 12:.0f})">')
        page.elements += bands(page, self._rules, x=self._x, top=0, bottom=self._high)
        page.elements += self._axis()
        page.elements += self._dots()
        page.elements += self._lit_drawn()
        page.elements.append("</g>")
        page.y += self._high + 52
        for note in self._notes():
            page.note(note)
        return page.picture(f"{page.title}. {self._about()}.", table=self._table())

    def _entries(self) -> Iterator[Entry]:
        say = self.page.say
        if self.lit is not None:
            yield (_LIT,), clean(self.lit.name)
        yield (_OTHER,), say("other zones") if self.lit is not None else say("zones")
        yield from entries(self.page, self._rules)

    @property
    def _rules(self) -> Sequence[SizeRule]:
        return self.snapshot.size_rules

    @cached_property
    def _exact(self) -> Sequence[_Sized]:
        """The zones that have a dot, the smallest first."""
        known = (s for s in self.sizes if s.total.is_exact and s not in self._beyond)
        return sorted(known, key=lambda each: (each.total.low, each.zone.id))

    @cached_property
    def _beyond(self) -> Sequence[_Sized]:
        """The zones that are so large that all others would stand in a corner."""
        ends = [float(rule.high or rule.low) for rule in self._rules]
        limit = _FARTHEST * max(ends, default=float("inf"))
        return [s for s in self.sizes if float(s.total.low) > limit and s.zone != self.lit]

    @cached_property
    def _highlighted(self) -> _Sized | None:
        return next((each for each in self.sizes if each.zone == self.lit), None)

    # --- where it stands ---

    @cached_property
    def _most(self) -> float:
        ends = [each.total.low for each in self._exact]
        ends += [rule.high or rule.low for rule in self._rules]
        return float(max(ends, default=0)) or 1.0

    def _x(self, value: float) -> float:
        return MARGIN + _DOT + min(1.0, value / self._most) * (self.page.inner - 2 * _DOT)

    @cached_property
    def _places(self) -> Sequence[tuple[_Sized, float, int]]:
        """Where each dot stands: as low as those before it allow."""
        found: list[tuple[_Sized, float, int]] = []
        ends: list[float] = []
        for each in self._exact:
            x = self._x(float(each.total.low))
            level = next((n for n, end in enumerate(ends) if x - end >= _STEP), len(ends))
            ends[level : level + 1] = [x]
            found.append((each, x, level))
        return found

    @cached_property
    def _high(self) -> float:
        return 26 + _STEP * (1 + max((level for *_, level in self._places), default=0))

    # --- what is drawn ---

    def _axis(self) -> Iterator[str]:
        yield f'<path class="line" d="M{MARGIN},{self._high:.1f} h{self.page.inner:.1f}"/>'
        for value, text in marks_from_zero(self.page, self._most, self.page.inner):
            x = self._x(value)
            side = "middle" if value else ""
            left = MARGIN if not value else min(x, self.page.width - MARGIN - wide(text) / 2)
            yield from written(text, left, self._high + 16, anchor=side)

    def _dots(self) -> Iterator[str]:
        for each, x, level in self._places:
            y = self._high - _DOT - 1 - level * _STEP
            colour = _LIT if each.zone == self.lit else _OTHER
            said = escape(self._told(each))
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}" fill="{colour}">'
                f"<title>{said}</title></circle>"
            )

    def _lit_drawn(self) -> Iterator[str]:
        """Write the name of what stands out above its dot, or draw it between its bounds."""
        each = self._highlighted
        if each is None:
            return
        x, text = self._x(float(each.total.low)), fitted(self._told(each), self.page.inner)
        if not each.total.is_exact:
            high = self._most if each.total.high is None else float(each.total.high)
            end = self._x(high)
            yield (
                f'<rect x="{x:.1f}" y="14" width="{end - x:.1f}" height="6" fill="{_LIT}" '
                f'fill-opacity=".6"><title>{escape(text)}</title></rect>'
            )
        else:
            level = next(level for other, _, level in self._places if other == each)
            top = self._high - 2 * _DOT - 1 - level * _STEP
            yield f'<path d="M{x:.1f},14 V{top:.1f}" stroke="{_LIT}" stroke-width="1.2"/>'
        half = wide(text) / 2
        middle = max(MARGIN + half, min(x, self.page.width - MARGIN - half))
        yield from written(text, middle, 9, anchor="middle", halo=True)

    # --- in words ---

    def _told(self, each: _Sized) -> str:
        figure = told(self.page, each.total)
        return self.page.say("{name}: {figure}", name=clean(each.zone.name), figure=figure)

    def _notes(self) -> Iterator[str]:
        page = self.page
        if note := inhabitants_note(self.snapshot.figures, self.year):
            yield in_words(note, page.lang)
        if self._beyond:
            beyond = tuple(map(self._told, self._beyond))
            yield page.say("Beyond the axis: {names:and all}.", names=beyond)
        bounded = [clean(each.zone.name) for each in self.sizes if not each.total.is_exact]
        if bounded:
            yield page.say("Known only between bounds: {names:and all}.", names=tuple(bounded))
        if not self.sizes:
            yield page.say("No inhabitants are known.")

    def _about(self) -> str:
        page, lit = self.page, self._highlighted
        pieces = [self._told(lit)] if lit is not None else []
        if self._exact:
            template = "{n:number} zones with a dot: {low:number} to {high:number}"
            ends = {"low": self._exact[0].total.low, "high": self._exact[-1].total.low}
            pieces.append(page.say(template, n=len(self._exact), **ends))
        return "; ".join(pieces) or page.say("No inhabitants are known.").rstrip(".")

    def _table(self) -> Table:
        columns = (Column("zone"), Column("name"), Column("inhabitants", "total"))
        rows = [(each.zone.id, each.zone.name, each.total) for each in self.sizes]
        return Table(self.page.title, columns, rows, tuple(self._notes()))


keep_door(__name__)
