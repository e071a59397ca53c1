"""Lists of who met where and when become graphs, and every row is accounted for."""

from __future__ import annotations

from datetime import date
from math import nan
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from elzmodel.errors import InvalidValueError, TableError
from elzmodel.networks import (
    AttendanceList,
    MatchGround,
    RowFate,
    attendance_graph,
    brokerage,
    network_report,
    partners_in,
    projection,
    read_attendance,
    to_gexf,
    venues_in,
)
from elzmodel.values import Period
from elzmodel.views import network_chart
from tests.networks.messy_list import Messy, messy_list

FIFTH = date(2024, 3, 5)


@pytest.fixture(scope="module")
def messy() -> Messy:
    """Return a list of 3,000 rows as people keep them."""
    return messy_list()


@pytest.fixture(scope="module")
def met(messy) -> AttendanceList:
    """Return the same, as it is read."""
    return read_attendance(messy.text)


# --- ten lines ----------------------------------------------------------------------------


def test_a_messy_list_reaches_brokers_picture_report_and_export(messy, met, tmp_path) -> None:
    """From rows to files in ten lines, with the partners and ties that were put in."""
    names = met.match_names().accept(*[each for each in MatchGround if each.is_proposal])
    graph = attendance_graph(met.with_names(names))
    ties = projection(graph)
    brokers = brokerage(ties).brokers()
    report = network_report(graph)
    network_chart(ties).save(tmp_path / "ties.svg")
    (tmp_path / "met.gexf").write_text(to_gexf(graph), "utf-8")

    right = nx.Graph((who, f"{group} {day}") for who, group, day in messy.met)
    called = {each: messy.partner[each] for each in partners_in(graph)}
    assert {*messy.partner.values()} == {*called.values()}
    assert len(called) == len({*called.values()})
    met_at = {(called[one], *_when(graph, other)) for one, other in _by_partner(graph)}
    assert {(w, g, *map(int, d.split("/"))) for w, g, d in messy.met} == met_at
    alone = nx.Graph(nx.bipartite.projected_graph(right, {who for who, *_ in messy.met}))
    assert len(alone.edges) == len(ties.edges)
    assert brokers
    assert str(len(called)) in str(report)
    assert len(graph) == len(nx.read_gexf(tmp_path / "met.gexf"))


def _by_partner(graph):
    return ((p, v) for p in partners_in(graph) for v in graph[p])


def _when(graph, venue):
    (spell,) = graph.nodes[venue]["spells"]
    return graph.nodes[venue]["name"], spell.start.day, spell.start.month, spell.start.year


def test_every_row_of_a_messy_list_is_accounted_for(messy, met) -> None:
    """As many rows as there are, in order, each with its line and what became of it."""
    assert messy.rows == len(met) == sum(met.fates.values())
    assert [*range(2, messy.rows + 2)] == [row.place.line for row in met]
    gaps = {RowFate.NO_PARTNER, RowFate.NO_GATHERING}
    assert gaps == met.fates.keys() - {RowFate.COUNTED, RowFate.AGAIN}
    assert messy.gaps == sum(met.fates[each] for each in gaps)
    assert f"{messy.rows:,}" in met.notes[0].replace("3000", "3,000")


def test_reading_merges_no_names(messy, met) -> None:
    """There are as many partners as spellings until somebody accepts that some are one."""
    written = {name for row in met for name in row.names}
    assert {*partners_in(attendance_graph(met))} == written
    assert written == {each.name for each in met.match_names()}
    assert len(written) > 3 * len({*messy.partner.values()})


# --- columns and cells ------------------------------------------------------------------


def test_columns_are_told_by_their_headings_and_others_are_left_out() -> None:
    """Dutch, French or English; persons and addresses are not read, and that is noted."""
    head = "Datum;Werkgroep;Naam organisatie;KBO-nummer;Sector;Naam;E-mail"
    met = read_attendance(f"{head}\n5/3/2024;duo;CAW;0207.437.468;zorg;An;an@x.be\n")
    (row,) = met
    assert ("duo", FIFTH, ("CAW",)) == (row.gathering, row.day, row.names)
    assert ("0207437468", ("zorg",)) == (row.number, row.clusters)
    assert "columns left out: Naam, E-mail" in str(met.notes)


