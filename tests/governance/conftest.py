"""A council of the shape of Herkenrode's, with invented persons, and the rules of 2019."""

from __future__ import annotations

from fractions import Fraction

import pytest

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Gender,
    Mandate,
    Office,
    OfficeTitle,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
)
from elzmodel.values import Grade, Severity

DISCIPLINES = ("huisarts", "verpleegkundige", "psycholoog", "apotheker", "kinesitherapeut")
SERVICES = ("caw", "gezinszorg", "dmw", "ldc")
VILLAGES = ("elm", "oak", "ash", "fir", "yew", "yew")
GROUPS = ("mantelzorger", "patient", "vrijwilliger")
PARTNERS = ("reling", "jessa")


def constituency(kind: ConstituencyKind, ref: str) -> Constituency:
    is_land = kind is ConstituencyKind.MUNICIPALITY
    is_partner = kind is ConstituencyKind.ORGANISATION
    return Constituency(
        kind=kind,
        label=ref.title(),
        ref="" if is_land or is_partner else ref,
        parts=[ref] if is_land else [],
        partner=ref if is_partner else None,
    )


def seats(cluster: Cluster, kind: ConstituencyKind, refs: tuple[str, ...]) -> list[Seat]:
    return [
        Seat(
            id=f"{cluster.value}-{n}",
            body="board",
            cluster=cluster,
            represents=[constituency(kind, ref)],
        )
        for n, ref in enumerate(refs, 1)
    ]


@pytest.fixture
def council():
    """Return a council with 6, 4, 6, 3 and 2 seats and a daily board of five with three offices.

    Nothing says for whom the seat of the chair speaks.
    """
    all_seats = [
        *seats(Cluster.CARE, ConstituencyKind.DISCIPLINE, DISCIPLINES),
        Seat(id="care-6", body="board", cluster=Cluster.CARE),
        *seats(Cluster.WELFARE, ConstituencyKind.SERVICE, SERVICES),
        *seats(Cluster.LOCAL_AUTHORITY, ConstituencyKind.MUNICIPALITY, VILLAGES),
        *seats(Cluster.PZON, ConstituencyKind.POPULATION, GROUPS),
        *seats(Cluster.OPTIONAL, ConstituencyKind.ORGANISATION, PARTNERS),
    ]
    mandates = [Mandate(seat=seat.id, person=f"p-{seat.id}") for seat in all_seats]
    offices = [
        Office(body="daily", person="p-care-6", title=OfficeTitle.CHAIR),
        Office(
            body="daily",
            person="p-welfare-2",
            title=OfficeTitle.TREASURER,
            for_cluster=Cluster.WELFARE,
        ),
        Office(
            body="daily",
            person="p-local-authority-6",
            title=OfficeTitle.SECRETARY,
            for_cluster=Cluster.LOCAL_AUTHORITY,
        ),
        Office(body="daily", person="p-care-2", for_cluster=Cluster.CARE),
        Office(body="daily", person="p-pzon-2", for_cluster=Cluster.PZON),
    ]
    bodies = [
        Body(id="board", kind=BodyKind.BOARD, also_called=["zorgraad"]),
        Body(id="daily", kind=BodyKind.DAILY_BOARD, parent="board"),
    ]
    return CareCouncil(
        id="raad",
        zone="herkenrode",
        legal_form="vzw",
        bodies=bodies,
        seats=all_seats,
        mandates=mandates,
        offices=offices,
    )


@pytest.fixture
def persons(council):
    """Return the persons of the council: 12 women, 5 men, 4 of whom it is not stated."""
    ids = [mandate.person for mandate in council.mandates]
    genders = [Gender.FEMALE] * 12 + [Gender.MALE] * 5 + [None] * 4
    return [
        Person(id=person, name=f"Voorbeeld {n}", title="Dr.", gender=gender)
        for n, (person, gender) in enumerate(zip(ids, genders, strict=True))
    ]


def seats_rule(rule: str, cluster: Cluster, least: int, most: int) -> Rule:
    return Rule(
        id=rule,
        title=f"board seats of {cluster.value}",
        kind=RuleKind.SEATS,
        cluster=cluster,
        at_least=least,
        at_most=most,
        grade=Grade.B,
        article="8-9",
        sources=["artsenkrant"],
    )


SEAT_RULES = (
    seats_rule("R1", Cluster.CARE, 4, 6),
    seats_rule("R2", Cluster.WELFARE, 4, 6),
    seats_rule("R3", Cluster.LOCAL_AUTHORITY, 4, 6),
    seats_rule("R4", Cluster.PZON, 2, 3),
    seats_rule("R5", Cluster.OPTIONAL, 0, 4),
)
OTHER_RULES = (
    Rule(id="R8", title="legal form", kind=RuleKind.LEGAL_FORM, values=["vzw"]),
    Rule(
        id="R9",
        title="the OCMW is local",
        kind=RuleKind.BELONGS,
        cluster=Cluster.LOCAL_AUTHORITY,
        values=["ocmw"],
    ),
    Rule(
        id="R10",
        title="so is the Huis van het Kind",
        kind=RuleKind.BELONGS,
        cluster=Cluster.LOCAL_AUTHORITY,
        values=["huis-van-het-kind"],
    ),
    Rule(
        id="R11",
        title="care actors",
        kind=RuleKind.ADMITTED,
        cluster=Cluster.CARE,
        values=[*DISCIPLINES, "tandarts"],
        grade=Grade.A,
    ),
    Rule(
        id="R12",
        title="welfare actors",
        kind=RuleKind.ADMITTED,
        cluster=Cluster.WELFARE,
        values=[*SERVICES, "wzc"],
        open_lists=["values"],
    ),
    Rule(
        id="R13",
        title="balances",
        kind=RuleKind.BALANCE,
        values=["self-employed"],
        severity=Severity.ADVICE,
    ),
    Rule(
        id="R14",
        title="two thirds of one sex",
        kind=RuleKind.BALANCE,
        values=["gender"],
        at_most_share=Fraction(2, 3),
        severity=Severity.ADVICE,
    ),
    Rule(id="R15", title="length of mandate", kind=RuleKind.TERM, at_most=3, at_most_terms=3),
    Rule(id="R30", title="platforms", kind=RuleKind.PLATFORM, at_least=1),
    Rule(
        id="R30b",
        title="a municipality or OCMW is represented",
        kind=RuleKind.REPRESENTED,
        values=["municipality", "ocmw"],
        at_least=1,
    ),
)


@pytest.fixture
def rules():
    """Return a rule set in which R1 to R5, R8 to R15 and R30 are expressed."""
    return RuleSet(id="bvr-2019", title="2019", rules=[*SEAT_RULES, *OTHER_RULES])
