"""What is saved of a landscape is read back equal."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from elzmodel import read_landscape, save_landscape
from elzmodel.testing.strategies import landscapes


@given(
    landscape=landscapes(max_units=3, max_steps=4, recorded=True),
    form=st.sampled_from(["sqlite", "parquet"]),
)
def test_a_drawn_landscape_is_read_back_equal(landscape, form, tmp_path_factory) -> None:
    """With every event, figure, border and rule; also where zones follow what was cut."""
    cuts = landscape.register.refinement
    each = evolve(landscape, zoning=landscape.zoning.refined(cuts))
    path = tmp_path_factory.getbasetemp() / f"drawn-{form}"
    save_landscape(each, path, form=form)
    back = read_landscape(path)
    assert each == back
    assert cuts == back.zoning.refinement
