"""What a search finds on the packaged data and on small land, and how it says so."""

from __future__ import annotations

from functools import partial

import pytest

import elzmodel as elz
from elzmodel.errors import InvalidValueError
from elzmodel.searches.exact import Steps, fewest_missed, smallest
from elzmodel.searches.problem import problem_of
from elzmodel.testing import small_world
from elzmodel.testing.villages import six_villages
from tests.searches.plain_search import DAY, World

ANTWERPEN = ["antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen"]
EXCEPTIONS = [
    *("druivenstreek", "houtland-en-polder", "regio-waregem", "rits", "scheldekracht"),
    *("vlaamse-ardennen", "bruzel"),
]


@pytest.fixture(scope="module")
def flanders():
    """Return the packaged landscape."""
    return elz.flanders()


@pytest.fixture(scope="module")
def one_region(flanders):
    """Return the goal that each zone lies within one reference region."""
    return elz.WithinOneArea(flanders.on("2025-01-01").partition("reference region"))


@pytest.fixture(scope="module")
def history(flanders, one_region):
    """Return what had to move on 2025-01-01, where the six zones with an exception stay."""
    then = elz.scenarios.as_of(flanders, "2024-12-31")
    return elz.search(then, goals=[one_region], frozen=EXCEPTIONS, may_take=ANTWERPEN)


# --- the packaged data --------------------------------------------------------


def test_the_three_transfers_of_2025_are_found(history):
    """Ranst could go to eight zones of its region, the two on the coast to one."""
    (change,) = history
    assert {
        "de-haan": ("middenkust",),
        "middelkerke": ("middenkust",),
        "ranst": (*ANTWERPEN, "noorderkempen", "rupelaar", "voorkempen", "zora"),
    } == {mover.unit: change.takers(mover) for mover in change.movers}
    assert (8, elz.Proof.ALL) == (change.ways, history.proof)
    assert [(0, 0), (3, 3)] == [(stage.value, stage.bound) for stage in history.stages]
    assert all(stage.is_proven for stage in history.stages)


def test_what_happened_is_among_the_ways_to_neighbours(flanders, one_region):
    """Of three for Ranst it was Voorkempen; Antwerpen Oost would have been nearer."""
    then = elz.scenarios.as_of(flanders, "2024-12-31")
    asked = {
        "goals": [one_region, elz.NoMorePieces(), elz.ToNeighbours()],
        "frozen": EXCEPTIONS,
    }
    (change,) = elz.search(then, **asked)
    after = flanders.on("2025-01-01")
    assert ("antwerpen-oost", "voorkempen", "zora") == change.takers("Ranst")
    assert all(after.zone_of(mover.unit).id in change.takers(mover) for mover in change.movers)
    nearest = elz.search(then, **asked, then=["inhabitants", "distance"])
    assert ("antwerpen-oost",) == nearest[0].takers("Ranst")
    assert [0, 3, 52_349, 19_520] == [stage.value for stage in nearest.stages]
    done = elz.adopt(then, nearest[0].scenario()).on("2025-01-01", beyond_ok=True)
    assert "antwerpen-oost" == done.zone_of("ranst").id


def test_without_exceptions_ten_move_and_druivenstreek_is_split_either_way(flanders, one_region):
    """Two sets, each with 135,000 ways, which are counted and not listed."""
    found = elz.search(flanders, goals=[one_region], frozen=["bruzel"], on="2025-01-01")
    one, other = ({mover.unit for mover in change.movers} for change in found)
    assert ({"hoeilaart", "overijse", "tervuren"}, {"kraainem", "wezembeek-oppem", "zaventem"}) == (
        one - other,
        other - one,
    )
    assert [(10, 135_000)] * 2 == [(len(change.movers), change.ways) for change in found]


def test_with_sizes_and_pieces_twelve_move(flanders, one_region):
    """Four sets; who cannot be said to have 60,000 inhabitants is named, and not asked."""
    goals = [one_region, elz.AtLeast(60_000), elz.NoMorePieces()]
    found = elz.search(flanders, goals=goals, frozen=["bruzel"], on="2025-01-01", year=2026)
    assert [(12, 12)] * 4 == [(len(change.movers), change.ways) for change in found]
    assert ANTWERPEN == [zone for zone, goal in found.unknown if goal == goals[1]]
    told = "Not known of antwerpen-oost, and not asked: at least 60,000 inhabitants."
    assert told in found.notes


