"""Portions of land: what is cut, what each piece holds, what becomes exact again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.territory import (
    Alter,
    Alteration,
    Border,
    Borders,
    Change,
    Contact,
    Create,
    Figure,
    Figures,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Refinement,
    Register,
    Regroup,
    Split,
    Weight,
    compose,
    crosswalk,
)
from elzmodel.values import Share, Total

START, DAY, LATER = date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)
KIND = "population"


def share(number, over=100):
    """Return a portion of so many hundredths."""
    return (Weight(kind=KIND, share=Share.exactly(Fraction(number, over))),)


def amount(number):
    """Return a portion of so many inhabitants."""
    return (Weight(kind=KIND, amount=Total.exactly(number)),)


def create(unit, *parts):
    return Create(id=f"new-{unit}", day=START, unit=unit, name=unit.upper(), parts=parts)


def register(*events):
    """Return three villages with what happens to them.

    ::

        a (a1 a2) | b | c
    """
    return Register([create("a", "a1", "a2"), create("b"), create("c"), *events])


def shares(history, before=START, after=DAY, **weights):
    walk = crosswalk(history.on(before), history.on(after), **weights)
    return {(row.before.unit, row.after.unit): row.share for row in walk.rows}


def figures(history, **values):
    """Return inhabitants of units on the first day."""
    layout = history.on(START).by_unit
    found = (
        Figure(kind=KIND, day=START, parts=layout[unit].parts, value=value)
        for unit, value in values.items()
    )
    return Figures(found, history.refinement)


def codes(*events):
    with pytest.raises(ConflictError) as caught:
        register(*events)
    return [finding.code for finding in caught.value.findings]


def test_a_known_share_is_carried_exactly():
    """A unit of several parts of which a known share goes is divided by that share."""
    history = register(
        MoveParts(id="x", day=DAY, origin="a", to="b", portion=share(25)),
    )
    found = shares(history)
    assert (Fraction(1, 4), Fraction(3, 4)) == (found["a", "b"].low, found["a", "a"].high)
    assert found["a", "b"].is_exact
    assert Share.exactly(1) == found["b", "b"]


def test_an_open_share_is_between_nothing_and_all():
    """Where nothing is told, nothing is guessed."""
    found = shares(register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=())))
    assert (0, 1) == (found["a", "b"].low, found["a", "b"].high)


def test_a_bound_is_kept_as_a_bound():
    """A share that is only known to be small leaves a large rest."""
    portion = (Weight(kind=KIND, share=Share(0, Fraction(1, 10))),)
    found = shares(register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=portion)))
    assert (Fraction(9, 10), 1) == (found["a", "a"].low, found["a", "a"].high)


def rounded(number, over=10):
    """Return a portion of about so many tenths."""
    near = Fraction(number, over)
    bounds = near - Fraction(1, 20), near + Fraction(1, 20)
    return (Weight(kind=KIND, share=Share(*bounds, estimate=near)),)


def test_an_estimate_goes_from_the_event_to_the_crosswalk_and_to_what_it_carries():
    """What is left has an estimate too, and counts say by what they were guessed."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=rounded(1)))
    found = shares(history)
    assert (Fraction(1, 10), Fraction(9, 10)) == (found["a", "b"].best, found["a", "a"].best)
    carried = crosswalk(history.on(START), history.on(DAY)).apply({"a": 50, "b": 7}, kind="count")
    assert ["~45 (42.50-47.50)", "~12 (9.50-14.50)"] == [
        str(carried.values[unit]) for unit in ("a", "b")
    ]
    assert (KIND,) == carried.values["b"].basis


def test_figures_of_land_that_was_cut_by_rounded_shares_are_estimates():
    """A figure of the whole is divided by the weights, over two cuts as well."""
    history = register(
        MoveParts(id="x", day=DAY, origin="a", to="b", portion=rounded(5)),
        MoveParts(id="y", day=LATER, origin="a", to="c", portion=rounded(2)),
    )
    held, parts = figures(history, a=100, b=8, c=1), history.on(LATER).by_unit
    totals = [held.total(parts[u].parts, kind=KIND, year=START.year) for u in "abc"]
    assert [40, 58, 11] == [total.best for total in totals]
    assert (KIND,) == totals[0].basis
    assert Fraction(2, 5) == shares(history, START, LATER)["a", "a"].best


