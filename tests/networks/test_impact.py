"""What the transfer of Kortessem and Borgloon does, on invented partners, by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from attrs import evolve

from elzmodel import Scenario, dossier, flanders, outcome
from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance import Body, BodyKind, CareCouncil, Cluster, Mandate, Seat
from elzmodel.landscape import Landscape
from elzmodel.networks import ActionContinuity, impact, service_areas, transfer_graph
from elzmodel.networks.continuity import heirs_of
from elzmodel.partners import Partner, PartnerKind
from elzmodel.policy import Gathering, Involvement, Project
from elzmodel.territory import Create, Merge, Register
from elzmodel.values import Period, Total
from elzmodel.zones import Assign, Zoning
from tests.networks.conftest import LOCAL, involved, local_seat

if TYPE_CHECKING:
    from elzmodel.networks.impacts import Impact

CUT = (
    "ties cut",
    "weight cut",
    "share of the zone's ties cut",
    "cut ties to partners in both zones",
    "conductance",
)


@pytest.fixture
def days():
    fl = flanders()
    return fl.on("2024-12-31"), fl.on("2025-01-01")


@pytest.fixture
def found(days, haspengouw: Dossier, herkenrode: Dossier) -> Impact:
    return impact(*days, [haspengouw, herkenrode])


def test_kappa_rises_from_a_ninth_to_five_ninths(found: Impact) -> None:
    """Of 4.5 in all, 0.5 crossed before; now 1.5 of the movers and 1 of the CAW do."""
    assert [pytest.approx(0.5 / 4.5), pytest.approx(2.5 / 4.5)] == [k.value for k in found.kappa]
    assert pytest.approx(2 / 4.5) == found.kappa_change


def test_kappa_with_partners_that_serve_all_is_higher(found: Impact) -> None:
    """The Logo works in sixty zones, so almost all of its weight crosses."""
    plain, everybody = found.kappa[0].value, found.kappa_with_serving_all[0].value
    assert plain < everybody
    share = service_areas(flanders().on("2024-12-31"), Dossier(zone_id="x", partners=[_logo()]))[
        "logo"
    ].shares["haspengouw"]
    assert pytest.approx((0.5 + 1.0 * (1 - share)) / 5.5) == everybody


def test_an_impact_equals_its_copy_and_none_with_other_ties(found: Impact) -> None:
    """Impacts compare by what they hold, their graphs by nodes and ties."""
    fewer = nx.Graph(found.graph)
    fewer.remove_edge(*next(iter(fewer.edges)))
    assert {found} == {evolve(found, graph=nx.Graph(found.graph)), found}
    assert found != evolve(found, graph=fewer)


def test_an_impact_counts_the_borders_that_moved(found: Impact) -> None:
    """In its text, between two days."""
    assert "<Impact from 2024-12-31 to 2025-01-01: 6 moved borders>" == repr(found)


def _logo() -> Partner:
    return Partner(id="logo", name="Voorbeeld Logo", serves_all=True)


def test_cut_ties_are_those_between_movers_and_the_rest(found: Impact) -> None:
    """Who has no land left leaves, the CAW too: its ties are cut as well, 2.5 of 4.5."""
    border = found.border("haspengouw", "herkenrode")
    assert ("Kortessem",) == border.municipalities
    assert ("caw", "lb-kortessem", "nursing") == border.movers
    expected = [4.0, 2.5, 2.5 / 4.5, 0.0, 2.5 / 3.5]
    assert pytest.approx(expected) == [border[name].value for name in CUT]


def test_partners_that_serve_all_bridge_the_cut(found: Impact) -> None:
    """With the Logo there is a fifth cut tie, to a partner that works in both zones."""
    border = found.border("haspengouw", "herkenrode")
    values = {each.name: each.value for each in border.with_serving_all}
    assert (5.0, 1.0) == (values["ties cut"], values["cut ties to partners in both zones"])


def test_the_straddler_is_lost(found: Impact) -> None:
    """The CAW worked in both zones and works in one; the heir of Kortessem counts once."""
    border = found.border("haspengouw", "herkenrode")
    assert (1.0, 0.0) == (border["straddlers before"].value, border["straddlers after"].value)
    assert pytest.approx(1 / 6) == border["shared partners before"].value
    assert 0 == border["shared partners after"].value


def test_the_fabric_that_is_left_is_a_pair(found: Impact) -> None:
    """Without the movers CGG and Sint-Truiden are left, and tied."""
    border = found.border("haspengouw", "herkenrode")
    names = ("fragmentation", "density", "cut partners")
    before = [border[f"{name} of the losing zone, before"].value for name in names]
    after = [border[f"{name} of the losing zone, without the movers"].value for name in names]
    assert [0, 0.6, 1] == before
    assert [0, 1, 0] == after


def test_newcomers_without_ties_are_counted(found: Impact) -> None:
    """Kortessem and nursing are not tied with Hasselt or the CAW, which was there before."""
    border = found.border("haspengouw", "herkenrode")
    assert 2 == border["movers without a tie in the gaining zone"].value


def test_the_fit_of_the_zones_falls(found: Impact) -> None:
    """The border no longer follows collaboration as well as it did."""
    assert found.fit[1].value < found.fit[0].value


def test_ties_are_inherited(found: Impact, days, haspengouw, herkenrode) -> None:
    """Kortessem's local government becomes that of Hasselt, with the land of both."""
    assert "lb-hasselt" == found.heirs["lb-kortessem"]
    heirs = heirs_of(*days, [haspengouw, herkenrode])
    assert ("hasselt", "kortessem") == heirs["lb-hasselt"].area
    assert "lb-kortessem → lb-hasselt" in str(found.to_table())