def test_a_municipality_that_is_too_large_for_every_zone_is_named(flanders):
    """Gent has more inhabitants than a zone may have."""
    goals = [elz.AtLeast(75_000), elz.AtMost(125_000)]
    found = elz.search(flanders, goals=goals, frozen=["bruzel"], year=2026, on="2025-01-01")
    assert elz.Proof.IMPOSSIBLE is found.proof
    assert not found
    assert "at most 125,000 inhabitants: Gent alone misses it" == str(found.clash)


def test_two_zones_in_pieces_are_mended_by_six(flanders):
    """Voeren's zone keeps Voeren alone, which touches nobody; either half of Oostkust leaves."""
    found = elz.search(flanders, goals=[elz.InOnePiece()], on="2026-01-01", effort=2_000)
    leaving = {"bilzen", "herstappe", "riemst", "tongeren"}
    assert [{"blankenberge", "zuienkerke"}, {"damme", "knokke-heist"}] == [
        {mover.unit for mover in change.movers} - leaving for change in found
    ]
    assert [(6, 154), (6, 110)] == [(len(change.movers), change.ways) for change in found]
    assert elz.Proof.ALL is found.proof


# --- what was found -----------------------------------------------------------


def test_each_way_is_a_scenario(history):
    """They are numbered, differ, and can be adopted."""
    (change,) = history
    ways = list(change.scenarios())
    assert 8 == len({tuple(step.to for step in way.steps) for way in ways})
    assert change.scenario(3) == ways[2]
    assert ("change 1, way 3", "x") == (ways[2].name, change.scenario(name="x").name)
    assert {"2025-01-01"} == {str(step.day) for way in ways for step in way.steps}


def test_rows_for_each_mover(history):
    """Who moves, from where, and who can take it."""
    rows = history.by_mover()
    assert ["oostkust", "westkust-en-polder", "pallieterland"] == [row.zone for row in rows]
    assert history.homes[rows[0].municipality] == rows[0].zone


def test_what_is_not_there_is_refused(history):
    """A way beyond the last, and one that does not move."""
    (change,) = history
    with pytest.raises(InvalidValueError, match="from 1 to 8"):
        change.scenario(9)
    with pytest.raises(InvalidValueError, match="de-haan, middelkerke, ranst"):
        change.takers("Gent")


def test_nobody_moves_where_the_goals_are_met():
    """That is one change, of nobody."""
    found = elz.search(six_villages(), goals=[elz.InOnePiece()])
    assert [()] == [change.movers for change in found]
    assert "The goals are met as it is: nobody has to move." in found.notes
    assert [] == found[0].scenario().steps or () == found[0].scenario().steps


# --- goals --------------------------------------------------------------------

ROW = World(
    homes=(0, 0, 1, 1, 2),
    people=(5, 3, 1, 9, None),
    areas=(0, 0, 0, 1, 1),
    links=frozenset({(0, 1), (1, 2), (2, 3), (3, 4)}),
    zones=3,
)
"""Five villages in a row, in three zones; how many live in the last is not known."""


def found_in(world, *goals, **asked):
    """Return who moves in each smallest change."""
    found = elz.search(world.landscape, goals=goals, on=DAY, year=2020, **asked)
    return [tuple(mover.unit for mover in change.movers) for change in found]


@pytest.mark.parametrize(
    ("goal", "frozen", "movers"),
    [
        (elz.AtLeast(9), ["z2"], [("v2",)]),
        (elz.AtMost(9), ["z2"], [("v2",)]),
        (elz.WithinOneArea(ROW.partition), [], [("v2",), ("v3",)]),
        (elz.InOnePiece(), [], [()]),
    ],
    ids=["at least", "at most", "one area", "one piece"],
)
def test_a_goal_is_reached_by_as_few_as_can_be(goal, frozen, movers):
    """On land so small that one sees it."""
    assert movers == found_in(ROW, goal, frozen=frozen)


def test_a_zone_in_two_pieces_is_mended_from_either_side():
    """Its far piece leaves, or what lies between comes."""
    apart = World((0, 1, 0, 1), (1,) * 4, (0,) * 4, frozenset({(0, 1), (1, 2), (2, 3)}), 2)
    assert [("v1",), ("v2",)] == found_in(apart, elz.InOnePiece())