def test_land_that_was_cut_from_an_unknown_whole_is_not_estimated():
    """A share of what is unknown is unknown, with what the other land has at least."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=rounded(5)))
    held, parts = figures(history, b=8), history.on(DAY).by_unit
    total = held.total(parts["b"].parts, kind=KIND, year=START.year)
    assert (8, None, None) == (total.low, total.high, total.estimate)


def test_figures_of_one_side_sharpen_what_was_rounded():
    """Bounds by figures of the pieces keep the estimate inside."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=rounded(1)))
    here = history.on(DAY).by_unit["a"].parts
    known = [
        Figure(kind=KIND, day=START, parts=history.on(START).by_unit["a"].parts, value=100),
        Figure(kind=KIND, day=START, parts=here, value=94),
    ]
    found = shares(history, figures=Figures(known, history.refinement), year=START.year)
    assert Fraction(94, 100) == found["a", "a"].best


@pytest.mark.parametrize(
    ("portions", "expected"),
    [
        ((rounded(5), rounded(5)), [Fraction(1, 2)] * 2),
        ((rounded(3), ()), [Fraction(3, 10), Fraction(7, 10)]),
        (((), ()), [None, None]),
        ((amount(30), amount(10)), [Fraction(3, 4), Fraction(1, 4)]),
        ((amount(30), ()), [None, None]),
        ((amount(0), amount(0)), [None, None]),
        (
            (amount(30), (Weight(kind=KIND, amount=Total(0, 10)),)),
            [None, None],
        ),
    ],
    ids=["halves", "rest", "nothing", "amounts", "one amount", "no amount", "bounds"],
)
def test_pieces_of_a_whole_say_their_shares(portions, expected):
    """The one of unknown weight has what the others leave; amounts of all are the whole."""
    pieces = [
        NewUnit(unit=unit, name=unit, portion=portion)
        for unit, portion in zip("de", portions, strict=True)
    ]
    history = register(Split(id="x", day=DAY, unit="a", into=pieces, ends=True))
    found = shares(history)
    assert expected == [found["a", unit].best for unit in "de"]


def test_estimates_that_leave_no_certain_land_are_not_made():
    """What lies in one rest of several that were cut together is not guessed."""
    history = register(
        MoveParts(id="x", day=DAY, origin="a", to="b", portion=rounded(5)),
        MoveParts(id="y", day=LATER, origin="a", parts=["a1~x"], to="c"),
    )
    assert shares(history, START, LATER)["a", "a"].best is None


def test_composed_crosswalks_multiply_and_add_estimates():
    """Land that is divided by rounded weights and joins again is estimated."""
    history = register(
        MoveParts(id="x", day=DAY, origin="a", to="b", portion=rounded(1)),
        Alter(id="y", day=LATER, unit="b", name="New"),
    )
    days = [history.on(day) for day in (START, DAY, LATER)]
    walk = compose(crosswalk(*days[:2]), crosswalk(*days[1:]))
    assert [Fraction(9, 10), Fraction(1, 10), 1, 1] == [row.share.best for row in walk.rows]


def test_a_weight_of_another_kind_says_nothing():
    """Half of the area may be all of the inhabitants."""
    portion = (Weight(kind="area", share=Share.exactly(Fraction(1, 2))),)
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=portion))
    assert Share(0, 1, KIND) == shares(history)["a", "b"]
    assert Fraction(1, 2) == shares(history, kind="area")["a", "b"].low


def test_an_amount_needs_figures_to_become_a_share():
    """Twenty of eighty inhabitants are a quarter; without the eighty they are unknown."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=amount(20)))
    assert not shares(history)["a", "b"].is_exact
    found = shares(history, figures=figures(history, a=80), kind=KIND, year=START.year)
    assert Share.exactly(Fraction(1, 4), of="population 2000") == found["a", "b"]


def test_figures_follow_the_weights_of_a_cut():
    """A figure of before the cut speaks of the pieces by their shares."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=share(25)))
    known = figures(history, a=80, b=10)
    layout = history.on(DAY).by_unit
    assert [60, 30] == [
        known.total(layout[unit].parts, kind=KIND, year=2000).value for unit in ("a", "b")
    ]