def test_an_heir_that_begins_with_the_merger_takes_the_place(days, haspengouw) -> None:
    """It is in no tie of before, and has those of Kortessem afterwards."""
    begun = Partner(
        id="lb-nieuw-hasselt",
        name="Voorbeeld H",
        kind=LOCAL,
        area=["hasselt"],
        period=Period(date(2025, 1, 1)),
    )
    found = impact(*days, evolve(haspengouw, partners=[*haspengouw.partners, begun]))
    assert "lb-nieuw-hasselt" == found.heirs["lb-kortessem"]
    assert {"lb-kortessem", "nursing", "caw"} == found.border(
        "haspengouw", "herkenrode"
    ).landed.keys()
    assert pytest.approx(2 / 4.5) == found.kappa_change


def test_without_a_successor_the_partner_stands_for_the_new_municipality(days, haspengouw) -> None:
    """Where Hasselt is no partner, Kortessem's node goes on with the land of both."""
    heir = heirs_of(*days, haspengouw)["lb-kortessem"]
    assert ("lb-kortessem", ("hasselt", "kortessem")) == (heir.id, heir.area)
    assert {} == {p: h for p, h in impact(*days, haspengouw).heirs.items() if p != h}


def test_the_body_that_continues_is_the_heir(days) -> None:
    """Hasselt goes on as a body, so it inherits, whatever its id."""
    partners = [
        Partner(id=key, name=key, kind=LOCAL, area=[key[2:]])
        for key in ("z-hasselt", "a-kortessem")
    ]
    heirs = heirs_of(*days, Dossier(zone_id="herkenrode", partners=partners))
    assert {"z-hasselt"} == {heir.id for heir in heirs.values()}


def test_two_partners_of_one_town_stay_two(days) -> None:
    """Where a town and its social welfare both take part, nobody inherits from the other."""
    partners = [
        Partner(id=f"{kind}-{town}", name=f"{kind} {town}", kind=LOCAL, area=[town])
        for town in ("hasselt", "kortessem")
        for kind in ("stad", "ocmw")
    ]
    heirs = heirs_of(*days, Dossier(zone_id="herkenrode", partners=partners))
    assert {p.id: p.id for p in partners} == {partner: heir.id for partner, heir in heirs.items()}
    assert {("hasselt", "kortessem")} == {heir.area for heir in heirs.values()}


def test_only_whole_governments_have_heirs(days) -> None:
    """Part of a city, two municipalities, or another kind of partner inherit nothing."""
    partners = [
        Partner(id="a", name="x", kind=LOCAL, area=["antwerpen-2100"]),
        Partner(id="b", name="y", kind=LOCAL, area=["heers", "wellen"]),
        Partner(id="c", name="z", area=["kortessem"]),
        Partner(id="d", name="w", kind=LOCAL),
    ]
    assert {} == heirs_of(*days, Dossier(zone_id="haspengouw", partners=partners))