def test_an_island_stays_alone():
    """Nobody can take it, so that all others of its zone leave, and no size can be asked of it."""
    links = frozenset({(1, 2), (2, 3), (3, 4)})
    world = World((0, 0, 0, 1, 1), (1,) * 5, (0,) * 5, links, 2)
    assert [("v1", "v2")] == found_in(world, elz.InOnePiece())
    goals = elz.InOnePiece(), elz.AtLeast(2)
    found = elz.search(world.landscape, goals=goals, on=DAY, year=2020, effort=5)
    assert (elz.Proof.IMPOSSIBLE, goals) == (found.proof, found.clash.goals)


def test_a_zone_on_two_islands_gets_no_third_piece():
    """It may have the two that it has; from a third island nothing comes."""
    links = frozenset({(0, 1), (2, 3), (4, 5)})
    world = World((0, 1, 0, 1, 1, 1), (1,) * 6, (0,) * 6, links, 2)
    found = elz.search(
        world.landscape, goals=[elz.NoMorePieces(), elz.AtLeast(3)], on=DAY, frozen=["z1"]
    )
    assert elz.Proof.IMPOSSIBLE is found.proof
    assert [("v1",), ("v3",)] == found_in(world, elz.NoMorePieces(), elz.AtLeast(3))
    problem = problem_of(world.landscape.on(DAY), goals=(elz.NoMorePieces(),), year=2020)
    both = problem.before[0]
    islands = [problem.is_too_much(0, both | land) for land in problem.lands]
    assert [False, False, False, False, True, True] == islands


def test_who_comes_to_a_zone_in_pieces_touches_it_or_who_comes_too():
    """Both zones are mended by the two in between, which come one after the other."""
    row = frozenset((n, n + 1) for n in range(7))
    world = World((0, 0, 1, 1, 0, 0, 1, 1), (1,) * 8, (0,) * 8, row, 2)
    assert [("v2", "v3"), ("v4", "v5")] == found_in(world, elz.InOnePiece())


def test_what_is_not_known_is_never_taken_for_true():
    """A village of unknown size makes no zone large enough."""
    known, unknown = (
        World((0, 0, 1, 1), (5, 3, people, 9), (0, 0, 0, 0), frozenset(), 2) for people in (1, None)
    )
    assert [("v2",)] == found_in(known, elz.AtLeast(9))
    assert [] == found_in(unknown, elz.AtLeast(9))


def test_who_is_too_much_beside_one_that_is_frozen_does_not_come():
    """Ten become eleven with the one small village; eight are too many, whoever leaves."""
    world = World((0, 0, 1, 1, 1), (5, 5, 8, 1, 3), (0,) * 5, frozenset(), 2)
    goals = elz.AtLeast(11), elz.AtMost(12)
    assert [("v3",)] == found_in(world, *goals, frozen=["Village 1"])


def test_two_that_are_exchanged_make_both_zones_right():
    """The small one leaves for the large one; who stays where that was tried leaves no room."""
    world = World((0, 0, 1, 1, 1), (2, 4, 5, 5, 8), (0,) * 5, frozenset(), 2)
    assert [("v0", "v4")] == found_in(world, elz.AtLeast(12), elz.AtMost(13))


def test_a_place_that_is_frozen_stays():
    """A municipality, a zone, and a zone that takes and does not give."""
    one_area = elz.WithinOneArea(ROW.partition)
    assert [("v3",)] == found_in(ROW, one_area, frozen=["Village 2"])
    assert [()] == found_in(ROW, one_area, frozen=["z1"])
    assert [] == found_in(ROW, one_area, may_take=["z1"])
    assert [("v2",)] == found_in(ROW, one_area, frozen="z2")


def test_a_zone_is_emptied_only_where_that_is_asked():
    """The last village of a zone stays, unless the zone may end."""
    lonely = World((0, 1), (5, 1), (0, 0), frozenset({(0, 1)}), 2)
    assert [] == found_in(lonely, elz.AtLeast(6))
    assert [("v0",), ("v1",)] == found_in(lonely, elz.AtLeast(6), may_empty=True)


def test_a_zone_begins_only_where_that_is_asked():
    """It gets who is too much elsewhere; the scenario makes it, and it meets every goal."""
    full = World((0, 0, 1), (5, 3, 6), (0, 0, 1), frozenset({(0, 1), (1, 2)}), 2)
    goals = [elz.AtMost(6), elz.AtLeast(3), elz.ToNeighbours(), elz.NoMorePieces()]
    assert [] == found_in(full, *goals)
    found = elz.search(full.landscape, goals=goals, on=DAY, year=2020, may_create="New Zone")
    assert [("v0", ("new-zone",)), ("v1", ("new-zone",))] == [
        (mover.unit, change.takers(mover)) for change in found for mover in change.movers
    ]
    scenario = found[0].scenario()
    assert ["create-zone"] == [step.word for step in scenario.steps]
    after = elz.adopt(full.landscape, scenario).on("2020-01-02", beyond_ok=True)
    assert ("new-zone", "New Zone") == (after.zone_of("v0").id, after.zone_of("v0").name)
    assert [] == found_in(full, elz.AtLeast(4), elz.AtMost(6), may_create="New Zone")
    assert [] == found_in(full, elz.AtMost(5), may_create="New Zone", may_miss=[], most=0)


