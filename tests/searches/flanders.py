"""What Flanders would take: searches that are too long for each run, printed and checked.

``python -m tests.searches.flanders`` on its own; some minutes.
"""

from __future__ import annotations

from itertools import islice
from time import perf_counter

import elzmodel as elz

DAY = "2025-01-01"
ANTWERP = ("antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen")
STILL = ("bruzel", *ANTWERP)
SIZES = (elz.AtLeast(75_000), elz.AtMost(125_000))


def searched(title, base, **asked):
    """Search with the solver, print what is proven, and check one way of every change."""
    start = perf_counter()
    found = elz.search(base, on=DAY, year=2026, engine="cp-sat", **asked)
    print(f"{title}: {found.proof.value}, {perf_counter() - start:.0f} s")
    for stage in found.stages:
        print(f"  {stage.name}: {stage.value}, at least {stage.bound}")
    for change in islice(found, 4):
        print(f"  {', '.join(mover.name for mover in change.movers)}; ways: {change.ways}")
        print(f"  miss a goal: {', '.join(change.missed) or 'none'}")
        check_as_adopted(base, change)
    return found


def check_as_adopted(base, change):
    """Adopt a change, and look at its zones without the search."""
    regions = base.on(DAY).partition("reference region")
    before, after = base.on(DAY), elz.adopt(base, change.scenario()).on("2025-01-02")
    for zone in after.zones:
        land = after.zone_map.parts_by_zone[zone.id]
        was = before.zone_map.parts_by_zone[zone.id]
        if zone.id not in STILL:
            assert len({regions.by_part[part] for part in land}) == 1, zone.id
        assert len(after.borders.pieces(land)) <= len(before.borders.pieces(was)), zone.id
        total = after.population(zone, year=2026)
        is_right = 75_000 <= total.low <= 125_000
        assert is_right or zone.id in {*STILL, "gent", *change.missed}, zone.id


def main() -> None:
    """Search Flanders: all sizes as hard goals, as what may be missed, and by region."""
    fl = elz.flanders()
    regions = fl.on(DAY).partition("reference region")
    land = (elz.WithinOneArea(regions), elz.NoMorePieces(), elz.ToNeighbours())
    hard = searched("Sizes as hard goals", fl, goals=[*SIZES, *land], frozen=STILL)
    print(f"  what clashes: {hard.clash}")
    assert hard.proof is elz.Proof.IMPOSSIBLE
    assert [each.name for each in hard.clash.municipalities] == ["Gent"]
    staged = {"goals": [*SIZES, *land], "may_miss": SIZES, "frozen": ("gent", *STILL)}
    found = searched("Sizes that may be missed", fl, **staged)
    assert [(4, 4), (40, 40)] == [(stage.value, stage.bound) for stage in found.stages]


if __name__ == "__main__":
    main()
