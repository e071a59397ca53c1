"""Outlines of land from shapes that share their borders."""

from collections.abc import Iterable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from shapely import union_all
from shapely.geometry import shape as geometry_of

from elzmodel.errors import InvalidValueError
from elzmodel.territory import Figures, Outline, Shapes
from elzmodel.territory.refinement import Cut, Piece, Refinement

Cell = tuple[int, int]


def square(x: float, y: float, size: float = 1) -> list[list[tuple[float, float]]]:
    """Return a polygon around a square, counter-clockwise."""
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return [corners]


def grid(cells: Iterable[Cell]) -> Shapes:
    """Return squares beside each other, each with a part named like its place."""
    return Shapes.from_polygons([([f"{x},{y}"], [square(x, y)]) for x, y in cells])


def parts(*cells: Cell) -> list[str]:
    """Return the parts of cells of a grid."""
    return [f"{x},{y}" for x, y in cells]


ALL = [(x, y) for x in range(5) for y in range(5)]
GRID = grid(ALL)


def outline(shapes: Shapes, land: Iterable[str]) -> Outline:
    """Return the outline of land that has one."""
    found = shapes.of(land).outline
    assert found is not None
    return found


def test_what_neighbours_share_is_gone() -> None:
    """Two squares side by side have one outline around both."""
    found = outline(GRID, parts((0, 0), (1, 0)))
    assert [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)] == sorted(set(found.pieces[0][0]))


def test_a_hole_runs_the_other_way() -> None:
    """The ring around what is left out is a hole of the piece around it, clockwise."""
    ring = [cell for cell in ALL if max(abs(cell[0] - 2), abs(cell[1] - 2)) == 1]
    found = outline(GRID, parts(*ring))
    assert (1, 1) == (len(found.pieces), len(found.holes))
    assert (
        geometry_of({"type": "Polygon", "coordinates": [found.holes[0]]}).exterior.is_ccw is False
    )


def test_pieces_that_touch_in_a_corner_stay_two() -> None:
    """A corner joins nothing."""
    assert 2 == len(outline(GRID, parts((0, 0), (1, 1))).pieces)


def test_a_hole_may_touch_the_border_in_a_corner() -> None:
    """Land around a cell, open in one corner, is one piece with one hole."""
    ring = [(1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2)]
    found = outline(GRID, parts(*ring))
    assert (1, 1) == (len(found.pieces), len(found.holes))
    assert geometry_of(found.__geo_interface__).is_valid


def test_an_island_in_a_hole_is_a_piece() -> None:
    """A hole belongs to the smallest piece around it, and what lies in it is another piece."""
    ring = [cell for cell in ALL if cell[0] in {0, 4} or cell[1] in {0, 4}]
    found = outline(GRID, parts(*ring, (2, 2)))
    assert [2, 1] == [len(piece) for piece in found.pieces]


def test_unknown_land_has_no_outline() -> None:
    """Where any of the land is not drawn, nothing is drawn."""
    found = GRID.of([*parts((0, 0)), "elsewhere"])
    assert (None, frozenset(), None) == (found.outline, found.around, found.outline_around)
    assert not found.is_exact


CITY = Shapes.from_polygons(
    [
        (["a", "b"], [square(0, 0)]),
        (["c"], [square(1, 0)]),
        (["a", "b", "c"], [square(0, 1, 2)]),
    ]
)


def test_land_without_a_shape_of_its_own_names_what_is_around_it() -> None:
    """The smallest drawn land around it is named, with its outline."""
    found = CITY.of(["a"])
    assert (None, {"a", "b"}) == (found.outline, found.around)
    assert [square(0, 0)[0][0]] == [min(found.outline_around.pieces[0][0])]


def test_land_of_all_together_belongs_to_all_together() -> None:
    """Water that is drawn for all parts of a city is in the outline of the city alone."""
    assert pytest.approx(1) == _flat(outline(CITY, ["a", "b"]))
    assert pytest.approx(6) == _flat(outline(CITY, ["a", "b", "c"]))


