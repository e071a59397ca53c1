"""Inhabitants of zones before and after, against the sizes that they should have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from html import escape
from typing import Final, Unpack

from attrs import frozen

from elzmodel.landscape import ChangedZone, Difference
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Number, Total
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import in_words
from elzmodel.views.lines import LINES, REST, marks_from_zero, told
from elzmodel.views.page import ESTIMATED, MARGIN, Entry, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.size_rules import bands, entries
from elzmodel.views.writing import clean, fitted, wide, written
from elzmodel.zones import SizeRule

__all__ = ["bar_chart"]

_BAR: Final = 12.0
_ROW: Final = 2 * _BAR + 14
_BEFORE: Final = REST
_AFTER: Final = LINES[0]
_OPEN: Final = 18.0
"""How far a bar without an upper bound goes on."""
_MOST_BESIDE: Final = 0.32


def bar_chart(
    difference: Difference,
    **look: Unpack[Look],
) -> Picture:
    """Return the inhabitants of each zone that changed, before and after, as bars.

    Behind the bars lie the sizes that the landscape holds zones against. A figure between
    bounds is a full bar up to the lower one and a pale one up to the upper; where nothing
    bounds it from above, the bar ends in an arrow.

    Args:
        difference: From the earlier to the later day.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If it is too narrow, or there is no such theme or language.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)
        >>> bar_chart(found).description.partition(". ")[2].partition(";")[0]
        'Antwerpen Oost: 12,991 to 542,408, then 24,068 to 553,485'
    """
    page = page_for(look, width=800)
    days = {"before": difference.before.day, "after": difference.after.day}
    usual = page.say("Inhabitants of zones that changed, {before} and {after}", **days)
    rows = tuple(difference.changed_zones)
    return _Bars(page, difference, rows).picture(usual)


@frozen(eq=False)
class _Bars:
    page: Page
    difference: Difference
    rows: Sequence[ChangedZone]

    def picture(self, usual: str) -> Picture:
        """Return the bars with their axis, legend and notes."""
        page = self.page
        page.head(usual)
        page.legend(self._entries())
        page.elements.append(f'<g transform="translate(0 {page.y:.0f})">')
        page.elements += bands(page, self._rules, x=self._x, top=-4, bottom=self._high)
        page.elements += self._axis()
        for number, row in enumerate(self.rows):
            page.elements += self._row(row, number * self._step)
        page.elements.append("</g>")
        page.y += self._high + 40
        if not self.rows:
            page.note(page.say("No zone changed."))
        if note := inhabitants_note(self.difference.after.figures, self.difference.year):
            page.note(in_words(note, page.lang))
        told = "; ".join(map(self._told, self.rows)) or page.say("No zone changed.")
        table = self.difference.changed_zones.to_table()
        return page.picture(f"{page.title}. {told}.", table=table)

    def _entries(self) -> Iterator[Entry]:
        say, days = self.page.say, self.difference
        yield (_BEFORE,), say("before ({day})", day=days.before.day)
        yield (_AFTER,), say("after ({day})", day=days.after.day)
        if any(t is not None and not t.is_exact for t in self._totals):
            yield (_AFTER, ESTIMATED), say("between bounds")
        yield from entries(self.page, self._rules)

    @cached_property
    def _totals(self) -> Sequence[Total | None]:
        return [total for row in self.rows for total in (row.before, row.after)]

    @cached_property
    def _rules(self) -> Sequence[SizeRule]:
        return self.difference.after.size_rules

    # --- where it stands ---

    @cached_property
    def _is_beside(self) -> bool:
        """Whether names stand beside the bars, and not above them."""
        return self._widest <= self.page.inner * _MOST_BESIDE

    @cached_property
    def _widest(self) -> float:
        return max((wide(clean(row.zone.name)) for row in self.rows), default=0.0)

    @property
    def _step(self) -> float:
        return _ROW if self._is_beside else _ROW + 14

    @property
    def _high(self) -> float:
        return len(self.rows) * self._step

    @cached_property
    def _left(self) -> float:
        return MARGIN + (self._widest + 10 if self._is_beside else 0)

    @cached_property
    def _right(self) -> float:
        return self.page.width - MARGIN - _OPEN

    @cached_property
    def _most(self) -> float:
        ends: list[Number] = [rule.high or rule.low for rule in self._rules]
        ends += [t.low if t.high is None else t.high for t in self._totals if t is not None]
        return float(max(ends, default=0)) or 1.0

    def _x(self, value: float) -> float:
        return self._left + value / self._most * (self._right - self._left)

    # --- what is drawn ---

    def _axis(self) -> Iterator[str]:
        for value, text in marks_from_zero(self.page, self._most, self._right - self._left):
            x = self._x(value)
            yield f'<path class="line" stroke-opacity=".5" d="M{x:.1f},-4 V{self._high:.1f}"/>'
            yield from written(text, x, self._high + 16, anchor="middle")

    def _row(self, row: ChangedZone, top: float) -> Iterator[str]:
        name = fitted(clean(row.zone.name), self.page.inner)
        if self._is_beside:
            yield from written(name, self._left - 8, top + _BAR + 4, anchor="end")
        else:
            yield from written(name, MARGIN, top + 10, halo=True)
            top += 14
        yield from self._bar(row.before, top, _BEFORE)
        yield from self._bar(row.after, top + _BAR, _AFTER)

    def _bar(self, total: Total | None, top: float, colour: str) -> Iterator[str]:
        said = self._said(total)
        if total is None:
            yield from written(said, self._left + 4, top + 10, look="small")
            return
        start, low = self._left, self._x(float(total.low))
        box = f'y="{top:.1f}" height="{_BAR - 1}"'
        title = f"<title>{escape(said)}</title>"
        yield (
            f'<rect x="{start:.1f}" width="{low - start:.1f}" {box} fill="{colour}">{title}</rect>'
        )
        if total.is_exact:
            return
        high = low + _OPEN if total.high is None else self._x(float(total.high))
        pale = f'x="{low:.1f}" width="{high - low:.1f}" {box}'
        yield f'<rect {pale} fill="{colour}" fill-opacity=".45">{title}</rect>'
        yield f'<rect {pale} fill="{ESTIMATED}"/>'
        if total.high is None:
            middle = top + (_BAR - 1) / 2
            yield (
                f'<path d="M{high:.1f},{top:.1f} L{high + 8:.1f},{middle:.1f} '
                f'L{high:.1f},{top + _BAR - 1:.1f} z" fill="{colour}"/>'
            )

    def _said(self, total: Total | None) -> str:
        return self.page.say("unknown") if total is None else told(self.page, total)

    def _told(self, row: ChangedZone) -> str:
        return self.page.say(
            "{zone}: {before}, then {after}",
            zone=clean(row.zone.name),
            before=self._said(row.before),
            after=self._said(row.after),
        )


keep_door(__name__)
