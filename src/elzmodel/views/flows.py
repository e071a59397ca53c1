"""Land that changed zone as bands from zone to zone, as wide as its inhabitants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import Final, Unpack

from attrs import frozen

from elzmodel.landscape import Difference, Transfer
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import in_words
from elzmodel.views.lines import LINES, REST, told
from elzmodel.views.page import MARGIN, UNKNOWN, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.writing import clean, lines_of, wide, written

__all__ = ["flow_chart"]

_HIGH: Final = 240.0
_GAP: Final = 16.0
_LEAST: Final = 4.0
_UNKNOWN: Final = 12.0
"""How wide a band is at least, and how wide where its inhabitants are not known."""
_BOX: Final = 8.0
_NAMES: Final = 0.3
"""How much of the width names take on either side at most."""


def flow_chart(
    difference: Difference,
    **look: Unpack[Look],
) -> Picture:
    """Return what went from zone to zone: a band for each piece of land that moved.

    A band is as wide as the land has inhabitants; where they are not known exactly it is
    hatched, and its width says nothing.

    Args:
        difference: From the earlier to the later day.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If it is too narrow, or there is no such theme or language.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)
        >>> flow_chart(found).title
        'Inhabitants who changed zone, 2024-12-31 to 2025-01-01'
    """
    page = page_for(look, width=800)
    days = {"before": difference.before.day, "after": difference.after.day}
    usual = page.say("Inhabitants who changed zone, {before} to {after}", **days)
    moves = tuple(sorted(difference.transfers, key=lambda t: (t.origin.name, t.to.name)))
    return _Flows(page, difference, moves).picture(usual)


@frozen(eq=False)
class _Flows:
    page: Page
    difference: Difference
    moves: Sequence[Transfer]

    def picture(self, usual: str) -> Picture:
        """Return the bands between the zones on either side."""
        page = self.page
        page.head(usual)
        page.elements.append(f'<g transform="translate(0 {page.y:.0f})">')
        page.elements += self._bands()
        for side in (0, 1):
            page.elements += self._zones(side)
        page.elements.append("</g>")
        page.y += self._high + 20
        for move in self.moves:
            page.note(self._move(move))
        if not self.moves:
            page.note(page.say("No land changed zone."))
        if note := inhabitants_note(self.difference.after.figures, self.difference.year):
            page.note(in_words(note, page.lang))
        said = "; ".join(map(self._move, self.moves)) or page.say("No land changed zone.")
        table = self.difference.transfers.to_table()
        return page.picture(f"{page.title}. {said}.", table=table)

    # --- how wide, and where ---

    @cached_property
    def _scale(self) -> float:
        known = [move.inhabitants for move in self.moves]
        return _HIGH / (sum(float(t.low) for t in known if t is not None and t.is_exact) or 1.0)

    def _thick(self, move: Transfer) -> float:
        total = move.inhabitants
        if total is None or not total.is_exact:
            return _UNKNOWN
        return max(_LEAST, float(total.low) * self._scale)

    def _zone(self, move: Transfer, side: int) -> str:
        return clean((move.to if side else move.origin).name)

    @cached_property
    def _order(self) -> tuple[Sequence[Transfer], Sequence[Transfer]]:
        """The bands from above to below, on either side."""
        place = {name: n for n, name in enumerate(self._ends(self.moves, 0))}
        came = dict.fromkeys(self._ends(self.moves, 1), 0.0)
        for name in came:
            from_ = [place[self._zone(m, 0)] for m in self.moves if self._zone(m, 1) == name]
            came[name] = sum(from_) / len(from_)
        right = sorted(self.moves, key=lambda m: (came[self._zone(m, 1)], self._zone(m, 1)))
        return self.moves, right

    def _ends(self, moves: Sequence[Transfer], side: int) -> Sequence[str]:
        return [*dict.fromkeys(self._zone(move, side) for move in moves)]

    @cached_property
    def _tops(self) -> tuple[Mapping[Transfer, float], Mapping[Transfer, float]]:
        """Where each band begins from above, on either side."""
        left, right = (self._stacked(side) for side in (0, 1))
        return left, right

    def _stacked(self, side: int) -> Mapping[Transfer, float]:
        tops: dict[Transfer, float] = {}
        y, last = 0.0, ""
        for move in self._order[side]:
            name = self._zone(move, side)
            y += _GAP if last and name != last else 0
            tops[move], last = y, name
            y += self._thick(move)
        return tops

    @cached_property
    def _high(self) -> float:
        ends = [top + self._thick(move) for tops in self._tops for move, top in tops.items()]
        return max(ends, default=0.0)

    @cached_property
    def _names(self) -> tuple[float, float]:
        """How wide the names on either side are."""
        most = self.page.inner * _NAMES
        left, right = (
            min(most, max((wide(each) for each in self._ends(self.moves, side)), default=0.0))
            for side in (0, 1)
        )
        return left, right

    @property
    def _sides(self) -> tuple[float, float]:
        left, right = self._names
        return MARGIN + left + 8, self.page.width - MARGIN - right - 8 - _BOX

    # --- what is drawn ---

    def _bands(self) -> Iterator[str]:
        start, end = self._sides
        start += _BOX
        middle = (start + end) / 2
        origins = self._ends(self.moves, 0)
        for move in self.moves:
            one, other, thick = self._tops[0][move], self._tops[1][move], self._thick(move)
            path = (
                f"M{start:.1f},{one:.1f} C{middle:.1f},{one:.1f} {middle:.1f},{other:.1f} "
                f"{end:.1f},{other:.1f} V{other + thick:.1f} C{middle:.1f},{other + thick:.1f} "
                f"{middle:.1f},{one + thick:.1f} {start:.1f},{one + thick:.1f} z"
            )
            is_known = move.inhabitants is not None and move.inhabitants.is_exact
            colour = LINES[origins.index(self._zone(move, 0)) % len(LINES)]
            fill = f'fill="{colour}" fill-opacity=".5"' if is_known else f'fill="{UNKNOWN}"'
            yield f'<path d="{path}" {fill}><title>{escape(self._move(move))}</title></path>'

    def _zones(self, side: int) -> Iterator[str]:
        x, tops = self._sides[side], self._tops[side]
        for name in self._ends(self._order[side], side):
            mine = [move for move in self.moves if self._zone(move, side) == name]
            top = min(tops[move] for move in mine)
            bottom = max(tops[move] + self._thick(move) for move in mine)
            yield (
                f'<rect x="{x:.1f}" y="{top:.1f}" width="{_BOX}" height="{bottom - top:.1f}" '
                f'fill="{REST}"/>'
            )
            lines = lines_of(name, self._names[side] + 1)
            at, anchor = (x + _BOX + 8, "") if side else (x - 8, "end")
            for number, line in enumerate(lines):
                y = (top + bottom) / 2 + 4 + (number - (len(lines) - 1) / 2) * 11
                yield from written(line, at, y, anchor=anchor)

    def _move(self, move: Transfer) -> str:
        people = move.inhabitants
        return self.page.say(
            "{name} goes from {origin} to {to}[ ({people} inhabitants)]",
            name=clean(move.before.name),
            origin=clean(move.origin.name),
            to=clean(move.to.name),
            people=None if people is None else told(self.page, people),
        )


keep_door(__name__)
