"""What zones have in common, and what one of them has alone."""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel.dossiers import Dossier, Evidence, ThemeKind, align
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.partners import Partner
from elzmodel.policy import (
    Action,
    Claim,
    ClaimKind,
    ElementKind,
    EnvironmentalAnalysis,
    HealthDimension,
    OperationalGoal,
    PolicyPlan,
    Project,
    Statement,
    StatementKind,
    StrategicGoal,
    TargetGroup,
    Term,
    Vulnerability,
)

MEMBERS = Claim(id="c", kind=ClaimKind.MEMBERS, labels=["Heers"], parts=["heers"])
TERMS = [
    Term(kind=ElementKind.CLAIM, element="c", term=word)
    for word in ("Zorgmijder", "Heers", "buurt")
]
ACTION = Action(id="1.1/a1", title="x", health_dimensions=[HealthDimension.PARTICIPATION])
PLAN = PolicyPlan(
    id="p",
    strategic_goals=[
        StrategicGoal(
            id="1",
            title="x",
            operational_goals=[OperationalGoal(id="1.1", title="x", actions=[ACTION])],
        )
    ],
    analysis=EnvironmentalAnalysis(vulnerabilities=[Vulnerability(id="v", title="Armoede")]),
    terms=[
        Term(kind=ElementKind.ACTION, element="1.1/a1", term="Eénoudergezin", gloss="one parent")
    ],
)
WEST = Dossier(
    zone_id="west",
    claims=[MEMBERS],
    terms=TERMS,
    plans=[PLAN],
    target_groups=[TargetGroup(id="g", title="Mantelzorgers", gloss="informal carers")],
    partners=[Partner(id="caw", name="CAW")],
    projects=[Project(id="b", title="Buurtzorg")],
    open_lists=["partners", "claims"],
)
EAST = Dossier(
    zone_id="east",
    statements=[
        Statement(
            id="m", kind=StatementKind.MISSION, health_dimensions=[HealthDimension.PARTICIPATION]
        )
    ],
    terms=[
        Term(kind=ElementKind.STATEMENT, element="m", term=word)
        for word in ("zorgmijder", "eenoudergezin", "zorg")
    ],
    target_groups=[TargetGroup(id="h", title="mantelzorgers")],
    partners=[Partner(id="caw-2", name="caw"), Partner(id="ocmw", name="OCMW")],
    projects=[Project(id="c", title="buurtzorg")],
)
NORTH = Dossier(
    zone_id="north",
    claims=[MEMBERS],
    terms=[Term(kind=ElementKind.CLAIM, element="c", term=word) for word in ("Zorg", "zorgmijder")],
)


def themes(rows):
    return [(row.kind.value, row.theme) for row in rows]


def test_what_zones_have_is_found_by_what_it_is_called() -> None:
    """In any case and with any accent, of each kind, with where each has it."""
    found = align(WEST, EAST).in_common
    assert [
        ("term", "Eénoudergezin"),
        ("term", "Zorgmijder"),
        ("dimension", "participatie"),
        ("target-group", "Mantelzorgers"),
        ("partner", "CAW"),
        ("project", "Buurtzorg"),
    ] == themes(found)
    assert ("one parent", "informal carers") == (found[0].gloss, found[3].gloss)
    assert ["west: partner caw", "east: partner caw-2"] == [*map(str, found[4].evidence)]
    assert ("west", "east") == found[0].zones


def test_what_one_zone_has_alone_it_can_offer() -> None:
    """The name of a municipality is no theme."""
    found = align(WEST, EAST)
    assert [("term", "buurt"), ("vulnerability", "Armoede")] == themes(found.only("west"))
    assert [("term", "zorg"), ("partner", "OCMW")] == themes(found.only("east"))
    with pytest.raises(UnknownIdError, match="no zone 'north'"):
        found.only("north")


def test_words_that_all_others_use_are_left_out_and_counted() -> None:
    """They tell nothing of what two have in common."""
    found = align(WEST, EAST, beside=[NORTH])
    assert not {("term", "Zorgmijder"), ("term", "zorg")}.intersection(themes(found))
    assert "Left out: 2 words that others use as well." in found.notes
    other = Dossier(zone_id="south")
    assert themes(align(WEST, EAST)) == themes(align(WEST, EAST, beside=[NORTH, other]))


def test_what_most_zones_have_stands_first() -> None:
    """Then what stands in most places, within a kind."""
    rows = align(WEST, EAST, NORTH)
    terms = [row for row in rows if row.kind is ThemeKind.TERM]
    assert ["Zorgmijder", "Eénoudergezin", "zorg", "buurt"] == [row.theme for row in terms]
    assert [("west", "east", "north")] == [row.zones for row in rows.in_common]
    assert 3 == terms[0].places


def test_what_a_dossier_cannot_tell_is_said() -> None:
    """No plan, no words, lists that are not complete."""
    notes = align(WEST, EAST, Dossier(zone_id="south")).notes
    assert "Of east no plan is given: what it works on may be more." in notes
    assert "Of south no words of its documents are given." in notes
    assert "Lists of west are not complete: partners." in notes
    assert not any("Of west no" in note for note in notes)


def test_a_card_counts_what_is_shared_and_what_is_not() -> None:
    """A row a kind, those of which there is nothing included."""
    (table,) = align(WEST, EAST).to_card().tables
    rows = {row[0]: row[1:] for row in table.rows}
    assert ((2, 1, 1), (0, 1, 0)) == (rows["term"], rows["vulnerability"])
    assert 6 == len(rows)
    zones = [f"alleen {each.zone_id}" for each in (WEST, EAST)]
    assert ["soort", "gemeen", *zones] == [column.heading("nl") for column in table.columns]


@pytest.mark.parametrize(
    "given", [(), (WEST,), (WEST, WEST)], ids=["none", "one", "one zone twice"]
)
def test_two_zones_are_needed(given) -> None:
    """Each once."""
    with pytest.raises(InvalidValueError, match="two or more, each once"):
        align(*given)


def test_what_kortessem_finds_in_herkenrode() -> None:
    """Of Haspengouw's own groups, informal carers and volunteers are named there too."""
    packaged = {each.zone_id: each for each in elz.packaged_dossiers()}
    rest = [each for zone, each in packaged.items() if zone not in {"haspengouw", "herkenrode"}]
    found = align(packaged["haspengouw"], packaged["herkenrode"], beside=rest)
    common = {row.theme for row in found.in_common if row.kind is ThemeKind.TARGET_GROUP}
    assert {"mantelzorgers", "vrijwilligers"} == common
    row = next(row for row in found.in_common if row.theme == "persoonsgericht")
    assert {"haspengouw", "herkenrode"} == {*row.zones}
    assert all(isinstance(each, Evidence) for each in row.evidence)
    assert ["PZON", "zorggevers"] == sorted(
        row.theme for row in found.only("herkenrode") if row.kind is ThemeKind.TARGET_GROUP
    )