def test_what_was_cut_has_an_outline_only_together() -> None:
    """A piece of a part has no outline; all pieces of it have that of the part."""
    day = date(2030, 1, 1)
    cut = Cut("e", day, ("0,0",), (Piece("x"),), (("0,0", "0,0~e"),))
    shapes = GRID.refined(Refinement((cut,)))
    assert GRID is GRID.refined(Refinement())
    assert shapes.of(["x"]).outline is None
    assert {"0,0"} == shapes.of(["x"]).around
    assert outline(GRID, ["0,0"]) == outline(shapes, ["x", "0,0~e"])
    figures = Figures().refined(shapes.refinement)
    assert (shapes.refinement, True) == (
        figures.refinement,
        figures.refined(shapes.refinement) is figures,
    )


def test_drawings_in_any_direction_are_the_same() -> None:
    """A ring may be drawn clockwise: the land is on its left all the same."""
    turned = [[ring[::-1] for ring in square(0, 0)]]
    assert outline(grid([(0, 0)]), ["0,0"]).km2 == pytest.approx(
        outline(Shapes.from_polygons([(["0,0"], turned)]), ["0,0"]).km2
    )


def test_neighbours_share_stretches_of_border() -> None:
    """Each pair comes once, with what it shares; a corner is none."""
    lands = {"west": parts((0, 0), (0, 1)), "east": parts((1, 0)), "corner": parts((1, 2))}
    found = {frozenset(pair): lines for *pair, lines in GRID.neighbours(lands)}
    assert {frozenset({"west", "east"}): (((1.0, 0.0), (1.0, 1.0)),)} == found


def _flat(found: Outline) -> float:
    return float(geometry_of(found.__geo_interface__).area)


@given(st.sets(st.sampled_from(ALL), min_size=1))
def test_outlines_of_cells_are_what_shapely_makes_of_them(cells: set[Cell]) -> None:
    """Any set of cells has a valid outline of its area, with the pieces and holes of shapely."""
    found = outline(GRID, parts(*cells))
    geometry = geometry_of(found.__geo_interface__)
    expected = union_all(
        [geometry_of({"type": "Polygon", "coordinates": square(*c)}) for c in cells]
    )
    assert geometry.is_valid
    assert expected.equals(geometry)
    polygons = getattr(expected, "geoms", [expected])
    assert len(polygons) == len(found.pieces)
    assert sum(len(each.interiors) for each in polygons) == len(found.holes)


@pytest.mark.parametrize(
    "topology",
    [{}, {"transform": 1}, {"transform": {"scale": [1, 1], "translate": "ab"}, "arcs": [[["x"]]]}],
    ids=["empty", "number", "text"],
)
def test_what_is_no_topology_is_refused(topology: dict[str, object]) -> None:
    """Whatever is wrong inside it."""
    with pytest.raises(InvalidValueError, match="not a topology"):
        Shapes.from_topology(topology, {})


def test_a_shape_is_exact_where_nothing_may_come_to_it():
    """Land that is undecided may belong to it, and what has no outline is none."""
    shape = GRID.of(parts((0, 0)))
    assert shape.is_exact
    assert not evolve(shape, undecided=frozenset(parts((1, 0)))).is_exact
    assert not evolve(shape, outline=None).is_exact


def test_land_beside_land_has_one_outline_however_either_is_drawn():
    """The border between them goes, and what is left is as large as both."""
    for one, other in ((1, 1), (1, -1), (-1, 1)):
        drawn = [(["a"], [[square(0, 0)[0][::one]]]), (["b"], [[square(1, 0)[0][::other]]])]
        found = outline(Shapes.from_polygons(drawn), ["a", "b"])
        assert (1, pytest.approx(2)) == (len(found.pieces), _flat(found))