def test_a_municipality_that_falls_apart_has_no_heir(days) -> None:
    """Going back, Tongeren-Borgloon is two again: its government stays as it was."""
    both = Partner(id="tb", name="x", kind=LOCAL, area=["borgloon", "tongeren"])
    dossier = Dossier(zone_id="zuid-oost-limburg", partners=[both])
    assert {} == heirs_of(days[1], days[0], dossier)


def test_actions_lose_partners_and_may_be_orphaned(found: Impact) -> None:
    """The duo of Kortessem leaves as a whole, one action keeps one partner, others two."""
    border = found.border("haspengouw", "herkenrode")
    rows = {each.name: (each.partners, each.left, each.is_orphaned) for each in border.actions}
    assert {
        "drie": (2, 0, True),
        "één": (3, 1, True),
        "twee": (3, 2, False),
        "vier": (3, 2, False),
        "Voorbeeld BOV": (0, 0, False),
    } == rows
    assert ["één", "drie"] == [each.name for each in border.actions[:2]]


def test_a_project_loses_part_of_its_reach(days, haspengouw: Dossier) -> None:
    """One of two enrolled municipalities leaves, with its inhabitants of the year."""
    border = impact(*days, haspengouw, year=2021).border("haspengouw", "herkenrode")
    (project,) = (each for each in border.actions if each.enrolled is not None)
    assert (2, 1) == (project.enrolled, project.enrolled_left)
    assert 8443 == project.reach.value - project.reach_left.value
    assert ("Voorbeeld BOV", 0, 0, 2, 1) == next(
        row[:5] for row in border.actions.to_table().rows if row[0] == "Voorbeeld BOV"
    )


def test_a_project_without_reach_left_is_orphaned() -> None:
    """Where nobody enrolled is left, it has lost its ground."""
    gone = ActionContinuity(
        venue="v", name="x", zone="z", partners=0, left=0, enrolled=1, enrolled_left=0
    )
    kept = evolve(gone, enrolled_left=1)
    never_two = ActionContinuity(venue="v", name="x", zone="z", partners=1, left=0)
    assert [True, False, False] == [each.is_orphaned for each in (gone, kept, never_two)]


def test_affinity_says_with_which_zone_they_work(found: Impact) -> None:
    """Those who serve Kortessem work with Haspengouw; of Borgloon there is no data."""
    rows = found.affinities.to_table().rows
    assert ("Kortessem", "haspengouw", pytest.approx(1), "moved") in rows
    assert ("Borgloon", "", None, "moved; no data") in rows


def test_an_undecided_municipality_has_an_affinity(haspengouw, herkenrode) -> None:
    """Before anyone decides, the ties show which zone fits."""
    merger = Merge(
        id="m", day=date(2027, 1, 1), units=("alken", "wellen"), unit="aw", name="Alken-Wellen"
    )
    fl = flanders().with_events([merger])
    days = fl.on("2026-12-31", beyond_ok=True), fl.on("2027-01-01", beyond_ok=True)
    found = impact(*days, [haspengouw, herkenrode])
    states = {each.municipality: each.state for each in found.affinities}
    shares = {each.municipality: each.share for each in found.affinities}
    assert {"Alken": "undecided; no data", "Wellen": "undecided"} == {
        name: state for name, state in states.items() if state.startswith("undecided")
    }
    assert shares["Alken"] is None
    assert shares["Wellen"] is not None


def test_no_data_is_not_no_impact(found: Impact, days) -> None:
    """Where nobody is tied, measures have no value and say so."""
    border = found.border("haspengouw", "zuid-oost-limburg")
    assert not border.has_data
    assert border["ties cut"].value is None
    assert border["ties cut"].reason.startswith("no data")
    assert border["conductance"].reason.startswith("no data")
    nothing = impact(*days, Dossier(zone_id="haspengouw"))
    assert nothing.kappa_change is None
    straddlers = nothing.border("haspengouw", "herkenrode")["straddlers before"]
    assert straddlers.reason.startswith("no data")
    assert "No data: no action" in nothing.border("haspengouw", "herkenrode").actions.notes[1]


