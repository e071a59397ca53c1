"""The chart of years: lines, bands, gaps and words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest

from elzmodel import InvalidValueError, flanders
from elzmodel.errors import UnknownIdError
from elzmodel.landscape import AreaYear, Series
from elzmodel.values import Total
from elzmodel.views import line_chart
from elzmodel.views.writing import wide

SVG = "{http://www.w3.org/2000/svg}"
YEARS = (2018, 2019, 2021)


def exactly(*values):
    return tuple(map(Total.exactly, values))


def series(years=YEARS, **values):
    rows = tuple(
        AreaYear(key, key.title(), year, total)
        for key, totals in values.items()
        for year, total in zip(years, totals, strict=True)
    )
    return Series(title="", rows=rows, level="zone", day=date(2025, 1, 1), years=years)


def drawn(picture):
    return ET.fromstring(picture.to_svg())


def texts(picture):
    return [text.text for text in drawn(picture).iter(f"{SVG}text")]


def pieces(picture):
    """Return the pieces of lines between exact years."""
    paths = drawn(picture).iter(f"{SVG}path")
    return [p for p in paths if (p.get("stroke-width"), p.get("fill")) == ("2", "none")]


def labels(picture):
    return [
        (text.text, float(text.get("y")))
        for text in drawn(picture).iter(f"{SVG}text")
        if text.get("class") == "name"
    ]


def test_exact_years_are_dots_and_lines():
    """Three known years give three dots, two pieces of line, and a name with the last figure."""
    picture = line_chart(series(east=exactly(10, 11, 12)), ["east"])
    assert (3, 2) == (len(list(drawn(picture).iter(f"{SVG}circle"))), len(pieces(picture)))
    assert ["East: 12"] == [text for text, _ in labels(picture)]


def test_the_description_says_every_figure():
    """Who cannot see the chart reads bounds and gaps in words."""
    values = (Total.exactly(1500), Total(1000, 2000), Total(900, None))
    picture = line_chart(series(east=values, west=(Total.unknown(),) * 3), ["east", "west"])
    assert (
        "East: 1,500 in 2018, 1,000 to 2,000 in 2019, 900 or more in 2021. "
        "West: unknown in 2018, unknown in 2019, unknown in 2021."
    ) == picture.description


def filled(picture):
    return [p for p in drawn(picture).iter(f"{SVG}path") if p.get("fill-opacity")]


def test_bounds_are_bands():
    """Between two years of which one is a bound lies a filled area, with no line in it."""
    picture = line_chart(series(east=(Total(4, 20), Total(12, 14), Total.exactly(13))), ["east"])
    assert (2, 1) == (len(filled(picture)), len(list(drawn(picture).iter(f"{SVG}circle"))))
    assert "A band lies between bounds." in texts(picture)


def test_what_has_no_upper_bound_is_an_arrow():
    """Nothing is filled where nothing bounds a year from above."""
    picture = line_chart(series(east=(Total(4, 9), Total(5, None), Total.exactly(6))), ["east"])
    assert [] == filled(picture)
    assert "A band lies between bounds. An arrow means: this, or more." in texts(picture)


def test_an_unknown_year_is_a_gap():
    """Nothing is drawn across a year of which nothing is known."""
    picture = line_chart(
        series(east=(Total.exactly(5), Total.unknown(), Total.exactly(6))), ["east"]
    )
    assert [] == pieces(picture)
    assert 2 == len(list(drawn(picture).iter(f"{SVG}circle")))
    assert texts(picture)[-1].endswith("A gap is unknown.")


def test_a_label_names_its_year_where_later_ones_are_unknown():
    """The last known figure is not taken for the newest year; without any it is unknown."""
    values = {"east": (*exactly(5, 6), Total.unknown()), "west": (Total.unknown(),) * 3}
    picture = line_chart(series(**values), ["east", "west"])
    assert {"East: 6 (2019)", "West: unknown"} == {text for text, _ in labels(picture)}


def test_labels_stand_apart_and_within_the_picture():
    """Lines that end close together have names that do not cover each other."""
    keys = [f"zone{n}" for n in range(9)]
    picture = line_chart(series(**dict.fromkeys(keys, exactly(7, 7, 7))), keys)
    places = sorted(y for _, y in labels(picture))
    assert all(b - a >= 14.9 for a, b in pairwise(places))
    assert places[-1] < picture.height


def test_the_axis_begins_at_nothing_or_says_where():
    """Figures of like size are not squeezed together, and the chart says so."""
    assert "0" in texts(line_chart(series(east=exactly(1, 5, 9)), ["east"]))
    near = texts(line_chart(series(east=exactly(70_516, 70_705, 70_797)), ["east"]))
    assert "The axis begins at 70,500." in near


def test_marks_of_an_axis_of_small_figures_differ():
    """They have the decimals that they need, where two would write some of them alike."""
    small = texts(line_chart(series(east=exactly(0.001, 0.004, 0.006)), ["east"]))
    assert {"0", "0.002", "0.004", "0.006"} <= {*small}
    near = texts(line_chart(series(east=exactly(5.1251, 5.1252, 5.1253)), ["east"]))
    assert any(text.startswith("The axis begins at 5.125") for text in near)


@pytest.mark.parametrize(
    "values", [(0, 0, 0), (0.25, 0.5, 0.75), (3, 3, 3), (-5, 2, 9), (-3, -3, -3), (-9, -8, 0)]
)
def test_any_size_of_figure_has_an_axis(values):
    """Nothing at all, fractions, constants and less than nothing are drawn as well."""
    picture = line_chart(series(east=exactly(*values)), ["east"])
    heights = [float(dot.get("cy")) for dot in drawn(picture).iter(f"{SVG}circle")]
    assert 3 == len(heights)
    lines = [float(y) for y in re.findall(r"M[\d.]+,([\d.]+) H", picture.to_svg())]
    assert min(lines) <= min(heights) <= max(heights) <= max(lines)


def test_an_estimate_is_told_with_its_bounds():
    """Who reads the description learns what is probable and what is certain."""
    guess = Total(0, 100, estimate=90.25, basis=["population 2021"])
    picture = line_chart(series(east=(guess, guess, Total(5, None, estimate=6))), ["east"])
    assert "about 90.25 (0 to 100) in 2018" in picture.description
    assert "about 6 (5 or more) in 2021" in picture.description


def test_one_year_is_a_dot_and_many_years_are_not_all_written():
    """The axis of years fits one, and leaves out some of many."""
    one = line_chart(series(years=(2020,), east=exactly(4)), ["east"])
    assert ("By zone, 2020, in the layout of 2025-01-01", True) == (one.title, "2020" in texts(one))
    years = tuple(range(1990, 2020))
    many = line_chart(series(years=years, east=exactly(*years)), ["east"])
    shown = [text for text in texts(many) if text in map(str, years)]
    assert shown[:3] == ["1990", "1993", "1996"]


def test_the_chart_is_the_same_each_time_and_takes_a_title():
    """Drawing twice gives the same text; words are escaped."""
    drawing = [line_chart(series(east=exactly(1, 2, 3)), ["east"], title="a < b") for _ in "ab"]
    assert drawing[0].to_svg() == drawing[1].to_svg()
    assert "a < b" in texts(drawing[0])


def test_a_chart_needs_areas_that_are_there():
    """No area, and an area that is not in the series, are refused."""
    with pytest.raises(InvalidValueError, match="at least one area"):
        line_chart(series(east=exactly(1, 2, 3)), [])
    with pytest.raises(UnknownIdError, match="no zone 'west'"):
        line_chart(series(east=exactly(1, 2, 3)), ["west"])


def sixty(width=800, **said):
    """Sixty zones that end close together."""
    keys = [f"zone{n}" for n in range(60)]
    many = series(**{key: exactly(7, 7, 7 + n) for n, key in enumerate(keys)})
    return line_chart(many, width=width, **said)


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_sixty_lines_stay_within_the_picture(width):
    """Every name ends before the edge, and stands above the foot."""
    picture = sixty(width)
    found = [t for t in drawn(picture).iter(f"{SVG}text") if t.text.startswith("Zone")]
    assert 60 == len(found)
    assert all(float(t.get("x")) + wide(t.text) <= width for t in found)
    assert all(float(t.get("y")) <= picture.height for t in found)


def test_what_is_meant_stands_out_and_the_rest_is_grey():
    """Two lines are named; the others are grey and counted."""
    picture = sixty(highlight=["zone3", "zone50"])
    assert {"Zone3: 10", "Zone50: 57"} == {text for text, _ in labels(picture)}
    lines = [p for p in drawn(picture).iter(f"{SVG}path") if p.get("stroke-width") == "1"]
    assert {"#9aa5b1"} == {line.get("stroke") for line in lines}
    assert "Grey: 58 other areas." in texts(picture)


def test_a_chart_speaks_dutch_and_has_a_table():
    """Figures have the signs of the language; the table has a column a year."""
    picture = line_chart(series(east=(Total(900, None), *exactly(1500, 2))), lang="nl")
    assert "900 of meer in 2018, 1.500 in 2019" in picture.description
    assert ["area", "name", "2018", "2019", "2021"] == [c.key for c in picture.table.columns]


def test_what_lies_behind_has_no_bands():
    """Grey is drawn only what is exact, and a note says so; what is meant keeps its bounds."""
    bounds = (Total(1, 900), Total(1, 900), Total(1, 900))
    found = series(east=exactly(10, 11, 12), west=bounds)
    behind = line_chart(found, highlight=["east"])
    assert "What lies between bounds is not drawn in grey." in texts(behind)
    assert "900" not in texts(behind)
    assert "What lies between bounds is not drawn in grey." not in texts(
        line_chart(found, highlight=["west"])
    )


def test_areas_of_a_line_chart_are_asked_by_name():
    """A text is one area, and not its letters; its name will do, as in sums."""
    counts = {2024: {"73040": 8, "71022": 80}, 2025: {"71072": 89}}
    line = flanders().series(counts, to="zone", layout="2025-01-01")
    by_id = line_chart(line, ["herkenrode", "rits"], highlight=["herkenrode"])
    assert by_id == line_chart(line, ["Herkenrode", "ELZ RITS"], highlight="ELZ Herkenrode")
    with pytest.raises(UnknownIdError, match="no zone 'Herkenrod' is known"):
        line_chart(line, "Herkenrod")
