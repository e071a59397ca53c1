"""What a scenario would do: its effects on a base, as tables and as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import compare
from elzmodel.landscape.dossier import Dossier
from elzmodel.scenarios.adoption import adopt, covering, last_day
from elzmodel.scenarios.checking import check_scenario
from elzmodel.scenarios.effects import Effects
from elzmodel.scenarios.outcome_tables import card, side_by_side, tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.landscape import Landscape
    from elzmodel.scenarios.scenario import Scenario
    from elzmodel.values import Table

__all__ = ["Outcome", "outcome"]


@frozen(eq=False, kw_only=True, repr=False)
class Outcome(Effects):
    """What a scenario does to its base (*uitkomst*), on the scenario's last day.

    *before* is that day in the base and *after* the same day in the adopted
    landscape, so that what the base does by itself is no part of the outcome.
    Whatever needs data that are not there is unknown, never nothing: *seats*
    and *plan_items* are ``None`` where no dossiers are given.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("two villages").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> elz.outcome(elz.flanders(), s, year=2021)
        <Outcome of two villages on Flanders and Brussels: 3 municipalities, 2 zones, 1 open>
    """

    def _repr_html_(self) -> str:
        return "\n".join(table.to_html() for table in (self.card(), *self.tables()))

    def tables(self) -> tuple[Table, ...]:
        """Return zones, municipalities, thresholds, borders, findings and concerns as tables.

        Example:
            >>> import elzmodel as elz
            >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
            >>> [len(table) for table in elz.outcome(elz.flanders(), s, year=2021).tables()]
            [2, 3, 0, 0, 3, 0]
        """
        return tables(self)

    def card(self) -> Table:
        """Return the outcome on one card: a line for each question.

        Example:
            >>> import elzmodel as elz
            >>> s = elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01")
            >>> dict(elz.outcome(elz.flanders(), s, year=2021).card().rows)["seats"]
            'no data'
        """
        return card(self)

    def compare(self, *others: Outcome) -> Table:
        """Return this outcome beside others, one column each.

        Example:
            >>> import elzmodel as elz
            >>> fl, s = (
            ...     elz.flanders(),
            ...     elz.Scenario("x").merge(["Alken", "Wellen"], day="2027-01-01"),
            ... )
            >>> one, other = (elz.outcome(fl, each) for each in elz.alternatives(fl, s))
            >>> len(one.compare(other).columns)
            3
        """
        return side_by_side((self, *others))


def outcome(
    base: Landscape,
    scenario: Scenario,
    *,
    year: int | None = None,
    dossiers: Iterable[Dossier] = (),
) -> Outcome:
    """Return what a scenario would do to a base.

    Args:
        base: The landscape that the scenario starts from.
        scenario: The scenario.
        year: The year of the inhabitants; the newest that there is by default.
        dossiers: What zones publish about their seats and plans.

    Raises:
        StepError: If a step does not fit.
        ChoiceError: If a choice settles nothing.
        InvalidValueError: If something else than a dossier is given.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").transfer("Sint-Truiden", to="herkenrode", day="2027-01-01")
        >>> elz.outcome(elz.flanders(), s, year=2021).new_findings[0].subject
        'haspengouw'
    """
    given = tuple(dossiers)
    for each in given:
        if not isinstance(each, Dossier):
            raise InvalidValueError("dossier", each, "a dossier, such as dossier('haspengouw')")
    landscape = adopt(base, scenario)
    day = last_day(base, scenario)
    base_then, after = covering(base, day), covering(landscape, day)
    years = base.figures.years("population")
    chosen = year if year is not None else (years[-1] if years else None)
    return Outcome(
        scenario=scenario,
        base=base.name,
        year=chosen,
        landscape=after,
        difference=compare(base_then.on(day), after.on(day), year=chosen),
        findings=check_scenario(base, scenario),
        base_landscape=base_then,
        dossiers=given,
    )