def test_nobody_who_moves_has_no_conductance(days, haspengouw: Dossier) -> None:
    """Where those who serve the land are tied but stay, conductance is undefined."""
    wide = [
        evolve(p, kind=Partner(id="x", name="x").kind, area=["kortessem", "heers", "wellen"])
        if p.id in {"lb-kortessem", "nursing", "caw"}
        else p
        for p in haspengouw.partners
    ]
    border = impact(*days, evolve(haspengouw, partners=wide)).border("haspengouw", "herkenrode")
    assert ((), 0.0) == (border.movers, border["ties cut"].value)
    assert "nobody with ties moves or stays" == border["conductance"].reason


def test_partners_without_an_area_are_listed(found: Impact) -> None:
    """Who states no area, or is described by no dossier, is named as unknown."""
    assert ("asster",) == found.unknown
    assert "No data on where 1 partner works: asster." in found.to_table().notes
    assert "Invented example." == found.to_table().notes[0]


def test_a_table_says_only_what_there_is_to_say(days, herkenrode: Dossier) -> None:
    """Nothing invented, unknown or inherited gives the one note about ties."""
    real = evolve(herkenrode, is_invented=False)
    assert 1 == len(impact(*days, real).to_table().notes)


def test_a_partner_that_nobody_describes_has_no_area(days) -> None:
    """An involvement of an unknown id is unknown, not an error."""
    project = Project(id="p", title="x", involvements=[Involvement(partner="ghost")])
    assert ("ghost",) == impact(*days, Dossier(zone_id="haspengouw", projects=[project])).unknown


def test_seats_of_the_land_that_leaves_are_lost(days, haspengouw, herkenrode) -> None:
    """Kortessem's seat loses its ground; vacant seats are counted apart."""
    both = local_seat(3, "borgloon")
    shared = evolve(both, represents=[*both.represents, *local_seat(4, "kortessem").represents])
    council = CareCouncil(
        id="raad",
        zone="haspengouw",
        bodies=[Body(id="board", kind=BodyKind.BOARD)],
        seats=[
            local_seat(1, "kortessem"),
            local_seat(2, "sint-truiden"),
            shared,
            Seat(id="z", body="board", cluster=Cluster.CARE),
        ],
        mandates=[Mandate(seat="z", person="p1")],
    )
    merged = [*local_seat(1, "hasselt").represents, *local_seat(1, "kortessem").represents]
    hasselt = CareCouncil(
        id="h",
        zone="herkenrode",
        bodies=[Body(id="board", kind=BodyKind.BOARD)],
        seats=[
            evolve(local_seat(1, "hasselt"), represents=merged),
            local_seat(2, "diepenbeek"),
        ],
    )
    found = impact(
        *days,
        [evolve(haspengouw, councils=[council]), evolve(herkenrode, councils=[hasselt])],
    ).border("haspengouw", "herkenrode")
    vacant = [Total.exactly(0), Total.exactly(3)]
    assert [("care", 1, 0, 0, vacant[0]), ("local-authority", 3, 1, 1, vacant[1])] == [
        *found.seats.to_table().rows
    ]
    assert ("lb-1",) == found.seats_after
    assert "Hasselt" not in found.without_seat
    assert "Alken" in found.without_seat


def test_without_a_council_nothing_is_known_of_seats(found: Impact) -> None:
    """No council gives no rows and says so."""
    border = found.border("haspengouw", "herkenrode")
    assert () == border.seats.rows
    assert border.seats.notes[0].startswith("No data")
    assert (None, None) == (border.without_seat, border.seats_after)


def test_a_board_without_stated_seats_says_so(days, haspengouw: Dossier) -> None:
    """A board of which no seat is stated is no data either."""
    bare = CareCouncil(id="r", zone="x", bodies=[Body(id="board", kind=BodyKind.BOARD)])
    border = impact(*days, evolve(haspengouw, councils=[bare])).border("haspengouw", "herkenrode")
    assert border.seats.notes[0].startswith("No data: no seat")