def test_pieces_without_weights_are_named_as_missing():
    """What keeps a total from being exact is named."""
    history = register(MoveParts(id="x", day=DAY, origin="b", to="c", portion=()))
    known = figures(history, b=10, c=5)
    total = known.total(history.on(DAY).by_unit["c"].parts, kind=KIND, year=2000)
    assert Total(5, 15, ["b~x~c"]) == total


def test_reunited_land_is_exact_again():
    """When giver and receiver merge, their common total is known."""
    history = register(
        MoveParts(id="x", day=DAY, origin="b", to="c", portion=()),
        Merge(id="m", day=LATER, units=("b", "c"), unit="bc", name="BC"),
    )
    known = figures(history, b=10, c=5)
    parts = history.on(LATER).by_unit["bc"].parts
    assert Total.exactly(15) == known.total(parts, kind=KIND, year=2000)
    assert Share.exactly(1) == shares(history, after=LATER)["b", "bc"]


def test_a_demerger_gets_back_the_land_it_had():
    """A merged unit can give back a part by its old name, also after a piece was cut off."""
    history = register(
        Merge(id="1", day=date(2005, 1, 1), units=("b", "c"), unit="b"),
        MoveParts(id="2", day=DAY, origin="b", to="a", portion=share(10)),
        Split(id="3", day=LATER, unit="b", into=(NewUnit(unit="c", name="C", parts=("c",)),)),
    )
    assert ("c~2",) == history.on(LATER).by_unit["c"].parts
    assert ("b~2",) == history.on(LATER).by_unit["b"].parts


def test_land_that_was_cut_and_left_may_be_created_again():
    """The old name of land outside every unit means what is left of it."""
    from elzmodel.territory import Abolish

    history = register(
        MoveParts(id="1", day=DAY, origin="b", to="c", portion=share(10)),
        Abolish(id="2", day=date(2011, 1, 1), unit="b"),
        Create(id="3", day=LATER, unit="d", name="D", parts=("b",)),
    )
    assert ("b~1",) == history.on(LATER).by_unit["d"].parts


def test_land_is_named_by_parts_that_were_cut_and_others_together():
    """A part that was cut means what its holder has of it, beside a part that is whole."""
    cut = MoveParts(id="x", day=DAY, parts=("a1",), origin="a", to="b", portion=share(10))
    move = MoveParts(id="y", day=LATER, parts=("a1", "a2"), origin="a", to="c")
    spare = MoveParts(id="z", day=LATER, parts=("b",), origin="b", to="a")
    taken = register(cut, move, spare).on(LATER).by_unit["c"].parts
    assert ("a1~x", "a2", "c") == taken


def test_a_unit_can_be_divided_wholly_by_portions():
    """With *ends* the portions take everything and the unit is gone."""
    pieces = (
        NewUnit(unit="x", name="X", portion=share(30)),
        NewUnit(unit="y", name="Y", portion=()),
    )
    history = register(Split(id="s", day=DAY, unit="a", into=pieces, ends=True))
    found = shares(history)
    assert "a" not in history.on(DAY).by_unit
    assert (Fraction(3, 10), Fraction(7, 10)) == (found["a", "x"].low, found["a", "y"].low)
    assert {Change.SPLIT} == {
        row.change
        for row in crosswalk(history.on(START), history.on(DAY)).rows
        if row.before.unit == "a"
    }


def test_a_split_may_mix_whole_parts_and_portions():
    """What no piece names whole is what is cut."""
    pieces = (
        NewUnit(unit="x", name="X", parts=("a1",)),
        NewUnit(unit="y", name="Y", portion=share(50)),
    )
    history = register(Split(id="s", day=DAY, unit="a", into=pieces))
    assert {"x": ("a1",), "y": ("a2~s~y",), "a": ("a2~s",)} == {
        unit: history.on(DAY).by_unit[unit].parts for unit in "xya"
    }


def test_a_border_exchange_is_no_lineage():
    """The receiver of a portion does not descend from the giver, unless that is said."""
    plain = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=()))
    said = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=(), lineage=True))
    assert [["b"], ["a", "b"]] == [
        [m.unit for m in history.predecessors(history.on(DAY).by_unit["b"])]
        for history in (plain, said)
    ]