def test_a_workbook_a_frame_records_and_rows_say_the_same(tmp_path) -> None:
    """Whatever holds the table, its cells mean the same."""
    records = [
        {"partner": "CAW", "meeting": "duo", "day": FIFTH},
        {"partner": None, "meeting": "duo", "day": None},
    ]
    frame = pd.DataFrame(records)
    frame.to_excel(tmp_path / "met.xlsx", index=False, engine="xlsxwriter")
    rows = [["partner", "meeting", "day"], *([*each.values()] for each in records)]
    sources = [tmp_path / "met.xlsx", frame, records, rows]
    read = [[(r.names, r.gathering, r.day, r.fate) for r in read_attendance(s)] for s in sources]
    expected = [
        (("CAW",), "duo", FIFTH, RowFate.COUNTED),
        ((), "duo", FIFTH, RowFate.NO_PARTNER),
    ]
    assert [expected] * 4 == read


def test_rows_of_texts_have_their_headings_above() -> None:
    """Where they are known ones; else the first row is one of the list."""
    rows = [["partner", "meeting"], ["CAW", "duo"], ["Logo", "duo"]]
    met = read_attendance(rows)
    assert [("CAW",), ("Logo",)] == [row.names for row in met]
    assert [2, 3] == [row.place.row for row in met]
    bare = read_attendance(rows[1:], partner=1, gathering=2)
    assert [("CAW",), ("Logo",)] == [row.names for row in bare]


def test_one_heading_that_is_known_makes_the_first_row_headings() -> None:
    """The others may say what they will; a record without one heading is a row all the same."""
    met = read_attendance([["partner", "zaal"], ["CAW", "duo"]], gathering=2)
    assert [(("CAW",), "duo")] == [(row.names, row.gathering) for row in met]
    met = read_attendance([{"": "partner", "meeting": "duo"}], partner=1)
    assert [("partner",)] == [row.names for row in met]


def test_columns_can_be_said_by_name_or_number() -> None:
    """What is said wins over the headings, also of a table without them."""
    text = "wie;waar\nCAW;duo\n"
    assert "duo" == read_attendance(text, partner="WIE", gathering=2)[0].gathering
    bare = read_attendance("CAW;duo\nLogo;duo\n", header=False, partner=1, gathering=2)
    assert [("CAW",), ("Logo",)] == [row.names for row in bare]
    swapped = read_attendance("partner;meeting\nduo;CAW\n", partner="meeting", gathering="partner")
    assert ("CAW",) == swapped[0].names


def test_several_partners_of_a_row_are_read_each() -> None:
    """In one cell, or in columns of one name with numbers; twice the same is one."""
    cell = read_attendance([{"partners": "CAW; Logo\nCAW", "meeting": "duo"}])
    assert ("CAW", "Logo") == cell[0].names
    split = read_attendance([{"partners": "CAW / Logo", "meeting": "duo"}], split="/")
    assert ("CAW", "Logo") == split[0].names
    head = "organisatie 1;organisatie 2;overleg"
    assert ("CAW", "Logo") == read_attendance(f"{head}\nCAW;Logo;duo\n")[0].names
    both = read_attendance([{"a": "CAW", "b": "Logo", "meeting": "duo"}], partner=["a", "b"])
    assert ("CAW", "Logo") == both[0].names


def test_several_representatives_of_a_partner_count_once() -> None:
    """Rows below the first are accounted for, and add nothing to the graph."""
    rows = [{"partner": "CAW", "meeting": "duo", "naam": who} for who in ("An", "Bo")]
    met = read_attendance(rows)
    assert {RowFate.COUNTED: 1, RowFate.AGAIN: 1} == met.fates
    assert 1 == len(attendance_graph(met).edges)