def test_every_table_can_be_shown(found: Impact) -> None:
    """What is to be asked, the whole and the affinities are tables, each border has three."""
    tables = found.tables()
    assert ("asster", "Which municipalities does it serve?") in [
        (row.node, row.question) for row in found.survey_form
    ]
    assert "What would have to be asked" == tables[0].title
    assert 3 + 3 * len(found.borders) == len(tables)
    assert all(table.to_text() and table.to_html() for table in tables)
    assert "haspengouw → herkenrode: Kortessem" in found._repr_html_()
    assert any("Leaves: nursing, to herkenrode." in table.notes for table in tables)


def test_a_border_that_did_not_move_is_refused(found: Impact) -> None:
    """Asking for a flow that was not is an error."""
    with pytest.raises(UnknownIdError, match="haspengouw to herkenrode"):
        found.border("herkenrode", "haspengouw")


def test_a_measure_that_is_not_there_is_refused(found: Impact) -> None:
    """A slip in a name is met with the near ones."""
    with pytest.raises(UnknownIdError, match="ties cut"):
        found.border("haspengouw", "herkenrode")["ties cutt"]


def test_what_is_published_has_no_data_on_kortessem(days) -> None:
    """The packaged dossiers do not say where partners work, so nothing is said to be cut."""
    zones = ("haspengouw", "herkenrode", "zuid-oost-limburg")
    real = impact(*days, [dossier(zone) for zone in zones])
    for to in ("herkenrode", "zuid-oost-limburg"):
        border = real.border("haspengouw", to)
        assert not border.has_data
        assert border["ties cut"].reason.startswith("no data")
    assert not real.is_invented
    assert "pallion" in real.unknown


def test_nothing_moved_has_no_impact(days, haspengouw: Dossier) -> None:
    """The same day twice changes nothing, and no border is listed."""
    found = impact(days[0], days[0], haspengouw)
    assert (0, ()) == (found.kappa_change, found.borders)
    assert {p: p for p in found.heirs} == found.heirs


def test_there_and_back_changes_nothing(haspengouw: Dossier) -> None:
    """A transfer that is undone leaves kappa and fit as they were."""
    out = Assign(id="o", day=date(2026, 1, 1), parts=["heers"], zone="herkenrode")
    back = Assign(id="b", day=date(2027, 1, 1), parts=["heers"], zone="haspengouw")
    fl = flanders().with_events([out, back])
    first, middle, last = (fl.on(f"{y}-06-01", beyond_ok=True) for y in (2025, 2026, 2027))
    assert 0 != impact(first, middle, haspengouw).kappa_change
    whole = impact(first, last, haspengouw)
    assert 0 == whole.kappa_change
    assert whole.fit[0].value == whole.fit[1].value


def test_ties_are_those_of_the_earlier_day(days, haspengouw: Dossier) -> None:
    """A collaboration that began afterwards does not count."""
    late = Period(date(2025, 1, 1))
    involved = [Involvement(partner=p, period=late) for p in ("cgg", "nursing")]
    project = Project(id="late", title="x", involvements=involved)
    more = evolve(haspengouw, projects=[*haspengouw.projects, project])
    assert impact(*days, haspengouw).kappa_change == impact(*days, more).kappa_change


def test_land_that_came_into_a_first_zone_is_no_transfer(haspengouw: Dossier) -> None:
    """From before the zones to after, nothing went from one zone to another."""
    fl = flanders()
    assert () == impact(fl.on("2020-06-30"), fl.on("2020-07-01"), haspengouw).borders


def test_dossiers_that_clash_are_refused(days, haspengouw: Dossier) -> None:
    """Two dossiers of one zone cannot be put together."""
    with pytest.raises(InvalidValueError):
        impact(*days, [haspengouw, haspengouw])


def test_an_outcome_brings_its_own_days_and_dossiers(haspengouw: Dossier) -> None:
    """What a scenario would do to collaboration is what its two days do."""
    fl = flanders()
    scenario = Scenario("heers").transfer("Heers", to="herkenrode", day="2025-06-01")
    found = outcome(fl, scenario, dossiers=[haspengouw])
    (border,) = impact(found).borders
    assert ("haspengouw", "herkenrode") == (border.origin, border.to)
    assert impact(found).kappa == impact(found.before, found.after, haspengouw).kappa


def test_a_day_alone_is_refused(days) -> None:
    """Only an outcome stands alone."""
    with pytest.raises(InvalidValueError, match="day after: None"):
        impact(days[0])