def test_a_zone_that_may_begin_need_not_and_costs_as_others(flanders):
    """Two of a name are two ways; a distance to it is none, and a cost of one's own sees it."""
    asked = {"goals": [elz.AtMost(9)], "on": DAY, "year": 2020, "frozen": "z2"}
    asked["may_create"] = ["One", "Other"]
    found = elz.search(ROW.landscape, **asked)
    assert ("one", "other", "z0") == found[0].takers("v2")
    assert ["One", "Other"] == [zone.name for zone in found[0].created]
    words = [[step.word for step in way.steps] for way in found[0].scenarios()]
    assert [["create-zone"]] * 2 + [["transfer"]] == sorted(words)
    dear = [lambda _, zone: 0 if zone.name == "Other" else 1]
    assert ("other",) == elz.search(ROW.landscape, **asked, then=dear)[0].takers("v2")
    asked = {"goals": [elz.AtMost(150_000)], "on": "2025-01-01", "year": 2026}
    frozen = [zone.id for zone in flanders.on("2025-01-01").zones if zone.id != "kempenland"]
    nearest = elz.search(flanders, **asked, frozen=frozen, may_create="New", then=["distance"])
    assert 0 == nearest.stages[2].value


def test_as_few_zones_as_possible_miss_a_goal():
    """Where it cannot be met everywhere, the zones that miss it are told."""
    found = elz.search(
        ROW.landscape, goals=[elz.AtLeast(10)], on=DAY, year=2020, frozen=["z2"], may_miss=True
    )
    assert [("z0",)] == [change.missed for change in found]
    assert [1, 0] == [stage.value for stage in found.stages]


def test_a_goal_of_ones_own_is_asked_as_well():
    """It needs a text and a rule."""

    class Few(elz.searches.Goal):
        text = "at most one village"

        def met(self, land):
            return land.after.bit_count() <= 1

    apart = World((0, 0, 1), (1, 1, 1), (0, 0, 0), frozenset({(0, 1), (1, 2)}), 2)
    assert [] == found_in(apart, Few())
    with pytest.raises(NotImplementedError):
        elz.search(ROW.landscape, goals=[elz.searches.Goal()], on=DAY)
    with pytest.raises(NotImplementedError):
        _ = elz.searches.Goal().text


def test_a_custom_cost_decides_between_as_few():
    """It gets the municipality and its new zone."""
    goal = elz.WithinOneArea(ROW.partition)
    assert [("v2",), ("v3",)] == found_in(ROW, goal)
    assert [("v2",)] == found_in(ROW, goal, then=["inhabitants"], frozen=["z2"])
    for unit in ("v2", "v3"):
        own = [lambda mover, zone, cheap=unit: (mover.unit != cheap, zone.id)[0]]
        assert [(unit,)] == found_in(ROW, goal, then=own)


def test_who_moves_touches_the_new_zone_itself_or_by_another_that_comes():
    """Of a row the next village can come, and the one behind it only along with it."""
    row = World((0, 0, 1, 1, 1), (1, 1, 1, 1, 4), (0,) * 5, ROW.links, 2)
    assert [("v2",), ("v3",)] == found_in(row, elz.AtLeast(3))
    assert [("v2",)] == found_in(row, elz.AtLeast(3), elz.ToNeighbours())
    assert [("v2", "v3")] == found_in(row, elz.AtLeast(4), elz.ToNeighbours())


def test_many_that_come_to_one_zone_are_placed_as_well():
    """Nine villages of one area leave a zone of another, and all go to one."""
    many = World((0, *[1] * 19), (1,) * 20, (0, *[0] * 9, *[1] * 10), frozenset(), 2)
    assert [tuple(f"v{n}" for n in range(1, 10))] == found_in(
        many, elz.WithinOneArea(many.partition)
    )