@pytest.mark.parametrize("gap", ["", "  ", "-", "n.v.t.", "?", None, nan], ids=repr)
def test_an_empty_cell_is_a_gap(gap) -> None:
    """Neither a partner nor a gathering, whatever marks it; both others stay."""
    rows = [("CAW", "duo"), (gap, "fair"), ("Logo", gap), (gap, gap)]
    met = read_attendance([{"partner": p, "meeting": m} for p, m in rows])
    assert [
        RowFate.COUNTED,
        RowFate.NO_PARTNER,
        RowFate.NO_GATHERING,
        RowFate.EMPTY,
    ] == [row.fate for row in met]
    graph = attendance_graph(met)
    assert ("CAW", "Logo") == partners_in(graph)
    assert ["duo", "fair"] == [graph.nodes[each]["name"] for each in venues_in(graph)]
    assert (False, 3) == (graph.nodes["attendance:gathering:fair"]["listed"], graph.graph["gaps"])
    assert "unknown" == projection(graph).nodes["Logo"]["status"]


def test_a_gathering_with_a_gap_has_those_who_are_listed() -> None:
    """An empty cell below does not say that nobody was there."""
    rows = [{"partner": p, "meeting": "duo"} for p in ("CAW", "")]
    graph = attendance_graph(read_attendance(rows))
    assert graph.nodes["attendance:gathering:duo"]["listed"]


def test_a_number_beside_several_partners_is_of_none_of_them() -> None:
    """It cannot be told whose it is."""
    row = {"partner": "CAW; Logo", "meeting": "duo", "kbo": "0207.437.468"}
    assert "" == read_attendance([row])[0].number


def test_one_letter_may_be_a_name() -> None:
    """An x that marks a missing figure is no mark among names."""
    assert ("x",) == read_attendance([{"partner": "x", "meeting": "c"}])[0].names


def test_a_later_empty_cell_does_not_erase_a_cluster() -> None:
    """The clusters of a partner are those of all its rows."""
    clusters = ["zorg", "", "welzijn; zorg"]
    rows = [{"partner": "CAW", "meeting": "duo", "cluster": each} for each in clusters]
    graph = attendance_graph(read_attendance(rows))
    assert ("welzijn", "zorg") == graph.nodes["CAW"]["clusters"]


def test_a_cluster_beside_several_partners_says_nothing_of_each() -> None:
    """It may be that of one of them."""
    rows = [{"partner": "CAW; Logo", "meeting": "duo", "cluster": "zorg"}]
    graph = attendance_graph(read_attendance(rows))
    assert ((), ()) == (graph.nodes["CAW"]["clusters"], graph.nodes["Logo"]["clusters"])


# --- days ---------------------------------------------------------------------------------


def test_one_name_on_two_days_is_two_gatherings() -> None:
    """Those who came in March did not meet those who came in April."""
    rows = ["partner;meeting;datum", "CAW;duo;5/3/2024", "Logo;duo;5 april 2024"]
    graph = attendance_graph(read_attendance("\n".join(rows)))
    assert 2 == len(venues_in(graph))
    assert not projection(graph).edges


def test_a_row_without_a_day_is_on_the_one_day_of_its_gathering() -> None:
    """Where there are several it is not known on which, and the partner stays alone."""
    head = "partner;meeting;datum"
    one = read_attendance(f"{head}\nCAW;duo;5/3/2024\nLogo;duo;\n")
    assert [FIFTH, FIFTH] == [row.day for row in one]
    assert "1 row without a day" in str(one.notes)
    several = read_attendance(f"{head}\nCAW;duo;5/3/2024\nOCMW;duo;6/3/2024\nLogo;duo;\n")
    assert RowFate.NO_DAY is several[2].fate
    assert 0 == attendance_graph(several).degree["Logo"]


def test_gatherings_keep_their_day() -> None:
    """In the graph, in what is seen of it on a day, and in the spells of GEXF."""
    met = read_attendance("partner;meeting;datum\nCAW;duo;5/3/2024\nLogo;fair;6/4/2024\n")
    graph = attendance_graph(met)
    spell = (Period(FIFTH, date(2024, 3, 6)),)
    key = "attendance:gathering:duo:2024-03-05"
    assert spell == graph.nodes[key]["spells"] == graph.edges["CAW", key]["spells"]
    assert 4 == to_gexf(graph).count("<spell start")
    assert '<spell start="2024-03-05" end="2024-03-05" />' in to_gexf(graph)
    assert ("CAW",) == partners_in(attendance_graph(met, on="2024-03-05"))
    april = Period(date(2024, 4, 1), date(2024, 5, 1))
    assert ("Logo",) == partners_in(attendance_graph(met, during=april))


