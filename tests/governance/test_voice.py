"""Disciplines without a seat, clusters without a voice."""

from __future__ import annotations

from attrs import evolve

from elzmodel.governance import (
    BodyKind,
    Cluster,
    Constituency,
    ConstituencyKind,
    Membership,
    Office,
    Rule,
    RuleKind,
    RuleSet,
    cluster_voices,
    unrepresented_disciplines,
)

DAY = "2023-05-01"


def stated(council):
    """Let the seat of the chair speak for the general practitioners."""
    gp = Constituency(kind=ConstituencyKind.DISCIPLINE, label="Huisartsen", ref="huisarts")
    seats = [evolve(s, represents=s.represents or [gp]) for s in council.seats]
    return evolve(council, seats=seats)


def test_what_is_on_the_list_and_has_no_seat_is_named(council, rules) -> None:
    """Dentists and residential care centres are missing."""
    found = unrepresented_disciplines(stated(council), rules, on=DAY)
    assert [("tandarts", "none"), ("wzc", "none")] == [(e.discipline, e.seat) for e in found]


def test_a_seat_that_states_nobody_makes_it_unknown(council, rules) -> None:
    """The chair may speak for the dentists; for welfare nothing is in doubt."""
    care, welfare = unrepresented_disciplines(council, rules, on=DAY)
    assert (("care-6",), False) == (care.unstated, care.is_certain)
    assert ((), True) == (welfare.unstated, welfare.is_certain)


def test_a_discipline_that_is_not_called_by_its_ref_makes_it_unknown(council, rules) -> None:
    """A label alone does not tell a rule which discipline is meant."""
    vague = Constituency(kind=ConstituencyKind.DISCIPLINE, label="Allerlei")
    seats = [evolve(s, represents=s.represents or [vague]) for s in council.seats]
    care = unrepresented_disciplines(evolve(council, seats=seats), rules, on=DAY)[0]
    assert ("care-6",) == care.unstated


def test_notes_speak_of_those_named_and_of_what_is_unknown(council, rules) -> None:
    """An open list of the rule and an open list of seats are said."""
    open_council = evolve(council, open_lists=["seats"])
    found = unrepresented_disciplines(open_council, rules, on=DAY)
    notes = " ".join(found.notes)
    assert "Of those named: the list of R12 is not complete." in notes
    assert "nothing says for whom care-6 speaks" in notes
    assert "Unknown for R12: the list of seats is not complete." in notes
    assert {"unknown"} == {each.seat for each in found}


def test_a_list_without_a_cluster_looks_at_all_seats(council) -> None:
    """Nothing is in doubt where nothing is missing."""
    rule = Rule(id="R", title="x", kind=RuleKind.ADMITTED, values=["caw"])
    found = unrepresented_disciplines(council, RuleSet(id="x", title="x", rules=[rule]), on=DAY)
    assert ((), ()) == (found.rows, found.notes)
    missing = evolve(rule, values=["x"])
    found = unrepresented_disciplines(council, RuleSet(id="x", title="x", rules=[missing]), on=DAY)
    assert (None, "x") == (found[0].cluster, found[0].discipline)


def test_all_four_clusters_have_a_voice_in_the_daily_board(council) -> None:
    """The chair speaks for the cluster of the seat in the board."""
    found = cluster_voices(council, on=DAY)
    assert [*Cluster][:4] == [each.cluster for each in found]
    assert {"yes"} == {each.voice for each in found}


def test_a_cluster_of_which_nobody_is_there_is_missing(council) -> None:
    """Without its delegate PZON has no voice."""
    found = cluster_voices(evolve(council, offices=council.offices[:-1]), on=DAY)
    assert [(Cluster.PZON, "no")] == [(e.cluster, e.voice) for e in found if not e.has_a_voice]


def test_the_seat_in_the_board_speaks_where_the_office_does_not_say(council) -> None:
    """The chair's seat in the board is of the care cluster."""
    found = cluster_voices(evolve(council, offices=council.offices[:1]), on=DAY)
    assert [Cluster.CARE] == [each.cluster for each in found.where(has_a_voice=True)]


def test_who_has_no_stated_cluster_leaves_it_in_doubt(council) -> None:
    """An outsider may speak for any cluster."""
    outsider = Office(body="daily", person="p-x")
    found = cluster_voices(evolve(council, offices=[*council.offices[:-1], outsider]), on=DAY)
    assert ("unknown", None) == (found[-1].voice, found[-1].has_a_voice)
    assert ("For whom p-x speaks is not stated.",) == found.notes


def test_a_list_that_is_not_complete_leaves_it_in_doubt(council) -> None:
    """There may be more offices than those listed."""
    some = evolve(council, offices=council.offices[:-1], open_lists=["offices"])
    found = cluster_voices(some, on=DAY)
    assert (None, ("The list of offices is not complete.",)) == (found[-1].has_a_voice, found.notes)


def test_without_a_board_only_the_body_itself_speaks(council) -> None:
    """A council of which no board is stated can be asked as well."""
    member = Membership(body="daily", person="p-care-6")
    alone = evolve(
        council, bodies=council.bodies[1:], offices=council.offices[1:], memberships=[member]
    )
    found = cluster_voices(alone, body=BodyKind.DAILY_BOARD, on=DAY)
    assert ("For whom p-care-6 speaks is not stated.",) == found.notes