# --- whoever leaves, wherever it lands ---------------------------------------------------


def served(name: str, *area: str, kind: PartnerKind = PartnerKind.ORGANISATION) -> Partner:
    return Partner(id=name, name=f"Voorbeeld {name}", kind=kind, area=area)


def met(*groups: tuple[str, ...]) -> list[Project]:
    return [
        Project(id=f"p{n}", title=f"Voorbeeld {n}", involvements=involved(*those))
        for n, those in enumerate(groups)
    ]


@pytest.fixture
def three_mergers(days) -> Impact:
    """Invented partners around three real mergers of 2025.

    Borsbeek works 1.5 with Boechout; wgc, which serves both, .5 with each. Thuiszorg serves
    Kortessem and Borgloon, works 1 with Kortessem's government, .5 with Borgloon's; Wellen
    works 1 with that of Kortessem, .5 with that of Borgloon and with thuiszorg.
    """
    city = days[0].municipality("Antwerpen").parts
    zora = Dossier(
        zone_id="zora",
        is_invented=True,
        partners=[
            served("borsbeek", "borsbeek", kind=LOCAL),
            served("boechout", "boechout", kind=LOCAL),
            served("wgc", "borsbeek", "boechout"),
            served("antwerpen", *city, kind=LOCAL),
        ],
        projects=met(("borsbeek", "boechout"), ("borsbeek", "boechout", "wgc")),
    )
    haspengouw = Dossier(
        zone_id="haspengouw",
        is_invented=True,
        partners=[
            served("kortessem", "kortessem", kind=LOCAL),
            served("borgloon", "borgloon", kind=LOCAL),
            served("wellen", "wellen", kind=LOCAL),
            served("thuiszorg", "kortessem", "borgloon"),
        ],
        projects=met(
            ("kortessem", "thuiszorg"),
            ("kortessem", "wellen"),
            ("borgloon", "thuiszorg", "wellen"),
        ),
    )
    return impact(*days, [zora, haspengouw])


@pytest.mark.parametrize(
    ("border", "landed", "expected"),
    [
        (
            ("zora", "antwerpen-oost"),
            {
                "borsbeek": (
                    "antwerpen-centrum",
                    "antwerpen-oost",
                    "antwerpen-zuid",
                    "noord-antwerpen",
                )
            },
            [2, 2, 2 / 2.5, 1, 2 / 2],
        ),
        (
            ("haspengouw", "herkenrode"),
            {"kortessem": ("herkenrode",), "thuiszorg": ("herkenrode", "zuid-oost-limburg")},
            [3, 2, 2 / 3.5, 0, 2 / 3],
        ),
        (
            ("haspengouw", "zuid-oost-limburg"),
            {
                "borgloon": ("zuid-oost-limburg",),
                "thuiszorg": ("herkenrode", "zuid-oost-limburg"),
            },
            [3, 2, 2 / 3.5, 0, 2 / 3],
        ),
    ],
    ids=["borsbeek", "kortessem", "borgloon"],
)
def test_three_mergers_cut_what_they_cut_by_hand(
    three_mergers: Impact, border, landed, expected: list[float]
) -> None:
    """Whoever has no land left in the losing zone leaves, into one zone or into several."""
    found = three_mergers.border(*border)
    assert landed == found.landed
    assert pytest.approx(expected) == [found[name].value for name in CUT]
    assert "Invented example." in three_mergers.to_table().notes


def test_three_mergers_raise_kappa_as_by_hand(three_mergers: Impact, days) -> None:
    """All 6 was within zones; then 2.75 in Haspengouw crosses, and at ZORA what Antwerpen does."""
    city = days[1].municipality("Antwerpen").parts
    inside = {*city}.intersection(days[1].zone_map.parts_by_zone["antwerpen-oost"])
    in_one_zone_with_wgc = 0.5 * len(inside) / len(city)
    crossing = 1 + 0.5 + 0.25 + 0.5 + 0.5 + 1.5 + 0.5 * (1 - in_one_zone_with_wgc) + 0.25
    assert [0, pytest.approx(crossing / 6)] == [each.value for each in three_mergers.kappa]


