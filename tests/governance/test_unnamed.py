"""One answer of every question about a seat that may speak for somebody who is named."""

from __future__ import annotations

import pytest

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
    judge,
    unrepresented_disciplines,
)

DAY = "2023-05-01"
SOMEBODY = Constituency(kind=ConstituencyKind.ORGANISATION, label="iets")
RULES = (
    {"kind": RuleKind.ADMITTED, "cluster": Cluster.CARE},
    {"kind": RuleKind.BELONGS, "cluster": Cluster.WELFARE},
    {"kind": RuleKind.REPRESENTED, "at_least": 1},
    {"kind": RuleKind.REPRESENTED, "at_most": 0},
)


def council_of(*represents: Constituency) -> CareCouncil:
    """Return a council with one seat, of the care cluster."""
    seat = Seat(id="s", body="board", cluster=Cluster.CARE, represents=represents)
    board = Body(id="board", kind=BodyKind.BOARD)
    return CareCouncil(id="raad", zone="z", bodies=[board], seats=[seat])


def of_dentists(**rule) -> RuleSet:
    return RuleSet(id="x", title="x", rules=[Rule(id="R", title="x", values=["tandarts"], **rule)])


UNNAMED = [
    [],
    [SOMEBODY],
    [Constituency(kind=ConstituencyKind.ORGANISATION, label="iets", ref="jessa")],
    [Constituency(kind=ConstituencyKind.DISCIPLINE, label="iets")],
    [Constituency(kind=ConstituencyKind.SERVICE, label="iets")],
    [Constituency(kind=ConstituencyKind.POPULATION, label="iets")],
]


@pytest.mark.parametrize("represents", UNNAMED, ids=str)
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_who_may_be_the_one_that_a_rule_names_leaves_every_rule_unknown(represents, rule) -> None:
    """Neither a pass nor a fail, of no kind of rule."""
    (result,) = judge(council_of(*represents), of_dentists(**rule), on=DAY)
    assert "unknown" == result.outcome.value


@pytest.mark.parametrize("represents", UNNAMED, ids=str)
def test_who_may_be_the_one_that_a_list_names_leaves_its_seat_unknown(represents) -> None:
    """The discipline may have a seat: the one that does not say for whom it speaks."""
    rules = of_dentists(kind=RuleKind.ADMITTED, cluster=Cluster.CARE)
    (row,) = unrepresented_disciplines(council_of(*represents), rules, on=DAY)
    assert (("s",), "unknown") == (row.unstated, row.seat)


@pytest.mark.parametrize(
    "told",
    [
        Constituency(kind=ConstituencyKind.DISCIPLINE, label="iets", ref="huisarts"),
        Constituency(kind=ConstituencyKind.MUNICIPALITY, label="Elm", parts=["elm"]),
    ],
    ids=str,
)
def test_who_is_told_to_be_another_decides_all_but_where_a_service_belongs(told) -> None:
    """A seat that speaks for somebody else for certain shows nothing of where a dentist sits."""
    council = council_of(told)
    outcomes = [judge(council, of_dentists(**r), on=DAY)[0].outcome.value for r in RULES]
    assert ["fail", "unknown", "fail", "pass"] == outcomes
    rules = of_dentists(kind=RuleKind.ADMITTED, cluster=Cluster.CARE)
    assert ["none"] == [row.seat for row in unrepresented_disciplines(council, rules, on=DAY)]


def test_a_seat_that_speaks_for_several_may_speak_for_one_more() -> None:
    """One that is named decides, whoever else there is."""
    dentist = Constituency(kind=ConstituencyKind.DISCIPLINE, label="x", ref="tandarts")
    other = Constituency(kind=ConstituencyKind.DISCIPLINE, label="x", ref="huisarts")
    answers = [
        council_of(*represents).seats[0].speaks_for(["tandarts"])
        for represents in ([dentist, SOMEBODY], [other, SOMEBODY], [other])
    ]
    assert [True, None, False] == answers