def test_contacts_without_a_gathering_are_gatherings_of_their_own() -> None:
    """Each row with several partners; in a list of one partner a row, those of a day."""
    contacts = read_attendance("datum;partner 1;partner 2\n5/3/2024;CAW;Logo\n5/3/2024;CAW;OCMW\n")
    assert [("CAW", "Logo"), ("CAW", "OCMW")] == [*projection(attendance_graph(contacts)).edges]
    assert "no column of gatherings: each row is a contact of its own" in contacts.notes
    by_day = read_attendance("datum;partner\n5/3/2024;CAW\n5 maart 2024;Logo\n;OCMW\n")
    assert [("CAW", "Logo")] == [*projection(attendance_graph(by_day)).edges]
    assert "no column of gatherings: those of one day met" in by_day.notes
    assert RowFate.NO_GATHERING is by_day[2].fate


# --- what is refused ------------------------------------------------------------------------


def test_all_cells_that_cannot_be_read_are_told_at_once() -> None:
    """With line and column, what was expected, and how to mend it."""
    text = "partner;meeting;datum\nCAW;duo;31/2/2024\nLogo;duo;5/3/2024\nOCMW;duo;later\n"
    with pytest.raises(TableError) as caught:
        read_attendance(text)
    first, second = caught.value.findings
    assert ("the table:2:3", "the table:4:3") == (str(first.place), str(second.place))
    assert "datum: not a day: '31/2/2024', expected such as 12/03/2024; mend the cell" in str(first)
    mended = read_attendance(text, cells={"31/2/2024": "29/2/2024", "LATER": None})
    assert [date(2024, 2, 29), FIFTH, None] == [row.day for row in mended]


def test_a_day_as_a_spreadsheet_counts_it_is_refused_with_the_day_that_it_means() -> None:
    """It is not guessed: the cell may hold another number. Those of other centuries are none."""
    days = ["45356", "45356,75", "36526", "36525", "73050", "73051"]
    rows = [{"partner": "CAW", "meeting": "duo", "datum": day} for day in days]
    with pytest.raises(TableError) as caught:
        read_attendance(rows)
    told = [str(each).partition("a spreadsheet counts ")[2][:10] for each in caught.value.findings]
    assert ["05/03/2024", "05/03/2024", "01/01/2000", "", "31/12/2099", ""] == told
    mended = read_attendance(rows[:1], cells={"45356": "5/3/2024"})
    assert [FIFTH] == [row.day for row in mended]


def test_a_cell_that_a_spreadsheet_could_not_compute_is_refused() -> None:
    """It is neither a name nor a gap."""
    rows = [{"partner": float("inf"), "meeting": "duo"}]
    with pytest.raises(TableError, match="partner: inf where a content should be"):
        read_attendance(rows)


def test_a_number_that_is_none_is_doubtful() -> None:
    """The row counts, without a number to match it by."""
    rows = [{"partner": "CAW", "meeting": "duo", "kbo": "0207.437.469"}]
    met = read_attendance(rows)
    assert "" == met[0].number
    (doubt,) = met.problems
    assert "kbo: not a KBO number: '0207.437.469'" in str(doubt)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("wie;waar\nCAW;duo\n", "no one column 'partner'; there is wie, waar"),
        ("partner;naam\nCAW;An\n", "no one column 'day'"),
        ("partner;organisatie;meeting\nCAW;x;duo\n", "no one column 'partner'"),
        ("partner;meeting;overleg\nCAW;x;duo\n", "no one column 'gathering'"),
    ],
    ids=["no partner", "neither gathering nor day", "two partners", "two gatherings"],
)
def test_columns_that_are_missing_or_not_clear_are_refused(table, message) -> None:
    """With those that there are, and how to say which is meant."""
    with pytest.raises(TableError, match=message) as caught:
        read_attendance(table)
    assert "say which columns hold what, as in partner='organisatie'" in str(caught.value)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"partners": "wie"}, "partner"),
        ({"partner": True}, "its name, or its number from 1"),
        ({"cells": "x"}, "what cells mean"),
    ],
    ids=["no such option", "no column", "no mapping"],
)
def test_what_cannot_be_said_of_a_list_is_refused(options, message) -> None:
    """With what can be meant."""
    with pytest.raises(InvalidValueError, match=message):
        read_attendance("partner;meeting\nCAW;duo\n", **options)