def test_pieces_of_one_day_descend_from_those_of_the_eve():
    """A piece that is cut and split off on one day comes from the unit of the eve."""
    history = register(
        Split(id="1", day=DAY, unit="b", into=(NewUnit(unit="x", name="X", portion=()),), order=0),
        Merge(id="2", day=DAY, units=("x", "c"), unit="xc", name="XC", order=1),
    )
    new = history.on(DAY).by_unit["xc"]
    assert ["b", "c"] == [m.unit for m in history.predecessors(new)]


def test_a_merger_counts_members_that_were_cut_the_same_day():
    """Two units that merge after one of them was divided are still whole members."""
    history = register(
        Split(id="1", day=DAY, unit="b", into=(NewUnit(unit="x", name="X", portion=()),), order=0),
        Merge(id="2", day=DAY, units=("b", "x", "c"), unit="c", order=1),
    )
    [(merged, members)] = history.mergers()
    assert ("c", ["b", "c"]) == (merged.unit, [m.unit for m in members])


def test_a_regrouping_moves_land_between_several_in_one_act():
    """One act ends units, begins units, alters others and divides land among them."""
    act = Regroup(
        id="r",
        day=DAY,
        flows=(
            LandFlow(origin="a", to="b", parts=("a1",)),
            LandFlow(origin="a", to="n"),
            LandFlow(origin="c", to="n", portion=share(40)),
            LandFlow(origin="c", to="b", portion=share(60)),
        ),
        ends=("a", "c"),
        starts=(NewUnit(unit="n", name="N", nis="10009"),),
        alters=(Alteration(unit="b", name="B and more"),),
    )
    history = register(act)
    layout = history.on(DAY).by_unit
    assert {"b", "n"} == set(layout)
    assert ("B and more", ("a1", "b", "c~r~b")) == (layout["b"].name, layout["b"].parts)
    assert ("10009", ("a2", "c~r~n")) == (layout["n"].nis, layout["n"].parts)
    assert Fraction(2, 5) == shares(history)["c", "n"].low


@pytest.mark.parametrize("givers", ["bc", "cb"])
def test_a_newcomer_that_several_give_land_to_descends_from_none_of_them(givers):
    """Land without lineage adds nobody to the line, in whatever sequence it is told."""
    given = [LandFlow(origin=giver, to="n", parts=(giver,), lineage=False) for giver in givers]
    act = Regroup(
        id="x",
        day=DAY,
        flows=(*given, LandFlow(origin="a", to="n", parts=("a1",))),
        starts=(NewUnit(unit="n", name="N"),),
        ends=("b", "c"),
    )
    history = register(act)
    assert ["a"] == [m.unit for m in history.predecessors(history.on(DAY).by_unit["n"])]


@pytest.mark.parametrize(("lineage", "expected"), [(False, []), (True, ["a"])])
def test_land_that_leaves_and_returns_on_one_day_keeps_the_line_it_left_with(lineage, expected):
    """Land that left the record without lineage comes back as nobody's."""
    flow = LandFlow(origin="a", to=None, parts=("a2",), lineage=lineage)
    history = register(
        Regroup(id="x", day=DAY, flows=(flow,)),
        Create(id="y", day=DAY, order=1, unit="n", name="N", parts=("a2",)),
    )
    found = history.predecessors(history.on(DAY).by_unit["n"])
    assert expected == [m.unit for m in found]


def test_a_code_can_pass_from_hand_to_hand_within_one_act():
    """At the end of the day each code has one holder; within the act it does not matter."""
    history = Register(
        [
            Create(id="1", day=START, unit="a", name="A", nis="1"),
            Create(id="2", day=START, unit="b", name="B", nis="2"),
            Regroup(
                id="3",
                day=DAY,
                alters=(Alteration(unit="a", nis="2"), Alteration(unit="b", nis="1")),
            ),
        ]
    )
    assert {"1": "b", "2": "a"} == {n: m.unit for n, m in history.on(DAY).by_nis.items()}