def test_the_fabric_without_the_movers_is_of_those_that_stay(three_mergers: Impact) -> None:
    """Of Haspengouw only Wellen stays, of ZORA Boechout and the wgc: tied."""
    alone = three_mergers.border("haspengouw", "herkenrode")
    assert alone["density of the losing zone, without the movers"].value is None
    pair = three_mergers.border("zora", "antwerpen-oost")
    assert 1 == pair["density of the losing zone, without the movers"].value
    assert 2 == alone["movers without a tie in the gaining zone"].value


def test_who_lands_in_no_zone_leaves_too(haspengouw: Dossier) -> None:
    """Land that is taken out of its zone is a border as well, with its movers."""
    out = Assign(id="o", day=date(2026, 1, 1), parts=["sint-truiden"], zone=None)
    fl = flanders().with_events([out])
    days = (fl.on(f"{year}-06-01", beyond_ok=True) for year in (2025, 2026))
    border = impact(*days, haspengouw).border("haspengouw", None)
    assert {"lb-sint-truiden": ()} == border.landed
    assert 1 == border["ties cut"].value
    assert (0, 0) == (
        border["straddlers before"].value,
        border["movers without a tie in the gaining zone"].value,
    )
    table = border.to_table()
    assert "haspengouw → no zone: Sint-Truiden" == table.title
    assert "Leaves: lb-sint-truiden, whose land is now in no zone." in table.notes
    assert "no zone" in repr(border)


def test_who_keeps_land_stays_whatever_inhabitants_are_known(days, haspengouw: Dossier) -> None:
    """Who leaves is a matter of land: weighing by inhabitants changes no mover."""
    plain, weighed = (
        impact(*days, haspengouw, year=year).border("haspengouw", "herkenrode")
        for year in (None, 2021)
    )
    assert plain.landed == weighed.landed


def test_affinity_counts_by_how_much_of_the_land_is_that_of_the_municipality(days) -> None:
    """Of one that serves two municipalities half of each tie counts, by parts."""
    dossier = Dossier(
        zone_id="haspengouw",
        partners=[
            served("one", "kortessem"),
            served("two", "kortessem", "heers"),
            served("inside", "wellen"),
            served("outside", "hasselt"),
        ],
        projects=met(("one", "inside"), ("two", "outside")),
    )
    shares = {
        each.zone: each.share
        for each in impact(*days, dossier).affinities
        if each.municipality == "Kortessem"
    }
    assert {"haspengouw": pytest.approx(2 / 3), "herkenrode": pytest.approx(1 / 3)} == shares


# --- when partners met -------------------------------------------------------------------


def test_gatherings_of_the_year_before_count(days, haspengouw: Dossier) -> None:
    """Twelve monthly ones are ties; on the very day before there was none."""
    monthly = [
        Gathering(
            id=f"g{month}",
            title="Voorbeeld overleg",
            day=date(2024, month, 5),
            involvements=involved("lb-kortessem", "cgg"),
        )
        for month in range(1, 13)
    ]
    met_monthly = evolve(haspengouw, plans=[], projects=[], gatherings=monthly)
    way = "haspengouw", "herkenrode"
    year = impact(*days, met_monthly)
    assert (1, 12) == tuple(year.border(*way)[name].value for name in ("ties cut", "weight cut"))
    assert "Ties are those of 2024-01-01 to 2024-12-31; only the borders move." in (
        year.to_table().notes
    )
    eve = impact(*days, met_monthly, during=Period(date(2024, 12, 31), date(2025, 1, 1)))
    assert not eve.border(*way).has_data


def test_the_year_up_to_the_last_of_february_is_a_whole_one(haspengouw: Dossier) -> None:
    """Of a leap year, too."""
    day = flanders().on("2024-02-28")
    period = impact(day, day, haspengouw).during
    assert Period(date(2023, 3, 1), date(2024, 2, 29)) == period


def test_the_year_up_to_a_day_of_the_first_year_begins_when_nobody_knows() -> None:
    """No year stands before it; a landscape may well be of then."""
    begun = Create(id="c", day=date(1, 1, 1), unit="a", name="A", nis="10001", parts=["a"])
    first = Landscape(
        name="of old",
        covers=Period(date(1, 1, 1), None),
        register=Register([begun]),
        zoning=Zoning(),
    )
    day = first.on("0001-06-01")
    found = impact(day, day, Dossier(zone_id="x"))
    assert Period(None, date(1, 6, 2)) == found.during
    assert "0001-06-01" in str(found)