def test_a_column_that_is_said_must_be_there() -> None:
    """By its name, or by its number in a table without headings."""
    with pytest.raises(TableError, match="no one column 'wie'; there is partner, meeting"):
        read_attendance("partner;meeting\nCAW;duo\n", partner="wie")
    with pytest.raises(TableError, match="no one column '3'; there is no header"):
        read_attendance("CAW;duo\nLogo;duo\n", header=False, partner=3, gathering=2)


# --- pairs ----------------------------------------------------------------------------------


def test_pairs_make_the_same_kind_of_graph() -> None:
    """They give partners, venues and clusters; a repeat counts once."""
    pairs = [("caw", "fair"), ("logo", "fair"), ("caw", "fair"), ("caw", "caw")]
    graph = attendance_graph(pairs, clusters={"caw": ["b", "a", ""], "nobody": "a"})
    assert ("caw", "logo") == partners_in(graph)
    assert ("attendance:gathering:caw", "attendance:gathering:fair") == venues_in(graph)
    assert 3 == len(graph.edges)
    assert ("a", "b") == graph.nodes["caw"]["clusters"]


def test_gaps_among_pairs_are_no_partners() -> None:
    """Neither is NaN, which frames have for empty cells."""
    graph = attendance_graph([("caw", "fair"), ("", "fair"), (nan, "duo"), ("logo", None)])
    assert ("caw", "logo") == partners_in(graph)
    assert 3 == graph.graph["gaps"]


def test_pairs_may_have_a_day() -> None:
    """As text of Belgium, or as a day."""
    graph = attendance_graph([("caw", "fair", "5/3/2024"), ("logo", "fair", FIFTH)])
    assert ("attendance:gathering:fair:2024-03-05",) == venues_in(graph)
    with pytest.raises(InvalidValueError, match="5/3/2024 or 2024-03-05"):
        attendance_graph([("caw", "fair", "later")])


@pytest.mark.parametrize(
    "row",
    [{"partner": "caw", "meeting": "fair"}, "ab", ("caw",), ("caw", "fair", FIFTH, "x")],
    ids=["a record", "a text", "one", "four"],
)
def test_what_is_no_pair_is_refused(row) -> None:
    """A record of two columns is not the pair of its headings."""
    with pytest.raises(InvalidValueError, match="read tables with read_attendance"):
        attendance_graph([row])


# --- names that were accepted ----------------------------------------------------------------


def test_accepted_names_become_one_partner_and_rows_are_counted_again() -> None:
    """The names as they are written stay beside it."""
    met = read_attendance("partner;meeting\nCAW Oost;duo\ncaw oost;duo\n")
    assert {RowFate.COUNTED: 2} == met.fates
    done = met.with_names({"caw oost": "CAW Oost"})
    assert {RowFate.COUNTED: 1, RowFate.AGAIN: 1} == done.fates
    assert (("caw oost",), ("CAW Oost",)) == (done[1].names, done[1].partners)
    assert "2 rows: 1 counted and 1 said again" == done.notes[0]


def test_a_table_of_another_year_may_have_names_that_are_not_in_the_list() -> None:
    """They are counted, and do nothing."""
    met = read_attendance("partner;meeting\nCAW Oost;duo\n").with_names({"logo": "Logo"})
    assert "1 accepted name not in this list" in met.notes
    assert ("CAW Oost",) == met[0].partners