def test_land_may_leave_every_unit_in_a_regrouping():
    """A flow to nobody leaves the record."""
    act = Regroup(id="r", day=DAY, flows=(LandFlow(origin="c", to=None),), ends=("c",))
    assert "c" not in register(act).on(DAY).by_part


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (MoveParts(id="x", day=DAY, origin=None, to="b", portion=()), ["ELZ-T009"]),
        (MoveParts(id="x", day=DAY, origin="z", to="b", portion=()), ["ELZ-T001"]),
        (MoveParts(id="x", day=DAY, origin="a", to="z", portion=()), ["ELZ-T001"]),
        (MoveParts(id="x", day=DAY, origin="a", to="b"), ["ELZ-T003"]),
        (
            Split(
                id="x",
                day=DAY,
                unit="b",
                into=(NewUnit(unit="x", name="X", portion=()),),
                ends=True,
            ),
            ["ELZ-T009"],
        ),
        (
            Split(
                id="x",
                day=DAY,
                unit="b",
                into=(
                    NewUnit(unit="x", name="X", parts=("b",)),
                    NewUnit(unit="y", name="Y", portion=()),
                ),
            ),
            ["ELZ-T009"],
        ),
        (
            Regroup(
                id="x",
                day=DAY,
                flows=(
                    LandFlow(origin="a", to="b", portion=()),
                    LandFlow(origin="a", to="b", portion=()),
                ),
            ),
            ["ELZ-T009"],
        ),
        (
            Regroup(
                id="x", day=DAY, flows=(LandFlow(origin="a", to="b"), LandFlow(origin="a", to="c"))
            ),
            ["ELZ-T003"],
        ),
        (
            Regroup(id="x", day=DAY, flows=(LandFlow(origin=None, to=None, parts=("d",)),)),
            ["ELZ-T003"],
        ),
        (Regroup(id="x", day=DAY, ends=("a",)), ["ELZ-T006"]),
        (Regroup(id="x", day=DAY, ends=("z",)), ["ELZ-T001"]),
        (Regroup(id="x", day=DAY, alters=(Alteration(unit="z"),)), ["ELZ-T001"]),
        (Regroup(id="x", day=DAY, starts=(NewUnit(unit="a", name="A"),)), ["ELZ-T002"]),
    ],
    ids=[
        "from nobody",
        "from a stranger",
        "to a stranger",
        "no parts named",
        "one portion of everything",
        "nothing left to cut",
        "two portions to one",
        "all of it twice",
        "from nobody to nobody",
        "ends with land",
        "a stranger ends",
        "a stranger changes",
        "begins though it lives",
    ],
)
def test_cuts_that_cannot_be_are_refused(event, found):
    """Each impossible cut has its code."""
    assert found == codes(event)


def test_two_cuts_of_one_land_on_a_day_need_an_order():
    """Portions of the same land on the same day clash unless one comes first."""
    one = MoveParts(id="1", day=DAY, origin="a", to="b", portion=share(10))
    other = MoveParts(id="2", day=DAY, origin="a", to="c", portion=share(10))
    later = MoveParts(id="2", day=DAY, origin="a", to="c", portion=share(10), order=1)
    assert {"ELZ-T004"} == set(codes(one, other))
    assert Fraction(9, 100) == shares(register(one, later))["a", "c"].low


def test_an_unknown_unit_suggests_a_near_one():
    """A name where an id is meant is recognised."""
    with pytest.raises(ConflictError, match="'A' does not exist on the eve; did you mean a"):
        register(Merge(id="m", day=DAY, units=("A", "b"), unit="b"))


def test_a_weight_says_one_thing():
    """A share or an amount, not neither and not both."""
    with pytest.raises(InvalidValueError, match="either a share or an amount"):
        Weight(kind=KIND)
    with pytest.raises(InvalidValueError, match="either a share or an amount"):
        Weight(kind=KIND, share=Share(0, 1), amount=Total.exactly(1))


@pytest.mark.parametrize(
    ("weight", "whole", "held"),
    [
        (Weight(kind=KIND, share=Share(0, 0)), Total(1, None), Total.exactly(0)),
        (Weight(kind=KIND, share=Share(Fraction(1, 2), 1)), Total(4, None), Total(2, None)),
        (Weight(kind=KIND, amount=Total(3, None)), Total(0, 9), Total(3, 9)),
        (Weight(kind=KIND, amount=Total(3, 20)), Total(0, 9), Total(3, 9)),
        (Weight(kind=KIND, amount=Total(3, 20)), Total(0, None), Total(3, 20)),
    ],
)
def test_a_weight_holds_no_more_than_the_whole(weight, whole, held):
    """Bounds of a portion stay within the bounds of the land that is cut."""
    assert held == weight.of(whole)


