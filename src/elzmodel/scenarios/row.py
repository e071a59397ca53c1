"""What a sweep says of one scenario."""

from __future__ import annotations

from attrs import frozen

from elzmodel.scenarios.zone_state import ZoneState
from elzmodel.values import ZoneId
from elzmodel.zones import DecisionPoint

__all__ = ["SweepRow"]


@frozen
class SweepRow:
    """One scenario: the zones that it touches, as they are afterwards, and what is open.

    *zones* are in order of id, *ended* those that are no more; *problem* says
    why a scenario cannot be adopted, and is empty where it can.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Heers", to="zuid-oost-limburg", day="2027-01-01")
        >>> row = elz.sweep(elz.flanders(), [s], year=2021)[0]
        >>> [(state.zone, str(state.population)) for state in row.zones]
        [('haspengouw', '63,458'), ('zuid-oost-limburg', '112,942')]
    """

    scenario: str
    zones: tuple[ZoneState, ...] = ()
    ended: tuple[ZoneId, ...] = ()
    undecided: tuple[DecisionPoint, ...] = ()
    problem: str = ""
