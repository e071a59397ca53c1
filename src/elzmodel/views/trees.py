"""A plan as a tree of goals, with how far each is at least and at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from html import escape
from typing import Final, Unpack

from attrs import frozen

from elzmodel.policy import PolicyPlan, Progress, progress
from elzmodel.values import Day, Table
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import in_words
from elzmodel.views.lines import LINES
from elzmodel.views.page import MARGIN, UNKNOWN, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.writing import SENTENCE, clean, lines_of, wide, written

__all__ = ["plan_chart"]

_DEPTH: Final = {"plan": 0, "strategic-goal": 1, "operational-goal": 2, "action": 3}
_INDENT: Final = 16.0
_BAR: Final = 10.0
_LINE: Final = 14.0
_MOST_LINES: Final = 2
_BARS: Final = 0.26
"""How much of the width bars take at least."""
_WIDEST: Final = 320.0
_GAP: Final = 24.0


def plan_chart(
    plan: PolicyPlan,
    *,
    on: Day,
    actions: bool = False,
    **look: Unpack[Look],
) -> Picture:
    """Return a plan as a tree: its goals, each with a bar of how far it is.

    The full part of a bar is what is met for certain, the hatched part what is not decided.
    Beside it stands of how many indicators so many are met.

    Args:
        plan: The plan.
        on: The day of which observations count.
        actions: Whether actions stand below their goals.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If it is too narrow, or there is no such theme or language.

    Example:
        >>> import elzmodel as elz
        >>> plan = elz.dossier("haspengouw").plans[0]
        >>> plan_chart(plan, on="2024-01-01").width
        800
    """
    page = page_for(look, width=800)
    found = progress(plan, on=on)
    rows = tuple(row for row in found if actions or row.level != "action")
    usual = page.say("Progress of a plan on {day}", day=found.on)
    return _Tree(page, plan, rows, found.notes).picture(usual, found.to_table())


@frozen(eq=False)
class _Tree:
    page: Page
    plan: PolicyPlan
    rows: Sequence[Progress]
    notes: Sequence[str]

    def picture(self, usual: str, table: Table) -> Picture:
        """Return the tree with its legend and notes."""
        page = self.page
        page.head(usual)
        page.legend(
            [
                ((LINES[2],), page.say("met")),
                ((UNKNOWN,), page.say("not decided")),
                (("none",), page.say("not met")),
            ]
        )
        for row in self.rows:
            page.elements += self._row(row)
        for note in self.notes:
            page.note(in_words(note, page.lang))
        told = "; ".join(f"{self._called(row)}: {self._far(row)}" for row in self.rows)
        return page.picture(f"{page.title}. {told}.", table=table)

    @cached_property
    def _column(self) -> tuple[float, float]:
        """Where bars begin, beside the longest title, and how wide they are."""
        titles = (_DEPTH[row.level] * _INDENT + wide(self._called(row)) for row in self.rows)
        start = MARGIN + min(self.page.inner * (1 - _BARS), max(titles) + _GAP)
        return start, min(_WIDEST, self.page.width - MARGIN - start)

    def _called(self, row: Progress) -> str:
        title = clean(row.title, SENTENCE)
        if row.level == "plan":
            return title or self.page.say("whole plan")
        return f"{clean(row.subject)} {title}".strip()

    def _far(self, row: Progress) -> str:
        """Return in words how far it is."""
        if not row.indicators:
            return self.page.say("no indicators")
        high = row.met + row.partly + row.unknown
        template = "{low} of {n}" if row.met == high else "{low} to {high} of {n}"
        return self.page.say(template, low=row.met, high=high, n=row.indicators)

    def _row(self, row: Progress) -> Iterator[str]:
        page = self.page
        left = MARGIN + _DEPTH[row.level] * _INDENT
        start, bars = self._column
        lines = lines_of(self._called(row), start - left - 12)
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1].rstrip('.,')}…"]
        if row.level != "plan":
            x, y = left - _INDENT + 4, page.y - 4
            yield f'<path class="line" d="M{x:.1f},{y - 10:.1f} V{y:.1f} H{left - 3:.1f}"/>'
        for number, line in enumerate(lines):
            yield from written(line, left, page.y + number * _LINE)
        yield from self._bar(row, start, bars)
        page.y += max(len(lines) * _LINE, _BAR + 18) + 8

    def _bar(self, row: Progress, start: float, long: float) -> Iterator[str]:
        top = self.page.y - 9
        said = f"<title>{escape(self._far(row))}</title>"
        box = f'y="{top:.1f}" height="{_BAR}"'
        yield from written(self._far(row), start, top + _BAR + 11, look="small")
        if row.share is None:
            return
        low, high = float(row.share.low) * long, float(row.share.high) * long
        yield f'<rect x="{start:.1f}" width="{low:.1f}" {box} fill="{LINES[2]}"/>'
        yield f'<rect x="{start + low:.1f}" width="{high - low:.1f}" {box} fill="{UNKNOWN}"/>'
        yield f'<rect class="line" x="{start:.1f}" width="{long:.1f}" {box}>{said}</rect>'


keep_door(__name__)