def test_a_later_figure_may_contradict_the_weights():
    """Where the weights of a cut cannot be true for a year, its own figures win."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=share(50)))
    day = history.on(DAY).by_unit
    known = Figures(
        [Figure(kind=KIND, day=DAY, parts=day[u].parts, value=v) for u, v in (("a", 9), ("b", 1))],
        history.refinement,
    )
    assert 9 == known.total(day["a"].parts, kind=KIND, year=2010).value
    assert Total(0, 1, ["a1~x"]).high == 1


def test_borders_of_cut_land_belong_to_its_pieces_together():
    """Which piece has a contact is not known, so that what hangs together is not either."""
    borders = Borders([Border(a=["b"], b=["c"], contact=Contact.BORDER)])
    history = register(MoveParts(id="x", day=DAY, origin="b", to="a", portion=()))
    before, after = history.on(START), history.on(DAY)
    assert borders is borders.in_layout(register().on(START))
    assert borders.in_layout(before).is_contiguous(["b", "c"])
    assert borders.in_layout(after).is_contiguous(["b~x", "c"]) is None


def test_nothing_is_cut_in_an_empty_refinement():
    """Without cuts a set of parts is only itself."""
    nothing = Refinement()
    assert frozenset({"a"}) == nothing.leaves(["a"]) == nothing.relatives(["a"])
    assert nothing.meets(["a"], ["a", "b"])
    assert not nothing.covers(["a"], ["b"])


def test_a_layout_finds_land_of_other_days():
    """Pieces, and what they were cut from, lead to the municipalities of any day."""
    history = register(MoveParts(id="x", day=DAY, origin="b", to="c", portion=()))
    before, after = history.on(START), history.on(DAY)
    assert ["b"] == [m.unit for m in before.holding(["b~x~c"])]
    assert ["b", "c"] == [m.unit for m in after.holding(["b"])]
    assert before.covers(before.by_unit["b"], ["b~x", "b~x~c"])
    assert not after.covers(after.by_unit["b"], ["b"])


def test_a_piece_of_unknown_land_has_no_upper_bound():
    """Where nothing is known of the land that was cut, its pieces may hold anything."""
    history = register(MoveParts(id="x", day=DAY, origin="b", to="c", portion=()))
    total = Figures((), history.refinement).total(["b~x"], kind=KIND, year=2000)
    assert Total.unknown(["b~x"]) == total


def test_a_unit_without_inhabitants_is_not_divided_by_them():
    """A weight of nothing tells no shares; those of the events do."""
    history = register(MoveParts(id="x", day=DAY, origin="b", to="c", portion=share(30)))
    found = shares(history, figures=figures(history, b=0), kind=KIND, year=2000)
    assert Fraction(3, 10) == found["b", "c"].low


def test_an_exchange_is_told_from_a_merger_and_a_split():
    """Where givers and takers are several on both sides, land was exchanged."""
    history = register(
        MoveParts(id="1", day=DAY, origin="a", to="b", portion=share(10)),
        MoveParts(id="2", day=DAY, origin="b", to="a", portion=share(10), order=1),
    )
    rows = crosswalk(history.on(START), history.on(DAY)).rows
    assert {Change.EXCHANGED} == {row.change for row in rows if row.before.unit in "ab"}


def test_figures_of_both_sides_bound_a_share():
    """Figures of the pieces after a cut say exactly what was open."""
    history = register(MoveParts(id="x", day=DAY, origin="b", to="c", portion=()))
    parts = {"b~x": 6, "b~x~c": 2}
    known = Figures(
        [Figure(kind=KIND, day=DAY, parts=[p], value=v) for p, v in parts.items()],
        history.refinement,
    )
    found = shares(history, figures=known, kind=KIND, year=DAY.year)
    assert Share.exactly(Fraction(1, 4), of="population 2010") == found["b", "c"]


def test_regroupings_may_use_land_of_nobody():
    """Land that no unit holds can go to one in an act."""
    from elzmodel.territory import Abolish

    history = register(
        Abolish(id="1", day=DAY, unit="c"),
        Regroup(id="2", day=LATER, flows=(LandFlow(origin=None, to="b", parts=("c",)),)),
    )
    assert ("b", "c") == history.on(LATER).by_unit["b"].parts


def test_a_regrouping_clashes_with_what_ends_its_receiver():
    """Land cannot flow to a unit that another event of the batch ends."""
    one = Merge(id="1", day=DAY, units=("b", "c"), unit="c")
    other = MoveParts(id="2", day=DAY, origin="a", to="b", portion=())
    assert ["ELZ-T004"] == codes(one, other)


def test_bounds_of_figures_that_cannot_be_do_not_cross():
    """Two shares that contradict each other leave a share, not an error."""
    history = register(MoveParts(id="x", day=DAY, origin="b", to="c", portion=share(90)))
    known = Figures(
        [
            Figure(kind=KIND, day=DAY, parts=["b~x"], value=8),
            Figure(kind=KIND, day=DAY, parts=["b~x~c"], value=2),
        ],
        history.refinement,
    )
    found = shares(history, figures=known, kind=KIND, year=DAY.year)["b", "c"]
    assert Fraction(9, 10) == found.low == found.high


def test_a_regrouping_may_begin_again_what_it_ends():
    """A unit that ends and begins in one act is a new version of itself."""
    act = Regroup(
        id="r",
        day=DAY,
        flows=(LandFlow(origin="b", to="b"),),
        ends=("b",),
        starts=(NewUnit(unit="b", name="New B"),),
    )
    assert "New B" == register(act).on(DAY).by_unit["b"].name


def test_municipalities_that_share_no_land_have_no_row():
    """A piece that may come from a neighbour gives a row; land that cannot does not."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=(), order=0))
    walk = crosswalk(history.on(DAY), history.on(START))
    assert {("a", "a"), ("b", "a"), ("b", "b"), ("c", "c")} == {
        (row.before.unit, row.after.unit) for row in walk.rows
    }


