"""Charts of Altair, made of the same values as our own."""

from __future__ import annotations

from types import ModuleType

import pytest

import elzmodel as elz
from elzmodel.errors import MissingDependencyError, UnknownIdError
from elzmodel.values import Total
from elzmodel.views import altair_bars, altair_lines, bar_chart, line_chart


@pytest.fixture(scope="module")
def series():
    """Give what is known in one year exactly, in another between bounds, in a third from below."""
    counts = {
        2023: {"73040": Total(5, None), "71022": 80},
        2024: {"73040": Total(0, 4), "71022": 80},
        2025: {"71072": 89},
    }
    fl = elz.flanders()
    return fl.series(counts, to="municipality", layout="2025-01-01")


@pytest.fixture(scope="module")
def difference():
    """Give the mergers of 2025, in inhabitants of which some are bounds."""
    fl = elz.flanders()
    return elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)


def test_lines_have_the_figures_of_our_own(series) -> None:
    """Exact ones as a line, bounds as a band, and what is open as a mark at its lower end."""
    rows = altair_lines(series, ["71072"]).data.values
    assert rows == altair_lines(series, "Hasselt").data.values
    assert [(85, None, None), (80, 84, None), (89, 89, 89)] == [
        (row["low"], row["high"], row["exact"]) for row in rows
    ]
    shown = line_chart(series, ["71072"]).table.rows[0]
    assert [str(total) for total in shown[2:]] == [row["told"] for row in rows]


def test_bars_have_the_figures_of_our_own(difference) -> None:
    """Each zone that changed has a row for each of its days."""
    rows = altair_bars(difference).layer[0].data.values
    changed = difference.changed_zones
    assert len(bar_chart(difference).table.rows) * 2 == len(rows)
    assert [str(changed[0].before), str(changed[0].after)] == [row["told"] for row in rows[:2]]


def test_charts_say_it_in_dutch(series, difference) -> None:
    """What stands along the axes, their figures, and what the pointer tells."""
    line = altair_lines(series, title="Bezoeken", lang="nl")
    assert "Bezoeken" == line.title
    assert "jaar" == line.layer[0].encoding.x["title"]
    bars = altair_bars(difference, lang="nl")
    assert "replace" in bars.layer[0].encoding.x["axis"]["labelExpr"]
    assert "12.991-542.408" == bars.layer[0].data.values[0]["told"]


def test_an_area_that_is_not_there_is_named(series) -> None:
    """As everywhere, with near ones."""
    with pytest.raises(UnknownIdError, match="gemt"):
        altair_lines(series, ["gemt"])


def test_without_altair_the_error_names_the_extra(series, monkeypatch) -> None:
    """And the line that installs it."""

    def is_not_there(name: str) -> ModuleType:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("elzmodel.values.extras.import_module", is_not_there)
    with pytest.raises(MissingDependencyError, match=r'pip install "elzmodel\[plot\]"'):
        altair_lines(series)