def test_goals_that_clash_only_together_are_named_together():
    """One who lives alone in an area is enough for a zone of that area, and not for a size."""
    thirds = World((0, 0, 1), (1, 1, 8), (0, 1, 1), frozenset({(0, 1), (1, 2)}), 2)
    both = [elz.WithinOneArea(thirds.partition), elz.AtLeast(2)]
    asked = {"on": DAY, "year": 2020}
    found = elz.search(thirds.landscape, goals=[elz.InOnePiece(), *both], **asked)
    assert (tuple(both), True) == (found.clash.goals, found.clash.is_smallest)
    assert tuple(both) == elz.search(thirds.landscape, goals=both, **asked).clash.goals
    hasty = elz.search(thirds.landscape, goals=both, effort=19, **asked)
    assert (tuple(both), False) == (hasty.clash.goals, hasty.clash.is_smallest)
    assert "Perhaps fewer goals clash as well: that was not settled." in hasty.notes


def test_too_many_zones_are_wrong_for_few_moves():
    """A move changes two zones, so that one cannot mend three."""
    three = World((0, 1, 2, 3, 3, 3), (1, 1, 1, 1, 1, 1), (0,) * 6, frozenset(), 4)
    assert [] == found_in(three, elz.AtLeast(2), most=1)
    assert [] == found_in(three, elz.AtLeast(2))


def test_an_empty_zone_misses_nothing():
    """It has no land that a goal could be asked of, and may get some."""
    empty = World((0, 0), (2, 2), (0, 1), frozenset(), 2)
    assert [("v0",), ("v1",)] == found_in(empty, elz.WithinOneArea(empty.partition))


def test_where_borders_do_not_tell_one_piece_is_not_known():
    """Two villages that touch by less than a hundred metres may be one piece, or not."""
    villages = [
        elz.events.Create(id=unit, day=DAY, unit=unit, name=unit.title()) for unit in ("elm", "oak")
    ]
    zone = [
        elz.events.CreateZone(id="z", day=DAY, zone="west", name="West"),
        elz.events.Assign(id="a", day=DAY, zone="west", parts=["elm", "oak"]),
    ]
    short = elz.territory.Border(a=["elm"], b=["oak"], contact=elz.territory.Contact.SHORT)
    world = small_world(*villages, *zone, borders=[short])
    found = elz.search(world, goals=[elz.InOnePiece()], on=DAY)
    assert (("west", elz.InOnePiece()),) == found.unknown
    assert "<Search of 2020-01-01: 1 changes, all smallest changes>" == repr(found)


def test_zones_of_flanders_that_are_one_piece_need_no_move(flanders):
    """All but two are, by the recorded borders."""
    asked = {"goals": [elz.InOnePiece()], "on": "2025-01-01"}
    whole = elz.search(flanders, frozen=["bruzel", "oostkust", "zuid-oost-limburg"], **asked)
    assert [()] == [change.movers for change in whole]
    apart = elz.search(flanders, frozen=["bruzel"], **asked, most=0)
    assert elz.Proof.IMPOSSIBLE is apart.proof


# --- how far one can tell -----------------------------------------------------


def test_a_search_that_took_its_steps_says_what_it_knows(flanders):
    """How many are needed at least, and that nothing else is proven."""
    goals = [elz.AtLeast(75_000), elz.NoMorePieces()]
    found = elz.search(
        flanders, goals=goals, frozen=["bruzel"], on="2025-01-01", effort=20, engine="exact"
    )
    assert elz.Proof.BOUNDS is found.proof
    assert ([], 1) == ([*found], found.stages[1].bound)
    assert [False, False] == [stage.is_proven for stage in found.stages]
    assert "municipalities that move: (at least 1)." in found.notes


def test_every_stage_of_a_search_takes_steps():
    """Neither way of searching goes on for ever."""
    problem = problem_of(ROW.landscape.on(DAY), goals=(elz.AtLeast(9),), year=2020)
    assert elz.Proof.BOUNDS is smallest(problem, Steps(2)).proof
    assert elz.Proof.BOUNDS is fewest_missed(problem, Steps(5)).proof


def test_progress_is_told():
    """The number that is tried, and the most that may move: three, as nobody can take v3."""
    told = []
    elz.search(
        ROW.landscape,
        goals=[elz.AtMost(9)],
        on=DAY,
        year=2020,
        frozen=["z2"],
        progress=lambda *each: told.append(each),
    )
    assert [(0, 3), (1, 3)] == told