def test_figures_that_contradict_the_weights_win():
    """Where the pieces counted leave no room for the share that was told, it does not count."""
    flows = (
        LandFlow(origin="b", to="c", portion=share(90)),
        LandFlow(origin="b", to="a", portion=()),
    )
    history = register(Regroup(id="x", day=DAY, flows=flows))
    known = Figures(
        [
            Figure(kind=KIND, day=DAY, parts=["b"], value=10),
            Figure(kind=KIND, day=DAY, parts=["b~x"], value=5),
        ],
        history.refinement,
    )
    total = known.total(["b~x~c"], kind=KIND, year=DAY.year)
    assert (0, 5) == (total.low, total.high)


def test_recoding_is_seen_through_a_cut():
    """A unit whose land was cut and came together again is only relabelled."""
    history = Register(
        [
            Create(id="1", day=START, unit="b", name="B", nis="1"),
            Create(id="2", day=START, unit="c", name="C", nis="2"),
            Split(id="3", day=DAY, unit="b", into=(NewUnit(unit="x", name="X", portion=()),)),
            Merge(id="4", day=LATER, units=("b", "x"), unit="b", nis="3", name="B"),
        ]
    )
    [row] = [
        row
        for row in crosswalk(history.on(START), history.on(LATER)).rows
        if row.before.unit == "b"
    ]
    assert (Change.RECODED, Share.exactly(1)) == (row.change, row.share)


def test_a_piece_and_the_land_it_may_come_from_cannot_both_be_counted():
    """A piece cut from two parts overlaps a figure about one of them in no known way."""
    history = register(MoveParts(id="x", day=DAY, origin="a", to="b", portion=()))
    figures_of_both = [
        Figure(kind=KIND, day=DAY, parts=["a1"], value=10),
        Figure(kind=KIND, day=DAY, parts=["a~x~b"], value=5),
    ]
    with pytest.raises(ConflictError) as caught:
        Figures(figures_of_both, history.refinement)
    assert ["ELZ-T020"] == [finding.code for finding in caught.value.findings]
