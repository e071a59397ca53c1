"""Charts to play with: what `line_chart` and `bar_chart` show, as charts of Altair.

The extra ``plot`` brings Altair. Its charts answer to the pointer, can be layered, faceted and
styled on, and go to a browser as Vega-Lite. What they lack is why the charts of our own stay:
these need no other package, have the same bytes each time, follow a dark page and paper, and
are kept as SVG, PNG or PDF without a browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from elzmodel.landscape import Difference, Series
from elzmodel.values import Total, extra
from elzmodel.values.arguments import keep_door
from elzmodel.values.cells import Plain, as_plain
from elzmodel.values.text import heading, in_words, shown_language, translated
from elzmodel.views.writing import clean

__all__ = ["altair_bars", "altair_lines"]

Row = dict[str, Plain]
_WIDE: Final = 520
_SIGNS: Final = {
    "en": "format(datum.value, ',')",
    "nl": "replace(format(datum.value, ','), /,/g, '.')",
}
"""How figures are written along an axis: Vega writes them in English."""
_IS_OPEN: Final = "datum.low !== null && datum.high === null"


def altair_lines(
    series: Series, keys: Iterable[str] | None = None, *, title: str = "", lang: str | None = None
) -> Any:  # noqa: ANN401 - a chart of a package that may not be there
    """Return the areas of a series through the years, as an ``altair.LayerChart``.

    A year that is known exactly is a point on a line; where only bounds are known a band lies
    between them, and a year without an upper bound is a triangle at the lower one. A click on
    a name in the legend lights up its line.

    Args:
        series: Totals by area and year.
        keys: The areas; by default all.
        title: What stands above it.
        lang: ``"en"`` or ``"nl"``; by default what ``ELZMODEL_LANG`` says, or English.

    Raises:
        UnknownIdError: If an area is not in the series.
        MissingDependencyError: If Altair is not installed.

    Example:
        >>> from elzmodel import flanders
        >>> counts = {2024: {"73040": 8, "71022": 80}, 2025: {"71072": 89}}
        >>> line = flanders().series(counts, to="municipality", layout="2025-01-01")
        >>> chart = altair_lines(line, ["71072"], title="Visits")
        >>> [row["low"] for row in chart.data.values]
        [88, 89]
    """
    alt, lang = extra("altair"), lang or shown_language()
    areas = [row.area for row in series] if keys is None else series._asked(keys)  # noqa: SLF001
    rows = [
        {"name": clean(series.names[area]), "year": str(year), **_bounds(total, lang)}
        for area in areas
        for year, total in zip(series.years, series[area], strict=True)
    ]
    lit = alt.selection_point(fields=["name"], bind="legend")
    chart = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("year:O", title=heading("year", lang), axis=alt.Axis(labelAngle=0)),
        color=alt.Color("name:N", title=heading("name", lang)),
        opacity=alt.when(lit).then(alt.value(1)).otherwise(alt.value(0.15)),
        tooltip=_told(alt, lang, "name", "year"),
    )
    figure = alt.Y("low:Q", title=heading("value", lang), axis=alt.Axis(labelExpr=_SIGNS[lang]))
    layers = (
        chart.mark_area(fillOpacity=0.2).encode(y=figure, y2="high:Q"),
        chart.mark_line(point=True).encode(y="exact:Q"),
        chart.transform_filter(_IS_OPEN).mark_point(shape="triangle-up").encode(y=figure),
    )
    return _layered(alt, layers, title).add_params(lit)


def altair_bars(difference: Difference, *, title: str = "", lang: str | None = None) -> Any:  # noqa: ANN401 - a chart of a package that may not be there
    """Return the inhabitants of zones that changed, before and after, as an ``altair.LayerChart``.

    A figure between bounds is a full bar up to the lower one and a pale one up to the upper;
    where nothing bounds it from above, a triangle stands at its end. Thin lines are the sizes
    that the landscape holds zones against.

    Args:
        difference: From the earlier to the later day.
        title: What stands above it.
        lang: ``"en"`` or ``"nl"``; by default what ``ELZMODEL_LANG`` says, or English.

    Raises:
        MissingDependencyError: If Altair is not installed.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> chart = altair_bars(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021))
        >>> chart.layer[0].data.values[0]["told"]
        '12,991-542,408'
    """
    alt, lang = extra("altair"), lang or shown_language()
    rows = list(_sides(difference, lang))
    chart = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", title=None),
        yOffset="day:N",
        color=alt.Color("day:N", title=heading("day", lang)),
        tooltip=_told(alt, lang, "name", "day"),
    )
    figure = alt.X(
        "low:Q", title=heading("inhabitants", lang), axis=alt.Axis(labelExpr=_SIGNS[lang])
    )
    sizes = [
        {"size": size, "rule": translated(rule.name, lang)}
        for rule in difference.after.size_rules
        for size in (rule.low, rule.high)
        if size is not None
    ]
    layers = (
        chart.mark_bar().encode(x=figure),
        chart.mark_bar(opacity=0.35).encode(x=figure, x2="high:Q"),
        chart.transform_filter(_IS_OPEN).mark_point(shape="triangle-right").encode(x=figure),
        alt.Chart(alt.Data(values=sizes))
        .mark_rule(strokeDash=[4, 3])
        .encode(x="size:Q", tooltip=["rule:N", "size:Q"]),
    )
    return _layered(alt, layers, title)


def _sides(difference: Difference, lang: str) -> Iterator[Row]:
    """Yield each zone that changed, on both days."""
    for zone in difference.changed_zones:
        for day, total in ((difference.before, zone.before), (difference.after, zone.after)):
            if total is not None:
                yield {"name": clean(zone.zone.name), "day": str(day.day), **_bounds(total, lang)}


def _bounds(total: Total, lang: str) -> Row:
    """Return the bounds of a total; *exact* is there only where it is, an estimate never."""
    return {
        "low": as_plain(total.low),
        "high": as_plain(total.high),
        "exact": as_plain(total.value),
        "told": in_words(total, lang),
    }


def _told(alt: Any, lang: str, *names: str) -> list[Any]:  # noqa: ANN401 - the package itself
    shown = [alt.Tooltip(f"{name}:N", title=heading(name, lang)) for name in names]
    return [*shown, alt.Tooltip("told:N", title=heading("value", lang))]


def _layered(alt: Any, layers: Iterable[Any], title: str) -> Any:  # noqa: ANN401 - the same
    return alt.layer(*layers).properties(width=_WIDE, **({"title": title} if title else {}))


keep_door(__name__)
