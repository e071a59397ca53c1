"""The sizes that zones should have, as bands and lines behind a chart, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Final

from elzmodel.values.text import in_words, translated
from elzmodel.views.page import Entry, Page
from elzmodel.views.writing import clean
from elzmodel.zones import SizeRule

__all__: list[str] = []

_BAND: Final = "#2f9464"
_PALE: Final = "#d9ece3"


def bands(
    page: Page,
    rules: Iterable[SizeRule],
    *,
    x: Callable[[float], float],
    top: int,
    bottom: float,
) -> Iterator[str]:
    """Yield a band for each rule with two bounds, and a line for one with a lower bound alone."""
    for rule in rules:
        low = x(float(rule.low))
        said = f"<title>{escape(clean(in_words(rule, page.lang)))}</title>"
        if rule.high is None:
            look = f'stroke="{_BAND}" stroke-width="1.5" stroke-dasharray="4 3"'
            yield f'<path d="M{low:.1f},{top} V{bottom:.1f}" {look}>{said}</path>'
        else:
            yield (
                f'<rect x="{low:.1f}" y="{top}" width="{x(float(rule.high)) - low:.1f}" '
                f'height="{bottom - top:.1f}" fill="{_BAND}" fill-opacity=".18">{said}</rect>'
            )


def entries(page: Page, rules: Iterable[SizeRule]) -> Iterator[Entry]:
    """Yield what each of them means, for the legend."""
    for rule in rules:
        template = "{rule}: {low:number} or more"
        if rule.high is not None:
            template = "{rule}: {low:number} to {high:number}"
        name = clean(translated(rule.name, page.lang))
        colour = _BAND if rule.high is None else _PALE
        yield (colour,), page.say(template, rule=name, low=rule.low, high=rule.high)