def test_gatherings_that_are_written_otherwise_are_proposed_and_accepted() -> None:
    """As partners are: nothing is one until somebody says so."""
    head = "partner;meeting;datum"
    rows = ["CAW;Duo;5/3/2024", "OCMW;Duo;5/3/2024", "Logo;duo;5/3/2024", ";duo;", "LDC;;"]
    met = read_attendance("\n".join([head, *rows]))
    matches = met.match_gatherings()
    assert {"Duo": 2, "duo": 2} == {each.name: each.rows for each in matches}
    assert ("the table:4", "Duo") == (str(matches[1].place), matches[1].partner)
    assert 2 == len(venues_in(attendance_graph(met)))
    done = met.with_gatherings(matches.accept(MatchGround.SPELLING))
    assert ["attendance:gathering:Duo:2024-03-05"] == [*venues_in(attendance_graph(done))]
    assert 3 == len(projection(attendance_graph(done)).edges)
    assert "1 accepted name not in this list" in met.with_gatherings({"Trio": "Duo"}).notes


def test_what_is_accepted_in_the_saved_table_is_applied(tmp_path) -> None:
    """A person writes yes, and may write another partner; the rest stays as it is."""
    met = read_attendance("partner;meeting\nCAW Oost;duo\ncaw oost;fair\nC.A.W. oost;fair\n")
    path = Path(tmp_path / "names.csv")
    met.match_names().save(path)
    lines = path.read_text("utf-8-sig").splitlines()
    at = lines[0].split(",").index("accepted")
    cells = [line.split(",") for line in lines]
    for row in cells[1:]:
        row[at] = "ja" if row[0] == "caw oost" else row[at]
    path.write_text("\n".join(map(",".join, cells)) + "\n", "utf-8")
    assert ("C.A.W. oost", "CAW Oost") == partners_in(attendance_graph(met.with_names(path)))


def test_clusters_of_nobody_in_the_list_are_refused():
    """Names that are written otherwise would leave everybody without a cluster, in silence."""
    pairs = [("CAW", "fair"), ("OCMW", "fair")]
    with pytest.raises(InvalidValueError, match=r"'caw'. Expected partners as they"):
        attendance_graph(pairs, clusters={"caw": "welfare"})
    graph = attendance_graph(pairs, clusters={"caw": "welfare", "CAW": "welfare"})
    assert ("welfare",) == graph.nodes["CAW"]["clusters"]
    assert 0 == len(attendance_graph([], clusters={"caw": "welfare"}))


def test_what_parts_partners_is_a_text() -> None:
    """Digits are one; a number of a column is none."""
    rows = [{"partner": "caw 2 logo", "datum": "5 maart 2024"}]
    assert ("caw", "logo") == read_attendance(rows, split="2")[0].partners
    with pytest.raises(InvalidValueError, match=r"value for split: 2\. Expected a sign"):
        read_attendance(rows, split=2)


# --- what names, marks and days may hide -----------------------------------------------------


def test_names_that_differ_in_case_and_signs_alone_are_counted() -> None:
    """Nothing is merged by itself; that some may be one is said until somebody accepts them."""
    rows = "partner;meeting\nCAW Oost;Fair\nC.A.W. oost;Fair\nLogo;fair\nlogo;fair\n"
    met = read_attendance(rows)
    assert (
        "2 names of partners are as another but for case and signs, and count as ones of their own",
        "1 name of a gathering is as another but for case and signs, and counts as one of its own",
    ) == met.notes[-2:]
    accepted = met.with_names(met.match_names().accept(MatchGround.SPELLING, MatchGround.WORDS))
    assert "1 name of a gathering" == accepted.notes[-1][:21]
    assert not any("names of partners" in note for note in accepted.notes)


def test_letters_with_accents_have_one_form() -> None:
    """An accent beside its letter looks the same, and is the same partner."""
    met = read_attendance("partner;meeting\nThee\u0301;fair\nThe\u00e9;fair\n")
    assert {"The\u00e9"} == {each for row in met for each in row.partners}
    pairs = attendance_graph([("Thee\u0301", "fair"), ("The\u00e9", "fair")])
    assert ("The\u00e9",) == partners_in(pairs)