# --- what is left out --------------------------------------------------------------------


def test_kappa_says_what_it_may_be_of_all_ties(days) -> None:
    """Of three ties one lies within a zone and two are of nobody knows where: 0 to two thirds."""
    dossier = Dossier(
        zone_id="haspengouw",
        partners=[served("one", "heers"), served("two", "wellen"), served("unplaced")],
        projects=met(("one", "two"), ("one", "unplaced"), ("two", "unplaced")),
    )
    found = impact(*days, dossier)
    before = found.kappa[0]
    assert (0, 0, pytest.approx(2 / 3)) == (before.value, before.low, before.high)
    assert (3, 2) == (found.ties, found.ties_unplaced)
    table = found.to_table()
    assert table.notes[0].startswith("Not known: of 2 of 3 ties, where both partners work.")
    assert [
        ("kappa of all ties, at least", 0, 0),
        ("kappa of all ties, at most", pytest.approx(2 / 3), pytest.approx(2 / 3)),
        ("cross-zone share (kappa), of ties between known areas", 0, 0),
    ] == [row[:3] for row in table.rows[:3]]
    changes = [row[3] for row in table.rows[:3]]
    assert [None, None, 0] == changes  # How much a bound changes is no bound of the change.
    counts = dict(found.to_card().counts)
    assert "between 0.0 and 0.67" == counts["cross-zone share before"]


def test_ties_that_may_be_cut_give_bounds(days) -> None:
    """A tie of who stays with somebody of whom no area is known may be cut, or not."""
    dossier = Dossier(
        zone_id="haspengouw",
        partners=[served("goes", "kortessem"), served("stays", "wellen"), served("unplaced")],
        projects=met(("goes", "stays"), ("stays", "unplaced")),
    )
    border = impact(*days, dossier).border("haspengouw", "herkenrode")
    cut = border["ties cut"]
    assert (1, 1, 2) == (cut.value, cut.low, cut.high)
    assert border.to_table().notes[0].startswith("At least and at most")


def test_a_tie_with_somebody_unplaced_alone_is_no_data(days) -> None:
    """Whether it is cut cannot be said, so 0 is not said either."""
    dossier = Dossier(
        zone_id="haspengouw",
        partners=[served("goes", "kortessem"), served("unplaced")],
        projects=met(("goes", "unplaced")),
    )
    border = impact(*days, dossier).border("haspengouw", "herkenrode")
    assert (False, None) == (border.has_data, border["ties cut"].value)


@pytest.mark.parametrize("lacks", [0, 1], ids=["before", "after"])
def test_what_is_measured_on_one_side_only_has_no_change(found: Impact, lacks: int) -> None:
    """Nothing is taken for zero, whichever side it is; both figures stay as they are."""
    pair = [*found.kappa]
    pair[lacks] = evolve(pair[lacks], value=None, reason="no ties")
    half = evolve(found, kappa=tuple(pair))
    assert half.kappa_change is None
    row = half.to_table().records()[0]
    assert [pair[0].value, pair[1].value, None] == [row[k] for k in ("before", "after", "change")]


def test_a_day_without_zones_is_no_day_on_which_nothing_moved() -> None:
    """Before there were zones no border can be seen to have moved: no data, not no impact."""
    fl = flanders()
    before, after = fl.on("2019-01-01"), fl.on("2025-01-01")
    said = "No data on borders: there are no zones on 2019-01-01, so that none can be seen"
    found = impact(before, after, dossier("haspengouw"))
    assert () == found.borders
    assert any(said in note for note in found.to_table().notes)
    assert any(said in str(warning) for warning in found.to_card().warnings)
    graph = transfer_graph(before, after)
    assert "no data: there are no zones on 2019-01-01" == graph.graph["reason"]
    known = transfer_graph(fl.on("2024-12-31"), after)
    assert (2024, "") == (known.graph["year"], known.graph["reason"])
    assert not any("No data on borders" in note for note in impact(after, after).to_table().notes)