# --- what is refused ----------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"goals": []}, "goals, such as"),
        ({"goals": [75_000]}, "goals, such as"),
        ({"engine": "magic"}, "'exact' or 'cp-sat'"),
        ({"then": ["beauty"]}, "'inhabitants', 'distance' or a function"),
        ({"then": ["inhabitants"]}, "freeze those without"),
        ({"then": ["distance"]}, "a centroid of each"),
        ({"may_take": ["Village 0"]}, "a zone, not a municipality"),
        ({"may_create": "Z0"}, "a name of its own"),
        ({"may_create": ["Oak", "oak"]}, "a name of its own"),
    ],
    ids=[
        *("no goal", "a number", "engine", "cost", "unknown people", "no centroid", "no zone"),
        *("name of a zone", "name twice"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, told):
    """With what would do."""
    with pytest.raises(InvalidValueError, match=told):
        elz.search(ROW.landscape, **{"goals": [elz.InOnePiece()], "on": DAY, "year": 2020, **asked})


def test_areas_of_a_day_that_has_none_are_refused(flanders):
    """Before 2025 no reference regions are recorded."""
    with pytest.raises(InvalidValueError, match="a day that has them"):
        elz.WithinOneArea(flanders.on("2024-12-31").partition("reference region"))


def test_a_day_with_an_open_decision_is_refused():
    """What is not decided has no zone to be asked about."""
    open_one = elz.Scenario("x").merge(["Elm", "Fir"], day="2000-02-01")
    base = elz.adopt(six_villages(), open_one)
    with pytest.raises(InvalidValueError, match="settle those about elm-fir"):
        elz.search(base, goals=[elz.InOnePiece()], on="2000-02-01")


def test_where_nobody_lives_by_the_record_sizes_are_not_known():
    """Without figures no size is asked of any zone, and all are named."""
    world = World((0, 1), (None, None), (0, 0), frozenset(), 2)
    found = elz.search(world.landscape, goals=[elz.AtLeast(1)], on=DAY)
    assert (None, ["z0", "z1"]) == (found.year, [zone for zone, _ in found.unknown])


# --- as mergers ---------------------------------------------------------------


def test_transfers_become_mergers_that_do_the_same_to_zones(flanders, one_region):
    """Who moves merges with a neighbour in the new zone, and goes there with it."""
    then = elz.scenarios.as_of(flanders, "2024-12-31")
    goals = [one_region, elz.ToNeighbours()]
    (change,) = elz.search(then, goals=goals, frozen=EXCEPTIONS)
    moves = change.scenario()
    merged = elz.searches.as_mergers(flanders, moves)
    by_move, by_merger = (
        elz.adopt(then, each).on("2025-01-01", beyond_ok=True) for each in (moves, merged)
    )
    assert not by_merger.decisions
    assert by_move.zone_map.by_part == by_merger.zone_map.by_part
    assert len(by_merger.municipalities) < len(by_move.municipalities)


@pytest.mark.parametrize(
    ("scenario", "told"),
    [
        (elz.Scenario("x"), "transfers on one day"),
        (elz.Scenario("x").rename("Alken", name="Elk", day="2027-01-01"), "transfers on one day"),
        (elz.Scenario("x").transfer("Alken", to="gent", day="2027-01-01"), "touches a municip"),
        (
            elz.Scenario("x")
            .transfer("Wellen", to="herkenrode", day="2027-01-01")
            .rename("Alken", name="Elk", day="2027-01-01"),
            "transfers on one day",
        ),
    ],
    ids=["nothing", "a name", "far away", "a name as well"],
)
def test_what_cannot_be_mergers_is_refused(flanders, scenario, told):
    """Other steps, and moves to a zone that nobody touches."""
    with pytest.raises(InvalidValueError, match=told):
        elz.searches.as_mergers(flanders, scenario)


def test_goals_of_which_nothing_is_known_are_not_said_to_be_met():
    """A year without figures leaves every size unknown; the answer says so first and last."""
    found = elz.search(elz.flanders(), goals=[elz.AtLeast(75_000)], on="2025-01-01", year=2030)
    assert "As far as is known the goals are met as it is: nobody has to move." == found.notes[0]
    last = "No inhabitants on 2030-01-01 are known: figures go from 2018 to 2026."
    assert last == found.notes[-1]
    assert 60 == len(found.unknown)


def test_one_cost_may_be_said_alone():
    """A text is one cost, and not its letters."""
    ask = partial(elz.search, six_villages(), goals=[elz.AtLeast(301)])
    assert [*ask(then=["inhabitants"])] == [*ask(then="inhabitants")]
