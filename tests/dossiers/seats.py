"""Councils of the wood: one board of local seats."""

from __future__ import annotations

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Seat,
)


def village(*parts: str) -> Constituency:
    label = " and ".join(part.title() for part in parts)
    return Constituency(kind=ConstituencyKind.MUNICIPALITY, label=label, parts=parts)


def seat(number: int, *represents: Constituency) -> Seat:
    return Seat(
        id=f"lb-{number}", body="board", cluster=Cluster.LOCAL_AUTHORITY, represents=represents
    )


def council(*seats: Seat, zone: str = "west", **more) -> CareCouncil:
    board = Body(id="board", kind=BodyKind.BOARD)
    return CareCouncil(id="raad", zone=zone, bodies=[board], seats=seats, **more)