def test_nobody_is_called_by_the_sign_of_a_gap_in_pairs_either() -> None:
    """A dash and n.v.t. are gaps, whether a list is a table or pairs."""
    pairs = [("-", "fair"), ("n.v.t.", "fair"), ("caw", "-"), ("logo", "fair")]
    graph = attendance_graph(pairs)
    assert (("caw", "logo"), ("attendance:gathering:fair",)) == (
        partners_in(graph),
        venues_in(graph),
    )
    assert 3 == graph.graph["gaps"]


def test_rows_of_who_was_not_there_are_counted() -> None:
    """A column that is left out may say that somebody was excused: the row counts, and is said."""
    met = read_attendance(
        "partner;meeting;aanwezig;opmerking;lid\n"
        "caw;fair;ja;;nee\nlogo;fair;nee;;nee\nocmw;fair;ja;Verontschuldigd;ja\n"
    )
    assert (
        "columns left out: aanwezig, opmerking, lid",
        "1 row with nee in aanwezig: it counts as having been there",
        "1 row with verontschuldigd in opmerking: it counts as having been there",
    ) == met.notes[-3:]
    assert 3 == met.fates[RowFate.COUNTED]


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("organisatie;beurs;werkgroep\ncaw;x;\nlogo;x;X\n", ":3:3: .*werkgroep: not a gathering"),
        ("organisatie;vergadering\ncaw;ja\nlogo;nee\n", "vergadering: not a gathering: 'ja'"),
        ("naam;aanwezig;vergadering\nan;ja;fair\nbo;nee;fair\n", "no one column 'partner'"),
    ],
)
def test_marks_are_no_names(table: str, what: str) -> None:
    """Crosses in a column for each meeting, and yes or no, name neither partners nor meetings."""
    with pytest.raises(TableError, match=what):
        read_attendance(table)


def test_a_mark_that_is_said_to_mean_a_name_is_one() -> None:
    """What a cell means here can be said."""
    met = read_attendance("partner;vergadering\ncaw;ja\nlogo;ja\n", cells={"ja": "Beurs"})
    assert {"Beurs"} == {row.gathering for row in met}


def test_a_partner_column_that_is_said_needs_names_as_well() -> None:
    """Whoever says which column it is may have meant another."""
    table = "naam;aanwezig;vergadering\nan;ja;fair\nbo;;fair\n"
    with pytest.raises(TableError, match="aanwezig: not a partner: 'ja'; write a row for each"):
        read_attendance(table, partner="aanwezig")
    one = read_attendance("partner;vergadering\ncaw;x\nlogo;x\n")
    assert {"x"} == {row.gathering for row in one}


def test_a_frame_is_not_told_of_an_option_that_nobody_said() -> None:
    """The first row of a file names its columns; a frame has names, and records too."""
    frame = pd.DataFrame({"partner": ["caw"], "meeting": ["fair"]})
    for source in (frame, frame.to_dict("records")):
        assert not any("not used here" in note for note in read_attendance(source).notes)
    assert "not used here: header" == read_attendance(frame, header=True).notes[-1]


def test_a_column_of_those_who_came_may_name_persons() -> None:
    """Whoever reads the result sees their names: that is said, unless somebody said the column."""
    table = "deelnemers;vergadering\nAn;fair\nBo;fair\n"
    told = "deelnemers holds the partners: if they are persons, their names are shown"
    assert told in read_attendance(table).notes
    assert told not in read_attendance(table, partner="deelnemers").notes
    assert not any(
        "persons" in note for note in read_attendance("partner;dag\ncaw;5/3/2024\n").notes
    )


def test_a_cluster_of_a_row_of_several_partners_is_of_none_of_them() -> None:
    """Whose it is is not said: it is left out, and so is a number, and the rows are counted."""
    table = "partner;meeting;sector;kbo\ncaw / logo;fair;care;\nocmw / cgg;duo;;0207.437.468\n"
    told = (
        "2 rows of several partners with a cluster or a KBO number: "
        "of which of them is not said, so they count for none"
    )
    met = read_attendance(table, split="/")
    assert told in met.notes
    assert not any(held for _, held in attendance_graph(met).nodes(data="clusters"))
    assert told not in read_attendance(table.replace(" / ", " "), split="/").notes
